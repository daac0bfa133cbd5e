"""How often a playing looks at the clock: at the screen's rate, and hardly while nobody can see it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.play.player import Player
from app.ui.playing import Playing
from tests.play.fakes import FakeClocks, step, timeline


class Frames:
    """A playing on a screen of so many frames a second."""

    def __init__(self, hz: float) -> None:
        self.hz, self.now = hz, 500.0
        self.clocks = FakeClocks()
        self.player = Player(timeline(step("breath")), self.clocks.clock, self.clocks.boot_clock)
        self.playing = Playing(self.player, [], frames_hz=lambda: self.hz, now=lambda: self.now)
        self.playing.start()

    def wait_ms(self) -> int:
        self.playing.tick()
        return self.playing._timer.interval()

    def frame(self, late_s: float = 0.0) -> None:
        """Let the time pass until the next frame, or a little longer."""
        passed_s = self.wait_ms() / 1000 + late_s
        self.now += passed_s
        self.clocks.pass_(passed_s)


@pytest.fixture
def frames(qapp: QApplication) -> Iterator[Frames]:
    frames = Frames(60.0)
    yield frames
    frames.playing.end()


@pytest.mark.parametrize("hz", [60.0, 50.0, 30.0])
def test_frames_come_at_the_screens_rate_and_no_oftener_however_late_each_is(frames: Frames, hz: float) -> None:
    frames.hz, began = hz, frames.now
    for number in range(300):
        frames.frame(late_s=(0.004, -0.0004, 0.0)[number % 3])  # a timer may come early

    rate_hz = 300 / (frames.now - began)
    assert 0.97 * hz <= rate_hz <= hz + 0.5  # the first may come after half a one


def test_while_nobody_can_see_it_the_clock_alone_is_looked_at(frames: Frames) -> None:
    frames.hz = 0.0
    assert frames.wait_ms() > 500


def test_unseen_or_not_what_is_due_comes_due_in_time(frames: Frames) -> None:
    frames.hz = 0.0
    frames.clocks.pass_(3.7)  # into a breath in of 4 s

    assert frames.wait_ms() <= 300
