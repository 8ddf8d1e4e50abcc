"""Raw values of tables, JSON and YAML made into values of a type, or the reason why not."""

import datetime as python
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from attrs import field, frozen

from clausewise.source.nearest import nearest
from clausewise.values.number import DECIMAL128, Decimal, parse_number, plain
from clausewise.values.temporal import (
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    parse_duration,
)
from clausewise.values.types import ContextOf, ListOf, Record, Restricted, Simple, Type, conforms

Convert = Callable[[Any], Any]


@frozen
class Fault:
    """Why a value cannot be read: the message's code, its blanks but for `field`, the value."""

    code: str
    value: str
    blanks: Mapping[str, str] = field(factory=dict)

    def blanks_for(self, field: str) -> dict[str, str]:
        """All blanks of the message, told of that field."""
        return {"field": field, "value": self.value, **self.blanks}


def typed(raw: object, wanted: Type, zone: ZoneInfo) -> Any:
    """The value of that type that `raw` stands for, or a Fault; None stays None, missing.

    Numbers come from digits, never through a binary float (a spreadsheet's number is read by the
    digits that it shows); text may have thousands separators and full-width digits. A moment with
    an offset becomes local time of `zone`, without offset. A list may be a text split at `;` or
    `、`. Values that already are of the type pass.

    >>> typed("1,200.50", NUMBER, ZoneInfo("Asia/Shanghai"))
    Decimal('1200.50')
    """
    return converter(wanted, zone)(raw)


def converter(wanted: Type, zone: ZoneInfo) -> Convert:
    """`typed` for one type, to be applied to many values."""
    convert = _converter(wanted, zone)
    return lambda raw: None if raw is None else convert(raw)


def shown(raw: object) -> str:
    """A raw value as a person would write it, cut where it is long."""
    if isinstance(raw, Decimal):
        text = plain(raw) if raw.adjusted() < 40 else str(raw)
    elif isinstance(raw, bool):
        text = str(raw).lower()
    elif isinstance(raw, float):
        text = _digits(raw)
    elif isinstance(raw, list | tuple):
        text = "[" + ", ".join(map(shown, raw)) + "]"
    elif isinstance(raw, dict):
        text = "{" + ", ".join(f"{key}: {shown(part)}" for key, part in raw.items()) + "}"
    else:
        text = str(raw)
    return text if len(text) <= 80 else text[:79] + "…"


def _converter(wanted: Type, zone: ZoneInfo) -> Convert:
    match wanted:
        case Simple(name="string", one_of=allowed) if allowed is not None:
            return _one_of(allowed)
        case Simple(name=name):
            if name in _MOMENTS:
                return _MOMENTS[name](zone)
            return _SIMPLE.get(name, _anything)
        case ListOf(element=element):
            return _list_of(_converter(element, zone))
        case ContextOf(fields=fields):
            return _context_of(wanted, {name: converter(t, zone) for name, t in fields.items()})
        case Restricted(base=base):
            return _restricted(wanted, _converter(base, zone))
    return lambda raw: raw if conforms(raw, wanted) else Fault("CW595", shown(raw))


def _anything(raw: Any) -> Any:
    """A value of no declared type: a number is exact, a list or mapping is read part by part."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return _number(raw)
    if isinstance(raw, list | tuple):
        return [_anything(part) for part in raw]
    if isinstance(raw, dict):
        return {key: _anything(part) for key, part in raw.items()}
    return _PYTHON.get(raw.__class__, lambda value: value)(raw)


# Numbers


def _number(raw: Any) -> Any:
    kind = raw.__class__
    if kind is str:
        return _number_in(raw)
    if kind is Decimal or kind is int:
        number = DECIMAL128.create_decimal(raw)
        return number if number.is_finite() else Fault("CW550", shown(raw))
    if isinstance(raw, float):
        shows = parse_number(_digits(raw))
        return Fault("CW550", shown(raw)) if shows is None else shows
    return Fault("CW550", shown(raw))


@lru_cache(maxsize=4096)
def _number_in(text: str) -> Any:
    written = _half_width(text)
    if "," in written:
        if not _GROUPED.fullmatch(written):
            return Fault("CW550", shown(text))
        written = written.replace(",", "")
    number = parse_number(written)
    return Fault("CW550", shown(text)) if number is None else number


_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def _digits(number: float) -> str:
    """The digits that a spreadsheet shows: 12 for 12.0, 0.1 for 0.1."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


# Truth and text


_TRUTHS: Mapping[Any, bool] = {
    **dict.fromkeys(("true", "yes", "y", "是", "1", 1), True),
    **dict.fromkeys(("false", "no", "n", "否", "0", 0), False),
}


def _boolean(raw: Any) -> Any:
    if raw.__class__ is bool:
        return raw
    if not isinstance(raw, str | Decimal | int | float):
        return Fault("CW551", shown(raw))
    key = _half_width(raw).lower() if isinstance(raw, str) else raw
    truth = _TRUTHS.get(key)
    return Fault("CW551", shown(raw)) if truth is None else truth


def _string(raw: Any) -> Any:
    """A text. A spreadsheet's or Python's number is taken for one (an employee 1001); JSON's not."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _digits(raw) if isinstance(raw, float) else str(raw)
    return Fault("CW558", shown(raw))


def _one_of(allowed: tuple[str, ...]) -> Convert:
    words = {word: word for word in allowed}

    def convert(raw: Any) -> Any:
        text = _string(raw)
        if text.__class__ is Fault:
            return text
        found = words.get(text) or words.get(text.strip())
        if found is not None:
            return found
        return Fault("CW557", shown(text), {"nearest": nearest(text, allowed)})

    return convert


# Days, times and moments


@lru_cache(maxsize=8192)
def _date_in(text: str) -> Any:
    written = _half_width(text)
    found = _WRITTEN_DATE.fullmatch(written)
    if found is None:
        moment = _moment_in(written)
        if moment is None:
            return Fault("CW552", shown(text))
        # A day that a program wrote with midnight beside it is a day all the same.
        midnight = not moment.has_offset and not moment.time.nanoseconds
        return moment.date if midnight else Fault("CW562", shown(text))
    year, _, *parts = found.groups()
    month, day = (int(part) for part in parts if part)
    try:
        return Date.of(int(year or 0), month, day)
    except ValueError:
        return Fault("CW552", shown(text))


_WRITTEN_DATE = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
)


def _date(raw: Any) -> Any:
    kind = raw.__class__
    if kind is str:
        return _date_in(raw)
    if kind is Date:
        return raw
    if isinstance(raw, python.datetime):
        if raw.time() == python.time(0) and raw.tzinfo is None:
            return Date.from_python(raw.date())
        return Fault("CW562", shown(raw))
    if isinstance(raw, python.date):
        return Date.from_python(raw)
    if isinstance(raw, float) and raw.is_integer() and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return Date(_SERIAL_ZERO + int(raw))
    return Fault("CW552", shown(raw))


# A spreadsheet counts days from 1899-12-30; the bounds are the years 1954 and 2173.
_SERIAL_ZERO = Date.of(1899, 12, 30).ordinal
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 100_000


@lru_cache(maxsize=8192)
def _time_in(text: str) -> Any:
    time = Time.parse_loose(_half_width(text))
    return Fault("CW553", shown(text)) if time is None or time.has_offset else time


def _time(raw: Any) -> Any:
    kind = raw.__class__
    if kind is str:
        return _time_in(raw)
    if kind is Time:
        return raw
    if isinstance(raw, python.time):
        return Time.from_python(raw) if raw.tzinfo is None else Fault("CW553", shown(raw))
    if isinstance(raw, python.timedelta) and python.timedelta(0) <= raw < python.timedelta(1):
        return Time(raw // python.timedelta(microseconds=1) * 1000)
    if isinstance(raw, python.datetime) and raw.tzinfo is None and raw.year < 1901:
        return Time.from_python(raw.time())
    if isinstance(raw, float) and 0 <= raw < 1:
        seconds = round(Decimal(repr(raw)) * 86_400)
        return Time(seconds % 86_400 * SECOND)
    return Fault("CW553", shown(raw))


def _moment_in(text: str) -> DateTime | None:
    """A moment as written, with its offset; hours and minutes suffice, and 24:00 is midnight."""
    found = _WRITTEN_MOMENT.fullmatch(text)
    if found is None:
        return None
    day = _date_in(found[1])
    if day.__class__ is not Date:
        return None
    clock, next_day = found[2], 0
    if clock.startswith("24:00"):
        clock, next_day = "00" + clock[2:], 1
    time = Time.parse_loose(clock)
    if time is None or (next_day and time.nanoseconds):
        return None
    return DateTime(day.plus_days(next_day), time)


_WRITTEN_MOMENT = re.compile(r"([^\sT]+)(?:T|\s+)([0-9].*)")


def _moment_of(zone: ZoneInfo) -> Convert:
    def local(moment: DateTime) -> DateTime:
        if not moment.has_offset:
            return moment
        return DateTime.from_moment(moment.moment, zone=zone.key).local()

    @lru_cache(maxsize=8192)
    def moment_in(text: str) -> Any:
        moment = _moment_in(_half_width(text))
        return Fault("CW554", shown(text)) if moment is None else local(moment)

    def convert(raw: Any) -> Any:
        kind = raw.__class__
        if kind is str:
            return moment_in(raw)
        if kind is DateTime:
            return local(raw)
        if isinstance(raw, python.datetime):
            return local(DateTime.from_python(raw))
        if isinstance(raw, float) and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
            days, fraction = divmod(Decimal(repr(raw)), 1)
            seconds = round(fraction * 86_400)
            midnight = DateTime(Date(_SERIAL_ZERO + int(days)), Time(0))
            return midnight.plus(seconds * SECOND)
        return Fault("CW554", shown(raw))

    return convert


_MOMENTS: Mapping[str, Callable[[ZoneInfo], Convert]] = {"date and time": _moment_of}


def _days_duration(raw: Any) -> Any:
    if isinstance(raw, DaysDuration):
        return raw
    if isinstance(raw, python.timedelta):
        return DaysDuration(raw // python.timedelta(microseconds=1) * 1000)
    found = parse_duration(_half_width(raw)) if isinstance(raw, str) else None
    return found if isinstance(found, DaysDuration) else Fault("CW555", shown(raw))


def _months_duration(raw: Any) -> Any:
    if isinstance(raw, MonthsDuration):
        return raw
    found = parse_duration(_half_width(raw)) if isinstance(raw, str) else None
    return found if isinstance(found, MonthsDuration) else Fault("CW556", shown(raw))


_SIMPLE: Mapping[str, Convert] = {
    "number": _number,
    "boolean": _boolean,
    "string": _string,
    "date": _date,
    "time": _time,
    "days and time duration": _days_duration,
    "years and months duration": _months_duration,
}
_PYTHON: Mapping[type, Convert] = {
    python.date: Date.from_python,
    python.datetime: DateTime.from_python,
    python.time: Time.from_python,
    python.timedelta: _days_duration,
}


# Lists and contexts


_SEPARATORS = re.compile(r"[;；、]")


def _list_of(convert: Convert) -> Convert:
    def convert_all(raw: Any) -> Any:
        if isinstance(raw, str):
            parts: list[Any] = [part.strip() for part in _SEPARATORS.split(raw)]
            parts = [part for part in parts if part]
        elif isinstance(raw, list | tuple):
            parts = list(raw)
        elif isinstance(raw, dict):
            return Fault("CW559", shown(raw))
        else:
            parts = [raw]
        values = [None if part is None else convert(part) for part in parts]
        faults = [value for value in values if value.__class__ is Fault]
        return faults[0] if faults else values

    return convert_all


def _context_of(wanted: ContextOf, converts: Mapping[str, Convert]) -> Convert:
    names = {**wanted.aliases, **dict(zip(converts, converts, strict=True))}

    def convert(raw: Any) -> Any:
        if not isinstance(raw, dict):
            return Fault("CW560", shown(raw), {"parts": ", ".join(converts)})
        fields: dict[str, Any] = dict.fromkeys(converts)
        for key, part in raw.items():
            name = names.get(key)
            if name is None:
                return Fault("CW561", shown(key), {"nearest": nearest(str(key), names)})
            value = converts[name](part)
            if value.__class__ is Fault:
                return value
            fields[name] = value
        return Record(wanted.name, fields) if wanted.name else fields

    return convert


def _restricted(wanted: Restricted, convert: Convert) -> Convert:
    def convert_allowed(raw: Any) -> Any:
        value = convert(raw)
        if value.__class__ is Fault or wanted.allows(value) is True:
            return value
        return Fault("CW563", shown(raw), {"wanted": wanted.words})

    return convert_allowed


def _half_width(text: str) -> str:
    """Full-width digits, colons, commas and the like as ASCII, without space around."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip()


__all__ = ["Convert", "Fault", "converter", "shown", "typed"]
