"""A whole desktop: beside bus and sound a screen with a window manager, the accessibility bus and a speech server."""

import os

from tests.desktop.programs import until
from tests.desktop.session import SINK, Session, answers

WORDS = "words"  # where the speech server is heard, apart from the cues
_SCREEN = "1280x900x24"
_SPEECH = """\
AudioOutputMethod "pulse"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
DefaultLanguage "en"
"""


class Desktop(Session):
    """Windows open on a screen here, and what is in them can be found by its name."""

    def open(self) -> None:
        super().open()
        self._add_output()
        self._start_screen()
        self._start_speech()
        self.environ |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")

    def _add_output(self) -> None:
        self.output_of("pactl", "load-module", "module-null-sink", f"sink_name={WORDS}")
        self.output_of("pactl", "set-default-sink", SINK)

    def _start_screen(self) -> None:
        """Start an X server on the first free display, and a window manager."""
        here, there = os.pipe()
        server = self.start(
            "Xvfb", "-displayfd", str(there), "-screen", "0", _SCREEN, "-nolisten", "tcp", "-noreset", keep_open=there
        )
        os.close(there)
        with os.fdopen(here) as told:
            number = told.readline().strip()
        assert number, f"there is no screen: {server.printed}"
        self.environ["DISPLAY"] = f":{number}"
        self.start("openbox", "--sm-disable")
        until(lambda: self.done("xdotool", "get_desktop").returncode == 0, "the window manager")

    def _start_speech(self) -> None:
        """Start the speech server where it is looked for, else Qt would start one that is heard elsewhere."""
        config, at = self.runtime / "speech.conf", self.runtime / "speech-dispatcher" / "speechd.sock"
        (config / "modules").mkdir(parents=True)
        (config / "speechd.conf").write_text(_SPEECH)
        (config / "modules" / "espeak-ng.conf").write_text("")
        at.parent.mkdir()
        self.start(
            "speech-dispatcher",
            "--run-single",
            "--log-level=2",
            f"--log-dir={self.runtime}",
            f"--config-dir={config}",
            "--communication-method=unix_socket",
            f"--socket-path={at}",
            f"--pid-file={self.runtime / 'speech.pid'}",
            "--timeout=0",
            PULSE_SINK=WORDS,
        )
        until(lambda: answers(at), "the speech server")
