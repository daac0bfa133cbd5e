"""Sessions that were cut off: marked at the next start, offered, gone on with in their own row."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.history import unfinished
from app.history.owner import Owner
from app.history.recorder import Recorder
from app.history.rows import SessionRow, StepRow
from app.history.starting import Before, asked, has_to_ask, to_start
from app.history.store import Store, open_store
from app.history.unfinished import Place, Unfinished, settle
from app.play.easing import easier_ways
from app.play.going_on import from_there
from app.play.layout import Options
from app.play.player import Player
from app.play.suiting import Choices
from app.play.timeline import Timeline
from tests.history.made import NOON, a_session
from tests.play.fakes import EXERCISES, FakeClocks, step, timeline
from tests.play.test_player import CHECK

NOTE = {"step": "note", "note": "Sit well.", "time": 60.0}
OWNER, NEXT = Owner(4321, "boot-a", 50), Owner(5000, "boot-a", 90)
LINE = timeline(step("walk"), step("hold", ready=5.0), step("walk"))  # 30, then 5 + 20 + 5 + 20, then 30 s


def dead(owner: Owner) -> bool:
    return False


def living(owner: Owner) -> bool:
    return True


class Machine:
    """A machine on which routines are played, cut off and gone on with; its history tells its time."""

    def __init__(self, path: Path) -> None:
        self.clocks = FakeClocks()
        self.store = open_store(path, now=self.now)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.clocks.boot_now - 5000.0)

    def wait(self, **time: float) -> None:
        self.clocks.pass_(timedelta(**time).total_seconds())

    def settle(self, is_alive: Callable[[Owner], bool] = dead) -> Unfinished | None:
        return settle(self.store, self.now(), is_alive)

    def play(self, line: Timeline, earlier: Unfinished | None = None, owner: Owner = OWNER) -> "Play":
        return Play(self, line, earlier, owner)

    def cut_off(self, line: Timeline = LINE, seconds: float = 47.0) -> "Play":
        """Play for a while, and then no more."""
        played = self.play(line)
        played.run(seconds)
        return played

    def offered(self) -> Unfinished:
        """Start anew, with something to go on with."""
        found = self.settle()
        assert found is not None
        return found


class Play:
    """One playing and its recorder."""

    def __init__(self, machine: Machine, line: Timeline, earlier: Unfinished | None, owner: Owner) -> None:
        self.machine = machine
        clocks, begin_at = machine.clocks, earlier.begin_at if earlier else 0
        line = from_there(line, begin_at)
        self.player = Player(
            line,
            clocks.clock,
            clocks.boot_clock,
            begin_at=begin_at,
            performed=earlier.performed if earlier else 0,
            played_s=earlier.place.played_s if earlier else 0.0,
            easier_ways=easier_ways(line, EXERCISES, Options(), Choices()),
        )
        self.written: dict[str, Callable[[Store], None]] = {}  # as the journal keeps it: the newest of each key
        self.recorder = Recorder(line, self.write, machine.now, owner, 4 * 3600.0, earlier)
        self.recorder.begin()
        self.recorder.follow(self.player.start(), self.player)

    def write(self, act: Callable[[Store], None], key: str = "", *, begins: bool = False) -> None:
        self.written.pop(key, None)
        self.written[key] = act
        act(self.machine.store)

    def run(self, seconds: float) -> None:
        while seconds > 1e-9:
            self.machine.clocks.pass_(min(1.0, seconds))
            seconds -= 1.0
            self.recorder.follow(self.player.tick(), self.player)

    def easier(self) -> None:
        self.recorder.follow(self.player.easier(), self.player)

    def yes(self) -> None:
        self.recorder.follow(self.player.answer(yes=True), self.player)

    @property
    def session(self) -> SessionRow:
        found = self.machine.store.session(self.recorder.session_id)
        assert found is not None
        return found

    @property
    def steps(self) -> list[StepRow]:
        return self.machine.store.steps(self.recorder.session_id)

    @property
    def told(self) -> list[tuple[str, str, float]]:
        return [(one.exercise_id, one.outcome, one.done_s) for one in self.steps]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "history.db")
    yield machine
    machine.store.close()


def playing(store: Store) -> list[str]:
    return [row[0] for row in store.read("SELECT session_id FROM playing")]


# --- what stands while it plays --------------------------------------------------------------------------------------


def test_what_plays_is_kept_until_it_ends(machine: Machine) -> None:
    played = machine.play(LINE, owner=OWNER)
    assert playing(machine.store) == [played.recorder.session_id]

    played.run(111.0)

    assert played.session.outcome == "completed"
    assert playing(machine.store) == []


def test_what_is_written_once_more_into_a_file_that_has_it_changes_nothing(machine: Machine) -> None:
    """The journal does so when the file was put back to an earlier state, which may hold the session already."""
    played = machine.play(LINE)
    for seconds in (47.0, 200.0):
        played.run(seconds)
        before = played.session, played.steps, playing(machine.store)
        for act in played.written.values():
            act(machine.store)
        assert (played.session, played.steps, playing(machine.store)) == before
    assert played.session.outcome == "completed"


def test_each_new_place_is_written_when_it_is_reached(machine: Machine) -> None:
    played = machine.play(LINE)
    seen = []
    for _ in range(60):
        played.run(1.0)
        [(place, parts_done)] = machine.store.read("SELECT place, parts_done FROM playing")
        seen.append((place, parts_done))

    assert seen == [(0, "[]")] * 29 + [(1, "[0]")] * 5 + [(2, "[0]")] * 20 + [(3, "[0]")] * 5 + [(4, "[0]")]


def test_a_step_that_ends_and_the_end_of_the_routine_are_written_in_one_piece(machine: Machine) -> None:
    machine.store.db.execute(
        "CREATE TRIGGER no_end BEFORE UPDATE OF outcome ON sessions BEGIN SELECT raise(ABORT, 'on purpose'); END"
    )
    played = machine.play(timeline(step("walk")))
    played.run(29.0)
    with pytest.raises(Exception, match="on purpose"):
        played.run(1.0)

    assert [one.outcome for one in played.steps] == ["partial"]


# --- marking ---------------------------------------------------------------------------------------------------------


def test_nothing_to_settle_takes_no_lock(machine: Machine, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "history.db")) as other, other.writing():
        assert machine.settle() is None


def test_a_dead_ones_session_is_interrupted_at_the_last_moment_known(machine: Machine) -> None:
    played = machine.cut_off()
    machine.wait(minutes=5)

    found = machine.settle()

    assert (played.session.outcome, played.session.played_s) == ("interrupted", 45.0)
    assert played.session.ended_utc == "2026-03-01T12:00:45.000000+00:00"
    assert played.told == [("walk", "done", 30.0), ("hold", "partial", 10.0)]
    assert played.steps[1].ended_utc == "2026-03-01T12:00:45.000000+00:00"
    assert found is not None
    assert (found.session, list(found.steps)) == (played.session, played.steps)
    assert (found.timeline, found.begin_at) == (LINE, 1)
    assert found.place == Place(2, frozenset([0]), 45.0)
    assert found.part == 1


def test_a_session_of_another_living_process_is_left_alone(machine: Machine) -> None:
    played = machine.cut_off()
    before = machine.store.db.execute("SELECT * FROM sessions, playing, steps").fetchall()
    asked_about = []

    def look(owner: Owner) -> bool:
        asked_about.append(owner)
        return True

    assert machine.settle(look) is None
    assert asked_about == [OWNER]
    assert machine.store.db.execute("SELECT * FROM sessions, playing, steps").fetchall() == before
    played.run(70.0)
    assert played.session.outcome == "completed"


def test_a_session_that_says_no_owner_is_nobodys(machine: Machine) -> None:
    machine.store.begin(a_session(owner_pid=None, owner_boot=None))

    assert machine.settle(living) is None
    session = machine.store.session("session-1")
    assert session is not None
    assert session.outcome == "interrupted"


def test_what_ended_as_it_should_is_not_touched(machine: Machine) -> None:
    machine.cut_off(seconds=115.0)
    before = machine.store.db.execute("SELECT * FROM sessions, steps").fetchall()

    assert machine.settle() is None
    assert machine.store.db.execute("SELECT * FROM sessions, steps").fetchall() == before


@pytest.mark.parametrize(
    ("line", "seconds", "outcome"),
    [
        (timeline(step("walk"), NOTE), 40.0, "completed"),  # only words were left
        (timeline(NOTE), 61.0, "completed"),
    ],
)
def test_where_nothing_is_left_the_steps_say_how_it_ended(
    machine: Machine, line: Timeline, seconds: float, outcome: str
) -> None:
    played = machine.cut_off(line, seconds)

    assert machine.settle() is None
    assert played.session.outcome == outcome
    assert playing(machine.store) == []


def test_with_a_skipped_step_and_only_words_left_it_is_partial(machine: Machine) -> None:
    played = machine.cut_off(timeline(step("walk"), step("walk"), NOTE), 10.0)
    played.recorder.follow(played.player.skip(), played.player)
    played.run(35.0)

    assert machine.settle() is None
    assert played.session.outcome == "partial"


def test_what_another_version_laid_out_otherwise_is_interrupted_and_not_offered(machine: Machine) -> None:
    played = machine.cut_off()
    with machine.store.writing():
        machine.store.db.execute("""UPDATE playing SET timeline = '{"segments": 3}'""")

    assert machine.settle() is None
    assert played.session.outcome == "interrupted"
    assert playing(machine.store) == []


# --- offering --------------------------------------------------------------------------------------------------------


def test_it_is_offered_for_four_hours_and_at_each_start(machine: Machine) -> None:
    played = machine.cut_off(seconds=45.0)
    machine.wait(hours=3, minutes=59)
    assert machine.settle() is not None
    assert machine.settle() is not None

    machine.wait(minutes=1, seconds=1)

    assert machine.settle() is None
    assert played.session.outcome == "interrupted"
    assert playing(machine.store) == []


def test_a_clock_set_back_does_not_take_the_offer_away(machine: Machine) -> None:
    machine.cut_off()
    machine.wait(hours=-1)

    assert machine.settle() is not None


def test_of_several_the_newest_is_offered(machine: Machine) -> None:
    for owner in (OWNER, NEXT):
        machine.play(LINE, owner=owner).run(47.0)
        machine.wait(minutes=10)

    found = machine.offered()

    assert found.session.owner_pid == NEXT.pid
    assert [row.outcome for row in machine.store.sessions()] == ["interrupted"] * 2


def test_left_it_is_offered_no_more_and_stays_interrupted(machine: Machine) -> None:
    played = machine.cut_off()
    unfinished.forget(machine.store, machine.offered().session.id)

    assert machine.settle() is None
    assert played.session.outcome == "interrupted"


def test_another_routine_begun_takes_the_offer_away(machine: Machine) -> None:
    played = machine.cut_off()
    machine.offered()
    other = machine.play(timeline(step("walk")), owner=NEXT)

    assert playing(machine.store) == [other.recorder.session_id]
    assert played.session.outcome == "interrupted"


def test_another_routine_begun_leaves_alone_what_another_process_plays(machine: Machine) -> None:
    played = machine.cut_off()
    other = machine.play(timeline(step("walk")), owner=NEXT)

    assert {*playing(machine.store)} == {played.recorder.session_id, other.recorder.session_id}


# --- going on --------------------------------------------------------------------------------------------------------


def test_gone_on_with_it_is_the_same_session_and_completed_at_its_end(machine: Machine) -> None:
    cut = machine.cut_off()
    machine.wait(minutes=12)
    earlier = machine.offered()
    going = machine.play(earlier.timeline, earlier, NEXT)

    assert going.session.id == cut.session.id
    assert (going.session.outcome, going.session.ended_utc) == (None, None)
    assert (going.session.owner_pid, going.session.owner_boot) == (5000, "boot-a")
    assert machine.store.read("SELECT owner_started FROM playing") == [(90,)]
    assert (going.player.index, going.recorder.parts_done) == (1, 1)
    going.run(85.0)

    assert len(machine.store.sessions()) == 1
    assert (going.session.outcome, going.session.played_s) == ("completed", 45.0 + 80.0)
    assert going.session.started_utc == cut.session.started_utc == "2026-03-01T12:00:00.000000+00:00"
    assert going.session.ended_utc == "2026-03-01T12:14:07.000000+00:00"
    assert going.told == [
        ("walk", "done", 30.0),
        ("hold", "partial", 10.0),
        ("hold", "done", 40.0),
        ("walk", "done", 30.0),
    ]
    assert [one.position for one in going.steps] == [1, 2, 3, 4]
    assert playing(machine.store) == []


def test_it_may_be_cut_off_again_and_again(machine: Machine) -> None:
    machine.cut_off()
    for number in range(3):
        machine.wait(minutes=5)
        earlier = machine.offered()
        assert (earlier.begin_at, earlier.place.parts_done) == (1, frozenset([0]))
        machine.play(earlier.timeline, earlier, Owner(6000 + number, "boot-a", 1)).run(17.0)
    earlier = machine.offered()
    last = machine.play(earlier.timeline, earlier, NEXT)
    last.run(85.0)

    assert last.session.outcome == "completed"
    assert [one.outcome for one in last.steps] == ["done", *["partial"] * 4, "done", "done"]
    assert last.session.played_s == 45.0 + 3 * 15.0 + 80.0


def test_in_the_second_set_it_goes_on_with_what_is_left(machine: Machine) -> None:
    machine.cut_off(timeline(step("sets"), step("walk")), 42.0)
    earlier = machine.offered()
    going = machine.play(earlier.timeline, earlier, NEXT)
    going.run(61.0)

    first, second, _ = going.steps
    assert (first.outcome, first.sets_planned, first.reps_planned, first.reps_done) == ("partial", 2, 10, 7)
    assert (second.outcome, second.sets_planned, second.reps_planned, second.reps_done) == ("done", 1, 5, 5)
    assert going.session.outcome == "completed"


def test_it_goes_on_also_where_the_file_was_put_back_to_before_it_began(machine: Machine, tmp_path: Path) -> None:
    cut = machine.cut_off()
    earlier = machine.offered()
    other = Machine(tmp_path / "put back.db")
    other.wait(minutes=5)
    going = other.play(earlier.timeline, earlier, NEXT)
    going.run(85.0)

    assert going.session.outcome == "completed"
    assert going.steps[:2] == cut.steps
    assert [one.outcome for one in going.steps] == ["done", "partial", "done", "done"]
    other.store.close()


def test_all_there_is_by_now_can_be_kept_before_the_program_is_ended(machine: Machine) -> None:
    cut = machine.cut_off(seconds=42.0)
    assert cut.told == [("walk", "done", 30.0)]
    cut.recorder.keep(cut.player)

    assert cut.told == [("walk", "done", 30.0), ("hold", "partial", 7.0)]
    assert cut.session.played_s == 42.0
    assert cut.session.outcome is None


# --- with an easier exercise in it ------------------------------------------------------------------------------------

ROUNDS = timeline(
    step("walk"),
    {"step": "rounds", "rounds": 2, "steps": [step("hold", ready=5.0, swap="neck"), step("breath")]},
)  # 30, then 5 + 20 + 5 + 20, then 28.5 s


def test_cut_off_after_a_swap_it_goes_on_in_the_easier_one(machine: Machine) -> None:
    cut = machine.cut_off(ROUNDS, 45.0)
    cut.easier()
    cut.run(18.0)
    earlier = machine.offered()
    assert earlier.timeline == cut.player.timeline
    assert (earlier.begin_at, earlier.part) == (1, 5)
    going = machine.play(earlier.timeline, earlier, NEXT)
    going.run(200.0)

    assert going.session.outcome == "completed"
    assert [(one.exercise_id, one.side, one.outcome, one.swapped_from) for one in going.steps] == [
        ("walk", "both", "done", None),
        ("hold", "both", "partial", None),
        ("neck", "right", "partial", "hold"),
        *[("neck", "right", "done", "hold"), ("neck", "left", "done", "hold"), ("breath", "both", "done", None)] * 2,
    ]
    assert going.recorder.parts_done == len(going.player.timeline.to_do) == 7


def test_a_swap_is_written_in_one_piece_with_its_place(machine: Machine) -> None:
    played = machine.cut_off(ROUNDS, 45.0)
    machine.store.db.execute(
        "CREATE TRIGGER no_place BEFORE UPDATE OF place ON playing BEGIN SELECT raise(ABORT, 'on purpose'); END"
    )
    with pytest.raises(Exception, match="on purpose"):
        played.easier()
    machine.store.db.execute("DROP TRIGGER no_place")

    assert machine.offered().timeline == ROUNDS
    assert [(one.exercise_id, one.outcome) for one in played.steps] == [("walk", "done"), ("hold", "partial")]


def test_a_session_with_swaps_is_whole_in_a_file_that_knew_nothing_of_it(machine: Machine, tmp_path: Path) -> None:
    """The journal writes the newest of each key once more, where the file was put back to before the session."""
    played = machine.cut_off(ROUNDS, 45.0)
    played.easier()
    played.run(12.0)
    played.recorder.follow(played.player.harder(), played.player)
    played.run(12.0)
    played.easier()
    played.run(8.0)
    other = Machine(tmp_path / "put back.db")
    for act in played.written.values():
        act(other.store)

    session_id = played.recorder.session_id
    read = "SELECT timeline, place, parts_done FROM playing"
    assert other.store.steps(session_id) == played.steps
    assert other.store.read(read) == machine.store.read(read)
    other.store.close()


def test_with_a_swap_in_it_and_only_words_left_it_is_completed(machine: Machine) -> None:
    played = machine.cut_off(timeline(step("walk", swap="hold"), NOTE), 10.0)
    played.easier()
    played.run(60.0)

    assert machine.settle() is None
    assert played.session.outcome == "completed"


def test_gone_on_with_it_may_still_be_made_easier(machine: Machine) -> None:
    machine.cut_off(ROUNDS, 45.0)
    earlier = machine.offered()
    going = machine.play(earlier.timeline, earlier, NEXT)
    going.run(10.0)
    going.easier()
    going.run(7.0)
    again = machine.offered()
    assert again.timeline.parts[again.part or 0].exercise_id == "neck"
    last = machine.play(again.timeline, again, OWNER)
    last.run(200.0)
    assert last.session.outcome == "completed"


# --- heat and cold, and 4-7-8 ----------------------------------------------------------------------------------------

HEAT = timeline(step("walk"), CHECK, step("heat", ready=5.0), step("hold"))


def heat_until(machine: Machine, seconds: float) -> Play:
    """Walk, say yes, and go on for so long; looks at the skin are answered."""
    played = machine.cut_off(HEAT, 31.0)
    played.yes()
    for _ in range(int(seconds)):
        played.run(1.0)
        if played.player.segment.kind == "check":
            played.yes()
    return played


def begun(machine: Machine, earlier: Unfinished) -> Timeline | str:
    """What the history lets begin."""
    line, begin_at, now = earlier.timeline, earlier.begin_at, machine.now()
    before = asked(machine.store, line, now, begin_at) if has_to_ask(line, begin_at) else Before()
    return to_start(line, before, now, begin_at)


def test_with_a_pack_on_it_goes_on_at_the_check_at_which_it_comes_off(machine: Machine) -> None:
    cut = heat_until(machine, 205.0)
    machine.wait(minutes=1)
    earlier = machine.offered()
    assert earlier.had_pack_on
    assert cut.told == [("walk", "done", 30.0), ("heat", "partial", 200.0)]

    assert begun(machine, earlier) == HEAT  # its own pack does not forbid it: none is put on
    going = machine.play(earlier.timeline, earlier, NEXT)
    assert going.player.segment.closes_block
    going.yes()
    going.run(46.0)

    assert [(one.exercise_id, one.outcome) for one in going.steps[1:]] == [("heat", "partial"), ("hold", "done")]
    assert going.session.outcome == "partial"  # of the pack, nobody knows


def test_a_pack_that_was_on_counts_for_the_next_one(machine: Machine) -> None:
    heat_until(machine, 205.0)
    machine.offered()
    machine.wait(hours=1)

    assert isinstance(to_start(HEAT, asked(machine.store, HEAT, machine.now()), machine.now()), str)


def test_at_the_last_check_of_a_pack_all_is_done_and_the_check_is_still_offered(machine: Machine) -> None:
    cut = machine.cut_off(timeline(CHECK, step("heat", time=300.0)), 5.0)
    cut.yes()
    cut.run(310.0)
    earlier = machine.offered()

    assert (cut.session.outcome, earlier.had_pack_on) == ("completed", True)
    going = machine.play(earlier.timeline, earlier, NEXT)
    going.yes()
    assert going.session.outcome == "completed"


def test_a_pack_that_was_not_on_yet_is_asked_about_again_and_goes_on(machine: Machine) -> None:
    heat_until(machine, 3.0)
    earlier = machine.offered()

    assert not earlier.had_pack_on
    assert earlier.timeline.segments[earlier.begin_at].kind == "check"
    assert begun(machine, earlier) == HEAT


def test_a_pack_used_meanwhile_forbids_the_one_that_was_not_on_yet(machine: Machine) -> None:
    heat_until(machine, 3.0)
    earlier = machine.offered()
    machine.wait(minutes=5)
    other = timeline(CHECK, step("cold", time=120.0))
    meanwhile = machine.play(other, owner=NEXT)
    meanwhile.yes()
    meanwhile.run(121.0)

    assert begun(machine, earlier) == "You had a pack on less than 2 hours ago. The next one can start at 14:07."


def test_478_stays_as_short_as_it_was_begun(machine: Machine) -> None:
    phases = [{"name": "in", "length_s": 4.0}, {"name": "hold", "length_s": 7.0}, {"name": "out", "length_s": 8.0}]
    line = timeline(step("breath", breath={"phases": phases}, cycles=8), step("walk"))
    started = to_start(line, Before(), machine.now())
    assert isinstance(started, Timeline)
    machine.cut_off(started, 30.0)
    earlier = machine.offered()

    again = begun(machine, earlier)

    assert isinstance(again, Timeline)
    assert [one.beats for one in again.segments if one.beat] == [4]
