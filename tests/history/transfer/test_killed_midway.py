"""Killed in the middle of a merge, an import, a restoring: it was done as a whole, or nothing of it was."""

import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.history.store import open_store
from app.history.transfer.leaving import export_json
from app.history.transfer.merging import import_json, merge
from tests.history.damages import PAGE, a_crash_leaves, a_filled_history
from tests.history.made import a_session
from tests.history.test_versions import contents_of

if sys.platform == "win32":
    pytest.skip("a process that dies when it is told to needs fork and signals", allow_module_level=True)

from tests.history.dying import MOMENT
from tests.history.test_killed_midway import killed, names, opened, opened_contents

LONGEST = 60 * PAGE


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A history closed by a crash, and another machine's, with much that stands in both and some that differs."""
    folder = tmp_path / "template"
    folder.mkdir()
    a_filled_history(folder / "history.db")
    shutil.copy(folder / "history.db", folder / "other.db")
    with closing(open_store(folder / "other.db")) as store:
        store.rate("session-003", pain_after=2, note="better")
        for n in range(30):
            store.begin(a_session(f"theirs-{n}", note="y" * 600))
        export_json(store, folder / "other.json")
    a_crash_leaves(folder / "history.db", lambda store: store.begin(a_session("in the log alone")))
    return folder


@pytest.mark.parametrize("name", ["merge_it", "import_it"])
def test_what_comes_in_is_there_as_a_whole_or_not_at_all(template: Path, tmp_path: Path, soak: bool, name: str) -> None:
    before = opened_contents(template, tmp_path)
    done = Path(shutil.copytree(template, tmp_path / "done"))
    with closing(opened(done)) as store:
        take_in, file = {"merge_it": (merge, "other.db"), "import_it": (import_json, "other.json")}[name]
        take_in(store, done / file, MOMENT.date())
    after = contents_of(done / "history.db")
    assert len(after["sessions"]) == len(before["sessions"]) + 30
    ends = {"before": 0, "after": 0}
    for folder in killed(name, template, tmp_path / "killed", LONGEST, soak):
        with closing(opened(folder)) as store:
            assert store.remark == ""
        now = contents_of(folder / "history.db")
        assert now in (before, after)
        ends["after" if now == after else "before"] += 1
        shutil.rmtree(folder)
    assert ends["before"]
    assert ends["after"] or not soak


def test_a_history_is_replaced_as_a_whole_or_not_at_all(template: Path, tmp_path: Path, soak: bool) -> None:
    before, after = opened_contents(template, tmp_path), contents_of(template / "other.db")
    ends = {"before": 0, "after": 0}
    for folder in killed("restore_it", template, tmp_path / "killed", LONGEST, soak):
        with closing(opened(folder)):
            pass
        now = contents_of(folder / "history.db")
        assert now in (before, after)
        ends["after" if now == after else "before"] += 1
        assert not [name for name in names(folder) if ".restoring-" in name]
        if now == after:
            aside = folder / f"history-replaced-{MOMENT:%Y-%m-%d-%H%M}.db"
            with closing(open_store(aside)):
                pass
            assert contents_of(aside) == before
        shutil.rmtree(folder)
    assert ends["before"]
    assert ends["after"] or not soak
