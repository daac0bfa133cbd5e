"""What the sound server plays, recorded with the moment of each sample on the system's monotonic clock."""

import array
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from itertools import accumulate

RATE = 48_000
BLOCK_S = 0.005  # so much comes at a time; what is in it begins to sound when it comes
LOUD = 300  # of 32,768: well above silence, well below any cue
_WINDOW_S = 10.0  # within which the two clocks do not drift apart by anything that matters


class Recording:
    """Records from entering to leaving."""

    def __init__(self, source: str, environ: Mapping[str, str]) -> None:
        self._command = ["parec", "-d", source, "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
        self._command.append(f"--latency-msec={BLOCK_S * 1000:.0f}")
        self._environ = environ
        self._blocks: list[tuple[float, bytes]] = []  # when it came, and what

    def __enter__(self) -> "Recording":
        self._process = subprocess.Popen(self._command, env=self._environ, stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        while not self._blocks:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Record no more."""
        self._process.kill()
        self._thread.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while block := self._process.stdout.read1(65_536):  # type: ignore[attr-defined]  # a buffered reader
            self._blocks.append((time.monotonic(), block))

    def sounds(self, quiet_s: float = 0.08) -> list[tuple[float, float]]:
        """Return when each sound began and ended; a silence shorter than `quiet_s` does not end one."""
        found: list[tuple[float, float]] = []
        for at_s in self._loud_moments():
            if found and at_s - found[-1][1] <= quiet_s:
                found[-1] = (found[-1][0], at_s)
            else:
                found.append((at_s, at_s))
        return found

    def _loud_moments(self) -> Iterator[float]:
        """Yield the moment of every loud sample, by the earliest of the blocks around it: any may have come late."""
        blocks = list(self._blocks)
        starts = [0, *accumulate(len(block) // 2 for _, block in blocks)]
        offsets = [came_s - start / RATE for (came_s, _), start in zip(blocks, starts, strict=False)]
        near = int(_WINDOW_S / BLOCK_S)
        for index, (_, block) in enumerate(blocks):
            samples = array.array("h", block[: len(block) // 2 * 2])
            if max(samples, default=0) <= LOUD and min(samples, default=0) >= -LOUD:
                continue
            offset_s = min(offsets[max(0, index - near) : index + near])
            for place, sample in enumerate(samples):
                if abs(sample) > LOUD:
                    yield offset_s + (starts[index] + place) / RATE
