"""Where a rule stopped about a subject, and the comparisons that it hung on."""

import tempfile
from pathlib import Path
from typing import Any

import pytest

from clausewise.book import load
from clausewise.plan.trace import Comparison, Trace

HANDBOOK = """
handbook: firm
time_zone: Asia/Shanghai
currency: CNY
calendar: {country: none, workweek: [mon, tue, wed, thu, fri]}
clauses:
  "1": {kind: rule, summary: {en: memos are short}}
"""
VOCABULARY = {
    "employee.yaml": "employee: {fields: {id: {type: string}, hired: {type: date}}}",
    "events.yaml": """
events:
  memo:
    fields:
      size: {type: number, optional: true}
      ok: {type: boolean, optional: true}
      day: {type: date, optional: true}
""",
    "outcomes.yaml": "outcomes: {violation: {effect: finding, fields: {}}}",
}


def traced(rule: str, **memo: Any) -> list[Trace]:
    """What becomes of a rule about one memo of 3 June 2024."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for folder, files in (
            ("vocabulary", VOCABULARY),
            ("01-firm", {"handbook.yaml": HANDBOOK, "memos.yaml": _policy(rule)}),
        ):
            (root / folder).mkdir()
            for file, text in files.items():
                (root / folder / file).write_text(text, "utf-8")
        book = load(root)
    fact = {"id": "m", "kind": "memo", "employee": "E01", "date": "2024-06-03", **memo}
    employees = [{"id": "E01", "hired": "2020-01-01"}]
    request = book.request([fact], employees=employees, period="2024-06")
    return [trace for inquest in book.why(request, "E01") for trace in inquest.traces]


def _policy(rule: str) -> str:
    lines = "".join(f"    {line}\n" for line in rule.strip().splitlines())
    return (
        "policy: memos\nparameters:\n  most: {type: number, value: 9, clause: '1'}\n"
        "rules:\n  - id: short\n    clause: '1'\n    on: memo\n"
        f"{lines}    then: {{outcome: violation}}\n"
    )


def compared(rule: str, **memo: Any) -> list[tuple[str, str, str, Any, Any]]:
    (trace,) = traced(rule, **memo)
    assert trace.failed is not None
    return [_said(one) for one in trace.failed.comparisons]


def _said(one: Comparison) -> tuple[str, str, str, Any, Any]:
    return one.name, one.operator, one.bound, one.value, one.limit


def test_a_limit_stands_on_the_right_whichever_way_it_was_written() -> None:
    wanted = [("memo.size", ">", "most", "8", "9")]

    assert compared("when: memo.size > most", size=8) == wanted
    assert compared("when: most < memo.size", size=8) == wanted


def test_the_first_condition_that_fails_is_the_last_one_asked() -> None:
    (trace,) = traced("when: [memo.ok, memo.size > most, memo.size > 100]", ok=True, size=8)

    assert [one.written for one in trace.asked] == ["memo.ok", "memo.size > most"]
    assert [one.value for one in trace.asked] == [True, False]


def test_a_null_condition_is_passed_on_the_way_to_one_that_fails() -> None:
    (trace,) = traced("when: [memo.ok, memo.size > most]", size=8)

    assert [one.value for one in trace.asked] == [None, False]


def test_of_alternatives_every_one_had_to_fail() -> None:
    assert compared("when: memo.size > most or memo.size < 2", size=8) == [
        ("memo.size", ">", "most", "8", "9"),
        ("memo.size", "<", "2", "8", "2"),
    ]


def test_of_what_must_all_hold_the_part_that_failed_counts() -> None:
    assert compared("when: memo.size < 100 and memo.size > most", size=8) == [
        ("memo.size", ">", "most", "8", "9")
    ]


def test_an_own_name_is_opened_up() -> None:
    rule = "let: {long: memo.size > most}\nwhen: long"

    assert compared(rule, size=8) == [("memo.size", ">", "most", "8", "9")]


def test_the_branch_that_was_taken_counts() -> None:
    rule = "when: if memo.ok then memo.size > most else memo.size > 1000"

    assert compared(rule, ok=True, size=8) == [("memo.size", ">", "most", "8", "9")]


def test_each_element_that_fails_is_told() -> None:
    rule = "when: some x in [memo.size, 3] satisfies x > most"

    assert compared(rule, size=8) == [("x", ">", "most", "8", "9"), ("x", ">", "most", "3", "9")]


@pytest.mark.parametrize(
    ("rule", "stop"),
    [
        ("scope: 'employee.id = \"E02\"'", "outside"),
        ("each: {x: '[]'}", "no element"),
        ("date: memo.day", "undated"),
        ("effective: {from: 2025-01-01}", "not in force"),
        ("expect: {done: 'date(2024, 6, 3)', due: 'date(2024, 6, 4)'}", "met"),
        ("when: memo.ok = null", "none"),
    ],
)
def test_where_a_rule_stops(rule: str, stop: str) -> None:
    assert [trace.stop for trace in traced(rule)] == [stop]
