"""Starting with the desktop: what is written, that it is read back, and that the person's own change there counts."""

import plistlib
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.ui.at_login import Autostart, LaunchAgent, LoginNotKept, RunKey, command, exec_line, here, set_on


def test_a_file_of_the_desktop_starts_it_in_the_background_and_is_taken_away_again(tmp_path: Path) -> None:
    way = here("linux", {"XDG_CONFIG_HOME": str(tmp_path)})
    assert not way.is_on()
    set_on(way, True)
    set_on(way, True)
    [path] = [one for one in tmp_path.rglob("*") if one.is_file()]
    lines = path.read_text().splitlines()
    assert (path.relative_to(tmp_path).as_posix(), lines[0]) == ("autostart/unhunch.desktop", "[Desktop Entry]")
    assert [line for line in lines if line.startswith("Exec=") and line.endswith(" --background")]
    assert way.is_on()
    set_on(way, False)
    set_on(way, False)
    assert not way.is_on()
    assert not path.exists()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = True"])
def test_switched_off_in_the_desktop_s_own_settings_it_is_off(tmp_path: Path, line: str) -> None:
    path = tmp_path / "unhunch.desktop"
    path.write_text(f"[Desktop Entry]\nExec=unhunch\n{line}\n")
    assert not Autostart(path, ["unhunch"]).is_on()


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file where the folder should be")
    for way in (Autostart(tmp_path / "autostart" / "x", ["a"]), LaunchAgent(tmp_path / "autostart" / "x", ["a"])):
        with pytest.raises(LoginNotKept, match="your folder for it"):
            set_on(way, True)


def test_an_installed_copy_is_started_by_its_own_command(tmp_path: Path) -> None:
    (tmp_path / "unhunch").touch()
    python = str(tmp_path / "python")
    assert command(python, tmp_path / "app", {}) == [str(tmp_path / "unhunch"), "--background"]
    moved = command(python, tmp_path / "app", {"UNHUNCH_HOME": "/home/ann/my notes"})
    assert moved[:2] == ["env", "UNHUNCH_HOME=/home/ann/my notes"]


def test_a_checkout_without_one_is_started_by_its_python_from_its_folder(tmp_path: Path) -> None:
    python = str(tmp_path / "python")
    words = command(python, tmp_path / "check out" / "app", {})
    assert (words[0], words[1], words[-2:]) == (python, "-c", [str(tmp_path / "check out"), "--background"])


def test_a_command_is_quoted_as_desktops_read_it() -> None:
    assert exec_line(["/usr/bin/unhunch", "--background"]) == "/usr/bin/unhunch --background"
    assert exec_line(["/home/a b/50%", 'say "$x"']) == r'env "/home/a b/50%%" "say \\"\\$x\\""'


def test_macos_gets_a_property_list(tmp_path: Path) -> None:
    path = tmp_path / "LaunchAgents" / "x.plist"
    way = LaunchAgent(path, ["/a b/unhunch", "--background"])
    set_on(way, True)
    assert plistlib.loads(path.read_bytes())["ProgramArguments"] == ["/a b/unhunch", "--background"]
    assert way.is_on()
    set_on(way, False)
    assert not way.is_on()


def test_windows_gets_a_value_of_the_registry() -> None:
    values: dict[str, str] = {}

    def put(_key: object, name: str, _reserved: int, _kind: int, value: str) -> None:
        values[name] = value

    def ask(_key: object, name: str) -> str:
        if name not in values:
            raise FileNotFoundError(name)
        return values[name]

    def drop(_key: object, name: str) -> None:
        ask(None, name)
        del values[name]

    def key(_root: object, path: str) -> object:
        assert path.endswith(r"CurrentVersion\Run")
        return nullcontext()

    winreg = SimpleNamespace(
        HKEY_CURRENT_USER=1, REG_SZ=1, OpenKey=key, CreateKey=key, SetValueEx=put, QueryValueEx=ask, DeleteValue=drop
    )
    way = RunKey(["C:\\My apps\\unhunch.exe", "--background"], lambda: winreg)
    assert not way.is_on()
    set_on(way, True)
    assert values == {"Unhunch": '"C:\\My apps\\unhunch.exe" --background'}
    assert way.is_on()
    set_on(way, False)
    set_on(way, False)
    assert not way.is_on()


def test_each_system_has_its_way() -> None:
    assert isinstance(here("darwin", {}), LaunchAgent)
    assert isinstance(here("win32", {}), RunKey)
