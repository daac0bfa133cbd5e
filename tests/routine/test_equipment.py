"""What a routine needs: each thing once, and no plain one beside a better one."""

import pytest
from msgspec.structs import replace

from app.routine.equipment import equipment_of
from tests.play.fakes import EXERCISES

NEEDS: list[tuple[list[tuple[str, ...]], tuple[str, ...]]] = [
    ([("chair",), ("band", "chair")], ("chair", "band")),
    ([("firm chair",), ("chair",)], ("firm chair",)),
    ([("chair",), ("firm chair",)], ("firm chair",)),
    ([("armchair",), ("chair",)], ("armchair", "chair")),
    ([], ()),
]


@pytest.mark.parametrize(("needed", "told"), NEEDS)
def test_each_thing_is_told_once_and_the_more_particular_one_for_both(
    needed: list[tuple[str, ...]], told: tuple[str, ...]
) -> None:
    plain = next(iter(EXERCISES.values()))
    assert equipment_of(replace(plain, equipment=things) for things in needed) == told
