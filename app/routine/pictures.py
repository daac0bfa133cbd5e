"""A person's own picture of an exercise: a file in `pictures/` that is called as the exercise is, as its pose is too.

Only what a picture may be is known here. It is drawn elsewhere.
"""

import re
from pathlib import Path

FOLDER = "pictures"
MOST_PICTURE_BYTES = 2 << 20
SIGNATURES = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
SAME_ENDINGS = {".jpeg": ".jpg"}  # which are told as the other
ENDINGS = (*SIGNATURES, *SAME_ENDINGS)


def is_picture(data: bytes, ending: str) -> bool:
    """Tell whether bytes begin as a picture of that ending does. No more of it is looked at here."""
    return SIGNATURES[SAME_ENDINGS.get(ending, ending)].match(data) is not None


def ending_of(data: bytes) -> str | None:
    """Return the ending of the picture that bytes begin as; None where they begin as none that is taken."""
    return next((ending for ending, signature in SIGNATURES.items() if signature.match(data)), None)


def pictures_in(mine: Path) -> dict[str, Path]:
    """Return the person's pictures by the exercise each is for; of several for one, the first by its ending."""
    found: dict[str, Path] = {}
    for ending in reversed(ENDINGS):
        found |= {path.stem: path for path in (mine / FOLDER).glob(f"*{ending}")}
    return found


def picture_of(slug: str, mine: Path) -> Path | None:
    """Return the person's picture of an exercise; None where there is none."""
    paths = (mine / FOLDER / f"{slug}{ending}" for ending in ENDINGS)
    return next((path for path in paths if path.is_file()), None)
