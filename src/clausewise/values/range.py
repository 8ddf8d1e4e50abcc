"""Ranges of ordered values, each end open or closed, or without end (DMN 1.5 §10.3.2.7)."""

from typing import Any

from attrs import frozen


@frozen
class Range:
    """`low` or `high` null with that end open: the range goes on without end.

    `sign` is kept of a range written as a comparison: `(< 10)`, `(= 10)`, `(!= 10)`.  The last is
    all but its two ends, which are equal.
    """

    low: Any
    high: Any
    low_closed: bool = True
    high_closed: bool = True
    sign: str = ""

    def __str__(self) -> str:
        if self.sign:
            end = self.high if self.low is None else self.low
            return f"({self.sign} {end})"
        opening, closing = "[" if self.low_closed else "(", "]" if self.high_closed else ")"
        return f"{opening}{self.low}..{self.high}{closing}"
