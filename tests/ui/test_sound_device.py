"""How Qt's connections to a PulseAudio server are counted."""

from pathlib import Path

from app.ui.sound_device import pulse_connections


def thread(tasks: Path, number: int, name: str) -> None:
    (tasks / str(number)).mkdir(parents=True)
    (tasks / str(number) / "comm").write_text(name + "\n")


def test_the_threads_of_qts_pulse_engine_are_counted_and_no_others(tmp_path: Path) -> None:
    for number, name in enumerate(["python", "QPulseAudioEngi", "QDBusConnection", "QPulseAudioEngi"]):
        thread(tmp_path, number, name)
    assert pulse_connections(tmp_path) == 2


def test_a_thread_that_ends_meanwhile_does_not_matter(tmp_path: Path) -> None:
    thread(tmp_path, 1, "QPulseAudioEngi")
    (tmp_path / "2").mkdir()
    (tmp_path / "2" / "comm").symlink_to(tmp_path / "ended")
    assert pulse_connections(tmp_path) == 1


def test_where_threads_are_not_listed_there_are_none(tmp_path: Path) -> None:
    assert pulse_connections(tmp_path / "no-proc") == 0
