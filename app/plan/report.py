"""What a person's clinician is told of some days: what was planned and done, how it felt, and what may be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean

from app.history import diary, stats
from app.history.diary import CheckIn
from app.history.stats import Exercise, PainOf, Totals
from app.history.store import Store
from app.plan.adherence import Adherence, adherence
from app.plan.reading import read
from app.routine.model import Programme

MOST_EXERCISES = 100
_SIDES = {("left", "right"): "left and right", ("left",): "left", ("right",): "right", ("alternating",): "alternating"}
_ENDS_DAYS = 14  # beginning and end of a range, whose pain is compared


@dataclass(frozen=True)
class Performed:
    """One exercise, how often it was done, and in which doses, the usual one first."""

    exercise: Exercise
    doses: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """One of the person's own markers over time, 0 cannot do it to 10 no trouble, or the pain of an area, 0 to 10."""

    name: str
    values: tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class Note:
    """Something the person lets be read."""

    day: date
    about: str
    text: str


@dataclass(frozen=True)
class Report:
    """All of it, for the days from `first` to `last`, both included."""

    first: date
    last: date
    name: str = ""
    adherence: Adherence = field(default_factory=Adherence)
    totals: Totals = field(default_factory=lambda: Totals(0, 0, 0.0))
    weeks: tuple[tuple[date, int], ...] = ()  # sessions by Monday, weeks without any too
    pains: tuple[PainOf, ...] = ()
    markers: tuple[Course, ...] = ()
    areas: tuple[Course, ...] = ()
    exercises: tuple[Performed, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def sessions_a_week(self) -> float:
        """The mean over the whole range, weeks without any counted."""
        return self.totals.sessions / (((self.last - self.first).days + 1) / 7)


def report(
    store: Store, programmes: Mapping[str, Programme], first: date, last: date, today: date, name: str = ""
) -> Report:
    """Read it from the history. Raises HistoryUnavailable."""
    span = first.isoformat(), last.isoformat()
    known = read(store, today, first)
    checked = diary.between(store, *span)
    return Report(
        first,
        last,
        name,
        adherence(known.plan, programmes, known.history, first, last, today),
        stats.totals(store, *span),
        _weeks(stats.counts(store, *span), first, last),
        tuple(stats.pains(store, *span)),
        _markers(checked),
        _areas(checked),
        _performed(store, *span),
        _notes(store, checked, *span),
    )


def ends_of(pains: Sequence[PainOf]) -> tuple[float, float] | None:
    """Return the mean pain of the first two weeks in which any was told and of the last two; None for less than four.

    Of each session what was told after it counts, or else before. Between the two there is at least a day.
    """
    told = [(date.fromisoformat(one.day), one.before if one.after is None else one.after) for one in pains]
    values = [(day, value) for day, value in told if value is not None]
    if not values or (values[-1][0] - values[0][0]).days < 2 * _ENDS_DAYS:
        return None
    span = timedelta(days=_ENDS_DAYS)
    begin = [value for day, value in values if day < values[0][0] + span]
    end = [value for day, value in values if day > values[-1][0] - span]
    return fmean(begin), fmean(end)


def _weeks(counted: Mapping[str, int], first: date, last: date) -> tuple[tuple[date, int], ...]:
    monday, found = first - timedelta(days=first.weekday()), []
    while monday <= last:
        found.append((monday, counted.get(monday.isoformat(), 0)))
        monday += timedelta(days=7)
    return tuple(found)


def _markers(checked: Sequence[CheckIn]) -> tuple[Course, ...]:
    """Return the markers rated last, three at most, each with all its ratings."""
    rated = [(date.fromisoformat(one.day), one.markers) for one in checked if one.markers]
    names = dict.fromkeys(marker.text for _, markers in reversed(rated) for marker in markers)
    found = []
    for name in [*names][:3]:
        values = [(day, one.ease) for day, markers in rated for one in markers if one.text == name]
        found.append(Course(name, tuple((day, ease) for day, ease in values if ease is not None)))
    return tuple(one for one in found if one.values)


def _areas(checked: Sequence[CheckIn]) -> tuple[Course, ...]:
    """Return the pain of each area that was told without a session, the one told most often first."""
    told: dict[str, list[tuple[date, int]]] = {}
    for one in checked:
        for area, pain in one.pain.items():
            told.setdefault(area, []).append((date.fromisoformat(one.day), pain))
    ordered = sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Course(area, tuple(values)) for area, values in ordered)


def _performed(store: Store, from_day: str, to_day: str) -> tuple[Performed, ...]:
    sides: dict[str, dict[str, list[str]]] = {}
    for one in stats.doses(store, from_day, to_day):
        sides.setdefault(one.exercise_id, {}).setdefault(one.dose, []).append(one.side)
    return tuple(
        Performed(one, tuple(_dose(dose, of) for dose, of in sides.get(one.id, {}).items()))
        for one in stats.most_done(store, from_day, to_day, MOST_EXERCISES)
    )


def _dose(dose: str, sides: Sequence[str]) -> str:
    words = _SIDES.get(tuple(sorted(set(sides) - {"both"})), "")
    return f"{dose}, {words}" if words and dose else dose or words


def _notes(store: Store, checked: Sequence[CheckIn], from_day: str, to_day: str) -> tuple[Note, ...]:
    """Return what may be read, the newest first; of medicines the person's own words and nothing else."""
    notes = [
        Note(date.fromisoformat(one.day), one.title, one.note) for one in stats.shared_notes(store, from_day, to_day)
    ]
    for one in checked:
        if one.share:
            texts = (("Diary", one.note), ("Medicine, in their own words", one.medicine))
            notes += [Note(date.fromisoformat(one.day), about, text) for about, text in texts if text]
    return tuple(sorted(notes, key=lambda one: one.day, reverse=True))
