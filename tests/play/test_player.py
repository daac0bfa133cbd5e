"""The player: position, controls and pauses, on clocks that tests move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.play.dues import Due, Finished, MarkDue, PartBegan, PartEnded, Paused, Resumed, State
from app.play.player import Player
from app.play.timeline import Timeline
from tests.play.fakes import FakeClocks, step, timeline


def started(line: Timeline) -> tuple[Player, FakeClocks, list[Due]]:
    clocks = FakeClocks()
    player = Player(line, clocks.clock, clocks.boot_clock)
    return player, clocks, player.start()


def run(player: Player, clocks: FakeClocks, seconds: float, tick_s: float = 1.0) -> list[Due]:
    """Let time pass with regular ticks."""
    dues: list[Due] = []
    while seconds > 1e-9:
        clocks.pass_(min(tick_s, seconds))
        seconds -= tick_s
        dues += player.tick()
    return dues


def events(dues: list[Due]) -> list[str]:
    return [due.mark.event for due in dues if isinstance(due, MarkDue)]


def ended(dues: list[Due]) -> list[tuple[int, str, float, int]]:
    return [
        (due.performance.part, due.outcome, round(due.performance.work_s, 6), due.performance.reps)
        for due in dues
        if isinstance(due, PartEnded)
    ]


def seen(dues: list[Due]) -> list[object]:
    """What came due, without how late it was, which does depend on the ticks."""
    return [(due.mark, due.segment) if isinstance(due, MarkDue) else due for due in dues]


MIXED = timeline(
    step("neck", ready=5.0),
    {"step": "rest", "rest": 10.0},
    step("reps"),
    step("breath"),
    {"step": "note", "note": "Sit up.", "time": 4.0},
    step("walk"),
)


def test_a_hold_goes_ready_start_halfway_countdown_rest_and_end() -> None:
    player, clocks, dues = started(timeline(step("hold", ready=5.0)))

    dues += run(player, clocks, 50.1)

    countdown = ["countdown"] * 3
    once = ["start", "halfway", *countdown]
    assert events(dues) == ["ready", *countdown, *once, "rest", *countdown, *once, "end", "finished"]
    assert ended(dues) == [(0, "done", 40.0, 0)]
    assert dues[-1] == Finished("end")
    assert player.state is State.FINISHED
    assert player.played_s == 50.0


@given(st.lists(st.floats(0.001, 4.9), min_size=1))
def test_how_often_we_tick_changes_nothing(waits: list[float]) -> None:
    often, often_clocks, often_dues = started(MIXED)
    once, once_clocks, once_dues = started(MIXED)
    for wait in waits:
        often_clocks.pass_(wait)
        often_dues += often.tick()
    left_s = often_clocks.now - once_clocks.now
    while left_s > 0:
        moved_s = min(4.9, left_s)
        once_clocks.pass_(moved_s)
        left_s -= moved_s
        once_dues += once.tick()
    once_clocks.now, once_clocks.boot_now = often_clocks.now, often_clocks.boot_now  # the sums differ in the last bit
    once_dues += once.tick()

    assert seen(often_dues) == seen(once_dues)
    assert (often.index, often.state) == (once.index, once.state)
    assert abs(often.offset_s - once.offset_s) < 1e-9
    assert abs(often.played_s - once.played_s) < 1e-9


def test_pause_keeps_the_exact_place_and_resume_goes_on_from_it() -> None:
    player, clocks, _ = started(timeline(step("walk")))
    run(player, clocks, 7.25)

    assert player.pause() == [Paused("asked")]
    run(player, clocks, 600.0)
    assert (player.state, player.offset_s) == (State.PAUSED, 7.25)
    assert player.resume() == [Resumed()]
    run(player, clocks, 1.0)

    assert player.offset_s == 8.25
    assert player.played_s == 8.25


def test_a_pause_may_say_why_and_a_second_one_changes_nothing() -> None:
    player, clocks, _ = started(timeline(step("walk")))
    run(player, clocks, 7.25)

    assert player.pause("locked") == [Paused("locked")]
    assert player.pause() == []
    assert player.offset_s == 7.25


def test_sleep_pauses_in_its_own_words_and_is_not_logged() -> None:
    player, clocks, _ = started(timeline(step("walk")))
    run(player, clocks, 10.0)

    clocks.sleep(12 * 3600.0)
    clocks.pass_(0.5)

    assert player.tick() == [Paused("slept")]
    assert player.played_s == 10.0
    assert player.performing is not None
    assert player.performing.work_s == 10.0


def test_a_hold_up_pauses_in_its_own_words_and_is_not_logged() -> None:
    player, clocks, _ = started(timeline(step("walk")))
    run(player, clocks, 10.0)

    clocks.pass_(5.1)

    assert player.tick() == [Paused("held up")]
    assert player.played_s == 10.0


def test_a_late_tick_of_less_than_five_seconds_is_no_hold_up() -> None:
    player, clocks, _ = started(timeline(step("walk")))

    clocks.pass_(4.9)

    assert not any(isinstance(due, Paused) for due in player.tick())
    assert player.played_s == pytest.approx(4.9)


def test_each_side_has_its_full_time_and_a_switch_of_its_own() -> None:
    player, clocks, dues = started(timeline(step("neck")))

    dues += run(player, clocks, 45.1)

    assert ended(dues) == [(0, "done", 20.0, 0), (1, "done", 20.0, 0)]
    assert [part.side for part in player.timeline.parts] == ["right", "left"]
    assert events(dues).count("switch") == 1


def test_reps_are_counted_as_each_is_finished() -> None:
    player, clocks, _ = started(timeline(step("reps")))

    run(player, clocks, 12.0)  # three reps of 5 s are not quite done: two are

    assert player.performing is not None
    assert player.performing.reps == 2


def test_self_paced_sets_wait_for_the_person() -> None:
    player, clocks, dues = started(timeline(step("own", rest=10.0)))
    run(player, clocks, 33.0)
    assert player.state is State.WAITING

    dues += player.done()
    dues += run(player, clocks, 10.0)
    assert player.state is State.WAITING
    dues += run(player, clocks, 4.0)
    dues += player.done()

    assert ended(dues) == [(0, "done", 37.0, 10)]
    assert isinstance(dues[-1], Finished)


def test_skip_in_a_step_records_what_was_done_of_it() -> None:
    player, clocks, dues = started(timeline(step("hold"), step("walk")))
    run(player, clocks, 8.0)

    dues += player.skip()

    assert ended(dues) == [(0, "partial", 8.0, 0)]
    assert player.part is not None
    assert player.part.exercise_id == "walk"


def test_skip_before_a_step_begins_records_it_as_skipped() -> None:
    player, clocks, dues = started(timeline(step("hold", ready=5.0), step("walk")))
    run(player, clocks, 2.0)

    dues += player.skip()

    assert ended(dues) == [(0, "skipped", 0.0, 0)]


def test_skip_passes_over_one_side_only() -> None:
    player, clocks, dues = started(timeline(step("neck")))
    run(player, clocks, 3.0)

    dues += player.skip()
    dues += run(player, clocks, 25.1)

    assert ended(dues) == [(0, "partial", 3.0, 0), (1, "done", 20.0, 0)]


def test_a_step_left_in_its_last_tenth_is_done() -> None:
    player, clocks, dues = started(timeline(step("walk"), step("hold")))
    run(player, clocks, 28.0)

    dues += player.skip()

    assert ended(dues) == [(0, "done", 28.0, 0)]


def test_back_starts_the_step_again_and_keeps_what_was_done_as_partial() -> None:
    player, clocks, dues = started(timeline(step("walk"), step("hold")))
    run(player, clocks, 12.0)

    dues += player.back()
    dues += run(player, clocks, 30.1)

    assert ended(dues) == [(0, "partial", 12.0, 0), (0, "done", 30.0, 0)]
    numbers = [due.performance.number for due in dues if isinstance(due, PartEnded)]
    assert numbers == [1, 2]


def test_back_in_the_first_seconds_goes_to_the_step_before() -> None:
    player, clocks, dues = started(timeline(step("walk"), step("hold")))
    dues += run(player, clocks, 30.5)

    dues += player.back()

    assert player.part is not None
    assert player.part.exercise_id == "walk"
    assert ended(dues) == [(0, "done", 30.0, 0)]  # half a second of the hold is no record


def test_ten_seconds_more_make_a_hold_longer_up_to_its_limit() -> None:
    player, clocks, _ = started(timeline(step("neck")))
    run(player, clocks, 5.0)

    player.lengthen()
    assert player.left_s == 25.0
    assert player.why_not_lengthen() == "This is held for 30 s at most."
    player.lengthen()

    assert player.left_s == 25.0


def test_more_of_a_breath_is_one_whole_breath_and_of_reps_one_a_side() -> None:
    breath, _, _ = started(timeline(step("breath")))
    breath.lengthen()
    reps, _, _ = started(timeline(step("reps")))
    reps.lengthen()

    assert breath.left_s == 4 * 9.5
    assert reps.left_s == 8 * 5.0


def test_ending_early_keeps_what_was_done() -> None:
    player, clocks, dues = started(timeline(step("walk"), step("hold")))
    run(player, clocks, 12.0)

    dues += player.end()

    assert ended(dues) == [(0, "partial", 12.0, 0)]
    assert dues[-1] == Finished("early")
    assert player.played_s == 12.0


CHECK = {"step": "check", "check": "Look.", "question": "All well?"}


def test_a_check_waits_reminds_and_goes_on_with_yes() -> None:
    player, clocks, _ = started(timeline(CHECK, step("walk")))

    dues = run(player, clocks, 46.0)
    assert events(dues) == ["reminder"] * 3
    assert player.why_not_skip() == "This one needs an answer first."
    assert player.skip() == []
    dues = player.answer(yes=True)

    assert events(dues) == ["start"]
    assert player.played_s == 20.0  # a check counts as long as it was planned, not as long as it stood open


def test_no_stops_where_the_check_says_stop() -> None:
    player, _, _ = started(timeline(CHECK, step("walk")))

    assert player.answer(yes=False)[-1] == Finished("no")


def test_no_skips_the_next_step_with_all_its_sides_where_the_check_says_skip() -> None:
    player, _, _ = started(timeline({**CHECK, "if_no": "skip"}, step("neck"), step("walk")))

    dues = player.answer(yes=False)

    assert ended(dues) == [(0, "skipped", 0.0, 0), (1, "skipped", 0.0, 0)]
    assert player.part is not None
    assert player.part.exercise_id == "walk"


def test_a_mark_says_how_late_it_is() -> None:
    player, clocks, _ = started(timeline(step("walk")))

    clocks.pass_(4.0)
    player.tick()
    clocks.pass_(4.5)
    player.tick()
    clocks.pass_(4.5)
    player.tick()
    clocks.pass_(3.0)
    [halfway] = player.tick()

    assert isinstance(halfway, MarkDue)
    assert halfway.late_s == 1.0


def test_nothing_comes_due_before_the_next_due_moment() -> None:
    player, clocks, _ = started(MIXED)
    quiet = 0
    while player.state is not State.FINISHED:
        due_s = player.next_due_s
        assert due_s is not None
        clocks.pass_(min(due_s - 1e-6, 4.9) if due_s > 1e-6 else 0.0)
        if due_s < 4.9:
            quiet += not player.tick()
            clocks.pass_(2e-6)
            assert player.tick()
        else:
            assert not player.tick()

    assert quiet > 20


def test_part_began_comes_once_for_each_part() -> None:
    player, clocks, dues = started(MIXED)

    dues += run(player, clocks, MIXED.total_s + 1)

    assert [due.performance.part for due in dues if isinstance(due, PartBegan)] == [0, 1, 2, 3, 4]
    assert [part for part, outcome, _, _ in ended(dues) if outcome == "done"] == [0, 1, 2, 3, 4]
