"""How full a rep or a breath is at a moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.play.swell import eased, filled, phase_at
from app.play.timeline import Beat

BOX = Beat("breath", (("in", 4.0), ("hold", 4.0), ("out", 4.0), ("hold", 4.0)))
SIGH = Beat("breath", (("in", 3.0), ("sip", 1.0), ("out", 6.0)))
REP = Beat("rep", (("out", 2.0), ("pause", 1.0), ("back", 3.0)))
TENSE = Beat("rep", (("tighten", 5.0), ("let go", 15.0)))


def full(beat: Beat, at_s: float) -> float:
    index, into_s = phase_at(beat, at_s)
    return filled(beat, index, into_s / beat.phases[index][1])


@pytest.mark.parametrize(
    ("beat", "at_s", "share"),
    [
        (BOX, 0, 0), (BOX, 2, 0.5), (BOX, 4, 1), (BOX, 7.9, 1), (BOX, 10, 0.5), (BOX, 13, 0),
        (SIGH, 3, 0.8), (SIGH, 4, 1), (SIGH, 10, 0),
        (REP, 1, 0.5), (REP, 2.5, 1), (REP, 6, 0),
        (TENSE, 5, 1), (TENSE, 20, 0),
    ],
)  # fmt: skip
def test_it_fills_stays_and_empties_with_its_phases(beat: Beat, at_s: float, share: float) -> None:
    assert full(beat, at_s) == pytest.approx(share)


@given(st.floats(-2, 3), st.floats(-2, 3))
def test_one_goes_gently_from_nothing_to_all_and_never_back(one: float, other: float) -> None:
    assert 0 <= eased(one) <= 1
    assert (eased(min(one, other)) <= eased(max(one, other))) is True
    assert eased(one) + eased(1 - one) == pytest.approx(1)
