"""Questions to the desktop over D-Bus, and its signals. No Qt: QtDBus cannot send every type a desktop asks for.

Asking starts nothing, unless it is told to: a service that does not run is said not to run.
"""

import os
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, MessageFlag, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Message
from jeepney.wrappers import unwrap_msg

from app.expected import Expected

TIMEOUT_S = 2.0

_BUS = "org.freedesktop.DBus"
_NOT_THERE = {
    "org.freedesktop.DBus.Error.ServiceUnknown",
    "org.freedesktop.DBus.Error.NameHasNoOwner",
}


class NoAnswer(Expected):
    """Nobody answers; the text says why, as words that follow a colon."""


class NotYetRunning(NoAnswer):
    """The service does not run, and would be started by whoever uses it."""


class Bus:
    """One connection to a bus. Every method raises NoAnswer, at the latest after `timeout_s`."""

    def __init__(
        self,
        which: Literal["SESSION", "SYSTEM"],
        environ: Mapping[str, str] = os.environ,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._timeout_s = timeout_s
        address = _session_address(environ) if which == "SESSION" else which
        try:
            self._connection: DBusConnection = open_dbus_connection(address, auth_timeout=timeout_s)
        except (OSError, ValueError, RuntimeError, StopIteration) as error:
            raise NoAnswer(f"the {which.lower()} bus cannot be reached ({error})") from error
        self._signals: deque[Message] = deque()
        self.is_gone = False  # nobody will answer on it any more

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def ask(self, name: str, path: str, member: str, *texts: str, interface: str = "") -> Any:
        """Call a method whose arguments are all texts; return its answer: the value, or a tuple where there are more.

        The interface is the service's own name where none is given.
        """
        return self.call(name, path, member, "s" * len(texts), texts, interface=interface)

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
        """Call a method with values of D-Bus types, and return its answer as `ask` does.

        `starts` lets it start the service.
        """
        there = DBusAddress(path, name, interface or name)
        return self._answer(new_method_call(there, member, signature or None, tuple(values)), name, starts=starts)

    def get(self, name: str, path: str, member: str, interface: str = "") -> Any:
        """Read a property."""
        return self._answer(Properties(DBusAddress(path, name, interface or name)).get(member), name)

    def listen(self, rule: MatchRule) -> None:
        """Have the bus send the signals that match a rule from now on."""
        self._connection.filter(rule, queue=self._signals)
        self._answer(message_bus.AddMatch(rule), _BUS)

    def fileno(self) -> int:
        """What to wait on until something is heard."""
        return int(self._connection.sock.fileno())

    def heard(self) -> list[Message]:
        """Return the signals that came since the last call."""
        try:
            while True:
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            found = list(self._signals)
            self._signals.clear()
            return found
        except OSError as error:
            raise self._gone(error) from error

    def _answer(self, message: Message, name: str, *, starts: bool = False) -> Any:
        message.header.flags = MessageFlag(0) if starts else MessageFlag.no_auto_start
        try:
            values = unwrap_msg(self._connection.send_and_get_reply(message, timeout=self._timeout_s))
        except TimeoutError:
            raise NoAnswer(f"{name} does not answer") from None
        except DBusErrorResponse as error:
            if error.name in _NOT_THERE:
                raise self._not_there(name) from None
            raise NoAnswer(f"{name} refuses: {_reason(error)}") from None
        except OSError as error:
            raise self._gone(error) from error
        return _bare(values[0]) if len(values) == 1 else values

    def _gone(self, error: OSError) -> NoAnswer:
        self.is_gone = True
        return NoAnswer(f"the bus has gone away ({error})")

    def _not_there(self, name: str) -> NoAnswer:
        if name in self.ask(_BUS, "/org/freedesktop/DBus", "ListActivatableNames"):
            return NotYetRunning(f"{name} is started when it is needed")
        return NoAnswer(f"{name} is not running")


def _session_address(environ: Mapping[str, str]) -> str:
    """Return where the session's bus is; systemd keeps it in the runtime folder, and need not say so."""
    if told := environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return told
    if runtime := environ.get("XDG_RUNTIME_DIR"):
        return f"unix:path={runtime}/bus"
    raise NoAnswer("there is no session bus here")


def _reason(error: DBusErrorResponse) -> str:
    text = error.data[0] if error.data and isinstance(error.data[0], str) else ""
    return text or str(error.name)


def _bare(value: Any) -> Any:
    """Take a value out of its variants: each is a pair of a signature and what it says."""
    while isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        value = value[1]
    return value
