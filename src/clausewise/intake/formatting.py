"""A file of policies written the usual way: blanks, quotes, the order of a rule's keys.

Only the places that differ are edited; comments, order and line breaks stay as they are, and so does
whatever could be read in another way once it were edited.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from clausewise.feel.environment import Environment
from clausewise.feel.lexer import Lexer, Token
from clausewise.feel.parser import parse, vocabularies
from clausewise.source.span import Passage, Source, Span
from clausewise.source.yaml_reader import Fields, Node, Scalar, Sequence, read_yaml

RULE_KEYS = (
    "id", "clause", "title", "on", "per", "scope", "date", "former", "with", "each", "let", "needs",
    "when", "expect", "unless", "overrides", "once", "then", "effective", "allow",
)  # fmt: skip
"""In the order in which they are asked, and in which a reader wants to know them."""


def formatted(text: str) -> str:
    """The text as `clausewise fmt` writes it; as it is where YAML cannot read it.

    What comes out means the same, and comes out of this unchanged.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark).replace("\r\n", "\n")
    root = _root(body)
    for step in STEPS:
        if root is None:
            break
        edited = step(body, root)
        # Most steps find nothing to do, and reading a file is what takes the time.
        if edited != body and _same(root, after := _root(edited)):
            body, root = edited, after
    return mark + body.replace("\n", ends)


def _root(text: str) -> Node | None:
    return read_yaml(Source("<file>", text))[0]


def _same(one: Node, other: Node | None) -> bool:
    """Whether two readings hold the same values and expressions; blanks of expressions apart."""
    return other is not None and _bare(one) == _bare(other)


def _bare(root: Node) -> object:
    """The values, those of expressions without their blanks."""
    expressions = {id(one) for one in _expressions(root)}

    def bare(node: Node) -> object:
        match node:
            case Scalar(value=str(value)) if id(node) in expressions:
                return re.sub(r"\s+", "", value)
            case Scalar(value=value):
                return value
            case Sequence(items=items):
                return [bare(item) for item in items]
            case Fields(entries=entries):
                return {key: bare(entry.value) for key, entry in entries.items()}

    return bare(root)


@frozen
class _Edit:
    start: int
    end: int
    text: str


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


# Blanks at the ends of lines, and lines without anything


def _without_stray_blanks(text: str, root: Node) -> str:
    """No blanks at the end of a line, one empty line at most, one line end at the end."""
    kept = _lines_of_long_texts(text, root)
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        bare = line if number in kept else line.rstrip(" \t")
        if bare or number in kept or (lines and lines[-1]):
            lines.append(bare)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _lines_of_long_texts(text: str, root: Node) -> set[int]:
    """The lines, counted from 0, of texts that are written on several: blanks may be part of them."""
    kept: set[int] = set()
    for node in _nodes(root):
        if isinstance(node, Scalar) and "\n" in node.span.text:
            first = text.count("\n", 0, node.span.start)
            # A block's span may end before the empty lines that it keeps.
            kept.update(range(first, first + node.span.text.count("\n") + 1))
    return kept


# Quotes


def _with_usual_quotes(text: str, root: Node) -> str:
    """Expressions in single quotes, so that texts in them keep double ones; other texts in double."""
    expressions = {id(one) for one in _expressions(root)}
    edits: list[_Edit] = []
    for node in _nodes(root):
        if isinstance(node, Scalar) and node.style == "quoted":
            requote = _single if id(node) in expressions else _double
            edits += _requoted(node.span, requote)
        if isinstance(node, Fields):
            for entry in node.entries.values():
                edits += _requoted(entry.key_span, _double)
    return _edited(text, edits)


def _requoted(span: Span, requote: Callable[[str], str | None]) -> Iterator[_Edit]:
    written = requote(span.text)
    if written is not None and written != span.text:
        yield _Edit(span.start, span.end, written)


def _double(written: str) -> str | None:
    """A text in single quotes as one in double quotes, where no character of it needs an escape."""
    found = re.fullmatch(r"'([^'\"\\\n]*)'", written)
    return f'"{found[1]}"' if found else None


def _single(written: str) -> str | None:
    """An expression in double quotes as one in single quotes, where it has no apostrophe."""
    found = re.fullmatch(r'"((?:[^"\\\n\']|\\["\\])*)"', written)
    return "'" + re.sub(r"\\(.)", r"\1", found[1]) + "'" if found else None


# The order of a rule's keys


def _with_keys_in_order(text: str, root: Node) -> str:
    if not isinstance(root, Fields) or not isinstance(rules := root.get("rules"), Sequence):
        return text
    edits = [
        edit for rule in rules.items if isinstance(rule, Fields) for edit in _order(text, rule)
    ]
    return _edited(text, edits)


@frozen
class _Block:
    """A key with its value and the lines of comment above it."""

    key: str
    lines: tuple[str, ...]


def _order(text: str, rule: Fields) -> Iterator[_Edit]:
    """The lines of a rule in the usual order; a rule in braces or in paragraphs stays as it is."""
    entries = list(rule.entries.values())
    source = rule.span.source
    places = [source.line_and_column(one.key_span.start) for one in entries]
    rank = {key: index for index, key in enumerate(RULE_KEYS)}
    known = all(one.key in rank for one in entries)
    if not known or len({line for line, _ in places}) < len(entries):
        return
    column = places[0][1] - 1
    lines = text.split("\n")
    first, last = places[0][0] - 1, _last_line(text, entries[-1].value)
    dash = lines[first][:column]
    if dash.strip() != "-" or any(place != column + 1 for _, place in places):
        return
    starts = [first]
    for line, _ in places[1:]:
        start = line - 1
        while start - 1 > starts[-1] and _is_comment(lines[start - 1], column):
            start -= 1
        starts.append(start)
    blocks = [
        _Block(entry.key, tuple(lines[start:end]))
        for entry, start, end in zip(entries, starts, [*starts[1:], last + 1], strict=True)
    ]
    ordered = sorted(blocks, key=lambda block: rank[block.key])
    # The first stands behind the dash, where no comment fits above it.
    if ordered == blocks or ordered[0] != blocks[0] or any(not one.lines[-1] for one in blocks):
        return
    start = sum(len(line) + 1 for line in lines[:first])
    end = sum(len(line) + 1 for line in lines[: last + 1]) - 1
    yield _Edit(start, end, "\n".join(line for block in ordered for line in block.lines))


def _is_comment(line: str, column: int) -> bool:
    return line[:column].strip() == "" and line[column : column + 1] == "#"


def _last_line(text: str, node: Node) -> int:
    """The line, counted from 0, on which a value ends."""
    return text.count("\n", 0, node.span.start + len(node.span.text.rstrip()))


# Blanks in expressions


_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_OPERANDS = frozenset({
    "NAME", "NUMBER", "STRING", "AT", "RPAR", "RSQB", "RBRACE", "TRUE", "FALSE", "NULL",
})  # fmt: skip


def _with_usual_blanks(text: str, root: Node) -> str:
    edits: list[_Edit] = []
    for scalar in _expressions(root):
        passage = scalar.passage
        if passage.offsets is None and "\n" not in scalar.span.text:
            spaced = spaced_expression(passage.text)
            if spaced != passage.text:
                start = passage.span.start
                edits.append(_Edit(start, start + len(passage.text), spaced))
    return _edited(text, edits)


def spaced_expression(text: str) -> str:
    """An expression with a blank around comparisons and after commas, none inside parentheses.

    One that cannot be read, or would be read differently, is left as it is.

    >>> spaced_expression("count( orders )>=3 and  x in [1,2]")
    'count(orders) >= 3 and x in [1, 2]'
    """
    unknown = Environment.unknown()
    before, faults = parse(Passage.of(text), unknown)
    if before is None or faults:
        return text
    lexer = Lexer(Passage.of(text), vocabularies(unknown), False, False)
    lexer.run()
    tokens = [one for one in lexer.tokens if one.end > one.start]
    edits = [
        _Edit(one.end, other.start, gap)
        for index, (one, other) in enumerate(pairwise(tokens))
        if (gap := _gap(tokens, index, text[one.end : other.start])) != text[one.end : other.start]
    ]
    spaced = _edited(text, edits)
    after, faults = parse(Passage.of(spaced), unknown)
    return spaced if after == before and not faults else text


def _gap(tokens: list[Token], index: int, gap: str) -> str:
    """What stands between a token and the next."""
    one, other = tokens[index], tokens[index + 1]
    if gap.strip(" "):
        return gap  # a comment
    if one.kind == "LPAR" or other.kind in ("RPAR", "COMMA"):
        return ""
    if one.kind == "COMMA":
        return " "
    if other.text in _COMPARISONS and one.kind in _OPERANDS:
        return " "
    if one.text in _COMPARISONS and index > 0 and tokens[index - 1].kind in _OPERANDS:
        return " "
    return " " if len(gap) > 1 else gap


# Where things are


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _nodes(item)
    if isinstance(node, Fields):
        for entry in node.entries.values():
            yield from _nodes(entry.value)


_OF_RULE = ("scope", "date", "when", "each.*", "let.*", "with.*.where", "unless.when",
            "expect.where", "expect.done", "expect.opens", "expect.due", "expect.when",
            "then.amount", "then.when", "when.check")  # fmt: skip
_EXPRESSIONS = (
    "scope",
    "definitions.*",
    "definitions.*.value",
    *(f"rules.{path}" for path in _OF_RULE),
)
"""Where a policy has expressions; a list is passed through, `*` is any key."""


def _expressions(root: Node) -> list[Scalar]:
    """The expressions of a policy file; nothing of a file of another kind."""
    if not isinstance(root, Fields) or root.get("policy") is None:
        return []
    found = [one for path in _EXPRESSIONS for one in _at(root, path.split("."))]
    return [one for one in found if isinstance(one.value, str)]


def _at(node: Node, path: list[str]) -> Iterator[Scalar]:
    match node:
        case Sequence(items=items):
            for item in items:
                yield from _at(item, path)
        case Scalar() if not path:
            yield node
        case Fields(entries=entries) if path:
            for key, entry in entries.items():
                if path[0] in ("*", key):
                    yield from _at(entry.value, path[1:])
        case _:
            return


STEPS: tuple[Callable[[str, Node], str], ...] = (
    _without_stray_blanks,
    _with_keys_in_order,
    _with_usual_quotes,
    _with_usual_blanks,
)
"""In this order; each is undone where what it gives does not read the same."""
