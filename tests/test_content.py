"""The content lint: clean over what is bundled, and it sees each fault put in by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app import paths
from app.routine.catalog import load
from app.routine.texts import precautions, sources
from tests.content import bundled, faults, medicines

Edit = Callable[[Path], None]


def test_what_is_bundled_is_clean() -> None:
    assert [str(fault) for fault in bundled()] == []


def put(file: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put("exercises/chin-tuck.yaml", "cue: ", "cue: Take ibuprofen. "), "chin-tuck: 'ibuprofen' may not be named"),
        (put("exercises/chin-tuck.yaml", "sources: [", "sources: [NOBODY2030, "), "'NOBODY2030' is not listed"),
        (
            put("exercises/doorway-pec-stretch.yaml", "cue: ", f"cue: {'Lean gently through the door ' * 4}"),
            " s to say, and has 10.0 s at 66.0 s",
        ),
        (put("desk-reset.yaml", "title: Two-minute", "title: Nine-minute"), "'Nine-minute', and it takes 2 minutes"),
        (
            put("pursed-lip-session.yaml", "exercise: pursed-lip-breathing", "exercise: belly-breathing"),
            "is in no routine",
        ),
        (put("desk-reset.yaml", "exercise: chin-tuck", "exercise: chin-tuk"), "there is no exercise 'chin-tuk'"),
        (put("exercises/chin-tuck.yaml", "avoid_if: [", "avoid_if: [bad-luck, "), "there is no precaution 'bad-luck'"),
    ],
    ids=["a medicine", "a source", "a line too long", "minutes", "an exercise nobody does", "a slug", "a precaution"],
)
def test_a_fault_put_in_by_hand_is_told(tmp_path: Path, edit: Edit, told: str) -> None:
    folder = tmp_path / "routines"
    shutil.copytree(paths.ROUTINES, folder)
    edit(folder)
    catalog = load(folder, tmp_path / "nowhere", precautions(paths.ASSETS))
    assert any(told in str(fault) for fault in faults(catalog, sources(paths.ASSETS), {}))


def test_a_source_nobody_cites_is_told(tmp_path: Path) -> None:
    catalog = load(paths.ROUTINES, tmp_path, precautions(paths.ASSETS))
    listed = {*sources(paths.ASSETS), "LONELY2001"}
    assert [str(fault) for fault in faults(catalog, listed, {})] == [
        "sources.toml: 'LONELY2001' is listed and cited nowhere"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rub in some Voltarol first.",
        "A painkiller half an hour before helps.",
        "Use 200 mg.",
        "take two tablets",
        "Any muscle relaxant will do.",
        "Some flurbiprofen",
        "deep heat",
    ],
)
def test_medicines_doses_and_products_are_seen(text: str) -> None:
    assert list(medicines(text))


@pytest.mark.parametrize(
    "text",
    [
        "Thin bones (osteoporosis), long-term steroid tablets, or loss of height",
        "Blood thinners, easy bruising, or a current or past blood clot",
        "Take a breath. Take the pack off.",
        "Hold for 30 s, an arm away from the wall.",
    ],
)
def test_what_a_precaution_may_say_is_let_through(text: str) -> None:
    assert list(medicines(text)) == []
