"""A routine that is being changed, on its timeline, as far as it can be done."""

import msgspec
import pytest

from app.editing.shown import segments_of, timeline_of
from app.play.layout import lay_out
from app.play.timeline import Timeline
from app.routine.model import ExerciseStep, NoteStep, RestStep, RoundsStep, Routine, Step
from tests.routine.written import bundled

EXERCISES = bundled().usable_exercises


def routine(*steps: Step) -> Routine:
    return Routine(schema=1, language="en", title="A", purpose="B", steps=steps)


def laid(one: Routine) -> Timeline:
    timeline = timeline_of("mine", one, EXERCISES)
    assert timeline is not None
    return timeline


def test_a_routine_with_nothing_wrong_is_laid_out_as_it_is_played() -> None:
    for slug, entry in bundled().routines.items():
        assert entry.model is not None
        assert timeline_of(slug, entry.model, EXERCISES) == lay_out(slug, entry.model, EXERCISES)


def test_steps_that_cannot_be_done_are_left_out_and_the_rest_is_shown() -> None:
    good = (NoteStep("Hello."), RestStep(5.0))
    bad = (
        ExerciseStep("nobody"),
        ExerciseStep("levator-stretch", hold_s=90.0),
        ExerciseStep("levator-stretch", sets=2),
        ExerciseStep("heat-pack", check_every_s=0.001),
        RoundsStep(rounds=2, steps=(ExerciseStep("nobody"),)),
    )
    assert laid(routine(good[0], *bad, good[1])) == laid(routine(*good))


def test_what_is_far_too_long_is_not_laid_out() -> None:
    inner: Step = RestStep(5.0)
    for _ in range(3):
        inner = RoundsStep(rounds=20, steps=(inner,))
    assert timeline_of("mine", routine(inner), EXERCISES) is None
    many = RoundsStep(rounds=20, steps=(RoundsStep(rounds=20, steps=(RestStep(1.0), RestStep(1.0))),))
    assert timeline_of("mine", routine(many), EXERCISES) is None  # more steps than may be, and not more turns
    assert timeline_of("mine", routine(RestStep(8 * 3600.0), RestStep(1.0)), EXERCISES) is None


def test_each_step_has_its_place_on_the_strip() -> None:
    one = routine(
        NoteStep("Hello."),
        ExerciseStep("levator-stretch", reps=1),
        RoundsStep(rounds=2, rest_s=5.0, steps=(NoteStep("Once."), NoteStep("Twice."))),
        ExerciseStep("nobody"),
        RestStep(10.0),
    )
    segments = laid(one).segments

    def titles(*at: str | int) -> list[str]:
        first, after = segments_of(at, one, EXERCISES)
        return [segment.title for segment in segments[first:after]]

    assert titles("steps", 0) == ["Hello."]
    assert {segment.kind for segment in segments[slice(*segments_of(("steps", 1), one, EXERCISES))]} >= {
        "work",
        "switch",
    }
    assert titles("steps", 2) == ["Once.", "Twice.", "Rest", "Once.", "Twice."]
    assert titles("steps", 2, "steps", 1) == ["Twice."]
    assert titles("steps", 3) == []
    assert titles("steps", 4) == ["Rest"]
    with pytest.raises(IndexError):
        segments_of(("steps", 9), one, EXERCISES)


def test_the_looks_at_the_skin_are_on_the_strip_of_the_pack() -> None:
    warm = bundled().routines["warm-pack-15"].model
    assert warm is not None
    timeline = laid(msgspec.structs.replace(warm, steps=warm.steps))
    first, after = segments_of(("steps", 1), warm, EXERCISES)
    assert [segment.kind for segment in timeline.segments[first:after]] == ["work", "check"] * 3
