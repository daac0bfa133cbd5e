"""What goes wrong in Unhunch itself: noticed wherever it happens, logged and reported without the person's words."""


class Foreign(str):
    """A text of the system's or a library's, to be logged with `%s`: scrubbed when it is written."""

    __slots__ = ()
