"""Why a verdict says what it says: the facts read, the values, the parameters, the arithmetic."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from attrs import frozen

from clausewise.execution.run import Run
from clausewise.execution.scope import RuleScope
from clausewise.feel.core import Core, Name, Path, children, names_in
from clausewise.feel.interpret import filled_in
from clausewise.model.facts import Fact
from clausewise.model.ruling import Because, Step
from clausewise.plan.plan import OutcomePlan, RulePlan, TextPlan, WordsPlan
from clausewise.plan.verdict import Verdict
from clausewise.source.span import Span
from clausewise.values.number import Decimal, plain
from clausewise.values.text import feel_string
from clausewise.values.types import Record


@frozen
class Told:
    """An expression whose working is told: as it was written, and where."""

    core: Core
    written: str
    at: str
    let: str | None = None


@frozen
class Ways:
    """What can be told of a rule, worked out once: its own names and conditions, and by place what
    its outcomes are worked out from.  Expressions that read nothing have nothing to tell.

    `fields` are those read of anything, each with the name it is read of ("" for none)."""

    before: tuple[Told, ...]
    outcomes: tuple[tuple[Told, ...], ...]
    fields: frozenset[tuple[str, str]]


def ways_of(rule: RulePlan) -> Ways:
    lets = (_told(core, name) for name, core in rule.lets.items())
    conditions = (_told(condition.core) for condition in rule.when)
    expected = (_told(core) for core in _deadline_cores(rule))
    return Ways(
        tuple(told for told in (*lets, *conditions, *expected) if names_in(told.core)),
        tuple(
            tuple(told for core in _outcome_cores(one) if names_in((told := _told(core)).core))
            for one in rule.outcomes
        ),
        frozenset(pair for core in _all_cores(rule) for pair in _fields_read(core)) | rule.paths,
    )


def _all_cores(rule: RulePlan) -> Iterator[Core]:
    yield from rule.lets.values()
    yield from (core for _, core in rule.each)
    yield from (read.where for read in rule.reads if read.where is not None)
    yield from (one.core for one in rule.when)
    yield from (one.condition for one in rule.unless)
    for outcome in rule.outcomes:
        yield from _outcome_cores(outcome)
        yield from (outcome.when,) if outcome.when is not None else ()
        for _, plan, _ in outcome.fields:
            if isinstance(plan, TextPlan):
                yield from (piece for piece in plan.pieces if not isinstance(piece, str))


def _deadline_cores(rule: RulePlan) -> Iterator[Core]:
    """When what is expected was done, and until when it was due."""
    if rule.expect is not None:
        wanted = (rule.expect.done, rule.expect.due, rule.expect.within)
        yield from (core for core in wanted if core is not None)


def _fields_read(core: Core) -> Iterator[tuple[str, str]]:
    """Also those of elements of lists, which go by a name of the expression's own, or by none."""
    match core:
        case Path(Name(name), read):
            yield name, read
        case Path(_, read):
            yield "", read
        case Name(name):
            yield "", name
    for part in children(core):
        yield from _fields_read(part)


def _told(core: Core, let: str | None = None) -> Told:
    return Told(core, " ".join(core.span.text.split()), place_of(core.span), let)


def because_of(rule: RulePlan, ways: Ways, verdict: Verdict, scope: RuleScope, run: Run) -> Because:
    """The working of one verdict, from the scope in which it was found.

    Of what is not due yet, or lacks a feed, there is no arithmetic to tell.
    """
    facts = _facts(verdict, scope)
    told = scope[" person"].told
    worked = verdict.state != "pending" and not verdict.incomplete_feed
    return Because(
        facts=tuple(sorted({told.get(fact.id, fact.id) for fact in facts})),
        values=dict(sorted(_values(rule, scope, run))),
        parameters={name: shown(scope[name]) for name in rule.parameters if name in scope},
        steps=tuple(_steps(ways, verdict, scope)) if worked else (),
        defaults=_defaults(ways, facts, run),
    )


def _facts(verdict: Verdict, scope: RuleScope) -> list[Fact]:
    own = [] if verdict.subject.fact is None else [verdict.subject.fact]
    return [*own, *(fact for facts in scope.read.values() for fact in facts)]


def _defaults(ways: Ways, facts: Iterable[Fact], run: Run) -> tuple[str, ...]:
    """The fields read whose value the vocabulary supplied."""
    filled = {(fact.kind, name) for fact in facts for name in fact.defaulted}
    return tuple(
        sorted(f"{kind}.{name}" for kind, name in filled if _is_read(ways, kind, name, run))
    )


def _is_read(ways: Ways, kind: str, field: str, run: Run) -> bool:
    """Whether the rule names the field: of its subject, or of some fact in a list; or one that
    is derived from it."""
    fields = {field}
    for name, read in run.derived_from(kind):
        if fields & read:
            fields.add(name)
    others = run.other_names(kind)
    return any(part in fields and name not in others for name, part in ways.fields)


def _values(rule: RulePlan, scope: RuleScope, run: Run) -> Iterator[tuple[str, Any]]:
    """Each named value that the decision read: own names, definitions, fields, gaps in feeds."""
    for name in (*rule.lets, *(name for name, _ in rule.each), *run.plan.definitions):
        if name in scope and not callable(scope[name]):
            yield name, shown(scope[name])
    for name, part in rule.paths:
        holder = scope.get(name)
        if isinstance(holder, Record):
            value = holder[part]
            if not isinstance(value, list):
                yield f"{name}.{part}", shown(value)
    expected = scope.get("expected")
    if isinstance(expected, Record):
        for part in ("state", "due", "delay"):
            yield f"expected.{part}", shown(expected[part])
    if all(outcome.company for outcome in rule.outcomes) and rule.outcomes:
        # A finding on the company names no employee; whoever follows it up looks for one.
        yield "employee.id", scope["employee"]["id"]
    for kind, days in scope.get(" gaps", {}).items():
        yield kind, "; ".join(str(day) for day in dict.fromkeys(days))


def _steps(ways: Ways, verdict: Verdict, scope: RuleScope) -> Iterator[Step]:
    """Own names first, then the conditions, then what follows: as written, and with the values."""
    for told in ways.before:
        if told.let is None or told.let in scope:
            yield from _step(told, scope)
    if verdict.state == "holds":
        for outcome in verdict.outcomes:
            for told in ways.outcomes[outcome.plan.place]:
                yield from _step(told, scope)


def _outcome_cores(outcome: OutcomePlan) -> Iterator[Core]:
    if outcome.amount is not None:
        yield outcome.amount
    for _, plan, _ in outcome.fields:
        if not isinstance(plan, TextPlan | WordsPlan):
            yield plan


def _step(told: Told, scope: RuleScope) -> Iterator[Step]:
    found, filled = filled_in(told.core, scope)
    value = shown(found)
    yield Step(told.written, value, told.at)
    if filled != told.written:
        yield Step(filled, value, told.at)


def place_of(span: Span) -> str:
    """FOLDER/FILE:LINE:COLUMN; the same wherever the policies lie."""
    line, column = span.source.line_and_column(span.start)
    return f"{'/'.join(PurePath(span.source.name).parts[-2:])}:{line}:{column}"


def shown(value: Any) -> Any:
    """A value as an answer carries it: numbers as plain decimal text, a fact by its id."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Record) and value["id"] is not None:
        return value["id"]
    if isinstance(value, dict):
        return {key: shown(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [shown(part) for part in value]
    return feel_string(value)
