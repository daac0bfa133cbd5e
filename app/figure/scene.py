"""What stands round a figure and does not move with it: worked out once for a pose, from its start and its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.figure.body import FLESH, Point
from app.figure.motion import Instant, skeleton_at
from app.figure.outline import axes
from app.figure.skeleton import BodySide, Skeleton
from app.routine.model import Area
from app.routine.pose import HandAt, Pose, Prop, hands

_BEHIND: frozenset[HandAt] = frozenset({"behind the head", "behind the neck"})
_IN_FRONT: frozenset[HandAt] = frozenset(
    {
        "on the thigh",
        "on the knee",
        "on the other knee",
        "on the other shin",
        "on the belly",
        "on the other shoulder",
        "palms together",
        "palms together low",
        "round the ribs",
        "at the nose",
    }
)
_KEPT = 256
_MOMENTS = 8  # looked at, from start to end: an arm that swings up is farthest out somewhere in between
_EDGE = 0.012  # standing heights of air round it all


_HOLDING: frozenset[HandAt] = frozenset({"on the chair", "on the desk", "on the wall", "on the floor", "on the seat"})


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page in standing heights."""

    left: float
    low: float
    right: float
    high: float

    @property
    def wide(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def high_by(self) -> float:
        """Its height."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Scene:
    """The things of a pose and where they stand while the figure faces as the pose is drawn."""

    props: frozenset[Prop]
    areas: tuple[Area, ...]
    first: Skeleton  # how it starts
    last: Skeleton  # how it ends
    body: Box  # what the body takes of the page from start to end
    frame: Box  # what is to be seen: the body on both sides, and the things
    behind_head: frozenset[BodySide]  # the sides whose hand is behind the head, as the pose is drawn
    in_front: frozenset[BodySide]  # the sides whose hand is before the trunk
    empty: frozenset[BodySide]  # the sides whose hand holds on to something


@lru_cache(maxsize=_KEPT)
def scene_of(pose: Pose, areas: tuple[Area, ...] = ()) -> Scene:
    """Return what stands round the figure of a pose. `areas` are the parts of the body that the exercise is for."""
    moments = [skeleton_at(pose, Instant(bend=n / _MOMENTS)) for n in range(_MOMENTS + 1)]
    taken = _around([point for one in moments for point in points_of(one)])
    flesh = _around_flesh([one for state in moments for one in (*_reaching(state), *_around_things(state))])
    props = frozenset(pose.props)
    behind, in_front = _sides_at(pose, _BEHIND), _sides_at(pose, _IN_FRONT)
    empty = _sides_at(pose, _HOLDING)
    frame = _frame(taken, flesh, props, moments[0])
    return Scene(props, areas, moments[0], moments[-1], taken, frame, behind, in_front, empty)


def _sides_at(pose: Pose, places: frozenset[HandAt]) -> frozenset[BodySide]:
    """Return the sides whose hand is at one of these places at the start or at the end."""
    at: tuple[tuple[HandAt, HandAt], ...] = (hands(pose, pose.start), hands(pose, pose.end))
    names: tuple[BodySide, BodySide] = ("right", "left")
    return frozenset(names[n] for n in (0, 1) if {at[0][n], at[1][n]} & places)


def points_of(one: Skeleton) -> list[Point]:
    """Return the points that reach farthest."""
    crown = axes(one.head, one.spine_deg[3]).put(FLESH["head"], 0.0)
    points = [one.pelvis, one.chest, one.head, crown]
    for arm in (one.right, one.left):
        points += [arm.shoulder, arm.elbow, arm.wrist, arm.hand]
    for leg in (one.right_leg, one.left_leg):
        points += [leg.knee, leg.ankle, leg.heel, leg.toe]
    return points


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


_ROOM: dict[str, tuple[float, float, float]] = {  # what a thing takes beyond its point: behind, in front, above
    "seat": (0.17, 0.17, 0.0),
    "chair back": (0.05, 0.0, 0.03),
    "chair": (0.02, 0.25, 0.02),
    "desk": (0.0, 0.31, 0.0),
    "screen": (0.0, 0.15, 0.11),
    "anchor": (0.0, 0.06, 0.04),
    "shower": (0.14, 0.06, 0.04),
    "doorway": (0.0, 0.09, 0.09),
    "pillow": (0.10, 0.10, 0.10),
    "mat left": (0.0, 0.0, 0.0),
    "mat right": (0.0, 0.0, 0.0),
}


def _around_things(one: Skeleton) -> list[tuple[Point, float]]:
    """Return the corners of the things round a figure that faces right."""
    found: list[tuple[Point, float]] = []
    for name, (x, y) in one.places.items():
        if name in _ROOM:
            back, front, up = _ROOM[name]
            if name == "seat" and one.view == "side":
                back, front = 0.14, 0.14
            found += [((x - back, 0.0 if not one.from_above else y), 0.0), ((x + front, y + up), 0.0)]
    if "wall side" in one.places:
        found += [((one.places["wall"][0] + 0.055 * one.places["wall side"][0], 0.0), 0.0)]
    return found


def _reaching(one: Skeleton) -> list[tuple[Point, float]]:
    """Return the points that reach farthest, and how far what is drawn there goes beyond them."""
    up = axes(one.head, one.spine_deg[3])
    found = [(up.put(0.01, 0.0), 0.078), (one.pelvis, 0.075), (one.waist, 0.085), (one.chest, 0.07)]
    found += [(axes(one.waist, one.spine_deg[1]).put(0.11, 0.0), 0.09)]
    for arm in (one.right, one.left):
        found += [(arm.shoulder, 0.045), (arm.elbow, 0.035), (arm.wrist, 0.03), (arm.hand, 0.028)]
    for leg in (one.right_leg, one.left_leg):
        found += [(leg.knee, 0.05), (leg.ankle, 0.045), (leg.heel, 0.02), (leg.toe, 0.012)]
    return found


def _around_flesh(reaching: Sequence[tuple[Point, float]]) -> Box:
    return Box(
        min(x - by for (x, _), by in reaching),
        min(y - by for (_, y), by in reaching),
        max(x + by for (x, _), by in reaching),
        max(y + by for (_, y), by in reaching),
    )


def _frame(taken: Box, flesh: Box, props: frozenset[Prop], first: Skeleton) -> Box:
    room = _EDGE + (0.04 if "mat" in props and first.from_above else 0.0)
    left, right, high = flesh.left - room, flesh.right + room, flesh.high + room
    low = flesh.low - room if first.from_above else min(-0.03, taken.low - 0.026)
    if first.view != "side":  # as much to both sides, so that nothing jumps when the other side works
        half = max(-left, right, 0.16)
        left, right = -half, half
    return Box(left, low, right, high)
