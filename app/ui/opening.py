"""Opens the app in this process, or tells the copy that runs already what is wanted."""

from contextlib import ExitStack
from functools import partial

from app import paths
from app.faults.watch import watching
from app.lock import Holder
from app.ui.application import Application
from app.ui.copies import come_in
from app.ui.outside import Outside
from app.ui.running import run


def open_app(
    places: paths.Places,
    slug: str | None = None,
    fullscreen: bool = False,
    *,
    unseen: bool = False,
    kind: type[Application] = Application,
) -> int:
    """Run the app until its window is closed, unless a copy runs already: then tell that one. Return the exit code.

    `unseen` begins without the window, and asks nothing of a copy that runs; `kind` is the app that is made. Raises
    StillRunning where that copy does not answer.
    """

    def hand_over(there: Holder, patience_s: float) -> bool:
        if unseen:
            return True
        from app.ui.doorbell import Wish, hand_over, leave_to_come_forward

        return hand_over(Wish(slug, fullscreen, leave_to_come_forward()), there, patience_s)

    with watching(places.log) as watch, ExitStack() as late:
        lock = come_in(places.lock, hand_over)
        if lock is None:
            return 0
        late.callback(lock.release)  # last of these: the next copy may write from here on
        outside = Outside(places)
        open_it = partial(_open, slug=slug, fullscreen=fullscreen, unseen=unseen)
        return run(lambda qt: kind(qt, outside, lock, watch), open_it, outside, watch, late)


def _open(application: Application, slug: str | None, fullscreen: bool, unseen: bool) -> None:
    if unseen:
        application.open_unseen()
    else:
        application.open(slug, fullscreen)
