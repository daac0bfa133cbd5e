"""What the page shows at a moment: kinds of steps, breaths and reps as movement, and how often to paint."""

import pytest

from app.play.player import Player
from app.ui.player.moment import Moment, frames_wanted, moment_of
from tests.play.fakes import FakeClocks, step, timeline
from tests.play.test_hurting import CHECK

EVERY = timeline(
    step("neck", ready=5.0),
    {"step": "rest", "rest": 10.0},
    {"step": "note", "note": "Sit up.", "time": 4.0},
    {"step": "wait", "wait": "Fetch the pack."},
    CHECK,
    step("heat", time=120.0),
    step("cold", time=120.0),
)


def begun(*steps: dict[str, object], at_s: float = 0.0) -> tuple[Player, FakeClocks]:
    clocks = FakeClocks()
    player = Player(timeline(*steps), clocks.clock, clocks.boot_clock)
    player.start()
    while at_s > 0:
        clocks.pass_(min(0.5, at_s))
        at_s -= 0.5
        player.tick()
    return player, clocks


def at(*steps: dict[str, object], at_s: float) -> Moment:
    return moment_of(begun(*steps, at_s=at_s)[0])


def each_kind() -> dict[str, Moment]:
    clocks = FakeClocks()
    player = Player(EVERY, clocks.clock, clocks.boot_clock)
    player.start()
    seen: dict[str, Moment] = {}
    while player.segment.pack != "cold":
        moment = moment_of(player)
        seen.setdefault(moment.tint if player.segment.pack and moment.kind == "work" else moment.kind, moment)
        if player.segment.kind == "check":
            player.answer(yes=True)
        elif player.segment.is_open:
            player.done()
        else:
            clocks.pass_(1.0)
            player.tick()
        if player.state.value == "finished":
            break
    return seen


def test_no_two_kinds_of_steps_look_alike_without_colour() -> None:
    seen = each_kind()
    assert set(seen) == {"ready", "work", "switch", "rest", "note", "wait", "check", "heat"}

    looks = {(one.word, one.icon, one.ring, one.face) for one in seen.values()}
    icons = {one.icon for one in seen.values()}

    assert len(looks) == len(icons) == len(seen)


def test_heat_is_warm_cold_is_cool_and_a_breath_has_its_own_colour() -> None:
    assert each_kind()["heat"].tint == "heat"
    assert at(step("breath"), at_s=1.0).tint == "breath"
    assert each_kind()["work"].tint == "accent"


@pytest.mark.parametrize(("at_s", "side"), [(2.0, "right"), (6.0, "right"), (26.0, "left"), (32.0, "left")])
def test_the_side_is_told_from_the_get_ready_on_and_at_the_switch_the_one_to_come(at_s: float, side: str) -> None:
    assert at(step("neck", ready=5.0), at_s=at_s).side == side


def test_where_sides_take_turns_the_side_is_that_of_the_rep() -> None:
    moments = [at(step("reps"), at_s=at_s) for at_s in (1.0, 6.0, 11.0)]

    assert [(one.side, one.digits, one.below) for one in moments] == [
        ("right", "1", "of 3"),
        ("left", "1", "of 3"),
        ("right", "2", "of 3"),
    ]


BOX = {
    "breath": {
        "phases": [{"name": name, "length_s": 4.0} for name in ("in", "hold", "out", "hold")],
    },
}


def test_the_circle_fills_and_empties_with_the_breath_and_holds_still_where_that_does() -> None:
    box = step("breath", **BOX)
    swells = [at(box, at_s=at_s).swell for at_s in (0.0, 2.0, 4.5, 7.5, 10.0, 12.5, 15.5)]

    assert swells == [0.0, 0.5, 1.0, 1.0, 0.5, 0.0, 0.0]


def test_a_breath_shows_the_word_and_the_seconds_of_its_phase_and_counts_breaths() -> None:
    moment = at(step("breath"), at_s=9.5 + 5.0)

    assert (moment.word, moment.digits, moment.below, moment.notches) == ("Breathe out", "5", "Breath 2 of 3", 3)


def test_a_rep_shows_its_tempo_as_movement_and_word() -> None:
    moments = [at(step("sets"), at_s=0.5)]
    alternating = [at(step("reps"), at_s=at_s) for at_s in (1.0, 2.5, 4.0)]

    assert [(one.word, one.swell) for one in alternating] == [("Move", 0.5), ("Stay", 1.0), ("Back", 0.5)]
    assert moments[0].digits == "1"


def test_a_set_the_person_counts_shows_how_many_and_no_ring() -> None:
    moment = at(step("own"), at_s=3.0)

    assert (moment.digits, moment.below, moment.ring, moment.swell) == ("5", "times", "none", None)


def test_the_screen_is_painted_as_often_as_something_moves() -> None:
    def wanted(*steps: dict[str, object], at_s: float, **other: bool) -> float:
        given = {"flashes": False, "reduced_motion": False, "has_figure": False, **other}
        return frames_wanted(begun(*steps, at_s=at_s)[0], **given)

    box = step("breath", **BOX)
    assert [wanted(box, at_s=at_s) for at_s in (2.0, 6.0, 10.0, 14.0)] == [60.0, 30.0, 60.0, 30.0]
    assert wanted(step("hold"), at_s=3.0) == 30.0
    assert wanted(step("hold"), at_s=3.0, flashes=True) == 60.0
    assert wanted(step("own"), at_s=3.0) == 2.0
    assert wanted(step("own"), at_s=3.0, has_figure=True) == 60.0
    assert wanted(box, at_s=2.0, reduced_motion=True) == 10.0
    player, _ = begun(box, at_s=2.0)
    player.pause()
    assert frames_wanted(player, flashes=True, reduced_motion=False, has_figure=True) == 2.0
