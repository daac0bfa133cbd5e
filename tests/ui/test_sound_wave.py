"""Cue sounds read from WAV files."""

import wave
from pathlib import Path

import pytest

from app.ui.sound_wave import read_wave, read_waves


def write(path: Path, channels: int = 1, seconds: float = 0.5) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, 48_000, 0, "NONE", "not compressed"))
        file.writeframes(bytes(range(256)) * round(seconds * 48_000 * 2 * channels / 256))
    return path


def test_a_wave_knows_its_samples_and_how_long_they_sound(tmp_path: Path) -> None:
    found = read_wave(write(tmp_path / "start.wav", seconds=0.24))
    assert found.rate == 48_000
    assert found.samples == bytes(range(256)) * 90
    assert found.length_s == 0.24


def test_anything_but_mono_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not 16-bit mono"):
        read_wave(write(tmp_path / "start.wav", channels=2))


def test_a_damaged_file_silences_one_cue_alone(tmp_path: Path) -> None:
    write(tmp_path / "start.wav")
    (tmp_path / "end.wav").write_bytes(b"no sound at all")
    (tmp_path / "rest.wav").write_bytes(b"")
    assert list(read_waves(tmp_path)) == ["start"]


def test_a_folder_that_is_not_there_holds_no_cues(tmp_path: Path) -> None:
    assert read_waves(tmp_path / "gone") == {}
