"""PySide6 6.12.0 on Python 3.11 gives away a reference to None at every call that returns nothing."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"

CALLS = 20_000  # 6.12.0 aborts after some 5,000
# The calls stand bare: a comparison with None drops its reference without ever asking if it was the last, so
# `assert thing.setObjectName("") is None` outlives the fault.
CHILD = f"""
from PySide6.QtCore import QObject

thing = QObject()
made = 0
for _ in range({CALLS}):
    thing.setObjectName("")
    made += 1
print(made)
"""


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="only Python 3.11 is struck")
def test_many_calls_that_return_nothing_do_not_end_the_process() -> None:
    child = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=False, timeout=60)
    assert (child.returncode, child.stdout.strip()) == (0, str(CALLS)), child.stderr[-500:]


@pytest.mark.parametrize(
    ("python", "pyside", "allowed"),
    [
        ("3.11", "6.11.3", True),
        ("3.11", "6.12.0", False),
        ("3.11", "6.12.1", False),
        ("3.11", "6.13.0", False),
        ("3.12", "6.12.0", True),
        ("3.13", "6.12.0", True),
        ("3.14", "6.12.0", True),
        ("3.14", "7.0.0", False),
    ],
)
def test_the_struck_pyside_is_kept_from_python_3_11_alone(python: str, pyside: str, allowed: bool) -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    asked = [Requirement(line) for line in project["dependencies"]]
    here = [
        requirement.specifier
        for requirement in asked
        if requirement.name == "PySide6"
        and (requirement.marker is None or requirement.marker.evaluate({"python_version": python}))
    ]
    assert here, f"no PySide6 is asked for on Python {python}"
    assert all(specifier.contains(pyside) for specifier in here) is allowed
