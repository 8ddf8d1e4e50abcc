"""The value of a core expression, and of each part of it when asked."""

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, assert_never

from attrs import frozen

from clausewise.feel import core as c
from clausewise.feel.functions.registry import Builtin
from clausewise.feel.limits import LimitReached
from clausewise.feel.properties import GETTERS
from clausewise.source.span import Span
from clausewise.values.number import Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import Date
from clausewise.values.text import feel_text
from clausewise.values.types import ANY, NUMBER, Record, Type, coerce

MOST_STEPS = 1_000_000
STEPS_OF_A_CALL = 10
DEEPEST_CALLS = 60


class Scope(Protocol):
    """What an expression sees: a value for a name, or KeyError."""

    def __getitem__(self, name: str, /) -> Any: ...


def value_of(core: c.Core, scope: Scope) -> Any:
    """The value of an expression in a scope; null where it has none.

    Raises LimitReached alone, for loops and calls that would not end in reasonable time.
    """
    try:
        return VALUES[core.__class__](core, scope)
    except RecursionError:
        raise LimitReached("CW342", core.span, limit=str(DEEPEST_CALLS)) from None


# -- scopes ----------------------------------------------------------------------------------


class Inner:
    """Names of its own, and those of the scope around it."""

    __slots__ = ("outer", "own")

    def __init__(self, own: dict[str, Any], outer: Scope) -> None:
        self.own = own
        self.outer = outer

    def __getitem__(self, name: str) -> Any:
        own = self.own
        if name in own:
            return own[name]
        return self.outer[name]


class ItemScope:
    """An element of a filtered list: as `item`, and its fields by name.

    A field called `item` goes before the element (DMN 1.5 §10.3.2.5), but not in a fact: there
    every filter says `item.field`, and quotations have an item.
    """

    __slots__ = ("item", "outer")

    def __init__(self, item: Any, outer: Scope) -> None:
        self.item = item
        self.outer = outer

    def __getitem__(self, name: str) -> Any:
        item = self.item
        if name == "item" and item.__class__ is Record:
            return item
        if isinstance(item, dict) and name in item:
            return item[name]
        return item if name == "item" else self.outer[name]


# -- how much may be done ----------------------------------------------------------------------


class _Budget(threading.local):
    """Steps of loops and calls left to the outermost expression that has any."""

    depth = 0
    calls = 0
    left = MOST_STEPS


_budget = _Budget()


def _spend(steps: int, span: Span) -> None:
    if _budget.depth == 0:
        _budget.left = MOST_STEPS
    _budget.left -= steps
    if _budget.left < 0:
        raise LimitReached("CW341", span, limit=f"{MOST_STEPS:,}")


# -- functions that expressions make -------------------------------------------------------------


class Closure:
    """A function written in FEEL, with the scope that it was written in."""

    __slots__ = ("core", "scope")

    def __init__(self, core: c.Function, scope: Scope) -> None:
        self.core = core
        self.scope = scope

    @property
    def names(self) -> tuple[str, ...]:
        return self.core.parameters

    @property
    def type(self) -> Type:
        return self.core.type

    def __call__(self, *arguments: Any) -> Any:
        core = self.core
        if len(arguments) != len(core.parameters):
            return None
        own = {}
        for name, value, wanted in zip(core.parameters, arguments, core.types, strict=True):
            fitted = value
            if wanted is not ANY and value is not None:
                fitted = coerce(value, wanted)
                if fitted is None:
                    return None
            own[name] = fitted
        _spend(STEPS_OF_A_CALL, core.span)
        if _budget.calls >= DEEPEST_CALLS:
            raise LimitReached("CW342", core.span, limit=str(DEEPEST_CALLS))
        _budget.depth += 1
        _budget.calls += 1
        try:
            return VALUES[core.body.__class__](core.body, Inner(own, self.scope))
        finally:
            _budget.depth -= 1
            _budget.calls -= 1

    def __repr__(self) -> str:
        return f"function({', '.join(self.core.parameters)})"


# -- one function for each kind of core ------------------------------------------------------------


def _constant(core: c.Constant, _scope: Scope) -> Any:
    return core.value


def _name(core: c.Name, scope: Scope) -> Any:
    try:
        return scope[core.name]
    except KeyError:
        return core.otherwise


def _path(core: c.Path, scope: Scope) -> Any:
    base = core.base
    value = VALUES[base.__class__](base, scope)
    if isinstance(value, dict):
        return value.get(core.name)
    return field_of(value, core.name)


def field_of(value: Any, name: str) -> Any:
    """`value.name`: a field, the field of each element, or a property; null where there is none."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list):
        return [field_of(element, name) for element in value]
    getters = GETTERS.get(value.__class__)
    getter = getters.get(name) if getters else None
    return getter(value) if getter else None


def _apply(core: c.Apply, scope: Scope) -> Any:
    arguments = core.arguments
    if len(arguments) == 2:
        left, right = arguments
        return core.call(VALUES[left.__class__](left, scope), VALUES[right.__class__](right, scope))
    return core.call(*[VALUES[part.__class__](part, scope) for part in arguments])


def _invoke(core: c.Invoke, scope: Scope) -> Any:
    function = VALUES[core.function.__class__](core.function, scope)
    if not callable(function):
        return None
    return _called(function, core, [VALUES[part.__class__](part, scope) for part in core.arguments])


def _called(function: Any, core: c.Invoke, arguments: list[Any]) -> Any:
    if core.names is not None:
        ordered = arranged(function, core.names, arguments)
        if ordered is None:
            return None
        arguments = ordered
    return function(*arguments)


def arranged(function: Any, names: tuple[str, ...], arguments: list[Any]) -> list[Any] | None:
    """Named arguments in the order of the function's parameters; null where they do not fit."""
    if isinstance(function, Builtin):
        given = dict(zip(names, arguments, strict=True))
        for way in function.ways:
            wanted = list(way.parameters)
            least = set(wanted[: len(wanted) - way.optional])
            if least <= given.keys() <= set(wanted):
                last = max(wanted.index(name) for name in given) if given else -1
                return [given.get(name) for name in wanted[: last + 1]]
        return None
    wanted = list(getattr(function, "names", ()))
    if sorted(wanted) != sorted(names):
        return None
    given = dict(zip(names, arguments, strict=True))
    return [given[name] for name in wanted]


def _all(core: c.All, scope: Scope) -> bool | None:
    known = True
    for part in core.parts:
        value = VALUES[part.__class__](part, scope)
        if value is False:
            return False
        if value is not True:
            known = False
    return True if known else None


def _any_of(core: c.AnyOf, scope: Scope) -> bool | None:
    known = True
    for part in core.parts:
        value = VALUES[part.__class__](part, scope)
        if value is True:
            return True
        if value is not False:
            known = False
    return False if known else None


def _choose(core: c.Choose, scope: Scope) -> Any:
    condition = VALUES[core.condition.__class__](core.condition, scope)
    if condition is True:
        return VALUES[core.then.__class__](core.then, scope)
    if condition is False:
        return VALUES[core.otherwise.__class__](core.otherwise, scope)
    return None


def _filter(core: c.Filter, scope: Scope) -> Any:
    value = VALUES[core.base.__class__](core.base, scope)
    if value is None:
        return None
    elements = value if isinstance(value, list) else [value]
    condition = core.condition
    run = VALUES[condition.__class__]
    if condition.type == NUMBER:
        return element_at(elements, run(condition, ItemScope(None, scope)))
    if not elements:
        chosen = run(condition, ItemScope(None, scope))
        return None if isinstance(chosen, Decimal) else []
    kept = []
    for element in elements:
        chosen = run(condition, ItemScope(element, scope))
        if chosen is True:
            kept.append(element)
        elif chosen is not False:
            return element_at(elements, chosen)
    return kept


def element_at(elements: list[Any], place: Any) -> Any:
    """The element at a place counted from 1, or from the end with -1; null where there is none."""
    if place.__class__ is not Decimal or place != place.to_integral_value():
        return None
    index = int(place) if abs(place) <= len(elements) else 0
    if index > 0:
        return elements[index - 1]
    return elements[index] if index < 0 else None


def _list_of(core: c.ListOf, scope: Scope) -> list[Any]:
    return [VALUES[part.__class__](part, scope) for part in core.parts]


def _context(core: c.Context, scope: Scope) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    inner = Inner(entries, scope)
    for key, part in zip(core.keys, core.parts, strict=True):
        entries[key] = VALUES[part.__class__](part, inner)
    return dict(entries)


def _function(core: c.Function, scope: Scope) -> Closure:
    return Closure(core, scope)


# -- loops -----------------------------------------------------------------------------------


class LoopHasNone(Exception):  # noqa: N818  # it never leaves this room
    """A loop has nothing that it could run over, such as null."""


def steps(source: Any, last: Any) -> list[Any]:
    """Whole numbers or days from one to the other, up or down; LoopHasNone where there are none."""
    if source.__class__ is Decimal and last.__class__ is Decimal:
        if source != source.to_integral_value() or last != last.to_integral_value():
            raise LoopHasNone
        first, end = int(source), int(last)
        step = 1 if first <= end else -1
        return [Decimal(number) for number in range(first, end + step, step)]
    if source.__class__ is Date and last.__class__ is Date:
        step = 1 if source <= last else -1
        return [Date(number) for number in range(source.ordinal, last.ordinal + step, step)]
    raise LoopHasNone


def _count(source: Any, last: Any) -> int:
    if source.__class__ is Decimal and last.__class__ is Decimal:
        return int(abs(last - source)) + 1
    if source.__class__ is Date and last.__class__ is Date:
        return abs(last.ordinal - source.ordinal) + 1
    raise LoopHasNone


def _elements(loop: c.Loop, scope: Scope) -> list[Any]:
    source = VALUES[loop.source.__class__](loop.source, scope)
    if loop.last is not None:
        last = VALUES[loop.last.__class__](loop.last, scope)
        _spend(_count(source, last), loop.span)
        return steps(source, last)
    if source is None:
        raise LoopHasNone
    if isinstance(source, Range):
        low, high = source.low, source.high
        _spend(_count(low, high), loop.span)
        found = steps(low, high)
        start = 0 if source.low_closed else 1
        return found[start : len(found) if source.high_closed else -1]
    found = source if isinstance(source, list) else [source]
    _spend(len(found), loop.span)
    return found


def scopes_of(loops: tuple[c.Loop, ...], scope: Scope) -> Iterator[Inner]:
    """A scope for each combination of elements, the last name changing fastest."""
    loop, rest = loops[0], loops[1:]
    for element in _elements(loop, scope):
        inner = Inner({loop.name: element}, scope)
        if rest:
            yield from scopes_of(rest, inner)
        else:
            yield inner


def _for_each(core: c.ForEach, scope: Scope) -> Any:
    _budget_begins()
    results: list[Any] = []
    result = core.result
    run = VALUES[result.__class__]
    try:
        for inner in scopes_of(core.loops, scope):
            if core.recalls:
                inner.own["partial"] = list(results)
            results.append(run(result, inner))
    except LoopHasNone:
        return None
    finally:
        _budget.depth -= 1
    return results


def _budget_begins() -> None:
    if _budget.depth == 0:
        _budget.left = MOST_STEPS
    _budget.depth += 1


def _some_hold(core: c.SomeHold, scope: Scope) -> bool | None:
    return _quantified(core, scope, True)


def _every_holds(core: c.EveryHolds, scope: Scope) -> bool | None:
    return _quantified(core, scope, False)


def _quantified(core: c.SomeHold | c.EveryHolds, scope: Scope, settles: bool) -> bool | None:
    _budget_begins()
    condition = core.condition
    run = VALUES[condition.__class__]
    known = True
    try:
        for inner in scopes_of(core.loops, scope):
            holds = run(condition, inner)
            if holds is settles:
                return bool(settles)
            if holds is not (not settles):
                known = False
    except LoopHasNone:
        return None
    finally:
        _budget.depth -= 1
    return (not settles) if known else None


VALUES: Mapping[type, Callable[[Any, Scope], Any]] = {
    c.Constant: _constant,
    c.Name: _name,
    c.Path: _path,
    c.Apply: _apply,
    c.Invoke: _invoke,
    c.All: _all,
    c.AnyOf: _any_of,
    c.Choose: _choose,
    c.Filter: _filter,
    c.ForEach: _for_each,
    c.SomeHold: _some_hold,
    c.EveryHolds: _every_holds,
    c.ListOf: _list_of,
    c.Context: _context,
    c.Function: _function,
}
"""How each kind of core is worked out."""


# -- the working -----------------------------------------------------------------------------


@frozen
class Working:
    """An expression, its value, and the workings of the parts that it came from."""

    core: c.Core
    value: Any
    parts: tuple["Working", ...] = ()


def work(core: c.Core, scope: Scope) -> Working:
    """The value with that of each part that was worked out on the way, once each.

    The insides of loops, filters and functions are not told one by one.
    """
    match core:
        case c.Constant() | c.Name() | c.Function() | c.Context():
            return Working(core, value_of(core, scope))
        case c.Apply(_, arguments):
            parts = tuple(work(part, scope) for part in arguments)
            return Working(core, core.call(*(part.value for part in parts)), parts)
        case c.Path(base, name):
            whole = work(base, scope)
            return Working(core, field_of(whole.value, name), (whole,))
        case c.Choose(condition, then, otherwise):
            asked = work(condition, scope)
            if not isinstance(asked.value, bool):
                return Working(core, None, (asked,))
            taken = work(then if asked.value else otherwise, scope)
            return Working(core, taken.value, (asked, taken))
        case c.All(conditions) | c.AnyOf(conditions):
            return _worked_truth(core, conditions, scope)
        case c.ListOf(elements):
            parts = tuple(work(part, scope) for part in elements)
            return Working(core, [part.value for part in parts], parts)
        case c.Invoke(_, arguments):
            parts = tuple(work(part, scope) for part in arguments)
            return Working(core, value_of(core, scope), parts)
        case c.Filter(base):
            return Working(core, value_of(core, scope), (work(base, scope),))
        case c.ForEach() | c.SomeHold() | c.EveryHolds():
            first = core.loops[0]
            sources = [part for part in (first.source, first.last) if part is not None]
            return Working(
                core, value_of(core, scope), tuple(work(part, scope) for part in sources)
            )
        case _:
            assert_never(core)


def _worked_truth(core: c.All | c.AnyOf, conditions: tuple[c.Core, ...], scope: Scope) -> Working:
    """Parts up to the one that settles it."""
    settles = isinstance(core, c.AnyOf)
    parts: list[Working] = []
    known = True
    for condition in conditions:
        parts.append(work(condition, scope))
        if parts[-1].value is settles:
            return Working(core, settles, tuple(parts))
        known = known and parts[-1].value is (not settles)
    return Working(core, (not settles) if known else None, tuple(parts))


# -- the working in one line ------------------------------------------------------------------------

_LONGEST_LIST = 12
_Places = list[tuple[int, int, Any]]


def filled_in(core: c.Core, scope: Scope) -> tuple[Any, str]:
    """The value, and the expression as written with names and paths replaced by their values.

    `round half up(day_wage * 0.5, 2)` becomes `round half up(46.00 * 0.5, 2)`.  Functions, facts
    as a whole, long lists, what stands inside loops and filters and what was not worked out keep
    their words.
    """
    places: _Places = []
    value = _FILLS[core.__class__](core, scope, places)
    span = core.span
    written, position = span.source.text, span.start
    pieces: list[str] = []
    for start, end, part in sorted(places, key=_start) if len(places) > 1 else places:
        if start >= position:
            pieces += (written[position:start], feel_text(part))
            position = end
    pieces.append(written[position : span.end])
    return value, " ".join("".join(pieces).split())


def _start(place: tuple[int, int, Any]) -> int:
    return place[0]


def _fill(core: c.Core, scope: Scope, places: _Places) -> Any:
    return _FILLS[core.__class__](core, scope, places)


def _fill_whole(core: Any, scope: Scope, _: _Places) -> Any:
    return value_of(core, scope)


def _fill_name(core: Any, scope: Scope, places: _Places) -> Any:
    value = VALUES[core.__class__](core, scope)
    if _can_be_shown(value):
        places.append((core.span.start, core.span.end, value))
    return value


def _fill_path(core: c.Path, scope: Scope, places: _Places) -> Any:
    if _is_named(core):
        return _fill_name(core, scope, places)
    return field_of(_fill(core.base, scope, places), core.name)


def _fill_apply(core: c.Apply, scope: Scope, places: _Places) -> Any:
    return core.call(*[_fill(part, scope, places) for part in core.arguments])


def _fill_invoke(core: c.Invoke, scope: Scope, places: _Places) -> Any:
    function = value_of(core.function, scope)
    arguments = [_fill(part, scope, places) for part in core.arguments]
    return _called(function, core, arguments) if callable(function) else None


def _fill_choose(core: c.Choose, scope: Scope, places: _Places) -> Any:
    condition = _fill(core.condition, scope, places)
    if not isinstance(condition, bool):
        return None
    return _fill(core.then if condition else core.otherwise, scope, places)


def _fill_parts(settles: bool) -> Callable[[Any, Scope, _Places], Any]:
    """Of a conjunction or disjunction: the parts up to the one that settles it."""

    def fill(core: Any, scope: Scope, places: _Places) -> Any:
        known = True
        for part in core.parts:
            value = _fill(part, scope, places)
            if value is settles:
                return settles
            known = known and value is (not settles)
        return (not settles) if known else None

    return fill


def _fill_list(core: c.ListOf, scope: Scope, places: _Places) -> Any:
    return [_fill(part, scope, places) for part in core.parts]


def _fill_filter(core: c.Filter, scope: Scope, places: _Places) -> Any:
    _fill(core.base, scope, places)
    return value_of(core, scope)


def _fill_loop(core: Any, scope: Scope, places: _Places) -> Any:
    first = core.loops[0]
    for part in (first.source, first.last):
        if part is not None:
            _fill(part, scope, places)
    return value_of(core, scope)


_FILLS: Mapping[type, Callable[[Any, Scope, _Places], Any]] = {
    c.Constant: _fill_whole,
    c.Name: _fill_name,
    c.Path: _fill_path,
    c.Apply: _fill_apply,
    c.Invoke: _fill_invoke,
    c.All: _fill_parts(settles=False),
    c.AnyOf: _fill_parts(settles=True),
    c.Choose: _fill_choose,
    c.Filter: _fill_filter,
    c.ForEach: _fill_loop,
    c.SomeHold: _fill_loop,
    c.EveryHolds: _fill_loop,
    c.ListOf: _fill_list,
    c.Context: _fill_whole,
    c.Function: _fill_whole,
}


def _is_named(core: c.Core) -> bool:
    """Whether it is a name, or a path that begins with one."""
    while isinstance(core, c.Path):
        core = core.base
    return isinstance(core, c.Name)


def _can_be_shown(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= _LONGEST_LIST and not any(
            isinstance(element, list | dict) or callable(element) for element in value
        )
    return not isinstance(value, dict) and not callable(value)
