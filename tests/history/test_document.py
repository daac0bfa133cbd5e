"""docs/history-database.md against a real file: its columns, and the answers to its questions."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import app
from app.history import diary
from app.history.corrections import correct
from app.history.diary import CheckIn, Marker
from app.history.store import Store, open_store
from app.plan.events import Change

from .made import a_clock, a_session, a_step, at

DOCUMENT = Path(app.__file__).parent.parent / "docs" / "history-database.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sh\n(.*?)\n```\n\n```text\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def a_few_days(tmp_path: Path) -> Iterator[Store]:
    """Three sessions of two days; the file stays open, as it is while Unhunch runs."""
    store = open_store(tmp_path / "history.db", now=a_clock())
    ended = {"ended_utc": at(30), "outcome": "completed"}
    store.begin(a_session("1", played_s=123.0, pain_before=4, pain_after=3, **ended))
    store.begin(a_session("2", played_s=120.0, pain_before=5, pain_after=3, day="2026-03-02", **ended))
    warm = {"routine_id": "warm-pack-15", "title": "Warm pack, 15 minutes", "areas": ("upper back",)}
    store.begin(a_session("3", played_s=900.0, pain_before=5, pain_after=4, day="2026-03-02", **warm, **ended))
    for position, (exercise, side, done_s, outcome) in enumerate(
        [
            ("neck-side", "left", 20.0, "done"),
            ("neck-side", "right", 20.0, "done"),
            ("neck-side", "left", 12.5, "partial"),
            ("chin-tuck", "both", 20.0, "done"),
            ("chin-tuck", "both", 0.0, "skipped"),
        ]
    ):
        name = {"neck-side": "Neck side stretch", "chin-tuck": "Chin tucks"}[exercise]
        changes = {"session_id": "1", "position": position, "side": side, "done_s": done_s, "outcome": outcome}
        store.put_step(a_step(f"step-{position}", exercise_id=exercise, name=name, **changes))
    pack = {"exercise_id": "warm-pack", "name": "Warm pack", "kind": "heat", "areas": ("upper back",), "side": "both"}
    store.put_step(a_step("pack", session_id="3", started_utc=at(1440), **pack))
    correct(store, "1", pain_after=2, note="Stiff in the morning.")
    for number, (neck, ease) in enumerate(((5, 3), (4, 6))):
        markers = (Marker("Lift my child", ease),)
        told = {"pain": {"neck": neck, "upper back": 3}, "markers": markers}
        day = {"at_utc": at(10_080 * number), "utc_offset_s": 3600, "day": f"2026-03-{1 + 7 * number:02}"}
        diary.put(store, CheckIn(id=f"check-in-{number}", **day, **told))  # type: ignore[arg-type]
    yield store
    store.close()


def test_every_table_and_column_is_described_and_no_other(store: Store) -> None:
    described = {
        table: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
        for table, part in re.findall(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    }
    real = {
        table.name: [*table.columns_dict]
        for table in store.db.tables
        if not table.name.startswith(("_", "session_search_"))
    }
    real |= {view.name: [*view.columns_dict] for view in store.db.views}
    assert described == real


@pytest.mark.usefixtures("a_few_days")
@pytest.mark.parametrize(("command", "answer"), QUESTIONS)
def test_each_question_has_the_answer_that_is_printed(tmp_path: Path, command: str, answer: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "sqlite-utils"
    ended = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""
    assert ended.stdout == answer


def test_every_kind_of_change_of_the_plan_is_described_with_what_is_in_it() -> None:
    [part] = re.findall(r"^### `plan_events`\n(.*?)(?=^### )", TEXT, re.MULTILINE | re.DOTALL)
    described = {
        kind: re.findall(r"`(\w+)`", rest)
        for kind, rest in re.findall(r"^- `([\w ]+)`(.*?)(?=^- |^$|\Z)", part, re.MULTILINE | re.DOTALL)
    }
    real = {str(change.__struct_config__.tag): [*change.__struct_fields__] for change in get_args(Change)}
    assert described == real


def test_there_are_questions() -> None:
    assert len(QUESTIONS) == 15


@pytest.mark.usefixtures("a_few_days")
@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 command is not installed")
def test_the_plain_command_reads_and_copies_the_file_while_it_is_open(tmp_path: Path) -> None:
    def sqlite3(*arguments: str) -> str:
        return subprocess.run(["sqlite3", *arguments], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert sqlite3("history.db", "SELECT count(*) FROM sessions") == "3\n"
    sqlite3("history.db", ".backup copy.db")
    assert sqlite3("copy.db", "SELECT count(*) FROM steps") == "6\n"
