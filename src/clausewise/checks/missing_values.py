"""CW404: money, or a field that must be there, that hangs on what may be missing, and nothing asks about it.

    on: sale
    then: {outcome: commission, amount: sale.amount * sale.rate}     # sale.rate is optional

Without it the rule holds and what follows is undetermined; one element of a list without it leaves a
whole total undetermined.  A condition that reads it is undetermined itself, and says so there; what
the roster lacks of an employee is to be asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clausewise.feel.core import Apply, Constant, Core, Filter, Name, Path, children
from clausewise.model.vocabulary import Field
from clausewise.plan.from_outcome import cores_of
from clausewise.plan.plan import OnKinds, OutcomePlan, Plan, RulePlan, TextPlan, WordsPlan
from clausewise.source.diagnostic import Diagnostic

_OF_ALL = frozenset({"total", "sum", "min", "max", "mean", "median", "product"})
"""Functions that one null among many makes null."""


def missing_values(rule: RulePlan, plan: Plan) -> Iterator[Diagnostic]:
    asked = frozenset(_asked_of(rule))
    told: set[str] = set()
    for outcome in rule.outcomes:
        for core in _must_come_out(outcome):
            for path in _unguarded(core, rule, plan):
                name = " ".join(path.span.text.split())
                if path.name not in asked and name not in told:
                    told.add(name)
                    yield Diagnostic.at(path.span, "CW404", path=name, what=outcome.kind)


def _must_come_out(outcome: OutcomePlan) -> Iterator[Core]:
    if outcome.amount is not None:
        yield outcome.amount
    for _, filling, optional in outcome.fields:
        if not optional and not isinstance(filling, TextPlan | WordsPlan):
            yield filling


def _unguarded(core: Core, rule: RulePlan, plan: Plan) -> Iterator[Path]:
    """Fields in an expression, and in the rule's own names that it reads, that may be missing."""
    match core:
        case Name(name) if name in rule.lets:
            yield from _unguarded(rule.lets[name], rule, plan)
        case Path(Name(name), _) if _may_be_missing(core, _kinds_of(name, rule), plan):
            yield core
        case Apply(function, (Path(base, _) as path,)) if function.name in _OF_ALL:
            if _may_be_missing(path, _kinds_listed(base, rule), plan):
                yield path
        case _:
            for part in children(core):
                yield from _unguarded(part, rule, plan)


def _kinds_of(name: str, rule: RulePlan) -> Sequence[str]:
    kinds = rule.trigger.kinds if isinstance(rule.trigger, OnKinds) else ()
    if name == "subject":
        return kinds
    return (name,) if name in kinds else ()


def _kinds_listed(base: Core, rule: RulePlan) -> Sequence[str]:
    """The kinds of the facts in a list, or in what is left of it."""
    while isinstance(base, Filter):
        base = base.base
    if isinstance(base, Name) and base.name in rule.lets:
        return _kinds_listed(rule.lets[base.name], rule)
    lists = {read.name: read.kinds for read in rule.reads}
    return lists.get(base.name, ()) if isinstance(base, Name) else ()


def _may_be_missing(path: Path, kinds: Iterable[str], plan: Plan) -> bool:
    return any(_is_optional(_fields(kind, plan).get(path.name)) for kind in kinds)


def _fields(kind: str, plan: Plan) -> Mapping[str, Field]:
    found = plan.vocabulary.events.get(kind) or plan.vocabulary.outcomes.get(kind)
    return {} if found is None else found.fields


def _is_optional(field: Field | None) -> bool:
    """Optional, and no default says what a missing value means."""
    return field is not None and field.optional and not field.has_default


def _asked_of(rule: RulePlan) -> Iterator[str]:
    """Fields that a condition reads, and those that are anywhere compared with null, by their names:
    `item.amount != null` guards `xs.amount` too."""
    conditions = [
        *rule.scopes,
        *(one.core for one in rule.when),
        *(one.condition for one in rule.unless),
        *(one.when for one in rule.outcomes if one.when is not None),
    ]
    for core in conditions:
        yield from (path.name for path in _paths(core, rule))
    wheres = (read.where for read in rule.reads if read.where is not None)
    outcomes = (core for one in rule.outcomes for core in cores_of(one))
    for core in (*wheres, *rule.lets.values(), *outcomes):
        yield from (path.name for path in _compared_with_null(core))


def _paths(core: Core, rule: RulePlan) -> Iterator[Path]:
    if isinstance(core, Path):
        yield core
    if isinstance(core, Name) and core.name in rule.lets:
        yield from _paths(rule.lets[core.name], rule)
    for part in children(core):
        yield from _paths(part, rule)


def _compared_with_null(core: Core) -> Iterator[Path]:
    if isinstance(core, Apply) and core.function.name in ("=", "!="):
        null = any(isinstance(one, Constant) and one.value is None for one in core.arguments)
        yield from (one for one in core.arguments if null and isinstance(one, Path))
    for part in children(core):
        yield from _compared_with_null(part)
