"""Faults in the running app and in a command, in child processes: what is said, what is logged, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

from tests.homes import agree

CHECKOUT = Path(__file__).resolve().parent.parent
NOTE = "sciatica again"

WITH_BUGS = """
import sys
from tests.homes import agree
from app import cli, paths

def open_app(places, slug, fullscreen):
    from PySide6.QtCore import QTimer
    from app.ui.application import Application
    from app.ui.opening import open_app

    class Buggy(Application):
        def load(self):
            super().load()
            QTimer.singleShot(0, self, self.bug)
            self.often = QTimer(self, interval=20)
            self.often.timeout.connect(self.look)
            self.often.start()

        def bug(self):
            raise ValueError("sciatica again")

        def look(self):
            dialog = self.telling.dialog
            if dialog is not None and dialog.isVisible():
                print("seen")
                self.often.stop()
                self.window.close()

    return open_app(places, slug, fullscreen, kind=Buggy)

before = sys.excepthook
code = cli.main([], cli.Ways(paths.places(), sys.stdout, sys.stderr, open_app))
assert sys.excepthook is before
sys.exit(code)
"""
NO_WINDOW = """
import sys
from app import cli, paths

def open_app(places, slug, fullscreen):
    from app.ui.application import Application
    from app.ui.opening import open_app

    class Buggy(Application):
        def __init__(self, *_):
            raise ValueError("sciatica again")

    return open_app(places, slug, fullscreen, kind=Buggy)

sys.exit(cli.main([], cli.Ways(paths.places(), sys.stdout, sys.stderr, open_app)))
"""
A_COMMAND = """
import sys
from app import cli, paths

def open_app(*_):
    raise {error}

sys.exit(cli.main([], cli.Ways(paths.places(), sys.stdout, sys.stderr, open_app)))
"""


def run(program: str, home: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    around = {**os.environ, "UNHUNCH_HOME": str(agree(home)), "QT_QPA_PLATFORM": "offscreen", **environ}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=CHECKOUT, env=around, capture_output=True, text=True, check=False, timeout=60)


def log_of(home: Path) -> str:
    return (home / "logs" / "unhunch.log").read_text(encoding="utf-8")


def test_a_bug_in_a_slot_reaches_the_log_and_the_dialog_and_the_app_goes_on(tmp_path: Path) -> None:
    done = run(WITH_BUGS, tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "seen\n", "")
    assert "ValueError: its text is left out" in log_of(tmp_path)
    assert NOTE not in log_of(tmp_path)
    assert (tmp_path / "logs" / "crash.log").read_text() == ""


def test_where_no_window_can_be_made_it_is_said_and_logged(tmp_path: Path) -> None:
    done = run(NO_WINDOW, tmp_path)

    assert done.returncode == 1
    assert done.stderr == (
        "unhunch: Unhunch cannot start, since something is wrong in it. "
        f"What is known of it is in {tmp_path / 'logs' / 'unhunch.log'}.\n"
    )
    assert "ValueError" in log_of(tmp_path)


def test_a_command_that_fails_says_so_in_one_sentence(tmp_path: Path) -> None:
    done = run(A_COMMAND.format(error=f"ValueError({NOTE!r})"), tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "unhunch: Something went wrong in Unhunch itself; "
        f"what is known of it is in {tmp_path / 'logs' / 'unhunch.log'}.\n"
    )
    assert "ValueError" in log_of(tmp_path)
    assert NOTE not in log_of(tmp_path)


def test_with_debug_set_a_command_shows_all_of_it(tmp_path: Path) -> None:
    done = run(A_COMMAND.format(error=f"ValueError({NOTE!r})"), tmp_path, UNHUNCH_DEBUG="1")

    assert "Traceback" in done.stderr
    assert f"ValueError: {NOTE}" in done.stderr


def test_where_no_log_can_be_written_it_is_said_how_to_see_more(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()

    done = run(A_COMMAND.format(error=f"ValueError({NOTE!r})"), tmp_path)

    assert done.returncode == 1
    assert done.stderr == (
        "unhunch: Something went wrong in Unhunch itself; it could not be logged; "
        "with UNHUNCH_DEBUG=1 you see what it was.\n"
    )


def test_ctrl_c_ends_a_command_quietly(tmp_path: Path) -> None:
    done = run(A_COMMAND.format(error="KeyboardInterrupt"), tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert not (tmp_path / "logs").exists()
