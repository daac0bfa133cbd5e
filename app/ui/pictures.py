"""A picture from anywhere made into one that can stand beside an exercise: small enough, and nothing but the picture.

What is in the file is not believed: only PNG, JPEG and WebP are decoded, and nothing that would unpack to more than a
screen could show.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from app.expected import Expected
from app.routine.pictures import MOST_PICTURE_BYTES, ending_of

MOST_BYTES = 40 << 20  # of the file it is made from
MOST_PIXELS = 60_000_000  # the cameras of telephones come to 50 million
LONGEST_SIDE = 1600
_FORMATS = {".png": b"png", ".jpg": b"jpeg", ".webp": b"webp"}
_QUALITY = 88  # of JPEG: nothing of the loss is seen


class PictureError(Expected):
    """A picture that cannot be taken."""


def remade(data: bytes) -> tuple[bytes, str]:
    """Return a picture made anew from the bytes of a file, at most 2 MB, and the ending of its file.

    Where it was taken, with what and when is not in it. Raises PictureError.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(f"This picture is larger than {MOST_BYTES >> 20} MB; choose a smaller one.")
    ending = ending_of(data)
    if ending is None:
        raise PictureError("This is no PNG, JPEG or WebP picture; save it as one of these first.")
    image = _only_the_picture(_decoded(data, _FORMATS[ending]))
    return _written(image, ending)


def _decoded(data: bytes, form: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)  # as the camera was held
    size = reader.size()
    if size.isValid() and size.width() * size.height() > MOST_PIXELS:
        raise PictureError("This picture has too many points to be opened; make it smaller first.")
    if size.isValid() and max(size.width(), size.height()) > LONGEST_SIDE:
        reader.setScaledSize(size.scaled(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read() if size.isValid() else QImage()
    if image.isNull():
        raise PictureError("This picture is damaged and cannot be shown; choose another.")
    return image


def _only_the_picture(image: QImage) -> QImage:
    """Paint it anew: what a file says beside it (where, when, by whom, a profile of colours) is left behind."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    form = QImage.Format.Format_ARGB32 if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    clean = QImage(image.size(), form)
    clean.fill(Qt.GlobalColor.transparent)
    painter = QPainter(clean)
    painter.drawImage(0, 0, image)
    painter.end()
    return clean


def _written(image: QImage, ending: str) -> tuple[bytes, str]:
    """Return a drawing as PNG and a photograph as JPEG, made smaller until it fits."""
    forms = [".png"] if ending == ".png" or image.hasAlphaChannel() else []
    forms += [] if image.hasAlphaChannel() else [".jpg"]
    while True:
        for form in forms:
            data = _encoded(image, _FORMATS[form])
            if len(data) <= MOST_PICTURE_BYTES:
                return data, form
        image = image.scaled(image.size() * 0.75, mode=Qt.TransformationMode.SmoothTransformation)


def _encoded(image: QImage, form: bytes) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form))
    writer.setQuality(_QUALITY if form == b"jpeg" else -1)
    if not writer.write(image):
        raise PictureError("This picture could not be made anew; choose another.")
    return bytes(buffer.data().data())
