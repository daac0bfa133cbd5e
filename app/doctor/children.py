"""Asks what may hang or end the program that asks: each probe is a program of its own, with a time limit."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import app

Found = Mapping[str, Any]  # "trouble" in it says why there is nothing else
Ask = Callable[..., Found]  # (name of the probe, its arguments) -> what it found; never raises

LIMIT_S = 10.0
_ROOT = Path(app.__file__).resolve().parent.parent


def ask(
    *argv: str, environ: Mapping[str, str] | None = None, module: str = "app.ui.probe", limit_s: float = LIMIT_S
) -> Found:
    """Run a probe and return what it found, or why it found nothing.

    Its output goes to files: a server that it starts may keep a pipe open for good.
    """
    command = [sys.executable, "-m", module, *argv]
    with TemporaryFile() as out, TemporaryFile() as err:
        child = subprocess.Popen(
            command,
            cwd=_ROOT,  # where -m looks first; the folder we were called in may have an `app` of its own
            env={**os.environ, **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            code = child.wait(limit_s)
        except subprocess.TimeoutExpired:
            return {"trouble": f"there was no answer within {limit_s:g} s"}
        finally:
            _end(child)
        return _found(_lines(out)) if code == 0 else {"trouble": _ended(code, _last_words(err))}


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End it, and what it may be waiting for, where it still runs."""
    if child.poll() is None:
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _lines(file: IO[bytes]) -> list[str]:
    file.seek(0)
    return file.read().decode("utf-8", "replace").strip().splitlines()


def _last_words(err: IO[bytes]) -> str:
    """Return the line that says why: what Qt says of the display first, the end of anything else."""
    lines = _lines(err)
    return next((line for line in lines if line.startswith("qt.qpa.")), lines[-1] if lines else "")


def _found(lines: list[str]) -> Found:
    """Read the last line; libraries may have said something before."""
    try:
        found = json.loads(lines[-1])
    except (IndexError, ValueError):
        found = None
    return found if isinstance(found, dict) else {"trouble": "the answer could not be read"}


def _ended(code: int, last_words: str) -> str:
    how = f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
    return f"{how}: {last_words}" if last_words else how
