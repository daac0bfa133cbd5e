"""Where a routine that was cut off goes on, and a player that begins there."""

import msgspec
import pytest

from app import paths
from app.play.dues import Due, Finished, PartBegan, PartEnded, State
from app.play.going_on import begin_again_at, from_there
from app.play.library import Overview, overviews
from app.play.player import Player
from app.play.timeline import Timeline
from tests.play.fakes import FakeClocks, step, timeline
from tests.play.test_player import CHECK
from tests.routine.written import bundled

NOTE = {"step": "note", "note": "Sit well.", "time": 5.0}
WAIT = {"step": "wait", "wait": "Fetch the pack.", "time": 10.0}
REST = {"step": "rest", "rest": 30.0, "label": "Rest"}
CONTRAST = {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "cold"}


def kinds(line: Timeline) -> str:
    return " ".join(segment.kind for segment in line.segments)


def every_line() -> list[Timeline]:
    """Every routine that comes with the app, and some that have what those lack."""
    found = [one.timeline for one in overviews(bundled()) if isinstance(one, Overview)]
    assert len(found) == len([*paths.ROUTINES.glob("*.yaml")])
    made = timeline(
        CHECK, WAIT, step("heat", ready=5.0), step("own"), REST, step("sets", ready=3.0), step("reps"), NOTE
    )
    return [*found, made, timeline(step("hold"), CHECK, CONTRAST, step("walk"))]


# --- where -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "begin_at"),
    [
        (0, 0),  # getting ready
        (1, 0),  # the hold after it
        (2, 2),  # letting go between two holds
        (3, 2),  # the second hold, with the rest before it
        (4, 4),  # a note
        (5, 5),  # a hold that nothing leads up to
        (6, 6),  # switching sides
        (7, 6),
        (8, 8),  # waiting
    ],
)
def test_a_hold_begins_again_with_the_time_to_take_position_before_it(place: int, begin_at: int) -> None:
    line = timeline(step("hold", ready=5.0), NOTE, step("neck"), WAIT, step("walk"))
    assert kinds(line) == "ready work rest work note work switch work wait work"

    assert begin_again_at(line, place) == begin_at


def test_of_a_rest_and_a_get_ready_the_get_ready_is_enough() -> None:
    line = timeline(step("walk"), REST, step("walk", ready=5.0))
    assert kinds(line) == "work rest ready work"

    assert begin_again_at(line, 3) == 2


def test_with_a_pack_on_it_goes_on_at_the_check_at_which_that_comes_off() -> None:
    line = timeline(CHECK, step("heat"), step("walk"))
    assert kinds(line) == "check work check work check work check work"

    assert [begin_again_at(line, place) for place in range(1, 7)] == [6] * 6
    assert begin_again_at(line, 7) == 7


def test_in_warm_and_cool_turns_it_goes_on_at_the_last_check() -> None:
    line = timeline(CHECK, CONTRAST, step("walk"))
    closing = next(index for index, one in enumerate(line.segments) if one.closes_block)

    assert {begin_again_at(line, place) for place in range(1, closing + 1)} == {closing}


def test_before_a_pack_is_on_its_question_is_asked_again() -> None:
    line = timeline(step("walk"), CHECK, WAIT, step("heat", ready=5.0))
    assert kinds(line).startswith("work check wait ready work check")

    assert [begin_again_at(line, place) for place in range(4)] == [0, 1, 1, 1]


def test_a_question_before_other_exercises_is_not_asked_again() -> None:
    line = timeline(CHECK, step("walk"), NOTE, step("heat", ready=5.0))

    assert begin_again_at(line, 2) == 2
    assert begin_again_at(timeline(CHECK, NOTE, step("walk")), 1) == 1


def test_where_no_exercise_is_left_there_is_nothing_to_go_on_with() -> None:
    line = timeline(step("walk"), NOTE, NOTE)

    assert [begin_again_at(line, place) for place in range(4)] == [0, None, None, None]


def test_a_routine_without_exercises_goes_on_at_its_notes() -> None:
    line = timeline(NOTE, NOTE)

    assert [begin_again_at(line, place) for place in range(3)] == [0, 1, None]


def test_it_never_goes_on_past_what_was_not_done_nor_with_a_pack_on_the_skin() -> None:
    for line in every_line():
        for place in range(len(line.segments)):
            begin_at = begin_again_at(line, place)
            if begin_at is None:
                assert not any(one.kind == "work" for one in line.segments[place:])
                continue
            skipped = line.segments[place:begin_at]
            assert all(one.pack for one in skipped)
            assert line.segments[begin_at].pack is None or line.segments[begin_at].closes_block


# --- what is left ----------------------------------------------------------------------------------------------------


def test_a_part_that_goes_on_in_its_middle_is_planned_for_what_is_left_of_it() -> None:
    line = timeline(step("sets"), step("hold"))
    whole = line.parts[0]

    left = from_there(line, 1)

    assert (whole.sets, whole.reps, whole.planned_s) == (2, 10, 40.0)
    assert (left.parts[0].sets, left.parts[0].reps, left.parts[0].planned_s) == (1, 5, 20.0)
    assert left.parts[1:] == line.parts[1:]
    assert left.segments == line.segments


@pytest.mark.parametrize("begin_at", [0, 3])
def test_a_part_that_begins_from_its_start_is_planned_as_it_was(begin_at: int) -> None:
    line = timeline(step("sets"), step("hold"))

    assert from_there(line, begin_at) == line


def test_what_is_laid_out_is_kept_to_the_last_digit() -> None:
    for line in every_line():
        assert msgspec.json.decode(msgspec.json.encode(line), type=Timeline) == line


# --- the player ------------------------------------------------------------------------------------------------------


class GoingOn:
    """A player that begins in the middle."""

    def __init__(self, line: Timeline, begin_at: int, performed: int = 0, played_s: float = 0.0) -> None:
        self.clocks = FakeClocks()
        self.player = Player(
            from_there(line, begin_at),
            self.clocks.clock,
            self.clocks.boot_clock,
            begin_at=begin_at,
            performed=performed,
            played_s=played_s,
        )
        self.dues: list[Due] = self.player.start()

    def run(self, seconds: float) -> None:
        while seconds > 0:
            self.clocks.pass_(min(1.0, seconds))
            seconds -= 1.0
            self.dues += self.player.tick()


def test_it_begins_there_and_counts_on() -> None:
    going = GoingOn(timeline(step("walk"), step("hold")), 2, performed=2, played_s=41.0)
    assert (going.player.index, going.player.total_left_s) == (2, 25.0)

    going.run(30.0)

    [began] = [due for due in going.dues if isinstance(due, PartBegan)]
    [ended] = [due for due in going.dues if isinstance(due, PartEnded)]
    assert (began.performance.number, began.performance.part) == (3, 1)
    assert (ended.outcome, ended.performance.work_s) == ("done", 20.0)
    assert going.dues[-1] == Finished("end")
    assert going.player.played_s == 41.0 + 25.0


def test_skipped_near_the_end_of_what_was_left_it_is_done() -> None:
    going = GoingOn(timeline(step("sets"), step("walk")), 2)
    going.run(19.0)

    [ended] = [due for due in going.player.skip() if isinstance(due, PartEnded)]

    assert ended.outcome == "done"


def test_back_leads_to_what_was_done_before_it_was_cut_off() -> None:
    going = GoingOn(timeline(step("walk"), step("hold"), step("walk")), 4)
    going.player.back()

    assert going.player.index == 1


def test_back_does_not_lead_to_a_pack_that_was_on_before() -> None:
    line = timeline(CHECK, step("heat"), step("walk"))
    going = GoingOn(line, 7)

    assert going.player.why_not_back() == "There was a pack on there. Leave 2 hours between packs."


def test_at_the_check_of_a_pack_it_waits_for_the_answer() -> None:
    line = timeline(CHECK, step("heat"), step("walk"))
    going = GoingOn(line, 6)
    going.run(3600.0)

    assert (going.player.state, going.player.place) == (State.WAITING, 6)
    going.dues += going.player.answer(yes=True)
    going.run(31.0)
    assert [due.performance.part for due in going.dues if isinstance(due, PartEnded)] == [1]


def test_no_at_that_check_ends_the_routine() -> None:
    going = GoingOn(timeline(CHECK, step("heat"), step("walk")), 6)

    assert [due.how for due in going.player.answer(yes=False) if isinstance(due, Finished)] == ["no"]


def test_the_place_is_found_again_when_a_stretch_was_lengthened_or_cut_in_two() -> None:
    line = timeline(step("walk"), CHECK, step("heat"), step("walk"))
    going = GoingOn(line, 0)
    going.player.lengthen()
    going.run(41.0)
    going.dues += going.player.answer(yes=True)
    going.run(100.0)
    going.player.pause()
    going.run(130.0)
    going.dues += going.player.resume()  # with a look at the skin: the stretch is cut in two
    assert (len(going.player.segments), going.player.place) == (len(line.segments) + 2, 2)

    going.dues += going.player.answer(yes=True)
    assert going.player.place == 2
    going.run(290.0)
    assert going.player.segment.kind == "check"
    assert line.segments[going.player.place].kind == "check"
