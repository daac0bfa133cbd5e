"""The history looked after in the window: backed up, put right, told about, written when it can be again."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.history.store import Store, open_store
from app.ui.kit import Button
from app.ui.kit.toast import Toast
from tests.history.damages import a_filled_history, noise_all_over, noise_in_the_middle
from tests.ui.conftest import Desk
from tests.ui.fakes import WhenTold
from tests.ui.test_player_page import words
from tests.ui.test_walk import SHORT, history, put_routine

SitDown = Callable[[], Desk]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a person with 40 sessions behind them, and a backup of the 20th of February."""
    put_routine(tmp_path, "few-seconds", SHORT)
    a_filled_history(tmp_path / "history.db")
    with closing(open_store(tmp_path / "history.db", backups=tmp_path / "backups")) as store:
        store.back_up(date(2026, 2, 20))
    return tmp_path


def backups(desk: Desk) -> list[str]:
    folder = desk.outside.places.backups
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def played(desk: Desk) -> list[tuple[str, list[str]]]:
    """Return how the sessions of the routine of a few seconds ended, with their steps."""
    return [
        (session["outcome"], [step["outcome"] for step in session["steps"]])
        for session in history(desk)
        if session["routine_id"] == "few-seconds"
    ]


def play(desk: Desk, seconds: float = 50.0) -> None:
    desk.app.play("few-seconds")
    desk.passes(seconds)
    desk.settle()


def spoil_while_open(desk: Desk, spoil: Callable[[Path], None]) -> None:
    desk.app.journal.read(lambda store: store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()).result()
    spoil(desk.outside.places.history)
    desk.app.journal.read(lambda store: store.db.execute("PRAGMA shrink_memory").fetchall())


def fill_the_disk(desk: Desk, *, full: bool = True) -> None:
    """Leave room for no page more, and little in the one where it is written what plays."""

    def fill(store: Store) -> None:
        if full:
            columns = "session_id, timeline, place, parts_done, changed_at"
            row = "id, json_object('text', ?), 0, '[]', changed_at"
            store.db.execute(f"INSERT INTO playing ({columns}) SELECT {row} FROM sessions LIMIT 1", ["x" * 3000])
        [(pages,)] = store.db.execute("PRAGMA page_count").fetchall()
        store.db.execute(f"PRAGMA max_page_count = {pages if full else 1_000_000}").fetchall()

    desk.app.journal.read(fill).result()


# --- backups ---------------------------------------------------------------------------------------------------------


def test_the_day_is_backed_up_some_time_after_the_start(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    assert desk.app._keeping._back_up.isActive()
    desk.app._keeping.back_up()

    assert backups(desk) == ["history-2026-11-23.db"]  # nothing had changed since the one there was
    assert desk.app._keeping._back_up.isActive()


def test_no_backup_is_made_while_a_routine_plays(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    play(desk, 5.0)
    desk.app._keeping.back_up()

    assert backups(desk) == ["history-2026-02-20.db"]
    assert desk.app._keeping._back_up.isActive()
    desk.passes(50.0)
    desk.app._keeping.back_up()
    assert backups(desk) == ["history-2026-02-20.db", "history-2026-11-23.db"]


def test_who_only_plays_and_closes_has_backups_too(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    play(desk)
    desk.app.close()

    assert backups(desk) == ["history-2026-02-20.db", "history-2026-11-23.db"]
    assert not desk.app._keeping._back_up.isActive()


def test_where_nothing_was_done_yet_there_is_nothing_to_back_up(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down()
    desk.app._keeping.back_up()
    desk.app.close()

    assert not desk.outside.places.history.exists()
    assert backups(desk) == []


def test_a_backup_that_cannot_be_made_is_told_once_until_one_was_made(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    for file in desk.outside.places.backups.iterdir():
        file.unlink()
    desk.outside.places.backups.rmdir()
    desk.outside.places.backups.write_text("in the way")
    desk.app._keeping.back_up()
    sentence = f"A file stands where the folder {desk.outside.places.backups} should be; move it elsewhere."
    assert sentence in words(desk)

    desk.app.window.say("Something else.")
    desk.app._keeping.back_up()
    assert sentence not in words(desk)
    desk.outside.places.backups.unlink()
    desk.app._keeping.back_up()
    assert backups(desk) == ["history-2026-11-23.db"]
    assert desk.app._keeping.notice == ""


# --- damage ----------------------------------------------------------------------------------------------------------


def test_a_damaged_history_is_put_right_at_the_start_and_told_with_where_it_is(sit_down: SitDown, home: Path) -> None:
    noise_all_over(home / "history.db")
    desk = sit_down()

    said = [line for line in words(desk) if line.startswith("The history was damaged and is kept as history-damaged-")]
    assert len(said) == 1
    assert said[0].endswith("the backup of Fri 20 Feb 2026 was put in its place.")
    [toast] = desk.app.window.findChildren(Toast)
    [folder] = [one for one in toast.findChildren(Button) if one.label == "Open folder"]
    folder.click()
    assert desk.opened == [home]
    desk.app.show_place("history")
    desk.settle()
    assert said[0] in words(desk)
    assert desk.listed == ["Two-minute desk reset"] * 40


def test_damage_while_a_routine_plays_is_put_right_and_the_whole_of_it_is_in_the_history(
    sit_down: SitDown, home: Path
) -> None:
    desk = sit_down()
    play(desk, 20.0)
    spoil_while_open(desk, noise_all_over)
    desk.passes(5.0)
    desk.settle()
    [said] = [line for line in words(desk) if line.startswith("The history was damaged")]
    assert said.endswith("was put in its place. Playing goes on.")
    desk.passes(50.0)

    assert played(desk) == [("completed", ["done", "done", "done"])]
    assert len(history(desk)) == 41


def test_damage_found_before_the_backup_is_put_right_and_the_rating_is_kept(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    play(desk)
    session = desk.app.journal.read(lambda store: store.sessions(limit=1)[0]).result()
    desk.app.conductor.done.rated.emit(session.id, 6)
    desk.app.conductor.done.noted.emit(session.id, "My own words.")
    desk.app.conductor.done.rated.emit(session.id, 3)
    spoil_while_open(desk, noise_in_the_middle)
    desk.app._keeping.back_up()

    assert played(desk) == [("completed", ["done", "done", "done"])]
    [newest, *_] = history(desk)
    assert (newest["pain_after"], newest["note"]) == (3, "My own words.")
    assert backups(desk) == ["history-2026-02-20.db", "history-2026-11-23.db"]


# --- what cannot be written ------------------------------------------------------------------------------------------


FULL = "The disk is full, so what you do is kept in memory for now; free some space, and it is written."


def test_a_full_disk_is_told_while_playing_and_all_is_written_when_there_is_room(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    fill_the_disk(desk)
    play(desk, 20.0)
    assert f"{FULL} Playing goes on." in words(desk)
    assert desk.app._keeping._try_again.isActive()
    desk.app.show_place("history")
    desk.settle()
    assert FULL in words(desk)
    desk.passes(50.0)
    assert played(desk) == []
    desk.app.show_place("history")
    assert "A few seconds" not in desk.listed

    fill_the_disk(desk, full=False)
    desk.app.journal.try_again()
    desk.settle()

    assert played(desk) == [("completed", ["done", "done", "done"])]
    assert "The history can be written again." in words(desk)
    assert FULL not in words(desk)
    assert "A few seconds" in desk.listed
    assert not desk.app._keeping._try_again.isActive()


def test_a_history_that_can_only_be_read_is_listed_with_the_reason_above(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    desk.app.journal.read(lambda store: store.db.execute("PRAGMA query_only = ON")).result()
    play(desk)
    desk.app.show_place("history")
    desk.settle()

    assert desk.listed == ["Two-minute desk reset"] * 40
    path = desk.outside.places.history
    sentence = (
        "The history is read-only, so what you do is kept in memory for now; make"
        f" {path} and its folder yours to write, and it is written."
    )
    assert sentence in words(desk)


def test_trouble_known_before_a_routine_is_told_again_when_it_begins(sit_down: SitDown, home: Path) -> None:
    (home / "history.db").unlink()
    (home / "history.db").mkdir()
    desk = sit_down()
    sentence = f"A folder stands where the history {home / 'history.db'} should be; move it elsewhere."
    assert sentence in words(desk)
    desk.app.window.say("Something else.")
    desk.app.play("few-seconds")
    desk.settle()

    assert f"{sentence} Playing goes on." in words(desk)


def test_a_history_deleted_while_a_routine_plays_is_begun_anew_with_it(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    play(desk, 20.0)
    (home / "history.db").unlink()
    desk.passes(50.0)

    assert [session["outcome"] for session in history(desk)] == ["completed"]
    assert played(desk) == [("completed", ["done", "done", "done"])]
    assert desk.app._keeping.notice.startswith("While Unhunch was running the history was moved or deleted")


def test_a_history_that_cannot_be_read_at_all_says_so_alone(sit_down: SitDown, home: Path) -> None:
    desk = sit_down()
    desk.app.show_place("history")
    (home / "history.db").unlink()
    (home / "history.db").mkdir()
    desk.app.show_place("history")
    desk.settle()

    sentence = f"A folder stands where the history {home / 'history.db'} should be; move it elsewhere."
    assert words(desk).count(sentence) == 2  # in place of the list, and for a moment below


def test_a_slow_disk_holds_up_nothing(qapp: object, home: Path) -> None:
    kept = WhenTold()
    desk = Desk(qapp, home, lambda: kept)  # type: ignore[arg-type]
    desk.app.open()
    desk.settle()
    desk.app._keeping.back_up()
    assert backups(desk) == ["history-2026-02-20.db"]
    kept.do_all()
    assert backups(desk) == ["history-2026-11-23.db"]
    desk.app.close()
    kept.do_all()
    desk.app.window.close()
    desk.app.window.deleteLater()
    desk.app.deleteLater()
