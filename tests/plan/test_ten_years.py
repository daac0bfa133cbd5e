"""The row of days and the share of the plan that was done, over ten years, against a diary kept by hand."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from app.history.store import Store
from app.plan.adherence import Adherence, adherence
from app.plan.reading import read
from app.plan.streak import streak
from tests.history.decade import FIRST, LAST, Decade

ONE = timedelta(days=1)


class ByHand:
    """A wall calendar of ten years: each change of the plan is written into it in the order they were made.

    It knows only what is put on days of the week, and has a square for every day instead of spans.
    """

    def __init__(self, store: Store) -> None:
        self.days = [FIRST - 40 * ONE + number * ONE for number in range((LAST - FIRST).days + 80)]
        self.due: dict[date, dict[str, str]] = {day: {} for day in self.days}  # entry, routine
        self.spans: dict[date, set[str]] = {day: set() for day in self.days}  # what is on the plan, on whatever weekday
        self.rests: set[date] = set()
        self.skipped: set[tuple[str, date]] = set()
        self.moved: dict[tuple[str, date], date] = {}
        rows = store.connection.execute("SELECT day, kind, body FROM plan_events ORDER BY at_utc").fetchall()
        for day, kind, body in rows:
            self._write(date.fromisoformat(day), kind, json.loads(body))
        sql = "SELECT day, routine_id, outcome, played_s, planned_s FROM sessions WHERE outcome NOTNULL"
        self.sessions: dict[date, list[str]] = {day: [] for day in self.days}  # routines that count as done
        self.others: Counter[date] = Counter()  # sessions that do not
        for day, routine, outcome, played_s, planned_s in store.connection.execute(sql):
            if outcome in ("completed", "by hand") or played_s * 2 >= planned_s:
                self.sessions[date.fromisoformat(day)].append(routine)
            else:
                self.others[date.fromisoformat(day)] += 1

    def _write(self, on: date, kind: str, body: dict[str, Any]) -> None:
        later = [day for day in self.days if day >= on]
        if kind in ("put", "taken off"):
            for day in later:
                self.due[day].pop(body["entry"], None)
                self.spans[day].discard(body["entry"])
                if kind == "put":
                    self.spans[day].add(body["entry"])
                    if day.weekday() in body["weekdays"]:
                        self.due[day][body["entry"]] = body["routine"]
        elif kind in ("paused", "went on"):
            self.rests -= {*later}
            if kind == "paused":
                self.rests |= {day for day in later if body["until"] is None or str(day) < body["until"]}
        elif kind == "skipped":
            self.skipped.add((body["item"], date.fromisoformat(body["on"])))
        else:
            self.moved[body["item"], date.fromisoformat(body["on"])] = date.fromisoformat(body["to"])

    def asked(self, day: date) -> tuple[list[str], list[str]]:
        """Return the routines due on a day, and those skipped on it; nothing while the plan rests."""
        if day in self.rests:
            return [], []
        items = [(entry, day) for entry in self.due[day] if self.moved.get((entry, day), day) == day]
        items += [key for key, to in self.moved.items() if to == day != key[1] and key[0] in self.due[key[1]]]
        routine = {key: self.due[key[1]][key[0]] for key in items}
        return (
            [routine[key] for key in items if key not in self.skipped],
            [routine[key] for key in items if key in self.skipped],
        )

    def kept(self, first: date, last: date, today: date = LAST) -> Adherence:
        """Count what was asked, what of it was done, and what was done beside it."""
        asked = done = beside = 0
        for day in (day for day in self.days if first <= day <= min(last, today)):
            due, skipped = self.asked(day)
            left = Counter(self.sessions[day])
            ticked = Counter(due) & left
            left -= ticked
            though_skipped = Counter(skipped) & left  # done after all: it counts as planned
            done += ticked.total() + though_skipped.total()
            asked += (len(due) if day < today else ticked.total()) + though_skipped.total()
            beside += (left - though_skipped).total() + self.others[day]
        return Adherence(asked, done, beside)

    def row(self, today: date) -> int:
        """Count days with something done, back from today, until one that was missed."""
        found, free = 0, 0
        for day in reversed([day for day in self.days if day <= today]):
            if self.sessions[day]:
                found, free = found + 1, 0
                continue
            if day == today or day in self.rests:
                continue
            if self.asked(day)[0]:
                break
            if not self.spans[day]:
                free += 1
                if free > 2:
                    break
        return found


@pytest.fixture(scope="module")
def by_hand(decade: tuple[Store, Decade]) -> ByHand:
    return ByHand(decade[0])


def test_the_share_that_was_done(decade: tuple[Store, Decade], by_hand: ByHand) -> None:
    known = read(decade[0], LAST, FIRST)
    spans = [(date(year, 1, 1), date(year, 12, 31)) for year in range(2017, 2027)]
    spans += [(LAST - 6 * ONE, LAST), (FIRST, LAST), (date(2020, 2, 29), date(2020, 2, 29))]
    for first, last in spans:
        found = adherence(known.plan, {}, known.history, first, last, LAST)
        assert found == by_hand.kept(first, last), (first, last)
    for number in range(365):  # as it was told on each day of a year
        today = LAST - number * ONE
        found = adherence(known.plan, {}, known.history, today - 6 * ONE, today, today)
        assert found == by_hand.kept(today - 6 * ONE, today, today), today


def test_days_in_a_row_as_told_on_each_day_of_ten_years(decade: tuple[Store, Decade], by_hand: ByHand) -> None:
    known = read(decade[0], LAST, FIRST)
    found = {day: streak(known.plan, {}, known.history, day) for day in by_hand.days if FIRST <= day <= LAST}
    assert found == {day: by_hand.row(day) for day in found}
    assert max(found.values()) > 7
