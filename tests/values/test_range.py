"""Ranges know their ends and how they were written."""

from decimal import Decimal

from clausewise.values.range import Range


def test_a_range_shows_which_ends_belong_to_it() -> None:
    assert str(Range(Decimal(1), Decimal(5), True, False)) == "[1..5)"
    assert str(Range(None, Decimal(5), False, True, "<=")) == "(<= 5)"


def test_a_range_written_as_a_comparison_is_another_one() -> None:
    assert Range(Decimal(10), Decimal(10), True, True, "=") != Range(Decimal(10), Decimal(10))
