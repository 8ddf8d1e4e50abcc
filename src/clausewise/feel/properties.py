"""What `value.name` gives for values that are no contexts (DMN 1.5 tables 53 and 65)."""

from collections.abc import Callable, Mapping
from typing import Any

from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import SECOND, Date, DateTime, DaysDuration, MonthsDuration, Time
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
    Type,
)  # fmt: skip


def _seconds(nanoseconds: int) -> Decimal:
    whole, fraction = divmod(nanoseconds, SECOND)
    if not fraction:
        return Decimal(whole)
    return DECIMAL128.divide(Decimal(nanoseconds), Decimal(SECOND)).normalize()


def _offset(offset: int | None) -> DaysDuration | None:
    return None if offset is None else DaysDuration(offset * SECOND)


Getter = Callable[[Any], Any]
_OF_DATE: Mapping[str, Getter] = {
    "year": lambda date: Decimal(date.year),
    "month": lambda date: Decimal(date.month),
    "day": lambda date: Decimal(date.day),
    "weekday": lambda date: Decimal(date.weekday),
}
_OF_TIME: Mapping[str, Getter] = {
    "hour": lambda time: Decimal(time.hour),
    "minute": lambda time: Decimal(time.minute),
    "second": lambda time: Decimal(time.second),
    "time offset": lambda time: _offset(time.offset_on(719_163)),
    "timezone": lambda time: time.zone,
}
_OF_MOMENT: Mapping[str, Getter] = {
    "year": lambda moment: Decimal(moment.date.year),
    "month": lambda moment: Decimal(moment.date.month),
    "day": lambda moment: Decimal(moment.date.day),
    "weekday": lambda moment: Decimal(moment.date.weekday),
    "hour": lambda moment: Decimal(moment.time.hour),
    "minute": lambda moment: Decimal(moment.time.minute),
    "second": lambda moment: Decimal(moment.time.second),
    "time offset": lambda moment: _offset(moment.offset),
    "timezone": lambda moment: moment.time.zone,
}
_OF_DAYS: Mapping[str, Getter] = {
    "days": lambda length: Decimal(length.parts()[0]),
    "hours": lambda length: Decimal(length.parts()[1]),
    "minutes": lambda length: Decimal(length.parts()[2]),
    "seconds": lambda length: (
        _seconds(abs(length.amount) % (60 * SECOND)).copy_sign(Decimal(length.amount))
        if length.amount
        else Decimal(0)
    ),
}
_OF_MONTHS: Mapping[str, Getter] = {
    "years": lambda length: Decimal(_truncated(length.amount, 12)),
    "months": lambda length: Decimal(length.amount - 12 * _truncated(length.amount, 12)),
}
_OF_RANGE: Mapping[str, Getter] = {
    "start": lambda within: within.low,
    "end": lambda within: within.high,
    "start included": lambda within: within.low_closed,
    "end included": lambda within: within.high_closed,
}


def _truncated(number: int, by: int) -> int:
    return -(-number // by) if number < 0 else number // by


GETTERS: Mapping[type, Mapping[str, Getter]] = {
    Date: _OF_DATE,
    Time: _OF_TIME,
    DateTime: _OF_MOMENT,
    DaysDuration: _OF_DAYS,
    MonthsDuration: _OF_MONTHS,
    Range: _OF_RANGE,
}

_NUMBERS = dict.fromkeys
TYPES: Mapping[str, Mapping[str, Type]] = {
    DATE.name: _NUMBERS(_OF_DATE, NUMBER),
    TIME.name: {**_NUMBERS(_OF_TIME, NUMBER), "time offset": DAYS, "timezone": STRING},
    DATE_TIME.name: {**_NUMBERS(_OF_MOMENT, NUMBER), "time offset": DAYS, "timezone": STRING},
    DAYS.name: _NUMBERS(_OF_DAYS, NUMBER),
    MONTHS.name: _NUMBERS(_OF_MONTHS, NUMBER),
    NUMBER.name: {},
    STRING.name: {},
    BOOLEAN.name: {},
}
"""The properties of each simple type, with their types."""

OF_RANGES: Mapping[str, Type] = {
    "start": ANY, "end": ANY, "start included": BOOLEAN, "end included": BOOLEAN,
}  # fmt: skip
