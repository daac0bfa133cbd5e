"""The app as a process of its own in a session, and what a person has to see and press it by."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.desktop.desktop import Desktop
from tests.desktop.programs import PATIENCE_S, Program, until

BUTTON = ("push button", "button")  # the bus's name for it has changed in newer versions
TICK = ("check box", "toggle button")
RADIO = ("radio button",)
TEXT = ("label",)
ROW = ("list item",)

Control = dict[str, Any]


class ScreenReader:
    """Knows the app by the accessibility bus alone: roles, names and what can be done with them."""

    def __init__(self, desktop: Desktop) -> None:
        script = Path(__file__).with_name("at_spi.py")
        self._process = subprocess.Popen(
            ("/usr/bin/python3", str(script)),
            env=desktop.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _ask(self, do: str, **more: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"why": "the accessibility bus is gone"}')
        assert "found" in answer, answer["why"]
        return answer["found"]

    def press(self, name: str, roles: tuple[str, ...] = BUTTON, within_s: float = PATIENCE_S) -> Control:
        """Wait for a control of this name, and press it; return what it was."""
        found: Control = self._ask("press", name=name, roles=roles, within_s=within_s)
        return found

    def find(self, name: str, roles: tuple[str, ...] = BUTTON, within_s: float = PATIENCE_S) -> Control:
        """Wait for a control of this name."""
        found: Control = self._ask("find", name=name, roles=roles, within_s=within_s)
        return found

    def all_shown(self) -> list[Control]:
        """Return everything that can be seen, in order."""
        found: list[Control] = self._ask("list")
        return found

    def focus(self) -> str:
        """Return the name of what has the keys."""
        found: str = self._ask("focus")
        return found

    def faults(self) -> list[str]:
        """Return what can be used and has no name, or says more than its words."""
        there = [one for one in self.all_shown() if one["role"] != "scroll bar"]
        nameless = [str(one) for one in there if not one["name"] and _can_be_used(one)]
        focused = [
            one for one in there if one["focused"]
        ]  # a page that scrolls has its inside say so too, without name
        nameless += [] if any(one["name"] for one in focused) else [str(one) for one in focused]
        return nameless + [str(one) for one in there if "<" in one["name"] + one["about"]]

    def close(self) -> None:
        """Look no more."""
        self._process.communicate()


def _can_be_used(one: Control) -> bool:
    return bool(set(one["actions"]) - {"SetFocus"}) or one["role"] in ("text", "combo box", "slider", "spin button")


class App:
    """The app as a process of its own, as often as it is started, on one home."""

    def __init__(self, desktop: Desktop, home: Path) -> None:
        self._desktop = desktop
        self.home = home
        self._program: Program | None = None

    @property
    def program(self) -> Program:
        """The app as it was started last."""
        assert self._program is not None, "it was not started"
        return self._program

    def open(self, *arguments: str) -> None:
        """Start it, in its own window."""
        self._program = self._desktop.start(sys.executable, "-m", "app", *arguments, UNHUNCH_HOME=str(self.home))

    def history(self) -> list[dict[str, Any]]:
        """Return the sessions there are, the newest first, as its own command prints them."""
        command = (sys.executable, "-m", "app", "history", "--json")
        found: list[dict[str, Any]] = json.loads(self._desktop.output_of(*command, UNHUNCH_HOME=str(self.home)))
        return found

    def keys(self, *keys: str) -> None:
        """Press keys, as a person does who has the window in front."""
        self._desktop.output_of("xdotool", "key", "--delay", "30", *keys)

    def leave(self) -> None:
        """Close the window by the window manager's own key, and see the app end well."""
        self.keys("alt+F4")
        until(lambda: not self.program.is_on, "the app to end")
        assert (self.program.process.returncode, self.printed) == (0, "")

    def kill(self) -> None:
        """End it as a crash does."""
        self.program.end(signal.SIGKILL)

    def close(self) -> None:
        """End it in case it still runs."""
        if self._program is not None:
            self._program.end()

    @property
    def printed(self) -> str:
        """What it has printed, which nobody has asked it to; save what Qt says of the accessibility bus."""
        lines = self._program.printed.splitlines() if self._program is not None else []
        return "\n".join(line for line in lines if not line.startswith("qt.accessibility."))
