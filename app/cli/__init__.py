"""The `unhunch` command. Qt is imported only by the commands that show something.

Routines are imported only where they are read: the window can be painted without them.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from app import __version__, paths
from app.cli import data, past, routines
from app.cli.ways import FINE, PROBLEMS, WRONG_USE, UsageError, Ways, plain, print_json
from app.expected import Expected

__all__ = ["FINE", "PROBLEMS", "WRONG_USE", "Ways", "main", "run"]

INTERRUPTED = 130  # as shells have it for Ctrl-C


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
    print(plain(f"unhunch: Something went wrong in Unhunch itself; {told}."), file=ways.err)
    return PROBLEMS


def run(argv: Sequence[str], ways: Ways) -> int:
    """Run a command with what it may use handed in; see `main`."""
    try:
        arguments = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace, Ways], int] = arguments.command
        return command(arguments, ways)
    except UsageError as error:
        print(f"unhunch: {plain(str(error))}", file=ways.err)
        return WRONG_USE
    except Expected as error:
        print(f"unhunch: {plain(str(error))}", file=ways.err)
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
    listing.set_defaults(command=routines.list_all)

    show = commands.add_parser("show", help="print what happens when in a routine")
    show.add_argument("slug", metavar="SLUG")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(command=routines.show)

    check = commands.add_parser("check", help="check routine files; prints every problem")
    check.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="files or folders; all there are if left out"
    )
    check.set_defaults(command=routines.check)

    _add_sharing(commands)

    history = commands.add_parser("history", help="print what was done")
    form = history.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with every step")
    form.add_argument("--csv", action="store_true", help="as CSV, one line a session")
    history.add_argument("--from", dest="from_day", metavar="DAY", type=_day, help="the first day, as 2026-11-30")
    history.add_argument("--to", dest="to_day", metavar="DAY", type=_day, help="the last day")
    history.set_defaults(command=past.history)

    sheet = commands.add_parser("report", help="write a sheet for whoever treats you: a PDF of one or two pages")
    sheet.add_argument("file", metavar="FILE", type=Path, help="such as report.pdf; must not be there yet")
    sheet.add_argument("--from", dest="from_day", metavar="DAY", type=_day, help="the first day; else three months")
    sheet.add_argument("--to", dest="to_day", metavar="DAY", type=_day, help="the last day; today if left out")
    sheet.add_argument("--name", default="", help="whose it is, if that should stand on it")
    sheet.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    sheet.set_defaults(command=past.report)

    _add_data(commands)

    plan = commands.add_parser("plan", help="print what is planned for the week, or write it for other calendars")
    form = plan.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--ics", metavar="FILE", type=Path, help="write an iCalendar file: the weeks ahead")
    plan.set_defaults(command=past.plan)

    doctor = commands.add_parser("doctor", help="tell how everything stands, and what to do about what does not work")
    doctor.add_argument("--json", action="store_true", help="as JSON")
    doctor.set_defaults(command=_doctor)
    return parser


def _add_sharing(commands: "argparse._SubParsersAction[_Parser]") -> None:
    export = commands.add_parser("export", help="write routines of your own to a file, to be shared")
    export.add_argument("slugs", metavar="SLUG", nargs="+")
    export.add_argument("file", metavar="FILE", type=Path, help="such as my-routine.unhunch")
    export.set_defaults(command=routines.export)

    taking = commands.add_parser("import", help="take in a shared file, or one of Workrave, Entracte or Feeel")
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    taking.add_argument("--keep", choices=("mine", "theirs", "both"), help="of what is there under the same name")
    taking.add_argument(
        "--replace-bundled", action="store_true", help="with --keep theirs: also what comes with Unhunch"
    )
    taking.add_argument("--language", default="en", help="where a file has its text in several; en if left out")
    taking.set_defaults(command=routines.take_in)


def _add_data(commands: "argparse._SubParsersAction[_Parser]") -> None:
    for name, command, said in (
        ("backup", data.back_up, "write the history to a file, whole, to be restored or merged"),
        ("restore", data.restore, "put the history of a file in place of yours, which is kept beside it"),
        ("merge", data.merge, "put the history of another computer together with yours"),
    ):
        one = commands.add_parser(name, help=said)
        one.add_argument("file", metavar="FILE", type=Path)
        one.set_defaults(command=command)

    own = commands.add_parser("data", help="export, import or delete all you have written: history, diary, plan")
    ways = own.add_subparsers(metavar="WAY", parser_class=_Parser, required=True)
    export = ways.add_parser("export", help="write all of it as one JSON file, or as CSV tables into a folder")
    export.add_argument("--csv", action="store_true", help="sessions, steps and check-ins as CSV, into a folder")
    export.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet; a folder for CSV")
    export.set_defaults(command=data.export)
    taking = ways.add_parser("import", help="take in what `data export` wrote")
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.set_defaults(command=data.take_in)
    delete = ways.add_parser("delete", help="name every file that holds some of it, ask, and delete them")
    delete.add_argument("--yes", action="store_true", help="delete without asking")
    delete.set_defaults(command=data.delete)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-30") from None


def _play(arguments: argparse.Namespace, ways: Ways) -> int:
    if arguments.background and arguments.slug is None:
        return ways.open_unseen(ways.places)
    if arguments.slug is not None:
        routines.overview_of(arguments.slug, ways)
    return ways.open_app(ways.places, arguments.slug, arguments.fullscreen)


def _open_app(places: paths.Places, slug: str | None, fullscreen: bool) -> int:
    gc.disable()  # nothing made on the way to the first paint is garbage; its Collector goes on from there
    from app.ui.opening import open_app  # Qt, and only here

    return open_app(places, slug, fullscreen)


def _doctor(arguments: argparse.Namespace, ways: Ways) -> int:
    from app.doctor import facts
    from app.doctor.examine import examine

    found = examine(ways.places)
    if arguments.json:
        print_json(facts.as_data(found), ways.out)
    else:
        for line in facts.lines(found):
            print(plain(line), file=ways.out)
    return FINE if facts.is_fine(found) else PROBLEMS
