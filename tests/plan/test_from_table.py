"""Decision tables in policies (language.md §4.2)."""

import pytest

from tests.execution.asking import errors_of, fact, said

TABLE = """
tables:
  rate:
    clause: "1"
    hit: {hit}
    inputs: [size, topic]
    outputs: {{points: number}}
    rows:
{rows}
{more}
rules:
  - {{id: r, clause: "1", on: memo, then: {{outcome: notice, what: x, points: "{call}"}}}}
"""


def table(
    *rows: str,
    hit: str = "UNIQUE",
    more: str = "",
    call: str = "rate(memo.size, memo.topic).points",
) -> str:
    lines = "\n".join(f"      - {row}" for row in rows)
    return TABLE.format(hit=hit, rows=lines, more=more, call=call)


ROWS = ("""['<= 10', '"a"', 1]""", """['> 10', '"a"', 2]""", """['-', 'not("a")', 3]""")


def answer(policy: str, **fields: object) -> str:
    (line,) = said(policy, fact("memo", "06-03", **fields))
    return line.removeprefix("a 06-03 r: notice what=x points=").removeprefix("a 06-03 r? ")


def test_a_table_is_called_as_a_function_of_its_inputs() -> None:
    assert answer(table(*ROWS), size=10, topic="a") == "1"
    assert answer(table(*ROWS), size=11, topic="a") == "2"
    assert answer(table(*ROWS), topic="b") == "3"
    named = table(*ROWS, call="rate(topic: memo.topic, size: memo.size).points")
    assert answer(named, size=11, topic="a") == "2"


def test_two_nulls_never_match_by_accident() -> None:
    assert answer(table(*ROWS), topic="a") == "undetermined: memo.size"
    assert answer(table(*ROWS), size=1) == "undetermined: memo.topic"
    only_null = table("""['null', '-', 9]""", """['not(null)', '-', 1]""")
    assert answer(only_null, topic="a") == "9"


def test_a_missing_truth_matches_neither_truth() -> None:
    by_truth = table(
        """['true', '-', 1]""", """['false', '-', 2]""", call="rate(memo.ok, memo.topic).points"
    )
    assert answer(by_truth, ok=True, topic="a") == "1"
    assert answer(by_truth, ok=False, topic="a") == "2"
    assert answer(by_truth, topic="a") == "undetermined: memo.ok"


def test_no_row_and_no_default_is_undetermined() -> None:
    gap = table("""['< 5', '-', 1]""")
    assert answer(gap, size=5, topic="a") == "undetermined: rate(memo.size, memo.topic)"
    assert answer(table("""['< 5', '-', 1]""", more="    default: 7"), size=5, topic="a") == "7"
    assert answer(table("""['< 5', '-', 1]""", more="    default: null"), size=5, topic="a") == (
        "undetermined: rate(memo.size, memo.topic)"
    )


@pytest.mark.parametrize(
    ("hit", "expected"),
    [("FIRST", "1"), ("COLLECT+", "3"), ("COLLECT<", "1"), ("COLLECT>", "2"), ("COLLECT#", "2")],
)
def test_hit_policies(hit: str, expected: str) -> None:
    policy = table("""['< 5', '-', 1]""", """['< 9', '-', 2]""", hit=hit)
    assert answer(policy, size=1, topic="a") == expected


def test_rows_that_must_not_meet_and_do_are_undetermined() -> None:
    policy = table("""['< 5', '-', 1]""", """['< 9', '-', 2]""")
    assert answer(policy, size=1, topic="a").startswith("undetermined: rate")


def test_any_wants_one_answer() -> None:
    same = table("""['< 5', '-', 1]""", """['< 9', '-', 1]""", hit="ANY")
    assert answer(same, size=1, topic="a") == "1"


def test_dmn_policies_that_policies_may_not_use_are_an_error() -> None:
    assert errors_of(table(*ROWS, hit="PRIORITY")) == ("CW164",)
    assert errors_of(table(*ROWS, hit="FRIST"))[0] == "CW163"


def test_rows_may_be_a_block_of_text() -> None:
    policy = """
    tables:
      rate:
        clause: "1"
        inputs: [size, topic]
        outputs: {points: number, high: boolean}
        rows: |
          <= 10    | "a"      | 1 | false
          (10..20] | "a"      | 2 | true
          -        | not("a") | 3 | false
    rules:
      - {id: r, clause: "1", on: memo, then: {outcome: notice, what: "{rate(memo.size, memo.topic).high}", points: "rate(memo.size, memo.topic).points"}}
    """
    (line,) = said(policy, fact("memo", "06-03", size=20, topic="a"))
    assert line == "a 06-03 r: notice what=true points=2"
