"""Conversions, DMN 1.5 §10.3.4.1, and `not`, §10.3.4.2."""

import re
from collections.abc import Mapping
from typing import Any

from clausewise.feel.functions.registry import Builtin, Overload, registry
from clausewise.values.number import Decimal, parse_number, plain
from clausewise.values.range import Range
from clausewise.values.text import feel_string
from clausewise.values.types import ANY, BOOLEAN, NUMBER, RANGE, STRING

_SECTION = "10.3.4.1"
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def number_from(text: str) -> Decimal | None:
    return parse_number(text) if _NUMBER.fullmatch(text) else None


def _number(text: str | None, grouping: str | None, decimal: str | None) -> Decimal | None:
    if text is None or grouping not in (" ", ",", ".", None) or decimal not in (".", ",", None):
        return None
    if grouping is not None and grouping == decimal:
        return None
    if grouping is not None:
        text = text.replace(grouping, "")
    if decimal is not None and decimal != ".":
        if "." in text:
            return None
        text = text.replace(decimal, ".")
    return number_from(text)


def _string(value: Any) -> str | None:
    if isinstance(value, Decimal):
        return plain(value) if value.adjusted() < 40 and value.adjusted() > -40 else str(value)
    return feel_string(value)


def _not(value: Any) -> bool | None:
    return not value if isinstance(value, bool) else None


def _range(text: str) -> Range | None:
    """A range literal whose ends are literals, or calls that make dates of literals."""
    from clausewise.feel import syntax as s
    from clausewise.feel.environment import Environment
    from clausewise.feel.interpret import value_of
    from clausewise.feel.parser import parse
    from clausewise.feel.typing import lowered
    from clausewise.source.span import Passage

    passage, nothing = Passage.of(text), Environment.unknown()
    read, told = parse(passage, nothing)
    if told or not isinstance(read, s.Interval) or not all(map(_is_literal, (read.low, read.high))):
        return None
    core, _ = lowered(read, passage, nothing)
    value = value_of(core, {})
    whole = isinstance(value, Range) and value.low is not None and value.high is not None
    return value if whole else None


def _is_literal(end: Any) -> bool:
    from clausewise.feel import syntax as s

    match end:
        case s.Literal_(value):
            return value is not None
        case s.AtLiteral():
            return True
        case s.Negation(operand):
            return _is_literal(operand)
        case s.Call(s.Name("date" | "time" | "date and time" | "duration"), arguments):
            return all(isinstance(argument.value, s.Literal_) for argument in arguments)
    return False


CONVERSION: Mapping[str, Builtin] = registry(
    Builtin(
        "number", {"from": STRING}, NUMBER, run=number_from,
        overloads=(
            Overload({"from": STRING, "grouping separator": STRING, "decimal separator": STRING}, NUMBER, run=_number, sees_null=True),
            Overload({"from": NUMBER}, NUMBER, run=lambda number: number),
        ),
        zh="由文字得到数字；可说明千位分隔和小数点", en="a number from a text; with what groups its digits, and what stands before its decimals",
        examples=(('number("1,000.5", ",", ".")', "1000.5"), ('number("12.50")', "12.50"), ('number("twelve")', "null")),
        nulls="null if the text is no number; the separators may be null", nulls_zh="不是数字时为 null；分隔可以是 null", section=_SECTION,
    ),
    Builtin(
        "string", {"from": ANY}, STRING, run=_string,
        zh="转为文字", en="a value as a text",
        examples=(("string(1.1)", '"1.1"'), ('string(@"2024-06-03")', '"2024-06-03"'), ("string(null)", "null")), section=_SECTION,
    ),
    Builtin(
        "range", {"from": STRING}, RANGE, run=_range,
        zh="由文字得到区间", en="a range from a text",
        examples=(('range("[18..21)")', "[18..21)"), ('range("[3..1]")', "null")),
        nulls="null if the text is no range of literals", nulls_zh="不是由字面值写成的区间时为 null", section=_SECTION,
    ),
    Builtin(
        "not", {"negand": ANY}, BOOLEAN, run=_not, sees_null=True,
        zh="不", en="true of false, false of true", examples=(("not(true)", "false"), ("not(null)", "null")),
        nulls="null of null and of what is no truth", nulls_zh="null 或不是真假时为 null", section="10.3.4.2",
    ),
)  # fmt: skip
