"""A value between two others, as plain as one can be had: the next minute, the next day, a whole number."""

from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR
from typing import Any

from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.temporal import (
    DAY,
    MINUTE,
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)

_FINEST = 34


def between(low: Any, high: Any) -> Any:
    """A value above `low` and below `high`; null is no bound.  Null where there is none between.

    >>> between(Decimal(300000), Decimal(800000))
    Decimal('300001')
    """
    return _BETWEEN[(high if low is None else low).__class__](low, high)


def is_ordered(value: Any) -> bool:
    """Whether values of its class lie between others: numbers, days, times, moments, durations.

    Times and moments with an offset do not lie among those of the company's own clock.
    """
    return value.__class__ in _BETWEEN and not getattr(value, "has_offset", False)


def _number(low: Decimal | None, high: Decimal | None) -> Any:
    if low is None:
        assert high is not None
        return _if_between(None, DECIMAL128.subtract(_floor(high), Decimal(1)), high)
    for digits in range(_FINEST):
        step = Decimal(1).scaleb(-digits)
        floor = low.quantize(step, ROUND_FLOOR, DECIMAL128) if digits else _floor(low)
        found = _if_between(low, DECIMAL128.add(floor, step), high)
        if found is not None:
            return found
    return None


def _floor(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


def _if_between(low: Any, value: Any, high: Any) -> Any:
    if getattr(value, "is_nan", bool)():
        return None
    above = low is None or low < value
    return value if above and (high is None or value < high) else None


def _steps(sizes: tuple[int, ...], moved: Callable[[Any, int], Any]) -> Callable[[Any, Any], Any]:
    def between_steps(low: Any, high: Any) -> Any:
        for size in sizes:
            value = moved(high, -size) if low is None else moved(low, size)
            found = None if value is None else _if_between(low, value, high)
            if found is not None:
                return found
        return None

    return between_steps


def _time_moved(time: Time, by: int) -> Time | None:
    moved = time.nanoseconds + by
    return Time(moved) if 0 <= moved < DAY else None


_CLOCK = (MINUTE, SECOND, 1)
_BETWEEN: Mapping[type, Callable[[Any, Any], Any]] = {
    Decimal: _number,
    Date: _steps((1,), Date.plus_days),
    Time: _steps(_CLOCK, _time_moved),
    DateTime: _steps(_CLOCK, DateTime.plus),
    DaysDuration: _steps(_CLOCK, lambda length, by: DaysDuration(length.amount + by)),
    MonthsDuration: _steps((1,), lambda length, by: MonthsDuration(length.amount + by)),
}
