"""The plan and the programmes in the real window: put on, moved, paused, followed, left and returned to."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.plan.events import Left, Paused, Put, Started
from app.plan.today import Mark
from app.ui.kit import Button, CardButton, Label
from app.ui.pages.plan.month import Month
from app.ui.pages.plan.page import PlanPage
from app.ui.pages.plan.programme import ProgrammePage
from app.ui.pages.plan.putting import Putting
from app.ui.theme import Look
from tests.history.made import a_session, at
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


def go_to(desk: Desk, plan: PlanPage, number: int) -> None:
    plan.month._choose(day(desk, number))
    desk.settle()


def asked(plan: PlanPage) -> Putting | None:
    """What is asked by now."""
    return plan.putting


def undo(desk: Desk) -> None:
    toast = desk.app.window._toast
    assert toast is not None
    next(one for one in toast.findChildren(Button) if one.label == "Undo").click()
    desk.settle()


def focused(desk: Desk) -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget is not None else ""


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
    undo(desk)
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
    assert month.day == date(2026, 10, 25)
    assert "Nothing is planned for this day." in shown(plan)
    QTest.keyClick(month, Key.Key_Home)
    assert month.day == day(desk)


def test_a_month_on_is_always_another_month(desk: Desk) -> None:
    month = page(desk).month
    month.go_to(date(2027, 1, 31))
    press(desk, desk.app._plans.page, "Month after")
    assert month.day == date(2027, 2, 28)
    press(desk, desk.app._plans.page, "Month before")
    month.go_to(date(2026, 11, 30))
    press(desk, desk.app._plans.page, "Month before")
    assert month.day == date(2026, 10, 30)
    month.go_to(date(2027, 1, 1))
    press(desk, desk.app._plans.page, "Month before")
    assert month.accessibleName() == "December 2026"


def test_going_through_the_days_of_a_month_works_the_plan_out_once(look: Look) -> None:
    asked: list[int] = []

    def marks_of(days: Sequence[date]) -> dict[date, Mark]:
        asked.append(len(days))
        return dict.fromkeys(days, "ahead")

    month = Month(look, marks_of, date(2026, 11, 23), date(2026, 11, 23))
    for _ in range(7):
        QTest.keyClick(month, Key.Key_Right)
    assert (month.day, asked) == (date(2026, 11, 30), [42])
    QTest.keyClick(month, Key.Key_Right)
    assert (month.day, asked) == (date(2026, 12, 1), [42, 42])


def test_one_day_is_skipped_or_moved_from_the_month(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset", weekdays=frozenset({0})))
    plan = page(desk)
    item = desk.app.planned.today().items[0]
    plan.moved.emit(item, day(desk, 2), None)
    assert (due(desk), due(desk, 2)) == ([], ["desk-reset"])
    go_to(desk, plan, 7)
    press(desk, plan, "Skip Two-minute desk reset on Monday 30 November")
    assert due(desk, 7) == []
    assert due(desk, 14) == ["desk-reset"]


def test_one_day_is_moved_to_another_day_and_time_and_put_back(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset", weekdays=frozenset({0}), time_s=36_000.0))
    plan = page(desk)
    press(desk, plan, "Move Two-minute desk reset on Monday 23 November")
    asked = plan.day_box.moving
    assert asked is not None
    assert (asked.day.currentData(), asked.time.currentData()) == (day(desk), 36_000.0)
    asked.day.show_value(day(desk, 2))
    asked.time.show_value(18 * 3600.0)
    asked.move_it.click()
    desk.settle()
    assert (due(desk), due(desk, 2)) == ([], ["desk-reset"])
    assert "Moved to another day" in shown(plan)
    go_to(desk, plan, 2)
    assert "At 18:00, moved from Monday 23 November" in shown(plan)
    press(desk, plan, "Skip Two-minute desk reset on Wednesday 25 November")
    assert due(desk, 2) == []
    undo(desk)
    assert due(desk) == ["desk-reset"]
    assert desk.app.planned.today().items[0].time_s == 36_000.0


def test_what_was_skipped_is_put_back_by_its_own_button(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    plan = page(desk)
    press(desk, plan, "Skip Two-minute desk reset on Monday 23 November")
    assert due(desk) == []
    press(desk, plan, "Put back Two-minute desk reset on Monday 23 November")
    assert due(desk) == ["desk-reset"]


def test_a_routine_is_added_by_typing_some_of_its_name(desk: Desk) -> None:
    plan = page(desk)
    plan.add.words.setFocus()
    QTest.keyClicks(plan.add.words, "zzz")
    desk.settle()
    assert "No routine has these words; try others." in shown(plan)
    desk.press(Key.Key_Return)
    assert asked(plan) is None
    plan.add.words.clear()
    QTest.keyClicks(plan.add.words, "two-minute")
    desk.press(Key.Key_Return)
    assert plan.putting is not None
    assert focused(desk) == "Monday"
    plan.putting.save.click()
    desk.settle()
    assert due(desk) == ["desk-reset"]
    undo(desk)
    assert due(desk) == []


def test_a_routine_that_is_gone_is_told_and_replaced_on_its_days(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="gone-one", weekdays=frozenset({0, 3}), time_s=36_000.0))
    plan = page(desk)
    assert "“gone-one” cannot be found or used any more." in shown(plan)
    press(desk, plan, "Choose another for gone-one")
    assert focused(desk) == "Add a routine"
    QTest.keyClicks(plan.add.words, "two-minute")
    desk.press(Key.Key_Return)
    assert plan.putting is not None
    assert plan.putting.weekdays == {0, 3}
    plan.putting.save.click()
    desk.settle()
    assert [(item.routine, item.time_s) for item in desk.app.planned.today().items] == [("desk-reset", 36_000.0)]


def test_the_focus_stays_where_one_was_when_the_plan_changes(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"), Put(entry="2", routine="upper-back-relief"))
    plan = page(desk)
    assert focused(desk) == "Today"
    for name, then in (
        ("Skip Two-minute desk reset on Monday 23 November", "November 2026"),
        ("Take Two-minute desk reset off the plan", "Add a routine"),
        ("Pause my plan", "Go on with my plan"),
    ):
        next(one for one in plan.findChildren(Button) if one.isVisible() and one.accessibleName() == name).setFocus()
        press(desk, plan, name)
        assert focused(desk) == then
    plan.add.words.setFocus()
    desk.app.planned.change(Put(entry="3", routine="chest-opener"))
    desk.settle()
    assert focused(desk) == "Add a routine"


def test_what_is_being_asked_stays_asked_when_the_plan_changes_meanwhile(desk: Desk) -> None:
    plan = page(desk)
    plan.add.picked.emit("desk-reset")
    assert plan.putting is not None
    plan.putting.days[6].click()
    plan.putting.time.show_value(36_000.0)
    desk.app.planned.change(Put(entry="3", routine="chest-opener"))
    desk.settle()
    assert plan.putting.routine == "desk-reset"
    assert plan.putting.weekdays == frozenset(range(6))
    plan.putting.save.click()
    desk.settle()
    assert asked(plan) is None
    assert sorted(due(desk)) == ["chest-opener", "desk-reset"]


def test_going_on_is_undone_too(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.app.planned.change(Paused(reason="ill", until=day(desk, 3)))
    plan = page(desk)
    press(desk, plan, "Go on with my plan")
    undo(desk)
    assert "Your plan is paused while you are ill until Thu 26 Nov." in shown(plan)


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


def test_turning_to_a_week_and_leaving_are_undone(desk: Desk) -> None:
    desk.app.planned.change(Started(run="r", programme="calm", on=day(desk, -9), missed="skip"))
    shown_now = programme(desk)
    press(desk, shown_now, "Go back to week 1")
    undo(desk)
    assert "You are in week 2, day 3." in shown(shown_now)
    press(desk, shown_now, "Leave it")
    undo(desk)
    assert "You are in week 2, day 3." in shown(shown_now)


def test_a_programme_that_was_left_is_returned_to_or_begun_anew(desk: Desk) -> None:
    desk.app.planned.change(Started(run="r", programme="calm", on=day(desk, -9), missed="skip"), Left(run="r"))
    shown_now = programme(desk)
    assert "Begin it anew" in shown(shown_now)
    press(desk, shown_now, "Start this programme")
    assert "You are in week 1, day 1." in shown(shown_now)
    assert due(desk) == ["even-breath-session"]


def test_a_week_that_is_gentler_is_offered_where_pain_rose(desk: Desk) -> None:
    desk.app.planned.change(Started(run="r", programme="upper-back-4-weeks", on=day(desk, -15), missed="skip"))
    shown_now = programme(desk, "upper-back-4-weeks")
    assert "gentler" not in shown(shown_now)
    session = a_session(
        routine_id="posture-strength-start",
        day=day(desk, -1).isoformat(),
        ended_utc=at(600),
        played_s=123.0,
        outcome="completed",
        pain_before=2,
        pain_after=5,
    )
    desk.app.journal.write(lambda store: store.begin(session))
    desk.app.planned.look()
    desk.settle()
    assert "Your pain rose by 3 points" in shown(shown_now)
    press(desk, shown_now, "Go to the gentler week 1")
    assert "You are in week 1, day 1." in shown(shown_now)


def test_a_programme_tells_what_it_asks_for_and_what_else_is_followed(desk: Desk) -> None:
    desk.app.planned.change(Started(run="r", programme="calm", on=day(desk), missed="skip"))
    shown_now = programme(desk, "upper-back-4-weeks")
    assert re.search(r"4 weeks, 6 days a week, \d+ to \d+ minutes a day and more if you like", shown(shown_now))
    assert "You also follow Calm: 4 weeks." in shown(shown_now)
    desk.app._plans.show_programmes()
    [calm, *_] = [one.accessibleName() for one in desk.app._plans._list.findChildren(CardButton)]
    assert calm.startswith("Calm: 4 weeks. 4 weeks, 6 days a week, ")


def test_the_programme_for_the_back_stands_first_where_none_is_followed(desk: Desk) -> None:
    desk.app._plans.show_programmes()
    names = [one.accessibleName().partition(":")[0] for one in desk.app._plans._list.findChildren(CardButton)]
    assert names == ["Steady upper back", "Desk worker", "Calm"]


def test_from_a_programme_that_is_followed_the_main_way_leads_to_today(desk: Desk) -> None:
    desk.app.planned.change(Started(run="r", programme="calm", on=day(desk), missed="skip"))
    followed = programme(desk)
    primary = [one.label for one in followed.findChildren(Button) if one.isVisible() and one._kind == "primary"]
    assert primary == ["See today"]
    press(desk, followed, "See today")
    assert desk.app.window.page == "today"


def test_a_change_from_elsewhere_takes_neither_the_place_nor_the_focus(desk: Desk) -> None:
    shown_now = programme(desk)
    start = next(one for one in shown_now.findChildren(Button) if one.label == "Start this programme")
    start.setFocus()
    shown_now.verticalScrollBar().setValue(60)
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.settle()
    assert focused(desk) == "Start this programme"
    assert shown_now.verticalScrollBar().value() == 60
    desk.app._plans.show_programmes()
    desk.settle()
    first = desk.app._plans._list.findChildren(CardButton)[0]
    first.setFocus()
    desk.app.planned.change(Put(entry="2", routine="desk-reset"))
    desk.settle()
    assert focused(desk) == first.accessibleName()


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
