"""The History page of ten years: each figure on it, as it is written there, against SQL of our own on the tables."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from statistics import fmean

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.history.search import Sought, count, find
from app.history.store import Store
from app.ui.kit import Label
from app.ui.looking import _looked
from app.ui.pages.history import HistoryPage
from app.ui.pages.lookback import Chart, Lookback
from app.ui.pages.ranges import Span
from app.ui.theme import Look
from tests.history.decade import FIRST, LAST, Decade

# A day begins at four; nothing of it is taken from the column `day`, from a view, or from a query of the app.
DAY = "date(started_utc, utc_offset_s || ' seconds', '-4 hours')"
SESSIONS = f"(SELECT *, {DAY} AS own FROM sessions WHERE {DAY} BETWEEN ? AND ?)"
MONDAY = "date(own, 'weekday 0', '-6 days')"
KINDS = {
    "stretch": "stretching",
    "mobility": "mobility",
    "strength": "strength",
    "posture": "posture",
    "heat": "heat",
    "breath": "breathing",
    "other": "other",
}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
MONTHS += ["November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

SPANS: dict[Span, tuple[date, date]] = {
    "week": (date(2026, 11, 17), LAST),
    "month": (date(2026, 10, 25), LAST),
    "3 months": (date(2026, 8, 25), LAST),
    "year": (date(2025, 11, 24), LAST),
    "all": (FIRST, LAST),
    (date(2020, 2, 29), date(2020, 3, 29)): (date(2020, 2, 29), date(2020, 3, 29)),
    (date(2018, 12, 31), date(2019, 1, 1)): (date(2018, 12, 31), date(2019, 1, 1)),
    (date(2024, 10, 26), date(2024, 10, 26)): (date(2024, 10, 26), date(2024, 10, 26)),
}

Show = Callable[[Span], Lookback]


@pytest.fixture
def db(decade: tuple[Store, Decade]) -> Iterator[sqlite3.Connection]:
    """The same file, by a connection that knows nothing of the app."""
    with closing(sqlite3.connect(f"file:{decade[0].path}?mode=ro", uri=True)) as db:
        yield db


@pytest.fixture
def show(decade: tuple[Store, Decade], look: Look, qtbot: QtBot) -> Show:
    """Return what shows the page's figures of a range."""
    page = HistoryPage(look)
    qtbot.addWidget(page)

    def show(span: Span) -> Lookback:
        page.show_looked(_looked(decade[0], span, LAST), LAST)
        assert page.lookback is not None
        return page.lookback

    return show


def is_there(widget: QWidget) -> bool:
    """Whether it is no remnant of what was shown before."""
    holder = widget.parentWidget()
    return holder is not None and not holder.isHidden()


def days(span: Span) -> tuple[str, str]:
    first, last = SPANS[span]
    return str(first), str(last)


def lines(card: Chart) -> list[str]:
    return [card.table.item(number).text() for number in range(card.table.count())]


def told(day: date, short: bool = False) -> str:
    names = (WEEKDAYS[day.weekday()], str(day.day), MONTHS[day.month - 1], str(day.year))
    return " ".join(name[:3] if short and name.isalpha() else name for name in names)


def near(words: str, seconds: float) -> None:
    """Hold words such as `5 min` or `48 s` against seconds, to the half of what they count in."""
    found = re.fullmatch(r"(?:(\d+) h )?(\d+) (min|s|seconds?)", words)
    assert found, words
    unit = 60 if found[3] == "min" else 1
    assert abs((int(found[1] or 0) * 60 + int(found[2])) * unit - seconds) <= unit / 2 + 1e-6, (words, seconds)


def test_totals(show: Show, db: sqlite3.Connection) -> None:
    for span in SPANS:
        lookback = show(span)
        sql = f"SELECT count(*), count(DISTINCT own), total(played_s) FROM {SESSIONS}"
        [(sessions, on, played_s)] = db.execute(sql, days(span)).fetchall()
        # A run of days: the day less its place among them is the same for each.
        run_sql = f"""
        SELECT max(run) FROM (SELECT count(*) AS run FROM (
          SELECT julianday(own) - row_number() OVER (ORDER BY own) AS island FROM (SELECT DISTINCT own FROM {SESSIONS})
        ) GROUP BY island)"""
        [(run,)] = db.execute(run_sql, days(span)).fetchall()
        words = lookback.totals.text()
        found = re.fullmatch(
            r"(\d+) sessions? on (\d+) days?, (.+) in all(?:; at most (\d+) days in a row)?\.",
            words,
        )
        assert found, words
        assert (int(found[1]), int(found[2]), int(found[4] or 1)) == (sessions, on, run)
        near(found[3], played_s)


def test_a_year_of_days(show: Show, db: sqlite3.Connection) -> None:
    lookback = show("year")
    monday = LAST - timedelta(days=LAST.weekday() + 52 * 7)
    sql = f"SELECT own, sum(played_s) FROM {SESSIONS} GROUP BY own HAVING sum(played_s) > 0 ORDER BY own DESC"
    expected = [(date.fromisoformat(day), seconds) for day, seconds in db.execute(sql, (str(monday), str(LAST)))]
    shown = [line.split(": ") for line in lines(lookback.year_card)]
    assert [day for day, _ in shown] == [told(day) for day, _ in expected]
    for (_, words), (_, seconds) in zip(shown, expected, strict=True):
        near(words, seconds)
    assert lookback.year.accessibleDescription().startswith(f"Something was done on {len(expected)} of these days.")


def test_each_day_of_the_map_is_told_as_in_its_table(show: Show) -> None:
    lookback = show("year")
    year = lookback.year
    year.resize(900, 200)
    shown = dict(line.split(": ") for line in lines(lookback.year_card))
    monday = LAST - timedelta(days=LAST.weekday() + 52 * 7)
    for number in range((LAST - monday).days + 1):
        day = monday + timedelta(days=number)
        middle: QPointF = year.box_of(number).center()
        assert year.day_at(middle.x(), middle.y()) == day
        assert year._words(day) == f"{told(day)}: {shown.get(told(day), 'nothing')}"


def test_minutes_a_week_by_kind(show: Show, db: sqlite3.Connection) -> None:
    for span in SPANS:
        lookback = show(span)
        sql = f"""
        SELECT monday, kind, sum(seconds) FROM (
          SELECT {MONDAY} AS monday, steps.kind, done_s AS seconds FROM {SESSIONS} AS s, steps WHERE session_id = s.id
          UNION ALL
          SELECT {MONDAY}, 'other', played_s FROM {SESSIONS} WHERE id NOT IN (SELECT session_id FROM steps))
        GROUP BY monday, kind"""
        expected: dict[date, dict[str, float]] = {}
        for monday, kind, seconds in db.execute(sql, days(span) * 2):
            if seconds:
                expected.setdefault(date.fromisoformat(monday), {})[KINDS[kind]] = seconds
        shown = [line.split(": ", 1) for line in lines(lookback.weeks_card)]
        assert [week for week, _ in shown] == [
            f"Week of {told(monday, short=True)}" for monday in sorted(expected)[::-1]
        ]
        for (_, words), (_, by_kind) in zip(shown, sorted(expected.items())[::-1], strict=True):
            total, _, parts = words.partition("; ")
            near(total, sum(by_kind.values()))
            kinds = dict(part.split(" ", 1) for part in parts.split(", "))
            assert kinds.keys() == by_kind.keys()
            for kind, seconds in by_kind.items():
                near(kinds[kind], seconds)
        first, last = SPANS[span]
        assert len(lookback.weeks.weeks) == ((last - first).days + first.weekday()) // 7 + 1
        legend = [label.text().lower() for label in lookback._legend.findChildren(Label) if is_there(label)]
        assert sorted(legend) == sorted({kind for by_kind in expected.values() for kind in by_kind})


def test_pain_and_its_line(show: Show, db: sqlite3.Connection) -> None:
    for span in SPANS:
        lookback = show(span)
        sql = f"""
        SELECT own, pain_before, pain_during, pain_after FROM {SESSIONS}
        WHERE pain_before NOTNULL OR pain_during NOTNULL OR pain_after NOTNULL ORDER BY own DESC, started_utc DESC"""
        rated = [(date.fromisoformat(day), pains) for day, *pains in db.execute(sql, days(span))]
        expected = [
            f"{told(day, short=True)}: "
            + ", ".join(
                f"{word} {pain}"
                for word, pain in zip(("before", "during", "after"), pains, strict=True)
                if pain is not None
            )
            for day, pains in rated
        ]
        assert lines(lookback.pains_card) == expected
        now = [(day, pains[0] if pains[2] is None else pains[2]) for day, pains in rated]
        values = [(day.toordinal(), pain) for day, pain in now if pain is not None]
        line = lookback.pains._line
        assert [one.day.toordinal() for one in line] == sorted({day for day, _ in values})
        for one in line[:: max(1, len(line) // 40)]:
            around = [pain for day, pain in values if -7 <= day - one.day.toordinal() <= 7]
            assert one.value == pytest.approx(fmean(around))


def test_what_was_done_most(show: Show, db: sqlite3.Connection) -> None:
    for span in SPANS:
        lookback = show(span)
        sql = f"""
        SELECT (SELECT name FROM steps AS l, sessions AS t WHERE l.exercise_id = d.exercise_id AND t.id = l.session_id
                  AND l.outcome IN ('done', 'partial') AND {DAY.replace("started_utc", "t.started_utc")} <= ?
                ORDER BY l.started_utc DESC LIMIT 1),
          count(*), sum(seconds), sum(reps)
        FROM (SELECT exercise_id, session_id, sum(done_s) AS seconds, sum(reps_done) AS reps FROM steps
              WHERE outcome IN ('done', 'partial') AND session_id IN (SELECT id FROM {SESSIONS})
              GROUP BY exercise_id, session_id) AS d
        GROUP BY exercise_id ORDER BY count(*) DESC, sum(seconds) DESC, exercise_id LIMIT 10"""
        expected = db.execute(sql, (days(span)[1], *days(span))).fetchall()
        shown = [[label.text() for label in line.findChildren(Label)] for line in lookback._most_lines]
        assert [name for name, _ in shown] == [name for name, *_ in expected]
        for (_, words), (_, sessions, seconds, reps) in zip(shown, expected, strict=True):
            times, lasted, *counted = words.split(", ")
            assert times in (f"{sessions} times", f"{sessions} time")
            near(lasted, seconds)
            assert counted == ([f"{reps} reps"] if reps else [])


LISTS = {
    Sought(): "1",
    Sought("drive"): "note LIKE '%drive%'",
    Sought("relief"): "title LIKE '%relief%'",
    Sought("stiff", kinds=frozenset({"heat"})): "note LIKE '%stiff%' AND kinds LIKE '%\"heat\"%'",
    Sought(areas=frozenset({"neck"})): "areas LIKE '%\"neck\"%'",
    Sought(outcomes=frozenset({"interrupted", "by hand"})): "outcome IN ('interrupted', 'by hand')",
    Sought(from_day="2019-10-26", to_day="2019-10-27"): f"{DAY} IN ('2019-10-26', '2019-10-27')",
}


def test_the_list_is_as_long_as_what_is_found_and_shows_the_newest_first(
    decade: tuple[Store, Decade], db: sqlite3.Connection, look: Look, qtbot: QtBot
) -> None:
    page = HistoryPage(look)
    qtbot.addWidget(page)
    for sought, sql in LISTS.items():
        page.show_sessions(count(decade[0], sought), find(decade[0], sought))
        rows = db.execute(f"SELECT id FROM sessions WHERE {sql} ORDER BY started_utc DESC, id DESC")
        expected = [session_id for (session_id,) in rows]
        assert page.list is not None
        model = page.list.sessions
        assert model.rowCount() == len(expected) > 0
        shown = [model.session(row) for row in range(min(50, len(expected)))]
        assert [one and one.id for one in shown] == expected[:50]
