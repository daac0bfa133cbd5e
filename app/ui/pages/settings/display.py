"""Display: light or dark, how large text is, and whether things move."""

from app.settings import FIGURES
from app.ui.pages.settings.section import Section
from app.ui.theme import Look

_THEMES = (
    ("system", "As the desktop"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast, dark"),
    ("contrast-light", "High contrast, light"),
)


class DisplaySection(Section):
    """What is set here is seen at once, on this page too."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Display")
        self.add_select("theme", "Colours", _THEMES)
        self.add_slider("text_scale", "Text size", 100, 200, 10)
        self.add_select("figure", "Who shows the exercises", [(name, name.capitalize()) for name in FIGURES])
        self.add_tick("reduced_motion", "Less motion: what moves stands still")
