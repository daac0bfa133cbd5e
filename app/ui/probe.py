"""Looks at one part of the desktop and prints what it finds as JSON; run by the doctor as a program of its own.

`python -m app.ui.probe window|sound CHOICE|voice|bus|idle`. Qt ends the program where there is no display, and servers
of sound and speech may hang: here that costs nobody but us.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any, cast

from app import paths

Found = dict[str, Any]
WAIT_S = 5.0


def window() -> Found:
    """Where windows are shown, on which screens, and whether there is a tray."""
    from PySide6.QtCore import qVersion
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon

    app = QApplication(["unhunch"])
    screens = [
        {
            "name": one.name(),
            "width": one.size().width(),
            "height": one.size().height(),
            "scale": one.devicePixelRatio(),
        }
        for one in app.screens()
    ]
    return {
        "qt": qVersion(),
        "platform": app.platformName(),
        "screens": screens,
        "scheme": app.styleHints().colorScheme().name.lower(),
        "tray": QSystemTrayIcon.isSystemTrayAvailable(),
    }


def sound(choice: str) -> Found:
    """Which output would be used for cues and why, and which there are. What it plays is silence."""
    from PySide6.QtCore import QCoreApplication

    from app.ui.sound import Choice, Sound
    from app.ui.sound_player import LOOKING

    app = QCoreApplication(["unhunch"])
    cues = Sound(paths.ASSETS / "cues", output=cast(Choice, choice), parent=app)
    cues.open()
    _wait_until(lambda: LOOKING not in cues.status.sentence)
    return {"output": cues.status.output, "told": cues.status.sentence, "outputs": _outputs()}


def _outputs() -> list[str]:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:  # the sentence says so
        return []
    return [device.description() for device in QMediaDevices.audioOutputs()]


def voice() -> Found:
    """Which engine would speak, and how many voices it has, in all and for English."""
    from PySide6.QtCore import QCoreApplication, QLocale
    from PySide6.QtTextToSpeech import QTextToSpeech

    app = QCoreApplication(["unhunch"])
    engines = [engine for engine in QTextToSpeech.availableEngines() if engine != "mock"]
    if not engines:
        return {"engines": [], "voices": 0, "english": 0, "error": ""}
    speech = QTextToSpeech(engines[0], app)
    done = (QTextToSpeech.State.Ready, QTextToSpeech.State.Error)
    _wait_until(lambda: speech.state() in done)
    voices = speech.allVoices(None)  # type: ignore[arg-type]  # of all languages; the stub has forgotten None
    english = sum(one.locale().language() == QLocale.Language.English for one in voices)
    error = "" if speech.state() == QTextToSpeech.State.Ready else speech.errorString() or "it does not get ready"
    return {"engines": engines, "voices": len(voices), "english": english, "error": error}


def _wait_until(done: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

    end = QDeadlineTimer(round(WAIT_S * 1000))
    while not done() and not end.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


# --- over D-Bus ------------------------------------------------------------------------------------------------------

_NOTIFY = "org.freedesktop.Notifications"
_NOTIFY_PATH = "/org/freedesktop/Notifications"
_PORTAL = "org.freedesktop.portal.Desktop"
_A11Y = "org.a11y.Bus"


def bus() -> Found:
    """What the desktop's services answer: each question apart, so that one without an answer costs itself alone."""
    from app.ui.bus import Bus, NoAnswer, NotYetRunning
    from app.ui.seeing import IDLE, KEPT_ON, LOCKED, QUIET

    def asked(question: Callable[[], Any]) -> Found:
        try:
            return {"value": question()}
        except NoAnswer as error:
            return {"trouble": str(error), "on_demand": isinstance(error, NotYetRunning)}

    desk = Bus("SESSION")
    ways = {"SESSION": lambda: desk, "SYSTEM": lambda: Bus("SYSTEM")}

    def setting(space: str, key: str) -> Any:
        path = "/org/freedesktop/portal/desktop"
        return desk.ask(_PORTAL, path, "Read", space, key, interface="org.freedesktop.portal.Settings")

    told = {
        f"{what} {source.name}": asked(lambda source=source: source.ask(ways[source.which]()))  # type: ignore[misc]
        for what, sources in (("quiet", QUIET), ("idle", IDLE), ("kept on", KEPT_ON), ("lock", LOCKED))
        for source in sources
    }
    return told | {
        "server": asked(lambda: desk.ask(_NOTIFY, _NOTIFY_PATH, "GetServerInformation")),
        "capabilities": asked(lambda: desk.ask(_NOTIFY, _NOTIFY_PATH, "GetCapabilities")),
        "reduced motion": asked(lambda: setting("org.freedesktop.appearance", "reduced-motion")),
        "animations": asked(lambda: setting("org.gnome.desktop.interface", "enable-animations")),
        "accessibility": asked(lambda: desk.ask(_A11Y, "/org/a11y/bus", "GetAddress")),
        "screen reader": asked(
            lambda: desk.get(_A11Y, "/org/a11y/bus", "ScreenReaderEnabled", interface="org.a11y.Status")
        ),
    }


# --- the X server ----------------------------------------------------------------------------------------------------


def idle() -> Found:
    """How long nobody has touched the keys or the mouse, as the X server counts it, in seconds; and what fills it."""
    from app.ui import filling
    from app.ui.idle import NotCountedError, x_server

    fills: Found
    try:
        fills = {"value": filling.x_server()()}
    except NotCountedError as error:
        fills = {"trouble": str(error)}
    try:
        return {"idle_s": x_server()(), "fills": fills}
    except NotCountedError as error:
        return {"trouble": str(error), "fills": fills}


PROBES: dict[str, Callable[..., Found]] = {
    "window": window,
    "sound": sound,
    "voice": voice,
    "bus": bus,
    "idle": idle,
}


def main(argv: list[str]) -> None:
    """Run a probe, print what it found on the last line, and end without Qt's own leave-taking, which may hang."""
    try:
        found = PROBES[argv[0]](*argv[1:])
    except Exception as error:  # a missing library comes as ImportError or OSError, and whatever it is, it is told
        found = {"trouble": str(error) or type(error).__name__}
    print(json.dumps(found, default=str), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
