"""A real service of notices and its buttons, which are pressed from a menu of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.desktop.desktop import Desktop
from tests.desktop.programs import Program, until

_CONFIG = """\
[global]
    dmenu = {menu}
    timeout = 0
    idle_threshold = 0
"""
_MENU = """\
#!/bin/sh
tee -a {seen} | grep -F "$(cat {wanted})" | head -n 1
"""


class NoticeService:
    """The service on a desktop: what it shows, and the presses of a person."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._folder = desktop.runtime / "dunst"
        self._folder.mkdir(exist_ok=True)
        self._wanted, menu = self._folder / "wanted", self._folder / "menu"
        menu.write_text(_MENU.format(wanted=self._wanted, seen=self._folder / "seen"))
        menu.chmod(0o700)
        config = self._folder / "dunstrc"
        config.write_text(_CONFIG.format(menu=menu))
        self.program: Program = desktop.start("dunst", "-conf", str(config), "-print")
        until(lambda: self._ctl("is-paused"), "the service of notices")

    def count(self) -> int:
        """Return how many notices are shown."""
        return int(self._ctl("count", "displayed") or 0)

    def press(self, words: str) -> None:
        """Press a button of the notice that is shown."""
        self._wanted.write_text(words)
        self._ctl("context")

    def pause(self, paused: bool) -> None:
        """Let nothing disturb, or again."""
        self._ctl("set-paused", str(paused).lower())

    def _ctl(self, *arguments: str) -> str:
        return self._desktop.done("dunstctl", *arguments).stdout.strip()

    def close(self) -> None:
        """End it."""
        self.program.end()


@contextmanager
def notice_service(desktop: Desktop) -> Iterator[NoticeService]:
    """Have notices shown on a desktop."""
    service = NoticeService(desktop)
    try:
        yield service
    finally:
        service.close()


def shown(service: NoticeService) -> list[dict[str, Any]]:
    """Return what the service has been given to show, as it prints it: summary and body."""
    found: list[dict[str, Any]] = []
    for line in service.program.printed.splitlines():
        name, _, value = line.strip().partition(": ")
        if name == "summary":
            found.append({"summary": value.strip("'")})
        elif name == "body" and found:
            found[-1]["body"] = value.strip("'")
    return found
