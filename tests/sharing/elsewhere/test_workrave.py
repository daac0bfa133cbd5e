"""Workrave's file as exercises of our own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.play.library import Overview, overviews
from app.routine.dose import said
from app.routine.model import Exercise
from app.routine.reader import Read, read_text
from app.sharing.arriving import taken_in
from app.sharing.elsewhere import read
from app.sharing.pack import Pack, PackError, Place
from app.sharing.writing import write
from tests.sharing.elsewhere.files import WORKRAVE
from tests.sharing.made import catalog, folders


def taken(text: str | bytes = WORKRAVE, language: str = "en") -> Pack:
    return read(text if isinstance(text, bytes) else text.encode(), "exercises.xml", language)


def exercise(pack: Pack, slug: str) -> Exercise:
    found = read_text(pack.files[Place("exercise", slug)].decode(), Path("x.yaml"), Exercise)
    assert isinstance(found, Read), found
    return found.model


def refused(text: str | bytes) -> str:
    with pytest.raises(PackError) as raised:
        taken(text)
    assert str(raised.value).startswith("exercises.xml ")
    return str(raised.value).removeprefix("exercises.xml ")


def one(words: str, title: str = "Owl", sequence: str = '<sequence duration="20"/>') -> str:
    told = f"<title>{title}</title><description>{words}</description>{sequence}"
    return f"<exercises><exercise>{told}</exercise></exercises>"


def test_its_exercises_become_ours_and_one_routine_that_plays(tmp_path: Path) -> None:
    write(taken_in(taken(), folders(tmp_path), lambda _: {}), folders(tmp_path))
    there = catalog(tmp_path)
    overview = next(one for one in overviews(there) if one.slug == "workrave")
    assert isinstance(overview, Overview)
    assert [(part.name, part.side, part.dose) for part in overview.timeline.parts] == [
        ("Wing reach", "right", "20 s"),
        ("Wing reach", "left", "20 s"),
        ("Owl", "both", "30 s"),
        ("Far and near", "both", "15 s"),
    ]
    assert there.problems == []


def test_words_and_times_are_kept_and_what_is_guessed_goes_by_the_words() -> None:
    wing, far = (exercise(taken(), slug) for slug in ("workrave-wing-reach", "workrave-far-and-near"))
    assert wing.instructions == ("Reach one arm across & pull the shoulder.", "Then the other.")
    assert (wing.cue, wing.kind, wing.areas) == (wing.instructions[0], "stretch", ("shoulders",))
    assert (wing.sides, wing.position, wing.sources) == ("each", "seated", ("Workrave",))
    assert (far.kind, far.areas, far.sides) == ("mobility", ("eyes",), "both")


def test_what_was_left_out_changed_or_guessed_is_said() -> None:
    assert taken().notes == (
        "3 exercises were taken from Workrave, with their words and times.",
        "Owl: 45 s became 30 s, as it may last 2 s to 30 s.",
        "Guessed from their words: kinds and areas, and that they are done seated; look them over.",
        "Left out: 4 pictures, and when each is shown.",
        "1 with mirrored pictures are done for half the time on each side.",
        "Left out, as it is not known here: tempo.",
    )


@pytest.mark.parametrize(
    ("language", "name", "spoken"),
    [
        ("de", "Flügel strecken", "de"),
        ("de-CH", "Flügel strecken", "de"),
        ("pt_BR", "Asa", "pt-BR"),
        ("fr", "Wing reach", "en"),
    ],
)
def test_words_are_taken_in_the_language_asked_for_else_in_english(language: str, name: str, spoken: str) -> None:
    pack = taken(language=language)
    exercises = [exercise(pack, place.slug) for place in pack.files if place.kind == "exercise"]
    assert [(one.name, one.language) for one in exercises[:2]] == [(name, spoken), ("Owl", "en")]
    assert exercises[0].areas == ("shoulders",)


def test_what_names_the_head_is_for_the_neck_as_well_which_asks_for_more_care() -> None:
    owl = exercise(
        taken(one("Lean your head on your hand.", "Shoulders", '<sequence duration="60"/>')), "workrave-shoulders"
    )
    assert (owl.areas, owl.kind, said(owl.dose)) == (("shoulders", "neck"), "stretch", "30 s")


def test_what_cannot_be_seen_in_words_is_left_out() -> None:
    odd = exercise(taken(one("Turn\u202e it.", "Owl\u2066\ufeff")), "workrave-owl")
    assert (odd.name, odd.cue) == ("Owl", "Turn it.")


def test_a_title_in_other_letters_still_has_a_slug() -> None:
    pack = taken(one("首を回す。", "首") + "")
    assert [place.slug for place in pack.files] == ["workrave-exercise", "workrave"]


def test_two_of_one_title_are_two() -> None:
    two = one("Do it.").replace("<exercises>", "").replace("</exercises>", "")
    pack = taken(f"<exercises>{two}{two}</exercises>")
    assert [place.slug for place in pack.files] == ["workrave-owl", "workrave-owl-2", "workrave"]


def test_one_without_words_is_left_out_and_said() -> None:
    empty = "<exercise><title>Nothing</title><description> </description></exercise>"
    pack = taken(WORKRAVE.replace("</exercises>", empty + "</exercises>"))
    assert "Left out: Nothing, as it has no words to go by." in pack.notes
    assert refused(one(" ")).startswith("has nothing that Unhunch could play.")


@pytest.mark.parametrize("told", ["", "0", "-1", "1e9", "x", "1" * 5000, "99999999999"])
def test_a_time_that_is_none_is_brought_within_the_limits(told: str) -> None:
    pack = taken(one("Do it.", sequence=f'<sequence duration="{told}"/>'))
    assert isinstance(exercise(pack, "workrave-owl"), Exercise)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE exercises [<!ENTITY a "b">]><exercises><exercise><title>&a;</title></exercise></exercises>',
        '<!DOCTYPE exercises SYSTEM "file:///etc/passwd"><exercises/>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><exercises><title>&b;</title></exercises>',
        "<!DOCTYPE a [<!ENTITY b '"
        + "b" * 1000
        + "'>"
        + "".join(f"<!ENTITY b{n} '&b;&b;'>" for n in range(9))
        + "]><a/>",
    ],
)
def test_a_document_type_is_refused_and_with_it_all_that_grows_or_reaches_out(text: str) -> None:
    assert refused(text) == "declares a document type, which its exercises do not need; nothing of it was taken."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<exercises>", "is no XML file, or was cut short; ask for it once more."),
        ("<", "is no XML file, or was cut short"),
        ("<exercises>&nbsp;</exercises>", "is no XML file, or was cut short"),
        ('<?xml version="1.0" encoding="utf-7"?><exercises/>', "is no XML file, or was cut short"),
        ('<?xml version="1.0" encoding="nonsense"?><exercises/>', "is no XML file, or was cut short"),
        (b"<exercises>\xff</exercises>", "is no XML file, or was cut short"),
        ("<exercises/>", "holds no exercises of Workrave; choose its exercises.xml."),
        ("<html><exercise/></html>", "holds no exercises of Workrave"),
        ("<a>" * 100_000, "holds more than exercises need; nothing of it was taken."),
        ("<exercises>" + "<a>" * 20 + "</a>" * 20 + "</exercises>", "holds more than exercises need"),
        ("<exercises>" + "<a/>" * 60_000 + "</exercises>", "holds more than exercises need"),
        ("<exercises>" + "<exercise/>" * 201 + "</exercises>", "holds more than 200 exercises and was not taken"),
        ("<exercises>" + " " * (4 << 20), "is larger than 4 MB and was not opened."),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(text: str | bytes, told: str) -> None:
    assert refused(text).startswith(told)


@given(st.text(max_size=900), st.text(max_size=200))
def test_any_words_become_a_file_that_reads(words: str, title: str) -> None:
    from xml.sax.saxutils import escape

    try:
        pack = taken(one(escape(words), escape(title)).encode("utf-8", "ignore"))
    except PackError:
        return
    for place, data in pack.files.items():
        if place.kind == "exercise":
            assert isinstance(read_text(data.decode(), Path("x.yaml"), Exercise), Read)
