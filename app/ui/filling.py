"""Whether a window fills the whole screen, where the system tells: an X server, Windows. No Qt."""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

from app.ui.idle import NotCountedError

_BUSY = (2, 3, 4)  # Windows' numbers: a program that fills the screen, a game, a presentation
_MOST = 64  # states a window may be in, and more than any is in


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Roots(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(ctypes.c_uint32)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class _Server:
    """A connection to the X server by XCB, which tells of a window that is gone instead of ending the program."""

    def __init__(self) -> None:
        try:
            self._xcb = xcb = ctypes.CDLL("libxcb.so.1")
        except OSError as error:
            raise NotCountedError(str(error)) from error
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = [ctypes.c_void_p]
        for name in ("connect", "get_setup", "intern_atom_reply", "get_property_reply", "get_property_value"):
            getattr(xcb, f"xcb_{name}").restype = ctypes.c_void_p
        for name in ("intern_atom", "get_property"):
            getattr(xcb, f"xcb_{name}").restype = _Cookie
        xcb.xcb_setup_roots_iterator.restype = _Roots
        self._link = ctypes.c_void_p(xcb.xcb_connect(None, None))
        if xcb.xcb_connection_has_error(self._link):
            xcb.xcb_disconnect(self._link)
            raise NotCountedError("there is no X server")
        self.root = int(xcb.xcb_setup_roots_iterator(ctypes.c_void_p(xcb.xcb_get_setup(self._link))).data[0])

    def number(self, name: str) -> int:
        """Return the server's number for a name; 0 for one that nobody has used yet."""
        cookie = self._xcb.xcb_intern_atom(self._link, ctypes.c_uint8(1), ctypes.c_uint16(len(name)), name.encode())
        reply = ctypes.c_void_p(self._xcb.xcb_intern_atom_reply(self._link, cookie, None))
        if not reply:
            return 0
        found = ctypes.cast(reply, ctypes.POINTER(ctypes.c_uint32))[2]
        self._free(reply)
        return int(found)

    def told(self, window: int, name: str) -> list[int]:
        """Return a property of a window, in numbers; nothing for a window that is gone."""
        any_kind, u32, most = ctypes.c_uint32(0), ctypes.c_uint32, ctypes.c_uint32(_MOST)
        cookie = self._xcb.xcb_get_property(
            self._link, ctypes.c_uint8(0), u32(window), u32(self.number(name)), any_kind, u32(0), most
        )
        reply = ctypes.c_void_p(self._xcb.xcb_get_property_reply(self._link, cookie, None))
        if not reply:
            return []
        count = self._xcb.xcb_get_property_value_length(reply) // 4
        values = ctypes.cast(self._xcb.xcb_get_property_value(reply), ctypes.POINTER(ctypes.c_uint32))
        found = [int(values[place]) for place in range(count)]
        self._free(reply)
        return found


def x_server() -> Callable[[], bool]:
    """Return what asks the X server, on a connection of its own, of the window in front. Raises NotCountedError."""
    server = _Server()
    if not server.told(server.root, "_NET_SUPPORTED"):
        raise NotCountedError("the window manager does not tell")

    def fills() -> bool:
        front = server.told(server.root, "_NET_ACTIVE_WINDOW")
        return bool(front and server.number("_NET_WM_STATE_FULLSCREEN") in server.told(front[0], "_NET_WM_STATE"))

    return fills


def _windows() -> bool:
    state = ctypes.c_int(0)
    dlls = ctypes.windll  # type: ignore[attr-defined,unused-ignore]
    dlls.shell32.SHQueryUserNotificationState(ctypes.byref(state))
    return state.value in _BUSY


def filled(
    environ: Mapping[str, str] = os.environ,
    system: str = sys.platform,
    server: Callable[[], Callable[[], bool]] = x_server,
) -> list[tuple[str, Callable[[], bool]]]:
    """Return who tells of it, by name; nobody on Wayland, whose X server sees but a part."""
    try:
        if system == "win32":
            return [("Windows", _windows)]
        if system == "linux" and environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
            return [("X server", server())]
    except NotCountedError:
        pass
    return []
