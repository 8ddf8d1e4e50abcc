"""Rules that are asked about the same facts, or about the same stretches of time."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from clausewise.checks.known import Known, changes_of, value_on
from clausewise.checks.rules.domains import Domain, domain_of
from clausewise.checks.rules.ways import Demands, RuleReader, Things, worked_out
from clausewise.model.policy import Dates
from clausewise.plan.plan import OnKinds, Plan, RulePlan


@frozen
class AskedTogether:
    """Rules asked about facts of one kind, or about one unit, as the parameters stand at a time."""

    asked_on: str
    readers: tuple[RuleReader, ...]
    known: Known

    def domains(self, rows: Sequence[tuple[RuleReader, Demands]]) -> Mapping[int, Domain]:
        """What is known of the numbers that the rows ask about."""
        return {
            one.thing: domain_of(one.core, reader) for reader, demands in rows for one in demands
        }


def asked_together(plan: Plan) -> tuple[AskedTogether, ...]:
    """Every kind and unit that rules are asked on, each time anew that a parameter of theirs changes."""
    by_subject: dict[str, list[RulePlan]] = {}
    for rule in plan.rules:
        for asked_on in asked_on_of(rule):
            by_subject.setdefault(asked_on, []).append(rule)
    found: list[AskedTogether] = []
    for asked_on, rules in by_subject.items():
        things = Things()
        makers = [rule for rule in plan.rules if asked_on in rule.makes]
        for stretch, known in _times(plan, [*rules, *makers]):
            asked = [rule for rule in rules if rule.effective.meets(stretch)]
            readers = (RuleReader(rule, asked_on, plan, known, things) for rule in asked)
            found.append(AskedTogether(asked_on, tuple(readers), known))
    return tuple(found)


def asked_on_of(rule: RulePlan) -> tuple[str, ...]:
    trigger = rule.trigger
    return trigger.kinds if isinstance(trigger, OnKinds) else (f"each {trigger.unit}",)


def subjects_of(rule: RulePlan, plan: Plan) -> frozenset[str]:
    """What its subjects may come from: a ruling has the subject of the fact or unit it came from."""
    found: set[str] = set()
    waiting = list(asked_on_of(rule))
    while waiting:
        asked_on = waiting.pop()
        if asked_on not in found:
            found.add(asked_on)
            for maker in plan.rules:
                if asked_on in maker.makes:
                    waiting += asked_on_of(maker)
    return frozenset(found)


def _times(plan: Plan, rules: Sequence[RulePlan]) -> Iterator[tuple[Dates, Known]]:
    """What is known of the rules' parameters, and on which days.

    A truth is a switch, and a parameter without a value is yet to be decided: neither is known.
    """
    names = sorted({name for rule in rules for name in rule.parameters})
    read = [plan.parameters[name] for name in names if name in plan.parameters]
    starts = [None, *changes_of(read)]
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        stands = {one.name: value_on(one, start) for one in read}
        values = {
            name: value
            for name, value in stands.items()
            if value is not None and not isinstance(value, bool)
        }
        last = None if following is None else following.plus_days(-1)
        yield Dates(start, last), Known(worked_out(values, plan.definitions))
