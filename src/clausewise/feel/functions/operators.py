"""The operators, as functions of their operands (DMN 1.5 §10.3.4.12 and tables 42 to 62).

What they cannot make sense of gives null: a wrong type, a division by nought, a number too large.
Those with `missing` in their names are for policies: a null operand makes them null.
"""

from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt
from typing import Any

from clausewise.feel.functions.registry import Builtin
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import (
    DAY,
    EPOCH_ORDINAL,
    LAST_YEAR,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)  # fmt: skip
from clausewise.values.types import ANY, BOOLEAN

Two = Callable[[Any, Any], Any]
_ADD, _SUBTRACT, _MULTIPLY = DECIMAL128.add, DECIMAL128.subtract, DECIMAL128.multiply


# -- arithmetic ------------------------------------------------------------------------------


def finite(number: Decimal) -> Decimal | None:
    return number if number.is_finite() else None


def _in_calendar(day: Any) -> Any:
    """A day or moment whose year the calendar still counts; else null."""
    date = day.date if day.__class__ is DateTime else day
    # A year has at least 365 days, so this is cheap and never too strict.
    if abs(date.ordinal) < 300_000_000_000:
        return day
    return day if -LAST_YEAR <= date.year <= LAST_YEAR else None


def _utc(date: Date) -> int:
    """The moment at which a day begins in UTC: what stands for a day among moments."""
    return (date.ordinal - EPOCH_ORDINAL) * DAY


def _date_plus(date: Date, duration: DaysDuration) -> Any:
    return _in_calendar(Date(date.ordinal + duration.amount // DAY))


def _date_minus(date: Date, duration: DaysDuration) -> Any:
    return _in_calendar(Date(date.ordinal + -duration.amount // DAY))


def _time_plus(time: Time, nanoseconds: int) -> Time:
    return Time((time.nanoseconds + nanoseconds) % DAY, time.offset, time.zone)


def _between_moments(later: DateTime, earlier: DateTime) -> DaysDuration | None:
    if later.has_offset != earlier.has_offset:
        return None
    return DaysDuration(later.moment - earlier.moment)


def _between_times(later: Time, earlier: Time) -> DaysDuration | None:
    if later.has_offset != earlier.has_offset:
        return None
    return DaysDuration(later.moment - earlier.moment)


def _whole(number: Decimal) -> int | None:
    """Rounded towards nought; null where it is out of all bounds."""
    return int(number) if number.is_finite() and number.adjusted() < 40 else None


def _scaled(kind: type) -> Two:
    def scale(duration: Any, by: Decimal) -> Any:
        if by == by.to_integral_value() and by.adjusted() < 12:
            return kind(duration.amount * int(by))
        size = _whole(_MULTIPLY(Decimal(duration.amount), by))
        return None if size is None else kind(size)

    return scale


def _shared(kind: type) -> Two:
    def share(duration: Any, by: Decimal) -> Any:
        size = _whole(DECIMAL128.divide(Decimal(duration.amount), by)) if by else None
        return None if size is None else kind(size)

    return share


def _ratio(left: Any, right: Any) -> Any:
    if not right.amount:
        return None
    return finite(DECIMAL128.divide(Decimal(left.amount), Decimal(right.amount)))


def _swapped(two: Two) -> Two:
    return lambda left, right: two(right, left)


_PLUS: dict[tuple[type, type], Two] = {
    (str, str): lambda left, right: left + right,
    (Date, DaysDuration): _date_plus,
    (Date, MonthsDuration): lambda date, by: _in_calendar(date.plus_months(by.amount)),
    (DateTime, DaysDuration): lambda moment, by: _in_calendar(moment.plus(by.amount)),
    (DateTime, MonthsDuration): lambda moment, by: _in_calendar(moment.plus_months(by.amount)),
    (Time, DaysDuration): lambda time, by: _time_plus(time, by.amount),
    (DaysDuration, DaysDuration): lambda left, right: DaysDuration(left.amount + right.amount),
    (MonthsDuration, MonthsDuration): lambda left, right: MonthsDuration(
        left.amount + right.amount
    ),
}
_PLUS.update(
    {
        (right, left): _swapped(two)
        for (left, right), two in list(_PLUS.items())
        if left is not right
    }
)
_MINUS: dict[tuple[type, type], Two] = {
    (Date, DaysDuration): _date_minus,
    (Date, MonthsDuration): lambda date, by: _in_calendar(date.plus_months(-by.amount)),
    (DateTime, DaysDuration): lambda moment, by: _in_calendar(moment.plus(-by.amount)),
    (DateTime, MonthsDuration): lambda moment, by: _in_calendar(moment.plus_months(-by.amount)),
    (Time, DaysDuration): lambda time, by: _time_plus(time, -by.amount),
    (DaysDuration, DaysDuration): lambda left, right: DaysDuration(left.amount - right.amount),
    (MonthsDuration, MonthsDuration): lambda left, right: MonthsDuration(
        left.amount - right.amount
    ),
    (Date, Date): lambda later, earlier: DaysDuration((later.ordinal - earlier.ordinal) * DAY),
    (DateTime, DateTime): _between_moments,
    (Time, Time): _between_times,
    (DateTime, Date): lambda later, earlier: (
        DaysDuration(later.moment - _utc(earlier)) if later.has_offset else None
    ),
    (Date, DateTime): lambda later, earlier: (
        DaysDuration(_utc(later) - earlier.moment) if earlier.has_offset else None
    ),
}
_TIMES: dict[tuple[type, type], Two] = {
    (DaysDuration, Decimal): _scaled(DaysDuration),
    (MonthsDuration, Decimal): _scaled(MonthsDuration),
    (Decimal, DaysDuration): _swapped(_scaled(DaysDuration)),
    (Decimal, MonthsDuration): _swapped(_scaled(MonthsDuration)),
}
_OVER: dict[tuple[type, type], Two] = {
    (DaysDuration, Decimal): _shared(DaysDuration),
    (MonthsDuration, Decimal): _shared(MonthsDuration),
    (DaysDuration, DaysDuration): _ratio,
    (MonthsDuration, MonthsDuration): _ratio,
}


def _by_types(table: Mapping[tuple[type, type], Two], left: Any, right: Any) -> Any:
    two = table.get((left.__class__, right.__class__))
    return None if two is None else two(left, right)


def add(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        total = _ADD(left, right)
        return total if total.is_finite() else None
    return _by_types(_PLUS, left, right)


def subtract(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        rest = _SUBTRACT(left, right)
        return rest if rest.is_finite() else None
    return _by_types(_MINUS, left, right)


def multiply(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        product = _MULTIPLY(left, right)
        return product if product.is_finite() else None
    return _by_types(_TIMES, left, right)


def divide(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        return finite(DECIMAL128.divide(left, right)) if right else None
    return _by_types(_OVER, left, right)


def power(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        if not left and not right:
            return Decimal(1)
        return finite(DECIMAL128.power(left, right))
    return None


def negate(value: Any) -> Any:
    kind = value.__class__
    if kind is Decimal:
        return DECIMAL128.minus(value)
    if kind is DaysDuration or kind is MonthsDuration:
        return kind(-value.amount)
    return None


# -- comparison ------------------------------------------------------------------------------

_PLAINLY_EQUAL = frozenset({Decimal, str, bool, Date, DaysDuration, MonthsDuration})


def equal(left: Any, right: Any) -> bool | None:
    """Null is equal to null alone; values of different types cannot be compared: null."""
    if left is None or right is None:
        return left is right
    kind = left.__class__
    if kind is right.__class__:
        if kind in _PLAINLY_EQUAL:
            return left == right  # type: ignore[no-any-return]  # these compare to a truth
        return _equal_by_kind(left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        return _equal_contexts(left, right)
    return None


def _equal_by_kind(left: Any, right: Any) -> bool | None:
    if isinstance(left, Time | DateTime):
        return bool(left == right)
    if isinstance(left, list):
        return _equal_lists(left, right)
    if isinstance(left, dict):
        return _equal_contexts(left, right)
    if isinstance(left, Range):
        return _equal_ranges(left, right)
    return True if left is right else None


def _equal_lists(left: list[Any], right: list[Any]) -> bool:
    return len(left) == len(right) and all(
        equal(one, other) is True for one, other in zip(left, right, strict=True)
    )


def _equal_contexts(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return left.keys() == right.keys() and all(
        equal(value, right[key]) is True for key, value in left.items()
    )


def _equal_ranges(left: Range, right: Range) -> bool:
    return (
        (left.low_closed, left.high_closed, left.sign)
        == (right.low_closed, right.high_closed, right.sign)
        and equal(left.low, right.low) is True
        and equal(left.high, right.high) is True
    )


def unequal(left: Any, right: Any) -> bool | None:
    same = equal(left, right)
    return None if same is None else not same


_ORDERED = frozenset({Decimal, str, Date, DaysDuration, MonthsDuration})


def _comparison(compare: Callable[[Any, Any], bool]) -> Two:
    def compared(left: Any, right: Any) -> bool | None:
        kind = left.__class__
        if kind is right.__class__:
            if kind in _ORDERED:
                return compare(left, right)
            if kind is Time or kind is DateTime:
                return compare(left, right) if left.has_offset == right.has_offset else None
        return None

    return compared


less, less_or_equal = _comparison(lt), _comparison(le)
greater, greater_or_equal = _comparison(gt), _comparison(ge)


def between(value: Any, low: Any, high: Any) -> bool | None:
    above: bool | None = greater_or_equal(value, low)
    below: bool | None = less_or_equal(value, high)
    if above is None or below is None:
        return None
    return above and below


def in_range(value: Any, within: Range) -> bool | None:
    """Whether a value lies in a range; a range without an end does not end there."""
    if within.sign == "!=":
        return unequal(value, within.low)
    if within.sign == "=":
        return equal(value, within.low)
    if value is None:
        return None
    above: bool | None = True
    if within.low is not None:
        above = (greater_or_equal if within.low_closed else greater)(value, within.low)
    elif within.low_closed:
        return None
    below: bool | None = True
    if within.high is not None:
        below = (less_or_equal if within.high_closed else less)(value, within.high)
    elif within.high_closed:
        return None
    if within.low is None and within.high is None:
        return None
    if above is None or below is None:
        return None
    return above and below


def matches(value: Any, test: Any) -> bool | None:
    """Whether a value passes a test: a range that holds it, a list that has it, an equal value.

    DMN 1.5 §10.3.2.8 and table 55: in a list each element may itself be such a test.
    """
    if test.__class__ is Range and value.__class__ is not Range:
        return in_range(value, test)
    if test.__class__ is list:
        if value.__class__ is list and equal(value, test):
            return True
        return any(
            (
                matches(value, element)
                if element.__class__ in (Range, list)
                else equal(value, element)
            )
            is True
            for element in test
        )
    return equal(value, test)


def cell_matches(value: Any, test: Any) -> bool | None:
    """As `matches`, for a cell: a cell that works out as true passes whatever the value is,
    unless the value is itself a truth."""
    if test.__class__ is bool and value.__class__ is not bool:
        return test
    return matches(value, test)


# -- for policies: what is missing is not false ------------------------------------------------


def missing_equal(left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    return equal(left, right)


def missing_unequal(left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    return unequal(left, right)


def missing_matches(value: Any, test: Any) -> bool | None:
    """As `matches`; a missing value gives null, and so does a missing element if none matches."""
    if value is None or test is None:
        return None
    if test.__class__ is list:
        if matches(value, test):
            return True
        return None if None in test else False
    return matches(value, test)


def missing_cell_matches(value: Any, test: Any) -> bool | None:
    if test.__class__ is bool and value.__class__ is not bool:
        return test
    return missing_matches(value, test)


# -- what plain FEEL makes of a null ------------------------------------------------------------


def condition(value: Any) -> Any:
    """For `if`: null counts as false; what is no truth at all gives null."""
    if value is None:
        return False
    return value if value.__class__ is bool else None


def selects(value: Any) -> Any:
    """For a filter: null counts as false."""
    return False if value is None else value


# -- ranges ------------------------------------------------------------------------------------

_RANGED = frozenset({Decimal, str, Date, Time, DateTime, DaysDuration, MonthsDuration})


def make_range(low: Any, high: Any, low_closed: bool, high_closed: bool) -> Range | None:
    """Null unless the ends are of one ordered type, in order; a null end goes on for ever."""
    if low is not None and low.__class__ not in _RANGED:
        return None
    if high is not None and high.__class__ not in _RANGED:
        return None
    if low is not None and high is not None and less_or_equal(low, high) is not True:
        return None
    if low is None and high is None:
        return None
    return Range(low, high, low_closed and low is not None, high_closed and high is not None)


def range_of_test(operator: str, end: Any) -> Range | None:
    """The range that a test by itself stands for: `(< 10)`."""
    if end is not None and end.__class__ not in _RANGED and operator not in ("=", "!="):
        return None
    if operator == "=":
        return Range(end, end, True, True, "=")
    if operator == "!=":
        return Range(end, end, False, False, "!=")
    if end is None:
        return None
    if operator in ("<", "<="):
        return Range(None, end, False, operator == "<=", operator)
    return Range(end, None, operator == ">=", False, operator)


def _operator(name: str, run: Callable[..., Any], operands: int = 2) -> Builtin:
    parameters = dict.fromkeys(("left", "right", "high")[:operands], ANY)
    return Builtin(name, parameters, ANY if name in _MAKES_ANY else BOOLEAN, run, sees_null=True)


_MAKES_ANY = frozenset({"+", "-", "*", "/", "**", "negation", "condition", "selects"})

OPERATORS: Mapping[str, Builtin] = {
    "+": _operator("+", add),
    "-": _operator("-", subtract),
    "*": _operator("*", multiply),
    "/": _operator("/", divide),
    "**": _operator("**", power),
    "negation": _operator("negation", negate, 1),
    "=": _operator("=", equal),
    "!=": _operator("!=", unequal),
    "<": _operator("<", less),
    "<=": _operator("<=", less_or_equal),
    ">": _operator(">", greater),
    ">=": _operator(">=", greater_or_equal),
    "between": _operator("between", between, 3),
    "in": _operator("in", matches),
    "cell": _operator("cell", cell_matches),
    "condition": _operator("condition", condition, 1),
    "selects": _operator("selects", selects, 1),
}
MISSING_OPERATORS: Mapping[str, Builtin] = {
    **OPERATORS,
    "=": _operator("=", missing_equal),
    "!=": _operator("!=", missing_unequal),
    "in": _operator("in", missing_matches),
    "cell": _operator("cell", missing_cell_matches),
}
