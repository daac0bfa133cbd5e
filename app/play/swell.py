"""How far a rep or a breath has gone at a moment: what swells on the page, and by how much the figure moves."""

from app.play.timeline import Beat


def eased(share: float) -> float:
    """Return a share of a way as one goes it: gently away and gently in. Below 0 is 0, above 1 is 1."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def phase_at(beat: Beat, at_s: float) -> tuple[str, float, float]:
    """Return the phase of a beat at a moment: its name, how far into it, and its length, in seconds."""
    for name, length_s in beat.phases:
        if at_s < length_s:
            return name, at_s, length_s
        at_s -= length_s
    name, length_s = beat.phases[-1]
    return name, length_s, length_s


def filled(phase: str, share: float, beat: Beat) -> float:
    """Return how full it is, 0 to 1: it fills with in or out, stays with a pause, and empties with out or back."""
    filling, emptying = (("in", "sip"), ("out",)) if beat.of == "breath" else (("out", "tighten"), ("back", "let go"))
    if phase.startswith(emptying):
        return 1 - eased(share)
    if phase.startswith(filling):
        has_sip = any(name == "sip" for name, _ in beat.phases)
        if phase == "sip":
            return 0.8 + 0.2 * eased(share)
        return eased(share) * (0.8 if has_sip else 1.0)
    return _level_of_pause(phase, beat)


def _level_of_pause(phase: str, beat: Beat) -> float:
    """A pause keeps the level of what came before it: full after in or out of a rep, empty after breathing out."""
    names = [name for name, _ in beat.phases]
    before = names[names.index(phase) - 1]
    emptied = before.startswith("out") if beat.of == "breath" else before in ("back", "let go")
    return 0.0 if emptied else 1.0
