"""Numbers are decimals of 34 digits."""

from decimal import Decimal

import pytest

from clausewise.values.number import DECIMAL128, parse_number, plain


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.50", Decimal("12.50")),
        ("-0.001", Decimal("-0.001")),
        ("1.23e-4", Decimal("0.000123")),
        ("1" * 40, DECIMAL128.create_decimal("1" * 40)),
        ("1_000", None),
        ("１２", None),
        ("twelve", None),
        ("NaN", None),
        ("1e99999", None),
        ("", None),
    ],
)
def test_a_number_is_read_from_its_digits(text: str, number: Decimal | None) -> None:
    assert parse_number(text) == number


def test_the_places_that_were_written_are_kept() -> None:
    assert str(parse_number("12.50")) == "12.50"


@pytest.mark.parametrize(
    ("number", "digits"),
    [("1E+3", "1000"), ("1.50", "1.50"), ("-0", "0"), ("1E-7", "0.0000001"), ("-2.5", "-2.5")],
)
def test_digits_are_shown_without_an_exponent(number: str, digits: str) -> None:
    assert plain(Decimal(number)) == digits


def test_halves_go_to_the_even_digit_at_34_digits() -> None:
    half = DECIMAL128.divide(Decimal(2), Decimal(3))

    assert str(half) == "0.6666666666666666666666666666666667"
