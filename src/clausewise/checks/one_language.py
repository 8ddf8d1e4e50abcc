"""CW403: a summary or a title that only one of the two languages has.

"4.1": {kind: rule, summary: {zh: 迟到}}      # add en
"""

from collections.abc import Iterator, Mapping

from clausewise.model.policy import Handbook
from clausewise.plan.plan import Plan, RulePlan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span


def clauses_in_one_language(handbook: Handbook) -> Iterator[Diagnostic]:
    for clause in handbook.clauses.values():
        yield from _lacking(clause.id, clause.summary, clause.span)


def rules_in_one_language(rule: RulePlan, _: Plan) -> Iterator[Diagnostic]:
    # The title of an obligation's rule is the summary of its clause, which is looked at there.
    if rule.id in rule.span.text:
        yield from _lacking(rule.id, rule.title, rule.span)


def _lacking(name: str, words: Mapping[str, str], span: Span) -> Iterator[Diagnostic]:
    for language in ("zh", "en"):
        if words and not words.get(language):
            yield Diagnostic.at(span, "CW403", name=name, lacking=language)
