"""The part of the page a figure needs, with its props: the same through the whole movement, for both sides."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.figure.movement import movement_of
from app.figure.props import props_at
from app.routine.pose import Pose

MARGIN: Final = 0.08  # round the joints: more than the flesh that is on any of them
STEPS: Final = 8
_ROOM: Final[dict[str, tuple[float, float, float]]] = {  # beyond a prop's point: to the back, to the front, upwards
    "seat": (0.17, 0.15, 0.0),
    "chair back": (0.06, 0.0, 0.03),
    "wall": (0.05, 0.05, 0.0),
    "chair": (0.06, 0.26, 0.04),
    "desk": (0.0, 0.4, 0.02),
    "screen": (0.05, 0.05, 0.1),
    "anchor": (0.0, 0.04, 0.04),
    "shower": (0.06, 0.1, 0.04),
    "doorway": (0.04, 0.08, 0.04),
    "mat left": (0.02, 0.0, 0.0),
    "mat right": (0.0, 0.02, 0.0),
}


@dataclass(frozen=True)
class Frame:
    """A box on the page, in standing heights; the ground is at 0, somewhat above the bottom."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.height


@lru_cache(maxsize=512)
def frame_of(pose: Pose) -> Frame:
    """Return the box in which a figure stays, whichever side works."""
    movement = movement_of(pose)
    xs, ys = [0.0], [0.0]
    for step in range(STEPS + 1):
        one = movement.solve(movement.at(step / STEPS))
        xs += [abs(point[0]) + MARGIN for point in one.points()]
        ys += [point[1] + MARGIN for point in one.points()]
        for name, (x, y) in props_at(pose, one).items():
            back, front, up = _ROOM.get(name, (0.0, 0.0, 0.0))
            if name in _ROOM:
                xs += [abs(x - back), abs(x + front)]
                ys.append(y + up)
    half = max(xs)
    bottom = -MARGIN / 2
    if one.from_above:
        bottom = min(point[1] for point in one.points()) - MARGIN
    return Frame(-half, bottom, 2 * half, max(ys) - bottom)
