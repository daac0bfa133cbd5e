"""Where things go: a row that wraps, a grid of equal columns, and a page that scrolls."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import Look

_PAGE_WIDTH = 880


class Flow(QLayout):
    """Lays things side by side and starts a new row where they no longer fit.

    With `column_px` they share equal columns of at least that width, and rows are as high as their highest.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, column_px: int = 0) -> None:
        super().__init__(parent)
        self._gap = gap
        self._column_px = column_px
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def arrange(self, widgets: Iterable[QWidget]) -> None:
        """Put these first, in this order; those not yet here are added.

        Taken out and put in again, a widget would have a second item, which Qt does not tell when its size changes.
        """
        wanted = list(widgets)
        here = {item.widget() for item in self._items}
        for widget in wanted:
            if widget not in here:
                self.addWidget(widget)
        places: dict[QWidget | None, int] = {widget: place for place, widget in enumerate(wanted)}
        self._items.sort(key=lambda item: places.get(item.widget(), len(places)))
        self.invalidate()

    def set_columns(self, column_px: int) -> None:
        """Share equal columns of at least another width: text has become larger or smaller."""
        self._column_px = column_px
        self.invalidate()

    def addItem(self, item: QLayoutItem, /) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        return self._place(QRect(0, 0, inside, 0), move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect, /) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put every item where it goes, or only find out how high that is."""
        top = rect.y()
        for row in self._rows(rect.width()):
            high = max(_height(item, wide) for item, wide in row)
            left = rect.x()
            for item, wide in row:
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(wide, self._stretch(item, wide, high))))
                left += wide + self._gap
            top += high + self._gap
        return max(0, top - self._gap - rect.y())

    def _stretch(self, item: QLayoutItem, wide: int, high: int) -> int:
        return high if self._column_px else _height(item, wide)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Share the items out over rows, each with the width it gets."""
        shown = self._shown()
        if self._column_px:
            columns = max(1, (width + self._gap) // (self._column_px + self._gap))
            wide = (width - self._gap * (columns - 1)) // columns
            return [[(item, wide) for item in shown[i : i + columns]] for i in range(0, len(shown), columns)]
        rows: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for item in shown:
            wide = max(0, min(item.sizeHint().width(), width))  # what is not laid out yet may have less than no width
            if not rows or left + wide > width:
                rows.append([])
                left = 0
            rows[-1].append((item, wide))
            left += wide + self._gap
        return rows


class Page(QScrollArea):
    """A page that scrolls, sideways only where something cannot fit. Put things into `body`, of readable width.

    They stay at the top; with `fill`, the body takes all the height there is.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, *, fill: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._margins: tuple[int, int] | None = None
        # Qt's own viewport, asked for, would have PySide look through every kind of widget there is: 10 ms at start.
        self._view = QWidget()
        self._view.setBackgroundRole(QPalette.ColorRole.NoRole)
        self.setViewport(self._view)
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.theme.space(2))
        self._column.addLayout(self.body, 1 if fill else 0)
        if not fill:
            self._column.addStretch(1)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is on it takes the focus; its keys still scroll

    def set_margins(self, side: int, top: int) -> None:
        """Use these margins, in pixels, instead of those of a whole page: for a column inside another page."""
        self._margins = (side, top)
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_margins()

    def _set_margins(self) -> None:
        if self._margins is not None:
            side, top = self._margins
            self._column.setContentsMargins(side, top, side, top)
            return
        theme = self._look.theme
        side = max(theme.space(3), (self._view.width() - theme.scaled(_PAGE_WIDTH)) // 2)
        self._column.setContentsMargins(side, theme.space(4), side, theme.space(5))


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
