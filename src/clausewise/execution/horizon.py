"""Which days each rule is asked about: the period, and what later rules read of the time before."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from clausewise.calendar.units import UnitKind, end_of, start_of
from clausewise.execution.extents import Bounds, extent_of
from clausewise.execution.run import Run
from clausewise.model.facts import Days
from clausewise.plan.plan import OnKinds, ReadPlan, RulePlan
from clausewise.plan.verdict import Subject
from clausewise.plan.windows import NoReach, Service, Whole
from clausewise.values.temporal import Date

# How far before a ruling its fact or unit may lie, where a deadline dates the ruling.
FARTHEST_DEADLINE = 400
# Units of service begin on each employee's own day: how long they are at most.
SERVICE_MONTHS: Mapping[UnitKind, int] = {
    "service_month": 1,
    "service_quarter": 3,
    "service_year": 12,
}


# Before anything that anybody knows of.
LONG_AGO = Date.of(1900, 1, 1)


@frozen
class Horizon:
    """`asked`: the days of the rulings that are wanted, look-back included.  `deep`: those wanted
    as far as anything is known.  `near`: those that a unit or fact touching the period reads; a
    feed declared without a range covers them."""

    asked: Days
    deep: Days
    near: Days

    def since(self, dawn: Date) -> Days:
        """The days to ask about where something is known from `dawn` on."""
        return joined(self.asked, Days(max(self.deep.first, dawn), self.deep.last))


def horizons(run: Run) -> Mapping[str, Horizon]:
    """By rule id.  Worked out from the last layer to the first: readers before makers.

    Two rules of one id (in force at different times) share a horizon.  What a rule overrides is
    known only where that rule is asked as well; a second round carries that to what it reads.
    """
    period = run.setting.period
    asked: dict[str, Days] = {}
    deep: dict[str, Days] = {}
    near: dict[str, Days] = {}
    ways = ((asked, False, 0), (deep, True, FARTHEST_DEADLINE), (near, True, 0))
    for _ in range(2):
        for layer in reversed(run.plan.layers):
            for rule in layer:
                for wanted, endless, _days in ways[:2]:
                    own = wanted.get(rule.id, period)
                    wanted[rule.id] = joined(own, _once(rule, own, endless, run))
                near[rule.id] = joined(near.get(rule.id, period), _touching(rule, period))
            for rule in layer:
                for wanted, endless, farthest in ways:
                    for kind, days in _read(rule, wanted[rule.id], endless, farthest, run):
                        for other in _behind(kind, rule, run.plan.rules):
                            wanted[other] = joined(wanted.get(other, period), days)
                if rule.once is not None:
                    for other in _overriding({rule.id}, rule, run.plan.rules):
                        for wanted in (asked, deep):
                            wanted[other] = joined(wanted.get(other, period), wanted[rule.id])
    return {
        rule.id: Horizon(asked[rule.id], deep[rule.id], near[rule.id]) for rule in run.plan.rules
    }


def _behind(kind: str, reader: RulePlan, rules: Iterable[RulePlan]) -> set[str]:
    """The rules that make a kind, and those that may displace what these make."""
    makers = {rule.id for rule in rules if kind in rule.makes}
    return makers | _overriding(makers, reader, rules)


def _overriding(ids: set[str], reader: RulePlan, rules: Iterable[RulePlan]) -> set[str]:
    return {rule.id for rule in rules if rule.id != reader.id and ids & {*rule.overrides}}


def joined(one: Days, other: Days) -> Days:
    return Days(min(one.first, other.first), max(one.last, other.last))


def _touching(rule: RulePlan, period: Days) -> Days:
    """The period, and the whole of each unit that touches it."""
    if isinstance(rule.trigger, OnKinds):
        return period
    return Days(_start(rule.trigger.unit, period.first), _end(rule.trigger.unit, period.last))


def _start(unit: UnitKind, day: Date) -> Date:
    """The first day of the unit, for whomever: a unit of service may begin its length before."""
    return start_of(unit, day) or day.plus_months(-SERVICE_MONTHS[unit])


def _end(unit: UnitKind, day: Date) -> Date:
    return end_of(unit, day) or day.plus_months(SERVICE_MONTHS[unit])


def _once(rule: RulePlan, days: Days, endless: bool, run: Run) -> Days:
    """A rule that holds once in a unit is asked about all of it up to here."""
    if rule.once is None:
        return days
    match run.reach_of(rule.once):
        case Whole(unit):
            return Days(_start(unit, days.first), days.last)
        case _:
            return Days(LONG_AGO if endless else days.first, days.last)


def _read(
    rule: RulePlan, days: Days, endless: bool, farthest: int, run: Run
) -> Iterable[tuple[str, Days]]:
    """The kinds of rulings a rule reads, each with the days it reads them of.

    `endless`: windows that have no end go back to the beginning; else they are left out.
    """
    outcomes = run.plan.vocabulary.outcomes
    anchors = _anchors(rule, days, farthest, run)
    if isinstance(rule.trigger, OnKinds):
        for kind in rule.trigger.kinds:
            if kind in outcomes:
                yield kind, anchors
    for read in rule.reads:
        for kind in read.kinds:
            if kind in outcomes:
                yield kind, _span(rule, read, anchors, endless, run)
    expect = rule.expect
    if expect is not None and expect.fact in outcomes:
        yield str(expect.fact), Days(anchors.first, max(anchors.last, run.setting.as_of))


def _anchors(rule: RulePlan, days: Days, farthest: int, run: Run) -> Days:
    """The days of the subjects whose rulings are dated on these days."""
    anchors = _touching(rule, days)
    if farthest == 0 or (rule.date is None and rule.expect is None):
        return anchors
    return Days(anchors.first.plus_days(-farthest), max(anchors.last, run.setting.as_of))


def reaches_back_to(rule: RulePlan, days: Days, run: Run) -> Date:
    """The earliest day that a rule reads facts of, where its rulings are dated on these days.

    Windows without an end are not counted: they take what there is.
    """
    anchors = _touching(rule, days)
    spans = (
        _span(rule, read, anchors, False, run).first
        for read in rule.reads
        if not isinstance(run.reach(read.window), Service | NoReach)
        and read.window.direction != "overlapping"
    )
    return min([anchors.first, *spans])


def _span(rule: RulePlan, read: ReadPlan, anchors: Days, endless: bool, run: Run) -> Days:
    """From the earliest that the first subject reads to the latest that the last one does."""
    terms, reach, as_of = read.window, run.reach(read.window), run.setting.as_of
    if isinstance(reach, Service | NoReach) or terms.direction == "overlapping":
        return Days(LONG_AGO if endless else anchors.first, max(as_of, anchors.last))
    if reach is None and not isinstance(rule.trigger, OnKinds):
        return anchors
    first, last = anchors.first, anchors.last
    if isinstance(reach, Whole) and terms.direction != "after":
        first = _start(reach.unit, anchors.first)
    if isinstance(reach, Whole) and terms.direction != "before":
        last = _end(reach.unit, anchors.last)
    if not isinstance(reach, Whole):
        for day in (anchors.first, anchors.last):
            bounds = Bounds(day, day, None, None, run.setting.calendar)
            extent = extent_of(terms, reach, Subject(None, day), bounds)
            first = min(first, extent.first or first)
            last = max(last, extent.last or last)
    return Days(first, min(last, max(as_of, anchors.last)))
