"""Packs made to harm: each is refused whole, in one sentence, and nothing is written."""

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from app.expected import Expected
from app.sharing.arriving import Folders, UnfitError, taken_in
from app.sharing.opening import opened
from app.sharing.pack import MOST_FILES, MOST_PACK_BYTES, PackError, unpacked
from tests.routine.written import EXERCISE, routine_text
from tests.sharing.made import MANIFEST, NAMED, PNG, POSE, my_folder, pack_of, take_in, zipped

ROUTINE = routine_text("  - rest: 5 s\n")
LOST = routine_text("  - exercise: nowhere\n")
DAMAGED = "is damaged or was cut short; ask for it once more."
GOOD = {"unhunch.json": MANIFEST, "mine.yaml": ROUTINE}


def refused(data: bytes) -> str:
    """Return the one sentence with which a pack is refused."""
    with pytest.raises(PackError) as raised:
        unpacked(data, "x.unhunch")
    sentence = str(raised.value)
    assert sentence.startswith("x.unhunch ")
    assert sentence.isprintable()
    assert len(sentence) < 200
    assert sentence[:-1].count(". ") == 0
    assert sentence.endswith(".")
    return sentence.removeprefix("x.unhunch ")


def holding(name: str, data: str | bytes = ROUTINE, mode: int = 0) -> bytes:
    return zipped({"unhunch.json": MANIFEST, name: data}, mode=mode)


def test_a_pack_made_by_hand_with_any_zip_program_is_taken() -> None:
    assert [str(place) for place in unpacked(zipped(GOOD), "x").files] == ["mine.yaml"]
    stored = zipped({**GOOD, "exercises/": "", "exercises/a.yml": EXERCISE}, zipfile.ZIP_STORED)
    assert [str(place) for place in unpacked(stored, "x").files] == ["mine.yaml", "exercises/a.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        "../mine.yaml",
        "exercises/../../mine.yaml",
        "exercises/..",
        "..\\mine.yaml",
        "/mine.yaml",
        "/etc/passwd",
        "\\mine.yaml",
        "\\\\host\\share\\mine.yaml",
        "C:\\mine.yaml",
        "C:mine.yaml",
        "c:/mine.yaml",
    ],
)
def test_a_name_that_leads_out_of_its_folder_is_refused(name: str) -> None:
    assert refused(holding(name)).endswith("which leads out of its folder; nothing of it was taken.")


@pytest.mark.parametrize(
    "name",
    [
        "con.yaml",
        "exercises/nul.yaml",
        "exercises/com1.yaml",
        "exercises\\mine.yaml",
        "exercises//mine.yaml",
        "./mine.yaml",
        "mine.yaml/",
        "mine.yaml.",
        "mine.yaml ",
        " mine.yaml",
        "mine.yaml:stream",
        "~/mine.yaml",
        ".mine.yaml",
        "Mine.yaml",
        "mïne.yaml",
        "mine.exe",
        "mine",
        "pictures/mine.svg",
        "pictures/mine.yaml",
        "exercises/mine.png",
        "programmes/mine.yaml",
        "schema/routine.json",
        "exercises/in/mine.yaml",
        "other.unhunch",
        "other.zip",
        "__MACOSX/._mine.yaml",
        "exercises/" + 65 * "a" + ".yaml",
        "a" * 3000 + ".yaml",
        "\u202emine.yaml",
        "\x1b[31mmine.yaml",
    ],
)
def test_a_name_that_no_pack_has_is_refused(name: str) -> None:
    assert refused(holding(name)).endswith("which does not belong in a pack; nothing of it was taken.")


def test_a_name_with_an_end_in_its_middle_is_refused() -> None:
    data = holding("mine.yaml#.png").replace(b"mine.yaml#", b"mine.yaml\0")
    assert refused(data) == "holds “mine.yaml\\x00.png”, which does not belong in a pack; nothing of it was taken."


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK])
def test_a_link_or_a_device_is_refused(kind: int) -> None:
    sentence = refused(holding("mine.yaml", "/etc/passwd", mode=kind | 0o777))
    assert sentence == "holds “unhunch.json”, which is a link or a device; nothing of it was taken."


@pytest.mark.parametrize("second", ["mine.yaml", "mine.yml", "MINE.yaml", "Mine.YAML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_refused(second: str) -> None:
    out = io.BytesIO(zipped(GOOD))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(second, ROUTINE)
    assert refused(out.getvalue()) == f"holds “{second}” twice; nothing of it was taken."


def test_pictures_of_one_name_and_two_spellings_are_refused() -> None:
    pictures = {"pictures/mine.jpg": b"\xff\xd8\xff", "pictures/mine.jpeg": b"\xff\xd8\xff"}
    assert "“pictures/mine.jpeg” twice" in refused(zipped({**GOOD, **pictures}))


def test_a_folder_that_is_a_file_is_refused() -> None:
    assert "“exercises/”, which does not belong in a pack" in refused(holding("exercises/", "hidden"))


def test_a_zip_within_a_zip_is_refused() -> None:
    inner = zipped({"mine.yaml": bytes(1 << 20)})
    assert "other.zip" in refused(zipped({**GOOD, "other.zip": inner}))


def test_a_file_larger_than_a_routine_is_refused() -> None:
    text = os.urandom(1 << 20).hex()[: (1 << 20) + 1]  # which no zip makes much smaller
    assert refused(holding("mine.yaml", text)) == (
        "holds mine.yaml, which is larger than 1 MB; nothing of it was taken."
    )


def test_a_picture_larger_than_2_mb_or_of_another_kind_is_refused() -> None:
    large = PNG + os.urandom(2 << 20)
    assert "pictures/a.png, which is larger than 2 MB" in refused(zipped({**GOOD, "pictures/a.png": large}))
    for name, data in (("a.png", b"GIF89a"), ("a.jpg", PNG), ("a.webp", b"RIFF1234WAVE"), ("a.png", b"")):
        sentence = refused(zipped({**GOOD, f"pictures/{name}": data}))
        assert sentence == f"holds pictures/{name}, which is no such picture; nothing of it was taken."


BOMB = bytes(900_000)  # of which a zip makes a thousandth


def test_a_pack_that_unpacks_to_far_more_than_it_is_is_refused() -> None:
    bomb = zipped({"unhunch.json": MANIFEST, **{f"exercises/a{number}.yaml": BOMB for number in range(40)}})
    assert 100 * len(bomb) < 40 * len(BOMB) < 64 << 20
    assert refused(bomb) == "unpacks to far more than a pack holds; nothing of it was taken."


def test_no_more_than_64_mb_are_unpacked_however_large_the_pack() -> None:
    text = os.urandom(10_000).hex() * 52
    many = zipped({"unhunch.json": MANIFEST, **{f"exercises/a{number}.yaml": text for number in range(70)}})
    assert 100 * len(many) > len(text) * 70 > 64 << 20
    assert refused(many) == "unpacks to far more than a pack holds; nothing of it was taken."


def lying(data: bytes, told: int) -> bytes:
    """Return a pack whose headers say another length of the last file than it has."""
    changed = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        header = changed.rindex(signature)
        changed[header + at : header + at + 4] = struct.pack("<I", told)
    return bytes(changed)


@pytest.mark.parametrize("told", [0, 1, 10, 1 << 31, 0xFFFFFFFE])
def test_a_length_that_is_not_true_is_found_out(told: int) -> None:
    large = "unpacks to far more than a pack holds; nothing of it was taken."
    assert refused(lying(holding("exercises/a.yaml", BOMB), told)) == (large if told > len(BOMB) else DAMAGED)
    assert refused(lying(zipped(GOOD), told)) == DAMAGED


def test_files_that_share_the_same_bytes_are_counted_each_by_itself() -> None:
    """A bomb may list one run of bytes many times over."""
    out = bytearray(zipped({"unhunch.json": MANIFEST, "exercises/a.yaml": BOMB, "exercises/b.yaml": BOMB}))
    first, second = (out.index(f"exercises/{name}.yaml".encode()) - 30 for name in "ab")
    entry = out.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<I", out, entry + 42) == (second,)
    struct.pack_into("<I", out, entry + 42, first)
    assert refused(bytes(out)) == "unpacks to far more than a pack holds; nothing of it was taken."


def test_ten_thousand_files_are_not_even_listed() -> None:
    many = zipped({"unhunch.json": MANIFEST, **{f"exercises/a{number}.yaml": "" for number in range(10_000)}})
    assert refused(many) == f"holds more than {MOST_FILES} files and was not opened; a pack has a few."


def test_a_pack_of_more_than_32_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.unhunch"
    with path.open("wb") as file:
        file.truncate(MOST_PACK_BYTES + 1)
    with pytest.raises(PackError, match=r"x\.unhunch is larger than 32 MB and was not opened"):
        opened(path)


def test_what_is_no_file_or_cannot_be_read_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, told in ((tmp_path, "is no ordinary file"), (tmp_path / "pipe", "is no ordinary file")):
        with pytest.raises(PackError, match=told):
            opened(path)
    for path in (tmp_path / "nothing", Path("a\0b"), tmp_path / ("a" * 5000)):
        with pytest.raises(PackError, match="cannot be read"):
            opened(path)


def test_a_pack_with_a_password_is_refused() -> None:
    changed = bytearray(zipped(GOOD))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.rindex(signature) + at] |= 1
    assert refused(bytes(changed)) == "is locked with a password; ask for it without one."


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_costs_much_memory_is_refused(method: int) -> None:
    assert refused(zipped(GOOD, method)).startswith("is a zip file, but no pack")
    out = io.BytesIO(zipped({"unhunch.json": MANIFEST}))
    with zipfile.ZipFile(out, "a", method) as archive:
        archive.writestr("mine.yaml", ROUTINE)
    assert refused(out.getvalue()).endswith("which does not belong in a pack; nothing of it was taken.")


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ('{"unhunch": 2}', "was made by a newer Unhunch; update this one to open it."),
        ('{"unhunch": 2, "holds": {"more": "of it"}}', "was made by a newer Unhunch; update this one to open it."),
        (
            '{"unhunch": 0}',
            "is a zip file, but no pack of Unhunch: its unhunch.json is missing or cannot be read; "
            "choose another file.",
        ),
        ('{"unhunch": true}', "is a zip file, but no pack"),
        ('{"unhunch": "1"}', "is a zip file, but no pack"),
        ('{"unhunch": 1e400}', "is a zip file, but no pack"),
        ("{}", "is a zip file, but no pack"),
        ("[1]", "is a zip file, but no pack"),
        ("", "is a zip file, but no pack"),
        ("[" * 100_000, "is a zip file, but no pack"),
        ('{"unhunch": 1, "x": ' + "[" * 100_000, "is a zip file, but no pack"),
        ('{"unhunch": 1, "holds": ["other.yaml"]}', "does not hold what its list says; ask for it once more."),
        ('{"unhunch": 1, "holds": []}', "does not hold what its list says; ask for it once more."),
        ('{"unhunch": 1, "holds": [1]}', "is a zip file, but no pack"),
        (b"\xff\xfe", "is a zip file, but no pack"),
        (" " * (1 << 20) + MANIFEST, "is a zip file, but no pack"),
    ],
)
def test_what_a_pack_says_of_itself_has_to_hold(manifest: str | bytes, told: str) -> None:
    assert refused(zipped({**GOOD, "unhunch.json": manifest})).startswith(told)


def test_a_newer_pack_is_told_as_newer_whatever_else_is_in_it() -> None:
    newer = zipped({"unhunch.json": '{"unhunch": 2, "app": "9.0"}', "sounds/bell.ogg": "Ogg"})
    assert refused(newer).startswith("was made by a newer Unhunch")


@pytest.mark.parametrize("data", [b"", b"schema: 1\n", PNG, b"\x1f\x8b\x08", b"Rar!", bytes(100)])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert refused(data) == "is no .unhunch file; choose one that Unhunch exported."


def test_a_zip_without_a_list_or_without_files_is_refused() -> None:
    assert refused(zipped({"mine.yaml": ROUTINE})).startswith("is a zip file, but no pack of Unhunch")
    assert refused(zipped({})).startswith("is a zip file, but no pack of Unhunch")
    assert refused(zipped({"unhunch.json": MANIFEST})) == "holds no routine."


def test_a_pack_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    whole = pack_of(my_folder(tmp_path / "mine"))
    told = [refused(whole[:length]) for length in range(len(whole))]
    assert set(told[:2]) == {"is no .unhunch file; choose one that Unhunch exported."}
    assert set(told[2:]) == {DAMAGED}


# --- what is in the files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"mine.yaml": "[" * 100}, ["mine.yaml:1:9: is nested more than 8 deep; use fewer levels"]),
        ({"mine.yaml": b"\xff\xfe\x00"}, ["mine.yaml:1:1: is not UTF-8 text; save the file as UTF-8"]),
        (
            {
                "mine.yaml": routine_text("  - exercise: nowhere\n"),
                "exercises/a.yaml": NAMED.format("A") + "easier: b\n",
            },
            [
                "exercises/a.yaml:11:9: there is no exercise 'b'; look for a misspelling",
                "mine.yaml:6:15: there is no exercise 'nowhere'; look for a misspelling",
            ],
        ),
        ({"poses/nobody.yaml": POSE}, ["poses/nobody.yaml:1:1: there is no exercise 'nobody' for this pose"]),
    ],
)
def test_all_that_is_wrong_in_any_file_is_said_and_nothing_taken(
    tmp_path: Path, files: dict[str, str | bytes], told: list[str]
) -> None:
    good = {"unhunch.json": MANIFEST, "good.yaml": ROUTINE}
    with pytest.raises(UnfitError) as raised:
        take_in(zipped({**good, **files}), tmp_path / "mine")
    lines = [str(problem) for problem in raised.value.problems]
    assert [line[: len(begun)] for line, begun in zip(lines, told, strict=False)] == told
    assert "nothing of it was taken" in str(raised.value)
    assert not (tmp_path / "mine").exists()


def test_a_limit_holds_in_what_others_made(tmp_path: Path) -> None:
    held = {"unhunch.json": MANIFEST, "exercises/a.yaml": EXERCISE.replace("20 s", "90 s")}
    with pytest.raises(UnfitError) as raised:
        take_in(zipped(held), tmp_path / "mine")
    assert "a stretch hold of 1 min 30 s is outside the limit" in str(raised.value.problems[0])


# --- whatever the bytes ----------------------------------------------------------------------------------------------

Change = Callable[[bytearray], None]


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Some bytes set otherwise, put in or taken out, near the places that tell of the rest or anywhere."""
    edits = draw(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 8)), min_size=1, max_size=6))

    def change(data: bytearray) -> None:
        for where, new, taken in edits:
            at = int(where * len(data))
            data[at : at + taken] = new

    return change


@given(change=changes(), deflated=st.booleans())
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=200, database=None)
def test_changed_bytes_are_refused_or_harmless_and_nothing_of_what_is_refused_is_written(
    tmp_path: Path, change: Change, deflated: bool
) -> None:
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    data = bytearray(zipped({**GOOD, "exercises/a.yaml": EXERCISE, "pictures/a.png": PNG}, method))
    whole = set(unpacked(bytes(data), "x.unhunch").files.values())
    change(data)
    here = Folders(tmp_path / "none", tmp_path / "mine", frozenset())
    try:
        arrival = taken_in(unpacked(bytes(data), "x.unhunch"), here, lambda _: {})
        assert set(arrival.files.values()) <= whole  # what may change unseen is a name, or a time
    except Expected as error:
        event("refused")
        told = str(error)
        assert told.isprintable(), told
    assert list(tmp_path.iterdir()) == []
