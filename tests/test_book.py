"""The library face: policies loaded once and asked as a program would ask them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import clausewise as cw

HANDBOOK = Path(__file__).parents[1] / "policies" / "22-foreign-trade-management-and-commission"
LIU = {
    "id": "E01",
    "hired": "2023-01-03",
    "department": "ecommerce",
    "post": "salesperson",
    "employment": "regular",
    "foreign_trade": True,
    "daily_wage": Decimal("46.00"),
}
LATE = {
    "id": "a-1",
    "kind": "attendance",
    "employee": "E01",
    "date": "2024-06-03",
    "check_in": "10:12",
    "check_out": "18:00",
}


@pytest.fixture(scope="module")
def book() -> cw.Book:
    return cw.load(HANDBOOK)


def ruled(result: cw.Result) -> list[tuple[Any, ...]]:
    return [
        (one.rule, one.outcome, str(one.date), one.amount, dict(one.fields))
        for one in result.rulings
    ]


def test_a_late_arrival_is_ruled_late(book: cw.Book) -> None:
    result = book.evaluate([LATE], employees=[LIU], period="2024-06", complete=[])

    assert ruled(result) == [
        ("late-foreign-trade", "late", "2024-06-03", None, {"minutes": Decimal(12)})
    ]
    assert result.account.balanced
    assert result.account.used == 1


def test_one_fact_is_decided_alone(book: cw.Book) -> None:
    result = book.decide(LATE, employee=LIU)

    assert [one[0] for one in ruled(result)] == ["late-foreign-trade"]


def test_a_fact_that_cannot_be_one_is_rejected_not_raised(book: cw.Book) -> None:
    result = book.evaluate(
        [{**LATE, "check_in": "half past ten"}], employees=[LIU], period="2024-06", complete=[]
    )

    assert result.rulings == ()
    assert [(one.field, one.value) for one in result.rejected] == [("check_in", "half past ten")]
    assert result.account.rejected == 1


def test_a_parameter_can_be_replaced_for_one_run(book: cw.Book) -> None:
    result = book.evaluate(
        [LATE], employees=[LIU], period="2024-06", complete=[], parameters={"latest_start": "10:12"}
    )

    assert ruled(result) == []
    assert any("latest_start" in note.message("en") for note in result.notes)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"period": "2024-13"}, "2024-13"),
        ({"period": None}, "period"),
        ({"period": "2024-06", "parameters": {"latest_strt": "10:00"}}, "latest_strt"),
        ({"period": "2024-06", "complete": ["atendance"]}, "atendance"),
    ],
)
def test_what_cannot_be_asked_is_said(book: cw.Book, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(cw.WrongRequest, match=told):
        book.evaluate([LATE], employees=[LIU], **asked)


def test_policies_with_errors_are_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "events.yaml").write_text("events: {order: {fields: {}}}\n")
    (tmp_path / "handbook.yaml").write_text('handbook: small\nclauses: {"1": {kind: rule}}\n')

    with pytest.raises(cw.PolicyError) as raised:
        cw.load(tmp_path)

    assert [one.code for one in raised.value.diagnostics] == ["CW366"]


def test_a_ruling_explains_itself_in_both_languages(book: cw.Book) -> None:
    (ruling,) = book.evaluate([LATE], employees=[LIU], period="2024-06", complete=[]).rulings

    assert "22.1.1a" in ruling.explain("zh")
    assert "22.1.1a" in ruling.explain("en")


def test_the_package_itself_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    loaded = subprocess.run(
        [sys.executable, "-c", "import clausewise, sys; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    heavy = {
        "polars",
        "xlsxwriter",
        "python_calamine",
        "lark",
        "yaml",
        "jsonschema",
        "click",
        "attr",
    }
    assert heavy.isdisjoint(loaded)
