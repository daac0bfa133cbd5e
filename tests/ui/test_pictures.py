"""Pictures from anywhere: what comes out is small, is a picture of the kind its name says, and tells nothing else."""

import struct
import zlib
from random import Random

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter

from app.routine.pictures import MOST_PICTURE_BYTES, is_picture
from app.ui.pictures import LONGEST_SIDE, MOST_BYTES, PictureError, remade

pytestmark = pytest.mark.usefixtures("qapp")


def painted(width: int, height: int, form: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """Return a picture that is red on its left half and blue on its right."""
    image = QImage(width, height, form)
    image.fill(QColor("blue"))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor("red"))
    return image


def noise(side: int, form: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """Return a picture that no way of writing makes small."""
    data = Random(1).randbytes(side * side * 4)
    return QImage(data, side, side, side * 4, form).copy()


def encoded(image: QImage, form: str) -> bytes:
    """Return it as a file that says where it was taken."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setText("Description", "at home, 47.1 N 7.4 E")
    assert writer.write(image)
    return bytes(buffer.data().data())


def read(data: bytes) -> QImage:
    image = QImage.fromData(data)
    assert not image.isNull()
    return image


@pytest.mark.parametrize(("form", "ending"), [("png", ".png"), ("jpeg", ".jpg"), ("webp", ".jpg")])
def test_each_form_is_taken_and_comes_out_as_what_it_is_called(form: str, ending: str) -> None:
    data, name = remade(encoded(painted(40, 20), form))
    assert name == ending
    assert is_picture(data, name)
    image = read(data)
    assert (image.width(), image.height()) == (40, 20)
    assert image.pixelColor(5, 10).red() > 200
    assert image.pixelColor(35, 10).blue() > 200


def test_what_a_file_says_beside_the_picture_is_left_behind() -> None:
    image = painted(16, 16)
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    image.setDotsPerMeterX(1234)
    for form in ("png", "jpeg"):
        source = encoded(image, form)
        assert b"at home" in source
        data, _ = remade(source)
        assert b"at home" not in data
        assert read(data).textKeys() == []
        assert b"iCCP" not in data
        assert b"ICC_PROFILE" not in data
        assert read(data).dotsPerMeterX() != 1234


def test_colours_look_the_same_without_the_profile_that_said_what_they_mean() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    colour = read(remade(encoded(image, "png"))[0]).pixelColor(4, 4)
    assert (colour.red(), colour.green(), colour.blue()) != (200, 100, 50)
    assert colour.red() > 208  # in the narrower space the same red takes more


def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    jpeg = encoded(painted(40, 20), "jpeg")
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)  # turned by a quarter
    turned = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]
    data, _ = remade(turned)
    image = read(data)
    assert (image.width(), image.height()) == (20, 40)
    assert image.pixelColor(10, 5).red() > 200
    assert b"Exif" not in data


def test_what_is_seen_through_stays_so() -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    for form in ("png", "webp"):
        data, ending = remade(encoded(image, form))
        assert ending == ".png"
        assert read(data).pixelColor(3, 3).alpha() == 0


def test_a_large_picture_is_made_smaller_and_keeps_its_shape() -> None:
    data, _ = remade(encoded(painted(3200, 160), "png"))
    assert (read(data).width(), read(data).height()) == (LONGEST_SIDE, 80)


@pytest.mark.parametrize(
    ("form", "ending"), [(QImage.Format.Format_RGB32, ".jpg"), (QImage.Format.Format_ARGB32, ".png")]
)
def test_no_picture_is_more_than_two_megabytes(form: QImage.Format, ending: str) -> None:
    source = encoded(noise(1200, form), "png")
    assert len(source) > 2 * MOST_PICTURE_BYTES
    data, name = remade(source)
    assert name == ending
    assert len(data) <= MOST_PICTURE_BYTES
    assert is_picture(data, name)


def bomb(side: int) -> bytes:
    """Return a PNG of a few kilobytes that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no PNG, JPEG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "no PNG, JPEG or WebP"),
        (b"GIF89a" + bytes(40), "no PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "damaged"),
        (b"\x89PNG\r\n\x1a\n<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "damaged"),
        (bomb(30_000), "too many points"),
        (bomb(2_000_000_000), r"too many points|damaged"),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES), "larger than 40 MB"),
    ],
    ids=["empty", "svg", "gif", "torn", "svg inside", "bomb", "larger bomb", "large"],
)
def test_what_is_no_picture_or_too_much_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(PictureError, match=words) as told:
        remade(data)
    assert str(told.value).endswith(".")


def test_a_picture_cut_short_is_refused() -> None:
    whole = encoded(noise(200), "png")
    with pytest.raises(PictureError, match="damaged"):
        remade(whole[: len(whole) // 2])
