"""A sheet to be printed, shown before anything is written: its pages, their size, and where they may go."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit import Button, Flow, title
from app.ui.kit.select import Select
from app.ui.pages.layout import Inner, at_left
from app.ui.sheet.paper import PaperSize, Sheet, usual_size
from app.ui.sheet.view import PageView
from app.ui.theme import Look

MakeSheet = Callable[[PaperSize], Sheet]


class PaperPage(Inner):
    """Shows one sheet. It is laid out anew for another size of paper."""

    save_asked = Signal(object)  # the Sheet
    print_asked = Signal(object)  # the Sheet

    def __init__(self, look: Look, *, can_print: bool = False) -> None:
        super().__init__(look)
        self._can_print = can_print
        self.print: Button | None = None
        self._size: PaperSize = usual_size()
        self._make: MakeSheet | None = None
        self._title = ""
        self.sheet: Sheet | None = None
        self._pages_column: QVBoxLayout
        self._views: list[PageView] = []

    def show_sheet(self, name: str, make: MakeSheet, asks: QWidget | None = None) -> None:
        """Show a sheet under its name; `asks` is what can be said of it, and stands above it."""
        self._title, self._make = name, make
        self._show(asks)
        self.verticalScrollBar().setValue(0)
        self.save.setFocus()

    def renew(self) -> None:
        """Lay the sheet out anew: something was said of it."""
        assert self._make is not None
        self.sheet = self._make(self._size)
        for view in self._views:
            view.hide()
            view.deleteLater()
        self._views = [PageView(self._look, self.sheet, number) for number in range(len(self.sheet.pages))]
        for view in self._views:
            self._pages_column.addWidget(view)

    def _show(self, asks: QWidget | None) -> None:
        look, column = self._look, self.fresh()
        self._pages_column = column
        back = Button(look, "Back", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title(self._title))
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1.5), middle=True)
        self.save = Button(look, "Save as PDF", icon="note", kind="primary", large=True)
        self.save.clicked.connect(self._ask_to_save)
        flow.addWidget(self.save)
        if self._can_print:
            self.print = Button(look, "Print", icon="print", large=True)
            self.print.clicked.connect(self._ask_to_print)
            flow.addWidget(self.print)
        self.sizes = Select(look)
        self.sizes.setAccessibleName("Paper")
        self.sizes.offer([("A4", "A4 paper"), ("Letter", "Letter paper")])
        self.sizes.show_value(self._size)
        self.sizes.picked.connect(self._resize)
        flow.addWidget(self.sizes)
        column.addWidget(row)
        if asks is not None:
            column.addWidget(asks)
        self._views = []
        self.renew()

    def _resize(self, size: PaperSize) -> None:
        self._size = size
        self.renew()

    def _ask_to_save(self) -> None:
        self.save_asked.emit(self.sheet)

    def _ask_to_print(self) -> None:
        self.print_asked.emit(self.sheet)
