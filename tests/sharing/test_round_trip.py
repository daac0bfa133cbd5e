"""A routine handed from one folder to another, with all that is its own and nothing else."""

import zipfile
from pathlib import Path

import msgspec
import pytest

from app import __version__
from app.play.library import Overview, overviews
from app.sharing.leaving import export
from app.sharing.pack import PackError, Place, unpacked
from tests.routine.written import EXERCISE, put, routine_text
from tests.sharing.made import PNG, catalog, everything_in, my_folder, pack_of, take_in


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return my_folder(tmp_path / "mine")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return tmp_path / "theirs"


def test_a_pack_holds_the_routine_its_own_exercises_poses_and_pictures_and_nothing_else(
    mine: Path, tmp_path: Path
) -> None:
    held = export(["physio"], catalog(mine), mine, tmp_path / "physio.unhunch")
    with zipfile.ZipFile(tmp_path / "physio.unhunch") as archive:
        names = archive.namelist()
        told = msgspec.json.decode(archive.read("unhunch.json"))
    files = ["exercises/heel-raise.yaml", "exercises/knee-press.yaml", "pictures/knee-press.png"]
    files += ["poses/knee-press.yaml", "physio.yaml"]
    assert names == ["unhunch.json", *files] == ["unhunch.json", *map(str, held)]
    assert told == {"unhunch": 1, "app": __version__, "holds": files}


def test_the_same_routine_gives_the_same_bytes(mine: Path, tmp_path: Path) -> None:
    again = my_folder(tmp_path / "again")
    assert pack_of(mine) == pack_of(again)


def test_what_is_taken_in_plays_in_an_empty_home(mine: Path, theirs: Path) -> None:
    arrival = take_in(pack_of(mine), theirs)
    one = next(one for one in overviews(catalog(theirs)) if one.slug == "physio")
    assert isinstance(one, Overview)
    assert [part.exercise for part in one.timeline.parts[:2]] == ["Knee press", "Heel raise"]
    assert arrival.routines == ("physio",)
    assert catalog(theirs).problems == []


def test_every_file_arrives_letter_by_letter(mine: Path, theirs: Path) -> None:
    take_in(pack_of(mine), theirs)
    left = everything_in(mine)
    del left["exercises/other.yaml"]
    assert everything_in(theirs) == left
    assert left["pictures/knee-press.png"] == PNG


def test_what_is_only_offered_instead_goes_along_too(mine: Path) -> None:
    for name, more in (("a", "easier: b\n"), ("b", "easier: c\n"), ("c", ""), ("d", ""), ("e", ""), ("f", "")):
        put(mine, EXERCISE + more, f"exercises/{name}.yaml")
    steps = "  - exercise: a\n    swap: d\n"
    put(mine, routine_text(steps).replace("steps:", "swaps: {e: f}\nsteps:"), "offers.yaml")
    held = unpacked(pack_of(mine, "offers"), "x").files
    assert sorted(place.slug for place in held) == ["a", "b", "c", "d", "e", "f", "offers"]


def test_what_goes_into_a_contrast_goes_along_too(mine: Path) -> None:
    heat = EXERCISE.replace("stretch", "heat").replace("hold: 20 s", "time: 10 min")
    put(mine, heat, "exercises/my-warm.yaml")
    put(mine, heat.replace("heat", "cold"), "exercises/my-cool.yaml")
    check = "  - check: Look.\n    question: Is it well?\n"
    put(mine, routine_text(check + "  - contrast: 3\n    warm: my-warm\n    cool: my-cool\n"), "turns.yaml")
    held = unpacked(pack_of(mine, "turns"), "x").files
    assert [str(place) for place in held] == ["exercises/my-cool.yaml", "exercises/my-warm.yaml", "turns.yaml"]


def test_what_nobody_could_take_in_is_not_given(mine: Path, tmp_path: Path) -> None:
    put(mine, routine_text("  - rest: 5 s\n"), "con.yaml")  # no file at all, on Windows
    with pytest.raises(PackError, match=r"x\.unhunch holds “con\.yaml”"):
        export(["con"], catalog(mine), mine, tmp_path / "x.unhunch")
    assert not (tmp_path / "x.unhunch").exists()


def test_a_pack_of_several_routines_holds_them_all(mine: Path, theirs: Path) -> None:
    put(mine, (mine / "physio.yaml").read_text(encoding="utf-8"), "evening.yml")
    arrival = take_in(pack_of(mine, "physio", "evening"), theirs)
    assert arrival.routines == ("evening", "physio")
    assert (theirs / "evening.yaml").is_file()


def test_what_is_there_already_is_not_asked_about_or_written_again(mine: Path) -> None:
    before = {path: path.stat().st_ino for path in mine.rglob("*.yaml")}
    arrival = take_in(pack_of(mine), mine)
    assert (arrival.files, arrival.there_already) == ({}, ("physio", "heel-raise", "knee-press"))
    assert {path: path.stat().st_ino for path in mine.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("physo", "There is no routine 'physo'; did you mean 'physio'?"),
        (
            "desk-reset",
            "The routine 'desk-reset' comes with Unhunch; share one of your own.",
        ),
    ],
)
def test_what_cannot_be_shared_is_said(mine: Path, tmp_path: Path, slug: str, told: str) -> None:
    with pytest.raises(PackError) as raised:
        export([slug], catalog(mine), mine, tmp_path / "x.unhunch")
    assert str(raised.value) == told
    assert not (tmp_path / "x.unhunch").exists()


def test_a_routine_with_a_mistake_is_not_shared(mine: Path, tmp_path: Path) -> None:
    put(mine, "schema: 1\n", "poses/knee-press.yaml")
    with pytest.raises(PackError, match="The pose 'knee-press' has problems; mend it first"):
        export(["physio"], catalog(mine), mine, tmp_path / "x.unhunch")
    put(mine, "schema: 1\n", "exercises/knee-press.yaml")
    with pytest.raises(PackError, match="The routine 'physio' has problems; mend it first"):
        export(["physio"], catalog(mine), mine, tmp_path / "x.unhunch")


@pytest.mark.parametrize(("data", "told"), [(b"GIF89a", "not the picture"), (PNG + bytes(2 << 20), "too large")])
def test_a_picture_that_nobody_would_take_is_not_shared(mine: Path, data: bytes, told: str) -> None:
    (mine / "pictures" / "knee-press.png").write_bytes(data)
    with pytest.raises(PackError, match=rf"knee-press.png is {told}"):
        pack_of(mine)


def test_a_pack_is_not_written_where_there_is_no_folder(mine: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="There is no folder"):
        export(["physio"], catalog(mine), mine, tmp_path / "nowhere" / "x.unhunch")


def test_a_pack_reads_back_as_what_went_in(mine: Path) -> None:
    pack = unpacked(pack_of(mine), "physio.unhunch")
    assert pack.files[Place("picture", "knee-press", ".png")] == PNG
    assert pack.files[Place("routine", "physio")] == (mine / "physio.yaml").read_bytes()
    assert pack.notes == ()
