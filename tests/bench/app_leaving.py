"""The measured program: all of a long history exported, and the sheet of a year as a PDF; with the memory it takes."""

import resource
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

from app import paths
from app.history.store import open_store
from app.history.transfer.leaving import export_json
from app.plan.report import report
from app.routine.catalog import load
from app.routine.texts import precautions
from tests.bench.painted import tell

_MB = 1024  # of the kilobytes the system counts in


def main() -> int:
    """Do both with the history at the path that is given, report, and end."""
    path, folder = Path(sys.argv[2]), Path(sys.argv[3])
    figures: dict[str, float] = {}
    with closing(open_store(path, read_only=True)) as store:
        store.sessions(limit=1)
        before = _most_mb()
        begun = monotonic()
        export_json(store, folder / "all.json", over=True)
        figures["export_ms"] = (monotonic() - begun) * 1000
        figures["export_mb"] = max(0.1, _most_mb() - before)
        figures["file_mb"] = (folder / "all.json").stat().st_size / 1e6
        from app.ui.sheet.report_file import write_report

        catalog = load(paths.ROUTINES, folder, precautions(paths.ASSETS))
        begun = monotonic()
        [[last]] = store.read("SELECT max(day) FROM sessions")
        until = date.fromisoformat(last)
        told = report(store, {}, until - timedelta(days=364), until, until)
        write_report(told, folder / "year.pdf", "A4", catalog, folder, "fern")
        figures["pdf_ms"] = (monotonic() - begun) * 1000
    tell(**figures)
    return 0


def _most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB


if __name__ == "__main__":
    sys.exit(main())
