"""Put Unhunch into the person's own menu, or take it out: a desktop file, its metainfo and the icons, without root.

    python packaging/desktop.py install [--command PATH] [--to FOLDER]
    python packaging/desktop.py remove [--to FOLDER]

FOLDER is $XDG_DATA_HOME or ~/.local/share where it is left out. Needs nothing but Python.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent / "assets"
FILES = {  # where each goes, below the folder of the person's data
    Path("applications/unhunch.desktop"): HERE / "unhunch.desktop",
    Path("metainfo/unhunch.metainfo.xml"): HERE / "unhunch.metainfo.xml",
    Path("icons/hicolor/scalable/apps/unhunch.svg"): ASSETS / "unhunch.svg",
    Path("icons/hicolor/symbolic/apps/unhunch-symbolic.svg"): ASSETS / "unhunch-symbolic.svg",
}
_SPECIAL = '"`$\\'  # what a quoted argument of a desktop file has a backslash before


def main(argv: list[str] | None = None) -> int:
    """Install or remove, and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("install", "remove"))
    parser.add_argument("--command", default="unhunch", help="what starts Unhunch; found by its name if left out")
    parser.add_argument("--to", type=Path, default=_data_home())
    chosen = parser.parse_args(argv)
    for place, source in FILES.items():
        target = chosen.to / place
        if chosen.act == "remove":
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_made(source, chosen.command), encoding="utf-8")
        print(target)
    _tell_desktop(chosen.to / "applications")
    return 0


def _data_home() -> Path:
    told = os.environ.get("XDG_DATA_HOME", "")
    return Path(told) if Path(told).is_absolute() else Path.home() / ".local" / "share"


def _made(source: Path, command: str) -> str:
    text = source.read_text(encoding="utf-8")
    return text.replace("Exec=unhunch\n", f"Exec={quoted(command)}\n") if source.suffix == ".desktop" else text


def quoted(command: str) -> str:
    """Return a program as the line `Exec` takes it: in quotes, what is special there escaped, and % twice."""
    if command.replace("-", "").replace("_", "").isalnum():
        return command
    inside = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in command)
    # The file itself takes a backslash for the beginning of an escape, so each is written twice.
    return '"' + inside.replace("\\", "\\\\").replace("%", "%%") + '"'


def _tell_desktop(folder: Path) -> None:
    """Have menus look again, where there is what does that; most look by themselves."""
    program = shutil.which("update-desktop-database")
    if program and folder.is_dir():
        subprocess.run([program, str(folder)], check=False, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
