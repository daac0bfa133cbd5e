"""A program that plays a routine with nobody there, on made-up time, and is killed by the test that started it.

    python -m tests.history.playing HISTORY MINUTE BOOT

It begins at so many minutes past noon of the test day, goes on with what an earlier one of its kind left, and says what
it did, a line of JSON each, once the history has it. For each it takes a line, so that it is never far ahead. It asks
for what is easier when it has held for 7 s.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from app.history.journal import Journal
from app.history.owner import Owner, is_alive, this_process
from app.history.recorder import Recorder
from app.history.store import Store, open_store
from app.history.unfinished import Unfinished, settle
from app.play.dues import Due, PartEnded, State
from app.play.easing import easier_ways
from app.play.going_on import from_there
from app.play.layout import Options
from app.play.player import Player
from app.play.suiting import Choices
from tests.history.made import NOON
from tests.play.fakes import EXERCISES, FakeClocks, step, timeline
from tests.play.test_player import CHECK

LINE = timeline(
    step("walk", ready=5.0),
    step("neck", ready=5.0),
    {"step": "wait", "wait": "Sit."},
    {"step": "rounds", "rounds": 2, "rest": 5.0, "steps": [step("hold", swap="walk"), step("breath")]},
    {**CHECK, "if_no": "skip"},
    step("reps", ready=3.0),
    step("own"),
    step("sets", ready=3.0),
    {"step": "note", "note": "Well done.", "time": 15.0},
)
TICK_S = 1.0


class Alone:
    """A routine that plays by itself."""

    def __init__(self, path: Path, minute: float, owner: Owner) -> None:
        self.clocks = FakeClocks()
        self._start = NOON + timedelta(minutes=minute)
        self._boot = self.clocks.boot_now
        self._owner = owner
        self._journal = Journal(lambda: open_store(path, now=self.now), ThreadPoolExecutor(1), print)

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.clocks.boot_now - self._boot)

    def run(self) -> None:
        """Settle what was left, and play to the end."""
        earlier = self._journal.read(self._settle).result()
        self._begin(earlier)
        while self.player.state is not State.FINISHED:
            self._go_on()
        self._say({"finished": self.recorder.session_id})
        self._journal.close()

    def _settle(self, store: Store) -> Unfinished | None:
        return settle(store, self.now(), lambda owner: is_alive(owner, self._owner))

    def _begin(self, earlier: Unfinished | None) -> None:
        begin_at = earlier.begin_at if earlier else 0
        line = from_there(earlier.timeline, begin_at) if earlier else LINE
        self.player = Player(
            line,
            self.clocks.clock,
            self.clocks.boot_clock,
            begin_at=begin_at,
            performed=earlier.performed if earlier else 0,
            played_s=earlier.place.played_s if earlier else 0.0,
            easier_ways=easier_ways(line, EXERCISES, Options(), Choices()),
        )
        self.recorder = Recorder(line, self._journal.write, self.now, self._owner, 0.0, earlier)
        self.recorder.begin()
        self._say({"begun": self.recorder.session_id})
        self._did(self.player.start())

    def _go_on(self) -> None:
        player = self.player
        self.clocks.pass_(TICK_S)
        self._did(player.tick())
        if player.easier_name and player.performing and player.performing.work_s > 7.0:
            self._did(player.easier())
        if player.state is State.WAITING and player.offset_s > 12.0:
            self._did(player.answer(yes=True) if player.segment.kind == "check" else player.done())

    def _did(self, dues: list[Due]) -> None:
        self.recorder.follow(dues, self.player)
        for due in dues:
            if isinstance(due, PartEnded):
                performance = due.performance
                ended = {"number": performance.number, "done_s": performance.work_s, "outcome": due.outcome}
                self._say({"ended": ended})
        if performing := self.player.performing:
            self._say({"number": performing.number, "work_s": performing.work_s, "played_s": self.player.played_s})

    def _say(self, what: dict[str, object]) -> None:
        """Say it once what was asked for before is written; then wait for leave, as long as anybody gives it."""
        line = json.dumps(what)

        def say(store: Store) -> None:
            print(line, flush=True)
            sys.stdin.readline()

        self._journal.read(say)


def main() -> None:
    """Play once."""
    path, minute, boot = sys.argv[1:]
    owner = replace(this_process(), pid=os.getpid(), boot=boot)
    Alone(Path(path), float(minute), owner).run()


if __name__ == "__main__":
    main()
