"""What both views need to make a pose ready to move."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.figure.body import Point
from app.figure.kept import Kept, Places, stays
from app.figure.skeleton import Arm, BodySide
from app.routine.pose import Pose, hands, measures


@dataclass(frozen=True)
class Ready:
    """The measures of both keyframes with every hand and foot where it belongs, and what stays between them."""

    start: Mapping[str, float]
    end: Mapping[str, float]
    kept: Kept
    wall_x: float | None = None  # of a wall in front


def frames_of(pose: Pose) -> list[dict[str, float]]:
    """Return the measures of both keyframes, with how far each is on the way."""
    ease = {"wrist_right": 0.0, "wrist_left": 0.0}  # which from the front only places ask for
    return [
        {**ease, **measures(pose, pose.start), "bend": 0.0},
        {**ease, **measures(pose, pose.end), "bend": 1.0},
    ]


def held_in(pose: Pose) -> dict[BodySide, Places]:
    """Return where each hand is at the start and at the end."""
    at_start, at_end = hands(pose, pose.start), hands(pose, pose.end)
    return {"right": (at_start[0], at_end[0]), "left": (at_start[1], at_end[1])}


def throughout(held: Mapping[BodySide, Places]) -> dict[BodySide, Places]:
    """Return the hands that stay with what they hold."""
    return {one: places for one, places in held.items() if stays(places)}


def then(held: Mapping[BodySide, Places], index: int) -> dict[BodySide, Places]:
    """Return where the hands are in one of the keyframes."""
    return {one: (places[index], places[index]) for one, places in held.items()}


def palm_of(arm: Arm) -> Point:
    """Return the middle of a palm."""
    return (arm.wrist[0] + arm.hand[0]) / 2, (arm.wrist[1] + arm.hand[1]) / 2
