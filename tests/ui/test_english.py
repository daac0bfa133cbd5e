"""Names of days and months stay English on a desktop of another language, in the window and on the sheet."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SAY = """
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import SimpleNamespace

def say(_):
    print(f"{date(2026, 3, 2):%A %B %a %b}")
    raise SystemExit
"""
_WINDOW = """
from app.ui.running import run
run(say, None, None, None, ExitStack())
"""
_SHEET = """
from app.ui.sheet.report_file import write_report
class Catalog:
    exercises = property(say)
write_report(None, Path(), None, Catalog(), Path(), "woman")
"""
_QT_ALONE = """
from PySide6.QtGui import QGuiApplication
qt = QGuiApplication([])
say(qt)
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the surroundings of a program are on a German desktop."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/de_DE").exists():
        pytest.skip("a locale cannot be made here")
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", folder / "de_DE.UTF-8"], check=True)
    return {**os.environ, "LOCPATH": str(folder), "LC_ALL": "de_DE.UTF-8", "PYTHONIOENCODING": "utf-8"}


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (_WINDOW, "Monday March Mon Mar"),
        (_SHEET, "Monday March Mon Mar"),
        (_QT_ALONE, "Montag März Mo Mär"),  # else the others show nothing
    ],
    ids=["window", "sheet", "Qt alone"],
)
def test_days_and_months_have_english_names(german: dict[str, str], start: str, said: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _SAY + start], env=german, capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.strip() == said
