"""Which rules a mistake reaches: all others answer as before, and need not be asked."""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from clausewise.plan.plan import Plan, RulePlan

_Step = Callable[[Sequence[RulePlan], Sequence[RulePlan]], Iterable[RulePlan]]


@frozen
class Reach:
    """The ids of the rules that may answer otherwise, and a plan of these and what they read."""

    rules: frozenset[str]
    plan: Plan


def reach_of(plan: Plan, sound: Plan) -> Reach:
    """What may be answered otherwise where `plan` stands in the place of the sound one.

    A change outside the rules, such as of a parameter, is taken to reach them all.
    """
    either = (*plan.rules, *sound.rules)
    if _beside_rules(plan) != _beside_rules(sound):
        return Reach(frozenset(rule.id for rule in either), plan)
    changed = _changed(plan.rules, sound.rules)
    reached = _closed(changed, either, _followers)
    needed = _closed(reached, either, _sources)
    layers = (tuple(rule for rule in layer if rule.id in needed) for layer in plan.layers)
    return Reach(frozenset(reached), evolve(plan, layers=tuple(filter(None, layers))))


def _beside_rules(plan: Plan) -> Plan:
    """The plan without its rules and what follows from their text alone."""
    return evolve(
        plan,
        layers=(),
        digest="",
        handbook=evolve(plan.handbook, clauses={}),
        tables=(),
        brackets=(),
    )


def _changed(rules: Sequence[RulePlan], sound: Sequence[RulePlan]) -> set[str]:
    def by_id(all_: Sequence[RulePlan]) -> dict[str, list[RulePlan]]:
        found: dict[str, list[RulePlan]] = {}
        for rule in all_:
            found.setdefault(rule.id, []).append(rule)
        return found

    now, before = by_id(rules), by_id(sound)
    return {id_ for id_ in {*now, *before} if now.get(id_) != before.get(id_)}


def _closed(ids: set[str], rules: Sequence[RulePlan], step: _Step) -> set[str]:
    """The ids, and those that a step leads to from any of them."""
    found = {*ids}
    while True:
        more = {rule.id for rule in step([one for one in rules if one.id in found], rules)}
        if more <= found:
            return found
        found |= more


def _followers(some: Sequence[RulePlan], rules: Sequence[RulePlan]) -> Iterable[RulePlan]:
    """Those that read what some rules make, or give way to one of them."""
    made = {kind for one in some for kind in one.makes}
    displaced = {id_ for one in some for id_ in one.overrides}
    return (rule for rule in rules if rule.kinds_read & made or rule.id in displaced)


def _sources(some: Sequence[RulePlan], rules: Sequence[RulePlan]) -> Iterable[RulePlan]:
    """Those that make what some rules read, or that one of them gives way to."""
    read = {kind for one in some for kind in one.kinds_read}
    some_ids = {one.id for one in some}
    return (rule for rule in rules if rule.makes & read or some_ids.intersection(rule.overrides))
