"""Names of days and months in the language of everything else here, which is English so far.

Qt takes the desktop's own for the whole process when it starts, and with it Python's `%A` and `%B`: on a German desktop
it would be Montag in the midst of English. Numbers are not touched.
"""

from locale import LC_TIME, setlocale


def name_days_in_english() -> None:
    """Call it once Qt's application is made."""
    setlocale(LC_TIME, "C")
