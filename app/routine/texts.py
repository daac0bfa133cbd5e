"""The bundled texts that routine files refer to: precautions by code, sources by key."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Citation:
    """Where a dose or limit comes from; `checked` is `page` where it was read itself, `copy` where a copy was."""

    text: str
    locator: str
    checked: str


def precautions(assets: Path) -> Mapping[str, str]:
    """Return who should ask a health professional first, in words, by the code exercise files use."""
    return tomllib.loads((assets / "texts" / "precautions.toml").read_text(encoding="utf-8"))


def sources(assets: Path) -> Mapping[str, Citation]:
    """Return the cited sources by key."""
    table = tomllib.loads((assets / "texts" / "sources.toml").read_text(encoding="utf-8"))
    return {key: Citation(**entry) for key, entry in table.items()}
