"""Whole and marginal bands into functions of an amount."""

from decimal import Decimal
from typing import Any

from clausewise.model.policy import Brackets
from clausewise.plan.plan import BandTable
from clausewise.values.number import DECIMAL128
from clausewise.values.types import BOOLEAN, NUMBER, STRING, ContextOf, FunctionOf, Type


def band_table(brackets: Brackets) -> BandTable:
    """The brackets as a function; a further field that a band leaves out is null there."""
    names = sorted({name for band in brackets.bands for name in band.further})
    return BandTable(
        name=brackets.name,
        mode=brackets.mode,
        bounds=tuple(band.up_to for band in brackets.bands),
        rates=tuple(band.rate for band in brackets.bands),
        further=tuple({name: band.further.get(name) for name in names} for band in brackets.bands),
        run=_whole if brackets.mode == "whole" else _marginal,
    )


def band_type(brackets: Brackets) -> FunctionOf:
    """amount → {rate, amount, band, …}."""
    further: dict[str, Type] = {}
    for band in brackets.bands:
        for name, value in band.further.items():
            further[name] = _type(value)
    fields = {"rate": NUMBER, "amount": NUMBER, "band": NUMBER, **further}
    return FunctionOf((NUMBER,), ContextOf(fields), ("amount",))


def _type(value: Any) -> Type:
    if isinstance(value, bool):
        return BOOLEAN
    return NUMBER if isinstance(value, Decimal) else STRING


def band_of(table: BandTable, amount: Decimal) -> int | None:
    """The position of the band that holds the amount: a bound belongs to the band below it."""
    for position, bound in enumerate(table.bounds):
        if bound is None or amount <= bound:
            return position
    return None


def _whole(table: BandTable, amount: Decimal | None) -> dict[str, Any] | None:
    """The whole amount at the rate of its band."""
    position = None if amount is None else band_of(table, amount)
    if amount is None or position is None:
        return None
    rate = table.rates[position]
    return _answer(table, position, rate, DECIMAL128.multiply(amount, rate))


def _marginal(table: BandTable, amount: Decimal | None) -> dict[str, Any] | None:
    """Each slice at its own rate; `rate` is the rate of the last slice."""
    position = None if amount is None else band_of(table, amount)
    if amount is None or position is None:
        return None
    total, below = Decimal(0), Decimal(0)
    for at in range(position + 1):
        top = amount if at == position else table.bounds[at]
        slice_ = DECIMAL128.subtract(top, below)
        total = DECIMAL128.add(total, DECIMAL128.multiply(slice_, table.rates[at]))
        below = top
    return _answer(table, position, table.rates[position], total)


def _answer(table: BandTable, position: int, rate: Decimal, amount: Decimal) -> dict[str, Any]:
    return {
        "rate": rate,
        "amount": amount,
        "band": Decimal(position + 1),
        **table.further[position],
    }
