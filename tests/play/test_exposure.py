"""Heat and cold: counted from pack on to pack off, through pause, wait and sleep, and never past their limit."""

import pytest

from app.play.dues import Due, Finished, MarkDue, PartEnded, Paused, State
from app.play.player import Player
from tests.play.fakes import FakeClocks, step, timeline
from tests.play.test_player import CHECK, ended, events, run, started

PACK = (CHECK, step("heat", time=900.0))
CONTRAST = {"step": "contrast", "contrast": 4, "warm": "heat", "cool": "cold"}


def on_pack() -> tuple[Player, FakeClocks]:
    player, clocks, _ = started(timeline(*PACK))
    player.answer(yes=True)
    return player, clocks


def test_skin_is_looked_at_every_five_minutes_and_when_the_pack_comes_off() -> None:
    kinds = [(segment.kind, segment.length_s) for segment in timeline(*PACK).segments[1:]]

    assert kinds == [("work", 300), ("check", None)] * 3


def test_the_last_check_lets_the_pack_come_off() -> None:
    player, clocks = on_pack()
    dues: list[Due] = []
    for _ in range(3):
        dues += run(player, clocks, 301.0)
        dues += player.answer(yes=True)

    assert ended(dues) == [(0, "done", 900.0, 0)]
    assert dues[-1] == Finished("end")
    assert player.exposure is None


def test_pausing_says_to_take_the_pack_off() -> None:
    player, clocks = on_pack()
    run(player, clocks, 60.0)

    dues = player.pause()

    assert dues[0] == Paused("asked")
    assert events(dues) == ["pack-off"]


def test_going_on_after_more_than_two_minutes_away_starts_with_a_skin_check() -> None:
    player, clocks = on_pack()
    run(player, clocks, 60.0)
    player.pause()
    run(player, clocks, 121.0)

    dues = player.resume()
    assert events(dues) == ["check"]
    assert player.segment.title == "Before the pack goes back on, look at your skin and touch it."
    assert player.state is State.WAITING
    dues = player.answer(yes=True)

    assert player.segment.kind == "work"
    assert player.left_s == 240.0
    assert player.performing is not None
    assert player.performing.work_s == 60.0


def test_going_on_within_two_minutes_goes_straight_on() -> None:
    player, clocks = on_pack()
    run(player, clocks, 60.0)
    player.pause()
    run(player, clocks, 119.0)

    player.resume()

    assert (player.segment.kind, player.left_s) == ("work", 240.0)


def test_a_pause_counts_as_time_on_the_skin() -> None:
    player, clocks = on_pack()
    run(player, clocks, 60.0)
    player.pause()

    dues = run(player, clocks, 1141.0)

    assert events(dues) == ["pack-off"]
    assert ended(dues) == [(0, "partial", 60.0, 0)]
    assert player.segment.closes_block
    assert player.state is State.PAUSED


def test_sleep_counts_as_time_on_the_skin() -> None:
    player, clocks = on_pack()
    run(player, clocks, 290.0)

    clocks.sleep(3600.0)
    dues = player.tick()

    assert dues[0] == Paused("slept")
    assert "pack-off" in events(dues)
    assert ended(dues) == [(0, "partial", 290.0, 0)]
    assert player.segment.closes_block


def test_an_unanswered_check_reminds_then_says_to_take_the_pack_off_and_ends_the_pack_in_time() -> None:
    player, clocks = on_pack()
    dues = run(player, clocks, 300.0 + 119.0)
    assert events(dues).count("reminder") == 7
    assert "pack-off" not in events(dues)

    dues = run(player, clocks, 2.0)
    assert events(dues) == ["pack-off"]
    dues = run(player, clocks, 1200.0 - 421.0)

    assert player.segment.closes_block
    assert isinstance(next(due for due in dues if isinstance(due, PartEnded)), PartEnded)


@pytest.mark.parametrize("tick_s", [0.25, 1.0, 4.75])
def test_time_is_up_at_the_very_moment_however_often_we_look(tick_s: float) -> None:
    player, clocks, _ = started(timeline(CHECK, step("heat", time=1200.0)))
    player.answer(yes=True)
    dues: list[Due] = []
    while not player.segment.closes_block:
        dues += run(player, clocks, tick_s, tick_s)
        if player.segment.kind == "check" and not player.segment.closes_block:
            run(player, clocks, 38.0, 4.75)
            dues += player.answer(yes=True)

    [(_, _, work_s, _)] = ended(dues)
    assert work_s == pytest.approx(1200.0 - 3 * 38.0, abs=3 * 4.75)
    assert clocks.boot_now - 5000.0 < 1200.0 + tick_s


def test_more_time_is_off_where_it_would_keep_the_pack_on_too_long() -> None:
    player, clocks, _ = started(timeline(CHECK, step("heat", time=1190.0)))
    player.answer(yes=True)
    for _ in range(3):
        run(player, clocks, 305.0)
        player.answer(yes=True)
    assert player.left_s == 290.0  # and 915 s are over: 10 s more would be 15 s too many

    assert player.why_not_lengthen() == "The pack stays on for 20 min at most, pauses and checks included."
    player.lengthen()

    assert player.left_s == 290.0


def test_more_time_is_on_while_the_pack_may_stay() -> None:
    player, clocks, _ = started(timeline(CHECK, step("heat", time=310.0)))
    player.answer(yes=True)
    run(player, clocks, 301.0)
    player.answer(yes=True)

    player.lengthen()

    assert player.left_s == 20.0


def test_a_stretch_between_skin_checks_cannot_be_made_longer() -> None:
    player, _ = on_pack()

    assert player.why_not_lengthen() == "Your skin is looked at every 5 min. That comes next."


def test_back_is_off_with_a_pack_on_and_after_it() -> None:
    player, clocks, _ = started(timeline(*PACK, step("walk")))
    player.answer(yes=True)
    run(player, clocks, 100.0)
    assert player.why_not_back() == "A pack is on. Going back would keep it on for longer."
    assert player.back() == []
    player.skip()
    player.answer(yes=True)

    assert player.why_not_back() == "There was a pack on there. Leave 2 hours between packs."


def test_skip_with_a_pack_on_leads_to_the_check_where_it_comes_off() -> None:
    player, clocks = on_pack()
    run(player, clocks, 100.0)

    dues = player.skip()

    assert ended(dues) == [(0, "partial", 100.0, 0)]
    assert player.segment.closes_block


def test_no_at_a_skin_check_ends_the_routine_and_says_what_to_do() -> None:
    player, clocks = on_pack()
    run(player, clocks, 301.0)

    *dues, finished = player.answer(yes=False)

    assert ended(dues) == [(0, "partial", 300.0, 0)]
    assert isinstance(finished, Finished)
    assert finished.how == "no"
    assert finished.say.startswith("Take the pack off")


def test_contrast_changes_packs_at_each_check_and_ends_warm() -> None:
    line = timeline(CHECK, CONTRAST)
    packs = [segment.pack for segment in line.segments if segment.kind == "work"]
    assert packs == ["heat", "cold"] * 4 + ["heat"]
    player, clocks, dues = started(line)
    dues += player.answer(yes=True)
    while player.state is not State.FINISHED:
        dues += run(player, clocks, 10.0)
        dues += player.answer(yes=True)

    assert [outcome for _, outcome, _, _ in ended(dues)] == ["done"] * 9


def test_contrast_in_all_ends_after_twenty_five_minutes() -> None:
    player, clocks, _ = started(timeline(CHECK, CONTRAST))
    player.answer(yes=True)
    passed_s = 0.0
    while not player.segment.closes_block:
        run(player, clocks, 1.0)
        passed_s += 1.0
        if player.segment.kind == "check" and player.offset_s > 60:
            player.answer(yes=True)

    assert passed_s == pytest.approx(1500.0, abs=1.0)


def test_marks_of_a_pack_carry_no_countdown() -> None:
    player, clocks = on_pack()

    dues = run(player, clocks, 299.0)

    assert [due.mark.event for due in dues if isinstance(due, MarkDue)] == ["halfway"]


def test_a_look_at_the_skin_makes_no_more_room_for_a_warm_turn() -> None:
    player, clocks, _ = started(timeline(CHECK, CONTRAST))
    player.answer(yes=True)
    run(player, clocks, 170.0)
    player.pause()
    run(player, clocks, 121.0)
    player.resume()
    player.answer(yes=True)

    for _ in range(30):
        player.lengthen()

    assert player.performing is not None
    assert player.left_s is not None
    assert player.performing.work_s + player.left_s == 240.0


def test_pauses_of_less_than_two_minutes_do_not_put_off_a_look_at_the_skin() -> None:
    player, clocks = on_pack()
    run(player, clocks, 100.0)
    player.pause()
    run(player, clocks, 110.0)
    player.resume()
    assert player.segment.kind == "work"

    dues = run(player, clocks, 92.0)

    assert "check" in events(dues)
    assert player.state is State.WAITING
    player.answer(yes=True)
    assert player.left_s == pytest.approx(300.0 - 100.0 - 91.0, abs=1.0)


def test_turns_that_time_leaves_no_room_for_are_recorded_as_skipped() -> None:
    player, clocks, dues = started(timeline(CHECK, CONTRAST))
    dues += player.answer(yes=True)
    while not player.segment.closes_block:
        dues += run(player, clocks, 10.0)
        if player.segment.kind == "check" and player.offset_s > 200:
            dues += player.answer(yes=True)

    outcomes = [outcome for _, outcome, _, _ in ended(dues)]
    assert len(outcomes) == 9
    assert outcomes[-1] == "skipped"
    assert outcomes == sorted(outcomes)  # done, then at most one partial, then skipped
