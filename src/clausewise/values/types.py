"""The types that values have, and how a value is fitted to one (DMN 1.5 §10.3.2.9)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from clausewise.values.number import Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time


@frozen
class Simple:
    """A type without parts.  A number may have a unit; a string may be one of a few words."""

    name: str
    unit: str | None = None
    one_of: tuple[str, ...] | None = None

    def with_unit(self, unit: str | None) -> "Simple":
        return evolve(self, unit=unit)

    def limited_to(self, words: Iterable[str]) -> "Simple":
        return evolve(self, one_of=tuple(words))

    def __str__(self) -> str:
        return self.name


@frozen
class ListOf:
    element: "Type"

    def __str__(self) -> str:
        return f"list<{self.element}>"


@frozen
class RangeOf:
    element: "Type"

    def __str__(self) -> str:
        return f"range<{self.element}>"


@frozen
class ContextOf:
    """Named fields.  One with a `name` is a kind of fact, or `employee`.

    `aliases` are other words for a field, such as its label in Chinese.
    """

    fields: Mapping[str, "Type"] = field(hash=False)
    name: str | None = None
    aliases: Mapping[str, str] = field(factory=dict, hash=False)

    def __str__(self) -> str:
        if self.name:
            return self.name
        return "context<" + ", ".join(f"{k}: {v}" for k, v in self.fields.items()) + ">"


@frozen
class FunctionOf:
    """`names` are those of the parameters, where they are known; the last `optional` may be left out."""

    parameters: tuple["Type", ...]
    returns: "Type"
    names: tuple[str, ...] | None = None
    optional: int = 0

    def __str__(self) -> str:
        return f"function<{', '.join(map(str, self.parameters))}> -> {self.returns}"


@frozen
class Restricted:
    """A type of which only some values are allowed; `words` says which, for messages."""

    base: "Type"
    allows: Callable[[Any], bool | None] = field(repr=False)
    words: str = ""

    def __str__(self) -> str:
        return str(self.base)


Type = Simple | ListOf | RangeOf | ContextOf | FunctionOf | Restricted

ANY = Simple("Any")
NULL = Simple("Null")
NUMBER = Simple("number")
STRING = Simple("string")
BOOLEAN = Simple("boolean")
DATE = Simple("date")
TIME = Simple("time")
DATE_TIME = Simple("date and time")
DAYS = Simple("days and time duration")
MONTHS = Simple("years and months duration")
CONTEXT = Simple("context")
FUNCTION = Simple("function")
LIST = ListOf(ANY)
RANGE = RangeOf(ANY)

NAMED_TYPES: Mapping[str, Type] = {
    "Any": ANY,
    "Null": NULL,
    "number": NUMBER,
    "string": STRING,
    "boolean": BOOLEAN,
    "date": DATE,
    "time": TIME,
    "date and time": DATE_TIME,
    "days and time duration": DAYS,
    "years and months duration": MONTHS,
    "context": CONTEXT,
    "function": FUNCTION,
    "list": LIST,
    "range": RANGE,
}

_CLASSES: Mapping[str, type] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DaysDuration,
    "years and months duration": MonthsDuration,
}
_TYPES = {
    Decimal: NUMBER, str: STRING, bool: BOOLEAN, Date: DATE, Time: TIME, DateTime: DATE_TIME,
    DaysDuration: DAYS, MonthsDuration: MONTHS, type(None): NULL,
}  # fmt: skip


class Record(dict[str, Any]):
    """A context that knows the kind of thing it tells of; a field it lacks is null."""

    __slots__ = ("name",)
    name: str

    def __init__(
        self, name: str, fields: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()
    ) -> None:
        super().__init__(fields)
        self.name = name

    def __missing__(self, key: str) -> None:
        return None

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self.name, dict(self))


def type_of(value: object) -> Type:
    """The type of a value; of a list, that of its elements where they agree."""
    simple = _TYPES.get(value.__class__)
    if simple is not None:
        return simple
    if isinstance(value, Decimal):
        return NUMBER
    if isinstance(value, list | tuple):
        elements = [type_of(element) for element in value]
        same = bool(elements) and all(element == elements[0] for element in elements)
        return ListOf(elements[0] if same else ANY)
    if isinstance(value, dict):
        fields = {key: type_of(part) for key, part in value.items()}
        return ContextOf(fields, value.name if isinstance(value, Record) else None)
    if isinstance(value, Range):
        ends = [type_of(end) for end in (value.low, value.high) if end is not None]
        return RangeOf(ends[0] if ends else ANY)
    return getattr(value, "type", FUNCTION) if callable(value) else ANY


def conforms(value: object, wanted: Type) -> bool:
    """Whether a value is of a type.  Null conforms to Any and to Null alone."""
    return _CONFORMS[wanted.__class__](value, wanted)


def coerce(value: Any, wanted: Type) -> Any:
    """The value fitted to a type: itself, the one element of its list, or null.

    DMN 1.5 §10.3.2.9.4; a date becomes midnight UTC where a date and time is wanted.
    """
    if value is None or conforms(value, wanted):
        return value
    if isinstance(value, list) and len(value) == 1 and conforms(value[0], wanted):
        return value[0]
    if wanted.__class__ is Simple and wanted.name == "date and time" and isinstance(value, Date):
        return DateTime(value, Time(0, 0))
    return None


def _is_simple(value: object, wanted: Any) -> bool:
    name = wanted.name
    expected = _CLASSES.get(name)
    if expected is not None:
        return value.__class__ is expected and (wanted.one_of is None or value in wanted.one_of)
    if name == "Any":
        return True
    if name == "context":
        return isinstance(value, dict)
    if name == "function":
        return callable(value)
    return value is None and name == "Null"


def _is_list(value: object, wanted: Any) -> bool:
    if value.__class__ is not list:
        return False
    element = wanted.element
    if element is ANY:
        return True
    return all(part is None or conforms(part, element) for part in value)


def _is_range(value: object, wanted: Any) -> bool:
    if not isinstance(value, Range):
        return False
    return all(end is None or conforms(end, wanted.element) for end in (value.low, value.high))


def _is_context(value: object, wanted: Any) -> bool:
    if not isinstance(value, dict):
        return False
    if isinstance(value, Record):
        return wanted.name is None or value.name == wanted.name
    return all(
        name in value and (value[name] is None or conforms(value[name], part))
        for name, part in wanted.fields.items()
    )


def _is_function(value: object, wanted: Any) -> bool:
    if not callable(value):
        return False
    own = getattr(value, "type", None)
    return own is None or fits(own, wanted)


def _is_restricted(value: object, wanted: Any) -> bool:
    return conforms(value, wanted.base) and wanted.allows(value) is True


_CONFORMS: Mapping[type, Callable[[object, Any], bool]] = {
    Simple: _is_simple,
    ListOf: _is_list,
    RangeOf: _is_range,
    ContextOf: _is_context,
    FunctionOf: _is_function,
    Restricted: _is_restricted,
}


def fits(narrow: Type, wide: Type) -> bool:
    """Whether every value of the one type is of the other (DMN 1.5 §10.3.2.9.1)."""
    if wide == ANY or narrow == NULL:
        return True
    match narrow, wide:
        case Restricted(base=base), _ if narrow != wide:
            return fits(base, wide)
        case Simple(), Simple():
            return narrow.name == wide.name
        case ListOf(), ListOf():
            return fits(narrow.element, wide.element)
        case RangeOf(), RangeOf():
            return fits(narrow.element, wide.element)
        case ContextOf(), ContextOf():
            return all(
                name in narrow.fields and fits(narrow.fields[name], part)
                for name, part in wide.fields.items()
            )
        case ContextOf(), Simple(name="context"):
            return True
        case FunctionOf(), Simple(name="function"):
            return True
        case FunctionOf(), FunctionOf():
            return (
                len(narrow.parameters) == len(wide.parameters)
                and all(map(fits, wide.parameters, narrow.parameters))
                and fits(narrow.returns, wide.returns)
            )
    return narrow == wide
