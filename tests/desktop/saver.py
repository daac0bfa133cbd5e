"""A screen saver that does nothing but report who keeps it off, and drops what a gone program held, as desktops do.

`lock` and `unlock` on its input make it say that the screen is locked, or no more.
"""

import json
import os
import selectors
import sys
import time

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

NAME, PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"


def tell(what: str, **details: object) -> None:
    """Report something that happens now."""
    print(json.dumps({"what": what, "at": time.monotonic(), **details}), flush=True)


def main() -> None:
    """Serve until the input ends."""
    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName(NAME))
    bus.send_and_get_reply(message_bus.AddMatch(MatchRule(type="signal", member="NameOwnerChanged")))
    held: dict[int, str] = {}
    tell("ready")
    with selectors.DefaultSelector() as selector:
        selector.register(bus.sock, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is sys.stdin:
                    line = os.read(0, 80).decode().split()[-1:]
                    if not line:
                        return
                    there = DBusAddress(PATH, interface=NAME)
                    bus.send(new_signal(there, "ActiveChanged", "b", (line == ["lock"],)))
                    continue
                try:
                    while True:
                        if answer := _act(bus.receive(timeout=0), held):
                            bus.send(answer)
                except TimeoutError:
                    pass


def _act(message: Message, held: dict[int, str]) -> Message | None:
    fields = message.header.fields
    member, sender = fields.get(HeaderFields.member), fields.get(HeaderFields.sender, "")
    if message.header.message_type is MessageType.method_call and member == "Inhibit":
        held[len(held) + 1] = sender
        tell("inhibit", who=message.body[0])
        return new_method_return(message, "u", (len(held),))
    if message.header.message_type is MessageType.method_call and member == "UnInhibit":
        held[message.body[0]] = ""
        tell("uninhibit")
        return new_method_return(message)
    if member == "NameOwnerChanged" and not message.body[2]:
        for cookie in [cookie for cookie, who in held.items() if who == message.body[0]]:
            held[cookie] = ""
            tell("dropped")
    return None


if __name__ == "__main__":
    main()
