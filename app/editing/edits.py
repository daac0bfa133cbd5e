"""Small changes to a file's text: each gives the text a person would have made of it, and touches nothing else.

A place is named by keys and numbers from 0, as in `("steps", 2, "hold")`. Values are plain: text as one would type it
(`"20 s"`), lists and dicts of such. Each change is checked by reading what came of it: where it says anything else than
was asked for, NotEditableError is raised and nothing is changed.
"""

from app.editing.lines import Entry, Splice, ended, shifted, spliced
from app.editing.pieces import cleaned, in_brackets, item, pair, scalar
from app.editing.places import (
    At,
    Items,
    Keys,
    Leaf,
    NotEditableError,
    Place,
    Plain,
    found,
    inside,
    places,
    plain,
)
from app.editing.saying import cleared, inserted, moved, put, rounded, unrounded
from app.editing.sheet import Sheet
from app.editing.written import order_for
from app.routine.nodes import UnreadableError

Splices = list[Splice]
_BRACKETS = "There are comments beside what is written in brackets here; write each step on a line of its own first."


def set_value(text: str, at: At, value: Plain) -> str:
    """Return the text with a value at a place, and with the keys on the way there where they are missing.

    A new key is put where it belongs among those there are. In a list or a group that is there already, only what
    differs is changed.
    """
    value = cleaned(value)
    sheet = Sheet(text)
    wanted = put(plain(sheet.root), at, value)
    for depth in range(len(at) + 1):
        place = found(sheet.root, at[:depth])
        if depth == len(at):
            return _checked(_overwritten(sheet, at, place, value), wanted)
        if inside(place, at[depth]) is None:
            for part in reversed(at[depth + 1 :]):
                value = {part: value}
            return _checked(_added(sheet, at[: depth + 1], place, value), wanted)
    raise AssertionError


def clear(text: str, at: At) -> str:
    """Return the text without a key, and without the key that held it where that would hold nothing any more."""
    sheet = Sheet(text)
    while len(at) > 1 and isinstance(at[-2], str) and len(_pairs(sheet, at[:-1])) == 1:
        at = at[:-1]
    if at[-1] not in [key.text for key, _ in _pairs(sheet, at[:-1])]:
        return text
    return _checked(spliced(text, _taken(sheet, at)), cleared(plain(sheet.root), at))


def insert(text: str, at: At, value: Plain) -> str:
    """Return the text with an item put into a list: `at` is the list and the number it will have there."""
    value = cleaned(value)
    sheet = Sheet(text)
    wanted = inserted(plain(sheet.root), at, value)
    return _checked(spliced(text, _put_in(sheet, at, value)), wanted)


def remove(text: str, at: At) -> str:
    """Return the text without an item of a list; rounds with no step left go too."""
    sheet = Sheet(text)
    found(sheet.root, at)
    at = _emptied(sheet, at)
    return _checked(spliced(text, _taken(sheet, at)), cleared(plain(sheet.root), at))


def move(text: str, at: At, to: At) -> str:
    """Return the text with an item elsewhere in its list or in another; `to` ends with the item it will stand before.

    Places are those of the text as it is. Comments that belong to the item go with it; rounds with no step left go too.
    """
    if to[: len(at)] == at or to == (*at[:-1], _number(at) + 1):
        return text  # where it is already
    sheet = Sheet(text)
    said = plain(found(sheet.root, at))
    goes = _emptied(sheet, at, to)
    wanted = moved(plain(sheet.root), at, to, goes)
    text = spliced(text, _put_in(sheet, to, said, sheet.lines_of(at)))
    return _checked(spliced(text, _taken(Sheet(text), _after_insert(goes, to))), wanted)


def duplicate(text: str, at: At) -> str:
    """Return the text with an item a second time, after itself. The comment above it stays one."""
    sheet = Sheet(text)
    said, after = plain(found(sheet.root, at)), (*at[:-1], _number(at) + 1)
    wanted = inserted(plain(sheet.root), after, said)
    return _checked(spliced(text, _put_in(sheet, after, said, sheet.lines_of(at, with_lead=False))), wanted)


def into_rounds(text: str, at: At, steps: int, rounds: int) -> str:
    """Return the text with so many steps, from `at` on, put into rounds."""
    sheet = Sheet(text)
    wanted = rounded(plain(sheet.root), at, steps, str(rounds))
    outer, number = found(sheet.root, at[:-1]), _number(at)
    if not isinstance(outer, Items) or outer.flow:
        raise NotEditableError(
            "What is written in brackets cannot be put into rounds; write each step on its own line."
        )
    first, last = sheet.entries(outer)[number], sheet.entries(outer)[number + steps - 1]
    margin, in_by = " " * sheet.column(first.start), 2 + sheet.style.hyphen
    head = f"{margin}- rounds: {rounds}{sheet.line_end}{margin}  steps:{sheet.line_end}"
    start = first.begin if first.inline else first.lead
    body = shifted(" " * (len(margin) if first.inline else 0) + text[start : last.after], in_by)
    return _checked(spliced(text, [Splice(start, last.after, (head + body)[len(margin) * first.inline :])]), wanted)


def out_of_rounds(text: str, at: At) -> str:
    """Return the text with the steps of some rounds in place of the rounds."""
    sheet = Sheet(text)
    wanted = unrounded(plain(sheet.root), at)
    inner = found(sheet.root, (*at, "steps"))
    outer = sheet.entry(at)
    if not isinstance(inner, Items) or inner.flow or outer is None:
        raise NotEditableError("What is written in brackets cannot be taken apart; write each step on its own line.")
    entries = sheet.entries(inner)
    after = outer.after if inner.end == outer.end else entries[-1].after
    lines = text[entries[0].lead : after] if not entries[0].inline else sheet.lines_of((*at, "steps", 0))
    body = shifted(lines, sheet.column(outer.start) - sheet.column(inner.start))
    body = body[sheet.column(outer.start) :] if outer.inline else body
    return _checked(spliced(text, [Splice(outer.begin, outer.after, body)]), wanted)


# --- how it is done --------------------------------------------------------------------------------------------------


def _number(at: At) -> int:
    if not at or not isinstance(at[-1], int):
        raise NotEditableError("What was to be changed is not in a list.")
    return at[-1]


def _checked(text: str, wanted: Plain) -> str:
    """Return the text where it says what is wanted, however odd the text was that it is made of."""
    try:
        said = plain(places(text))
    except UnreadableError as error:
        raise NotEditableError(f"This cannot be done: the file then {error.what}; {error.remedy}.") from None
    if said != wanted:
        raise NotEditableError("This part of the file is written in a way only a text editor can change.")
    return text


def _pairs(sheet: Sheet, at: At) -> list[tuple[Leaf, Place]]:
    place = found(sheet.root, at)
    return place.pairs if isinstance(place, Keys) else []


def _after_insert(at: At, new: At) -> At:
    """Return where a thing is once there is a new item in some list."""
    level = len(new) - 1
    number = at[level] if at[:level] == new[:level] else None
    return (*at[:level], number + 1, *at[level + 1 :]) if isinstance(number, int) and number >= _number(new) else at


def _emptied(sheet: Sheet, at: At, to: At = ()) -> At:
    """Return what goes when an item goes: the rounds around it where it is the only step, and none is put into them."""
    while len(at) > 2 and at[-2] == "steps" and isinstance(at[-3], int):
        steps = found(sheet.root, at[:-1])
        if not isinstance(steps, Items) or len(steps.items) > 1 or to[:-1][: len(at) - 2] == at[:-2]:
            break
        at = at[:-2]
    return at


# --- values ----------------------------------------------------------------------------------------------------------


def _overwritten(sheet: Sheet, at: At, old: Place, value: Plain) -> str:
    said = plain(old)
    if said == value:
        return sheet.text
    if isinstance(old, Keys) and isinstance(value, dict) and value and old.pairs:
        return _keys_overwritten(sheet.text, at, said, value)
    if isinstance(old, Items) and isinstance(value, list) and value and old.items:
        return _items_overwritten(sheet.text, at, [plain(one) for one in old.items], value)
    return spliced(sheet.text, _rewritten(sheet, at, old, value))


def _keys_overwritten(text: str, at: At, said: Plain, value: dict[str, Plain]) -> str:
    for key, one in value.items():
        text = set_value(text, (*at, key), one)
    for key in said:
        if key not in value:
            text = clear(text, (*at, key))
    return text


def _items_overwritten(text: str, at: At, said: list[Plain], value: list[Plain]) -> str:
    """Change only what differs between what is the same at the beginning and what is at the end."""
    same = next((n for n, (a, b) in enumerate(zip(said, value, strict=False)) if a != b), min(len(said), len(value)))
    most = min(len(said), len(value)) - same
    tail = next((n for n in range(most) if said[-1 - n] != value[-1 - n]), most)
    old, new = len(said) - tail, len(value) - tail
    for number in range(same, min(old, new)):
        text = set_value(text, (*at, number), value[number])
    for number in range(old, new):
        text = insert(text, (*at, number), value[number])
    for number in reversed(range(new, old)):
        text = _checked_removal(text, (*at, number))
    return text


def _checked_removal(text: str, at: At) -> str:
    sheet = Sheet(text)
    return _checked(spliced(text, _taken(sheet, at)), cleared(plain(sheet.root), at))


def _rewritten(sheet: Sheet, at: At, old: Place, value: Plain) -> Splices:
    """Put a value where another stands: on its line where it fits there, else in place of the whole entry."""
    if not at:
        raise NotEditableError("A whole file is not changed at once.")
    entry = sheet.entry(at)
    if entry is None:
        quote = old.style if isinstance(old, Leaf) else ""
        new = scalar(value, quote, in_brackets=True) if isinstance(value, str) else in_brackets(value)
        return [Splice(old.start, old.end, " " * (old.start == old.end) + new)]
    if isinstance(old, Leaf) and isinstance(value, str):
        before = sheet.text[: old.start]
        gap = "" if before[-1:].isspace() else " "
        return [Splice(old.start, old.end, gap * (old.start == old.end) + scalar(value, old.style))]
    lines = pair(str(at[-1]), value, sheet.style) if isinstance(at[-1], str) else item(value, sheet.style)
    column = sheet.column(entry.start)
    return [Splice(entry.start, entry.end, sheet.written(lines, column)[column:].removesuffix(sheet.line_end))]


def _added(sheet: Sheet, at: At, place: Place, value: Plain) -> str:
    key = at[-1]
    if isinstance(place, Items):
        return insert(sheet.text, (*at[:-1], len(place.items)), value)
    if not isinstance(key, str) or (isinstance(place, Leaf) and place.text):
        raise NotEditableError("What was to be changed is not there any more; look at the file again.")
    if isinstance(place, Leaf) or not place.pairs:
        return spliced(sheet.text, _rewritten(sheet, at[:-1], place, {key: value}))
    before = _predecessor([name.text for name, _ in place.pairs], key)
    if place.flow:
        return spliced(sheet.text, [_added_in_braces(place, before, f"{scalar(key)}: {in_brackets(value)}")])
    entries = sheet.entries(place)
    before = len(entries) - 1 if before < 0 and entries[0].inline else before
    lines = sheet.written(pair(key, value, sheet.style), sheet.column(entries[0].start))
    return spliced(sheet.text, [_lines_between(sheet, entries, before + 1, lines)])


def _predecessor(keys: list[str], key: str) -> int:
    """Return after which of the keys a new one comes: -1 for before them all."""
    order = order_for([*keys, key])
    if key not in order:
        return len(keys) - 1
    earlier = set(order[: order.index(key)])
    return max((number for number, one in enumerate(keys) if one in earlier), default=-1)


def _added_in_braces(place: Keys, before: int, piece: str) -> Splice:
    if before < 0:
        at = place.pairs[0][0].start
        return Splice(at, at, f"{piece}, ")
    at = place.pairs[before][1].end
    return Splice(at, at, f", {piece}")


# --- items -----------------------------------------------------------------------------------------------------------


def _put_in(sheet: Sheet, at: At, value: Plain, lines: str = "") -> Splices:
    """Put an item into a list: as it is written in `lines`, its hyphen at the margin, or else anew."""
    place, number = found(sheet.root, at[:-1]), _number(at)
    if not isinstance(place, Items):
        raise NotEditableError("What was to be changed is not in a list.")
    if not place.items:
        return _first_item(sheet, at[:-1], place, value)
    if place.flow:
        if "#" in lines:
            raise NotEditableError(_BRACKETS)
        last = number >= len(place.items)
        where = place.items[-1].end if last else place.items[number].start
        return [Splice(where, where, f", {in_brackets(value)}" if last else f"{in_brackets(value)}, ")]
    entries = sheet.entries(place)
    column = sheet.column(place.start)
    new = shifted(lines, column) if lines else sheet.written(item(value, sheet.style), column)
    return [_lines_between(sheet, entries, number, new)]


def _first_item(sheet: Sheet, at: At, place: Items, value: Plain) -> Splices:
    entry = sheet.entry(at)
    if entry is None or not isinstance(at[-1], str):
        return [Splice(place.start, place.end, f"[{in_brackets(value)}]")]
    lines = sheet.written(pair(at[-1], [value], sheet.style), sheet.column(entry.start))
    rest = lines.partition(sheet.line_end)[2]
    if not rest:  # a list that is written in brackets
        return [Splice(place.start, place.end, f"[{in_brackets(value)}]")]
    begin = place.start - (sheet.text[place.start - 1] == " ")
    below = sheet.lines.below(place.end)
    gap = "" if below == 0 or sheet.text[:below].endswith(sheet.line_end) else sheet.line_end
    return [
        Splice(begin, place.end, ""),
        Splice(below, below, gap + (rest.removesuffix(sheet.line_end) if gap else rest)),
    ]


def _lines_between(sheet: Sheet, entries: list[Entry], number: int, lines: str) -> Splice:
    """Put whole lines before an entry, apart from the others where those stand apart."""
    gaps = [sheet.lines.blank_below(one.after) > one.after for one in entries[:-1]]
    apart = sheet.line_end if gaps and all(gaps) else ""
    if number == 0 and entries[0].inline:
        margin = sheet.column(entries[0].start)
        return Splice(entries[0].start, entries[0].start, lines[margin:] + apart + " " * margin)
    if number == 0:
        return Splice(entries[0].lead, entries[0].lead, lines + apart)
    where = entries[min(number, len(entries)) - 1].after
    if (
        where == len(sheet.text) and ended(sheet.text, sheet.line_end) != sheet.text
    ):  # the file's last line does not end
        return Splice(where, where, sheet.line_end + apart + lines.removesuffix(sheet.line_end))
    return Splice(where, where, apart + lines)


def _taken(sheet: Sheet, at: At) -> Splices:
    """Take an item or a key out, and one of the blank lines it leaves."""
    parent = sheet.parent(at)
    entry = sheet.entry(at)
    if isinstance(parent, Items):
        number, spans = _number(at), [(one.start, one.end) for one in parent.items]
    else:
        number = next(n for n, (key, _) in enumerate(parent.pairs) if key.text == at[-1])
        spans = [(key.start, value.end) for key, value in parent.pairs]
    if entry is None:
        return _taken_from_brackets(sheet.text, spans, number)
    if len(spans) == 1:
        return _last_taken(sheet, at, parent, entry)
    entries = sheet.entries(parent)
    if entry.inline:
        return [_first_taken(sheet, entry, entries[1])]
    start, end = entry.lead, entry.after
    if number == len(spans) - 1:
        return [Splice(max(sheet.lines.blank_above(start), entries[number - 1].after), end, "")]
    above = number == 0 or sheet.lines.blank_above(start) < start
    return [Splice(start, sheet.lines.blank_below(end) if above else end, "")]


def _taken_from_brackets(text: str, spans: list[tuple[int, int]], number: int) -> Splices:
    """Take out an item and the comma beside it; where there is a comment between, nothing but these."""
    start, end = spans[number]
    is_last = number == len(spans) - 1
    if is_last and number == 0:
        return [Splice(start, end, "")]
    low, high = (spans[number - 1][1], start) if is_last else (end, spans[number + 1][0])
    gap = text[low:high]
    if "#" not in gap:
        return [Splice(low, end, "") if is_last else Splice(start, high, "")]
    comma = low + gap.index(",")
    if "#" in text[low:comma]:
        raise NotEditableError(_BRACKETS)
    return [Splice(start, end, ""), Splice(comma, comma + 1, "")]


def _first_taken(sheet: Sheet, entry: Entry, second: Entry) -> Splice:
    """Take out what begins behind the hyphen of what it is in; the next takes its place, or the comment above that."""
    if not sheet.text[entry.after : second.start].strip():
        return Splice(entry.start, second.start, "")
    line = sheet.text[: entry.start].rstrip(" ")
    return Splice(len(line), entry.after, sheet.line_end)


def _last_taken(sheet: Sheet, at: At, parent: Items | Keys, entry: Entry) -> Splices:
    """Leave brackets or braces with nothing in them."""
    empty = "[]" if isinstance(parent, Items) else "{}"
    holder = sheet.parent(at[:-1]) if len(at) > 1 else None
    if entry.inline or not isinstance(holder, Keys):
        return [Splice(parent.start, parent.end, empty)]
    key = holder.pairs[holder.index(str(at[-2])) or 0][0]
    colon = sheet.text.index(":", key.end) + 1
    return [Splice(colon, colon, f" {empty}"), Splice(entry.lead, entry.after, "")]
