"""Which numbers an expression can come to at all: counts are whole and not below 0."""

from collections.abc import Iterator

from attrs import frozen

from clausewise.checks.rules.ways import RuleReader
from clausewise.feel.core import Apply, Choose, Constant, Core, Name, Path
from clausewise.plan.plan import OutcomePlan, Plan, RulePlan, TextPlan, WordsPlan
from clausewise.values.number import Decimal
from clausewise.values.types import Simple


@frozen
class Domain:
    """Which numbers a thing can be: whole ones only, none below 0."""

    whole: bool = False
    counts: bool = False


ANYTHING = Domain()
_COUNTS = frozenset({"count", "string length", "workday count", "longest run", "run ending"})
_WHOLE = frozenset({"floor", "ceiling"})
_KEEPING = frozenset({"+", "-", "*", "negation", "min", "max", "abs", "total", "sum"})


def domain_of(core: Core, reader: RuleReader) -> Domain:
    """Where nothing shows that other numbers are out of the question, they are not."""
    if isinstance(core.type, Simple) and core.type.name not in ("number", "Any"):
        return ANYTHING
    core = reader.meant(core)
    counts = isinstance(core, Apply) and core.function.name in _COUNTS
    return Domain(whole=_is_whole(core, reader, frozenset()), counts=counts)


def _is_whole(core: Core, reader: RuleReader, waiting: frozenset[tuple[str, str]]) -> bool:
    match reader.meant(core):
        case Constant(value):
            return isinstance(value, Decimal) and value == value.to_integral_value()
        case Name(name) if name in reader.known.values:
            value = reader.known[name]
            return isinstance(value, Decimal) and value == value.to_integral_value()
        case Apply(function, arguments):
            if function.name in _COUNTS | _WHOLE:
                return True
            keeps = function.name in _KEEPING
            return keeps and all(_is_whole(one, reader, waiting) for one in arguments)
        case Choose(_, then, otherwise):
            return all(_is_whole(one, reader, waiting) for one in (then, otherwise))
        case Path(Name(name), field):
            return _made_whole(_kind_of(name, reader), field, reader, waiting)
    return False


def _kind_of(name: str, reader: RuleReader) -> str:
    return reader.asked_on if name == "subject" else name


def _made_whole(
    kind: str, field: str, reader: RuleReader, waiting: frozenset[tuple[str, str]]
) -> bool:
    """Whether every rule that makes a ruling of that kind fills the field with a whole number."""
    made = list(_made(kind, field, reader.plan))
    if not made or (kind, field) in waiting:
        return bool(made)
    return all(
        _is_whole(filled, reader.of(rule), waiting | {(kind, field)}) for rule, filled in made
    )


def _made(kind: str, field: str, plan: Plan) -> Iterator[tuple[RulePlan, Core]]:
    for rule in plan.rules:
        for outcome in rule.outcomes:
            if outcome.kind == kind:
                filled = _filled(outcome, field)
                if filled is not None:
                    yield rule, filled


def _filled(outcome: OutcomePlan, field: str) -> Core | None:
    for name, filling, _ in outcome.fields:
        if name == field and not isinstance(filling, TextPlan | WordsPlan):
            return filling
    return None
