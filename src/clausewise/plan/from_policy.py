"""A handbook's policies into a plan: names resolved, expressions typed, sugar taken away."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from clausewise.feel.core import Core
from clausewise.model.policy import Book, Clause, Dates, Ladder, Policy, Rule
from clausewise.model.vocabulary import BREACH, Vocabulary
from clausewise.plan.among_rules import check_rules, tell_circle
from clausewise.plan.citations import check_citations, check_obligations
from clausewise.plan.declarations import with_declarations
from clausewise.plan.from_register import OBLIGATION, VIOLATION, ladder_rule, obligation_rule
from clausewise.plan.from_rule import rule_plan
from clausewise.plan.kinds import Kinds
from clausewise.plan.layers import layers_of
from clausewise.plan.names import derived_fields, names_of
from clausewise.plan.plan import Plan
from clausewise.plan.telling import Telling
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.values.types import BOOLEAN


def plan_of(book: Book, vocabulary: Vocabulary) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan of one handbook; None, and why, where its policies have errors."""
    handbook, policies = book.handbook, book.policies
    telling = Telling()
    kinds = Kinds(vocabulary, handbook.currency)
    check_obligations(handbook, vocabulary.enums.get(OBLIGATION, ()), telling)
    check_citations(book, telling)
    names = names_of(policies, vocabulary, telling)
    derived = derived_fields(vocabulary, telling)
    scope = telling.expression(handbook.scope, names.environment, BOOLEAN)
    scopes: list[tuple[Rule, tuple[Core, ...]]] = []
    for policy in policies:
        narrowed = telling.expression(policy.scope, names.environment, BOOLEAN)
        own = tuple(one for one in (scope, narrowed) if one is not None)
        scopes += [(rule, own) for rule in (*policy.rules, *_ladders(policy, kinds, telling))]
    general = () if scope is None else (scope,)
    clauses = handbook.clauses.values()
    scopes += [(rule, general) for rule in _obligations(clauses, kinds, telling)]
    rules = [
        rule_plan(_narrowed(rule, handbook.effective), own, names, kinds, telling)
        for rule, own in scopes
    ]
    written = [rule for policy in policies for rule in policy.rules]
    check_rules(written, (rule.id for rule in rules), telling)
    layers, circle = layers_of(rules)
    if circle:
        tell_circle(circle, written, telling)
    shown = with_declarations(telling.told, policies)
    told = sorted(shown, key=lambda one: (one.span.source.name, one.span.start, one.code))
    if telling.wrong or not book.sound:
        return None, told
    plan = Plan(
        handbook=handbook,
        vocabulary=vocabulary,
        digest=book.digest,
        parameters=names.parameters,
        definitions=names.definitions,
        functions=names.functions,
        layers=layers,
        derived=derived,
        scope=scope,
        tables=tuple(table for policy in policies for table in policy.tables),
        brackets=tuple(one for policy in policies for one in policy.brackets),
    )
    return plan, told


def _narrowed(rule: Rule, within: Dates) -> Rule:
    """The rule, in force only while the handbook is."""
    firsts = [day for day in (within.first, rule.effective.first) if day is not None]
    lasts = [day for day in (within.last, rule.effective.last) if day is not None]
    dates = Dates(max(firsts, default=None), min(lasts, default=None))
    return evolve(rule, effective=dates)


def _ladders(policy: Policy, kinds: Kinds, telling: Telling) -> Iterator[Rule]:
    """The rules that ladders are; one whose outcome or steps are wrong is told of, and makes none."""
    for ladder in policy.ladders:
        if _is_sound(ladder, kinds, telling):
            yield ladder_rule(ladder)


def _is_sound(ladder: Ladder, kinds: Kinds, telling: Telling) -> bool:
    outcomes = kinds.vocabulary.outcomes
    outcome = outcomes.get(ladder.outcome)
    if outcome is None:
        span = ladder.places.get("outcome", ladder.span)
        near = nearest(ladder.outcome, outcomes)
        telling.tell(span, "CW354", name=ladder.outcome, nearest=near)
        return False
    level = outcome.fields.get("level")
    words = None if level is None else getattr(level.type, "one_of", None)
    wrong = [] if words is None else [step for step in ladder.steps if step not in words]
    for step, span in zip(ladder.steps, ladder.step_spans, strict=True):
        if step in wrong:
            telling.tell(span, "CW373", word=step, nearest=nearest(step, words or ()))
    return not wrong


def _obligations(clauses: Iterable[Clause], kinds: Kinds, telling: Telling) -> Iterator[Rule]:
    """The rules that obligations of the register are, for those that the vocabulary has."""
    known = kinds.vocabulary.enums.get(OBLIGATION, ())
    for clause in clauses:
        words = tuple(word for word in clause.obligations if word in known)
        rule = obligation_rule(evolve(clause, obligations=words))
        if rule is None:
            continue
        if BREACH not in kinds:
            telling.tell(
                clause.span, "CW353", name=BREACH, nearest=nearest(BREACH, kinds.vocabulary.events)
            )
        elif VIOLATION not in kinds.vocabulary.outcomes:
            near = nearest(VIOLATION, kinds.vocabulary.outcomes)
            telling.tell(clause.span, "CW354", name=VIOLATION, nearest=near)
        else:
            yield rule
