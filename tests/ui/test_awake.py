"""The screen is kept on while a routine plays, and never a moment longer."""

import pytest

from app.play.player import Player
from app.ui.awake import NOT_HAD, Awake
from tests.play.fakes import FakeClocks, step, timeline
from tests.ui.fakes import AtOnce, FakeDesktop, WhenTold


@pytest.fixture
def desktop() -> FakeDesktop:
    return FakeDesktop()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def player() -> Player:
    clocks = FakeClocks()
    return Player(timeline(step("walk")), clocks.clock, clocks.boot_clock)


def test_the_screen_is_kept_on_while_it_plays_and_let_go_on_pause_and_end(
    desktop: FakeDesktop, told: list[str], player: Player
) -> None:
    awake = Awake(AtOnce(), told.append, desktop.keep)
    awake.follow([], player)
    assert desktop.holds == 0
    for act, holds in ((player.start, 1), (player.tick, 1), (player.pause, 0), (player.resume, 1), (player.end, 0)):
        awake.follow(act(), player)
        assert desktop.holds == holds
    assert desktop.asked == 2
    assert told == []


def test_closing_lets_go(desktop: FakeDesktop, told: list[str], player: Player) -> None:
    awake = Awake(AtOnce(), told.append, desktop.keep)
    awake.follow(player.start(), player)
    awake.close()
    assert desktop.holds == 0


def test_a_slow_desktop_is_asked_in_order_and_holds_nothing_up(
    desktop: FakeDesktop, told: list[str], player: Player
) -> None:
    executor = WhenTold()
    awake = Awake(executor, told.append, desktop.keep)
    awake.follow(player.start(), player)
    awake.follow(player.pause(), player)
    assert desktop.asked == 0
    executor.do_all()
    assert (desktop.asked, desktop.holds) == (1, 0)


def test_a_desktop_that_refuses_is_told_of_once_and_its_answer_is_given_back(
    desktop: FakeDesktop, told: list[str], player: Player
) -> None:
    desktop.agrees = False
    awake = Awake(AtOnce(), told.append, desktop.keep)
    for act in (player.start, player.pause, player.resume, player.end):
        awake.follow(act(), player)
    assert told == [NOT_HAD]
    assert desktop.holds == 0


@pytest.mark.logs("could not be asked to keep the screen on")
def test_a_desktop_that_cannot_be_asked_stops_nothing(desktop: FakeDesktop, told: list[str], player: Player) -> None:
    desktop.fails = True
    awake = Awake(AtOnce(), told.append, desktop.keep)
    awake.follow(player.start(), player)
    awake.follow(player.end(), player)
    awake.close()
    assert told == [NOT_HAD]
