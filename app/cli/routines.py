"""Commands over routines: listed, shown, checked, shared."""

import argparse
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths, settings
from app.cli.ways import FINE, PROBLEMS, UsageError, Ways, plain, print_json

if TYPE_CHECKING:
    from app.play.layout import Options
    from app.play.library import Broken, Overview
    from app.play.suiting import Choices
    from app.routine.catalog import Catalog
    from app.routine.reader import Problem


def catalog_of(ways: Ways) -> "Catalog":
    """Return every routine file there is, bundled and the person's own."""
    from app.routine import catalog
    from app.routine.texts import precautions

    return catalog.load(paths.ROUTINES, ways.places.routines, precautions(paths.ASSETS))


def as_chosen(ways: Ways) -> "tuple[Options, Choices]":
    """Return how the person does routines, as they set it; what is wrong there is said."""
    from app.play.layout import options_of
    from app.play.suiting import choices_of

    chosen, said = settings.load(ways.places.settings)
    for sentence in said:
        print(f"unhunch: {plain(sentence)}", file=ways.err)
    return options_of(chosen), choices_of(chosen)


def overview_of(slug: str, ways: Ways) -> "Overview":
    """Return the routine of a slug. Raises UsageError where there is none that can be played."""
    from app.play.library import Broken, overviews
    from app.routine.walk import did_you_mean

    known = {one.slug: one for one in overviews(catalog_of(ways), *as_chosen(ways))}
    one = known.get(slug)
    if one is None:
        hint = did_you_mean(slug, known)
        stop = "" if hint.endswith("?") else "."
        raise UsageError(f"There is no routine {slug!r}; {hint}{stop} Try: unhunch list")
    if isinstance(one, Broken):
        raise UsageError(f"The routine {slug!r} has problems; see: unhunch check {one.path}")
    return one


def list_all(arguments: argparse.Namespace, ways: Ways) -> int:
    """List the routines."""
    from app.play.library import Overview, overviews

    all_there_is = overviews(catalog_of(ways), *as_chosen(ways))
    if arguments.json:
        print_json([_overview_data(one) for one in all_there_is], ways.out)
        return FINE
    for one in all_there_is:
        if isinstance(one, Overview):
            print(plain(f"{one.slug:24} {one.minutes:3} min  {one.routine.title}"), file=ways.out)
        else:
            print(plain(f"{one.slug:24}          has problems: unhunch check {one.path}"), file=ways.out)
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


def show(arguments: argparse.Namespace, ways: Ways) -> int:
    """Print what happens when in a routine."""
    from app.play.timeline import transcript

    one = overview_of(arguments.slug, ways)
    lines = transcript(one.timeline)
    if arguments.json:
        print_json({**_overview_data(one), "transcript": lines}, ways.out)
        return FINE
    about = "" if one.timeline.is_exact else "about "
    for line in (f"{one.routine.title}, {about}{one.minutes} min", one.routine.purpose, "", *lines):
        print(plain(line), file=ways.out)
    return FINE


def check(arguments: argparse.Namespace, ways: Ways) -> int:
    """Print every problem of routine files."""
    catalog = catalog_of(ways)
    if arguments.paths:
        problems = [one for path in arguments.paths for one in _checked(path, catalog)]
    else:
        problems = _all_problems(catalog, ways.places.routines)
    for problem in problems:
        print(plain(str(problem)), file=ways.out)
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


def export(arguments: argparse.Namespace, ways: Ways) -> int:
    """Write routines of the person's own to a file."""
    from app.sharing.leaving import export
    from app.sharing.pack import PackError

    if os.path.lexists(arguments.file):
        raise PackError(f"{arguments.file} is there already; choose another name, or remove it first.")
    for place in export(arguments.slugs, catalog_of(ways), ways.places.routines, arguments.file):
        print(plain(str(place)), file=ways.out)
    return FINE


def take_in(arguments: argparse.Namespace, ways: Ways) -> int:
    """Take in a shared file."""
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
            print(plain(str(problem)), file=ways.out)
        raise
    if not arguments.dry_run:
        write(arrival, folders)
    for line in words.lines(arrival, arguments.dry_run):
        print(plain(line), file=ways.out)
    return FINE
