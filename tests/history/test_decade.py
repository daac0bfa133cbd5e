"""Every figure of ten years of history, counted once more in another way."""

import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from statistics import fmean

import pytest

from app.history import stats
from app.history.rows import SessionRow, StepRow
from app.history.search import Sought, count, find
from app.history.store import Store
from app.plan.report import report
from app.ui.charts.weeks import weeks_between
from app.ui.pages.ranges import RANGES, days_of

from .decade import FIRST, HOME, LAST, Decade

SPANS = [
    *(key for key, _, _ in RANGES),
    (date(2020, 3, 28), date(2020, 3, 30)),
    (date(2019, 12, 30), date(2020, 1, 5)),
    (LAST, LAST),
]


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


def words_in(text: str) -> list[str]:
    """Letters and figures, without case and accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", plain.lower())


def texts(span: tuple[date, date]) -> tuple[str, str]:
    return span[0].isoformat(), span[1].isoformat()


def test_it_is_ten_years_with_gaps_travel_and_clocks_that_change(decade: tuple[Store, Decade]) -> None:
    store, written = decade
    days = sorted({own_day(one) for one in written.sessions})
    assert len(written.sessions) > 4000
    assert (days[-1] - days[0]).days > 3600
    assert max((after - before).days for before, after in itertools.pairwise(days)) > 20
    assert {one.utc_offset_s for one in written.sessions} >= {3600, 7200, -14_400, -18_000, 32_400, 20_700}
    assert {one.outcome for one in written.sessions} == {None, "completed", "partial", "interrupted", "by hand"}
    assert {one.outcome for one in written.steps} == {"done", "partial", "skipped", "hurt"}
    assert any(one.swapped_from for one in written.steps)
    assert {one.kind for one in written.events} == {"put", "taken off", "paused", "went on", "skipped", "moved"}
    assert len({one.name for one in written.steps if one.exercise_id == "wall-angel"}) == 2
    assert date(2020, 2, 29) in days
    assert any(own_day(one) < datetime.fromisoformat(one.started_utc).date() for one in written.sessions)
    assert any(own_day(one).year < datetime.fromisoformat(one.started_utc).year for one in written.sessions)
    assert any(one.played_s == 0 for one in written.sessions)
    counts = "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM steps), (SELECT count(*) FROM check_ins)"
    assert store.read(counts) == [(len(written.sessions), len(written.steps), len(written.check_ins))]
    assert store.read("SELECT count(*) FROM tombstones WHERE row_id NOT IN (SELECT id FROM sessions)") == [
        (written.deleted,)
    ]
    put_right = "SELECT count(DISTINCT row_id) FROM audit WHERE earlier NOT LIKE '%routine_id%' AND table_name = ?"
    assert store.connection.execute(put_right, ["sessions"]).fetchone() == (written.put_right,)


def test_the_hour_that_is_there_twice_and_the_one_that_is_not_are_of_the_day_before(
    decade: tuple[Store, Decade],
) -> None:
    _, written = decade
    for sunday in (date(2019, 3, 31), date(2019, 10, 27)):
        night = [datetime(*sunday.timetuple()[:3], 2, 30, fold=fold, tzinfo=HOME).timestamp() for fold in (0, 1)]
        found = [one for one in written.sessions if datetime.fromisoformat(one.started_utc).timestamp() in night]
        assert len(found) == 2
        assert len({one.started_utc for one in found}) == 2
        assert {one.day for one in found} == {str(sunday - timedelta(days=1))}


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
        assert one.name == max(of_it, key=lambda step: step.started_utc).name
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
        Sought("mude UBUNG"),
        Sought("naïve"),
        Sought("腰が"),
        Sought("100 today"),
        Sought("'; DROP TABLE"),
        Sought("put-right later", outcomes=frozenset({"completed"})),
    ],
    ids=str,
)
def test_the_list_and_what_is_found_in_it(decade: tuple[Store, Decade], sought: Sought) -> None:
    store, written = decade

    def fits(one: SessionRow) -> bool:
        said = words_in(f"{one.title} {one.note or ''}")
        return (
            all(any(word.startswith(part) for word in said) for part in words_in(sought.words))
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
    shared = [(own_day(one), one.note) for one in mine if one.share and one.note]
    checked = [one for one in written.check_ins if texts(span)[0] <= one.day <= texts(span)[1]]
    shared += [
        (date.fromisoformat(one.day), text) for one in checked if one.share for text in (one.note, one.medicine) if text
    ]
    assert Counter((note.day, note.text) for note in told.notes) == Counter(shared)
    assert [note.day for note in told.notes] == sorted((note.day for note in told.notes), reverse=True)
    for courses, given in (
        (told.areas, [(one.day, area, pain) for one in checked for area, pain in one.pain.items()]),
        (told.markers, [(one.day, marker.text, marker.ease) for one in checked for marker in one.markers]),
    ):
        assert {one.name for one in courses} == {name for _, name, _ in given}
        for course in courses:
            values = [(str(day), value) for day, value in course.values]
            assert values == [(day, value) for day, name, value in given if name == course.name]


def test_daily(decade: tuple[Store, Decade]) -> None:
    store, written = decade
    by_day: dict[str, list[SessionRow]] = defaultdict(list)
    for one in written.sessions:
        by_day[str(own_day(one))].append(one)
    assert store.read("SELECT day, sessions, minutes, worst_before, worst_after FROM daily ORDER BY day") == [
        (
            day,
            len(those),
            pytest.approx(sum(one.played_s for one in those) / 60, abs=0.051),
            max((one.pain_before for one in those if one.pain_before is not None), default=None),
            max((one.pain_after for one in those if one.pain_after is not None), default=None),
        )
        for day, those in sorted(by_day.items())
    ]


def test_weekly(decade: tuple[Store, Decade]) -> None:
    store, written = decade
    by_week: dict[tuple[int, int], list[SessionRow]] = defaultdict(list)
    for one in written.sessions:
        by_week[own_day(one).isocalendar()[:2]].append(one)
    assert store.read("SELECT * FROM weekly ORDER BY week") == [
        (
            str(date.fromisocalendar(*week, 1)),
            len(those),
            len({own_day(one) for one in those}),
            pytest.approx(sum(one.played_s for one in those) / 60, abs=0.051),
            mean([one.pain_before for one in those]),
            mean([one.pain_after for one in those]),
        )
        for week, those in sorted(by_week.items())
    ]


def mean(pains: list[int | None]) -> object:
    told = [pain for pain in pains if pain is not None]
    return pytest.approx(fmean(told), abs=0.051) if told else None


def test_exercise_totals(decade: tuple[Store, Decade]) -> None:
    store, written = decade
    by_exercise: dict[tuple[str, str], list[StepRow]] = defaultdict(list)
    for step in written.steps:
        if step.outcome in ("done", "partial"):
            by_exercise[step.exercise_id, step.kind].append(step)
    rows = store.read(
        "SELECT exercise_id, kind, name, sessions, reps, minutes, first_utc, last_utc FROM exercise_totals"
    )
    assert sorted(rows) == [
        (
            *key,
            max(step.name for step in those),
            len({step.session_id for step in those}),
            sum(step.reps_done or 0 for step in those),
            pytest.approx(sum(step.done_s for step in those) / 60, abs=0.051),
            min(step.started_utc for step in those),
            max(step.started_utc for step in those),
        )
        for key, those in sorted(by_exercise.items())
    ]


def test_pain_change(decade: tuple[Store, Decade]) -> None:
    store, written = decade
    rows = store.read("SELECT session_id, day, title, pain_before, pain_after, change, settled FROM pain_change")
    assert sorted(rows) == sorted(
        (
            one.id,
            str(own_day(one)),
            one.title,
            one.pain_before,
            one.pain_after,
            one.pain_after - one.pain_before,
            settled,
        )
        for one in written.sessions
        for settled in (None if one.settled is None else int(one.settled),)
        if one.pain_before is not None and one.pain_after is not None
    )
