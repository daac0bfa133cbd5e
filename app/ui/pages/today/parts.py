"""What stands on the page of a day, made anew with each showing."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.plan.facing import Advised, Facing
from app.plan.today import Item
from app.play.library import Overview
from app.ui.kit import Button, Card, Chip, Flow, Label, Picture, body, heading, muted, small, title
from app.ui.kit.menu import MenuButton
from app.ui.kit.pain import pain_tint
from app.ui.pages.layout import at_left, column_in
from app.ui.pages.today.page import Shown, TodayPage
from app.ui.pages.today.week import WeekRow
from app.ui.pages.today.words import pause_words, streak_words, when_words
from app.ui.pages.words import begun_large, icon_of, picture_role
from app.ui.theme import Look

_PICTURE, _LARGE = (112, 72), (150, 96)


class DayParts:
    """Makes the parts of one day. What is pressed is said by the page's signals."""

    def __init__(self, page: TodayPage, look: Look, shown: Shown, ways: Sequence[Button]) -> None:
        """Make the parts on a page; `ways` lead to the plan, where they are not beside its title."""
        self._page, self._look, self._shown, self._ways = page, look, shown, ways
        self.low_ways: QWidget | None = None
        self.figures = page.figures
        self.start_button: Button | None = None

    def made(self) -> Iterator[QWidget]:
        """Yield what there is to show, in order."""
        shown = self._shown
        facing = shown.facing
        found = [
            self._trouble(shown),
            self._settle(shown),
            *(self._advice(one) for one in facing.advised),
            self._due(shown),
            self._programme(shown),
            self._week(shown),
            self._quick(shown),
        ]
        yield from (part for part in found if part is not None)

    # --- what is due -------------------------------------------------------------------------------------------------

    def _due(self, shown: Shown) -> QWidget:
        facing, gone = shown.facing, set(shown.facing.gone)
        box = QWidget()
        column = column_in(box, self._look, 1.5)
        coming = [facing.day.next, *facing.day.open]
        first = next((item for item in coming if item is not None and item not in gone), None)
        if first is not None:
            column.addWidget(self._hero(first, shown))
        for part in self._head(shown):
            column.addWidget(part)
        for item in facing.day.items:
            if item in gone:
                column.addWidget(self._gone(item))
            elif item is not first and item.state != "moved":
                column.addWidget(self._item(item, shown))
        count = len([item for item in facing.day.open if item.routine in shown.routines])
        if count > 1:
            every = Button(self._look, f"Start all {count}", icon="play")
            every.clicked.connect(self._page.start_all)
            column.addWidget(at_left(every))
        if facing.state != "empty":
            self.low_ways = QWidget()
            flow = Flow(self.low_ways, gap=self._look.theme.space(1))
            for way in self._ways:
                flow.addWidget(way)
            column.addWidget(self.low_ways)
        return box

    def _head(self, shown: Shown) -> list[QWidget]:
        """What there is to say of the day as a whole."""
        facing = shown.facing
        if facing.state == "empty":
            return [self._empty(shown)]
        if facing.state == "paused" and facing.day.pause is not None:
            return [self._paused(facing)]
        words = {
            "all done": "All done for today. Well done.",
            "nothing due": "Nothing is planned for today. Rest well, or do what you like.",
        }.get(facing.state, "")
        return [body(words)] if words else []

    def _hero(self, item: Item, shown: Shown) -> Card:
        """What comes next, the largest thing on the page."""
        one, look = shown.as_planned(item.routine, item.session), self._look
        assert one is not None
        card = Card(look, padding=3)
        row = QHBoxLayout()
        row.setSpacing(look.theme.space(3))
        words = QVBoxLayout()
        words.setSpacing(look.theme.space(1))
        words.addWidget(small("Next" if not item.is_optional else "If you like"))
        words.addWidget(title(one.routine.title))
        words.addWidget(muted(", ".join(filter(None, [f"{one.minutes} min", when_words(item)]))))
        words.addWidget(body(one.routine.purpose))
        self.start_button = Button(look, "Start", icon="play", kind="primary", large=True)
        self.start_button.setAccessibleName(f"Start {one.routine.title}")
        self.start_button.set_off(one.why_not)
        self.start_button.clicked.connect(partial(self._page.start.emit, item.routine, item))
        ways = QWidget()
        flow = Flow(ways, gap=look.theme.space(1), middle=True)
        flow.addWidget(self.start_button)
        flow.addWidget(self._menu(item, one.routine.title))
        words.addWidget(ways)
        row.addLayout(words, 1)
        if self.figures is not None:
            row.addWidget(self.figures.spot(one.timeline, QSize(*_LARGE)), 0, Qt.AlignmentFlag.AlignTop)
        card.layout_.addLayout(row)
        return card

    def _item(self, item: Item, shown: Shown) -> Card:
        """Something else that is planned, or that is done."""
        one, look = shown.as_planned(item.routine, item.session), self._look
        name = one.routine.title if one is not None else item.done.title if item.done is not None else item.routine
        card = Card(look, padding=1.5)
        row = QHBoxLayout()
        row.setSpacing(look.theme.space(1.5))
        is_done = item.state == "done"
        if is_done or one is None or self.figures is None:
            kind = "check" if is_done else icon_of(one.timeline.kinds) if one is not None else "clock"
            row.addWidget(Picture(look, kind, "accent" if is_done else picture_role(kind), 28))
        else:
            row.addWidget(self.figures.spot(one.timeline, QSize(*_PICTURE)))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(name, "body", strong=True))
        words.addWidget(small(self._words_of(item, one)))
        words.addStretch(1)
        row.addLayout(words, 1)
        if is_done and item.done is not None and item.done.rating.after is not None:
            pain = item.done.rating.after
            row.addWidget(Chip(look, f"pain {pain}", tint=pain_tint(pain)))
        if item.state == "open" and one is not None:
            start = Button(look, "Start", icon="play")
            start.setAccessibleName(f"Start {name}")
            start.set_off(one.why_not)
            start.clicked.connect(partial(self._page.start.emit, item.routine, item))
            row.addWidget(start)
            row.addWidget(self._menu(item, name))
        card.layout_.addLayout(row)
        return card

    @staticmethod
    def _words_of(item: Item, one: Overview | None) -> str:
        if item.state == "done" and item.done is not None:
            return f"Done, begun at {item.done.started:%H:%M}"
        if item.state == "skipped":
            return "Skipped today"
        minutes = f"{one.minutes} min" if one is not None else ""
        optional = "if you like" if item.is_optional else ""
        return begun_large(", ".join(filter(None, [minutes, when_words(item), optional])))

    def _menu(self, item: Item, name: str) -> MenuButton:
        menu = MenuButton(self._look, f"More about {name}")
        menu.add("Show its steps", partial(self._page.routine_asked.emit, item.routine))
        menu.add("Skip today", partial(self._page.skipped.emit, item))
        menu.add("Move to this evening", partial(self._page.moved.emit, item, "evening"))
        menu.add("Move to tomorrow", partial(self._page.moved.emit, item, "tomorrow"))
        return menu

    def _gone(self, item: Item) -> Card:
        card = Card(self._look, padding=1.5)
        card.layout_.addWidget(Label(f"“{item.routine}” is planned, and cannot be found or used.", strong=True))
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        for words, asked in (("Choose another", self._page.replaced), ("Take it off the plan", self._page.removed)):
            button = Button(self._look, words)
            button.clicked.connect(partial(asked.emit, item))
            flow.addWidget(button)
        card.layout_.addWidget(row)
        return card

    def _paused(self, facing: Facing) -> Card:
        card = Card(self._look, padding=2)
        assert facing.day.pause is not None
        card.layout_.addWidget(heading(pause_words(facing.day.pause)))
        card.layout_.addWidget(muted("Your row of days waits for you."))
        again = Button(self._look, "Go on with my plan", icon="play", kind="primary")
        again.clicked.connect(self._page.went_on)
        card.layout_.addWidget(at_left(again))
        return card

    def _empty(self, shown: Shown) -> QWidget:
        """Three good starts, where nothing is planned yet."""
        box = QWidget()
        column = column_in(box, self._look, 1.5)
        column.addWidget(body("Nothing is planned yet. Three good ways to start:"))
        for index, (slug, why) in enumerate(shown.suggested):
            column.addWidget(self._suggestion(shown.routines[slug], why, is_first=index == 0))
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        for words, icon, asked in (
            ("Follow a programme", "today", self._page.programmes_asked),
            ("See all routines", "library", self._page.library_asked),
        ):
            button = Button(self._look, words, icon=icon)
            button.clicked.connect(asked)
            flow.addWidget(button)
        column.addWidget(row)
        return box

    def _suggestion(self, one: Overview, why: str, *, is_first: bool) -> Card:
        look = self._look
        card = Card(look, padding=1.5)
        row = QHBoxLayout()
        row.setSpacing(look.theme.space(1.5))
        if self.figures is not None:
            row.addWidget(self.figures.spot(one.timeline, QSize(*_PICTURE)))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(one.routine.title, "body", strong=True))
        words.addWidget(small(f"{one.minutes} min. {why}"))
        row.addLayout(words, 1)
        start = Button(look, "Start", icon="play", kind="primary" if is_first else "secondary")
        start.setAccessibleName(f"Start {one.routine.title}")
        start.clicked.connect(partial(self._page.start.emit, one.slug, None))
        if is_first:
            self.start_button = start
        put = Button(look, "Plan", icon="plus")
        put.setAccessibleName(f"Plan {one.routine.title}")
        put.clicked.connect(partial(self._page.put_asked.emit, one.slug))
        ways = QWidget()
        flow = Flow(ways, gap=look.theme.space(1))
        flow.addWidget(start)
        flow.addWidget(put)
        words.addSpacing(look.theme.space(0.5))
        words.addWidget(ways)
        card.layout_.addLayout(row)
        return card

    # --- the rest ----------------------------------------------------------------------------------------------------

    def _trouble(self, shown: Shown) -> QWidget | None:
        if not shown.trouble:
            return None
        card = Card(self._look, padding=2)
        row = QHBoxLayout()
        row.setSpacing(self._look.theme.space(1.5))
        row.addWidget(Picture(self._look, "warning", "warning", 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(body(shown.trouble), 1)
        card.layout_.addLayout(row)
        return card

    def _settle(self, shown: Shown) -> QWidget | None:
        done = shown.facing.settle
        if done is None:
            return None
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading(f"Has the soreness from {done.title} settled?"))
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        for words, is_settled in (("Yes, it has", True), ("Not yet", False)):
            button = Button(self._look, words)
            button.clicked.connect(partial(self._page.settled.emit, done.id, is_settled))
            flow.addWidget(button)
        card.layout_.addWidget(row)
        return card

    def _advice(self, one: Advised) -> QWidget:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(body(one.step.sentence))
        if one.week is not None:
            ease = Button(self._look, f"Go to week {one.week}", icon="easier")
            ease.clicked.connect(partial(self._page.advised.emit, one))
            card.layout_.addWidget(at_left(ease))
        return card

    def _programme(self, shown: Shown) -> QWidget | None:
        place = shown.facing.place
        if place is None:
            return None
        card = Card(self._look, padding=2)
        number = f"Week {place.week_number} of {len(place.programme.weeks)}, day {place.day_number}"
        card.layout_.addWidget(small(f"{place.programme.title}: {number}"))
        card.layout_.addWidget(heading(place.week.focus))
        card.layout_.addWidget(muted(place.week.goal))
        if place.day.note:
            card.layout_.addWidget(body(place.day.note))
        if place.missed > 1:
            card.layout_.addWidget(muted("You were away a few days. Begin gently where you are."))
        return card

    def _week(self, shown: Shown) -> QWidget:
        box = QWidget()
        column = column_in(box, self._look, 0.5)
        column.addWidget(WeekRow(self._look, shown.facing.week, shown.facing.day.day))
        words = streak_words(shown.facing.streak) if shown.shows_streak else ""
        if words:
            column.addWidget(muted(f"{words}. Rest days are part of it."))
        return box

    def _quick(self, shown: Shown) -> QWidget | None:
        suggested = {slug for slug, _ in shown.suggested} if shown.facing.state == "empty" else set()
        offered = [one for one in shown.quick if one[0] not in suggested]  # what is large above is enough
        if not offered:
            return None
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        for slug, words, icon in offered:
            button = Button(self._look, words, icon=icon)
            button.clicked.connect(partial(self._page.start.emit, slug, None))
            flow.addWidget(button)
        return row
