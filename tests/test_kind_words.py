"""What a person reads: nothing that blames, one name for a thing, and what to do next."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app import paths

APP = Path(__file__).parent.parent / "app"
BLAMING = re.compile(
    r"\b(streaks?|fail(ed|ure|s)?|lazy|guilt\w*|shame\w*|should have|forg[eo]t\w*|overdue|too late|lapsed?|gave up"
    r"|behind schedule|missed (a|your|the)|broke your|not enough|bad day|invalid|illegal|oops)\b",
    re.IGNORECASE,
)
# What a thing was called elsewhere, and its one name.
OTHER_NAMES = {
    "hidden": "left out",
    "repetitions": "reps",
    "workout": "routine",
    "streak": "days in a row",
    "Sheet for a clinician": "Sheet to show",
    "Test the sound": "Test sound",
    "I did it without the app": "Add by hand",
    "pain diary": "pain summary",
    "Play from here": "Start from here",
}
ALLOWED = (
    "The disk failed to read or write {path}",  # the disk did
    "The workout {} of {}.",  # another program's word for its own
)


@cache
def said() -> tuple[str, ...]:
    """Return every sentence and label in the code, without docstrings and what is only logged."""
    return tuple(_said())


def _said() -> Iterator[str]:
    for path in sorted(APP.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        apart = {id(part) for node in ast.walk(tree) for part in _apart(node)}
        for node in ast.walk(tree):
            if id(node) in apart:
                continue
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            else:
                continue
            if (text[:1].isupper() or text.startswith("{}")) and text not in ALLOWED:
                yield text


def _apart(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what in a node is no text by itself: a docstring, what is logged, the pieces of a longer text."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log."):
        yield from ast.walk(node)
    if isinstance(node, ast.JoinedStr):
        yield from (part for part in ast.walk(node) if part is not node)


def test_there_is_much_to_read() -> None:
    assert len({*said()}) > 900


def test_nothing_blames() -> None:
    assert [text for text in said() if BLAMING.search(text)] == []


@pytest.mark.parametrize("folder", [paths.ROUTINES, paths.ASSETS / "texts"], ids=["routines", "texts"])
def test_nothing_that_is_bundled_blames(folder: Path) -> None:
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".toml") and path.stem != "sources"]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 100
    assert [line for line in lines if not line.startswith("#") and BLAMING.search(line)] == []


@pytest.mark.parametrize("other", OTHER_NAMES)
def test_a_thing_has_one_name(other: str) -> None:
    assert [text for text in said() if re.search(rf"\b{other}\b", text)] == [], f"it is called: {OTHER_NAMES[other]}"


def test_what_is_gone_or_cannot_be_is_followed_by_what_to_do() -> None:
    ends = re.compile(r"(is no longer there|cannot be (played|found|used|read|opened|written)( any more)?)\.$")
    assert [text for text in said() if ends.search(text)] == []
