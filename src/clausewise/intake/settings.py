"""What a run says instead of the handbook: calendar, timetable and parameters replaced."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from clausewise.calendar.timetable import Timetable
from clausewise.calendar.workdays import Calendar
from clausewise.intake.policies import read_calendar, read_timetable
from clausewise.intake.typed import Fault, typed
from clausewise.model.completeness import Completeness
from clausewise.model.facts import Days
from clausewise.model.setting import Setting
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.source.yaml_reader import Fields, Node, plain
from clausewise.values.temporal import Date

_ZONE = ZoneInfo("UTC")


@frozen
class Replacements:
    """As written; `parameters` and `calendar` replace key by key, `timetable` as a whole."""

    calendar: Fields | None = None
    timetable: Node | None = None
    parameters: Fields | None = None

    @property
    def names(self) -> tuple[str, ...]:
        given = (("calendar", self.calendar), ("timetable", self.timetable))
        own = tuple(name for name, node in given if node is not None)
        return (*own, *(self.parameters.entries if self.parameters is not None else ()))


NOTHING_REPLACED = Replacements()


def setting_of(
    plan: Plan,
    period: Days,
    as_of: Date,
    completeness: Completeness,
    replaced: Replacements = NOTHING_REPLACED,
) -> tuple[Setting, list[Diagnostic]]:
    """The setting of one handbook in a run.  A parameter that it does not have is not its concern:
    `unknown_parameters` tells those that none has."""
    told: list[Diagnostic] = []
    calendar: Calendar = plan.handbook.calendar
    timetable: Timetable = plan.handbook.timetable
    if replaced.calendar is not None:
        calendar, more = read_calendar(replaced.calendar, calendar)
        told += more
    if replaced.timetable is not None:
        timetable, more = read_timetable(replaced.timetable)
        told += more
    parameters: dict[str, Any] = {}
    for entry in replaced.parameters.entries.values() if replaced.parameters is not None else ():
        known = plan.parameters.get(entry.key)
        if known is None:
            continue
        raw = plain(entry.value)
        value = None if raw is None else typed(raw, known.type, _ZONE)
        if isinstance(value, Fault):
            told.append(Diagnostic.at(entry.value.span, value.code, **value.blanks_for(entry.key)))
        else:
            parameters[entry.key] = value
    return Setting(period, as_of, completeness, calendar, timetable, parameters), told


def unknown_parameters(plans: Sequence[Plan], replaced: Replacements) -> list[Diagnostic]:
    """Parameters of a run that no handbook has."""
    known: Mapping[str, object] = {
        name: one for plan in plans for name, one in plan.parameters.items()
    }
    given = replaced.parameters.entries.values() if replaced.parameters is not None else ()
    return [
        Diagnostic.at(entry.key_span, "CW606", name=entry.key, nearest=nearest(entry.key, known))
        for entry in given
        if entry.key not in known
    ]
