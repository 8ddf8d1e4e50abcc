"""Rules held against each other: names given twice, rules overridden that are not there, circles."""

from collections.abc import Iterable, Sequence

from clausewise.model.policy import OnFact, Rule
from clausewise.plan.plan import RulePlan
from clausewise.plan.telling import Telling
from clausewise.source.nearest import nearest
from clausewise.source.span import Span


def check_rules(rules: Sequence[Rule], ids: Iterable[str], telling: Telling) -> None:
    """`ids` are those of all rules of the handbook, ladders and obligations among them."""
    everything = list(ids)
    known = set(everything)
    written = [rule.id for rule in rules]
    for rule in rules:
        # A ladder or an obligation is a rule of that name as well.
        if everything.count(rule.id) > written.count(rule.id):
            telling.tell(rule.span, "CW351", name=rule.id, first=f"{rule.id} (ladder, breach)")
    seen: dict[str, list[Rule]] = {}
    for rule in rules:
        for other in seen.get(rule.id, ()):
            if rule.effective.meets(other.effective):
                telling.tell(rule.span, "CW351", other.span, name=rule.id, first=str(other.span))
        seen.setdefault(rule.id, []).append(rule)
        for name, span in rule.overrides:
            if name not in known:
                telling.tell(span, "CW363", name=name, nearest=nearest(name, known))


def tell_circle(circle: Sequence[RulePlan], rules: Sequence[Rule], telling: Telling) -> None:
    """Told where the first rule of the circle reads what the next one makes."""
    words = [circle[0].id]
    for reader, maker in zip(circle, (*circle[1:], circle[0]), strict=True):
        made = sorted(reader.kinds_read & maker.makes)
        words += [*(f"[{kind}]" for kind in made[:1]), maker.id]
    waited = circle[0].kinds_read & circle[1 % len(circle)].makes
    place = next(
        (_where_read(rule, waited) for rule in rules if rule.span is circle[0].span),
        circle[0].span,
    )
    others = [plan.span for plan in circle[1:]]
    telling.tell(place, "CW357", *others, cycle=" ← ".join(words))


def _where_read(rule: Rule, kinds: frozenset[str]) -> Span:
    """Where a rule names one of the kinds; the rule itself where it does not."""
    named: list[tuple[str, Span]] = []
    if isinstance(rule.trigger, OnFact):
        named += zip(rule.trigger.kinds, rule.trigger.spans, strict=True)
    for read in rule.reads:
        named += zip(read.kinds, read.kind_spans, strict=True)
    if rule.expect is not None and rule.expect.fact is not None and rule.expect.fact_span:
        named.append((rule.expect.fact, rule.expect.fact_span))
    return next((span for kind, span in named if kind in kinds), rule.span)
