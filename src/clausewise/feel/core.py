"""The core language: what is left of FEEL, tables and unary tests when the sugar is gone.

Dialects are gone too: where one takes a missing operand for false, the core says so by a function.
"""

# ruff: noqa: RUF009  # place() and of_type() are field() by other names

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from clausewise.feel.functions.registry import Builtin
from clausewise.source.span import Span
from clausewise.values.types import ANY, BOOLEAN, Type


def place() -> Any:
    return field(eq=False, repr=False, kw_only=True)


def of_type(default: Type = ANY) -> Any:
    return field(default=default, eq=False, repr=False, kw_only=True)


@frozen
class Constant:
    value: Any
    span: Span = place()
    type: Type = of_type()


@frozen
class Name:
    """What the scope gives for a name; where it gives nothing, `otherwise`."""

    name: str
    otherwise: Any = None
    span: Span = place()
    type: Type = of_type()


@frozen
class Path:
    """A field of a context, of each context of a list, or a property of another value."""

    base: "Core"
    name: str
    span: Span = place()
    type: Type = of_type()


@frozen
class Apply:
    """A built-in function or operator with all its arguments in order.

    `call` is what does it; it differs from the function where the way of calling is settled.
    """

    function: Builtin
    arguments: "tuple[Core, ...]"
    call: Callable[..., Any] = field(eq=False, repr=False, kw_only=True)
    span: Span = place()
    type: Type = of_type()


@frozen
class Invoke:
    """A function that is worked out first; `names` where the arguments are named."""

    function: "Core"
    arguments: "tuple[Core, ...]"
    names: tuple[str, ...] | None = None
    span: Span = place()
    type: Type = of_type()


@frozen
class All:
    """False as soon as one part is false; else null if one is unknown; else true."""

    parts: "tuple[Core, ...]"
    span: Span = place()
    type: Type = of_type(BOOLEAN)


@frozen
class AnyOf:
    """True as soon as one part is true; else null if one is unknown; else false."""

    parts: "tuple[Core, ...]"
    span: Span = place()
    type: Type = of_type(BOOLEAN)


@frozen
class Choose:
    """One of two by a condition; null where the condition is neither true nor false."""

    condition: "Core"
    then: "Core"
    otherwise: "Core"
    span: Span = place()
    type: Type = of_type()


@frozen
class Filter:
    """The elements for which the condition is true, or the one at the place it counts to.

    Null where the condition is neither a truth nor a number for some element.
    """

    base: "Core"
    condition: "Core"
    span: Span = place()
    type: Type = of_type()


@frozen
class Loop:
    """A name for each element of a list, or for each step from `source` to `last`."""

    name: str
    source: "Core"
    last: "Core | None" = None
    span: Span = place()


@frozen
class ForEach:
    """The results for each combination; `partial` in them is the list of those before.

    `recalls` says whether they speak of `partial`.
    """

    loops: tuple[Loop, ...]
    result: "Core"
    recalls: bool = False
    span: Span = place()
    type: Type = of_type()


@frozen
class SomeHold:
    loops: tuple[Loop, ...]
    condition: "Core"
    span: Span = place()
    type: Type = of_type(BOOLEAN)


@frozen
class EveryHolds:
    loops: tuple[Loop, ...]
    condition: "Core"
    span: Span = place()
    type: Type = of_type(BOOLEAN)


@frozen
class ListOf:
    parts: "tuple[Core, ...]"
    span: Span = place()
    type: Type = of_type()


@frozen
class Context:
    """Each entry sees those before it."""

    keys: tuple[str, ...]
    parts: "tuple[Core, ...]"
    span: Span = place()
    type: Type = of_type()


@frozen
class Function:
    """A function of its parameters that sees what is in scope where it stands."""

    parameters: tuple[str, ...]
    types: tuple[Type, ...]
    body: "Core"
    span: Span = place()
    type: Type = of_type()


Core = (
    Constant | Name | Path | Apply | Invoke | All | AnyOf | Choose | Filter | ForEach | SomeHold
    | EveryHolds | ListOf | Context | Function
)  # fmt: skip


def _of_loops(core: Any, last: Core) -> tuple[Core, ...]:
    sources = [part for loop in core.loops for part in (loop.source, loop.last) if part is not None]
    return (*sources, last)


_CHILDREN: Mapping[type, Callable[[Any], tuple[Core, ...]]] = {
    Constant: lambda _: (),
    Name: lambda _: (),
    Path: lambda core: (core.base,),
    Apply: lambda core: core.arguments,
    Invoke: lambda core: (core.function, *core.arguments),
    All: lambda core: core.parts,
    AnyOf: lambda core: core.parts,
    Choose: lambda core: (core.condition, core.then, core.otherwise),
    Filter: lambda core: (core.base, core.condition),
    ForEach: lambda core: _of_loops(core, core.result),
    SomeHold: lambda core: _of_loops(core, core.condition),
    EveryHolds: lambda core: _of_loops(core, core.condition),
    ListOf: lambda core: core.parts,
    Context: lambda core: core.parts,
    Function: lambda core: (core.body,),
}


def children(core: Core) -> tuple[Core, ...]:
    """The expressions directly inside one, in the order in which they are worked out."""
    return _CHILDREN[core.__class__](core)


def names_in(core: Core) -> frozenset[str]:
    """The names it takes from outside: not those that it brings in itself."""
    return frozenset(name for name, _ in _free(core, frozenset()))


def paths_in(core: Core) -> frozenset[tuple[str, str]]:
    """The pairs of a name from outside and a field that is read of it: `attendance.check_in`."""
    return frozenset((name, part) for name, part in _free(core, frozenset()) if part is not None)


def _free(core: Core, bound: frozenset[str]) -> set[tuple[str, str | None]]:
    match core:
        case Name(name):
            return set() if name in bound else {(name, None)}
        case Path(Name(name), read):
            return set() if name in bound else {(name, None), (name, read)}
        case Filter(base, condition):
            return _free(base, bound) | _free(condition, bound | {"item"})
        case ForEach(loops) | SomeHold(loops) | EveryHolds(loops):
            found: set[tuple[str, str | None]] = set()
            for loop in loops:
                found |= _free(loop.source, bound)
                if loop.last is not None:
                    found |= _free(loop.last, bound)
                bound |= {loop.name}
            if isinstance(core, ForEach):
                return found | _free(core.result, bound | {"partial"})
            return found | _free(core.condition, bound)
        case Context(keys, parts):
            found = set()
            for key, part in zip(keys, parts, strict=True):
                if isinstance(part, Function):
                    bound |= {key}
                found |= _free(part, bound)
                bound |= {key}
            return found
        case Function(parameters, _, body):
            return _free(body, bound | set(parameters))
        case _:
            return set().union(*(_free(part, bound) for part in children(core)))
