"""What follows where a rule holds: amounts, fields and texts filled in."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from clausewise.execution.scope import RuleScope
from clausewise.execution.sight import Sight, truth_of
from clausewise.feel.core import Core, Name, Path
from clausewise.feel.interpret import value_of
from clausewise.plan.plan import FieldPlan, OutcomePlan, TextPlan, WordsPlan
from clausewise.plan.verdict import OutcomeVerdict
from clausewise.values.text import feel_string
from clausewise.values.truth import Truth


def outcomes_of(scope: RuleScope, sight: Sight) -> Iterator[OutcomeVerdict]:
    """Each outcome whose own condition is not surely false, as far as it is known."""
    for outcome in sight.rule.outcomes:
        holds = True if outcome.when is None else truth_of(outcome.when, scope)
        if holds is not False:
            yield _outcome(outcome, holds, scope, sight)


def _outcome(outcome: OutcomePlan, holds: Truth, scope: RuleScope, sight: Sight) -> OutcomeVerdict:
    unknown: list[Core] = []
    if holds is None and outcome.when is not None:
        unknown.append(outcome.when)
    amount = None
    if outcome.amount is not None:
        amount = value_of(outcome.amount, scope)
        if not isinstance(amount, Decimal):
            amount = None
            unknown.append(outcome.amount)
    fields: dict[str, Any] = {}
    for name, plan, optional in outcome.fields:
        value, nulls = _filled(plan, scope)
        if nulls and not (optional and _may_be_left_out(plan)):
            unknown.extend(nulls)
        elif value is not None:
            fields[name] = value
    missing = sight.missing(unknown, scope) if unknown else ()
    return OutcomeVerdict(outcome, None if unknown else True, amount, fields, missing)


def _filled(plan: FieldPlan, scope: RuleScope) -> tuple[Any, list[Core]]:
    """A field's value, and the expressions that came out null."""
    if isinstance(plan, WordsPlan):
        return list(plan.words), []
    if not isinstance(plan, TextPlan):
        value = value_of(plan, scope)
        return value, [] if value is not None else [plan]
    texts, nulls = [], []
    for piece in plan.pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        value = value_of(piece, scope)
        if value is None:
            nulls.append(piece)
        else:
            texts.append(feel_string(value) or "")
    return (None if nulls else "".join(texts)), nulls


def _may_be_left_out(plan: FieldPlan) -> bool:
    """An optional text that is one path is left out; so is any optional field of another type.

    What was called or picked from a list is no path: where a table has no row, that is undetermined.
    """
    if not isinstance(plan, TextPlan):
        return True
    base = plan.pieces[0] if plan.path_only else None
    while isinstance(base, Path):
        base = base.base
    return isinstance(base, Name)
