"""Which days are worked, and what follows from it: counting in workdays, and runs of them."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from attrs import field, frozen

from clausewise.values.temporal import Date, is_leap

Country = Literal["CN", "none"]

MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
# A search gives up after so many days without a workday: the calendar then has none.
_LONGEST_REST = 732
# Years are counted from here for `workday_index`; any year would do.
_FIRST_YEAR = 2000


@frozen
class Statutory:
    """One year as the state announced it, as ordinals: days off, and weekend days that are worked."""

    holidays: frozenset[int]
    workdays: frozenset[int]


@cache
def statutory_year(year: int) -> Statutory | None:
    """What China announced for a year; None where it is not announced, or before 2004."""
    import chinese_calendar

    try:
        chinese_calendar.is_holiday(Date.of(year, 7, 1).to_python())
    except (NotImplementedError, ValueError, OverflowError):
        return None
    return Statutory(
        frozenset(d.toordinal() for d in chinese_calendar.constants.holidays if d.year == year),
        frozenset(d.toordinal() for d in chinese_calendar.constants.workdays if d.year == year),
    )


@frozen(slots=False)
class Calendar:
    """The days a company works.

    What the company itself says (`extra_workdays`, then `extra_holidays`) comes before the
    country's holidays and adjusted workdays, and these before the `workweek` (1 is Monday).
    Without a country there are no holidays. A day of a year that the country has not announced is
    undetermined, unless the company itself said what it is: each method then answers None.
    """

    country: Country | None = None
    workweek: tuple[int, ...] = MONDAY_TO_FRIDAY
    extra_workdays: frozenset[Date] = frozenset()
    extra_holidays: frozenset[Date] = frozenset()
    _days: "_Days" = field(init=False, eq=False, repr=False)
    _indexes: "_Indexes" = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_days", _Days(self))
        object.__setattr__(self, "_indexes", _Indexes(self._days))

    def __reduce__(self) -> tuple[object, ...]:
        given = (self.country, self.workweek, self.extra_workdays, self.extra_holidays)
        return Calendar, given

    def is_workday(self, day: Date) -> bool | None:
        return self._days[day.ordinal]

    def is_holiday(self, day: Date) -> bool | None:
        """A day off that the company or the country named; a rest day of the week is none."""
        if day in self.extra_workdays:
            return False
        if day in self.extra_holidays:
            return True
        if self.country != "CN":
            return False
        announced = statutory_year(day.year)
        return None if announced is None else day.ordinal in announced.holidays

    def workdays(self, first: Date, last: Date) -> tuple[Date, ...] | None:
        """The workdays from `first` to `last`, both included; none where `last` lies before."""
        found = []
        days = self._days
        for ordinal in range(first.ordinal, last.ordinal + 1):
            worked = days[ordinal]
            if worked is None:
                return None
            if worked:
                found.append(Date(ordinal))
        return tuple(found)

    def workday_count(self, first: Date, last: Date) -> int | None:
        """How many workdays lie between, both ends included; 0 where `last` lies before."""
        if last.ordinal < first.ordinal:
            return 0
        before, upto = self._indexes[first.ordinal], self._indexes[last.ordinal]
        if before is None or upto is None:
            worked = self.workdays(first, last)
            return None if worked is None else len(worked)
        return upto - before + (self._days[first.ordinal] is True)

    def workday_index(self, day: Date) -> int | None:
        """A number that grows by one on each workday: a rest day has that of the workday before.

        Consecutive workdays have consecutive numbers. None in a year not announced.
        """
        return self._indexes[day.ordinal]

    def next_workday(self, day: Date) -> Date | None:
        """The first workday after the day."""
        return self._step(day.ordinal, 1)

    def add_workdays(self, day: Date, count: int) -> Date | None:
        """The `count`-th workday after the day (before it, for a negative count); itself for 0."""
        step = 1 if count > 0 else -1
        reached: Date | None = day
        for _ in range(abs(count)):
            if reached is None:
                return None
            reached = self._step(reached.ordinal, step)
        return reached

    def back(self, day: Date, count: int) -> Date | None:
        """The first day of the run of `count` workdays that ends on the day.

        The day itself counts as one where it is a workday. A count below 1 gives the day itself.
        """
        if count < 1:
            return day
        worked = self.is_workday(day)
        if worked is None:
            return None
        return self.add_workdays(day, -(count - 1) if worked else -count)

    def runs(self, days: Iterable[Date]) -> tuple[tuple[Date, ...], ...] | None:
        """The days split where a workday between two of them is missing, oldest run first.

        Rest days between two days neither count nor break; days of the list that are not
        workdays are left out, and a day given twice counts once.
        """
        worked: list[Date] = []
        for day in sorted(set(days)):
            truth = self.is_workday(day)
            if truth is None:
                return None
            if truth:
                worked.append(day)
        found: list[list[Date]] = []
        for day in worked:
            if found:
                following = self.next_workday(found[-1][-1])
                if following is None:
                    return None
                if following == day:
                    found[-1].append(day)
                    continue
            found.append([day])
        return tuple(map(tuple, found))

    def longest_run(self, days: Iterable[Date]) -> int | None:
        """The length of the longest run, in workdays; 0 for no workday at all."""
        found = self.runs(days)
        return None if found is None else max(map(len, found), default=0)

    def run_ending(self, days: Iterable[Date], day: Date) -> int | None:
        """The length of the run that ends on `day`: 0 where it is no workday, or not of the days."""
        given = {one.ordinal for one in days}
        worked = self.is_workday(day)
        if day.ordinal not in given or worked is False:
            return 0
        if worked is None:
            return None
        oldest = min(given)
        length = 0
        at: Date | None = day
        while at is not None and at.ordinal in given:
            length += 1
            if at.ordinal == oldest:
                return length
            at = self._step(at.ordinal, -1)
        return None if at is None else length

    def _step(self, ordinal: int, step: int) -> Date | None:
        days = self._days
        for other in range(ordinal + step, ordinal + step * _LONGEST_REST, step):
            worked = days[other]
            if worked is None:
                return None
            if worked:
                return Date(other)
        return None


class _Days(dict[int, bool | None]):
    """Whether each day is worked, by ordinal; a year is worked out when one of its days is asked."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.calendar = calendar

    def __missing__(self, ordinal: int) -> bool | None:
        self.update(self._year(Date(ordinal).year))
        return self[ordinal]

    def _year(self, year: int) -> Iterator[tuple[int, bool | None]]:
        calendar = self.calendar
        statutory = calendar.country == "CN"
        announced = statutory_year(year) if statutory else Statutory(frozenset(), frozenset())
        said = {day.ordinal: False for day in calendar.extra_holidays}
        said |= {day.ordinal: True for day in calendar.extra_workdays}
        for ordinal in year_ordinals(year):
            if ordinal in said:
                yield ordinal, said[ordinal]
            elif announced is None:
                yield ordinal, None
            elif ordinal in announced.holidays:
                yield ordinal, False
            else:
                weekday = (ordinal - 1) % 7 + 1
                yield ordinal, ordinal in announced.workdays or weekday in calendar.workweek


class _Indexes(dict[int, int | None]):
    """The number of workdays up to each day, by ordinal, counted from the start of one year."""

    def __init__(self, days: _Days) -> None:
        super().__init__()
        self.days = days
        self.before: dict[int, int] = {_FIRST_YEAR: 0}

    def __missing__(self, ordinal: int) -> int | None:
        year = Date(ordinal).year
        total = self._before(year)
        known = self._count(year) is not None
        for day in year_ordinals(year):
            total += self.days[day] is True
            self[day] = total if known else None
        return self[ordinal]

    def _before(self, year: int) -> int:
        """Workdays from the start of the first year to the start of this one; negative before it."""
        step = 1 if year > _FIRST_YEAR else -1
        for passed in range(_FIRST_YEAR, year, step):
            following = passed + step
            if following not in self.before:
                between = self._count(passed if step > 0 else following) or 0
                self.before[following] = self.before[passed] + step * between
        return self.before[year]

    def _count(self, year: int) -> int | None:
        worked = [self.days[ordinal] for ordinal in year_ordinals(year)]
        return None if None in worked else worked.count(True)


def year_ordinals(year: int) -> range:
    """The ordinals of the days of a year."""
    first = Date.of(year, 1, 1).ordinal
    return range(first, first + (366 if is_leap(year) else 365))
