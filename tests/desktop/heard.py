"""What the sound server plays, recorded with the moment of each sample on the system's monotonic clock."""

import array
import subprocess
import threading
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

from tests.desktop.programs import until

RATE = 48_000
BLOCK_S = 0.005  # so much comes at a time; what is in it begins to sound when it comes
LOUD = 300  # of 32,768: well above silence, well below any cue
_WINDOW_S = 10.0  # within which the two clocks do not drift apart by anything that matters
_QUIET_S = 0.08
_OVER_S = 1.0


class Heard(NamedTuple):
    """A stretch of sound between two silences."""

    began_s: float  # by the system's clock
    ended_s: float
    samples: Sequence[int]


class Recording:
    """Records from entering to leaving."""

    def __init__(self, source: str, environ: Mapping[str, str], rate: int = RATE) -> None:
        self._command = ["parec", "-d", source, "--format=s16le", f"--rate={rate}", "--channels=1", "--raw"]
        self._command.append(f"--latency-msec={BLOCK_S * 1000:.0f}")
        self._environ = environ
        self._rate = rate
        self._blocks: list[tuple[float, bytes]] = []  # when it came, and what

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, env=self._environ, stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        until(lambda: self._blocks, "something to record")
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

    @property
    def since_s(self) -> float:
        """When it began, by the system's clock."""
        return self._blocks[0][0]

    def is_over(self) -> bool:
        """Whether something was heard, and then nothing for a second."""
        sounds = self.sounds()
        return bool(sounds) and time.monotonic() - sounds[-1].ended_s > _OVER_S

    def sounds(self, quiet_s: float = _QUIET_S, loud: int = LOUD) -> list[Heard]:
        """Return each sound louder than `loud`; a silence shorter than `quiet_s` does not end one."""
        blocks = list(self._blocks)
        whole = array.array("h", b"".join(block for _, block in blocks))
        starts = [0, *accumulate(len(block) // 2 for _, block in blocks)]
        offsets = [came_s - start / self._rate for (came_s, _), start in zip(blocks, starts, strict=False)]
        near = int(_WINDOW_S / BLOCK_S)

        def when(place: int) -> float:
            """Tell the moment of a sample by the earliest of the blocks around it: any may have come late."""
            block = bisect_right(starts, place) - 1
            return min(offsets[max(0, block - near) : block + near]) + place / self._rate

        found = _stretches(_loud_places(whole, starts, loud), int(quiet_s * self._rate))
        return [Heard(when(begin), when(end), whole[begin : end + 1]) for begin, end in found]


def _loud_places(samples: Sequence[int], starts: Sequence[int], loud: int) -> Iterator[int]:
    """Yield where it is loud, without a look at the single samples of what is silent."""
    for begin, end in pairwise(starts):
        block = samples[begin:end]
        if max(block, default=0) > loud or min(block, default=0) < -loud:
            yield from (begin + place for place, sample in enumerate(block) if abs(sample) > loud)


def _stretches(places: Iterable[int], quiet: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place - found[-1][1] <= quiet:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def loud_in(samples: Sequence[int], loud: int = LOUD) -> tuple[int, int]:
    """Return where the sound in these samples begins and ends."""
    ((begin, end),) = _stretches(_loud_places(samples, (0, len(samples)), loud), len(samples))
    return begin, end
