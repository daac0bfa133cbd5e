"""The pages that are given rows: what they show of them, and what they ask for."""

import pytest
from pytestqt.qtbot import QtBot

from app.history.rows import SessionRow
from app.ui.kit import Button, Label
from app.ui.pages.history import PAGE_ROWS, HistoryPage
from app.ui.pages.words import begun_large
from app.ui.theme import Look
from tests.history.made import a_session


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> HistoryPage:
    page = HistoryPage(look)
    qtbot.addWidget(page)
    return page


def headings(page: HistoryPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.property("textSize") == "heading"]


def test_a_session_in_the_small_hours_stands_under_the_day_it_belongs_to(page: HistoryPage) -> None:
    def one(name: str, day: str, utc: str) -> SessionRow:
        return a_session(name, day=day, started_utc=utc, utc_offset_s=0)

    page.show_sessions(
        [
            one("c", "2026-11-24", "2026-11-24T10:00:00.000000+00:00"),
            one("b", "2026-11-23", "2026-11-24T01:30:00.000000+00:00"),
            one("a", "2026-11-23", "2026-11-23T20:00:00.000000+00:00"),
        ]
    )

    assert headings(page) == ["Tue 24 Nov 2026", "Mon 23 Nov 2026"]


def test_older_sessions_are_asked_for_once_however_often_the_button_is_pressed(page: HistoryPage) -> None:
    asked: list[str] = []
    page.more.connect(asked.append)
    page.show_sessions([a_session(str(number)) for number in range(PAGE_ROWS)])
    [button] = [one for one in page.findChildren(Button) if one.label == "Show older ones"]

    button.click()
    button.click()

    assert len(asked) == 1


def test_a_capital_is_put_at_the_beginning_and_no_other_letter_is_touched() -> None:
    assert [begun_large(text) for text in ("at Ann's PC", "ße", "", "<b>")] == ["At Ann's PC", "SSe", "", "<b>"]
