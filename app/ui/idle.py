"""How long nobody has touched keys or mouse, where the system itself counts it: an X server, Windows, macOS."""

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Callable, Mapping


class NotCountedError(Exception):
    """Nobody counts it here; the text says why, as words that follow a colon."""


class _SaverInfo(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def x_server() -> Callable[[], float]:
    """Return what asks the X server, in seconds, on a connection of its own. Raises NotCountedError."""
    try:
        x11, xss = (ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name}.so") for name in ("X11", "Xss"))
    except OSError as error:
        raise NotCountedError(str(error)) from error
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    xss.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_SaverInfo)]
    display = x11.XOpenDisplay(None)
    if not display:
        raise NotCountedError("there is no X server")
    root, info = x11.XDefaultRootWindow(display), _SaverInfo()
    if not xss.XScreenSaverQueryInfo(display, root, ctypes.byref(info)):
        raise NotCountedError("the X server does not count it")

    def idle_s() -> float:
        xss.XScreenSaverQueryInfo(display, root, ctypes.byref(info))
        return float(info.idle) / 1000

    return idle_s


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("at_ms", ctypes.c_uint))


def _windows() -> float:
    dlls = ctypes.windll  # type: ignore[attr-defined,unused-ignore]
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    if not dlls.user32.GetLastInputInfo(ctypes.byref(last)):
        return 0.0
    return float((dlls.kernel32.GetTickCount() - last.at_ms) & 0xFFFFFFFF) / 1000


def _macos() -> Callable[[], float]:
    found = ctypes.util.find_library("ApplicationServices")
    if found is None:
        raise NotCountedError("macOS does not tell")
    since = ctypes.CDLL(found).CGEventSourceSecondsSinceLastEventType
    since.restype = ctypes.c_double
    since.argtypes = [ctypes.c_int, ctypes.c_uint32]
    return lambda: float(since(0, 0xFFFFFFFF))  # the whole session, any kind of input


def counted(
    environ: Mapping[str, str] = os.environ,
    system: str = sys.platform,
    server: Callable[[], Callable[[], float]] = x_server,
) -> list[tuple[str, Callable[[], float]]]:
    """Return who counts it without a bus, by name; nobody on Wayland, whose X server sees but a part."""
    try:
        if system == "win32":
            return [("Windows", _windows)]
        if system == "darwin":
            return [("macOS", _macos())]
        if environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
            return [("X server", server())]
    except NotCountedError:
        pass
    return []
