"""Workrave's `exercises.xml`: exercises with title and description in many languages, a time, and pictures in turn."""

import re
from collections import Counter
from typing import NoReturn
from xml.etree.ElementTree import Element, fromstring
from xml.parsers import expat

from app.sharing.elsewhere.drafting import LONGEST_NAME, Draft, guess, lines, listed, plain, within
from app.sharing.pack import Pack, PackError

PROGRAM = "Workrave"
MOST_ELEMENTS, DEEPEST = 50_000, 8
MOST_EXERCISES = 200
_USUAL_S, _LONGEST_S = 15.0, 28_800.0  # Workrave's own, where a file gives no time
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]([A-Z]{2}))?")
_KNOWN = {
    "exercise": {"title", "description", "sequence"},
    "sequence": {"duration", "image"},
    "image": {"src", "duration", "mirrorx"},
    "title": {_LANG},
    "description": {_LANG},
}


def read(data: bytes, name: str, language: str = "en") -> Pack:
    """Return the exercises of a file and one routine of them all, in its order. Raises PackError."""
    root = _root(data, name)
    found = [one for one in root if one.tag == "exercise"]
    if root.tag != "exercises" or not found:
        raise PackError(f"{name} holds no exercises of Workrave; choose its exercises.xml.")
    if len(found) > MOST_EXERCISES:
        raise PackError(f"{name} holds more than {MOST_EXERCISES} exercises and was not taken; use a part of it.")
    draft = Draft(PROGRAM, "workrave")
    steps = [slug for one in found if (slug := _exercise(one, draft, language))]
    if steps:
        title = f"Exercises from {PROGRAM}"
        purpose = f"All exercises of {plain(name, 200)}, in its order."
        spoken = [_text(one, "title", language)[1] for one in found]
        about = {"language": max(spoken, key=spoken.count), "title": title, "purpose": purpose, "setting": "chair"}
        draft.routine("", {**about, "steps": [{"exercise": slug} for slug in steps]})
    _tell(found, draft, len(steps))
    return draft.pack(name)


def _root(data: bytes, name: str) -> Element:
    """Return the tree of an XML file that declares nothing of its own: no entities, so nothing grows as it is read."""
    no_xml = PackError(f"{name} is no XML file, or was cut short; ask for it once more.")
    depth = elements = 0

    def declares(*_: object) -> NoReturn:
        raise PackError(f"{name} declares a document type, which its exercises do not need; nothing of it was taken.")

    def begins(*_: object) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST or elements > MOST_ELEMENTS:
            raise PackError(f"{name} holds more than exercises need; nothing of it was taken.")

    def ends(_: str) -> None:
        nonlocal depth
        depth -= 1

    guard = expat.ParserCreate()
    guard.StartDoctypeDeclHandler = declares
    guard.EntityDeclHandler = declares
    guard.StartElementHandler = begins
    guard.EndElementHandler = ends
    try:
        guard.Parse(data, True)
        return fromstring(data)
    except (expat.ExpatError, SyntaxError, ValueError, LookupError):
        raise no_xml from None


def _exercise(one: Element, draft: Draft, language: str) -> str | None:
    """Write an exercise and return its slug; None where it has no title or no words."""
    title, spoken_in = _text(one, "title", language)
    said = lines(_text(one, "description", language)[0])
    if not plain(title) or not said:
        draft.notes.append(f"Left out: {plain(title, 60) or 'an exercise'}, as it has no words to go by.")
        return None
    kind, areas = guess(_text(one, "title", "en")[0], _text(one, "description", "en")[0])
    sequence = one.find("sequence")
    time_s = _seconds(sequence.get("duration", "") if sequence is not None else "")
    mirrored = _is_mirrored(sequence)
    time_s = within(time_s / 2 if mirrored else time_s, kind, areas, title, draft.notes)
    about = {
        "language": spoken_in,
        "name": plain(title, LONGEST_NAME),
        "kind": kind,
        "areas": areas,
        "position": "seated",
        "sides": "each" if mirrored else "both",
        "dose": {"time": f"{time_s:g} s"},
        "instructions": said,
        "cue": said[0],
        "sources": [PROGRAM],
    }
    return draft.exercise(title, about)


def _text(one: Element, tag: str, language: str) -> tuple[str, str]:
    """Return what an element says in a language, and which it is: else English, which stands without a mark."""
    texts = {_language(child.get(_LANG, "en")): child.text or "" for child in one.findall(tag)}
    wanted = _language(language)
    for known in (wanted, wanted[:2], "en"):
        if known in texts:
            return texts[known], known
    return next(((text, known) for known, text in texts.items()), ("", "en"))


def _language(mark: str) -> str:
    """Return `pt_BR` as `pt-BR`, and what is no such code without what follows its first letters."""
    match = _LANGUAGE.match(mark)
    return "-".join(part for part in match.groups() if part) if match else "en"


def _seconds(text: str) -> float:
    return min(float(text), _LONGEST_S) if re.fullmatch(r"[0-9]{1,9}", text) else _USUAL_S


def _is_mirrored(sequence: Element | None) -> bool:
    """Tell whether the pictures show one side and then, mirrored, the other for as long."""
    times: Counter[bool] = Counter()
    for image in sequence.findall("image") if sequence is not None else ():
        times[image.get("mirrorx") == "yes"] += int(_seconds(image.get("duration", "1")))
    return 0 < times[True] == times[False]


def _tell(found: list[Element], draft: Draft, count: int) -> None:
    draft.notes.insert(0, f"{count} exercises were taken from {PROGRAM}, with their words and times.")
    draft.notes.append("Guessed from their words: kinds and areas, and that they are done seated; look them over.")
    if pictures := sum(1 for one in found for _ in one.iter("image")):
        draft.notes.append(f"Left out: {pictures} picture{'s' * (pictures > 1)}, and when each is shown.")
    if sides := sum(_is_mirrored(one.find("sequence")) for one in found):
        draft.notes.append(f"{sides} with mirrored pictures are done for half the time on each side.")
    strange = {plain(word, 40) for one in found for part in one.iter() for word in _unknown(part)}
    if strange:
        draft.notes.append(f"Left out, as it is not known here: {listed(strange)}.")


def _unknown(part: Element) -> set[str]:
    known = _KNOWN.get(part.tag, set())
    return {word for word in (*part.attrib, *(child.tag for child in part)) if word not in known}
