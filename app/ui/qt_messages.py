"""What Qt has to say goes into the log: it is about code, screens and files, and nothing a person could act on."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.faults import Foreign

log = logging.getLogger(__name__)


@contextmanager
def logged_qt_messages() -> Iterator[None]:
    """Log Qt's warnings until the block is left; what ends the process is also told on standard error."""
    before = qInstallMessageHandler(log_message)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def log_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Log one message of Qt's."""
    if kind is QtMsgType.QtFatalMsg:  # Qt aborts the process next
        print(text, file=sys.stderr)
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        log.warning("Qt: %s", Foreign(text))
