"""Make a pose seen from the front or from behind ready to move: where it stands, what the hands hold."""

from collections.abc import Mapping
from dataclasses import replace

from app.figure import body, front
from app.figure.body import FLESH, Point, direction
from app.figure.kept import STILL, Foot, Kept, Places, stays
from app.figure.reach import near
from app.figure.ready import Ready, frames_of, held_in, palm_of, then, throughout
from app.figure.side import SIDES, Measures
from app.figure.skeleton import Arm, BodySide
from app.routine.pose import BackPose, FrontPose


def ready_from_front(pose: FrontPose | BackPose) -> Ready:
    """Make a pose seen from the front or from behind ready to move."""
    frames = frames_of(pose)
    held = held_in(pose)
    kept = _kept(pose.base, frames[0])
    kept = replace(kept, holds=_holds(pose, frames, held, kept))
    solved = []
    for index, frame in enumerate(frames):
        whole = replace(kept, hands=then(held, index))
        at_place = front.front_skeleton(pose, frame, whole)
        found = dict(frame)
        for which in SIDES:
            if not stays(held[which]):
                found |= _arm_angles(frame, which, at_place.arm(which), at_place.spine_deg[1])
        solved.append(found)
    return Ready(solved[0], solved[1], replace(kept, hands=throughout(held)))


def _kept(base: str, m: Measures) -> Kept:
    if base == "sitting":
        return Kept("seat")
    if base == "side plank":
        return Kept("knee", knees={"right": (0.0, 0.045)})
    if base != "standing":
        return Kept("mat")
    bare = Kept("foot")
    hips = {one: front.outwards(one) * body.HIP_HALF for one in SIDES}
    spread = {one: front.outwards(one) * (body.THIGH + body.SHANK) * _sine(m[f"leg_out_{one}"]) for one in SIDES}
    return replace(bare, feet={one: Foot((hips[one] + spread[one], body.ANKLE)) for one in SIDES})


def _sine(deg: float) -> float:
    return body.towards((0.0, 0.0), deg, 1.0)[0]


def _holds(
    pose: FrontPose | BackPose, frames: list[dict[str, float]], held: Mapping[BodySide, Places], kept: Kept
) -> dict[BodySide, tuple[Point, Point]]:
    found: dict[BodySide, tuple[Point, Point]] = {}
    for which, places in held.items():
        index = 0 if places[0] in STILL else 1
        if places[index] not in STILL:
            continue
        one = front.front_skeleton(pose, frames[index], kept)
        arm = one.arm(which)
        if places[index] == "on the seat":
            point = (front.outwards(which) * 0.128, front.SEATED_FRONT - 0.05)
        elif places[index] == "forearm on the floor":
            point = (front.front_skeleton(pose, frames[1], kept).right.shoulder[0], FLESH["elbow"])
        else:
            point = palm_of(arm)
        found[which] = point, point
    return found


def _arm_angles(m: Measures, which: BodySide, arm: Arm, thorax: float) -> dict[str, float]:
    out = front.outwards(which)
    upper, fore = direction(arm.shoulder, arm.elbow), direction(arm.elbow, arm.wrist)
    return {
        f"upper_arm_{which}": near(out * (thorax + 180 - upper), m[f"upper_arm_{which}"]),
        f"elbow_{which}": near(out * (upper - fore), m[f"elbow_{which}"]),
        f"wrist_{which}": near(direction(arm.wrist, arm.hand) - fore, 0),
        f"upper_arm_length_{which}": arm.length_upper / m["arm_length"],
        f"forearm_length_{which}": arm.length_fore / m["arm_length"],
    }
