"""The sound on a real server: an output unplugged and plugged in again, and a server that goes and comes back."""

import subprocess

from tests.desktop.session import SINK, Program, Session, until


def plug(session: Session) -> str:
    """Plug in a second output; return what it is unplugged by."""
    command = ["pactl", "load-module", "module-null-sink", "sink_name=headset"]
    return subprocess.run(command, env=session.environ, capture_output=True, text=True, check=True).stdout.strip()


def plays_on(session: Session, sink: str) -> bool:
    command = ["pactl", "list", "short", "sinks"]
    listed = subprocess.run(command, env=session.environ, capture_output=True, text=True, check=True).stdout
    return any(line.split()[1] == sink and line.endswith("RUNNING") for line in listed.splitlines())


def sentence(program: Program) -> str:
    return str(program.told("sound")[-1]["sentence"])


def test_an_output_that_is_unplugged_gives_way_and_is_used_again_when_it_is_back(session: Session) -> None:
    headset = plug(session)
    cueing = session.run("cueing", "headset")
    assert cueing.wait_for("outputs")["names"] == [SINK, "headset"]
    until(lambda: plays_on(session, "headset"))
    subprocess.run(["pactl", "unload-module", headset], env=session.environ, check=True)
    until(lambda: sentence(cueing).endswith("as the output picked in the settings is not there."))
    until(lambda: plays_on(session, SINK))
    plug(session)
    until(lambda: plays_on(session, "headset"))
    assert sentence(cueing) == "Sounds play on Null Output."
    assert cueing.end() == 0


def test_a_server_that_is_killed_and_comes_back_is_heard_again(session: Session) -> None:
    cueing = session.run("cueing", "")
    until(lambda: plays_on(session, SINK))
    session.kill_sound()
    until(lambda: cueing.told("sound")[-1]["output"] == "none")
    session.start_sound()
    recording = session.recording()
    until(recording.sounds)
    assert cueing.told("sound")[-1]["output"] == "qt"
    assert cueing.end() == 0
