"""How loud each cue is: the volume, times that of its kind; what warns never sinks below what can be heard."""

from typing import Literal

from app.settings import Settings

SoundKind = Literal["tempo", "changes", "breathing", "warnings"]

AUDIBLE = 0.3  # of the slider: some 20 dB below full, still heard in a quiet room

_KINDS: dict[str, SoundKind] = {
    "countdown": "tempo",
    "rep": "tempo",
    "breathe-in": "breathing",
    "breathe-in-again": "breathing",
    "breathe-out": "breathing",
    "breathe-hold": "breathing",
    "check": "warnings",
    "warning": "warnings",
}


def kind_of(sound: str) -> SoundKind:
    """Return which of the four volumes a cue's sound goes by."""
    return _KINDS.get(sound, "changes")


def volume_of(sound: str, chosen: Settings) -> float:
    """Return the place on the slider for a cue, 0 to 1.

    To silence warnings as well, the sound is muted or switched off.
    """
    kind = kind_of(sound)
    share = {
        "tempo": chosen.volume_tempo,
        "changes": chosen.volume_changes,
        "breathing": chosen.volume_breathing,
        "warnings": chosen.volume_warnings,
    }[kind]
    volume = chosen.volume * share
    return max(AUDIBLE, volume) if kind == "warnings" else volume
