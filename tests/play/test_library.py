"""What a routine is chosen by, from the bundled folder and a person's own."""

from functools import cache
from pathlib import Path

import pytest

from app import paths
from app.play.layout import Options
from app.play.library import Broken, Overview, Routines, Shelf, overviews, shelf
from app.routine import catalog
from app.routine.texts import precautions

OWN = """\
schema: 1
language: en
title: {title}
purpose: Mine.
steps:
  - exercise: {exercise}
"""


@cache
def bundled() -> dict[str, Overview]:
    """The bundled routines by slug, every one of which must be playable."""
    found = overviews(catalog.load(paths.ROUTINES, Path("no-such-folder"), precautions(paths.ASSETS)))
    return {one.slug: one for one in found if isinstance(one, Overview)}


def found_with(mine: Path) -> dict[str, Overview | Broken]:
    found = overviews(catalog.load(paths.ROUTINES, mine, precautions(paths.ASSETS)))
    return {one.slug: one for one in found}


def overview(one: Overview | Broken) -> Overview:
    assert isinstance(one, Overview)
    return one


@pytest.mark.parametrize(
    ("slug", "total_s"),
    [
        ("desk-reset", 123),
        ("desk-neck-shoulders", 166),
        ("desk-stand-move", 250),
        ("desk-wrists", 217),
        ("desk-upper-back", 298),
        ("desk-setup", 295),
        ("morning-loosen", 446),
        ("evening-unwind", 705),
        ("upper-back-relief", 601),
        ("upper-back-floor", 707),
        ("neck-ease", 494),
        ("shoulders-free", 508),
        ("chest-opener", 502),
        ("lower-back-care", 675),
        ("hips-hamstrings", 611),
        ("two-minute-raise", 172),
        ("posture-strength-start", 662),
        ("posture-strength-band", 1017),
        ("warm-pack-15", 1030),
        ("cold-pack-10", 695),
        ("warm-cool-intervals", 1256),
        ("self-massage", 411),
        ("box-breath-session", 344),
        ("even-breath-session", 640),
        ("wind-down-478", 188),
        ("sigh-session", 340),
        ("tense-and-release", 677),
        ("body-scan-session", 616),
        ("pursed-lip-session", 155),
        ("alternate-nostril-session", 344),
        ("yoga-gentle", 808),
        ("qigong-flow", 572),
    ],
)
def test_a_bundled_routine_lasts_as_long_as_its_content_says(slug: str, total_s: float) -> None:
    assert bundled()[slug].timeline.total_s == pytest.approx(total_s)


def test_the_bundled_routines_come_by_slug() -> None:
    assert list(bundled()) == sorted(bundled())
    assert len(bundled()) == 32


def test_minutes_are_rounded_and_at_least_one() -> None:
    assert bundled()["desk-reset"].minutes == 2  # 123 s
    assert bundled()["morning-loosen"].minutes == 7  # 446 s
    assert bundled()["warm-cool-intervals"].minutes == 21  # 1256 s


def test_a_routine_of_seconds_still_takes_a_minute(tmp_path: Path) -> None:
    text = "schema: 1\nlanguage: en\ntitle: Short\npurpose: Short.\nsteps:\n  - rest: 4 s\n"
    (tmp_path / "short.yaml").write_text(text, encoding="utf-8")

    assert overview(found_with(tmp_path)["short"]).minutes == 1


def test_what_a_routine_needs_and_asks_is_gathered_from_its_exercises_each_once() -> None:
    one = bundled()["warm-cool-intervals"]

    assert len(set(one.equipment)) == len(one.equipment) > 1
    assert len(set(one.precautions)) == len(one.precautions) > 1
    assert one.sources
    assert not one.needs_floor


def test_a_routine_s_own_sources_come_before_those_of_its_exercises() -> None:
    assert bundled()["warm-cool-intervals"].sources[:2] == ("CONTRAST", "GARRA2010")
    assert "MPFT-HEAT" in bundled()["warm-cool-intervals"].sources


def test_a_routine_with_an_exercise_on_the_floor_needs_the_floor() -> None:
    assert bundled()["morning-loosen"].needs_floor


def test_a_routine_of_ones_own_is_marked_as_mine(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(OWN.format(title="Mine", exercise="chin-tuck"), encoding="utf-8")

    found = found_with(tmp_path)

    assert overview(found["mine"]).mine
    assert not overview(found["desk-reset"]).mine


def test_a_broken_file_is_in_its_place_with_its_problems_and_harms_no_other(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(OWN.format(title="Broken", exercise="chin-tukc"), encoding="utf-8")

    found = found_with(tmp_path)

    broken = found["broken"]
    assert isinstance(broken, Broken)
    assert broken.mine
    assert [problem.line for problem in broken.problems] == [6]
    assert len(found) == len(bundled()) + 1


def test_a_broken_file_named_like_a_bundled_one_leaves_that_one_in_use_and_tells_its_problems(tmp_path: Path) -> None:
    (tmp_path / "desk-reset.yaml").write_text(OWN.format(title="Broken", exercise="chin-tukc"), encoding="utf-8")

    one = overview(found_with(tmp_path)["desk-reset"])

    assert one.routine.title == "Two-minute desk reset"
    assert len(one.problems) == 1


def test_the_side_a_person_begins_with_reaches_the_timeline() -> None:
    whole = catalog.load(paths.ROUTINES, Path("no-such-folder"), precautions(paths.ASSETS))
    for first in ("left", "right"):
        found = [one for one in overviews(whole, Options(first_side=first)) if isinstance(one, Overview)]
        sides = [part.side for one in found for part in one.timeline.parts if part.side in ("left", "right")]
        assert sides
        assert sides[0] == first


# --- the shelf -------------------------------------------------------------------------------------------------------

BROKEN = OWN.format(title="Broken", exercise="chin-tukc")
POSE = """\
schema: 1
language: en
name: My tuck
kind: mobility
areas: [neck]
position: seated
dose:
  reps: 4
instructions: [Do it.]
cue: Soft.
"""


def shelf_with(mine: Path, before: Shelf | None = None) -> Shelf:
    return shelf(catalog.load(paths.ROUTINES, mine, precautions(paths.ASSETS)), None, before)


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_broken_file_of_whatever_kind_is_on_the_shelf_with_its_problems(tmp_path: Path) -> None:
    put(tmp_path, "broken.yaml", BROKEN)
    put(tmp_path, "desk-reset.yaml", BROKEN)
    put(tmp_path, "exercises/chin-tuck.yaml", "schema: 1\n")
    put(tmp_path, "programmes/weeks.yaml", "schema: 1\n")

    told = shelf_with(tmp_path).broken

    assert [(one.kind, one.path.name, one.stands_in) for one in told] == [
        ("routine", "broken.yaml", False),
        ("routine", "desk-reset.yaml", True),
        ("exercise", "chin-tuck.yaml", True),
        ("programme", "weeks.yaml", False),
    ]
    assert all(one.mine and one.problems for one in told)


def test_of_two_files_of_one_name_the_one_that_is_not_used_is_on_the_shelf(tmp_path: Path) -> None:
    put(tmp_path, "twice.yaml", OWN.format(title="First", exercise="chin-tuck"))
    put(tmp_path, "twice.yml", OWN.format(title="Second", exercise="chin-tuck"))

    whole = shelf_with(tmp_path)

    assert whole.routines["twice"].routine.title == "First"
    [told] = whole.broken
    assert (told.path.name, told.stands_in) == ("twice.yml", False)


def test_a_folder_that_cannot_be_opened_is_on_the_shelf(tmp_path: Path) -> None:
    folder = put(tmp_path, "routines", "not a folder")
    [told] = shelf_with(folder).broken
    assert (told.kind, told.path) == ("folder", folder)


def test_what_is_as_it_was_is_taken_over_and_the_rest_laid_out_anew(tmp_path: Path) -> None:
    put(tmp_path, "mine.yaml", OWN.format(title="Mine", exercise="chin-tuck"))
    before = shelf_with(tmp_path)
    assert len(dict(before.routines)) == len(before.routines)  # every one of them was asked for
    put(tmp_path, "mine.yaml", OWN.format(title="Changed", exercise="chin-tuck"))

    after = shelf_with(tmp_path, before)

    assert after == shelf_with(tmp_path)
    assert after.routines["desk-reset"] is before.routines["desk-reset"]
    assert after.routines["mine"].routine.title == "Changed"


def test_a_routine_is_laid_out_when_it_is_first_asked_for_and_once() -> None:
    whole = shelf(catalog.load(paths.ROUTINES, Path("no-such-folder"), precautions(paths.ASSETS)))
    assert isinstance(whole.routines, Routines)
    assert "desk-reset" in whole.routines
    assert len(list(whole.routines)) == 32
    assert whole.routines.made == {}
    one = whole.routines["desk-reset"]
    assert whole.routines["desk-reset"] is one
    assert [*whole.routines.made] == ["desk-reset"]
    assert whole.routines.get("no-such") is None


def test_with_another_first_side_everything_is_laid_out_anew() -> None:
    whole = catalog.load(paths.ROUTINES, Path("no-such-folder"), precautions(paths.ASSETS))
    left = Options(first_side="left")

    after = shelf(whole, left, shelf(whole))

    assert after == shelf(whole, left)
    assert after != shelf(whole)


def test_a_changed_exercise_reaches_every_routine_that_names_it_and_leaves_the_others(tmp_path: Path) -> None:
    before = shelf_with(tmp_path)
    assert before.routines["box-breath-session"].slug == "box-breath-session"
    put(tmp_path, "exercises/chin-tuck.yaml", POSE)

    after = shelf_with(tmp_path, before)

    assert after == shelf_with(tmp_path)
    assert "My tuck" in [part.name for part in after.routines["desk-reset"].timeline.parts]
    assert after.routines["box-breath-session"] is before.routines["box-breath-session"]


def test_a_bundled_routine_that_stands_in_for_a_broken_one_is_told_apart_from_itself(tmp_path: Path) -> None:
    before = shelf_with(tmp_path)
    put(tmp_path, "desk-reset.yaml", BROKEN)
    broken = shelf_with(tmp_path, before)
    assert broken.routines["desk-reset"].problems != ()
    put(tmp_path, "desk-reset.yaml", BROKEN.replace("tukc", "tuk"))
    assert shelf_with(tmp_path, broken) == shelf_with(tmp_path) != broken
