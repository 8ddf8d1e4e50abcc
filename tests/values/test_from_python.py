"""Python's values as FEEL has them."""

import datetime as python
from decimal import Decimal
from typing import Any

import pytest

from clausewise.values.from_python import feel_value
from clausewise.values.temporal import Date, DateTime, DaysDuration, Time


@pytest.mark.parametrize(
    ("value", "ours"),
    [
        (3, Decimal(3)),
        (0.1, Decimal("0.1")),
        (float("nan"), None),
        (True, True),
        ((1, "x"), [Decimal(1), "x"]),
        ({"a": {"b": 1}}, {"a": {"b": Decimal(1)}}),
        (python.date(2024, 6, 3), Date.of(2024, 6, 3)),
        (python.time(9, 12), Time.of(9, 12)),
        (python.datetime(2024, 6, 3, 9, 12), DateTime(Date.of(2024, 6, 3), Time.of(9, 12))),
        (python.timedelta(days=-1, microseconds=5), DaysDuration(-86_399_999_995_000)),
    ],
)
def test_a_value_of_python_is_one_of_feel(value: Any, ours: Any) -> None:
    assert feel_value(value) == ours


def test_what_feel_has_no_word_for_is_refused() -> None:
    with pytest.raises(TypeError, match="complex"):
        feel_value(1j)
