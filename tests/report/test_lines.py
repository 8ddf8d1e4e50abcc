"""An answer as JSON lines: the keys and their order, the form of values, the order of lines."""

import json
from decimal import Decimal

import pytest

from clausewise.book import Result, load
from clausewise.model.ruling import Answer
from clausewise.report.lines import as_json, json_document, json_lines, lines_of, money
from clausewise.values.temporal import Date, DaysDuration
from clausewise.values.types import Record
from tests.report.conftest import SHOP

FINDING = [
    "status", "id", "rule", "clause", "handbook", "employee", "date", "period", "because", "policy",
]  # fmt: skip
KEYS = {
    "ruling": [
        "status", "id", "rule", "clause", "handbook", "outcome", "effect", "employee", "date",
        "period", "amount", "currency", "fields", "because", "policy",
    ],
    "undetermined": [*FINDING, "missing"],
    "pending": [*FINDING, "due"],
    "excepted": [*FINDING, "by"],
    "displaced": [*FINDING, "by"],
    "waived": [*FINDING, "by"],
    "rejected": ["status", "file", "line", "reason", "field", "value"],
}  # fmt: skip


def test_each_status_has_its_keys_in_their_order(answer: Answer) -> None:
    keys = {line["status"]: list(line) for line in lines_of(answer)}

    assert keys == KEYS


def test_a_ruling_in_full(answer: Answer) -> None:
    line = next(line for line in lines_of(answer) if line.get("outcome") == "commission")
    digest = line.pop("policy")

    assert digest.startswith("sha256:")
    assert line == {
        "status": "ruling",
        "id": "r-12ef921fe069",
        "rule": "commission",
        "clause": ["1.3"],
        "handbook": "shop",
        "outcome": "commission",
        "effect": "payment",
        "employee": "E01",
        "date": "2024-06-12",
        "period": None,
        "amount": "240.00",
        "currency": "CNY",
        "fields": {"rate": "0.02"},
        "because": {
            "facts": ["s-1"],
            "values": {"rate": "0.02", "sale.amount": "12000", "sale.own_customer": True},
            "parameters": {},
            "steps": line["because"]["steps"],
        },
    }
    assert {"expression": "round half up(12000 * 0.02, 2)", "value": "240.00"}.items() <= line[
        "because"
    ]["steps"][-3].items()


def test_findings_say_what_is_missing_until_when_or_what_stands(answer: Answer) -> None:
    told = {
        (line["rule"], line["status"]): line.get("missing") or line.get("due") or line.get("by")
        for line in lines_of(answer)
        if line["status"] not in ("ruling", "rejected")
    }

    assert told == {
        ("late", "undetermined"): ["attendance.check_in"],
        ("absence", "undetermined"): ["employee.daily_wage"],
        ("commission", "undetermined"): ["sale.own_customer"],
        ("weekly-report", "pending"): "2024-06-30",
        ("late", "excepted"): {
            "clause": ["1.1"],
            "because": {"zh": "店长事先同意晚到", "en": "the manager had agreed beforehand"},
        },
        ("warning", "displaced"): {"ruling": ["r-1f86b2879e9e"], "once": "month"},
        ("late", "waived"): {"waiver": "w-1", "by": "陈店长", "reason": "地铁停运"},
    }


def test_lines_are_in_order_of_employee_date_rule_and_id(answer: Answer) -> None:
    lines = list(lines_of(answer))
    decided = [line for line in lines if line["status"] != "rejected"]
    places = [(one["employee"] or "", one["date"], one["rule"], one["id"]) for one in decided]

    assert places == sorted(places)
    assert [line["status"] for line in lines[len(decided) :]] == ["rejected", "rejected"]
    assert [line["file"] for line in lines[-2:]] == ["attendance.csv", "rest.jsonl"]


def test_a_field_that_a_default_filled_is_named(answer: Answer) -> None:
    named = {
        (line["rule"], line["date"]): line["because"]["defaults"]
        for line in lines_of(answer)
        if "defaults" in line.get("because", {})
    }

    assert named == {("late", "2024-06-04"): ["attendance.status"]}


def test_the_same_month_gives_the_same_bytes(result: Result) -> None:
    again = load(SHOP / "policies").evaluate(SHOP / "month")

    assert list(json_lines(again.answer)) == list(json_lines(result.answer))


def test_each_line_is_json_of_its_own_with_chinese_as_it_is(answer: Answer) -> None:
    lines = list(json_lines(answer))

    assert [json.loads(line) for line in lines] == list(lines_of(answer))
    assert all(line.endswith("}\n") and "\n" not in line[:-1] for line in lines)
    assert any("地铁停运" in line for line in lines)


def test_one_document_holds_everything(answer: Answer) -> None:
    document = json.loads(json_document(answer, "en"))

    assert list(document) == ["rulings", "findings", "rejected", "account", "notes"]
    assert [len(document[part]) for part in ("rulings", "findings", "rejected")] == [11, 10, 2]
    assert document["account"] == {
        "read": 23,
        "used": 16,
        "unused": 3,
        "superseded": 1,
        "duplicate": 1,
        "outside": 0,
        "rejected": 2,
    }
    assert [note["code"] for note in document["notes"]] == ["CW604"]


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("46", "CNY", "46.00"),
        ("46.5", "CNY", "46.50"),
        ("46.125", "CNY", "46.125"),
        ("46.1000", "CNY", "46.10"),
        ("-3", "CNY", "-3.00"),
        ("1E+3", "CNY", "1000.00"),
        ("4600", "JPY", "4600"),
        ("4600.50", "JPY", "4600.5"),
        ("1.5", "KWD", "1.500"),
        ("7", None, "7.00"),
    ],
)
def test_an_amount_has_the_places_of_its_currency_and_never_fewer_digits(
    amount: str, currency: str | None, written: str
) -> None:
    assert money(Decimal(amount), currency) == written


def test_values_are_written_as_json_has_them() -> None:
    fact = Record("sale", {"id": "s-1", "amount": Decimal(5)})
    value = {
        "number": Decimal("1E+2"),
        "day": Date.of(2024, 6, 3),
        "length": DaysDuration.of(minutes=14),
        "fact": fact,
        "list": (True, None, Decimal("0.50")),
    }

    assert as_json(value) == {
        "number": "100",
        "day": "2024-06-03",
        "length": "PT14M",
        "fact": "s-1",
        "list": [True, None, "0.50"],
    }
