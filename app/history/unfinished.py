"""Sessions that were cut off: kept so that they can be gone on with, found at the next start, and gone on with.

While a routine plays, `playing` holds it as it is laid out, and the place reached. The acts here are
what the journal does with the store, each one transaction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.history.owner import Owner
from app.history.rows import Outcome, SessionRow, StepRow, utc_text
from app.history.store import Store
from app.play.going_on import begin_again_at
from app.play.timeline import Timeline

WITHIN = timedelta(hours=4)  # later than this, nobody is still in the middle of a routine

_BEGIN = """
INSERT INTO playing (session_id, timeline, place, parts_done, owner_started, changed_at)
VALUES (:id, :timeline, :place, :parts_done, :started, :changed_at)
ON CONFLICT (session_id) DO UPDATE SET owner_started = excluded.owner_started, changed_at = excluded.changed_at
"""

_FORGET_OTHERS = """
DELETE FROM playing WHERE session_id <> :id AND session_id IN (SELECT id FROM sessions WHERE outcome IS NOT NULL)
"""

_FORGET = "DELETE FROM playing WHERE session_id = :id"

_PLAYED = "UPDATE sessions SET played_s = :played_s, changed_at = :changed_at WHERE id = :id"

_REACH = """
UPDATE playing SET place = :place, parts_done = :parts_done, changed_at = :changed_at WHERE session_id = :id
"""

_LAY_OUT = "UPDATE playing SET timeline = :timeline WHERE session_id = :id"

_GO_ON = """
UPDATE sessions SET outcome = NULL, ended_utc = NULL, owner_pid = :pid, owner_boot = :boot, changed_at = :changed_at
WHERE id = :id
"""

_IS_ANY = "SELECT EXISTS (SELECT 1 FROM sessions WHERE outcome IS NULL) OR EXISTS (SELECT 1 FROM playing)"

_NOT_ENDED = """
SELECT id, owner_pid, owner_boot, owner_started, timeline, place, parts_done, max(
  sessions.changed_at, coalesce((SELECT max(changed_at) FROM steps WHERE session_id = sessions.id), '')
)
FROM sessions LEFT JOIN playing ON session_id = id
WHERE outcome IS NULL
"""

_END_STEPS = """
UPDATE steps SET ended_utc = changed_at, changed_at = :changed_at WHERE session_id = :id AND ended_utc IS NULL
"""

_MARK = "UPDATE sessions SET ended_utc = :ended_utc, outcome = :outcome, changed_at = :changed_at WHERE id = :id"

_FORGET_OLD = """
DELETE FROM playing WHERE session_id IN (SELECT id FROM sessions WHERE outcome IS NOT NULL AND ended_utc < :utc)
"""

_NEWEST = """
SELECT id, timeline, place, parts_done FROM sessions JOIN playing ON session_id = id
WHERE outcome IS NOT NULL
ORDER BY ended_utc DESC, id DESC LIMIT 1
"""


@dataclass(frozen=True)
class Place:
    """How far a playing has come: the place in its timeline, the parts done, the seconds played."""

    index: int
    parts_done: frozenset[int]
    played_s: float


@dataclass(frozen=True)
class Ending:
    """How and when a playing ended."""

    utc: str
    outcome: Outcome


@dataclass(frozen=True)
class Unfinished:
    """A session that was cut off and can be gone on with, at a segment of its timeline as it was laid out last."""

    session: SessionRow
    steps: tuple[StepRow, ...]
    timeline: Timeline
    place: Place
    begin_at: int

    @property
    def ended(self) -> datetime:
        """The last moment known of it."""
        return datetime.fromisoformat(self.session.ended_utc or self.session.started_utc)

    @property
    def performed(self) -> int:
        """The highest number of a performance in the record."""
        return max((step.position for step in self.steps), default=0)

    @property
    def part(self) -> int | None:
        """The part it goes on with; None where no more comes."""
        return next((one.part for one in self.timeline.segments[self.begin_at :] if one.part is not None), None)

    @property
    def had_pack_on(self) -> bool:
        """Whether heat or cold was on the skin when it was cut off."""
        return self.timeline.segments[self.begin_at].pack is not None


# --- while a routine plays -------------------------------------------------------------------------------------------


def begin(store: Store, session: SessionRow, timeline: Timeline, owner: Owner) -> None:
    """Write down that a session began, unless it is there. What was offered to be gone on with no longer is."""
    with store.writing() as changed_at:
        if store.session(session.id) is None:
            store.begin(session)
        _begin_playing(store, session.id, timeline, Place(0, frozenset(), 0.0), owner, changed_at)


def reach(
    store: Store,
    session_id: str,
    steps: Iterable[StepRow],
    place: Place,
    ending: Ending | None = None,
    laid_out: Timeline | None = None,
) -> None:
    """Write down the steps that ended or went on, the place reached, and the end where it came to that.

    With `laid_out`, also how the routine is laid out from now on, which the place is one of.
    """
    with store.writing() as changed_at:
        moved = store.connection.execute(
            _PLAYED, {"id": session_id, "played_s": place.played_s, "changed_at": changed_at}
        )
        if not moved.rowcount:
            raise KeyError(session_id)
        for step in steps:
            store.put_step(step)
        if laid_out is not None:
            store.connection.execute(_LAY_OUT, {"id": session_id, "timeline": _text(laid_out)})
        store.connection.execute(_REACH, {"id": session_id, "changed_at": changed_at, **_columns(place)})
        if ending is not None:
            store.end(session_id, ended_utc=ending.utc, played_s=place.played_s, outcome=ending.outcome)
            forget(store, session_id)


def go_on(store: Store, unfinished: Unfinished, owner: Owner) -> None:
    """Write down that a session goes on, in its own row; as a whole where the file was put back to before it began."""
    session = unfinished.session
    with store.writing() as changed_at:
        if store.session(session.id) is None:
            store.begin(session)
            for step in unfinished.steps:
                store.put_step(step)
        who = {"pid": owner.pid, "boot": owner.boot}
        store.connection.execute(_GO_ON, {"id": session.id, "changed_at": changed_at, **who})
        _begin_playing(store, session.id, unfinished.timeline, unfinished.place, owner, changed_at)


def forget(store: Store, session_id: str) -> None:
    """Let a session be as it is: it cannot be gone on with any more."""
    with store.writing():
        store.connection.execute(_FORGET, {"id": session_id})


def _begin_playing(
    store: Store, session_id: str, timeline: Timeline, place: Place, owner: Owner, changed_at: str
) -> None:
    values = {"id": session_id, "timeline": _text(timeline), "started": owner.started, "changed_at": changed_at}
    store.connection.execute(_BEGIN, {**values, **_columns(place)})
    store.connection.execute(_FORGET_OTHERS, {"id": session_id})


def _text(timeline: Timeline) -> str:
    import msgspec

    return msgspec.json.encode(timeline).decode()


def _columns(place: Place) -> dict[str, object]:
    return {"place": place.index, "parts_done": str(sorted(place.parts_done))}


# --- at the next start -----------------------------------------------------------------------------------------------


def settle(store: Store, now: datetime, is_alive: Callable[[Owner], bool]) -> Unfinished | None:
    """End every session whose owner is dead, and return the newest that can still be gone on with."""
    if store.read(_IS_ANY) == [(0,)]:
        return None  # and nothing is locked
    with store.writing() as changed_at:
        for row in store.read(_NOT_ENDED):
            _end_dead(store, row, is_alive, changed_at)
        store.connection.execute(_FORGET_OLD, {"utc": utc_text(now - WITHIN)})
        return _newest(store)


def _end_dead(store: Store, row: tuple[Any, ...], is_alive: Callable[[Owner], bool], changed_at: str) -> None:
    """End a session at the last moment known of it, unless its owner lives."""
    session_id, pid, boot, started, timeline, place, parts_done, last_utc = row
    if pid is not None and boot is not None and is_alive(Owner(pid, boot, started)):
        return
    outcome, left = _how_far(_read(timeline, place, parts_done))
    store.connection.execute(_END_STEPS, {"id": session_id, "changed_at": changed_at})
    values = {"id": session_id, "ended_utc": last_utc, "outcome": outcome, "changed_at": changed_at}
    store.connection.execute(_MARK, values)
    if not left:
        forget(store, session_id)


def _how_far(playing: "tuple[Timeline, Place] | None") -> tuple[Outcome, bool]:
    """Return what a cut-off session has come to, and whether anything is left of it to go on with."""
    if playing is None:
        return "interrupted", False
    timeline, place = playing
    left = begin_again_at(timeline, place.index) is not None
    to_do = timeline.to_do
    if place.parts_done.issuperset(to_do) if to_do else not left:
        return "completed", left
    return ("interrupted" if left else "partial"), left


def _newest(store: Store) -> Unfinished | None:
    for session_id, *columns in store.read(_NEWEST):
        playing, session = _read(*columns), store.session(session_id)
        begin_at = begin_again_at(playing[0], playing[1].index) if playing else None
        if playing is None or session is None or begin_at is None:
            return None
        timeline, place = playing
        place = Place(place.index, place.parts_done, session.played_s)
        return Unfinished(session, tuple(store.steps(session_id)), timeline, place, begin_at)
    return None


def _read(timeline: str | None, place: int, parts_done: str) -> tuple[Timeline, Place] | None:
    """Read a row of `playing`; None where there is none, or another version of this program laid it out otherwise."""
    import msgspec

    if timeline is None:
        return None
    try:
        laid_out = msgspec.json.decode(timeline, type=Timeline)
        return laid_out, Place(place, msgspec.json.decode(parts_done, type=frozenset[int]), 0.0)
    except msgspec.MsgspecError:
        return None
