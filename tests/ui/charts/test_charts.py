"""What charts show: where each value is, and that each is told in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.history.stats import PainOf, WeekOfKind
from app.ui.charts.pains import PainChart, line_of, told_of
from app.ui.charts.scale import scale_to, stacked
from app.ui.charts.weeks import WeeksChart, weeks_between
from app.ui.charts.year import WEEKS, YearMap, days_of, shade_of
from app.ui.theme import Look

MONDAY = date(2026, 11, 23)
Key = Qt.Key


@given(st.floats(0.001, 1e6))
def test_a_scale_holds_its_greatest_value_with_few_round_lines(most: float) -> None:
    scale = scale_to(most)
    assert 0 < scale.share(most) <= 1 + 1e-9
    assert 2 <= len(scale.ticks) <= 6
    step = scale.ticks[1]
    assert f"{step:e}"[0] in "125"
    assert scale.ticks[0] == 0


def test_without_any_value_a_scale_has_one_line() -> None:
    assert scale_to(0.0).ticks == (0.0,)


def test_parts_of_a_bar_stand_on_one_another() -> None:
    assert stacked([10, 5, 1]) == [(0.0, 10), (10, 15), (15, 16)]


def test_a_year_is_53_weeks_up_to_this_one() -> None:
    for number in range(7):
        days = days_of(MONDAY + timedelta(days=number))
        assert (len(days), days[0].weekday(), days[-1]) == (7 * WEEKS, 0, MONDAY + timedelta(days=6))


@pytest.mark.parametrize(("minutes", "shade"), [(0, 0), (1, 1), (10, 2), (19, 2), (20, 3), (40, 4), (300, 4)])
def test_longer_is_deeper(minutes: int, shade: int) -> None:
    assert shade_of(minutes * 60) == shade


def test_each_day_of_the_year_is_where_it_is_painted(look: Look, qtbot: QtBot) -> None:
    year = YearMap(look)
    qtbot.addWidget(year)
    year.resize(800, 200)
    year.show_year({MONDAY: 600.0}, MONDAY)
    for number, day in enumerate(days_of(MONDAY)):
        spot = year.box_of(number).center()
        assert year.day_at(spot.x(), spot.y()) == (day if day <= MONDAY else None)
    assert year.day_at(-5, 50) is None
    assert year.day_at(100, 2) is None


def test_arrows_go_from_day_to_day_and_each_is_told(look: Look, qtbot: QtBot) -> None:
    year, told, chosen = YearMap(look), list[str](), list[date]()
    qtbot.addWidget(year)
    year.show_year({MONDAY - timedelta(days=7): 900.0}, MONDAY)
    year.told.connect(told.append)
    year.chosen.connect(chosen.append)
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Right, Key.Key_Up, Key.Key_Return):
        QTest.keyClick(year, key)
    assert told[0] == "Monday 16 November 2026: 15 min"
    assert told[1] == told[2] == "Monday 23 November 2026: nothing"
    assert chosen == [MONDAY - timedelta(days=1)]


def test_every_week_of_the_range_has_its_place_and_its_kinds(look: Look, qtbot: QtBot) -> None:
    rows = [WeekOfKind("2026-11-09", "stretch", 600.0), WeekOfKind("2026-11-09", "no such kind", 60.0)]
    weeks = weeks_between(rows, date(2026, 11, 4), MONDAY)
    assert [week.monday.day for week in weeks] == [2, 9, 16, 23]
    assert [week.total_s for week in weeks] == [0, 660.0, 0, 0]
    assert weeks[1].words == "Week of Mon 9 Nov 2026: 11 min; stretching 10 min, other 1 min"
    chart, told = WeeksChart(look), list[str]()
    qtbot.addWidget(chart)
    chart.show_weeks(weeks)
    chart.told.connect(told.append)
    for _ in range(9):
        QTest.keyClick(chart, Key.Key_Left)
    assert told[:2] == ["Week of Mon 16 Nov 2026: nothing", weeks[1].words]
    assert told[-1] == "Week of Mon 2 Nov 2026: nothing"
    assert chart.kinds == ["stretch", "other"]


def test_the_line_follows_pain_after_and_else_before(look: Look, qtbot: QtBot) -> None:
    rows = [
        PainOf("2026-11-01", "", 6, None, 4),
        PainOf("2026-11-03", "", 2, None, None),
        PainOf("2026-11-20", "", None, 5, None),
    ]
    told = told_of(rows)
    assert [(one.day.day, one.value) for one in line_of(told)] == [(1, 3.0), (3, 3.0)]
    assert told[0].words == "Sun 1 Nov 2026: before 6, after 4"
    chart, words = PainChart(look), list[str]()
    qtbot.addWidget(chart)
    chart.show_pains(told, date(2026, 11, 1), MONDAY)
    chart.told.connect(words.append)
    QTest.keyClick(chart, Key.Key_Left)
    assert words == ["Tue 3 Nov 2026: before 2"]


@pytest.mark.parametrize("wide", [200, 1200])
def test_charts_of_nothing_and_of_one_are_painted(look: Look, qtbot: QtBot, wide: int) -> None:
    for widget in (YearMap(look), WeeksChart(look), PainChart(look)):
        qtbot.addWidget(widget)
        widget.resize(wide, 200)
        assert not widget.grab().isNull()
    pains = PainChart(look)
    qtbot.addWidget(pains)
    pains.show_pains(told_of([PainOf("2026-11-23", "", 3, None, 3)]), MONDAY, MONDAY)
    pains.resize(wide, 200)
    inked = pains.grab().toImage()
    plain = PainChart(look)
    qtbot.addWidget(plain)
    plain.resize(wide, 200)
    assert inked != plain.grab().toImage()


def _moved_to(spot: QPointF) -> QMouseEvent:
    none = Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, spot, spot, none, none, Qt.KeyboardModifier.NoModifier)


def test_what_is_pointed_at_is_told_until_the_pointer_leaves(look: Look, qtbot: QtBot) -> None:
    weeks, pains, told = WeeksChart(look), PainChart(look), list[str]()
    weeks.show_weeks(weeks_between([], MONDAY - timedelta(days=14), MONDAY))
    pains.show_pains(told_of([PainOf("2026-11-16", "", 3, None, 2)]), MONDAY - timedelta(days=14), MONDAY)
    for chart in (weeks, pains):
        qtbot.addWidget(chart)
        chart.resize(600, 200)
        chart.told.connect(told.append)
        for x in (2, 600 // 2 + 16):  # on the figures at the left; on the middle of the plot
            chart.mouseMoveEvent(_moved_to(QPointF(x, 100)))
        chart.leaveEvent(QEvent(QEvent.Type.Leave))
    assert told == ["", "Week of Mon 16 Nov 2026: nothing", "", "", "Mon 16 Nov 2026: before 3, after 2", ""]
