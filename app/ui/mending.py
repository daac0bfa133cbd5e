"""Says which settings could not be used, and mends their file so that it need not be said again."""

from collections.abc import Callable

from app import settings
from app.ui.outside import Outside

MOST_SAID = 4


def say_unusable(sentences: list[str], outside: Outside, say: Callable[[str], object]) -> None:
    """Say the sentences, few at once, and where the file is kept as it was."""
    kept = settings.mend(outside.places.settings, outside.now().date())
    where = [f"The file as it was is kept as {kept.name}."] if kept else []
    for sentence in where:
        outside.complain(sentence)
    say("\n".join([*_in_few(sentences), *where]))


def _in_few(sentences: list[str]) -> list[str]:
    """Return no more sentences than can be read at once, the last one counting the others."""
    if len(sentences) <= MOST_SAID:
        return sentences
    rest = len(sentences) - MOST_SAID + 1
    return [*sentences[: MOST_SAID - 1], f"{rest} more settings are as usual for the same reason."]
