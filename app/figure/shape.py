"""What a figure is painted from: shapes in the order of painting, each in a tone that a theme gives a colour."""

from dataclasses import dataclass
from typing import Literal

from app.figure.body import Point
from app.figure.outline import Path

Tone = Literal[
    "skin",
    "hair",
    "top",
    "trousers",
    "shoe",
    "sole",
    "line",  # eyes, brows, mouth
    "wood",
    "metal",
    "cloth",
    "mat",
    "wall",
    "band",
    "pack",
    "water",
    "ground",
]
Shade = Literal[
    "plain", "far", "fold", "lit"
]  # farther away; a fold or what lies in shadow; what is turned to the light


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline: filled, or drawn as a line of a width in standing heights where it has one."""

    path: Path
    tone: Tone
    shade: Shade = "plain"
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Glow:
    """A soft light over a part of the body that is worked."""

    at: Point
    radius: float


Drawn = Shape | Glow
