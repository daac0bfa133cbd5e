"""Where the props of a pose are: points by name, in the same lengths as the joints.

- `seat`: the middle of a chair's seat, on top; `chair back`: the top of its back, at the front of it
- `wall`: where a wall seen from the side meets the ground; `wall side` is 1 in x where it is in front, -1 behind
- `chair`: where a hand is on the back of a chair in front; `desk`: its near edge, on top; `screen`: its middle
- `doorway`: x is half of its width, y its height
- `anchor`: where a band is fixed; `shower`: its head
- `roller`, `ball`, `pack`: their middles; `towel`, `pillow`: the middle of the head that lies on them
- `mat left`, `mat right`: the ends of a mat that is seen from the side
"""

from functools import lru_cache
from typing import Final

from app.figure import body
from app.figure.body import FLESH, Point, towards
from app.figure.front import SEATED_FRONT
from app.figure.movement import Movement, movement_of
from app.figure.side import SIDES
from app.figure.skeleton import Skeleton
from app.routine.pose import Pose, SidePose

DOOR_HEIGHT: Final = 1.16
SEAT_FRONT: Final = SEATED_FRONT - 0.055


@lru_cache(maxsize=512)
def standing_props(pose: Pose) -> dict[str, Point]:
    """Return where the props are that do not move with the figure."""
    movement = movement_of(pose)
    start, end = movement.solve(movement.at(0.0)), movement.solve(movement.at(1.0))
    found: dict[str, Point] = {}
    for prop in pose.props:
        match prop:
            case "chair" | "chair back":
                found |= _chair(pose, start, with_back=prop == "chair back")
            case "wall in front":
                found |= {"wall": (movement.wall_x or 0.0, 0.0), "wall side": (1.0, 0.0)}
            case "wall behind":
                behind = movement.kept.behind_x or 0.0
                found |= {"wall": (behind - 2 * body.BALL * ("ball behind" in pose.props), 0.0)}
                found["wall side"] = (-1.0, 0.0)
            case "doorway":
                found["doorway"] = (abs(start.right.wrist[0]) + 0.012, DOOR_HEIGHT)
            case "desk" | "chair in front" | "screen":
                found |= _in_front(prop, movement, end)
            case "fixed band":
                found["anchor"] = (start.right.hand[0] + 0.28, 0.58)
            case "shower":
                found["shower"] = (start.head[0] - 0.16, 1.14)
            case "mat" if not start.from_above:
                xs = [point[0] for one in (start, end) for point in one.points()]
                found |= {"mat left": (min(xs) - 0.06, 0.0), "mat right": (max(xs) + 0.06, 0.0)}
    return found


def _chair(pose: Pose, start: Skeleton, with_back: bool) -> dict[str, Point]:
    if not isinstance(pose, SidePose):
        return {"seat": (start.pelvis[0], SEAT_FRONT)}
    seat = (start.pelvis[0] + 0.035, body.SEAT)
    if pose.end.off_seat:  # near the front of it, so that the hips can come down on it again
        seat = (start.pelvis[0], body.SEAT)
    back = {"chair back": (start.pelvis[0] - 0.1, body.SEAT + 0.27)}
    return {"seat": seat, **(back if with_back else {})}


def _in_front(prop: str, movement: Movement, end: Skeleton) -> dict[str, Point]:
    holds = [movement.kept.holds[side] for side in SIDES if side in movement.kept.holds]
    at = holds[0][1] if holds else (end.pelvis[0] + 0.3, body.DESK)
    if prop == "screen":
        return {"screen": (at[0] + 0.24, end.head[1] - 0.05)}
    if prop == "desk":
        return {"desk": (at[0] - 0.06, at[1] - 0.012)}
    return {"chair": (at[0], body.CHAIR_BACK)}


def props_at(pose: Pose, one: Skeleton) -> dict[str, Point]:
    """Return where all props are: those that stand, and those that go with the figure."""
    found = standing_props(pose)
    moving = [prop for prop in pose.props if prop in _MOVING]
    if not moving:
        return found
    movement = movement_of(pose)
    return {**found, **{_MOVING[prop]: _moving(prop, movement, one) for prop in moving}}


_MOVING: Final[dict[str, str]] = {
    "roller": "roller",
    "ball behind": "ball",
    "ball in front": "ball",
    "pack behind": "pack",
    "towel": "towel",
    "pillow": "pillow",
}


@lru_cache(maxsize=512)
def _blades_at_start(pose: Pose) -> Point:
    movement = movement_of(pose)
    start = movement.solve(movement.start)
    return towards(start.waist, start.spine_deg[1], 0.7 * body.THORAX)


def _moving(prop: str, movement: Movement, one: Skeleton) -> Point:
    if prop in ("towel", "pillow"):
        return one.head
    blades = towards(one.waist, one.spine_deg[1], 0.7 * body.THORAX)
    if prop == "ball in front":
        return (movement.wall_x or 0.0) - body.BALL, blades[1] + 0.03
    if prop == "pack behind":
        return towards(blades, one.spine_deg[1] - 90, FLESH["chest"] + 0.012)
    began = _blades_at_start(movement.pose)
    half = ((began[0] + blades[0]) / 2, (began[1] + blades[1]) / 2)  # what rolls goes half of the way
    if prop == "roller":
        return half[0], body.ROLLER
    return (movement.kept.behind_x or 0.0) - body.BALL, half[1]
