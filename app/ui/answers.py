"""Answers from another thread, brought back to the screen's own."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.expected import Expected

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

log = logging.getLogger(__name__)


class Answers(QObject):
    """Calls back on the thread it lives on when a future is done, whatever thread that was on."""

    _arrived = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._hand_over)

    def when(self, future: "Future[T]", then: Callable[[T], object], otherwise: Callable[[Exception], object]) -> None:
        """Call `then` with the result, or `otherwise` with what went wrong."""

        def done(future: "Future[T]") -> None:
            self._arrived.emit(future, then, otherwise)

        future.add_done_callback(done)

    def _hand_over(
        self, future: "Future[Any]", then: Callable[[Any], object], otherwise: Callable[[Exception], object]
    ) -> None:
        error = future.exception()
        if error is None:
            then(future.result())
        elif isinstance(error, Exception):
            if not isinstance(error, Expected):
                log.error("something asked for could not be had", exc_info=error)
            otherwise(error)
