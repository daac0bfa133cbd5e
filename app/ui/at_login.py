"""Whether Unhunch starts with the desktop, each system's own way: a file on Linux and macOS, a value on Windows.

Tried on Linux; on Windows and macOS written after what their makers say.
"""

import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from app import files
from app.expected import Expected

_MOST_BYTES = 64 << 10
_LABEL = "io.github.unhunch"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_ENTRY = """\
[Desktop Entry]
Type=Application
Name=Unhunch
Comment=Reminds of what is planned
Exec={command}
Icon=unhunch
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
"""


class LoginNotKept(Expected):
    """It cannot be set that Unhunch starts with the desktop."""


class AtLogin(Protocol):
    """The system's own way. Reading never fails; `put` raises OSError."""

    def is_on(self) -> bool: ...
    def put(self, is_on: bool) -> None: ...


def command(
    program: str = sys.executable, package: Path = Path(__file__).parents[1], environ: Mapping[str, str] = os.environ
) -> list[str]:
    """Return what starts this very copy in the background, however it was installed.

    A wheel, pipx and an editable checkout have `unhunch` beside their Python; a bare checkout is run from its folder.
    """
    home = environ.get("UNHUNCH_HOME")
    before = ["env", f"UNHUNCH_HOME={Path(home).expanduser().absolute()}"] if home and os.name == "posix" else []
    beside = Path(program).with_name("unhunch.exe" if sys.platform == "win32" else "unhunch")
    if beside.is_file():
        return [*before, str(beside), "--background"]
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from app.cli import main; sys.exit(main())"
    return [*before, program, "-c", start, str(package.parent), "--background"]


def here(system: str = sys.platform, environ: Mapping[str, str] = os.environ) -> AtLogin:
    """Return the way of this system."""
    words = command(environ=environ)
    if system == "win32":
        return RunKey(words)
    if system == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist", words)
    told = environ.get("XDG_CONFIG_HOME", "")
    config = Path(told) if Path(told).is_absolute() else Path.home() / ".config"
    return Autostart(config / "autostart" / "unhunch.desktop", words)


def set_on(way: AtLogin, is_on: bool) -> None:
    """Have Unhunch start with the desktop, or no more. Raises LoginNotKept."""
    try:
        way.put(is_on)
    except OSError as error:
        raise LoginNotKept(
            f"Starting with the desktop cannot be set ({error.strerror or error}); "
            "see that your folder for it is yours to write."
        ) from error


class Autostart:
    """A file in the desktop's folder for what starts with it."""

    def __init__(self, path: Path, words: Sequence[str]) -> None:
        self._path = path
        self._words = words

    def is_on(self) -> bool:
        """Whether it is there, and not switched off in place, as desktops do."""
        try:
            lines = files.read(self._path, _MOST_BYTES).decode("utf-8", "replace").splitlines()
        except (OSError, ValueError):
            return False
        said = {line.replace(" ", "").lower() for line in lines}
        return not said & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def put(self, is_on: bool) -> None:
        """Write the file as a whole, or remove it."""
        if is_on:
            files.replace(self._path, _ENTRY.format(command=exec_line(self._words)).encode())
        else:
            with suppress(FileNotFoundError):
                self._path.unlink()


def exec_line(words: Sequence[str]) -> str:
    """Return a command as the Desktop Entry Specification quotes it.

    GLib looks for the program before it reads %% as %, and finds none; so `env` starts one with a % in its path.
    """
    return " ".join(_quoted(word) for word in (["env", *words] if "%" in words[0] else words))


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if shlex.quote(word) == word:
        return word
    escaped = "".join(f"\\{one}" if one in '"`$\\' else one for one in word)
    return f'"{escaped}"'.replace("\\", "\\\\")  # once more: a value of the file is escaped too


class LaunchAgent:
    """A property list for launchd."""

    def __init__(self, path: Path, words: Sequence[str]) -> None:
        self._path = path
        self._words = words

    def is_on(self) -> bool:
        """Whether it is there."""
        return self._path.is_file()

    def put(self, is_on: bool) -> None:
        """Write the file as a whole, or remove it."""
        import plistlib

        if is_on:
            agent = {"Label": _LABEL, "ProgramArguments": list(self._words), "RunAtLoad": True}
            files.replace(self._path, plistlib.dumps(agent))
        else:
            with suppress(FileNotFoundError):
                self._path.unlink()


def _registry() -> Any:
    return import_module("winreg")  # there on Windows alone


class RunKey:
    """A value of the registry; `registry` has what the module `winreg` has."""

    def __init__(self, words: Sequence[str], registry: Callable[[], Any] = _registry) -> None:
        self._words = words
        self._registry = registry

    def is_on(self) -> bool:
        """Whether the value is there."""
        registry = self._registry()
        with suppress(OSError), registry.OpenKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
            registry.QueryValueEx(key, "Unhunch")
            return True
        return False

    def put(self, is_on: bool) -> None:
        """Write the value, or remove it."""
        from subprocess import list2cmdline

        registry = self._registry()
        with registry.CreateKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if is_on:
                registry.SetValueEx(key, "Unhunch", 0, registry.REG_SZ, list2cmdline(self._words))
            else:
                with suppress(FileNotFoundError):
                    registry.DeleteValue(key, "Unhunch")
