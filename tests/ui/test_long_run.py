"""Eight hours on made-up time: every mark at the moment that arithmetic says, and nothing that grows."""

import gc
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from app import paths
from app.history.journal import Journal
from app.history.owner import this_process
from app.history.recorder import Recorder
from app.history.store import open_store
from app.play.cues import cues_of
from app.play.dues import Due, MarkDue, State
from app.play.library import Overview, overviews
from app.play.player import Player
from app.play.timeline import Timeline, marks_between
from app.routine.catalog import load
from tests import lasting
from tests.routine.written import CODES
from tests.ui.conftest import Desk
from tests.ui.fakes import AtOnce, FakeWorld

QUARTER_S = lasting.LENGTH_S / 4
# From look to look, in seconds; none is as long as it takes to be held up. All times here are whole 64ths of a second,
# as are those of the routine, so that sums are exact and times can be held to be the same, not nearly so.
SELDOM_S = (4.5, 0.015625, 3.0, 4.984375, 1.25, 4.0, 2.015625)
OFTEN_S = (0.0625, 0.015625, 0.125, 0.25)
MOST_GROWN_BYTES = 64 * 1024
MOST_GROWN_OBJECTS = 200
KEPT = {"_Typeset": 65}  # what is kept so as not to be made again, and how many of it at most
# The journal keeps each step of the session in play, once, to write it again should the file be damaged or taken away.
STEP = ("_Act", "StepRow", "Place")
STEP_BYTES = 2048
STEP_OBJECTS = 16


class Held(NamedTuple):
    """What the process holds at a moment."""

    memory: int  # bytes, as Python counts them; 0 in short, as the counting takes its time
    objects: int
    ours: Counter[str]  # objects of our own classes, by class
    files: int


def held() -> Held:
    gc.collect()
    objects = gc.get_objects()
    ours = Counter(type(one).__qualname__ for one in objects if str(type(one).__module__).startswith("app."))
    descriptors = Path("/proc/self/fd")
    files = len(list(descriptors.iterdir())) if descriptors.is_dir() else 0
    return Held(tracemalloc.get_traced_memory()[0], len(objects), ours, files)


@contextmanager
def counted(soak: bool) -> Iterator[None]:
    """Count what memory is taken from here on."""
    if soak:
        tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def assert_nothing_grew(quarters: list[Held], parts: int) -> None:
    """Hold the end of the third quarter against that of the first: the last takes leave of everything."""
    first, *_, later = quarters[:3]
    steps = later.ours["_Act"] - first.ours["_Act"]
    assert 0 < steps <= parts
    assert later.files == first.files
    assert later.memory - first.memory < MOST_GROWN_BYTES + steps * STEP_BYTES, later.memory - first.memory
    assert later.objects - first.objects < MOST_GROWN_OBJECTS + steps * STEP_OBJECTS
    allowed = Counter(dict.fromkeys(first.ours, 3)) + Counter(dict.fromkeys(STEP, steps))
    more = {name: (first.ours[name], count) for name, count in later.ours.items()}
    grown = {name: (was, count) for name, (was, count) in more.items() if count > was + allowed[name]}
    assert {name: counts for name, counts in grown.items() if counts[1] > KEPT.get(name, 0)} == {}


def the_routine(home: Path) -> Timeline:
    lasting.put_in(home)
    catalog = load(paths.ROUTINES, home / "routines", CODES)
    [one] = [one for one in overviews(catalog) if one.slug == lasting.SLUG]
    assert isinstance(one, Overview)
    assert one.timeline.total_s == lasting.LENGTH_S
    return one.timeline


def planned(timeline: Timeline) -> list[tuple[float, str, int]]:
    """Return when each mark is due by arithmetic alone, in seconds from the start."""
    return [
        (start_s + mark.at_s, mark.event, mark.number)
        for start_s, segment in zip(timeline.starts_s(), timeline.segments, strict=True)
        for mark in marks_between(segment, -1.0, segment.about_s)
    ]


def test_eight_hours_drift_by_nothing_and_leave_nothing_behind(tmp_path: Path, soak: bool) -> None:
    timeline, world = the_routine(tmp_path), FakeWorld()
    journal = Journal(lambda: open_store(tmp_path / "history.db"), AtOnce(), lambda _: None)
    recorder = Recorder(timeline, journal.write, world.date, this_process(), 0.0)
    player = Player(timeline, world.clock, world.boot_clock)
    starts_s, begun = timeline.starts_s(), world.clock()
    quarters: list[Held] = []
    waits = cycle(OFTEN_S if soak else SELDOM_S)
    planned_marks = planned(timeline)
    come = 0

    def follow(dues: list[Due]) -> None:
        nonlocal come
        for due in dues:
            if isinstance(due, MarkDue) and due.mark.event != "finished":
                at_s, event, number = planned_marks[come]
                assert (world.clock() - begun - due.late_s, due.mark.event, due.mark.number) == (at_s, event, number)
                come += 1
        cues_of(dues, timeline)
        recorder.follow(dues, player)

    recorder.begin()
    with counted(soak):
        follow(player.start())
        while player.state is not State.FINISHED:
            world.pass_(next(waits))
            follow(player.tick())
            passed_s = world.clock() - begun
            if player.state is State.PLAYING:
                assert starts_s[player.index] + player.offset_s == passed_s
                assert player.played_s == passed_s
            if passed_s >= QUARTER_S * (len(quarters) + 1):
                quarters.append(held())

    assert come == len(planned_marks)
    assert_nothing_grew(quarters, len(timeline.parts))
    [session] = journal.read(lambda store: store.sessions()).result()
    steps = journal.read(lambda store: store.steps(session.id)).result()
    assert (session.outcome, session.played_s) == ("completed", lasting.LENGTH_S)
    assert [step.outcome for step in steps] == ["done"] * len(timeline.parts)
    assert sum(step.done_s for step in steps) == sum(part.planned_s for part in timeline.parts)
    journal.close()


def test_hours_in_the_window_drift_by_nothing_and_leave_nothing_behind(
    sit_down: Callable[[], Desk], tmp_path: Path, soak: bool
) -> None:
    timeline = the_routine(tmp_path)
    desk = sit_down()
    starts_s, begun = timeline.starts_s(), desk.world.clock()
    quarter_s = QUARTER_S if soak else lasting.LENGTH_S / 20  # in short, an hour and a half
    quarters: list[Held] = []
    waits = cycle(OFTEN_S if soak else SELDOM_S)
    looked = 0
    desk.app.play(lasting.SLUG)
    with counted(soak):
        while len(quarters) < 4 and (playing := desk.app.conductor.playing) is not None:
            desk.world.pass_(next(waits))
            playing.tick()
            passed_s = desk.world.clock() - begun
            if playing.player.state is State.PLAYING:
                assert starts_s[playing.player.index] + playing.player.offset_s == passed_s
            if passed_s >= 60.0 * looked:  # each minute the window is painted, and what was taken away is let go
                looked += 1
                desk.settle()
            if passed_s >= quarter_s * (len(quarters) + 1):
                desk.sound.played.clear()  # the fake's own list, not the app's
                quarters.append(held())

    assert_nothing_grew(quarters, len(timeline.parts))
    if soak:
        assert desk.app.window.page == "done"
        [session] = desk.app.journal.read(lambda store: store.sessions()).result()
        assert (session.outcome, session.played_s) == ("completed", lasting.LENGTH_S)
