"""A person and a machine that do anything at all to a player, with what must hold whatever they do."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.play.dues import Due, Finished, MarkDue, PartBegan, PartEnded, State
from app.play.easing import easier_ways
from app.play.going_on import begin_again_at, from_there
from app.play.layout import Options
from app.play.player import Player
from app.play.suiting import Choices
from app.play.timeline import Timeline
from app.routine.safety import STRETCH_TOTAL, exposure_limit_s
from tests.play.fakes import EXERCISES, FakeClocks, step, timeline
from tests.play.test_player import CHECK

LINE = timeline(
    step("neck", ready=5.0, swap="reps"),
    {"step": "wait", "wait": "Fetch the pack."},
    CHECK,
    step("heat", time=900.0),
    step("own", swap="neck"),
    {"step": "rounds", "rounds": 2, "rest": 5.0, "steps": [step("hold", swap="neck"), step("breath")]},
    {**CHECK, "if_no": "skip"},
    step("reps"),
    step("sets", swap="hold"),
)
CONTRAST_LINE = timeline(CHECK, {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "cold"}, step("walk"))


class Playing(RuleBasedStateMachine):
    """Presses every button, pauses, sleeps and is held up, at random."""

    @initialize(line=st.sampled_from([LINE, CONTRAST_LINE]), cut_off=st.none() | st.floats(0.0, 1.0, exclude_max=True))
    def begin(self, line: Timeline, cut_off: float | None) -> None:
        """Begin at the start, or go on where it was cut off."""
        begin_at = begin_again_at(line, int((cut_off or 0.0) * len(line.segments))) or 0
        self.clocks = FakeClocks()
        self.player = Player(
            from_there(line, begin_at),
            self.clocks.clock,
            self.clocks.boot_clock,
            begin_at=begin_at,
            performed=begin_at,
            easier_ways=easier_ways(line, EXERCISES, Options(), Choices()),
        )
        self.dues: list[Due] = list(self.player.start())
        self.awake_s = 0.0

    def _took(self, dues: list[Due]) -> None:
        self.dues += dues

    @rule(seconds=st.floats(0.0, 4.9))
    def time_passes(self, seconds: float) -> None:
        if self.player.state in (State.PLAYING, State.WAITING):
            self.awake_s += seconds
        self.clocks.pass_(seconds)
        self._took(self.player.tick())

    @rule(minutes=st.integers(1, 8))
    def minutes_pass(self, minutes: int) -> None:
        for _ in range(minutes * 15):
            self.time_passes(4.0)

    @rule(seconds=st.floats(5.5, 3000.0))
    def nobody_ticks(self, seconds: float) -> None:
        self.clocks.pass_(seconds)
        self._took(self.player.tick())

    @rule(seconds=st.floats(1.5, 30000.0))
    def the_machine_sleeps(self, seconds: float) -> None:
        self.clocks.sleep(seconds)
        self._took(self.player.tick())

    @rule()
    def pause(self) -> None:
        self._took(self.player.pause())

    @rule()
    def resume(self) -> None:
        self._took(self.player.resume())

    @rule()
    def skip(self) -> None:
        self._took(self.player.skip())

    @rule()
    def back(self) -> None:
        self._took(self.player.back())

    @rule(station=st.integers(0, 30))
    def go_to(self, station: int) -> None:
        unanswered = [one.station for one in self.player.segments[self.player.index :] if one.kind == "check"]
        self._took(self.player.go_to(station))
        if self.player.state is not State.FINISHED:
            assert not unanswered or self.player.segment.station <= min(unanswered)

    @rule()
    def lengthen(self) -> None:
        self._took(self.player.lengthen())

    @rule()
    def easier(self) -> None:
        self._took(self.player.easier())

    @rule()
    def harder(self) -> None:
        self._took(self.player.harder())

    @rule()
    def done(self) -> None:
        self._took(self.player.done())

    @rule(yes=st.sampled_from([True, True, True, False]))
    def answer(self, yes: bool) -> None:
        self._took(self.player.answer(yes))

    @rule(really=st.integers(0, 9))
    def end(self, really: int) -> None:
        if really == 0:
            self._took(self.player.end())

    @invariant()
    def a_pack_whose_time_is_up_is_being_taken_off(self) -> None:
        exposure = self.player.exposure
        if exposure and self.clocks.boot_now - exposure.since > exposure_limit_s(exposure.pack):
            assert self.player.segment.closes_block

    @invariant()
    def skin_is_looked_at_every_five_minutes_while_a_pack_plays(self) -> None:
        player, exposure = self.player, self.player.exposure
        if exposure and player.state is State.PLAYING:
            assert player._watch.seen_boot - exposure.looked <= 300.0 + 0.5

    @invariant()
    def a_turn_of_warm_or_cool_is_no_longer_than_it_may_be(self) -> None:
        part = self.player.part
        if self.player.performing and part and part.kind in ("heat", "cold"):
            assert self.player.performing.work_s <= part.ceiling.most + 1e-6

    @invariant()
    def contrast_in_all_ends_in_time(self) -> None:
        exposure = self.player.exposure
        if exposure and self.clocks.boot_now - exposure.block_since > 1500.0:
            assert self.player.segment.closes_block

    @invariant()
    def the_place_is_within_the_segment(self) -> None:
        player = self.player
        assert player.offset_s >= 0
        assert player.state is State.FINISHED or player.left_s is None or player.left_s >= 0

    @invariant()
    def what_is_played_is_never_more_than_the_time_somebody_was_there(self) -> None:
        assert self.player.played_s <= self.awake_s + 1e-6
        work_s = sum(due.performance.work_s for due in self.dues if isinstance(due, PartEnded))
        assert work_s <= self.awake_s + 1e-6

    @invariant()
    def waiting_is_for_open_segments_and_playing_for_the_others(self) -> None:
        if self.player.state is State.WAITING:
            assert self.player.segment.is_open
        if self.player.state is State.PLAYING:
            assert not self.player.segment.is_open

    @invariant()
    def every_part_that_began_ends_once_or_is_in_progress_or_was_hardly_begun(self) -> None:
        began = [due.performance.number for due in self.dues if isinstance(due, PartBegan)]
        ended = [due.performance.number for due in self.dues if isinstance(due, PartEnded)]
        assert len(set(began)) == len(began)
        assert len(set(ended)) == len(ended)
        assert ended == sorted(ended)

    @invariant()
    def the_place_is_one_of_the_timeline_as_it_was_laid_out(self) -> None:
        here, own = self.player.segment, self.player.timeline.segments[self.player.place]
        assert here.station == own.station
        assert here.kind == own.kind or (own.pack and here.kind == "check")  # a look at the skin cuts it in two

    @invariant()
    def the_segments_are_those_of_the_timeline_in_order_each_whole_or_in_pieces(self) -> None:
        places = self.player._course.places
        assert list(dict.fromkeys(places)) == list(range(len(self.player.timeline.segments)))
        assert places == sorted(places)
        stations = [segment.station for segment in self.player.segments]
        assert stations == sorted(stations)

    @invariant()
    def what_is_swapped_is_within_the_limits_of_a_routine(self) -> None:
        timeline = self.player.timeline
        for slug in ("hold", "neck"):
            sides = [timeline.parts[index] for index in timeline.to_do if timeline.parts[index].exercise_id == slug]
            for side in {part.side for part in sides}:
                assert sum(part.planned_s for part in sides if part.side == side) <= STRETCH_TOTAL.most + 1e-6

    @invariant()
    def parts_keep_their_numbers(self) -> None:
        parts = self.player.timeline.parts
        self.parts = getattr(self, "parts", parts)
        assert parts[: len(self.parts)] == self.parts
        self.parts = parts

    @invariant()
    def it_finishes_once_and_then_nothing_comes_due(self) -> None:
        finishes = [index for index, due in enumerate(self.dues) if isinstance(due, Finished)]
        assert len(finishes) <= 1
        assert not finishes or finishes[0] == len(self.dues) - 1
        assert bool(finishes) == (self.player.state is State.FINISHED)

    @invariant()
    def no_side_is_held_past_its_limit(self) -> None:
        for due in self.dues:
            if isinstance(due, PartEnded) and self.player.timeline.parts[due.performance.part].exercise_id == "neck":
                assert due.performance.work_s <= 30.0 + 1e-6

    @invariant()
    def marks_belong_to_their_segment(self) -> None:
        for due in self.dues[-5:]:
            if isinstance(due, MarkDue) and due.segment.length_s is not None:
                assert due.mark.at_s <= due.segment.length_s


TestPlaying = Playing.TestCase
TestPlaying.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
