"""A pack: a routine with its own exercises, poses and pictures as plain files in one zip.

What comes from elsewhere is not believed. Names are held against the few that may be, and what is inflated is counted
as it comes, whatever the headers say of it.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from app import __version__
from app.expected import Expected
from app.paths import visible
from app.routine.files import is_slug
from app.routine.nodes import MOST_BYTES
from app.routine.pictures import FOLDER, MOST_PICTURE_BYTES, SAME_ENDINGS, SIGNATURES, is_picture

EDITION = 1  # of the form of packs
MANIFEST = "unhunch.json"
MOST_PACK_BYTES = 32 << 20
MOST_FILES = 500
MOST_TEXT_BYTES = MOST_BYTES  # which the reader reads
MOST_UNPACKED_BYTES = 64 << 20
MOST_TIMES_LARGER = 100  # than the zip itself; text comes to 5, and only what is meant to burst to more
MOST_MANIFEST_BYTES = 256 << 10

Kind = Literal["routine", "exercise", "pose", "picture"]
FOLDERS: dict[Kind, str] = {"routine": "", "exercise": "exercises", "pose": "poses", "picture": FOLDER}

_ENDINGS = {".yml": ".yaml", **SAME_ENDINGS}  # which are told as the other
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # what Windows takes for no file, whatever its ending
_LEADS_OUT = re.compile(r"[/\\]|.*(?:^|[/\\])\.\.(?:[/\\]|$)|[A-Za-z]:", re.DOTALL)
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)


class PackError(Expected):
    """A pack that is not taken, or cannot be made."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a file stands in a pack, and in a routine folder."""

    kind: Kind
    slug: str
    ending: str = ".yaml"

    def __str__(self) -> str:
        folder = FOLDERS[self.kind]
        return f"{folder}/{self.slug}{self.ending}" if folder else f"{self.slug}{self.ending}"


@dataclass(frozen=True)
class Pack:
    """The files of a pack, and what could not be carried over into it from another program's form."""

    name: str
    files: Mapping[Place, bytes]
    notes: tuple[str, ...] = ()


class _Edition(msgspec.Struct, frozen=True):
    unhunch: int


class _Manifest(_Edition, frozen=True):
    unhunch: Literal[1]
    app: str = ""  # who made it; for people who look
    holds: tuple[str, ...] | None = None  # one made by hand may leave it out


def place_of(name: str) -> Place | None:
    """Return the place a name stands for; None where no pack has a file of that name."""
    folder, slash, file = name.rpartition("/")
    stem, dot, ending = file.rpartition(".")
    ending = _ENDINGS.get(dot + ending, dot + ending)
    kind = next((kind for kind, one in FOLDERS.items() if one == folder and bool(one) == bool(slash)), None)
    fits = ending in SIGNATURES if kind == "picture" else ending == ".yaml"
    if kind is None or not fits or not is_slug(stem) or _DEVICE.fullmatch(stem):
        return None
    return Place(kind, stem, ending)


# --- out -------------------------------------------------------------------------------------------------------------


def packed(files: Mapping[Place, bytes]) -> bytes:
    """Return the files as one zip, the same bytes for the same files. Raises PackError where they are too much."""
    by_name = {str(place): files[place] for place in sorted(files)}
    manifest = {"unhunch": EDITION, "app": __version__, "holds": list(by_name)}
    told = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:  # as they are: bytes that another library would not deflate otherwise
        for name, data in {MANIFEST: told, **by_name}.items():
            info = zipfile.ZipInfo(name)  # of 1980, so that no clock is in it
            info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)
    return out.getvalue()


# --- in --------------------------------------------------------------------------------------------------------------


def is_zip(data: bytes) -> bool:
    """Tell whether bytes begin as a zip file does."""
    return data.startswith(b"PK")


def unpacked(data: bytes, name: str) -> Pack:
    """Return what a pack holds; whether its files can be used is another matter. `name` is the file's.

    Raises PackError, in one sentence, where anything about it is not as it should be.
    """
    shown = visible(name)
    if not is_zip(data):
        raise PackError(f"{shown} is no .unhunch file; choose one that Unhunch exported.")
    if data.count(b"PK\x01\x02") > MOST_FILES + len(FOLDERS):  # before its list is read: each file has one of these
        raise PackError(f"{shown} holds more than {MOST_FILES} files and was not opened; a pack has a few.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _pack(archive, shown, min(MOST_UNPACKED_BYTES, MOST_TIMES_LARGER * len(data)))
    except _DAMAGE:
        raise PackError(f"{shown} is damaged or was cut short; ask for it once more.") from None


def _pack(archive: zipfile.ZipFile, shown: str, most_bytes: int) -> Pack:
    infos = archive.infolist()
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise PackError(f"{shown} is locked with a password; ask for it without one.")
    manifest = _manifest(archive, shown)
    places = list(_places(infos, shown))
    if manifest.holds is not None and sorted(manifest.holds) != sorted(info.orig_filename for info, _ in places):
        raise PackError(f"{shown} does not hold what its list says; ask for it once more.")
    if not places:
        raise PackError(f"{shown} holds no routine.")
    files: dict[Place, bytes] = {}
    for info, place in places:
        data = _inflated(archive, info, place, shown, most_bytes)
        most_bytes -= len(data)
        files[place] = data
    return Pack(shown, files)


def _manifest(archive: zipfile.ZipFile, shown: str) -> _Manifest:
    """Return what a pack says of itself, first of all: a newer edition may hold what this one would not take."""
    no_pack = (
        f"{shown} is a zip file, but no pack of Unhunch: its {MANIFEST} is missing or cannot be read; "
        "choose another file."
    )
    info = next((one for one in archive.infolist() if one.orig_filename == MANIFEST), None)
    if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackError(no_pack)
    with archive.open(info) as file:
        data = file.read(MOST_MANIFEST_BYTES)
    try:
        if msgspec.json.decode(data, type=_Edition).unhunch > EDITION:
            raise PackError(f"{shown} was made by a newer Unhunch; update this one to open it.")
        return msgspec.json.decode(data, type=_Manifest)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise PackError(no_pack) from None


def _places(infos: list[zipfile.ZipInfo], shown: str) -> Iterator[tuple[zipfile.ZipInfo, Place]]:
    """Yield each file with its place; folders by themselves are passed over."""
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename  # as it stands there: the other is cut at a NUL
        told = visible(name if len(name) <= 60 else name[:59] + "…")
        if _LEADS_OUT.match(name):
            raise PackError(f"{shown} holds “{told}”, which leads out of its folder; nothing of it was taken.")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise PackError(f"{shown} holds “{told}”, which is a link or a device; nothing of it was taken.")
        if name.rstrip("/") in FOLDERS.values() and name.endswith("/") and not info.file_size:
            continue
        place = place_of(name)
        if name.casefold() in seen or (place and str(place) in seen):
            raise PackError(f"{shown} holds “{told}” twice; nothing of it was taken.")
        seen |= {name.casefold(), str(place)}
        if name == MANIFEST:
            continue
        if place is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackError(f"{shown} holds “{told}”, which does not belong in a pack; nothing of it was taken.")
        yield info, place


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place, shown: str, most_in_all: int) -> bytes:
    """Return a file's bytes. No more is ever inflated than may be, and one byte to tell that there is more."""
    most = MOST_PICTURE_BYTES if place.kind == "picture" else MOST_TEXT_BYTES
    with archive.open(info) as file:
        data = file.read(min(most, most_in_all) + 1)
    if len(data) > most:
        raise PackError(f"{shown} holds {place}, which is larger than {most >> 20} MB; nothing of it was taken.")
    if len(data) > most_in_all:
        raise PackError(f"{shown} unpacks to far more than a pack holds; nothing of it was taken.")
    if len(data) != info.file_size:
        raise zipfile.BadZipFile
    if place.kind == "picture" and not is_picture(data, place.ending):
        raise PackError(f"{shown} holds {place}, which is no such picture; nothing of it was taken.")
    return data
