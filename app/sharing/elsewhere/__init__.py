"""What other programs keep, as exercises and a routine of ours: their text, their times, and what is left out."""

import msgspec

from app.paths import visible
from app.sharing.elsewhere import entracte, feeel, workrave
from app.sharing.pack import Pack, PackError

MOST_BYTES = 4 << 20


def is_one(data: bytes) -> bool:
    """Tell whether bytes may be a file of another program: XML or a JSON object."""
    return _begun(data) in (b"<", b"{")


def read(data: bytes, name: str, language: str = "en") -> Pack:
    """Return what another program's file holds. Its text is taken in `language` where it has several.

    Raises PackError, in one sentence.
    """
    shown = visible(name)
    if len(data) > MOST_BYTES:
        raise PackError(f"{shown} is larger than {MOST_BYTES >> 20} MB and was not opened.")
    if _begun(data) == b"<":
        return workrave.read(data, shown, language)
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise PackError(f"{shown} is no JSON file, or was cut short; ask for it once more.") from None
    return feeel.read(raw, shown) if "fullWorkout" in raw else entracte.read(raw, shown)


def _begun(data: bytes) -> bytes:
    return data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
