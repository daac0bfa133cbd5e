"""Setting a pose by hand: the joints that can be taken hold of, and what of the pose follows when one is moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import msgspec
from msgspec import inspect

from app.figure.body import Point, direction, towards
from app.figure.motion import Instant, skeleton_at
from app.figure.reach import near
from app.figure.skeleton import BodySide, Skeleton
from app.routine.pose import PAIRED, FrontFrame, Pose, SideFrame, SidePose, Sides, measures

At = Literal["start", "end"]
Frame = SideFrame | FrontFrame

_TRY_DEG: Final = 3.0  # by how much a measure is changed to see which way a joint goes
_HELD_DEG: Final = 0.3  # a joint that turns by less than that is held by something else
_ROUNDS: Final = 3


@dataclass(frozen=True)
class Handle:
    """A joint to take hold of: its name, the measure that moves it, and the joint it turns about."""

    name: str
    measure: str
    joint: str
    pivot: str


def handles_of(pose: Pose) -> tuple[Handle, ...]:
    """Return the joints of a pose that can be moved, from the hips up and out to the feet."""
    trunk = _SIDE_TRUNK if isinstance(pose, SidePose) else _FRONT_TRUNK
    limbs = _SIDE_LIMBS if isinstance(pose, SidePose) else _FRONT_LIMBS
    return (*trunk, *(_of(side, limb) for side in ("right", "left") for limb in limbs))


_SIDE_TRUNK: Final = (
    Handle("Lower back", "trunk_lean", "waist", "pelvis"),
    Handle("Upper back", "upper_back", "chest", "waist"),
    Handle("Neck", "neck", "neck", "chest"),
    Handle("Head", "head_nod", "crown", "neck"),
)
_FRONT_TRUNK: Final = (
    Handle("Lower back", "side_bend", "waist", "pelvis"),
    Handle("Upper back", "upper_side_bend", "chest", "waist"),
    Handle("Head", "head_tilt", "crown", "neck"),
)
_SIDE_LIMBS: Final = (
    Handle("elbow", "upper_arm", "elbow", "shoulder"),
    Handle("wrist", "elbow", "wrist", "elbow"),
    Handle("fingers", "wrist", "hand", "wrist"),
    Handle("knee", "hip", "knee", "hip"),
    Handle("ankle", "knee", "ankle", "knee"),
    Handle("toes", "ankle", "toe", "ankle"),
)
_FRONT_LIMBS: Final = (
    Handle("elbow", "upper_arm", "elbow", "shoulder"),
    Handle("wrist", "elbow", "wrist", "elbow"),
    Handle("foot", "leg_out", "ankle", "hip"),
)
_IN_LEG: Final = frozenset({"hip", "knee", "ankle", "leg_out"})  # measures


def _of(side: BodySide, limb: Handle) -> Handle:
    part = f"{side}_leg" if limb.measure in _IN_LEG else side
    return Handle(
        f"{side.capitalize()} {limb.name}", f"{limb.measure}_{side}", f"{part}.{limb.joint}", f"{part}.{limb.pivot}"
    )


def place_of(skeleton: Skeleton, name: str) -> Point:
    """Return where a joint of a handle is, in standing heights."""
    if name == "crown":
        return towards(skeleton.head, skeleton.spine_deg[3], 0.05)
    found: Any = skeleton
    for part in name.split("."):
        found = getattr(found, part)
    return float(found[0]), float(found[1])


def seen(pose: Pose, at: At) -> Skeleton:
    """Return the joints at the start or the end."""
    return skeleton_at(pose, Instant(0.0 if at == "start" else 1.0))


# --- measures --------------------------------------------------------------------------------------------------------


def frame_of(pose: Pose, at: At) -> Frame:
    """Return the start or the end of a pose."""
    return pose.start if at == "start" else pose.end


def value_of(pose: Pose, at: At, measure: str) -> float:
    """Return a measure as it holds: as given, or else as the base posture has it."""
    return measures(pose, frame_of(pose, at))[measure]


def limits(pose: Pose, measure: str) -> tuple[float, float]:
    """Return the least and the most a measure may be."""
    return _limits(type(pose.start), key_and_side(measure)[0])


@cache
def _limits(kind: type[Frame], key: str) -> tuple[float, float]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    field = next(one for one in info.fields if one.encode_name == key)
    numbers = next(one for one in _parts(field.type) if isinstance(one, inspect.FloatType))
    assert numbers.ge is not None
    assert numbers.le is not None
    return numbers.ge, numbers.le


def _parts(info: inspect.Type) -> Iterator[inspect.Type]:
    yield info
    if isinstance(info, inspect.UnionType):
        for one in info.types:
            yield from _parts(one)
    if isinstance(info, inspect.Metadata):
        yield from _parts(info.type)


def key_and_side(measure: str) -> tuple[str, BodySide | None]:
    """Return the key of a measure, and its side where it has one: `elbow_right` is `elbow` of the right."""
    for side in ("right", "left"):
        key = measure.removesuffix(f"_{side}")
        if key != measure and key in PAIRED:
            return key, side
    return measure, None


def with_measure(pose: Pose, at: At, measure: str, value: float) -> Pose:
    """Return a pose with one measure changed, within what it may be. The other side stays as it is."""
    low, high = limits(pose, measure)
    return with_value(pose, at, measure, min(max(value, low), high))


def with_value(pose: Pose, at: At, measure: str, value: Any) -> Pose:
    """Return a pose with one thing of a frame changed, given for one side or for all."""
    key, side = key_and_side(measure)
    frame = frame_of(pose, at)
    new = value if side is None else _sided(getattr(frame, key), side, value, value_of(pose, at, _other(measure)))
    return msgspec.structs.replace(pose, **{at: msgspec.structs.replace(frame, **{key: new})})


def _sided(now: Any, side: BodySide, value: Any, other: Any) -> Any:
    """Return a value for one side beside what the other side has."""
    kept = (now.left if side == "right" else now.right) if isinstance(now, Sides) else now
    kept = other if kept is None else kept
    if kept == value:
        return value
    return Sides(right=value, left=kept) if side == "right" else Sides(right=kept, left=value)


def _other(measure: str) -> str:
    key, side = key_and_side(measure)
    return f"{key}_{'left' if side == 'right' else 'right'}"


def dragged(pose: Pose, at: At, handle: Handle, to: Point) -> float | None:
    """Return the measure with which a joint points at a place as well as it can, in whole degrees.

    None where it is held: by a hand that holds something, or a foot that stands.
    """
    low, high = limits(pose, handle.measure)
    value = value_of(pose, at, handle.measure)
    wanted_deg = direction(_direction(pose, at, handle, value)[1], to)  # from where it turns now: that moves too
    for _ in range(_ROUNDS):
        here, _ = _direction(pose, at, handle, value)
        step = _TRY_DEG if value + _TRY_DEG <= high else -_TRY_DEG
        turned = near(_direction(pose, at, handle, value + step)[0], here) - here
        if abs(turned) < _HELD_DEG:
            return None
        wanted = near(wanted_deg, here) - here
        value = min(max(value + wanted * step / turned, low), high)
    return float(round(value))


def is_held(pose: Pose, at: At, handle: Handle) -> bool:
    """Tell whether a joint cannot be moved by its own measure."""
    value = value_of(pose, at, handle.measure)
    step = _TRY_DEG if value + _TRY_DEG <= limits(pose, handle.measure)[1] else -_TRY_DEG
    here, there = (_direction(pose, at, handle, one)[0] for one in (value, value + step))
    return abs(near(there, here) - here) < _HELD_DEG


def _direction(pose: Pose, at: At, handle: Handle, value: float) -> tuple[float, Point]:
    skeleton = seen(with_value(pose, at, handle.measure, value), at)
    pivot = place_of(skeleton, handle.pivot)
    return direction(pivot, place_of(skeleton, handle.joint)), pivot


def other_measures(pose: Pose) -> tuple[str, ...]:
    """Return the measures that no handle moves, in the order of the file."""
    ours = {handle.measure for handle in handles_of(pose)}
    return tuple(name for name in measures(pose, pose.start) if name not in ours)
