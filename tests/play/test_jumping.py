"""Going to another step of the routine: what lies between is passed over, no question is, and no pack goes on twice."""

from app.play.dues import State
from app.play.player import Player
from tests.play.fakes import step, timeline
from tests.play.test_hurting import CHECK, Play

ASKS_FIRST = "There is a question to answer before that."


def where(player: Player) -> tuple[str, str, float]:
    assert player.part is not None
    return player.part.exercise_id, player.segment.kind, player.offset_s


def station_of(player: Player, slug: str, side: str = "both") -> int:
    parts = player.timeline.parts
    return next(
        one.station
        for one in player.segments
        if one.part is not None and (parts[one.part].exercise_id, parts[one.part].side) == (slug, side)
    )


def test_ahead_it_begins_at_the_start_of_a_step_and_records_what_was_passed_over() -> None:
    play = Play(timeline(step("hold"), step("reps"), step("walk", ready=5.0)))
    play.passes(6)

    play.dues += play.player.go_to(station_of(play.player, "walk"))

    assert where(play.player) == ("walk", "ready", 0.0)
    assert play.ended == [("hold", "both", "partial"), ("reps", "alternating", "skipped")]


def test_back_it_does_a_step_again_and_keeps_what_was_done_of_this_one() -> None:
    play = Play(timeline(step("hold"), step("walk")))
    play.passes(50)
    assert where(play.player) == ("walk", "work", 5.0)

    play.dues += play.player.go_to(station_of(play.player, "hold"))

    assert where(play.player) == ("hold", "work", 0.0)
    assert play.ended == [("hold", "both", "done"), ("walk", "both", "partial")]


def test_a_side_can_be_gone_to_by_itself() -> None:
    play = Play(timeline(step("neck"), step("walk")))

    play.player.go_to(station_of(play.player, "neck", "left"))

    assert play.player.part is not None
    assert play.player.part.side == "left"


def test_the_step_we_are_in_is_begun_again() -> None:
    play = Play(timeline(step("hold"), step("walk")))
    play.passes(30)

    play.player.go_to(0)

    assert where(play.player) == ("hold", "work", 0.0)


def test_no_question_is_passed_over_but_it_can_be_gone_to() -> None:
    play = Play(timeline(step("hold"), CHECK, step("walk")))
    walk = station_of(play.player, "walk")
    assert play.player.why_not_go_to(walk) == ASKS_FIRST
    assert play.player.go_to(walk) == []

    play.player.go_to(walk - 1)

    assert (play.player.segment.kind, play.player.state) == ("check", State.WAITING)
    assert play.player.why_not_go_to(walk) == ASKS_FIRST


def test_with_a_pack_on_nothing_is_gone_to_and_back_past_one_neither() -> None:
    play = Play(timeline(step("walk"), CHECK, step("heat", time=120.0), step("hold")))
    play.passes(30)
    play.player.answer(yes=True)
    assert play.player.segment.pack == "heat"
    assert play.player.why_not_go_to(0) == "A pack is on. Skip leads to where it comes off."
    play.player.skip()
    play.player.answer(yes=True)

    assert where(play.player)[0] == "hold"
    assert play.player.why_not_go_to(0) == "There was a pack on there. Leave 2 hours between packs."


def test_what_was_left_out_because_it_hurts_is_not_gone_back_to() -> None:
    play = Play(timeline(step("hold"), step("walk")))
    play.player.leave_out()

    assert play.player.why_not_go_to(0) == "You left this one out because it hurts."


def test_a_paused_routine_stays_paused_where_it_went() -> None:
    play = Play(timeline(step("hold"), step("walk")))
    play.passes(6)
    play.player.pause()

    play.player.go_to(1)

    assert (where(play.player), play.player.state) == (("walk", "work", 0.0), State.PAUSED)


def test_before_the_start_and_after_the_end_there_is_nowhere_to_go() -> None:
    player = Player(timeline(step("walk")))
    assert player.why_not_go_to(0) == "Nothing plays."
    player.start()
    assert player.why_not_go_to(7) == "The routine has no such step."
    player.end()

    assert player.go_to(0) == []
    assert player.why_not_go_to(0) == "Nothing plays."
