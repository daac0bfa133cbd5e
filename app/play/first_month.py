"""4-7-8 breathing in a timeline, and few breaths of it in the first month."""

from dataclasses import replace

from app.play.timeline import Beat, Segment, Timeline
from app.routine.model import BreathDose, Pattern, Phase
from app.routine.safety import BREATH_CYCLES_478_FIRST_MONTH, Ceiling, is_478


def breathes_478(timeline: Timeline) -> str | None:
    """Return the exercise of a timeline that breathes 4-7-8, at any speed; None where none does."""
    for segment in timeline.segments:
        if segment.part is not None and is_breathed_478(segment):
            return timeline.parts[segment.part].exercise_id
    return None


def eased_for_first_month(timeline: Timeline) -> Timeline:
    """Return the timeline with at most four 4-7-8 breaths at a time, as befits the first month (source: WEIL)."""
    most = BREATH_CYCLES_478_FIRST_MONTH
    ceiling = Ceiling(most, f"In the first month this is breathed {most} times at most.")
    parts, segments = list(timeline.parts), list(timeline.segments)
    for index, segment in enumerate(segments):
        beat, part = segment.beat, segment.part
        if beat is None or part is None or not is_breathed_478(segment):
            continue
        if parts[part].ceiling.most > most:
            parts[part] = replace(parts[part], ceiling=ceiling)  # fewer may not be lengthened past it either
        if segment.beats > most:
            length_s = most * beat.length_s
            segments[index] = replace(segment, beats=most, length_s=length_s, about_s=length_s)
            given = BreathDose(breath=_pattern_of(beat), cycles=most)
            parts[part] = replace(parts[part], dose=f"{most} breaths of 4-7-8", given=given, planned_s=length_s)
    return replace(timeline, segments=tuple(segments), parts=tuple(parts))


def is_breathed_478(segment: Segment) -> bool:
    """Tell whether a segment is 4-7-8 breathing, at any speed."""
    if segment.beat is None or segment.beat.of != "breath":
        return False
    return is_478(_pattern_of(segment.beat))


def _pattern_of(beat: Beat) -> Pattern:
    phases = tuple(Phase(name=name, length_s=length_s) for name, length_s in beat.phases)  # type: ignore[arg-type]
    return Pattern(phases=phases)
