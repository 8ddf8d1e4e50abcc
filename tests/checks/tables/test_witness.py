"""Values between others, as plain as they can be had."""

from typing import Any

import pytest

from clausewise.checks.tables.witness import between, is_ordered
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

HOUR = 3_600_000_000_000
DAY = 24 * HOUR
NEW_YEAR = Date.of(2024, 1, 1)
TEN = Time(10 * HOUR)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        ("300000", "800000", "300001"),
        ("30", None, "31"),
        (None, "10", "9"),
        (None, "9.5", "8"),
        ("2.5", "2.6", "2.51"),
        ("2", "2.5", "2.1"),
        ("-1", "0", "-0.9"),
        ("0.1", "0.1000000000000000000000001", "0.10000000000000000000000001"),
        ("1e6000", None, None),
    ],
)
def test_a_number_between(low: str | None, high: str | None, value: str | None) -> None:
    assert between(number(low), number(high)) == number(value)


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        (NEW_YEAR, None, "2024-01-02"),
        (None, NEW_YEAR, "2023-12-31"),
        (NEW_YEAR, Date.of(2024, 1, 2), "None"),
        (TEN, None, "10:01:00"),
        (None, TEN, "09:59:00"),
        (None, Time(0), "None"),
        (Time(DAY - 1), None, "None"),
        (TEN, Time(10 * HOUR + 1_000_000_001), "10:00:01"),
        (DateTime(NEW_YEAR, TEN), None, "2024-01-01T10:01:00"),
        (DaysDuration(4 * HOUR), None, "PT4H1M"),
        (MonthsDuration(11), MonthsDuration(12), "None"),
        (MonthsDuration(11), None, "P1Y"),
    ],
)
def test_a_day_or_time_between(low: Any, high: Any, value: str) -> None:
    assert str(between(low, high)) == value


def test_times_of_another_clock_are_not_in_the_order_of_the_companys_own() -> None:
    assert is_ordered(TEN)
    assert not is_ordered(Time(10 * HOUR, 8 * 3600))
    assert not is_ordered("a")
