"""The top of a page: its name with ways on beside it, and the column all pages share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import Button, Flow, Page, TitleRow, title
from app.ui.kit.layout import page_side
from app.ui.pages.welcome import WelcomePage
from app.ui.theme import Look
from app.ui.window import Rail, fitting
from tests.routine.written import put
from tests.ui.conftest import Desk
from tests.ui.everywhere import walk
from tests.ui.test_reachable import ROUTINE

Sit = Callable[..., Desk]


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def shown(qtbot: QtBot, widget: QWidget, wide: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(wide, 400)
    widget.show()
    settle()


def test_ways_on_stand_beside_the_name_where_there_is_room_and_below_where_not(look: Look, qtbot: QtBot) -> None:
    row, way = TitleRow(look, title("History")), Button(look, "Sheet to show")
    row.add(way)
    shown(qtbot, row, 700)
    assert way.mapTo(row, way.rect().topRight()).x() == row.width() - 1
    assert way.mapTo(row, way.rect().topLeft()).y() < row.title.geometry().bottom()
    row.resize(260, 400)
    settle()
    assert way.mapTo(row, way.rect().topLeft()).x() == 0
    assert way.mapTo(row, way.rect().topLeft()).y() > row.title.geometry().bottom()


def test_they_go_below_too_where_the_text_has_grown(look: Look, qtbot: QtBot) -> None:
    row = TitleRow(look, title("History"))
    row.add(Button(look, "Sheet to show"))
    shown(qtbot, row, 380)
    assert row.is_beside
    look.apply("light", 2.0)
    settle()
    assert not row.is_beside


def test_a_row_that_yields_hides_them_and_says_so(look: Look, qtbot: QtBot) -> None:
    row, way = TitleRow(look, title("History"), yields=True), Button(look, "Sheet to show")
    row.add(way)
    turned: list[bool] = []
    row.turned.connect(turned.append)
    shown(qtbot, row, 700)
    row.resize(260, 400)
    settle()
    row.resize(700, 400)
    settle()
    assert turned[-2:] == [False, True]
    assert way.isVisible()


def test_the_plan_is_beside_the_date_and_below_what_is_due_in_a_narrow_window(sit_down: Sit) -> None:
    desk = sit_down(place="")
    from app.plan.events import Put

    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    window = desk.app.window
    tops = {}
    for wide, scale in ((1366, 1.0), (640, 2.0)):
        window.resize(wide, 700)
        desk.app._chosen.change(text_scale=scale)
        desk.settle()
        [plan] = [one for one in window.today.findChildren(Button) if one.isVisible() and one.label == "Plan"]
        start = window.today.start_button
        assert start is not None
        tops[wide] = plan.mapTo(window, plan.rect().topLeft()).y() - start.mapTo(window, start.rect().topLeft()).y()
    assert tops[1366] < 0 < tops[640]


def test_buttons_of_two_sizes_stand_in_the_middle_of_their_row(look: Look, qtbot: QtBot) -> None:
    middles = {}
    for middle in (False, True):
        host = QWidget()
        flow = Flow(host, middle=middle)
        large, usual = Button(look, "Start", large=True), Button(look, "More")
        flow.addWidget(large)
        flow.addWidget(usual)
        shown(qtbot, host, 400)
        middles[middle] = usual.geometry().center().y() - large.geometry().center().y()
    assert middles == {False: -8, True: 0}


@pytest.mark.parametrize(("wide", "scale"), [(1366, 1.0), (900, 1.0), (900, 2.0), (640, 1.0)])
def test_the_one_button_of_the_first_start_is_seen_without_scrolling(sit_down: Sit, wide: int, scale: float) -> None:
    desk = sit_down(is_new=True)
    desk.app._chosen.change(text_scale=scale)
    desk.app.window.resize(wide, 620)
    desk.settle()
    [page] = desk.app.window.findChildren(WelcomePage)
    box = page.agree_button.rect().translated(page.agree_button.mapTo(page, page.agree_button.rect().topLeft()))
    assert page.rect().contains(box)
    assert page.words.height() > page.agree_button.height()


def test_tab_comes_to_that_button_last(sit_down: Sit) -> None:
    desk = sit_down(is_new=True)
    stops = ["Your country, for whom to call", "Test sound", "I have read this. Let us start."]
    assert desk.names_by_tab(3) == stops


def crooked() -> list[str]:
    """Name the pages on screen whose words do not begin where those of all pages do."""
    return [
        f"{type(page).__name__} begins {page.body.geometry().left()} px in"
        for page in QApplication.allWidgets()
        if isinstance(page, Page)
        and page.isVisible()
        and page._margins is None
        and abs(page.body.geometry().left() - page_side(page._look, page.viewport().width())) > 1
    ]


def test_every_page_s_words_begin_where_all_do(sit_down: Sit, tmp_path: Path) -> None:
    put(tmp_path / "routines", ROUTINE, "little.yaml")
    desk = sit_down()
    desk.app.window.resize(1366, 768)
    found = {stop: crooked() for stop in walk(desk, "little")}
    assert {stop: wrong for stop, wrong in found.items() if wrong} == {}


# --- the window ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("screen", "opened"),
    [((1366, 768), (1080, 728)), ((2560, 1440), (1080, 760)), ((1024, 600), (1024, 560)), ((600, 400), (640, 480))],
)
def test_the_window_opens_no_larger_than_the_screen_has_room_for(
    screen: tuple[int, int], opened: tuple[int, int]
) -> None:
    assert fitting(QSize(1080, 760), QSize(*screen)) == QSize(*opened)


def test_each_place_is_reached_by_tab_and_pressed_again_leads_back_to_it(sit_down: Sit) -> None:
    desk = sit_down(place="")
    rail = desk.app.window.rail
    ways = {one.label: one for one in rail.findChildren(Button)}
    ways["Today"].setFocus()
    assert desk.names_by_tab(4) == ["Library", "History", "Safety", "Settings"]
    desk.app._plans.show()
    desk.settle()
    assert (desk.app.window.page, ways["Today"].isChecked()) == ("plan", True)
    ways["Today"].click()
    desk.settle()
    assert desk.app.window.page == "today"
    assert [name for name, way in ways.items() if way.isChecked()] == ["Today"]


def test_a_place_gone_to_by_keys_has_them(sit_down: Sit) -> None:
    desk = sit_down(place="")
    ways = {one.label: one for one in desk.app.window.rail.findChildren(Button)}
    ways["History"].setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.names_by_tab(1) == ["Diary"]


def test_a_press_by_itself_marks_no_other_place(look: Look, qtbot: QtBot) -> None:
    rail = Rail(look)
    qtbot.addWidget(rail)
    rail.show_place("today")
    asked: list[str] = []
    rail.chosen.connect(asked.append)
    ways = {one.label: one for one in rail.findChildren(Button)}
    ways["Library"].click()
    assert asked == ["library"]
    assert [name for name, way in ways.items() if way.isChecked()] == ["Today"]
