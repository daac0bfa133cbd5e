"""The bundled programmes, each day laid out."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from app.plan.sessions import as_planned
from app.play.layout import lay_out
from app.play.timeline import Timeline
from app.routine.catalog import usable
from app.routine.dose import dose_of
from app.routine.model import BreathDose, Day, ExerciseStep, PlannedSession, Programme
from app.routine.safety import is_478
from tests.routine.written import bundled

PROGRAMMES = usable(bundled().programmes)
ROUTINES = usable(bundled().routines)
EXERCISES = bundled().usable_exercises
SMALLEST_STRENGTH = "two-minute-raise"  # may be done 5 days a week (source: ANDERSEN2011)


def laid_out(session: PlannedSession) -> Timeline:
    routine = as_planned(ROUTINES[session.routine], session, EXERCISES)
    return lay_out(session.routine, routine, EXERCISES)


def minutes(day: Day, optional: bool = False) -> float:
    """Return how long a day's sessions last together, those that are optional only when asked for."""
    return sum(laid_out(one).total_s for one in day.sessions if optional or not one.optional) / 60


def days_of(programme: Programme) -> list[Day]:
    return [day for week in programme.weeks for day in week.days]


def is_strength(day: Day) -> bool:
    return any(ROUTINES[one.routine].group == "strength" for one in day.sessions if one.routine != SMALLEST_STRENGTH)


def test_the_three_programmes_are_there_with_as_many_weeks_as_they_say() -> None:
    weeks = {slug: len(programme.weeks) for slug, programme in PROGRAMMES.items()}
    assert weeks == {"upper-back-4-weeks": 4, "desk-worker": 2, "calm": 4}
    for slug, count in weeks.items():
        assert PROGRAMMES[slug].title.endswith(f": {count} weeks")


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_each_day_of_each_programme_can_be_laid_out(slug: str) -> None:
    for day in days_of(PROGRAMMES[slug]):
        assert day.sessions or day.rest_day
        for session in day.sessions:
            assert laid_out(session).total_s > 60


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_each_week_has_one_rest_day_with_nothing_that_must_be_done(slug: str) -> None:
    for week in PROGRAMMES[slug].weeks:
        rest = [day for day in week.days if day.rest_day]
        assert len(rest) == 1
        assert minutes(rest[0]) == 0


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_strength_days_have_a_day_off_between_and_are_two_or_three_a_week(slug: str) -> None:
    programme = PROGRAMMES[slug]
    assert not [1 for day, following in pairwise(days_of(programme)) if is_strength(day) and is_strength(following)]
    for week in programme.weeks:
        assert sum(is_strength(day) for day in week.days) in (0, 2, 3)


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_a_programme_says_what_it_is_for_when_to_get_advice_and_where_it_comes_from(slug: str) -> None:
    programme = PROGRAMMES[slug]
    assert programme.before_you_start
    assert programme.get_advice_if
    assert programme.afterwards
    assert programme.sources


# --- upper back ------------------------------------------------------------------------------------------------------


def test_the_upper_back_programme_takes_ten_to_twenty_five_minutes_a_day_or_less() -> None:
    days = days_of(PROGRAMMES["upper-back-4-weeks"])
    assert 10 <= max(minutes(day) for day in days) <= 17
    assert max(minutes(day, optional=True) for day in days) <= 25


def test_the_first_strength_week_has_one_set_of_each_move() -> None:
    week = PROGRAMMES["upper-back-4-weeks"].weeks[1]
    strength = [one for day in week.days if is_strength(day) for one in day.sessions]
    assert [one.most_sets for one in strength] == [1, 1]
    assert {part.sets for one in strength for part in laid_out(one).parts} == {1}


# --- desk worker -----------------------------------------------------------------------------------------------------


def test_the_desk_worker_s_breaks_are_three_a_day_of_one_to_three_minutes() -> None:
    breaks = PROGRAMMES["desk-worker"].desk_breaks
    assert breaks is not None
    assert breaks.per_workday == 3
    for slug in (breaks.routine, *breaks.swap_with):
        assert 60 <= laid_out(PlannedSession(routine=slug)).total_s <= 180
        assert ROUTINES[slug].group == "desk"


def test_a_desk_worker_has_one_longer_session_each_workday_and_none_that_must_be_done_at_the_weekend() -> None:
    for week in PROGRAMMES["desk-worker"].weeks:
        for day in week.days[:5]:
            assert sum(not one.optional for one in day.sessions) == 1
            assert 6 <= minutes(day) <= 12
        for day in week.days[5:]:
            assert minutes(day) == 0


# --- calm ------------------------------------------------------------------------------------------------------------


def holds_the_breath(session: PlannedSession) -> bool:
    return any(phase.name == "hold" for dose in breath_doses(session) for phase in dose.breath.phases)


def breath_doses(session: PlannedSession) -> Iterator[BreathDose]:
    for step in ROUTINES[session.routine].steps:
        if isinstance(step, ExerciseStep):
            dose = dose_of(step, EXERCISES[step.exercise])
            if isinstance(dose, BreathDose):
                yield dose


def test_calm_grows_from_five_minutes_a_day_to_fifteen() -> None:
    weeks = PROGRAMMES["calm"].weeks
    bounds = [(5, 6), (8, 10), (10, 12), (14, 16)]
    for week, (least, most) in zip(weeks, bounds, strict=True):
        for day in week.days[:6]:
            assert least <= minutes(day) <= most, week.focus


def test_calm_has_no_breath_hold_in_its_first_week() -> None:
    days = days_of(PROGRAMMES["calm"])
    assert not [one.routine for day in days[:7] for one in day.sessions if holds_the_breath(one)]
    assert [one.routine for day in days[7:] for one in day.sessions if holds_the_breath(one)]


def test_calm_has_four_breaths_of_4_7_8_at_most_and_once_a_day() -> None:
    for day in days_of(PROGRAMMES["calm"]):
        doses = [dose for one in day.sessions for dose in breath_doses(one) if is_478(dose.breath)]
        assert [dose.cycles for dose in doses] in ([], [4])


def test_who_would_rather_not_watch_their_breath_has_another_session_on_each_day_of_calm() -> None:
    for day in days_of(PROGRAMMES["calm"]):
        for session in day.sessions:
            if ROUTINES[session.routine].group == "breathing":
                assert session.swap is not None
                assert ROUTINES[session.swap].group not in ("breathing", "relaxation")
