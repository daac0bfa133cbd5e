"""Paint the app's icon at every size desktops show it in, as PNGs laid out as an icon theme is.

    python packaging/icons.py [FOLDER]

FOLDER is build where it is left out, and gets a folder icons. Needs PySide6.
"""

import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
ICON = CHECKOUT / "assets" / "unhunch.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def place(size: int) -> Path:
    """Return where a theme of icons has the app's, `size` pixels wide."""
    return Path("icons") / "hicolor" / f"{size}x{size}" / "apps" / "unhunch.png"


def paint(folder: Path) -> list[Path]:
    """Paint the icon at all sizes below a folder, and return the files. Raises ImportError, OSError."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing, painted = QSvgRenderer(str(ICON)), []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        path = folder / place(size)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(path)):
            raise OSError(f"{path} cannot be written")
        painted.append(path)
    return painted


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for one in paint(Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT / "build"):
        print(one)
