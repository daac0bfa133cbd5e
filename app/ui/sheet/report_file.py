"""The clinician's sheet as a file, without a window."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage

from app import paths
from app.routine.catalog import Catalog, load_poses
from app.routine.pictures import pictures_in
from app.settings import FigureName
from app.ui.english import name_days_in_english
from app.ui.figure.inks import Inks
from app.ui.sheet.handout import Pictures
from app.ui.sheet.paper import PaperSize, Print
from app.ui.sheet.pdf import write_pdf
from app.ui.sheet.report import TITLE, report_sheet
from app.ui.tokens import read_theme

if TYPE_CHECKING:
    from app.plan.report import Report
    from app.routine.model import Area
    from app.routine.pose import Pose


def write_report(
    report: "Report", path: Path, size: PaperSize, catalog: Catalog, mine: Path, figure: FigureName
) -> None:
    """Paint a report into a file, with the exercises of a catalog. Raises PdfNotWrittenError."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # without a display Qt would end the process
    qt = QGuiApplication.instance() or QGuiApplication(["unhunch"])
    assert isinstance(qt, QGuiApplication)
    name_days_in_english()
    theme = read_theme(paths.ASSETS / "themes", "light")
    seen = _Seen(catalog, mine)
    pictures = Pictures(seen.pose, seen.own, Inks(theme, figure))
    write_pdf(report_sheet(report, pictures, size, Print(theme, qt.font().family())), TITLE, path)


class _Seen:
    """The poses of exercises and the person's own pictures, each read when it is asked for."""

    def __init__(self, catalog: Catalog, mine: Path) -> None:
        self._exercises = catalog.exercises
        self._mine = mine
        self._pictures: Mapping[str, Path] = pictures_in(mine)

    def pose(self, slug: str) -> "tuple[Pose, tuple[Area, ...]] | None":
        """Return an exercise's pose and the parts of the body it is for."""
        entry = self._exercises.get(slug)
        if entry is None or entry.model is None:
            return None
        read = load_poses(paths.ROUTINES, self._mine, self._exercises, only=slug).get(slug)
        return None if read is None or read.model is None else (read.model, entry.model.areas)

    def own(self, slug: str) -> QImage | None:
        """Return the person's own picture."""
        image = QImage(str(self._pictures[slug])) if slug in self._pictures else QImage()
        return None if image.isNull() else image
