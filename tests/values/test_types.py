"""Types: what is of which, and what is fitted to which."""

from decimal import Decimal
from typing import Any

import pytest

from clausewise.values.range import Range
from clausewise.values.temporal import Date
from clausewise.values.types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    DATE,
    DATE_TIME,
    NULL,
    NUMBER,
    STRING,
    ContextOf,
    FunctionOf,
    ListOf,
    RangeOf,
    Record,
    Restricted,
    Type,
    coerce,
    conforms,
    fits,
    type_of,
)

ONE = Decimal(1)
PERSON = ContextOf({"name": STRING, "age": NUMBER})
LEAVE = ContextOf({"days": NUMBER}, "leave_request")


@pytest.mark.parametrize(
    ("value", "of", "answer"),
    [
        (ONE, NUMBER, True),
        (True, NUMBER, False),
        (None, NUMBER, False),
        (None, NULL, True),
        ("late", STRING.limited_to(["late", "absent"]), True),
        ("lat", STRING.limited_to(["late", "absent"]), False),
        ([ONE, None], ListOf(NUMBER), True),
        ([ONE, "x"], ListOf(NUMBER), False),
        ([], ListOf(NUMBER), True),
        ({"name": "x", "age": ONE, "more": ONE}, PERSON, True),
        ({"name": "x"}, PERSON, False),
        ({"name": "x", "age": None}, PERSON, True),
        ({}, CONTEXT, True),
        (Record("leave_request"), LEAVE, True),
        (Record("attendance"), LEAVE, False),
        (Range(ONE, ONE), RangeOf(NUMBER), True),
        (Range("a", None, True, False), RangeOf(NUMBER), False),
        (ONE, Restricted(NUMBER, lambda value: value > 0), True),
        (-ONE, Restricted(NUMBER, lambda value: value > 0), False),
        (len, FunctionOf((ANY,), NUMBER), True),
        (ONE, ANY, True),
    ],
)
def test_what_conforms_to_what(value: Any, of: Type, answer: bool) -> None:
    assert conforms(value, of) is answer


@pytest.mark.parametrize(
    ("value", "to", "fitted"),
    [
        (ONE, NUMBER, ONE),
        ([ONE], NUMBER, ONE),
        ([ONE, ONE], NUMBER, None),
        ("1", NUMBER, None),
        (None, NUMBER, None),
        (ONE, ListOf(NUMBER), None),
        ([ONE], ListOf(NUMBER), [ONE]),
    ],
)
def test_a_value_is_kept_unwrapped_or_null(value: Any, to: Type, fitted: Any) -> None:
    assert coerce(value, to) == fitted


def test_a_day_stands_for_its_midnight_in_utc() -> None:
    day = Date.of(2024, 6, 3)

    assert str(coerce(day, DATE_TIME)) == "2024-06-03T00:00:00Z"
    assert coerce(day, DATE) is day


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (ONE, NUMBER),
        (True, BOOLEAN),
        ([ONE, ONE], ListOf(NUMBER)),
        ([ONE, "x"], ListOf(ANY)),
        ([], ListOf(ANY)),
        ({"a": ONE}, ContextOf({"a": NUMBER})),
        (Record("leave_request", {"days": ONE}), LEAVE),
        (Range(ONE, ONE), RangeOf(NUMBER)),
        (None, NULL),
    ],
)
def test_a_value_tells_its_type(value: Any, type_: Type) -> None:
    assert type_of(value) == type_


@pytest.mark.parametrize(
    ("narrow", "wide", "answer"),
    [
        (NUMBER, ANY, True),
        (NULL, NUMBER, True),
        (NUMBER.with_unit("days"), NUMBER, True),
        (NUMBER, STRING, False),
        (ListOf(NUMBER), ListOf(ANY), True),
        (PERSON, ContextOf({"name": STRING}), True),
        (ContextOf({"name": STRING}), PERSON, False),
        (PERSON, CONTEXT, True),
        (FunctionOf((ANY,), NUMBER), FunctionOf((STRING,), ANY), True),
        (FunctionOf((STRING,), NUMBER), FunctionOf((ANY,), ANY), False),
        (FunctionOf((), NUMBER), FunctionOf((STRING,), NUMBER), False),
    ],
)
def test_which_type_lies_within_which(narrow: Type, wide: Type, answer: bool) -> None:
    assert fits(narrow, wide) is answer


def test_a_field_that_a_fact_lacks_is_null() -> None:
    leave = Record("leave_request", {"days": ONE})

    assert leave["days"] == ONE
    assert leave["reason"] is None
    assert leave.name == "leave_request"


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        (ListOf(NUMBER), "list<number>"),
        (LEAVE, "leave_request"),
        (PERSON, "context<name: string, age: number>"),
        (FunctionOf((NUMBER,), STRING), "function<number> -> string"),
    ],
)
def test_a_type_is_said_as_feel_writes_it(type_: Type, words: str) -> None:
    assert str(type_) == words
