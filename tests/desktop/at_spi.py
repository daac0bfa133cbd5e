"""Looks at the app and presses its controls as a screen reader does, through the accessibility bus alone.

Run by the system's own Python, which has pyatspi: reads lines of JSON, does what they say, and answers each with one.
"""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]

APP = "unhunch"
LOOK_EVERY_S = 0.05
_GONE = (RuntimeError, LookupError, NotImplementedError)  # what pyatspi raises for what went away


def shown() -> Iterator[Any]:
    """Yield every control and text of the app that can be seen, from the window inwards."""
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and app.name == APP:
            for window in app:
                yield from _inside(window)


def _inside(node: Any) -> Iterator[Any]:
    if node is None:
        return
    node.clearCache()
    if not node.getState().contains(pyatspi.STATE_SHOWING):
        return
    yield node
    for child in node:
        yield from _inside(child)


def described(node: Any) -> dict[str, Any]:
    """Return a control as data."""
    states = node.getState()
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "about": node.description,
        "on": states.contains(pyatspi.STATE_ENABLED),
        "focused": states.contains(pyatspi.STATE_FOCUSED),
        "checked": states.contains(pyatspi.STATE_CHECKED),
        "actions": _actions(node),
    }


def _actions(node: Any) -> list[str]:
    if "Action" not in pyatspi.listInterfaces(node):
        return []
    action = node.queryAction()
    return [action.getName(i) for i in range(action.nActions)]


def is_called(node: Any, wanted: dict[str, Any]) -> bool:
    """Whether a control has the role and the name; a name may go on after a comma or with a key in brackets."""
    if node.getRoleName() not in wanted["roles"]:
        return False
    name, its = wanted["name"], node.name
    return bool(its == name or its.startswith((f"{name},", f"{name} (")))


def find(wanted: dict[str, Any]) -> Any:
    """Wait for a control that is shown and on. Raises LookupError with what is there instead."""
    until_s = time.monotonic() + wanted["within_s"]
    while True:
        try:
            for node in shown():
                if is_called(node, wanted) and node.getState().contains(pyatspi.STATE_ENABLED):
                    return node
        except _GONE:
            pass  # the page changed under our eyes
        if time.monotonic() > until_s:
            there = [f"{one['role']} {one['name']!r}" for one in map(described, shown()) if one["name"]]
            raise LookupError(f"no {wanted['roles'][0]} {wanted['name']!r}; there are: {', '.join(there)}")
        time.sleep(LOOK_EVERY_S)


def press(wanted: dict[str, Any]) -> dict[str, Any]:
    """Do what pressing a control does; return how it was then."""
    node = find(wanted)
    told, action = described(node), node.queryAction()
    ways = [i for i in range(action.nActions) if action.getName(i) in ("Press", "Toggle", "Check")]
    if not ways:
        raise LookupError(f"{told} cannot be pressed")
    action.doAction(ways[0])
    return told


def do(message: dict[str, Any]) -> Any:
    """Do one thing and return what it found."""
    match message["do"]:
        case "press":
            return press(message)
        case "find":
            return described(find(message))
        case "focus":
            return next((node.name for node in shown() if node.getState().contains(pyatspi.STATE_FOCUSED)), "")
        case "list":
            return [described(node) for node in shown()]
    raise LookupError(f"nobody here knows how to {message['do']}")


def main() -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin:
        try:
            answer = {"found": do(json.loads(line))}
        except _GONE as error:
            answer = {"why": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
