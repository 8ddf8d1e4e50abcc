"""What would bring a case about, ready to be put into a test."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from clausewise.feel.core import Core, Name, Path
from clausewise.model.vocabulary import EventKind, Field
from clausewise.plan.plan import Plan
from clausewise.values.number import Decimal, plain
from clausewise.values.text import feel_text, quoted
from clausewise.values.types import Simple

MOST_SHOWN = 5
"""Conditions of a case that are shown besides its event."""
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


def example_of(
    plan: Plan, inputs: Sequence[str], calls: Iterable[Sequence[Core]], values: Sequence[Any]
) -> str:
    """Input values as a test has them: the event that would bring them, or else they alone."""
    for call in calls:
        event = _event(plan, call, values)
        if event is not None:
            return event
    return _written(zip(inputs, map(_yaml, values), strict=True))


def case_text(plan: Plan, things: Sequence[tuple[Core, Any]]) -> str:
    """A case as a test has it, as far as events and the roster bring it about; then what else is so.

    >>> # {kind: sale, employee: E01, date: 2024-06-03, amount: 15}, employees: {shop: "main"}
    """
    of_events = [(core, value) for core, value in things if _is_field(core, plan.vocabulary.events)]
    event = _event(plan, [core for core, _ in of_events], [value for _, value in of_events])
    shown = {id(core) for core, _ in of_events} if event is not None else set[int]()
    parts = [] if event is None else [event]
    person = {
        core.name: _yaml(value)
        for core, value in things
        if isinstance(core, Path) and _is_field(core, ("employee",))
    }
    rest = [
        _condition(core, value)
        for core, value in things
        if id(core) not in shown and not _is_field(core, ("employee",))
    ]
    parts += rest[:MOST_SHOWN] + (["…"] if len(rest) > MOST_SHOWN else [])
    parts += [f"employees: {_written(person.items())}"] if person else []
    return ", ".join(parts) or "…"


def _is_field(core: Core, names: Container[str]) -> bool:
    match core:
        case Path(Name(name), _):
            return name in names
    return False


def _condition(core: Core, value: Any) -> str:
    """`count(faults) = 3`, `not(order.settled)`."""
    name = " ".join(core.span.text.split())
    if isinstance(value, bool):
        return name if value else f"not({name})"
    return f"{name} = {feel_text(value)}"


def _event(plan: Plan, call: Sequence[Core], values: Sequence[Any]) -> str | None:
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
