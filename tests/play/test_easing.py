"""An easier exercise in mid-play: what is swapped, from where on, within which limits, and how it is taken back."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from app.play.cues import cues_of
from app.play.dues import Due, LaidOut, PartEnded, State
from app.play.easing import easier_ways
from app.play.layout import Options, lay_out
from app.play.player import Player
from app.play.suiting import Choices
from app.play.timeline import Timeline
from app.routine.model import Exercise, Routine
from tests.play.fakes import EXERCISES, FakeClocks, step, timeline

CHECK = {"step": "check", "check": "Look.", "question": "Fine?"}
NOBODY = Choices()


def changed(slug: str, **changes: Any) -> dict[str, Exercise]:
    """The exercises, one of them otherwise."""
    return {**EXERCISES, slug: msgspec.structs.replace(EXERCISES[slug], **changes)}


def ways_of(line: Timeline, exercises: Mapping[str, Exercise] = EXERCISES, **others: Any) -> dict[str, Timeline]:
    return easier_ways(line, exercises, others.pop("options", Options()), others.pop("choices", NOBODY), **others)


class Play:
    def __init__(self, line: Timeline, ways: Mapping[str, Timeline] | None = None) -> None:
        self.clocks = FakeClocks()
        self.player = Player(
            line, self.clocks.clock, self.clocks.boot_clock, easier_ways=ways_of(line) if ways is None else ways
        )
        self.dues: list[Due] = self.player.start()

    def passes(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.5)):
            self.clocks.pass_(0.5)
            self.dues += self.player.tick()

    def easier(self) -> list[Due]:
        dues = self.player.easier()
        self.dues += dues
        return dues

    def harder(self) -> None:
        self.dues += self.player.harder()

    @property
    def shape(self) -> list[tuple[str, str | None, str, float]]:
        """The segments from here on: kind, exercise, side and seconds."""
        player = self.player
        parts = player.timeline.parts
        return [
            (one.kind, None if one.part is None else parts[one.part].exercise_id, one.side, one.about_s)
            for one in player.segments[player.index :]
        ]

    @property
    def ended(self) -> list[tuple[str, str, str, float]]:
        parts = self.player.timeline.parts
        ends = [due for due in self.dues if isinstance(due, PartEnded)]
        return [
            (
                parts[one.performance.part].exercise_id,
                parts[one.performance.part].side,
                one.outcome,
                one.performance.work_s,
            )
            for one in ends
        ]


# --- from here on ----------------------------------------------------------------------------------------------------


def test_the_easier_one_begins_with_its_own_get_ready_and_what_was_done_is_kept() -> None:
    play = Play(timeline(step("walk", swap="own"), step("breath")))
    play.passes(12)
    assert play.player.easier_name == "Own pace"
    dues = play.easier()

    assert play.ended == [("walk", "both", "partial", 12.0)]
    assert play.shape == [
        ("ready", "own", "both", 5.0),
        ("work", "own", "both", 20.0),
        ("rest", "own", "both", 30.0),
        ("work", "own", "both", 20.0),
        ("work", "breath", "both", 28.5),
    ]
    assert play.player.part is not None
    assert play.player.part.swapped_from == "walk"
    assert [cue.say for cue in cues_of(dues, play.player.timeline)] == ["Own pace. Soft."]
    assert play.player.total_left_s == pytest.approx(5 + 20 + 30 + 20 + 28.5)


def test_pressed_before_anything_was_done_nothing_is_written_of_the_harder_one() -> None:
    play = Play(timeline(step("walk", ready=5.0, swap="own")))
    play.passes(2)
    play.easier()
    assert play.ended == []
    assert play.player.segment.kind == "ready"


def test_a_longer_time_to_get_ready_stays_as_long() -> None:
    play = Play(timeline(step("walk", ready=12.0, swap="own"), step("walk", ready=20.0, swap="own")))
    play.easier()
    assert [length_s for kind, _, _, length_s in play.shape if kind == "ready"] == [12.0, 20.0]


def test_it_is_introduced_with_a_sound_also_straight_after_another_step() -> None:
    again = step("hold", ready=5.0, swap="own")
    play = Play(timeline(step("walk"), again, step("breath"), again))
    play.passes(31)
    assert [cue.sound for cue in cues_of(play.easier(), play.player.timeline)] == ["ready"]
    later = [one for one in play.player.segments[play.player.index + 1 :] if one.kind == "ready"]
    assert [one.follows_work for one in later] == [True]  # as it came before


def test_sets_that_were_done_are_not_asked_for_again() -> None:
    play = Play(timeline(step("own", sets=3, rest=10.0, swap="hold")))
    play.passes(2)
    play.dues += play.player.done()
    play.passes(12)
    play.dues += play.player.done()  # two of three sets are done; of the two holds, the second is left
    play.easier()
    assert play.shape == [("ready", "hold", "both", 5.0), ("work", "hold", "both", 20.0)]
    assert play.player.segments[-1].turn == (2, 2)
    part = play.player.part
    assert part is not None
    assert (part.planned_s, part.sets) == (20.0, 1)


def test_in_the_first_set_all_of_the_easier_one_is_done() -> None:
    play = Play(timeline(step("own", sets=3, swap="hold")))
    play.passes(2)
    play.easier()
    assert [kind for kind, *_ in play.shape] == ["ready", "work", "rest", "work"]


def test_a_side_that_is_done_stays_done() -> None:
    line = timeline(step("neck", swap="other"))
    others = {**EXERCISES, "other": msgspec.structs.replace(EXERCISES["neck"], name="Other")}
    play = Play(line, ways_of(line, others))
    play.passes(28)  # 20 s right, 5 s to switch, 3 s left
    play.easier()
    assert play.ended == [("neck", "right", "done", 20.0), ("neck", "left", "partial", 3.0)]
    assert play.shape == [("ready", "other", "left", 5.0), ("work", "other", "left", 20.0)]
    assert play.player.segment.text == "Soft."


def test_on_the_first_side_both_sides_are_swapped() -> None:
    line = timeline(step("walk"), step("neck", swap="other"), step("walk"))
    others = {**EXERCISES, "other": msgspec.structs.replace(EXERCISES["neck"], name="Other")}
    play = Play(line, ways_of(line, others))
    play.passes(33)
    play.easier()
    assert [(kind, slug, side) for kind, slug, side, _ in play.shape] == [
        ("ready", "other", "right"),
        ("work", "other", "right"),
        ("switch", "other", "left"),
        ("work", "other", "left"),
        ("work", "walk", "both"),
    ]


@pytest.mark.parametrize("sides", ["each", "both"])
def test_each_side_of_what_was_put_in_is_skipped_by_itself(sides: str) -> None:
    others = {**EXERCISES, "other": msgspec.structs.replace(EXERCISES["neck"], sides=sides)}
    line = timeline(step("walk", swap="other"), step("hold"))
    play = Play(line, ways_of(line, others))
    play.easier()
    play.passes(6)
    play.dues += play.player.skip()
    if sides == "each":
        assert play.shape[0] == ("switch", "other", "left", 5.0)
        play.dues += play.player.skip()
    assert play.shape[0] == ("work", "hold", "both", 20.0)


# --- where it comes again --------------------------------------------------------------------------------------------


def test_it_is_swapped_in_later_rounds_too() -> None:
    rounds = {"step": "rounds", "rounds": 3, "rest": 5.0, "steps": [step("walk", swap="sets"), step("breath")]}
    play = Play(timeline(rounds))
    play.passes(70)  # into the second round
    play.easier()
    done = [play.player.timeline.parts[index].exercise_id for index in play.player.timeline.to_do]
    assert done == ["walk", "breath", "sets", "breath", "sets", "breath"]


def test_the_same_exercise_with_another_way_out_stays() -> None:
    play = Play(timeline(step("walk", swap="sets"), step("walk", swap="reps"), step("walk")))
    play.easier()
    done = [play.player.timeline.parts[index].exercise_id for index in play.player.timeline.to_do]
    assert done == ["sets", "walk", "walk"]


def test_no_to_a_question_still_leads_past_what_was_put_in() -> None:
    asks = {**CHECK, "if_no": "skip"}
    play = Play(timeline(step("walk", swap="sets"), asks, step("walk", swap="sets"), step("breath")))
    play.easier()
    play.dues += play.player.skip()
    play.dues += play.player.answer(yes=False)
    assert play.shape == [("work", "breath", "both", 28.5)]


def test_what_was_made_longer_stays_longer_and_keeps_its_place() -> None:
    play = Play(timeline(step("walk"), step("breath"), step("hold", swap="sets")))
    play.dues += play.player.lengthen()
    play.passes(40)
    play.dues += play.player.skip()
    play.easier()
    assert play.player.segments[0].length_s == 40.0
    assert play.player.timeline.segments[0].length_s == 30.0
    assert play.player.segments[play.player.index] == play.player.timeline.segments[play.player.place]


# --- never offered ---------------------------------------------------------------------------------------------------


def offered(line: Timeline, exercises: Mapping[str, Exercise] = EXERCISES, **others: Any) -> str:
    return Play(line, ways_of(line, exercises, **others)).player.easier_name


def test_there_is_nothing_easier_than_what_names_nothing() -> None:
    play = Play(timeline(step("walk")))
    assert play.player.easier_name == ""
    assert play.player.why_not_easier() is not None
    assert play.easier() == []


def test_not_under_a_precaution_that_applies() -> None:
    exercises = changed("sets", avoid_if=("recent-shoulder-injury",))
    line = timeline(step("walk", swap="sets"))
    assert offered(line, exercises) == "Sets"
    assert offered(line, exercises, applies=frozenset({"recent-shoulder-injury"})) == ""


def test_not_what_the_person_leaves_out() -> None:
    assert offered(timeline(step("walk", swap="sets")), choices=Choices(hidden=frozenset({"sets"}))) == ""


def test_not_what_has_hurt() -> None:
    play = Play(timeline(step("sets"), step("walk", swap="sets")))
    play.dues += play.player.leave_out()
    assert play.player.part is not None
    assert play.player.part.exercise_id == "walk"
    assert play.player.easier_name == ""


def test_never_a_pack_nor_instead_of_one() -> None:
    assert offered(timeline(step("walk", swap="heat"))) == ""
    play = Play(timeline(CHECK, step("cold", time=300.0, swap="walk")))
    play.dues += play.player.answer(yes=True)
    assert play.player.segment.pack
    before = play.player.exposure
    assert play.player.easier_name == ""
    play.easier()
    assert play.player.exposure == before


def test_not_where_the_stretch_would_be_held_too_long_in_one_routine() -> None:
    """Six holds of 30 s are the most; four leave room for two of 20 s, and not for two more."""
    held = [step("hold", hold=30.0, reps=2)] * 2
    play = Play(timeline(step("walk", swap="hold"), step("walk", swap="hold"), *held))
    assert play.player.easier_name == "Hold"
    play.easier()
    done = [play.player.timeline.parts[index].exercise_id for index in play.player.timeline.to_do]
    assert done == ["hold", "walk", "hold", "hold"]
    assert offered(timeline(step("walk", swap="hold"), *held, step("hold", reps=1, hold=30.0))) == ""


def test_four_seven_eight_is_breathed_as_in_the_first_month_and_not_past_eight() -> None:
    phases = [{"name": "in", "length_s": 4.0}, {"name": "hold", "length_s": 7.0}, {"name": "out", "length_s": 8.0}]
    dose = msgspec.convert(
        {"dose": "breath", "breath": {"phases": phases}, "cycles": 8}, type(EXERCISES["breath"].dose)
    )
    exercises = {**EXERCISES, "slow": msgspec.structs.replace(EXERCISES["breath"], dose=dose)}
    line = timeline(*[step("walk", swap="slow")] * 3)
    play = Play(line, ways_of(line, exercises))
    play.easier()
    done = [play.player.timeline.parts[index].exercise_id for index in play.player.timeline.to_do]
    assert done == ["slow", "slow", "walk"]
    assert play.player.segments[1].beats == 4


def test_not_before_the_start_nor_after_the_end() -> None:
    line = timeline(step("walk", swap="sets"))
    player = Player(line, easier_ways=ways_of(line))
    assert player.easier_name == ""
    play = Play(line)
    play.dues += play.player.end()
    assert play.player.easier_name == ""
    assert play.easier() == []


def test_easier_still_is_offered_and_what_it_stands_in_for_is_not() -> None:
    exercises = changed("sets", easier="own")
    line = timeline(step("walk", swap="sets"))
    play = Play(line, ways_of(line, exercises))
    play.easier()
    assert play.player.easier_name == "Own pace"
    play.easier()
    assert play.player.part is not None
    assert (play.player.part.exercise_id, play.player.part.swapped_from) == ("own", "walk")
    again = changed("sets", easier="walk")
    play = Play(line, ways_of(line, again))
    play.easier()
    assert play.player.easier_name == ""


# --- taken back ------------------------------------------------------------------------------------------------------


def test_taken_back_the_harder_one_begins_again() -> None:
    line = timeline(step("walk", ready=5.0, swap="sets"), step("walk", swap="sets"), step("breath"))
    play = Play(line)
    play.passes(10)
    play.easier()
    assert play.player.harder_name == "Walk"
    play.passes(9)  # 5 s of ready, two reps' worth
    play.harder()

    assert play.player.segments == list(line.segments)
    assert play.player.index == 0
    assert play.player.harder_name == ""
    assert play.player.easier_name == "Sets"
    assert play.ended == [("walk", "both", "partial", 5.0), ("sets", "both", "partial", 4.0)]
    play.passes(120)
    assert [one[:3] for one in play.ended[2:]] == [("walk", "both", "done")] * 2 + [("breath", "both", "done")]


def test_swapped_again_after_that_each_doing_is_about_its_own_part() -> None:
    play = Play(timeline(step("walk", swap="sets")))
    for _ in range(3):
        play.easier()
        play.passes(8)
        play.harder()
        play.passes(3)
    assert [slug for slug, *_ in play.ended] == ["sets", "walk", "sets", "walk", "sets"]


def test_two_swaps_are_taken_back_one_by_one() -> None:
    play = Play(line := timeline(step("walk", swap="sets")), ways_of(line, changed("sets", easier="own")))
    play.easier()
    play.easier()
    names = []
    for _ in range(2):
        names.append(play.player.harder_name)
        play.harder()
    assert names == ["Sets", "Walk"]
    assert play.player.segments == list(line.segments)


def test_it_is_not_taken_back_in_another_step() -> None:
    play = Play(timeline(step("walk", swap="sets"), step("breath")))
    play.easier()
    play.dues += play.player.skip()
    assert play.player.harder_name == ""
    before = play.shape
    play.harder()
    assert play.shape == before
    play.dues += play.player.back()
    assert play.player.harder_name == "Walk"


def test_back_at_once_leads_to_the_step_before() -> None:
    play = Play(timeline(step("breath"), step("walk", swap="sets")))
    play.passes(35)
    play.easier()
    play.dues += play.player.back()
    assert play.shape[0][:2] == ("work", "breath")


def test_while_paused_it_stays_paused() -> None:
    play = Play(timeline(step("walk", swap="sets")))
    play.passes(5)
    play.dues += play.player.pause()
    play.easier()
    assert play.player.state is State.PAUSED
    play.dues += play.player.resume()
    play.passes(6)
    assert play.player.performing is not None


def test_what_comes_due_says_how_it_is_laid_out_between_the_end_of_one_and_what_follows() -> None:
    play = Play(timeline(step("walk", swap="sets")))
    play.passes(5)
    kinds = [type(due).__name__ for due in play.easier()]
    assert kinds == ["PartEnded", "LaidOut", "MarkDue"]
    [laid_out] = [due for due in play.dues if isinstance(due, LaidOut)]
    assert laid_out.timeline is play.player.timeline


# --- ways ------------------------------------------------------------------------------------------------------------


def test_an_easier_one_is_laid_out_as_the_person_likes_it() -> None:
    line = timeline(step("walk", swap="neck"))
    ways = ways_of(line, options=Options(first_side="left"))
    assert [part.side for part in ways["neck"].parts] == ["left", "right"]


def test_what_is_always_swapped_is_no_easier_way_by_another_name() -> None:
    """Asked for in mid-play, an exercise comes as it is, also where it is otherwise done in an easier way itself."""
    exercises = changed("sets", easier="own")
    line = lay_out("x", _routine(step("walk", swap="sets")), exercises)
    ways = ways_of(line, exercises, choices=Choices(swapped=frozenset({"sets"})))
    assert ways["sets"].parts[0].exercise_id == "sets"


def _routine(*steps: Mapping[str, object]) -> Routine:
    whole = {"schema": 1, "language": "en", "title": "Test", "purpose": "Testing.", "steps": list(steps)}
    return msgspec.convert(whole, Routine)
