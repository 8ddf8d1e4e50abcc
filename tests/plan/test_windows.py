"""How far a rule reads, from the words of its windows (language.md §4.1, `window`)."""

from typing import Any

import pytest

from clausewise.plan.windows import NoReach, Reach, Service, Whole, Workdays, reach_of
from clausewise.values.number import Decimal
from clausewise.values.temporal import DaysDuration, MonthsDuration

DAY = DaysDuration.of(days=1)
PARAMETERS: dict[str, Any] = {
    "three": Decimal(3),
    "three_point_nought": Decimal("3.0"),
    "half": Decimal("0.5"),
    "none": Decimal(0),
    "unit": "quarter",
    "always": "service",
    "streak": "4 workdays",
    "length": DAY,
    "backwards": DaysDuration.of(days=-1),
    "undecided": None,
    "other": "unit",
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("P1D", DAY),
        ("PT36H", DaysDuration.of(hours=36)),
        ("P1Y2M", MonthsDuration(14)),
        ("month", Whole("month")),
        ("service_quarter", Whole("service_quarter")),
        ("service", Service()),
        ("3 workdays", Workdays(3)),
        ("1 workday", Workdays(1)),
        ("three workdays", Workdays(3)),
        ("three_point_nought workdays", Workdays(3)),
        ("unit", Whole("quarter")),
        ("always", Service()),
        ("streak", Workdays(4)),
        ("length", DAY),
    ],
)
def test_these_words_are_a_window(written: str, expected: Reach) -> None:
    assert reach_of(written, PARAMETERS, frozenset()) == expected


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("fortnight", "CW362", "fortnight"),
        ("-P1D", "CW362", "-P1D"),
        ("backwards", "CW362", "backwards"),
        ("0 workdays", "CW362", "0 workdays"),
        ("half workdays", "CW362", "half workdays"),
        ("none workdays", "CW362", "none workdays"),
        ("some workdays", "CW362", "some workdays"),
        ("undecided", "CW362", "undecided"),
        ("undecided workdays", "CW362", "undecided"),
        ("dated", "CW377", "dated"),
        ("dated workdays", "CW377", "dated"),
        # A parameter names a window in the same words, but not by another parameter's name.
        ("other", "CW362", "unit"),
    ],
)
def test_these_are_none(written: str, code: str, told: str) -> None:
    found = reach_of(written, PARAMETERS, frozenset({"dated"}))
    assert isinstance(found, NoReach)
    assert (found.code, found.written) == (code, told)
