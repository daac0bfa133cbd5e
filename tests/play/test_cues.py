"""Which cue each mark asks for, and which of them is heard."""

from typing import get_args

import pytest

from app import paths
from app.play.cues import NONE, SOUNDS, Cue, cue_for, cues_of
from app.play.dues import Due, MarkDue, PartBegan, Paused, Performance
from app.play.timeline import Event, Mark, Part, Segment, SegmentKind, Timeline, marks_between
from app.routine.model import Kind
from tests.play.fakes import step, timeline
from tests.play.test_library import bundled
from tests.play.test_player import CHECK, run, started

NECK = timeline(step("neck", ready=5.0))  # ready, right, switch, left
HOLD = timeline(step("hold", ready=5.0))  # ready, hold, rest, hold
REPS = timeline(step("reps", ready=5.0))  # ready, reps on alternating sides
SETS = timeline(step("sets", ready=5.0))  # ready, set, rest, set
OWN = timeline(step("own", ready=5.0))  # ready, set, rest, set
BREATH = timeline(step("breath", ready=5.0))
TELL = timeline({"step": "note", "note": "Sit up."}, {"step": "wait", "wait": "Fetch it."}, CHECK)
PACK = timeline(CHECK, step("heat", ready=5.0))
RELAX = bundled()["tense-and-release"].timeline
NOSTRIL = timeline(
    step(
        "breath",
        ready=5.0,
        breath={
            "phases": [
                {"name": "in left", "length_s": 3.0},
                {"name": "sip", "length_s": 1.0},
                {"name": "hold", "length_s": 2.0},
                {"name": "out right", "length_s": 4.0},
                {"name": "in right", "length_s": 3.0},
                {"name": "out left", "length_s": 4.0},
            ]
        },
        cycles=2,
    )
)


def work(line: Timeline, number: int = 1) -> Segment:
    return [segment for segment in line.segments if segment.kind == "work"][number - 1]


def reps(line: Timeline) -> Segment:
    return next(segment for segment in line.segments if segment.beat is not None and segment.beat.of == "rep")


def of_kind(line: Timeline, kind: SegmentKind) -> Segment:
    return next(segment for segment in line.segments if segment.kind == kind)


def part_of(segment: Segment, line: Timeline) -> Part | None:
    return None if segment.part is None else line.parts[segment.part]


def cue(line: Timeline, segment: Segment, event: Event, word: str = "", number: int = 0, late_s: float = 0.0) -> Cue:
    return cue_for(MarkDue(Mark(0.0, event, word, number), segment, late_s), part_of(segment, line))


TABLE: list[tuple[Timeline, Segment, Event, str, int, Cue]] = [
    (NECK, of_kind(NECK, "ready"), "ready", "", 0, Cue("ready", "Neck, right side. Soft.", "Get ready")),
    (HOLD, of_kind(HOLD, "ready"), "ready", "", 0, Cue("ready", "Hold. Soft.", "Get ready")),
    (HOLD, of_kind(HOLD, "ready"), "next", "", 0, Cue("", "Hold. Soft.", "Get ready")),
    (HOLD, work(HOLD), "start", "", 0, Cue("start", "Begin.", "Go")),
    (HOLD, work(HOLD, 2), "start", "", 0, Cue("start", "", "Go")),
    (REPS, work(REPS), "start", "", 0, Cue("start", "", "Go")),
    (OWN, work(OWN), "start", "", 0, Cue("start", "5 times, at your own pace. Press space when done.", "Go")),
    (HOLD, work(HOLD), "halfway", "", 0, Cue("halfway", "Halfway. A mild pull is enough.", "Halfway")),
    (PACK, work(PACK), "halfway", "", 0, Cue("halfway", "Still pleasantly warm?", "Still comfortable?")),
    (HOLD, work(HOLD), "countdown", "", 3, Cue("countdown", "", "3")),
    (HOLD, work(HOLD, 2), "end", "", 0, Cue("end", "", "Done")),
    (
        NECK,
        of_kind(NECK, "switch"),
        "switch",
        "",
        0,
        Cue("switch", "Switch sides. Now your left side.", "Switch sides"),
    ),
    (HOLD, of_kind(HOLD, "rest"), "rest", "", 0, Cue("rest", "Let go.", "Let go")),
    (SETS, of_kind(SETS, "rest"), "rest", "", 0, Cue("rest", "Rest.", "Rest")),
    (SETS, work(SETS), "rep", "", 2, Cue("rep", "", "2")),
    (REPS, work(REPS), "rep", "left", 2, Cue("rep", "", "2 left")),
    (REPS, work(REPS), "phase", "pause", 1, Cue("rep", "", "Stay")),
    (REPS, work(REPS), "phase", "back", 1, Cue("rep", "", "Back")),
    (RELAX, reps(RELAX), "phase", "hold", 1, Cue("rep", "", "Hold")),
    (RELAX, reps(RELAX), "phase", "let go", 1, Cue("rep", "", "Let go")),
    (BREATH, work(BREATH), "phase", "in", 1, Cue("breathe-in", "", "Breathe in")),
    (BREATH, work(BREATH), "phase", "out", 1, Cue("breathe-out", "", "Breathe out")),
    (NOSTRIL, work(NOSTRIL), "phase", "in left", 1, Cue("breathe-in", "", "In, left side")),
    (NOSTRIL, work(NOSTRIL), "phase", "sip", 1, Cue("breathe-in-again", "", "Sip a little more")),
    (NOSTRIL, work(NOSTRIL), "phase", "hold", 1, Cue("breathe-hold", "", "Stay")),
    (NOSTRIL, work(NOSTRIL), "phase", "out right", 1, Cue("breathe-out", "", "Out, right side")),
    (NOSTRIL, work(NOSTRIL), "phase", "in right", 1, Cue("breathe-in", "", "In, right side")),
    (NOSTRIL, work(NOSTRIL), "phase", "out left", 1, Cue("breathe-out", "", "Out, left side")),
    (TELL, of_kind(TELL, "note"), "note", "", 0, Cue("note", "Sit up.", "")),
    (TELL, of_kind(TELL, "wait"), "wait", "", 0, Cue("check", "Fetch it.", "When you are ready")),
    (TELL, of_kind(TELL, "check"), "check", "", 0, Cue("check", "Look. All well?", "Check")),
    (TELL, of_kind(TELL, "check"), "reminder", "", 1, Cue("check", "All well?", "Still there?")),
    (
        PACK,
        work(PACK),
        "pack-off",
        "",
        0,
        Cue("warning", "Take the pack off now.", "Take the pack off now."),
    ),
    (HOLD, work(HOLD, 2), "finished", "", 0, Cue("finished", "Well done. That was all.", "Finished")),
]
ROWS = pytest.mark.parametrize(
    ("line", "segment", "event", "word", "number", "expected"), TABLE, ids=lambda value: getattr(value, "title", None)
)


@ROWS
def test_each_event_has_its_cue(
    line: Timeline, segment: Segment, event: Event, word: str, number: int, expected: Cue
) -> None:
    assert cue(line, segment, event, word, number) == expected


def test_the_table_above_leaves_out_no_event_and_no_sound() -> None:
    assert {row[2] for row in TABLE} == set(get_args(Event))
    assert {row[5].sound for row in TABLE} - {""} == SOUNDS


@ROWS
def test_only_countdown_and_tempo_are_left_out_when_more_than_250_ms_late(
    line: Timeline, segment: Segment, event: Event, word: str, number: int, expected: Cue
) -> None:
    misleads_late = event in ("countdown", "rep") or (event == "phase" and line in (REPS, SETS, RELAX))

    assert cue(line, segment, event, word, number, 0.25) == expected
    assert cue(line, segment, event, word, number, 0.26) == (NONE if misleads_late else expected)


@ROWS
def test_start_switch_rest_end_and_the_like_sound_however_late(
    line: Timeline, segment: Segment, event: Event, word: str, number: int, expected: Cue
) -> None:
    if event not in ("countdown", "rep", "phase"):
        assert cue(line, segment, event, word, number, 60.0) == expected


def test_the_word_of_a_breath_sounds_as_long_as_its_phase_lasts() -> None:
    segment, lengths_s = work(BREATH), {"in": 4.0, "out": 5.5}
    phases = [mark for mark in marks_between(segment, -1.0, segment.about_s) if mark.event == "phase"]

    assert [mark.word for mark in phases] == ["in", "out"] * 3
    for mark in phases:
        in_time = cue_for(MarkDue(mark, segment, lengths_s[mark.word] - 0.01), BREATH.parts[0])
        assert in_time.sound
        assert in_time.show
        assert cue_for(MarkDue(mark, segment, lengths_s[mark.word]), BREATH.parts[0]) == NONE


UNEVEN = timeline(
    step(
        "breath",
        breath={
            "phases": [
                {"name": "in", "length_s": 4.0},
                {"name": "hold", "length_s": 6.0},
                {"name": "out", "length_s": 6.0},
                {"name": "hold", "length_s": 2.0},
            ]
        },
        cycles=3,
    )
)


def test_of_two_pauses_in_a_breath_each_sounds_as_long_as_it_lasts_itself() -> None:
    segment = work(UNEVEN)
    pauses = [mark for mark in marks_between(segment, -1.0, segment.about_s) if mark.word == "hold"]

    sounds = [cue_for(MarkDue(mark, segment, 2.5), UNEVEN.parts[0]).sound for mark in pauses]

    assert sounds == ["breathe-hold", ""] * 3


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_words_of_its_own_half_way(kind: Kind) -> None:
    segment = work(HOLD)
    part = part_of(segment, HOLD)
    assert part is not None
    said = {
        one: cue_for(
            MarkDue(Mark(10.0, "halfway"), segment),
            Part(**{**{name: getattr(part, name) for name in part.__slots__}, "kind": one}),
        ).say
        for one in get_args(Kind)
    }

    assert said[kind]
    assert list(said.values()).count(said[kind]) == 1


# --- which one is heard ----------------------------------------------------------------------------------------------


def sounds(cues: list[Cue]) -> list[str]:
    return [one.sound for one in cues if one.sound]


def at_one_moment(line: Timeline, *events: Event, late_s: float = 0.0) -> list[Due]:
    segment = line.segments[-1]
    return [MarkDue(Mark(0.0, event, number=3), segment, late_s) for event in events]


@pytest.mark.parametrize(
    ("events", "heard"),
    [
        (("end", "rest"), "rest"),
        (("end", "switch"), "switch"),
        (("end", "ready"), "end"),
        (("end", "finished"), "finished"),
        (("start", "rep"), "start"),
        (("end", "start"), "start"),
        (("countdown", "rep"), "countdown"),
        (("pack-off", "check"), "warning"),
        (("finished", "pack-off"), "warning"),
        (("end", "note"), "note"),
        (("end", "check"), "check"),
    ],
)
def test_of_marks_due_at_one_moment_only_the_loudest_sounds_and_all_are_shown(
    events: tuple[Event, ...], heard: str
) -> None:
    for order in (events, events[::-1]):
        found = cues_of(at_one_moment(HOLD, *order), HOLD)
        alone = [one for event in order for one in cues_of(at_one_moment(HOLD, event), HOLD)]

        assert sounds(found) == [heard]
        assert [(one.say, one.show) for one in found] == [(one.say, one.show) for one in alone]


def test_the_same_sound_twice_at_one_moment_is_heard_once() -> None:
    assert sounds(cues_of(at_one_moment(HOLD, "wait", "check"), HOLD)) == ["check"]


def test_marks_of_different_moments_are_each_heard_in_their_order() -> None:
    dues = at_one_moment(HOLD, "end", late_s=2.0) + at_one_moment(HOLD, "start", late_s=1.0)

    assert sounds(cues_of(dues, HOLD)) == ["end", "start"]


def test_what_is_no_mark_makes_no_cue() -> None:
    assert cues_of([PartBegan(Performance(1, 0)), Paused("asked")], HOLD) == []


def test_a_breath_and_its_start_make_one_sound() -> None:
    player, clocks, _ = started(BREATH)
    run(player, clocks, 4.0)

    dues = run(player, clocks, 1.0)

    assert sounds(cues_of(dues, BREATH)) == ["start"]


def test_a_whole_routine_is_heard_in_this_order() -> None:
    player, clocks, dues = started(NECK)
    heard = sounds(cues_of(dues, NECK))
    for _ in range(600):
        clocks.pass_(0.1)
        heard += sounds(cues_of(player.tick(), NECK))

    beeps = ["countdown"] * 3
    side = ["start", "halfway", *beeps]
    assert heard == ["ready", *beeps, *side, "switch", *beeps, *side, "finished"]


def test_when_a_packs_time_is_up_one_sound_says_so() -> None:
    line = timeline(CHECK, step("heat", time=1200.0))
    player, clocks, _ = started(line)
    player.answer(yes=True)
    dues: list[Due] = []
    while not player.segment.closes_block:  # the checks on the way stay unanswered
        clocks.pass_(4.3)
        dues = player.tick()

    assert sounds(cues_of(dues, line)) == ["warning"]


# --- nothing is only heard, or only seen -----------------------------------------------------------------------------


def test_every_sound_has_a_file_and_every_file_a_sound() -> None:
    assert {path.stem for path in (paths.ASSETS / "cues").glob("*.wav")} == SOUNDS


GRAND = [NECK, HOLD, REPS, SETS, OWN, BREATH, NOSTRIL, TELL, PACK]


def all_dues(line: Timeline) -> list[tuple[MarkDue, Part | None]]:
    return [
        (MarkDue(mark, segment), part_of(segment, line))
        for segment in line.segments
        for mark in marks_between(segment, -1.0, 130.0 if segment.length_s is None else segment.length_s)
    ]


def test_everything_heard_is_shown_too() -> None:
    lines = GRAND + [one.timeline for one in bundled().values()]
    heard = 0
    for due, part in (pair for line in lines for pair in all_dues(line)):
        found = cue_for(due, part)
        if found.sound:
            heard += 1
            assert found.show or found.say == due.segment.title  # the screen shows the title as long as it lasts
    assert heard > 1000


def test_every_kind_of_segment_is_introduced_in_words() -> None:
    for line in GRAND:
        for segment in line.segments:
            [entry] = marks_between(segment, -1.0, 0.0)[:1]
            found = cue_for(MarkDue(entry, segment), part_of(segment, line))
            part = part_of(segment, line)
            if segment.kind == "ready" and part is not None:
                assert part.name in found.say
                assert part.cue in found.say
                assert part.side in found.say or part.side not in ("left", "right")
            elif segment.kind == "switch" and part is not None:
                assert part.side in found.say
            elif segment.kind != "work":
                assert segment.title in found.say


def test_each_part_of_a_routine_is_introduced_by_name_side_and_cue() -> None:
    contrast = {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "cold"}
    without_ready = timeline(step("neck"), step("hold"), step("own"), step("breath"), CHECK, contrast)
    lines = [without_ready, *GRAND, *(one.timeline for one in bundled().values())]
    for line in lines:
        said: dict[int, str] = {}
        for due, part in all_dues(line):
            if part is not None and due.segment.part is not None:
                said[due.segment.part] = said.get(due.segment.part, "") + cue_for(due, part).say
        for index, part in enumerate(line.parts):
            switches = any(one.part == index and one.kind == "switch" for one in line.segments)
            assert switches or part.name in said[index]  # the other side is announced by name already
            assert switches or part.cue in said[index]
            assert part.side not in ("left", "right") or f"{part.side} side" in said[index]
