"""What the history says about starting a routine now: time between packs, and few 4-7-8 breaths at first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.history.rows import PackUse, utc_text
from app.history.store import Store
from app.play.first_month import breathes_478, eased_for_first_month
from app.play.timeline import Timeline
from app.routine.safety import PACK_COUNTS_FROM_S, Pack, PastPack, too_soon

DAY = timedelta(hours=24)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Before:
    """What was done before that bears on starting now."""

    packs: tuple[PackUse, ...] = ()
    first_breathed: str | None = None  # when 4-7-8 was first done


def has_to_ask(timeline: Timeline, begin_at: int = 0) -> bool:
    """Tell whether a routine may only start, or go on at a segment, once the history has been asked."""
    return _pack(timeline, begin_at) is not None or breathes_478(timeline) is not None


def asked(store: Store, timeline: Timeline, now: datetime, begin_at: int = 0) -> Before:
    """Ask the history. Raises HistoryUnavailable."""
    breathing = breathes_478(timeline)
    return Before(
        packs=tuple(store.packs_since(utc_text(now - DAY))) if _pack(timeline, begin_at) else (),
        first_breathed=store.first_done(breathing) if breathing else None,
    )


def to_start(timeline: Timeline, before: Before, now: datetime, begin_at: int = 0) -> Timeline | str:
    """Return the routine as it may be started now, or gone on with at a segment, or the sentence why not yet.

    Where the history could not be asked, `Before()` takes breathing as new; skin is asked about in any case.
    """
    pack = _pack(timeline, begin_at)
    used = [
        PastPack(one.kind, datetime.fromisoformat(one.ended_utc))
        for one in before.packs
        if one.done_s >= PACK_COUNTS_FROM_S
    ]
    reason = too_soon(pack, used, now) if pack else None
    if reason:
        return reason
    first = before.first_breathed
    is_new = first is None or now - datetime.fromisoformat(first) < MONTH
    return eased_for_first_month(timeline) if is_new else timeline


def _pack(timeline: Timeline, begin_at: int) -> Pack | None:
    """Return the pack that would be put on; at the check at which one comes off, none would."""
    return next((one.pack for one in timeline.segments[begin_at:] if one.kind == "work" and one.pack), None)
