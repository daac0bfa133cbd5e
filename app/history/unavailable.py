"""What can be wrong with the history for everybody who asks something of it. Cheap to import."""

from app.expected import Expected


class HistoryUnavailable(Expected):
    """The history cannot be read or written."""


class HistoryDamaged(HistoryUnavailable):
    """The file's content is not what was written into it; see `damage`."""
