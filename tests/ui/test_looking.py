"""The history in the real window: its figures are those of what was done; sessions are found, put right, deleted."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.history.rows import SessionRow
from app.ui.charts.pains import PainChart
from app.ui.kit import Button, Label
from app.ui.looking import Looking
from app.ui.pages.lookback import Chart
from app.ui.theme import Look
from tests.ui.conftest import Desk


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    """Three routines done on two days, rated."""
    desk = sit_down(place="")
    for slug, rating, days in (("desk-reset", "3", 0), ("chest-opener", "5", 2), ("desk-reset", "2", 0)):
        desk.world.pass_(days * 24 * 3600.0)
        desk.app.play(slug, 4)
        desk.passes(1200.0)
        desk.press(rating)
        desk.app.conductor.done.left.emit()
        desk.settle()
    desk.app.show_place("history")
    desk.settle()
    return desk


def looking(desk: Desk) -> Looking:
    return desk.app.past.looking


def words(desk: Desk) -> str:
    return "\n".join(one.text() for one in looking(desk).page.findChildren(Label) if one.isVisible())


def sessions(desk: Desk) -> list[tuple[str, int | None]]:
    rows = desk.app.journal.read(lambda store: store.sessions(limit=99)).result()
    return [(row.title, row.pain_after) for row in rows]


def test_the_figures_are_those_of_what_was_done(desk: Desk) -> None:
    page = looking(desk).page
    assert page.lookback is not None
    rows = desk.app.journal.read(lambda store: store.sessions(limit=99)).result()
    by_day: dict[date, float] = {}
    for row in rows:
        by_day[date.fromisoformat(row.day)] = by_day.get(date.fromisoformat(row.day), 0.0) + row.played_s
    minutes = round(sum(by_day.values()) / 60)
    assert page.lookback.totals.text() == f"3 sessions on 2 days, {minutes} min in all."
    assert page.lookback.year._seconds == by_day
    assert round(sum(week.total_s for week in page.lookback.weeks.weeks)) > 0
    assert [(one.before, one.after) for one in page.lookback.pains.pains] == [(4, 3), (4, 5), (4, 2)]
    assert "Shoulder rolls" in words(desk)


def test_a_table_tells_what_a_chart_shows(desk: Desk) -> None:
    lookback = looking(desk).page.lookback
    assert lookback is not None
    card = lookback.weeks_card
    card.as_table.click()
    desk.settle()
    assert not card.chart.isVisible()
    shown = [card.table.item(number).text() for number in range(card.table.count())]
    assert shown == [week.words for week in reversed(lookback.weeks.weeks) if week.total_s]


def test_another_range_has_other_figures(desk: Desk) -> None:
    desk.world.pass_(40 * 24 * 3600.0)
    looking(desk).show()
    lookback = looking(desk).page.lookback
    assert lookback is not None
    lookback.range_picked.emit("month")
    assert lookback.totals.text() == "Nothing in these days yet."
    assert "Nothing was done in these days." in words(desk)
    lookback.range_picked.emit("all")
    assert lookback.totals.text().startswith("3 sessions on 2 days")


def test_sessions_are_found_by_words_and_by_day(desk: Desk) -> None:
    page = looking(desk).page
    assert page.finding is not None
    page.finding.words.setText("chest")
    page.finding._tell()
    desk.settle()
    assert desk.listed == ["Chest opener"]
    page.finding.words.setText("nothing is called that")
    page.finding._tell()
    desk.settle()
    assert "No session fits that." in words(desk)
    page.finding.clear()
    page.lookback.day_chosen.emit(date(2026, 11, 23))  # type: ignore[union-attr]
    desk.settle()
    assert desk.listed == ["Two-minute desk reset"]


def test_a_session_is_put_right_and_the_earlier_value_is_kept(desk: Desk) -> None:
    newest = desk.app.journal.read(lambda store: store.sessions(limit=1)).result()[0]
    desk.app.past.looking.show_session(newest.id)
    desk.settle()
    page = looking(desk).session_page
    page.correcting.pains["pain_after"].show_value(7)
    page.correcting.note.setPlainText("It was more than I said.")
    page.correcting.save.click()
    desk.settle()
    assert sessions(desk)[0] == ("Two-minute desk reset", 7)
    audit = desk.app.journal.read(lambda store: store.read("SELECT earlier FROM audit")).result()
    assert audit == [('{"pain_after": 2, "note": null}',)]
    assert page.correcting.note.toPlainText() == "It was more than I said."


def test_a_deleted_session_comes_back_by_undo(desk: Desk) -> None:
    before = sessions(desk)
    newest = desk.app.journal.read(lambda store: store.sessions(limit=1)).result()[0]
    desk.app.past.looking.show_session(newest.id)
    desk.settle()
    looking(desk).session_page.correcting.delete.click()
    desk.settle()
    assert sessions(desk) == before[1:]
    assert desk.app.window.page == "history"
    toast = desk.app.window._toast
    assert toast is not None
    next(one for one in toast.findChildren(Button) if one.label == "Undo").click()
    desk.settle()
    assert sessions(desk) == before


def test_an_empty_history_has_no_charts(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down(place="")
    desk.app.show_place("history")
    desk.settle()
    assert "Nothing here yet. What you do is kept here." in words(desk)
    assert "Minutes per week" not in words(desk)


def test_a_session_that_began_at_another_time_lasts_as_long_and_moves_to_its_day(desk: Desk) -> None:
    newest = desk.app.journal.read(lambda store: store.sessions(limit=1)).result()[0]
    desk.app.past.looking.show_session(newest.id)
    desk.settle()
    began = looking(desk).session_page.correcting.began
    began.day.setText("2026-11-20")
    began.time.setText("7:05")
    looking(desk).session_page.correcting.save.click()
    desk.settle()
    moved = desk.app.journal.read(lambda store: store.session(newest.id)).result()
    assert moved is not None
    assert (moved.day, moved.started_utc) == ("2026-11-20", "2026-11-20T06:05:00.000000+00:00")
    assert span_s(moved) == span_s(newest)
    [[earlier]] = desk.app.journal.read(lambda store: store.read("SELECT earlier FROM audit")).result()
    assert newest.started_utc in earlier


def span_s(session: SessionRow) -> float:
    ended = datetime.fromisoformat(session.ended_utc or "")
    return (ended - datetime.fromisoformat(session.started_utc)).total_seconds()


@pytest.mark.parametrize(
    ("day", "time", "told"),
    [
        ("2026-11-31", "08:00", "A day such as 2026-11-30."),
        ("2026-11-20", "25:00", "A time such as 08:15."),
        ("2030-01-01", "08:00", "That is still to come; choose a time that has passed."),
    ],
)
def test_a_moment_that_is_none_is_told_and_nothing_is_written(desk: Desk, day: str, time: str, told: str) -> None:
    newest = desk.app.journal.read(lambda store: store.sessions(limit=1)).result()[0]
    desk.app.past.looking.show_session(newest.id)
    desk.settle()
    began = looking(desk).session_page.correcting.began
    began.day.setText(day)
    began.time.setText(time)
    looking(desk).session_page.correcting.save.click()
    desk.settle()
    assert told in (began.day_field.remark, began.time_field.remark)
    assert desk.app.journal.read(lambda store: store.session(newest.id)).result() == newest


def test_a_table_is_as_high_as_its_lines_up_to_where_it_scrolls(look: Look, qtbot: QtBot) -> None:
    chart = Chart(look, "Made", PainChart(look), rest="Point at it.")
    qtbot.addWidget(chart)
    chart.as_table.click()
    chart.show()
    heights = []
    for lines in (1, 4, 100):
        chart.show_lines(["A line of it"] * lines)
        chart.adjustSize()
        QApplication.processEvents()
        heights.append(chart.table.height())
    assert heights[0] < heights[1] < heights[2] == 260
    assert heights[0] < 60
