"""Where in which text something stands."""

from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen


@frozen(slots=False)
class Source:
    """One text we were given, with the name a person knows it by.

    A text that nobody wrote, such as an expression of a ladder, `stands_at` the place of what it
    stands for, and is told of there.
    """

    name: str
    text: str = field(repr=False)
    stands_at: "Span | None" = field(default=None, repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both counted from 1, as editors do; columns count characters, so 迟到 is two."""
        if self.stands_at is not None:
            return self.stands_at.source.line_and_column(self.stands_at.start)
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end; '' past the last."""
        if number > len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")

    def offset(self, line: int, column: int) -> int:
        """The character offset of a place given from 1, as editors give it."""
        return self._line_starts[line - 1] + column - 1

    def whole(self) -> "Span":
        return Span(self, 0, len(self.text))

    @property
    def whole_passage(self) -> "Passage":
        """The text as it is written."""
        return Passage(self.text, self.whole())


@frozen
class Span:
    """A stretch of one source, as character offsets [start, end)."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        line, column = self.source.line_and_column(self.start)
        return f"{self.source.name}:{line}:{column}"


@frozen
class Passage:
    """A text as its reader sees it, and where each of its characters stands.

    An expression in a folded YAML block reads as one line though it was written on several;
    `offsets` then gives, for each character of `text` and for its end, the place in the source.
    None: the text stands as written from `span.start`.
    """

    text: str
    span: Span
    offsets: tuple[int, ...] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, text: str, name: str = "<expression>") -> "Passage":
        """A text that stands for itself, such as one typed at the command line."""
        return Source(name, text).whole_passage

    def without(self, runs: "list[tuple[int, int]]") -> "Passage":
        """The passage without these stretches of its text, each character where it stood."""
        gone = {place for start, end in runs for place in range(start, end)}
        kept = [place for place in range(len(self.text)) if place not in gone]
        first = self.span.start
        offsets = self.offsets or range(first, first + len(self.text) + 1)
        places = (*(offsets[place] for place in kept), offsets[len(self.text)])
        return Passage("".join(self.text[place] for place in kept), self.span, places)

    def part(self, start: int, end: int) -> Span:
        """The place of text[start:end]; an empty part is a point."""
        if self.offsets is None:
            return Span(self.span.source, self.span.start + start, self.span.start + end)
        first = self.offsets[start]
        last = self.offsets[end - 1] + 1 if end > start else first
        return Span(self.span.source, first, last)
