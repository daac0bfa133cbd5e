"""The look as data, without Qt: colours by role read from TOML, sizes, spacing, and the contrast they must keep."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar, cast, get_args

from app.settings import FIGURES, FigureName

Role = Literal[
    "background",  # the page
    "surface",  # cards, fields
    "surface-raised",  # toasts, menus, dialogs: above everything else
    "hover",  # under the pointer, for things without a fill of their own
    "hairline",  # quiet edges that carry no meaning
    "outline",  # edges that show where a control is
    "text",
    "muted",
    "accent",
    "accent-hover",
    "on-accent",
    "accent-soft",
    "on-accent-soft",
    "heat",
    "heat-soft",
    "on-heat-soft",
    "cold",
    "cold-soft",
    "on-cold-soft",
    "breath",
    "breath-soft",
    "on-breath-soft",
    "danger",
    "danger-hover",
    "on-danger",
    "danger-soft",
    "on-danger-soft",
    "warning",
    "on-warning",
    "warning-soft",
    "on-warning-soft",
    "neutral-soft",
    "on-neutral-soft",
    "focus",
    "track",  # the unfilled part of progress
    "shadow",
    "shadow-hover",
]
BodyTone = Literal["skin", "hair", "top", "trousers", "shoe", "sole", "line"]  # line: eyes and mouth
ThingTone = Literal["wood", "metal", "cloth", "mat", "wall", "band", "pack", "water", "ground", "glow"]
Tint = Literal["neutral", "accent", "heat", "cold", "breath", "danger", "warning"]
# lead and large are for reading, display and grand for a large window seen from further away
TypeSize = Literal["small", "body", "lead", "heading", "large", "title", "display", "grand", "countdown"]
ThemeName = Literal["light", "dark", "contrast", "contrast-light"]

T = TypeVar("T", bound=str)
ROLES: tuple[Role, ...] = get_args(Role)
BODY_TONES: tuple[BodyTone, ...] = get_args(BodyTone)
THING_TONES: tuple[ThingTone, ...] = get_args(ThingTone)
TINTS: tuple[Tint, ...] = get_args(Tint)
TYPE_PX: Mapping[TypeSize, float] = MappingProxyType(
    {
        "small": 13.0,
        "body": 15.0,
        "lead": 20.0,
        "heading": 20.0,
        "large": 28.0,
        "title": 28.0,
        "display": 36.0,
        "grand": 48.0,
        "countdown": 72.0,
    }
)
SMALLEST_PX = TYPE_PX["small"]
GRID_PX = 8
RADIUS_PX = 12

TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3 Contrast (Minimum)
HIGH_TEXT_CONTRAST = 7.0  # WCAG 2.2, 1.4.6 Contrast (Enhanced); of the high-contrast themes
HIGH_EDGE_CONTRAST = 4.5
EDGE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11 Non-text Contrast; also large type
SEEN_CONTRAST = 2.0  # skin, hair and soles: never alone, always next to what has 3.0
APART_CONTRAST = 1.2  # an arm before a shirt, which also differ in hue


class Colour(NamedTuple):
    """Red, green, blue and alpha, each 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int = 255

    @property
    def css(self) -> str:
        """As a style sheet writes it."""
        return f"rgba({self.red}, {self.green}, {self.blue}, {self.alpha})"


class Pair(NamedTuple):
    """A role that is used on another, and the least contrast between the two."""

    front: Role
    back: Role
    least: float


@dataclass(frozen=True, slots=True)
class Theme:
    """What everything on screen is drawn with: colours by role, and sizes in device-independent pixels."""

    name: ThemeName
    colours: Mapping[Role, Colour]
    figures: Mapping[FigureName, Mapping[BodyTone, Colour]]
    things: Mapping[ThingTone, Colour]
    scale: float = 1.0

    def text_px(self, size: TypeSize) -> int:
        """Height of a type size in pixels, at this scale."""
        return round(TYPE_PX[size] * self.scale)

    def scaled(self, px: float) -> int:
        """A length that grows with the text: icons, controls, padding around words."""
        return round(px * self.scale)

    def space(self, steps: float) -> int:
        """A distance between things, in steps of 8 pixels; it grows half as fast as the text does."""
        return round(GRID_PX * steps * (1 + self.scale) / 2)

    @property
    def is_high_contrast(self) -> bool:
        """Whether edges and text stand out as far as they can."""
        return self.name in ("contrast", "contrast-light")

    @property
    def radius(self) -> int:
        """Corner radius of cards and large controls, in pixels."""
        return RADIUS_PX


def soft(tint: Tint) -> tuple[Role, Role]:
    """Return the two roles of a soft tint: the fill, and the text that is readable on it."""
    return cast(Role, f"{tint}-soft"), cast(Role, f"on-{tint}-soft")


def _pairs() -> tuple[Pair, ...]:
    """Every role on every role it is used on."""
    papers: tuple[Role, ...] = ("background", "surface", "surface-raised")
    inks: tuple[Role, ...] = ("text", "muted", "accent", "heat", "cold", "breath", "danger", "warning")
    fills: tuple[tuple[Role, Role], ...] = (
        ("on-accent", "accent"),
        ("on-accent", "accent-hover"),
        ("on-danger", "danger"),
        ("on-danger", "danger-hover"),
        ("on-warning", "warning"),
        ("text", "hover"),
        ("muted", "hover"),
        ("accent", "hover"),
        ("danger", "hover"),
    )
    edges: tuple[Role, ...] = ("outline", "focus")
    return (
        *(Pair(ink, paper, TEXT_CONTRAST) for ink in inks for paper in papers),
        *(Pair(front, back, TEXT_CONTRAST) for front, back in fills),
        *(Pair(soft(tint)[1], soft(tint)[0], TEXT_CONTRAST) for tint in TINTS),
        *(Pair(edge, paper, EDGE_CONTRAST) for edge in edges for paper in papers),
        *(Pair("focus", soft(tint)[0], EDGE_CONTRAST) for tint in TINTS),
        Pair("focus", "hover", EDGE_CONTRAST),
        *(Pair(fill, "surface", EDGE_CONTRAST) for fill in ("accent", "danger", "warning")),  # the ring's inner gap
        *(Pair(fill, "track", EDGE_CONTRAST) for fill in ("accent", "heat", "cold", "breath")),
    )


PAIRS = _pairs()


def read_theme(folder: Path, name: ThemeName, scale: float = 1.0) -> Theme:
    """Read `<name>.toml` from a folder of themes.

    Raises ValueError, saying which role, tone or colour, when one is missing, unknown or names no colour.
    """
    path = folder / f"{name}.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    colours = {key: _colour(value, f"{path}: {key}") for key, value in tables["colours"].items()}
    roles = _named(tables["roles"], ROLES, colours, f"{path}: these roles")
    things = _named(tables["things"], THING_TONES, colours, f"{path}: these tones of things")
    given: dict[str, dict[str, str]] = tables["figures"]
    if wrong := set(given) ^ set(FIGURES):
        raise ValueError(f"{path}: these figures are missing or unknown: {', '.join(sorted(wrong))}")
    figures = {one: _named(given[one], BODY_TONES, colours, f"{path}: these tones of {one}") for one in FIGURES}
    return Theme(name, roles, MappingProxyType(figures), things, scale)


def _named(
    given: Mapping[str, str], wanted: Sequence[T], colours: Mapping[str, Colour], what: str
) -> Mapping[T, Colour]:
    """Return the colours that a table names for what must be in it."""
    if wrong := set(given) ^ set(wanted):
        raise ValueError(f"{what} are missing or unknown: {', '.join(sorted(wrong))}")
    if nameless := {value for value in given.values() if value not in colours}:
        raise ValueError(f"{what} name colours that are not defined: {', '.join(sorted(nameless))}")
    return MappingProxyType({key: colours[given[key]] for key in wanted})


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, glossary)."""
    red, green, blue = (_linear(part / 255) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _colour(value: object, place: str) -> Colour:
    if not isinstance(value, str) or not re.fullmatch(r"(?:[0-9A-F]{2}){3,4}", value):
        raise ValueError(f"{place} is not a colour; write RRGGBB or RRGGBBAA in capitals")
    return Colour(*bytes.fromhex(value))
