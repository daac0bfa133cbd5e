"""`python -m tests.desktop.measure [SECONDS] [busy] [voice]`: a beep each second, due by arithmetic, and recorded.

Prints the middle, 99 of 100 and the latest from due to heard; and the drift, by the middle of the first and last tenth.
What it needs is installed by `make test-desktop`.
"""

import subprocess
import sys
from collections.abc import Sequence
from statistics import median, quantiles
from typing import Any

from app import paths
from app.ui.sound_wave import read_wave
from tests.desktop.heard import RATE, loud_in
from tests.desktop.session import Session

NEAR_S = 0.4


def main(arguments: Sequence[str]) -> int:
    """Measure once; return 1 where a beep was missing."""
    seconds = next((int(one) for one in arguments if one.isdigit()), 60)
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * ("busy" in arguments))]
    try:
        with Session() as session:
            recording = session.recording()
            beeps = session.run("beeps", str(seconds), *(one for one in arguments if one == "voice"))
            beeps.process.wait()
            recording.stop()
            return _report(beeps.told("beep"), [one.began_s for one in recording.sounds()])
    finally:
        for process in busy:
            process.kill()


def _report(told: Sequence[dict[str, Any]], began: Sequence[float]) -> int:
    due: dict[float, dict[str, Any]] = {
        round(one["due"], 6): one for one in told
    }  # the start and the first beep are due together
    late_ms = []
    for due_s, one in sorted(due.items()):
        sound = "start" if one["event"] == "start" else "rep"
        heard = [at - due_s for at in began if 0 <= at - due_s < NEAR_S]
        if heard:
            late_ms.append((heard[0] - _silence_s(sound)) * 1000)
    cuts = quantiles(late_ms, n=100, method="inclusive")
    asked = quantiles([(one["asked"] - one["due"]) * 1000 for one in told], n=100, method="inclusive")
    tenth = max(1, len(late_ms) // 10)
    print(f"{len(due)} due, {len(late_ms)} heard, {len(began)} sounds")
    print(f"due to heard:     p50 {cuts[49]:.1f} ms  p99 {cuts[98]:.1f} ms  latest {max(late_ms):.1f} ms")
    print(f"due to asked for: p50 {asked[49]:.1f} ms  p99 {asked[98]:.1f} ms")
    print(f"the first tenth:  p50 {median(late_ms[:tenth]):.1f} ms, the last {median(late_ms[-tenth:]):.1f} ms")
    return int(len(late_ms) < len(due))


def _silence_s(sound: str) -> float:
    """Return how long a cue is below what counts as loud before it begins to be heard."""
    samples = memoryview(read_wave(paths.ASSETS / "cues" / f"{sound}.wav").samples).cast("h")
    return loud_in(samples)[0] / RATE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
