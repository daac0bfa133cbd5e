"""What a programme's rule says after a run of sessions, and in which words."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan.progress import Colour, Rating, colour, next_step
from app.routine.model import Progression
from tests.routine.written import bundled

RULE = Progression()
GREEN = Rating(before=3, during=3, after=2, settled=True)
UNKNOWN = Rating(before=3, during=3, after=2)
AMBER = Rating(before=3, during=4, after=4, settled=True)
RED = Rating(before=5, during=6, after=5)
RISEN = Rating(before=0, during=1, after=2, settled=True)

pain = st.none() | st.integers(0, 10)
ratings = st.lists(st.builds(Rating, pain, pain, pain, st.none() | st.booleans()), max_size=6)


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        (Rating(during=0, settled=True), "green"),
        (Rating(during=3, settled=True), "green"),
        (Rating(after=3, settled=True), "green"),
        (Rating(during=3, settled=False), "amber"),
        (Rating(during=3), None),
        (Rating(during=4, settled=True), "amber"),
        (Rating(during=5), "amber"),
        (Rating(during=2, after=5, settled=True), "amber"),
        (Rating(during=6, settled=True), "red"),
        (Rating(during=10), "red"),
        (Rating(before=7, settled=True), None),
        (Rating(), None),
    ],
)
def test_a_session_s_colour_is_that_of_its_worst_pain_and_of_the_morning_after(
    rating: Rating, expected: Colour | None
) -> None:
    assert colour(rating) == expected


@pytest.mark.parametrize(
    ("past", "go", "sentence"),
    [
        ([], "stay", "No session is rated yet, so keep to the plan as it is."),
        ([GREEN], "stay", "1 green session so far, so keep to the same until it is 2 in a row."),
        (
            [GREEN, GREEN],
            "up",
            "2 green sessions in a row, so you may change one thing: 2 more reps, or once that is easy one more set, "
            "or once that is easy a stronger band.",
        ),
        ([GREEN, AMBER, GREEN], "stay", "1 green session so far, so keep to the same until it is 2 in a row."),
        ([GREEN, UNKNOWN, GREEN], "stay", "1 green session so far, so keep to the same until it is 2 in a row."),
        (
            [GREEN, GREEN, UNKNOWN],
            "stay",
            "Keep to the same until you know whether your last session settled by the next morning.",
        ),
        ([GREEN, GREEN, Rating()], "stay", "Your last session has no pain rating, so keep to the same for now."),
        (
            [GREEN, Rating(during=1, settled=False)],
            "stay",
            "Your last session had not settled by the next morning, so do the same or a little less.",
        ),
        (
            [GREEN, GREEN, AMBER],
            "stay",
            "Your pain was 4 out of 10, so keep going but do less: fewer reps, smaller moves, or skip one.",
        ),
        (
            [GREEN, GREEN, RED],
            "ease",
            "Your pain reached 6 out of 10, so go back to week 1 and leave out the move that hurt.",
        ),
        (
            [GREEN, GREEN, RISEN],
            "ease",
            "Your pain rose by 2 points in your last session, so go back to week 1, which is gentler.",
        ),
        (
            [RED, GREEN, RISEN],
            "ease",
            "Pain was strong or rose a second time, so go back to week 1 and get advice from a health professional.",
        ),
        ([RED, GREEN], "stay", "1 green session so far, so keep to the same until it is 2 in a row."),
    ],
)
def test_the_rule_says_what_to_do_and_why(past: list[Rating], go: str, sentence: str) -> None:
    said = next_step(RULE, past)
    assert (said.go, said.sentence) == (go, sentence)


def test_the_rule_s_own_figures_count() -> None:
    rule = msgspec.structs.replace(RULE, green_in_a_row=3, raise_in_order=("time",), ease_after_rise=1, ease_to_week=2)
    assert next_step(rule, [GREEN, GREEN]).go == "stay"
    assert next_step(rule, [GREEN] * 3).sentence == (
        "3 green sessions in a row, so you may change one thing: a little more time."
    )
    assert "week 2" in next_step(rule, [Rating(before=1, during=2, settled=True)]).sentence


@given(ratings)
def test_it_goes_up_only_after_enough_green_sessions_in_a_row_and_never_after_a_red_one(past: list[Rating]) -> None:
    go = next_step(RULE, past).go
    colours = [colour(one) for one in past]
    assert (go == "up") <= (colours[-2:] == ["green", "green"])
    assert (go == "ease") >= (colours[-1:] == ["red"])


@given(ratings)
def test_one_sentence_is_said_whatever_happened(past: list[Rating]) -> None:
    sentence = next_step(RULE, past).sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert len(sentence) <= 160


def test_every_bundled_programme_goes_up_after_two_green_sessions_and_says_so() -> None:
    for entry in bundled().programmes.values():
        assert entry.model is not None
        said = next_step(entry.model.progression, [GREEN, GREEN])
        assert said.go == "up"
        assert said.sentence.startswith("2 green sessions in a row")
        assert entry.model.progression.ease_to_week <= len(entry.model.weeks)
