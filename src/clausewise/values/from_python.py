"""Python's own values as values of FEEL."""

import datetime as python
from collections.abc import Mapping
from typing import Any

from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

_KEPT = (bool, str, type(None), Date, Time, DateTime, DaysDuration, MonthsDuration, Range)


def feel_value(value: Any) -> Any:
    """The same value as FEEL has it; TypeError for what it has no word for.

    A float is read by its shortest digits, so 0.1 is a tenth; one that is no number is null.
    """
    if isinstance(value, _KEPT):
        return value
    if isinstance(value, int):
        return DECIMAL128.create_decimal(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return DECIMAL128.plus(value) if value.is_finite() else None
    if isinstance(value, Mapping):
        return {str(key): feel_value(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [feel_value(part) for part in value]
    if isinstance(value, python.datetime):
        return DateTime.from_python(value)
    if isinstance(value, python.date):
        return Date.from_python(value)
    if isinstance(value, python.time):
        return Time.from_python(value)
    if isinstance(value, python.timedelta):
        return DaysDuration(
            (value.days * 86_400 + value.seconds) * 1_000_000_000 + value.microseconds * 1000
        )
    if callable(value):
        return value
    raise TypeError(f"FEEL has no value like {type(value).__name__}")
