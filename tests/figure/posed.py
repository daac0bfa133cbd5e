"""The bundled exercises that have a pose, read once."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app import paths
from app.figure.motion import Instant, skeleton_at
from app.figure.skeleton import BodySide, Skeleton
from app.routine.catalog import load, load_poses, usable
from app.routine.model import Exercise
from app.routine.pose import Pose
from app.routine.texts import precautions

BENDS = (0.0, 0.25, 0.5, 0.75, 1.0)
BOTH: tuple[BodySide, BodySide] = ("right", "left")


@dataclass(frozen=True)
class Posed:
    """An exercise, and how it is drawn."""

    slug: str
    exercise: Exercise
    pose: Pose

    def at(self, bend: float, side: BodySide | None = None, breath: float = 0.0) -> Skeleton:
        return skeleton_at(self.pose, Instant(bend=bend, side=side, breath=breath))


@lru_cache(maxsize=1)
def bundled() -> dict[str, Posed]:
    """Return every bundled exercise that has a pose, by slug."""
    nowhere = Path("nowhere")
    catalog = load(paths.ROUTINES, nowhere, precautions(paths.ASSETS))
    exercises, poses = usable(catalog.exercises), usable(load_poses(paths.ROUTINES, nowhere, catalog.exercises))
    return {slug: Posed(slug, exercises[slug], pose) for slug, pose in sorted(poses.items())}
