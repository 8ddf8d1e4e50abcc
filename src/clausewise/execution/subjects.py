"""What a rule is asked about: each fact, or each employee and unit, also when nothing happened."""

from collections.abc import Iterator

from clausewise.calendar.units import Unit, UnitKind, next_unit, unit_holding
from clausewise.execution.horizon import FARTHEST_DEADLINE
from clausewise.execution.person import Person
from clausewise.execution.run import Run
from clausewise.model.facts import Days, Employee
from clausewise.plan.plan import OnKinds, PerUnit, RulePlan
from clausewise.plan.verdict import Subject
from clausewise.values.temporal import Date

# How long after the last day wanted a unit may begin that is dated before it (a plan due before
# its year); at least the unit that begins next.
_DAYS_AHEAD = 62


def subjects(rule: RulePlan, person: Person, run: Run, asked: Days) -> Iterator[Subject]:
    """Every subject whose ruling could be dated on one of the days asked for."""
    if isinstance(rule.trigger, OnKinds):
        yield from _facts(rule, rule.trigger, person, asked)
    elif person.employee is not None:
        for unit in _units(rule, rule.trigger, person.employee, run, asked):
            yield Subject(person.id, unit.last, unit=unit)


def _dated_by_itself(rule: RulePlan) -> bool:
    """Whether its rulings are dated by the fact or unit, rather than by a day it works out."""
    return rule.date is None and rule.expect is None


def _facts(rule: RulePlan, trigger: OnKinds, person: Person, asked: Days) -> Iterator[Subject]:
    if _dated_by_itself(rule):
        facts = person.known.between(trigger.kinds, asked.first, asked.last)
    else:
        facts = person.known.of(trigger.kinds)
    for fact in facts:
        if fact.employee == person.id and employed(person.employee, fact.date, rule.former):
            yield Subject(person.id, fact.date, fact=fact)


def employed(employee: Employee | None, day: Date, former: bool) -> bool:
    """Between `hired` and `left`, both included; the company always is.

    `former`: the time after the employee left counts as well.
    """
    if employee is None:
        return True
    hired, left = employee.hired, employee.left
    return (hired is None or hired <= day) and (former or left is None or day <= left)


def _units(
    rule: RulePlan, trigger: PerUnit, employee: Employee, run: Run, asked: Days
) -> Iterator[Unit]:
    first, last = asked.first, asked.last
    hired, left = employee.hired, employee.left
    by_itself = _dated_by_itself(rule)
    if not by_itself:
        first = first.plus_days(-FARTHEST_DEADLINE)
    if hired is not None:
        first = max(first, hired)
    for unit in _units_from(trigger.unit, first, last, hired, by_itself):
        if left is not None and unit.first > left and not rule.former:
            return
        if trigger.unit == "workday" and run.setting.calendar.is_workday(unit.first) is False:
            continue
        yield unit


def _units_from(
    kind: UnitKind, first: Date, last: Date, hired: Date | None, by_itself: bool
) -> Iterator[Unit]:
    """Units with a day from `first` to `last`, and those after them that may be dated before."""
    # Units of the calendar are everybody's, and are remembered as such.
    hired = hired if kind.startswith("service_") else None
    unit = unit_holding(kind, first, hired)
    farthest = last if by_itself else last.plus_days(_DAYS_AHEAD)
    enough = by_itself
    while unit is not None and (unit.first <= farthest or not enough):
        enough = enough or unit.first > last
        yield unit
        unit = next_unit(unit, hired)
