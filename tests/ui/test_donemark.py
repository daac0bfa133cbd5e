"""The mark of what is done: it closes as far as was done, in a moment where motion is wanted."""

from PySide6.QtCore import QVariantAnimation
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui.kit.donemark import DoneMark
from app.ui.theme import Look


def accent_of(look: Look, mark: DoneMark) -> int:
    """Count the pixels in the ring's own colour."""
    image = mark.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = look.colour("accent").rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def made(look: Look, qtbot: QtBot, share: float, *, moves: bool = False) -> DoneMark:
    mark = DoneMark(look, share, moves=moves)
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    return mark


def test_the_ring_is_closed_as_far_as_it_was_done(look: Look, qtbot: QtBot) -> None:
    none, half, all_of_it = (accent_of(look, made(look, qtbot, share)) for share in (0.0, 0.5, 1.0))
    assert none == 0
    assert 0.4 * all_of_it < half < 0.6 * all_of_it


def test_where_motion_is_wanted_it_closes_from_nothing(look: Look, qtbot: QtBot) -> None:
    mark = made(look, qtbot, 0.5, moves=True)
    assert accent_of(look, mark) == 0
    [way] = mark.findChildren(QVariantAnimation)
    way.setCurrentTime(way.duration())
    assert mark.closed == 0.5
    assert accent_of(look, mark) == accent_of(look, made(look, qtbot, 0.5))
