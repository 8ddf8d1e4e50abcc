"""YAML 1.2 into nodes that keep their places: exact decimals, dates as text, nothing given twice."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml
from attrs import field, frozen

from clausewise.source.diagnostic import Diagnostic
from clausewise.source.look_alikes import look_alike
from clausewise.source.span import Passage, Source, Span
from clausewise.source.yaml_faults import UNPRINTABLE, fault_of
from clausewise.source.yaml_text import offsets_of

Style = Literal["plain", "quoted", "block"]
SPOKEN = frozenset(
    {"zh", "en", "title", "label", "about", "note", "because", "summary", "reason", "say", "source"}
)
"""Keys under which people write to people: such a text may hold any character."""
Plain = dict[str, "Plain"] | list["Plain"] | str | Decimal | bool | None

DEEPEST = 64
MOST_VALUES = 500_000
LARGEST_FILE = 8 * 1024 * 1024
WIDEST_EXPONENT = 6144  # what a decimal of 34 digits holds


@frozen
class Scalar:
    """One value; `written` is its text without quotes, with lines folded and escapes undone."""

    value: str | Decimal | bool | None
    written: str
    style: Style
    span: Span = field(eq=False, repr=False)

    @property
    def passage(self) -> Passage:
        """`written`, and where in the source each of its characters stands."""
        text, start, end = self.span.source.text, self.span.start, self.span.end
        if self.style == "plain" and text[start:end] == self.written:
            return Passage(self.written, self.span)
        if self.style == "quoted" and text[start + 1 : end - 1] == self.written:
            return Passage(self.written, Span(self.span.source, start + 1, end - 1))
        return Passage(self.written, self.span, offsets_of(self.written, text, start, end))


@frozen
class Sequence:
    items: "tuple[Node, ...]"
    span: Span = field(eq=False, repr=False)


@frozen
class Entry:
    key: str
    key_span: Span = field(eq=False, repr=False)
    value: "Node"


@frozen
class Fields:
    """A YAML mapping, in the order in which it was written."""

    entries: dict[str, Entry]
    span: Span = field(eq=False, repr=False)

    def get(self, key: str) -> "Node | None":
        """The value of `key`; None where the key is not there."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value


Node = Scalar | Sequence | Fields


def plain(node: Node) -> Plain:
    """The value without its places: dicts, lists, texts, Decimals, booleans and None."""
    match node:
        case Scalar(value=value):
            return value
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Fields(entries=entries):
            return {key: plain(entry.value) for key, entry in entries.items()}


def entries_of(node: Node | None) -> Iterable[Entry]:
    """The entries of a map; none for anything else, which the structure has told of already."""
    return node.entries.values() if isinstance(node, Fields) else ()


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; none for anything else."""
    return node.items if isinstance(node, Sequence) else ()


def is_true(node: Node | None) -> bool:
    """Whether the truth value `true` is written there: not a text, not a missing key."""
    return isinstance(node, Scalar) and node.value is True


def read_yaml_file(path: Path) -> tuple[Node | None, list[Diagnostic]]:
    """A file read as UTF-8 (with or without byte order mark); what cannot be opened raises OSError."""
    content = path.read_bytes()
    name = str(path)
    if len(content) > LARGEST_FILE:
        size = f"{len(content) / 1024 / 1024:.1f}"
        return None, [Diagnostic.at(Source(name, "").whole(), "CW104", size=size, most="8")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        return None, [_not_utf8(name, content, broken)]
    return read_yaml(Source(name, text))


def read_yaml(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The one document of `source`; None where there is none or YAML itself refuses the text.

    Only `true false null` and decimal, `0o` and `0x` numbers are other than text (YAML 1.2.2,
    §10.3), so `no`, `10:30`, `1_000` and `2024-06-03` are texts.  Of a key given twice the first
    stands.  Faults are told in the order of their places.
    """
    found = UNPRINTABLE.search(source.text)
    if found:
        place = Span(source, found.start(), found.end())
        return None, [Diagnostic.at(place, "CW105", character=f"U+{ord(found[0]):04X}")]
    reading = _Reading(source)
    root = None
    try:
        root = reading.document()
    except yaml.MarkedYAMLError as broken:
        reading.told.append(fault_of(source, broken, reading.base))
    except _TooMuch as much:
        reading.told.append(much.told)
    return root, sorted(reading.told, key=lambda told: told.span.start)


def _not_utf8(name: str, content: bytes, broken: UnicodeDecodeError) -> Diagnostic:
    """Says which encoding it probably is, and points at the first character that is not UTF-8."""
    before = len(content[: broken.start].decode("utf-8-sig"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        called, text = "UTF-16", content.decode("utf-16", errors="replace")
    else:
        called, text = "GBK / GB18030", content.decode("gb18030", errors="replace")
        if "\ufffd" in text:
            called, text = "?", content.decode("utf-8", errors="replace")
    return Diagnostic.at(Span(Source(name, text), before, before + 1), "CW103", encoding=called)


class _TooMuch(Exception):  # noqa: N818  # ends the reading, and is told; not an error of ours
    def __init__(self, told: Diagnostic) -> None:
        super().__init__(told.code)
        self.told = told


_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]")
_GROUPED = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)+")
_CUT = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
_STARTS_NUMBER = frozenset("-+.0123456789")
_WORDS: Mapping[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_ANSWERS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "Yes", "YES", "on", "On", "ON"), "true"),
    **dict.fromkeys(("no", "No", "NO", "off", "Off", "OFF"), "false"),
}
_STYLES: Mapping[str | None, Style] = {"'": "quoted", '"': "quoted", "|": "block", ">": "block"}


class _Reading:
    """One pass over the parser's events."""

    def __init__(self, source: Source) -> None:
        self.source = source
        # The parser skips a byte order mark without counting it.
        self.base = 1 if source.text.startswith("\ufeff") else 0
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.next_event: Callable[[], Any] = loader(source.text[self.base :]).get_event
        self.told: list[Diagnostic] = []
        self.values = 0

    def document(self) -> Node | None:
        root: Node | None = None
        while (kind := type(event := self.next_event())) is not yaml.StreamEndEvent:
            if kind is yaml.DocumentStartEvent and root is not None:
                start = event.start_mark.index + self.base
                self.tell(start, start + 3, "CW106")
                return root
            if kind in _NODES:
                root = self.node(event, 1)
        if root is None or root == Scalar(None, "", "plain", root.span):
            self.tell(0, 0, "CW102")
            return None
        return root

    def node(self, event: Any, depth: int, under: str = "") -> Node:
        """The node that begins with the event; `under` is the key that it belongs to."""
        self.values += 1
        start: int = event.start_mark.index + self.base
        if depth > DEEPEST:
            raise _TooMuch(self.diagnostic(start, start + 1, "CW111", most=str(DEEPEST)))
        if self.values > MOST_VALUES:
            raise _TooMuch(self.diagnostic(start, start + 1, "CW112", most=str(MOST_VALUES)))
        kind = type(event)
        if kind is yaml.AliasEvent:
            end = event.end_mark.index + self.base
            self.tell(start, end, "CW107", written=self.source.text[start:end])
            return Scalar(None, "", "plain", Span(self.source, start, end))
        if event.anchor is not None or event.tag is not None:
            start = self.properties(start)
        if kind is yaml.ScalarEvent:
            return self.scalar(event, start, under)
        if kind is yaml.SequenceStartEvent:
            return self.sequence(event, start, depth, under)
        return self.fields(event, start, depth)

    def scalar(self, event: Any, start: int, under: str) -> Scalar:
        written: str = event.value
        # Nothing may follow an anchor or tag; then the end lies before the place looked for.
        end: int = max(start, event.end_mark.index + self.base)
        style = _STYLES.get(event.style, "plain")
        if under not in SPOKEN and style != "block":
            written = self.seen(written, start, end, style)
        if style == "plain":
            return Scalar(
                self.value(written, start, end), written, style, Span(self.source, start, end)
            )
        if style == "block":  # the parser's end is where the next thing begins
            end = start + len(self.source.text[start:end].rstrip())
        return Scalar(written, written, style, Span(self.source, start, end))

    def sequence(self, event: Any, start: int, depth: int, under: str) -> Sequence:
        items: list[Node] = []
        while type(inner := self.next_event()) is not yaml.SequenceEndEvent:
            items.append(self.node(inner, depth + 1, under))
        last = items[-1].span.end if items else start
        return Sequence(tuple(items), Span(self.source, start, self.end(event, inner, last)))

    def fields(self, event: Any, start: int, depth: int) -> Fields:
        entries: dict[str, Entry] = {}
        last = start
        while type(inner := self.next_event()) is not yaml.MappingEndEvent:
            key, key_span = self.key(inner, depth + 1)
            value = self.node(self.next_event(), depth + 1, key)
            last = max(key_span.end, value.span.end)
            first = entries.get(key)
            if first is None:
                entries[key] = Entry(key, key_span, value)
            else:
                line = str(self.source.line_and_column(first.key_span.start)[0])
                self.told.append(
                    Diagnostic.at(key_span, "CW101", first.key_span, key=key, line=line)
                )
        return Fields(entries, Span(self.source, start, self.end(event, inner, last)))

    def end(self, opened: Any, closed: Any, last: int) -> int:
        """A block ends with its last part; its parser's end is where the next thing begins."""
        return closed.end_mark.index + self.base if opened.flow_style else last

    def key(self, event: Any, depth: int) -> tuple[str, Span]:
        """A key's text; one that is no text is told, and stands for its text meanwhile."""
        start = event.start_mark.index + self.base
        kind = type(event)
        if kind is not yaml.ScalarEvent:
            span = self.node(event, depth).span
            if kind is not yaml.AliasEvent:
                self.told.append(Diagnostic.at(span, "CW110"))
            return span.text, span
        if event.anchor is not None or event.tag is not None:
            start = self.properties(start)
        key: str = event.value
        end: int = max(start, event.end_mark.index + self.base)
        span = Span(self.source, start, end)
        key = self.seen(key, start, end, _STYLES.get(event.style, "plain"))
        if event.style in _STYLES:
            return key, span
        if key == "<<":
            self.told.append(Diagnostic.at(span, "CW107", written=key))
        elif key in _WORDS or (key[0] in _STARTS_NUMBER and _looks_like_a_number(key)):
            self.told.append(Diagnostic.at(span, "CW109", key=key))
        return key, span

    def seen(self, written: str, start: int, end: int, style: Style) -> str:
        """A word with what is seen in it alone; a character that looks like another is told."""
        quoted = style != "plain"
        if written.isascii() or self.source.text[start + quoted : end - quoted] != written:
            return written
        found = look_alike(written, quoted=quoted)
        if found is None:
            return written
        self.told.append(found.told_in(self.source.whole_passage, start + quoted))
        return found.mended

    def value(self, written: str, start: int, end: int) -> str | Decimal | bool | None:
        """What an unquoted text stands for; warns where it looks like something it is not."""
        text = self.source.text
        if text[end : end + 1] in {" ", "\t"} and (cut := _CUT.match(text, end)):
            self.tell(*cut.span(1), "CW144", cut=cut[1])
        if written in _WORDS:
            return _WORDS[written]
        if written[0] not in _STARTS_NUMBER:
            if written in _ANSWERS:
                self.tell(start, end, "CW141", written=written, meant=_ANSWERS[written])
            return written
        if _BASED.fullmatch(written):
            return Decimal(int(written[2:], 8 if written[1] == "o" else 16))
        if _NUMBER.fullmatch(written):
            return self.number(written, start, end)
        if _NOT_FINITE.fullmatch(written):
            self.tell(start, end, "CW113", written=written)
        elif _GROUPED.fullmatch(written):
            self.tell(start, end, "CW143", written=written, meant=written.replace("_", ""))
        return written

    def number(self, written: str, start: int, end: int) -> Decimal | str:
        exponent = written.lower().partition("e")[2]
        if len(exponent) > 6 or abs(int(exponent or 0)) > WIDEST_EXPONENT:
            self.tell(start, end, "CW113", written=written)
            return written
        number = Decimal(written)
        if _LEADING_ZERO.match(written):
            self.tell(start, end, "CW142", written=written, meant=f"{number:f}")
        return number

    def properties(self, start: int) -> int:
        """Tells the anchors and tags before a node, and gives the place where the node begins."""
        text = self.source.text
        while found := _PROPERTY.match(text, start):
            code = "CW107" if text[start] == "&" else "CW108"
            self.tell(start, found.end(1), code, written=found[1])
            start = found.end()
        return start

    def diagnostic(self, start: int, end: int, code: str, **blanks: str) -> Diagnostic:
        return Diagnostic.at(Span(self.source, start, end), code, **blanks)

    def tell(self, start: int, end: int, code: str, **blanks: str) -> None:
        self.told.append(self.diagnostic(start, end, code, **blanks))


_PROPERTY = re.compile(r"([&!][^\s,\[\]{}]*)\s*")
_NODES = frozenset(
    {yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent, yaml.AliasEvent}
)


def _looks_like_a_number(written: str) -> bool:
    return any(form.fullmatch(written) for form in (_NUMBER, _BASED, _NOT_FINITE))
