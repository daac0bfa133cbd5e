"""The foot of the editor: the routine as a strip true to time, how long it takes, and how much is wrong with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.play.timeline import Timeline
from app.routine.quantities import spoken
from app.ui.kit import Label, Picture
from app.ui.pages.layout import column_in
from app.ui.player.strip import Strip
from app.ui.theme import Look


class Total(QWidget):
    """`pointed` carries a segment: somebody clicked there on the strip."""

    pointed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._timeline: Timeline | None = None
        self.strip = Strip(look)
        self.strip.asked.connect(self._point)
        self.strip.told.connect(self._tell)
        self.words = Label("", strong=True, tabular=True)
        self._told = Label("", "small", "muted")
        self._mark = Picture(look, "warning", "danger", 20)
        self.problems = Label("", "small", "danger", strong=True)
        column = column_in(self, look, 0.5)
        line = QHBoxLayout()
        line.setSpacing(look.theme.space(1))
        for widget in (self.words, self._mark, self.problems):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._told)
        column.addLayout(line)
        column.addWidget(self.strip)

    def show_timeline(self, timeline: Timeline | None, first: int, problems: int, *, is_too_long: bool) -> None:
        """Show a routine as it is by now, from which segment on the step that is open lasts, and how much is wrong."""
        self._timeline = timeline if timeline is not None and timeline.segments else None
        self.strip.setVisible(self._timeline is not None)
        if self._timeline is None:
            self.words.setText("Far too long" if is_too_long else "Nothing to do yet")
        else:
            about = "" if self._timeline.is_exact else "about "
            self.words.setText(f"{about}{spoken(round(self._timeline.total_s))}".capitalize())
            segments = self._timeline.segments
            self.strip.show_place(segments, self._timeline.parts, min(first, len(segments) - 1), 0.0)
        self._mark.setVisible(bool(problems))
        self.problems.setText(f"{problems} thing{'s' * (problems != 1)} to mend" if problems else "")

    def _tell(self, _: str, what: str) -> None:
        self._told.setText(what)

    def _point(self, station: int) -> None:
        segments = self._timeline.segments if self._timeline else ()
        self.pointed.emit(next((index for index, one in enumerate(segments) if one.station == station), 0))
