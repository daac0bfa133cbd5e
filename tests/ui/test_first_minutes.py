"""A stranger's first minutes: from an empty home to a finished two-minute routine, in three clicks at most."""

from collections.abc import Callable

from app.ui.kit import Button
from app.ui.pages.done import DonePage
from tests.ui.conftest import Desk


def shown(desk: Desk, label: str) -> list[Button]:
    desk.settle()
    return [one for one in desk.app.window.findChildren(Button) if one.isVisible() and one.label == label]


def test_three_clicks_lead_past_the_first_page_to_a_finished_routine(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down(is_new=True, place="")
    clicks: list[Button] = []

    def click(button: Button) -> None:
        clicks.append(button)
        button.click()
        desk.settle()

    assert desk.app.window.page == "welcome"
    [agree] = shown(desk, "I have read this. Let us start.")
    click(agree)
    assert desk.app.window.page == "today"
    click(next(one for one in shown(desk, "Start") if "Two-minute desk reset" in one.accessibleName()))
    desk.passes(300.0)
    assert desk.app.conductor.playing is None
    [done] = desk.app.window.findChildren(DonePage)
    assert done.isVisible()
    assert len(clicks) <= 3
    [session] = desk.app.journal.read(lambda store: store.sessions()).result()
    assert (session.title, session.outcome) == ("Two-minute desk reset", "completed")
