"""The names for want of which an expression is null."""

import pytest

from clausewise.feel.missing import missing_in
from tests.feel.said import SCOPE, core_of


def origin(name: str) -> tuple[str, ...] | None:
    """`away` is a definition that hangs on two fields."""
    return {"away": ("attendance.days", "attendance.status")}.get(name)


def missing(text: str) -> tuple[str, ...]:
    return missing_in(core_of(text), SCOPE, origin)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('attendance.status = "absent"', ("attendance.status",)),
        ("attendance.check_out - attendance.check_in", ("attendance.check_out",)),
        ("employee.daily_wage * attendance.days", ("employee.daily_wage",)),
        ("away + 1", ("attendance.days", "attendance.status")),
        ("sum(receipts.amount)", ("payment.amount",)),
        ("max(receipts.amount) > employee.daily_wage", ("employee.daily_wage", "payment.amount")),
        ("receipts[amount > 10]", ("payment.amount",)),
        ("for r in receipts return r.amount * 2", ("payment.amount",)),
        ("some r in receipts satisfies r.amount > 500", ("payment.amount",)),
        ("sum(for r in receipts return r.amount)", ("payment.amount",)),
        ("none[1].amount", ("payment",)),
        ("none[order = \"o-9\"][1].amount", ("payment",)),
        ("receipts[order = \"o-9\"][1].amount", ("payment",)),
        ("1 / 0 > 5", ("1 / 0",)),
        ("1 / (grace - 3)", ("1 / (grace - 3)",)),
        ("number(\"x\") + grace", ('number("x")',)),
        ("rate_of(1, attendance.status).rate", ("attendance.status",)),
        ("[grace, attendance.status]", ("attendance.status",)),
        ("{wage: employee.daily_wage}.wage", ("employee.daily_wage",)),
        ("(function(x) x * 2)(employee.daily_wage)", ("employee.daily_wage",)),
        ("(function(x) x * employee.daily_wage)(2)", ("employee.daily_wage",)),
        ("if attendance.status = \"absent\" then 1 else 0", ("attendance.status",)),
        ("if grace > 1 then employee.daily_wage else 0", ("employee.daily_wage",)),
        # what `= null` found missing on the way
        (
            "if attendance.status = null then attendance.check_out else latest",
            ("attendance.check_out", "attendance.status"),
        ),
        (
            "attendance.status != null or attendance.check_out > latest",
            ("attendance.check_out", "attendance.status"),
        ),
        # nothing is missing
        ("grace = 3", ()),
        ("attendance.status = null", ()),
    ],
)  # fmt: skip
def test_the_names_behind_a_null(text: str, names: tuple[str, ...]) -> None:
    assert missing(text) == names
