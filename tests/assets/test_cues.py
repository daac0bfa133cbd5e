"""The cue sounds as files: what the generator writes, levelled, faded, and each unlike the others."""

import array
import math
import runpy
import wave
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.play.cues import SOUNDS

CUES = paths.ASSETS / "cues"
GENERATOR: dict[str, Any] = runpy.run_path(str(CUES / "generate.py"))
IDS = [
    "breathe-hold", "breathe-in", "breathe-in-again", "breathe-out", "check", "countdown", "end", "finished",
    "halfway", "note", "ready", "rep", "rest", "start", "switch", "warning",
]  # fmt: skip
FRAME = 480  # 40 ms at 12 kHz
BANDS_HZ = [240 * 2 ** (band / 6) for band in range(20)]  # whole tones from 240 Hz to 2.2 kHz

loudness_db: Callable[[list[float]], float] = GENERATOR["loudness_db"]


def heard(cue: str) -> list[float]:
    """Return a cue's samples, full scale being 1."""
    with wave.open(str(CUES / f"{cue}.wav")) as file:
        return [x / 32768 for x in array.array("h", file.readframes(file.getnframes()))]


def strength(frame: list[float], hz: float) -> float:
    """Return how strong one pitch is in a frame, by Goertzel's recurrence, at 12 kHz."""
    turn, one, two = 2 * math.cos(2 * math.pi * hz / 12_000), 0.0, 0.0
    for x in frame:
        one, two = x + turn * one - two, one
    return math.sqrt(max(0.0, one * one + two * two - turn * one * two))


def score(cue: str) -> list[list[float]]:
    """Return the strength of each band in each of the first twelve frames of 40 ms, like notes on paper."""
    fine = heard(cue)
    coarse = [sum(fine[i : i + 4]) / 4 for i in range(0, len(fine) - 3, 4)]
    coarse += [0.0] * (12 * FRAME - len(coarse))
    bell = [0.5 - 0.5 * math.cos(2 * math.pi * i / FRAME) for i in range(FRAME)]
    frames = [[coarse[k * FRAME + i] * bell[i] for i in range(FRAME)] for k in range(12)]
    return [[strength(frame, hz) for hz in BANDS_HZ] for frame in frames]


def likeness(one: list[list[float]], other: list[list[float]]) -> float:
    """Return 1 for the same score however loud, 0 for scores without a note in common."""
    a, b = [x for frame in one for x in frame], [x for frame in other for x in frame]
    return sum(x * y for x, y in zip(a, b, strict=True)) / math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))


def middle(frame: list[float]) -> float:
    """Return the middle of what sounds in a frame, in bands."""
    return sum(band * x * x for band, x in enumerate(frame)) / sum(x * x for x in frame)


def spread(away: float) -> float:
    """Return what a sample adds to the curve so many samples away from it: sin(x)/x."""
    return math.sin(math.pi * away) / (math.pi * away) if away else 1.0


def test_there_is_one_file_for_every_sound_that_cues_may_ask_for() -> None:
    assert sorted(path.stem for path in CUES.glob("*.wav")) == IDS
    assert frozenset(IDS) == SOUNDS


def test_the_generator_writes_the_very_files_that_are_shipped(tmp_path: Path) -> None:
    written: list[Path] = GENERATOR["write"](tmp_path)
    assert sorted(path.stem for path in written) == IDS
    differing = [path.name for path in written if path.read_bytes() != (CUES / path.name).read_bytes()]
    assert differing == []


def test_all_cues_together_are_small() -> None:
    assert sum(path.stat().st_size for path in CUES.glob("*.wav")) < 700_000


@pytest.mark.parametrize("cue", IDS)
def test_a_cue_is_mono_16_bit_48_khz_and_short(cue: str) -> None:
    with wave.open(str(CUES / f"{cue}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 48_000)
        assert file.getnframes() / 48_000 < (1.5 if cue == "finished" else 0.5)


@pytest.mark.parametrize("cue", IDS)
def test_a_cue_stays_below_minus_3_db_between_its_samples_too(cue: str) -> None:
    samples = heard(cue)
    top = max(range(len(samples)), key=lambda i: abs(samples[i]))
    near = range(max(0, top - 40), min(len(samples), top + 40))
    curve = [sum(samples[i] * spread(top + eighth / 8 - i) for i in near) for eighth in range(-8, 9)]
    assert max(map(abs, curve)) < 10 ** (-3 / 20)


@pytest.mark.parametrize("cue", IDS)
def test_a_cue_begins_and_ends_in_silence_without_a_click(cue: str) -> None:
    samples = heard(cue)
    assert samples[0] == samples[-1] == 0.0
    loudest = max(map(abs, samples))
    assert max(map(abs, samples[:24])) < 0.1 * loudest  # half a millisecond
    assert max(map(abs, samples[-96:])) < 0.02 * loudest


@pytest.mark.parametrize("cue", IDS)
def test_cues_are_equally_loud_save_the_tempo_tick_that_may_come_every_second(cue: str) -> None:
    assert loudness_db(heard(cue)) == pytest.approx(-31 if cue == "rep" else -19, abs=1)


def test_loudness_is_measured_as_the_broadcasters_do() -> None:
    sine = [math.sin(2 * math.pi * 997 * i / 48_000) for i in range(24_000)]
    assert loudness_db(sine) - 0.691 == pytest.approx(-3.01, abs=0.03)  # ITU-R BS.1770-4, annex 1


def test_no_two_cues_are_alike() -> None:
    scores = {cue: score(cue) for cue in IDS}
    alike = {pair: likeness(scores[pair[0]], scores[pair[1]]) for pair in combinations(IDS, 2)}
    assert max(alike.values()) < 0.65, max(alike, key=lambda pair: alike[pair])


@pytest.mark.parametrize(
    ("cue", "way"),
    [("start", 1), ("end", -1), ("breathe-in", 1), ("breathe-in-again", 1), ("breathe-out", -1), ("breathe-hold", 0)],
)
def test_pitch_goes_the_way_the_body_does(cue: str, way: int) -> None:
    frames = [frame for frame in score(cue) if max(frame) > 1]
    rise = middle(frames[-2]) - middle(frames[1])
    assert (rise > 1) - (rise < -1) == way


def test_switch_goes_there_and_back() -> None:
    frames = score("switch")
    assert middle(frames[1]) + 2 < middle(frames[4]) > middle(frames[9]) + 2
