"""What Qt has to say, in the log."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from app.faults.log import template
from app.ui.qt_messages import log_message


@pytest.mark.logs("Qt: ")
def test_a_warning_of_qts_is_logged_and_nothing_less(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg, QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg):
        log_message(kind, QMessageLogContext(), f"{kind.name}: cannot open {Path.home()}/my sciatica.yaml")

    assert [template(record) for record in caplog.records] == [
        "Qt: QtWarningMsg: cannot open ~/*.yaml",
        "Qt: QtCriticalMsg: cannot open ~/*.yaml",
    ]


@pytest.mark.logs("Qt: ")
def test_what_ends_the_process_is_also_told_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    log_message(QtMsgType.QtFatalMsg, QMessageLogContext(), "no platform plugin")

    assert capsys.readouterr().err == "no platform plugin\n"
