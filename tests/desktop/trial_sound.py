"""The sound on a real server: an output unplugged and plugged in again, and a server that goes and comes back."""

from collections.abc import Callable, Iterator

import pytest

from app import paths
from tests.desktop.cues import cues_heard, cues_in
from tests.desktop.desktop import Desktop
from tests.desktop.likeness import RATE
from tests.desktop.person import App, ScreenReader
from tests.desktop.programs import Program, until
from tests.desktop.routines import LONG
from tests.desktop.session import SINK, Session

TAP_S = 0.5  # between a tap and the way back
LATE_S = 0.15
BACK_WITHIN_S = 20.0  # some 3 s where nothing else is busy


def plug(session: Session) -> str:
    """Plug in a second output; return what it is unplugged by."""
    return session.output_of("pactl", "load-module", "module-null-sink", "sink_name=headset").strip()


def plays_on(session: Session, sink: str) -> bool:
    listed = session.output_of("pactl", "list", "short", "sinks")
    return any(line.split()[1] == sink and line.endswith("RUNNING") for line in listed.splitlines())


def sentence(program: Program) -> str:
    return str(program.told("sound")[-1]["sentence"])


def test_an_output_that_is_unplugged_gives_way_and_is_used_again_when_it_is_back(session: Session) -> None:
    headset = plug(session)
    cueing = session.run("cueing", "headset")
    assert cueing.wait_for("outputs")["names"] == [SINK, "headset"]
    until(lambda: plays_on(session, "headset"))
    session.output_of("pactl", "unload-module", headset)
    until(lambda: sentence(cueing).endswith("as the output picked in the settings is not there."))
    until(lambda: plays_on(session, SINK))
    plug(session)
    until(lambda: plays_on(session, "headset"))
    assert sentence(cueing) == "Sounds play on Null Output."
    assert cueing.leave() == 0


class TestTheServer:
    """It dies in mid-routine and is started again."""

    @pytest.fixture
    def desktop(self) -> Iterator[Desktop]:
        """One apart: its speech server loses its output with the rest."""
        with Desktop() as desktop:
            yield desktop

    def test_sound_comes_back_by_itself_and_the_routine_goes_on(
        self, desktop: Desktop, app: App, reader: ScreenReader, note: Callable[[str], None]
    ) -> None:
        (app.home / "settings.toml").write_text('safety_seen = true\nvoice = "off"\n')
        known = cues_in(paths.ASSETS / "cues")
        recording = desktop.recording(rate=RATE)
        app.open("play", LONG)
        until(lambda: len(recording.sounds()) > 4, "some cues")
        desktop.kill_sound()
        recording.stop()
        before = cues_heard(recording, known)
        desktop.start_sound()
        recording = desktop.recording(rate=RATE)
        there_s = recording.since_s
        until(lambda: len(recording.sounds()) > 4, "sound again", BACK_WITHIN_S)
        reader.press("End")
        reader.press("End here")
        reader.find("See it in the history")
        recording.stop()
        after = [one for one in cues_heard(recording, known) if one.what == "rep"]
        assert len(after) >= 4
        app.leave()
        note(f"sound again {after[0].at_s - there_s:.1f} s after the sound server was")
        off = [(one.at_s - before[2].at_s + TAP_S / 2) % TAP_S - TAP_S / 2 for one in after]
        assert max(map(abs, off)) < LATE_S  # as if nothing had been
        (one,) = app.history()
        assert one["played_s"] > after[-1].at_s - before[2].at_s
