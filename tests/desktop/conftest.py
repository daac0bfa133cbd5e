"""A session or a whole desktop for the trials, for each a home, the app, and eyes; figures are printed at the end."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.desktop.desktop import Desktop
from tests.desktop.person import App, ScreenReader
from tests.desktop.routines import put_in
from tests.desktop.session import Session
from tests.homes import agree

_figures = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_figures] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was measured, before pytest's own last lines."""
    for line in config.stash[_figures]:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def note(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Keep a line of figures."""
    return pytestconfig.stash[_figures].append


@pytest.fixture
def session() -> Iterator[Session]:
    """A session apart, without a screen."""
    with Session() as session:
        yield session


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    """The desktop, once for all who leave its services as they are."""
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def app(desktop: Desktop, tmp_path: Path) -> Iterator[App]:
    """The app on the home of a person with short routines of their own, who has agreed to the words about safety."""
    with closing(App(desktop, put_in(agree(tmp_path)))) as app:
        yield app
        print(app.printed)  # which is shown with a trial that fails


@pytest.fixture
def reader(desktop: Desktop) -> Iterator[ScreenReader]:
    with closing(ScreenReader(desktop)) as reader:
        yield reader
