"""What a programme's rule says now, and what is asked in the morning."""

from app.plan.advice import advice, to_settle
from app.plan.done import by_day
from app.plan.events import Change, Started, Turned
from app.plan.planned import Run
from app.plan.progress import Rating

from .made import day, done, plan, programme, rated

PROGRAMME = programme(["a", "-", "b"])
STARTED = (0, Started(run="r", programme="p", on=day(0)))


def run(*changes: tuple[int, Change]) -> Run:
    return plan(STARTED, *changes).runs[0]


def test_nothing_is_said_before_a_session_is_rated() -> None:
    history = by_day([done(0, "a", rating=Rating())])
    assert advice(run(), PROGRAMME, history, day(1)) is None


def test_two_green_sessions_in_a_row_let_it_go_up() -> None:
    one, two = done(0, "a", rating=rated()), done(2, "b", rating=rated())
    assert (said := advice(run(), PROGRAMME, by_day([one]), day(2))) is not None
    assert said.go == "stay"
    assert (said := advice(run(), PROGRAMME, by_day([one, two]), day(2))) is not None
    assert said.go == "up"


def test_a_rise_of_two_points_offers_the_gentler_week() -> None:
    history = by_day([done(0, "a", rating=rated(before=1, after=3))])
    assert (said := advice(run(), PROGRAMME, history, day(1))) is not None
    assert said.go == "ease"


def test_no_pain_at_all_has_nothing_to_settle() -> None:
    history = by_day([done(n, "a", rating=rated(0, 0, None)) for n in (0, 2)])
    assert (said := advice(run(), PROGRAMME, history, day(3))) is not None
    assert said.go == "up"


def test_only_sessions_of_the_programme_since_its_week_was_chosen_count() -> None:
    bad = done(0, "a", rating=rated(before=1, after=8))
    turned = run((1, Turned(run="r", on=day(2), week=1)))
    assert advice(turned, PROGRAMME, by_day([bad]), day(3)) is None
    assert advice(turned, PROGRAMME, by_day([bad]), day(1)) is not None
    assert advice(run(), PROGRAMME, by_day([done(0, "z", rating=rated())]), day(1)) is None


def test_the_morning_after_it_is_asked_once_whether_it_settled() -> None:
    sore = done(0, "a", rating=rated(settled=None))
    assert to_settle(by_day([sore]), day(1)) == sore
    assert to_settle(by_day([sore]), day(0)) is None
    assert to_settle(by_day([done(0, "a", rating=rated(settled=False))]), day(1)) is None


def test_it_is_not_asked_where_nothing_hurt_was_told_or_too_long_ago() -> None:
    assert to_settle(by_day([done(0, "a", rating=rated(0, 0, None))]), day(1)) is None
    assert to_settle(by_day([done(0, "a", rating=Rating())]), day(1)) is None
    sore = done(0, "a", rating=rated(settled=None))
    assert to_settle(by_day([sore]), day(3)) == sore
    assert to_settle(by_day([sore]), day(4)) is None
    assert to_settle(by_day([sore, done(1, "b", rating=rated(0, 0, None))]), day(2)) is None
