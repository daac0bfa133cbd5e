"""Names for rows that two machines can give out without meeting: UUIDv7 text, which sorts by time."""

import secrets
import sys
import time
import uuid


def uuid7_at(now_ns: int, tail: int) -> uuid.UUID:
    """Lay out a UUIDv7 as RFC 9562 does (5.7, and method 3 of 6.2 for the part below a millisecond).

    `now_ns` is nanoseconds since 1970, `tail` any number, of which 62 bits are kept.
    """
    ms, below_ms_ns = divmod(now_ns, 1_000_000)
    fraction = (below_ms_ns << 12) // 1_000_000
    tail &= (1 << 62) - 1
    return uuid.UUID(int=(ms & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | tail)


def new_id() -> str:
    """Return a fresh UUIDv7 as text; a later one sorts after an earlier one."""
    if sys.version_info >= (3, 14):
        return str(uuid.uuid7())
    return str(uuid7_at(time.time_ns(), secrets.randbits(62)))
