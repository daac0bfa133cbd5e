"""Other slugs in routine and exercise files, and not a letter else: comments, order and spacing stay."""

from collections.abc import Iterator, Mapping

from app.routine.nodes import LINE_END, Node, Scalar, Sequence, tree
from app.routine.nodes import Mapping as Keys

_NAMING = frozenset({"exercise", "swap", "warm", "cool", "easier"})  # keys whose value is an exercise's slug


class NotRenamedError(Exception):
    """A slug is written in a way that cannot be changed in its place."""


def renamed(text: str, slugs: Mapping[str, str]) -> str:
    """Return a file's text with exercises called by their new slugs.

    Raises NotRenamedError, or UnreadableError where the text is not YAML.
    """
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    named = {(one.line, one.column): one.text.strip() for one in _names(tree(text)) if one.text.strip() in slugs}
    for (line, column), slug in sorted(named.items(), reverse=True):
        at = starts[line - 1] + column - 1
        at += text[at : at + 1] in ("'", '"')
        if not text.startswith(slug, at):
            raise NotRenamedError(slug)
        text = text[:at] + slugs[slug] + text[at + len(slug) :]
    return text


def _names(node: Node) -> Iterator[Scalar]:
    """Yield each place where a slug of an exercise stands."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _names(item)
    elif isinstance(node, Keys):
        for key, value in node.pairs:
            if key.text == "swaps" and isinstance(value, Keys):
                yield from (one for pair in value.pairs for one in pair if isinstance(one, Scalar))
            elif isinstance(value, Scalar):
                yield from [value] if key.text in _NAMING else []
            else:
                yield from _names(value)
