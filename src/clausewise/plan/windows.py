"""How far a rule reads, from the words of its windows."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import frozen

from clausewise.calendar.units import UNIT_KINDS, UnitKind
from clausewise.source.nearest import alike
from clausewise.values.number import Decimal
from clausewise.values.temporal import DaysDuration, MonthsDuration, parse_duration

Length = DaysDuration | MonthsDuration
_WORKDAYS = re.compile(r"(\S+)\s+workdays?")


@frozen
class Workdays:
    """So many workdays; the subject's own counts as one."""

    count: int


@frozen
class Whole:
    """A unit of time: back to its start, on to its end, or the whole of it."""

    unit: UnitKind


@frozen
class Service:
    """All that is known."""


Reach = DaysDuration | MonthsDuration | Workdays | Whole | Service


@frozen
class NoReach:
    """Why the words are no window: they cannot be read, or name a parameter that is dated.

    `written` is the part at fault: of a parameter that is not decided yet, its name."""

    code: Literal["CW362", "CW377"]
    written: str


def reach_of(written: str, parameters: Mapping[str, Any], dated: frozenset[str]) -> Reach | NoReach:
    """`parameters` are the undated ones by name, with the values of the run at hand."""
    if written in UNIT_KINDS:
        return Whole(written)
    if written == "service":
        return Service()
    if written in dated:
        return NoReach("CW377", written)
    if written in parameters:
        value = parameters[written]
        if isinstance(value, DaysDuration | MonthsDuration):
            return NoReach("CW362", written) if _is_negative(value) else value
        # A parameter names a window in the same words, but not by another parameter's name.
        return NoReach("CW362", written) if value is None else reach_of(str(value), {}, dated)
    workdays = _WORKDAYS.fullmatch(written)
    if workdays:
        return _workdays(workdays[1], parameters, dated)
    duration = parse_duration(written)
    if duration is None or _is_negative(duration):
        return NoReach("CW362", written)
    return duration


def _workdays(
    count: str, parameters: Mapping[str, Any], dated: frozenset[str]
) -> Workdays | NoReach:
    if count in dated:
        return NoReach("CW377", count)
    number = parameters.get(count, count)
    if number is None:
        return NoReach("CW362", count)
    try:
        whole = Decimal(str(number))
    except ArithmeticError:
        return NoReach("CW362", f"{count} workdays")
    if whole < 1 or whole != whole.to_integral_value():
        return NoReach("CW362", f"{count} workdays")
    return Workdays(int(whole))


def _is_negative(length: Length) -> bool:
    amount = length.months if isinstance(length, MonthsDuration) else length.nanoseconds
    return amount < 0


_COUNTED = re.compile(r"(\d+)\s*(minute|分钟|hour|小时|day|天|日|week|周|month|个月|year|年)s?")
_ISO: Mapping[str, str] = {
    **dict.fromkeys(("minute", "分钟"), "PT{}M"),
    **dict.fromkeys(("hour", "小时"), "PT{}H"),
    **dict.fromkeys(("day", "天", "日"), "P{}D"),
    **dict.fromkeys(("month", "个月"), "P{}M"),
    **dict.fromkeys(("year", "年"), "P{}Y"),
}


def meant_by(written: str, parameters: Iterable[str]) -> str | None:
    """The window that words which are none probably mean; None where there is no telling.

    >>> meant_by("7 days", [])
    'P7D'
    """
    counted = _COUNTED.fullmatch(written.strip())
    if counted and counted[2] in ("week", "周"):
        return f"P{7 * int(counted[1])}D"
    if counted:
        return _ISO[counted[2]].format(counted[1])
    words = written.split()
    if len(words) == 2 and alike(words[1], ["workdays"]):
        near = alike(words[0], parameters)
        number = words[0] if words[0].isdecimal() or words[0] in parameters else near
        return None if number is None else f"{number} workdays"
    return alike(written, [*UNIT_KINDS, "service", *parameters])
