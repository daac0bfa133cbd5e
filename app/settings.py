"""What the person has set: a frozen dataclass read from TOML. A bad value falls back alone, and is said."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. Times are seconds, volumes and scales are shares of 1."""

    theme: Literal["system", "light", "dark"] = "system"
    text_scale: float = 1.0  # 1 to 2
    reduced_motion: bool = False
    sound_output: Literal["auto", "qt", "player", "off"] = "auto"
    volume: float = 0.8  # 0 to 1
    first_side: Literal["left", "right"] = "right"
    day_start_s: float = 4 * 3600.0  # when the person's own day begins, after midnight


def load(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings file; return them and a sentence for each thing that could not be used.

    A file that is not there is all defaults, without a word. Never raises.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError, RecursionError) as error:  # not UTF-8, not TOML, endless digits, endless brackets
        return Settings(), [f"The settings in {path.name} cannot be read ({error}), so the usual ones are in use."]
    return _from_table(table, path.name)


def _from_table(table: Mapping[str, Any], name: str) -> tuple[Settings, list[str]]:
    values: dict[str, Any] = {}
    said: list[str] = []
    for field in fields(Settings):
        if field.name not in table:
            continue
        allowed, wanted = _RULES[field.name]
        if allowed(table[field.name]):
            values[field.name] = table[field.name]
        else:
            said.append(f"{field.name} in {name} should be {wanted}; {field.default!r} is in use instead.")
    return Settings(**values), said


def _one_of(*words: str) -> tuple[Callable[[Any], bool], str]:
    return (lambda value: value in words), f"one of {', '.join(words)}"


def _number(low: float, high: float) -> tuple[Callable[[Any], bool], str]:
    def allowed(value: Any) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high

    return allowed, f"a number from {low:g} to {high:g}"


_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "theme": _one_of("system", "light", "dark"),
    "text_scale": _number(1, 2),
    "reduced_motion": ((lambda value: isinstance(value, bool)), "true or false"),
    "sound_output": _one_of("auto", "qt", "player", "off"),
    "volume": _number(0, 1),
    "first_side": _one_of("left", "right"),
    "day_start_s": _number(0, 12 * 3600),
}
