"""Days, clock times, moments, and the two durations, exact to the nanosecond in any year.

Sources: DMN 1.5 §10.3.2.3; XML Schema Part 2; ISO 8601.
"""

import datetime as python
import re
from collections.abc import Callable
from functools import lru_cache, total_ordering
from typing import Any, Final
from zoneinfo import ZoneInfo

SECOND: Final = 1_000_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
LAST_YEAR: Final = 999_999_999
EPOCH_ORDINAL: Final = 719_163  # 1970-01-01

_of_ordinal = python.date.fromordinal
_LAST_PYTHON_ORDINAL = python.date.max.toordinal()
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _ordinal(year: int, month: int, day: int) -> int:
    before = year - 1
    return (
        before * 365 + before // 4 - before // 100 + before // 400
        + _DAYS_BEFORE_MONTH[month] + (month > 2 and is_leap(year)) + day
    )  # fmt: skip


def _year_month_day(ordinal: int) -> tuple[int, int, int]:
    if 1 <= ordinal <= _LAST_PYTHON_ORDINAL:
        day = _of_ordinal(ordinal)
        return day.year, day.month, day.day
    # The calendar repeats every 400 years, of 146,097 days.
    cycles, within = divmod(ordinal - 1, 146_097)
    day = _of_ordinal(within + 1)
    return day.year + cycles * 400, day.month, day.day


@total_ordering
class Date:
    """A day of the Gregorian calendar, carried back before 1582 and on beyond 9999.

    `ordinal` counts days; 1 is 0001-01-01, as in Python.  Year 0 is the year before year 1.
    """

    __slots__ = ("_parts", "ordinal")
    ordinal: int
    _parts: tuple[int, int, int] | None

    def __init__(self, ordinal: int) -> None:
        object.__setattr__(self, "ordinal", ordinal)
        object.__setattr__(self, "_parts", None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a date does not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return Date, (self.ordinal,)

    @staticmethod
    def of(year: int, month: int, day: int) -> "Date":
        """ValueError where the calendar has no such day."""
        if not (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
            raise ValueError(f"there is no day {year}-{month}-{day}")
        if not -LAST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"the year {year} is out of range")
        return Date(_ordinal(year, month, day))

    @staticmethod
    def from_ordinal(ordinal: int) -> "Date":
        return Date(ordinal)

    @staticmethod
    def from_python(day: python.date) -> "Date":
        return Date(day.toordinal())

    @staticmethod
    def parse(text: str) -> "Date | None":
        """A date in ISO form, such as 2024-06-01; anything else is null."""
        found = _DATE.fullmatch(text)
        if not found:
            return None
        try:
            return Date.of(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None

    def to_python(self) -> python.date:
        return _of_ordinal(self.ordinal)

    @property
    def parts(self) -> tuple[int, int, int]:
        """Year, month, day."""
        parts = self._parts
        if parts is None:
            parts = _year_month_day(self.ordinal)
            object.__setattr__(self, "_parts", parts)
        return parts

    @property
    def year(self) -> int:
        return self.parts[0]

    @property
    def month(self) -> int:
        return self.parts[1]

    @property
    def day(self) -> int:
        return self.parts[2]

    @property
    def weekday(self) -> int:
        """1 is Monday, 7 is Sunday."""
        return (self.ordinal - 1) % 7 + 1

    @property
    def day_of_year(self) -> int:
        return self.ordinal - _ordinal(self.year, 1, 1) + 1

    @property
    def week_of_year(self) -> int:
        """The ISO week: weeks begin on Monday, and the first holds the year's first Thursday."""
        thursday = Date(self.ordinal + 4 - self.weekday)
        return (thursday.day_of_year - 1) // 7 + 1

    def plus_days(self, days: int) -> "Date":
        return Date(self.ordinal + days)

    def plus_months(self, months: int) -> "Date":
        """The same day of a later month, or that month's last day where it is shorter."""
        year, month, day = self.parts
        years, index = divmod(year * 12 + month - 1 + months, 12)
        return Date(_ordinal(years, index + 1, min(day, days_in_month(years, index + 1))))

    def __eq__(self, other: object) -> bool:
        return other.__class__ is Date and self.ordinal == other.ordinal

    def __lt__(self, other: "Date") -> bool:
        return self.ordinal < other.ordinal

    def __le__(self, other: "Date") -> bool:
        return self.ordinal <= other.ordinal

    def __gt__(self, other: "Date") -> bool:
        return self.ordinal > other.ordinal

    def __ge__(self, other: "Date") -> bool:
        return self.ordinal >= other.ordinal

    def __hash__(self) -> int:
        return hash(("date", self.ordinal))

    def __str__(self) -> str:
        year, month, day = self.parts
        return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"

    def __repr__(self) -> str:
        return f"Date({self})"


class Time:
    """A time of day, to the nanosecond, with an offset from UTC in seconds, a named zone, or neither."""

    __slots__ = ("nanoseconds", "offset", "zone")
    nanoseconds: int
    offset: int | None
    zone: str | None

    def __init__(
        self, nanoseconds: int, offset: int | None = None, zone: str | None = None
    ) -> None:
        object.__setattr__(self, "nanoseconds", nanoseconds)
        object.__setattr__(self, "offset", offset)
        object.__setattr__(self, "zone", zone)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a time does not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return Time, (self.nanoseconds, self.offset, self.zone)

    @staticmethod
    def of(  # noqa: PLR0917  # the parts of a time, in their usual order
        hour: int,
        minute: int,
        second: int = 0,
        nanosecond: int = 0,
        offset: int | None = None,
        zone: str | None = None,
    ) -> "Time":
        """ValueError where no clock shows such a time."""
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
            raise ValueError(f"there is no time {hour}:{minute}:{second}")
        if offset is not None and abs(offset) > 18 * 3600:
            raise ValueError("an offset reaches 18 hours at most")
        return Time(hour * HOUR + minute * MINUTE + second * SECOND + nanosecond, offset, zone)

    @staticmethod
    def from_python(time: python.time) -> "Time":
        offset = time.utcoffset()
        return Time.of(
            time.hour, time.minute, time.second, time.microsecond * 1000,
            None if offset is None else int(offset.total_seconds()),
        )  # fmt: skip

    @staticmethod
    def parse(text: str) -> "Time | None":
        """A time in ISO form: 09:12:00, perhaps with a fraction, and an offset, Z or @zone."""
        found = _TIME.fullmatch(text)
        return None if found is None else _time_of(found.groups())

    @staticmethod
    def parse_loose(text: str) -> "Time | None":
        """As `parse`, but hours and minutes suffice, and an hour may have one digit: 9:12."""
        found = re.fullmatch(r"(\d{1,2}):(\d\d)(.*)", text, re.DOTALL)
        if found is None:
            return None
        rest = found[3] if found[3].startswith(":") else ":00" + found[3]
        return Time.parse(f"{found[1]:>02}:{found[2]}{rest}")

    @property
    def hour(self) -> int:
        return self.nanoseconds // HOUR

    @property
    def minute(self) -> int:
        return self.nanoseconds // MINUTE % 60

    @property
    def second(self) -> int:
        return self.nanoseconds // SECOND % 60

    @property
    def nanosecond(self) -> int:
        return self.nanoseconds % SECOND

    @property
    def has_offset(self) -> bool:
        return self.offset is not None or self.zone is not None

    def offset_on(self, ordinal: int) -> int | None:
        """Seconds east of UTC on that day; null for a time of no particular place."""
        if self.zone is not None:
            return zone_offset(self.zone, ordinal, self.nanoseconds)
        return self.offset

    @property
    def moment(self) -> int:
        """Nanoseconds since midnight, in UTC where an offset is known; it may lie outside the day."""
        offset = self.offset_on(EPOCH_ORDINAL)
        return self.nanoseconds - offset * SECOND if offset is not None else self.nanoseconds

    def local(self) -> "Time":
        """The same clock reading, without offset and zone."""
        return Time(self.nanoseconds)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not Time:
            return False
        assert isinstance(other, Time)
        if self.has_offset != other.has_offset:
            return False
        if self.offset is None and self.zone is None:
            return self.nanoseconds == other.nanoseconds
        return self.moment % DAY == other.moment % DAY

    def __hash__(self) -> int:
        return hash(("time", self.moment % DAY))

    def __lt__(self, other: "Time") -> bool:
        return self.moment < other.moment

    def __le__(self, other: "Time") -> bool:
        return self.moment <= other.moment

    def __gt__(self, other: "Time") -> bool:
        return self.moment > other.moment

    def __ge__(self, other: "Time") -> bool:
        return self.moment >= other.moment

    def __str__(self) -> str:
        seconds, fraction = divmod(self.nanoseconds, SECOND)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        tail = f".{fraction:09}".rstrip("0") if fraction else ""
        place = f"@{self.zone}" if self.zone else offset_text(self.offset)
        return clock + tail + place

    def __repr__(self) -> str:
        return f"Time({self})"


class DateTime:
    """A day and a time of it.

    `moment` is nanoseconds since 1970-01-01T00:00:00: of UTC where the offset or the zone is
    known, else of the local clock, so that moments of one place compare.
    """

    __slots__ = ("date", "moment", "time")
    date: Date
    time: Time
    moment: int

    def __init__(self, date: Date, time: Time) -> None:
        object.__setattr__(self, "date", date)
        object.__setattr__(self, "time", time)
        moment = (date.ordinal - EPOCH_ORDINAL) * DAY + time.nanoseconds
        offset = time.offset_on(date.ordinal)
        object.__setattr__(self, "moment", moment if offset is None else moment - offset * SECOND)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a moment does not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return DateTime, (self.date, self.time)

    @staticmethod
    def of(date: Date, time: Time) -> "DateTime":
        return DateTime(date, time)

    @staticmethod
    def from_python(moment: python.datetime) -> "DateTime":
        return DateTime(Date.from_python(moment.date()), Time.from_python(moment.timetz()))

    @staticmethod
    def from_moment(moment: int, offset: int | None = None, zone: str | None = None) -> "DateTime":
        """The clock reading at a moment, in that offset or zone (neither: the moment is local)."""
        if zone is not None:
            offset = zone_offset_at(zone, moment)
            local = moment + offset * SECOND
        else:
            local = moment + (offset or 0) * SECOND
        days, nanoseconds = divmod(local, DAY)
        return DateTime(
            Date(EPOCH_ORDINAL + days), Time(nanoseconds, None if zone else offset, zone)
        )

    @staticmethod
    def parse(text: str) -> "DateTime | None":
        """A date, T, a time, all in ISO form; 24:00:00 is the next day's midnight."""
        day, t, clock = text.partition("T")
        date = Date.parse(day)
        if date is None or not t:
            return None
        if clock.startswith("24:00:00"):
            time = Time.parse("00:00:00" + clock[8:])
            if time is None or time.nanoseconds:
                return None
            return DateTime(date.plus_days(1), time)
        time = Time.parse(clock)
        return None if time is None else DateTime(date, time)

    @property
    def has_offset(self) -> bool:
        return self.time.offset is not None or self.time.zone is not None

    @property
    def offset(self) -> int | None:
        return self.time.offset_on(self.date.ordinal)

    def local(self) -> "DateTime":
        """The same clock reading, without offset and zone."""
        return DateTime(self.date, self.time.local())

    def plus(self, nanoseconds: int) -> "DateTime":
        """Later by so many nanoseconds, in the same offset or zone."""
        return DateTime.from_moment(self.moment + nanoseconds, self.time.offset, self.time.zone)

    def plus_months(self, months: int) -> "DateTime":
        return DateTime(self.date.plus_months(months), self.time)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not DateTime:
            return False
        assert isinstance(other, DateTime)
        return self.moment == other.moment and self.has_offset == other.has_offset

    def __hash__(self) -> int:
        return hash(("moment", self.moment))

    def __lt__(self, other: "DateTime") -> bool:
        return self.moment < other.moment

    def __le__(self, other: "DateTime") -> bool:
        return self.moment <= other.moment

    def __gt__(self, other: "DateTime") -> bool:
        return self.moment > other.moment

    def __ge__(self, other: "DateTime") -> bool:
        return self.moment >= other.moment

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"

    def __repr__(self) -> str:
        return f"DateTime({self})"


class _Amount:
    """What both durations share: one whole number, and its order among its own kind."""

    __slots__ = ("amount",)
    amount: int

    def __init__(self, amount: int) -> None:
        object.__setattr__(self, "amount", amount)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a duration does not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return self.__class__, (self.amount,)

    def __eq__(self, other: object) -> bool:
        return other.__class__ is self.__class__ and self.amount == other.amount

    def __lt__(self, other: "_Amount") -> bool:
        return self.amount < other.amount

    def __le__(self, other: "_Amount") -> bool:
        return self.amount <= other.amount

    def __gt__(self, other: "_Amount") -> bool:
        return self.amount > other.amount

    def __ge__(self, other: "_Amount") -> bool:
        return self.amount >= other.amount

    def __hash__(self) -> int:
        return hash((self.__class__.__name__, self.amount))

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}({self})"


class DaysDuration(_Amount):
    """A length of time in days, hours, minutes, seconds, exact to the nanosecond."""

    __slots__ = ()

    @property
    def nanoseconds(self) -> int:
        return self.amount

    @staticmethod
    def of(days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> "DaysDuration":
        return DaysDuration(days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND)

    def parts(self) -> tuple[int, int, int, int, int]:
        """Days, hours, minutes, seconds, nanoseconds of its length, each with the sign of the whole."""
        sign = -1 if self.amount < 0 else 1
        seconds, fraction = divmod(abs(self.amount), SECOND)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        return sign * days, sign * hours, sign * minutes, sign * seconds, sign * fraction

    def __str__(self) -> str:
        days, hours, minutes, seconds, fraction = map(abs, self.parts())
        tail = f".{fraction:09}".rstrip("0") if fraction else ""
        clock = (
            (f"{hours}H" if hours else "")
            + (f"{minutes}M" if minutes else "")
            + (f"{seconds}{tail}S" if seconds or fraction else "")
        )
        text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return ("-P" if self.amount < 0 else "P") + (text or "T0S")


class MonthsDuration(_Amount):
    """A length of time in years and months, kept as months."""

    __slots__ = ()

    @property
    def months(self) -> int:
        return self.amount

    @staticmethod
    def of(years: int = 0, months: int = 0) -> "MonthsDuration":
        return MonthsDuration(years * 12 + months)

    def __str__(self) -> str:
        years, months = divmod(abs(self.amount), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-P" if self.amount < 0 else "P") + (text or "0M")


def parse_duration(text: str) -> DaysDuration | MonthsDuration | None:
    """A duration in ISO form, with years and months or with days and times, never both."""
    found = _MONTHS.fullmatch(text)
    if found and (found[2] or found[3]):
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return MonthsDuration(-months if found[1] else months)
    found = _DAYS.fullmatch(text)
    if not found or not any(found.groups()[1:]) or text.endswith("T"):
        return None
    seconds = int(found[2] or 0) * 86400 + int(found[3] or 0) * 3600 + int(found[4] or 0) * 60
    fraction = int((found[6] or "")[:9].ljust(9, "0"))
    total = (seconds + int(found[5] or 0)) * SECOND + fraction
    return DaysDuration(-total if found[1] else total)


def offset_text(offset: int | None) -> str:
    """Z, +08:00, -03:30, or nothing."""
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(offset), 60)
    tail = f":{seconds:02}" if seconds else ""
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}{tail}"


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def is_zone(name: str) -> bool:
    """Whether the name is one of the IANA time zones."""
    return _zone(name) is not None


def zone_offset(zone: str, ordinal: int, nanoseconds: int) -> int:
    """Seconds east of UTC on the local clock of a zone; 0 for a zone nobody knows."""
    return _offset(zone, ordinal, nanoseconds, lambda place, local: local.replace(tzinfo=place))


def zone_offset_at(zone: str, moment: int) -> int:
    """Seconds east of UTC in a zone at a moment of UTC."""
    days, nanoseconds = divmod(moment, DAY)

    def seen_from(place: ZoneInfo, utc: python.datetime) -> python.datetime:
        return utc.replace(tzinfo=python.UTC).astimezone(place)

    return _offset(zone, EPOCH_ORDINAL + days, nanoseconds, seen_from)


def _offset(
    zone: str,
    ordinal: int,
    nanoseconds: int,
    placed: Callable[[ZoneInfo, python.datetime], python.datetime],
) -> int:
    place = _zone(zone)
    if place is None:
        return 0
    # Outside the years that Python counts, the zone's rules of the nearest such year hold.
    year, month, day = _year_month_day(ordinal)
    year = min(max(year, 2), 9998)
    moment = python.datetime(
        year, month, min(day, days_in_month(year, month)),
        nanoseconds // HOUR, nanoseconds // MINUTE % 60, nanoseconds // SECOND % 60,
    )  # fmt: skip
    offset = placed(place, moment).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def _time_of(parts: tuple[str | None, ...]) -> Time | None:
    hour, minute, second, fraction, sign, hours, minutes, seconds, z, zone = parts
    offset = None
    if z:
        offset = 0
    elif sign:
        if int(minutes or 0) > 59 or int(seconds or 0) > 59:
            return None
        offset = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
        offset = -offset if sign == "-" else offset
    if zone is not None and not is_zone(zone):
        return None
    nanosecond = int((fraction or "")[:9].ljust(9, "0"))
    try:
        return Time.of(int(hour or 0), int(minute or 0), int(second or 0), nanosecond, offset, zone)
    except ValueError:
        return None


# A year has four digits, or more without a leading nought.
_DATE = re.compile(r"(-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(?:([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|([zZ])|@([A-Za-z0-9_+\-/]+))?"
)
_MONTHS = re.compile(r"(-)?P(?:([0-9]+)Y)?(?:([0-9]+)M)?")
_DAYS = re.compile(
    r"(-)?P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]+))?S)?)?"
)
