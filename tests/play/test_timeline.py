"""Marks, lengthening and the transcript: all from one timeline, so that they cannot disagree."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.play.timeline import Event, Mark, Segment, Timeline, lengthened, marks_between, next_mark_s, transcript
from app.routine.safety import Ceiling
from tests.play.fakes import step, timeline
from tests.play.test_library import bundled
from tests.play.test_player import CHECK


def work(line: Timeline) -> Segment:
    return next(segment for segment in line.segments if segment.kind == "work")


def all_marks(segment: Segment, open_s: float = 200.0) -> list[Mark]:
    return marks_between(segment, -1.0, open_s if segment.length_s is None else segment.length_s)


def told(segment: Segment, open_s: float = 200.0) -> list[tuple[float, Event, int]]:
    return [(mark.at_s, mark.event, mark.number) for mark in all_marks(segment, open_s)]


# --- marks -----------------------------------------------------------------------------------------------------------


def test_a_hold_of_20_s_has_a_check_half_way_a_countdown_and_an_end() -> None:
    assert told(work(timeline(step("neck")))) == [
        (0.0, "start", 0),
        (10.0, "halfway", 0),
        (17.0, "countdown", 3),
        (18.0, "countdown", 2),
        (19.0, "countdown", 1),
        (20.0, "end", 0),
    ]


def test_a_hold_of_less_than_20_s_has_no_check_half_way() -> None:
    events = [event for _, event, _ in told(work(timeline(step("neck", hold=19.5))))]

    assert "halfway" not in events
    assert "countdown" in events


def test_a_hold_of_less_than_8_s_has_no_countdown() -> None:
    assert [event for _, event, _ in told(work(timeline(step("neck", hold=7.5))))] == ["start", "end"]


@pytest.mark.parametrize(("length_s", "beeps"), [(4.5, 0), (5.0, 3)])
def test_a_rest_counts_down_where_it_has_room(length_s: float, beeps: int) -> None:
    [rest] = timeline({"step": "rest", "rest": length_s}).segments

    assert [event for _, event, _ in told(rest)] == ["rest"] + ["countdown"] * beeps


def test_a_switch_of_sides_counts_down() -> None:
    [switch] = [one for one in timeline(step("neck")).segments if one.kind == "switch"]

    assert told(switch) == [(0.0, "switch", 0), (2.0, "countdown", 3), (3.0, "countdown", 2), (4.0, "countdown", 1)]


def test_getting_ready_counts_down_however_short() -> None:
    ready = timeline(step("neck", ready=3.0)).segments[0]

    assert told(ready) == [(0.0, "ready", 0), (1.0, "countdown", 2), (2.0, "countdown", 1)]


def test_getting_ready_after_work_says_what_is_next() -> None:
    line = timeline(step("walk"), step("neck", ready=3.0), {"step": "rest", "rest": 5.0}, step("walk", ready=3.0))

    entries = [all_marks(segment)[0].event for segment in line.segments if segment.kind == "ready"]

    assert entries == ["next", "ready"]


def test_heat_is_not_counted_down() -> None:
    events = [event for _, event, _ in told(work(timeline(CHECK, step("heat", time=300.0))))]

    assert events == ["start", "halfway", "end"]


def test_reps_have_a_mark_for_each_rep_and_each_part_of_it() -> None:
    line = timeline(step("sets", reps=2, sets=1, tempo=[2.0, 1.0, 3.0]))

    marks = [(mark.at_s, mark.event, mark.word, mark.number) for mark in all_marks(work(line))]

    assert marks[1:] == [
        (0.0, "rep", "", 1),
        (2.0, "phase", "pause", 1),
        (3.0, "phase", "back", 1),
        (6.0, "rep", "", 2),
        (8.0, "phase", "pause", 2),
        (9.0, "phase", "back", 2),
        (12.0, "end", "", 0),
    ]


def test_a_rep_without_a_pause_has_no_mark_for_one() -> None:
    words = {mark.word for mark in all_marks(work(timeline(step("sets", tempo=[2.0, 0.0, 2.0]))))}

    assert "pause" not in words
    assert "back" in words


def test_alternating_reps_take_turns_and_count_each_side_by_itself() -> None:
    reps = [(mark.word, mark.number) for mark in all_marks(work(timeline(step("reps")))) if mark.event == "rep"]

    assert reps == [("right", 1), ("left", 1), ("right", 2), ("left", 2), ("right", 3), ("left", 3)]


def test_breaths_have_a_mark_for_each_phase_and_no_countdown() -> None:
    marks = [(mark.at_s, mark.event, mark.word, mark.number) for mark in all_marks(work(timeline(step("breath"))))]

    assert marks == [
        (0.0, "start", "Breathe", 0),
        (0.0, "phase", "in", 1),
        (4.0, "phase", "out", 1),
        (9.5, "phase", "in", 2),
        (13.5, "phase", "out", 2),
        (19.0, "phase", "in", 3),
        (23.0, "phase", "out", 3),
        (28.5, "end", "", 0),
    ]


def test_an_unanswered_check_repeats_every_15_s() -> None:
    [check] = timeline(CHECK).segments

    assert told(check, 136.0) == [(0.0, "check", 0), *((15.0 * n, "reminder", n) for n in range(1, 10))]


def test_with_a_pack_on_an_unanswered_check_says_to_take_it_off_after_2_minutes() -> None:
    check = timeline(CHECK, step("heat")).segments[2]
    assert check.pack == "heat"

    events = [(at_s, event) for at_s, event, _ in told(check, 150.0)]

    assert events[-4:] == [(105.0, "reminder"), (120.0, "pack-off"), (135.0, "pack-off"), (150.0, "pack-off")]
    assert [event for _, event in events].count("reminder") == 7


def test_a_wait_and_reps_at_ones_own_pace_have_one_mark() -> None:
    wait = timeline({"step": "wait", "wait": "Sit."}).segments[0]

    assert told(wait) == [(0.0, "wait", 0)]
    assert told(work(timeline(step("own")))) == [(0.0, "start", 0)]


LINE = timeline(
    step("neck", ready=5.0),
    step("hold"),
    {"step": "rest", "rest": 10.0},
    step("reps", tempo=[1.1, 0.0, 1.2], reps=9),
    step("sets", tempo=[2.3, 0.0, 0.0], reps=12),
    step("breath", breath={"phases": [{"name": "in", "length_s": 2.7}, {"name": "out", "length_s": 3.4}]}, cycles=30),
    {"step": "note", "note": "Sit up."},
    CHECK,
    step("heat", time=700.0),
)
SETS_OF_ONE_PHASE = next(one for one in LINE.segments if one.beat is not None and len(one.beat.phases) == 1)
SEGMENTS = st.sampled_from(LINE.segments)


@given(SEGMENTS, st.lists(st.floats(0.0, 1.0), max_size=12))
def test_splitting_a_segment_anywhere_gives_the_same_marks(segment: Segment, shares: list[float]) -> None:
    end_s = segment.length_s or 200.0
    cuts = [-1.0, *sorted(share * end_s for share in shares), end_s]

    split = [mark for after, until in pairwise(cuts) for mark in marks_between(segment, after, until)]

    assert split == all_marks(segment)


def test_splitting_a_segment_at_any_of_its_marks_gives_the_same_marks() -> None:
    for segment in LINE.segments:
        marks = all_marks(segment)
        for mark in marks:
            before = marks_between(segment, -1.0, mark.at_s)
            after = marks_between(segment, mark.at_s, segment.length_s or 200.0)
            assert before + after == marks
            assert before[-1].at_s == mark.at_s


@given(SEGMENTS)
def test_marks_come_in_order_of_time_within_the_segment(segment: Segment) -> None:
    times = [mark.at_s for mark in all_marks(segment)]

    assert times == sorted(times)
    assert times[0] == 0.0
    assert times[-1] <= (segment.length_s or 200.0)


@given(SEGMENTS, st.floats(0.0, 1.0))
@example(SETS_OF_ONE_PHASE, 0.5)
def test_the_next_mark_is_the_first_of_those_to_come(segment: Segment, share: float) -> None:
    after_s = share * (segment.length_s or 200.0)
    to_come = marks_between(segment, after_s, segment.length_s or 300.0)

    assert next_mark_s(segment, after_s) == (to_come[0].at_s if to_come else segment.length_s)


def test_from_any_mark_the_next_one_is_found() -> None:
    for segment in LINE.segments:
        times = sorted({mark.at_s for mark in all_marks(segment)})
        assert next_mark_s(segment, -1.0) == 0.0
        assert [next_mark_s(segment, at_s) for at_s in times[:-1]] == times[1:]


def test_after_the_last_mark_comes_the_end_of_the_segment_and_of_an_open_one_nothing() -> None:
    note, wait = timeline({"step": "note", "note": "Sit up."}, {"step": "wait", "wait": "Sit."}).segments

    assert next_mark_s(note, 0.0) == 4.0
    assert next_mark_s(wait, 0.0) is None


# --- lengthening -----------------------------------------------------------------------------------------------------


def longer(line: Timeline, segment: Segment) -> Segment | str:
    return lengthened(segment, None if segment.part is None else line.parts[segment.part])


def test_a_hold_a_rest_and_a_note_become_10_s_longer() -> None:
    line = timeline(step("neck"), {"step": "rest", "rest": 10.0}, {"step": "note", "note": "Sit up."})

    for segment in line.segments:
        found = longer(line, segment)
        assert isinstance(found, Segment)
        assert found.length_s == found.about_s == (segment.length_s or 0.0) + 10.0


def test_breathing_becomes_one_whole_breath_longer() -> None:
    line = timeline(step("breath"))

    found = longer(line, work(line))

    assert isinstance(found, Segment)
    assert (found.beats, found.length_s) == (4, 38.0)
    assert [mark.number for mark in all_marks(found) if mark.event == "phase"][-1] == 4


def test_reps_become_one_rep_longer_on_each_side() -> None:
    both, alternating = timeline(step("sets")), timeline(step("reps"))

    for line, more in ((both, 1), (alternating, 2)):
        segment = work(line)
        found = longer(line, segment)
        assert isinstance(found, Segment)
        assert segment.beat is not None
        assert found.beats == segment.beats + more
        assert found.length_s == pytest.approx((segment.length_s or 0.0) + more * segment.beat.length_s)


def test_nothing_becomes_longer_than_its_ceiling_and_the_reason_is_said() -> None:
    ceiling = Ceiling(25.0, "This is held for 25 s at most.")
    line = timeline(step("neck"))
    part = replace(line.parts[0], ceiling=ceiling)

    assert lengthened(work(line), part) == ceiling.why
    assert isinstance(lengthened(work(line), replace(part, ceiling=Ceiling(30.0, ""))), Segment)


def test_reps_and_breaths_become_no_more_than_their_ceiling_either() -> None:
    for name in ("reps", "breath"):
        line = timeline(step(name))
        part = replace(line.parts[0], ceiling=Ceiling(3, "That is enough."))
        assert lengthened(work(line), part) == "That is enough."
        assert isinstance(lengthened(work(line), replace(part, ceiling=Ceiling(4, ""))), Segment)


def test_a_pack_stays_on_no_longer_than_5_minutes_between_looks_at_the_skin() -> None:
    line = timeline(CHECK, step("heat", time=600.0, check_every=290.0))
    [first, second, _] = [segment for segment in line.segments if segment.kind == "work"]

    assert isinstance(longer(line, first), Segment)
    assert longer(line, replace(second, length_s=291.0)) == "Your skin is looked at every 5 min. That comes next."


def test_what_has_no_end_of_its_own_needs_no_more_time() -> None:
    line = timeline(step("own"))

    assert longer(line, work(line)) == "This goes on until you say so, as long as you like."


# --- the transcript --------------------------------------------------------------------------------------------------


def seconds(line: str) -> float:
    minutes, rest = re.fullmatch(r"[ ~](\d\d):(\d\d\.\d)  .+", line).groups()  # type: ignore[union-attr]
    return int(minutes) * 60 + float(rest)


def test_the_transcript_of_a_hold_reads_like_this() -> None:
    assert transcript(timeline(step("neck", ready=5.0), CHECK)) == [
        " 00:00.0  ready: Neck | Soft.",
        " 00:02.0  3 - 2 - 1",
        " 00:05.0  work: Neck | right | 20 s",
        " 00:15.0  halfway",
        " 00:22.0  3 - 2 - 1",
        " 00:25.0  end",
        " 00:25.0  switch: Switch sides | Now your left side.",
        " 00:27.0  3 - 2 - 1",
        " 00:30.0  work: Neck | left | 20 s",
        " 00:40.0  halfway",
        " 00:47.0  3 - 2 - 1",
        " 00:50.0  end",
        " 00:50.0  check: Look. | All well? | about 20 s, until you go on",
        "~01:10.0  finished",
    ]


def test_the_transcript_tells_reps_and_breaths() -> None:
    lines = [line[10:] for line in transcript(timeline(step("reps", reps=1), step("breath", cycles=1)))]

    assert lines == [
        "work: Reps | alternating | 1 rep",
        "rep 1, right",
        "pause",
        "back",
        "rep 1, left",
        "pause",
        "back",
        "end",
        "work: Breathe | 1 breath of 4-5.5",
        "in 1",
        "out 1",
        "end",
        "finished",
    ]


@pytest.mark.parametrize("slug", sorted(bundled()))
def test_stamps_are_the_sums_of_the_lengths_before_and_the_last_is_the_total(slug: str) -> None:
    line = bundled()[slug].timeline
    starts = iter(zip(line.starts_s(), line.segments, strict=True))
    entries = [text for text in transcript(line) if re.match(r"(ready|work|rest|switch|note|wait|check): ", text[10:])]

    now_s = 0.0
    assert len(entries) == len(line.segments)
    for text, (start_s, segment) in zip(entries, starts, strict=True):
        assert start_s == pytest.approx(now_s)
        assert seconds(text) == pytest.approx(now_s, abs=0.051)
        now_s += segment.about_s
    assert seconds(transcript(line)[-1]) == pytest.approx(now_s, abs=0.051)
    assert line.total_s == pytest.approx(now_s)


@pytest.mark.parametrize("slug", sorted(bundled()))
def test_stamps_never_go_back_and_have_a_tilde_from_the_first_open_segment_on(slug: str) -> None:
    line = bundled()[slug].timeline
    lines = transcript(line)
    stamps = [seconds(text) for text in lines]

    assert stamps == sorted(stamps)
    assert "".join(text[0] for text in lines).lstrip(" ").replace("~", "") == ""
    assert (lines[-1][0] == " ") == line.is_exact


def test_a_routine_is_exact_when_nothing_in_it_waits_for_the_person() -> None:
    assert timeline(step("neck")).is_exact
    assert not timeline(step("neck"), CHECK).is_exact
    assert not timeline(step("own")).is_exact
