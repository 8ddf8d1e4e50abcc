"""Vocabulary files into the kinds of events and outcomes, their fields, and the fields of the roster."""

import re
from collections.abc import Iterable, Mapping
from typing import cast
from zoneinfo import ZoneInfo

from clausewise.intake.typed import Fault, typed
from clausewise.model.vocabulary import Effect, EventKind, Field, OutcomeKind, Vocabulary
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.source.span import Span
from clausewise.source.yaml_reader import (
    Fields,
    Node,
    Scalar,
    Sequence,
    entries_of,
    is_true,
    plain,
)
from clausewise.values.number import Decimal
from clausewise.values.types import (
    ANY,
    NAMED_TYPES,
    NUMBER,
    STRING,
    ContextOf,
    ListOf,
    Simple,
    Type,
)

_PERCENT = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*[%％]\s*")
_NAME = re.compile(r"[^\W\d]\w*")
# fmt: off
KEYWORDS = frozenset({
    "and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies",
    "between", "instance", "of", "true", "false", "null", "function", "external",
})
# fmt: on
_UTC = ZoneInfo("UTC")


def check_name(name: str, span: Span, told: list[Diagnostic]) -> None:
    """Tells a name of ours that FEEL could not read as one word."""
    if not _NAME.fullmatch(name):
        told.append(Diagnostic.at(span, "CW350", name=name))
    elif name in KEYWORDS:
        told.append(Diagnostic.at(span, "CW349", name=name))


def read_vocabulary(files: Iterable[Fields], digest: str) -> tuple[Vocabulary, list[Diagnostic]]:
    """All vocabulary files of a folder, already sound in structure, as one vocabulary."""
    told: list[Diagnostic] = []
    enums: dict[str, tuple[str, ...]] = {}
    for root in files:
        for entry in entries_of(root.get("enums")):
            enums[entry.key] = tuple(str(word) for word in cast(list[object], plain(entry.value)))
    reader = _Reader(enums, told)
    events: dict[str, EventKind] = {}
    outcomes: dict[str, OutcomeKind] = {}
    employee: dict[str, Field] = {}
    for root in files:
        for entry in entries_of(root.get("events")):
            _once(entry.key, entry.key_span, (events, outcomes), told)
            events[entry.key] = reader.event(entry.key, cast(Fields, entry.value), entry.key_span)
        for entry in entries_of(root.get("outcomes")):
            _once(entry.key, entry.key_span, (events, outcomes), told)
            outcomes[entry.key] = reader.outcome(
                entry.key, cast(Fields, entry.value), entry.key_span
            )
        roster = root.get("employee")
        if isinstance(roster, Fields):
            employee |= reader.fields(roster.get("fields"))
    return Vocabulary(events, outcomes, employee, enums, digest), told


def _once(
    name: str, span: Span, tables: tuple[Mapping[str, object], ...], told: list[Diagnostic]
) -> None:
    check_name(name, span, told)
    for table in tables:
        if name in table:
            first = cast(Span, table[name].span)  # type: ignore[attr-defined]  # kinds have a span
            told.append(Diagnostic.at(span, "CW365", first, name=name, first=str(first)))


class _Reader:
    """Reads kinds and fields with the enums that are known."""

    def __init__(self, enums: Mapping[str, tuple[str, ...]], told: list[Diagnostic]) -> None:
        self.enums = enums
        self.told = told

    def event(self, name: str, node: Fields, span: Span) -> EventKind:
        return EventKind(
            name,
            self.fields(node.get("fields")),
            labels_of(node.get("label")),
            is_true(node.get("daily")),
            is_true(node.get("company")),
            span,
        )

    def outcome(self, name: str, node: Fields, span: Span) -> OutcomeKind:
        effect = cast(Effect, text_of(node.get("effect")) or "finding")
        return OutcomeKind(
            name, effect, self.fields(node.get("fields")), labels_of(node.get("label")), span
        )

    def fields(self, node: Node | None) -> dict[str, Field]:
        if not isinstance(node, Fields):
            return {}
        found: dict[str, Field] = {}
        for entry in node.entries.values():
            check_name(entry.key, entry.key_span, self.told)
            found[entry.key] = self.field(entry.key, entry.value, entry.key_span)
        return found

    def field(self, name: str, node: Node, span: Span) -> Field:
        if not isinstance(node, Fields):
            return Field(name, type_of_node(node, self.enums, self.told), span=span)
        kind = type_of_node(node, self.enums, self.told)
        default, has_default = None, False
        if (given := node.get("default")) is not None:
            has_default = True
            default = constant(given, kind, name, self.told)
        derived = node.get("value")
        return Field(
            name,
            kind,
            labels_of(node.get("label")),
            is_true(node.get("optional")),
            has_default,
            default,
            derived.passage if isinstance(derived, Scalar) else None,
            span,
        )


def constant(node: Node, kind: Type, name: str, told: list[Diagnostic]) -> object:
    """The value of a node by the type that was declared for `name`; None, and told, where it is none."""
    found = typed(plain(node), kind, _UTC)
    if not isinstance(found, Fault):
        return found
    percent = _PERCENT.fullmatch(found.value)
    if percent and isinstance(kind, Simple) and kind.name == NUMBER.name:
        number = Decimal(percent[1]) / 100
        told.append(Diagnostic.at(node.span, "CW390", written=found.value, number=f"{number:f}"))
    elif found.code == "CW595":
        told.append(Diagnostic.at(node.span, "CW384", wanted=str(kind), found=found.value))
    else:
        told.append(Diagnostic.at(node.span, found.code, **found.blanks_for(name)))
    return None


def type_of_node(node: Node, enums: Mapping[str, tuple[str, ...]], told: list[Diagnostic]) -> Type:
    """The type that a field, parameter or column is declared with (language.md §2)."""
    spec = node if isinstance(node, Fields) else None
    named = spec.get("type") if spec else node
    if not isinstance(named, Scalar):
        return ANY
    found = _named_type(named.written, enums)
    if found is None:
        known = [*NAMED_TYPES, *enums, "list of string"]
        told.append(
            Diagnostic.at(
                named.span, "CW360", name=named.written, nearest=nearest(named.written, known)
            )
        )
        return ANY
    if spec is None:
        return found
    if isinstance(found, Simple):
        unit, words = spec.get("unit"), spec.get("one_of")
        if isinstance(unit, Scalar):
            found = found.with_unit(unit.written)
        if isinstance(words, Sequence):
            found = found.limited_to(w.written for w in words.items if isinstance(w, Scalar))
    inner = spec.get("fields")
    if named.written == "context" and isinstance(inner, Fields):
        reader = _Reader(enums, told)
        return ContextOf({name: f.type for name, f in reader.fields(inner).items()})
    return found


def _named_type(words: str, enums: Mapping[str, tuple[str, ...]]) -> Type | None:
    if words.startswith("list of "):
        element = _named_type(words.removeprefix("list of ").strip(), enums)
        return None if element is None else ListOf(element)
    if words in enums:
        return STRING.limited_to(enums[words])
    return NAMED_TYPES.get(words)


def labels_of(node: Node | None) -> dict[str, str]:
    """`{zh, en}`, or one text that serves for both."""
    if isinstance(node, Fields):
        return {k: e.value.written for k, e in node.entries.items() if isinstance(e.value, Scalar)}
    if isinstance(node, Scalar) and node.written:
        return {"zh": node.written, "en": node.written}
    return {}


def text_of(node: Node | None) -> str | None:
    return node.written if isinstance(node, Scalar) and node.value is not None else None
