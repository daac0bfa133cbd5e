"""The trunk: hips in trousers, a shirt with waist, chest and shoulders, and the neck that comes out of it."""

import math

from app.figure import body
from app.figure.body import Point
from app.figure.outline import Axes, axes, axes_between, capsule, circle, closed, ellipse, mix, seamed
from app.figure.shape import Shape
from app.figure.skeleton import Arm, Skeleton

_BREATH_CHEST = 0.008  # how far a full breath moves the front of the chest
_BREATH_BELLY = 0.014
_BREATH_SIDE = 0.005

# From the side: how far up the spine in standing heights; how thick in front and behind.
_SHIRT_SIDE = (
    (0.025, 0.059, 0.0560),
    (0.075, 0.056, 0.053),
    (0.130, 0.056, 0.051),
    (0.190, 0.062, 0.057),
    (0.245, 0.062, 0.062),
    (0.280, 0.050, 0.056),
)
_STANDING = ((-0.078, 0.035), (-0.094, 0.0))  # how far below the hips the trousers end, and how wide they are there
_SEATED = ((-0.066, 0.068), (-0.072, 0.0))
# From the front: how far up the spine, and half of the width. The upper ones narrow as the trunk turns.
_SHIRT_FRONT = ((0.012, 0.1015), (0.07, 0.092), (0.125, 0.083), (0.180, 0.088), (0.225, 0.097))


def neck(one: Skeleton) -> Shape:
    """Return the neck, which goes on into the shirt and the head."""
    down = axes_between(one.chest, one.waist)[0]
    root = down.put(0.012, 0.0)
    inside = mix(one.neck, one.head, 0.35)
    if one.view == "side":
        forward = _forward(one, one.spine_deg[3])
        inside = (inside[0] - forward[0] * 0.012, inside[1] - forward[1] * 0.012)
    return Shape(capsule(root, inside, 0.0320, 0.0275), "skin", "fold")


def hips_from_side(one: Skeleton) -> Shape:
    """Return the seat of the trousers: round behind, wherever the thighs point."""
    front = _forward(one, one.spine_deg[0])
    thigh = axes_between(one.right_leg.hip, one.right_leg.knee)[0].side
    other = axes_between(one.left_leg.hip, one.left_leg.knee)[0].side
    sign = -1.0 if one.faces == "right" else 1.0
    back = (
        -2 * front[0] - sign * (thigh[0] + other[0]),
        -2 * front[1] - sign * (thigh[1] + other[1]),
    )
    length = math.hypot(*back) or 1.0
    seat = (one.pelvis[0] + back[0] / length * 0.008, one.pelvis[1] + back[1] / length * 0.008)
    waist = axes_between(one.pelvis, one.waist, -sign)[0].put(0.045, -0.003)
    return Shape((*circle(seat, 0.0600), *capsule(seat, waist, 0.0585, 0.0545)), "trousers")


def shirt_from_side(one: Skeleton) -> Shape:
    """Return the shirt from the side; the front of chest and belly moves with the breath."""
    fronts, backs = [], []
    flip = 1.0 if one.faces == "right" else -1.0
    for up, front, back in _SHIRT_SIDE:
        at, deg = _on_spine(one, up)
        here = axes(at, deg, flip=flip)
        fronts.append(here.put(0.0, front + _swell(one, up)))
        backs.append(here.put(0.0, -back))
    top = axes(one.chest, (one.spine_deg[1] + 2 * one.spine_deg[2]) / 3, flip=flip)
    collar_front, collar_back = top.put(0.004, 0.033), top.put(0.021, -0.034)
    hem = _hem(fronts[0], backs[0])
    collar = [collar_back, top.put(0.006, 0.0), collar_front]
    if flip > 0:
        return Shape(seamed([*hem, *backs[1:], collar_back], collar, [collar_front, *reversed(fronts)]), "top")
    return Shape(
        seamed([*reversed(hem), *fronts[1:], collar_front], list(reversed(collar)), [collar_back, *reversed(backs)]),
        "top",
    )


def _hem(front: Point, back: Point) -> list[Point]:
    return [front, mix(front, back, 0.5), back]


def _swell(one: Skeleton, up: float) -> float:
    """Return how far breath moves the front at a height of the spine."""
    chest = max(0.0, 1 - abs(up - 0.24) / 0.09) * _BREATH_CHEST * one.breath
    belly = max(0.0, 1 - abs(up - 0.10) / 0.09) * _BREATH_BELLY * (one.belly + 0.4 * one.breath)
    return chest + belly


def _on_spine(one: Skeleton, up: float) -> tuple[Point, float]:
    """Return a point on the spine and its direction there; the waist is bent smoothly."""
    lumbar, thorax = one.spine_deg[:2]
    turn = thorax - lumbar
    soft = 0.07  # how far from the waist the bend begins
    share = min(1.0, max(0.0, (up - body.LUMBAR + soft) / (2 * soft)))
    if up <= body.LUMBAR - soft:
        return axes(one.pelvis, lumbar).put(up, 0.0), lumbar
    if up >= body.LUMBAR + soft:
        return axes(one.waist, thorax).put(up - body.LUMBAR, 0.0), thorax
    start = axes(one.pelvis, lumbar).put(body.LUMBAR - soft, 0.0)
    end = axes(one.waist, thorax).put(soft, 0.0)
    return mix(mix(start, one.waist, share), mix(one.waist, end, share), share), lumbar + turn * share


def _forward(one: Skeleton, deg: float) -> Point:
    turn = math.radians(deg)
    flip = 1.0 if one.faces == "right" else -1.0
    return flip * math.cos(turn), -flip * math.sin(turn)


# --- front and back ---------------------------------------------------------------------------------------------------


def collar_behind(one: Skeleton) -> Shape:
    """Return the inside of the collar, which is seen behind the neck when the trunk turns."""
    return Shape(ellipse(_collar(one).put(0.012, 0.0), 0.031, 0.019, one.spine_deg[1]), "top", "far")


def hips_from_front(one: Skeleton) -> Shape:
    """Return the hips of the trousers."""
    up = axes(one.pelvis, one.spine_deg[0])
    wide = one.hip_half / body.HIP_HALF
    bottom = _SEATED if one.support == "seat" else _STANDING
    points = [(0.04, 0.09), (0.0, 0.101), (-0.04, 0.090), *bottom]
    right = [(u, v * wide) for u, v in points]
    left = [(u, -v * wide) for u, v in reversed(points[:-1])]
    return Shape(closed(up.puts([*right, *left])), "trousers")


def shirt_from_front(one: Skeleton) -> Shape:
    """Return the shirt from the front or the back; its sides move with the breath."""
    narrow = min(1.1, one.shoulder_half / body.SHOULDER_HALF)
    left, right = [], []
    for up, half in _SHIRT_FRONT:
        at, deg = _on_spine(one, up)
        here = axes(at, deg)
        wide = half + _BREATH_SIDE * max(0.0, 1 - abs(up - 0.2) / 0.12) * one.breath
        if up > 0.1:
            wide *= 1 - (1 - narrow) * min(1.0, (up - 0.1) / 0.1)
        left.append(here.put(0.0, -wide))
        right.append(here.put(0.0, wide))
    first, second = _shoulders(one)
    return Shape(
        seamed(
            [*left, *_shoulder(one, first, -1.0)],
            _neckline(one),
            [*reversed(_shoulder(one, second, 1.0)), *reversed(right)],
            [right[0], axes(one.pelvis, one.spine_deg[0]).put(0.004, 0.0), left[0]],
        ),
        "top",
    )


def _shoulders(one: Skeleton) -> tuple[Arm, Arm]:
    """Return the arms in the order in which they stand on the page, left first."""
    pair = (one.right, one.left)
    across = axes(one.chest, one.spine_deg[1]).side
    apart = (one.left.shoulder[0] - one.right.shoulder[0]) * across[0] + (
        one.left.shoulder[1] - one.right.shoulder[1]
    ) * across[1]
    return pair if apart >= 0 else (pair[1], pair[0])


def _shoulder(one: Skeleton, arm: Arm, out: float) -> list[Point]:
    """Return the line from the armpit over the shoulder to the neck."""
    here = axes(arm.shoulder, one.spine_deg[1], flip=out)
    collar = _collar(one).put(0.030, 0.031 * out)
    top = here.put(0.0325, -0.004)
    slope = mix(mix(top, collar, 0.5), one.chest, 0.10)
    return [here.put(-0.045, 0.000), here.put(0.0, 0.028), top, slope, collar]


def _collar(one: Skeleton) -> Axes:
    """Return where the shirt ends at the neck: it goes along when the neck bends."""
    return axes(one.chest, (one.spine_deg[1] + 2 * one.spine_deg[2]) / 3)


def _neckline(one: Skeleton) -> list[Point]:
    turned = math.sin(math.radians(one.trunk_turn_deg)) * (-0.010 if one.view == "front" else 0.010)
    if one.view == "front":
        low = [(0.030, -0.031), (-0.006, -0.021 + turned), (-0.014, turned), (-0.006, 0.021 + turned), (0.030, 0.031)]
    else:
        low = [(0.030, -0.031), (0.022, 0.0), (0.030, 0.031)]
    return _collar(one).puts(low)
