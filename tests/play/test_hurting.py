"""When something hurts: the exercise is left, not done again, and the record says why."""

import pytest

from app.play.dues import Due, Finished, PartEnded
from app.play.player import Player
from app.play.timeline import Timeline
from tests.play.fakes import FakeClocks, step, timeline

CHECK = {"step": "check", "check": "Look.", "question": "Fine?"}


class Play:
    def __init__(self, laid_out: Timeline) -> None:
        self.clocks = FakeClocks()
        self.player = Player(laid_out, self.clocks.clock, self.clocks.boot_clock)
        self.dues: list[Due] = self.player.start()

    def passes(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.5)):
            self.clocks.pass_(0.5)
            self.dues += self.player.tick()

    @property
    def ended(self) -> list[tuple[str, str, str]]:
        parts = self.player.timeline.parts
        ends = [due for due in self.dues if isinstance(due, PartEnded)]
        return [
            (parts[end.performance.part].exercise_id, parts[end.performance.part].side, end.outcome) for end in ends
        ]


def test_what_hurts_is_left_with_its_other_side_and_recorded_as_it_was() -> None:
    play = Play(timeline(step("neck"), step("walk")))
    play.passes(6)
    play.dues += play.player.leave_out()
    assert play.ended == [("neck", "right", "hurt"), ("neck", "left", "skipped")]
    assert play.player.part is not None
    assert play.player.part.exercise_id == "walk"


def test_it_is_not_done_again_in_a_later_round() -> None:
    rounds = {"step": "rounds", "rounds": 2, "steps": [step("hold"), step("walk")]}
    play = Play(timeline(rounds))
    play.dues += play.player.leave_out()
    play.passes(120)
    assert [(slug, outcome) for slug, _, outcome in play.ended] == [
        ("hold", "hurt"),
        ("walk", "done"),
        ("hold", "skipped"),
        ("walk", "done"),
    ]
    assert play.dues[-1] == Finished("end")


def test_going_back_does_not_lead_into_it_again() -> None:
    play = Play(timeline(step("walk"), step("hold"), step("walk")))
    play.passes(31)
    play.dues += play.player.leave_out()
    play.dues += play.player.back()
    assert play.player.part is not None
    assert play.player.part.exercise_id == "walk"


def test_left_at_the_very_end_the_routine_is_over() -> None:
    play = Play(timeline(step("walk"), step("hold")))
    play.passes(32)
    play.dues += play.player.leave_out()
    assert play.ended[-1][2] == "hurt"
    assert isinstance(play.dues[-1], Finished)


def test_stopping_because_it_hurts_says_so_even_after_a_moment() -> None:
    play = Play(timeline(step("hold"), step("walk")))
    play.passes(0.5)
    play.dues += play.player.stop_hurt()
    assert play.ended == [("hold", "both", "hurt")]
    assert play.dues[-1] == Finished("hurt")


def test_a_step_not_yet_begun_did_not_hurt() -> None:
    play = Play(timeline(step("hold", ready=5.0), step("walk")))
    play.passes(1)
    play.dues += play.player.leave_out()
    assert play.ended == [("hold", "both", "skipped")]


def test_a_pack_that_hurts_comes_off_at_its_check() -> None:
    play = Play(timeline(CHECK, step("heat")))
    play.dues += play.player.answer(yes=True)
    play.passes(60)
    play.dues += play.player.leave_out()
    assert play.ended == [("heat", "both", "hurt")]
    assert play.player.segment.kind == "check"
    assert play.player.segment.closes_block


@pytest.mark.parametrize("what", ["rest", "note"])
def test_where_nothing_is_done_nothing_is_left_out(what: str) -> None:
    between = {"rest": {"step": "rest", "rest": 9.0}, "note": {"step": "note", "note": "Breathe.", "time": 9.0}}[what]
    play = Play(timeline(between, step("walk")))
    assert play.player.why_not_hurts()
    assert play.player.leave_out() == []
