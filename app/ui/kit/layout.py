"""Where things go: a row that wraps, a grid of equal columns, and a page that scrolls."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit.label import Label
from app.ui.theme import Look

_PAGE_WIDTH = 880


class Flow(QLayout):
    """Lays things side by side and starts a new row where they no longer fit.

    With `column_px` they share equal columns of at least that width, and rows are as high as their highest. With
    `middle` what is lower than its row stands in the middle of it, as buttons of two sizes should.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, column_px: int = 0, middle: bool = False
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._column_px = column_px
        self._middle = middle
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
                    tall = self._stretch(item, wide, high)
                    down = (high - tall) // 2 if self._middle else 0
                    item.setGeometry(QRect(QPoint(left, top + down), QSize(wide, tall)))
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


class TitleRow(QWidget):
    """The name of a page, and what else can be done from there: at its right, or below where there is no room.

    With `yields` the ways on are hidden where there is no room, and `turned` says so: the page has them further down.
    """

    turned = Signal(bool)  # whether the ways on are beside the name

    def __init__(self, look: Look, title: Label, *, yields: bool = False) -> None:
        super().__init__()
        self._look = look
        self._yields = yields
        self.title = title
        self.is_beside = True
        self._ways = QWidget()
        self._flow = Flow(self._ways, gap=look.theme.space(1), middle=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.theme.space(1.5))
        self._row.addWidget(title, 1)
        self._row.addWidget(self._ways)

    def add(self, *ways: QWidget) -> None:
        """Add ways on, the most used first."""
        for way in ways:
            self._flow.addWidget(way)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._turn()

    def _turn(self) -> None:
        words = self.title.fontMetrics().horizontalAdvance(self.title.text())
        is_beside = words + self._look.theme.space(4) + self._flow.sizeHint().width() <= self.width()
        if self._yields:
            self._ways.setVisible(is_beside)
        else:
            beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._row.setDirection(beside if is_beside else below)
        if is_beside != self.is_beside:
            self.is_beside = is_beside
            self.turned.emit(is_beside)


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
        self._sheet_column = QVBoxLayout(self._sheet)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.theme.space(2))
        self._sheet_column.addLayout(self.body, 1 if fill else 0)
        if not fill:
            self._sheet_column.addStretch(1)
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
            self._sheet_column.setContentsMargins(side, top, side, top)
            return
        theme, side = self._look.theme, page_side(self._look, self._view.width())
        self._sheet_column.setContentsMargins(side, theme.space(4), side, theme.space(5))


def page_side(look: Look, wide: int) -> int:
    """Return how far in a page's column begins, in pixels, where so many are there for it."""
    return max(look.theme.space(3), (wide - look.theme.scaled(_PAGE_WIDTH)) // 2)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
