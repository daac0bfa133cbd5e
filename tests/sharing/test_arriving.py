"""Names that are there already: asked about once, and answered for each."""

from pathlib import Path

import pytest

from app import paths
from app.sharing.arriving import Clash, UnfitError, clashes, taken_in
from app.sharing.pack import PackError, unpacked
from tests.routine.written import EXERCISE, put, routine_text
from tests.sharing.made import (
    MANIFEST,
    NAMED,
    PNG,
    POSE,
    ROUTINE,
    catalog,
    everything_in,
    folders,
    my_folder,
    pack_of,
    take_in,
    zipped,
)


@pytest.fixture
def theirs(tmp_path: Path) -> bytes:
    return pack_of(my_folder(tmp_path / "theirs"))


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with another routine and another exercise of the same names."""
    folder = tmp_path / "mine"
    put(folder, routine_text("  - exercise: heel-raise\n"), "physio.yaml")
    put(folder, NAMED.format("My own heel raise"), "exercises/heel-raise.yaml")
    return folder


def pack(**files: str | bytes) -> bytes:
    """Return a pack of files named with _ for / and without endings."""
    named = {name.replace("__", "/").replace("_", "-"): data for name, data in files.items()}
    ends = {name: name + (".png" if name.startswith("pictures/") else ".yaml") for name in named}
    return zipped({"unhunch.json": MANIFEST, **{ends[name]: data for name, data in named.items()}})


# --- what clashes ----------------------------------------------------------------------------------------------------


def test_each_name_that_stands_for_something_else_is_asked_about_in_one_question(theirs: bytes, mine: Path) -> None:
    asked: list[tuple[Clash, ...]] = []

    def answer(found: tuple[Clash, ...]) -> dict[Clash, str]:
        asked.append(found)
        return dict.fromkeys(found, "mine")

    taken_in(unpacked(theirs, "x"), folders(mine), answer)  # type: ignore[arg-type]
    assert asked == [(Clash("heel-raise", "exercise", False), Clash("physio", "routine", False))]


def test_nothing_is_asked_where_nothing_clashes(theirs: bytes, tmp_path: Path) -> None:
    assert clashes(unpacked(theirs, "x"), folders(tmp_path / "empty")) == ()


def test_what_comes_with_the_app_clashes_too_but_not_a_copy_of_it(tmp_path: Path) -> None:
    held = pack(exercises__chin_tuck=EXERCISE, desk_reset=ROUTINE, poses__cat_cow=POSE)
    found = clashes(unpacked(held, "x"), folders(tmp_path))
    assert found == (
        Clash("cat-cow", "exercise", True, can_be_both=False),
        Clash("chin-tuck", "exercise", True),
        Clash("desk-reset", "routine", True),
    )
    copy = pack(exercises__chin_tuck=(paths.ROUTINES / "exercises" / "chin-tuck.yaml").read_bytes())
    assert clashes(unpacked(copy, "x"), folders(tmp_path)) == ()
    assert take_in(copy, tmp_path / "mine").there_already == ("chin-tuck",)


def test_a_pose_or_picture_alone_is_asked_about_where_the_exercise_is_mine(mine: Path) -> None:
    for held in (pack(poses__heel_raise=POSE), pack(pictures__heel_raise=PNG)):
        assert clashes(unpacked(held, "x"), folders(mine)) == (Clash("heel-raise", "exercise", False, False),)
        assert take_in(held, mine, "both").left_out == ("heel-raise",)
        assert set(everything_in(mine)) == {"physio.yaml", "exercises/heel-raise.yaml"}


def test_a_file_of_another_ending_or_one_that_cannot_be_read_clashes(tmp_path: Path) -> None:
    put(tmp_path / "mine", "nonsense", "physio.yml")
    (tmp_path / "mine" / "evening.yaml").mkdir()
    found = clashes(unpacked(pack(physio=ROUTINE, evening=ROUTINE), "x"), folders(tmp_path / "mine"))
    assert [clash.slug for clash in found] == ["evening", "physio"]


# --- the three answers -----------------------------------------------------------------------------------------------


def test_keeping_mine_changes_none_of_my_files(theirs: bytes, mine: Path) -> None:
    before = everything_in(mine)
    arrival = take_in(theirs, mine, physio="both", heel_raise="mine")
    assert arrival.left_out == ("heel-raise",)
    after = everything_in(mine)
    assert {name: after[name] for name in before} == before
    assert b"exercise: 'heel-raise'" in after["physio-2.yaml"]


def test_nothing_at_all_is_taken_where_the_routine_is_not(theirs: bytes, mine: Path) -> None:
    before = everything_in(mine)
    assert take_in(theirs, mine, "mine").files == {}
    assert everything_in(mine) == before


def test_taking_theirs_puts_their_files_in_place_of_mine(theirs: bytes, mine: Path, tmp_path: Path) -> None:
    take_in(theirs, mine, "theirs")
    left = everything_in(tmp_path / "theirs")
    del left["exercises/other.yaml"]
    assert everything_in(mine) == left


def test_theirs_takes_the_place_of_mine_of_another_ending(tmp_path: Path) -> None:
    put(tmp_path, routine_text("  - rest: 5 s\n"), "evening.yml")
    put(tmp_path, EXERCISE, "exercises/a.yaml")
    put(tmp_path, "no picture", "pictures/a.jpeg")
    take_in(pack(evening=ROUTINE.replace("knee-press", "a").replace("heel-raise", "a"), exercises__a=EXERCISE + "\n",
                 pictures__a=PNG), tmp_path, "theirs")  # fmt: skip
    assert set(everything_in(tmp_path)) == {"evening.yaml", "exercises/a.yaml", "pictures/a.png"}


def test_keeping_both_gives_theirs_a_new_name_everywhere_in_their_files(theirs: bytes, mine: Path) -> None:
    before = everything_in(mine)
    arrival = take_in(theirs, mine, "both")
    assert arrival.renamed == (("physio", "physio-2"), ("heel-raise", "heel-raise-2"))
    assert arrival.routines == ("physio-2",)
    after = everything_in(mine)
    assert {name: after[name] for name in before} == before
    assert after["physio-2.yaml"].decode() == ROUTINE.replace("heel-raise", "heel-raise-2")
    assert b"easier: heel-raise-2\n" in after["exercises/knee-press.yaml"]
    assert catalog(mine).problems == []


def test_an_exercise_takes_its_pose_and_picture_along_to_its_new_name(tmp_path: Path) -> None:
    put(tmp_path, EXERCISE, "exercises/a.yaml")
    held = pack(exercises__a=EXERCISE + "\n", poses__a=POSE, pictures__a=PNG)
    take_in(held, tmp_path, "both")
    new = {"exercises/a-2.yaml", "poses/a-2.yaml", "pictures/a-2.png"}
    assert set(everything_in(tmp_path)) == {"exercises/a.yaml", *new}


def test_it_takes_along_what_is_just_like_mine_too(tmp_path: Path) -> None:
    put(tmp_path, EXERCISE, "exercises/a.yaml")
    put(tmp_path, POSE, "poses/a.yaml")
    take_in(pack(exercises__a=EXERCISE + "\n", poses__a=POSE), tmp_path, "both")
    assert everything_in(tmp_path)["poses/a-2.yaml"] == POSE.encode()


def test_a_new_name_is_one_that_nobody_has(tmp_path: Path) -> None:
    long = "a" * 64
    put(tmp_path, EXERCISE, f"exercises/{long}.yaml")
    for name in ("b", "b-2"):
        put(tmp_path, routine_text("  - rest: 5 s\n"), f"{name}.yaml")
    held = {"unhunch.json": MANIFEST, f"exercises/{long}.yaml": EXERCISE + "\n"}
    held |= {f"{name}.yaml": routine_text("  - rest: 6 s\n") for name in ("b", "b-3")}
    arrival = take_in(zipped(held), tmp_path, "both")
    assert dict(arrival.renamed) == {"b": "b-4", long: "a" * 62 + "-2"}


def test_a_bundled_exercise_stays_unless_theirs_is_chosen(tmp_path: Path) -> None:
    held = pack(exercises__chin_tuck=EXERCISE, mine=routine_text("  - exercise: chin-tuck\n"))
    take_in(held, tmp_path / "a", "both")
    assert set(everything_in(tmp_path / "a")) == {"mine.yaml", "exercises/chin-tuck-2.yaml"}
    assert everything_in(tmp_path / "a")["mine.yaml"].endswith(b"exercise: chin-tuck-2\n")
    take_in(held, tmp_path / "b", "mine")
    assert set(everything_in(tmp_path / "b")) == {"mine.yaml"}
    take_in(held, tmp_path / "c", "theirs")
    assert set(everything_in(tmp_path / "c")) == {"mine.yaml", "exercises/chin-tuck.yaml"}


def test_theirs_is_refused_where_a_routine_of_mine_could_not_be_done_with_it(mine: Path) -> None:
    put(mine, routine_text("  - exercise: heel-raise\n    hold: 10 s\n"), "physio.yaml")
    before = everything_in(mine)
    held = pack(exercises__heel_raise=EXERCISE + "range:\n  hold: 15 s to 30 s\n")
    with pytest.raises(UnfitError) as raised:
        take_in(held, mine, "theirs")
    assert str(raised.value.problems[0]).startswith("physio.yaml:7:11: hold: 10 s is outside the range")
    assert everything_in(mine) == before


def test_what_was_wrong_before_is_nobodys_business(theirs: bytes, tmp_path: Path) -> None:
    put(tmp_path / "mine", "nonsense", "broken.yaml")
    put(tmp_path / "mine", "nonsense", "poses/lost.yaml")
    assert take_in(theirs, tmp_path / "mine").routines == ("physio",)


@pytest.mark.parametrize("written", ['"heel\\x2draise"', ">-\n      heel-raise"])
def test_a_name_written_so_that_it_cannot_be_changed_is_said(mine: Path, written: str) -> None:
    held = pack(evening=routine_text(f"  - exercise: {written}\n"), exercises__heel_raise=EXERCISE)
    with pytest.raises(PackError, match=r"evening\.yaml in .* names “heel-raise” in an unusual way, so both cannot"):
        take_in(held, mine, "both")
