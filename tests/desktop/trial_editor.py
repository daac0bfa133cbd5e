"""A routine made and an exercise changed by the accessibility bus and the keys, on a real desktop."""

from tests.desktop.person import TEXT, TICK, App, ScreenReader


def test_a_routine_is_made_by_name_and_by_keys_and_nothing_is_nameless(app: App, reader: ScreenReader) -> None:
    app.open()
    reader.find("How do you feel?", TEXT)
    reader.press("Library", TICK)
    reader.press("New routine")
    reader.find("Save")
    app.keys(*"neck")
    app.keys("Tab")
    app.keys(*"mine")
    reader.press("Add: Rest")
    reader.find("Rest, 30 s, step 1")
    reader.press("Add: Note")
    reader.find("Note, nothing written yet, step 2")
    app.keys(*"well")
    assert reader.faults() == []
    reader.press("Undo (Ctrl+Z)")
    reader.press("Redo (Ctrl+Shift+Z)")
    reader.press("Save")
    reader.find("Saved")
    reader.press("Back")
    reader.find("Edit")
    assert reader.faults() == []
    app.leave()
    [text] = [path.read_text() for path in (app.home / "routines").glob("neck.yaml")]
    assert "title: neck\n" in text
    assert "  - rest: 30 s\n  - note: well\n" in text


def test_an_exercise_and_its_figure_are_changed_by_name_and_nothing_is_nameless(app: App, reader: ScreenReader) -> None:
    app.open()
    reader.find("How do you feel?", TEXT)
    reader.press("Library", TICK)
    reader.press("New routine")
    reader.press("New exercise")
    reader.find("The other side", TICK)
    assert reader.faults() == []
    reader.press("Show the end of the movement", TICK)
    reader.press("Back")
    app.leave()
