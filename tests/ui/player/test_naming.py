"""What steps are called where they are not the one that is done, and when they come."""

from app.play.player import Player
from app.ui.player.naming import Named, next_up, place_in_words, stretches
from tests.play.fakes import FakeClocks, step, timeline

LINE = timeline(step("neck", ready=5.0), {"step": "rest", "rest": 10.0}, step("own"), step("walk"))


def test_the_steps_of_a_routine_lie_one_after_the_other_and_make_up_all_of_it() -> None:
    found = stretches(LINE.segments, LINE.parts)

    assert [one.named.words for one in found] == [
        "Neck, right side",
        "Neck, left side",
        "Rest",
        "Own pace",
        "Walk",
    ]
    assert (found[0].starts_s, found[-1].ends_s) == (0.0, LINE.total_s)
    assert [one.starts_s for one in found[1:]] == [one.ends_s for one in found[:-1]]
    assert [one.first for one in found[1:]] == [one.end for one in found[:-1]]


def test_a_step_is_told_with_when_it_comes_and_how_long_it_takes() -> None:
    right, left, _, own, _ = stretches(LINE.segments, LINE.parts)

    assert place_in_words(right, 7.0) == ("Now", "Neck, right side, 25 s")
    assert place_in_words(right, 25.0)[0] == "Over"
    assert place_in_words(left, 7.0)[0] == "In 0:18"
    assert place_in_words(own, 7.0)[1].startswith("Own pace, about ")


def test_next_is_the_other_side_and_then_the_next_step_and_then_nothing() -> None:
    clocks = FakeClocks()
    player = Player(timeline(step("neck"), step("walk")), clocks.clock, clocks.boot_clock)
    player.start()
    assert next_up(player) == Named("Neck", "left")
    player.skip()
    assert next_up(player) == Named("Walk")
    player.skip()

    assert next_up(player) is None


def test_next_is_another_turn_of_this_after_a_rest_in_it() -> None:
    clocks = FakeClocks()
    player = Player(timeline(step("hold"), step("walk")), clocks.clock, clocks.boot_clock)
    player.start()
    for _ in range(21):
        clocks.pass_(1.0)
        player.tick()
    assert player.segment.kind == "rest"

    assert next_up(player) == Named("Hold, 2 of 2")
