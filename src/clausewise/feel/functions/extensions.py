"""Functions of policies that FEEL does not have and that need no calendar."""

from collections.abc import Mapping
from typing import Any

from clausewise.feel.functions.lists import total_of
from clausewise.feel.functions.registry import Builtin, registry
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.temporal import HOUR, MINUTE, DaysDuration
from clausewise.values.types import ANY, DAYS, LIST, NUMBER


def _in(unit: int, length: DaysDuration) -> Decimal:
    whole, rest = divmod(length.amount, unit)
    return DECIMAL128.divide(Decimal(length.amount), Decimal(unit)) if rest else Decimal(whole)


def _total(values: list[Any]) -> Any:
    return total_of(values) if values else Decimal(0)


EXTENSIONS: Mapping[str, Builtin] = registry(
    Builtin(
        "minutes", {"duration": DAYS}, NUMBER, run=lambda length: _in(MINUTE, length),
        zh="时长是多少分钟，不取整", en="how many minutes a duration has, not rounded",
        examples=(('minutes(@"PT1H30M")', "90"), ('minutes(@"PT90S")', "1.5"), ('minutes(@"09:12:00" - @"09:00:00")', "12")),
        extension=True,
    ),
    Builtin(
        "hours", {"duration": DAYS}, NUMBER, run=lambda length: _in(HOUR, length),
        zh="时长是多少小时，不取整", en="how many hours a duration has, not rounded",
        examples=(('hours(@"PT1H30M")', "1.5"), ('hours(@"P1D")', "24")), extension=True,
    ),
    Builtin(
        "total", {"list": LIST}, ANY, run=_total,
        zh="合计；空列表为 0", en="the sum, which of nothing is 0",
        examples=(("total([1, 2, 3])", "6"), ("total([])", "0"), ("total([1, null])", "null")),
        nulls="null if an element is null", nulls_zh="有元素为 null 时为 null", extension=True,
    ),
)  # fmt: skip
