"""The look of the running app: a theme put on Qt, following the desktop's light or dark setting while told to."""

from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.ui.icons import Icons
from app.ui.stylesheet import stylesheet
from app.ui.tokens import SMALLEST_PX, Role, Theme, ThemeName, TypeSize, read_theme

Choice = Literal["system", "light", "dark", "contrast", "contrast-light"]
_DARK = ("dark", "contrast")


class Accessibility(Protocol):
    """What the desktop is told of how things should be seen."""

    @property
    def contrastPreferenceChanged(self) -> SignalInstance: ...  # noqa: N802

    def contrastPreference(self) -> Qt.ContrastPreference: ...  # noqa: N802


class Hints(Protocol):
    """The part of QStyleHints that knows whether the desktop is light or dark, and how far things should stand out."""

    @property
    def colorSchemeChanged(self) -> SignalInstance: ...  # noqa: N802

    def colorScheme(self) -> Qt.ColorScheme: ...  # noqa: N802
    def accessibility(self) -> "Accessibility": ...
    def setColorScheme(self, scheme: Qt.ColorScheme, /) -> None: ...  # noqa: N802
    def unsetColorScheme(self) -> None: ...  # noqa: N802


class Look(QObject):
    """The theme in use, its fonts and icons. Made once and handed to every widget that paints itself.

    When it changes, Qt sends every widget a StyleChange event and repaints it, so a widget that asks its Look while
    painting needs nothing else. `changed` is for those that keep something made from the theme.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, assets: Path, hints: Hints | None = None, desktop_font: QFont | None = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self._folder = assets / "themes"
        self._icons = Icons(assets / "icons")
        self._hints: Hints = hints or app.styleHints()
        # Not app.font(): where there has been a Look before, that is ours, and every Look would be larger.
        self._base_font = desktop_font or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._choice: Choice = "system"
        self._text_scale = 1.0
        self._theme = read_theme(self._folder, "light")
        self._is_on = False
        self._hints.colorSchemeChanged.connect(self._put_on)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._put_on)

    @property
    def theme(self) -> Theme:
        """Colours and sizes as they are now."""
        return self._theme

    @property
    def icons(self) -> Icons:
        """The icon set."""
        return self._icons

    def apply(self, choice: Choice, text_scale: float = 1.0) -> Theme:
        """Put a theme on the app: the desktop's own setting or one of them; text at 1.0 to 2.0 of its size."""
        if self._is_on and (choice, text_scale) == (self._choice, self._text_scale):
            return self._theme
        self._choice, self._text_scale = choice, text_scale
        if choice == "system":
            self._hints.unsetColorScheme()
        else:  # so that window frames and native dialogs agree
            self._hints.setColorScheme(Qt.ColorScheme.Dark if choice in _DARK else Qt.ColorScheme.Light)
        self._put_on()
        return self._theme

    def colour(self, role: Role) -> QColor:
        """Return the colour of a role."""
        return QColor(*self._theme.colours[role])

    def font(self, size: TypeSize = "body", *, strong: bool = False, tabular: bool = False) -> QFont:
        """The system's font in one of our sizes; `tabular` gives digits of one width, where the font has them."""
        font = QFont(self._base_font)
        font.setPixelSize(self._theme.text_px(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, role: Role = "text") -> QIcon:
        """Return an icon in the colour of a role, for actions and windows. It does not follow later changes."""
        return self._icons.icon(name, self.colour(role))

    def pixmap(self, name: str, role: Role, size: int, ratio: float) -> QPixmap:
        """Draw an icon in the colour of a role; `size` in device-independent pixels."""
        return self._icons.pixmap(name, self.colour(role), size, ratio)

    def _put_on(self) -> None:
        theme = read_theme(self._folder, self._wanted(), self._base_scale() * self._text_scale)
        if theme == self._theme and self._is_on:
            return
        if self._is_on:
            self._app.setStyleSheet("")  # a sheet over another takes three times as long: 0.4 s with all pages made
        self._theme, self._is_on = theme, True
        self._app.setPalette(_palette(theme))
        self._app.setFont(self.font())
        self._app.setStyleSheet(stylesheet(theme))
        self.changed.emit()

    def _wanted(self) -> ThemeName:
        if self._choice == "system":
            is_dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
            if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
                return "contrast" if is_dark else "contrast-light"
            return "dark" if is_dark else "light"
        return self._choice

    def _base_scale(self) -> float:
        """The desktop's own font size against our smallest; a small desktop font does not shrink ours."""
        return max(1.0, QFontInfo(self._base_font).pixelSize() / SMALLEST_PX)


_PALETTE: dict[QPalette.ColorRole, Role] = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on-accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "breath",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "surface-raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface-raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "hairline",
    QPalette.ColorRole.Dark: "outline",
    QPalette.ColorRole.Shadow: "shadow",
}


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, QColor(*theme.colours[name]))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(*theme.colours["muted"]))
    return palette
