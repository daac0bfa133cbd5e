"""The one thing that can be wrong with the history for everybody who asks something of it. Cheap to import."""


class HistoryUnavailable(Exception):  # noqa: N818 - it is the state of the world, told to the person
    """The history cannot be read or written; its text is one plain sentence saying what to do."""
