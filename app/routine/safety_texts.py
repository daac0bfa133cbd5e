"""The words about safety: the notice, the warning signs, when to stop, and what is asked before and after.

They are read from a file of our own, so a key that is missing or unknown there is a bug and raises.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Notice:
    """What the app can and cannot do, and the sentence that is agreed to."""

    title: str
    short: str
    full: tuple[str, ...]
    confirm: str


@dataclass(frozen=True)
class Signs:
    """Things to look out for under one heading, and what to do about them; nothing where they are fine.

    The action may hold `{emergency_number}` and `{urgent_line}`: see `app.routine.emergency`.
    """

    title: str
    items: tuple[str, ...]
    action: str = ""


@dataclass(frozen=True)
class WarningSigns:
    """Signs in three degrees: call for help, get advice today, book an appointment."""

    emergency: Signs
    urgent: Signs
    routine: Signs


@dataclass(frozen=True)
class StopRules:
    """What to do about what is felt during a session, the gravest first."""

    get_help: Signs
    rest: Signs
    ease_off: Signs
    fine: Signs


@dataclass(frozen=True)
class Before:
    """What is asked before a session. `strong` is said where pain is 6 or more of 10."""

    signs: str
    signs_no: str
    signs_show: str
    pain: str
    strong: str


@dataclass(frozen=True)
class After:
    """What is asked after a session, and on the next day."""

    pain: str
    new: str
    new_no: str
    new_yes: str
    settled: str
    settled_yes: str
    settled_no: str


@dataclass(frozen=True)
class PainScale:
    """The words of the 0 to 10 scale, what is said about a change in it, and the question for the own markers."""

    question: str
    none: str  # 0
    worst: str  # 10
    mild: str  # 1 to 3
    moderate: str  # 4 and 5
    strong: str  # 6 and more
    lower: str  # by 2 points or 30 %
    same: str
    higher: str  # by 2 points
    signs: str  # 6 and more, with nothing to hold it against
    markers: str


@dataclass(frozen=True)
class SafetyTexts:
    """All of the words about safety. Lists of lines are shown in their order."""

    notice: Notice
    warning_signs: WarningSigns
    stop_rules: StopRules
    heat_cold: tuple[str, ...]
    breath: tuple[str, ...]
    medicine_note: tuple[str, ...]
    before: Before
    after: After
    pain_scale: PainScale


def safety_texts(assets: Path) -> SafetyTexts:
    """Read the words about safety. Raises TypeError or KeyError where the file does not hold just what is above."""
    table = tomllib.loads((assets / "texts" / "safety.toml").read_text(encoding="utf-8"))
    lines = table.pop("lines")
    return SafetyTexts(
        notice=Notice(**_fixed(table.pop("notice"))),
        warning_signs=WarningSigns(**_signs(table.pop("warning_signs"))),
        stop_rules=StopRules(**_signs(table.pop("stop_rules"))),
        before=Before(**table.pop("before")),
        after=After(**table.pop("after")),
        pain_scale=PainScale(**table.pop("pain_scale")),
        **_fixed(lines),
        **table,
    )


def _signs(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Signs]:
    return {degree: Signs(**_fixed(table)) for degree, table in tables.items()}


def _fixed(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table with its lists as tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
