"""Plain values as the YAML a person would write: words bare where they can be, short lists in brackets, no line folded.

New pieces are written by ruamel.yaml, in the indent of the file they go into. It is imported at the first piece.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any

from app.editing.places import Items, Keys, Place, Plain
from app.routine.nodes import Mapping, Scalar, Sequence, UnreadableError, tree

# lists of words stand on their key's line; lists of sentences, and of steps, have a line for each
_IN_BRACKETS = {"areas", "equipment", "avoid_if", "sources", "breath", "props", "swap_with", "raise_in_order"}
_SIDES = {"right", "left"}
_TAKEN_FOR_OTHERS = {"yes", "no", "on", "off", "null", "~"}  # by other programs that read YAML
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class Style:
    """How far a file puts keys in under a key, and hyphens."""

    keys: int = 2
    hyphen: int = 2


def style_of(root: Place, column: Callable[[int], int]) -> Style:
    """Return how a file is indented: as its first group and its first list are; else as the bundled files are."""
    keys: list[int] = []
    hyphens: list[int] = []
    to_see = [root]
    for place in to_see:
        if isinstance(place, Items):
            to_see.extend(place.items)
        elif isinstance(place, Keys) and not place.flow:
            for key, value in place.pairs:
                if isinstance(value, Keys | Items) and not value.flow:
                    (keys if isinstance(value, Keys) else hyphens).append(column(value.start) - column(key.start))
                to_see.append(value)
    return Style(max(1, next(iter(keys), 2)), max(0, next(iter(hyphens), 2)))


def cleaned(value: Plain) -> Plain:
    """Return a value as it can stand in a file: each text on one line, and nothing in it that no file may hold."""
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    kept = (one for one in " ".join(value.split()) if unicodedata.category(one) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def scalar(text: str, quote: str = "", *, in_brackets: bool = False) -> str:
    """Return one piece of text as it is written, in the quotes it had (`quote`) or in none where it needs none."""
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if quote != '"' and _may_be_bare(text, in_brackets):
        return text
    return _serialized(_node("k", {"k": text}, quoted=True), Style()).removeprefix("k: ").rstrip("\n")


def in_brackets(value: Plain) -> str:
    """Return a value as it is written within brackets, on one line."""
    if isinstance(value, str):
        return scalar(value, in_brackets=True)
    return _serialized(_node("", {"k": value}, flow=True), Style())[len("{k: ") : -len("}\n")]


def pair(key: str, value: Plain, style: Style) -> str:
    """Return a key with its value as whole lines, beginning at the margin."""
    return _serialized(_node("", {key: value}), style)


def item(value: Plain, style: Style) -> str:
    """Return an item of a list as whole lines, its hyphen at the margin."""
    if isinstance(value, str):
        return f"- {scalar(value)}\n"
    lines = _serialized(_node("", value), style).splitlines(keepends=True)
    return "- " + "  ".join(lines)


def _may_be_bare(text: str, in_brackets: bool) -> bool:
    """Tell whether a text needs no quotes: whether we read back what was written."""
    if text.lower() in _TAKEN_FOR_OTHERS:
        return False
    try:
        read = tree(f"k: [{text}]\n" if in_brackets else f"k: {text}\n")
    except UnreadableError:
        return False
    value = read.pairs[0][1] if isinstance(read, Mapping) and len(read.pairs) == 1 else None
    if in_brackets and isinstance(value, Sequence):
        value = value.items[0] if len(value.items) == 1 else None
    return isinstance(value, Scalar) and value.text == text and text[:1] not in ("'", '"', "|", ">", "&")


def _node(key: str, value: Plain, *, flow: bool = False, quoted: bool = False) -> Any:
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
    from ruamel.yaml.resolver import VersionedResolver

    if isinstance(value, str):
        if quoted or not _may_be_bare(value, flow):
            return ScalarNode(f"{_TAG}str", value, style='"')
        # with the tag that others give it, it needs no quotes to show that it is text
        return ScalarNode(VersionedResolver(version=(1, 2)).resolve(ScalarNode, value, (True, False)), value)
    if isinstance(value, list):
        flow = flow or not value or (key in _IN_BRACKETS and not any(isinstance(one, dict) for one in value))
        return SequenceNode(f"{_TAG}seq", [_node("", one, flow=flow) for one in value], flow_style=flow)
    flow = flow or not value or value.keys() <= _SIDES
    pairs = [
        (_node("", str(name), flow=flow), _node(name, one, flow=flow, quoted=quoted)) for name, one in value.items()
    ]
    return MappingNode(f"{_TAG}map", pairs, flow_style=flow)


def _serialized(node: Any, style: Style) -> str:
    from ruamel.yaml import YAML

    yaml = YAML(pure=True)
    yaml.width = 1 << 30
    yaml.indent(mapping=style.keys, sequence=style.hyphen + 2, offset=style.hyphen)
    written = StringIO()
    yaml.serialize(node, written)
    return written.getvalue()
