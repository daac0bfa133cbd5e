"""When to do more and when to do less: a programme's rule, followed and said in one sentence.

Green is pain of 3 or less of 10 that has settled by the next morning, amber 4 or 5, red 6 or more. The cut-offs are
those of physiotherapists' traffic lights, which differ by a point from page to page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from app.routine.model import Progression

GREEN_MOST = 3
RED_LEAST = 6

Colour = Literal["green", "amber", "red"]


@dataclass(frozen=True)
class Rating:
    """How one session went: pain from 0 to 10, and whether it had settled by the next morning; None: not told."""

    before: int | None = None
    during: int | None = None
    after: int | None = None
    settled: bool | None = None

    @property
    def worst(self) -> int | None:
        """The highest pain told of during the session or right after it."""
        return max((pain for pain in (self.during, self.after) if pain is not None), default=None)

    @property
    def rise(self) -> int:
        """How many points pain rose over the session; 0 where it fell or is not known."""
        if self.before is None or self.worst is None:
            return 0
        return max(0, self.worst - self.before)


@dataclass(frozen=True)
class NextStep:
    """What a programme's rule says now, and why, in one sentence for the person."""

    go: Literal["up", "stay", "ease"]
    sentence: str


def colour(rating: Rating) -> Colour | None:
    """Return the colour of a session; None while too little is told: no pain, or whether mild pain has settled."""
    if rating.worst is None:
        return None
    if rating.worst > GREEN_MOST:
        return "red" if rating.worst >= RED_LEAST else "amber"
    if rating.settled is None:
        return None
    return "green" if rating.settled else "amber"


def next_step(rule: Progression, ratings: Sequence[Rating]) -> NextStep:
    """Return what the rule says after these sessions, the newest last, all of them since the dose was last changed.

    Red, or a rise as large as the rule's, eases; enough green sessions in a row let it go up; all else stays.
    """
    if not ratings:
        return NextStep("stay", "No session is rated yet, so keep to the plan as it is.")
    if _is_bad(ratings[-1], rule):
        return NextStep("ease", _eased(rule, ratings))
    green = len(list(takewhile(lambda rating: colour(rating) == "green", reversed(ratings))))
    if green >= rule.green_in_a_row:
        return NextStep("up", f"{_sessions(green)} in a row, so you may change one thing: {_raised(rule)}.")
    return NextStep("stay", _stayed(rule, ratings[-1], green))


def _is_bad(rating: Rating, rule: Progression) -> bool:
    return colour(rating) == "red" or rating.rise >= rule.ease_after_rise


def _eased(rule: Progression, ratings: Sequence[Rating]) -> str:
    week = f"week {rule.ease_to_week}"
    if sum(_is_bad(rating, rule) for rating in ratings) > 1:
        return f"Pain was strong or rose a second time, so go back to {week} and get advice from a health professional."
    last = ratings[-1]
    if colour(last) == "red":
        return f"Your pain reached {last.worst} out of 10, so go back to {week} and leave out the move that hurt."
    return f"Your pain rose by {last.rise} points in your last session, so go back to {week}, which is gentler."


def _stayed(rule: Progression, last: Rating, green: int) -> str:
    if last.worst is None:
        return "Your last session has no pain rating, so keep to the same for now."
    if last.worst > GREEN_MOST:
        return (
            f"Your pain was {last.worst} out of 10, so keep going but do less: fewer reps, smaller moves, or skip one."
        )
    if last.settled is None:
        return "Keep to the same until you know whether your last session settled by the next morning."
    if not last.settled:
        return "Your last session had not settled by the next morning, so do the same or a little less."
    return f"{_sessions(green)} so far, so keep to the same until it is {rule.green_in_a_row} in a row."


def _sessions(green: int) -> str:
    return f"{green} green session{'s' * (green > 1)}"


def _raised(rule: Progression) -> str:
    reps = f"{rule.reps_by} more rep{'s' * (rule.reps_by > 1)}"
    words = {"reps": reps, "sets": "one more set", "resistance": "a stronger band", "time": "a little more time"}
    return ", or once that is easy ".join(words[one] for one in rule.raise_in_order)
