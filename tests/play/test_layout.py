"""Routine to timeline: sides, reps, rests, breaths, heat and cold in time."""

import math
from typing import Any

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.play.dues import PartEnded
from app.play.first_month import breathes_478, eased_for_first_month
from app.play.layout import Options, lay_out
from app.play.timeline import Segment, SegmentKind, Timeline
from app.routine.catalog import load
from app.routine.model import Routine
from app.routine.reader import Read, read_file
from tests.play.fakes import DATA, EXERCISES, step, timeline
from tests.play.test_library import bundled
from tests.play.test_player import CHECK, run, started


def shape(line: Timeline) -> list[tuple[SegmentKind, float | None]]:
    return [(segment.kind, segment.length_s) for segment in line.segments]


def of_kind(line: Timeline, kind: SegmentKind) -> list[Segment]:
    return [segment for segment in line.segments if segment.kind == kind]


def phases(*pairs: tuple[str, float]) -> dict[str, Any]:
    return {"phases": [{"name": name, "length_s": length_s} for name, length_s in pairs]}


BREATH_478 = phases(("in", 4.0), ("hold", 7.0), ("out", 8.0))

# --- sides -----------------------------------------------------------------------------------------------------------


def test_each_side_gets_the_whole_time_with_a_pause_to_switch() -> None:
    line = timeline(step("neck", ready=5.0))

    assert shape(line) == [("ready", 5.0), ("work", 20.0), ("switch", 5.0), ("work", 20.0)]
    assert [(part.side, part.planned_s) for part in line.parts] == [("right", 20.0), ("left", 20.0)]
    assert [segment.side for segment in line.segments] == ["right", "right", "left", "left"]


def test_each_side_can_be_skipped_by_itself() -> None:
    stations = [segment.station for segment in timeline(step("neck", ready=5.0)).segments]

    assert stations == [0, 0, 1, 1]


def test_holds_of_each_side_are_done_before_the_sides_switch() -> None:
    line = timeline(step("neck", reps=2))

    assert [segment.side for segment in of_kind(line, "work")] == ["right", "right", "left", "left"]
    assert [segment.kind for segment in line.segments] == ["work", "rest", "work", "switch", "work", "rest", "work"]


def test_the_person_chooses_the_first_side_and_how_long_a_switch_takes() -> None:
    line = timeline(step("neck"), step("reps"), options=Options(first_side="left", switch_s=8.0))

    assert [part.side for part in line.parts] == ["left", "right", "alternating"]
    assert [segment.length_s for segment in of_kind(line, "switch")] == [8.0]
    beat = line.segments[-1].beat
    assert beat is not None
    assert beat.sides == ("left", "right")


def test_no_time_to_switch_is_no_segment() -> None:
    line = timeline(step("neck"), options=Options(switch_s=0.0))

    assert shape(line) == [("work", 20.0), ("work", 20.0)]


def test_alternating_reps_are_for_one_side_and_the_other_in_turn_as_often_each() -> None:
    line = timeline(step("reps"))
    [segment] = line.segments

    assert segment.beat is not None
    assert segment.beat.sides == ("right", "left")
    assert (segment.beats, segment.length_s) == (6, 30.0)
    assert (line.parts[0].side, line.parts[0].reps) == ("alternating", 6)


def test_instructions_and_cues_name_the_side() -> None:
    line = timeline(step("neck", cue="Let your {side} arm hang, hold with your {other} one."))

    assert [part.instructions[0] for part in line.parts] == [
        "Do it with your right hand.",
        "Do it with your left hand.",
    ]
    assert line.parts[1].cue == "Let your left arm hang, hold with your right one."


# --- holds, sets, rests ----------------------------------------------------------------------------------------------


def test_holds_have_a_rest_between_and_none_after() -> None:
    line = timeline(step("hold", reps=3))

    assert shape(line) == [("work", 20.0), ("rest", 5.0), ("work", 20.0), ("rest", 5.0), ("work", 20.0)]
    assert [segment.turn for segment in of_kind(line, "work")] == [(1, 3), (2, 3), (3, 3)]
    assert [segment.last_of_part for segment in of_kind(line, "work")] == [False, False, True]
    assert {segment.title for segment in of_kind(line, "rest")} == {"Let go"}
    assert (line.parts[0].planned_s, line.parts[0].sets) == (60.0, 3)


def test_sets_have_a_rest_between_and_none_after() -> None:
    line = timeline(step("sets"))

    assert shape(line) == [("work", 20.0), ("rest", 10.0), ("work", 20.0)]
    assert (line.parts[0].sets, line.parts[0].reps) == (2, 10)
    assert {segment.title for segment in of_kind(line, "rest")} == {"Rest"}


def test_sets_at_ones_own_pace_have_no_length_but_an_estimate() -> None:
    line = timeline(step("own", rest=10.0))

    assert shape(line) == [("work", None), ("rest", 10.0), ("work", None)]
    assert [segment.about_s for segment in of_kind(line, "work")] == [20.0, 20.0]
    assert line.total_s == 50.0


def test_a_rest_of_nothing_is_dropped() -> None:
    line = timeline(step("hold", rest=0.0), {"step": "rest", "rest": 0.0}, step("walk"))

    assert [segment.kind for segment in line.segments] == ["work", "work", "work"]


def test_time_to_get_ready_of_nothing_is_dropped() -> None:
    assert shape(timeline(step("walk", ready=0.0))) == [("work", 30.0)]
    assert shape(timeline(step("walk", ready=4.0))) == [("ready", 4.0), ("work", 30.0)]


def test_no_segment_has_no_length() -> None:
    lines = [one.timeline for one in bundled().values()] + [every_step()]
    lengths = [segment.length_s for line in lines for segment in line.segments]

    assert 0 not in lengths
    assert all(length_s is None or length_s > 0 for length_s in lengths)


def test_a_steps_own_label_cue_and_swap_stand_for_those_of_the_exercise() -> None:
    line = timeline(step("hold", label="Reach", cue="Long neck.", swap="neck", ready=3.0))

    part = line.parts[0]
    assert (part.exercise_id, part.exercise, part.name, part.cue, part.easier) == (
        "hold",
        "Hold",
        "Reach",
        "Long neck.",
        "neck",
    )
    assert (line.segments[0].title, line.segments[0].text) == ("Reach", "Long neck.")


def test_an_exercise_done_for_a_time_lasts_that_time() -> None:
    assert shape(timeline(step("walk", time=45.0))) == [("work", 45.0)]


def test_reps_of_a_kind_that_relaxes_are_told_as_tighten_and_let_go() -> None:
    line = bundled()["tense-and-release"].timeline

    words = {name for one in line.segments if one.beat and one.beat.of == "rep" for name, _ in one.beat.phases}

    assert words == {"tighten", "let go"}
    moves = timeline(step("reps")).segments[0].beat
    assert moves is not None
    assert [name for name, _ in moves.phases] == ["out", "pause", "back"]


# --- breath ----------------------------------------------------------------------------------------------------------


def test_a_number_of_breaths_lasts_as_many_whole_breaths() -> None:
    [segment] = timeline(step("breath", cycles=5)).segments

    assert (segment.beats, segment.length_s) == (5, 47.5)


@given(
    st.lists(st.floats(0.5, 8.0), min_size=1, max_size=5),
    st.floats(1.0, 1200.0),
)
def test_a_time_of_breathing_is_rounded_up_to_whole_breaths(lengths: list[float], asked_s: float) -> None:
    pattern = phases(*zip(("in", "hold", "out", "hold", "sip"), lengths, strict=False))
    cycle_s = math.fsum(lengths)

    [segment] = timeline(step("breath", breath=pattern, time=asked_s)).segments

    assert segment.length_s is not None
    assert segment.length_s == segment.beats * cycle_s
    assert segment.beats >= 1
    assert segment.length_s >= asked_s - 1e-6
    assert segment.length_s < asked_s + cycle_s + 1e-6


@given(st.integers(1, 60), st.lists(st.floats(0.5, 8.0), min_size=2, max_size=2))
def test_a_time_that_is_a_whole_number_of_breaths_gets_no_breath_more(cycles: int, lengths: list[float]) -> None:
    pattern = phases(("in", lengths[0]), ("out", lengths[1]))

    [segment] = timeline(step("breath", breath=pattern, time=cycles * math.fsum(lengths))).segments

    assert segment.beats == cycles


def test_4_7_8_is_breathed_four_times_at_most_in_the_first_month() -> None:
    line = timeline(step("walk"), step("breath", breath=BREATH_478, cycles=8), step("breath", cycles=8))

    eased = eased_for_first_month(line)

    walk, slow, other = eased.segments
    assert (slow.beats, slow.length_s, slow.about_s) == (4, 76.0, 76.0)
    assert eased.parts[1].planned_s == 76.0
    assert eased.parts[1].dose == "4 breaths of 4-7-8"
    assert eased.parts[1].ceiling.most == 4
    assert (walk, other) == (line.segments[0], line.segments[2])
    assert eased.total_s == line.total_s - 76.0


def test_4_7_8_at_half_its_length_is_still_4_7_8() -> None:
    quick = phases(("in", 2.0), ("hold", 3.5), ("out", 4.0))
    line = timeline(step("breath", breath=quick, cycles=6))

    assert breathes_478(line) == "breath"
    assert eased_for_first_month(line).segments[0].beats == 4


@pytest.mark.parametrize("cycles", [1, 3, 4])
def test_nor_can_they_be_lengthened_past_four(cycles: int) -> None:
    line = eased_for_first_month(timeline(step("breath", breath=BREATH_478, cycles=cycles)))
    player, _, _ = started(line)
    for _ in range(10):
        player.lengthen()

    assert player.segment.beats == 4
    assert player.why_not_lengthen() == "In the first month this is breathed 4 times at most."


def test_few_4_7_8_breaths_and_other_breathing_stay_as_they_are() -> None:
    few, other = timeline(step("breath", breath=BREATH_478, cycles=4)), timeline(step("breath", cycles=8))

    assert eased_for_first_month(few).segments == few.segments
    assert eased_for_first_month(few).parts[0].dose == few.parts[0].dose
    assert eased_for_first_month(other) == other
    assert breathes_478(timeline(step("breath", cycles=8), step("walk"))) is None


# --- notes, waits, checks, rounds ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "length_s"), [(1, 4.0), (10, 4.0), (20, 8.0), (50, 20.0)])
def test_a_note_without_a_time_stays_long_enough_to_be_read(words: int, length_s: float) -> None:
    [note] = timeline({"step": "note", "note": " ".join(["word"] * words)}).segments

    assert note.length_s == length_s


def test_a_note_with_a_time_stays_that_long() -> None:
    [note] = timeline({"step": "note", "note": "word " * 50, "time": 3.0}).segments

    assert note.length_s == 3.0


def test_a_wait_and_a_check_are_open_with_an_estimate() -> None:
    line = timeline({"step": "wait", "wait": "Sit.", "time": 7.0}, {**CHECK, "time": 11.0})

    assert [(segment.kind, segment.length_s, segment.about_s) for segment in line.segments] == [
        ("wait", None, 7.0),
        ("check", None, 11.0),
    ]
    assert line.total_s == 18.0


def test_rounds_repeat_their_steps_with_a_rest_between_and_none_after() -> None:
    line = timeline({"step": "rounds", "rounds": 3, "rest": 6.0, "steps": [step("walk")]})

    assert shape(line) == [("work", 30.0), ("rest", 6.0), ("work", 30.0), ("rest", 6.0), ("work", 30.0)]
    assert len(line.parts) == 3


def test_rounds_within_rounds_are_laid_out_from_the_inside() -> None:
    inner = {"step": "rounds", "rounds": 2, "rest": 1.0, "steps": [{"step": "rest", "rest": 2.0}]}
    line = timeline({"step": "rounds", "rounds": 2, "rest": 6.0, "steps": [step("walk"), inner]})

    once = [30.0, 2.0, 1.0, 2.0]
    assert [segment.length_s for segment in line.segments] == [*once, 6.0, *once]


def test_stations_count_up_in_the_order_of_the_routine() -> None:
    for line in [one.timeline for one in bundled().values()] + [every_step()]:
        stations = [segment.station for segment in line.segments]
        assert stations == sorted(stations)
        parts = [segment.part for segment in line.segments if segment.part is not None]
        assert parts == sorted(parts)
        assert set(parts) == set(range(len(line.parts)))


def test_each_part_ends_once() -> None:
    for line in [one.timeline for one in bundled().values()] + [every_step()]:
        ends = [segment.part for segment in line.segments if segment.last_of_part]
        assert ends == list(range(len(line.parts)))


def test_no_to_a_check_that_skips_leads_past_the_whole_next_step() -> None:
    skip = {**CHECK, "if_no": "skip"}
    rounds = {"step": "rounds", "rounds": 2, "steps": [step("neck")]}
    for following, skipped in ((step("neck"), 2), (rounds, 4), ({"step": "rest", "rest": 5.0}, 0)):
        player, _, _ = started(timeline(skip, following, step("walk")))
        dues = player.answer(yes=False)
        assert sum(isinstance(due, PartEnded) for due in dues) == skipped
        assert player.part is not None
        assert player.part.exercise_id == "walk"


def test_no_to_a_check_that_skips_at_the_end_of_a_round_passes_over_nothing_else() -> None:
    again = {"step": "rounds", "rounds": 2, "steps": [step("walk"), {**CHECK, "if_no": "skip"}]}
    player, clocks, _ = started(timeline(again, step("hold")))
    run(player, clocks, 31.0)

    dues = player.answer(yes=False)

    assert not [due for due in dues if isinstance(due, PartEnded)]
    assert player.part is not None
    assert player.part.exercise_id == "walk"


def test_back_leads_over_a_rest_of_nothing_to_the_step_before() -> None:
    for between in ([], [{"step": "rest", "rest": 0.0}]):
        steps = [step("walk"), *between, step("hold")]
        player, clocks, _ = started(timeline({"step": "rounds", "rounds": 1, "steps": steps}))
        run(player, clocks, 31.0)
        player.back()
        assert player.part is not None
        assert player.part.exercise_id == "walk"

    player, clocks, _ = started(timeline({"step": "rounds", "rounds": 2, "steps": [step("walk")]}))
    run(player, clocks, 31.0)
    player.back()
    assert player.index == 0


# --- heat and cold ---------------------------------------------------------------------------------------------------


@given(
    st.sampled_from(["heat", "cold"]),
    st.floats(120.0, 1200.0),
    st.one_of(st.none(), st.floats(30.0, 900.0)),
)
def test_skin_is_looked_at_every_5_minutes_whatever_the_length(
    pack: str, length_s: float, check_every_s: float | None
) -> None:
    keys = {} if check_every_s is None else {"check_every": check_every_s}
    line = timeline(CHECK, step(pack, time=length_s, **keys))
    most_s = min(check_every_s or 300.0, 300.0)

    on_skin, checks = of_kind(line, "work"), of_kind(line, "check")[1:]

    assert [segment.kind for segment in line.segments[1:]] == ["work", "check"] * len(on_skin)
    assert all(0 < (segment.length_s or 0.0) <= most_s + 1e-9 for segment in on_skin)
    assert math.fsum(segment.length_s or 0.0 for segment in on_skin) == pytest.approx(length_s)
    assert [check.closes_block for check in checks] == [False] * (len(checks) - 1) + [True]
    assert {segment.pack for segment in line.segments[1:]} == {pack}
    assert len({segment.block for segment in line.segments[1:]}) == 1
    assert [segment.last_of_part for segment in on_skin] == [False] * (len(on_skin) - 1) + [True]


@given(st.integers(1, 10), st.floats(30.0, 300.0))
@example(3, 85.92878111652763)
def test_a_length_that_is_a_whole_number_of_stretches_gets_no_sliver_more(stretches: int, every_s: float) -> None:
    assume(120.0 <= stretches * every_s <= 1200.0)
    line = timeline(CHECK, step("heat", time=stretches * every_s, check_every=every_s))

    assert all((segment.length_s or 0.0) >= 1.0 for segment in of_kind(line, "work"))


def test_a_pack_of_15_minutes_is_three_times_5_with_a_look_after_each() -> None:
    line = timeline(CHECK, step("heat"))

    assert [segment.length_s for segment in of_kind(line, "work")] == [300.0, 300.0, 300.0]
    assert [part.planned_s for part in line.parts] == [900.0]
    words = [check.title for check in of_kind(line, "check")[1:]]
    assert words[:-1] == ["Lift the pack. Look at your skin and touch it."] * 2
    assert words[-1].startswith("Take the pack off.")


def test_contrast_goes_warm_cool_in_turns_warm_first_and_last_with_a_look_at_each_change() -> None:
    contrast = {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "cold"}
    line = timeline(CHECK, {**contrast, "warm_time": 180.0, "cool_time": 60.0, "finish": 120.0})

    on_skin, checks = of_kind(line, "work"), of_kind(line, "check")[1:]
    turns = [("heat", 180.0), ("cold", 60.0)] * 3 + [("heat", 120.0)]
    assert [(segment.pack, segment.length_s) for segment in on_skin] == turns
    assert [segment.title for segment in on_skin][-2:] == ["Cool, round 3", "Warm, to finish"]
    assert [check.closes_block for check in checks] == [False] * 6 + [True]
    assert [check.title.split(".")[0] for check in checks[:2]] == ["Change to cool", "Change to warm"]
    assert len({segment.block for segment in line.segments[1:]}) == 1
    assert len(line.parts) == 7
    assert line.total_s == 20 + 3 * 240 + 120 + 6 * 12 + 20


def test_two_packs_are_two_blocks() -> None:
    contrast = {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "cold"}
    line = timeline(CHECK, step("cold"), contrast)

    assert {segment.block for segment in line.segments if segment.pack} == {0, 1}


# --- the whole -------------------------------------------------------------------------------------------------------


def every_step() -> Timeline:
    read = read_file(DATA / "every-step.yaml", Routine)
    assert isinstance(read, Read)
    return lay_out("every-step", read.model, _usable())


def _usable() -> Any:
    from app import paths
    from app.routine.texts import precautions

    return load(paths.ROUTINES, DATA / "none", precautions(paths.ASSETS)).usable_exercises


def test_every_step_there_is_makes_every_kind_of_segment() -> None:
    line = every_step()

    assert {segment.kind for segment in line.segments} == {"ready", "work", "rest", "switch", "note", "wait", "check"}
    assert {part.side for part in line.parts} == {"both", "left", "right", "alternating"}
    assert {segment.pack for segment in line.segments} == {None, "heat", "cold"}


def test_areas_and_kinds_come_with_most_time_first() -> None:
    line = timeline(step("walk", time=30.0), step("neck"), step("breath", cycles=10))

    assert line.kinds == ("breath", "stretch", "posture")  # 95 s, 40 s, 30 s
    assert line.areas == ("breath", "neck", "whole body")


def test_swaps_of_the_routine_are_offered_where_a_step_has_none_of_its_own() -> None:
    steps: list[dict[str, Any]] = [step("hold"), step("neck", swap="walk")]
    routine = msgspec.convert(
        {
            "schema": 1,
            "language": "en",
            "title": "T",
            "purpose": "P.",
            "steps": steps,
            "swaps": {"hold": "reps", "neck": "reps"},
        },
        Routine,
    )

    assert [part.easier for part in lay_out("t", routine, EXERCISES).parts] == ["reps", "walk", "walk"]
