"""Cycles of garbage are collected on the thread of the window alone."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.ui.garbage import Collector


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    collector = Collector(qapp)
    yield collector
    collector.stop()
    collector.setParent(None)


def a_cycle(died_on: list[int]) -> None:
    """Make a widget-like thing that keeps itself, and note the thread on which it goes."""
    thing = QObject()
    thing.me = thing  # type: ignore[attr-defined]
    weakref.finalize(thing, lambda: died_on.append(threading.get_ident()))


def churn() -> None:
    """Allocate more than enough to set Python's own collector off."""
    keep = [[number] for number in range(20_000)]
    del keep


def test_a_worker_thread_collects_nothing_of_ours(collector: Collector) -> None:
    died_on: list[int] = []
    a_cycle(died_on)

    worker = threading.Thread(target=churn)
    worker.start()
    worker.join()
    assert died_on == []
    churn()
    keep = [[number] for number in range(5_000)]
    collector.collect()

    assert died_on == [threading.get_ident()]
    assert keep


def test_python_collects_by_itself_again_afterwards_where_it_did_before(qapp: QApplication) -> None:
    for before in (True, False):
        if before:
            gc.enable()
        collector = Collector(qapp)
        assert not gc.isenabled()
        collector.stop()

        assert gc.isenabled() == before
        collector.setParent(None)
        gc.disable()  # as it is in all tests
