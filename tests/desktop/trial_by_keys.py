"""A whole routine by the keys alone; the accessibility bus only tells what is there."""

from tests.desktop.person import RADIO, ROW, TEXT, App, ScreenReader
from tests.desktop.routines import ASKING_TITLE

MOST_TABS = 40


def tab_to(name: str, app: App, reader: ScreenReader) -> None:
    """Go from control to control until one of this name has the keys."""
    seen = []
    while not (focus := reader.focus()).startswith(name):
        seen.append(focus)
        assert len(seen) < MOST_TABS, f"{name!r} cannot be come to: {seen}"
        app.keys("Tab")


def test_a_whole_routine_is_followed_by_keys_alone(app: App, reader: ScreenReader) -> None:
    app.open()
    reader.find("How do you feel?", TEXT)
    tab_to("Today", app, reader)
    app.keys("Down", "Return")
    reader.find(ASKING_TITLE)
    tab_to("Search the routines", app, reader)
    app.keys(*"asks")
    tab_to(ASKING_TITLE, app, reader)
    app.keys("Return")
    reader.find("Start")
    assert reader.focus() == "Start"
    app.keys("Return")
    reader.find("Pause")
    app.keys("space")
    reader.find("Resume")
    app.keys("space")
    reader.find("Pause")
    app.keys("m", "f")
    reader.find("Sound on")
    reader.find("Leave full screen")
    app.keys("Escape")
    reader.find("Full screen")
    app.keys("Escape")
    reader.find("End the routine here?", TEXT)
    app.keys("n")
    reader.find("Is there room enough?", TEXT)
    app.keys("y")
    reader.find("Done")
    app.keys("space")
    reader.find("See it in the history", within_s=60)
    app.keys("2")
    assert reader.find("2, mild pain", RADIO)["checked"]
    tab_to("See it in the history", app, reader)
    app.keys("Return")
    reader.find(ASKING_TITLE, ROW)
    tab_to("Sessions, the newest first", app, reader)
    app.keys("Return")
    reader.find("Pain after: 2 of 10.", TEXT)
    app.leave()
    (session,) = app.history()
    assert (session["routine_id"], session["outcome"], session["pain_after"]) == ("asking-trial", "completed", 2)
    assert [step["outcome"] for step in session["steps"]] == ["done"] * 2
