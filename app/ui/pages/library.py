"""The library: what is wrong with files that cannot be used, a card for each routine, and where own files go."""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit import Button, CardButton, Chip, EmptyState, Flow, Page, Picture, TitleRow, heading, muted, small, title
from app.ui.pages.layout import at_left, column_in
from app.ui.pages.words import begun_large, icon_of, picture_role, tint_of
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.play.finding import Findable, Wanted
    from app.play.library import Broken, Overview, Shelf
    from app.ui.figures import Figures
    from app.ui.pages.problems import ProblemCard

_CARD_PX = 250
_PICTURE = (132, 84)
GROUPS = (
    "desk",
    "daily",
    "upper back",
    "neck",
    "shoulders",
    "chest",
    "lower back",
    "hips",
    "posture",
    "strength",
    "flow",
    "heat and cold",
    "massage",
    "breathing",
    "relaxation",
)


class LibraryPage(Page):
    """Lists the routines, the person's own first, below the files that have problems.

    Shown anew, it keeps every card that is as it was, and so the place on the page and the focus.
    """

    chosen = Signal(str)  # slug
    new_asked = Signal()  # to make a routine
    import_asked = Signal()  # a file somebody gave
    mend_asked = Signal(Path)  # to change a routine's file here
    file_asked = Signal(Path)
    folder_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._title = TitleRow(look, title("Library"))
        self.body.addWidget(self._title)
        self._cards: dict[str, RoutineCard] = {}
        self._ready: list[Findable] = []
        self._favourites: frozenset[str] = frozenset()
        self._problems: dict[Path, ProblemCard] = {}
        self._shown: _Shown | None = None
        self.figures: Figures | None = None  # who draws the pictures on the cards

    def show_shelf(self, shelf: "Shelf", folder: Path) -> None:
        """Show these routines and problems; `folder` is where the person's own files go."""
        if self._shown is None:
            self._shown = _Shown(self._look, folder)
            self._shown.open_folder.clicked.connect(self.folder_asked)
            self._shown.new.clicked.connect(self.new_asked)
            self._shown.bring.clicked.connect(self.import_asked)
            self._title.add(self._shown.new, self._shown.bring)
            self._shown.finder.changed.connect(self._find)
            self.body.addWidget(self._shown)
        focus = self.focusWidget()
        refocus = focus.property("slug") if focus is not None and focus.hasFocus() else None
        self._show_problems(shelf.broken)
        from app.play.finding import findable  # late: the window is painted before a routine is read

        in_order = sorted(shelf.routines.values(), key=_order)
        self._ready = findable(in_order)
        self._shown.finder.offer(in_order)
        self._make_cards(in_order)
        self._find()
        self._shown.has_problems(bool(shelf.broken))
        self._shown.empty.setVisible(not shelf.routines and not shelf.broken)
        if refocus in self._cards:
            self._cards[refocus].setFocus()

    def mark_favourites(self, favourites: frozenset[str]) -> None:
        """Mark these routines; they can be asked for by that."""
        self._favourites = favourites
        for slug, card in self._cards.items():
            card.mark_favourite(slug in favourites)
        if self._shown is not None:
            self._find()

    def look_for(self, wanted: "Wanted") -> None:
        """Ask for these kinds and nothing else, as if a person had done so above the cards."""
        if self._shown is not None:
            self._shown.finder.ask(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find) and self._shown is not None:
            self._shown.finder.words.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._shown is not None:
            self._shown.flow.set_columns(self._look.theme.scaled(_CARD_PX))

    def _find(self) -> None:
        """Show the cards of what is looked for, those whose title says it first."""
        from app.play.finding import found

        assert self._shown is not None
        finder, flow = self._shown.finder, self._shown.flow
        hits = [one.slug for one in found(self._ready, finder.wanted, self._favourites)]
        flow.arrange(self._cards[slug] for slug in hits)
        for slug, card in self._cards.items():
            card.setVisible(slug in hits)
        finder.tell_count(len(hits), len(self._cards))
        self._shown.nothing.setVisible(bool(self._cards) and not hits)
        self._lead_tab(hits)

    def _make_cards(self, routines: "list[Overview]") -> None:
        assert self._shown is not None
        before = self._cards
        self._cards = {}
        for one in routines:
            card = before.get(one.slug)
            if card is None or card.one != one:
                card = RoutineCard(one, self._look, self.figures)
                card.clicked.connect(partial(self.chosen.emit, one.slug))
            else:
                del before[one.slug]
            card.mark_favourite(one.slug in self._favourites)
            self._cards[one.slug] = card
        _take_away(before.values())

    def _show_problems(self, broken: "Iterable[Broken]") -> None:
        from app.ui.pages.problems import ProblemCard  # late: most people have none

        assert self._shown is not None
        column, before = self._shown.problems, self._problems
        self._problems = {}
        for index, one in enumerate(broken):
            card = before.get(one.path)
            if card is None or card.one != one:
                card = ProblemCard(one, self._look)
                card.open_file.clicked.connect(partial(self.file_asked.emit, one.path))
                if card.mend is not None:
                    card.mend.clicked.connect(partial(self.mend_asked.emit, one.path))
            else:
                del before[one.path]
            column.insertWidget(index, card)
            self._problems[one.path] = card
        _take_away(before.values())

    def _lead_tab(self, slugs: "Iterable[str]") -> None:
        """Have Tab go from thing to thing as they stand on the page, whenever they were made."""
        stops: list[QWidget] = []
        if self._shown is not None:
            stops = [
                self._shown.new,
                self._shown.bring,
                *(stop for card in self._problems.values() for stop in card.stops),
                *self._shown.finder.stops,
                *(self._cards[slug] for slug in slugs),
                self._shown.open_folder,
            ]
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)


class _Shown(QWidget):
    """What stands below the page's title: problems, routines, and where one's own go."""

    def __init__(self, look: Look, folder: Path) -> None:
        from app.paths import shown
        from app.ui.pages.finder import Finder  # late, as all of this: the window is painted first

        super().__init__()
        column = column_in(self, look)
        problems = QWidget()
        self.problems = column_in(problems, look)
        self.has_problems = problems.setVisible
        self.new = Button(look, "New routine", icon="plus")
        self.bring = Button(look, "Import a file", icon="folder")
        self.finder = Finder(look)
        self.empty = EmptyState(look, "library", "There are no routines yet.")
        self.nothing = EmptyState(look, "search", "Nothing fits all of that.", action="Show all routines")
        self.nothing.acted.connect(self.finder.clear)
        grid = QWidget()
        self.flow = Flow(grid, gap=look.theme.space(2), column_px=look.theme.scaled(_CARD_PX))
        self.open_folder = Button(look, "Open folder", icon="folder")
        foot = QWidget()
        own = column_in(foot, look, 1)
        own.addWidget(small(f"Your own routines are in {shown(folder)}"))
        own.addWidget(at_left(self.open_folder))
        for widget in (problems, self.finder, self.empty, self.nothing, grid, foot):
            column.addWidget(widget)


def _take_away(cards: "Iterable[QWidget]") -> None:
    for card in cards:
        card.hide()  # it goes a little later, and must not shine through until then
        card.deleteLater()


class RoutineCard(CardButton):
    """One routine, pressed to see more of it."""

    def __init__(self, one: "Overview", look: Look, figures: "Figures | None" = None) -> None:
        about = "" if one.timeline.is_exact else "about "
        super().__init__(look, f"{one.routine.title}, {about}{one.minutes} minutes. {one.routine.purpose}", padding=2)
        self.one = one
        self.setProperty("slug", one.slug)
        kind = icon_of(one.timeline.kinds)
        top = QHBoxLayout()
        if figures is None:
            top.addWidget(Picture(look, kind, picture_role(kind), 28))
        else:
            top.addWidget(figures.spot(one.timeline, QSize(*_PICTURE)))
        top.addStretch(1)
        self._heart = Picture(look, "favourite-on", "accent", 20)
        top.addWidget(self._heart, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(Chip(look, f"{one.minutes} min", icon="clock", tint=tint_of(kind)), 0, Qt.AlignmentFlag.AlignTop)
        self.layout_.addLayout(top)
        is_mine = one.mine and not one.problems  # with problems, the bundled one stands in
        self.layout_.addWidget(small("My routines" if is_mine else begun_large(one.routine.group)))
        self.layout_.addWidget(heading(one.routine.title))
        self.layout_.addWidget(muted(one.routine.purpose))
        self.layout_.addStretch(1)
        if one.routine.setting:
            self.layout_.addWidget(small(begun_large(one.routine.setting)))

    def mark_favourite(self, favourite: bool) -> None:
        """Mark it with a heart, or not."""
        self._heart.setVisible(favourite)
        self.setAccessibleDescription("A favourite" if favourite else "")


def _order(one: "Overview") -> tuple[int, int, int]:
    """The person's own first, then by group, the short ones first."""
    group = one.routine.group
    return (0 if one.mine else 1, GROUPS.index(group) if group in GROUPS else len(GROUPS), one.minutes)
