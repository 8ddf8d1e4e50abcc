"""The hours of work: a row for each season, and the time that lies within them."""

from attrs import frozen

from clausewise.calendar.workdays import Calendar
from clausewise.values.temporal import DAY, MINUTE, Date, DateTime, DaysDuration, Time

Shift = tuple[Time, Time]
MonthDay = tuple[int, int]

# Longer stretches than these 400 years are no working time of anybody.
_MOST_DAYS = 146_097


@frozen
class Season:
    """Hours that hold from one day of the year to another, both included, each year anew.

    A season whose end lies before its start runs over the year's end. Without either day it holds
    all year; without one of them, from the year's start or to its end. A shift that ends at or
    before its start ends on the next day.
    """

    shifts: tuple[Shift, ...]
    name: str | None = None
    from_day: MonthDay | None = None
    to_day: MonthDay | None = None

    def holds_on(self, day: Date) -> bool:
        first, last = self.from_day or (1, 1), self.to_day or (12, 31)
        at = (day.month, day.day)
        return first <= at <= last if first <= last else at >= first or at <= last


@frozen
class Schedule:
    """One day's timetable. `start` is the first shift's, `end` the last one's.

    `minutes` is the length of all shifts. On a rest day the hours are those it would have were it
    worked, and `workday` is false; None where the calendar of that year is not announced.
    """

    start: Time
    end: Time
    shifts: tuple[Shift, ...]
    minutes: int
    workday: bool | None


@frozen
class Timetable:
    """Rows by season. Where two hold on a day, the later row wins."""

    rows: tuple[Season, ...] = ()

    def schedule_on(self, day: Date, calendar: Calendar) -> Schedule | None:
        """None where no row holds on the day."""
        shifts = self.shifts_on(day)
        if not shifts:
            return None
        minutes = sum(map(_length, shifts)) // MINUTE
        return Schedule(shifts[0][0], shifts[-1][1], shifts, minutes, calendar.is_workday(day))

    def shifts_on(self, day: Date) -> tuple[Shift, ...]:
        """The hours of the row that holds on the day, workday or not; () where none does."""
        for row in reversed(self.rows):
            if row.holds_on(day):
                return row.shifts
        return ()

    def working_time(
        self, start: DateTime, end: DateTime, calendar: Calendar
    ) -> DaysDuration | None:
        """The time from `start` to `end` that lies within the shifts of workdays.

        None where `end` lies before `start`, where a day between is undetermined, or where no row
        of the timetable holds on a workday between.
        """
        first, last = _local(start), _local(end)
        days = range(first // DAY - 1, last // DAY + 1)
        if last < first or len(days) > _MOST_DAYS:
            return None
        total = 0
        for number in days:
            midnight = number * DAY
            day = DateTime.from_moment(midnight).date
            touched = midnight + DAY > first
            worked = calendar.is_workday(day)
            shifts = self.shifts_on(day)
            # The day before counts only for a night shift that reaches into the first day.
            if not touched and not any(_length(s) + s[0].nanoseconds > DAY for s in shifts):
                continue
            if worked is None or (worked and not shifts):
                return None
            for shift in shifts if worked else ():
                begins = midnight + shift[0].nanoseconds
                ends = begins + _length(shift)
                total += max(0, min(ends, last) - max(begins, first))
        return DaysDuration(total)


def _length(shift: Shift) -> int:
    """In nanoseconds."""
    length = shift[1].nanoseconds - shift[0].nanoseconds
    return length if length > 0 else length + DAY


def _local(moment: DateTime) -> int:
    """Nanoseconds on the local clock, whatever offset the moment has."""
    return moment.local().moment
