"""Clauses cited by the parts of a handbook, held against its register."""

from collections import Counter
from collections.abc import Iterator, Sequence

from clausewise.model.policy import Book, Handbook, Policy, Rule
from clausewise.plan.telling import Telling
from clausewise.source.nearest import alike, nearest
from clausewise.source.span import Span

Citation = tuple[str, Span]


def check_citations(book: Book, telling: Telling) -> None:
    """Each citation names a registered clause; each clause is cited, or says why it is not."""
    cited = [one for policy in book.policies for one in _citations(policy)]
    for clause, span in cited:
        if clause not in book.handbook.clauses:
            known = nearest(clause, book.handbook.clauses)
            telling.tell(span, "CW352", name=clause, nearest=known)
    _check_carried_out(book.handbook, cited, telling)


def check_obligations(handbook: Handbook, known: tuple[str, ...], telling: Telling) -> None:
    """Each obligation of the register is one of the vocabulary."""
    for clause in handbook.clauses.values():
        for word, span in zip(clause.obligations, clause.obligation_spans, strict=True):
            if word not in known:
                telling.tell(span, "CW375", name=word, nearest=nearest(word, known))


def _citations(policy: Policy) -> Iterator[Citation]:
    things = (policy.parameters, policy.definitions, policy.tables, policy.brackets, policy.ladders)
    for thing in (thing for group in things for thing in group):
        yield from zip(thing.clauses, thing.clause_spans, strict=True)
    for rule in policy.rules:
        yield from _citations_of_rule(rule)


def _citations_of_rule(rule: Rule) -> Iterator[Citation]:
    yield from zip(rule.clauses, rule.clause_spans, strict=True)
    for exemption in rule.unless:
        yield from zip(exemption.clauses, exemption.clause_spans, strict=True)


def _check_carried_out(handbook: Handbook, cited: Sequence[Citation], telling: Telling) -> None:
    names = (clause for clause, _ in cited)
    everything = (*names, *handbook.timetable_clause, *handbook.calendar_clause)
    # A clause is carried out also by what names it wrongly: that was told already.
    known = {one if one in handbook.clauses else alike(one, handbook.clauses) for one in everything}
    for clause in handbook.clauses.values():
        if clause.kind == "informational":
            if not clause.reason:
                telling.tell(clause.span, "CW367", name=clause.id)
            continue
        by_obligation = clause.obligations and clause.kind in ("duty", "procedure")
        if clause.id not in known and not by_obligation:
            perhaps = _perhaps_meant(clause.id, [*handbook.clauses], cited)
            telling.tell(clause.span, "CW366", *perhaps, name=clause.id)


_NEAR = 3
"""How many clauses away in the register a slip of the pen is looked for."""


def _perhaps_meant(name: str, register: Sequence[str], cited: Sequence[Citation]) -> list[Span]:
    """Where a clause that nothing cites may be meant: where the nearest clause in the register
    that is cited more than once is cited.  None where there is no such clause near by."""
    times = Counter(clause for clause, _ in cited)
    place = register.index(name)
    for away in range(1, _NEAR + 1):
        beside = {register[at] for at in (place - away, place + away) if 0 <= at < len(register)}
        twice = {clause for clause in beside if times[clause] > 1}
        if twice:
            return [span for clause, span in cited if clause in twice]
    return []
