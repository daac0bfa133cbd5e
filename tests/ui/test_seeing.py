"""What desktops tell of the person: whoever answers first, and nothing where nobody does."""

from collections.abc import Sequence
from typing import Any

import pytest

pytest.importorskip("jeepney", reason="D-Bus is asked on Linux alone")

from app.ui.bus import NoAnswer, NotYetRunning
from app.ui.seeing import Asking, Seen, Which, look


class OurBus(Asking):
    """Answers what it is told to, by the last word of the question."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers

    def ask(self, name: str, path: str, member: str, *texts: str, interface: str = "") -> Any:
        return self._answer(texts[-1].replace(".", "_").replace("-", "_") if texts else member)

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
    ) -> Any:
        return self._answer(member)

    def get(self, name: str, path: str, member: str, interface: str = "") -> Any:
        return self._answer(member)

    def _answer(self, what: str) -> Any:
        if what not in self.answers:
            raise NoAnswer(f"nobody knows {what}")
        return self.answers[what]


def seen(system: dict[str, object] | None = None, **session: object) -> Seen:
    buses: dict[Which, Asking] = {"SESSION": OurBus(**session)}
    return look({**buses, "SYSTEM": OurBus(**system)} if system is not None else buses)


def test_where_nobody_answers_nothing_is_known() -> None:
    assert seen() == Seen(shows_notices=False)
    assert look({}) == Seen(shows_notices=False)


def test_notices_are_shown_by_a_service_that_runs_or_is_started_for_them() -> None:
    class Started(OurBus):
        def _answer(self, what: str) -> Any:
            raise NotYetRunning("started when it is needed") if what == "GetServerInformation" else NoAnswer(what)

    assert seen(GetServerInformation=("dunst", "knopwob", "1", "1.2")).shows_notices is True
    assert look({"SESSION": Started()}).shows_notices is True
    assert look({"SYSTEM": OurBus(GetServerInformation=())}).shows_notices is False


@pytest.mark.parametrize(
    ("answers", "idle_s", "by"),
    [
        ({"GetIdletime": 61_500, "GetSessionIdleTime": 0}, 61.5, "GNOME"),
        ({"GetSessionIdleTime": 61, "org_kde_screensaver": False}, 61.0, "ScreenSaver"),
        ({"GetSessionIdleTime": 61_500, "org_kde_screensaver": True}, 61.5, "ScreenSaver"),
    ],
)
def test_idle_time_is_in_seconds_whoever_tells(answers: dict[str, object], idle_s: float, by: str) -> None:
    found = seen(None, **answers)
    assert (found.idle_s, found.told_by) == (idle_s, {"idle": by})


def test_the_system_itself_is_asked_last() -> None:
    counted = [("X server", lambda: 7.0)]
    found = look({"SESSION": OurBus()}, counted)
    assert (found.idle_s, found.told_by["idle"]) == (7.0, "X server")
    assert look({"SESSION": OurBus(GetIdletime=1000)}, counted).told_by["idle"] == "GNOME"


def test_a_window_that_fills_the_screen_is_told_by_the_system_itself() -> None:
    found = look({}, (), [("X server", lambda: True)])
    assert (found.is_filled, found.told_by) == (True, {"full screen": "X server"})
    assert look({}).is_filled is None


@pytest.mark.parametrize(
    ("answers", "is_quiet", "by"),
    [
        ({"Inhibited": True, "paused": False}, True, "KDE"),
        ({"show_banners": False}, True, "GNOME"),
        ({"show_banners": True}, False, "GNOME"),
        ({"paused": True}, True, "dunst"),
    ],
)
def test_do_not_disturb(answers: dict[str, object], is_quiet: bool, by: str) -> None:
    found = seen(None, **answers)
    assert (found.is_quiet, found.told_by) == (is_quiet, {"quiet": by})


def test_a_screen_that_is_kept_on_is_told_by_who_keeps_it() -> None:
    assert seen(InhibitedActions=12).is_kept_on is True
    assert seen(InhibitedActions=4).is_kept_on is False
    assert seen(HasInhibition=True).is_kept_on is True
    assert seen({"BlockInhibited": "sleep:idle"}).is_kept_on is True
    assert seen({"BlockInhibited": "sleep"}).is_kept_on is False


def test_a_lock_counts_whoever_tells_of_it() -> None:
    found = seen({"LockedHint": False}, GetActive=True)
    assert (found.is_locked, found.told_by["locked"]) == (True, "logind, ScreenSaver, GNOME")
    assert seen({"LockedHint": False}).is_locked is False
