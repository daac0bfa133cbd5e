"""What sections are made of: rows that show a setting, and tell when the person sets it otherwise."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.ui.kit import Card, Flow, heading, muted
from app.ui.kit.field import Row
from app.ui.kit.select import Select
from app.ui.kit.slider import Slider
from app.ui.kit.tick import Tick
from app.ui.theme import Look


def percent(value: int) -> str:
    """Return a share of a hundred in words."""
    return f"{value} %"


class Section(Card):
    """One card of the page. `changed` carries the settings that are to be otherwise, by name."""

    changed = Signal(object)  # a dict

    def __init__(self, look: Look, name: str, about: str = "") -> None:
        super().__init__(look)
        self.name = name
        self.layout_.setSpacing(look.theme.space(2))
        self._shows: list[Callable[[Settings], object]] = []
        self.layout_.addWidget(heading(name))
        if about:
            self.layout_.addWidget(muted(about))

    def show_settings(self, now: Settings) -> None:
        """Show what is set by now."""
        for show in self._shows:
            show(now)

    # --- rows --------------------------------------------------------------------------------------------------------

    def add_select(
        self,
        name: str,
        label: str,
        values: Iterable[tuple[object, str]],
        *,
        hint: str = "",
        hints: Mapping[object, str] | None = None,
        otherwise: Callable[[Any], str] = str,
    ) -> Row:
        """Add one of several; `hints` say what the one in use means, `otherwise` words one that is not on offer."""
        select = Select(self._look)
        select.offer(values)
        select.picked.connect(partial(self._set, name))
        row = self._add(label, select, hint)
        self._shows.append(partial(_show_in_select, select, name, otherwise))
        if hints:
            self._shows.append(partial(_show_hint, row, name, hints))
        return row

    def add_slider(
        self,
        name: str,
        label: str,
        low: int,
        high: int,
        step: int,
        *,
        unit: float = 0.01,
        words: Callable[[int], str] = percent,
        hint: str = "",
    ) -> Row:
        """Add a slider of whole numbers, each worth `unit` of the setting."""
        slider = Slider(self._look, low, high, step, words)
        slider.valueChanged.connect(partial(self._set_number, name, unit))
        self._shows.append(partial(_show_in_slider, slider, name, unit))
        return self._add(label, slider, hint)

    def add_tick(self, name: str, words: str) -> Tick:
        """Add something that is so or not."""
        tick = Tick(self._look, words)
        tick.toggled.connect(partial(self._set, name))
        self._shows.append(partial(_show_in_tick, tick, name))
        self.layout_.addWidget(tick)
        return tick

    def add_flow(self, *widgets: QWidget) -> QWidget:
        """Add things side by side, as many as there is room for."""
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1.5))
        for widget in widgets:
            flow.addWidget(widget)
        self.layout_.addWidget(row)
        return row

    def _add(self, label: str, editor: QWidget, hint: str = "") -> Row:
        row = Row(self._look, label, editor, hint=hint)
        self.layout_.addWidget(row)
        return row

    def _set(self, name: str, value: Any) -> None:
        self.changed.emit({name: value})

    def _set_number(self, name: str, unit: float, value: int) -> None:
        self.changed.emit({name: round(value * unit, 6)})


def _show_in_select(select: Select, name: str, otherwise: Callable[[Any], str], now: Settings) -> None:
    value = getattr(now, name)
    select.show_value(value, otherwise(value))


def _show_hint(row: Row, name: str, hints: Mapping[object, str], now: Settings) -> None:
    row.set_hint(hints[getattr(now, name)])


def _show_in_slider(slider: Slider, name: str, unit: float, now: Settings) -> None:
    slider.show_value(round(getattr(now, name) / unit))


def _show_in_tick(tick: Tick, name: str, now: Settings) -> None:
    tick.setChecked(getattr(now, name))
