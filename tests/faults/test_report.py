"""The report a person may send."""

import platform
from getpass import getuser

from app import __version__
from app.faults.report import about_system, report
from app.faults.seen import Fault


def test_it_tells_versions_and_the_desktop_and_each_fault_the_last_first() -> None:
    about = about_system({"XDG_CURRENT_DESKTOP": "KDE", "XDG_SESSION_TYPE": "wayland"})

    text = report(about, [Fault("First at a:1", "  a:1 in f\nFirst"), Fault("Second at b:2", "", 7)])

    assert text.splitlines()[0].startswith(f"Unhunch {__version__}, Python {platform.python_version()}, SQLite ")
    assert text.splitlines()[2:] == [
        "Desktop KDE on wayland",
        "",
        "Second at b:2, 7 times",
        "",
        "First at a:1, once",
        "  a:1 in f",
        "First",
    ]


def test_it_names_neither_the_computer_nor_its_desktop_where_there_is_none() -> None:
    text = "\n".join(about_system({}))

    assert "Desktop" not in text
    assert platform.node() not in text.replace(platform.release(), "")
    assert getuser() not in text
