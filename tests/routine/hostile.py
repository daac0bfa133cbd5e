"""Files nobody should write: random ones, made-up YAML, and good files torn, spliced and twisted."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import inspect

from app import paths
from app.routine.model import Exercise, Programme, Routine
from tests.routine.written import DATA

KINDS: dict[str, type[Any]] = {"": Routine, "exercises/": Exercise, "programmes/": Programme}  # by folder
DOCS = Path(__file__).resolve().parents[2] / "docs" / "routine-format.md"
_FENCE = re.compile(r"^```yaml (\w+)\n((?:.*\n)*?)```$", re.MULTILINE)
_FOLDERS = {"exercise": "exercises/", "programme": "programmes/"}


@cache
def corpus() -> list[tuple[str, bytes]]:
    """Return files to begin with, each with the folder it belongs in: bundled ones and those of the docs."""
    files = [
        (folder, path.read_bytes()) for folder in KINDS for path in sorted((paths.ROUTINES / folder).glob("*.yaml"))
    ]
    examples = _FENCE.findall(DOCS.read_text(encoding="utf-8"))
    files += [(_FOLDERS.get(kind, ""), text.encode()) for kind, text in examples]
    return [*files, ("", (DATA / "every-step.yaml").read_bytes())]


@cache
def _keys() -> list[str]:
    """Return every key a file can have."""
    keys: set[str] = set()
    todo: list[Any] = [inspect.type_info(kind) for kind in KINDS.values()]
    seen: set[type] = set()
    while todo:
        one = todo.pop()
        if isinstance(one, inspect.StructType) and one.cls not in seen:
            seen.add(one.cls)
            keys |= {field.encode_name for field in one.fields}
            todo += [field.type for field in one.fields]
        todo += [inner for name in ("type", "item_type", "value_type") if (inner := getattr(one, name, None))]
        todo += one.types if isinstance(one, inspect.UnionType) else []
    return sorted(keys)


# What stands in values, or must never be obeyed there.
PHRASES = [
    "30 s", "1 min 30 s", "1:30", "90", "8 h", "0 s", "0", "1", "3", "20", "500", "1000", "2-1-2", "0-0-0", "3 to 8",
    "15 s to 30 s", "99999 h", "9" * 400, "1e400", ".inf", "-.inf", ".nan", "NaN", "0x1f", "0o17", "1_000", "-1", "+5",
    "1.5", ".5", "５", "٣ s", "²", "1" + " " * 300 + "s", "1 to " * 60, "no", "yes", "on", "off", "y", "null", "~", "=",
    "2026-11-30", "2026-11-30T10:00:00Z", "<<", "!!python/object/apply:os.system [ls]", "!x%0Ay z", "&a b", "*a",
    "'{side} & <b>x</b>'", '"\\x00\\e[2J\\u202E"', '"\\uFFFE\\U0001F9D8"', "\u202egnp.x", "\u200b", "\u200d", "\ufeff",
    "é" * 90, "x" * 400, "x" * 401, "🧘🏽‍♀️", "שלום", "|", ">", "|\n      x\n\n      y", "''", '""', "{}", "[]", "[[]]",
    "[in 4 s, out 4 s]", "[in 4 s, hold 9 s, out 0.000000001 s]", "[hold 5 s]", "box", "4-7-8", "heat-pack",
    "cold-pack", "shoulder-rolls", "levator-stretch", "belly-breathing", "chin-tuk", "desk-reset", "heat", "cold",
    "stretch", "breath", "each", "alternating", "you", "skip", "stop", "en", "de-CH", "[neck]", "[upper back, chest]",
]  # fmt: skip
BITS = [
    " ",
    "\n",
    "\t",
    "\r",
    "\r\n",
    "\x00",
    "\x07",
    "\x85",
    "\u2028",
    "- ",
    ": ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    "'",
]
BITS += ['"', "|", ">", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! tag:x:\n", "<<: *a", "&a ", "!!int ", "\ufeff", "  "]


# --- made-up YAML ----------------------------------------------------------------------------------------------------


@cache
def written() -> SearchStrategy[str]:
    """Return text with the shape of YAML: groups and lists of the known keys, some of them likely, some absurd."""
    scalar = st.one_of(st.sampled_from(PHRASES), st.text(max_size=20))
    key = st.one_of(st.sampled_from(_keys()), st.sampled_from(["step", "purpos", "<<", "? [a]", "1", ""]))
    inner = st.recursive(
        scalar,
        lambda one: st.one_of(
            st.lists(st.tuples(key, one), max_size=5).map(_group),
            st.lists(one, max_size=5).map(_list),
            st.lists(one, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
        ),
        max_leaves=12,
    )
    body = st.lists(st.tuples(key, inner), max_size=6).map(_group)
    head = st.sampled_from(
        ["", "schema: 1\nlanguage: en\ntitle: T\npurpose: P\n", "schema: 1\nlanguage: en\nname: N\n"]
    )
    return st.tuples(head, body).map("".join)


def _group(pairs: list[tuple[str, str]]) -> str:
    return "".join(f"{key}:{_below(value)}\n" for key, value in pairs) or "{}"


def _list(items: list[str]) -> str:
    return "".join(f"- {_indented(item).lstrip()}\n" for item in items) or "[]"


def _below(value: str) -> str:
    return f"\n{_indented(value)}" if "\n" in value else f" {value}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n")) if "\n" in text else text


@cache
def likely() -> SearchStrategy[str]:
    """Return routines whose every key and slug is right, and whose figures may be anything."""
    times = st.sampled_from(
        ["0 s", "0.5 s", "1 s", "5 s", "20 s", "30 s", "1 min", "5 min", "20 min", "2 h", "8 h", "1e9"]
    )
    counts = st.sampled_from(["0", "1", "2", "3", "5", "10", "15", "20", "21", "500", "1000", "1001", "9" * 20])
    slugs = sorted(path.stem for path in (paths.ROUTINES / "exercises").glob("*.yaml"))
    long_breath = f"[{'in 1 s, out 4 s, ' * 10}]"
    choices = {
        **dict.fromkeys(("ready", "hold", "rest", "time", "check_every"), times),
        **dict.fromkeys(("reps", "sets", "cycles"), counts),
        "tempo": st.sampled_from(["2-0-2", "0-0-0", "0.5-0-0", "600-0-0"]),
        "paced_by": st.just("you"),
        "breath": st.sampled_from(["box", "4-7-8", "[in 4 s, out 4 s]", "[in 0.1 s, out 4.9 s]", long_breath]),
    }
    exercises = st.tuples(st.sampled_from(slugs), st.lists(st.sampled_from(sorted(choices)), max_size=2)).flatmap(
        lambda one: st.fixed_dictionaries({"exercise": st.just(one[0]), **{key: choices[key] for key in one[1]}})
    )
    others = st.one_of(
        st.fixed_dictionaries({"rest": times}),
        st.fixed_dictionaries({"note": st.sampled_from(["Hm.", "a " * 200])}, optional={"time": times}),
        st.fixed_dictionaries({"wait": st.just("Fetch it.")}, optional={"time": times}),
        st.fixed_dictionaries({"check": st.just("Look."), "question": st.just("Well?")}, optional={"time": times}),
    )
    plain = st.one_of(exercises, exercises, others).map(_group_of)
    steps = st.recursive(
        st.lists(plain, min_size=1, max_size=4),
        lambda inner: st.lists(st.one_of(plain, st.tuples(counts, times, inner).map(_rounds)), min_size=1, max_size=3),
        max_leaves=6,
    )
    return steps.map(lambda some: _HEAD + "steps:\n" + _indented(_list(some)))


_HEAD = "schema: 1\nlanguage: en\ntitle: T\npurpose: P\n"


def _group_of(keys: dict[str, str]) -> str:
    return _group([*keys.items()])


def _rounds(one: tuple[str, str, list[str]]) -> str:
    count, rest, steps = one
    return f"rounds: {count}\nrest: {rest}\nsteps:\n{_indented(_list(steps))}"


# --- good files, twisted ---------------------------------------------------------------------------------------------


Twist = Callable[[bytes, int, int], bytes]  # a file, a place in it, and a number that chooses


def _flip(data: bytes, at: int, by: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << by % 8)]) + data[at + 1 :] if at < len(data) else data


def _cut(data: bytes, at: int, by: int) -> bytes:
    return data[:at] + data[at + 1 + by % 200 :]


def _cut_short(data: bytes, at: int, _: int) -> bytes:
    return data[:at]


def _put_in(data: bytes, at: int, by: int) -> bytes:
    return data[:at] + BITS[by % len(BITS)].encode() + data[at:]


def _splice(data: bytes, at: int, by: int) -> bytes:
    other = corpus()[by % len(corpus())][1]
    return data[:at] + other[by % len(other) :]


def _lines(change: Callable[[list[bytes], int, int], None]) -> Twist:
    def changed(data: bytes, at: int, by: int) -> bytes:
        lines = data.splitlines(keepends=True) or [b""]
        change(lines, at % len(lines), by)
        return b"".join(lines)

    return changed


def _double(lines: list[bytes], at: int, by: int) -> None:
    lines[at : at + 1] = [lines[at]] * (2 + by % 40)


def _move(lines: list[bytes], at: int, by: int) -> None:
    lines.insert(by % len(lines), lines.pop(at))


def _indent(lines: list[bytes], at: int, by: int) -> None:
    lines[at] = b"  " * (by % 4) + (lines[at].lstrip() if by % 2 else lines[at])


def _drop(lines: list[bytes], at: int, _: int) -> None:
    del lines[at]


def _revalue(lines: list[bytes], at: int, by: int) -> None:
    key, colon, _ = lines[at].partition(b": ")
    lines[at] = key + colon + PHRASES[by % len(PHRASES)].encode() + b"\n"


def _rekey(lines: list[bytes], at: int, by: int) -> None:
    key, colon, value = lines[at].partition(b":")
    start = key[: len(key) - len(key.lstrip(b" -"))]
    lines[at] = start + _keys()[by % len(_keys())].encode() + colon + value


def _enlarge(data: bytes, at: int, by: int) -> bytes:
    """Make the next number huge."""
    found = re.compile(rb"\d+").search(data, at)
    huge = [b"20", b"480", b"1000", b"28800", b"999999", b"0", b"0.0001", b"9" * 30, b"1e9"][by % 9]
    return data[: found.start()] + huge + data[found.end() :] if found else data


_GENTLE = [_enlarge, *map(_lines, (_double, _move, _indent, _drop, _revalue, _revalue, _rekey))]
_WILD = [_flip, _cut, _cut_short, _put_in, _splice]


@cache
def twisted(wild: bool) -> SearchStrategy[tuple[str, bytes]]:
    """Return a file of the corpus with a few twists, and the folder it belongs in; only wild ones tear at letters."""
    places = st.integers(0, 8000)
    kinds = st.sampled_from([*_GENTLE, *_WILD] if wild else _GENTLE)
    twists = st.lists(st.tuples(kinds, places, places), min_size=1, max_size=5 if wild else 3)
    return st.tuples(st.sampled_from(corpus()), twists).map(_twist)


def _twist(drawn: tuple[tuple[str, bytes], list[tuple[Twist, int, int]]]) -> tuple[str, bytes]:
    (folder, data), twists = drawn
    for twist, at, by in twists:
        data = twist(data, at % (len(data) + 1), by)
    return folder, data


@cache
def files() -> SearchStrategy[tuple[str, bytes]]:
    """Return a file and the folder it is put in; half of them get far into the reader."""
    folders = st.sampled_from(list(KINDS))
    return st.one_of(
        twisted(wild=False),
        twisted(wild=False),
        st.tuples(st.just(""), likely().map(str.encode)),
        twisted(wild=True),
        st.tuples(folders, written().map(lambda text: text.encode(errors="replace"))),
        st.one_of(
            st.tuples(folders, st.text().map(lambda text: text.encode(errors="surrogatepass"))),
            st.tuples(folders, st.binary()),
            st.tuples(folders, written().map(lambda text: text.encode("utf-16", errors="replace"))),
        ),
    )
