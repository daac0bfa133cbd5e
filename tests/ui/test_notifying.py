"""Notices on a bus of our own: what is sent to be shown, and which presses are ours."""

from collections.abc import Sequence
from typing import Any

import pytest

pytest.importorskip("jeepney", reason="D-Bus is spoken on Linux alone")

from jeepney import DBusAddress, MatchRule, new_signal
from jeepney.low_level import Message

from app.plan.due import Words
from app.ui.notifying import NAME, PATH, Notifying, Pressed

WORDS = Words("Loosen <b>up</b>", "a <b> & c")
BUTTONS = [("default", "Open"), ("start", "Start")]


class OurBus:
    """Shows every notice under the next number, or the one that was asked for."""

    def __init__(self, *able: str) -> None:
        self.able = able
        self.sent: list[tuple[str, str, Sequence[Any], bool]] = []
        self.rules: list[MatchRule] = []
        self.told: list[Message] = []

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
        assert (name, path) == (NAME, PATH)
        if member == "GetCapabilities":
            return list(self.able)
        self.sent.append((member, signature, values, starts))
        return values[1] or 7 if member == "Notify" else ()

    def listen(self, rule: MatchRule) -> None:
        self.rules.append(rule)

    def heard(self) -> list[Message]:
        told, self.told = self.told, []
        return told

    def tell(self, member: str, signature: str, *body: object) -> None:
        signal = new_signal(DBusAddress(PATH, interface=NAME), member, signature, body)
        assert any(rule.matches(signal) for rule in self.rules)
        self.told.append(signal)


def test_a_notice_is_sent_with_its_buttons_and_may_start_the_service() -> None:
    bus = OurBus("actions", "body")
    assert Notifying(bus).show(WORDS, BUTTONS) is True
    [(member, signature, values, starts)] = bus.sent
    assert (member, signature, starts) == ("Notify", "susssasa{sv}i", True)
    assert values[:2] == ("Unhunch", 0)
    assert values[3:6] == (WORDS.title, WORDS.text, ["default", "Open", "start", "Start"])


def test_titles_are_shown_letter_by_letter_where_markup_is_read() -> None:
    bus = OurBus("body-markup")
    assert Notifying(bus).show(WORDS, BUTTONS) is False
    [(_, _, values, _)] = bus.sent
    assert values[3:6] == (WORDS.title, "a &lt;b&gt; &amp; c", [])


def test_the_next_notice_takes_the_place_of_the_one_before_and_of_no_other() -> None:
    bus = OurBus("actions")
    notifying = Notifying(bus)
    notifying.show(WORDS, BUTTONS)
    notifying.show(WORDS, BUTTONS)
    bus.tell("NotificationClosed", "uu", 8, 2)
    notifying.pressed()
    notifying.show(WORDS, BUTTONS)
    bus.tell("NotificationClosed", "uu", 7, 2)
    notifying.pressed()
    notifying.show(WORDS, BUTTONS)
    assert [values[1] for _, _, values, _ in bus.sent] == [0, 7, 7, 0]


def test_a_notice_is_taken_back_once() -> None:
    bus = OurBus()
    notifying = Notifying(bus)
    notifying.withdraw()
    notifying.show(WORDS, BUTTONS)
    notifying.withdraw()
    notifying.withdraw()
    assert [(member, values) for member, _, values, _ in bus.sent[1:]] == [("CloseNotification", (7,))]


def test_presses_on_ours_are_told_with_the_leave_to_come_forward_that_goes_before() -> None:
    bus = OurBus("actions")
    notifying = Notifying(bus)
    bus.tell("ActionInvoked", "us", 0, "start")
    assert notifying.pressed() == []
    notifying.show(WORDS, BUTTONS)
    bus.tell("ActivationToken", "us", 8, "another's")
    bus.tell("ActionInvoked", "us", 8, "start")
    bus.tell("ActivationToken", "us", 7, "ours")
    bus.tell("ActionInvoked", "us", 7, "start")
    bus.tell("ActionInvoked", "us", 7, "snooze")
    assert notifying.pressed() == [Pressed("start", "ours"), Pressed("snooze")]
