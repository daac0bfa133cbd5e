"""What a pose is: how a figure holds itself at the start and at the end of an exercise, by angles of joints.

Angles are degrees. A keyframe holds only what differs from its base posture; `measures` gives all there is.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from msgspec import Meta

from app.routine.model import Line, Struct

Value = TypeVar("Value", bound=float | str)

Prop = Literal[
    "chair",
    "chair back",
    "chair in front",
    "wall",
    "wall in front",
    "wall behind",
    "doorway",
    "desk",
    "screen",
    "mat",
    "towel",
    "long towel",
    "pillow",
    "roller",
    "ball in front",
    "ball behind",
    "band",
    "fixed band",
    "weights",
    "strap",
    "pack behind",
    "shower",
]
_BodyHand = Literal[
    "free",  # where the angles of the arm take it
    "forearm on the floor",
    "on the thigh",
    "on the knee",
    "on the other knee",
    "on the other shin",
    "on the belly",
    "on the hips",
    "on the other shoulder",
    "on the other elbow",
    "on the other wrist",
    "on the other hand",
    "behind the head",
    "behind the neck",
]
SideHand = Literal[_BodyHand, "on the floor", "on the wall", "forearm on the wall", "on the chair", "on the desk"]
FrontHand = Literal[
    _BodyHand,
    "on the doorway",
    "on the seat",
    "round the ribs",  # of the other side
    "on the head",
    "at the nose",
    "palms together",
    "palms together low",
    "together overhead",
]
HandAt = SideHand | FrontHand
Motion = Literal[
    "there and back",
    "over and over",  # to and fro for as long as it lasts, where a hold would stay
    "stride",
    "circle",
]
Support = Literal["feet", "seat", "floor", "from above"]  # from above: lying, and looked down on


class Sides(Struct, Generic[Value], frozen=True):
    """A value for each side of the body. A side left out is as the base posture has it."""

    right: Value | None = None
    left: Value | None = None


UpperArm = Annotated[float, Meta(ge=-90, le=210)]
Elbow = Annotated[float, Meta(ge=0, le=160)]
FlatElbow = Annotated[float, Meta(ge=-175, le=175)]
Wrist = Annotated[float, Meta(ge=-90, le=90)]
Hip = Annotated[float, Meta(ge=-40, le=170)]
Knee = Annotated[float, Meta(ge=0, le=160)]
Ankle = Annotated[float, Meta(ge=-80, le=40)]
LegOut = Annotated[float, Meta(ge=0, le=60)]
Part = Annotated[float, Meta(ge=0, le=1)]  # 0 not at all, 1 wholly
Shrug = Annotated[float, Meta(ge=-1, le=2)]
Bend = Annotated[float, Meta(ge=-45, le=45)]
Nod = Annotated[float, Meta(ge=-40, le=40)]
Turn = Annotated[float, Meta(ge=-90, le=90)]


class SideFrame(Struct, frozen=True, kw_only=True):
    """A figure seen from the side, facing right, its right side near. Bending forward is more, backward is less."""

    trunk_lean: Annotated[float, Meta(ge=-120, le=140)] | None = None
    upper_back: Annotated[float, Meta(ge=-40, le=50)] | None = None
    trunk_turn: Turn | None = None
    neck: Annotated[float, Meta(ge=-45, le=60)] | None = None
    head_nod: Nod | None = None
    head_slide: Annotated[float, Meta(ge=-2, le=2)] | None = None
    shrug: Shrug | None = None
    belly: Annotated[float, Meta(ge=0, le=1.5)] | None = None
    off_seat: Part | None = None
    hands: SideHand | Sides[SideHand] | None = None
    upper_arm: UpperArm | Sides[UpperArm] | None = None
    elbow: Elbow | Sides[Elbow] | None = None
    wrist: Wrist | Sides[Wrist] | None = None
    fist: Part | Sides[Part] | None = None
    upper_arm_length: Part | Sides[Part] | None = None
    forearm_length: Part | Sides[Part] | None = None
    hip: Hip | Sides[Hip] | None = None
    knee: Knee | Sides[Knee] | None = None
    ankle: Ankle | Sides[Ankle] | None = None


class FrontFrame(Struct, frozen=True, kw_only=True):
    """A figure seen from the front or from behind. Towards the figure's own right is more."""

    side_bend: Bend | None = None
    upper_side_bend: Bend | None = None
    trunk_turn: Turn | None = None
    head_tilt: Annotated[float, Meta(ge=-50, le=50)] | None = None
    head_turn: Turn | None = None
    head_nod: Nod | None = None
    shrug: Shrug | None = None
    shoulder_width: Annotated[float, Meta(ge=0.5, le=1.5)] | None = None
    weight_shift: Annotated[float, Meta(ge=-1, le=1)] | None = None
    knees_roll: Annotated[float, Meta(ge=-1, le=1)] | None = None
    turn_over: Annotated[float, Meta(ge=-180, le=180)] | None = None
    size: Annotated[float, Meta(ge=0.8, le=1.2)] | None = None
    arm_length: Annotated[float, Meta(ge=0.8, le=1.2)] | None = None
    hands: FrontHand | Sides[FrontHand] | None = None
    upper_arm: UpperArm | Sides[UpperArm] | None = None
    elbow: FlatElbow | Sides[FlatElbow] | None = None
    upper_arm_length: Part | Sides[Part] | None = None
    forearm_length: Part | Sides[Part] | None = None
    leg_out: LegOut | Sides[LegOut] | None = None
    ankle_on_thigh: Part | Sides[Part] | None = None


# --- files -----------------------------------------------------------------------------------------------------------


class _AnyPose(Struct, frozen=True, kw_only=True, tag_field="view"):
    """What poses of every view have."""

    schema: Literal[1]
    props: tuple[Prop, ...] = ()
    drawn_for: Literal["right", "left"] = "right"
    motion: Motion = "there and back"
    note: Line | None = None


class SidePose(_AnyPose, frozen=True, kw_only=True, tag="side"):
    """One file in `poses/`, seen from the side."""

    base: Literal[
        "standing",
        "sitting",
        "hands and knees",
        "half kneeling",
        "lying with knees bent",
        "lying with legs up",
        "lying face down",
        "lying on the side",
    ]
    start: SideFrame = SideFrame()
    end: SideFrame = SideFrame()


class FrontPose(_AnyPose, frozen=True, kw_only=True, tag="front"):
    """One file in `poses/`, seen from the front."""

    base: Literal["standing", "sitting", "lying face up", "lying with knees bent", "side plank"]
    start: FrontFrame = FrontFrame()
    end: FrontFrame = FrontFrame()


class BackPose(_AnyPose, frozen=True, kw_only=True, tag="back"):
    """One file in `poses/`, seen from behind: as from the front, left and right exchanged on the page."""

    base: Literal["standing", "sitting", "lying face down"]
    start: FrontFrame = FrontFrame()
    end: FrontFrame = FrontFrame()


Pose = SidePose | FrontPose | BackPose  # told apart by what stands after `view`
POSE: Any = Pose  # for where a type is handed on, which to a type checker a union is not


# --- base postures ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Posture:
    """What a pose starts from: what carries the figure, and where it differs from hanging at ease."""

    support: Support
    frame: SideFrame | FrontFrame


SIDE_POSTURES: Final[dict[str, Posture]] = {
    "standing": Posture("feet", SideFrame()),
    "sitting": Posture("seat", SideFrame(hands="on the thigh", hip=90, knee=90, upper_arm=12, elbow=52)),
    "hands and knees": Posture(
        "floor",
        SideFrame(
            hands="on the floor",
            trunk_lean=82,
            neck=-10,
            head_nod=-10,
            upper_arm=86,
            elbow=0,
            hip=82,
            knee=90,
            ankle=-75,
        ),
    ),
    "half kneeling": Posture(
        "floor",
        SideFrame(
            hands=Sides(right="on the other knee", left="on the knee"),
            upper_arm=20,
            elbow=40,
            hip=Sides(right=0, left=90),
            knee=90,
            ankle=Sides(right=-75, left=0),
        ),
    ),
    "lying with knees bent": Posture(
        "floor", SideFrame(hands="on the floor", trunk_lean=-90, upper_arm=5, elbow=3, hip=46, knee=93, ankle=-43)
    ),
    "lying with legs up": Posture("floor", SideFrame(trunk_lean=-90, upper_arm=90, elbow=0, hip=90, knee=90)),
    "lying face down": Posture("floor", SideFrame(trunk_lean=88, elbow=4, hip=2, ankle=-70)),
    "lying on the side": Posture("from above", SideFrame(hip=55, knee=75)),
}
FRONT_POSTURES: Final[dict[str, Posture]] = {
    "standing": Posture("feet", FrontFrame()),
    "sitting": Posture("seat", FrontFrame(hands="on the thigh", upper_arm=8, elbow=-16)),
    "lying face up": Posture("from above", FrontFrame(leg_out=8)),
    "lying with knees bent": Posture("from above", FrontFrame()),
    "lying face down": Posture("from above", FrontFrame(leg_out=5)),
    "side plank": Posture(
        "floor",
        FrontFrame(
            hands=Sides(right="forearm on the floor", left="free"),
            upper_arm=Sides(right=66, left=12),
            elbow=Sides(right=-85, left=0),
        ),
    ),
}

_WHOLE: Final = dict.fromkeys(("upper_arm_length", "forearm_length", "shoulder_width", "size", "arm_length"), 1.0)
AT_EASE: Final[dict[type, dict[str, float]]] = {  # every other measure is 0 at ease
    SideFrame: {"elbow": 6.0, **_WHOLE},
    FrontFrame: {"upper_arm": 6.0, "leg_out": 4.0, **_WHOLE},
}
PAIRED: Final = frozenset(
    {"upper_arm", "elbow", "wrist", "fist", "upper_arm_length", "forearm_length", "hip", "knee", "ankle"}
    | {"leg_out", "ankle_on_thigh"}
)


def posture(pose: Pose) -> Posture:
    """Return the base posture of a pose."""
    return (SIDE_POSTURES if isinstance(pose, SidePose) else FRONT_POSTURES)[pose.base]


def measures(pose: Pose, frame: SideFrame | FrontFrame) -> dict[str, float]:
    """Return every angle and measure of a pose's keyframe, by its key; `elbow` as `elbow_right` and `elbow_left`.

    What the keyframe leaves out is as the base posture has it.
    """
    ease = AT_EASE[type(frame)]
    found: dict[str, float] = {}
    for name in frame.__struct_fields__:
        if name == "hands":
            continue
        for side in ("_right", "_left") if name in PAIRED else ("",):
            value: float | None = _given(pose, frame, name, side)
            found[name + side] = ease.get(name, 0.0) if value is None else value
    return found


def hands(pose: Pose, frame: SideFrame | FrontFrame) -> tuple[HandAt, HandAt]:
    """Return where the right and the left hand of a pose's keyframe are."""
    right: HandAt | None = _given(pose, frame, "hands", "_right")
    left: HandAt | None = _given(pose, frame, "hands", "_left")
    return right or "free", left or "free"


def _given(pose: Pose, frame: SideFrame | FrontFrame, name: str, side: str) -> Any:
    """Return what a keyframe says of a key for a side, else what its base posture says; None where neither does."""
    for one in (frame, posture(pose).frame):
        value = getattr(one, name)
        if isinstance(value, Sides):
            value = value.right if side == "_right" else value.left
        if value is not None:
            return value
    return None
