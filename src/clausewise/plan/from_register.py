"""Obligations of the clause register, and ladders, into ordinary rules."""

import json

from clausewise.feel.core import Constant, ListOf
from clausewise.model.policy import (
    Clause,
    Condition,
    Ladder,
    OnFact,
    Outcome,
    Read,
    Rule,
    Text,
    WindowTerms,
)
from clausewise.model.vocabulary import BREACH
from clausewise.plan.plan import RulePlan
from clausewise.plan.unwritten import unwritten

OBLIGATION = "obligation"
VIOLATION = "violation"


def obligation_rule(clause: Clause) -> Rule | None:
    """The rule that a duty or procedure with obligations is: a confirmed breach is a violation.

    None for a clause without obligations (language.md §3).
    """
    if not clause.obligations or clause.kind not in ("duty", "procedure"):
        return None
    words = ", ".join(json.dumps(word) for word in clause.obligations)
    at = clause.span
    conditions = (f"breach.obligation in ({words})", "breach.confirmed")
    fields = ("obligation", "severity", "id")
    pieces = {
        ("evidence" if name == "id" else name): Text((unwritten(f"breach.{name}", at),), at)
        for name in fields
    }
    return Rule(
        id=f"breach-{clause.id}",
        clauses=(clause.id,),
        trigger=OnFact((BREACH,), (at,)),
        outcomes=(Outcome(VIOLATION, at, at, fields=pieces),),
        span=at,
        clause_span=at,
        title=clause.summary,
        when=tuple(Condition(unwritten(text, at)) for text in conditions),
    )


def ladder_rule(ladder: Ladder) -> Rule:
    """The rule that a ladder is: the n-th fact of its kind within the time climbs the n-th step.

    Past the last step it stays there.  Breaches climb when they are confirmed, other kinds always;
    a ladder's own `where` narrows both.
    """
    at, kind, places = ladder.span, ladder.on, ladder.places
    of_kind = places.get("on", at)
    steps = ", ".join(json.dumps(step) for step in ladder.steps)
    where = [f"{kind}.confirmed"] if kind == BREACH else []
    own = [ladder.where.text] if ladder.where is not None else []
    text = " and ".join([*where, *(f"({condition})" for condition in own)])
    window = WindowTerms("before", ladder.within or "service", places.get("within", at))
    last = len(ladder.steps)
    # Facts of the same day are climbed in the order in which lists have them: a day alone before
    # all moments of it, then by id.
    counted = (
        f"count(prior[item.date < {kind}.date or item.date = {kind}.date and "
        f"(if item.at = null and {kind}.at = null then item.id < {kind}.id "
        f"else if item.at = null then true else if {kind}.at = null then false "
        f"else if item.at = {kind}.at then item.id < {kind}.id else item.at < {kind}.at)]) + 1"
    )
    return Rule(
        id=ladder.name,
        clauses=ladder.clauses,
        trigger=OnFact((kind,), (of_kind,)),
        outcomes=(
            Outcome(
                ladder.outcome,
                at,
                places.get("outcome", at),
                fields={"level": Text((unwritten("steps[step]", at),), at)},
            ),
        ),
        span=at,
        clause_span=at,
        reads=(
            Read(
                "prior", (kind,), window, unwritten(text, at) if text else None, of_kind, (of_kind,)
            ),
        ),
        lets=(
            ("steps", unwritten(f"[{steps}]", at)),
            ("step", unwritten(f"min({counted}, {last})", at)),
        ),
        when=tuple(Condition(unwritten(condition, at)) for condition in (*where, *own)),
    )


def steps_of(rule: RulePlan) -> tuple[str, ...]:
    """The steps of the ladder that a rule is, from the first; none of any other rule."""
    steps = rule.lets.get("steps")
    if not isinstance(steps, ListOf) or steps.span.source.stands_at is None:
        return ()
    return tuple(step.value for step in steps.parts if isinstance(step, Constant))
