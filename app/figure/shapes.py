"""A skeleton, dressed and with its things around it, as shapes in the order of painting."""

from dataclasses import dataclass

from app.figure.hands import hand
from app.figure.head import Hair, head
from app.figure.light import limb_glows, trunk_glows
from app.figure.limbs import bare_arm, leg, sleeve, sleeve_edge
from app.figure.outline import axes, ellipse
from app.figure.scene import Scene, points_of
from app.figure.shape import Drawn, Glow, Shade, Shape
from app.figure.skeleton import BodySide, Skeleton
from app.figure.things import Things, things_of, weight
from app.figure.torso import collar_behind, hips_from_front, hips_from_side, neck, shirt_from_front, shirt_from_side

_THIN = 0.0036  # standing heights
_LOW = 0.16  # what is below that throws its shadow
SIDES: tuple[BodySide, BodySide] = ("right", "left")


def shapes_of(one: Skeleton, scene: Scene, hair: Hair = "short", *, fine: bool = True) -> tuple[Drawn, ...]:
    """Return what a figure and its things are painted from, in order; without `fine`, but for very thin lines."""
    things = things_of(one, scene)
    paint = _from_side if one.view == "side" else _from_behind if one.view == "back" else _from_front
    figure = paint(one, scene, things, hair)
    if not fine:
        figure = [shape for shape in figure if isinstance(shape, Glow) or not 0 < shape.line < _THIN]
    return (*_shadow(one), *things.behind, *figure, *things.before, *limb_glows(one, scene.areas))


def _shadow(one: Skeleton) -> list[Shape]:
    if one.from_above:
        return []
    low = [x for x, y in points_of(one) if y < _LOW]
    left, right = min(low) - 0.02, max(low) + 0.02
    return [Shape(ellipse(((left + right) / 2, -0.002), (right - left) / 2, 0.014), "ground")]


@dataclass(frozen=True, slots=True)
class _Arm:
    """An arm to be painted: its flesh and sleeve, and its hand with what it holds."""

    limb: list[Shape]
    hand: list[Shape]

    @property
    def whole(self) -> list[Shape]:
        return [*self.limb, *self.hand]


def _arm(one: Skeleton, side: BodySide, scene: Scene, flip: float, shade: Shade) -> _Arm:
    """Return an arm; `flip` is 1 where its front (from the side) or its outside is to the left of the way down."""
    arm = one.right if side == "right" else one.left
    held = weight(arm) if "weights" in scene.props and as_drawn(one, scene, side) not in scene.empty else []
    limb = [Shape(bare_arm(arm, flip), "skin", shade), Shape(sleeve(arm, flip), "top", shade)]
    if shade == "plain" and arm.length_upper > 0.5:
        limb.append(Shape(sleeve_edge(arm, flip, both=one.view == "side"), "top", "far", 0.0028))
    return _Arm(limb, [*held, *hand(arm, -flip, shade)])


def as_drawn(one: Skeleton, scene: Scene, side: BodySide) -> BodySide:
    """Return which side of the pose as it is drawn a side of the figure is now."""
    turned = one.faces != scene.first.faces
    return ("left" if side == "right" else "right") if turned else side


def is_raised(one: Skeleton, side: BodySide) -> bool:
    """Whether a wrist is above the shoulders, as the trunk goes."""
    arm = one.right if side == "right" else one.left
    up = axes(one.chest, one.spine_deg[1]).along
    return (arm.wrist[0] - one.chest[0]) * up[0] + (arm.wrist[1] - one.chest[1]) * up[1] > 0


def _from_side(one: Skeleton, scene: Scene, things: Things, hair: Hair) -> list[Drawn]:
    far_side: BodySide = "left" if one.near == "right" else "right"
    near_leg, far_leg = (one.right_leg, one.left_leg) if one.near == "right" else (one.left_leg, one.right_leg)
    flip = 1.0 if one.faces == "right" else -1.0
    return [
        *_arm(one, far_side, scene, flip, "far").whole,
        *leg(far_leg, flip, "far", side=True),
        *things.between,
        neck(one),
        *leg(near_leg, flip, "plain", side=True),
        hips_from_side(one),
        shirt_from_side(one),
        *trunk_glows(one, scene.areas),
        *head(one, hair),
        *_arm(one, one.near, scene, flip, "plain").whole,
    ]


def _trunk(one: Skeleton, scene: Scene) -> list[Drawn]:
    return [hips_from_front(one), collar_behind(one), neck(one), shirt_from_front(one), *trunk_glows(one, scene.areas)]


def _from_front(one: Skeleton, scene: Scene, things: Things, hair: Hair) -> list[Drawn]:
    legs = [*leg(one.right_leg, -1.0, "plain", side=False), *leg(one.left_leg, 1.0, "plain", side=False)]
    arms = {"right": _arm(one, "right", scene, -1.0, "plain"), "left": _arm(one, "left", scene, 1.0, "plain")}
    away = {side for side in SIDES if as_drawn(one, scene, side) in scene.behind_head and is_raised(one, side)}
    behind, before = [arms[side] for side in away], [arms[side] for side in SIDES if side not in away]
    trunk = _trunk(one, scene)
    lower = [*trunk, *legs] if one.support == "seat" else [*legs, *trunk]
    found = [*lower, *(shape for arm in behind for shape in arm.whole), *head(one, hair)]
    found += [shape for arm in before for shape in arm.limb]
    return [*found, *things.between, *(shape for arm in before for shape in arm.hand)]


def _from_behind(one: Skeleton, scene: Scene, things: Things, hair: Hair) -> list[Drawn]:
    legs = [*leg(one.right_leg, 1.0, "plain", side=False), *leg(one.left_leg, -1.0, "plain", side=False)]
    arms = {"right": _arm(one, "right", scene, 1.0, "plain"), "left": _arm(one, "left", scene, -1.0, "plain")}
    away = {side for side in SIDES if as_drawn(one, scene, side) in scene.in_front and not is_raised(one, side)}
    hidden, seen = [arms[side] for side in away], [arms[side] for side in SIDES if side not in away]
    trunk = _trunk(one, scene)
    found = [*legs, *(shape for arm in hidden for shape in arm.hand), *things.between]
    found += [shape for arm in hidden for shape in arm.limb]
    return [*found, *trunk, *head(one, hair), *(shape for arm in seen for shape in arm.whole)]
