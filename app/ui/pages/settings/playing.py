"""Playing: which side goes first, and when a day begins."""

from app.ui.pages.settings.section import Section
from app.ui.theme import Look

_SIDES = (("right", "Right"), ("left", "Left"))


def clock_words(seconds: float) -> str:
    """Return a time of day, given in seconds after midnight."""
    minutes = round(seconds / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes else "Midnight"


class PlayingSection(Section):
    """How routines go, whichever it is."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Playing")
        self.add_select("first_side", "First side", _SIDES)
        hours = [hour * 3600.0 for hour in range(13)]
        self.add_select(
            "day_start_s",
            "A new day begins at",
            [(hour, clock_words(hour)) for hour in hours],
            hint="What you do before that counts for the day before.",
            otherwise=clock_words,
        )
        self.add_tick("streak", "Count days in a row")
