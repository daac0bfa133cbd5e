"""The plan as it stands: what the changes of it come to, for any day of the past as for today."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from app.plan.events import (
    Left,
    Missed,
    MissedRule,
    Moved,
    Paused,
    PlanEvent,
    Put,
    PutBack,
    Returned,
    Skipped,
    Started,
    Swapped,
    TakenOff,
    Turned,
    TurnedBack,
    WentOn,
    in_order,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from the first to the one before `until`; without an end where that is None."""

    first: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Entry:
    """A routine on days of the week, for as long as it stood so."""

    id: str
    routine: str
    weekdays: frozenset[int]
    time_s: float | None
    span: Span

    def is_on(self, day: date) -> bool:
        """Whether it is planned for a day, as far as it alone can tell."""
        return day in self.span and day.weekday() in self.weekdays


@dataclass(frozen=True)
class Pause:
    """Days on which the whole plan rests."""

    span: Span
    reason: Literal["", "holiday", "ill"] = ""


@dataclass(frozen=True)
class Move:
    """An item of one day, done at another time or on another day."""

    item: str
    on: date
    to: date
    time_s: float | None


@dataclass(frozen=True)
class Run:
    """A programme that was started, with all that was chosen about it since."""

    id: str
    programme: str
    first: date
    times_s: dict[str, float | None]  # of its morning, evening and other sessions
    rules: tuple[tuple[date, Missed], ...]  # each from its day on
    away: tuple[Span, ...] = ()
    turns: tuple[tuple[date, int], ...] = ()  # on that day, at the first day of that week
    swaps: tuple[tuple[date, str, str], ...] = ()

    def is_away(self, day: date) -> bool:
        """Whether it was left on that day."""
        return any(day in span for span in self.away)

    def rule(self, day: date) -> Missed:
        """Return what is done about missed days, as chosen by that day."""
        place = bisect_right(self.rules, day, key=lambda rule: rule[0])
        return self.rules[max(0, place - 1)][1]

    def turned(self, day: date) -> int | None:
        """Return the week whose first day it is on that day by choice; the last choice counts."""
        return next((week for on, week in reversed(self.turns) if on == day), None)

    def instead_of(self, routine: str, day: date) -> str:
        """Return the routine that is done on a day where the programme names this one."""
        others = (other for on, one, other in reversed(self.swaps) if one == routine and on <= day)
        return next(others, routine)


@dataclass(frozen=True)
class Plan:
    """Everything that was ever planned. Ask it for a day."""

    entries: tuple[Entry, ...] = ()
    runs: tuple[Run, ...] = ()
    pauses: tuple[Pause, ...] = ()
    skipped: frozenset[tuple[str, date]] = frozenset()
    moves: dict[tuple[str, date], Move] = field(default_factory=dict)

    def pause(self, day: date) -> Pause | None:
        """Return the pause a day lies in."""
        return next((pause for pause in reversed(self.pauses) if day in pause.span), None)

    def entries_on(self, day: date) -> list[Entry]:
        """Return what the weekdays have for a day, in the order it was put on the plan."""
        return [entry for entry in self.entries if entry.is_on(day)]

    def moved_to(self, day: date) -> list[Move]:
        """Return what other days have given to this one."""
        return [move for move in self.moves.values() if move.to == day and move.on != day]

    def is_chosen(self, item: str, day: date) -> bool:
        """Whether an item was skipped or moved on a day."""
        return (item, day) in self.skipped or (item, day) in self.moves

    def is_any(self, day: date) -> bool:
        """Whether anything at all is on the plan by that day: a routine on some weekday, or a programme."""
        return any(day in entry.span for entry in self.entries) or any(
            run.first <= day and not run.is_away(day) for run in self.runs
        )

    def run(self, run_id: str) -> Run | None:
        """Return a programme that was started."""
        return next((run for run in self.runs if run.id == run_id), None)


def planned(events: Iterable[PlanEvent]) -> Plan:
    """Fold the changes of the plan into what they come to."""
    folding = _Folding()
    for event in in_order(events):
        folding.take(event)
    return Plan(
        tuple(folding.entries),
        tuple(folding.runs.values()),
        tuple(folding.pauses),
        frozenset(folding.skipped),
        folding.moves,
    )


class _Folding:
    """A plan in the making: ten years of changes are not copied at each of them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.runs: dict[str, Run] = {}
        self.pauses: list[Pause] = []
        self.skipped: set[tuple[str, date]] = set()
        self.moves: dict[tuple[str, date], Move] = {}

    def take(self, event: PlanEvent) -> None:
        change, day = event.change, event.day
        match change:
            case Put():
                self._end_entry(change.entry, day)
                self.entries.append(Entry(change.entry, change.routine, change.weekdays, change.time_s, Span(day)))
            case TakenOff():
                self._end_entry(change.entry, day)
            case Paused():
                self._end_pause(day)
                self.pauses.append(Pause(Span(day, change.until), change.reason))
            case WentOn():
                self._end_pause(day)
            case Skipped():
                self.skipped.add((change.item, change.on))
            case Moved():
                self.moves[change.item, change.on] = Move(change.item, change.on, change.to, change.time_s)
            case PutBack():
                self.skipped.discard((change.item, change.on))
                self.moves.pop((change.item, change.on), None)
            case Started():
                self.runs[change.run] = _begun(change)
            case _:
                if run := self.runs.get(change.run):
                    self.runs[change.run] = _changed(run, event)

    def _end_entry(self, entry_id: str, day: date) -> None:
        for index, entry in enumerate(self.entries):
            if entry.id == entry_id and entry.span.until is None:
                self.entries[index] = replace(entry, span=_until(entry.span, day))

    def _end_pause(self, day: date) -> None:
        for index, pause in enumerate(self.pauses):
            if pause.span.until is None or pause.span.until > day:
                self.pauses[index] = replace(pause, span=_until(pause.span, day))


def _until(span: Span, day: date) -> Span:
    return Span(span.first, max(day, span.first))


def _begun(change: Started) -> Run:
    times_s = {"morning": change.morning_s, "any": change.any_s, "evening": change.evening_s}
    return Run(change.run, change.programme, change.on, times_s, ((change.on, change.missed),))


def _changed(run: Run, event: PlanEvent) -> Run:
    change, day = event.change, event.day
    match change:
        case Left():
            return run if run.is_away(day) else replace(run, away=(*run.away, Span(max(day, run.first))))
        case Returned():
            back = (_until(span, day) if span.until is None else span for span in run.away)
            return replace(run, away=tuple(back))
        case Swapped():
            return replace(run, swaps=(*run.swaps, (day, change.routine, change.other)))
        case Turned():
            return replace(run, turns=(*run.turns, (change.on, change.week)))
        case TurnedBack():
            return replace(run, turns=tuple(turn for turn in run.turns if turn[0] != change.on))
        case MissedRule():
            return replace(run, rules=tuple(sorted([*run.rules, (max(day, run.first), change.missed)], key=_by_day)))
        case _:
            return run


def _by_day(rule: tuple[date, Missed]) -> date:
    return rule[0]
