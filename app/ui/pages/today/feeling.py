"""How one feels now: pain from 0 to 10, kept with one press, and where, on a map of the body."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, Card, announce, heading, muted
from app.ui.kit.pain import PainScale
from app.ui.pages.layout import at_left, column_in
from app.ui.theme import Look


class Feeling(Card):
    """`felt` comes with each press, with the areas that are chosen by then."""

    felt = Signal(int, object)  # 0 to 10, and a tuple of areas

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=2)
        self.layout_.addWidget(heading("How do you feel?"))
        self._told = muted("Pain right now: 0 is none, 10 the worst you can imagine. One press keeps it.")
        self.layout_.addWidget(self._told)
        self.pain = PainScale(look)
        self.pain.picked.connect(self._tell)
        self.layout_.addWidget(self.pain)
        self.where = Button(look, "Where?", icon="plus", kind="quiet", flush=True)
        self.where.clicked.connect(self._open)
        self.layout_.addWidget(at_left(self.where))
        self._box = QWidget()
        self._column = column_in(self._box, look, 0.5)
        self.layout_.addWidget(self._box)
        self._box.hide()
        self.map: QWidget | None = None

    def show_felt(self, pain: int | None) -> None:
        """Show what was told last today."""
        if pain is not None:
            self.pain.set_value(pain)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that are chosen."""
        from app.ui.kit.bodymap import BodyMap

        return self.map.chosen if isinstance(self.map, BodyMap) else ()

    def _open(self) -> None:
        if self.map is None:
            from app.ui.kit.bodymap import BodyMap

            body = BodyMap(self._look)
            body.picked.connect(self._tell_again)
            self._column.addWidget(body)
            self.map = body
        shown = self._box.isHidden()
        self._box.setVisible(shown)
        self.where.set_label("Hide the map" if shown else "Where?", "minus" if shown else "plus")

    def _tell_again(self) -> None:
        if self.pain.value() is not None:
            self._tell(self.pain.value() or 0)

    def _tell(self, pain: int) -> None:
        self.felt.emit(pain, self.areas)
        where = f", {', '.join(self.areas)}" if self.areas else ""
        self._told.setText(f"Kept: {pain} of 10{where}.")
        announce(self, self._told.text())
