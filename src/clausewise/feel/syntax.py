"""Expressions and unary tests as written; each knows where it starts and ends in its text."""

from collections.abc import Iterator as Each
from typing import Any, Literal

from attrs import Attribute, field, fields, frozen

from clausewise.values.number import Decimal


def place() -> Any:
    """A place in the text takes no part in equality."""
    return field(eq=False, repr=False, kw_only=True)


Operator = Literal["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"]


@frozen
class Literal_:  # noqa: N801  # `Literal` is typing's
    value: Decimal | str | bool | None
    start: int = place()
    end: int = place()


@frozen
class AtLiteral:
    """`@"2024-06-01"`: a date, time, date and time, or duration."""

    text: str
    start: int = place()
    end: int = place()


@frozen
class Name:
    name: str
    start: int = place()
    end: int = place()


@frozen
class Path:
    base: "Syntax"
    name: str
    name_start: int = place()
    start: int = place()
    end: int = place()


@frozen
class Negation:
    operand: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Binary:
    operator: Operator
    left: "Syntax"
    right: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Between:
    value: "Syntax"
    low: "Syntax"
    high: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Within:
    """`value in test`, or `value in (test, test)`."""

    value: "Syntax"
    test: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Test:
    """`> 5`: a comparison of which the left side is understood; by itself, a range."""

    operator: Operator
    operand: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Several:
    """Tests between parentheses, of which one must hold."""

    tests: tuple["Syntax", ...]
    start: int = place()
    end: int = place()


@frozen
class Choice:
    condition: "Syntax"
    then: "Syntax"
    otherwise: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Iterator:
    """`name in source`, or `name in source..last`."""

    name: str
    source: "Syntax"
    last: "Syntax | None"
    start: int = place()
    end: int = place()


@frozen
class ForEach:
    iterators: tuple[Iterator, ...]
    result: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Quantified:
    quantifier: Literal["some", "every"]
    iterators: tuple[Iterator, ...]
    condition: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Filter:
    base: "Syntax"
    condition: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Argument:
    name: str | None
    value: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Call:
    function: "Syntax"
    arguments: tuple[Argument, ...]
    start: int = place()
    end: int = place()


@frozen
class Interval:
    low: "Syntax"
    high: "Syntax"
    low_closed: bool
    high_closed: bool
    start: int = place()
    end: int = place()


@frozen
class Listing:
    items: tuple["Syntax", ...]
    start: int = place()
    end: int = place()


@frozen
class Entry:
    key: str
    value: "Syntax"
    start: int = place()
    end: int = place()


@frozen
class Context:
    entries: tuple[Entry, ...]
    start: int = place()
    end: int = place()


@frozen
class NamedType:
    """A type by its name, perhaps with the type of its elements: `list<number>`."""

    name: str
    element: "TypeSyntax | None" = None
    start: int = place()
    end: int = place()


@frozen
class ContextType:
    fields: tuple[tuple[str, "TypeSyntax"], ...]
    start: int = place()
    end: int = place()


@frozen
class FunctionType:
    """`parameters` null: any function."""

    parameters: tuple["TypeSyntax", ...] | None
    returns: "TypeSyntax | None"
    start: int = place()
    end: int = place()


@frozen
class Parameter:
    name: str
    type: "TypeSyntax | None"
    start: int = place()
    end: int = place()


@frozen
class Function:
    parameters: tuple[Parameter, ...]
    body: "Syntax"
    external: bool
    start: int = place()
    end: int = place()


@frozen
class InstanceOf:
    value: "Syntax"
    type: "TypeSyntax"
    start: int = place()
    end: int = place()


@frozen
class UnaryTests:
    """Tests of which one must hold, or with `negated` none; `tests` null: anything will do."""

    tests: tuple["Syntax", ...] | None
    negated: bool
    start: int = place()
    end: int = place()


TypeSyntax = NamedType | ContextType | FunctionType
Syntax = (
    Literal_ | AtLiteral | Name | Path | Negation | Binary | Between | Within | Test | Several
    | Choice | ForEach | Quantified | Filter | Call | Interval | Listing | Context | Function
    | InstanceOf
)  # fmt: skip


def parts(node: Any) -> Each[Any]:
    """The nodes directly inside one."""
    attribute: Attribute[Any]
    for attribute in fields(node.__class__):
        value = getattr(node, attribute.name)
        for part in value if isinstance(value, tuple) else (value,):
            if hasattr(part, "start") and hasattr(part, "end"):
                yield part


def mentions(node: Any, name: str) -> bool:
    """Whether a name stands anywhere in it."""
    if isinstance(node, Name):
        return node.name == name
    return any(mentions(part, name) for part in parts(node))
