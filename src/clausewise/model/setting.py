"""What an evaluation goes by besides policies and facts: period, as-of, what is complete."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from clausewise.calendar.timetable import Timetable
from clausewise.calendar.workdays import Calendar
from clausewise.model.completeness import Completeness
from clausewise.model.facts import Days
from clausewise.values.temporal import Date


@frozen
class Setting:
    """`parameters` replace the handbook's by name, for this run; calendar and timetable are those
    of the run.  Facts dated after `as_of` are not seen."""

    period: Days
    as_of: Date
    completeness: Completeness
    calendar: Calendar
    timetable: Timetable
    parameters: Mapping[str, Any] = field(factory=dict)
