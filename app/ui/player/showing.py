"""The figure in the player: it shows the exercise that is done, or the one that comes, as it is at this moment."""

from app.figure.motion import coming, instant_of
from app.play.player import Player
from app.routine.pose import Pose
from app.settings import FigureName
from app.ui.figure.view import FigureView
from app.ui.figures import Figures
from app.ui.player.stage import Stage


class Showing:
    """Keeps the figure on the stage in step with the player."""

    def __init__(self, figures: Figures, stage: Stage, *, reduced_motion: bool) -> None:
        self._figures, self._stage = figures, stage
        self._view: FigureView = figures.view(reduced_motion=reduced_motion)
        self._exercise = ""
        self._pose: Pose | None = None

    def show(self, player: Player) -> None:
        """Show the player's moment. An exercise without a pose leaves the stage to the dial."""
        part_index, side = coming(player.segments, player.timeline.parts, player.index)
        part = player.timeline.parts[part_index] if part_index is not None else None
        if (part.exercise_id if part else "") != self._exercise:
            self._exercise = part.exercise_id if part else ""
            found = self._figures.exercise(self._exercise) if part else None
            own = self._figures.own(self._exercise) if part else None
            self._pose = found[0] if found and own is None else None
            if part and own is not None:
                self._view.show_own(part.name, own)
                self._stage.set_figure(self._view, self._view.aspect)
            elif part and found:
                self._view.show_exercise(part.name, *found)
                self._stage.set_figure(self._view, self._view.aspect)
            else:
                self._stage.set_figure(None)
        if self._pose is not None:
            self._view.show_instant(instant_of(player.segment, player.offset_s, self._pose, side))

    def begin(self) -> None:
        """Look at each exercise anew: a routine begins, and a pose may have been changed since the last."""
        self._exercise = ""

    def wear(self, figure: FigureName) -> None:
        """Have another of the figures show it."""
        self._view.wear(figure)

    def reduce_motion(self, reduced: bool) -> None:
        """Show two stills, or move."""
        self._view.reduce_motion(reduced)
