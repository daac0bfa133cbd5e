"""Brings sheets to paper: lays them out as they are printed, saves them where the person says, and prints them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from app import paths
from app.expected import Expected
from app.ui.chosen import Chosen
from app.ui.figure.inks import Inks
from app.ui.library import Library
from app.ui.outside import Outside
from app.ui.pages.paper import PaperPage
from app.ui.sheet.handout import Pictures
from app.ui.sheet.paper import PaperSize, Print, Sheet
from app.ui.sheet.pdf import paint_on, write_pdf
from app.ui.theme import Look
from app.ui.tokens import read_theme
from app.ui.window import Window

_PDF = "PDF (*.pdf)"

Told = TypeVar("Told")  # what a sheet tells


class Papering:
    """Made when a sheet may first be asked for. What went wrong is said in the window."""

    def __init__(self, outside: Outside, chosen: Chosen, library: Library, look: Look, window: Window) -> None:
        self._outside = outside
        self._chosen = chosen
        self._library = library
        self._look = look
        self._window = window

    def new_page(self, called: str) -> PaperPage:
        """Return a page for sheets; `called` is its name for a screen reader."""
        page = PaperPage(self._look, can_print=self._outside.can_print())
        page.setAccessibleName(called)
        return page

    def lay_out(self, lay: Callable[[Told, Pictures, PaperSize, Print], Sheet], told: Told, size: PaperSize) -> Sheet:
        """Return a sheet of what is told, in the colours of the light theme, with the figure the person chose."""
        theme, figures = read_theme(paths.ASSETS / "themes", "light"), self._library.figures
        pictures = Pictures(figures.exercise, figures.own, Inks(theme, self._chosen.now.figure))
        return lay(told, pictures, size, Print(theme, self._look.font().family()))

    def save(self, sheet: Sheet, title: str, name: str, also: Callable[[Path], object] = lambda _: None) -> None:
        """Save a sheet as a PDF where the person says; `name` is offered, without its ending.

        `also` is done with the written file, and may raise Expected.
        """
        target = self._outside.file_to_save("Save the sheet", f"{name}.pdf", _PDF)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(".pdf")
        try:
            write_pdf(sheet, title, target)
            also(target)
        except Expected as error:
            self._window.say(str(error))
            return
        self._window.say(f"Saved as {target.name}.", "Open", partial(self._library.open_elsewhere, target))

    def print(self, sheet: Sheet, title: str) -> None:
        """Print a sheet on the printer the person chooses."""
        printer = self._outside.printer(title, sheet.size)
        if printer is None:
            return
        try:
            paint_on(sheet, printer)
        except Expected as error:
            self._window.say(str(error))
            return
        self._window.say("It is on its way to the printer.")
