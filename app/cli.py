"""The `unhunch` command. Qt is imported only by the commands that show something.

Routines are imported only where they are read: the window can be painted without them.
"""

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

from app import __version__, paths, settings
from app.expected import Expected

if TYPE_CHECKING:
    from app.history.store import Store
    from app.plan.calendar import Length
    from app.play.layout import Options
    from app.play.library import Broken, Overview
    from app.play.suiting import Choices
    from app.routine.catalog import Catalog
    from app.routine.model import Programme
    from app.routine.reader import Problem

T = TypeVar("T")
FINE, PROBLEMS, WRONG_USE = 0, 1, 2
INTERRUPTED = 130  # as shells have it for Ctrl-C


class UsageError(Expected):
    """The command was used wrongly."""


def _open_unseen(places: paths.Places) -> int:
    gc.disable()  # as in _open_app
    from app.ui.application import open_app  # Qt, and only here

    return open_app(places, unseen=True)


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Ways:
    """What a command may use: where things are, and where its words go."""

    places: paths.Places
    out: TextIO
    err: TextIO
    open_app: Callable[[paths.Places, str | None, bool], int]
    open_unseen: Callable[[paths.Places], int] = _open_unseen
    now: Callable[[], datetime] = _now


class _Parser(argparse.ArgumentParser):
    """Says wrong use in one sentence, and leaves it to `main` to exit."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:]
        raise UsageError(f"{sentence}. Try: {self.prog} --help")


def main(argv: Sequence[str] | None = None, ways: Ways | None = None) -> int:
    """Run a command and return its exit code: 0 fine, 1 problems found or a fault of ours, 2 wrong use, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what the terminal's encoding has no letter for is shown as its number
            stream.reconfigure(errors="backslashreplace")
    ways = ways or Ways(paths.places(), sys.stdout, sys.stderr, _open_app)
    try:
        code = run(sys.argv[1:] if argv is None else list(argv), ways)
        sys.stdout.flush()  # here, where a reader that has gone is no surprise
        return code
    except BrokenPipeError:  # the reader of our output has gone, as in `unhunch show X | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _own_up(error, ways)


def _own_up(error: Exception, ways: Ways) -> int:
    """Say that the fault is ours and where what is known of it is; with UNHUNCH_DEBUG also show all of it."""
    from app.faults.watch import DEBUG, log_fault

    told = f"what is known of it is in {ways.places.log}"
    if not log_fault(ways.places.log, error):
        told = f"it could not be logged; with {DEBUG}=1 you see what it was"
    if os.environ.get(DEBUG):
        from traceback import print_exception

        print_exception(error, file=ways.err)
    print(_plain(f"unhunch: Something went wrong in Unhunch itself; {told}."), file=ways.err)
    return PROBLEMS


def run(argv: Sequence[str], ways: Ways) -> int:
    """Run a command with what it may use handed in; see `main`."""
    try:
        arguments = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace, Ways], int] = arguments.command
        return command(arguments, ways)
    except UsageError as error:
        print(f"unhunch: {_plain(str(error))}", file=ways.err)
        return WRONG_USE
    except Expected as error:
        print(f"unhunch: {_plain(str(error))}", file=ways.err)
        return PROBLEMS
    except SystemExit as done:  # --help and --version have been printed
        return int(done.code or 0)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="unhunch", description="Guided stretching, heat and cold, breathing and posture routines.")
    parser.add_argument("--version", action="version", version=f"unhunch {__version__}")
    parser.add_argument(
        "--background", action="store_true", help="open the app without its window, to remind and be in the tray"
    )
    parser.set_defaults(command=_play, slug=None, fullscreen=False)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    play = commands.add_parser("play", help="open the app on a routine")
    play.add_argument("slug", metavar="SLUG")
    play.add_argument("--fullscreen", action="store_true", help="fill the screen")
    play.set_defaults(command=_play)

    listing = commands.add_parser("list", help="list the routines")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(command=_list)

    show = commands.add_parser("show", help="print what happens when in a routine")
    show.add_argument("slug", metavar="SLUG")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(command=_show)

    check = commands.add_parser("check", help="check routine files; prints every problem")
    check.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="files or folders; all there are if left out"
    )
    check.set_defaults(command=_check)

    _add_sharing(commands)

    history = commands.add_parser("history", help="print what was done")
    form = history.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with every step")
    form.add_argument("--csv", action="store_true", help="as CSV, one line a session")
    history.add_argument("--from", dest="from_day", metavar="DAY", type=_day, help="the first day, as 2026-11-30")
    history.add_argument("--to", dest="to_day", metavar="DAY", type=_day, help="the last day")
    history.set_defaults(command=_history)

    plan = commands.add_parser("plan", help="print what is planned for the week, or write it for other calendars")
    form = plan.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--ics", metavar="FILE", type=Path, help="write an iCalendar file: the weeks ahead")
    plan.set_defaults(command=_plan)

    doctor = commands.add_parser("doctor", help="tell how everything stands, and what to do about what does not work")
    doctor.add_argument("--json", action="store_true", help="as JSON")
    doctor.set_defaults(command=_doctor)
    return parser


def _add_sharing(commands: "argparse._SubParsersAction[_Parser]") -> None:
    export = commands.add_parser("export", help="write routines of your own to a file, to be shared")
    export.add_argument("slugs", metavar="SLUG", nargs="+")
    export.add_argument("file", metavar="FILE", type=Path, help="such as my-routine.unhunch")
    export.set_defaults(command=_export)

    taking = commands.add_parser("import", help="take in a shared file, or one of Workrave, Entracte or Feeel")
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    taking.add_argument("--keep", choices=("mine", "theirs", "both"), help="of what is there under the same name")
    taking.add_argument(
        "--replace-bundled", action="store_true", help="with --keep theirs: also what comes with Unhunch"
    )
    taking.add_argument("--language", default="en", help="where a file has its text in several; en if left out")
    taking.set_defaults(command=_import)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-30") from None


# --- routines --------------------------------------------------------------------------------------------------------


def _catalog(ways: Ways) -> "Catalog":
    from app.routine import catalog
    from app.routine.texts import precautions

    return catalog.load(paths.ROUTINES, ways.places.routines, precautions(paths.ASSETS))


def _as_chosen(ways: Ways) -> "tuple[Options, Choices]":
    """Return how the person does routines, as they set it; what is wrong there is said."""
    from app.play.layout import options_of
    from app.play.suiting import choices_of

    chosen, said = settings.load(ways.places.settings)
    for sentence in said:
        print(f"unhunch: {_plain(sentence)}", file=ways.err)
    return options_of(chosen), choices_of(chosen)


def _overview(slug: str, ways: Ways) -> "Overview":
    """Return the routine of a slug. Raises UsageError where there is none that can be played."""
    from app.play.library import Broken, overviews
    from app.routine.walk import did_you_mean

    known = {one.slug: one for one in overviews(_catalog(ways), *_as_chosen(ways))}
    one = known.get(slug)
    if one is None:
        hint = did_you_mean(slug, known)
        stop = "" if hint.endswith("?") else "."
        raise UsageError(f"There is no routine {slug!r}; {hint}{stop} Try: unhunch list")
    if isinstance(one, Broken):
        raise UsageError(f"The routine {slug!r} has problems; see: unhunch check {one.path}")
    return one


def _play(arguments: argparse.Namespace, ways: Ways) -> int:
    if arguments.background and arguments.slug is None:
        return ways.open_unseen(ways.places)
    if arguments.slug is not None:
        _overview(arguments.slug, ways)
    return ways.open_app(ways.places, arguments.slug, arguments.fullscreen)


def _open_app(places: paths.Places, slug: str | None, fullscreen: bool) -> int:
    gc.disable()  # nothing made on the way to the first paint is garbage; its Collector goes on from there
    from app.ui.application import open_app  # Qt, and only here

    return open_app(places, slug, fullscreen)


def _list(arguments: argparse.Namespace, ways: Ways) -> int:
    from app.play.library import Overview, overviews

    all_there_is = overviews(_catalog(ways), *_as_chosen(ways))
    if arguments.json:
        _print_json([_overview_data(one) for one in all_there_is], ways.out)
        return FINE
    for one in all_there_is:
        if isinstance(one, Overview):
            print(_plain(f"{one.slug:24} {one.minutes:3} min  {one.routine.title}"), file=ways.out)
        else:
            print(_plain(f"{one.slug:24}          has problems: unhunch check {one.path}"), file=ways.out)
    return FINE


def _overview_data(one: "Overview | Broken") -> dict[str, Any]:
    from app.play.library import Broken

    if isinstance(one, Broken):
        return {"slug": one.slug, "path": str(one.path), "problems": [str(problem) for problem in one.problems]}
    return {
        "slug": one.slug,
        "title": one.routine.title,
        "purpose": one.routine.purpose,
        "group": one.routine.group,
        "level": one.routine.level,
        "minutes": one.minutes,
        "seconds": one.timeline.total_s,
        "exact": one.timeline.is_exact,
        "areas": one.timeline.areas,
        "kinds": one.timeline.kinds,
        "equipment": one.equipment,
        "needs_floor": one.needs_floor,
        "precautions": one.precautions,
        "sources": one.sources,
        "mine": one.mine,
    }


def _show(arguments: argparse.Namespace, ways: Ways) -> int:
    from app.play.timeline import transcript

    one = _overview(arguments.slug, ways)
    lines = transcript(one.timeline)
    if arguments.json:
        _print_json({**_overview_data(one), "transcript": lines}, ways.out)
        return FINE
    about = "" if one.timeline.is_exact else "about "
    for line in (f"{one.routine.title}, {about}{one.minutes} min", one.routine.purpose, "", *lines):
        print(_plain(line), file=ways.out)
    return FINE


def _check(arguments: argparse.Namespace, ways: Ways) -> int:
    catalog = _catalog(ways)
    if arguments.paths:
        problems = [one for path in arguments.paths for one in _checked(path, catalog)]
    else:
        problems = _all_problems(catalog, ways.places.routines)
    for problem in problems:
        print(_plain(str(problem)), file=ways.out)
    return PROBLEMS if problems else FINE


def _all_problems(catalog: "Catalog", mine: Path) -> "list[Problem]":
    """Return the problems of everything there is, poses included, in the order of files and lines."""
    from app.routine.catalog import load_poses

    poses = load_poses(paths.ROUTINES, mine, catalog.exercises)
    return sorted([*catalog.problems, *(problem for entry in poses.values() for problem in entry.problems)])


def _checked(path: Path, catalog: "Catalog") -> "list[Problem]":
    """Return the problems of a file, or of every routine file in a folder laid out like the person's own."""
    from app.routine import catalog as catalogs
    from app.routine.texts import precautions

    codes = precautions(paths.ASSETS)
    if os.path.isdir(path):  # noqa: PTH112 - Path's own raises where no file could have such a name
        whole = catalogs.load(paths.ROUTINES, path, codes)
        return [problem for problem in _all_problems(whole, path) if problem.path.is_relative_to(path)]
    return catalogs.check_file(path, catalog, codes)


# --- sharing ---------------------------------------------------------------------------------------------------------


def _export(arguments: argparse.Namespace, ways: Ways) -> int:
    from app.sharing.leaving import export
    from app.sharing.pack import PackError

    if os.path.lexists(arguments.file):
        raise PackError(f"{arguments.file} is there already; choose another name, or remove it first.")
    for place in export(arguments.slugs, _catalog(ways), ways.places.routines, arguments.file):
        print(_plain(str(place)), file=ways.out)
    return FINE


def _import(arguments: argparse.Namespace, ways: Ways) -> int:
    from app.routine.texts import precautions
    from app.sharing import words
    from app.sharing.arriving import Folders, UnfitError, taken_in
    from app.sharing.opening import opened
    from app.sharing.writing import write

    folders = Folders(paths.ROUTINES, ways.places.routines, frozenset(precautions(paths.ASSETS)))
    try:
        pack = opened(arguments.file, arguments.language)
        arrival = taken_in(pack, folders, partial(words.answering, arguments.keep, arguments.replace_bundled))
    except UnfitError as error:
        for problem in error.problems:
            print(_plain(str(problem)), file=ways.out)
        raise
    if not arguments.dry_run:
        write(arrival, folders)
    for line in words.lines(arrival, arguments.dry_run):
        print(_plain(line), file=ways.out)
    return FINE


# --- history and plan ------------------------------------------------------------------------------------------------


def _read(ways: Ways, query: "Callable[[Store], T]") -> "T | None":
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


def _history(arguments: argparse.Namespace, ways: Ways) -> int:
    def sessions_in(store: "Store") -> list[dict[str, Any]]:
        rows = store.sessions(limit=-1, from_day=arguments.from_day, to_day=arguments.to_day)
        return [{**asdict(row), "steps": [asdict(step) for step in store.steps(row.id)]} for row in rows]

    found = _read(ways, sessions_in)
    sessions = found or []
    if arguments.json:
        _print_json(sessions, ways.out)
    elif arguments.csv:
        _print_csv(sessions, ways.out)
    else:
        _print_sessions(sessions, ways.out, found is not None and bool(arguments.from_day or arguments.to_day))
    return FINE


def _plan(arguments: argparse.Namespace, ways: Ways) -> int:
    from app.plan import listing
    from app.plan.reading import Known, own_day, read
    from app.plan.today import day_plan, week_of

    chosen, _ = settings.load(ways.places.settings)
    today = own_day(ways.now(), chosen.day_start_s)
    known = _read(ways, lambda store: read(store, today)) or Known()
    programmes, routines = _what_there_is(ways)
    if arguments.ics is not None:
        from app.plan.calendar import to_ics, write

        write(arguments.ics, to_ics(known, programmes, routines, today, chosen.day_start_s))
        return FINE
    days = [day_plan(known.plan, programmes, known.history, day, today) for day in week_of(today)]
    if arguments.json:
        _print_json({"today": today.isoformat(), "days": [listing.as_data(day, routines) for day in days]}, ways.out)
        return FINE
    if not known.plan.is_any(today):
        print("Nothing is planned yet. Open Unhunch to put routines on the plan.", file=ways.out)
        return FINE
    for line in (line for day in days for line in listing.lines(day, routines, today)):
        print(_plain(line), file=ways.out)
    return FINE


def _what_there_is(ways: Ways) -> "tuple[dict[str, Programme], dict[str, Length]]":
    from app.plan.calendar import Length
    from app.play.library import Overview, overviews

    catalog = _catalog(ways)
    there = (one for one in overviews(catalog, *_as_chosen(ways)) if isinstance(one, Overview))
    programmes = {slug: entry.model for slug, entry in catalog.programmes.items() if entry.model is not None}
    return programmes, {one.slug: Length(one.routine.title, one.minutes) for one in there}


# --- doctor ----------------------------------------------------------------------------------------------------------


def _doctor(arguments: argparse.Namespace, ways: Ways) -> int:
    from app.doctor import facts
    from app.doctor.examine import examine

    found = examine(ways.places)
    if arguments.json:
        _print_json(facts.as_data(found), ways.out)
    else:
        for line in facts.lines(found):
            print(_plain(line), file=ways.out)
    return FINE if facts.is_fine(found) else PROBLEMS


# What a terminal would obey or hide instead of showing it: control characters, turns of writing direction, and halves
# of a character, which names of files may hold.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _plain(line: str) -> str:
    """Return a line as it may go to a terminal: text from files is shown, never obeyed."""
    return _UNSEEN.sub(lambda found: repr(found[0])[1:-1], line)


def _print_json(data: object, out: TextIO) -> None:
    import json

    for line in json.dumps(data, ensure_ascii=False, indent=2).split("\n"):
        print(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", line), file=out)


def _print_csv(sessions: list[dict[str, Any]], out: TextIO) -> None:
    columns = ["day", "started_utc", "routine_id", "title", "played_s", "planned_s", "outcome", "pain_before"]
    columns += ["pain_after", "steps_done", "steps", "note"]
    import csv

    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for session in sessions:
        steps = session["steps"]
        done = sum(step["outcome"] == "done" for step in steps)
        texts = {column: _plain(text) for column, text in session.items() if isinstance(text, str)}
        writer.writerow({**session, **texts, "steps": len(steps), "steps_done": done})


def _print_sessions(sessions: list[dict[str, Any]], out: TextIO, asked_for_days: bool) -> None:
    if not sessions and asked_for_days:
        print("Nothing done in these days. For all there is: unhunch history", file=out)
    elif not sessions:
        print("Nothing done yet. Start with: unhunch play desk-reset", file=out)
    for session in sessions:
        outcome = session["outcome"] or "not ended"
        line = f"{session['day']}  {session['played_s'] / 60:5.1f} min  {outcome:11}  {session['title']}"
        print(_plain(line), file=out)
        for step in session["steps"]:
            side = "" if step["side"] == "both" else f", {step['side']}"
            print(_plain(f"    {step['done_s']:6.1f} s  {step['outcome']:8} {step['name']}{side}"), file=out)
