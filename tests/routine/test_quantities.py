"""The small phrases of routine files, read and said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.routine import quantities


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90),
        ("0", 0),
        ("7.5", 7.5),
        ("30 s", 30),
        ("30s", 30),
        ("0 s", 0),
        ("2.5 s", 2.5),
        ("1 sec", 1),
        ("2 seconds", 2),
        ("1 min", 60),
        ("1 min 30 s", 90),
        ("1min30s", 90),
        ("1.5 min", 90),
        ("2 minutes", 120),
        ("1 h", 3600),
        ("1 h 5 min 2 s", 3902),
        ("1:30", 90),
        ("0:05", 5),
        ("01:30", 90),
        ("90:00", 5400),
        ("1:02:05", 3725),
        ("1:30.5", 90.5),
        ("  30 s  ", 30),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(text: str, seconds: float) -> None:
    assert quantities.duration_s(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "text",
    ["", " ", "s", "min", "-5", "-5 s", "+5", "1e3", "1_000", "1,5 s", "0x10", "5 m", "30 sek", "1:60", "1:5", ":30",
     "1:30 min", "30 s 1 min", "1 min 30", "inf", "nan", "9" * 400, f"{'9' * 400} h", "no", "5 s.", "1:2:3:4", "½ min"],
)  # fmt: skip
def test_anything_else_is_no_length_of_time(text: str) -> None:
    assert quantities.duration_s(text) is None


@settings(deadline=None)
@given(st.integers(0, 8 * 3600))
def test_a_time_up_to_an_hour_said_in_words_is_read_back_the_same(seconds: int) -> None:
    said = quantities.spoken(seconds)
    whole = seconds if seconds < 3600 else seconds - seconds % 60  # above an hour, seconds are left out
    assert quantities.duration_s(said) == (whole if seconds % 3600 >= 60 else quantities.duration_s(said))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (2.5, "2.5 s"), (20, "20 s"), (60, "1 min"), (90, "1 min 30 s"), (3600, "1 h"), (3900, "1 h 5 min")],
)
def test_a_time_is_said_as_a_person_would(seconds: float, words: str) -> None:
    assert quantities.spoken(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (-1, "0:00"), (0.2, "0:01"), (20, "0:20"), (59.01, "1:00"), (725, "12:05"), (3725, "1:02:05")],
)
def test_a_timer_counts_any_part_of_a_second_as_one(seconds: float, shown: str) -> None:
    assert quantities.clock(seconds) == shown


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("15 s to 30 s", (15, 30)),
        ("15 to 30 s", (15, 30)),
        ("5 to 20 min", (300, 1200)),
        ("5 to 20 minutes", (300, 1200)),
        ("30 s to 10 min", (30, 600)),
        ("1:00 to 1:30", (60, 90)),
        ("10 s to 10 s", (10, 10)),
    ],
)
def test_a_range_of_time_has_its_lower_end_first(text: str, ends: tuple[float, float]) -> None:
    assert quantities.duration_range_s(text) == ends


@pytest.mark.parametrize("text", ["", "30 s", "30 s to", "to 30 s", "30 s - 40 s", "40 s to 30 s", "a to b"])
def test_anything_else_is_no_range_of_time(text: str) -> None:
    assert quantities.duration_range_s(text) is None


def test_a_range_of_counts_is_two_whole_numbers() -> None:
    assert quantities.count_range("3 to 8") == (3, 8)
    assert [quantities.count_range(text) for text in ("8 to 3", "3", "3 to 8.5", "three to 8")] == [None] * 4


def test_a_count_is_written_in_digits() -> None:
    assert quantities.count(" 12 ") == 12
    assert [quantities.count(text) for text in ("1.0", "-1", "1_0", "0x1", "", "one", "9" * 400)] == [None] * 7


def test_a_number_may_have_a_sign_and_a_part() -> None:
    assert [quantities.number(text) for text in (" 12 ", "-8", "+0.35", "1.0")] == [12, -8, 0.35, 1]
    wrong = ("", "-", "1e3", ".5", "1,5", "90°", "- 8", "nan", "inf", "1_0", "9" * 400)
    assert [quantities.number(text) for text in wrong] == [None] * 11


def test_a_tempo_is_seconds_out_paused_and_back() -> None:
    assert quantities.tempo_s("2-1-3") == (2, 1, 3)
    assert quantities.tempo_s("1.5 - 0 - 2") == (1.5, 0, 2)
    wrong = ("2-1", "2-1-3-4", "2 s-1 s-3 s", "2--3", "-2-1-3", "", f"{'9' * 400}-0-0")
    assert [quantities.tempo_s(text) for text in wrong] == [None] * len(wrong)


def test_a_breath_phase_is_a_known_word_and_a_time() -> None:
    assert quantities.phase("in 4 s") == ("in", 4)
    assert quantities.phase("in left 4") == ("in left", 4)
    assert quantities.phase("out 2.5 s") == ("out", 2.5)
    wrong = ("in", "4 s", "inhale 4 s", "in 0 s", "in -4", "in4", "IN 4 s", f"in {'9' * 400}")
    assert [quantities.phase(text) for text in wrong] == [None] * len(wrong)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_makes_reading_a_phrase_fail(text: str) -> None:
    for read in (quantities.duration_s, quantities.duration_range_s, quantities.count, quantities.count_range):
        read(text)
    quantities.number(text)
    quantities.tempo_s(text)
    quantities.phase(text)
