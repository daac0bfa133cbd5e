"""The report a person may send: versions, the system, and each fault with its trace. Nothing about the person."""

import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress

from app import __version__
from app.faults.seen import Fault


def about_system(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return lines that tell the versions and the desktop; the computer's name and the person's are not among them."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    with suppress(OSError):
        system = f"{platform.freedesktop_os_release().get('PRETTY_NAME', '')}, {system}"
    desktop = environ.get("XDG_CURRENT_DESKTOP", "")
    session = environ.get("XDG_SESSION_TYPE", "")
    return [
        f"Unhunch {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        system,
        *([f"Desktop {desktop or '?'} on {session or '?'}"] if desktop or session else []),
    ]


def report(about: Sequence[str], faults: Sequence[Fault]) -> str:
    """Return the whole report as plain text, the fault that came last at the top."""
    return "\n".join((*about, *(line for fault in reversed(faults) for line in ("", *_told(fault)))))


def _told(fault: Fault) -> list[str]:
    often = "once" if fault.count == 1 else f"{fault.count} times"
    return [f"{fault.headline}, {often}", *([fault.trace] if fault.trace else [])]
