"""Plain Python values as nodes, for what a program hands over instead of a file."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from clausewise.source.span import Source, Span
from clausewise.source.yaml_reader import Entry, Fields, Node, Scalar, Sequence


def node_of(value: Any, name: str = "<value>") -> Node:
    """dicts, lists, texts, numbers, booleans and None as the reader of YAML would give them.

    A node's span is its own text, so that a message shows what was handed over.
    """
    if isinstance(value, Mapping):
        entries = {str(key): _entry(str(key), part, name) for key, part in value.items()}
        return Fields(entries, _span(str(dict(value)), name))
    if isinstance(value, list | tuple | set | frozenset):
        return Sequence(tuple(node_of(part, name) for part in value), _span(str(value), name))
    if value is None or isinstance(value, bool | Decimal):
        return Scalar(value, "" if value is None else str(value), "plain", _span(str(value), name))
    if isinstance(value, int | float):
        return Scalar(Decimal(str(value)), str(value), "plain", _span(str(value), name))
    return Scalar(str(value), str(value), "plain", _span(str(value), name))


def _entry(key: str, value: Any, name: str) -> Entry:
    return Entry(key, _span(key, name), node_of(value, name))


def _span(text: str, name: str) -> Span:
    return Source(name, text).whole()
