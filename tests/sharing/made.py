"""A person's folder with routines of their own, and packs of every kind."""

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from app import paths
from app.routine.catalog import Catalog, load
from app.sharing.arriving import Arrival, Choice, Choices, Clash, Folders, taken_in
from app.sharing.leaving import own_files
from app.sharing.pack import packed, unpacked
from app.sharing.writing import write
from tests.routine.written import CODES, EXERCISE, put

PNG = b"\x89PNG\r\n\x1a\n" + b"not looked at any further"
MANIFEST = '{"unhunch": 1}'
POSE = "schema: 1\nview: front\nbase: standing\n"
ROUTINE = """\
schema: 1
language: en
title: From my physio
purpose: Six weeks of this.
swaps:
  heel-raise: chin-tuck
steps:
  - exercise: knee-press  # every day
    hold: 15 s
  - rounds: 2
    steps:
      - exercise: 'heel-raise'
      - exercise: chin-tuck
        swap: "knee-press"
"""
NAMED = EXERCISE.replace("name: Mine", "name: {}")


def my_folder(folder: Path) -> Path:
    """Make a routine of two exercises of one's own, one with a pose and a picture, and others beside it."""
    put(folder, ROUTINE, "physio.yaml")
    put(folder, NAMED.format("Knee press") + "easier: heel-raise\n", "exercises/knee-press.yaml")
    put(folder, NAMED.format("Heel raise"), "exercises/heel-raise.yaml")
    put(folder, NAMED.format("Not in it"), "exercises/other.yaml")
    put(folder, POSE, "poses/knee-press.yaml")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "knee-press.png").write_bytes(PNG)
    return folder


def folders(mine: Path) -> Folders:
    return Folders(paths.ROUTINES, mine, frozenset(CODES))


def catalog(mine: Path) -> Catalog:
    return load(paths.ROUTINES, mine, CODES)


def pack_of(mine: Path, *slugs: str) -> bytes:
    """Return the pack of routines in a folder."""
    return packed(own_files(slugs or ("physio",), catalog(mine), mine))


def take_in(data: bytes, mine: Path, choice: Choice = "mine", **by_slug: Choice) -> Arrival:
    """Take a pack in as a person would, with the same answer to every question but those by slug."""

    def answer(clashes: tuple[Clash, ...]) -> Choices:
        return {clash: by_slug.get(clash.slug.replace("-", "_"), choice) for clash in clashes}

    arrival = taken_in(unpacked(data, "theirs.unhunch"), folders(mine), answer)
    write(arrival, folders(mine))
    return arrival


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED, mode: int = 0) -> bytes:
    """Return a zip as somebody else might make it; `mode` is what stands in for a file's mode."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = method, (mode or stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)
    return out.getvalue()


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder, hidden ones too, but not the schemas that are put beside them."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith("schema/")}
