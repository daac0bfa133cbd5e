"""The stage: the dial has all of it, or shares it with a figure; the sign stands at its side."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.player.dial import Dial, _arc_box, _notched
from app.ui.player.moment import Moment
from app.ui.player.stage import Stage
from app.ui.theme import Look
from tests.play.fakes import step
from tests.ui.player.test_moment import BOX, at


@pytest.fixture
def stage(look: Look, qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(look)
    qtbot.addWidget(stage)
    stage.resize(700, 500)
    yield stage
    stage.close()


HOLD = at(step("hold"), at_s=3.0)
RIGHT = at(step("neck"), at_s=3.0)
LEFT = at(step("neck"), at_s=26.0)
WAIT = Moment("wait", "", "", "neutral", "none", "plate", "play", "", "", "", 0.0, 0, None, paused=False)


def test_the_dial_has_all_of_it_where_nothing_is_for_one_side(stage: Stage) -> None:
    stage.show_moment(HOLD)

    assert stage.dial.geometry() == stage.rect()
    assert stage.sign.isHidden()


def test_the_sign_stands_at_its_own_side_and_never_on_the_dial(stage: Stage) -> None:
    stage.expect_sides(has_sides=True)
    for width, height in ((700, 500), (460, 400), (300, 420), (240, 240)):
        stage.resize(width, height)
        stage.show_moment(LEFT)
        assert (stage.sign.x(), stage.sign.accessibleName()) == (0, "Left side")
        stage.show_moment(RIGHT)
        assert (stage.sign.geometry().right() + 1, stage.sign.accessibleName()) == (width, "Right side")
        assert not stage.sign.geometry().intersects(stage.dial.geometry()) or width > height


def test_the_dial_stays_in_its_place_between_steps_with_a_side_and_without(stage: Stage) -> None:
    stage.resize(400, 400)
    stage.expect_sides(has_sides=True)
    places = []
    for moment in (HOLD, LEFT, RIGHT, HOLD):
        stage.show_moment(moment)
        places.append(stage.dial.geometry())

    assert len(set(map(repr, places))) == 1


@pytest.mark.parametrize(("width", "height"), [(700, 500), (900, 400), (420, 620), (560, 520)])
def test_a_figure_has_the_largest_area_and_digits_of_72_pixels_stay(stage: Stage, width: int, height: int) -> None:
    figure = QWidget()
    stage.resize(width, height)
    stage.set_figure(figure)

    stage.show_moment(HOLD)

    dial = stage.dial.geometry()
    assert not figure.isHidden()
    assert not figure.geometry().intersects(dial)
    assert figure.width() * figure.height() > dial.width() * dial.height()
    assert min(dial.width(), dial.height()) >= 200


@pytest.mark.parametrize("size", [(700, 620), (470, 430), (300, 250), (420, 620)])
@pytest.mark.parametrize("aspect", [0.4, 1.0, 3.0])
def test_the_sign_of_the_side_covers_neither_figure_nor_dial(
    stage: Stage, size: tuple[int, int], aspect: float
) -> None:
    figure = QWidget()
    stage.resize(*size)
    stage.expect_sides(True)
    stage.set_figure(figure, aspect)
    for moment in (LEFT, RIGHT):
        stage.show_moment(moment)
        sign = stage.sign.geometry()
        assert not sign.intersects(stage.dial.geometry())
        assert not sign.intersects(figure.geometry())


@pytest.mark.parametrize(("aspect", "is_beside"), [(0.4, True), (3.0, False)])
def test_who_stands_is_beside_the_dial_and_who_lies_above_it(stage: Stage, aspect: float, is_beside: bool) -> None:
    figure = QWidget()
    stage.resize(560, 520)
    stage.set_figure(figure, aspect)
    stage.show_moment(HOLD)
    assert (stage.dial.geometry().left() > figure.geometry().right()) is is_beside
    assert (stage.dial.geometry().top() > figure.geometry().bottom()) is not is_beside


def test_in_a_breath_the_circle_is_what_is_followed(stage: Stage) -> None:
    stage.resize(800, 700)
    stage.set_figure(QWidget())
    stage.show_moment(HOLD)
    beside = stage.dial.width()

    stage.show_moment(at(step("breath"), at_s=2.0))

    assert stage.dial.width() > 1.4 * beside


def test_a_figure_makes_room_where_there_are_words_alone_and_can_be_taken_away(stage: Stage) -> None:
    figure = QWidget()
    stage.set_figure(figure)
    stage.show_moment(WAIT)
    assert (figure.isHidden(), stage.dial.geometry()) == (True, stage.rect())
    stage.show_moment(HOLD)
    assert not figure.isHidden()

    stage.set_figure(None)

    assert stage.dial.geometry() == stage.rect()
    assert figure.parent() is None


# The dial paints what changed


class Watched(Dial):
    painted: list[int]

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.rect().width())
        super().paintEvent(event)


@pytest.fixture
def dial(look: Look, qtbot: QtBot) -> Iterator[Watched]:
    dial = Watched(look)
    dial.painted = []
    qtbot.addWidget(dial)
    dial.resize(500, 500)
    yield dial
    dial.close()


def widths(dial: Watched, qtbot: QtBot, *moments: Moment) -> list[int]:
    """Return how wide each paint was after the first."""
    dial.show_moment(moments[0])
    dial.show()
    qtbot.waitUntil(lambda: bool(dial.painted))
    dial.painted.clear()
    for moment in moments[1:]:
        seen = len(dial.painted)
        dial.show_moment(moment)
        qtbot.waitUntil(lambda seen=seen: len(dial.painted) > seen)  # type: ignore[misc]
    return dial.painted


def test_within_a_second_of_a_hold_only_the_end_of_the_ring_is_painted(dial: Watched, qtbot: QtBot) -> None:
    assert max(widths(dial, qtbot, *(at(step("hold"), at_s=at_s) for at_s in (3.1, 3.2, 3.3)))) < 70


def test_nothing_is_painted_before_the_end_of_the_ring_has_moved_by_a_pixel(dial: Watched, qtbot: QtBot) -> None:
    assert widths(dial, qtbot, at(step("hold"), at_s=3.1)) == []
    dial.show_moment(at(step("hold"), at_s=3.103))
    QApplication.processEvents()

    assert dial.painted == []


def test_a_new_second_has_all_of_it_painted(dial: Watched, qtbot: QtBot) -> None:
    assert widths(dial, qtbot, at(step("hold"), at_s=3.0), at(step("hold"), at_s=4.0)) == [500]


def test_in_a_pause_of_a_breath_the_disc_is_not_painted(dial: Watched, qtbot: QtBot) -> None:
    box = step("breath", **BOX)
    assert max(widths(dial, qtbot, at(box, at_s=5.1), at(box, at_s=5.6))) < 70


def test_while_a_breath_fills_the_disc_is_painted_as_far_as_it_reaches(dial: Watched, qtbot: QtBot) -> None:
    box = step("breath", **BOX)
    [wide] = widths(dial, qtbot, at(box, at_s=1.1), at(box, at_s=1.15))
    assert 200 < wide < 480


def test_the_end_of_the_ring_is_within_the_box_that_is_painted() -> None:
    circle = QRectF(0, 0, 400, 400)
    assert _arc_box(circle, 0.0, 0.01).contains(200 + 188 * 0.03, 12.0)
    assert _arc_box(circle, 0.24, 0.25).contains(388.0, 200.0)
    assert _arc_box(circle, 0.0, 0.5) == circle


def test_a_ring_cut_into_beats_fills_beat_by_beat() -> None:
    assert len(_notched(8, 1.0)) == 8
    assert [start // 45 for start, _ in _notched(8, 0.3)] == [0, 1, 2]
    whole, _, last = _notched(8, 0.3)
    assert last[1] < whole[1] == pytest.approx(41.0)
    assert _notched(8, 0.0) == []
