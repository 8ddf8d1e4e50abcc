"""Advice on policies that would run, and what their tables leave open: a file and an example each."""

from collections.abc import Callable, Iterable, Sequence

from clausewise.checks.bare_numbers import bare_numbers
from clausewise.checks.missing_needs import missing_needs
from clausewise.checks.missing_values import missing_values
from clausewise.checks.one_language import clauses_in_one_language, rules_in_one_language
from clausewise.checks.rules.asked_together import AskedTogether, asked_together
from clausewise.checks.rules.idle_rules import idle_rules
from clausewise.checks.rules.rule_pairs import rule_pairs
from clausewise.checks.rules.tiers import tiers
from clausewise.checks.tables.brackets import brackets
from clausewise.checks.tables.decision_tables import tables
from clausewise.model.policy import Handbook
from clausewise.plan.plan import Plan, RulePlan
from clausewise.source.diagnostic import Diagnostic

CHECKS: tuple[Callable[[RulePlan, Plan], Iterable[Diagnostic]], ...] = (
    missing_needs,
    missing_values,
    bare_numbers,
    rules_in_one_language,
)
HANDBOOK_CHECKS: tuple[Callable[[Handbook], Iterable[Diagnostic]], ...] = (clauses_in_one_language,)
TABLE_CHECKS: tuple[Callable[[Plan], Iterable[Diagnostic]], ...] = (tables, brackets)
MUTUAL_CHECKS: tuple[Callable[[Sequence[AskedTogether]], Iterable[Diagnostic]], ...] = (
    rule_pairs,
    tiers,
)
"""Rules held against each other."""


def advice(plan: Plan, file: str | None = None) -> list[Diagnostic]:
    """What might be meant otherwise, in the order of places; without what `allow` names.

    Of one file alone where it is named, as its source is: what could only be told of another is not
    worked out then.
    """
    rules = [rule for rule in plan.rules if file in (None, rule.span.source.name)]
    asked = asked_together(plan)
    told = [one for check in HANDBOOK_CHECKS for one in check(plan.handbook)]
    told += [one for check in TABLE_CHECKS for one in check(plan)]
    told += idle_rules(plan, rules, asked)
    told += [one for check in MUTUAL_CHECKS for one in check(asked)]
    for rule in rules:
        told += [one for check in CHECKS for one in check(rule, plan) if one.code not in rule.allow]
    kept = [one for one in told if file in (None, one.span.source.name)]
    return sorted(kept, key=lambda one: (one.span.source.name, one.span.start, one.code))
