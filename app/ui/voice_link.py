"""The way to the program that speaks: lines of JSON through its input and output."""

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

LEAVE_MS = 500  # it has nothing to do but be quiet

SPEAKING = (sys.executable, "-P", str(Path(__file__).with_name("speaking.py")))


class VoiceLink(QObject):
    """Starts the program, sends what is to be done and says what it answers. Never waits, save to close."""

    heard = Signal(object)  # a dict
    ended = Signal()  # by itself, or because it could not be started

    def __init__(self, parent: QObject | None = None, command: tuple[str, ...] = SPEAKING) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.stateChanged.connect(self._look)
        self._command = command

    def start(self) -> None:
        """Start the program."""
        self._process.start(self._command[0], list(self._command[1:]))

    def send(self, message: dict[str, Any]) -> None:
        """Have it do something. What it can no longer hear is dropped."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.write(json.dumps(message).encode() + b"\n")

    def close(self) -> None:
        """End it: by the end of its input, or else by force."""
        process = self._process
        process.stateChanged.disconnect(self._look)
        process.readyReadStandardOutput.disconnect(self._read)
        if process.state() != QProcess.ProcessState.NotRunning:
            process.closeWriteChannel()
            if not process.waitForFinished(LEAVE_MS):
                process.kill()
                process.waitForFinished(LEAVE_MS)
        self.deleteLater()

    def _read(self) -> None:
        while self._process.canReadLine():
            self.heard.emit(json.loads(bytes(self._process.readLine().data())))

    def _look(self, state: QProcess.ProcessState) -> None:
        if state == QProcess.ProcessState.NotRunning:
            self.ended.emit()
