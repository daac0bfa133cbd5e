"""A person's home as it is once the words about safety have been agreed to."""

from pathlib import Path


def agree(home: Path) -> Path:
    """Write down in a home that the words about safety have been seen, where no settings are there; return it."""
    settings = home / "settings.toml"
    if not settings.exists():
        home.mkdir(parents=True, exist_ok=True)
        settings.write_text("safety_seen = true\n", encoding="utf-8")
    return home
