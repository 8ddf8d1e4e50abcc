"""Decision tables: which rows hold, and what they give."""

from typing import Any

import pytest

from clausewise.feel.environment import Environment
from clausewise.feel.tables import (
    BoundTable,
    TableInput,
    TableOutput,
    TableRow,
    TableSource,
    hit_policy_of,
    read_table,
)
from clausewise.source.span import Passage
from clausewise.values.number import Decimal
from clausewise.values.text import feel_text
from clausewise.values.types import BOOLEAN, NUMBER, STRING
from tests.feel.said import POLICY, SCOPE

SELF = STRING.limited_to(["self", "company"])
COMMISSION = """
    <= 100            | "self"      | 0.01  | false
    (100..300]        | "self"      | 0.015 | false
    > 300             | "self"      | 0.03  | true
    -                 | not("self") | 0.002 | false
"""


def source(rows: str, hit: str = "UNIQUE", **more: Any) -> TableSource:
    policy = hit_policy_of(hit)
    assert policy is not None
    cells = [
        [Passage.of(cell.strip()) for cell in row.split("|")] for row in rows.strip().split("\n")
    ]
    return TableSource(
        "commission",
        (TableInput("sales", NUMBER), TableInput("origin", SELF)),
        (TableOutput("rate", NUMBER), TableOutput("extra", BOOLEAN)),
        tuple(TableRow(tuple(row[:2]), tuple(row[2:])) for row in cells),
        *policy,
        **more,
    )


def table(
    rows: str = COMMISSION, hit: str = "UNIQUE", environment: Environment = POLICY, **more: Any
) -> BoundTable:
    read, told = read_table(source(rows, hit, **more), environment)
    assert read is not None, [fault.message("en") for fault in told]
    return read.bind(SCOPE)


def answer(bound: BoundTable, sales: int | None, origin: str | None) -> str:
    return feel_text(bound(None if sales is None else Decimal(sales), origin))


@pytest.mark.parametrize(
    ("sales", "origin", "expected"),
    [
        (100, "self", "{rate: 0.01, extra: false}"),
        (101, "self", "{rate: 0.015, extra: false}"),
        (301, "self", "{rate: 0.03, extra: true}"),
        (5, "company", "{rate: 0.002, extra: false}"),
        (None, "company", "{rate: 0.002, extra: false}"),
        (None, "self", "null"),
        (5, None, "null"),
    ],
)
def test_the_row_that_surely_holds_gives_the_answer(
    sales: int | None, origin: str | None, expected: str
) -> None:
    assert answer(table(), sales, origin) == expected


def test_the_rows_that_hold_are_told_by_their_place() -> None:
    assert table().matches([Decimal(200), "self"]) == (1,)
    assert table().matches([None, "self"]) == ()


TWO = """
    > 1 | -      | 0.1 | true
    > 5 | "self" | 0.2 | true
    > 9 | -      | 0.2 | true
"""


@pytest.mark.parametrize(
    ("hit", "sales", "origin", "expected"),
    [
        ("UNIQUE", 2, "self", "{rate: 0.1, extra: true}"),
        ("UNIQUE", 6, "self", "null"),
        ("ANY", 6, "company", "{rate: 0.1, extra: true}"),
        ("ANY", 6, "self", "null"),
        ("FIRST", 6, "self", "{rate: 0.1, extra: true}"),
        ("FIRST", None, "self", "null"),
        ("COLLECT", 6, "self", "[{rate: 0.1, extra: true}, {rate: 0.2, extra: true}]"),
        ("COLLECT", 6, None, "null"),
        ("RULE ORDER", 10, "company", "[{rate: 0.1, extra: true}, {rate: 0.2, extra: true}]"),
        ("COLLECT", 0, "self", "null"),
    ],
)
def test_hit_policies(hit: str, sales: int | None, origin: str | None, expected: str) -> None:
    assert answer(table(TWO, hit), sales, origin) == expected


def aggregate(hit: str, environment: Environment, sales: int = 10) -> str:
    policy = hit_policy_of(hit)
    assert policy is not None
    rows = tuple(
        TableRow((Passage.of(test),), (Passage.of(points),))
        for test, points in (("> 1", "3"), ("> 5", "1"), ("> 9", "3"), ("> 99", "7"))
    )
    plan = TableSource(
        "points", (TableInput("sales", NUMBER),), (TableOutput("points", NUMBER),), rows, *policy
    )
    read, _ = read_table(plan, environment)
    assert read is not None
    return feel_text(read.bind({})(Decimal(sales)))


@pytest.mark.parametrize(
    ("hit", "in_policies", "plain"),
    [
        ("COLLECT+", "{points: 7}", "7"),
        ("COLLECT<", "{points: 1}", "1"),
        ("COLLECT>", "{points: 3}", "3"),
        ("COLLECT#", "{points: 3}", "3"),
        ("C", "[{points: 3}, {points: 1}, {points: 3}]", "[3, 1, 3]"),
        ("F", "{points: 3}", "3"),
    ],
)
def test_one_output_is_a_context_in_policies_and_its_value_in_plain_feel(
    hit: str, in_policies: str, plain: str
) -> None:
    assert aggregate(hit, POLICY) == in_policies
    assert aggregate(hit, Environment.unknown()) == plain


@pytest.mark.parametrize(
    ("hit", "plain"), [("C", "[]"), ("C#", "0"), ("C+", "null"), ("U", "null")]
)
def test_where_no_row_holds(hit: str, plain: str) -> None:
    assert aggregate(hit, Environment.unknown(), 0) == plain
    assert aggregate(hit, POLICY, 0) == "null"


def test_priority_goes_by_the_order_of_the_allowed_values() -> None:
    rows = tuple(
        TableRow((Passage.of("-"),), (Passage.of(level),)) for level in ('"low"', '"high"')
    )
    allowed = tuple(Passage.of(level) for level in ('"high"', '"low"'))
    plan = TableSource(
        "level", (TableInput("x"),), (TableOutput("level", STRING, allowed),), rows, "PRIORITY"
    )
    read, _ = read_table(plan, Environment.unknown())
    assert read is not None

    assert feel_text(read.bind({})(None)) == '"high"'


def test_defaults() -> None:
    whole = table(TWO, default=Passage.of("{rate: 0, extra: false}"))

    assert answer(whole, 0, "self") == "{rate: 0, extra: false}"
    assert answer(whole, None, "self") == "null"


def test_cells_see_parameters_and_the_other_inputs() -> None:
    rows = '> grace | -      | sales * 2 | origin = "self"'

    assert answer(table(rows), 4, "self") == "{rate: 8, extra: true}"
    assert answer(table(rows), 3, "self") == "null"


def test_a_table_is_a_function_with_a_type() -> None:
    read, _ = read_table(source(COMMISSION), POLICY)
    assert read is not None

    assert str(read.type) == "function<number, string> -> context<rate: number, extra: boolean>"
    assert read.names == ("sales", "origin")


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ('> 1 | "slef" | 0.1 | true', "CW314", '"slef"'),
        ('> "x" | - | 0.1 | true', "CW311", '> "x"'),
        ("> 1 | - | 0.1 | 5", "CW327", "5"),
        ("> 1 | - | rat | true", "CW301", "rat"),
        ("> | - | 1 | true", "CW232", ">"),
    ],
)
def test_a_wrong_cell_is_told(row: str, code: str, place: str) -> None:
    read, told = read_table(source(row), POLICY)

    assert read is None
    assert [(fault.code, fault.span.text) for fault in told] == [(code, place)]


@pytest.mark.parametrize(
    ("text", "known"), [("collect+", True), ("rule  order", True), ("X", False)]
)
def test_hit_policies_by_name(text: str, known: bool) -> None:
    assert (hit_policy_of(text) is not None) is known
