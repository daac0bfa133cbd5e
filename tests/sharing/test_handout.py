"""A routine on paper."""

from typing import Any

import msgspec
import pytest

from app import paths
from app.routine.catalog import usable
from app.routine.emergency import Words
from app.routine.model import Dose
from app.routine.safety_texts import safety_texts
from app.routine.texts import precautions
from app.sharing.handout import DAYS, Caring, Handout, Item, Line, handout, words
from tests.routine.written import bundled, exercise, routine

WORDS = precautions(paths.ASSETS)
CARING = Caring(safety_texts(paths.ASSETS), Words("199", "the night line"))
ABOUT_KNEE: dict[str, Any] = {
    "sides": "each",
    "instructions": ["Lift your {side} knee, not the {other}."],
    "caution": "Mind your {side} hip.",
    "equipment": ["chair"],
    "avoid_if": ["dizzy-with-neck-move"],
}
KNEE = exercise({"dose": "hold", "hold": 20.0, "reps": 2}, **ABOUT_KNEE)
HEAT = exercise({"dose": "time", "time": 600.0}, "heat", name="Warm pack")
IN_AND_OUT = [{"name": "in", "length_s": 4}, {"name": "out", "length_s": 6}]
KNOWN = {"knee": KNEE, "heat": HEAT}


def sheet(*steps: dict[str, Any]) -> Handout:
    return handout(routine(*steps), KNOWN, WORDS, CARING)


def do(slug: str, **more: Any) -> dict[str, Any]:
    return {"step": "exercise", "exercise": slug, **more}


def test_an_exercise_has_its_dose_sides_words_caution_and_figure() -> None:
    [item] = sheet(do("knee")).items
    assert item == Item(
        number=1,
        figure="knee",
        name="Mine",
        dose="Hold 20 s, 2 times, 5 s rest between",
        sides="each side",
        instructions=("Lift your right knee, not the left.",),
        caution="Mind your right hip.",
        equipment=("chair",),
    )


def test_what_a_step_says_of_its_own_holds() -> None:
    [item] = sheet(do("knee", hold=10.0, label="Short one")).items
    assert (item.name, item.dose) == ("Short one", "Hold 10 s, 2 times, 5 s rest between")


def test_what_is_done_again_is_told_once_with_how_often() -> None:
    rounds = {"step": "rounds", "rounds": 3, "steps": [do("knee"), {"step": "rest", "rest": 5.0}]}
    twice = sheet(do("knee"), rounds, do("knee", hold=10.0))
    assert [item.dose for item in twice.items] == [
        "Hold 20 s, 2 times, 5 s rest between; 4 times in all",
        "Hold 10 s, 2 times, 5 s rest between",
    ]
    assert [item.number for item in twice.items] == [1, 2]


def test_notes_waits_and_questions_stand_in_their_place() -> None:
    check = {"step": "check", "check": "Look at your skin.", "question": "Is it whole?"}
    body = sheet({"step": "note", "note": "Breathe."}, check, do("knee"), {"step": "wait", "wait": "Lie down."}).body
    assert [one.text if isinstance(one, Line) else one.number for one in body] == [
        "Breathe.",
        "Look at your skin. Is it whole? If not, stop here.",
        1,
        "Lie down.",
    ]


def test_heat_comes_with_its_looks_at_the_skin() -> None:
    [item] = sheet(do("heat", check_every=120.0)).items
    assert item.dose == "For 10 min"
    assert item.instructions[1].startswith("Every 2 min: Lift the pack. Look at your skin and touch it. Is your skin")
    assert item.instructions[2].startswith("Take the pack off.")


def test_contrast_is_told_in_a_line_with_its_cautions() -> None:
    about: dict[str, Any] = {"name": "Cool pack", "caution": "Mind the cold.", "avoid_if": ["poor-circulation"]}
    cold = exercise({"dose": "time", "time": 60.0}, "cold", equipment=["pack"], **about)
    step = {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "cold"}
    sheet = handout(routine(step), {**KNOWN, "cold": cold}, {"poor-circulation": "Poor circulation"}, CARING)
    turns = "Warm pack 3 min, then Cool pack 1 min, 3 times"
    assert sheet.body == (
        Line(f"{turns}; Warm pack 2 min to finish. Look at your skin at each change."),
        Line("Mind the cold."),
    )
    assert (sheet.ask_first, sheet.equipment) == (("Poor circulation",), ("pack",))


def test_when_to_stop_is_said_with_whom_to_call_where_the_person_is() -> None:
    grave, rest, ease_off = sheet(do("knee")).stop
    assert (grave.title, grave.action) == ("Stop now and get help", "Call 199.")
    assert "Chest pain or pressure" in grave.lines
    assert rest.lines
    assert ease_off.lines


def test_what_heat_and_held_breaths_ask_for_is_said_where_they_are_and_nowhere_else() -> None:
    held = {"phases": [*IN_AND_OUT, {"name": "hold", "length_s": 4}]}
    known = {**KNOWN, **{
        slug: exercise({"dose": "breath", "time": 60.0, "breath": breath}, "breath")
        for slug, breath in (("soft", {"phases": IN_AND_OUT}), ("held", held))
    }}  # fmt: skip
    told = {
        slug: [one.title for one in handout(routine(do(slug)), known, WORDS, CARING).before]
        for slug in ("knee", "heat", "soft", "held")
    }
    assert told == {
        "knee": [],
        "heat": ["Before heat and cold"],
        "soft": [],
        "held": ["Before holding your breath"],
    }
    contrast = {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "heat"}
    assert sheet(contrast).before[0].lines == CARING.texts.heat_cold


def test_who_should_ask_first_is_said_once_in_words() -> None:
    assert sheet(do("knee"), do("knee", hold=10.0)).ask_first == (WORDS["dizzy-with-neck-move"],)


def test_the_table_has_two_weeks_and_a_row_for_the_whole_and_for_each() -> None:
    ticks = sheet(do("knee"), do("knee", hold=10.0), do("knee", hold=11.0, label="Other")).ticks
    assert (len(ticks.days), ticks.days[0], ticks.days[-1]) == (DAYS, "Day 1", "Day 14") == (14, "Day 1", "Day 14")
    assert ticks.rows == ("Test", "Mine", "Other")


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ({"dose": "hold", "hold": 20.0}, "Hold 20 s"),
        ({"dose": "hold", "hold": 20.0, "reps": 3, "rest": 0.0}, "Hold 20 s, 3 times"),
        ({"dose": "reps", "reps": 8, "tempo": [1, 5, 1]}, "8 times, 1 s out, 5 s held, 1 s back"),
        ({"dose": "reps", "reps": 8, "tempo": [2, 0, 2]}, "8 times, 2 s out, 2 s back"),
        ({"dose": "reps", "reps": 1, "paced_by": "you"}, "once"),
        (
            {"dose": "reps", "reps": 10, "sets": 3, "rest": 60.0, "paced_by": "you"},
            "3 sets of 10 times, 1 min rest between sets",
        ),
        ({"dose": "time", "time": 90.0}, "For 1 min 30 s"),
        (
            {
                "dose": "breath",
                "time": 60.0,
                "breath": {"phases": IN_AND_OUT},
            },
            "6 breaths: in 4 s, out 6 s",
        ),
    ],
)
def test_a_dose_is_told_as_one_writes_it(dose: dict[str, Any], told: str) -> None:
    assert words(msgspec.convert(dose, Dose)) == told


@pytest.mark.parametrize("slug", sorted(usable(bundled().routines)))
def test_every_bundled_routine_has_a_sheet(slug: str) -> None:
    sheet = handout(usable(bundled().routines)[slug], bundled().usable_exercises, WORDS, CARING)
    assert sheet.body
    assert all(item.dose and item.instructions for item in sheet.items)
    assert not any("{" in line for item in sheet.items for line in (*item.instructions, item.caution or ""))
