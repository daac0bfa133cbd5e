"""The plan and the programmes in the real window: put on, moved, paused, followed, left and returned to."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.plan.events import Put, Started
from app.ui.kit import Button, Label
from app.ui.pages.plan.page import PlanPage
from app.ui.pages.plan.programme import ProgrammePage
from tests.ui.conftest import Desk

Key = Qt.Key


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    return sit_down(place="")


def day(desk: Desk, number: int = 0) -> date:
    return desk.app.planned.day + timedelta(days=number)


def page(desk: Desk) -> PlanPage:
    desk.app._plans.show()
    desk.settle()
    return desk.app._plans.page


def programme(desk: Desk, slug: str = "calm") -> ProgrammePage:
    desk.app._plans.show_programme(slug)
    desk.settle()
    return desk.app._plans.programme_page


def shown(widget: object) -> str:
    assert isinstance(widget, PlanPage | ProgrammePage)
    return "\n".join(one.text() for one in widget.findChildren(Label) if one.isVisible())


def press(desk: Desk, widget: object, name: str) -> None:
    assert isinstance(widget, PlanPage | ProgrammePage)
    found = [one for one in widget.findChildren(Button) if one.isVisible() and one.accessibleName() == name]
    assert len(found) == 1, (name, [one.accessibleName() for one in widget.findChildren(Button) if one.isVisible()])
    found[0].click()
    desk.settle()


def due(desk: Desk, number: int = 0) -> list[str]:
    return [item.routine for item in desk.app.planned.on(day(desk, number)).items if item.state == "open"]


def test_a_routine_is_put_on_workdays_at_a_time_from_its_own_page(desk: Desk) -> None:
    desk.app.show_routine("desk-reset")
    next(one for one in desk.app._library._page.findChildren(Button) if one.label == "Plan").click()
    desk.settle()
    assert desk.app.window.page == "plan"
    plan = desk.app._plans.page
    assert plan.putting is not None
    for number in (5, 6):
        plan.putting.days[number].click()
    plan.putting.time.show_value(9 * 3600.0)
    plan.putting.save.click()
    desk.settle()
    assert "Workdays, 09:00" in shown(plan)
    assert [due(desk, number) for number in (0, 4, 5, 6)] == [["desk-reset"], ["desk-reset"], [], []]


def test_no_day_is_no_plan_and_says_so(desk: Desk) -> None:
    plan = page(desk)
    plan.add.picked.emit("desk-reset")
    assert plan.putting is not None
    for button in plan.putting.days:
        button.click()
    assert plan.putting.save.reason == "Choose a day first."


def test_an_entry_is_changed_and_taken_off_and_that_is_undone(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    plan = page(desk)
    press(desk, plan, "Change when Two-minute desk reset is done")
    assert plan.putting is not None
    for number in range(1, 7):
        plan.putting.days[number].click()
    plan.putting.save.click()
    desk.settle()
    assert [due(desk, number) for number in (0, 1)] == [["desk-reset"], []]
    assert len(desk.app.planned.known.plan.entries_on(day(desk))) == 1
    press(desk, plan, "Take Two-minute desk reset off the plan")
    assert due(desk) == []
    toast = desk.app.window._toast
    assert toast is not None
    next(one for one in toast.findChildren(Button) if one.label == "Undo").click()
    assert due(desk) == ["desk-reset"]


def test_the_month_is_gone_through_by_arrows_and_a_day_tells_what_is_planned(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset", weekdays=frozenset({1}), time_s=36_000.0))
    plan = page(desk)
    month = plan.month
    assert month.accessibleName() == "November 2026"
    month.setFocus()
    QTest.keyClick(month, Key.Key_Right)
    desk.settle()
    assert month.accessibleDescription() == "Tuesday 24 November: planned"
    assert "At 10:00" in shown(plan)
    QTest.keyClick(month, Key.Key_Down)
    assert month.accessibleName() == "December 2026"
    QTest.keyClick(month, Key.Key_PageUp)
    QTest.keyClick(month, Key.Key_Up)
    desk.settle()
    assert month.day == date(2026, 10, 27)
    assert "Nothing is planned for this day." in shown(plan)


def test_one_day_is_skipped_or_moved_from_the_month(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset", weekdays=frozenset({0})))
    plan = page(desk)
    item = desk.app.planned.today().items[0]
    plan.moved.emit(item, day(desk, 2))
    assert (due(desk), due(desk, 2)) == ([], ["desk-reset"])
    plan.month.go_to(day(desk, 7))
    plan._show_day(day(desk, 7))
    desk.settle()
    press(desk, plan, "Skip Two-minute desk reset on Monday 30 November")
    assert due(desk, 7) == []
    assert due(desk, 14) == ["desk-reset"]


def test_the_plan_is_paused_until_a_day_and_goes_on_by_itself(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    plan = page(desk)
    plan.reason.show_value("holiday")
    plan.until.show_value(day(desk, 3))
    press(desk, plan, "Pause my plan")
    assert "Your plan is paused for your holiday until Thu 26 Nov." in shown(plan)
    assert [due(desk, number) for number in (0, 2, 3)] == [[], [], ["desk-reset"]]
    press(desk, plan, "Go on with my plan")
    assert due(desk) == ["desk-reset"]


def test_a_programme_is_started_from_a_day_at_times_of_ones_own(desk: Desk) -> None:
    desk.app._daily.programmes_asked.emit()
    assert desk.app.window.page == "programmes"
    asked = programme(desk)
    asked.first.show_value(day(desk, 1))
    asked.missed.show_value("skip")
    asked.morning.show_value(7 * 3600.0)
    press(desk, asked, "Start this programme")
    [run] = desk.app.planned.known.plan.runs
    assert (run.programme, run.first, run.times_s["morning"]) == ("calm", day(desk, 1), 7 * 3600.0)
    assert run.rule(day(desk, 1)) == "skip"
    assert due(desk) == []
    assert due(desk, 1) == ["even-breath-session"]
    assert "It has not begun yet" in shown(programme(desk))


def test_a_week_is_begun_again_a_routine_swapped_and_the_programme_left_and_returned_to(desk: Desk) -> None:
    desk.app.planned.change(Started(run="r", programme="calm", on=day(desk, -7), missed="skip"))
    asked = programme(desk)
    assert "You are in week 2, day 1." in shown(asked)
    press(desk, asked, "Go back to week 1")
    assert "You are in week 1, day 1." in shown(asked)
    swaps = [one for one in asked.findChildren(Button) if one.isVisible() and one.label.endswith(" instead")]
    swaps[0].click()
    desk.settle()
    assert due(desk) == ["desk-upper-back"]
    press(desk, asked, "Leave it")
    assert due(desk) == []
    assert "You left it." in shown(asked)
    press(desk, asked, "Return to it")
    assert due(desk) == ["desk-upper-back"]
    asked.missed.picked.emit("shift")
    assert desk.app.planned.known.plan.runs[0].rule(day(desk)) == "shift"


def test_earlier_programmes_are_kept_and_told(desk: Desk) -> None:
    desk.app.planned.change(Started(run="r", programme="calm", on=day(desk, -400), missed="skip"))
    desk.app._plans.show_programmes()
    labels = [one.text() for one in desk.app._plans._list.findChildren(Label)]
    assert any(text.startswith("Calm: 4 weeks: begun ") and text.endswith("followed to its end") for text in labels)


def test_changes_are_in_the_history_for_the_next_start(desk: Desk, sit_down: Callable[..., Desk]) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.app.close()
    again = sit_down(place="")
    again.settle()
    assert due(again) == ["desk-reset"]
