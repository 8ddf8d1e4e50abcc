"""Where tables are called, and with what: what their inputs can be."""

from collections.abc import Iterator, Sequence

from clausewise.feel.core import Core, Invoke, Name, children
from clausewise.feel.tables import DecisionTable
from clausewise.plan.from_outcome import cores_of
from clausewise.plan.plan import Plan, RulePlan
from clausewise.values.types import STRING, Simple, Type

Call = tuple[Core, ...]
"""The arguments of a call, in the order of a table's inputs."""


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
