"""What is due on a day, what is done of it, and what comes next."""

from datetime import date

import pytest

from app.plan.done import by_day
from app.plan.events import Change, Left, Moved, Paused, Put, Returned, Skipped, Started, WentOn
from app.plan.today import History, day_plans, mark, week_of

from .made import day, done, items, on, plan, programme

TWO = ((0, Put(entry="1", routine="a", time_s=8 * 3600.0)), (0, Put(entry="2", routine="b", time_s=20 * 3600.0)))


def test_what_was_done_is_ticked_with_its_session_and_the_next_is_told() -> None:
    at = plan(*TWO)
    today = on(at, 0, by_day([done(0, "a", 9)]))
    assert items(today) == ["done a", "open b"]
    assert today.items[0].done == done(0, "a", 9)
    assert today.next is not None
    assert today.next.routine == "b"


def test_nothing_is_next_when_all_is_done() -> None:
    assert on(plan(*TWO), 0, by_day([done(0, "a"), done(0, "b")])).next is None


def test_one_session_ticks_one_item_and_what_is_left_over_stands_beside() -> None:
    at = plan((0, Put(entry="1", routine="a", time_s=0.0)), (0, Put(entry="2", routine="a", time_s=60.0)))
    assert items(on(at, 0, by_day([done(0, "a")]))) == ["done a", "open a"]
    today = on(at, 0, by_day([done(0, "a", 7), done(0, "a", 8), done(0, "a", 9), done(0, "z")]))
    assert items(today) == ["done a", "done a"]
    assert [one.routine for one in today.beside] == ["a", "z"]


@pytest.mark.parametrize(
    ("outcome", "played_s", "state"),
    [
        ("completed", 600.0, "done"),
        ("by hand", 0.0, "done"),
        ("partial", 300.0, "done"),
        ("partial", 299.0, "open"),
        ("interrupted", 400.0, "done"),
        (None, 600.0, "open"),
    ],
)
def test_half_of_it_counts_and_less_does_not(outcome: str | None, played_s: float, state: str) -> None:
    at = plan((0, Put(entry="1", routine="a")))
    assert items(on(at, 0, by_day([done(0, "a", outcome=outcome, played_s=played_s)]))) == [f"{state} a"]


def test_what_was_skipped_and_done_after_all_is_done() -> None:
    at = plan(*TWO, (0, Skipped(item="1", on=day(0))))
    assert items(on(at, 0, by_day([done(0, "a")]))) == ["done a", "open b"]


def test_what_may_be_left_out_is_next_only_while_nothing_was_done() -> None:
    programmes = {"p": programme(["(x)"])}
    at = plan((0, Started(run="r", programme="p", on=day(0))))
    first = on(at, 0, {}, programmes)
    assert first.open == []
    assert first.next is not None
    assert first.next.routine == "x"
    at = plan((0, Started(run="r", programme="p", on=day(0))), (0, Put(entry="1", routine="a")))
    assert on(at, 0, by_day([done(0, "a")]), programmes).next is None


def test_an_item_that_must_be_done_is_ticked_before_one_that_may_be_left_out() -> None:
    programmes = {"p": programme(["(a)"])}
    at = plan((0, Started(run="r", programme="p", on=day(0))), (0, Put(entry="1", routine="a")))
    today = on(at, 0, by_day([done(0, "a")]), programmes)
    assert [(item.id, item.state) for item in today.items] == [("r:0", "open"), ("1", "done")]


def test_a_session_does_not_tick_what_went_to_another_day() -> None:
    at = plan(*TWO, (0, Moved(item="1", on=day(0), to=day(1))))
    today = on(at, 0, by_day([done(0, "a")]))
    assert items(today) == ["moved a", "open b"]
    assert [one.routine for one in today.beside] == ["a"]


def test_the_week_begins_on_monday() -> None:
    assert week_of(date(2026, 3, 8)) == [date(2026, 3, n) for n in range(2, 9)]
    assert week_of(date(2024, 2, 29))[-1] == date(2024, 3, 3)


@pytest.mark.parametrize(
    ("changes", "history", "today", "said"),
    [
        ([], {}, 1, "nothing"),
        ([], by_day([done(1, "z")]), 1, "done"),
        (TWO, by_day([done(1, "a"), done(1, "b")]), 3, "done"),
        (TWO, by_day([done(1, "a")]), 3, "partly"),
        (TWO, by_day([done(1, "z")]), 3, "partly"),
        (TWO, {}, 3, "missed"),
        (TWO, {}, 1, "open"),
        (TWO, {}, 0, "ahead"),
        ((*TWO, (1, Paused(reason="ill"))), {}, 1, "paused"),
        ((*TWO, (1, Paused(reason="ill"))), by_day([done(1, "a")]), 1, "done"),
        ([(0, Started(run="r", programme="p", on=day(0), missed="skip"))], {}, 1, "rest"),
        ((*TWO, (1, Skipped(item="1", on=day(1))), (1, Skipped(item="2", on=day(1)))), {}, 3, "rest"),
    ],
)
def test_a_day_is_told_in_one_word(changes: list[tuple[int, Change]], history: History, today: int, said: str) -> None:
    programmes = {"p": programme(["a", "-"])}
    assert mark(on(plan(*changes), 1, history, programmes, today=day(today)), day(today)) == said


def test_many_days_are_told_as_each_of_them_is() -> None:
    programmes = {"p": programme(["a", "-", "b"], ["a b", "c", "-"]), "q": programme(["x"])}
    at = plan(
        *TWO,
        (0, Started(run="r", programme="p", on=day(1))),
        (0, Started(run="q", programme="q", on=day(4), missed="skip")),
        (0, Started(run="long ago", programme="p", on=day(-4000))),
        (3, Paused()),
        (5, WentOn()),
        (6, Moved(item="1", on=day(6), to=day(7))),
        (8, Left(run="r")),
        (10, Returned(run="r")),
    )
    history = by_day([done(1, "a"), done(4, "z"), done(7, "b")])
    days = [day(number) for number in range(-3, 20)]
    whole = day_plans(at, programmes, history, days, day(9))
    assert list(whole) == days
    assert [whole[day(number)] for number in range(-3, 20)] == [
        on(at, number, history, programmes, today=day(9)) for number in range(-3, 20)
    ]
