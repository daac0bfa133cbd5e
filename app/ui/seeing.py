"""What the desktop tells of the person: away, locked, or not to be disturbed. What nobody tells is not known; no Qt."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

T = TypeVar("T")
Which = Literal["SESSION", "SYSTEM"]

_SCREEN_KEPT_ON = 4  # KDE's number for it
_IDLE_KEPT_OFF = 8  # GNOME's
_SAVER, _SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_NOTIFY, _NOTIFY_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_LOGIN = "org.freedesktop.login1"
_PORTAL, _PORTAL_PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"


class Asking(Protocol):
    """As much of a bus as is needed; see Bus. Raises NoAnswer."""

    def ask(self, name: str, path: str, member: str, *texts: str, interface: str = "") -> Any: ...
    def call(
        self,
        name: str,
        path: str,
        member: str,
        signature: str,
        values: Sequence[Any],
        *,
        interface: str = "",
        starts: bool = False,
    ) -> Any: ...
    def get(self, name: str, path: str, member: str, interface: str = "") -> Any: ...


class Source(NamedTuple):
    """Who may tell something, by a name for people, on which bus, and how it is asked."""

    name: str
    ask: Callable[[Asking], Any]
    which: Which = "SESSION"


def _saver_idle_s(bus: Asking) -> float:
    """The specification has seconds, and KDE milliseconds."""
    idle = float(bus.ask(_SAVER, _SAVER_PATH, "GetSessionIdleTime"))
    is_kde = bus.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "NameHasOwner", "org.kde.screensaver")
    return idle / 1000 if is_kde else idle


def _mutter_idle_s(bus: Asking) -> float:
    return float(bus.ask("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "GetIdletime")) / 1000


def _no_banners(bus: Asking) -> bool:
    read = bus.ask(
        _PORTAL,
        _PORTAL_PATH,
        "Read",
        "org.gnome.desktop.notifications",
        "show-banners",
        interface="org.freedesktop.portal.Settings",
    )
    return read is False


def _gnome_kept_on(bus: Asking) -> bool:
    name = "org.gnome.SessionManager"
    return bool(int(bus.get(name, "/org/gnome/SessionManager", "InhibitedActions")) & _IDLE_KEPT_OFF)


def _kde_kept_on(bus: Asking) -> bool:
    name = "org.kde.Solid.PowerManagement.PolicyAgent"
    path = "/org/kde/Solid/PowerManagement/PolicyAgent"
    return bool(bus.call(name, path, "HasInhibition", "u", (_SCREEN_KEPT_ON,)))


def _login_kept_on(bus: Asking) -> bool:
    told = bus.get(_LOGIN, "/org/freedesktop/login1", "BlockInhibited", interface=f"{_LOGIN}.Manager")
    return "idle" in str(told).split(":")


def _login_locked(bus: Asking) -> bool:
    path = "/org/freedesktop/login1/session/auto"
    return bool(bus.get(_LOGIN, path, "LockedHint", interface=f"{_LOGIN}.Session"))


IDLE = (Source("GNOME", _mutter_idle_s), Source("ScreenSaver", _saver_idle_s))  # in seconds
QUIET = (
    Source("KDE", lambda bus: bool(bus.get(_NOTIFY, _NOTIFY_PATH, "Inhibited"))),
    Source("GNOME", _no_banners),
    Source("dunst", lambda bus: bool(bus.get(_NOTIFY, _NOTIFY_PATH, "paused", interface="org.dunstproject.cmd0"))),
)
KEPT_ON = (
    Source("GNOME", _gnome_kept_on),
    Source("KDE", _kde_kept_on),
    Source("logind", _login_kept_on, "SYSTEM"),
)
LOCKED = (
    Source("logind", _login_locked, "SYSTEM"),
    Source("ScreenSaver", lambda bus: bool(bus.ask(_SAVER, _SAVER_PATH, "GetActive"))),
    Source("GNOME", lambda bus: bool(bus.ask("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "GetActive"))),
)


@dataclass(frozen=True)
class Seen:
    """What is told by now; None where nobody tells. `told_by` has who does, by what."""

    idle_s: float | None = None
    is_quiet: bool | None = None  # do not disturb
    is_kept_on: bool | None = None  # the screen, by any program
    is_locked: bool | None = None
    is_filled: bool | None = None  # the screen, by the window in front
    shows_notices: bool | None = None  # whether anybody does; None where nobody has looked yet
    told_by: Mapping[str, str] = field(default_factory=dict)


def look(
    buses: Mapping[Which, Asking],
    more_idle: Sequence[tuple[str, Callable[[], float]]] = (),
    filled: Sequence[tuple[str, Callable[[], bool]]] = (),
) -> Seen:
    """Ask each question of one source after another until one answers; `more_idle` and `filled` need no bus."""
    told_by: dict[str, str] = {}
    idle_s = _first("idle", IDLE, buses, told_by)
    for name, ask in more_idle if idle_s is None else ():
        idle_s, told_by["idle"] = ask(), name
        break
    is_filled = None
    for name, ask_filled in filled:
        is_filled, told_by["full screen"] = ask_filled(), name
        break
    return Seen(
        idle_s,
        _first("quiet", QUIET, buses, told_by),
        _first("kept on", KEPT_ON, buses, told_by),
        _locked(buses, told_by),
        is_filled,
        _shows_notices(buses),
        told_by,
    )


def _shows_notices(buses: Mapping[Which, Asking]) -> bool:
    """Return whether somebody shows notices, or would be started for it."""
    from app.ui.bus import NoAnswer, NotYetRunning  # late: jeepney

    if "SESSION" not in buses:
        return False
    try:
        buses["SESSION"].ask(_NOTIFY, _NOTIFY_PATH, "GetServerInformation")
    except NotYetRunning:
        return True
    except NoAnswer:
        return False
    return True


def _first(what: str, sources: Sequence[Source], buses: Mapping[Which, Asking], told_by: dict[str, str]) -> Any:
    for name, answer in _answers(sources, buses):
        told_by[what] = name
        return answer
    return None


def _locked(buses: Mapping[Which, Asking], told_by: dict[str, str]) -> bool | None:
    """Return whether anybody says so: not every desktop tells logind of it."""
    answers = dict(_answers(LOCKED, buses))
    if answers:
        told_by["locked"] = ", ".join(answers)
    return any(answers.values()) if answers else None


def _answers(sources: Sequence[Source], buses: Mapping[Which, Asking]) -> Iterator[tuple[str, Any]]:
    from app.ui.bus import NoAnswer  # late: jeepney

    for source in sources:
        bus = buses.get(source.which)
        if bus is not None:
            try:
                yield source.name, source.ask(bus)
            except NoAnswer:
                continue
