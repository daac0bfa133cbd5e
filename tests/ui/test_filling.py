"""Who is asked whether a window fills the screen; a real window and window manager are in the trials."""

from collections.abc import Callable

from app.ui.filling import filled
from app.ui.idle import NotCountedError


def asks() -> Callable[[], bool]:
    return lambda: True


def mute() -> Callable[[], bool]:
    raise NotCountedError("the window manager does not tell")


def test_the_x_server_tells_where_it_sees_all_windows() -> None:
    [(name, fills)] = filled({"DISPLAY": ":0"}, "linux", asks)
    assert (name, fills()) == ("X server", True)
    assert filled({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", asks) == []
    assert filled({}, "linux", asks) == []


def test_where_it_does_not_tell_nobody_does() -> None:
    assert filled({"DISPLAY": ":0"}, "linux", mute) == []
    assert filled({"DISPLAY": ":0"}, "darwin", asks) == []


def test_windows_tells() -> None:
    assert [name for name, _ in filled({}, "win32")] == ["Windows"]
