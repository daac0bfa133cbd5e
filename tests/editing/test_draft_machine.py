"""Any changes in any order: the file says what was asked for and keeps its comments; each step back is the same."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.editing.draft import Around, Draft
from app.editing.places import At, NotEditableError
from app.routine.model import CheckStep, ExerciseStep, NoteStep, RestStep, RoundsStep, Routine, Step, WaitStep
from tests.editing.sheets import COMMENTED, ODD
from tests.routine.written import CODES, bundled

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12)
lines = words.map(lambda text: " ".join(text.split())).filter(bool)
times_s = st.integers(1, 4000).map(float) | st.sampled_from([0.5, 2.25, 90.0, 3600.0])
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        ExerciseStep,
        exercise=st.sampled_from(["shoulder-rolls", "chin-tuck"]),
        label=st.none() | lines,
        reps=st.none() | st.integers(3, 8),
    ),
    st.builds(NoteStep, note=lines, time_s=st.none() | times_s),
    st.builds(RestStep, rest_s=times_s, label=st.none() | lines),
    st.builds(WaitStep, wait=lines),
    st.builds(CheckStep, check=lines, question=lines, if_no=st.sampled_from(["stop", "skip"])),
)
COMMENT = re.compile(r"(?<=\s)#.*|^#.*", re.MULTILINE)


def comments(text: str) -> Counter[str]:
    """Return the comments of a text; nothing of what we put in has a number sign in it."""
    return Counter(COMMENT.findall(text))


def as_lists(one: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(one))


def without_signs(step: Step) -> bool:
    return "#" not in repr(step)


class Changing(RuleBasedStateMachine):
    """A routine that is changed as a person would, beside a model that is changed in the same way."""

    start = COMMENTED
    refuses: tuple[str, ...] = ("nested more than 8 deep",)  # what a change may be refused for

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft(Path("mine.yaml"), Routine, self.start, Around(bundled(), CODES))
        self.model: Routine = self.draft.model
        self.back: list[tuple[str, Routine]] = []
        self.forth: list[tuple[str, Routine]] = []

    def all_steps(self, *, rounds: bool = False) -> list[At]:
        def within(steps: tuple[Step, ...], at: At) -> list[At]:
            found: list[At] = []
            for number, step in enumerate(steps):
                here = (*at, "steps", number)
                inner = within(step.steps, here) if isinstance(step, RoundsStep) else []
                found += [here] * (isinstance(step, RoundsStep) or not rounds) + inner
            return found

        return within(self.model.steps, ())

    def some(self, data: st.DataObject, *, rounds: bool = False) -> At:
        return data.draw(st.sampled_from(self.all_steps(rounds=rounds)))

    def expect(self, plain: Any, changed: bool) -> None:
        """Take note of a change: the model is to be read from the text again."""
        expected = msgspec.convert(plain, Routine)
        before = self.back_text
        assert changed == (self.draft.text != before)
        if changed:
            self.back.append((before, self.model))
            self.forth.clear()
        self.model = expected

    def plain(self) -> Any:
        self.back_text = self.draft.text
        return as_lists(self.model)

    @staticmethod
    def inner(plain: Any, at: At) -> list[Any]:
        for part in at[:-1]:
            plain = plain[part]
        assert isinstance(plain, list)
        return plain

    # --- changes -----------------------------------------------------------------------------------------------------

    @rule(title=lines.filter(lambda text: "#" not in text))
    def give_a_title(self, title: str) -> None:
        plain = self.plain()
        plain["title"] = title
        self.expect(plain, self.draft.set(("title",), title))

    @rule(data=st.data(), reps=st.integers(3, 8))
    def give_reps(self, data: st.DataObject, reps: int) -> None:
        at, plain = self.some(data), self.plain()
        step = self.inner(plain, at)[int(at[-1])]
        if step["step"] == "exercise":
            step["reps"] = reps
            self.expect(plain, self.draft.set((*at, "reps"), str(reps)))

    @rule(data=st.data())
    def take_a_label(self, data: st.DataObject) -> None:
        at, plain = self.some(data), self.plain()
        step = self.inner(plain, at)[int(at[-1])]
        if step["step"] in ("exercise", "rest"):
            step["label"] = None
            self.expect(plain, self.draft.clear((*at, "label")))

    @rule(data=st.data(), step=steps.filter(without_signs))
    def add(self, data: st.DataObject, step: Step) -> None:
        at, plain = self.some(data), self.plain()
        after = data.draw(st.booleans())
        place = (*at[:-1], int(at[-1]) + after)
        self.inner(plain, place).insert(int(place[-1]), as_lists(step))
        self.expect(plain, self.draft.insert(place, step))

    @precondition(lambda self: len(self.model.steps) > 1)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        at, plain = self.some(data), self.plain()
        while len(self.inner(plain, at)) == 1:
            at = at[:-2]
        del self.inner(plain, at)[int(at[-1])]
        self.expect(plain, self.draft.remove(at))

    @rule(data=st.data())
    def duplicate(self, data: st.DataObject) -> None:
        at, plain = self.some(data), self.plain()
        items, number = self.inner(plain, at), int(at[-1])
        items.insert(number, items[number])
        self.keeping_comments(plain, lambda: self.draft.duplicate(at), more=True)

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        at, to, plain = self.some(data), self.some(data), self.plain()
        to = (*to[:-1], int(to[-1]) + data.draw(st.booleans()))
        if to[: len(at)] == at:
            return
        out_of, into = self.inner(plain, at), self.inner(plain, to)
        step = out_of[int(at[-1])]
        hole = object()
        out_of[int(at[-1])] = hole
        into.insert(int(to[-1]), step)
        out_of.remove(hole)
        self.drop_empty(plain["steps"])
        emptied = len(self.inner(self.plain(), at)) == 1
        self.keeping_comments(plain, lambda: self.draft.move(at, to), fewer=emptied)

    def drop_empty(self, items: list[Any]) -> None:
        for one in list(items):
            if isinstance(one, dict) and one["step"] == "rounds":
                self.drop_empty(one["steps"])
                if not one["steps"]:
                    items.remove(one)

    @rule(data=st.data(), rounds=st.integers(1, 20))
    def put_into_rounds(self, data: st.DataObject, rounds: int) -> None:
        at, plain = self.some(data), self.plain()
        items, number = self.inner(plain, at), int(at[-1])
        count = data.draw(st.integers(1, len(items) - number))
        within = items[number : number + count]
        items[number : number + count] = [{"step": "rounds", "rounds": rounds, "rest": 0.0, "steps": within}]
        self.keeping_comments(plain, lambda: self.draft.into_rounds(at, count, rounds))

    @precondition(lambda self: self.all_steps(rounds=True))
    @rule(data=st.data())
    def take_out_of_rounds(self, data: st.DataObject) -> None:
        at, plain = self.some(data, rounds=True), self.plain()
        items, number = self.inner(plain, at), int(at[-1])
        items[number : number + 1] = items[number]["steps"]
        self.keeping_comments(plain, lambda: self.draft.out_of_rounds(at), fewer=True)

    def keeping_comments(self, plain: Any, change: Any, *, more: bool = False, fewer: bool = False) -> None:
        """Make a change that takes nothing out; only one that is too deep for a file may be refused."""
        before = comments(self.draft.text)
        try:
            changed = change()
        except NotEditableError as error:
            assert any(words in str(error) for words in self.refuses)  # noqa: PT017 - it may go well too
            assert self.draft.text == self.back_text
            return
        now = comments(self.draft.text)
        assert more or not now - before
        assert fewer or not before - now
        self.expect(plain, changed)

    # --- back and forth ----------------------------------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        assert self.draft.undo() == bool(self.back)
        if self.back:
            self.forth.append((self.draft_text_before_undo, self.model))
            text, self.model = self.back.pop()
            assert self.draft.text == text

    @rule()
    def redo(self) -> None:
        before = self.draft.text
        assert self.draft.redo() == bool(self.forth)
        if self.forth:
            self.back.append((before, self.model))
            text, self.model = self.forth.pop()
            assert self.draft.text == text

    @invariant()
    def the_file_says_what_the_model_says(self) -> None:
        self.draft_text_before_undo = self.draft.text
        assert self.draft.model == self.model

    @invariant()
    def lines_end_as_they_did(self) -> None:
        assert "\r" not in self.start or "\n" not in self.draft.text.replace("\r\n", "")

    def teardown(self) -> None:
        while self.draft.undo():
            pass
        assert self.draft.text == self.start


class ChangingOnWindows(Changing):
    """The same, with the line ends of Windows."""

    start = COMMENTED.replace("\n", "\r\n")


class ChangingOddly(Changing):
    """The same, in a file written as hardly anybody writes one: what is in brackets may have to stay there."""

    start = ODD
    refuses: tuple[str, ...] = ("nested more than 8 deep", "in brackets")


unhurried = settings(deadline=None, max_examples=40, stateful_step_count=30, suppress_health_check=list(HealthCheck))
TestChanging = Changing.TestCase
TestChanging.settings = unhurried
TestChangingOnWindows = ChangingOnWindows.TestCase
TestChangingOnWindows.settings = settings(unhurried, max_examples=15)
TestChangingOddly = ChangingOddly.TestCase
TestChangingOddly.settings = settings(unhurried, max_examples=20)
