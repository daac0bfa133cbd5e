"""What the desktop offers: windows, sound, voice, tray and its services. None of it but a window has to be there."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from app.doctor.children import Found
from app.doctor.facts import Fact, State

DESKTOP = "Desktop"
NO_DISPLAY = "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
_NO_SCREEN = ("offscreen", "minimal", "vnc")  # platforms of Qt without a desktop around them
_SPEECH = "for a voice install speech-dispatcher and speech-dispatcher-espeak-ng (Debian's names)"


def _fact(name: str, told: str, state: State = "fine", remedy: str = "", data: Mapping[str, Any] | None = None) -> Fact:
    return Fact(DESKTOP, name, told, state, remedy, data or {})


def has_display(environ: Mapping[str, str], system: str = sys.platform) -> bool:
    """Tell whether a window could be seen."""
    if asked := environ.get("QT_QPA_PLATFORM"):
        return asked.partition(":")[0] not in _NO_SCREEN
    return system != "linux" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


# --- Qt --------------------------------------------------------------------------------------------------------------


def window(found: Found, *, is_seen: bool) -> Iterator[Fact]:
    """Tell where windows are shown, and of the tray."""
    if trouble := found.get("trouble"):
        yield _fact(
            "Qt",
            f"no window can be shown: {trouble}",
            "wrong",
            "see that the display is there and Qt's libraries are installed",
        )
        yield _fact("tray", "not asked: no window can be shown", "missing")
        return
    yield _fact("Qt", str(found["qt"]), data={"version": found["qt"]})
    if not is_seen:
        yield _fact("window", NO_DISPLAY, "missing", data=found)
        yield _fact("tray", "not asked: no display", "missing")
        return
    screens = ", ".join(f"{one['width']} x {one['height']} at {one['scale']:g}" for one in found["screens"])
    yield _fact("window", f"shown by {found['platform']}, screens: {screens}", data=found)
    if found["tray"]:
        yield _fact("tray", "there is one", data={"tray": True})
    else:
        yield _fact("tray", "the desktop has none, and nothing depends on it", "missing", data={"tray": False})


def sound(found: Found) -> Iterator[Fact]:
    """Tell which output is used for cues and why, and which there are."""
    if trouble := found.get("trouble"):
        yield _fact("sound", f"cannot be asked: {trouble}", "missing", "every cue is shown on screen")
        return
    yield _fact("sound", found["told"], "missing" if found["output"] == "none" else "fine", data=found)
    if found["outputs"]:
        yield _fact("sound outputs", ", ".join(found["outputs"]), data={"outputs": found["outputs"]})


def voice(found: Found) -> Iterator[Fact]:
    """Tell which engine speaks, with how many voices, or why none does."""
    trouble = found.get("trouble") or found.get("error")
    if trouble:
        yield _fact("voice", f"none: {trouble}", "missing", _SPEECH, found)
    elif not found["engines"]:
        yield _fact("voice", "none: Qt found no speech engine", "missing", _SPEECH, found)
    elif not found["voices"]:
        yield _fact("voice", f"none: {found['engines'][0]} has no voices", "missing", _SPEECH, found)
    else:
        told = f"{', '.join(found['engines'])}, {found['voices']:,} voices, {found['english']:,} for English"
        yield _fact("voice", told, data=found)


# --- services --------------------------------------------------------------------------------------------------------


def services(found: Found, idle: Found) -> Iterator[Fact]:
    """Tell what the desktop's services answer; `idle` is what the X server does."""
    if trouble := found.get("trouble"):
        told = f"{trouble}; so notifications, screen lock, motion and screen reader cannot be asked about"
        yield _fact("D-Bus", told, "missing")
        yield from _idle({}, idle)
        return
    yield _notifications(found["server"], found["capabilities"])
    yield _first("do not disturb", found, "quiet", {True: "is on", False: "is off"})
    yield from _idle(found, idle)
    yield _first("screen kept on by others", found, "kept on")
    yield _first("screen lock", found, "lock")
    yield _motion(found["reduced motion"], found["animations"])
    yield _accessibility(found["accessibility"], found["screen reader"])


def _notifications(server: Found, capabilities: Found) -> Fact:
    if "trouble" in server:
        return _silent("notifications", server)
    name, vendor, version, *_ = server["value"]
    able = [str(one) for one in capabilities.get("value", [])]
    buttons = "with buttons" if "actions" in able else "without buttons"
    data = {"server": name, "vendor": vendor, "version": version, "capabilities": able}
    return _fact("notifications", f"{name} {version}, {buttons}", data=data)


def _silent(name: str, found: Found) -> Fact:
    """A service that is started by whoever uses it is as good as there."""
    return _fact(name, found["trouble"], "fine" if found.get("on_demand") else "missing")


def _idle(found: Mapping[str, Any], x_server: Found) -> Iterator[Fact]:
    yield _first("idle time", {**found, "idle X server": x_server}, "idle")
    yield _first("full screen", {"fills X server": x_server.get("fills", x_server)}, "fills")


def _first(name: str, found: Mapping[str, Any], what: str, states: Mapping[object, str] | None = None) -> Fact:
    """Name the first source that answers; `states` has words for what it answers, where that is to be told too."""
    answers = {key.removeprefix(f"{what} "): one for key, one in found.items() if key.startswith(f"{what} ")}
    answering = [source for source, one in answers.items() if "trouble" not in one]
    if answering:
        state = (states or {}).get(answers[answering[0]].get("value"))
        told = f"told by {answering[0]}" + (f", and {state}" if state else "")
        return _fact(name, told, data={"sources": answering})
    reasons = "; ".join(str(one["trouble"]) for one in answers.values())
    return _fact(name, f"nobody tells ({reasons})", "missing", data={"sources": []})


def _motion(reduced: Found, animations: Found) -> Fact:
    """GNOME has long had a switch for animations; desktops agree on one for motion only since 2025."""
    if "trouble" in reduced and "trouble" in animations:
        return _fact("reduced motion", f"the desktop does not tell ({reduced['trouble']})", "missing")
    is_reduced = reduced.get("value") == 1 or animations.get("value") is False
    told = "the desktop asks for less motion" if is_reduced else "the desktop does not ask for it"
    return _fact("reduced motion", told, data={"value": is_reduced})


def _accessibility(address: Found, reader: Found) -> Fact:
    if "trouble" in address:
        return _silent("accessibility", address)
    on = bool(reader.get("value"))
    told = f"the bus is there, {'a' if on else 'no'} screen reader is on"
    return _fact("accessibility", told, data={"bus": True, "screen_reader": on})
