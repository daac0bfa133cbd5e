"""Commands over the history and the plan: printed, written to files, taken in, put together, deleted."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from app import settings
from app.cli.routines import as_chosen, catalog_of
from app.cli.ways import FINE, UsageError, Ways, plain, print_json
from app.paths import shown

if TYPE_CHECKING:
    from app.history.store import Store
    from app.plan.calendar import Length
    from app.routine.model import PlannedSession, Programme

T = TypeVar("T")
_REPORT_DAYS = 91


def read_history(ways: Ways, query: "Callable[[Store], T]") -> "T | None":
    """Ask something of the history, which is not made where it is not there: then None."""
    from app.history.damage import refuse_when_unfinished
    from app.history.store import open_store
    from app.history.trouble import told

    with told(ways.places.history):
        is_there = ways.places.history.exists()
        if not is_there:
            refuse_when_unfinished(ways.places.history)
    if not is_there:
        return None
    store = open_store(ways.places.history, read_only=True)
    try:
        return query(store)
    finally:
        store.close()


def history(arguments: argparse.Namespace, ways: Ways) -> int:
    """Print what was done, or write it as JSON or CSV."""

    def sessions_in(store: "Store") -> list[dict[str, Any]]:
        rows = store.sessions(limit=-1, from_day=arguments.from_day, to_day=arguments.to_day)
        return [{**asdict(row), "steps": [asdict(step) for step in store.steps(row.id)]} for row in rows]

    found = read_history(ways, sessions_in)
    sessions = found or []
    if arguments.json:
        print_json(sessions, ways.out)
    elif arguments.csv:
        _print_csv(sessions, ways.out)
    else:
        _print_sessions(sessions, ways.out, found is not None and bool(arguments.from_day or arguments.to_day))
    return FINE


def plan(arguments: argparse.Namespace, ways: Ways) -> int:
    """Print the week, or write it for other calendars."""
    from app.plan import listing
    from app.plan.reading import Known, own_day, read
    from app.plan.today import day_plan, week_of

    chosen, _ = settings.load(ways.places.settings)
    today = own_day(ways.now(), chosen.day_start_s)
    known = read_history(ways, lambda store: read(store, today)) or Known()
    programmes, routines = _what_there_is(ways)
    if arguments.ics is not None:
        from app.plan.calendar import to_ics, write

        write(arguments.ics, to_ics(known, programmes, routines, today, chosen.day_start_s))
        return FINE
    days = [day_plan(known.plan, programmes, known.history, day, today) for day in week_of(today)]
    if arguments.json:
        print_json({"today": today.isoformat(), "days": [listing.as_data(day, routines) for day in days]}, ways.out)
        return FINE
    if not known.plan.is_any(today):
        print("Nothing is planned yet. Open Unhunch to put routines on the plan.", file=ways.out)
        return FINE
    for line in (line for day in days for line in listing.lines(day, routines, today)):
        print(plain(line), file=ways.out)
    return FINE


def report(arguments: argparse.Namespace, ways: Ways) -> int:
    """Write the sheet for a clinician."""
    from app.history.transfer import exports
    from app.history.transfer.leaving import refuse_what_is_there
    from app.history.trouble import told as told_trouble
    from app.plan.reading import own_day
    from app.plan.report import Report
    from app.plan.report import report as report_of
    from app.ui.sheet.report_file import write_report  # Qt, and only here

    refuse_what_is_there(arguments.file)
    chosen, _ = settings.load(ways.places.settings)
    today = own_day(ways.now(), chosen.day_start_s)
    last = date.fromisoformat(arguments.to_day) if arguments.to_day else today
    first = date.fromisoformat(arguments.from_day) if arguments.from_day else last - timedelta(days=_REPORT_DAYS - 1)
    if last < first:
        raise UsageError("The last day is before the first. Try: unhunch report --help")
    catalog = catalog_of(ways)
    programmes = {slug: entry.model for slug, entry in catalog.programmes.items() if entry.model is not None}
    told = read_history(ways, lambda store: report_of(store, programmes, first, last, today, arguments.name))
    told = told or Report(first, last, arguments.name)
    write_report(told, arguments.file, arguments.paper, catalog, ways.places.routines, chosen.figure)
    with told_trouble(ways.places.data, thing="The list of what was exported"):
        exports.remember(ways.places.history, [arguments.file])
    print(plain(shown(arguments.file.absolute())), file=ways.out)
    return FINE


def _what_there_is(ways: Ways) -> "tuple[dict[str, Programme], dict[str, Length]]":
    from app.plan.calendar import Length
    from app.plan.sessions import overview_as_planned
    from app.play.library import shelf

    options, choices = as_chosen(ways)
    catalog = catalog_of(ways)
    there = shelf(catalog, options, choices=choices)
    programmes = {slug: entry.model for slug, entry in catalog.programmes.items() if entry.model is not None}
    days = (day for one in programmes.values() for week in one.weeks for day in week.days)
    within: dict[str, dict[PlannedSession, int]] = {slug: {} for slug in there.routines}
    for session in {session for day in days for session in day.sessions if session.routine in there.routines}:
        one = overview_as_planned(there.routines[session.routine], session, there)
        within[session.routine][session] = one.minutes
    routines = there.routines.items()
    return programmes, {slug: Length(one.routine.title, one.minutes, within[slug]) for slug, one in routines}


def _print_csv(sessions: list[dict[str, Any]], out: TextIO) -> None:
    columns = ["day", "started_utc", "routine_id", "title", "played_s", "planned_s", "outcome", "pain_before"]
    columns += ["pain_after", "steps_done", "steps", "note"]
    import csv

    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for session in sessions:
        steps = session["steps"]
        done = sum(step["outcome"] == "done" for step in steps)
        texts = {column: plain(text) for column, text in session.items() if isinstance(text, str)}
        writer.writerow({**session, **texts, "steps": len(steps), "steps_done": done})


def _print_sessions(sessions: list[dict[str, Any]], out: TextIO, asked_for_days: bool) -> None:
    if not sessions and asked_for_days:
        print("Nothing done in these days. For all there is: unhunch history", file=out)
    elif not sessions:
        print("Nothing done yet. Start with: unhunch play desk-reset", file=out)
    for session in sessions:
        outcome = session["outcome"] or "not ended"
        line = f"{session['day']}  {session['played_s'] / 60:5.1f} min  {outcome:11}  {session['title']}"
        print(plain(line), file=out)
        for step in session["steps"]:
            side = "" if step["side"] == "both" else f", {step['side']}"
            print(plain(f"    {step['done_s']:6.1f} s  {step['outcome']:8} {step['name']}{side}"), file=out)
