"""What is said of a day, in the words of the page."""

from datetime import date

from app.plan.planned import Pause
from app.plan.today import Item, Mark

MARKS: dict[Mark, tuple[str, str]] = {  # the icon, and the word
    "done": ("check", "done"),
    "partly": ("check", "partly done"),
    "missed": ("minus", "not done"),
    "open": ("clock", "still to do"),
    "ahead": ("clock", "planned"),
    "rest": ("rest", "rest day"),
    "paused": ("pause", "paused"),
    "nothing": ("minus", "nothing planned"),
}


def time_words(time_s: float | None) -> str:
    """Return a time of day: `08:00`; nothing where there is none."""
    if time_s is None:
        return ""
    minutes = round(time_s / 60)
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def when_words(item: Item) -> str:
    """Say when an item is planned for: `at 08:00`, `in the morning`."""
    if item.time_s is not None:
        return f"at {time_words(item.time_s)}"
    return {"morning": "in the morning", "evening": "in the evening", "any": ""}[item.when]


def pause_words(pause: Pause) -> str:
    """Say that the plan rests, why, and until when."""
    why = {"holiday": " for your holiday", "ill": " while you are ill", "": ""}[pause.reason]
    until = f" until {pause.span.until:%a %d %b}" if pause.span.until is not None else ""
    return f"Your plan is paused{why}{until}."


def streak_words(days: int) -> str:
    """Say how many days in a row something was done; nothing for one or none, which is no row."""
    return f"{days} days in a row" if days > 1 else ""


def day_title(day: date) -> str:
    """Return a date in words: `Monday 23 November`."""
    return f"{day:%A} {day.day} {day:%B}"
