"""How far a rep or a breath has gone at a moment: what swells on the page, and by how much the figure moves."""

from app.play.timeline import Beat

_BEFORE_SIP = 0.8  # full but for the second, short breath in on top


def eased(share: float) -> float:
    """Return a share of a way as one goes it: gently away and gently in. Below 0 is 0, above 1 is 1."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def phase_at(beat: Beat, at_s: float) -> tuple[int, float]:
    """Return which phase of a beat it is at a moment, and how many seconds into it."""
    for index, (_, length_s) in enumerate(beat.phases):
        if at_s < length_s:
            return index, at_s
        at_s -= length_s
    return len(beat.phases) - 1, beat.phases[-1][1]


def filled(beat: Beat, index: int, share: float) -> float:
    """Return how full it is, 0 to 1, at a share of a phase.

    It fills with in or out, stays with a pause, and empties with out or back.
    """
    before, after = _level_after(beat, index - 1), _level_after(beat, index)
    return before + (after - before) * eased(share)


def _level_after(beat: Beat, index: int) -> float:
    """Return how full it is at the end of a phase. A pause keeps what came before it."""
    filling, emptying = (("in", "sip"), ("out",)) if beat.of == "breath" else (("out", "tighten"), ("back", "let go"))
    for back in range(len(beat.phases)):
        name = beat.phases[index - back][0]
        if name.startswith(emptying):
            return 0.0
        if name.startswith(filling):
            is_topped_up = beat.phases[(index - back + 1) % len(beat.phases)][0] == "sip"
            return _BEFORE_SIP if is_topped_up else 1.0
    return 0.0
