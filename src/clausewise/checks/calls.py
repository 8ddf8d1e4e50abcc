"""Where tables are called, and with what: what their inputs can be, and facts that would reach them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clausewise.feel.core import Core, Invoke, Name, Path, children
from clausewise.feel.tables import DecisionTable
from clausewise.model.vocabulary import EventKind, Field
from clausewise.plan.from_outcome import cores_of
from clausewise.plan.plan import Plan, RulePlan
from clausewise.values.number import Decimal, plain
from clausewise.values.text import quoted
from clausewise.values.types import STRING, Simple, Type

Call = tuple[Core, ...]
_A_DAY = "2024-06-03"
_SAMPLES: Mapping[str, str] = {
    "number": "1",
    "boolean": "false",
    "string": '"x"',
    "date": _A_DAY,
    "time": "10:00:00",
    "date and time": f"{_A_DAY}T10:00:00",
    "days and time duration": "PT1H",
    "years and months duration": "P1M",
}


def calls_of(plan: Plan, table: str, inputs: Sequence[str]) -> list[Call]:
    """The arguments of each call of a table in the handbook, in the order of its inputs."""
    found: list[Call] = []
    for core in _all_cores(plan):
        for invoked in _invoked(core, table):
            given = dict(zip(invoked.names or inputs, invoked.arguments, strict=False))
            if given.keys() == set(inputs):
                found.append(tuple(given[name] for name in inputs))
    return found


def asked_types(types: Sequence[Type], calls: Sequence[Call]) -> tuple[Type, ...]:
    """The types of the inputs; a text is one of a few words where each call hands over such."""
    return tuple(
        _asked_type(kind, [call[place].type for call in calls]) for place, kind in enumerate(types)
    )


def _asked_type(kind: Type, given: Sequence[Type]) -> Type:
    if not isinstance(kind, Simple) or kind.one_of is not None or not given:
        return kind
    if kind.name == "Any":
        names = {one.name if isinstance(one, Simple) else "" for one in given}
        if len(names) == 1 and "" not in names:
            kind = Simple(names.pop())
    words = [one.one_of if isinstance(one, Simple) else None for one in given]
    if kind.name != STRING.name or None in words:
        return kind
    return STRING.limited_to(dict.fromkeys(word for some in words for word in some or ()))


def example_of(plan: Plan, inputs: Sequence[str], calls: Sequence[Call], values: Call | Any) -> str:
    """Input values as a test has them: the event that would bring them, or else they alone."""
    for call in calls:
        event = _event(plan, call, values)
        if event is not None:
            return event
    return _written(zip(inputs, map(_yaml, values), strict=True))


def _event(plan: Plan, call: Call, values: Sequence[Any]) -> str | None:
    """An event whose fields are the arguments of a call; null where they are not fields of one event."""
    given: dict[str, Any] = {}
    kinds: set[str] = set()
    for argument, value in zip(call, values, strict=True):
        match argument:
            case Path(Name(name), field):
                kinds.add(name)
                given[field] = value
            case _:
                return None
    kind = plan.vocabulary.events.get(kinds.pop()) if len(kinds) == 1 else None
    if kind is None or len(given) < len(call):
        return None
    fields = _fields(kind, given)
    if fields is None:
        return None
    who = {} if kind.company else {"employee": "E01"}
    return _written({"kind": kind.name, **who, "date": _A_DAY, **fields}.items())


def _fields(kind: EventKind, given: Mapping[str, Any]) -> dict[str, str] | None:
    """The fields that are given, and samples of those that must be there besides."""
    fields: dict[str, str] = {}
    for name, value in given.items():
        field = kind.fields.get(name)
        if field is None or field.derived is not None or (value is None and not field.optional):
            return None
        if value is not None:
            fields[name] = _yaml(value)
    for field in kind.fields.values():
        if field.required and field.name not in given:
            sample = _sample(field)
            if sample is None:
                return None
            fields[field.name] = sample
    return fields


def _sample(field: Field) -> str | None:
    kind = field.type
    if not isinstance(kind, Simple):
        return None
    return quoted(kind.one_of[0]) if kind.one_of else _SAMPLES.get(kind.name)


def _written(pairs: Any) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in pairs) + "}"


def _yaml(value: Any) -> str:
    """A value as YAML has it: dates and times are bare there."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    return quoted(value) if isinstance(value, str) else str(value)


def _invoked(core: Core, table: str) -> Iterator[Invoke]:
    if isinstance(core, Invoke) and core.function == Name(table, span=core.span):
        yield core
    for part in children(core):
        yield from _invoked(part, table)


def _all_cores(plan: Plan) -> Iterator[Core]:
    yield from plan.definitions.values()
    for fields in plan.derived.values():
        yield from fields.values()
    for table in plan.functions.values():
        if isinstance(table, DecisionTable):
            yield from (cell for row in table.rows for cell in (*row.tests, *row.outputs))
            yield from (one.default for one in table.outputs if one.default is not None)
    for rule in plan.rules:
        yield from _cores_of(rule)


def _cores_of(rule: RulePlan) -> Iterator[Core]:
    expect = rule.expect
    expected = (
        ()
        if expect is None
        else (expect.where, expect.opens, expect.done, expect.due, expect.within)
    )
    maybe = (rule.date, *(read.where for read in rule.reads), *expected)
    yield from rule.scopes
    yield from (core for core in maybe if core is not None)
    yield from (core for _, core in rule.each)
    yield from rule.lets.values()
    yield from (one.core for one in rule.when)
    yield from (one.condition for one in rule.unless)
    for outcome in rule.outcomes:
        yield from cores_of(outcome)
