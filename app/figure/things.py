"""The things a figure uses, drawn where its body meets them: `props.py` says where that is.

What stands behind the figure, what stands between its far and its near limbs, and what is before it are told apart.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from app.figure import body
from app.figure.body import Point
from app.figure.outline import (
    Axes,
    Path,
    axes,
    axes_between,
    capsule,
    circle,
    ellipse,
    line,
    mix,
    open_curve,
    polygon,
    rounded,
    rounded_in,
)
from app.figure.scene import Scene
from app.figure.shape import Shape
from app.figure.skeleton import Arm, Skeleton
from app.routine.pose import Prop


@dataclass(frozen=True, slots=True)
class Things:
    """What is drawn of the props, by where it is in the order of painting."""

    behind: list[Shape] = field(default_factory=list)
    between: list[Shape] = field(default_factory=list)  # between far and near limbs; from the front, before the hands
    before: list[Shape] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stage:
    """What a thing needs to know: where it goes, how the figure is, and which way it faces on the page."""

    things: Things
    figure: Skeleton
    scene: Scene
    way: float  # 1 to the right, -1 to the left

    def at(self, name: str) -> Point:
        """Return where a prop is."""
        return self.figure.places[name]

    @property
    def top(self) -> float:
        """How high walls are: to the upper edge of the picture."""
        return self.scene.frame.high - 0.008


def things_of(one: Skeleton, scene: Scene) -> Things:
    """Return the props of a scene as they are while the figure is as it is."""
    way = -1.0 if one.view == "side" and one.faces == "left" else 1.0
    stage = _Stage(Things(), one, scene, way)
    for prop, draw in _DRAWN.items():
        if prop in scene.props:
            draw(stage)
    return stage.things


def _box(x0: float, x1: float, low: float, high: float, radius: float) -> Path:
    left, right = min(x0, x1), max(x0, x1)
    return rounded((left, low), right - left, high - low, radius)


def _post(top: Point, foot: Point, thick: float = 0.0115, *, far: bool = False) -> Shape:
    """Return the leg of a chair or a table."""
    return Shape(capsule(top, foot, thick, thick * 0.78), "wood", "far" if far else "plain")


# --- chairs -----------------------------------------------------------------------------------------------------------


def _chair(on: _Stage) -> None:
    if on.figure.view == "side":
        _chair_from_side(on)
        return
    is_back = on.figure.view == "back"
    into = on.things.between if is_back else on.things.behind
    x, top = on.at("seat")
    seat, deep = (top - 0.014, 0.016) if is_back else (top - 0.048, 0.042)  # of the seat some is seen from above
    into += [_post((x + at, seat - 0.03), (x + at * 1.04, 0.036), 0.010, far=True) for at in (-0.1, 0.1)]
    into += [_post((x + at, seat - 0.03), (x + at * 1.06, 0.009)) for at in (-0.135, 0.135)]
    surface = [(x - 0.160, seat - 0.004), (x - 0.146, seat + deep), (x + 0.146, seat + deep), (x + 0.160, seat - 0.004)]
    into.append(Shape(polygon(surface), "wood", "lit"))
    into.append(Shape(rounded((x - 0.163, seat - 0.030), 0.326, 0.030, 0.010), "wood"))


def _chair_from_side(on: _Stage) -> None:
    x, top = on.at("seat")
    way, half = on.way, 0.119
    for at, foot in ((-half + 0.030, -half + 0.020), (half - 0.030, half - 0.022)):
        on.things.behind.append(_post((x + at * way, top - 0.02), (x + foot * way, 0.014), 0.009, far=True))
    for at, foot in ((-half + 0.012, -half - 0.004), (half - 0.012, half + 0.004)):
        on.things.behind.append(_post((x + at * way, top - 0.02), (x + foot * way, 0.009)))
    on.things.behind.append(Shape(_box(x - half * way, x + half * way, top - 0.030, top - 0.002, 0.010), "wood"))


def _chair_back(on: _Stage) -> None:
    """A chair whose back the figure leans on."""
    _chair_from_side(on)
    x, seat = on.at("seat")
    lean, way = on.at("chair back"), on.way
    foot = (x - 0.112 * way, seat - 0.012)
    top = (lean[0] - 0.024 * way, lean[1])
    on.things.behind.append(_post(foot, top, 0.0125))
    rail, length = axes_between(foot, top)
    low = 0.002 if way > 0 else -0.022
    pad = Axes(rail.put(length * 0.40, low), rail.along, rail.side)
    on.things.behind.append(Shape(rounded_in(pad, length * 0.62, 0.020, 0.009), "wood", "lit"))


def _chair_in_front(on: _Stage) -> None:
    """A chair turned away, its back where a hand is."""
    hand, top = on.at("chair")
    way, into = on.way, on.things.between
    x = hand + 0.012 * way
    seat = x + 0.22 * way
    for at, foot in ((x + 0.030 * way, x + 0.020 * way), (seat - 0.030 * way, seat - 0.020 * way)):
        into.append(_post((at, 0.21), (foot, 0.014), 0.009, far=True))
    into.append(_post((seat - 0.012 * way, 0.21), (seat + 0.004 * way, 0.009)))
    into.append(Shape(capsule((x - 0.004 * way, 0.010), (x, top - 0.012), 0.010, 0.0115), "wood"))
    into.append(Shape(_box(x - 0.012 * way, seat, 0.20, 0.228, 0.010), "wood"))
    into.append(Shape(_box(x - 0.015 * way, x + 0.017 * way, top - 0.15, top, 0.012), "wood", "lit"))


# --- walls and furniture ----------------------------------------------------------------------------------------------


def _wall(on: _Stage) -> None:
    half = on.scene.frame.right - 0.008
    on.things.behind.append(Shape(rounded((-half, 0.0), 2 * half, on.top, 0.02), "wall"))
    on.things.behind.append(Shape(rounded((-half, 0.0), 2 * half, 0.045, 0.006), "wall", "far"))


def _wall_from_side(on: _Stage) -> None:
    _upright(on, on.at("wall")[0], on.at("wall side")[0], on.top)


def _upright(on: _Stage, face: float, out: float, high: float) -> None:
    """Draw a wall seen from its end: its face, and a skirting board; `out` is on which side of its face it is."""
    into = on.things.behind
    into.append(Shape(_box(face, face + 0.055 * out, 0.0, high, 0.006), "wall"))
    into.append(Shape(_box(face, face + 0.010 * out, 0.0, high, 0.004), "wall", "far"))
    into.append(Shape(_box(face - 0.006 * out, face + 0.055 * out, 0.0, 0.045, 0.004), "wall", "far"))


def _doorway(on: _Stage) -> None:
    half, high = abs(on.at("doorway")[0]) - 0.028, min(on.at("doorway")[1], on.top - 0.075)
    outer, into = half + 0.055, on.things.behind
    into.append(Shape(rounded((-outer - 0.05, 0.0), 2 * outer + 0.10, high + 0.075, 0.012), "wall"))
    into.append(Shape(rounded((-outer, 0.0), 2 * outer, high + 0.055, 0.006), "wood"))
    into.append(Shape(polygon([(-half, 0.0), (-half, high), (half, high), (half, 0.0)]), "wall", "lit"))


def _desk(on: _Stage) -> None:
    near, top = on.at("desk")
    way, into = on.way, on.things.between
    far = near + (0.42 if "screen" in on.scene.props else 0.30) * way
    into.append(_post((far - 0.05 * way, top - 0.02), (far - 0.05 * way, 0.012), far=True))
    into.append(_post((far - 0.03 * way, top - 0.02), (far - 0.03 * way, 0.009)))
    if on.figure.support == "feet":
        into.append(_post((near + 0.05 * way, top - 0.02), (near + 0.05 * way, 0.012), far=True))
        into.append(_post((near + 0.03 * way, top - 0.02), (near + 0.03 * way, 0.009)))
    into.append(Shape(_box(near, far, top - 0.024, top, 0.007), "wood"))


def _screen(on: _Stage) -> None:
    """A screen on the desk, seen from its edge."""
    x, middle = on.at("screen")
    desk, way, into = on.at("desk")[1], on.way, on.things.between
    low, high = middle - 0.105, middle + 0.105
    into.append(Shape(_box(x - 0.05 * way, x + 0.07 * way, desk, desk + 0.011, 0.005), "metal"))
    into.append(Shape(capsule((x + 0.03 * way, desk + 0.006), (x + 0.012 * way, middle), 0.009, 0.008), "metal"))
    into.append(Shape(_box(x - 0.010 * way, x + 0.012 * way, low, high, 0.006), "metal", "fold"))
    into.append(Shape(_box(x - 0.012 * way, x - 0.006 * way, low + 0.007, high - 0.007, 0.003), "water"))


# --- on the floor -----------------------------------------------------------------------------------------------------


def _mat(on: _Stage) -> None:
    if on.figure.from_above:
        _mat_from_above(on)
        return
    left, right = sorted((on.at("mat left")[0], on.at("mat right")[0]))
    on.things.behind.append(Shape(rounded((left, -0.016), right - left, 0.018, 0.008), "mat"))
    on.things.behind.append(Shape(rounded((left, -0.016), right - left, 0.007, 0.0035), "mat", "fold"))


def _mat_from_above(on: _Stage) -> None:
    taken, first = on.scene.body, on.scene.first
    if on.figure.view == "side":
        left, right = sorted(((taken.left - 0.04) * on.way, (taken.right + 0.04) * on.way))
        middle = (first.pelvis[1] + first.chest[1]) / 2
        low, high = min(middle - 0.2, taken.low - 0.03), max(middle + 0.2, taken.high + 0.03)
    else:
        left, right, low, high = -0.235, 0.235, taken.low - 0.03, first.head[1] + 0.105
    wide, long, into = right - left, high - low, on.things.behind
    into.append(Shape(rounded((left, low - 0.010), wide, long, 0.022), "mat", "fold"))
    into.append(Shape(rounded((left, low), wide, long, 0.022), "mat"))
    into.append(Shape(rounded((left + 0.016, low + 0.016), wide - 0.032, long - 0.032, 0.012), "mat", "lit", 0.003))


def _towel(on: _Stage) -> None:
    """A folded towel under the head."""
    x, _ = on.at("towel")
    on.things.behind.append(Shape(rounded((x - 0.075, 0.001), 0.15, 0.020, 0.009), "cloth"))
    on.things.behind.append(Shape(line((x - 0.068, 0.0105), (x + 0.068, 0.0105)), "cloth", "fold", 0.003))


def _long_towel(on: _Stage) -> None:
    """A rolled towel along the spine, seen from above at both ends of it."""
    low, high = on.figure.pelvis[1] - 0.03, on.figure.head[1] + 0.098
    on.things.behind.append(Shape(rounded((-0.05, low), 0.10, high - low, 0.03), "cloth"))
    on.things.behind.append(Shape(line((-0.018, low + 0.02), (-0.018, high - 0.012)), "cloth", "fold", 0.004))
    on.things.behind.append(Shape(line((0.02, low + 0.02), (0.02, high - 0.012)), "cloth", "lit", 0.004))


def _pillow(on: _Stage) -> None:
    x, y = on.at("pillow")
    on.things.behind.append(Shape(rounded((x - 0.095, y - 0.113), 0.19, 0.21, 0.06), "cloth", "fold"))
    on.things.behind.append(Shape(rounded((x - 0.095, y - 0.105), 0.19, 0.21, 0.06), "cloth"))


def _roller(on: _Stage) -> None:
    at = on.at("roller")
    on.things.before.append(Shape(circle(at, body.ROLLER), "metal"))
    on.things.before.append(Shape(circle(at, body.ROLLER * 0.62), "metal", "lit"))
    on.things.before.append(Shape(circle(at, body.ROLLER * 0.36), "metal", "far"))


# --- held and worn ----------------------------------------------------------------------------------------------------


def _ball(on: _Stage) -> None:
    x, y = on.at("ball")
    on.things.behind.append(Shape(circle((x, y), body.BALL), "band"))
    on.things.behind.append(Shape(circle((x - 0.005 * on.way, y + 0.007), 0.006), "band", "lit"))


def palm(arm: Arm) -> Point:
    """Return the middle of a closed hand."""
    return mix(arm.wrist, arm.hand, 0.42)


def _band(on: _Stage) -> None:
    """An elastic band from hand to hand; it hangs where they are near to one another."""
    ends = sorted((palm(on.figure.right), palm(on.figure.left)))
    apart = ends[1][0] - ends[0][0]
    sag = max(0.0, 0.06 - 0.16 * apart)
    middle = mix(ends[0], ends[1], 0.5)
    run = open_curve([ends[0], (middle[0], middle[1] - sag), ends[1]]) if sag else line(*ends)
    for at, out in ((ends[0], -1.0), (ends[1], 1.0)):
        on.things.between.append(Shape(line(at, (at[0] + out * 0.012, at[1] - 0.035)), "band", "fold", 0.008))
    on.things.between.append(Shape(run, "band", "plain", _stretched(apart, 0.013)))


def _stretched(length: float, wide: float) -> float:
    """Return how wide a band is when it is stretched, in steps, so that its pens can be kept."""
    return round(wide * (1 - 0.5 * min(1.0, length / 0.6)), 3)


def _fixed_band(on: _Stage) -> None:
    """A band from the hands to where it is fixed, on a post in front."""
    x, y = on.at("anchor")
    _upright(on, x, on.way, 1.0)
    hook = x - 0.012 * on.way
    on.things.behind.append(Shape(_box(hook, x, y - 0.02, y + 0.02, 0.004), "metal"))
    near, far = (on.figure.right, on.figure.left) if on.figure.near == "right" else (on.figure.left, on.figure.right)
    wide = _stretched(abs(hook - palm(near)[0]), 0.011)
    on.things.behind.append(Shape(line(palm(far), (hook, y)), "band", "far", wide))
    on.things.between.append(Shape(line(palm(near), (hook, y)), "band", "plain", wide))


def weight(arm: Arm) -> list[Shape]:
    """Return a small dumb-bell across a hand."""
    place, _ = axes_between(arm.wrist, arm.hand)
    u = 0.028
    bar = capsule(place.put(u, -0.04), place.put(u, 0.04), 0.0065)
    discs = [
        rounded_in(Axes(place.put(u - 0.024, v - 0.010), place.along, place.side), 0.048, 0.020, 0.007)
        for v in (-0.036, 0.036)
    ]
    return [Shape(bar, "metal", "fold"), Shape((*discs[0], *discs[1]), "metal")]


def _strap(on: _Stage) -> None:
    """A strap held in both hands, round the sole of the foot that is lifted more."""
    one = on.figure
    leg = max((one.right_leg, one.left_leg), key=lambda some: some.toe[1] + some.heel[1])
    sole, instep = mix(leg.heel, leg.toe, 0.62), mix(leg.ankle, leg.toe, 0.62)
    near, far = (one.right, one.left) if one.near == "right" else (one.left, one.right)
    on.things.behind.append(Shape(line(palm(far), sole), "band", "far", 0.009))
    on.things.before.append(Shape(line(palm(near), sole, mix(sole, instep, 0.9)), "band", "plain", 0.009))


def _pack_behind(on: _Stage) -> None:
    """A warm or cold pack in a cloth, between the upper back and the chair."""
    place = Axes(on.at("pack"), *_along(on.figure))
    low = Axes(place.put(-0.07, -0.018), place.along, place.side)
    on.things.behind.append(Shape(rounded_in(low, 0.14, 0.036, 0.016), "pack"))
    for up in (-0.024, 0.024):
        on.things.behind.append(Shape(line(place.put(up, -0.014), place.put(up, 0.014)), "pack", "lit", 0.004))


def _along(one: Skeleton) -> tuple[Point, Point]:
    """Return the directions along the upper back and across it."""
    here = axes(one.chest, one.spine_deg[1])
    return here.along, here.side


def _shower(on: _Stage) -> None:
    """A shower behind the shoulders, and its water, which falls on them."""
    (x, y), way, one = on.at("shower"), on.way, on.figure
    wall = x - 0.10 * way
    on.things.behind.append(Shape(_box(wall, wall - 0.03 * way, 0.0, on.top, 0.006), "wall"))
    pipe = line((wall, y + 0.012), (x - 0.03 * way, y + 0.012), (x, y))
    on.things.behind.append(Shape(pipe, "metal", "plain", 0.012))
    back = axes(one.chest, one.spine_deg[1], flip=way)
    tilt = 28.0 * way
    on.things.behind.append(Shape(ellipse((x, y - 0.006), 0.050, 0.013, -tilt), "metal", "fold"))
    drops: Path = ()
    for n in range(-2, 3):
        start, end = (x + (n * 0.019 + 0.006) * way, y - 0.02 + 0.009 * n), back.put(-0.02, -0.045 + n * 0.018)
        for share in (0.06, 0.36, 0.66):
            drops = (*drops, *line(mix(start, end, share), mix(start, end, share + 0.2)))
    on.things.before.append(Shape(drops, "water", "plain", 0.005))


_DRAWN: Final[dict[Prop, Callable[[_Stage], None]]] = {  # in the order of painting
    "wall": _wall,
    "doorway": _doorway,
    "wall behind": _wall_from_side,
    "wall in front": _wall_from_side,
    "shower": _shower,
    "mat": _mat,
    "chair": _chair,
    "chair back": _chair_back,
    "chair in front": _chair_in_front,
    "desk": _desk,
    "screen": _screen,
    "towel": _towel,
    "long towel": _long_towel,
    "pillow": _pillow,
    "roller": _roller,
    "ball in front": _ball,
    "ball behind": _ball,
    "band": _band,
    "fixed band": _fixed_band,
    "strap": _strap,
    "pack behind": _pack_behind,
}
