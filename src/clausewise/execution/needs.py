"""What must be known where a rule rules on something missing."""

from clausewise.execution.deadlines import day_of, opens_of
from clausewise.execution.extents import Extent, own_stretch
from clausewise.execution.person import Person
from clausewise.execution.scope import RuleScope
from clausewise.execution.sight import Sight
from clausewise.model.facts import Days
from clausewise.plan.verdict import Subject
from clausewise.values.temporal import Date


def gaps_of(
    subject: Subject, person: Person, scope: RuleScope, sight: Sight, near: Days
) -> dict[str, list[Date]]:
    """The feeds that are not complete where the rule rules on something missing."""
    rule, feeds = sight.rule, sight.run.feeds
    gaps: dict[str, list[Date]] = {}
    wanted: list[tuple[str, Date | None, Date | None]] = []
    for kind in rule.needs:
        windows = [
            sight.extent(read, subject, person)
            if read.window.direction != "overlapping"
            else Extent(*own_stretch(subject))
            for read in rule.reads
            if kind in read.kinds
        ]
        if not windows:
            windows = [Extent(*own_stretch(subject))]
        wanted.extend((kind, extent.first, extent.last) for extent in windows)
    expected = scope.get("expected")
    if expected is not None and rule.expect is not None and rule.expect.fact is not None:
        opens = opens_of(rule.expect, subject, scope, sight)
        if expected["state"] == "missing" and not isinstance(opens, tuple):
            wanted.append((rule.expect.fact, day_of(opens), day_of(expected["due"])))
    touches = _is_near(subject, near)
    for kind, first, last in wanted:
        begins, ends = _days_with_data(person, first, last, sight)
        found = feeds.gaps(kind, begins, ends, touches, person.known)
        if found is not None:
            gaps.setdefault(kind, []).extend(found)
    if gaps:
        scope[" gaps"] = gaps
    return gaps


def _is_near(subject: Subject, near: Days) -> bool:
    """Whether the subject touches the period, or what a subject that does reads of it."""
    if subject.unit is not None:
        return subject.unit.first <= near.last and near.first <= subject.unit.last
    return near.first <= subject.own_day <= near.last


def _days_with_data(
    person: Person, first: Date | None, last: Date | None, sight: Sight
) -> tuple[Date, Date]:
    """The days from `first` to `last` on which data can be asked for: known, and employed."""
    setting = sight.run.setting
    begins, ends = first or person.dawn, last or setting.as_of
    ends = min(ends, setting.as_of)
    employee = person.employee
    if employee is not None and employee.hired is not None:
        begins = max(begins, employee.hired)
    if employee is not None and not sight.rule.former:
        ends = min(ends, employee.left or ends)
    return begins, ends
