"""One run of a plan: what all rules and employees of it share."""

from functools import cache
from typing import Any

from clausewise.calendar.timetable import Schedule
from clausewise.calendar.units import parse_period
from clausewise.execution.feeds import Feeds
from clausewise.execution.scope import Maker, RuleScope
from clausewise.feel.core import Core, names_in
from clausewise.feel.interpret import value_of
from clausewise.model.policy import DatedValue, Parameter, WindowTerms
from clausewise.model.setting import Setting
from clausewise.plan.calendar_functions import Almanac, bound_to
from clausewise.plan.plan import Plan
from clausewise.plan.verdict import Subject
from clausewise.plan.windows import NoReach, Reach, reach_of
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date
from clausewise.values.types import Record

_NO_FACTS = frozenset({"employee", "period", "schedule", "expected"})


class Run:
    """A plan in a setting.

    What it remembers (periods, schedules) is worked out from plan and setting alone.
    """

    def __init__(self, plan: Plan, setting: Setting, feeds: Feeds) -> None:
        self.plan = plan
        self.setting = setting
        self.feeds = feeds
        self.periods: dict[tuple[Any, ...], Record] = {}
        self._schedules: dict[Date, Record | None] = {}
        self._undated: dict[str, Any] = {}
        self.dated: dict[str, Parameter] = {}
        for name, parameter in plan.parameters.items():
            if name in setting.parameters:
                self._undated[name] = setting.parameters[name]
            elif parameter.dated:
                self.dated[name] = parameter
            else:
                self._undated[name] = parameter.values[0].value
        constants = {
            **bound_to(Almanac(setting.calendar, setting.timetable, setting.as_of)),
            **self._undated,
        }
        self.makers: dict[str, Maker] = {
            name: _constant(value) for name, value in constants.items()
        }
        self.makers |= {name: function.bind for name, function in plan.functions.items()}
        self.makers |= {name: _dated(parameter) for name, parameter in self.dated.items()}
        self.makers |= {name: _defined(core) for name, core in plan.definitions.items()}

    def reach(self, terms: WindowTerms) -> Reach | NoReach | None:
        """How far a window reaches in this run; None for a rule's own window or an overlap."""
        if terms.direction in ("own", "overlapping"):
            return None
        return self.reach_of(terms.length)

    def reach_of(self, written: str) -> Reach | NoReach:
        """No reach where a parameter of this run is not decided, or is no length of time."""
        return reach_of(written, self._undated, frozenset(self.dated))

    def stretch_of(self, label: str) -> tuple[Date, Date]:
        """The days of a unit's label."""
        found = parse_period(label)
        assert isinstance(found, tuple)
        return found

    def concerns(self, employee: Record, day: Date) -> bool:
        """Whether the handbook is about an employee, as their row of the roster has them.

        Where that cannot be told it is: the rules then say what is missing.
        """
        scope = self.plan.scope
        if scope is None:
            return True
        names = {"employee": employee, " subject": Subject(None, day)}
        return value_of(scope, RuleScope(names, self.makers, False)) is not False

    @cache  # noqa: B019  # a run is short
    def derived_from(self, kind: str) -> tuple[tuple[str, frozenset[str]], ...]:
        """The derived fields of a kind in their order, each with the fields that it reads."""
        derived = self.plan.derived.get(kind, {})
        return tuple((name, names_in(core)) for name, core in derived.items())

    @cache  # noqa: B019  # a run is short
    def other_names(self, kind: str) -> frozenset[str]:
        """Names whose fields are surely not those of facts of this kind."""
        vocabulary = self.plan.vocabulary
        return _NO_FACTS | (vocabulary.events.keys() | vocabulary.outcomes.keys()) - {kind}

    def reports(self, day: Date) -> bool:
        """Whether answers dated on the day belong to the period."""
        return self.setting.period.first <= day <= self.setting.period.last

    def parameter(self, name: str, day: Date) -> DatedValue:
        """A parameter's value on a day, with the day from which it holds."""
        if name in self._undated:
            return DatedValue(None, self._undated[name])
        return self.dated[name].on(day)

    def schedule_on(self, day: Date) -> Record | None:
        """The day's timetable as expressions see it; None where the timetable has no row for it."""
        if day not in self._schedules:
            found = self.setting.timetable.schedule_on(day, self.setting.calendar)
            self._schedules[day] = None if found is None else _schedule_record(found)
        return self._schedules[day]


def _schedule_record(schedule: Schedule) -> Record:
    return Record(
        "schedule",
        {
            "start": schedule.start,
            "end": schedule.end,
            "shifts": [list(shift) for shift in schedule.shifts],
            "minutes": Decimal(schedule.minutes),
            "workday": schedule.workday,
        },
    )


def _constant(value: Any) -> Maker:
    return lambda _: value


def _dated(parameter: Parameter) -> Maker:
    return lambda scope: parameter.on(scope[" subject"].date).value


def _defined(core: Core) -> Maker:
    return lambda scope: value_of(core, scope)
