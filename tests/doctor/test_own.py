"""What the doctor says of our own folders, files and history."""

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app import lock, paths
from app.doctor.facts import Fact
from app.doctor.own import folders, own_facts
from app.history.store import open_store
from tests.history.made import a_session
from tests.history.test_opening import a_newer_history
from tests.play.fakes import DATA
from tests.test_cli import BROKEN


@pytest.fixture
def places(tmp_path: Path) -> paths.Places:
    return paths.places({"UNHUNCH_HOME": str(tmp_path / "home")})


def found(places: paths.Places, name: str) -> list[Fact]:
    return [fact for fact in own_facts(places) if fact.name == name]


def only(places: paths.Places, name: str) -> Fact:
    [fact] = found(places, name)
    return fact


def wrong(places: paths.Places) -> list[str]:
    return [fact.name for fact in own_facts(places) if fact.state == "wrong"]


def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(places: paths.Places) -> None:
    facts = list(own_facts(places))

    assert [fact.name for fact in facts if fact.state != "fine"] == []
    assert only(places, "data").told == f"{places.data}, made when it is needed"
    assert only(places, "database").data == {"path": str(places.history), "there": False}
    assert not places.data.exists()


def test_versions_are_told(places: paths.Places) -> None:
    names = [fact.name for fact in own_facts(places) if fact.group == "Versions"]

    assert names == ["Unhunch", "Python", "PySide6", "SQLite", "sqlite-utils", "system"]
    assert only(places, "Python").data == {"version": "{}.{}.{}".format(*sys.version_info[:3])}


def test_it_tells_whether_unhunch_runs(places: paths.Places) -> None:
    assert only(places, "running").data == {"running": False}
    held = lock.take(places.lock)
    assert held is not None

    fact = only(places, "running")

    held.release()
    assert fact.told == f"Unhunch is running, as process {os.getpid()}"
    assert only(places, "running").data == {"running": False}


def test_a_file_in_place_of_a_folder_is_wrong(places: paths.Places) -> None:
    places.data.parent.mkdir(exist_ok=True)
    places.data.write_text("in the way")

    fact = only(places, "data")

    assert (fact.state, fact.remedy) == ("wrong", "move that file elsewhere")
    assert "data" in wrong(places)


def test_a_folder_that_cannot_be_written_is_wrong_where_we_have_to_write(places: paths.Places) -> None:
    places.data.mkdir(parents=True)

    found = {fact.name: fact for fact in folders(places, may_write=lambda _: False)}

    assert {name: fact.state for name, fact in found.items()} == {
        "data": "wrong",
        "settings folder": "missing",
        "routines folder": "missing",
        "logs folder": "wrong",
        "backups folder": "wrong",
    }
    assert found["data"].told == f"{places.data} cannot be written"
    assert found["backups folder"].remedy == f"make {places.data} yours to write"


def test_settings_that_fell_back_are_told_one_by_one(places: paths.Places) -> None:
    places.config.mkdir()
    places.settings.write_text('first_side = "up"\nvolume = 9\n')

    first, *fell_back = found(places, "settings")

    assert first.state == "fine"
    assert [fact.state for fact in fell_back] == ["wrong", "wrong"]
    assert any(fact.told.startswith("first_side in settings.toml should be") for fact in fell_back)


def test_the_first_problems_of_routine_files_are_told_and_all_are_counted(places: paths.Places) -> None:
    places.routines.mkdir(parents=True)
    for name in ("a", "b"):
        (places.routines / f"{name}.yaml").write_text(BROKEN)
    (places.routines / "c.yaml").write_bytes((DATA / "every-step.yaml").read_bytes())

    counted, told, *few = found(places, "routines")

    assert (counted.data["own"], counted.data["problems"]) == (1, 4)
    assert (told.told, told.remedy) == ("4 problems in 2 files", "see them all with: unhunch check")
    assert [fact.told.partition(":")[0] for fact in few] == [f"{places.routines / one}.yaml" for one in "aab"]


@pytest.fixture
def lived_in(places: paths.Places) -> paths.Places:
    with closing(open_store(places.history)) as store:
        store.begin(a_session())
    return places


def test_a_sound_history_is_counted(lived_in: paths.Places) -> None:
    assert only(lived_in, "sessions").data == {"sessions": 1, "not_ended": 1, "interrupted": 0}
    assert only(lived_in, "schema").told == "up to date"
    assert only(lived_in, "database").told.endswith(", sound")
    assert wrong(lived_in) == []


def test_a_damaged_history_is_wrong_and_says_what_to_do(lived_in: paths.Places) -> None:
    lived_in.history.write_bytes(lived_in.history.read_bytes()[:5000])

    fact = only(lived_in, "database")

    assert fact.state == "wrong"
    assert fact.told.startswith(f"The history at {lived_in.history} is damaged")
    assert wrong(lived_in) == ["database"]


def test_a_history_of_a_newer_version_is_wrong_and_not_counted(places: paths.Places) -> None:
    a_newer_history(places.history)

    assert only(places, "schema").remedy == "install that version"
    assert found(places, "sessions") == []
    assert wrong(places) == ["schema"]


def test_backups_are_counted_and_the_newest_is_dated(places: paths.Places) -> None:
    places.backups.mkdir(parents=True)
    for number in range(3):
        made = places.backups / f"history-{number}.db"
        made.touch()
        os.utime(made, (0, 1_800_000_000 + number * 86_400))
    (places.backups / "notes.txt").touch()

    fact = only(places, "backups")

    assert fact.data["backups"] == 3
    assert fact.data["newest"].startswith("2027-01-1")


def test_the_last_crash_is_told_with_where_its_trace_is(places: paths.Places) -> None:
    assert only(places, "last crash").told == "none known"
    places.logs.mkdir(parents=True)
    places.crash_log.write_text("Fatal Python error: Aborted\n\nolder\nFatal Python error: Segmentation fault\n\nit\n")

    fact = only(places, "last crash")

    assert fact.told.endswith(f", Fatal Python error: Segmentation fault; its trace is in {places.crash_log}")
    assert fact.data["trace"] == "Fatal Python error: Segmentation fault\n\nit"


def test_the_log_is_told_with_its_size(places: paths.Places) -> None:
    places.logs.mkdir(parents=True)
    places.log.write_text("x" * 1500)

    assert only(places, "log").told == f"{places.log}, 1.5 kB"
