"""`clausewise evaluate` on a small month: what is written where, and how it ends."""

import json
from pathlib import Path

import pytest

from clausewise.report.formats import FORMATS
from tests.cli.conftest import Call


def test_json_lines_go_to_standard_output_and_what_is_said_of_the_run_beside_it(
    call: Call, policies: Path, month: Path
) -> None:
    called = call("evaluate", policies, month)
    lines = [json.loads(line) for line in called.stdout.splitlines()]

    assert called.exit_code == 0
    assert [line["status"] for line in lines].count("ruling") == 11
    assert [line["status"] for line in lines[-2:]] == ["rejected", "rejected"]
    assert called.stderr == (
        "info[CW604] handbook 'shop' looks back to 2024-05-27; the earliest fact is of 2024-06-02\n"
        "  = give the earlier facts as well where they matter\n"
        "rows read 23 = used 16 + unused 3 + superseded 1 + duplicate 1 + outside 0 + rejected 2\n"
    )


def test_the_month_can_be_given_file_by_file(call: Call, policies: Path, month: Path) -> None:
    apart = call(
        "evaluate", policies, month / "rest.jsonl", month / "attendance.csv",
        "--employees", month / "roster.csv", "--period", "2024-06", "--as-of", "2024-06-21",
        "--complete", "report=2024-06", "--complete", "attendance=2024-06",
    )  # fmt: skip
    lines = [json.loads(line) for line in apart.stdout.splitlines()]
    whole = [json.loads(line) for line in call("evaluate", policies, month).stdout.splitlines()]

    facts = [line for line in whole if line["status"] != "rejected"]
    assert [line for line in lines if line["status"] != "rejected"] == facts


def test_facts_come_from_standard_input_too(call: Call, policies: Path, roster: Path) -> None:
    sale = b'{"kind": "sale", "employee": "E01", "date": "2024-06-12", "amount": 100, "own_customer": true}\n'
    called = call(
        "evaluate", policies, "-", "--employees", roster, "--period", "2024-06", given=sale
    )

    assert '"amount": "1.00", "currency": "CNY"' in called.stdout
    assert '"facts": ["-:1"]' in called.stdout


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_the_format_follows_from_the_suffix(
    call: Call, policies: Path, month: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / f"answer{FORMATS[name].suffixes[0]}"
    called = call("evaluate", policies, month, "-o", file)

    assert called.exit_code == 0
    assert called.stdout == ""
    assert f"wrote {file}: 11 rulings, 10 findings, 2 rejected rows\n" in called.stderr
    assert file.stat().st_size > 0
    assert list(tmp_path.iterdir()) == [file]


def test_a_run_that_fails_leaves_the_old_file_whole(
    call: Call, policies: Path, month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answer.jsonl"
    file.write_text("the answer of before", "utf-8")

    def interrupted(*_: object) -> object:
        yield "{"
        raise KeyboardInterrupt

    monkeypatch.setattr("clausewise.report.formats.json_lines", interrupted)
    called = call("evaluate", policies, month, "-o", file)

    assert called.exit_code == 130
    assert file.read_text("utf-8") == "the answer of before"
    assert list(tmp_path.iterdir()) == [file]


def test_strict_ends_with_3_where_anything_is_open(
    call: Call, policies: Path, month: Path, roster: Path, tmp_path: Path
) -> None:
    sale = '{"kind": "sale", "employee": "E01", "date": "2024-06-12", "amount": 100, "own_customer": true}\n'
    (tmp_path / "sale.jsonl").write_text(sale, "utf-8")
    decided = call(
        "evaluate", policies, tmp_path / "sale.jsonl", "--employees", roster,
        "--period", "2024-06-12", "--strict",
    )  # fmt: skip

    assert call("evaluate", policies, month, "--strict").exit_code == 3
    assert call("evaluate", policies, month).exit_code == 0
    assert decided.exit_code == 0


def test_it_stops_at_a_bad_row_when_asked_to(call: Call, policies: Path, month: Path) -> None:
    called = call("evaluate", policies, month, "--on-bad-event", "stop")

    assert called.exit_code == 2
    assert called.stdout == ""
    assert called.stderr.startswith("error[CW652] a row cannot be read, so nothing was evaluated")
    assert "attendance.csv:11" in called.stderr


def test_the_number_of_workers_changes_nothing(call: Call, policies: Path, month: Path) -> None:
    one, two = (call("evaluate", policies, month, "--jobs", n).stdout_bytes for n in (1, 2))

    assert one == two


def test_colours_are_for_terminals(call: Call, policies: Path, month: Path) -> None:
    assert "\x1b" not in call("evaluate", policies, month, "--format", "table").stdout
