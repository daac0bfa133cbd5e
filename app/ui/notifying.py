"""A notice shown by the desktop's own service, with buttons, and what is pressed on it; no Qt, whose D-Bus cannot."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from jeepney import MatchRule
from jeepney.low_level import HeaderFields, Message

from app.plan.due import Words

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
OPEN = "default"  # the specification's name for a press on the notice itself

Button = tuple[str, str]  # what it does, and its words


class NoticeBus(Protocol):
    """As much of a bus as is needed; see Bus. Raises NoAnswer."""

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
    def listen(self, rule: MatchRule) -> None: ...
    def heard(self) -> list[Message]: ...


@dataclass(frozen=True)
class Pressed:
    """A button was pressed; `token` is the desktop's leave to come to the front, where it gives one."""

    what: str
    token: str = ""


class Notifying:
    """One notice at a time on one bus: the next takes the place of the one before."""

    def __init__(self, bus: NoticeBus) -> None:
        self._bus = bus
        self._id = 0
        self._token = ""
        self._able: frozenset[str] | None = None
        bus.listen(MatchRule(type="signal", interface=NAME, path=PATH))

    def show(self, words: Words, buttons: Sequence[Button]) -> bool:
        """Show a notice; return whether its buttons are shown too. Raises NoAnswer where nobody shows it."""
        able = self._abilities()
        text = html.escape(words.text, quote=False) if "body-markup" in able else words.text
        actions = [word for button in buttons for word in button] if "actions" in able else []
        hints = {"desktop-entry": ("s", "unhunch"), "urgency": ("y", 1)}
        values = ("Unhunch", self._id, "", words.title, text, actions, hints, -1)
        self._id = int(self._bus.call(NAME, PATH, "Notify", "susssasa{sv}i", values, starts=True))
        return bool(actions)

    def withdraw(self) -> None:
        """Take away what is shown."""
        shown, self._id = self._id, 0
        if shown:
            self._bus.call(NAME, PATH, "CloseNotification", "u", (shown,))

    def pressed(self) -> list[Pressed]:
        """Return what was pressed on the notice since the last call."""
        found = []
        for message in self._bus.heard():
            match message.header.fields.get(HeaderFields.member), message.body:
                case "ActivationToken", (self._id, str(token)) if self._id:
                    self._token = token
                case "ActionInvoked", (self._id, str(what)) if self._id:
                    found.append(Pressed(what, self._token))
                    self._token = ""
                case "NotificationClosed", (self._id, _) if self._id:
                    self._id = 0
        return found

    def _abilities(self) -> frozenset[str]:
        if self._able is None:
            self._able = frozenset(self._bus.call(NAME, PATH, "GetCapabilities", "", (), starts=True))
        return self._able
