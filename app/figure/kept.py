"""What stays where it is through a movement: the part that carries the body, feet, knees and hands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from app.figure.body import Point
from app.figure.skeleton import BodySide
from app.routine.pose import HandAt

Anchor = Literal["seat", "foot", "knee", "chest", "pelvis", "mat", "stride"]

STILL: Final = frozenset(  # what a hand can hold that does not move with the body
    {
        "on the floor",
        "forearm on the floor",
        "on the wall",
        "forearm on the wall",
        "on the doorway",
        "on the seat",
        "on the chair",
        "on the desk",
    }
)
_SLIDES: Final = (  # between which a hand slides along, and does not let go
    {"palms together", "palms together low", "together overhead"},
    {"on the other elbow", "on the other wrist"},
)
Held = tuple[Point, float | None]  # where the middle of the palm is; the hand's direction, None: the forearm's
Places = tuple[HandAt, HandAt]  # where a hand is at the start and at the end


def stays(places: Places) -> bool:
    """Tell whether a hand stays with what it holds from start to end."""
    return places[0] == places[1] or any(set(places) <= group for group in _SLIDES)


def between(start: Point, end: Point, share: float) -> Point:
    """Return the point part of the way from one to another."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def held_between(start: Held, end: Held, share: float) -> Held:
    """Return where a palm is, part of the way it slides."""
    deg = None if start[1] is None or end[1] is None else start[1] + (end[1] - start[1]) * share
    return between(start[0], end[0], share), deg


@dataclass(frozen=True, slots=True)
class Foot:
    """A foot on the ground: the point of its sole about which it may turn."""

    at: Point
    by: Literal["toe", "heel"] = "toe"


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays, and where. A hand on something that stays has its points in `holds`: at the start and at the end."""

    anchor: Anchor
    anchor_side: BodySide = "right"
    feet: Mapping[BodySide, Foot] = field(default_factory=dict)
    knees: Mapping[BodySide, Point] = field(default_factory=dict)
    hands: Mapping[BodySide, Places] = field(default_factory=dict)
    holds: Mapping[BodySide, tuple[Point, Point]] = field(default_factory=dict)
    behind_x: float | None = None  # of a wall that the back stays on
    on_roller: bool = False  # the upper back lies on it
    x: float = 0.0  # of what carries the body, where that is neither a foot nor a knee

    def shifted(self, by: float) -> "Kept":
        """Return the same, farther to the right."""
        return replace(
            self,
            feet={side: replace(foot, at=_aside(foot.at, by)) for side, foot in self.feet.items()},
            knees={side: _aside(point, by) for side, point in self.knees.items()},
            holds={side: (_aside(start, by), _aside(end, by)) for side, (start, end) in self.holds.items()},
            behind_x=None if self.behind_x is None else self.behind_x + by,
            x=self.x + by,
        )


def _aside(point: Point, by: float) -> Point:
    return point[0] + by, point[1]
