"""The schema of the history, as a list of changes. Imported late: sqlite-utils costs some 100 ms.

A change that has shipped is never edited; a new one is added below it, and its name to `changes`.
"""

import sqlite3
from collections.abc import Callable
from functools import wraps

from sqlite_utils import Database, Migrations

from app.history.changes import SET
from app.history.files import database

_MIGRATIONS = Migrations(SET)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply what is pending, all or nothing, with foreign keys off and checked at the end of each change.

    They are off because rebuilding a table would otherwise cascade to its children; they come back on.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        _apply_alone(database(connection))
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _apply_alone(db: Database) -> None:
    """Hold the write lock from before looking, so that two programs opening a new file do not both build it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        _MIGRATIONS.apply(db)
        db.commit()
    finally:
        db.rollback()


def checked(change: Callable[[Database], None]) -> Callable[[Database], None]:
    """Let a change fail, and so be undone, when it leaves rows pointing nowhere."""

    @wraps(change)
    def change_and_check(db: Database) -> None:
        change(db)
        if lost := db.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"{change.__name__} leaves {len(lost)} rows pointing nowhere")

    return change_and_check


def _migration(change: Callable[[Database], None]) -> Callable[[Database], None]:
    return _MIGRATIONS()(checked(change))


# The pieces below are written into the SQL as it stands in the file, where `sqlite-utils schema` shows them.

_SHAPE = "????-??-??T??:??:??.??????+00:00"  # one shape for every moment, so that text order is time order


def _moment(column: str) -> str:
    return f"CHECK ({column} IS NULL OR ({column} GLOB '{_SHAPE}' AND julianday({column}) IS NOT NULL))"


def _day(column: str) -> str:
    return f"CHECK (date({column}, '+0 days') IS {column})"


def _json(column: str, kind: str) -> str:
    return f"CHECK (json_valid({column}) AND json_type({column}) = '{kind}')"


def _0_to_10(column: str) -> str:
    return f"CHECK ({column} BETWEEN 0 AND 10)"


def _yes_or_no(column: str) -> str:
    return f"CHECK ({column} IN (0, 1))"


def _seconds(column: str) -> str:
    return f"CHECK ({column} BETWEEN 0 AND 1e6)"


_SESSIONS = f"""
CREATE TABLE sessions (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  routine_id TEXT NOT NULL CHECK (routine_id <> ''),
  title TEXT NOT NULL,
  areas TEXT NOT NULL DEFAULT '[]' {_json("areas", "array")},
  kinds TEXT NOT NULL DEFAULT '[]' {_json("kinds", "array")},
  started_utc TEXT NOT NULL {_moment("started_utc")},
  ended_utc TEXT {_moment("ended_utc")},
  utc_offset_s INTEGER NOT NULL CHECK (abs(utc_offset_s) < 86400),
  day TEXT NOT NULL {_day("day")},
  planned_s REAL NOT NULL {_seconds("planned_s")},
  played_s REAL NOT NULL DEFAULT 0 {_seconds("played_s")},
  outcome TEXT CHECK (outcome IN ('completed', 'partial', 'interrupted', 'by hand')),
  pain_before INTEGER {_0_to_10("pain_before")},
  pain_during INTEGER {_0_to_10("pain_during")},
  pain_after INTEGER {_0_to_10("pain_after")},
  settled INTEGER {_yes_or_no("settled")},
  precautions TEXT NOT NULL DEFAULT '[]' {_json("precautions", "array")},
  note TEXT,
  share INTEGER NOT NULL DEFAULT 0 {_yes_or_no("share")},
  app_version TEXT NOT NULL,
  owner_pid INTEGER,
  owner_boot TEXT,
  changed_at TEXT NOT NULL {_moment("changed_at")},
  CHECK ((outcome IS NULL) = (ended_utc IS NULL))
) STRICT;
CREATE INDEX sessions_by_start ON sessions (started_utc, id, day);
CREATE INDEX sessions_by_day ON sessions (day, played_s);
"""

_STEPS = f"""
CREATE TABLE steps (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  exercise_id TEXT NOT NULL CHECK (exercise_id <> ''),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  areas TEXT NOT NULL DEFAULT '[]' {_json("areas", "array")},
  side TEXT NOT NULL CHECK (side IN ('both', 'left', 'right', 'alternating')),
  dose TEXT NOT NULL,
  sets_planned INTEGER CHECK (sets_planned >= 0),
  reps_planned INTEGER CHECK (reps_planned >= 0),
  reps_done INTEGER CHECK (reps_done >= 0),
  planned_s REAL {_seconds("planned_s")},
  done_s REAL NOT NULL DEFAULT 0 {_seconds("done_s")},
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partial', 'skipped', 'hurt')),
  swapped_from TEXT,
  started_utc TEXT NOT NULL {_moment("started_utc")},
  ended_utc TEXT {_moment("ended_utc")},
  changed_at TEXT NOT NULL {_moment("changed_at")},
  UNIQUE (session_id, position)
) STRICT;
CREATE INDEX steps_by_exercise ON steps (exercise_id, outcome, started_utc);
CREATE INDEX steps_with_packs ON steps (coalesce(ended_utc, changed_at)) WHERE kind IN ('heat', 'cold');
"""

_CHECK_INS = f"""
CREATE TABLE check_ins (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  at_utc TEXT NOT NULL {_moment("at_utc")},
  utc_offset_s INTEGER NOT NULL CHECK (abs(utc_offset_s) < 86400),
  day TEXT NOT NULL {_day("day")},
  pain TEXT NOT NULL DEFAULT '{{}}' {_json("pain", "object")},
  used_heat INTEGER NOT NULL DEFAULT 0 {_yes_or_no("used_heat")},
  used_cold INTEGER NOT NULL DEFAULT 0 {_yes_or_no("used_cold")},
  used_massage INTEGER NOT NULL DEFAULT 0 {_yes_or_no("used_massage")},
  used_walk INTEGER NOT NULL DEFAULT 0 {_yes_or_no("used_walk")},
  used_sleep INTEGER NOT NULL DEFAULT 0 {_yes_or_no("used_sleep")},
  medicine TEXT,
  note TEXT,
  share INTEGER NOT NULL DEFAULT 0 {_yes_or_no("share")},
  marker_1 TEXT,
  marker_1_ease INTEGER {_0_to_10("marker_1_ease")},
  marker_2 TEXT,
  marker_2_ease INTEGER {_0_to_10("marker_2_ease")},
  marker_3 TEXT,
  marker_3_ease INTEGER {_0_to_10("marker_3_ease")},
  changed_at TEXT NOT NULL {_moment("changed_at")}
) STRICT;
CREATE INDEX check_ins_by_time ON check_ins (at_utc, id);
CREATE INDEX check_ins_by_day ON check_ins (day);
"""

_PLAN_EVENTS = f"""
CREATE TABLE plan_events (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  at_utc TEXT NOT NULL {_moment("at_utc")},
  utc_offset_s INTEGER NOT NULL CHECK (abs(utc_offset_s) < 86400),
  day TEXT NOT NULL {_day("day")},
  kind TEXT NOT NULL CHECK (kind <> ''),
  body TEXT NOT NULL DEFAULT '{{}}' {_json("body", "object")},
  changed_at TEXT NOT NULL {_moment("changed_at")}
) STRICT;
CREATE INDEX plan_events_by_time ON plan_events (at_utc, id);
"""

_TABLE_NAME = "CHECK (table_name IN ('sessions', 'steps', 'check_ins', 'plan_events'))"

_BOOKKEEPING = f"""
CREATE TABLE audit (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  table_name TEXT NOT NULL {_TABLE_NAME},
  row_id TEXT NOT NULL,
  earlier TEXT NOT NULL {_json("earlier", "object")},
  earlier_changed_at TEXT NOT NULL {_moment("earlier_changed_at")},
  changed_at TEXT NOT NULL {_moment("changed_at")}
) STRICT;
CREATE INDEX audit_by_row ON audit (table_name, row_id, changed_at);
CREATE TABLE tombstones (
  table_name TEXT NOT NULL {_TABLE_NAME},
  row_id TEXT NOT NULL,
  changed_at TEXT NOT NULL {_moment("changed_at")},
  PRIMARY KEY (table_name, row_id)
) STRICT;
"""


@_migration
def m001_the_first_tables(db: Database) -> None:
    """Make every table of the history, as it was first shipped."""
    db.executescript(_SESSIONS + _STEPS + _CHECK_INS + _PLAN_EVENTS + _BOOKKEEPING)


_PLAYING = f"""
CREATE TABLE playing (
  session_id TEXT PRIMARY KEY NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  timeline TEXT NOT NULL {_json("timeline", "object")},
  place INTEGER NOT NULL CHECK (place >= 0),
  parts_done TEXT NOT NULL {_json("parts_done", "array")},
  owner_started INTEGER CHECK (owner_started >= 0),
  changed_at TEXT NOT NULL {_moment("changed_at")}
) STRICT;
CREATE INDEX sessions_not_ended ON sessions (id) WHERE outcome IS NULL;
"""


@_migration
def m002_what_is_playing(db: Database) -> None:
    """Keep what plays now, so that it can be gone on with where it was cut off."""
    db.executescript(_PLAYING)


# SQLite may number the rows anew of a table without a number of its own; what is searched by number has one that has.
_SEARCH = """
CREATE TABLE session_words (
  number INTEGER PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE session_search USING fts5 (
  title, note, content = 'session_words', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TRIGGER session_words_of_new AFTER INSERT ON sessions BEGIN
  INSERT INTO session_words (session_id, title, note) VALUES (new.id, new.title, coalesce(new.note, ''));
END;
CREATE TRIGGER session_words_of_changed AFTER UPDATE OF title, note ON sessions
WHEN old.title IS NOT new.title OR old.note IS NOT new.note BEGIN
  UPDATE session_words SET title = new.title, note = coalesce(new.note, '') WHERE session_id = new.id;
END;
CREATE TRIGGER session_search_of_new AFTER INSERT ON session_words BEGIN
  INSERT INTO session_search (rowid, title, note) VALUES (new.number, new.title, new.note);
END;
CREATE TRIGGER session_search_of_gone AFTER DELETE ON session_words BEGIN
  INSERT INTO session_search (session_search, rowid, title, note) VALUES ('delete', old.number, old.title, old.note);
END;
CREATE TRIGGER session_search_of_changed AFTER UPDATE ON session_words BEGIN
  INSERT INTO session_search (session_search, rowid, title, note) VALUES ('delete', old.number, old.title, old.note);
  INSERT INTO session_search (rowid, title, note) VALUES (new.number, new.title, new.note);
END;
INSERT INTO session_words (session_id, title, note)
SELECT id, title, coalesce(note, '') FROM sessions ORDER BY started_utc, id;
"""

_WEEK = "date(day, '-' || ((strftime('%w', day) + 6) % 7) || ' days')"

_VIEWS = f"""
CREATE VIEW daily AS
SELECT
  day, count(*) AS sessions, round(sum(played_s) / 60.0, 1) AS minutes,
  max(pain_before) AS worst_before, max(pain_after) AS worst_after
FROM sessions GROUP BY day;
CREATE VIEW weekly AS
SELECT
  {_WEEK} AS week, count(*) AS sessions, count(DISTINCT day) AS days, round(sum(played_s) / 60.0, 1) AS minutes,
  round(avg(pain_before), 1) AS mean_before, round(avg(pain_after), 1) AS mean_after
FROM sessions GROUP BY week;
CREATE VIEW exercise_totals AS
SELECT
  exercise_id, max(name) AS name, kind, count(DISTINCT session_id) AS sessions, sum(reps_done) AS reps,
  round(sum(done_s) / 60.0, 1) AS minutes, min(started_utc) AS first_utc, max(started_utc) AS last_utc
FROM steps WHERE outcome IN ('done', 'partial') GROUP BY exercise_id, kind;
CREATE VIEW pain_change AS
SELECT
  id AS session_id, day, started_utc, title, pain_before, pain_during, pain_after,
  pain_after - pain_before AS change, settled
FROM sessions WHERE pain_before IS NOT NULL AND pain_after IS NOT NULL;
"""

_INDEXES = """
CREATE INDEX sessions_by_pain ON sessions (day, started_utc, pain_before, pain_during, pain_after)
WHERE coalesce(pain_before, pain_during, pain_after) IS NOT NULL;
CREATE INDEX steps_by_kind ON steps (session_id, kind, done_s);
"""


@_migration
def m003_search_and_views(db: Database) -> None:
    """Make titles and notes searchable, and add views for whoever opens the file with another tool."""
    db.executescript(_SEARCH + _VIEWS + _INDEXES)
