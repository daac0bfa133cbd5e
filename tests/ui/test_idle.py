"""Who counts how long nobody has touched the keys, where no bus tells."""

from collections.abc import Callable

from app.ui.idle import NotCountedError, counted


def counts() -> Callable[[], float]:
    return lambda: 7.0


def mute() -> Callable[[], float]:
    raise NotCountedError("the X server does not count it")


def test_the_x_server_counts_where_it_sees_all_keys() -> None:
    [(name, idle_s)] = counted({"DISPLAY": ":0"}, "linux", counts)
    assert (name, idle_s()) == ("X server", 7.0)
    assert counted({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", counts) == []
    assert counted({}, "linux", counts) == []


def test_where_it_does_not_count_nobody_does() -> None:
    assert counted({"DISPLAY": ":0"}, "linux", mute) == []


def test_windows_counts() -> None:
    assert [name for name, _ in counted({}, "win32")] == ["Windows"]
