"""Expressions that nobody wrote, such as those of a ladder: told of where what they stand for is."""

from clausewise.source.span import Passage, Source, Span


def unwritten(text: str, at: Span) -> Passage:
    """An expression that stands at one place: explanations show its text, messages that place."""
    source = Source(at.source.name, text, at)
    return Passage(text, source.whole())
