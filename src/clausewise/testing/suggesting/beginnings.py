"""A plain case for a rule that no test asks yet: one employee, and one fact of each kind it reads."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from clausewise.intake.settings import NOTHING_REPLACED
from clausewise.model.facts import Place
from clausewise.model.vocabulary import EventKind, Vocabulary
from clausewise.plan.plan import Plan, RulePlan
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Node, read_yaml
from clausewise.testing.cases import Case
from clausewise.testing.suggesting.variations import as_cell, base_of
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from clausewise.values.types import Simple, Type

EMPLOYEE = "E01"
_MONTH = Date.of(2024, 6, 1)
_DAYS_IN = 2
_SERVICE = -1200
"""The month and day of a case that no test gives them; hired so many days before, past any
probation."""


def beginning(rules: Iterable[RulePlan], plan: Plan) -> Case:
    """A case in a month in which the rules are in force; every feed they need is complete."""
    rules = tuple(rules)
    firsts = [rule.effective.first for rule in rules if rule.effective.first is not None]
    month = max([_MONTH, *firsts])
    day = Date.of(month.year, month.month, 1).plus_days(_DAYS_IN)
    vocabulary = plan.vocabulary
    kinds = [kind for rule in plan.rules for kind in sorted(rule.kinds_read)]
    events = [
        {"id": f"e{number:02}", **_event(vocabulary.events[kind], day)}
        for number, kind in enumerate(dict.fromkeys(kinds), 1)
        if kind in vocabulary.events
    ]
    needs = sorted(
        {kind for rule in plan.rules for kind in (*rule.needs, *_expected(rule))}
        & vocabulary.events.keys()
    )
    return Case(
        title="",
        file=Path(plan.handbook.span.source.name),
        span=plan.handbook.span,
        handbook=None,
        employees=(_row(_employee(vocabulary, day)),),
        events=tuple(map(_row, events)),
        period=_node(f"{month.year:04}-{month.month:02}"),
        as_of=None,
        complete=_node(f"[{', '.join(needs)}]") if needs else None,
        only=(),
        expect=None,
        never=(),
        findings=(),
        replaced=NOTHING_REPLACED,
    )


def _expected(rule: RulePlan) -> tuple[str, ...]:
    return () if rule.expect is None or rule.expect.fact is None else (rule.expect.fact,)


def with_event(case: Case, kind: EventKind, day: Date) -> Case:
    """The case with a plain fact of a kind more, about its first employee."""
    own = _event(kind, day)
    if "employee" in own:
        own["employee"] = case.employees[0][1].get("id") if case.employees else EMPLOYEE
    id_ = f"e{len(case.events) + 1:02}-{kind.name}"
    return evolve(case, events=(*case.events, _row({"id": id_, **own})))


def _node(text: str) -> Node:
    node, _ = read_yaml(Source("<case>", text))
    assert node is not None
    return node


def _row(cells: dict[str, Any]) -> tuple[Place, dict[str, Any]]:
    return Place("<case>", 1), cells


def _employee(vocabulary: Vocabulary, day: Date) -> dict[str, Any]:
    hired = str(day.plus_days(_SERVICE))
    own = {
        name: _cell(field.type, day)
        for name, field in vocabulary.employee.items()
        if field.required
    }
    return {**own, "id": EMPLOYEE, "hired": hired}


def _event(kind: EventKind, day: Date) -> dict[str, Any]:
    whose = {} if kind.company else {"employee": EMPLOYEE}
    own = {name: _cell(field.type, day) for name, field in kind.fields.items() if field.required}
    return {"kind": kind.name, **whose, "date": str(day), **own}


def plain_value(kind: Type, day: Date) -> Any:
    """A plain value of a type: the first of its words, 1, true, that day, nine o'clock."""
    kind = base_of(kind)
    if not isinstance(kind, Simple):
        return []
    if kind.one_of:
        return kind.one_of[0]
    plain = _PLAIN.get(kind.name)
    return "x" if plain is None else plain(day)


def _cell(kind: Type, day: Date) -> Any:
    value = plain_value(kind, day)
    return value if isinstance(value, list) else as_cell(value)


_PLAIN: Mapping[str, Callable[[Date], Any]] = {
    "number": lambda _: Decimal(1),
    "boolean": lambda _: True,
    "date": lambda day: day,
    "time": lambda _: Time.of(9, 0),
    "date and time": lambda day: DateTime.of(day, Time.of(9, 0)),
    "days and time duration": lambda _: DaysDuration.of(days=1),
    "years and months duration": lambda _: MonthsDuration.of(months=1),
}
