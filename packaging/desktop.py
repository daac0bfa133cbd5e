"""Put Unhunch into the menu, or take it out: a desktop file, its metainfo and the icons.

    python packaging/desktop.py install [--command PATH] [--prefix FOLDER] [--root FOLDER]
    python packaging/desktop.py uninstall [--prefix FOLDER] [--root FOLDER]

Without a prefix it is the person's own menu, below $XDG_DATA_HOME or ~/.local/share, which needs no root. With one it
is everybody's, below PREFIX/share. A root is put before either, for those who make packages. Needs nothing but Python;
with PySide6 the icon is painted at each size too, for panels that cannot read a drawing.
"""

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import icons

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent / "assets"
FILES = {  # where each goes, below the folder of data
    Path("applications/unhunch.desktop"): HERE / "unhunch.desktop",
    Path("metainfo/unhunch.metainfo.xml"): HERE / "unhunch.metainfo.xml",
    Path("icons/hicolor/scalable/apps/unhunch.svg"): ASSETS / "unhunch.svg",
    Path("icons/hicolor/symbolic/apps/unhunch-symbolic.svg"): ASSETS / "unhunch-symbolic.svg",
}
_SPECIAL = '"`$\\'  # what a quoted argument of a desktop file has a backslash before


def main(argv: list[str] | None = None) -> int:
    """Install or uninstall, and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("install", "uninstall"))
    parser.add_argument("--command", default="unhunch", help="what starts Unhunch; found by its name if left out")
    parser.add_argument("--prefix", default="", help="for everybody, as /usr/local; the person's own if left out")
    parser.add_argument("--root", default="", help="what to put before all of it")
    chosen = parser.parse_args(argv)
    data = Path(f"{chosen.root}{data_folder(chosen.prefix)}")
    try:
        for path in install(data, chosen.command) if chosen.act == "install" else uninstall(data):
            print(path)
    except OSError as error:
        print(f"{error.filename or data} cannot be changed ({error.strerror or error}); see that it is yours to write.")
        return 1
    if not chosen.root:
        _tell_desktop(data)
    return 0


def data_folder(prefix: str) -> Path:
    """Return where desktops look for what programs bring: everybody's below a prefix, or else the person's own."""
    if prefix:
        return Path(prefix).absolute() / "share"
    told = os.environ.get("XDG_DATA_HOME", "")
    return Path(told) if Path(told).is_absolute() else Path.home() / ".local" / "share"


def install(data: Path, command: str) -> list[Path]:
    """Write every file, and return them. Raises OSError."""
    for place, source in FILES.items():
        target = data / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_made(source, command), encoding="utf-8")
    written = [data / place for place in FILES]
    with suppress(ImportError):  # the drawing alone does for most desktops
        written += icons.paint(data)
    return written


def uninstall(data: Path) -> list[Path]:
    """Remove every file that is there, and return them. Raises OSError."""
    found = [path for path in (data / place for place in (*FILES, *map(icons.place, icons.SIZES))) if path.exists()]
    for path in found:
        path.unlink()
    return found


def _made(source: Path, command: str) -> str:
    text = source.read_text(encoding="utf-8")
    return text.replace("\nExec=unhunch", f"\nExec={quoted(command)}") if source.suffix == ".desktop" else text


def quoted(command: str) -> str:
    """Return a program as the line `Exec` takes it: in quotes, what is special there escaped, and % twice."""
    if command.replace("-", "").replace("_", "").isalnum():
        return command
    inside = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in command)
    # The file itself takes a backslash for the beginning of an escape, so each is written twice.
    whole = '"' + inside.replace("\\", "\\\\").replace("%", "%%") + '"'
    # GLib looks for the program before it reads %% as %, finds none, and leaves the entry out; it finds `env`.
    return f"env {whole}" if "%" in command else whole


def _tell_desktop(data: Path) -> None:
    """Have menus and panels look again; most do by themselves."""
    theme = data / "icons" / "hicolor"
    if theme.is_dir():
        theme.touch()  # a cache older than its folder is not trusted
    program = shutil.which("update-desktop-database")
    if program and (data / "applications").is_dir():
        subprocess.run([program, str(data / "applications")], check=False, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
