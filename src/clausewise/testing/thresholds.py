"""The comparisons that policies make, and on which side of each of them a run has stood."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, Literal, cast, get_args

from attrs import evolve, field, fields, frozen

from clausewise.execution.trace import MIRRORED, is_settled
from clausewise.feel.core import Apply, Constant, Core, Loop
from clausewise.feel.tables import DecisionTable, Row
from clausewise.plan.plan import (
    ConditionPlan,
    ExemptionPlan,
    ExpectPlan,
    OutcomePlan,
    Plan,
    ReadPlan,
    RulePlan,
    TextPlan,
)
from clausewise.source.span import Span
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from clausewise.values.text import feel_text
from clausewise.values.types import RangeOf

Side = Literal["below", "at", "above", "off"]
"""Where a value stands to a bound.  Of what is equal or not: `at` it, or `off` it."""

Key = tuple[str, int, int, int]
"""A bound by the place of its comparison: file, start, start of what is compared with, which end."""

_ORDER: tuple[Side, ...] = ("below", "at", "above")
_EQUALITY: tuple[Side, ...] = ("at", "off")
_NEVER_NEGATIVE = frozenset({"count", "string length", "total"})


@frozen
class Threshold:
    """One bound that some value is compared with.

    `owner` is the rule, definition or table it stands in, `written` the comparison, `value` and
    `bound` what is compared, as written.  `sides` are those that there are: a count or total is not below nought.
    """

    owner: str
    key: Key
    written: str
    value: str
    bound: str
    sides: tuple[Side, ...]
    core: Apply = field(eq=False, repr=False)
    span: Span = field(eq=False, repr=False)


@frozen
class Stand:
    """A value that was compared with a limit, and whether they were the same."""

    value: Any
    limit: Any
    same: bool


def side_of(stand: Stand, threshold: Threshold) -> Side | None:
    """The side on which it stands; None where the two have no order."""
    if threshold.sides == _EQUALITY:
        return "at" if stand.same else "off"
    gap = gap_of(stand)
    if gap is None:
        return None
    return "at" if gap == 0 else "below" if gap < 0 else "above"


def gap_of(stand: Stand) -> Decimal | None:
    """How far the value lies above the limit, on the scale of its type; None where it has none."""
    if stand.value.__class__ is not stand.limit.__class__:
        return None
    value, limit = position_of(stand.value), position_of(stand.limit)
    return None if value is None or limit is None else DECIMAL128.subtract(value, limit)


def position_of(value: Any) -> Decimal | None:
    """Where a value lies on the scale of its type: days of dates, nanoseconds of times, months.

    >>> position_of(MonthsDuration.of(years=1))
    Decimal('12')
    """
    place = _POSITIONS.get(value.__class__)
    return None if place is None else Decimal(place(value))


_POSITIONS: Mapping[type, Callable[[Any], Any]] = {
    Decimal: lambda number: number,
    Date: lambda day: day.ordinal,
    Time: lambda time: time.moment,
    DateTime: lambda moment: moment.moment,
    DaysDuration: lambda length: length.amount,
    MonthsDuration: lambda length: length.amount,
}

# -- which there are ---------------------------------------------------------------------------------


def thresholds_of(plan: Plan) -> tuple[Threshold, ...]:
    """Every bound in rules, definitions and tables, each once, by file and place.

    A comparison with the literal null asks whether something is there, and has no bound; what
    nobody wrote, such as the conditions of a ladder, is not theirs who write tests.
    """
    found: dict[Key, Threshold] = {}
    owners = [
        *((rule.id, rule) for rule in plan.rules),
        *plan.definitions.items(),
        *plan.functions.items(),
    ]
    for owner, thing in owners:
        for core in _comparisons(thing):
            for one in _thresholds(owner, core, plan.parameters):
                found.setdefault(one.key, one)
    return tuple(found[key] for key in sorted(found))


def _thresholds(owner: str, core: Apply, parameters: Container[str]) -> Iterator[Threshold]:
    for end, value, bound, sides in _bounds(core, parameters):
        written, left, right = (" ".join(one.span.text.split()) for one in (core, value, bound))
        yield Threshold(owner, _key(core, end), written, left, right, sides, core, core.span)


_Bound = tuple[int, Core, Core, tuple[Side, ...]]


def _bounds(core: Apply, parameters: Container[str]) -> Iterator[_Bound]:
    """Which end, the value, what it is compared with, and the sides that there are."""
    name, (left, right, *more) = core.function.name, core.arguments
    if name in _RELATIONS:
        value, bound = (right, left) if _is_swapped(core, parameters) else (left, right)
        yield 0, value, bound, _ORDER[1:] if _is_least(value, bound) else _ORDER
    elif name == "between":
        yield 0, left, right, _ORDER
        yield 1, left, more[0], _ORDER[1:]
    elif isinstance(right.type, RangeOf):
        yield 0, left, right, _ORDER
        yield 1, left, right, _ORDER[1:]
    else:
        yield 0, left, right, _EQUALITY


def _is_swapped(core: Apply, parameters: Container[str]) -> bool:
    """Whether the bound comes first, as in `limit < minutes`."""
    left, right = core.arguments
    return is_settled(left, parameters) and not is_settled(right, parameters)


def _is_least(value: Core, bound: Core) -> bool:
    """Whether the bound is the least that the value can be: no count or total is less than nought."""
    counts = isinstance(value, Apply) and value.function.name in _NEVER_NEGATIVE
    return counts and isinstance(bound, Constant) and bound.value == 0


def _key(core: Apply, end: int) -> Key:
    return core.span.source.name, core.span.start, core.arguments[-1].span.start, end


# -- watched -----------------------------------------------------------------------------------------

Tell = Callable[[Key, Stand], None]


def watched(plan: Plan, tell: Tell) -> Plan:
    """The plan, with comparisons that tell of the values they compared and answer as ever."""

    def change(core: Apply) -> Apply:
        return evolve(core, call=_Told(core, plan.parameters, tell)) if _is_asked(core) else core

    return evolve(
        plan,
        layers=_rewritten(plan.layers, change),
        definitions=_rewritten(plan.definitions, change),
        functions=_rewritten(plan.functions, change),
    )


class _Told:
    """Does what the comparison does, and tells of it."""

    __slots__ = ("call", "name", "places", "swapped", "tell")

    def __init__(self, core: Apply, parameters: Container[str], tell: Tell) -> None:
        self.call = core.call
        self.name = core.function.name
        self.places = tuple(_key(core, end) for end in range(2))
        self.swapped = self.name in _RELATIONS and _is_swapped(core, parameters)
        self.tell = tell

    def __call__(self, *arguments: Any) -> Any:
        answer = self.call(*arguments)
        if answer.__class__ is bool and None not in arguments:
            for end, stand in self._stands(arguments, answer):
                self.tell(self.places[end], stand)
        return answer

    def _stands(self, arguments: tuple[Any, ...], answer: bool) -> Iterator[tuple[int, Stand]]:
        value, *limits = arguments
        if self.name == "between":
            yield from ((end, _stand(value, limit)) for end, limit in enumerate(limits))
        elif isinstance(limits[0], Range):
            ends = (limits[0].low, limits[0].high)
            yield from (
                (end, _stand(value, limit)) for end, limit in enumerate(ends) if limit is not None
            )
        elif self.name in _RELATIONS:
            yield 0, _stand(limits[0], value) if self.swapped else _stand(value, limits[0])
        else:
            same = answer is not (self.name == "!=")
            yield 0, Stand(_plain(value), _plain(limits[0]), same)


def _stand(value: Any, limit: Any) -> Stand:
    return Stand(_plain(value), _plain(limit), value == limit)


def _plain(value: Any) -> Any:
    """The value itself where it can be a key; lists and contexts as text, tuples of words as they are."""
    if isinstance(value, list) and all(isinstance(one, str | Decimal) for one in value):
        return tuple(value)
    return feel_text(value) if isinstance(value, list | dict) else value


# -- through a plan ------------------------------------------------------------------------------------

_RELATIONS = frozenset(MIRRORED) - {"=", "!="}
_COMPARING = frozenset({*MIRRORED, "between", "in", "cell"})
_CARRIERS: tuple[type, ...] = (
    *get_args(Core), Loop, RulePlan, ReadPlan, ConditionPlan, ExemptionPlan, ExpectPlan,
    OutcomePlan, TextPlan, DecisionTable, Row,
)  # fmt: skip
"""What holds expressions, or is one."""


def _is_asked(core: Apply) -> bool:
    null = any(isinstance(one, Constant) and one.value is None for one in core.arguments)
    return core.function.name in _COMPARING and not null and core.span.source.stands_at is None


def _parts(thing: Any) -> Iterable[Any]:
    if isinstance(thing, tuple):
        return thing
    if isinstance(thing, Mapping):
        return thing.values()
    if isinstance(thing, _CARRIERS):
        return [getattr(thing, name) for name in _names(thing)]
    return ()


def expressions_in(thing: Any) -> Iterator[Core]:
    """The expressions that a thing of a plan holds, whole; itself where it is one."""
    if isinstance(thing, get_args(Core)):
        yield thing
        return
    for part in _parts(thing):
        yield from expressions_in(part)


def _comparisons(thing: Any) -> Iterator[Apply]:
    """Every comparison that somebody wrote, in or below a thing."""
    if isinstance(thing, Apply) and _is_asked(thing):
        yield thing
    for part in _parts(thing):
        yield from _comparisons(part)


def _rewritten(thing: Any, change: Callable[[Apply], Apply]) -> Any:
    """The same with every application changed; what nothing of it changed is the very same."""
    if isinstance(thing, tuple):
        parts = [_rewritten(part, change) for part in thing]
        same = all(new is old for new, old in zip(parts, thing, strict=True))
        return thing if same else tuple(parts)
    if isinstance(thing, Mapping):
        return {name: _rewritten(part, change) for name, part in thing.items()}
    if not isinstance(thing, _CARRIERS):
        return thing
    new = {}
    for name in _names(thing):
        part = getattr(thing, name)
        changed = _rewritten(part, change)
        if changed is not part:
            new[name] = changed
    changed = cast("Any", thing) if not new else evolve(cast("Any", thing), **new)
    return change(changed) if isinstance(changed, Apply) else changed


def _names(thing: Any) -> list[str]:
    return [one.name for one in fields(thing.__class__)]
