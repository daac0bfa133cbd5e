"""Finding sessions: by words in title and note, and by what they were."""

import json
import re
from dataclasses import dataclass

from app.history.rows import SESSION_FIELDS, Outcome, SessionRow, session_of
from app.history.store import Store

_WORDS = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12  # what comes after them is left out

_FITS = """
+day BETWEEN :from_day AND :to_day
  AND (:match = '' OR id IN (
    SELECT session_id FROM session_words
    WHERE number IN (SELECT rowid FROM session_search WHERE session_search MATCH :match)))
  AND (:kinds = '[]' OR EXISTS (
    SELECT 1 FROM json_each(sessions.kinds) AS has JOIN json_each(:kinds) AS sought ON has.value = sought.value))
  AND (:areas = '[]' OR EXISTS (
    SELECT 1 FROM json_each(sessions.areas) AS has JOIN json_each(:areas) AS sought ON has.value = sought.value))
  AND (:outcomes = '[]' OR outcome IN (SELECT value FROM json_each(:outcomes)))
"""

# Which rows they are is told by the index alone; only those are then read as a whole.
_FIND = f"""
SELECT {", ".join(SESSION_FIELDS)} FROM sessions WHERE id IN (
  SELECT id FROM sessions WHERE {_FITS} ORDER BY started_utc DESC, id DESC LIMIT :limit OFFSET :offset)
ORDER BY started_utc DESC, id DESC
"""

_FIND_ALL = f"""
SELECT {", ".join(SESSION_FIELDS)} FROM sessions WHERE id IN (
  SELECT id FROM sessions ORDER BY started_utc DESC, id DESC LIMIT :limit OFFSET :offset)
ORDER BY started_utc DESC, id DESC
"""
_ALL = "SELECT count(*) FROM sessions"
_COUNT = f"SELECT count(*) FROM sessions WHERE {_FITS}"


@dataclass(frozen=True)
class Sought:
    """What is looked for. Every part that is given must hold; within one part, any of what it names.

    `words` are the beginnings of words in title or note, all of which must be there. Days are included, `YYYY-MM-DD`.
    """

    words: str = ""
    kinds: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    from_day: str = "0000-01-01"
    to_day: str = "9999-12-31"

    @property
    def is_everything(self) -> bool:
        """Whether nothing at all is asked for."""
        return self == Sought()


def find(store: Store, sought: Sought, *, limit: int = 50, offset: int = 0) -> list[SessionRow]:
    """Return at most `limit` sessions, the newest first, from the `offset`-th on."""
    if sought.is_everything:
        return [session_of(row) for row in store.read(_FIND_ALL, limit=limit, offset=offset)]
    return [session_of(row) for row in store.read(_FIND, limit=limit, offset=offset, **_asked(sought))]


def count(store: Store, sought: Sought) -> int:
    """Return how many sessions there are of what is looked for."""
    [[found]] = store.read(_COUNT, **_asked(sought)) if not sought.is_everything else store.read(_ALL)
    return int(found)


def _asked(sought: Sought) -> dict[str, object]:
    return {
        "from_day": sought.from_day,
        "to_day": sought.to_day,
        "match": match_of(sought.words),
        "kinds": json.dumps(sorted(sought.kinds)),
        "areas": json.dumps(sorted(sought.areas)),
        "outcomes": json.dumps(sorted(sought.outcomes)),
    }


def match_of(words: str) -> str:
    """Return words as SQLite's full text search takes them: no sign in them means anything to it."""
    return " ".join(f'"{word}"*' for word in _WORDS.findall(words)[:MOST_WORDS])
