"""A routine's page: what it is, what it needs, who should ask first, and its steps; start from here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.play.doses import Amount, amounts
from app.play.library import Overview
from app.play.timeline import Part, Segment
from app.routine.model import Exercise, HoldDose
from app.routine.quantities import spoken
from app.routine.safety_texts import SafetyTexts
from app.routine.texts import Citation
from app.settings import Doses
from app.ui.figures import Figures, Spot
from app.ui.kit import Bullet, Button, Card, Chip, Flow, Label, Picture, body, heading, muted, small, title
from app.ui.kit.pain import PainScale
from app.ui.pages.dose import DosePanel
from app.ui.pages.layout import Inner, at_left, column_in
from app.ui.pages.signs import lines_card
from app.ui.pages.words import STRONG_PAIN, icon_of, picture_role, tint_of
from app.ui.theme import Look

_PICTURE = (132, 84)  # start and end of an exercise
_COLUMN_PX = 340  # before text scaling: of what is said in short lines, side by side
GRADES = {
    "A": "close to what trials or a guideline used",
    "B": "from a professional body or a hospital, or near to it",
    "C": "sensible practice, not tested",
}


@dataclass(frozen=True)
class Person:
    """What a routine's page has to know of the person."""

    applies: frozenset[str] = frozenset()  # codes of precautions
    favourites: frozenset[str] = frozenset()
    doses: Doses = field(default_factory=dict)


@dataclass(frozen=True)
class Background:
    """What is the same for every routine: exercises by slug, and the words about safety and where doses come from."""

    safety: SafetyTexts
    precautions: Mapping[str, str]
    sources: Mapping[str, Citation]
    exercises: Mapping[str, Exercise] = field(default_factory=dict)


class RoutinePage(Inner):
    """Shows one routine at a time."""

    pain: PainScale
    start_button: Button
    _panel: DosePanel | None = None  # of the step whose dose is being changed
    _open_step: int | None = None

    start = Signal(str, object)  # slug, pain before or None
    favoured = Signal(str, bool)  # slug, whether it is a favourite now
    swap_asked = Signal(str)  # always do an exercise in its easier way
    hide_asked = Signal(str)  # always leave an exercise out
    usual_asked = Signal(str)  # do it as usual again
    dose_picked = Signal(str, str, object)  # exercise, figure of its dose, seconds or a number
    dose_as_written_asked = Signal(str)
    change_asked = Signal(str)  # change the person's own file
    duplicate_asked = Signal(str)  # change a copy
    plan_asked = Signal(str)  # to be put on the plan
    share_asked = Signal(str)  # as a file
    exercise_asked = Signal(str)  # change an exercise, or a copy of it
    handout_asked = Signal(str)  # a sheet to print
    signs_asked = Signal()  # show the warning signs
    instead_asked = Signal()  # find something to breathe to

    def __init__(self, look: Look, figures: Figures | None = None) -> None:
        super().__init__(look)
        self._figures = figures

    def show_routine(self, one: Overview, background: Background, person: Person, *, again: bool = False) -> None:
        """Show a routine as it is for a person. `again` keeps the place on the page, and what was answered there."""
        had_focus = again and self.start_button.hasFocus()
        had_keys = self._panel.focused() if again and self._panel is not None else ""
        if not again:
            self._open_step = None
        self._panel = None
        self._change_buttons: dict[int | None, Button] = {}
        pain = self.pain.value() if again else None
        column = self.fresh()
        self._one, self._background, self._person = one, background, person
        parts = (self._head(), self._feeling(), *self._notices(), self._asks_first(), self._steps(), self._sources())
        for widget in parts:
            if widget is not None:
                column.addWidget(widget)
        if pain is not None:
            self.pain.set_value(pain)
            self._show_strong(pain)
        if not again:
            self.verticalScrollBar().setValue(0)
        if had_focus or not again:
            self.start_button.setFocus()
        elif had_keys:
            self._focus_panel(had_keys)

    # --- the head ----------------------------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        one, head = self._one, QWidget()
        column = column_in(head, self._look)
        back = Button(self._look, "Library", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title(one.routine.title))
        column.addWidget(body(one.routine.purpose))
        column.addWidget(self._chips())
        column.addWidget(self._ways_on())
        if one.why_not:
            column.addWidget(Label(one.why_not, strong=True))
        for note in one.routine.notes:
            column.addWidget(muted(note))
        return head

    def _chips(self) -> QWidget:
        one, row = self._one, QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        kind = icon_of(one.timeline.kinds)
        about = "" if one.timeline.is_exact else "about "
        flow.addWidget(Chip(self._look, f"{about}{one.minutes} min", icon="clock", tint=tint_of(kind)))
        for word in (one.routine.level, one.routine.setting, *one.equipment):
            if word:
                flow.addWidget(Chip(self._look, word))
        return row

    def _ways_on(self) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1.5), middle=True)
        self.start_button = Button(self._look, "Start", icon="play", kind="primary", large=True)
        self.start_button.set_off(self._one.why_not)
        self.start_button.clicked.connect(self._start)
        flow.addWidget(self.start_button)
        self.favourite_button = Button(self._look, "Favourite")
        self.favourite_button.setCheckable(True)
        self.favourite_button.setChecked(self._one.slug in self._person.favourites)
        self.favourite_button.toggled.connect(self._favour)
        self._show_favourite()
        flow.addWidget(self.favourite_button)
        flow.addWidget(self._way("Plan", "today", self.plan_asked))
        if self._one.mine:
            flow.addWidget(self._way("Edit", "edit", self.change_asked))
        else:
            flow.addWidget(self._way("Duplicate and change", "repeat", self.duplicate_asked))
        flow.addWidget(self._more_ways())
        return row

    def _way(self, words: str, icon: str, asked: SignalInstance) -> Button:
        button = Button(self._look, words, icon=icon)
        button.clicked.connect(partial(asked.emit, self._one.slug))
        return button

    def _more_ways(self) -> Button:
        from app.ui.kit.menu import MenuButton

        more, slug = MenuButton(self._look, "More ways"), self._one.slug
        if self._one.mine:
            more.add("Duplicate and change", partial(self.duplicate_asked.emit, slug))
            more.add("Share as a file ...", partial(self.share_asked.emit, slug))
        more.add("Sheet to print ...", partial(self.handout_asked.emit, slug))
        return more

    def _start(self) -> None:
        self.start.emit(self._one.slug, self.pain.value())

    def _favour(self, favourite: bool) -> None:
        self._show_favourite()
        self.favoured.emit(self._one.slug, favourite)

    def _show_favourite(self) -> None:
        button = self.favourite_button
        button.set_label("Favourite", "favourite-on" if button.isChecked() else "favourite")

    # --- before starting ---------------------------------------------------------------------------------------------

    def _feeling(self) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading(self._background.safety.before.pain))
        self.pain = PainScale(self._look)
        self.pain.picked.connect(self._show_strong)
        card.layout_.addWidget(self.pain)
        self._strong = QWidget()
        column = column_in(self._strong, self._look, 1)
        column.addWidget(Label(self._background.safety.before.strong, strong=True))
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        instead = Button(self._look, "Something to breathe to", icon="breath")
        instead.clicked.connect(self.instead_asked)
        signs = Button(self._look, "Warning signs", icon="warning")
        signs.clicked.connect(self.signs_asked)
        flow.addWidget(instead)
        flow.addWidget(signs)
        column.addWidget(row)
        self._strong.hide()
        card.layout_.addWidget(self._strong)
        return card

    def _show_strong(self, pain: int) -> None:
        self._strong.setVisible(pain >= STRONG_PAIN)

    def _notices(self) -> list[Card]:
        """What to know before heat and cold, and before a breath is held."""
        texts, timeline, cards = self._background.safety, self._one.timeline, []
        if any(segment.pack for segment in timeline.segments):
            cards.append(lines_card(self._look, "Before heat and cold", texts.heat_cold, "heat", "heat"))
        beats = (segment.beat for segment in timeline.segments)
        if any(beat and beat.of == "breath" and "hold" in dict(beat.phases) for beat in beats):
            cards.append(lines_card(self._look, "Before holding your breath", texts.breath, "breath", "breath"))
        return cards

    def _asks_first(self) -> QWidget | None:
        codes = self._one.precautions
        if not codes:
            return None
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading("Ask a health professional first if you have"))
        others = QWidget()
        flow = Flow(others, gap=self._look.theme.space(1), column_px=self._look.theme.scaled(_COLUMN_PX))
        for code in codes:
            words = self._background.precautions.get(code, code)
            if code in self._person.applies:
                words = f"{words} (you said this applies to you)"
                card.layout_.addWidget(Bullet(words, "small", "warning", strong=True))
            else:
                flow.addWidget(Bullet(words, "small", "muted"))
        card.layout_.addWidget(others)
        others.setVisible(flow.count() > 0)
        return card

    # --- steps -------------------------------------------------------------------------------------------------------

    def _steps(self) -> QWidget:
        card, timeline = Card(self._look, padding=2), self._one.timeline
        card.layout_.addWidget(heading("Steps"))
        seen: set[int] = set()
        for segment in timeline.segments:
            if segment.station in seen or segment.kind == "switch":
                continue
            seen.add(segment.station)
            part = timeline.parts[segment.part] if segment.part is not None else None
            card.layout_.addWidget(self._exercise(part) if part else self._between(segment))
        for slug in self._left_out():
            card.layout_.addWidget(self._otherwise(slug, "left out"))
        return card

    def _between(self, segment: Segment) -> QWidget:
        """A rest, a note, a wait or a check."""
        line = QWidget()
        row = _row(line, self._look.theme.space(1.5))
        kind = "note" if segment.kind != "rest" else "clock"
        row.addWidget(Picture(self._look, kind, picture_role(kind), 24))
        row.addWidget(muted(segment.title), 1)
        row.addWidget(Label(spoken(segment.about_s), "body", "muted", wrap=False))
        return line

    def _exercise(self, part: Part) -> QWidget:
        step, look = QWidget(), self._look
        column = column_in(step, look, 1)
        line = QWidget()
        row = _row(line, look.theme.space(1.5))
        row.addWidget(self._picture(part), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(part.name, "body", strong=True))
        if part.caution:
            words.addWidget(small(part.caution))
        if reason := self._applying_to(part.exercise_id):
            words.addWidget(Label(f"Take care: {reason}", "small", "warning", strong=True))
            if part.easier and not self._applying_to(part.easier):
                words.addWidget(at_left(self._swap_button(part)))
        if self._changeable(part):
            words.addWidget(self._change_button(part))
        row.addLayout(words, 2)
        row.addLayout(self._dose(part), 1)
        row.addWidget(self._more(part))
        if part.swapped_from:
            words.addWidget(self._otherwise(part.swapped_from, "this stands in for it"))
        column.addWidget(line)
        if part.step == self._open_step:
            column.addWidget(self._change(part))
        return step

    def _picture(self, part: Part) -> QWidget:
        """How it starts and how it ends, or a sign of its kind where it has no pose."""
        if self._figures is None or not self._figures.shows(part.exercise_id):
            return Picture(self._look, part.kind, picture_role(part.kind), 24)
        return Spot(self._figures, part.exercise_id, QSize(*_PICTURE))

    # --- doses -------------------------------------------------------------------------------------------------------

    def _dose(self, part: Part) -> QVBoxLayout:
        side = {"left": ", each side", "right": ", each side", "alternating": " each side, in turns"}.get(part.side, "")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(Label(f"{part.dose}{side}", "body", "muted"))
        if part.exercise_id in self._person.doses:
            is_own = part.exercise_id not in self._one.as_written
            column.addWidget(small("Your own dose" if is_own else "As written here"))
        column.addStretch(1)
        return column

    def _change_button(self, part: Part) -> QWidget:
        is_open = part.step == self._open_step
        change = Button(self._look, "Close" if is_open else "Change", kind="quiet", flush=True)
        change.setAccessibleName(f"{change.label} the dose of {part.name}")
        change.clicked.connect(partial(self._open, None if is_open else part.step))
        self._change_buttons[part.step] = change
        return at_left(change)

    def _changeable(self, part: Part) -> tuple[Amount, ...]:
        exercise = self._background.exercises.get(part.exercise_id)
        return amounts(part.given, exercise) if exercise else ()

    def _change(self, part: Part) -> DosePanel:
        slug = part.exercise_id
        exercise, own = self._background.exercises[slug], self._person.doses.get(slug)
        remark = "Your own dose would be too much in this routine, so it is as written here."
        panel = DosePanel(
            self._look,
            exercise.name,
            self._changeable(part),
            holds=isinstance(part.given, HoldDose),
            is_own=own is not None,
            remark=remark if slug in self._one.as_written else "",
        )
        panel.picked.connect(partial(self.dose_picked.emit, slug))
        panel.usual_asked.connect(partial(self.dose_as_written_asked.emit, slug))
        self._panel = panel
        return panel

    def _open(self, step: int | None) -> None:
        """Show what may be changed of a step's dose, or of none."""
        closed, self._open_step = self._open_step, step
        self.show_routine(self._one, self._background, self._person, again=True)
        if step is not None:
            self._focus_panel()
        elif closed in self._change_buttons:
            self._change_buttons[closed].setFocus()

    def _focus_panel(self, word: str = "") -> None:
        if self._panel is not None:
            self._panel.focus(word)

    def _swap_button(self, part: Part) -> Button:
        button = Button(self._look, f"Do {self._name(part.easier or '')} instead", icon="repeat")
        button.clicked.connect(partial(self.swap_asked.emit, part.exercise_id))
        return button

    def _more(self, part: Part) -> Button:
        from app.ui.kit.menu import MenuButton

        more = MenuButton(self._look, f"More about {part.name}")
        if part.easier and not part.swapped_from:
            more.add(f"Always do {self._name(part.easier)} instead", partial(self.swap_asked.emit, part.exercise_id))
        if part.swapped_from:
            name = self._name(part.swapped_from)
            more.add(f"Do {name} again", partial(self.usual_asked.emit, part.swapped_from))
        more.add("Duplicate and change this exercise", partial(self.exercise_asked.emit, part.exercise_id))
        more.add("Always leave it out", partial(self.hide_asked.emit, part.swapped_from or part.exercise_id))
        return more

    def _otherwise(self, slug: str, words: str) -> QWidget:
        line = QWidget()
        row = _row(line, self._look.theme.space(1))
        row.addWidget(small(f"{self._name(slug)}: {words}"), 1)
        again = Button(self._look, "Do it again", kind="quiet")
        again.setAccessibleName(f"Do {self._name(slug)} again")
        again.clicked.connect(partial(self.usual_asked.emit, slug))
        row.addWidget(again)
        return line

    def _left_out(self) -> list[str]:
        from app.routine.model import ExerciseStep
        from app.routine.safety import flattened

        named = [step.exercise for _, step, _ in flattened(self._one.routine.steps) if isinstance(step, ExerciseStep)]
        done = {slug for part in self._one.timeline.parts for slug in (part.exercise_id, part.swapped_from)}
        return [slug for slug in dict.fromkeys(named) if slug not in done]

    def _name(self, slug: str) -> str:
        exercise = self._background.exercises.get(slug)
        return exercise.name if exercise else slug

    def _applying_to(self, slug: str) -> str:
        exercise = self._background.exercises.get(slug)
        codes = [code for code in exercise.avoid_if if code in self._person.applies] if exercise else []
        return "; ".join(self._background.precautions.get(code, code) for code in codes)

    # --- where it comes from -----------------------------------------------------------------------------------------

    def _sources(self) -> Card | None:
        one, known = self._one, self._background.exercises
        if not one.sources:
            return None
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading("Where the doses come from"))
        for grade, meaning in GRADES.items():
            slugs = dict.fromkeys(part.exercise_id for part in one.timeline.parts)
            names = [known[slug].name for slug in slugs if slug in known and known[slug].evidence == grade]
            if names:
                card.layout_.addWidget(small(f"{grade}, {meaning}: {', '.join(names)}"))
        for key in one.sources:
            citation = self._background.sources.get(key)
            card.layout_.addWidget(Bullet(citation.text if citation else key, "small", "muted"))
        return card


def _row(widget: QWidget, gap: int) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    return row
