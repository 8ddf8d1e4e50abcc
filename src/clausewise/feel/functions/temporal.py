"""Functions of dates, times and durations, DMN 1.5 §10.3.4.1, §10.3.4.6 and §10.3.4.7."""

import datetime as python
from collections.abc import Mapping
from typing import Any

from clausewise.feel.functions.registry import Builtin, Overload, registry
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import (
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    is_zone,
    parse_duration,
)  # fmt: skip
from clausewise.values.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS,
    MONTHS,
    NUMBER,
    STRING,
    TIME,
)  # fmt: skip

_CONVERSION = "10.3.4.1"
_DATES = "10.3.4.7"


def _whole(number: Decimal) -> int | None:
    return int(number) if number == number.to_integral_value() else None


def _date_of(year: Decimal, month: Decimal, day: Decimal) -> Date | None:
    parts = [_whole(part) for part in (year, month, day)]
    if None in parts:
        return None
    try:
        return Date.of(*parts)  # type: ignore[arg-type]  # none is null
    except ValueError:
        return None


def _time_of(
    hour: Decimal | None,
    minute: Decimal | None,
    second: Decimal | None,
    offset: DaysDuration | None = None,
) -> Time | None:
    if hour is None or minute is None or second is None:
        return None
    hours, minutes = _whole(hour), _whole(minute)
    if hours is None or minutes is None or not 0 <= second < 60:
        return None
    seconds = int(second)
    fraction = int(
        DECIMAL128.multiply(DECIMAL128.subtract(second, Decimal(seconds)), Decimal(SECOND))
    )
    shift = None
    if offset is not None:
        shift, rest = divmod(offset.amount, SECOND)
        if rest:
            return None
    try:
        return Time.of(hours, minutes, seconds, fraction, shift)
    except ValueError:
        return None


def _moment_of(  # noqa: PLR0917  # the parts of a moment, in their usual order
    year: Decimal, month: Decimal, day: Decimal, hour: Decimal, minute: Decimal, second: Decimal,
    offset: DaysDuration | None = None,
) -> DateTime | None:  # fmt: skip
    date, time = _date_of(year, month, day), _time_of(hour, minute, second, offset)
    return None if date is None or time is None else DateTime(date, time)


def _moment_in_zone(  # noqa: PLR0917  # the parts of a moment, in their usual order
    year: Decimal, month: Decimal, day: Decimal, hour: Decimal, minute: Decimal, second: Decimal,
    timezone: str,
) -> DateTime | None:  # fmt: skip
    date, time = _date_of(year, month, day), _time_of(hour, minute, second)
    if date is None or time is None or not is_zone(timezone):
        return None
    return DateTime(date, Time(time.nanoseconds, None, timezone))


def _moment_from(text: str) -> DateTime | None:
    moment = DateTime.parse(text)
    if moment is not None:
        return moment
    date = Date.parse(text)
    return None if date is None else DateTime(date, Time(0))


def _date_from(text: str) -> Date | None:
    return Date.parse(text)


def _time_from(text: str) -> Time | None:
    return Time.parse(text)


def _clock(moment: DateTime) -> Time:
    """The time of a moment, with its offset or zone."""
    return moment.time


def _months_between(start: Any, end: Any) -> MonthsDuration:
    """Whole months from one day to the other, never more than have passed; times do not count."""
    first, last = _day(start), _day(end)
    if last < first:
        return MonthsDuration(-_months(last, first))
    return MonthsDuration(_months(first, last))


def _months(first: Date, last: Date) -> int:
    (year, month, day), (later, later_month, later_day) = first.parts, last.parts
    months = (later - year) * 12 + later_month - month
    return months - (later_day < day)


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _is(*values: Any) -> bool | None:
    """A value that is not given counts as null; with none at all there is nothing to say."""
    if not values:
        return None
    return _is_same(values[0], values[1] if len(values) > 1 else None)


def _is_same(one: Any, other: Any) -> bool:
    """The same value of the same type: unlike `=`, 12:00Z is not 13:00+01:00, and null is null."""
    if one.__class__ is not other.__class__:
        return False
    if isinstance(one, Time):
        return _time_parts(one) == _time_parts(other)
    if isinstance(one, DateTime):
        return one.date == other.date and _time_parts(one.time) == _time_parts(other.time)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_is_same(v, other[k]) for k, v in one.items())
    if isinstance(one, Range):
        ends = (one.low_closed, one.high_closed, one.sign)
        return (
            ends == (other.low_closed, other.high_closed, other.sign)
            and bool(_is_same(one.low, other.low))
            and bool(_is_same(one.high, other.high))
        )
    return bool(one == other)


def _time_parts(time: Time) -> tuple[int, int | None, str | None]:
    return time.nanoseconds, time.offset, time.zone


def _day(value: Any) -> Date:
    return value.date if isinstance(value, DateTime) else value


def _now() -> DateTime:
    return DateTime.from_python(python.datetime.now().astimezone())


def _today() -> Date:
    return Date.from_python(python.date.today())


def _of_day(  # noqa: PLR0917  # a row of the table below
    name: str, returns: Any, run: Any, zh: str, en: str, example: tuple[str, str]
) -> Builtin:
    def of(value: Any) -> Any:
        return run(_day(value))

    return Builtin(
        name, {"date": DATE}, returns, run=of,
        overloads=(Overload({"date": DATE_TIME}, returns, run=of),),
        zh=zh, en=en, examples=(example,), section=_DATES,
    )  # fmt: skip


_PARTS = {
    "year": NUMBER, "month": NUMBER, "day": NUMBER, "hour": NUMBER, "minute": NUMBER, "second": NUMBER,
}  # fmt: skip

TEMPORAL: Mapping[str, Builtin] = registry(
    Builtin(
        "date", {"from": STRING}, DATE, run=_date_from,
        overloads=(
            Overload({"from": DATE}, DATE, run=lambda date: date),
            Overload({"from": DATE_TIME}, DATE, run=lambda moment: moment.date),
            Overload({"year": NUMBER, "month": NUMBER, "day": NUMBER}, DATE, run=_date_of),
        ),
        zh="由文字、日期时间或年月日得到日期", en="a date from a text, a date and time, or year, month and day",
        examples=(('date("2024-06-03")', '@"2024-06-03"'), ("date(2024, 6, 3)", '@"2024-06-03"'), ('date(@"2024-06-03T09:12:00")', '@"2024-06-03"')),
        nulls="null if there is no such day", nulls_zh="没有这一天时为 null", section=_CONVERSION,
    ),
    Builtin(
        "date and time", {"from": STRING}, DATE_TIME, run=_moment_from,
        overloads=(
            Overload({"date": DATE, "time": TIME}, DATE_TIME, run=DateTime),
            Overload({"date": DATE_TIME, "time": TIME}, DATE_TIME, run=lambda moment, time: DateTime(moment.date, time)),
            Overload({**_PARTS, "offset": DAYS}, DATE_TIME, run=_moment_of, optional=1),
            Overload({**_PARTS, "timezone": STRING}, DATE_TIME, run=_moment_in_zone),
        ),
        zh="由文字，或日期和时间得到日期时间", en="a date and time from a text, or from a date and a time",
        examples=(('date and time("2024-06-03T09:12:00")', '@"2024-06-03T09:12:00"'), ('date and time(@"2024-06-03", @"09:12:00")', '@"2024-06-03T09:12:00"')),
        nulls="null if there is no such moment", nulls_zh="没有这一时刻时为 null", section=_CONVERSION,
    ),
    Builtin(
        "time", {"from": STRING}, TIME, run=_time_from,
        overloads=(
            Overload({"from": TIME}, TIME, run=lambda time: time),
            Overload({"from": DATE_TIME}, TIME, run=_clock),
            Overload({"from": DATE}, TIME, run=lambda _: Time(0, 0)),
            Overload({"hour": NUMBER, "minute": NUMBER, "second": NUMBER, "offset": DAYS}, TIME, run=_time_of, optional=1, sees_null=True),
        ),
        zh="由文字、日期时间或时分秒得到时间", en="a time of day from a text, a date and time, or hour, minute and second",
        examples=(('time("09:12:00")', '@"09:12:00"'), ("time(9, 12, 0)", '@"09:12:00"'), ('time(23, 59, 0, duration("PT2H"))', '@"23:59:00+02:00"')),
        nulls="null if no clock shows it; the offset alone may be null", nulls_zh="没有这一时间时为 null；只有时差可以是 null", section=_CONVERSION,
    ),
    Builtin(
        "duration", {"from": STRING}, ANY, run=parse_duration,
        zh="由文字得到时长", en="a duration from a text: years and months, or days and time",
        examples=(('duration("PT4H")', '@"PT4H"'), ('duration("P1Y2M")', '@"P1Y2M"'), ('duration("P1Y2D")', "null")),
        nulls="null if the text is no duration", nulls_zh="不是时长时为 null", section=_CONVERSION,
    ),
    Builtin(
        "years and months duration", {"from": DATE, "to": DATE}, MONTHS, run=_months_between,
        overloads=(
            Overload({"from": DATE_TIME, "to": DATE_TIME}, MONTHS, run=_months_between),
            Overload({"from": DATE, "to": DATE_TIME}, MONTHS, run=_months_between),
            Overload({"from": DATE_TIME, "to": DATE}, MONTHS, run=_months_between),
        ),
        zh="两个日期之间的整年整月", en="the whole years and months between two dates",
        examples=(('years and months duration(@"2011-12-22", @"2013-08-24")', '@"P1Y8M"'), ('years and months duration(@"2016-01-21", @"2015-01-21")', '@"-P1Y"')),
        section=_CONVERSION,
    ),
    Builtin(
        "is", {"value1": ANY, "value2": ANY}, BOOLEAN, run=_is, sees_null=True, optional=2,
        zh="两个值是否完全相同，类型和时差也要相同", en="whether two values are the same, type, offset and zone too",
        examples=(('is(@"2012-12-25", @"23:00:50")', "false"), ('is(@"23:00:50Z", @"23:00:50")', "false"), ('is(@"P1Y", @"P12M")', "true")),
        nulls="null is null alone", nulls_zh="null 只与 null 相同", section="10.3.4.6",
    ),
    _of_day("day of year", NUMBER, lambda date: Decimal(date.day_of_year), "一年中的第几天", "the number of the day in its year", ('day of year(@"2019-09-17")', "260")),
    _of_day("day of week", STRING, lambda date: _WEEKDAYS[date.weekday - 1], "星期几（英文）", "the day of the week, in English", ('day of week(@"2019-09-17")', '"Tuesday"')),
    _of_day("month of year", STRING, lambda date: _MONTHS[date.month - 1], "月份（英文）", "the month, in English", ('month of year(@"2019-09-17")', '"September"')),
    _of_day("week of year", NUMBER, lambda date: Decimal(date.week_of_year), "一年中的第几周（ISO）", "the number of the week, as in ISO 8601", ('week of year(@"2019-09-17")', "38")),
    Builtin(
        "now", {}, DATE_TIME, run=_now,
        zh="现在", en="the present moment; in policies it comes from the period",
        examples=(("now() instance of date and time", "true"),), section=_DATES,
    ),
    Builtin(
        "today", {}, DATE, run=_today,
        zh="今天", en="the present day; in policies it comes from the period",
        examples=(("today() instance of date", "true"),), section=_DATES,
    ),
)  # fmt: skip
