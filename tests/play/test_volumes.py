"""How loud each cue is."""

from typing import get_args

import pytest

from app.play.cues import SOUNDS
from app.play.volumes import AUDIBLE, SoundKind, kind_of, volume_of
from app.settings import Settings

QUIET = Settings(volume=0.5, volume_tempo=0.1, volume_changes=0.2, volume_breathing=0.4, volume_warnings=0.9)


def test_every_sound_has_its_kind_and_every_kind_its_sounds() -> None:
    kinds = {kind: {sound for sound in SOUNDS if kind_of(sound) == kind} for kind in get_args(SoundKind)}
    assert kinds["tempo"] == {"countdown", "rep"}
    assert kinds["breathing"] == {"breathe-in", "breathe-in-again", "breathe-out", "breathe-hold"}
    assert kinds["warnings"] == {"check", "warning"}
    assert len(kinds["changes"]) == len(SOUNDS) - 8


@pytest.mark.parametrize(("sound", "share"), [("rep", 0.1), ("switch", 0.2), ("breathe-out", 0.4), ("warning", 0.9)])
def test_the_volume_of_a_kind_is_a_share_of_the_volume(sound: str, share: float) -> None:
    assert volume_of(sound, QUIET) == pytest.approx(0.5 * share)


def test_a_warning_never_sinks_below_what_can_be_heard() -> None:
    softly, silent = Settings(volume=0.1, volume_warnings=0.3), Settings(volume=0.0)
    assert volume_of("warning", softly) == volume_of("check", silent) == AUDIBLE
    assert volume_of("start", silent) == 0.0
