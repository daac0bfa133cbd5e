"""What the voice says, as text."""

from dataclasses import replace
from typing import get_args

import pytest

from app.play.cues import PACK_OFF, PAUSED, time_left
from app.play.dues import Due, Finished, MarkDue, Paused, PauseReason, Resumed
from app.play.speech import aloud, begins_to_breathe, speech_of, words_a_second
from app.play.timeline import Event, Mark, Timeline
from tests.play.fakes import step, timeline
from tests.play.test_cues import BREATH, NECK, PACK, TELL, all_dues, at_one_moment, of_kind, work
from tests.play.test_library import bundled
from tests.play.test_player import CHECK, run, started

LONG = timeline(step("neck", ready=20.0, hold=30.0))
SHORT = timeline(step("neck", ready=5.0, hold=30.0))


def heard(line: Timeline, seconds: float, reads: float | None = None) -> list[str]:
    """Play a routine and return what is said, in order."""
    player, clocks, dues = started(line)
    said = [speech_of(dues, line, reads)]
    for _ in range(round(seconds * 10)):
        clocks.pass_(0.1)
        said.append(speech_of(player.tick(), line, reads))
    return [words for words in said if words]


def due(line: Timeline, event: Event, late_s: float = 0.0) -> Due:
    return MarkDue(Mark(0.0, event), line.segments[-1], late_s)


def test_a_whole_routine_is_said_in_these_words() -> None:
    side = ["Begin.", "Halfway. A mild pull is enough."]
    assert heard(NECK, 60.0) == [
        "Neck, right side. Soft.",
        *side,
        "Switch sides. Now your left side.",
        *side,
        "Well done. That was all.",
    ]


def test_what_is_to_be_known_waited_for_and_answered_is_said() -> None:
    player, clocks, dues = started(TELL)
    said = [speech_of(dues, TELL)]
    said += [speech_of(run(player, clocks, 4.0), TELL), speech_of(player.done(), TELL)]
    assert said == ["Sit up.", "Fetch it.", "Look. All well?"]


def test_nothing_is_said_over_a_breath() -> None:
    lines = [BREATH, timeline(step("breath")), *(one.timeline for one in bundled().values())]
    seen = 0
    for line in lines:
        for one, _ in all_dues(line):
            if one.segment.beat is not None and one.segment.beat.of == "breath":
                seen += 1
                assert speech_of([one], line, 2.5) == ""
                assert begins_to_breathe([one]) is (one.mark.event == "start")
            else:
                assert not begins_to_breathe([one])
    assert seen > 100


def test_the_name_is_said_before_the_breaths_begin() -> None:
    assert heard(BREATH, 40.0) == ["Breathe. Soft.", "Well done. That was all."]


def test_of_several_moments_only_the_last_is_said_as_the_others_are_over() -> None:
    ready, start = of_kind(NECK, "ready"), work(NECK)
    dues: list[Due] = [
        MarkDue(Mark(0.0, "ready"), ready, 6.0),
        MarkDue(Mark(0.0, "start"), start, 1.0),
        MarkDue(Mark(1.0, "countdown"), start, 0.0),
    ]
    assert speech_of(dues, NECK) == "Begin."


def test_all_of_one_moment_is_said() -> None:
    assert speech_of(at_one_moment(TELL, "wait", "check"), TELL) == "Look. Look. All well?"


def test_that_a_pack_must_come_off_is_said_whatever_else_there_is() -> None:
    assert speech_of([due(PACK, "pack-off", 2.0), due(PACK, "check")], PACK).startswith(PACK_OFF)
    assert speech_of([Paused("asked"), due(PACK, "pack-off")], PACK) == PACK_OFF
    assert speech_of([Paused("slept"), due(PACK, "pack-off")], PACK) == f"{PACK_OFF} {PAUSED['slept']}"


@pytest.mark.parametrize("reason", get_args(PauseReason))
def test_a_pause_is_told_where_the_person_did_not_ask_for_it(reason: PauseReason) -> None:
    assert speech_of([Paused(reason)], NECK) == ("" if reason == "asked" else PAUSED[reason])


def test_what_to_do_after_no_is_said_and_nothing_after_an_early_end() -> None:
    assert speech_of([Finished("no", "Leave the pack off.")], PACK) == "Leave the pack off."
    assert speech_of([Finished("early")], NECK) == ""
    assert speech_of([Resumed()], NECK) == ""


# --- instructions ----------------------------------------------------------------------------------------------------

LINES = ("Sit tall.", "Turn your head to look into your armpit.", "Put one hand on the back of your head, lightly.")


def told(line: Timeline) -> Timeline:
    """Give every part the three lines above."""
    return replace(line, parts=tuple(replace(part, instructions=LINES) for part in line.parts))


def test_instructions_are_read_only_to_who_wants_them() -> None:
    assert heard(told(LONG), 22.0) == ["Neck, right side. Soft.", "Begin."]


def test_instructions_are_read_while_getting_ready_where_all_of_them_fit() -> None:
    assert heard(told(LONG), 22.0, 2.5) == [f"Neck, right side. Soft. {' '.join(LINES)}", "Begin."]


def test_what_does_not_fit_is_read_while_doing_up_to_half_way_in_whole_lines() -> None:
    assert heard(told(SHORT), 22.0, 2.5) == [
        f"Neck, right side. Soft. {LINES[0]}",
        f"Begin. {LINES[1]} {LINES[2]}",
        "Halfway. A mild pull is enough.",
    ]
    assert heard(told(timeline(step("neck", ready=5.0, hold=15.0))), 12.0, 2.5)[1:] == [f"Begin. {LINES[1]}"]
    assert heard(told(timeline(step("neck", ready=5.0, hold=10.0))), 12.0, 2.5)[1:] == ["Begin."]


def test_a_slow_voice_reads_less() -> None:
    assert heard(told(LONG), 1.0, words_a_second(-1.0)) == [f"Neck, right side. Soft. {LINES[0]} {LINES[1]}"]
    assert words_a_second(-1.0) < words_a_second(0.0) < words_a_second(1.0)


def test_the_second_side_and_later_turns_are_not_told_again() -> None:
    said = heard(told(LONG), 90.0, 2.5)
    assert said[3:] == [
        "Switch sides. Now your left side.",
        "Begin.",
        "Halfway. A mild pull is enough.",
        "Well done. That was all.",
    ]


def test_no_instruction_is_read_late() -> None:
    line = told(LONG)
    assert speech_of([MarkDue(Mark(0.0, "ready"), of_kind(line, "ready"), 3.0)], line, 2.5) == "Neck, right side. Soft."


def test_no_instruction_runs_over_half_way_or_the_end_of_getting_ready() -> None:
    """By the measure it goes by itself: that many words a second, and half a second a line."""
    for one in bundled().values():
        for mark, _ in all_dues(one.timeline):
            if mark.mark.event in ("ready", "next", "start") and mark.segment.part is not None:
                said, plain = (speech_of([mark], one.timeline, reads) for reads in (2.5, None))
                more = said.removeprefix(plain).split()
                whole = mark.mark.event == "start"
                assert len(more) / 2.5 <= (mark.segment.about_s / 2 if whole else mark.segment.about_s)


# --- read out --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Hold 30 s.", "Hold 30 seconds."),
        ("1 s, 1 min, 1 h", "1 second, 1 minute, 1 hour"),
        ("1 min 30 s left in this step, 12 min in all.", "1 minute 30 seconds left in this step, 12 minutes in all."),
        ("4.5 s a breath, 2 h apart", "4.5 seconds a breath, 2 hours apart"),
        ("5 sets, 3 steps, 2 hands", "5 sets, 3 steps, 2 hands"),
    ],
)
def test_lengths_of_time_are_read_with_their_units(written: str, read: str) -> None:
    assert aloud(written) == read


def test_the_time_left_is_told_for_the_step_and_in_all() -> None:
    assert time_left(20.4, 95.0) == "20 s left in this step, 1 min 35 s in all."
    assert time_left(None, 95.0) == "1 min 35 s in all."


def test_a_check_is_repeated_in_words_too() -> None:
    line = timeline(CHECK)
    player, clocks, _ = started(line)
    said = [speech_of(dues, line) for dues in (run(player, clocks, 14.0), run(player, clocks, 1.5))]
    assert said == ["", "All well?"]
