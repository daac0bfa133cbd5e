"""The limits nobody may author or press past: allowed up to the limit, refused just past it, and said why."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app import paths
from app.routine import safety
from app.routine.dose import dose_of
from app.routine.model import Exercise, ExerciseStep, Pattern
from app.routine.reader import Finding
from app.routine.safety import (
    CONTRAST_CHECK_S,
    DEFAULT_SKIN_CHECKS,
    HEAT,
    STRENGTH_REPS,
    Limit,
    PastPack,
    ceiling,
    exercise_findings,
    exposure_limit_s,
    is_478,
    routine_findings,
    too_soon,
)
from app.routine.texts import sources
from tests.routine.written import bundled, exercise, problems_of, routine, routine_text

CHECK = {"step": "check", "check": "Look at your skin.", "question": "Is it whole?"}


def pattern(*phases: tuple[str, float]) -> dict[str, Any]:
    return {"phases": [{"name": name, "length_s": length_s} for name, length_s in phases]}


def breath(*phases: tuple[str, float], **amount: Any) -> Exercise:
    return exercise({"dose": "breath", "breath": pattern(*phases), **(amount or {"cycles": 4})}, "breath", ("breath",))


def held(hold: float, kind: str = "stretch", areas: tuple[str, ...] = ("chest",)) -> Exercise:
    return exercise({"dose": "hold", "hold": hold}, kind, areas)


def timed(time: float, kind: str) -> Exercise:
    return exercise({"dose": "time", "time": time}, kind)


def reps(reps: int = 8, sets: int = 1, kind: str = "strength", tempo: tuple[float, ...] = (2.0, 0.0, 2.0)) -> Exercise:
    return exercise({"dose": "reps", "reps": reps, "sets": sets, "tempo": list(tempo)}, kind)


def made(exercise: Exercise) -> list[Finding]:
    return list(exercise_findings(exercise))


# --- an exercise -----------------------------------------------------------------------------------------------------

LIMITS: list[tuple[str, list[Exercise], list[Exercise], tuple[str | int, ...], str]] = [
    # what, allowed at both ends, refused past them, where, what the message says
    ("stretch", [held(5), held(60)], [held(4.9), held(60.1)], ("dose", "hold"), "5 s to 1 min (source: ACSM2021)"),
    (
        "neck",
        [held(2, areas=("chest", "neck")), held(30, areas=("neck",)), held(30, "posture", ("neck",))],
        [held(1.9, areas=("neck",)), held(30.1, areas=("neck",)), held(31, "posture", ("chest", "neck"))],
        ("dose", "hold"),
        "2 s to 30 s (source: PRACTICE, within ACSM2021)",
    ),
    ("heat", [timed(120, "heat"), timed(1200, "heat")], [timed(119, "heat"), timed(1201, "heat")], ("dose", "time"),
     "2 min to 20 min (source: MPFT-HEAT, SFH)"),
    ("cold", [timed(60, "cold"), timed(900, "cold")], [timed(59, "cold"), timed(901, "cold")], ("dose", "time"),
     "1 min to 15 min (source: MPFT-COLD, SFH)"),
    ("pressure on one spot", [timed(20, "massage"), timed(90, "massage")], [timed(19, "massage"), timed(91, "massage")],
     ("dose", "time"), "20 s to 1 min 30 s (source: WILKE2018, FR-DOSE)"),
    ("a time", [timed(1, "relax")], [timed(0, "relax")], ("dose", "time"), "1 s to 8 h"),
    ("a strength set", [reps(1), reps(15)], [reps(16)], ("dose", "reps"), "1 to 15 (source: ACSM2009)"),
    ("sets", [reps(sets=1), reps(sets=3)], [reps(sets=4)], ("dose", "sets"), "1 to 3 (source: ACSM2009)"),
    ("a rep", [reps(tempo=(0.5, 0, 0))], [reps(tempo=(0, 0, 0)), reps(tempo=(0.2, 0, 0.2))], ("dose", "tempo"),
     "0.5 s to 10 min"),
    (
        "a breath hold",
        [breath(("in", 4), ("hold", 7), ("out", 4))],
        [breath(("in", 4), ("hold", 7.1), ("out", 4))],
        ("dose", "breath"),
        "0 s to 7 s (source: WEIL)",
    ),
    (
        "one whole breath",
        [breath(("in", 2), ("out", 3)), breath(("in", 15), ("hold", 7), ("out", 0.1), cycles=1)][:1],
        [breath(("in", 2), ("out", 2.9)), breath(("in", 2), ("out", 2), ("in", 2), ("out", 2))],
        ("dose", "breath"),
        "5 s to 1 min (source: BENTLEY2023)",
    ),
    (
        "breathing in and out",
        [breath(("in", 7), ("out", 8)), breath(("in", 7), ("hold", 7), ("out", 8))],
        [breath(("in", 7), ("out", 8.1))],
        ("dose", "breath"),
        "0 s to 15 s (source: SZUL2019)",
    ),
    (
        "4-7-8 breaths",
        [breath(("in", 4), ("hold", 7), ("out", 8), cycles=8), breath(("in", 4), ("hold", 7), ("out", 8), time=152.0)],
        [breath(("in", 4), ("hold", 7), ("out", 8), cycles=9), breath(("in", 3), ("hold", 5.25), ("out", 6), cycles=9)],
        ("dose", "cycles"),
        "1 to 8 (source: WEIL)",
    ),
    (
        "one stretch of breathing",
        [breath(("in", 5), ("out", 5), cycles=120), breath(("in", 5), ("out", 5), time=1200.0)],
        [breath(("in", 5), ("out", 5), cycles=121)],
        ("dose", "cycles"),
        "1 s to 20 min (source: SHAO2024)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("what", "allowed", "refused", "at", "says"), LIMITS, ids=[one[0] for one in LIMITS])
def test_an_exercise_may_go_to_each_limit_and_not_past_it(
    what: str, allowed: list[Exercise], refused: list[Exercise], at: tuple[str | int, ...], says: str
) -> None:
    assert [finding for one in allowed for finding in made(one)] == []
    for one in refused:
        (finding,) = made(one)
        assert finding.at == at
        assert what in finding.what
        assert says in finding.what
        assert finding.remedy == f"use {says.split(' (')[0]}"


def test_a_hold_without_length_is_told_about_once() -> None:
    assert made(held(1, "posture")) == made(held(61, "posture")) == []
    for one in (held(0.9, "posture"), held(0.9), held(0.9, areas=("neck",))):
        (finding,) = made(one)
        assert finding.at == ("dose", "hold")


def test_a_time_that_makes_one_4_7_8_breath_too_many_is_refused_at_the_time() -> None:
    (finding,) = made(breath(("in", 4), ("hold", 7), ("out", 8), time=153.0))
    assert (finding.at, "a number of 4-7-8 breaths of 9" in finding.what) == (("dose", "time"), True)


def test_reps_that_build_no_strength_may_be_more() -> None:
    assert made(reps(30, sets=5, kind="mobility")) == []


def test_4_7_8_is_known_at_any_speed_and_nothing_else_is_taken_for_it() -> None:
    def known(*phases: tuple[str, float]) -> bool:
        return is_478(msgspec.convert(pattern(*phases), Pattern))

    assert known(("in", 4), ("hold", 7), ("out", 8))
    assert known(("in", 2), ("hold", 3.5), ("out", 4))
    assert not known(("in", 4), ("hold", 4), ("out", 8))
    assert not known(("in", 4), ("out", 8))
    assert not known(("in", 4), ("hold", 7), ("out", 8), ("hold", 1))


# --- a routine -------------------------------------------------------------------------------------------------------


def findings(*steps: dict[str, Any]) -> list[Finding]:
    return list(routine_findings(routine(*steps), bundled().usable_exercises))


def contrast(**keys: Any) -> dict[str, Any]:
    plain = {"step": "contrast", "contrast": 3, "warm": "heat-pack", "cool": "cold-pack"}
    return {**plain, "warm_time": 120.0, "cool_time": 30.0, "finish": 120.0, **keys}


def pack(slug: str = "heat-pack", **keys: Any) -> dict[str, Any]:
    return {"step": "exercise", "exercise": slug, **keys}


@pytest.mark.parametrize(
    ("key", "allowed", "refused", "says"),
    [
        ("contrast", (3, 4), (2, 5), "a number of contrast rounds"),
        ("warm_time", (120.0, 240.0), (119.0, 241.0), "2 min to 4 min (source: CONTRAST)"),
        ("cool_time", (30.0, 60.0), (29.0, 61.0), "30 s to 1 min (source: CONTRAST)"),
        ("finish", (120.0, 240.0), (119.0, 241.0), "2 min to 4 min (source: CONTRAST)"),
    ],
)
def test_contrast_may_go_to_each_limit_and_not_past_it(
    key: str, allowed: tuple[float, ...], refused: tuple[float, ...], says: str
) -> None:
    assert [one for value in allowed for one in findings(CHECK, contrast(**{key: value}))] == []
    for value in refused:
        (finding,) = findings(CHECK, contrast(**{key: value}))
        assert finding.at == ("steps", 1, key)
        assert says in finding.what


def test_contrast_is_25_minutes_in_all_looks_at_the_skin_included() -> None:
    longest_s = (1500 - 240 - 4 * (240 + 2 * CONTRAST_CHECK_S)) / 4
    assert 30 < longest_s < 60  # so that it is this limit that is met, and no other
    assert findings(CHECK, contrast(contrast=4, warm_time=240.0, cool_time=longest_s, finish=240.0)) == []
    (finding,) = findings(CHECK, contrast(contrast=4, warm_time=240.0, cool_time=longest_s + 0.5, finish=240.0))
    assert "contrast in all of" in finding.what
    assert "0 s to 25 min (source: CONTRAST)" in finding.what


def test_skin_is_looked_at_every_5_minutes_at_least() -> None:
    for slug in ("heat-pack", "cold-pack"):
        assert findings(CHECK, pack(slug, check_every=30.0)) == findings(CHECK, pack(slug, check_every=300.0)) == []
        for wrong in (29.0, 301.0):
            (finding,) = findings(CHECK, pack(slug, check_every=wrong))
            assert finding.at == ("steps", 1, "check_every")
            assert "30 s to 5 min (source: MPFT-HEAT, MPFT-COLD)" in finding.what


@pytest.mark.parametrize("step", [pack(), pack("cold-pack"), pack("warm-shower"), contrast()])
def test_heat_and_cold_need_a_check_of_the_skin_before_them(step: dict[str, Any]) -> None:
    assert findings(CHECK, step) == []
    for steps, at in (([step], 0), ([step, CHECK], 0), ([{"step": "note", "note": "Look."}, step], 1)):
        (finding,) = findings(*steps)
        assert finding.at == ("steps", at)
        assert "no skin check before it" in finding.what
        assert "every 5 min (source: MPFT-HEAT, MPFT-COLD)" in finding.what


def test_one_pack_in_a_routine_and_no_second_one_in_rounds_either() -> None:
    (finding,) = findings(CHECK, pack(), pack("cold-pack"))
    assert finding.at == ("steps", 2)
    assert "the second pack in one routine; 2 h lie between packs (source: MPFT-COLD, SFH)" in finding.what
    (finding,) = findings(CHECK, {"step": "rounds", "rounds": 2, "steps": [pack()]})
    assert finding.at == ("steps", 1, "steps", 0)
    assert findings(CHECK, {"step": "rounds", "rounds": 1, "steps": [pack()]}) == []


def test_one_stretch_adds_up_to_3_minutes_over_a_routine() -> None:
    stretch = {"step": "exercise", "exercise": "childs-pose", "hold": 30.0, "reps": 3}
    assert findings(stretch, stretch) == []
    (finding,) = findings(stretch, stretch, stretch | {"hold": 5.0, "reps": 1})
    assert finding.at == ("steps", 2, "exercise")
    assert "of 3 min 5 s is outside the limit, 0 s to 3 min (source: ACSM2011)" in finding.what
    (finding,) = findings({"step": "rounds", "rounds": 3, "steps": [stretch]})
    assert finding.at == ("steps", 0, "steps", 0, "exercise")
    other = {"step": "exercise", "exercise": "round-and-reach", "hold": 30.0, "reps": 3}
    assert findings(stretch, stretch, other, other) == []


def test_four_dangerous_things_in_one_file_are_each_told_with_limit_figure_and_source(tmp_path: Path) -> None:
    steps = """\
  - exercise: cold-pack
  - exercise: heat-pack
    time: 45 min
  - exercise: levator-stretch
    hold: 90 s
  - exercise: belly-breathing
    breath: 4-7-8
    cycles: 20
"""
    said = {
        (one.line, one.column): one.what for one in problems_of(tmp_path, routine_text(steps)) if "source:" in one.what
    }
    assert "heat or cold has no skin check before it" in said[6, 5]
    assert said[8, 11] == "heat of 45 min is outside the limit, 2 min to 20 min (source: MPFT-HEAT, SFH)"
    neck = "a neck hold of 1 min 30 s is outside the limit, 2 s to 30 s (source: PRACTICE, within ACSM2021)"
    assert said[10, 11] == neck
    assert said[13, 13] == "a number of 4-7-8 breaths of 20 is outside the limit, 1 to 8 (source: WEIL)"


# --- ways round a limit ----------------------------------------------------------------------------------------------


def test_a_stretch_for_a_time_or_a_pause_in_a_rep_is_a_hold_by_another_name() -> None:
    neck = {"kind": "stretch", "areas": ("neck",)}
    assert made(exercise({"dose": "time", "time": 30.0}, **neck)) == []  # type: ignore[arg-type]
    (finding,) = made(exercise({"dose": "time", "time": 31.0}, **neck))  # type: ignore[arg-type]
    assert "a neck hold of 31 s is outside the limit" in finding.what
    for one, most in (
        (reps(kind="posture"), None),
        (exercise({"dose": "reps", "reps": 3}, "posture", ("neck",)), 30.0),
    ):
        still = msgspec.structs.replace(one.dose, tempo=(1.0, 30.5, 1.0))
        said = [finding.what for finding in safety.dose_findings(still, one)]
        assert bool(said) is (most is not None)


def test_a_breath_has_an_in_and_an_out_and_its_holds_are_counted_together() -> None:
    for phases in ([("hold", 6.0)], [("in", 3.0), ("hold", 4.0)], [("out", 6.0)]):
        (finding,) = made(breath(*phases))
        assert finding.what == "a breath needs an in and an out"
    for phases in (
        [("in", 4.0), ("hold", 4.0), ("hold", 4.0), ("out", 4.0)],
        [("hold", 4.0), ("in", 4.0), ("out", 4.0), ("hold", 4.0)],
    ):
        (finding,) = made(breath(*phases))
        assert "a breath hold of 8 s is outside the limit" in finding.what
    assert made(breath(("hold", 3.0), ("in", 4.0), ("out", 4.0), ("hold", 4.0))) == []


def breathing(**keys: Any) -> dict[str, Any]:
    return {"step": "exercise", "exercise": "belly-breathing", **keys}


def test_breathing_adds_up_over_a_routine() -> None:
    weil = pattern(("in", 4), ("hold", 7), ("out", 8))
    assert findings(breathing(breath=weil, cycles=4), breathing(breath=weil, cycles=4)) == []
    (finding,) = findings({"step": "rounds", "rounds": 3, "steps": [breathing(breath=weil, cycles=3)]})
    assert finding.at == ("steps", 0, "steps", 0, "exercise")
    assert "of 9 is outside the limit, 1 to 8 (source: WEIL)" in finding.what
    assert findings(breathing(time=600.0), breathing(time=600.0)) == []
    (finding,) = findings(breathing(time=600.0), breathing(time=600.0), breathing(cycles=1))
    assert finding.at == ("steps", 2, "exercise")
    assert "20 min (source: SHAO2024)" in finding.what


def test_a_check_whose_no_leads_on_to_the_pack_does_not_count() -> None:
    skip = CHECK | {"if_no": "skip"}
    note = {"step": "note", "note": "Sit."}
    assert findings(skip, pack()) == []
    assert findings(skip, {"step": "rounds", "rounds": 1, "steps": [note, pack()]}) == []
    rounds = {"step": "rounds", "rounds": 1, "steps": [note, skip]}
    for steps in ([skip, note, pack()], [rounds, pack()], [skip, CHECK, pack()], [pack(), skip]):
        assert [one.what.split(";")[0] for one in findings(*steps)] == ["heat or cold has no skin check before it"]


def test_rounds_in_rounds_do_not_make_a_routine_without_end() -> None:
    rest = {"step": "rest", "rest": 1.0}

    def rounds(*steps: dict[str, Any], times: int = 20) -> dict[str, Any]:
        return {"step": "rounds", "rounds": times, "steps": list(steps)}

    assert findings(rounds(rounds(rest)), *[rest] * 100) == []
    (finding,) = findings(rounds(rounds(rest)), *[rest] * 101)
    assert (finding.at, finding.what) == (("steps",), "there are more than 500 steps, rounds included")
    assert findings({"step": "rest", "rest": 8 * 3600.0}) == []
    (finding,) = findings({"step": "rest", "rest": 8 * 3600.0}, rest)
    assert finding.at == ("steps",)
    assert "a routine of 8 h 1 s is outside the limit, 0 s to 8 h" in finding.what


def test_a_shade_past_a_limit_is_not_rounded_away_in_words() -> None:
    (finding,) = made(held(30.4, areas=("neck",)))
    assert "a neck hold of 30.4 s is outside the limit, 2 s to 30 s" in finding.what


# --- sources ---------------------------------------------------------------------------------------------------------


def test_every_limit_names_sources_that_the_app_can_show() -> None:
    limits = {name: one for name, one in vars(safety).items() if isinstance(one, Limit)}
    assert {"HEAT", "COLD", "NECK_HOLD", "BREATH_HOLD"} <= set(limits)
    known = sources(paths.ASSETS)
    own = {"SHORTEST_STEP", "ROUTINE_TOTAL"}  # common sense, from nowhere
    for name, limit in limits.items():
        keys = re.findall(r"[A-Z][A-Z0-9-]{2,}", limit.source)
        assert (name in own) == (not keys), name
        assert [key for key in keys if key not in known] == [], name


def test_a_limit_takes_in_both_its_ends() -> None:
    limit = Limit(1, 2, "X")
    assert [limit.allows(value) for value in (0.99, 1, 2, 2.01)] == [False, True, True, False]
    assert Limit(1, 2, "X").told("a thing", 3) == (
        "a thing of 3 s is outside the limit, 1 s to 2 s (source: X)",
        "use 1 s to 2 s",
    )
    assert STRENGTH_REPS.told("a set", 20)[0] == "a set of 20 is outside the limit, 1 to 15 (source: ACSM2009)"


# --- what nobody may press past --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "most", "why"),
    [
        (held(20), 60, "This is held for 1 min at most."),
        (held(20, areas=("neck",)), 30, "This is held for 30 s at most."),
        (reps(8), 15, "This is done 15 times in a set at most."),
        (reps(8, kind="mobility"), 30, "This is done 30 times in a set at most."),
        (reps(40, kind="mobility"), 40, "This is done 40 times in a set at most."),
        (timed(600, "heat"), 1200, "This is done for 20 min at most."),
        (timed(600, "cold"), 900, "This is done for 15 min at most."),
        (timed(30, "massage"), 90, "This is done for 1 min 30 s at most."),
        (breath(("in", 4), ("hold", 7), ("out", 8), cycles=4), 8, "This is breathed 8 times at most."),
        (breath(("in", 5), ("out", 5), cycles=4), 120, "This is breathed 120 times at most."),
        (breath(("in", 5), ("out", 6), cycles=4), 109, "This is breathed 109 times at most."),
        (exercise({"dose": "hold", "hold": 20.0}, range={"hold": [15.0, 45.0]}), 45, "This is held for 45 s at most."),
        (exercise({"dose": "hold", "hold": 20.0}, range={"hold": [15.0, 90.0]}), 60, "This is held for 1 min at most."),
        (exercise({"dose": "time", "time": 300.0}, "heat", range={"time": [180.0, 600.0]}), 600,
         "This is done for 10 min at most."),
        (exercise({"dose": "reps", "reps": 8}, "strength", range={"reps": [5, 12]}), 12,
         "This is done 12 times in a set at most."),
    ],
)  # fmt: skip
def test_a_step_is_lengthened_to_its_exercise_s_range_and_never_past_a_limit(
    exercise: Exercise, most: float, why: str
) -> None:
    ceiling_of_it = ceiling(exercise.dose, exercise)
    assert (ceiling_of_it.most, ceiling_of_it.why) == (most, why)


def test_no_bundled_exercise_can_be_lengthened_past_a_limit() -> None:
    for slug, one in bundled().usable_exercises.items():
        dose = dose_of(ExerciseStep(exercise=slug), one)
        key = {"HoldDose": "hold_s", "RepsDose": "reps", "TimeDose": "time_s", "BreathDose": "cycles"}[
            type(dose).__name__
        ]
        most = ceiling(dose, one).most
        changes: dict[str, Any] = {"time_s": None} if key == "cycles" else {}
        longest = msgspec.structs.replace(dose, **changes, **{key: int(most) if key in ("reps", "cycles") else most})
        assert list(safety.dose_findings(longest, one)) == [], slug


def test_a_pack_is_on_the_skin_for_20_minutes_of_heat_or_15_of_cold_at_most() -> None:
    assert (exposure_limit_s("heat"), exposure_limit_s("cold")) == (1200, 900)
    assert exposure_limit_s("heat") == HEAT.most


def test_the_words_of_a_skin_check_say_to_look_and_to_touch_and_at_the_end_to_take_it_off() -> None:
    for words in DEFAULT_SKIN_CHECKS.values():
        for line in (words.during, words.off):
            assert "Look at your skin and touch it." in line
        assert words.off.startswith("Take the pack off.")
        assert words.question.endswith("?")


# --- packs before ----------------------------------------------------------------------------------------------------

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def ago(hours: float, kind: safety.Pack = "heat") -> PastPack:
    return PastPack(kind, NOON - timedelta(hours=hours))


def local(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"


def test_two_hours_lie_between_packs_of_any_kind() -> None:
    kinds: list[safety.Pack] = ["heat", "cold"]
    for now in kinds:
        for before in kinds:
            assert too_soon(now, [ago(2, before)], NOON) is None
            said = too_soon(now, [ago(1.99, before), ago(5, before)], NOON)
            assert said is not None
            assert said.startswith("You had a pack on less than 2 hours ago.")
            assert local(NOON + timedelta(hours=0.01)) in said


def test_a_pack_that_seems_to_have_come_off_later_than_now_counts_as_just_off() -> None:
    assert too_soon("cold", [ago(-1)], NOON) is not None


def test_the_fourth_warm_pack_in_a_day_waits_until_the_first_is_a_day_past() -> None:
    assert too_soon("heat", [ago(3), ago(6)], NOON) is None
    said = too_soon("heat", [ago(9), ago(3), ago(6)], NOON)
    assert said is not None
    assert said.startswith("You have had 3 warm packs in a day")
    assert local(NOON + timedelta(hours=15)) in said
    assert local(NOON + timedelta(hours=15)) in (too_soon("heat", [ago(hours) for hours in (12, 3, 6, 9)], NOON) or "")
    assert too_soon("cold", [ago(9), ago(3), ago(6)], NOON) is None
    assert too_soon("heat", [ago(9), ago(3), ago(6, "cold")], NOON) is None
    assert too_soon("heat", [ago(24), ago(3), ago(6)], NOON) is None


def test_the_warm_turns_of_one_contrast_are_one_warm_pack() -> None:
    turns = [ago(6 - minutes / 60) for minutes in (0, 4, 8, 12, 14)]
    assert too_soon("heat", turns, NOON) is None
    assert too_soon("heat", [*turns, ago(3)], NOON) is None
    assert too_soon("heat", [*turns, ago(3), ago(9)], NOON) is not None


def test_a_pack_is_not_too_soon_when_there_was_none() -> None:
    assert too_soon("heat", [], NOON) is None
