"""What holds for every test: no screen is needed, and a warning that nobody expected fails the test."""

import gc
import logging
import os
import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# How long making examples takes says how busy the machine is, not what is right.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

if TYPE_CHECKING:
    from app.history.store import Store
    from tests.history.decade import Decade

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any test makes a QApplication


_COLLECT_EVERY = 25  # tests
_finished = 0


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the long trials, which are too long for every day."""
    parser.addoption("--soak", action="store_true", help="run the long trials at full length")


@pytest.fixture
def soak(request: pytest.FixtureRequest) -> bool:
    """Whether the long trials are asked for at full length."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def decade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple["Store", "Decade"]]:
    """A history of ten years, to be read and not written, and what was written in it."""
    from app.history.store import open_store
    from tests.history.decade import write

    with closing(open_store(tmp_path_factory.mktemp("decade") / "history.db")) as store:
        yield store, write(store)


def pytest_configure() -> None:
    """Collect garbage between tests alone, as the app does between events: in mid-paint it may take what is painted."""
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Collect now and then, when no test runs."""
    global _finished
    _finished += 1
    if _finished % _COLLECT_EVERY == 0:
        gc.collect()


class _Warnings(logging.Handler):
    """Keeps what is logged as a warning or worse, from whichever thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail the test on a logged warning, save those its `logs` marks name; and on a named one that never came."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
    patterns = [str(mark.args[0]) for mark in item.iter_markers("logs")]
    unexpected = [said for said in handler.said if not any(re.search(p, said) for p in patterns)]
    missing = [p for p in patterns if not any(re.search(p, said) for said in handler.said)]
    assert not unexpected, f"logged, and not expected: {unexpected}"
    assert not missing, f"expected to be logged, and was not: {missing}"
