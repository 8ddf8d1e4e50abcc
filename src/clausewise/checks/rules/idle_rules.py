"""CW430 to CW434: rules, outcomes, exceptions and overrides that can never come about.

    when:
      - late.minutes > 60
      - late.minutes <= 15        # no number is both

What is told of a rule is so wherever it is asked, and whenever its parameters change.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from clausewise.checks.rules.asked_together import AskedTogether, subjects_of
from clausewise.checks.rules.domains import ANYTHING, Domain
from clausewise.checks.rules.side_by_side import side_by_side
from clausewise.checks.rules.ways import Demand, Demands, RuleReader
from clausewise.plan.plan import Plan, RulePlan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span

_Key = tuple[str, str]
_Places = Mapping[tuple[str, Span], Diagnostic]


def idle_rules(
    plan: Plan, rules: Sequence[RulePlan], asked: Sequence[AskedTogether]
) -> Iterator[Diagnostic]:
    """What never comes about of some of the rules, without what `allow` of the rule names."""
    looks: dict[_Key, list[_Look]] = {}
    for together in asked:
        for reader in together.readers:
            looks.setdefault(_key(reader.rule), []).append(_Look(reader, together))
    by_id: dict[str, list[RulePlan]] = {}
    for rule in plan.rules:
        by_id.setdefault(rule.id, []).append(rule)
    for rule in rules:
        told = [*_never_in_force(rule)]
        told += _everywhere([look.told() for look in looks.get(_key(rule), ())])
        told = told or list(_idle_overrides(rule, by_id, plan, looks))
        yield from (one for one in told if one.code not in rule.allow)


def _never_in_force(rule: RulePlan) -> Iterator[Diagnostic]:
    """Dates of its own that lie wholly before or after those of the handbook."""
    first, last = rule.effective.first, rule.effective.last
    if first is not None and last is not None and last < first:
        clash = f"effective from {first} and effective to {last}"
        yield Diagnostic.at(rule.span, "CW430", rule=rule.id, clash=clash)


def _key(rule: RulePlan) -> _Key:
    return rule.id, str(rule.span)


@frozen
class _Look:
    """One rule where, and when, it is asked."""

    reader: RuleReader
    together: AskedTogether

    def told(self) -> _Places:
        return {(one.code, one.span): one for one in self._told()}

    def _told(self) -> Iterator[Diagnostic]:
        reader, rule = self.reader, self.reader.rule
        meeting = reader.meeting
        clash = self.clash(meeting)
        if clash is not None:
            yield _clashing(clash, "CW430", rule.span, rule=rule.id)
            return
        swallowed = False
        for one in rule.unless:
            spared = reader.also(meeting, one.condition, wanted=False)
            left = self.clash(spared)
            if left is not None:
                swallowed = True
                yield Diagnostic.at(one.condition.span, "CW431", rule.span, rule=rule.id)
            needless = self.clash(reader.also(meeting, one.condition, wanted=True))
            if needless is not None:
                yield _clashing(needless, "CW432", one.condition.span, rule=rule.id)
        for outcome in () if swallowed else rule.outcomes:
            if outcome.when is not None:
                own = self.clash(reader.also(reader.holding, outcome.when, wanted=True))
                if own is not None:
                    blanks = {"rule": rule.id, "outcome": outcome.kind}
                    yield _clashing(own, "CW433", outcome.when.span, **blanks)

    def clash(self, ways: Sequence[Demands]) -> Sequence[Demand] | None:
        """Demands on one thing that no value of it meets, where each of the ways has such; else null."""
        domains = self.together.domains([(self.reader, demands) for demands in ways])
        contested = [_contested(demands, domains) for demands in ways]
        if not all(contested):
            return None
        rows = side_by_side(contested, domains, self.together.known)
        if rows is None:
            return None
        empty = [rows.empty_column(row) for row in range(len(contested))]
        if None in empty:
            return None
        return rows.asked_of(empty[0], 0) if empty and empty[0] is not None else ()


def _contested(demands: Demands, domains: Mapping[int, Domain]) -> Demands:
    """Demands on what is asked of twice, or cannot be just any number: the others can be met."""
    asked = Counter(one.thing for one in demands)
    return tuple(one for one in demands if asked[one.thing] > 1 or domains[one.thing] != ANYTHING)


def _clashing(demands: Sequence[Demand], code: str, place: Span, **blanks: str) -> Diagnostic:
    """Told where the last of the demands is made, with the others beside it."""
    spans = list(dict.fromkeys(one.span for one in demands))
    words = list(dict.fromkeys(one.said for one in demands))
    clash = " and ".join(words) or " ".join(place.text.split())
    at = spans[-1] if spans and code == "CW430" else place
    beside = (span for span in spans if span != at)
    return Diagnostic.at(at, code, *beside, clash=clash, **blanks)


def _everywhere(looks: Sequence[_Places]) -> list[Diagnostic]:
    """What every look tells."""
    if not looks:
        return []
    return [one for key, one in looks[0].items() if all(key in further for further in looks[1:])]


# -- overrides -------------------------------------------------------------------------------------


def _idle_overrides(
    rule: RulePlan,
    by_id: Mapping[str, Sequence[RulePlan]],
    plan: Plan,
    looks: Mapping[_Key, Sequence[_Look]],
) -> Iterator[Diagnostic]:
    for name, span in zip(rule.overrides, rule.override_spans, strict=True):
        others = by_id.get(name, ())
        if others and not any(_can_meet(rule, other, plan, looks) for other in others):
            yield Diagnostic.at(
                span, "CW434", *(one.span for one in others), rule=rule.id, other=name
            )


def _can_meet(
    rule: RulePlan, other: RulePlan, plan: Plan, looks: Mapping[_Key, Sequence[_Look]]
) -> bool:
    """Whether both can rule on one subject: the same fact or unit, the same elements, the same case."""
    if not rule.effective.meets(other.effective) or bool(rule.each) != bool(other.each):
        return False
    if not subjects_of(rule, plan) & subjects_of(other, plan):
        return False
    one, two = looks.get(_key(rule), ()), looks.get(_key(other), ())
    pairs = [(a, b) for a in one for b in two if a.together is b.together]
    return not pairs or not all(_are_apart(a, b) for a, b in pairs)


def _are_apart(one: _Look, two: _Look) -> bool:
    """Whether no way of one rule goes together with any of the other."""
    mine, theirs = one.reader.holding, two.reader.holding
    asking = [(one.reader, way) for way in mine] + [(two.reader, way) for way in theirs]
    domains = one.together.domains(asking)
    rows = side_by_side([*mine, *theirs], domains, one.together.known)
    if rows is None:
        return False
    return not any(
        rows.together(row, len(mine) + other) is not None
        for row in range(len(mine))
        for other in range(len(theirs))
    )
