"""What the person has set: a frozen dataclass kept as TOML. A bad value falls back alone, and is said."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from app import files
from app.expected import Expected

MOST_BYTES = 16 << 10  # a few hundred are needed; tomllib takes 0.6 s over the worst of this size, and 16 s over 64 KB
FRESH = "# The settings of Unhunch. What is not written here is as usual.\n"
_LONGEST_LINE = 300

LENGTHS = ("hold_s", "time_s")  # what a person's own doses may say: seconds
COUNTS = ("reps", "sets", "cycles")  # and whole numbers
_LONGEST_S = 8 * 3600.0
_MOST_REPS = 1000

Doses = Mapping[str, Mapping[str, float]]  # by the slug of an exercise
SoundChoice = Literal["auto", "qt", "player", "off"]
FigureName = Literal["fern", "plum", "lake"]
FIGURES: tuple[FigureName, ...] = get_args(FigureName)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. Times are seconds, volumes and scales are shares of 1."""

    theme: Literal["system", "light", "dark", "contrast", "contrast-light"] = "system"
    text_scale: float = 1.0  # 1 to 2
    reduced_motion: bool = False
    sound_output: SoundChoice = "auto"
    sound_device: str = ""  # the desktop's own name for an output; empty for its default
    volume: float = 0.8  # 0 to 1
    volume_tempo: float = 1.0  # 0 to 1 of the volume above: countdown and reps
    volume_changes: float = 1.0  # start, switch, rest, end and the like
    volume_breathing: float = 1.0
    volume_warnings: float = 1.0  # checks, and packs that must come off; never below what can be heard
    voice: Literal["auto", "on", "off"] = "auto"  # auto: unless a screen reader speaks
    voice_engine: str = ""  # empty for the first there is
    voice_name: str = ""  # empty for one that speaks the language of the routines
    voice_rate: float = 0.0  # -1 slow to 1 fast
    voice_volume: float = 0.8  # 0 to 1
    read_instructions: bool = False
    first_side: Literal["left", "right"] = "right"
    speed: float = 1.0  # of moving, resting and changing places: 0.75 slow to 1.5 fast
    get_ready_s: float = 0.0  # 2 to 30, before each exercise; 0 for as long as its routine says
    doses: Doses = field(default_factory=dict)  # longer or shorter, more or fewer, of single exercises
    figure: FigureName = "fern"  # who shows the exercises
    day_start_s: float = 4 * 3600.0  # when the person's own day begins, after midnight
    remind_plan: bool = True  # of what is planned for a time
    remind_breaks: bool = False  # at the desk
    break_every_s: float = 45 * 60.0  # at the desk: 20 min to an hour
    break_weekdays: tuple[str, ...] = WEEKDAYS[:5]
    break_routine: str = "desk-reset"
    quiet_from_s: float = 22 * 3600.0  # no reminders from then, after midnight
    quiet_until_s: float = 7 * 3600.0  # until then; none are quiet where both are one
    quiet_when_kept_on: bool = True  # nor while another program fills the screen or keeps it on
    streak: bool = True  # days in a row are counted
    tray: bool = True  # shown there, where the desktop has one
    keep_running: bool = False  # in the tray, when the window is closed
    safety_seen: bool = False  # the words about safety have been agreed to
    country: str = ""  # ISO code, for whom to call; empty for one without known numbers
    applies: tuple[str, ...] = ()  # codes of precautions the person said apply to them
    swapped: tuple[str, ...] = ()  # exercises always done in their easier way
    hidden: tuple[str, ...] = ()  # exercises always left out
    favourites: tuple[str, ...] = ()  # routines


class SettingsNotKept(Expected):
    """The settings cannot be written."""


# --- reading ---------------------------------------------------------------------------------------------------------


def load(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings file; return them and a sentence for each thing that could not be used.

    A file that is not there is all defaults, without a word. Never raises, never waits.
    """
    try:
        _, table = _read(path)
    except _UnreadableError as error:
        return Settings(), [f"The settings in {path.name} cannot be read ({error}), so the usual ones are in use."]
    return _from_table(table, path.name)


class _UnreadableError(Exception):
    """The file cannot be read as a whole; the message is why, in words that go between brackets."""


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the file's text and what it says; both are empty where there is no file."""
    try:
        text = files.read(path, MOST_BYTES).decode("utf-8-sig")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        return "", {}
    except files.NotOrdinaryError:
        reason = "it is not an ordinary file"
    except files.TooLargeError:
        reason = f"it is larger than {MOST_BYTES >> 10} KB"
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
    except UnicodeDecodeError:
        reason = "it is not UTF-8 text"
    except RecursionError:
        reason = "it is nested too deep"
    except ValueError as error:  # not TOML, endless digits
        reason = str(error)
    raise _UnreadableError(reason)


def _from_table(table: Mapping[str, Any], name: str) -> tuple[Settings, list[str]]:
    values: dict[str, Any] = {}
    said: list[str] = []
    for one in fields(Settings):
        if one.name not in table:
            continue
        value, wrong = _usable(one.name, table[one.name])
        if value is not None:
            values[one.name] = tuple(value) if isinstance(value, list) else value
        instead = "the dose as it is written" if one.default is MISSING else repr(one.default)
        said += [f"{what} in {name} should be {wanted}; {instead} is in use instead." for what, wanted in wrong]
    return Settings(**values), said


def _usable(name: str, value: Any) -> tuple[Any, list[tuple[str, str]]]:
    """Return what can be used of a value, None for nothing, and what is wrong with it: what, and what it should be."""
    allowed, wanted = _RULES[name]
    if not allowed(value):
        return None, [(name, wanted)]
    if name != "doses":
        return value, []
    wrong = [f"{name}.{slug}" for slug, dose in value.items() if not _is_dose(dose)]
    return {slug: dose for slug, dose in value.items() if _is_dose(dose)}, [(one, _A_DOSE) for one in wrong]


def _one_of(*words: str) -> tuple[Callable[[Any], bool], str]:
    return (lambda value: value in words), f"one of {', '.join(words)}"


def _number(low: float, high: float) -> tuple[Callable[[Any], bool], str]:
    def allowed(value: Any) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high

    return allowed, f"a number from {low:g} to {high:g}"


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and len(one) <= 80 for one in value)


_A_DOSE = "lengths and whole numbers, such as { hold_s = 15, reps = 2 }"


def _is_dose(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_amount(name, amount) for name, amount in value.items())


def _is_amount(name: str, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if name in COUNTS:
        return isinstance(value, int) and 1 <= value <= _MOST_REPS
    return name in LENGTHS and 0 < value <= _LONGEST_S


_YES_OR_NO: tuple[Callable[[Any], bool], str] = (lambda value: isinstance(value, bool)), "true or false"
_NAMES: tuple[Callable[[Any], bool], str] = _is_names, "a list of names"


def _is_a_line(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_LINE and value.isprintable()


_A_LINE = (_is_a_line, f"one line of text, {_LONGEST_LINE} letters at most")

_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "theme": _one_of("system", "light", "dark", "contrast", "contrast-light"),
    "text_scale": _number(1, 2),
    "reduced_motion": _YES_OR_NO,
    "figure": _one_of(*FIGURES),
    "sound_output": _one_of("auto", "qt", "player", "off"),
    "sound_device": _A_LINE,
    "volume": _number(0, 1),
    "volume_tempo": _number(0, 1),
    "volume_changes": _number(0, 1),
    "volume_breathing": _number(0, 1),
    "volume_warnings": _number(0.3, 1),
    "voice": _one_of("auto", "on", "off"),
    "voice_engine": _A_LINE,
    "voice_name": _A_LINE,
    "voice_rate": _number(-1, 1),
    "voice_volume": _number(0, 1),
    "read_instructions": _YES_OR_NO,
    "first_side": _one_of("left", "right"),
    "speed": _number(0.75, 1.5),
    "get_ready_s": (
        (lambda value: value == 0 or _number(2, 30)[0](value)),
        "0, for as it is written, or a number from 2 to 30",
    ),
    "doses": ((lambda value: isinstance(value, dict)), "a table of exercises"),
    "day_start_s": _number(0, 12 * 3600),
    "remind_plan": _YES_OR_NO,
    "remind_breaks": _YES_OR_NO,
    "break_every_s": _number(20 * 60, 60 * 60),
    "break_weekdays": (
        (lambda value: isinstance(value, list) and all(one in WEEKDAYS for one in value)),
        f"a list of days out of {', '.join(WEEKDAYS)}",
    ),
    "break_routine": (lambda value: _is_names([value]), "the name of a routine's file"),
    "quiet_from_s": _number(0, 24 * 3600 - 1),
    "quiet_until_s": _number(0, 24 * 3600 - 1),
    "quiet_when_kept_on": _YES_OR_NO,
    "streak": _YES_OR_NO,
    "tray": _YES_OR_NO,
    "keep_running": _YES_OR_NO,
    "safety_seen": _YES_OR_NO,
    "country": (
        (lambda value: isinstance(value, str) and len(value) <= 2),
        "a country's code of two letters, or empty",
    ),
    "applies": _NAMES,
    "swapped": _NAMES,
    "hidden": _NAMES,
    "favourites": _NAMES,
}


# --- writing ---------------------------------------------------------------------------------------------------------


def save(path: Path, settings: Settings, today: date) -> None:
    """Write what differs from what stands there, and leave the rest of the file as it is, comments and all.

    A file that cannot be read or edited is put aside first, under the date of `today`. Raises SettingsNotKept.
    """
    try:
        text, table = _read_or_put_aside(path, today)
        stands, _ = _from_table(table, path.name)
        changes = _differences(settings, stands)
        if not changes:
            return
        new = _edited(text or FRESH, {**table, **changes}, changes)
        written = (new or _afresh(settings)).encode()
        if len(written) > MOST_BYTES:  # it could not be read again
            raise SettingsNotKept(f"There is no room for more in {path}; take out what you no longer need.")
        if not new:
            path.rename(_name_beside(path, today))
        files.replace(path, written)
    except OSError as error:
        raise SettingsNotKept(
            f"The settings cannot be written to {path} ({error.strerror}); "
            "make the file and its folder yours to write, and see that the disk has room."
        ) from error


def mend(path: Path, today: date) -> Path | None:
    """Take out what cannot be used, so that it need not be said again; return where the file as it was is kept.

    A file that cannot be read at all is put aside and a fresh one begun. None where nothing is wrong, or where
    nothing can be written: then all stays as it is.
    """
    kept = _name_beside(path, today)
    try:
        try:
            text, table = _read(path)
        except _UnreadableError:
            path.rename(kept)
            files.replace(path, FRESH.encode())
            return kept
        usable = {name: _usable(name, value)[0] if name in _RULES else value for name, value in table.items()}
        good = {name: value for name, value in usable.items() if value is not None}
        if good == table:
            return None
        changes = {name: value for name, value in good.items() if value != table[name]}
        files.write_new(kept, files.read(path, MOST_BYTES))
        files.replace(path, (_edited(text, good, changes) or _afresh(_from_table(good, path.name)[0])).encode())
    except OSError:
        return None
    return kept


def _read_or_put_aside(path: Path, today: date) -> tuple[str, dict[str, Any]]:
    try:
        return _read(path)
    except _UnreadableError:
        path.rename(_name_beside(path, today))
        return "", {}


def _name_beside(path: Path, today: date) -> Path:
    return files.free_name(path.with_name(f"{path.stem}-{today.isoformat()}{path.suffix}"))


def _differences(wanted: Settings, stands: Settings) -> dict[str, Any]:
    pairs = ((field.name, getattr(wanted, field.name), getattr(stands, field.name)) for field in fields(Settings))
    return {name: new for name, new, old in pairs if new != old}


def _afresh(settings: Settings) -> str:
    changes = _differences(settings, Settings())
    return _edited(FRESH, changes, changes)


def _edited(text: str, wanted: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    """Return the text with these values changed and whatever is not wanted taken out; empty where that fails."""
    import tomlkit  # late: 20 ms, and only where something is to be written

    try:
        document = tomlkit.parse(text)
        for name in [name for name in document if name not in wanted]:
            document.remove(name)
        for name, value in changes.items():
            if isinstance(value, Mapping):
                _edit_table(document, name, value)
            else:
                document[name] = list(value) if isinstance(value, tuple) else value
        new = tomlkit.dumps(document)
        new = new.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else new
        return new if _plainly(tomllib.loads(new)) == _plainly(wanted) else ""
    except Exception:  # whatever a text we did not write does to an editor that is not ours, nothing may be lost by it
        return ""


def _edit_table(parent: Any, name: str, wanted: Mapping[str, Any]) -> None:
    """Make a table say what is wanted, entry by entry, so that what stands beside them stays."""
    import tomlkit

    if name not in parent or not isinstance(parent[name], dict):
        parent[name] = tomlkit.table()
    table = parent[name]
    for key in [key for key in table if key not in wanted]:
        del table[key]
    for key, value in wanted.items():
        if not isinstance(value, Mapping):
            table[key] = value
        elif key not in table:
            table[key] = tomlkit.inline_table()
            table[key].update(value)
        elif table[key] != value:
            _edit_table(table, key, value)


def _plainly(table: Mapping[str, Any]) -> str:
    """Return a table in words that can be compared: NaN is not equal to NaN."""
    import json  # late: 5 ms

    return json.dumps(table, sort_keys=True, default=repr)
