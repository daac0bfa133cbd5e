"""What may go wrong without anybody's mistake: told to the person in a sentence, never as a report."""


class Expected(Exception):  # noqa: N818 - it is the state of the world, told to the person
    """Its text is one plain sentence that says what to do."""
