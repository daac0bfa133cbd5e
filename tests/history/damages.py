"""Ways in which a history file is damaged."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.history.store import Store, open_store

from .made import a_session, a_step, at

PAGE = 4096
NOISE = bytes(range(1, 256)) * 17


def noise(size: int) -> bytes:
    return (NOISE * (size // len(NOISE) + 1))[:size]


def a_filled_history(path: Path, sessions: int = 40) -> None:
    """Write so much that it fills a few dozen pages."""
    with closing(open_store(path)) as store, store.writing():
        for n in range(sessions):
            ended = {"ended_utc": at(n + 1), "outcome": "completed"}
            store.begin(a_session(f"session-{n:03}", started_utc=at(n), note="x" * 600, **ended))
            store.put_step(a_step(f"step-{n}", session_id=f"session-{n:03}"))


def noise_all_over(path: Path) -> None:
    path.write_bytes(noise(path.stat().st_size))


def noise_at_the_start(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(noise(100) + whole[100:])


def noise_behind_the_first_page(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:PAGE] + noise(len(whole) - PAGE))


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def a_text(path: Path) -> None:
    path.write_text("Dear diary,\n")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -5 * PAGE])


def cut_within_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def cut_to_nothing(path: Path) -> None:
    path.write_bytes(b"")


SEEN_AT_ONCE = [
    noise_all_over,
    noise_at_the_start,
    noise_behind_the_first_page,
    zeros,
    a_text,
    cut_short,
    cut_within_the_header,
    cut_to_nothing,
]


def noise_in_the_middle(path: Path) -> None:
    """Spoil some pages of the notes; nothing that is read at the start."""
    whole = path.read_bytes()
    of_notes = [n for n in range(0, len(whole), PAGE) if b"x" * 600 in whole[n : n + PAGE]]
    at_byte = of_notes[len(of_notes) // 2]
    path.write_bytes(whole[:at_byte] + noise(PAGE) + whole[at_byte + PAGE :])


def a_crash_leaves(path: Path, act: Callable[[Store], object]) -> None:
    """Do something to a closed history, or a new one, and leave it with its log, as a program that died would."""
    working = path.parent / "working"
    working.mkdir()
    if path.exists():
        shutil.copy(path, working / path.name)
    with closing(open_store(working / path.name)) as store:
        store.db.execute("PRAGMA wal_autocheckpoint = 0")
        act(store)
        for file in (path.name, f"{path.name}-wal"):
            shutil.copy(working / file, path.parent / file)
    shutil.rmtree(working)
