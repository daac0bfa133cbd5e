"""The list of sessions: as long as the history is, and only what is looked at is read."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.history.rows import SessionRow
from app.ui.kit.pain import pain_tint
from app.ui.kit.paint import focus_ring, plate
from app.ui.pages.words import OUTCOMES, began, day_words, icon_of, lasted, picture_role
from app.ui.theme import Look
from app.ui.tokens import Role, soft

PAGE_ROWS = 50
_PAGES = 40  # kept at hand, some 2,000 sessions
_HIGH, _SIDE, _ICON, _RADIUS = 62, 14, 24, 12  # pixels before text scaling
_NARROW_PX = 360  # before text scaling: below this a row has three lines
_MOST_SHOWN = 9

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


def words_of(session: SessionRow) -> str:
    """Say when a session was, how long it lasted, and how it ended."""
    parts = f"{day_words(session.day)}, {began(session):%H:%M}", lasted(session.played_s), OUTCOMES[session.outcome]
    return "  ·  ".join(parts)


def lines_of(session: SessionRow) -> list[str]:
    """Say the same on two lines, with the pain after it."""
    first, rest = words_of(session).split("  ·  ", 1)
    return [first, f"pain {session.pain_after}  ·  {rest}" if session.pain_after is not None else rest]


class Sessions(QAbstractListModel):
    """As many rows as there are sessions; `wanted` carries the number of a page of them that is looked at."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, Sequence[SessionRow]] = OrderedDict()
        self._asked: set[int] = set()

    def begin(self, total: int, first: Sequence[SessionRow]) -> None:
        """Begin anew with so many sessions, of which the first page is at hand."""
        self.beginResetModel()
        self._total = total
        self._pages = OrderedDict({0: first})
        self._asked = set()
        self.endResetModel()

    def take(self, page: int, sessions: Sequence[SessionRow]) -> None:
        """Show a page that was wanted."""
        self._asked.discard(page)
        self._pages[page] = sessions
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)
        first = page * PAGE_ROWS
        self.dataChanged.emit(self.index(first), self.index(min(first + PAGE_ROWS, self._total) - 1))

    def session(self, row: int) -> SessionRow | None:
        """Return the session of a row; None while it is being read."""
        page, place = divmod(row, PAGE_ROWS)
        sessions = self._pages.get(page)
        if sessions is None:
            if page not in self._asked:
                self._asked.add(page)
                self.wanted.emit(page)
            return None
        self._pages.move_to_end(page)
        return sessions[place] if place < len(sessions) else None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else self._total

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        session = self.session(index.row())
        if session is None:
            return "..."
        pain = f", pain {session.pain_after} of 10" if session.pain_after is not None else ""
        return f"{session.title}, {words_of(session).replace('  ·  ', ', ')}{pain}"


class SessionList(QListView):
    """`chosen` carries a session's id: by a click, or by Enter."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sessions = Sessions(self)
        self.setModel(self.sessions)
        self.setItemDelegate(_Rows(look, self))
        self.setAccessibleName("Sessions, the newest first")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)

    def begin(self, total: int, first: Sequence[SessionRow]) -> None:
        """Show a list of so many sessions, as high as it needs and no higher than some of them."""
        row = self.currentIndex().row() if total == self.sessions.rowCount() else 0  # a session was put right
        self.sessions.begin(total, first)
        self._fit()
        if total:
            self.setCurrentIndex(self.sessions.index(max(row, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        total = self.sessions.rowCount()
        self.setFixedHeight(min(total, _MOST_SHOWN) * _row_px(self._look, self.width()) + 2)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: _Index) -> None:
        session = self.sessions.session(index.row()) if index.isValid() else None
        if session is not None:
            self.chosen.emit(session.id)


def _is_narrow(look: Look, width: int) -> bool:
    return width < look.theme.scaled(_NARROW_PX)


def _row_px(look: Look, width: int) -> int:
    small = QFontMetrics(look.font("small")).height() * (2 if _is_narrow(look, width) else 1)
    lines = QFontMetrics(look.font("body", strong=True)).height() + small
    return max(look.theme.scaled(_HIGH), lines + look.theme.space(2.5))


class _Rows(QStyledItemDelegate):
    """Paints a session: what it was, when and how long, and the pain after it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, _row_px(self._look, self._list.width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, model = self._look, index.model()
        assert isinstance(model, Sessions)
        session = model.session(index.row())
        box: QRect = option.rect.adjusted(1, 2, -1, -2)
        state: QStyle.StateFlag = option.state
        painter.save()
        over = QStyle.StateFlag.State_MouseOver in state
        fill = look.colour("hover" if over else "surface-raised")
        plate(painter, box, look.theme.scaled(_RADIUS), fill, look.colour("hairline"))
        if session is not None:
            side = look.theme.scaled(_SIDE)
            self._paint_session(painter, box.adjusted(side, 0, -side, 0), session)
        if QStyle.StateFlag.State_HasFocus in state:
            focus_ring(painter, box, look.theme.scaled(_RADIUS), look.colour("focus"))
        painter.restore()

    def _paint_session(self, painter: QPainter, box: QRect, session: SessionRow) -> None:
        look, theme = self._look, self._look.theme
        side, kind = theme.scaled(_ICON), icon_of(session.kinds)
        picture = look.pixmap(kind, picture_role(kind), side, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.left(), box.center().y() - side // 2, picture)
        box = box.adjusted(side + theme.space(1.5), 0, 0, 0)
        narrow = _is_narrow(look, self._list.width())
        if session.pain_after is not None and not narrow:
            box = box.adjusted(0, 0, -self._paint_pain(painter, box, session.pain_after) - theme.space(1), 0)
        strong, small = look.font("body", strong=True), look.font("small")
        upper, lower = QFontMetrics(strong), QFontMetrics(small)
        said = lines_of(session) if narrow else [words_of(session)]
        top = box.center().y() - (upper.height() + len(said) * lower.height()) // 2
        lines: list[tuple[str, QFont, QFontMetrics, Role]] = [(session.title, strong, upper, "text")]
        lines += [(words, small, lower, "muted") for words in said]
        for words, font, metrics, role in lines:
            line = QRect(box.left(), top, box.width(), metrics.height())
            painter.setFont(font)
            painter.setPen(look.colour(role))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            top += metrics.height()

    def _paint_pain(self, painter: QPainter, box: QRect, pain: int) -> int:
        look, theme = self._look, self._look.theme
        fill, ink = soft(pain_tint(pain))
        font = look.font("small")
        metrics, words = QFontMetrics(font), f"pain {pain}"
        wide, high = metrics.horizontalAdvance(words) + theme.scaled(20), metrics.height() + theme.scaled(8)
        pill = QRect(box.right() - wide, box.center().y() - high // 2, wide, high)
        plate(painter, pill, high / 2, look.colour(fill))
        painter.setFont(font)
        painter.setPen(look.colour(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        return wide
