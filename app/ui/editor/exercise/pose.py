"""The panel of a pose: seen from where, at the start or the end, what the hands hold, and everything no grip moves."""

import math
from typing import Any, get_args

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from app.editing.draft import Draft
from app.editing.places import NotEditableError
from app.editing.written import keys_of, number_text
from app.figure.motion import Instant
from app.figure.posing import At, frame_of, key_and_side, limits, other_measures, value_of, with_measure
from app.routine.model import Area
from app.routine.pose import (
    BackPose,
    FrontHand,
    FrontPose,
    Motion,
    Pose,
    Prop,
    SideHand,
    SidePose,
    Sides,
    hands,
)
from app.settings import FigureName
from app.ui.editor.exercise.posing import PoseView
from app.ui.figure.view import FigureView
from app.ui.kit import Button, Card, Flow, Label, heading, muted
from app.ui.kit.choice import Choice
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.kit.slider import Slider
from app.ui.pages.layout import at_left, column_in
from app.ui.theme import Look

_VIEWS: dict[str, type] = {"side": SidePose, "front": FrontPose, "back": BackPose}
_FRAMES_MS = 33
_BESIDE_PX = 520  # before text scaling: from this width on, the moving figure stands beside the one that is set
_THERE_S, _STAY_S = 1.6, 0.9  # of the preview
_MOTIONS: dict[Motion, str] = {
    "there and back": "There and back",
    "over and over": "Over and over",
    "stride": "Walking",
    "circle": "In circles",
}


class PosePanel(Card):
    """Changes one pose's draft. `changed` comes after it has written."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, figure: FigureName, *, reduced_motion: bool) -> None:
        super().__init__(look, padding=2)
        self._draft: Draft | None = None
        self._areas: tuple[Area, ...] = ()
        self.at: At = "start"
        self._is_mirrored = False
        self._now_s = 0.0
        self.view = PoseView(look, figure)
        self.preview = FigureView(look, figure, reduced_motion=reduced_motion)
        self.preview.setMinimumSize(140, 160)
        self._timer = QTimer(self, interval=_FRAMES_MS)
        self._timer.timeout.connect(self._go_on)
        self._reduced_motion = reduced_motion
        self._make()
        self.view.moved.connect(self._move)
        self.view.let_go.connect(self._end_run)

    def _make(self) -> None:
        look = self._look
        self.layout_.addWidget(heading("Figure"))
        self.layout_.addWidget(muted("Pull the joints, or go to them with Tab and turn them with the arrows."))
        self.layout_.addWidget(self._ends())
        both = self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(look.theme.space(2))
        both.addWidget(self.view, 3)
        beside = QWidget()
        column = column_in(beside, look, 1)
        column.addWidget(Label("In motion", "small", "muted"))
        column.addWidget(self.preview, 1)
        self.mirror = Button(look, "The other side", icon="switch")
        self.mirror.setCheckable(True)
        self.mirror.clicked.connect(self._mirror)
        column.addWidget(at_left(self.mirror))
        both.addWidget(beside, 2)
        self.layout_.addLayout(both)
        self.layout_.addWidget(self._selects())
        self.more = Button(look, "", kind="quiet", flush=True)
        self.more.clicked.connect(self._turn_more)
        self.layout_.addWidget(at_left(self.more))
        self._sliders_box = QWidget()
        self._sliders_flow = Flow(self._sliders_box, gap=look.theme.space(2), column_px=look.theme.scaled(230))
        self.sliders: dict[str, Slider] = {}
        self.layout_.addWidget(self._sliders_box)
        self._show_more(False)

    def _ends(self) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        group = QButtonGroup(self)
        self.ends: dict[At, Button] = {}
        for at, words in (("start", "Start"), ("end", "End")):
            button = Button(self._look, words)
            button.setAccessibleName(f"Show the {at} of the movement")
            button.setCheckable(True)
            group.addButton(button)
            flow.addWidget(button)
            self.ends[at] = button  # type: ignore[index]
        self.ends["start"].clicked.connect(self._show_start)
        self.ends["end"].clicked.connect(self._show_end)
        self.same = Button(self._look, "", icon="repeat", kind="quiet")
        self.same.clicked.connect(self._copy_end)
        flow.addWidget(self.same)
        return row

    def _selects(self) -> QWidget:
        look, row = self._look, QWidget()
        flow = Flow(row, gap=look.theme.space(2), column_px=look.theme.scaled(170))
        self.views, self.bases, self.right, self.left, self.motions = (Select(look) for _ in range(5))
        self.views.offer((("side", "From the side"), ("front", "From the front"), ("back", "From behind")))
        self.motions.offer(_MOTIONS.items())
        self.props = Choice(look, "Things")
        self.props.offer((prop, prop.capitalize()) for prop in get_args(Prop))
        for words, select in (
            ("Seen", self.views),
            ("It begins", self.bases),
            ("Right hand", self.right),
            ("Left hand", self.left),
            ("It moves", self.motions),
        ):
            flow.addWidget(Field(look, words, select))
        flow.addWidget(Field(look, "Around it", self.props))
        self.views.picked.connect(self._set_view)
        self.bases.picked.connect(self._set_base)
        self.right.picked.connect(self._set_right)
        self.left.picked.connect(self._set_left)
        self.motions.picked.connect(self._set_motion)
        self.props.changed.connect(self._set_props)
        return row

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def pose(self) -> Pose | None:
        """The pose as it is by now; None where it cannot be read."""
        return self._draft.model if self._draft is not None else None

    def show_draft(self, draft: Draft, areas: tuple[Area, ...]) -> None:
        """Show a pose."""
        self._draft, self._areas = draft, areas
        pose = self.pose
        if pose is None or draft.problems:
            self.setEnabled(False)
            return
        self.setEnabled(True)
        self.ends[self.at].setChecked(True)
        self.same.set_label("As the end" if self.at == "start" else "As the start")
        self.view.show_pose(pose, areas, self.at)
        self.preview.show_exercise("in motion", pose, areas)
        self._show_selects(pose)
        self._show_sliders(pose)
        self._show_moment()

    def _show_selects(self, pose: Pose) -> None:
        kinds = get_args(type(pose).__annotations__["base"])
        self.views.show_value({SidePose: "side", FrontPose: "front", BackPose: "back"}[type(pose)])
        self.bases.offer((base, base.capitalize()) for base in kinds)
        self.bases.show_value(pose.base)
        self.motions.show_value(pose.motion)
        held = hands(pose, frame_of(pose, self.at))
        for select, at in zip((self.right, self.left), held, strict=True):
            select.offer((one, one.capitalize()) for one in _hands(pose))
            select.show_value(at)
        if set(self.props.chosen) != set(pose.props):
            self.props.blockSignals(True)
            self.props.clear()
            for prop in pose.props:
                self.props.choose(prop)
            self.props.blockSignals(False)

    def _show_sliders(self, pose: Pose) -> None:
        names = other_measures(pose)
        if [*self.sliders] != [*names]:
            self._make_sliders(pose, names)
        for name, slider in self.sliders.items():
            slider.show_value(_to_slider(value_of(pose, self.at, name), *limits(pose, name)))

    def _make_sliders(self, pose: Pose, names: tuple[str, ...]) -> None:
        while (item := self._sliders_flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.sliders = {}
        for name in names:
            low, high = limits(pose, name)
            is_fine = high - low <= _FINE
            words = (lambda value: f"{value / 100:.2f}") if is_fine else (lambda value: f"{value}°")
            ends = (_to_slider(low, low, high), _to_slider(high, low, high))
            slider = Slider(self._look, *ends, 5 if is_fine else 1, words)
            slider.valueChanged.connect(_Slid(self, name))
            field = Field(self._look, _words_of(name), slider)
            self._sliders_flow.addWidget(field)
            self.sliders[name] = slider

    def _turn_more(self) -> None:
        self._show_more(self._sliders_box.isHidden())

    def _show_more(self, shown: bool) -> None:
        self._sliders_box.setVisible(shown)
        self.more.set_label("Less" if shown else "More of the figure", "minus" if shown else "chevron-down")

    def _show_start(self) -> None:
        self._show_at("start")

    def _show_end(self) -> None:
        self._show_at("end")

    def _show_at(self, at: At) -> None:
        self.at = at
        if self._draft is not None:
            self.show_draft(self._draft, self._areas)

    # --- changes -----------------------------------------------------------------------------------------------------

    def _move(self, measure: str, value: float) -> None:
        self.put(measure, value, run=f"{self.at} {measure}")

    def put(self, measure: str, value: float, run: str = "") -> None:
        """Write a measure of the end that is shown."""
        pose = self.pose
        if pose is None:
            return
        key, _ = key_and_side(measure)
        new = getattr(frame_of(with_measure(pose, self.at, measure, value), self.at), key)
        self._write((self.at, key), _plain(new), run)

    def _write(self, at: tuple[str, ...], value: Any, run: str = "") -> None:
        draft = self._draft
        if draft is None:
            return
        try:
            draft.set(at, value, run=run)
        except NotEditableError as error:
            self.refused.emit(str(error))
            return
        self.changed.emit()

    def _end_run(self) -> None:
        if self._draft is not None:
            self._draft.end_run()

    def _copy_end(self) -> None:
        pose = self.pose
        if pose is not None:
            self._write((self.at,), keys_of(pose.end if self.at == "start" else pose.start))

    def _set_view(self, view: str) -> None:
        kind, pose = _VIEWS[view], self.pose
        if pose is not None and not isinstance(pose, kind):
            bases = get_args(kind.__annotations__["base"])
            base = pose.base if pose.base in bases else bases[0]
            self._write((), keys_of(kind(schema=1, base=base, props=pose.props, drawn_for=pose.drawn_for)))

    def _set_base(self, base: str) -> None:
        """Begin anew from another posture: the angles of one mean nothing in another."""
        pose = self.pose
        if pose is not None and base != pose.base:
            begun = type(pose)(schema=1, base=base, props=pose.props, drawn_for=pose.drawn_for)  # type: ignore[arg-type]
            self._write((), keys_of(begun))

    def _set_motion(self, motion: Motion) -> None:
        self._write(("motion",), motion)

    def _set_props(self) -> None:
        self._write(("props",), [str(prop) for prop in self.props.chosen])

    def _set_right(self, hand: str) -> None:
        self._set_hands(hand, None)

    def _set_left(self, hand: str) -> None:
        self._set_hands(None, hand)

    def _set_hands(self, right: str | None, left: str | None) -> None:
        pose = self.pose
        if pose is not None:
            now = hands(pose, frame_of(pose, self.at))
            both = (right or now[0], left or now[1])
            self._write((self.at, "hands"), both[0] if both[0] == both[1] else {"right": both[0], "left": both[1]})

    # --- in motion ---------------------------------------------------------------------------------------------------

    def _mirror(self) -> None:
        self._is_mirrored = self.mirror.isChecked()
        self._show_moment()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._look.theme.scaled(_BESIDE_PX)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._reduced_motion:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _go_on(self) -> None:
        self._now_s = (self._now_s + _FRAMES_MS / 1000) % (2 * (_THERE_S + _STAY_S))
        self._show_moment()

    def _show_moment(self) -> None:
        pose = self.pose
        if pose is None:
            return
        side = ("left" if pose.drawn_for == "right" else "right") if self._is_mirrored else pose.drawn_for
        bend, back = _bend_at(self._now_s)
        self.preview.show_instant(Instant(bend, side=side, back=back))


_FINE = 4.0  # a measure that ranges over less is no angle


def _to_slider(value: float, low: float, high: float) -> int:
    return round(value * 100) if high - low <= _FINE else round(value)


class _Slid:
    """What a slider of one measure does."""

    def __init__(self, panel: PosePanel, measure: str) -> None:
        self._panel, self._measure = panel, measure

    def __call__(self, value: int) -> None:
        pose = self._panel.pose
        if pose is not None:
            low, high = limits(pose, self._measure)
            self._panel.put(self._measure, value / 100 if high - low <= _FINE else float(value))


def _bend_at(now_s: float) -> tuple[float, bool]:
    """Return how far the preview is bent: there, a while there, back, a while at the start."""
    back = now_s >= _THERE_S + _STAY_S
    share = min(1.0, (now_s - (_THERE_S + _STAY_S) * back) / _THERE_S)
    eased = (1 - math.cos(math.pi * share)) / 2
    return (1 - eased if back else eased), back


def _hands(pose: Pose) -> list[str]:
    kind = SideHand if isinstance(pose, SidePose) else FrontHand
    return [one for part in get_args(kind) for one in (get_args(part) or (part,))]


def _plain(value: Any) -> Any:
    """Return a value as it is written: one number, or one for each side that has one."""
    if isinstance(value, Sides):
        both = (("right", value.right), ("left", value.left))
        return {side: number_text(float(one)) for side, one in both if one is not None}
    return number_text(float(value))


def _words_of(measure: str) -> str:
    """Return a measure's name as people say it: `Head turn`, `Fist, right`."""
    key, side = key_and_side(measure)
    words = key.replace("_", " ").capitalize()
    return f"{words}, {side}" if side else words
