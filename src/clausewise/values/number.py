"""Numbers: decimals of 34 digits, halves rounded to even (IEEE 754 decimal128)."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException

__all__ = ["DECIMAL128", "Decimal", "is_finite", "parse_number", "plain"]

DECIMAL128 = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[],
)
"""No traps: what cannot be worked out is NaN or infinite, which FEEL turns into null."""


def is_finite(number: Decimal) -> bool:
    return number.is_finite()


def parse_number(text: str) -> Decimal | None:
    """The number written in `text` with a dot for the decimals, rounded to 34 digits; else null."""
    if "_" in text or not text.isascii():
        return None
    try:
        number = DECIMAL128.create_decimal(text)
    except (DecimalException, ValueError):
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> str:
    """Digits without an exponent and without a trailing fraction of noughts beyond those it has.

    >>> plain(Decimal("1E+3"))
    '1000'
    """
    return f"{number:f}" if number else f"{number.copy_abs():f}"
