"""A sheet on paper: as a PDF file, written whole beside its place and then moved there, or printed."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter, QPdfWriter

from app import files
from app.expected import Expected
from app.ui.sheet.paper import FINE, Sheet

_DPI = 600


class PdfNotWrittenError(Expected):
    """The file could not be written; what is on the disk is as it was."""


class NotPrintedError(Expected):
    """The printer does not take what is painted."""


def pdf_of(sheet: Sheet, title: str) -> bytes:
    """Return a sheet as a PDF, its shapes and letters as such. It holds no path and no name of the machine."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(getattr(QPageSize.PageSizeId, sheet.size)))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("Unhunch")
    paint_on(sheet, writer)
    buffer.close()
    return bytes(data.data())


def write_pdf(sheet: Sheet, title: str, path: Path) -> None:
    """Write a sheet to a file. Raises PdfNotWrittenError."""
    try:
        files.replace(path, pdf_of(sheet, title))
    except OSError as error:
        why = error.strerror or error
        raise PdfNotWrittenError(f"{path.name} cannot be written ({why}); choose another place for it.") from None


def paint_on(sheet: Sheet, device: QPagedPaintDevice) -> None:
    """Paint all pages on a device whose pages have no margins, smaller where its paper is. Raises NotPrintedError."""
    paper = device.pageLayout().fullRectPoints()
    wide, high = sheet.points
    scale = min(1.0, paper.width() / wide, paper.height() / high) / 72 / FINE
    painter = QPainter()
    is_fine = painter.begin(device)
    painter.scale(scale * device.logicalDpiX(), scale * device.logicalDpiY())
    for number in range(len(sheet.pages)):
        is_fine = is_fine and (not number or device.newPage())
        if is_fine:
            sheet.paint(painter, number)
    if not (is_fine and painter.end()):
        raise NotPrintedError("It could not be printed; see that the printer is on, or save it as a PDF.")
