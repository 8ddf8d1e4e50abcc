"""What the tests of FEEL say to it: text in, words out."""

from collections.abc import Mapping
from typing import Any

from clausewise.feel import core as c
from clausewise.feel.environment import Environment
from clausewise.feel.interpret import value_of
from clausewise.feel.read import read_expression, read_unary_tests
from clausewise.source.diagnostic import Diagnostic, Language
from clausewise.source.span import Passage
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date, Time
from clausewise.values.text import feel_text
from clausewise.values.types import (
    DATE,
    DATE_TIME,
    NUMBER,
    STRING,
    TIME,
    ContextOf,
    FunctionOf,
    ListOf,
    Record,
    Type,
)

ATTENDANCE = ContextOf(
    {
        "check_in": TIME,
        "check_out": TIME,
        "status": STRING.limited_to(["present", "absent"]),
        "days": NUMBER.with_unit("days"),
        "date": DATE,
        "at": DATE_TIME,
    },
    "attendance",
    {"上班打卡": "check_in"},
)
PAYMENT = ContextOf({"amount": NUMBER.with_unit("CNY"), "order": STRING}, "payment")
EMPLOYEE = ContextOf({"daily_wage": NUMBER.with_unit("CNY"), "hired": DATE}, "employee")
NAMES: Mapping[str, Type] = {
    "attendance": ATTENDANCE,
    "receipts": ListOf(PAYMENT),
    "none": ListOf(PAYMENT),
    "employee": EMPLOYEE,
    "latest": TIME,
    "grace": NUMBER,
    "away": NUMBER,
    "rate_of": FunctionOf((NUMBER, STRING), ContextOf({"rate": NUMBER}), ("sales", "origin")),
}
POLICY = Environment.of_policy(NAMES, aliases={"考勤": "attendance", "迟到分钟": "grace"})
SCOPE: Mapping[str, Any] = {
    "attendance": Record(
        "attendance",
        {"check_in": Time.of(10, 5), "days": Decimal(1), "date": Date.of(2024, 6, 3)},
    ),
    "receipts": [
        Record("payment", {"amount": Decimal(100), "order": "o-1"}),
        Record("payment", {"order": "o-2"}),
    ],
    "none": [],
    "employee": Record("employee", {"hired": Date.of(2023, 1, 3)}),
    "latest": Time.of(10, 0),
    "grace": Decimal(3),
    "away": None,
    "rate_of": lambda sales, origin: None if None in (sales, origin) else {"rate": Decimal("0.01")},
}


def core_of(text: str, environment: Environment = POLICY, expected: Type | None = None) -> c.Core:
    """The core of an expression that is right."""
    core, told = read_expression(Passage.of(text), environment, expected)
    assert core is not None, [fault.message("en") for fault in told]
    return core


def policy(text: str, scope: Mapping[str, Any] = SCOPE, environment: Environment = POLICY) -> str:
    """The value of an expression in a policy, as FEEL text."""
    return feel_text(value_of(core_of(text, environment), scope))


def plain(text: str, **names: Any) -> str:
    """The value of plain FEEL, as FEEL text."""
    from clausewise.feel import evaluate

    return feel_text(evaluate(text, names))


def cell(tests: str, value: Any, of: Type, environment: Environment = POLICY) -> bool | None:
    """Whether a value passes the unary tests of a cell."""
    core, told = read_unary_tests(Passage.of(tests), of, environment)
    assert core is not None, [fault.message("en") for fault in told]
    answer: bool | None = value_of(core, {"?": value, **SCOPE})
    return answer


def told_of(
    text: str, environment: Environment = POLICY, expected: Type | None = None
) -> list[Diagnostic]:
    return read_expression(Passage.of(text), environment, expected)[1]


def said(
    text: str,
    environment: Environment = POLICY,
    language: Language = "en",
    expected: Type | None = None,
) -> list[str]:
    """What is said of an expression: the code, the words it points at, the hint."""
    return [
        f"{fault.code} {fault.span.text!r}: {fault.hint(language)}"
        for fault in told_of(text, environment, expected)
    ]
