"""Expectations held against rulings: any subset of fields, numbers by value, each ruling once."""

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clausewise.model.ruling import Because, Ruling
from clausewise.model.vocabulary import Field, OutcomeKind, Vocabulary
from clausewise.source.plain_nodes import node_of
from clausewise.source.yaml_reader import Fields
from clausewise.testing.matching import matches, paired
from clausewise.values.temporal import Date
from clausewise.values.types import DATE, NUMBER, STRING

ZONE = ZoneInfo("Asia/Shanghai")
VOCABULARY = Vocabulary(
    events={},
    outcomes={
        "late": OutcomeKind(
            "late",
            "finding",
            {
                "minutes": Field("minutes", NUMBER),
                "why": Field("why", STRING, optional=True),
                "due": Field("due", DATE, optional=True),
            },
        )
    },
    employee={},
)


def ruling(**parts: Any) -> Ruling:
    given: dict[str, Any] = {
        "id": "r-1",
        "rule": "late-arrival",
        "clause": ("1.2", "1.3"),
        "handbook": "small",
        "outcome": "late",
        "effect": "finding",
        "employee": "E01",
        "date": Date.of(2024, 6, 3),
        "period": None,
        "amount": Decimal("50.00"),
        "currency": "CNY",
        "fields": {"minutes": Decimal(12)},
        "because": Because(),
        "policy": "sha256:0",
        "subject": "a-1",
    }
    return Ruling(**{**given, **parts})


def wanted(**fields: Any) -> Fields:
    node = node_of(fields)
    assert isinstance(node, Fields)
    return node


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "late"},
        {"clause": "1.3", "employee": "E01", "date": "2024-06-03"},
        {"clause": ["1.2", "1.3"]},
        {"amount": "50"},
        {"amount": Decimal("50.0")},
        {"minutes": "12"},
        {"minutes": Decimal("12.0"), "why": None},
    ],
)
def test_an_expectation_names_any_subset(fields: dict[str, Any]) -> None:
    assert matches(wanted(**fields), ruling(), VOCABULARY, ZONE)


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "early"},
        {"clause": "1.4"},
        {"amount": "50.01"},
        {"minutes": "13"},
        {"why": "rain"},
        {"employee": None},
        {"date": "2024-06-04"},
    ],
)
def test_one_field_that_differs_is_enough(fields: dict[str, Any]) -> None:
    assert not matches(wanted(**fields), ruling(), VOCABULARY, ZONE)


def test_a_ruling_of_the_company_is_expected_with_employee_null() -> None:
    assert matches(wanted(employee=None), ruling(employee=None), VOCABULARY, ZONE)


def test_each_ruling_meets_one_expectation() -> None:
    once = ruling()

    unmet, extra = paired([wanted(outcome="late"), wanted(amount="50")], [once], VOCABULARY, ZONE)

    assert unmet == [wanted(amount="50")]
    assert extra == []


def test_a_wide_expectation_leaves_the_narrow_one_its_ruling() -> None:
    twelve = ruling()
    three = ruling(id="r-2", fields={"minutes": Decimal(3)})

    unmet, extra = paired(
        [wanted(outcome="late"), wanted(minutes="12")], [twelve, three], VOCABULARY, ZONE
    )

    assert (unmet, extra) == ([], [])
