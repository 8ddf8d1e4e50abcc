"""`clausewise feel`, from the outside."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clausewise.cli.feel import feel_command


def feel(*arguments: str) -> Result:
    return CliRunner().invoke(feel_command, list(arguments))


def test_an_expression_is_worked_out() -> None:
    done = feel("round half up(46.00 * 0.5, 2)")

    assert (done.exit_code, done.stdout) == (0, "23.00\n")


def test_a_context_comes_as_json_or_as_a_file(tmp_path: Path) -> None:
    text = '{"rate": 0.1, "orders": [{"amount": 10}]}'
    file = tmp_path / "context.json"
    file.write_text("\ufeff" + text, "utf-8")

    for given in (text, str(file)):
        done = feel("sum(orders.amount) * rate", "--context", given)
        assert (done.exit_code, done.stdout) == (0, "1.0\n")


def test_what_is_wrong_is_shown_with_a_caret() -> None:
    done = feel("1 == 2", "--lang", "zh")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.split("\n") == [
        "<expression>:1:3: error[CW202] FEEL 没有“==”这个比较符号", "  | 1 == 2", "  |   ^^", "  = 请写 =", "",
    ]  # fmt: skip


def test_what_would_not_end_is_told() -> None:
    done = feel("for i in 1..1000000000000 return i")

    assert done.exit_code == 1
    assert "CW341" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("1", "--cases", "x"),
        ("1", "--context", "{"),
        ("1", "--context", "nowhere.json"),
        ("--cases", "nowhere.jsonl"),
    ],
)
def test_wrong_usage_is_2(arguments: tuple[str, ...]) -> None:
    done = feel(*arguments)

    assert done.exit_code == 2
    assert done.stderr


def test_cases_are_answered_a_line_each(tmp_path: Path) -> None:
    cases = [
        {"id": "a", "expression": "x + 1", "inputs": {"x": {"number": "1.5"}}},
        {"id": "b", "expression": "date(x)", "inputs": {"x": "2024-06-03"}, "input_types": {"x": "string"}},
        {"id": "c", "expression": "1 +"},
        {
            "id": "d",
            "definitions": [{"name": "f", "params": [{"name": "n", "type": "number"}], "type": "number", "expression": "if n = 0 then 1 else n * f(n - 1)"}],
            "expression": "[f(5), {a: f(\"x\")}]",
        },
        {
            "id": "e",
            "types": {"level": {"base": "string", "allowed": '"low", "high"'}},
            "entries": [
                {
                    "name": "level",
                    "type": "level",
                    "table": {
                        "hitPolicy": "PRIORITY",
                        "inputs": [{"expression": "x", "type": "number"}],
                        "outputs": [{"type": "level"}],
                        "rules": [{"inputs": ["> 1"], "outputs": ['"high"']}, {"inputs": ["-"], "outputs": ['"low"']}],
                    },
                },
                {"expression": 'level + "!"'},
            ],
            "inputs": {"x": {"number": "5"}},
        },
    ]  # fmt: skip
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in cases), "utf-8")

    done = feel("--cases", str(file))

    assert done.exit_code == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {"id": "a", "value": {"number": "2.5"}}
    assert answers[1] == {"id": "b", "value": {"date": "2024-06-03"}}
    assert answers[2]["id"] == "c"
    assert answers[2]["error"]
    assert answers[3] == {"id": "d", "value": [{"number": "120"}, {"context": {"a": None}}]}
    assert answers[4] == {"id": "e", "value": "low!"}


def test_a_line_that_is_no_case_is_told_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "a", "expression": "1"}\nnonsense\n', "utf-8")

    done = feel("--cases", str(file))

    assert done.exit_code == 2
    assert "cases.jsonl:2" in done.stderr
