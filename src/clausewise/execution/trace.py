"""One rule asked about one subject, and how far it came: the first condition that did not hold."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from clausewise.execution.deadlines import Due, standing
from clausewise.execution.evidence import place_of, shown
from clausewise.execution.horizon import Horizon
from clausewise.execution.inquiry import Inquiry
from clausewise.execution.person import Person
from clausewise.execution.run import Run
from clausewise.execution.scope import RuleScope
from clausewise.execution.subjects import subjects
from clausewise.feel.core import (
    All,
    AnyOf,
    Apply,
    Choose,
    Constant,
    Core,
    EveryHolds,
    Name,
    Path,
    SomeHold,
    children,
    names_in,
)
from clausewise.feel.interpret import Inner, Scope, value_of
from clausewise.feel.limits import LimitReached
from clausewise.plan.plan import RulePlan
from clausewise.plan.trace import Comparison, Condition, Trace
from clausewise.plan.verdict import Subject
from clausewise.values.number import Decimal
from clausewise.values.text import feel_string

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
"""Each comparison of two operands, and what it is with the operands changed over."""


def traces(
    layer: Iterable[Inquiry], person: Person, run: Run, horizons: Mapping[str, Horizon]
) -> Iterator[Trace]:
    """Every rule of a layer about every subject of the period, whatever came of it."""
    period = run.setting.period
    for inquiry in layer:
        asked = horizons[inquiry.rule.id].since(person.dawn)
        for subject in subjects(inquiry.rule, person, run, asked):
            unit = subject.unit
            first, last = (subject.date,) * 2 if unit is None else (unit.first, unit.last)
            inside = first <= period.last and period.first <= last
            for trace in trace_of(inquiry, subject, person):
                dated_here = period.first <= trace.day <= period.last
                # What follows from a deadline belongs to the period that it lies in.
                elsewhere = trace.stop == "none" and trace.due is not None
                if dated_here or (inside and not elsewhere):
                    yield trace


def trace_of(inquiry: Inquiry, subject: Subject, person: Person) -> Iterator[Trace]:
    """One trace for each combination of `each`, in the reading that takes what surely belongs.

    Asks the same parts in the same order as the inquiry, of which it is the shadow; it answers
    nothing of its own.
    """
    try:
        yield from _traced(inquiry, subject, person)
    except LimitReached:
        yield Trace(inquiry.rule, subject, (), "endless")


def _traced(inquiry: Inquiry, subject: Subject, person: Person) -> Iterator[Trace]:
    rule = inquiry.rule
    dated = inquiry.sight.dated(subject, person)
    if dated is None:
        yield Trace(rule, subject, (), "undated")
        return
    if not rule.effective.holds(dated.date):
        yield Trace(rule, dated, (), "not in force")
        return
    scope = inquiry.sight.scope(dated, person, {}, everything=False)
    if person.employee is not None:
        for core in rule.scopes:
            if value_of(core, scope) is False:
                yield Trace(rule, dated, (), "outside", (_condition(core, {}, rule, scope),))
                return
    elements: list[dict[str, Any]] | None = [{}]
    if rule.each:
        elements = inquiry.sight.elements(scope)
        if elements == []:
            yield Trace(rule, dated, (), "no element")
            return
    for own in elements or [{}]:
        inner = scope if not own else inquiry.sight.scope(dated, person, own, everything=False)
        yield _one(inquiry, dated, person, own, inner)


def _one(
    inquiry: Inquiry, subject: Subject, person: Person, own: Mapping[str, Any], scope: RuleScope
) -> Trace:
    rule = inquiry.rule
    each = tuple(feel_string(element) or "null" for element in own.values())
    asked: list[Condition] = []
    for one in rule.when:
        asked.append(_condition(one.core, one.say, rule, scope))
        if asked[-1].value is False:
            return Trace(rule, subject, each, "when", tuple(asked))
    due = None
    if rule.expect is not None:
        found = standing(rule.expect, subject, person, scope, inquiry.sight)
        if isinstance(found, Due):
            due = found.due
            if found.state == "met":
                return Trace(rule, subject, each, "met", tuple(asked), due, found.fact)
    return Trace(rule, subject, each, "none", tuple(asked), due)


# what a condition hangs on


def _condition(core: Core, say: Mapping[str, str], rule: RulePlan, scope: RuleScope) -> Condition:
    value = value_of(core, scope)
    truth = value if isinstance(value, bool) else None
    return Condition(
        _written(core),
        place_of(core.span),
        say,
        truth,
        tuple(_comparisons(core, truth, rule, scope)),
        {name: shown(part) for name, part in sorted(_parts(core, rule, scope))},
    )


def _written(core: Core) -> str:
    return " ".join(core.span.text.split())


def _comparisons(core: Core, truth: Any, rule: RulePlan, scope: Scope) -> Iterator[Comparison]:
    """Those that made the condition what it is: of several parts, the first that decided it."""
    match core:
        case All(parts) if truth is not True:
            decided = [part for part in parts if value_of(part, scope) is truth]
            for part in decided[:1]:
                yield from _comparisons(part, truth, rule, scope)
        case All(parts) | AnyOf(parts):
            for part in parts:
                if value_of(part, scope) is truth:
                    yield from _comparisons(part, truth, rule, scope)
        case Choose(condition, then, otherwise):
            chosen = value_of(condition, scope)
            if isinstance(chosen, bool):
                yield from _comparisons(then if chosen else otherwise, truth, rule, scope)
            else:
                yield from _comparisons(condition, None, rule, scope)
        case Apply(function, arguments) if function.name in MIRRORED and len(arguments) == 2:
            left, right, operator = *arguments, function.name
            if is_settled(left, rule.parameters) and not is_settled(right, rule.parameters):
                left, right, operator = right, left, MIRRORED[operator]
            value, limit = value_of(left, scope), value_of(right, scope)
            yield Comparison(
                _written(left),
                operator,
                _written(right),
                shown(value),
                shown(limit),
                (value, limit),
            )
        case SomeHold(loops, condition) | EveryHolds(loops, condition):
            if len(loops) == 1 and loops[0].last is None:
                elements = value_of(loops[0].source, scope)
                for element in elements if isinstance(elements, list) else ():
                    inner = Inner({loops[0].name: element}, scope)
                    if value_of(condition, inner) is truth:
                        yield from _comparisons(condition, truth, rule, inner)
        case Name(name) if name in rule.lets:
            yield from _comparisons(rule.lets[name], truth, rule, scope)


def is_settled(core: Core, parameters: Container[str]) -> bool:
    """Whether it is a value of the policy: a literal, a parameter, or made of these."""
    match core:
        case Constant():
            return True
        case Name(name):
            return name in parameters
        case Apply(_, arguments):
            return all(is_settled(one, parameters) for one in arguments)
    return False


def _parts(core: Core, rule: RulePlan, scope: RuleScope) -> Iterator[tuple[str, Any]]:
    """The names and fields that a condition reads, the rule's own names opened up."""
    wanted, seen = [core], set[str]()
    while wanted:
        one = wanted.pop()
        for path in _paths(one):
            value = value_of(path, scope)
            if not callable(value) and not isinstance(value, list | dict):
                yield _written(path), value
        for name in names_in(one) - seen:
            seen.add(name)
            value = value_of(Name(name, span=one.span), scope)
            if callable(value) or isinstance(value, dict):
                continue
            yield name, Decimal(len(value)) if isinstance(value, list) else value
            if name in rule.lets:
                wanted.append(rule.lets[name])


def _paths(core: Core) -> Iterator[Core]:
    """Fields of things in scope, as `attendance.check_in`; not those of a loop's own names."""
    match core:
        case Path(base=Name()):
            yield core
        case Apply() | All() | AnyOf() | Choose() | Path():
            yield from chain.from_iterable(map(_paths, children(core)))
