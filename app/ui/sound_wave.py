"""Cue sounds read from WAV files into memory, so that nothing is read from disk when one is due."""

import wave
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wave:
    """A mono recording of 16-bit samples, little-endian, and the file it came from."""

    path: Path
    rate: int
    samples: bytes

    @property
    def length_s(self) -> float:
        """How long it sounds."""
        return len(self.samples) / (2 * self.rate)


def read_wave(path: Path) -> Wave:
    """Read a WAV file. Raises OSError, wave.Error or EOFError, ValueError for anything but 16-bit mono."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise ValueError(f"{path} is not 16-bit mono")
        return Wave(path, file.getframerate(), file.readframes(file.getnframes()))


def read_waves(folder: Path) -> dict[str, Wave]:
    """Read every WAV file of a folder that can be read, by its name without the ending."""
    waves: dict[str, Wave] = {}
    for path in sorted(folder.glob("*.wav")):
        try:
            waves[path.stem] = read_wave(path)
        except (OSError, EOFError, ValueError, wave.Error):
            continue  # one damaged file silences one cue
    return waves
