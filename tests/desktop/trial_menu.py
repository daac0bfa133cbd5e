"""The menu's entry: its window is known as the entry's own, and what it offers is handed to the app that runs."""

import sys
from pathlib import Path

from tests.desktop.desktop import Desktop
from tests.desktop.person import TEXT, App, ScreenReader
from tests.desktop.programs import until

_CHOOSE = """
import sys
from gi.repository import Gio
Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch_action(sys.argv[2], None)
"""


def in_the_menu(desktop: Desktop, folder: Path) -> Path:
    """Install the entry, for an app whose path a menu has to quote, and return the file."""
    command = folder / "a $HOME of 100%" / "unhunch"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m app "$@"\n')
    command.chmod(0o700)
    install = ("packaging/desktop.py", "install", "--command", str(command))
    desktop.output_of(sys.executable, *install, XDG_DATA_HOME=str(folder / "data"))
    return folder / "data" / "applications" / "unhunch.desktop"


def test_the_window_is_the_menus_own_and_takes_what_the_menu_offers(
    desktop: Desktop, app: App, reader: ScreenReader, tmp_path: Path
) -> None:
    entry = in_the_menu(desktop, tmp_path)
    [window_class] = [
        line.partition("=")[2] for line in entry.read_text().splitlines() if line.startswith("StartupWMClass=")
    ]
    app.open()
    reader.find("How do you feel?", TEXT)
    search = ("xdotool", "search", "--onlyvisible", "--class", f"^{window_class}$")
    until(lambda: desktop.done(*search).returncode == 0, "a window of the menu's own")
    desktop.output_of("/usr/bin/python3", "-c", _CHOOSE, str(entry), "break", UNHUNCH_HOME=str(app.home))
    reader.find("Two-minute desk reset", TEXT)
    reader.find("Pause")
    app.keys("Escape")
    reader.find("End the routine here?", TEXT)
