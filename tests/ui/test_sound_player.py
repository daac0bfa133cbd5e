"""The system's own player's place on the ladder, with made-up programs."""

from pathlib import Path
from threading import Event, Semaphore, Thread, current_thread

import pytest

from app.ui.sound_player import ENDED_EARLY, LOOKING, NO_PLAYER, NOT_ASKED, PlayerOutput, Start

SOON_S = 30.0  # what a test waits for at most; it comes at once


class FakeProgram:
    """Ends when first looked at, after so many made-up seconds."""

    def __init__(self, bench: "Bench", lasts_s: float) -> None:
        self._bench, self._lasts_s = bench, lasts_s

    def is_alive(self) -> bool:
        self._bench.now += self._lasts_s
        self._bench.looked.release()
        return False


class Bench:
    """A player output that starts made-up programs on made-up time."""

    def __init__(self) -> None:
        self.now = 100.0
        self.lasts_s = 0.45
        self.fails = False
        self.played: list[str] = []
        self.threads: set[Thread] = set()
        self.troubles: list[str] = []
        self.looked = Semaphore(0)
        self.output = PlayerOutput(lambda: self.start, lambda: self.now)

    def start(self, path: Path) -> FakeProgram:
        self.threads.add(current_thread())
        if self.fails:
            raise RuntimeError("on purpose")
        self.played.append(path.name)
        return FakeProgram(self, self.lasts_s)

    def tell(self) -> None:
        self.troubles.append(self.output.trouble)


def test_cues_are_played_in_order_from_one_thread_that_is_not_ours() -> None:
    bench = Bench()
    bench.output.open(bench.tell)
    for name in ("start", "halfway", "end"):
        assert bench.output.play(Path(f"{name}.wav"), 0.4)
    bench.output.close(SOON_S)
    assert bench.played == ["start.wav", "halfway.wav", "end.wav"]
    assert len(bench.threads) == 1
    assert current_thread() not in bench.threads


def test_looking_for_a_player_holds_nobody_up_and_its_end_is_told() -> None:
    found, told = Event(), Event()

    def slowly() -> Start:
        assert found.wait(SOON_S)
        return Bench().start

    output = PlayerOutput(slowly)
    assert output.trouble == NOT_ASKED
    output.open(told.set)
    assert output.trouble == LOOKING
    found.set()
    assert told.wait(SOON_S)
    assert output.trouble == ""
    output.close(SOON_S)
    assert output.trouble == NOT_ASKED


def _broken() -> Start:
    raise OSError("on purpose")


@pytest.mark.parametrize("load", [lambda: None, _broken])
def test_no_player_is_trouble_and_no_exception(load: "type[Start]") -> None:
    told = Event()
    output = PlayerOutput(load)
    output.open(told.set)
    assert told.wait(SOON_S)
    assert output.trouble == NO_PLAYER
    assert not output.play(Path("start.wav"), 0.4)
    output.close(SOON_S)


def trouble_after_a_cue(bench: Bench, length_s: float) -> str:
    judged = Event()

    def tell() -> None:
        bench.tell()
        if len(bench.troubles) == 2:
            judged.set()

    bench.output.open(tell)
    bench.output.play(Path("start.wav"), length_s)
    judged.wait(SOON_S)
    bench.output.close(SOON_S)
    return bench.troubles[-1]


def test_a_player_that_is_done_much_too_soon_has_not_played() -> None:
    bench = Bench()
    bench.lasts_s = 0.05
    assert trouble_after_a_cue(bench, 0.4) == ENDED_EARLY


def test_a_player_that_cannot_be_started_is_trouble() -> None:
    bench = Bench()
    bench.fails = True
    assert trouble_after_a_cue(bench, 0.4) == ENDED_EARLY


def test_a_player_that_failed_once_is_tried_again_and_forgiven() -> None:
    bench = Bench()
    forgiven = Event()

    def tell() -> None:
        bench.tell()
        if bench.output.trouble == ENDED_EARLY:
            bench.lasts_s = 0.45
            bench.output.play(Path("again.wav"), 0.4)
        if bench.troubles == ["", ENDED_EARLY, ""]:
            forgiven.set()

    bench.lasts_s = 0.05
    bench.output.open(tell)
    bench.output.play(Path("start.wav"), 0.4)
    assert forgiven.wait(SOON_S)
    bench.output.close(SOON_S)
    assert bench.played == ["start.wav", "again.wav"]


def test_very_short_cues_say_nothing_about_a_player() -> None:
    bench = Bench()
    bench.lasts_s = 0.0
    bench.output.open(bench.tell)
    for name in ("countdown", "rep"):  # once somebody looks at the second, the first has been judged
        bench.output.play(Path(f"{name}.wav"), 0.25)
        assert bench.looked.acquire(timeout=SOON_S)
    assert bench.troubles == [""]
    bench.output.close(SOON_S)


def test_cues_that_waited_too_long_for_the_player_to_be_found_are_not_played_in_a_heap() -> None:
    bench = Bench()
    found = Event()

    def slowly() -> Start:
        assert found.wait(SOON_S)
        return bench.start

    output = PlayerOutput(slowly, lambda: bench.now)
    output.open(lambda: None)
    output.play(Path("start.wav"), 0.4)
    bench.now += 0.9
    output.play(Path("halfway.wav"), 0.4)
    bench.now += 0.2
    found.set()
    output.close(SOON_S)
    assert bench.played == ["halfway.wav"]


def test_closing_lets_the_last_cue_end() -> None:
    bench = Bench()
    bench.output.open(bench.tell)
    bench.output.play(Path("finished.wav"), 1.3)
    bench.output.close(SOON_S)
    assert bench.played == ["finished.wav"]
    assert bench.now > 100.0, "nobody looked whether the player was done"


def test_nothing_plays_before_it_is_opened_or_after_it_is_closed() -> None:
    bench = Bench()
    assert not bench.output.play(Path("start.wav"), 0.4)
    bench.output.open(bench.tell)
    bench.output.close(SOON_S)
    assert not bench.output.play(Path("start.wav"), 0.4)
    assert bench.played == []


def test_it_can_be_opened_again() -> None:
    bench = Bench()
    for _ in range(2):
        bench.output.open(bench.tell)
        bench.output.play(Path("start.wav"), 0.4)
        bench.output.close(SOON_S)
    assert bench.played == ["start.wav", "start.wav"]
