"""A policy or handbook file as it is written: its keys, its texts and its FEEL, each in its place."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from clausewise.model.vocabulary import Vocabulary
from clausewise.source.span import Source, Span
from clausewise.source.yaml_reader import Entry, Fields, Node, Scalar, Sequence, read_yaml
from clausewise.values.types import ListOf, Restricted, Simple, Type

TOKEN = re.compile(
    r'(?P<text>"[^"\n]*")|(?P<number>\b\d+(?:\.\d+)?\b)|(?P<word>[^\W\d]\w*)'
    r"|(?P<sign><=|>=|!=|\*\*|->|[<>=+\-*/()\[\],.|{}])|(?P<other>\S)"
)
LITERALS = frozenset({"true", "false", "null", "item"})


@frozen
class Token:
    """A word, sign, number or text of an expression; `start` and `end` count from the file's."""

    sort: str
    text: str
    start: int
    end: int


@frozen
class Expression:
    """FEEL as it stands in a file."""

    path: tuple[str, ...]
    span: Span
    tokens: tuple[Token, ...]

    def of(self, sort: str, *texts: str) -> Iterator[Token]:
        for token in self.tokens:
            if token.sort == sort and (not texts or token.text in texts):
                yield token


@frozen
class Spot:
    """One entry of a mapping, and the path of keys on which it stands (`*` for an item of a list)."""

    path: tuple[str, ...]
    entry: Entry
    owner: Fields

    @property
    def value(self) -> Node:
        return self.entry.value


@frozen(slots=False)
class Written:
    """One sound file of a handbook."""

    folder: str
    path: Path
    source: Source = field(repr=False)
    root: Fields = field(repr=False, eq=False)
    words: "Words" = field(repr=False, eq=False)

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def is_register(self) -> bool:
        return self.path.name == "handbook.yaml"

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        return tuple(_spots(self.root, ()))

    def at(self, *pattern: str) -> Iterator[Spot]:
        """The spots whose path is the pattern, in which `*` stands for any one step."""
        for spot in self.spots:
            if len(spot.path) == len(pattern) and all(
                wanted in ("*", step) for wanted, step in zip(pattern, spot.path, strict=True)
            ):
                yield spot

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """All FEEL of the file, in order."""
        return tuple(_expressions(self.root, (), self.source))

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """The place after the line's end."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def whole_lines(self, start: int, end: int) -> tuple[int, int] | None:
        """The lines that hold just this and nothing else; None where they hold more."""
        first, last = self.line_start(start), self.line_end(max(start, end - 1))
        around = self.text[first:start].strip(" ") + self.text[end:last].strip()
        return None if around else (first, last)


@frozen
class Words:
    """The words of the vocabulary that a slip of the pen could put in each other's place."""

    events: tuple[str, ...]
    outcomes: tuple[str, ...]
    fields: frozenset[str]
    lists: tuple[tuple[str, ...], ...]
    """Each list of words that a text field may hold."""

    @staticmethod
    def of(vocabulary: Vocabulary) -> "Words":
        kinds = [kind.fields for kind in vocabulary.events.values()]
        kinds += [kind.fields for kind in vocabulary.outcomes.values()]
        fields = [one for kind in (*kinds, vocabulary.employee) for one in kind.values()]
        lists = {found for one in fields if (found := words_of(one.type))}
        names = frozenset(one.name for one in fields)
        return Words(
            tuple(sorted(vocabulary.events)), tuple(sorted(vocabulary.outcomes)),
            names, tuple(sorted(lists)),
        )  # fmt: skip

    def beside(self, word: str) -> str | None:
        """Another word of the same list: the next one."""
        for words in self.lists:
            if word in words and len(words) > 1:
                return words[(words.index(word) + 1) % len(words)]
        return None


def words_of(kind: Type) -> tuple[str, ...]:
    """The words that a value of this type may be; none where it may be any."""
    match kind:
        case Restricted(base=base):
            return words_of(base)
        case ListOf(element=element):
            return words_of(element)
        case Simple(one_of=one_of) if one_of:
            return tuple(sorted(map(str, one_of)))
    return ()


def read_written(path: Path, words: Words) -> Written:
    """A file that is known to be sound."""
    source = Source(str(path), path.read_text(encoding="utf-8"))
    root, told = read_yaml(source)
    assert isinstance(root, Fields)
    assert not told, path
    return Written(path.parent.name, path, source, root, words)


def _spots(node: Node, path: tuple[str, ...]) -> Iterator[Spot]:
    match node:
        case Fields(entries=entries):
            for entry in entries.values():
                own = (*path, entry.key)
                yield Spot(own, entry, node)
                yield from _spots(entry.value, own)
        case Sequence(items=items):
            for item in items:
                yield from _spots(item, (*path, "*"))


# Where FEEL stands; `*` is any one step.
_FEEL = (
    ("scope",),
    ("definitions", "*"),
    ("rules", "*", "scope"),
    ("rules", "*", "date"),
    ("rules", "*", "let", "*"),
    ("rules", "*", "each", "*"),
    ("rules", "*", "with", "*", "where"),
    ("rules", "*", "when"),
    ("rules", "*", "when", "*"),
    ("rules", "*", "when", "*", "check"),
    ("rules", "*", "unless", "*", "when"),
    ("rules", "*", "expect", "where"),
    ("rules", "*", "expect", "due"),
    ("rules", "*", "expect", "done"),
    ("rules", "*", "expect", "opens"),
    ("rules", "*", "then", "amount"),
    ("rules", "*", "then", "when"),
    ("rules", "*", "then", "*", "amount"),
    ("rules", "*", "then", "*", "when"),
)


def _is_feel(path: tuple[str, ...]) -> bool:
    return any(
        len(path) == len(one) and all(w in ("*", s) for w, s in zip(one, path, strict=True))
        for one in _FEEL
    )


def _expressions(node: Node, path: tuple[str, ...], source: Source) -> Iterator[Expression]:
    match node:
        case Fields(entries=entries):
            for entry in entries.values():
                yield from _expressions(entry.value, (*path, entry.key), source)
        case Sequence(items=items):
            for item in items:
                yield from _expressions(item, (*path, "*"), source)
        case Scalar() if isinstance(node.value, str) and _is_feel(path):
            yield Expression(path, node.span, tuple(_tokens(node, source)))


def _tokens(scalar: Scalar, source: Source) -> Iterator[Token]:
    start, end = scalar.span.start, scalar.span.end
    if scalar.style == "quoted":
        start, end = start + 1, end - 1
    elif scalar.style == "block":
        start = source.text.index("\n", start)
    for found in TOKEN.finditer(source.text, start, end):
        yield Token(found.lastgroup or "", found.group(), found.start(), found.end())
