"""The drawing: what is painted of a pose, in which order, and that it stays in its frame."""

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.figure.scene import Box, scene_of
from app.figure.shape import Drawn, Glow, Shape
from app.figure.shapes import shapes_of
from app.figure.skeleton import BodySide, exchanged, mirrored
from tests.figure.drawn import box_of, only_glows, only_shapes, points
from tests.figure.posed import BENDS, BOTH, Posed, bundled

ALL = list(bundled())


def drawn(one: Posed, bend: float = 1.0, side: BodySide | None = None, breath: float = 0.0) -> tuple[Drawn, ...]:
    return shapes_of(one.at(bend, side, breath), scene_of(one.pose, one.exercise.areas))


def toned(shapes: tuple[Drawn, ...], tone: str, shade: str = "plain") -> list[Shape]:
    return [one for one in only_shapes(shapes) if (one.tone, one.shade) == (tone, shade)]


@pytest.mark.parametrize("slug", ALL)
def test_nothing_leaves_the_frame_on_either_side(slug: str) -> None:
    one = bundled()[slug]
    frame = scene_of(one.pose, one.exercise.areas).frame
    for side in BOTH:
        for bend in BENDS:
            skeleton = one.at(bend, side)
            turned = skeleton.view == "side" and skeleton.faces == "left"
            left, right = (-frame.right, -frame.left) if turned else (frame.left, frame.right)
            found = box_of(only_shapes(drawn(one, bend, side, 1.0)))
            assert left <= found.left, (bend, side)
            assert found.right <= right, (bend, side)
            assert frame.low <= found.low, (bend, side)
            assert found.high <= frame.high, (bend, side)


@pytest.mark.parametrize("slug", ALL)
def test_a_mirrored_skeleton_is_drawn_as_the_mirror_image(slug: str) -> None:
    one = bundled()[slug]
    scene = scene_of(one.pose, one.exercise.areas)
    skeleton = one.at(0.6)
    images = shapes_of(skeleton, scene), shapes_of(mirrored(skeleton), scene)
    there, mirrored_back = (list(_boxes(image, flip)) for image, flip in zip(images, (1.0, -1.0), strict=True))
    assert len(there) == len(mirrored_back)
    for what, box in there:
        assert any(what == other and _near(box, found) for other, found in mirrored_back), (what, box)


def _boxes(shapes: tuple[Drawn, ...], flip: float) -> Iterator[tuple[tuple[str, str], tuple[float, ...]]]:
    for one in only_shapes(shapes):
        if not one.line:
            box = box_of([one])
            yield (one.tone, one.shade), (*sorted((box.left * flip, box.right * flip)), box.low, box.high)


def _near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) < 0.005 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("slug", ["cat-cow", "band-row", "hip-flexor-kneeling"])
def test_from_the_side_far_limbs_are_painted_before_the_trunk_and_near_ones_after(slug: str) -> None:
    order = [(one.tone, one.shade) for one in only_shapes(drawn(bundled()[slug]))]
    shirt = order.index(("top", "plain"))
    assert max(index for index, of in enumerate(order) if of == ("trousers", "far")) < shirt
    assert order.index(("skin", "far")) < shirt < len(order) - 1 - order[::-1].index(("skin", "plain"))


def test_a_breath_moves_chest_and_belly_and_nothing_else() -> None:
    one = bundled()["belly-breathing"]
    skeleton = replace(one.at(0.0), breath=0.0, belly=0.0)
    scene = scene_of(one.pose)
    empty, full = shapes_of(skeleton, scene), shapes_of(replace(skeleton, breath=1.0, belly=1.0), scene)
    changed = [before for before, after in zip(empty, full, strict=True) if before != after]
    assert [(one.tone, one.shade) for one in only_shapes(tuple(changed))] == [("top", "plain")]
    assert box_of(toned(full, "top")).right > box_of(toned(empty, "top")).right + 0.004


@pytest.mark.parametrize("hair", ["short", "tied", "bob"])
def test_from_behind_there_is_no_face_and_from_the_front_there_is(hair: str) -> None:
    for slug, eyes in (("scapular-squeeze", 0), ("neck-rotation", 2), ("chin-tuck", 1)):
        one = bundled()[slug]
        shapes = shapes_of(one.at(0.0), scene_of(one.pose), hair)  # type: ignore[arg-type]  # one of three
        found = [shape for shape in toned(shapes, "line") if not shape.line]
        assert sum(command[0] == "M" for shape in found for command in shape.path) == eyes


def test_a_turned_head_looks_to_that_side() -> None:
    one = bundled()["neck-rotation"]
    skeleton = one.at(0.0)
    middles = []
    for turn in (60.0, 0.0, -60.0):  # to its own right, which is the viewer's left
        eyes = toned(shapes_of(replace(skeleton, head_turn_deg=turn), scene_of(one.pose)), "line")
        box = box_of([eye for eye in eyes if not eye.line])
        middles.append((box.left + box.right) / 2 - skeleton.head[0])
    assert middles[0] < -0.01 < middles[1] < 0.01 < middles[2]
    assert middles[0] == pytest.approx(-middles[2])


def test_the_parts_an_exercise_is_for_glow_and_the_whole_body_does_not() -> None:
    one = bundled()["chin-tuck"]
    skeleton, bare = one.at(1.0), scene_of(one.pose)
    assert only_glows(shapes_of(skeleton, bare)) == []
    assert only_glows(shapes_of(skeleton, scene_of(one.pose, ("whole body",)))) == []
    [glow] = only_glows(shapes_of(skeleton, scene_of(one.pose, ("neck",))))
    assert math.dist(glow.at, skeleton.neck) < glow.radius
    front = bundled()["neck-rotation"]
    both = only_glows(shapes_of(front.at(0.0), scene_of(front.pose, ("shoulders",))))
    assert [glow.at for glow in both] == [front.at(0.0).right.shoulder, front.at(0.0).left.shoulder]


def test_without_fine_lines_the_rest_is_the_same() -> None:
    one = bundled()["cat-cow"]
    skeleton, scene = one.at(1.0), scene_of(one.pose)
    fine, coarse = shapes_of(skeleton, scene), shapes_of(skeleton, scene, fine=False)
    assert [shape for shape in fine if isinstance(shape, Glow) or not shape.line] == list(coarse)


@pytest.mark.parametrize("slug", ["qigong-draw-bow", "neck-isometric"])
def test_a_frame_is_the_same_for_both_sides(slug: str) -> None:
    frame = scene_of(bundled()[slug].pose).frame
    assert frame.left == -frame.right
    assert frame == Box(frame.left, frame.low, frame.right, frame.high)


def test_sides_that_change_parts_without_turning_keep_the_things_where_they_are() -> None:
    one = bundled()["one-arm-row"]
    scene = scene_of(one.pose)
    chairs = [toned(shapes_of(skeleton, scene), "wood") for skeleton in (one.at(0.5), exchanged(one.at(0.5)))]
    assert chairs[0] == chairs[1] != []


def test_every_number_is_one() -> None:
    for one in bundled().values():
        for shape in only_shapes(drawn(one, 0.3)):
            assert all(map(math.isfinite, (part for point in points(shape.path) for part in point))), one.slug
