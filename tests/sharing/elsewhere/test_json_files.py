"""Files of Entracte and Feeel as exercises and routines of our own."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.play.library import Overview, overviews
from app.sharing.arriving import taken_in
from app.sharing.elsewhere import read
from app.sharing.pack import Pack, PackError
from app.sharing.writing import write
from tests.sharing.elsewhere.files import breath, entracte, feeel, lines_of
from tests.sharing.made import catalog, folders


def played(data: bytes, mine: Path) -> tuple[Pack, dict[str, Overview]]:
    """Take a file in, and return what it became and what can be played of it."""
    pack = read(data, "theirs.json")
    write(taken_in(pack, folders(mine), lambda _: {}), folders(mine))
    there = catalog(mine)
    assert there.problems == []
    return pack, {one.slug: one for one in overviews(there) if isinstance(one, Overview) and one.mine}


def refused(data: bytes) -> str:
    with pytest.raises(PackError) as raised:
        read(data, "theirs.json")
    assert str(raised.value).startswith("theirs.json ")
    return str(raised.value).removeprefix("theirs.json ")


# --- Entracte --------------------------------------------------------------------------------------------------------


def test_each_line_of_a_routine_becomes_an_exercise_with_its_time(tmp_path: Path) -> None:
    routine = lines_of(("Roll the shoulders.", 25), ("Lean an ear over and hold.", 45), ("Blink.", 4))
    pack, there = played(entracte(routine), tmp_path)
    one = there["entracte-three-lines"]
    assert (one.routine.title, one.routine.level) == ("Three lines", "moderate")
    assert [(part.name, part.kind, part.areas, part.dose) for part in one.timeline.parts] == [
        ("Roll the shoulders", "mobility", ("shoulders",), "25 s"),
        ("Lean an ear over and hold", "stretch", ("neck",), "30 s"),
        ("Blink", "mobility", ("eyes",), "4 s"),
    ]
    assert pack.notes == (
        "1 routine was taken from Entracte, each line as an exercise with its time.",
        "Lean an ear over and hold.: 45 s became 30 s, as it may last 2 s to 30 s.",
        "Guessed from their words: kinds and areas, and that they are done seated; look them over.",
    )


def test_a_breath_is_breathed_for_its_cycles_or_two_minutes(tmp_path: Path) -> None:
    _, there = played(entracte(breath(inhale=4, hold=4, exhale=6, hold_out=2)), tmp_path / "a")
    assert [part.dose for part in there["entracte-slow"].timeline.parts] == ["8 breaths of 4-4-6-2"]
    _, there = played(entracte(breath(inhale=5, exhale=5, cycles=3)), tmp_path / "b")
    assert [part.dose for part in there["entracte-slow"].timeline.parts] == ["3 breaths of 5-5"]


def test_a_breath_is_brought_within_the_limits_or_left_out(tmp_path: Path) -> None:
    pack, there = played(entracte(breath(inhale=4, hold=12, exhale=6)), tmp_path / "a")
    assert [part.dose for part in there["entracte-slow"].timeline.parts] == ["5 breaths of 4-7-6"]
    assert "Slow breath: holding for 12 s became 7 s." in pack.notes
    pack, there = played(entracte(breath(inhale=4, hold=7, exhale=8, cycles=6)), tmp_path / "b")
    assert [part.dose for part in there["entracte-slow"].timeline.parts] == ["4 breaths of 4-7-8"]
    assert "Slow breath: 6 breaths became 4." in pack.notes
    pack, there = played(entracte(breath(inhale=1, exhale=1), lines_of(("Blink.", 4))), tmp_path / "c")
    assert list(there) == ["entracte-three-lines"]
    assert pack.notes[1].startswith("Slow breath: its breath is not taken, as one whole breath of 2 s is outside")
    assert "Left out: Slow breath, as nothing in it can be played." in pack.notes


def test_a_plugin_holds_such_a_pack_within() -> None:
    inner = json.loads(entracte(lines_of(("Blink.", 4))))
    inner["hints"] = {"long_solo": ["Walk.", "Drink."]}
    inner["routines"][0]["steps"][0] |= {"asset": "eye", "sound": "bell"}
    outer = {"manifest_version": 1, "id": "a.b", "author": "A", "kind": "content", "content": inner}
    notes = read(json.dumps(outer).encode(), "theirs.json").notes
    assert "Left out: 2 hints, which are no routine." in notes
    assert "Left out, as it has no place here: asset, author, sound." in notes


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (entracte(lines_of(("Blink.", 4)), version=2), "was made by a newer Entracte than this Unhunch knows"),
        (entracte(lines_of()), "has nothing that Unhunch could play."),
        (entracte(hints={"sleep": ["Rest."]}), "has nothing that Unhunch could play."),
        (entracte(lines_of(("Blink.", -4))), "has not the form of Entracte's files; nothing of it was taken."),
        (entracte(lines_of(("Blink.", 1e300))), "has not the form of Entracte's files"),
        (entracte(*[lines_of(*[(f"Line {n}.", 5) for n in range(100)])] * 6), "holds more than 500 exercises"),
        (b'{"routines": 5}', "has not the form of Entracte's files"),
        (b'{"content": 5}', "has not the form of Entracte's files"),
        (b'{"content": {"version": true}}', "has not the form of Entracte's files"),
        (b"{}", "has not the form of Entracte's files"),
        (b'{"fullWorkout": 5}', "has not the form of Feeel's files; nothing of it was taken."),
        (b'{"fullWorkout": {"workout": {}}}', "has not the form of Feeel's files"),
        (feeel({"exerciseDuration": "30"}), "has not the form of Feeel's files"),
        (feeel({"title": " "}), "holds no exercises; nothing of it was taken."),
        (feeel(None, *[{"exercise": n} for n in range(501)]), "has not the form of Feeel's files"),
        (b'{"a": ' + b"[" * 100_000, "is no JSON file, or was cut short; ask for it once more."),
        (b'{"a": "' + b"\xff" + b'"}', "is no JSON file, or was cut short"),
        (b"{", "is no JSON file, or was cut short"),
        (b"{" + b" " * (4 << 20), "is larger than 4 MB and was not opened."),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(data: bytes, told: str) -> None:
    assert refused(data).startswith(told)


# --- Feeel -----------------------------------------------------------------------------------------------------------


def test_a_workout_keeps_its_order_times_and_breaks(tmp_path: Path) -> None:
    _, there = played(feeel(), tmp_path)
    timeline = there["feeel-morning-ten"].timeline
    assert [(part.name, part.dose) for part in timeline.parts] == [
        ("Exercise 12 of Feeel", "30 s"),
        ("Exercise 345 of Feeel", "40 s"),
        ("Exercise 12 of Feeel", "20 s"),
    ]
    ready = [segment.length_s for segment in timeline.segments if segment.kind == "ready"]
    assert ready == [5.0, 10.0, 25.0]
    assert {part.kind for part in timeline.parts} == {"strength"}


def test_what_a_workout_does_not_say_is_said() -> None:
    pack = read(feeel({"category": 1, "mood": "good"}), "theirs.feeel")
    told = "Feeel keeps no names or words in such a file: its 2 exercises have numbers"
    assert pack.notes == (
        "The order, times and breaks were taken; breaks are the time to get ready.",
        f"{told}, and are for you to name and describe.",
        "Left out, as it has no place here: mood, translationJson.",
    )


def test_a_stretch_of_a_workout_is_brought_within_the_limits(tmp_path: Path) -> None:
    pack, there = played(feeel({"category": 1, "exerciseDuration": 120}, {"exercise": 1}), tmp_path)
    assert [part.dose for part in there["feeel-morning-ten"].timeline.parts] == ["1 min"]
    assert "Exercise 1 of Feeel: 120 s became 60 s, as it may last 5 s to 1 min." in pack.notes


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)
_WORDS = "version name routines hints content label steps text seconds breath fullWorkout workout workoutExercises"


@given(st.dictionaries(st.sampled_from(_WORDS.split()), _JSON, max_size=5))
def test_any_json_is_taken_or_refused(raw: dict[str, Any]) -> None:
    try:
        read(json.dumps(raw).encode(), "theirs.json")
    except PackError as error:
        told = str(error)
        assert told.isprintable()
