"""The whole examination: what needs the desktop is asked side by side, while our own files are looked at."""

import os
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from app import paths, settings
from app.doctor import desktop
from app.doctor.children import Ask, Found, ask
from app.doctor.facts import Fact, safely
from app.doctor.own import own_facts


def examine(
    places: paths.Places,
    ask: Ask = ask,
    environ: Mapping[str, str] = os.environ,
    system: str = sys.platform,
) -> list[Fact]:
    """Look at everything there is to look at; never raises, and changes nothing."""
    is_seen = desktop.has_display(environ, system)
    unseen = {} if is_seen else {"environ": {"QT_QPA_PLATFORM": "offscreen"}}
    with ThreadPoolExecutor() as side_by_side:
        window = side_by_side.submit(ask, "window", **unseen)
        sound = side_by_side.submit(ask, "sound", settings.load(places.settings)[0].sound_output)
        voice = side_by_side.submit(ask, "voice")
        bus, idle = _linux_alone(side_by_side, ask, system)
        facts = list(own_facts(places))
    name = desktop.DESKTOP
    facts += safely(name, "window", lambda: list(desktop.window(window.result(), is_seen=is_seen)))
    facts += safely(name, "sound", lambda: list(desktop.sound(sound.result())))
    facts += safely(name, "voice", lambda: list(desktop.voice(voice.result())))
    facts += safely(name, "services", lambda: list(desktop.services(bus.result(), idle.result())))
    return facts


def _linux_alone(side_by_side: ThreadPoolExecutor, ask: Ask, system: str) -> tuple["Future[Found]", "Future[Found]"]:
    """Ask what only desktops on Linux can be asked."""
    if system == "linux":
        return side_by_side.submit(ask, "bus"), side_by_side.submit(ask, "idle")
    nothing: Future[Found] = Future()
    nothing.set_result({"trouble": "this system has no D-Bus"})
    return nothing, nothing
