"""Calls of built-in functions whose way of calling is settled when an expression is read."""

from collections.abc import Callable
from typing import Any

from clausewise.feel.functions.registry import Builtin, Overload, fit
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from clausewise.values.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS,
    MONTHS,
    NUMBER,
    STRING,
    TIME,
    ListOf,
    Type,
)  # fmt: skip

_CLASSES: dict[Type, type] = {
    NUMBER: Decimal, STRING: str, BOOLEAN: bool, DATE: Date, TIME: Time, DATE_TIME: DateTime,
    DAYS: DaysDuration, MONTHS: MonthsDuration, ListOf(ANY): list,
}  # fmt: skip


def checked(way: Builtin | Overload, given: int) -> Callable[..., Any]:
    """A function of so many arguments that does what `way` does, checks and nulls included.

    Arguments of just the classes that are wanted, the usual case, go through without more ado.
    """
    types = list(way.parameters.values())
    if way.variadic and types:
        types += [types[-1]] * (given - len(types))
    classes = [_CLASSES.get(wanted) for wanted in types[:given]]
    run, sees_null = way.run, way.sees_null

    def slowly(arguments: tuple[Any, ...]) -> Any:
        fitted = fit(way, arguments)
        if fitted is None or (not sees_null and any(value is None for value in fitted)):
            return None
        return run(*fitted)

    if given == 1:
        (only,) = classes

        def call_one(argument: Any) -> Any:
            return run(argument) if argument.__class__ is only else slowly((argument,))

        return call_one
    if given == 2:
        one, other = classes

        def call_two(left: Any, right: Any) -> Any:
            if left.__class__ is one and right.__class__ is other:
                return run(left, right)
            return slowly((left, right))

        return call_two
    return lambda *arguments: slowly(arguments)
