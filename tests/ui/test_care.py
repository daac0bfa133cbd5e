"""Safety in the window: before the first start, on a routine's page, while something hurts, and afterwards."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.history.rows import SessionRow, StepRow
from app.routine.safety_texts import PainScale
from app.ui.kit import Button
from app.ui.kit.menu import MenuButton
from app.ui.kit.toast import Toast
from app.ui.pages.done import said_of
from app.ui.pages.routine import RoutinePage
from app.ui.pages.safety import SafetyPage
from app.ui.pages.welcome import WelcomePage
from tests.ui.conftest import Desk

Sit = Callable[..., Desk]
Key = Qt.Key
NECK = "neck-ease"


def shown(desk: Desk, kind: type[QWidget]) -> Any:
    [page] = [page for page in desk.app.window.findChildren(kind) if page.isVisible()]
    return page


def words_on(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(desk: Desk, page: QWidget, name: str) -> None:
    [button] = [one for one in page.findChildren(Button) if one.accessibleName() == name and one.isVisible()]
    QTest.keyClick(button, Key.Key_Space)
    desk.settle()


def kept(home: Path) -> dict[str, Any]:
    return tomllib.loads((home / "settings.toml").read_text(encoding="utf-8"))


def newest(desk: Desk) -> tuple[SessionRow, list[StepRow]]:
    [session, *_] = desk.app.journal.read(lambda store: store.sessions(limit=9)).result()
    return session, desk.app.journal.read(lambda store: store.steps(session.id)).result()


# --- the first start -------------------------------------------------------------------------------------------------


def test_the_words_about_safety_come_before_everything_once(sit_down: Sit, tmp_path: Path) -> None:
    desk = sit_down(is_new=True)
    assert desk.app.window.page == "welcome"
    press(desk, shown(desk, WelcomePage), "I have read this. Let us start.")
    assert desk.app.window.page == "today"
    assert kept(tmp_path)["safety_seen"] is True
    assert sit_down(is_new=True, place="").app.window.page == "today"


def test_the_country_chosen_there_is_kept_and_decides_whom_to_call(sit_down: Sit, tmp_path: Path) -> None:
    desk = sit_down(is_new=True)
    page = shown(desk, WelcomePage)
    box = page.country.box
    box.setCurrentIndex(box.findData("NZ"))
    box.activated.emit(box.currentIndex())
    press(desk, page, "I have read this. Let us start.")
    assert kept(tmp_path)["country"] == "NZ"
    desk.app.show_place("safety")
    assert "Stop. Call 111" in words_on(shown(desk, SafetyPage))


def test_a_routine_asked_for_at_the_first_start_waits_until_they_are_agreed_to(sit_down: Sit) -> None:
    desk = sit_down(is_new=True)
    desk.app._wanted = (NECK, False)
    desk.app.load()
    desk.settle()
    assert desk.app.window.page == "welcome"
    press(desk, shown(desk, WelcomePage), "I have read this. Let us start.")
    assert desk.playing.player.timeline.routine_id == NECK


def test_the_sound_can_be_tried_at_once(sit_down: Sit) -> None:
    desk = sit_down(is_new=True)
    page = shown(desk, WelcomePage)
    press(desk, page, "Test sound")
    assert desk.sound.played == ["finished"]
    assert "Sound goes to a made-up output." in words_on(page)


# --- a routine's page ------------------------------------------------------------------------------------------------


def test_what_applies_marks_exercises_and_an_easier_one_takes_their_place(sit_down: Sit, tmp_path: Path) -> None:
    desk = sit_down()
    desk.app.show_place("safety")
    shown(desk, SafetyPage).applies_changed.emit("recent-neck-injury", True)
    assert kept(tmp_path)["applies"] == ["recent-neck-injury"]
    desk.app.show_routine("evening-unwind")
    page = shown(desk, RoutinePage)
    assert "(you said this applies to you)" in words_on(page)
    assert "Take care: Neck injury" in words_on(page)


def test_a_swap_an_exercise_left_out_and_doing_both_again(sit_down: Sit, tmp_path: Path) -> None:
    desk = sit_down()
    desk.app.show_routine(NECK)
    page = shown(desk, RoutinePage)
    more = next(one for one in page.findChildren(MenuButton) if one.accessibleName() == "More about Side neck stretch")
    [swap] = [one for one in more.menu.actions() if one.text().startswith("Always do ")]
    swap.trigger()
    desk.settle()
    assert kept(tmp_path)["swapped"] == ["upper-trap-stretch"]
    assert "Side neck stretch: this stands in for it" in words_on(page)
    page.hide_asked.emit("chin-tuck")
    desk.settle()
    assert "Chin tuck: left out" in words_on(page)
    desk.app.play(NECK)
    done = {part.exercise_id: part.swapped_from for part in desk.playing.player.timeline.parts}
    assert "chin-tuck" not in done
    assert "upper-trap-stretch" in done.values()
    desk.app.conductor.close_playing()
    desk.app.show_routine(NECK)
    for name in ("Do Chin tuck again", "Do Side neck stretch again"):
        press(desk, page, name)
    assert (kept(tmp_path)["swapped"], kept(tmp_path)["hidden"]) == ([], [])
    assert "left out" not in words_on(page)


def test_an_easier_one_is_not_offered_where_the_same_applies_to_it(sit_down: Sit) -> None:
    desk = sit_down()
    desk.app._chosen.put("applies", "osteoporosis-spine", True)
    desk.app.show_routine("morning-loosen")
    page = shown(desk, RoutinePage)
    assert "Take care: Thin bones" in words_on(page)
    names = [one.accessibleName() for one in page.findChildren(Button) if one.isVisible()]
    offered = [name for name in names if name.endswith(" instead")]
    known = {one.name: one for one in desk.app._library._shelf.exercises.values()}
    for name in offered:
        assert "osteoporosis-spine" not in known[name.removeprefix("Do ").removesuffix(" instead")].avoid_if


def test_with_everything_left_out_start_is_off_and_says_why(sit_down: Sit) -> None:
    desk = sit_down()
    desk.app._care.hide("coherent-breathing")
    desk.app.show_routine("even-breath-session")
    page = shown(desk, RoutinePage)
    assert not page.start_button.isEnabled()
    assert "You leave out every exercise in it." in words_on(page)
    desk.app.play("even-breath-session")
    assert desk.app.window.page == "routine"


@pytest.mark.parametrize(
    ("slug", "notice"),
    [("warm-pack-15", "Before heat and cold"), ("box-breath-session", "Before holding your breath"), (NECK, "")],
)
def test_heat_cold_and_held_breath_have_their_notice_before_they_start(sit_down: Sit, slug: str, notice: str) -> None:
    desk = sit_down()
    desk.app.show_routine(slug)
    said = words_on(shown(desk, RoutinePage))
    assert [one for one in ("Before heat and cold", "Before holding your breath") if one in said] == [notice] * bool(
        notice
    )


def test_a_favourite_has_its_mark_and_is_found_by_it(sit_down: Sit, tmp_path: Path) -> None:
    desk = sit_down()
    desk.app.show_routine(NECK)
    press(desk, shown(desk, RoutinePage), "Favourite")
    assert kept(tmp_path)["favourites"] == [NECK]
    desk.app.show_place("library")
    page = desk.app.window.library
    press(desk, page, "Favourites")
    visible = [slug for slug, card in page._cards.items() if card.isVisible()]
    assert visible == [NECK]
    assert page._cards[NECK].accessibleDescription() == "A favourite"


def test_strong_pain_offers_something_to_breathe_to_and_the_warning_signs(sit_down: Sit) -> None:
    desk = sit_down()
    desk.app.show_routine(NECK)
    page = shown(desk, RoutinePage)
    assert "Your pain is strong." not in words_on(page)
    page.pain.picked.emit(6)
    assert "Your pain is strong." in words_on(page)
    press(desk, page, "Something to breathe to")
    assert desk.app.window.page == "library"
    first = next(one for one in desk.app.window.library.findChildren(QLabel) if "of 32 routines" in one.text())
    assert first.isVisible()
    desk.app.show_routine(NECK)
    page.pain.picked.emit(7)
    press(desk, page, "Warning signs")
    assert desk.app.window.page == "safety"


# --- while it plays, and afterwards ----------------------------------------------------------------------------------


def hurting(sit_down: Sit) -> Desk:
    desk = sit_down()
    desk.app.play(NECK, 2)
    while desk.playing.player.segment.kind != "work":
        desk.passes(1)
    desk.passes(4)
    desk.press(Key.Key_H)
    return desk


def test_when_something_hurts_it_pauses_and_says_what_to_do(sit_down: Sit) -> None:
    desk = hurting(sit_down)
    said = words_on(desk.app.conductor.page)
    assert desk.playing.player.state.value == "paused"
    assert "Stop now and get help" in said
    assert "Call your local emergency number." in said
    desk.press(Key.Key_Escape)
    assert desk.playing.player.state.value == "playing"
    assert "Stop now and get help" not in words_on(desk.app.conductor.page)


def test_no_other_key_moves_the_routine_while_it_is_asked_what_hurts(sit_down: Sit) -> None:
    desk = hurting(sit_down)
    index = desk.playing.player.index
    desk.press(Key.Key_Right, Key.Key_Left, Key.Key_M)
    assert desk.playing.player.index == index
    assert desk.playing.player.state.value == "paused"


def test_left_out_it_goes_on_with_the_next_and_the_record_says_it_hurt(sit_down: Sit) -> None:
    desk = hurting(sit_down)
    hurt = desk.playing.player.part
    press(desk, desk.app.conductor.page, "Leave this one out")
    now = desk.playing.player.part
    assert hurt is not None
    assert now is not None
    assert now.exercise_id != hurt.exercise_id
    assert desk.playing.player.state.value == "playing"
    _, steps = newest(desk)
    assert (steps[0].exercise_id, steps[0].outcome) == (hurt.exercise_id, "hurt")


def test_stopped_it_says_what_to_do_now_and_a_rise_of_two_asks_for_the_warning_signs(sit_down: Sit) -> None:
    desk = hurting(sit_down)
    press(desk, desk.app.conductor.page, "Stop the routine")
    done = desk.app.conductor.done
    assert "Sit down. Breathe as normal." in words_on(done)
    assert not done.signs_button.isVisible()
    desk.press(Key.Key_4)
    assert "Your rating is higher." in words_on(done)
    press(desk, done, "Warning signs")
    assert desk.app.window.page == "safety"
    session, steps = newest(desk)
    assert (session.outcome, session.pain_before, session.pain_after) == ("partial", 2, 4)
    assert steps[-1].outcome == "hurt"


SCALE = PainScale("q", "n", "w", "mild", "moderate", "strong", "lower", "same", "higher", "signs", "m")


@pytest.mark.parametrize(
    ("pain", "before", "said"),
    [
        (3, None, ("", False)),
        (6, None, ("signs", True)),
        (6, 6, ("signs", True)),
        (7, 6, ("higher", True)),
        (4, 2, ("higher", True)),
        (3, 2, ("same", False)),
        (2, 2, ("same", False)),
        (3, 5, ("lower", False)),
        (2, 3, ("lower", False)),  # by a third
        (4, 5, ("same", False)),
    ],
)
def test_what_is_said_of_a_rating(pain: int, before: int | None, said: tuple[str, bool]) -> None:
    assert said_of(pain, before, SCALE) == said


def test_a_sentence_keeps_clear_of_the_controls_when_the_player_comes_and_of_the_title_when_it_goes(
    sit_down: Sit,
) -> None:
    desk = sit_down()
    desk.app.window.say("A sentence.")
    [toast] = desk.app.window.findChildren(Toast)
    middle = desk.app.window.height() / 2
    assert toast.y() > middle
    desk.app.play(NECK)
    assert toast.y() < middle
    desk.app.conductor.close_playing()
    desk.app.show_place("history")
    assert toast.y() > middle
