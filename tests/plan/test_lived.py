"""Forty days of somebody's plan, told day by day in files a person can read."""

import os
from pathlib import Path

import pytest

from app.plan.events import Missed
from app.routine.catalog import usable
from tests.routine.written import bundled

from .lived import told

GOLDEN = Path(__file__).parent.parent / "golden" / "plan"


@pytest.mark.parametrize("missed", ["shift", "skip"])
def test_a_programme_lived_through_is_its_golden_file(missed: Missed) -> None:
    golden = GOLDEN / f"forty-days-{missed}.txt"
    text = "\n".join(told(usable(bundled().programmes), missed)) + "\n"
    if os.environ.get("UNHUNCH_ACCEPT") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text.splitlines() == golden.read_text(encoding="utf-8").splitlines()
