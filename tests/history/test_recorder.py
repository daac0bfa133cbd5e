"""What stands in a real history file after a routine was played, on clocks that tests move."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import __version__
from app.history.owner import Owner
from app.history.recorder import EVERY_S, Recorder
from app.history.rows import SessionRow, StepRow
from app.history.store import Store, open_store
from app.play.dues import Due, Finished, PartEnded, State
from app.play.easing import easier_ways
from app.play.layout import Options
from app.play.player import Player
from app.play.suiting import Choices
from app.play.timeline import Timeline
from tests.play.fakes import EXERCISES, FakeClocks, step, timeline
from tests.play.test_player import CHECK

OWNER = Owner(4321, "boot-a")
START = datetime(2026, 3, 1, 20, 0, tzinfo=timezone(timedelta(hours=1)))
FOUR_S = 4 * 3600.0


class Played:
    """One routine being played and recorded."""

    def __init__(
        self, line: Timeline, store: Store, start: datetime = START, day_start_s: float = FOUR_S, tick_s: float = 1.0
    ) -> None:
        self.store = store
        self.clocks = FakeClocks()
        self.tick_s = tick_s
        self.dues: list[Due] = []
        boot = self.clocks.boot_now
        ways = easier_ways(line, EXERCISES, Options(), Choices())
        self.player = Player(line, self.clocks.clock, self.clocks.boot_clock, easier_ways=ways)
        self.recorder = Recorder(
            line,
            lambda act, key="", *, begins=False: act(store),
            lambda: start + timedelta(seconds=self.clocks.boot_now - boot),
            OWNER,
            day_start_s,
        )
        self.recorder.begin()

    def did(self, dues: list[Due]) -> None:
        self.dues += dues
        self.recorder.follow(dues, self.player)

    def start(self) -> None:
        self.did(self.player.start())

    def run(self, seconds: float) -> None:
        while seconds > 1e-9:
            self.clocks.pass_(min(self.tick_s, seconds))
            seconds -= self.tick_s
            self.did(self.player.tick())

    @property
    def session(self) -> SessionRow:
        found = self.store.session(self.recorder.session_id)
        assert found is not None
        return found

    @property
    def steps(self) -> list[StepRow]:
        return self.store.steps(self.recorder.session_id)


@pytest.fixture
def play(store: Store) -> Callable[..., Played]:
    """Begin to play steps written as in a file."""

    def begin(*steps: Mapping[str, object]) -> Played:
        played = Played(timeline(*steps), store)
        played.start()
        return played

    return begin


def outcomes(played: Played) -> list[tuple[str, str, float]]:
    return [(one.exercise_id, one.outcome, one.done_s) for one in played.steps]


# --- the session -----------------------------------------------------------------------------------------------------


def test_a_session_stands_in_the_history_from_its_start(store: Store) -> None:
    played = Played(timeline(step("neck"), step("breath")), store)

    assert played.session == SessionRow(
        id=played.recorder.session_id,
        routine_id="test",
        title="Test",
        areas=("neck", "breath"),
        kinds=("stretch", "breath"),
        started_utc="2026-03-01T19:00:00.000000+00:00",
        utc_offset_s=3600,
        day="2026-03-01",
        planned_s=73.5,
        app_version=__version__,
        owner_pid=4321,
        owner_boot="boot-a",
    )
    assert played.steps == []


@pytest.mark.parametrize(
    ("hour", "offset_h", "day_start_s", "day"),
    [
        (23, 1, FOUR_S, "2026-03-01"),
        (3, 1, FOUR_S, "2026-02-28"),  # the night belongs to the day before
        (3, 1, 0.0, "2026-03-01"),
        (4, 1, FOUR_S, "2026-03-01"),
        (23, -9, FOUR_S, "2026-03-01"),  # the next day already, in UTC
        (5, 14, FOUR_S, "2026-03-01"),  # the day before still, in UTC
    ],
)
def test_a_session_belongs_to_the_persons_own_day(
    store: Store, hour: int, offset_h: int, day_start_s: float, day: str
) -> None:
    start = datetime(2026, 3, 1, hour, tzinfo=timezone(timedelta(hours=offset_h)))

    session = Played(timeline(step("walk")), store, start, day_start_s).session

    assert (session.day, session.utc_offset_s) == (day, offset_h * 3600)
    assert datetime.fromisoformat(session.started_utc) == start
    assert datetime.fromisoformat(session.started_utc).tzinfo == UTC


def test_two_playings_are_two_sessions(play: Callable[..., Played], store: Store) -> None:
    play(step("walk"))
    play(step("walk"))

    assert len(store.sessions()) == 2


def test_a_routine_followed_to_its_end_is_completed(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(76.0)

    session = played.session
    assert (session.outcome, session.played_s) == ("completed", 75.0)
    assert session.ended_utc == "2026-03-01T19:01:15.000000+00:00"
    assert outcomes(played) == [("walk", "done", 30.0), ("hold", "done", 40.0)]


def test_one_that_still_plays_has_no_end(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(40.0)

    assert (played.session.outcome, played.session.ended_utc) == (None, None)


def test_one_ended_early_is_partial_with_what_was_done(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(42.0)
    played.did(played.player.end())

    assert (played.session.outcome, played.session.played_s) == ("partial", 42.0)
    assert outcomes(played) == [("walk", "done", 30.0), ("hold", "partial", 12.0)]


def test_one_of_which_something_was_skipped_is_partial_though_it_came_to_its_end(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.did(played.player.skip())
    played.run(46.0)

    assert Finished("end") in played.dues
    assert played.session.outcome == "partial"


def test_one_stopped_by_an_answer_is_partial(play: Callable[..., Played]) -> None:
    played = play(step("walk"), CHECK, step("hold"))
    played.run(31.0)
    played.did(played.player.answer(yes=False))

    assert played.session.outcome == "partial"
    assert outcomes(played) == [("walk", "done", 30.0)]


def test_one_of_which_every_part_was_done_is_completed_also_when_ended_before_its_last_note(
    play: Callable[..., Played],
) -> None:
    played = play(step("walk"), {"step": "note", "note": "Well done.", "time": 60.0})
    played.run(40.0)
    played.did(played.player.end())

    assert played.session.outcome == "completed"


def test_a_step_done_the_second_time_makes_the_routine_complete(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(12.0)
    played.did(played.player.back())
    played.run(76.0)

    assert played.session.outcome == "completed"


def test_a_routine_without_exercises_is_completed_at_its_end_and_not_before(play: Callable[..., Played]) -> None:
    note = {"step": "note", "note": "Look out of the window.", "time": 20.0}
    whole, cut = play(note), play(note)
    whole.run(21.0)
    cut.run(5.0)
    cut.did(cut.player.end())

    assert (whole.session.outcome, cut.session.outcome) == ("completed", "partial")


# --- the steps -------------------------------------------------------------------------------------------------------


def test_a_step_is_written_as_a_whole_when_it_ends(play: Callable[..., Played]) -> None:
    played = play(step("sets", label="Squeeze"), step("walk"))
    played.run(50.0)

    [row] = played.steps
    assert row == StepRow(
        id=row.id,
        session_id=played.recorder.session_id,
        position=1,
        exercise_id="sets",
        name="Squeeze",
        kind="strength",
        areas=("chest",),
        side="both",
        dose="2 × 5 reps",
        sets_planned=2,
        reps_planned=10,
        reps_done=10,
        planned_s=40.0,
        done_s=40.0,
        outcome="done",
        started_utc="2026-03-01T19:00:00.000000+00:00",
        ended_utc="2026-03-01T19:00:50.000000+00:00",
    )
    assert played.session.played_s == 50.0


def test_a_step_that_has_hardly_begun_is_not_written_yet(play: Callable[..., Played]) -> None:
    played = play(step("walk"))
    played.run(9.0)

    assert played.steps == []


def test_the_step_in_progress_is_written_every_10_s_as_the_same_row(play: Callable[..., Played]) -> None:
    played = play(step("walk", time=60.0))
    seen = []
    for _ in range(3):
        played.run(10.0)
        seen += played.steps
        assert played.session.played_s == seen[-1].done_s

    assert [row.done_s for row in seen] == [10.0, 20.0, 30.0]
    assert {row.outcome for row in seen} == {"partial"}
    assert {row.ended_utc for row in seen} == {None}
    assert len({row.id for row in seen}) == 1
    played.run(31.0)
    assert [(row.id, row.outcome, row.done_s) for row in played.steps] == [(seen[0].id, "done", 60.0)]


def test_at_no_moment_is_more_than_10_s_of_the_step_in_progress_unwritten(store: Store) -> None:
    played = Played(timeline(step("sets", ready=7.0), step("neck", ready=4.0), step("breath")), store, tick_s=0.7)
    played.start()
    while played.player.state is not State.FINISHED:
        played.run(0.7)
        performing = played.player.performing
        if performing is not None:
            written_s = sum(row.done_s for row in played.steps if row.position == performing.number)
            assert performing.work_s - written_s < EVERY_S + played.tick_s


def test_each_side_has_a_row_of_its_own(play: Callable[..., Played]) -> None:
    played = play(step("neck"))
    played.run(46.0)

    assert [(row.side, row.outcome, row.done_s, row.planned_s) for row in played.steps] == [
        ("right", "done", 20.0, 20.0),
        ("left", "done", 20.0, 20.0),
    ]


def test_one_side_passed_over_leaves_the_other_done(play: Callable[..., Played]) -> None:
    played = play(step("neck"))
    played.run(22.0)
    played.did(played.player.skip())

    assert [(row.side, row.outcome, row.done_s) for row in played.steps] == [
        ("right", "done", 20.0),
        ("left", "skipped", 0.0),
    ]


def test_reps_are_written_down_as_far_as_they_were_done(play: Callable[..., Played]) -> None:
    played = play(step("reps"))
    played.run(12.0)
    played.did(played.player.end())

    [row] = played.steps
    assert (row.reps_planned, row.reps_done, row.side) == (6, 2, "alternating")


def test_reps_at_ones_own_pace_count_when_the_person_says_so(play: Callable[..., Played]) -> None:
    played = play(step("own", rest=10.0))
    played.run(30.0)
    played.did(played.player.done())
    played.did(played.player.end())

    [row] = played.steps
    assert (row.reps_planned, row.reps_done, row.outcome) == (10, 5, "partial")


def test_where_reps_are_not_counted_there_are_none(play: Callable[..., Played]) -> None:
    played = play(step("neck"), step("breath"))
    played.run(80.0)

    assert len(played.steps) == 3
    assert {(row.reps_planned, row.reps_done) for row in played.steps} == {(None, None)}


def test_a_step_passed_over_is_written_as_skipped(play: Callable[..., Played]) -> None:
    played = play(step("walk", ready=5.0), step("hold"))
    played.run(2.0)
    played.did(played.player.skip())

    assert outcomes(played) == [("walk", "skipped", 0.0)]
    assert played.steps[0].ended_utc is not None


def test_going_back_leaves_a_partial_row_and_a_done_one(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(12.0)
    played.did(played.player.back())
    played.run(31.0)

    assert outcomes(played)[:2] == [("walk", "partial", 12.0), ("walk", "done", 30.0)]
    assert [row.position for row in played.steps] == [1, 2]
    assert len({row.id for row in played.steps}) == 2


def test_what_was_lengthened_is_written_as_long_as_it_was(play: Callable[..., Played]) -> None:
    played = play(step("walk"))
    played.run(5.0)
    played.did(played.player.lengthen())
    played.run(36.0)

    [row] = played.steps
    assert (row.planned_s, row.done_s) == (30.0, 40.0)


def test_a_swap_leaves_a_partial_row_and_one_that_says_what_it_stands_in_for(play: Callable[..., Played]) -> None:
    played = play(step("walk", swap="own"), step("breath"))
    played.run(12)
    played.did(played.player.easier())
    played.run(8)
    played.did(played.player.done())
    played.run(35)
    played.did(played.player.done())
    played.run(30)
    assert [(one.exercise_id, one.swapped_from, one.outcome, one.done_s) for one in played.steps] == [
        ("walk", None, "partial", 12.0),
        ("own", "walk", "done", 8.0),
        ("breath", None, "done", 28.5),
    ]
    assert (played.session.outcome, played.recorder.parts_done) == ("completed", 2)


def test_a_swap_taken_back_leaves_what_was_done_of_either(play: Callable[..., Played]) -> None:
    played = play(step("walk", swap="hold"))
    played.run(12)
    played.did(played.player.easier())
    played.run(9)
    played.did(played.player.harder())
    played.run(31)
    assert outcomes(played) == [("walk", "partial", 12.0), ("hold", "partial", 4.0), ("walk", "done", 30.0)]
    assert played.session.outcome == "completed"


def test_what_was_swapped_at_its_very_end_does_not_stand_in_for_what_came_instead(play: Callable[..., Played]) -> None:
    played = play(step("walk", swap="own"))
    played.run(28)
    played.did(played.player.easier())
    played.did(played.player.skip())
    assert outcomes(played) == [("walk", "done", 28.0), ("own", "skipped", 0.0)]
    assert (played.session.outcome, played.recorder.parts_done) == ("partial", 0)


def test_a_side_done_in_its_easier_way_and_one_that_was_skipped_are_no_whole(play: Callable[..., Played]) -> None:
    played = play(step("walk", swap="neck"))
    played.did(played.player.easier())
    played.run(26)
    played.did(played.player.skip())
    assert [(one.side, one.outcome) for one in played.steps] == [("right", "done"), ("left", "skipped")]
    assert (played.session.outcome, played.recorder.parts_done) == ("partial", 1)


def test_a_pause_is_not_written_as_exercise(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(8.0)
    played.did(played.player.pause())
    played.run(3600.0)
    played.did(played.player.resume())
    played.did(played.player.end())

    assert outcomes(played) == [("walk", "partial", 8.0)]
    assert played.session.played_s == 8.0


def test_sleep_is_not_written_as_exercise(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(12.0)
    played.clocks.sleep(12 * 3600.0)
    played.run(0.5)
    played.did(played.player.end())

    assert outcomes(played) == [("walk", "partial", 12.0)]
    assert played.session.played_s == 12.0
    assert played.session.day == "2026-03-01"  # the day on which it began


def test_a_hold_up_is_not_written_as_exercise(play: Callable[..., Played]) -> None:
    played = play(step("walk"), step("hold"))
    played.run(12.0)
    played.clocks.pass_(600.0)
    played.did(played.player.tick())
    played.did(played.player.end())

    assert outcomes(played) == [("walk", "partial", 12.0)]
    assert played.session.played_s == 12.0


def test_an_unanswered_check_is_not_written_as_time_played(play: Callable[..., Played]) -> None:
    played = play(CHECK, step("walk"))
    played.run(900.0)
    played.did(played.player.answer(yes=True))
    played.run(31.0)

    assert played.session.played_s == 50.0  # the 20 s that a check is taken to last, and the walk
    assert played.session.outcome == "completed"


def test_recording_never_waits_for_the_store() -> None:
    asked: list[object] = []

    def write(act: object, key: str = "", *, begins: bool = False) -> None:
        asked.append(act)

    line = timeline(step("walk"))
    clocks = FakeClocks()
    player = Player(line, clocks.clock, clocks.boot_clock)
    recorder = Recorder(line, write, lambda: START, OWNER, FOUR_S)

    recorder.begin()
    recorder.follow(player.start(), player)
    for _ in range(31):
        clocks.pass_(1.0)
        recorder.follow(player.tick(), player)

    assert len(asked) == 1 + 1 + 2 + 1  # begun, in the first place, at 10 and 20 s, over


# --- whatever a person does ------------------------------------------------------------------------------------------

LINE = timeline(
    step("neck", ready=5.0, swap="reps"),
    {"step": "wait", "wait": "Sit."},
    {"step": "rounds", "rounds": 2, "rest": 5.0, "steps": [step("hold", swap="neck"), step("breath")]},
    {**CHECK, "if_no": "skip"},
    step("reps"),
    step("own", ready=3.0, swap="walk"),
    CHECK,
    step("heat", time=900.0),
    step("sets"),
)
BUTTONS = ["pause", "resume", "skip", "back", "lengthen", "easier", "harder", "done", "yes", "no"]
CONTROLS = st.one_of(
    st.tuples(st.sampled_from(BUTTONS), st.just(0.0)),
    st.tuples(st.just("run"), st.floats(0.1, 60.0)),
    st.tuples(st.just("sleep"), st.floats(2.0, 3000.0)),
    st.tuples(st.just("held up"), st.floats(5.5, 3000.0)),
)


def control(played: Played, name: str, seconds: float) -> None:
    if name == "run":
        played.run(seconds)
    elif name == "sleep":
        played.clocks.sleep(seconds)
        played.did(played.player.tick())
    elif name == "held up":
        played.clocks.pass_(seconds)
        played.did(played.player.tick())
    elif name in ("yes", "no"):
        played.did(played.player.answer(yes=name == "yes"))
    else:
        played.did(getattr(played.player, name)())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(controls=st.lists(CONTROLS, max_size=40))
def test_the_rows_say_what_the_player_reported_whatever_a_person_does(
    tmp_path_factory: pytest.TempPathFactory, controls: list[tuple[str, float]]
) -> None:
    store = open_store(tmp_path_factory.mktemp("history") / "history.db")
    played = Played(LINE, store, tick_s=4.0)
    played.start()
    for name, seconds in controls:
        control(played, name, seconds)
    played.did(played.player.end())

    ended = [due for due in played.dues if isinstance(due, PartEnded)]
    rows = {row.position: row for row in played.steps}
    assert sorted(rows) == [due.performance.number for due in ended]
    parts = played.player.timeline.parts
    for due in ended:
        row, part = rows[due.performance.number], parts[due.performance.part]
        assert row.done_s == round(due.performance.work_s, 3)
        assert (row.outcome, row.exercise_id, row.side) == (due.outcome, part.exercise_id, part.side)
        assert row.swapped_from == part.swapped_from
        assert row.reps_done == (due.performance.reps if part.reps else None)
        assert row.ended_utc is not None
    session = played.session
    assert session.played_s == round(played.player.played_s, 3)
    assert sum(row.done_s for row in rows.values()) <= session.played_s + 0.001 * len(rows) + 0.001
    done = {due.performance.part for due in ended if due.outcome == "done"}
    assert session.outcome == ("completed" if len(done) == len(LINE.parts) else "partial")
    store.close()
