"""A pose made ready to move: its two keyframes with every hand and foot where it belongs, and what stays."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from app.figure import front, side
from app.figure.kept import Kept
from app.figure.ready_front import ready_from_front
from app.figure.ready_side import ready_from_side
from app.figure.side import Measures
from app.figure.skeleton import BodySide, Skeleton, from_behind
from app.routine.pose import BackPose, Pose, SidePose

_POSES: Final = 512  # kept ready; more than there are


@dataclass(frozen=True)
class Movement:
    """What a figure does: between which measures, and what stays meanwhile."""

    pose: Pose
    start: Mapping[str, float]
    end: Mapping[str, float]
    kept: Kept
    hands_stay: bool  # with what they hold, from start to end
    wall_x: float | None = None  # of a wall in front

    def at(self, bend: float, back: bool = False) -> dict[str, float]:
        """Return the measures part of the way, 0 at the start to 1 at the end; `back` is on the way back from there."""
        found = {name: value + (self.end[name] - value) * bend for name, value in self.start.items()}
        if self.pose.motion == "circle" and "shoulder_width" in found:
            _circle(found, self.start["shoulder_width"], self.end["shoulder_width"], bend, back)
        elif self.pose.motion == "stride" and isinstance(self.pose, SidePose):
            _swing(found, "right" if back else "left", math.sin(math.pi * bend))
        return found

    def solve(self, measured: Measures) -> Skeleton:
        """Return the joints by these measures, with what stays where it stays."""
        if isinstance(self.pose, SidePose):
            return side.side_skeleton(self.pose, measured, self.kept)
        found = front.front_skeleton(self.pose, measured, self.kept)
        return from_behind(found) if isinstance(self.pose, BackPose) else found

    def shifted(self, by: float) -> "Movement":
        """Return the same movement farther to the right."""
        wall_x = None if self.wall_x is None else self.wall_x + by
        return replace(self, kept=self.kept.shifted(by), wall_x=wall_x)


def _circle(m: dict[str, float], start: float, end: float, bend: float, back: bool) -> None:
    """Let shoulders go up in front, where they look narrower, and come down behind, where they look wider."""
    m["shoulder_width"] = start + (end - start) * math.sin(math.pi * bend) * (-0.6 if back else 1)


def _swing(m: dict[str, float], which: BodySide, lift: float) -> None:
    """Lift the leg that goes forward in a stride."""
    m[f"hip_{which}"] += 16 * lift
    m[f"knee_{which}"] += 42 * lift
    m[f"ankle_{which}"] += 6 * lift


@lru_cache(maxsize=_POSES)
def movement_of(pose: Pose) -> Movement:
    """Make a pose ready to move, with the figure in the middle of what it needs: x = 0."""
    ready = ready_from_side(pose) if isinstance(pose, SidePose) else ready_from_front(pose)
    found = Movement(pose, ready.start, ready.end, ready.kept, len(ready.kept.hands) == 2, ready.wall_x)
    if isinstance(pose, SidePose) or pose.base == "side plank":
        return found.shifted(-sum(_spread(found)) / 2)
    return found  # it stands in the middle


def _spread(movement: Movement) -> tuple[float, float]:
    """Return how far to the left and to the right the joints come."""
    points = [point[0] for step in range(5) for point in movement.solve(movement.at(step / 4)).points()]
    return min(points), max(points)
