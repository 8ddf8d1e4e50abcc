"""Expressions that nobody wrote, such as those of a ladder: told of where what they stand for is."""

from clausewise.source.span import Passage, Span


def unwritten(text: str, at: Span) -> Passage:
    """An expression whose parts all stand at one place; the whole of it underlines the whole place."""
    if not text:
        return Passage(text, at, (at.start,))
    return Passage(text, at, (*(at.start,) * (len(text) - 1), max(at.start, at.end - 1), at.end))
