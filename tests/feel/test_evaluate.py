"""The library's door to FEEL."""

import datetime as python
from decimal import Decimal

import pytest

from clausewise.feel import FeelError, evaluate


def test_an_expression_over_values_of_python() -> None:
    orders = [
        {"amount": 100, "on": python.date(2024, 6, 3)},
        {"amount": Decimal("50.5"), "on": None},
    ]

    assert evaluate(
        "sum(orders.amount) * rate", {"orders": orders, "rate": Decimal("0.01")}
    ) == Decimal("1.505")
    assert evaluate("orders[on = null].amount", {"orders": orders}) == [Decimal("50.5")]


def test_names_with_spaces_come_from_the_context() -> None:
    assert evaluate("Monthly Salary * 12", {"Monthly Salary": 10}) == 120


def test_a_wrong_expression_tells_all_that_is_wrong() -> None:
    with pytest.raises(FeelError) as raised:
        evaluate("a == 1 && b > 10%", {"a": 1, "b": 2})

    assert [told.code for told in raised.value.diagnostics] == ["CW202", "CW203", "CW206"]
    assert "<expression>:1:3" in str(raised.value)


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(FeelError, match="amout"):
        evaluate("amout > 1", {"amount": 1})
