"""A routine by the accessibility bus alone: every control is found by its name and what it is."""

from tests.desktop.person import RADIO, ROW, TEXT, TICK, App, ScreenReader
from tests.desktop.routines import ASKING_TITLE


def come_to(app: App, reader: ScreenReader, name: str) -> None:
    """Go by Tab to what has a name."""
    for _ in range(60):
        if reader.focus() == name:
            return
        app.keys("Tab")
    raise AssertionError(f"{name} cannot be reached by Tab")


def test_a_routine_is_followed_by_the_names_of_controls(app: App, reader: ScreenReader) -> None:
    app.open()
    reader.find("How do you feel?", TEXT)
    assert reader.faults() == []
    reader.press("Library", TICK)
    reader.find(ASKING_TITLE)
    assert reader.faults() == []
    reader.press(ASKING_TITLE)
    reader.find("Start")
    assert reader.faults() == []
    reader.press("Start")
    reader.press("Pause")
    reader.find("Resume")
    assert reader.faults() == []
    reader.press("Resume")
    reader.press("Skip")
    reader.find("Is there room enough?", TEXT)
    assert reader.faults() == []
    reader.press("Yes, carry on")
    reader.press("Done")
    reader.find("Quiet breathing", TEXT)
    reader.press("End")
    reader.find("End the routine here?", TEXT)
    assert reader.faults() == []
    reader.press("End here")
    reader.press("3, mild pain", RADIO)
    assert reader.find("3, mild pain", RADIO)["checked"]
    assert reader.faults() == []
    reader.press("See it in the history")
    reader.find(ASKING_TITLE, ROW)
    assert reader.find("History", TICK)["checked"]
    assert reader.faults() == []
    come_to(app, reader, "Sessions, the newest first")  # its row says it has the keys, whatever has
    app.keys("Return")
    reader.find("Pain after: 3 of 10.", TEXT)
    assert reader.faults() == []
    app.leave()
    (session,) = app.history()
    assert (session["routine_id"], session["outcome"], session["pain_after"]) == ("asking-trial", "partial", 3)
    assert [step["name"] for step in session["steps"]] == ["Elbow circles"]


def test_what_is_felt_is_told_by_the_names_of_controls(app: App, reader: ScreenReader) -> None:
    app.open("play", "asking-trial")
    reader.press("Something hurts")
    assert reader.faults() == []
