"""The page of today in the real window: what is due, what is started from it, and what is told on it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.history.diary import CheckIn, between
from app.plan.events import Change, Paused, Put, Started
from app.play.dues import State
from app.ui.doorbell import Wish
from app.ui.kit import Button, Label
from app.ui.pages.today.page import TodayPage
from app.ui.pages.today.week import DayMark
from tests.ui.conftest import Desk

Sit = Callable[..., Desk]
Key = Qt.Key
TEN_S = 36_000.0


@pytest.fixture
def desk(sit_down: Sit) -> Desk:
    return sit_down(place="")


def page(desk: Desk) -> TodayPage:
    return desk.app.window.today


def plan(desk: Desk, *changes: Change) -> None:
    desk.app.planned.change(*changes)
    desk.settle()


def shown(desk: Desk) -> str:
    labels = [one for one in page(desk).findChildren(Label) if one.isVisible()]
    return "\n".join(one.text() for one in labels)


def buttons(desk: Desk) -> dict[str, Button]:
    return {one.accessibleName(): one for one in page(desk).findChildren(Button) if one.isVisible()}


def press(desk: Desk, name: str) -> None:
    buttons(desk)[name].click()
    desk.settle()


def day(desk: Desk) -> date:
    return desk.app.planned.day


def finish(desk: Desk) -> None:
    """Follow what plays to its end, and leave the done page."""
    desk.playing.end()
    desk.settle()


def played(desk: Desk) -> str:
    return desk.playing.player.timeline.routine_id


def test_the_app_opens_on_today_and_enter_starts_the_first_of_three_good_starts(desk: Desk) -> None:
    assert desk.app.window.page == "today"
    assert "Monday 23 November" in shown(desk)
    assert "Nothing is planned yet. Three good ways to start:" in shown(desk)
    desk.press(Key.Key_Return)
    assert played(desk) == "upper-back-relief"
    assert desk.playing.player.state is State.PLAYING


def test_what_is_due_is_largest_and_enter_starts_it(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="chest-opener"), Put(entry="2", routine="desk-reset", time_s=TEN_S))
    assert shown(desk).index("Two-minute desk reset") < shown(desk).index("Chest opener")
    assert "2 min, at 10:00" in shown(desk)
    page(desk).focus()
    desk.press(Key.Key_Return)
    assert played(desk) == "desk-reset"


def test_what_is_done_is_ticked_with_its_time_and_its_pain(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="desk-reset"))
    press(desk, "Start Two-minute desk reset")
    desk.passes(200.0)
    desk.press(Key.Key_3)
    desk.app.conductor.done.left.emit()
    desk.settle()
    assert desk.app.window.page == "today"
    assert "All done for today. Well done." in shown(desk)
    assert "Done, begun at 09:00" in shown(desk)
    assert "pain 3" in shown(desk)
    assert any(one.accessibleName() == "Monday 23 November, today: done" for one in page(desk).findChildren(DayMark))


def test_start_all_runs_them_in_order_from_one_done_page_to_the_next(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="chest-opener", time_s=TEN_S), Put(entry="2", routine="desk-reset", time_s=60.0))
    press(desk, "Start all 2")
    assert played(desk) == "desk-reset"
    desk.passes(200.0)
    done = desk.app.conductor.done
    assert "Next: Chest opener" in [one.label for one in done.findChildren(Button)]
    done.left.emit()
    desk.settle()
    assert played(desk) == "chest-opener"
    finish(desk)
    done.left.emit()
    assert desk.app.window.page == "today"


def test_skipped_or_moved_it_is_no_longer_due(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="desk-reset"), Put(entry="2", routine="chest-opener", time_s=TEN_S))
    first, second = desk.app.planned.today().items
    page(desk).skipped.emit(first)
    page(desk).moved.emit(second, "tomorrow")
    assert desk.app.planned.today().open == []
    desk.settle()
    assert "Skipped today" in shown(desk)
    tomorrow = desk.app.planned.on(day(desk) + timedelta(days=1))
    assert sorted(item.routine for item in tomorrow.open) == ["chest-opener", "desk-reset", "desk-reset"]
    plan(desk, Put(entry="3", routine="neck-ease", time_s=TEN_S))
    page(desk).moved.emit(desk.app.planned.today().open[0], "evening")
    desk.settle()
    assert "At 20:00" in shown(desk) or "at 20:00" in shown(desk)


def test_skipping_and_moving_are_undone(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="desk-reset", time_s=TEN_S))
    for signal, more in ((page(desk).skipped, ()), (page(desk).moved, ("tomorrow",))):
        signal.emit(desk.app.planned.today().items[0], *more)
        assert desk.app.planned.today().open == []
        toast = desk.app.window._toast
        assert toast is not None
        next(one for one in toast.findChildren(Button) if one.label == "Undo").click()
        desk.settle()
        assert [item.time_s for item in desk.app.planned.today().open] == [TEN_S]


def test_what_went_to_another_day_is_skipped_there(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="desk-reset", weekdays=frozenset({day(desk).weekday()})))
    tomorrow = day(desk) + timedelta(days=1)
    page(desk).moved.emit(desk.app.planned.today().items[0], "tomorrow")
    [moved] = desk.app.planned.on(tomorrow).items
    page(desk).skipped.emit(moved)
    assert desk.app.planned.on(tomorrow).open == []


def test_a_programme_tells_its_week_and_is_played_within_its_caps(desk: Desk) -> None:
    plan(desk, Started(run="r", programme="calm", on=day(desk)))
    assert "Calm: 4 weeks: Week 1 of 4, day 1" in shown(desk)
    assert "Five soft minutes" in shown(desk)
    assert "6 min" in shown(desk).splitlines()
    whole = desk.app._library.shelf.routines["even-breath-session"].timeline
    press(desk, "Start Even slow breathing")
    assert desk.playing.player.timeline.total_s < whole.total_s
    assert desk.playing.player.timeline.total_s <= 6 * 60


def test_a_reminder_s_start_keeps_to_the_caps_too(desk: Desk) -> None:
    plan(desk, Started(run="r", programme="calm", on=day(desk)))
    desk.app.come_forward(Wish("even-breath-session"))
    assert desk.playing.player.timeline.total_s <= 6 * 60


def test_a_pause_says_so_and_one_goes_on(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="desk-reset"), Paused(reason="ill", until=day(desk) + timedelta(days=3)))
    assert "Your plan is paused while you are ill until Thu 26 Nov." in shown(desk)
    press(desk, "Go on with my plan")
    assert "Two-minute desk reset" in shown(desk)


def test_a_routine_that_is_gone_is_told_and_taken_off(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="<b>gone</b>"), Put(entry="2", routine="desk-reset"))
    assert "“<b>gone</b>” is planned, and cannot be found or used." in shown(desk)
    assert "Start Two-minute desk reset" in buttons(desk)
    press(desk, "Take it off the plan")
    assert "gone" not in shown(desk)


def test_soreness_of_yesterday_is_asked_about_once(desk: Desk) -> None:
    desk.app.play("desk-reset")
    desk.passes(200.0)
    desk.press(Key.Key_4)
    desk.app.conductor.done.left.emit()
    desk.world.pass_(24 * 3600.0)
    desk.app._daily.look()
    desk.settle()
    assert "Has the soreness from Two-minute desk reset settled?" in shown(desk)
    press(desk, "Yes, it has")
    assert "Has the soreness" not in shown(desk)
    [session] = desk.app.journal.read(lambda store: store.sessions(limit=5)).result()
    assert session.settled


def check_ins(desk: Desk) -> list[CheckIn]:
    return desk.app.journal.read(lambda store: between(store, "2026-01-01", "2027-01-01")).result()


def test_one_press_keeps_how_it_feels_and_the_map_says_where(desk: Desk) -> None:
    feeling = page(desk)._feeling
    assert feeling is not None
    feeling.pain._options[4].click()
    assert [one.pain for one in check_ins(desk)] == [{"whole body": 4}]
    feeling.where.click()
    assert feeling.map is not None
    feeling.map.spots["neck"].click()  # type: ignore[attr-defined]
    assert [one.pain for one in check_ins(desk)] == [{"neck": 4}]
    assert "Kept: 4 of 10, neck." in shown(desk)


def test_days_in_a_row_are_told_kindly_and_can_be_left_out(desk: Desk) -> None:
    for _ in range(2):
        desk.app.play("desk-reset")
        desk.passes(200.0)
        desk.app.conductor.done.left.emit()
        desk.world.pass_(24 * 3600.0)
        desk.app._daily.look()
    desk.app.play("desk-reset")
    desk.passes(200.0)
    desk.app.conductor.done.left.emit()
    desk.settle()
    assert "3 days in a row. Rest days are part of it." in shown(desk)
    desk.app._chosen.change(streak=False)
    assert "in a row" not in shown(desk)


def test_a_new_day_comes_at_the_time_the_person_says_while_the_app_is_open(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="desk-reset"))
    assert desk.app._daily._midnight.isActive()
    desk.world.pass_(18 * 3600.0)  # three at night
    desk.app._daily._midnight.timeout.emit()
    assert "Monday 23 November" in shown(desk)
    desk.world.pass_(2 * 3600.0)
    desk.app._daily._midnight.timeout.emit()
    assert "Tuesday 24 November" in shown(desk)


def test_the_last_thing_done_can_be_done_again(desk: Desk) -> None:
    desk.app.play("chest-opener")
    desk.passes(900.0)
    desk.app.conductor.done.left.emit()
    desk.settle()
    press(desk, "Again: Chest opener")
    assert played(desk) == "chest-opener"


def test_a_history_that_cannot_be_read_is_told_and_everything_else_is_there(sit_down: Sit, tmp_path: Path) -> None:
    (tmp_path / "history.db").mkdir()
    desk = sit_down(place="")
    desk.settle()
    assert "history" in shown(desk)
    press(desk, "Start Two-minute desk reset")
    assert played(desk) == "desk-reset"


def test_what_is_offered_large_on_an_empty_day_is_not_offered_again_below(desk: Desk) -> None:
    desk.settle()
    assert "Start Two-minute desk reset" in buttons(desk)
    assert "Two-minute break" not in buttons(desk)
    plan(desk, Put(entry="1", routine="chest-opener"))
    assert {"Two-minute break", "Breathe"} <= set(buttons(desk))
    press(desk, "Two-minute break")
    assert played(desk) == "desk-reset"


def test_the_week_is_told_day_by_day_by_arrows(desk: Desk) -> None:
    plan(desk, Put(entry="1", routine="desk-reset"))
    marks = [one.accessibleName() for one in page(desk).findChildren(DayMark) if one.isVisible()]
    assert marks[:2] == ["Monday 23 November, today: still to do", "Tuesday 24 November: planned"]
    assert len(marks) == 7
