"""Finds what the system lacks for Unhunch, installs it where that needs no password, and otherwise says what to type.

Run by the Makefile with the Python that makes the environment, before anything is installed, so it uses the standard
library alone and keeps to what an old Python can read. Exits 0 when all that is needed is there, 1 when it is not.
With `--trials` it sees to the services and tools of the trials on a real desktop too, which can not do without any.
"""

from __future__ import annotations  # so that an old Python reads it far enough to be told so

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

OLDEST, NEWEST = (3, 11), (3, 14)
AFTER_INSTALL = "--after-install"
TRIALS = "--trials"


class Piece(NamedTuple):
    """Something the system has to bring: what it is, Debian's package, what for, and if the app cannot do without."""

    name: str
    package: str
    purpose: str
    needed: bool


# What PySide6's own libraries and plugins link and do not bring (readelf -d over the wheels of 6.11).
WINDOW = "the window"
LIBRARIES = [
    Piece("libEGL.so.1", "libegl1", WINDOW, True),
    Piece("libGL.so.1", "libgl1", WINDOW, True),
    Piece("libX11.so.6", "libx11-6", WINDOW, True),
    Piece("libX11-xcb.so.1", "libx11-xcb1", WINDOW, True),
    Piece("libdbus-1.so.3", "libdbus-1-3", WINDOW, True),
    Piece("libfontconfig.so.1", "libfontconfig1", WINDOW, True),
    Piece("libfreetype.so.6", "libfreetype6", WINDOW, True),
    Piece("libglib-2.0.so.0", "libglib2.0-0", WINDOW, True),
    Piece("libgssapi_krb5.so.2", "libgssapi-krb5-2", WINDOW, True),
    Piece("libbrotlidec.so.1", "libbrotli1", WINDOW, True),
    Piece("libzstd.so.1", "libzstd1", WINDOW, True),
    Piece("libxkbcommon.so.0", "libxkbcommon0", WINDOW, True),
    Piece("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", WINDOW, True),
    Piece("libxcb.so.1", "libxcb1", WINDOW, True),
    Piece("libxcb-cursor.so.0", "libxcb-cursor0", WINDOW, True),
    Piece("libxcb-glx.so.0", "libxcb-glx0", WINDOW, True),
    Piece("libxcb-icccm.so.4", "libxcb-icccm4", WINDOW, True),
    Piece("libxcb-image.so.0", "libxcb-image0", WINDOW, True),
    Piece("libxcb-keysyms.so.1", "libxcb-keysyms1", WINDOW, True),
    Piece("libxcb-randr.so.0", "libxcb-randr0", WINDOW, True),
    Piece("libxcb-render-util.so.0", "libxcb-render-util0", WINDOW, True),
    Piece("libxcb-render.so.0", "libxcb-render0", WINDOW, True),
    Piece("libxcb-shape.so.0", "libxcb-shape0", WINDOW, True),
    Piece("libxcb-shm.so.0", "libxcb-shm0", WINDOW, True),
    Piece("libxcb-sync.so.1", "libxcb-sync1", WINDOW, True),
    Piece("libxcb-util.so.1", "libxcb-util1", WINDOW, True),
    Piece("libxcb-xfixes.so.0", "libxcb-xfixes0", WINDOW, True),
    Piece("libxcb-xkb.so.1", "libxcb-xkb1", WINDOW, True),
    Piece("libpulse.so.0", "libpulse0", "sound", False),
    Piece("libXext.so.6", "libxext6", "sound", False),
    Piece("libXrandr.so.2", "libxrandr2", "sound", False),
    Piece("libdrm.so.2", "libdrm2", "sound", False),
    Piece("libspeechd.so.2", "libspeechd2", "speech", False),
]
# A screen, a session and its services: programs by their names, other files by their paths, which may hold a `*`.
TRIAL = "the trials on a desktop"
SERVICES = [
    Piece("Xvfb", "xvfb", TRIAL, True),
    Piece("openbox", "openbox", TRIAL, True),
    Piece("xdotool", "xdotool", TRIAL, True),
    Piece("dbus-daemon", "dbus-daemon", TRIAL, True),
    Piece("pulseaudio", "pulseaudio", TRIAL, True),
    Piece("parec", "pulseaudio-utils", TRIAL, True),
    Piece("/usr/libexec/at-spi-bus-launcher", "at-spi2-core", TRIAL, True),
    Piece("/usr/lib/python3/dist-packages/pyatspi", "python3-pyatspi", TRIAL, True),
    Piece("speech-dispatcher", "speech-dispatcher", TRIAL, True),
    Piece("/usr/lib*/speech-dispatcher-modules/sd_espeak-ng", "speech-dispatcher-espeak-ng", TRIAL, True),
]
FONT = Piece("a font", "fonts-dejavu-core", "letters", True)
FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"]
FONT_KINDS = (".ttf", ".otf", ".ttc", ".pfb")


def main() -> int:
    """Check, install what is lacking where it can be done without asking, and return the exit code."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _wrong_python()
    missing = missing_pieces() + (missing_services() if TRIALS in sys.argv else [])
    if not missing:
        return 0
    print("This system lacks:")
    for piece in missing:
        print(f"  {piece.name}, for {piece.purpose} (Debian: {piece.package})")
    sys.stdout.flush()
    if not shutil.which("apt-get"):
        print("Look for these with your system's own package manager. Going on as far as it goes.")
        return _end(any(piece in SERVICES for piece in missing))
    packages = sorted({piece.package for piece in missing})
    if AFTER_INSTALL not in sys.argv and _installed(packages):
        # A new process, because the loader may remember that a library was not there.
        os.execv(sys.executable, [sys.executable, __file__, AFTER_INSTALL, *sys.argv[1:]])
    return _say_what_to_type(packages, any(piece.needed for piece in missing))


def missing_pieces() -> list[Piece]:
    """Everything that is not here, in the order of the list."""
    missing = [] if importlib.util.find_spec("ensurepip") else [_venv()]
    if not sys.platform.startswith("linux"):
        return missing  # elsewhere Qt's wheels bring all they need
    missing += [piece for piece in LIBRARIES if not _loads(piece.name)]
    return missing if _has_font() else [*missing, FONT]


def missing_services() -> list[Piece]:
    """What the trials on a desktop need and is not here."""
    return [piece for piece in SERVICES if not (shutil.which(piece.name) or _matches(piece.name))]


def _matches(path: str) -> bool:
    """Whether there is a file of this path, in which a `*` stands for anything."""
    return path.startswith("/") and any(Path("/").glob(path[1:]))


def _venv() -> Piece:
    """Python's environments, which Debian packs apart, once for each Python."""
    of_the_system = Path(sys.executable).resolve() == Path("/usr/bin/python3").resolve()
    package = "python3-venv" if of_the_system else "python{}.{}-venv".format(*sys.version_info[:2])
    return Piece("ensurepip", package, "making the environment", True)


def _loads(library: str) -> bool:
    """Whether the dynamic loader finds this library and all it links."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    """Whether any of the usual folders holds a font; without one Qt draws no letters at all."""
    for folder in FONT_FOLDERS:
        for _, _, files in os.walk(str(Path(folder).expanduser())):
            if any(name.lower().endswith(FONT_KINDS) for name in files):
                return True
    return False


def _installed(packages: list[str]) -> bool:
    """Try apt-get, as root or where sudo asks for no password. True when it ran and was content."""
    before = _as_root()
    if before is None:
        return False
    print("Installing: " + " ".join(packages), flush=True)
    command = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # An old list may still serve, so a failed update alone is no reason to stop.
    subprocess.call([*command, "update"], stdin=subprocess.DEVNULL)
    install = [*command, "install", "--yes", "--no-install-recommends", *packages]
    return subprocess.call(install, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) == 0


def _as_root() -> list[str] | None:
    """What to put before a command so that root runs it, or None where that would ask for a password."""
    if os.geteuid() == 0:
        return []
    asks = ["sudo", "-n", "true"]
    if shutil.which("sudo") and subprocess.call(asks, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


def _say_what_to_type(packages: list[str], needed: bool) -> int:
    """Print the one line that installs the packages, and return the exit code."""
    before = "" if os.geteuid() == 0 else "sudo "
    print("Type this, then try again:")
    print(f"  {before}apt-get update && {before}apt-get install {' '.join(packages)}")
    if not needed:
        print("Unhunch works without them, with cues on screen only. Going on.")
    return _end(needed)


def _end(cannot_go_on: bool) -> int:
    """Say so where trials were asked for and cannot be run, and return the exit code."""
    if cannot_go_on and TRIALS in sys.argv:
        print("The trials on a desktop were not run.")
    return 1 if cannot_go_on else 0


def _wrong_python() -> int:
    here, oldest, newest = (".".join(map(str, v)) for v in (sys.version_info[:2], OLDEST, NEWEST))
    print(f"Unhunch needs Python {oldest} to {newest}, and this one is {here}.")
    print("Install one of those and name it, for example: make run PYTHON=python3.12")
    return 1


if __name__ == "__main__":
    sys.exit(main())
