"""Units of time: days, weeks, months, quarters, years, and those counted from the hiring date."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, get_args

from attrs import frozen

from clausewise.values.temporal import Date, days_in_month

UnitKind = Literal[
    "day", "workday", "week", "month", "quarter", "half_year", "year",
    "service_month", "service_quarter", "service_year",
]  # fmt: skip
UNIT_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)

_MONTHS: Mapping[UnitKind, int] = {
    "month": 1, "quarter": 3, "half_year": 6, "year": 12,
    "service_month": 1, "service_quarter": 3, "service_year": 12,
}  # fmt: skip


@frozen
class Unit:
    """A stretch of days, both ends included.

    `index` of a day or workday is its number in the year; of a week, the ISO week; of a month,
    quarter or half year, its number in the year; of a year, the year; of a unit of service, n for
    the n-th. Each calendar day is a `workday` unit: the calendar says which are asked about.
    """

    kind: UnitKind
    first: Date
    last: Date
    index: int

    @property
    def label(self) -> str:
        """2024-06-04, 2024-06, 2024-Q2, 2024, or else FROM..TO."""
        return label_of(self.first, self.last)


@frozen
class NotAPeriod:
    """Why a text is no period: the message's code, and the text."""

    code: Literal["CW501", "CW502", "CW503"]
    text: str


@lru_cache(65_536)
def unit_holding(kind: UnitKind, day: Date, hired: Date | None = None) -> Unit | None:
    """The unit that holds the day. Of service: None without a hiring date, or before it."""
    if kind.startswith("service_"):
        return _service_unit(kind, day, hired)
    return _CALENDAR_UNITS[kind](day)


def units_between(
    kind: UnitKind, first: Date, last: Date, hired: Date | None = None
) -> tuple[Unit, ...]:
    """All units with a day from `first` to `last`, oldest first, each in its full length."""
    if kind.startswith("service_") and hired is not None:
        first = max(first, hired)
    found: list[Unit] = []
    unit = unit_holding(kind, first, hired) if first <= last else None
    while unit is not None and unit.first <= last:
        found.append(unit)
        unit = next_unit(unit, hired)
    return tuple(found)


def next_unit(unit: Unit, hired: Date | None = None) -> Unit | None:
    """The unit that begins on the day after. Of service: None without the hiring date."""
    return unit_holding(unit.kind, unit.last.plus_days(1), hired)


def previous_unit(unit: Unit, hired: Date | None = None) -> Unit | None:
    """The unit that ends on the day before. Of service: None before the first."""
    return unit_holding(unit.kind, unit.first.plus_days(-1), hired)


def start_of(kind: UnitKind, day: Date, hired: Date | None = None) -> Date | None:
    """The first day of the unit that holds the day."""
    unit = unit_holding(kind, day, hired)
    return None if unit is None else unit.first


def end_of(kind: UnitKind, day: Date, hired: Date | None = None) -> Date | None:
    """The last day of the unit that holds the day."""
    unit = unit_holding(kind, day, hired)
    return None if unit is None else unit.last


@lru_cache(65_536)
def label_of(first: Date, last: Date) -> str:
    """The shortest way to write a stretch of days: 2024-06-04, 2024-06, 2024-Q2, 2024, FROM..TO."""
    if first == last:
        return str(first)
    year = f"{first}"[:-6]
    if first.day == 1 and last == end_of("month", first):
        return f"{year}-{first.month:02}"
    if first == start_of("quarter", first) and last == end_of("quarter", first):
        return f"{year}-Q{(first.month + 2) // 3}"
    if first == start_of("year", first) and last == end_of("year", first):
        return year
    return f"{first}..{last}"


def parse_period(text: str) -> tuple[Date, Date] | NotAPeriod:
    """The first and last day of 2024-06, 2024-Q2, 2024, 2024-06-03 or FROM..TO.

    FROM and TO are written in any of the other ways: 2024-04..2024-06 is a quarter.
    """
    written = text.strip()
    if ".." not in written:
        return _single_period(written)
    first, _, last = written.partition("..")
    begins, ends = _single_period(first.strip()), _single_period(last.strip())
    for end in (begins, ends):
        if isinstance(end, NotAPeriod):
            return NotAPeriod(end.code, written)
    assert not isinstance(begins, NotAPeriod)
    assert not isinstance(ends, NotAPeriod)
    return (begins[0], ends[1]) if begins[0] <= ends[1] else NotAPeriod("CW503", written)


def _single_period(text: str) -> tuple[Date, Date] | NotAPeriod:
    found = _PERIOD.fullmatch(text)
    if found is None:
        return NotAPeriod("CW501", text)
    year, quarter, month, day = found.groups()
    begins = int(quarter) * 3 - 2 if quarter else int(month or 1)
    ends = begins + 2 if quarter else int(month or 12)
    try:
        first = Date.of(int(year), begins, int(day or 1))
        if day:
            return first, first
        return first, Date.of(int(year), ends, days_in_month(int(year), ends))
    except ValueError:
        return NotAPeriod("CW502", text)


_PERIOD = re.compile(r"([0-9]{4})(?:-[Qq]([1-4])|-([0-9]{2})(?:-([0-9]{2}))?)?")


def _day_unit(kind: UnitKind) -> Callable[[Date], Unit]:
    return lambda day: Unit(kind, day, day, day.day_of_year)


def _week(day: Date) -> Unit:
    monday = day.plus_days(1 - day.weekday)
    return Unit("week", monday, monday.plus_days(6), day.week_of_year)


def _months_unit(kind: UnitKind) -> Callable[[Date], Unit]:
    length = _MONTHS[kind]

    def holding(day: Date) -> Unit:
        before = (day.month - 1) // length
        first = Date.of(day.year, before * length + 1, 1)
        last = first.plus_months(length).plus_days(-1)
        return Unit(kind, first, last, day.year if kind == "year" else before + 1)

    return holding


_CALENDAR_UNITS: Mapping[UnitKind, Callable[[Date], Unit]] = {
    "day": _day_unit("day"),
    "workday": _day_unit("workday"),
    "week": _week,
    "month": _months_unit("month"),
    "quarter": _months_unit("quarter"),
    "half_year": _months_unit("half_year"),
    "year": _months_unit("year"),
}


def _service_unit(kind: UnitKind, day: Date, hired: Date | None) -> Unit | None:
    """The n-th unit starts n-1 units after hiring; a month too short for the day stops at its end."""
    if hired is None or day < hired:
        return None
    length = _MONTHS[kind]
    months = (day.year - hired.year) * 12 + day.month - hired.month
    passed = months // length
    if hired.plus_months(passed * length) > day:
        passed -= 1
    first = hired.plus_months(passed * length)
    last = hired.plus_months((passed + 1) * length).plus_days(-1)
    return Unit(kind, first, last, passed + 1)
