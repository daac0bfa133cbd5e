"""A sheet as a PDF file: written whole beside its place, then moved there."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app import files
from app.expected import Expected
from app.ui.sheet.paper import FINE, Sheet

_DPI = 600


class PdfNotWrittenError(Expected):
    """The file could not be written; what is on the disk is as it was."""


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
    painter = QPainter(writer)
    painter.scale(_DPI / 72 / FINE, _DPI / 72 / FINE)
    for number in range(len(sheet.pages)):
        if number:
            writer.newPage()
        sheet.paint(painter, number)
    painter.end()
    buffer.close()
    return bytes(data.data())


def write_pdf(sheet: Sheet, title: str, path: Path) -> None:
    """Write a sheet to a file. Raises PdfNotWrittenError."""
    try:
        files.replace(path, pdf_of(sheet, title))
    except OSError as error:
        why = error.strerror or error
        raise PdfNotWrittenError(f"{path.name} cannot be written ({why}); choose another place for it.") from None
