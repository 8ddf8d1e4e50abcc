"""The functions of language.md §5 that know the company's calendar and timetable."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from attrs import evolve, frozen

from clausewise.calendar.timetable import Timetable
from clausewise.calendar.units import UNIT_KINDS, end_of, start_of
from clausewise.calendar.workdays import Calendar
from clausewise.feel.functions.registry import Builtin
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date, DateTime, DaysDuration, Time
from clausewise.values.types import BOOLEAN, DATE, DATE_TIME, DAYS, NUMBER, STRING, ListOf

# More workdays than in 400 years are nobody's term.
_FARTHEST = 146_097


@frozen
class Almanac:
    """What the calendar functions go by: the workdays and the hours of one handbook, and the last
    day that is seen."""

    calendar: Calendar
    timetable: Timetable
    as_of: Date


def _is_workday(almanac: Almanac, date: Date) -> bool | None:
    return almanac.calendar.is_workday(date)


def _next_workday(almanac: Almanac, date: Date) -> Date | None:
    return almanac.calendar.next_workday(date)


def _workday_count(almanac: Almanac, start: Date, end: Date) -> Decimal | None:
    return _number(almanac.calendar.workday_count(start, end))


def _add_workdays(almanac: Almanac, date: Date, count: Decimal) -> Date | None:
    if count != count.to_integral_value() or abs(count) > _FARTHEST:
        return None
    return almanac.calendar.add_workdays(date, int(count))


def _longest_run(almanac: Almanac, dates: list[Any]) -> Decimal | None:
    return None if None in dates else _number(almanac.calendar.longest_run(dates))


def _run_ending(almanac: Almanac, dates: list[Any], date: Date) -> Decimal | None:
    return None if None in dates else _number(almanac.calendar.run_ending(dates, date))


def _runs(almanac: Almanac, dates: list[Any]) -> list[list[Date]] | None:
    found = None if None in dates else almanac.calendar.runs(dates)
    return None if found is None else [list(run) for run in found]


def _start_of(_: Almanac, unit: str, date: Date) -> Date | None:
    return start_of(unit, date) if unit in UNIT_KINDS else None


def _end_of(_: Almanac, unit: str, date: Date) -> Date | None:
    return end_of(unit, date) if unit in UNIT_KINDS else None


def _working_time(almanac: Almanac, start: DateTime, end: DateTime) -> DaysDuration | None:
    return almanac.timetable.working_time(start, end, almanac.calendar)


def _today(almanac: Almanac) -> Date:
    return almanac.as_of


def _now(almanac: Almanac) -> DateTime:
    return DateTime.of(almanac.as_of, Time.of(23, 59, 59))


def _number(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


def _record(
    name: str,
    parameters: Mapping[str, Any],
    returns: Any,
    run: Callable[..., Any],
    words: tuple[str, str],
    *examples: tuple[str, str],
) -> Builtin:
    return Builtin(
        name,
        parameters,
        returns,
        run=run,
        en=words[0],
        zh=words[1],
        examples=examples,
        nulls="null for a null argument, and where the calendar of a year it needs is not announced",
        nulls_zh="参数为 null，或所需年份的日历尚未公布时，结果为 null",
        section="clausewise language §5",
        extension=True,
    )


_DATES = ListOf(DATE)
# `run` takes the almanac first; `bound_to` fills it in.  The examples hold for a calendar without
# holidays, Monday to Friday, 09:00–12:00 and 14:00–17:30, as of 30 June 2024.
CALENDAR_FUNCTIONS: Mapping[str, Builtin] = {
    function.name: function
    for function in (
        _record(
            "is workday", {"date": DATE}, BOOLEAN, _is_workday,
            ("whether the company works on the day", "这一天是否工作日"),
            ('is workday(@"2024-06-08")', "false"),
        ),
        _record(
            "next workday", {"date": DATE}, DATE, _next_workday,
            ("the first workday after the day", "这一天之后的第一个工作日"),
            ('next workday(@"2024-06-07")', '@"2024-06-10"'),
        ),
        _record(
            "workday count", {"start": DATE, "end": DATE}, NUMBER, _workday_count,
            ("how many workdays there are from one day to another, both included", "两天之间（含首尾）有几个工作日"),
            ('workday count(@"2024-06-07", @"2024-06-10")', "2"),
        ),
        _record(
            "add workdays", {"date": DATE, "count": NUMBER}, DATE, _add_workdays,
            ("the day so many workdays later, or earlier for a negative count", "若干个工作日之后（负数为之前）的那一天"),
            ('add workdays(@"2024-06-07", 2)', '@"2024-06-11"'),
        ),
        _record(
            "longest run", {"dates": _DATES}, NUMBER, _longest_run,
            ("the length of the longest run of consecutive workdays among the dates", "这些日期中最长的连续工作日天数"),
            ('longest run([@"2024-06-06", @"2024-06-07", @"2024-06-10"])', "3"),
        ),
        _record(
            "run ending", {"dates": _DATES, "date": DATE}, NUMBER, _run_ending,
            ("the length of the run of consecutive workdays that ends on the date", "到这一天为止连续的工作日天数"),
            ('run ending([@"2024-06-07", @"2024-06-10"], @"2024-06-10")', "2"),
        ),
        _record(
            "runs", {"dates": _DATES}, ListOf(_DATES), _runs,
            ("the runs of consecutive workdays among the dates, each a list", "这些日期分成的各段连续工作日"),
            ('count(runs([@"2024-06-03", @"2024-06-05"]))', "2"),
        ),
        _record(
            "start of", {"unit": STRING, "date": DATE}, DATE, _start_of,
            ("the first day of the unit of time that holds the day", "这一天所在时间单位的第一天"),
            ('start of("quarter", @"2024-06-10")', '@"2024-04-01"'),
        ),
        _record(
            "end of", {"unit": STRING, "date": DATE}, DATE, _end_of,
            ("the last day of the unit of time that holds the day", "这一天所在时间单位的最后一天"),
            ('end of("month", @"2024-02-10")', '@"2024-02-29"'),
        ),
        _record(
            "working time", {"from": DATE_TIME, "to": DATE_TIME}, DAYS, _working_time,
            ("the time between two moments that lies within the hours of work", "两个时刻之间属于工作时间的长度"),
            ('working time(@"2024-06-03T11:00:00", @"2024-06-03T15:00:00")', '@"PT2H"'),
        ),
        # FEEL's own two look at the clock, and the same month would be ruled otherwise next year.
        _record(
            "today", {}, DATE, _today,
            ("the as-of day of the evaluation, not the day of the clock", "计算截止日，不是时钟上的今天"),
            ("today()", '@"2024-06-30"'),
        ),
        _record(
            "now", {}, DATE_TIME, _now,
            ("the last second of the as-of day", "计算截止日的最后一秒"),
            ("now()", '@"2024-06-30T23:59:59"'),
        ),
    )
}  # fmt: skip


def bound_to(almanac: Almanac) -> dict[str, Builtin]:
    """The calendar functions of one handbook, ready to be called."""
    return {
        name: evolve(function, run=partial(function.run, almanac))
        for name, function in CALENDAR_FUNCTIONS.items()
    }
