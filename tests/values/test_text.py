"""Values as FEEL text."""

from decimal import Decimal
from typing import Any

import pytest

from clausewise.feel import evaluate
from clausewise.values.range import Range
from clausewise.values.temporal import Date, DateTime, DaysDuration, Time
from clausewise.values.text import feel_string, feel_text

DAY = Date.of(2024, 6, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (Decimal("46.00"), "46.00"),
        ('so "late"\n', r'"so \"late\"\n"'),
        (DAY, '@"2024-06-03"'),
        (DateTime(DAY, Time.of(9, 12)), '@"2024-06-03T09:12:00"'),
        (DaysDuration.of(hours=4), '@"PT4H"'),
        ([Decimal(1), "迟到", None], '[1, "迟到", null]'),
        ({"days": Decimal(1), "a b": []}, '{days: 1, "a b": []}'),
        (Range(Decimal(1), Decimal(5), False, True), "(1..5]"),
        (Range(None, Decimal(5), False, False, "<"), "(< 5)"),
        (Range(Decimal(5), Decimal(5), True, True, "="), "(= 5)"),
    ],
)
def test_what_is_shown_reads_back(value: Any, text: str) -> None:
    assert feel_text(value) == text
    assert evaluate(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [("late", "late"), (DAY, "2024-06-03"), (["a", DAY], '["a", @"2024-06-03"]'), (None, None)],
)
def test_as_a_string_a_value_has_no_marks_of_its_own(value: Any, text: str | None) -> None:
    assert feel_string(value) == text
