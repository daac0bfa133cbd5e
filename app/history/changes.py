"""Which changes of its layout a history file has had, told without sqlite-utils, whose import takes some 100 ms.

The changes themselves are in `migrations`, and come in only where one is to be made.
"""

import sqlite3

SET = "unhunch_history"  # the name sqlite-utils keeps our changes under
RECORD = "_sqlite_migrations"
SEARCH = "session_"  # how the tables begin that only serve searching; what is in them stands elsewhere too
# Every change there is, in the order they are made.
NAMES = ("m001_the_first_tables", "m002_what_is_playing", "m003_search_and_views")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Say whether the file holds no table but the record of changes."""
    return not tables(connection) - {RECORD}


def is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether the file was made by this program, by any version of it."""
    return bool(_made(connection))


def is_behind(connection: sqlite3.Connection) -> bool:
    """Say whether changes are pending, as they are in an empty file."""
    return bool(_pending(connection))


def next_change(connection: sqlite3.Connection) -> str:
    """Return the name of the first change that is pending."""
    return _pending(connection)[0]


def is_newer(connection: sqlite3.Connection) -> bool:
    """Say whether a later version of this program changed the file in ways this one does not know."""
    return any(name not in NAMES for name in _made(connection))


def _pending(connection: sqlite3.Connection) -> list[str]:
    made = _made(connection)
    return [name for name in NAMES if name not in made]


def _made(connection: sqlite3.Connection) -> set[str]:
    if RECORD not in tables(connection):
        return set()
    return {name for (name,) in connection.execute(f"SELECT name FROM {RECORD} WHERE migration_set = ?", [SET])}


def tables(connection: sqlite3.Connection) -> set[str]:
    """Return the names of all tables."""
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
