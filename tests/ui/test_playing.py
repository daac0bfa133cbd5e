"""One playing whose player is broken: the routine goes on where it can, and ends with its record where it cannot."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.play.dues import Due, Finished, PartEnded, State
from app.play.player import Player
from app.play.timeline import Timeline
from app.ui.playing import GAVE_UP, MOST_FAILURES, STILL_MS, Playing
from tests.play.fakes import FakeClocks, step, timeline
from tests.ui.conftest import Desk

pytestmark = pytest.mark.logs("app.ui.playing: the player")


class Broken(Player):
    """A player that raises where it is told to."""

    fails_at: tuple[str, ...] = ()

    def start(self) -> list[Due]:
        self._break("start")
        return super().start()

    def tick(self) -> list[Due]:
        self._break("tick")
        return super().tick()

    def end(self) -> list[Due]:
        self._break("end")
        return super().end()

    @property
    def next_due_s(self) -> float | None:
        self._break("next_due_s")
        return super().next_due_s

    def _break(self, where: str) -> None:
        if where in self.fails_at:
            raise RuntimeError("on purpose")


class Table:
    """A playing of a broken player, and what its output was given."""

    def __init__(self, laid_out: Timeline, *fails_at: str) -> None:
        self.clocks = FakeClocks()
        self.player = Broken(laid_out, self.clocks.clock, self.clocks.boot_clock)
        self.player.fails_at = fails_at
        self.dues: list[Due] = []
        self.finished: list[Finished] = []
        self.playing = Playing(self.player, [lambda dues, _: self.dues.extend(dues)])
        self.playing.finished.connect(self.finished.append)
        self.playing.start()

    @property
    def waits_ms(self) -> int:
        timer = self.playing._timer
        return timer.interval() if timer.isActive() else -1


@pytest.fixture
def table(qapp: QApplication) -> Iterator[Table]:
    table = Table(timeline(step("hold"), step("reps")))
    yield table
    table.player.fails_at = ()
    table.playing.end()  # its timer is real


def test_a_tick_that_fails_once_loses_nothing_and_the_timer_runs_on(table: Table) -> None:
    table.player.fails_at = ("tick",)
    table.clocks.pass_(1.0)
    table.playing.tick()
    assert 0 <= table.waits_ms < STILL_MS

    table.player.fails_at = ()
    table.clocks.pass_(1.0)
    table.playing.tick()

    assert table.player.offset_s == 2.0
    assert table.finished == []


def test_while_it_goes_on_failing_it_is_asked_twice_a_second(table: Table) -> None:
    table.player.fails_at = ("tick",)
    for _ in range(3):
        table.playing.tick()

    assert table.waits_ms == STILL_MS


def test_where_nobody_knows_what_is_next_the_timer_runs_on(table: Table) -> None:
    table.player.fails_at = ("next_due_s",)
    table.playing.tick()

    assert table.waits_ms == STILL_MS


def test_a_player_that_fails_for_seconds_is_ended_and_what_was_done_is_handed_on(table: Table) -> None:
    for _ in range(20):
        table.clocks.pass_(0.5)
        table.playing.tick()
    table.player.fails_at = ("tick", "end")
    for _ in range(MOST_FAILURES + 3):
        table.playing.tick()

    assert table.finished == [Finished("early", say=GAVE_UP)]
    *_, ended, finished = table.dues
    assert isinstance(ended, PartEnded)
    assert (ended.outcome, ended.performance.work_s > 0, finished) == ("partial", True, table.finished[0])
    assert not table.playing.is_on
    assert table.waits_ms == -1


def test_a_routine_can_be_ended_even_where_the_player_cannot(table: Table) -> None:
    table.player.fails_at = ("end",)

    table.playing.end()
    table.playing.end()

    assert table.finished == [Finished("early", say=GAVE_UP)]


def test_a_control_that_fails_leaves_the_routine_playing(table: Table) -> None:
    table.player.fails_at = ("tick",)
    table.playing.skip()
    table.player.fails_at = ()
    table.playing.tick()

    assert table.player.state is State.PLAYING
    assert 0 <= table.waits_ms < STILL_MS


def test_a_routine_that_cannot_start_is_over_at_once(qapp: QApplication) -> None:
    table = Table(timeline(step("hold")), "start")

    assert table.finished == [Finished("early", say=GAVE_UP)]
    assert table.waits_ms == -1


@pytest.mark.logs("the page after a routine could not be shown")
def test_a_done_page_that_fails_leaves_nobody_on_a_page_that_plays_nothing(
    sit_down: Callable[..., Desk], table: Table
) -> None:
    table.player.fails_at = ("end",)
    table.playing.end()  # for the mark on this module
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.app.conductor.done._look = None  # type: ignore[assignment]  # what its page cannot be made without
    desk.passes(3.0)

    desk.playing.end()

    assert desk.app.window.page == "today"
    assert desk.app.conductor.playing is None
    [session] = [one for one in desk.app.journal.read(lambda store: store.sessions(limit=9)).result() if one.outcome]
    assert session.outcome == "partial"
