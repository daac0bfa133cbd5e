"""The page about sharing says what the code does."""

import json
import re
from pathlib import Path

from app.cli import _parser
from app.routine.pictures import MOST_PICTURE_BYTES
from app.sharing.pack import (
    FOLDERS,
    MANIFEST,
    MOST_FILES,
    MOST_PACK_BYTES,
    MOST_TEXT_BYTES,
    MOST_TIMES_LARGER,
    MOST_UNPACKED_BYTES,
    place_of,
    unpacked,
)
from tests.routine.written import EXERCISE, routine_text
from tests.sharing.made import PNG, zipped

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sharing.md").read_text(encoding="utf-8")


def test_its_figures_are_the_code_s() -> None:
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (\d.*) \|$", PAGE, re.MULTILINE))
    assert rows == {
        "the file itself": f"{MOST_PACK_BYTES >> 20} MB",
        "files in it": f"{MOST_FILES}",
        "a text": f"{MOST_TEXT_BYTES >> 20} MB",
        "a picture": f"{MOST_PICTURE_BYTES >> 20} MB, and it has to be what its name says",
        "everything unpacked": f"{MOST_UNPACKED_BYTES >> 20} MB, and {MOST_TIMES_LARGER} times the file itself",
    }


def test_its_names_have_a_place() -> None:
    names = re.findall(r"^\| `([a-z./-]+)` \| ", PAGE, re.MULTILINE)
    places = [place_of(name) for name in names if "." in name and name != MANIFEST and "xml" not in name]
    assert [place.kind for place in places if place] == list(FOLDERS)


def test_its_example_is_a_list_that_is_taken() -> None:
    [told] = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    held: dict[str, str | bytes] = {
        "exercises": EXERCISE,
        "pictures": PNG,
        "my-routine.yaml": routine_text("  - rest: 5 s\n"),
    }
    files = {name: held[name.split("/")[0]] for name in json.loads(told)["holds"]}
    assert len(unpacked(zipped({MANIFEST: str(told), **files}), "x").files) == 3


def test_its_commands_can_be_called() -> None:
    commands = re.findall(r"^unhunch (.*?)(?: +#.*)?$", PAGE, re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        assert _parser().parse_args(command.split()).command
    for word in re.findall(r"`(--[a-z]+[a-z -]*)`", PAGE):
        assert _parser().parse_args(["import", *word.split(), "x"])
