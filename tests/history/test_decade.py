"""Every figure of ten years of history, counted once more in another way."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from statistics import fmean

import pytest

from app.history import stats
from app.history.rows import SessionRow
from app.history.search import Sought, count, find
from app.history.store import Store, open_store
from app.plan.report import report
from app.ui.charts.weeks import weeks_between
from app.ui.pages.ranges import RANGES, days_of

from .decade import FIRST, LAST, Decade, write

SPANS = [
    *(key for key, _, _ in RANGES),
    (date(2020, 3, 28), date(2020, 3, 30)),
    (date(2019, 12, 30), date(2020, 1, 5)),
    (LAST, LAST),
]


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Decade]]:
    with closing(open_store(tmp_path_factory.mktemp("decade") / "history.db")) as store:
        yield store, write(store)


@pytest.fixture(params=SPANS, ids=str)
def span(request: pytest.FixtureRequest) -> tuple[date, date]:
    first, last = days_of(request.param, LAST, FIRST)
    return first, last


def own_day(session: SessionRow) -> date:
    """The person's day, by their own clock less four hours."""
    clock = datetime.fromisoformat(session.started_utc).astimezone(timezone(timedelta(seconds=session.utc_offset_s)))
    return (clock - timedelta(hours=4)).date()


def within(decade: Decade, span: tuple[date, date]) -> list[SessionRow]:
    return [one for one in decade.sessions if span[0] <= own_day(one) <= span[1]]


def texts(span: tuple[date, date]) -> tuple[str, str]:
    return span[0].isoformat(), span[1].isoformat()


def test_it_is_ten_years_with_gaps_travel_and_clocks_that_change(decade: tuple[Store, Decade]) -> None:
    _, written = decade
    days = sorted({own_day(one) for one in written.sessions})
    assert len(written.sessions) > 3000
    assert (days[-1] - days[0]).days > 3600
    assert max((after - before).days for before, after in itertools.pairwise(days)) > 20
    assert len({one.utc_offset_s for one in written.sessions}) >= 6
    assert {one.outcome for one in written.sessions} == {"completed", "partial", "interrupted", "by hand"}


def test_totals_days_and_runs(decade: tuple[Store, Decade], span: tuple[date, date]) -> None:
    store, written = decade
    mine = within(written, span)
    by_day: dict[date, float] = defaultdict(float)
    for one in mine:
        by_day[own_day(one)] += one.played_s
    found = stats.totals(store, *texts(span))
    assert (found.sessions, found.days) == (len(mine), len(by_day))
    assert found.played_s == pytest.approx(sum(by_day.values()))
    assert stats.days(store, *texts(span)) == {str(day): pytest.approx(value) for day, value in by_day.items()}
    run = longest = 0
    for number in range((span[1] - span[0]).days + 1):
        run = run + 1 if span[0] + timedelta(days=number) in by_day else 0
        longest = max(longest, run)
    assert stats.longest_run(by_day) == longest
    assert stats.first_day(store) == str(min(map(own_day, written.sessions)))


def test_minutes_a_week_by_kind(decade: tuple[Store, Decade], span: tuple[date, date]) -> None:
    store, written = decade
    expected: dict[tuple[date, str], float] = defaultdict(float)
    steps = defaultdict(list)
    for step in written.steps:
        steps[step.session_id].append(step)
    for one in within(written, span):
        monday = date.fromordinal(own_day(one).toordinal() // 7 * 7 + 1)  # day 1 was a Monday
        monday -= timedelta(days=7) if monday > own_day(one) else timedelta(0)
        for step in steps[one.id]:
            expected[monday, step.kind] += step.done_s
        if not steps[one.id]:
            expected[monday, "other"] += one.played_s
    found = stats.weeks(store, *texts(span))
    assert {(date.fromisoformat(one.monday), one.kind): one.seconds for one in found} == {
        key: pytest.approx(value) for key, value in expected.items() if value
    }
    shown = weeks_between(found, *span)
    assert sum(week.total_s for week in shown) == pytest.approx(sum(expected.values()))
    assert [week.monday for week in shown] == sorted({week.monday for week in shown})
    assert all((after.monday - before.monday).days == 7 for before, after in itertools.pairwise(shown))


def test_pain_and_its_smoothed_line(decade: tuple[Store, Decade], span: tuple[date, date]) -> None:
    store, written = decade
    rated = [
        one for one in within(written, span) if (one.pain_before, one.pain_during, one.pain_after) != (None, None, None)
    ]
    rated.sort(key=lambda one: (own_day(one), one.started_utc))
    found = stats.pains(store, *texts(span))
    assert [(one.day, one.before, one.during, one.after) for one in found] == [
        (str(own_day(one)), one.pain_before, one.pain_during, one.pain_after) for one in rated
    ]
    values = [(own_day(one), float(one.pain_after)) for one in rated if one.pain_after is not None]
    line = dict(stats.smoothed(values))
    for day in [*line][:: max(1, len(line) // 50)]:
        near = [value for other, value in values if abs((other - day).days) <= stats.SMOOTH_DAYS]
        assert line[day] == pytest.approx(fmean(near))


def test_what_was_done_most(decade: tuple[Store, Decade], span: tuple[date, date]) -> None:
    store, written = decade
    mine = {one.id for one in within(written, span)}
    done = [step for step in written.steps if step.session_id in mine and step.outcome in ("done", "partial")]
    found = stats.most_done(store, *texts(span), limit=99)
    assert {one.id for one in found} == {step.exercise_id for step in done}
    for one in found:
        of_it = [step for step in done if step.exercise_id == one.id]
        reps = [step.reps_done for step in of_it if step.reps_done is not None]
        assert one.sessions == len({step.session_id for step in of_it})
        assert one.seconds == pytest.approx(sum(step.done_s for step in of_it))
        assert one.reps == (sum(reps) if reps else None)
    assert [one.sessions for one in found] == sorted((one.sessions for one in found), reverse=True)


@pytest.mark.parametrize(
    "sought",
    [
        Sought(),
        Sought("stiff"),
        Sought("NECK sti"),
        Sought("relief walk"),
        Sought(kinds=frozenset({"heat", "breath"})),
        Sought(areas=frozenset({"neck"}), outcomes=frozenset({"partial", "by hand"})),
        Sought("box", from_day="2020-01-01", to_day="2020-12-31"),
        Sought("nothing is called that"),
    ],
    ids=str,
)
def test_the_list_and_what_is_found_in_it(decade: tuple[Store, Decade], sought: Sought) -> None:
    store, written = decade

    def fits(one: SessionRow) -> bool:
        said = f"{one.title} {one.note or ''}".lower().replace("-", " ").replace(",", " ").split()
        return (
            all(any(word.startswith(part) for word in said) for part in sought.words.lower().split())
            and (not sought.kinds or bool(sought.kinds & {*one.kinds}))
            and (not sought.areas or bool(sought.areas & {*one.areas}))
            and (not sought.outcomes or one.outcome in sought.outcomes)
            and sought.from_day <= str(own_day(one)) <= sought.to_day
        )

    expected = sorted(filter(fits, written.sessions), key=lambda one: (one.started_utc, one.id), reverse=True)
    assert count(store, sought) == len(expected)
    pages = [find(store, sought, limit=50, offset=offset) for offset in (0, 50, 2000)]
    assert pages == [expected[offset : offset + 50] for offset in (0, 50, 2000)]


def test_the_sheet(decade: tuple[Store, Decade], span: tuple[date, date]) -> None:
    store, written = decade
    mine = within(written, span)
    told = report(store, {}, *span, LAST)
    assert told.totals.sessions == len(mine) == sum(count for _, count in told.weeks)
    by_week = Counter(own_day(one) - timedelta(days=own_day(one).weekday()) for one in mine)
    assert {monday: count for monday, count in told.weeks if count} == by_week
    shared = [one for one in mine if one.share and one.note]
    assert sorted((note.day, note.text) for note in told.notes) == sorted((own_day(one), one.note) for one in shared)


def test_the_views(decade: tuple[Store, Decade]) -> None:
    store, written = decade
    by_day: dict[str, list[SessionRow]] = defaultdict(list)
    for one in written.sessions:
        by_day[str(own_day(one))].append(one)
    daily = {
        row[0]: row[1:] for row in store.read("SELECT day, sessions, minutes, worst_before, worst_after FROM daily")
    }
    assert daily == {
        day: (
            len(those),
            pytest.approx(sum(one.played_s for one in those) / 60, abs=0.051),
            max((one.pain_before for one in those if one.pain_before is not None), default=None),
            max((one.pain_after for one in those if one.pain_after is not None), default=None),
        )
        for day, those in by_day.items()
    }
    weekly = store.read("SELECT sum(sessions), sum(days) FROM weekly")
    assert weekly == [(len(written.sessions), len(by_day))]
    rated = [one for one in written.sessions if one.pain_before is not None and one.pain_after is not None]
    changes = store.read("SELECT count(*), sum(change) FROM pain_change")
    assert changes == [(len(rated), sum((one.pain_after or 0) - (one.pain_before or 0) for one in rated))]
    totals = store.read("SELECT sum(sessions) FROM exercise_totals")
    done = {(s.exercise_id, s.session_id) for s in written.steps if s.outcome in ("done", "partial")}
    assert totals == [(len(done),)]
