"""How fast a person does things: what a speed and a time to get ready do to a routine, and what they leave alone."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.play.layout import Options, lay_out, options_of
from app.play.pace import paced, tempo_of
from app.play.timeline import Timeline
from app.routine.model import DoseRange, RepsDose, Routine
from app.settings import Settings
from tests.play.fakes import EXERCISES, step, timeline

CHECK = {"step": "check", "check": "Look.", "question": "Fine?"}
ALL = (
    step("hold", ready=5.0),
    {"step": "rest", "rest": 20.0},
    step("neck", ready=5.0),
    step("reps", ready=5.0),
    step("breath", ready=5.0),
    step("walk", ready=5.0),
    {"step": "note", "note": "Sit up.", "time": 10.0},
    {"step": "rounds", "rounds": 2, "rest": 20.0, "steps": [step("sets", ready=5.0)]},
    CHECK,
    step("heat", ready=10.0),
)


def lengths(line: Timeline, *kinds: str) -> list[tuple[str, float]]:
    return [(one.kind, one.about_s) for one in line.segments if one.kind in kinds]


def held(line: Timeline) -> list[tuple[str, float]]:
    """What is done in its own time: holds, breaths, walks, packs and their checks."""
    return [
        (one.kind, one.about_s)
        for one in line.segments
        if one.kind in ("note", "check") or (one.kind == "work" and (one.beat is None or one.beat.of == "breath"))
    ]


@given(speed=st.floats(0.75, 1.5))
def test_holds_breaths_heat_and_cold_and_what_is_read_keep_their_time_at_any_speed(speed: float) -> None:
    usual, at_speed = timeline(*ALL), timeline(*ALL, options=Options(speed=speed))
    assert held(at_speed) == held(usual)
    assert [one.kind for one in at_speed.segments] == [one.kind for one in usual.segments]
    assert all(
        round(one.about_s) == one.about_s for one in at_speed.segments if one.kind in ("ready", "rest", "switch")
    )


def test_reps_rests_and_changes_are_quicker_at_a_higher_speed() -> None:
    line = timeline(*ALL, options=Options(speed=1.25))
    assert lengths(line, "switch") == [("switch", 4.0)]
    assert lengths(line, "ready") == [("ready", 4.0)] * 7 + [("ready", 10.0)]
    assert lengths(line, "rest") == [("rest", rest_s) for rest_s in (4.0, 16.0, 8.0, 16.0, 8.0)]
    [reps] = [one for one in line.segments if one.beat and one.beat.of == "rep" and len(one.beat.sides) == 2]
    assert reps.beat is not None
    assert reps.beat.phases == (("out", 1.6), ("pause", 1.0), ("back", 1.6))
    assert reps.length_s == pytest.approx(6 * 4.2)
    assert line.parts[3].planned_s == pytest.approx(6 * 4.2)


def test_slower_than_written_takes_longer_and_faster_less() -> None:
    slow, usual, fast = (timeline(*ALL, options=Options(speed=speed)).total_s for speed in (0.75, 1.0, 1.5))
    assert slow > usual > fast


def test_a_rest_is_whole_seconds_and_never_quite_gone() -> None:
    assert [paced(5.0, 1.1), paced(5.0, 1.5), paced(0.5, 1.5), paced(0.0, 1.5), paced(2.25, 1.0)] == [5, 3, 1, 0, 2.25]


def reps(**changes: Any) -> RepsDose:
    return msgspec.structs.replace(RepsDose(reps=5), **changes)


def test_the_pause_in_a_rep_is_a_hold_and_stays() -> None:
    assert tempo_of(reps(tempo=(1.0, 5.0, 1.0)), EXERCISES["reps"], 0.75) == (1.3, 5.0, 1.3)


def test_a_tempo_stays_within_the_range_of_its_exercise() -> None:
    exercise = msgspec.structs.replace(EXERCISES["reps"], range=DoseRange(out_s=(2.0, 3.0), back_s=(1.0, 2.2)))
    assert tempo_of(reps(), exercise, 1.5) == (2.0, 0.0, 1.3)
    assert tempo_of(reps(), exercise, 0.75) == (2.7, 0.0, 2.2)


def test_tensing_and_letting_go_keep_their_time() -> None:
    exercise = msgspec.structs.replace(EXERCISES["reps"], kind="relax")
    assert tempo_of(reps(tempo=(5.0, 0.0, 15.0)), exercise, 1.5) == (5.0, 0.0, 15.0)


def test_no_rep_becomes_shorter_than_a_rep_may_be() -> None:
    assert tempo_of(reps(tempo=(0.3, 0.0, 0.3)), EXERCISES["reps"], 1.5) == (0.3, 0.0, 0.3)


def test_the_time_to_get_ready_is_the_persons_own_at_any_speed_and_none_stays_none() -> None:
    line = timeline(
        step("hold", ready=5.0),
        step("walk"),
        CHECK,
        step("heat", ready=20.0),
        options=Options(speed=1.5, get_ready_s=12.0),
    )
    assert lengths(line, "ready") == [("ready", 12.0), ("ready", 12.0)]


def test_the_settings_say_how_fast() -> None:
    options = options_of(Settings(first_side="left", speed=0.8, get_ready_s=9.0))
    assert options == Options(first_side="left", speed=0.8, get_ready_s=9.0)
    assert options_of(Settings()) == Options()


def test_at_the_usual_speed_all_is_as_written() -> None:
    whole = {"schema": 1, "language": "en", "title": "Test", "purpose": "Testing.", "steps": list(ALL)}
    routine = msgspec.convert(whole, Routine)
    assert lay_out("x", routine, EXERCISES, Options(speed=1.0, get_ready_s=0.0)) == lay_out("x", routine, EXERCISES)
