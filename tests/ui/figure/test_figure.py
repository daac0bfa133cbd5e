"""The figure on screen: painted, still where motion is reduced, and small ones kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.figure.motion import Instant
from app.paths import ASSETS
from app.routine.model import Area
from app.routine.pose import Pose
from app.ui.figure.inks import Inks
from app.ui.figure.painter import paint_figure
from app.ui.figure.thumbnails import Thumbnails
from app.ui.figure.view import FigureView
from app.ui.theme import Look
from tests.figure.posed import bundled

SIZE = QSize(120, 90)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    font = QFont(qapp.font())
    look = Look(qapp, ASSETS)
    look.apply("light")
    yield look
    look.setParent(None)
    qapp.setStyleSheet("")
    qapp.setFont(font)


def pose_of(slug: str) -> tuple[Pose, tuple[Area, ...]] | None:
    one = bundled().get(slug)
    return (one.pose, one.exercise.areas) if one else None


def picture(look: Look, instant: Instant, slug: str = "wall-angel") -> QImage:
    image = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_figure(painter, QRectF(image.rect()), bundled()[slug].pose, (), instant, Inks(look.theme, "fern"))
    painter.end()
    return image


def inked(image: QImage) -> QRect:
    """Return the box round what is painted."""
    seen = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 40]
    xs, ys = zip(*seen, strict=True)
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def test_a_figure_is_painted_in_its_rectangle_and_stands_on_its_lower_edge(look: Look) -> None:
    box = inked(picture(look, Instant(bend=1.0)))
    assert box.bottom() > 280
    assert box.height() > 200


def test_its_other_side_is_the_mirror_image_at_the_same_place(look: Look) -> None:
    right, left = (inked(picture(look, Instant(bend=1.0, side=side), "reverse-fly")) for side in ("right", "left"))
    assert abs(right.left() - (299 - left.right())) <= 1
    assert abs(right.top() - left.top()) <= 1


def test_the_view_says_what_it_is_a_picture_of(look: Look, qtbot: QtBot) -> None:
    view = FigureView(look)
    qtbot.addWidget(view)
    view.show_exercise("Cat and cow", bundled()["cat-cow"].pose)
    assert view.accessibleName() == "Picture: Cat and cow"


def test_the_view_shows_another_picture_at_another_instant_and_with_another_figure(look: Look, qtbot: QtBot) -> None:
    view = FigureView(look)
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show_exercise("Wall angel", *_given("wall-angel"))
    start = view.grab().toImage()
    view.show_instant(Instant(bend=1.0))
    end = view.grab().toImage()
    view.wear("lake")
    assert start != end != view.grab().toImage()


def test_without_a_pose_the_view_is_empty(look: Look, qtbot: QtBot) -> None:
    view, bare = FigureView(look), FigureView(look)
    for one in (view, bare):
        qtbot.addWidget(one)
        one.resize(300, 300)
    view.show_exercise("Cat and cow", bundled()["cat-cow"].pose)
    assert view.grab().toImage() != bare.grab().toImage()
    view.show_exercise("My own", None)
    assert view.grab().toImage() == bare.grab().toImage()


def test_with_reduced_motion_two_stills_stay_whatever_the_instant(look: Look, qtbot: QtBot) -> None:
    view = FigureView(look, reduced_motion=True)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_exercise("Reverse fly", *_given("reverse-fly"))
    still = view.grab().toImage()
    view.show_instant(Instant(bend=0.7, breath=0.4))
    assert view.grab().toImage() == still
    view.show_instant(Instant(bend=0.7, side="left"))
    assert view.grab().toImage() != still


class Counted(FigureView):
    """Counts how often it is painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += 1
        super().paintEvent(event)


@pytest.mark.parametrize("reduced", [False, True])
def test_the_view_is_painted_again_only_when_there_is_something_new_to_see(
    look: Look, qtbot: QtBot, reduced: bool
) -> None:
    view = Counted(look, reduced_motion=reduced)
    qtbot.addWidget(view)
    view.show_exercise("Reverse fly", *_given("reverse-fly"))
    with qtbot.waitExposed(view):
        view.show()
    painted = []
    for instant in (Instant(), Instant(bend=0.5), Instant(bend=0.5), Instant(bend=0.5, side="left")):
        view.painted = 0
        view.show_instant(instant)
        QApplication.processEvents()
        painted.append(view.painted > 0)
    assert painted == [False, not reduced, False, True]


def test_the_view_follows_the_theme(look: Look, qtbot: QtBot) -> None:
    view = FigureView(look)
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show_exercise("Cat and cow", *_given("cat-cow"))
    for name in ("light", "dark"):
        theme = look.apply("light" if name == "light" else "dark")
        image = view.grab().toImage()
        colours = {image.pixelColor(x, y).getRgb() for x in range(0, 300, 2) for y in range(0, 300, 2)}
        assert tuple(theme.figures["fern"]["trousers"]) in colours, name


def _given(slug: str) -> tuple[Pose, tuple[Area, ...]]:
    given = pose_of(slug)
    assert given is not None
    return given


# --- thumbnails -------------------------------------------------------------------------------------------------------


def test_a_thumbnail_is_drawn_after_it_was_asked_for_and_then_kept(look: Look, qtbot: QtBot) -> None:
    asked: list[str] = []
    thumbnails = Thumbnails(look, lambda slug: asked.append(slug) or pose_of(slug))  # type: ignore[func-returns-value]
    assert thumbnails.picture("cat-cow", SIZE, 1.0) is None
    assert asked == []
    with qtbot.waitSignal(thumbnails.drawn) as told:
        pass
    assert told.args == ["cat-cow"]
    first = thumbnails.picture("cat-cow", SIZE, 1.0)
    assert first is not None
    assert inked(first.toImage()).width() > 60
    assert thumbnails.picture("cat-cow", SIZE, 1.0) is first
    assert asked == ["cat-cow"]


def test_a_thumbnail_for_a_sharper_screen_has_more_pixels(look: Look) -> None:
    thumbnails = Thumbnails(look, pose_of)
    assert thumbnails.picture("cat-cow", SIZE, 2.0) is None
    thumbnails.draw_some()
    sharp = thumbnails.picture("cat-cow", SIZE, 2.0)
    assert sharp is not None
    assert (sharp.width(), sharp.devicePixelRatio()) == (240, 2.0)


def test_an_exercise_without_a_pose_has_an_empty_thumbnail_and_is_not_drawn_again(look: Look) -> None:
    thumbnails = Thumbnails(look, pose_of)
    thumbnails.picture("my-own", SIZE, 1.0)
    thumbnails.draw_some()
    empty = thumbnails.picture("my-own", SIZE, 1.0)
    assert empty is not None
    assert empty.toImage().allGray()


def test_thumbnails_are_drawn_anew_in_another_theme_or_by_another_figure(look: Look) -> None:
    thumbnails = Thumbnails(look, pose_of)
    told: list[str] = []
    thumbnails.picture("cat-cow", SIZE, 1.0)
    thumbnails.draw_some()
    thumbnails.drawn.connect(told.append)
    look.apply("dark")
    assert told == ["cat-cow"]
    assert thumbnails.picture("cat-cow", SIZE, 1.0) is None
    thumbnails.draw_some()
    thumbnails.wear("lake")
    assert thumbnails.picture("cat-cow", SIZE, 1.0) is None


def test_drawing_stops_when_its_time_is_over_and_goes_on_later(look: Look) -> None:
    thumbnails = Thumbnails(look, pose_of)
    slugs = ["cat-cow", "wall-angel", "chin-tuck"]
    for slug in slugs:
        thumbnails.picture(slug, SIZE, 1.0)
    there: list[list[bool]] = []
    for _ in slugs:
        thumbnails.draw_some(for_s=0.0)
        there.append([thumbnails.picture(slug, SIZE, 1.0) is not None for slug in slugs])
    assert there == [[True, False, False], [True, True, False], [True, True, True]]


def test_a_glow_on_screen_is_a_kept_picture_that_looks_as_it_does_on_paper(look: Look, qtbot: QtBot) -> None:
    pose, areas = bundled()["wall-angel"].pose, bundled()["wall-angel"].exercise.areas
    view = FigureView(look)
    qtbot.addWidget(view)
    view.resize(308, 308)
    view.show_exercise("x", pose, areas)
    on_screen = view.grab().toImage()

    paper = QImage(308, 308, QImage.Format.Format_ARGB32_Premultiplied)
    paper.fill(on_screen.pixelColor(1, 1))
    painter = QPainter(paper)
    paint_figure(painter, QRectF(4, 4, 300, 300), pose, areas, Instant(), Inks(look.theme, "fern"))
    painter.end()

    assert areas
    places = [(x, y) for x in range(0, 308, 3) for y in range(0, 308, 3)]
    pairs = [(on_screen.pixelColor(x, y), paper.pixelColor(x, y)) for x, y in places]
    apart = [
        max(abs(here.red() - there.red()), abs(here.green() - there.green()), abs(here.blue() - there.blue()))
        for here, there in pairs
    ]
    assert max(apart) <= 12
