"""Values as FEEL text, such that reading the text gives the value again."""

from typing import Any

from clausewise.values.number import Decimal, plain
from clausewise.values.range import Range
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

_AT = (Date, Time, DateTime, DaysDuration, MonthsDuration)


def quoted(text: str) -> str:
    """A string literal.

    >>> quoted('so "late"')
    '"so \\\\"late\\\\""'
    """
    for character, written in (
        ("\\", "\\\\"),
        ('"', '\\"'),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    ):
        text = text.replace(character, written)
    return f'"{text}"'


def feel_text(value: Any) -> str:
    """A value as one would write it in FEEL.

    >>> feel_text([Decimal("1.50"), "x", None])
    '[1.50, "x", null]'
    """
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, _AT):
        return f'@"{value}"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(feel_text, value)) + "]"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_key(key)}: {feel_text(part)}" for key, part in value.items()) + "}"
        )
    if isinstance(value, Range):
        return _range_text(value)
    return "function(" + ", ".join(getattr(value, "names", None) or ("…",)) + ")"


def _key(key: str) -> str:
    return key if key.isidentifier() else quoted(key)


def _range_text(value: Range) -> str:
    if value.sign:
        end = value.high if value.sign in ("<", "<=") else value.low
        return f"({value.sign} {feel_text(end)})"
    opening, closing = "[" if value.low_closed else "(", "]" if value.high_closed else ")"
    return f"{opening}{feel_text(value.low)}..{feel_text(value.high)}{closing}"


def feel_string(value: Any) -> str | None:
    """What `string(value)` gives: the text itself for a string, dates without marks; null of null."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, _AT):
        return str(value)
    return feel_text(value)
