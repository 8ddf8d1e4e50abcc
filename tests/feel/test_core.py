"""Which names an expression takes from outside."""

import pytest

from clausewise.feel.core import children, names_in, paths_in
from tests.feel.said import core_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("grace + away", {"grace", "away"}),
        ("attendance.check_in > latest", {"attendance", "latest"}),
        ("receipts[amount > grace].amount", {"receipts", "grace"}),
        ("receipts[item.amount > 1]", {"receipts"}),
        ("for r in receipts return r.amount * grace", {"receipts", "grace"}),
        ("some grace in receipts satisfies grace.amount > 1", {"receipts"}),
        ("{a: grace, b: a + away}", {"grace", "away"}),
        ("(function(grace) grace + away)(1)", {"away"}),
        ("rate_of(grace, \"x\").rate", {"rate_of", "grace"}),
        ("考勤.上班打卡", {"attendance"}),
    ],
)  # fmt: skip
def test_names_that_come_from_outside(text: str, names: set[str]) -> None:
    assert names_in(core_of(text)) == names


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("attendance.check_in > latest", {("attendance", "check_in")}),
        ("考勤.上班打卡.hour", {("attendance", "check_in")}),
        (
            "sum(receipts.amount) * employee.daily_wage",
            {("receipts", "amount"), ("employee", "daily_wage")},
        ),
        ("for r in receipts return r.amount", set()),
    ],
)
def test_fields_that_are_read_of_them(text: str, paths: set[tuple[str, str]]) -> None:
    assert paths_in(core_of(text)) == paths


def test_the_parts_of_an_expression_are_in_order() -> None:
    parts = children(core_of("if grace > 1 then 2 else 3"))

    assert [part.span.text for part in parts] == ["grace > 1", "2", "3"]
