"""The top row both editors have."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.editor.top import Top
from app.ui.kit import Button
from app.ui.theme import Look


def test_a_narrow_window_leaves_the_name_out_and_some_buttons_their_icons_alone(look: Look, qtbot: QtBot) -> None:
    page, play, note = QWidget(), Button(look, "Play", icon="play"), Button(look, "Note", icon="note")
    qtbot.addWidget(page)
    top = Top(look, (note, play), narrowed=(play,))
    page.setLayout(top)
    wide = {button: button.sizeHint().width() for button in (top.back, play, note, top.save)}
    for width, is_narrow in ((559, True), (560, False)):
        top.fit(width)
        assert top.name.isHidden() is is_narrow
        narrowed = {button for button, was in wide.items() if button.sizeHint().width() < was}
        assert narrowed == ({top.back, play} if is_narrow else set())
