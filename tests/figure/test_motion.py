"""What the figure does at each moment of playing: holds, reps, breaths, rests, packs, and the side that works."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figure.motion import (
    EASE_IN_S,
    EASE_OUT_S,
    STRIDE_S,
    TO_AND_FRO_S,
    Instant,
    as_seen,
    coming,
    instant_of,
    skeleton_at,
    stills,
)
from app.figure.skeleton import Skeleton
from app.play.layout import lay_out
from app.play.timeline import Beat, Segment, Timeline
from app.routine.catalog import usable
from tests.figure.films import bundled_poses, joints
from tests.routine.written import bundled

HOLD = Segment("work", 30.0, 30.0, "Hold", part=0, side="left")
REP = Beat("rep", (("out", 2.0), ("pause", 1.0), ("back", 3.0)))
REPS = Segment("work", 60.0, 60.0, "Reps", part=0, beat=REP, beats=10)
BREATH = Beat("breath", (("in", 4.0), ("out", 6.0)))
BREATHS = Segment("work", 60.0, 60.0, "Breathe", part=0, beat=BREATH, beats=6)


def test_a_hold_is_eased_into_kept_and_eased_out_of() -> None:
    bends = [instant_of(HOLD, at_s).bend for at_s in (0, EASE_IN_S / 2, EASE_IN_S, 15, 30 - EASE_OUT_S, 29, 30)]
    assert bends == [0, pytest.approx(0.5), 1, 1, 1, pytest.approx(0.5), 0]


def test_a_short_hold_is_still_held_for_a_good_part_of_it() -> None:
    short = replace(HOLD, length_s=3.0)
    assert [instant_of(short, at_s).bend for at_s in (0.9, 1.5, 2.1)] == [1, 1, 1]


def test_reps_keep_their_tempo() -> None:
    bends = [instant_of(REPS, at_s).bend for at_s in (0, 1, 2, 2.9, 4.5, 6)]
    assert bends == [0, pytest.approx(0.5), 1, 1, pytest.approx(0.5), 0]
    assert [instant_of(REPS, at_s).back for at_s in (1, 2.5, 4.5, 7)] == [False, False, True, False]
    assert instant_of(REPS, 60.0).bend == pytest.approx(0)


def test_reps_at_ones_own_pace_go_on_and_on() -> None:
    own = replace(REPS, length_s=None)
    assert instant_of(own, 6 * 100 + 2).bend == pytest.approx(1)


def test_sides_that_take_turns_are_told_rep_by_rep() -> None:
    turns = replace(REPS, beat=replace(REP, sides=("left", "right")))
    told = [instant_of(turns, at_s) for at_s in (1, 7, 13)]
    assert [one.side for one in told] == ["left", "right", "left"]
    assert all(one.alternates for one in told)
    assert not instant_of(REPS, 1).alternates


def test_the_breath_fills_and_empties_and_the_body_is_held_meanwhile() -> None:
    told = [instant_of(BREATHS, at_s) for at_s in (10, 12, 14, 17, 20)]
    assert [one.breath for one in told] == [0, pytest.approx(0.5), 1, pytest.approx(0.5), 0]
    assert {one.bend for one in told} == {1}
    assert all(one.breathes for one in told)


def test_letting_go_does_not_take_as_long_as_the_rest_after_it() -> None:
    tense = replace(REPS, beat=Beat("rep", (("tighten", 5.0), ("let go", 15.0))), beats=3)
    assert instant_of(tense, 5 + 2).bend == 0


@pytest.mark.parametrize("kind", ["ready", "rest", "switch", "note", "wait", "check"])
def test_without_work_it_waits_as_it_begins_breathing_quietly(kind: str) -> None:
    waiting = replace(HOLD, kind=kind)  # type: ignore[arg-type]
    told = [instant_of(waiting, at_s) for at_s in (0.0, 2.4, 9.0)]
    assert {(one.bend, one.side) for one in told} == {(0.0, "left")}
    assert told[1].breath == pytest.approx(1)


def test_a_pack_stays_on_until_it_has_been_looked_at() -> None:
    first = replace(HOLD, pack="heat", introduces=True, turn=(1, 2), length_s=300.0)
    later = replace(first, introduces=False, turn=(2, 2))
    check = replace(first, kind="check", length_s=None)
    assert [instant_of(first, at_s).bend for at_s in (0, 10, 300)] == [0, 1, 1]
    assert instant_of(later, 0).bend == 1
    assert instant_of(check, 5).bend == 1


def test_a_movement_that_goes_on_and_on_goes_to_and_fro_for_as_long_as_it_lasts() -> None:
    poses = bundled_poses()
    roller, walk = poses["roller-upper-back"], poses["walk-it-out"]
    assert [round(instant_of(HOLD, TO_AND_FRO_S * n / 2, roller).bend, 9) for n in range(4)] == [0, 1, 0, 1]
    assert [round(instant_of(HOLD, STRIDE_S * n / 2, walk).bend, 9) for n in range(4)] == [0, 1, 0, 1]
    assert instant_of(HOLD, TO_AND_FRO_S * 0.75, roller).back


SEEN = [
    instant_of(segment, at_s)
    for segment, at_s in ((HOLD, 0.77), (HOLD, 7.13), (HOLD, 8.41), (REPS, 1.37), (BREATHS, 1.91), (BREATHS, 5.33))
]


@given(st.floats(0, 59.9))
def test_from_frame_to_frame_it_hardly_moves(at_s: float) -> None:
    for segment in (HOLD, REPS, BREATHS):
        if at_s < segment.about_s - 0.02:
            before, after = instant_of(segment, at_s), instant_of(segment, at_s + 1 / 60)
            assert abs(before.bend - after.bend) < 0.03
            assert abs(before.breath - after.breath) < 0.03


@pytest.mark.parametrize("instant", SEEN)
def test_what_is_left_out_of_an_instant_is_less_than_anybody_could_see(instant: Instant) -> None:
    for slug, pose in bundled_poses().items():
        whole, seen = (list(joints(skeleton_at(pose, one))) for one in (instant, as_seen(instant, pose)))
        moved = max(math.dist(here, there) for (*_, here), (*_, there) in zip(whole, seen, strict=True))
        assert moved < 0.0015, slug  # of a standing height: a pixel of a figure of 670


def test_a_hold_is_drawn_a_few_times_a_second_and_its_ease_at_every_frame() -> None:
    pose = bundled_poses()["levator-stretch"]
    frames = [as_seen(instant_of(HOLD, at_s / 60), pose) for at_s in range(60 * 20)]
    held = frames[60 * 5 : 60 * 15]

    assert len(set(held)) <= 5.5 * 10
    assert len(set(frames[6:60])) == 54


# --- whose turn ------------------------------------------------------------------------------------------------------


def test_every_segment_of_every_routine_shows_an_exercise_with_a_pose() -> None:
    poses = bundled_poses()
    whole = bundled()
    for slug, routine in usable(whole.routines).items():
        laid = lay_out(slug, routine, whole.usable_exercises)
        for index, segment in enumerate(laid.segments):
            part, side = coming(laid.segments, laid.parts, index)
            assert part is not None, (slug, index)
            pose = poses[laid.parts[part].exercise_id]
            assert side == laid.parts[part].side
            assert segment.kind == "work" or instant_of(segment, 1.0, pose, side).side in (side, None)
            for at_s in (0.0, segment.about_s / 3, segment.about_s):
                assert 0 <= instant_of(segment, at_s, pose).bend <= 1


def test_a_rest_between_exercises_shows_what_comes_and_a_closing_note_what_was() -> None:
    work = replace(HOLD, side="right")
    segments = (Segment("note", 5.0, 5.0, "Hello"), work, Segment("note", 5.0, 5.0, "Well done"))
    whole = bundled()
    routine = next(iter(usable(whole.routines).values()))
    part = replace(lay_out("one", routine, whole.usable_exercises).parts[0], side="right")
    laid = Timeline("x", "X", (), (), segments, (part,))
    assert [coming(laid.segments, laid.parts, index) for index in range(3)] == [(0, "right")] * 3
    assert coming(segments[:1], laid.parts, 0) == (None, "both")


def test_in_a_rest_between_two_holds_the_figure_keeps_its_side() -> None:
    rest = Segment("rest", 5.0, 5.0, "Let go", part=0)
    assert instant_of(rest, 1.0, side="left").side == "left"
    assert instant_of(rest, 1.0).side is None


# --- what is seen ----------------------------------------------------------------------------------------------------


def places(one: Skeleton) -> dict[str, tuple[float, float]]:
    return {name: point for name, _, point in joints(one)}


def test_the_side_a_pose_is_drawn_for_is_shown_as_it_is_and_the_other_turned_round() -> None:
    row = bundled_poses()["one-arm-row"]
    assert (skeleton_at(row, Instant(1, side="right")).faces, skeleton_at(row, Instant(1)).faces) == ("right", "right")
    assert skeleton_at(row, Instant(1, side="left")).faces == "left"
    levator = bundled_poses()["levator-stretch"]  # drawn for the left
    assert skeleton_at(levator, Instant(1, side="left")).head_turn_deg == 40
    assert skeleton_at(levator, Instant(1, side="right")).head_turn_deg == -40


def test_where_sides_take_turns_a_figure_seen_from_the_side_does_not_turn_round() -> None:
    dog = bundled_poses()["bird-dog"]
    right, left = (skeleton_at(dog, Instant(1, side=side, alternates=True)) for side in ("right", "left"))
    assert left.faces == right.faces == "right"
    assert left.left == right.right
    assert left.right_leg == right.left_leg


def test_props_are_mirrored_with_the_figure() -> None:
    row = bundled_poses()["one-arm-row"]
    right, left = skeleton_at(row, Instant(1)), skeleton_at(row, Instant(1, side="left"))
    assert left.places["chair"] == (-right.places["chair"][0], right.places["chair"][1])


def test_breathing_lifts_the_belly_where_the_hands_stay_and_leaves_the_hand_at_the_nose() -> None:
    belly = bundled_poses()["belly-breathing"]
    empty, full = (skeleton_at(belly, Instant(1.0, breath, breathes=True)) for breath in (0.0, 1.0))
    assert (empty.belly, full.belly) == (0, 1)
    nose = bundled_poses()["alternate-nostril"]
    empty, full = (skeleton_at(nose, Instant(1.0, breath, breathes=True)) for breath in (0.0, 1.0))
    assert empty.right == full.right
    assert full.belly == 1


def test_in_a_long_hold_there_is_a_little_life_and_what_is_held_stays_held() -> None:
    slide = bundled_poses()["desk-lat-stretch"]
    still, breathing = skeleton_at(slide, Instant(1.0)), skeleton_at(slide, Instant(1.0, life_s=2.4))
    assert 0 < abs(still.chest[1] - breathing.chest[1]) < 0.005
    assert breathing.right.hand == pytest.approx(still.right.hand, abs=1e-3)
    assert breathing.right_leg.toe == still.right_leg.toe


def test_shoulders_go_up_in_front_and_come_down_behind() -> None:
    rolls = bundled_poses()["shoulder-rolls"]
    up, down = (skeleton_at(rolls, Instant(0.5, back=back)).shoulder_half for back in (False, True))
    rest = skeleton_at(rolls, Instant(0.0)).shoulder_half
    assert up < rest < down


def test_the_leg_that_goes_forward_in_a_stride_is_lifted() -> None:
    walk = bundled_poses()["walk-it-out"]
    out, back = (skeleton_at(walk, Instant(0.5, back=back)) for back in (False, True))
    assert out.left_leg.toe[1] > out.right_leg.toe[1] + 0.02
    assert back.right_leg.toe[1] > back.left_leg.toe[1] + 0.02


def test_walking_hardly_jumps_from_frame_to_frame() -> None:
    walk = bundled_poses()["walk-it-out"]
    shots = [skeleton_at(walk, instant_of(HOLD, step / 60, walk)) for step in range(100)]
    for one, then in pairwise(shots):
        for name, point in places(then).items():
            assert point == pytest.approx(places(one)[name], abs=0.035), name


def test_the_two_stills_are_the_start_and_the_end() -> None:
    tilt = bundled_poses()["neck-side-tilt"]
    start, end = stills(tilt, "left")
    assert start.head[0] == pytest.approx(0)
    assert end.head[0] > 0.02
    assert stills(bundled_poses()["box-breathing"])[1].belly == 1
