"""Which rule gives way to which: the special before the general."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from clausewise.plan.verdict import Verdict
from clausewise.values.truth import Truth, any_of


@frozen
class Weighed:
    """A verdict, and the one that displaces it, if one does."""

    verdict: Verdict
    by: Verdict | None = None


def weigh(verdicts: Sequence[Verdict]) -> list[Weighed]:
    """Each verdict in its order, displaced where a rule that overrides its own rules there too.

    Where the overriding rule is undetermined or pending, so is the one it would displace.
    """
    overriding: dict[tuple[str, str, str], list[Verdict]] = {}
    for verdict in verdicts:
        employee, root, _ = verdict.place
        for name in verdict.rule.overrides:
            overriding.setdefault((name, employee, root), []).append(verdict)
    if not overriding:
        return [Weighed(verdict) for verdict in verdicts]
    return [_weigh(verdict, overriding, ()) for verdict in verdicts]


def _weigh(
    verdict: Verdict,
    overriding: Mapping[tuple[str, str, str], list[Verdict]],
    above: tuple[Verdict, ...],
) -> Weighed:
    """`above` are the verdicts that wait for this one: rules that override each other in a circle
    do not displace each other."""
    employee, root, each = verdict.place
    waits_for = None
    for other in overriding.get((verdict.rule.id, employee, root), ()):
        same = not each or not other.each or each == other.each
        if not same or other is verdict or other in above or verdict.state == "excepted":
            continue
        stands = _weigh(other, overriding, (*above, verdict))
        if stands.by is not None:
            continue
        rules = _rules(stands.verdict)
        if rules:
            return Weighed(verdict, stands.verdict)
        if rules is None and waits_for is None:
            waits_for = stands.verdict
    if waits_for is not None and verdict.state == "holds":
        return Weighed(_as_open(verdict, waits_for))
    return Weighed(verdict)


def _rules(verdict: Verdict) -> Truth:
    """Whether anything follows from a verdict; null where that is not known yet."""
    if verdict.state == "holds":
        return any_of(outcome.holds for outcome in verdict.outcomes)
    return None if verdict.state in ("undetermined", "pending") else False


def _as_open(verdict: Verdict, other: Verdict) -> Verdict:
    """A verdict as undecided as the one it waits for; what is pending has its subject's own day."""
    if other.state == "pending":
        day = verdict.subject.own_day
        return evolve(verdict, state="pending", due=other.due, date=day)
    unfinished = {name for outcome in other.outcomes for name in outcome.missing}
    return evolve(
        verdict,
        state="undetermined",
        missing=other.missing or tuple(sorted(unfinished)),
        incomplete_feed=other.incomplete_feed,
    )
