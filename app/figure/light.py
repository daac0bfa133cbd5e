"""Where a figure glows: on the parts of the body that an exercise is for."""

from collections.abc import Iterable

from app.figure.outline import axes, mix
from app.figure.shape import Glow
from app.figure.skeleton import Skeleton
from app.routine.model import Area


def trunk_glows(one: Skeleton, areas: Iterable[Area]) -> list[Glow]:
    """Return a light for each part of the trunk that is worked, head and arms before it; none for the whole body."""
    return [glow for area in areas for glow in _glows(one, area)]


def limb_glows(one: Skeleton, areas: Iterable[Area]) -> list[Glow]:
    """Return a light for each limb that is worked, and for the eyes."""
    return [glow for area in areas for glow in _paired(one, area)]


def _glows(one: Skeleton, area: Area) -> list[Glow]:
    flip = -1.0 if one.faces == "left" else 1.0
    aside = 1.0 if one.view == "side" else 0.0
    thorax, lumbar = axes(one.waist, one.spine_deg[1], flip=flip), axes(one.pelvis, one.spine_deg[0], flip=flip)
    match area:
        case "neck":
            return [Glow(mix(one.chest, one.neck, 0.55), 0.075)]
        case "upper back":
            return [Glow(thorax.put(0.11, -0.02 * aside), 0.10)]
        case "chest":
            return [Glow(thorax.put(0.115, 0.028 * aside), 0.095)]
        case "lower back":
            return [Glow(lumbar.put(0.085, -0.02 * aside), 0.09)]
        case "breath":
            return [Glow(lumbar.put(0.12, 0.02 * aside), 0.10)]
    return []


def _paired(one: Skeleton, area: Area) -> list[Glow]:
    near_only = one.view == "side"
    arms = [one.right, one.left] if not near_only else [one.right if one.near == "right" else one.left]
    legs = [one.right_leg, one.left_leg] if not near_only else [one.right_leg if one.near == "right" else one.left_leg]
    match area:
        case "shoulders":
            return [Glow(arm.shoulder, 0.068) for arm in arms]
        case "wrists":
            return [Glow(arm.wrist, 0.06) for arm in arms]
        case "hamstrings":
            return [Glow(mix(leg.hip, leg.knee, 0.55), 0.09) for leg in legs]
        case "calves":
            return [Glow(mix(leg.knee, leg.ankle, 0.35), 0.075) for leg in legs]
        case "hips":
            return [Glow(one.pelvis, 0.10)] if near_only else [Glow(leg.hip, 0.085) for leg in legs]
        case "eyes":
            up = axes(one.head, one.spine_deg[3], flip=-1.0 if one.faces == "left" else 1.0)
            return [Glow(up.put(0.004, 0.035 if near_only else 0.0), 0.055)]
    return []
