"""What a routine ought to sound and say, and when: the app's own player on made-up time."""

from pathlib import Path
from typing import NamedTuple

from app import paths
from app.play.cues import cues_of
from app.play.dues import Due, State
from app.play.library import Overview, overviews
from app.play.player import Player
from app.play.speech import speech_of
from app.play.timeline import Timeline
from app.routine import catalog
from app.routine.texts import precautions
from tests.play.fakes import FakeClocks


class Note(NamedTuple):
    """A sound or words, and when: seconds, after the start where they are due, by the system's clock where heard."""

    at_s: float
    what: str


class Score(NamedTuple):
    """All that is due in a routine in which nobody is waited for."""

    cues: list[Note]
    words: list[Note]


def timeline_of(home: Path, slug: str) -> Timeline:
    """Return how a routine is laid out for the person whose home this is."""
    found = catalog.load(paths.ROUTINES, home / "routines", precautions(paths.ASSETS))
    (one,) = (one for one in overviews(found) if one.slug == slug)
    assert isinstance(one, Overview), one
    return one.timeline


def score_of(timeline: Timeline) -> Score:
    """Play a routine to its end and write down what comes due."""
    clocks, score = FakeClocks(), Score([], [])
    begun_s = clocks.now
    player = Player(timeline, clocks.clock, clocks.boot_clock)
    _write_down(player.start(), 0.0, timeline, score)
    while player.state is State.PLAYING:
        clocks.pass_(player.next_due_s or 0.0)
        _write_down(player.tick(), clocks.now - begun_s, timeline, score)
    return score


def _write_down(dues: list[Due], now_s: float, timeline: Timeline, score: Score) -> None:
    score.cues.extend(Note(now_s, cue.sound) for cue in cues_of(dues, timeline) if cue.sound)
    if words := speech_of(dues, timeline):
        score.words.append(Note(now_s, words))
