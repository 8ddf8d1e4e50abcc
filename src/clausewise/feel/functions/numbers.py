"""Numeric functions, DMN 1.5 §10.3.4.5."""

from collections.abc import Callable, Mapping
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
)  # fmt: skip
from functools import cache
from typing import Any

from clausewise.feel.functions.operators import finite
from clausewise.feel.functions.registry import Builtin, Overload, registry
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.temporal import DaysDuration, MonthsDuration
from clausewise.values.types import BOOLEAN, DAYS, MONTHS, NUMBER

_SECTION = "10.3.4.5"
_NO_PLACES = Decimal(0)
_LEAST_SCALE, _MOST_SCALE = -6111, 6176


@cache
def _rounding(way: str) -> Context:
    """Room for every digit between the largest number and the smallest step."""
    context = DECIMAL128.copy()
    context.prec, context.rounding = 12_500, way
    context.Emin, context.Emax = -20_000, 20_000
    return context


def rounded(number: Decimal, scale: Decimal, way: str) -> Decimal | None:
    """To so many decimal places; null where the scale is out of range or the result has no room."""
    places = int(scale)
    if not _LEAST_SCALE <= places <= _MOST_SCALE:
        return None
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        # Nothing to cut off; keep the places asked for where there is room, so 1.5 reads 1.50.
        padded = DECIMAL128.quantize(number, Decimal(1).scaleb(-places)) if places < 30 else number
        return padded if padded.is_finite() else number
    return finite(DECIMAL128.plus(_rounding(way).quantize(number, Decimal(1).scaleb(-places))))


def _to_scale(way: str) -> Callable[[Decimal, Decimal], Decimal | None]:
    return lambda number, scale: rounded(number, scale, way)


def _whole(way: str) -> Callable[..., Decimal | None]:
    return lambda number, scale=_NO_PLACES: rounded(number, scale, way)


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    # §10.3.4.5: dividend - divisor * floor(dividend / divisor), so modulo(-12, 5) is 3, not -2.
    if not divisor:
        return None
    remainder = _rounding(ROUND_HALF_EVEN).remainder(dividend, divisor)
    if remainder and (remainder < 0) != (divisor < 0):
        remainder = _rounding(ROUND_HALF_EVEN).add(remainder, divisor)
    return finite(DECIMAL128.plus(remainder))


def _is_multiple_of_two(number: Decimal) -> bool:
    return _rounding(ROUND_HALF_EVEN).remainder(number, Decimal(2)) == 0


def _even(number: Decimal) -> bool | None:
    return _is_multiple_of_two(number)


def _odd(number: Decimal) -> bool | None:
    return _rounding(ROUND_HALF_EVEN).remainder(number, Decimal(2)).copy_abs() == 1


def _square_root(number: Decimal) -> Decimal | None:
    return DECIMAL128.sqrt(number) if number >= 0 else None


def _logarithm(number: Decimal) -> Decimal | None:
    return DECIMAL128.ln(number) if number > 0 else None


def _random() -> Decimal:
    from random import random

    return Decimal(str(random()))


def _round(name: str, way: str, zh: str, en: str, *examples: tuple[str, str]) -> Builtin:
    return Builtin(
        name, {"n": NUMBER, "scale": NUMBER}, NUMBER, run=_to_scale(way), zh=zh, en=en,
        examples=examples, section=_SECTION,
        nulls="null if an argument is null or the scale lies outside -6111 to 6176",
        nulls_zh="参数缺失，或小数位数不在 -6111 到 6176 之间时为 null",
    )  # fmt: skip


def _absolute(kind: type) -> Callable[[Any], Any]:
    return lambda duration: kind(abs(duration.amount))


NUMBERS: Mapping[str, Builtin] = registry(
    Builtin(
        "decimal", {"n": NUMBER, "scale": NUMBER}, NUMBER, run=_to_scale(ROUND_HALF_EVEN),
        zh="四舍六入五成双到指定的小数位数", en="rounds to that many decimal places, halves to the even digit",
        examples=(("decimal(1/3, 2)", "0.33"), ("decimal(1.5, 0)", "2"), ("decimal(2.5, 0)", "2")),
        section=_SECTION,
    ),
    Builtin(
        "floor", {"n": NUMBER, "scale": NUMBER}, NUMBER, run=_whole(ROUND_FLOOR), optional=1,
        zh="不大于该数的最大整数，或保留指定小数位数", en="the greatest number of that many decimal places that is not above it",
        examples=(("floor(1.5)", "1"), ("floor(-1.56, 1)", "-1.6")), section=_SECTION,
    ),
    Builtin(
        "ceiling", {"n": NUMBER, "scale": NUMBER}, NUMBER, run=_whole(ROUND_CEILING), optional=1,
        zh="不小于该数的最小整数，或保留指定小数位数", en="the least number of that many decimal places that is not below it",
        examples=(("ceiling(1.5)", "2"), ("ceiling(-1.56, 1)", "-1.5")), section=_SECTION,
    ),
    _round("round up", ROUND_UP, "向远离零的方向取到指定小数位数", "rounds away from nought",
           ("round up(5.5, 0)", "6"), ("round up(-1.121, 2)", "-1.13")),
    _round("round down", ROUND_DOWN, "向零的方向取到指定小数位数", "rounds towards nought",
           ("round down(5.5, 0)", "5"), ("round down(-1.126, 2)", "-1.12")),
    _round("round half up", ROUND_HALF_UP, "四舍五入到指定小数位数", "rounds to the nearest, halves away from nought",
           ("round half up(5.5, 0)", "6"), ("round half up(-1.126, 2)", "-1.13")),
    _round("round half down", ROUND_HALF_DOWN, "五舍六入到指定小数位数", "rounds to the nearest, halves towards nought",
           ("round half down(5.5, 0)", "5"), ("round half down(-1.126, 2)", "-1.13")),
    Builtin(
        "abs", {"n": NUMBER}, NUMBER, run=DECIMAL128.abs,
        overloads=(
            Overload({"n": DAYS}, DAYS, run=_absolute(DaysDuration)),
            Overload({"n": MONTHS}, MONTHS, run=_absolute(MonthsDuration)),
        ),
        zh="绝对值（数字或时长）", en="a number or duration without its sign",
        examples=(("abs(-10)", "10"), ('abs(@"-PT5H")', '@"PT5H"')), section=_SECTION,
    ),
    Builtin(
        "modulo", {"dividend": NUMBER, "divisor": NUMBER}, NUMBER, run=_modulo,
        zh="余数，符号与除数相同", en="the remainder of a division, with the sign of the divisor",
        examples=(("modulo(12, 5)", "2"), ("modulo(-12, 5)", "3"), ("modulo(10.1, -4.5)", "-3.4")),
        nulls="null if an argument is null or the divisor is 0", nulls_zh="参数缺失或除数为 0 时为 null",
        section=_SECTION,
    ),
    Builtin(
        "sqrt", {"number": NUMBER}, NUMBER, run=_square_root,
        zh="平方根；负数为 null", en="the square root; null of a negative number",
        examples=(("sqrt(16)", "4"), ("sqrt(-1)", "null")), section=_SECTION,
    ),
    Builtin(
        "log", {"number": NUMBER}, NUMBER, run=_logarithm,
        zh="自然对数；不是正数时为 null", en="the natural logarithm; null unless the number is positive",
        examples=(("decimal(log(10), 8)", "2.30258509"),), section=_SECTION,
    ),
    Builtin(
        "exp", {"number": NUMBER}, NUMBER, run=lambda number: finite(DECIMAL128.exp(number)),
        zh="e 的若干次方", en="the number e raised to a power",
        examples=(("decimal(exp(5), 5)", "148.41316"),), section=_SECTION,
    ),
    Builtin(
        "odd", {"number": NUMBER}, BOOLEAN, run=_odd,
        zh="是否为奇数", en="whether a number is odd",
        examples=(("odd(5)", "true"), ("odd(2)", "false")), section=_SECTION,
    ),
    Builtin(
        "even", {"number": NUMBER}, BOOLEAN, run=_even,
        zh="是否为偶数", en="whether a number is even",
        examples=(("even(5)", "false"), ("even(2)", "true")), section=_SECTION,
    ),
    Builtin(
        "random number", {}, NUMBER, run=_random,
        zh="0 到 1 之间的随机数；规则的结果要可重复，所以制度里不可用",
        en="a random number from 0 to 1; not for policies, whose rulings can be repeated",
        examples=(("random number() < 1", "true"),), section=_SECTION,
    ),
)  # fmt: skip
