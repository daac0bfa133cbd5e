"""Every page of the app on the accessibility bus: come to by the names of controls, and nothing on it is nameless."""

from tests.desktop.person import TEXT, TICK, App, ScreenReader

PAGES = (  # what is pressed, what it is, and what then stands on the page
    ("Library", TICK, None),
    ("History", TICK, "History"),
    ("Diary", None, "Diary"),
    ("History", None, "History"),
    ("Add by hand", None, "Add by hand"),
    ("History", None, "History"),
    ("Sheet to show", None, "Exercise and pain summary"),
    ("Safety", TICK, None),
    ("Settings", TICK, "Your data"),
    ("Today", TICK, "How do you feel?"),
    ("Follow a programme", None, "Programmes"),
    ("Library", TICK, None),
    ("Today", TICK, "How do you feel?"),
    ("Plan Upper-back relief", None, "Every week"),
)


def test_nothing_is_nameless_on_any_page(app: App, reader: ScreenReader) -> None:
    app.open()
    reader.find("How do you feel?", TEXT)
    for name, kind, then in PAGES:
        if kind is None:
            reader.press(name)
        else:
            reader.press(name, kind)
        if then is not None:
            reader.find(then, TEXT)
        assert reader.faults() == [], name
    app.leave()
