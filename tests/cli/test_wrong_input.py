"""Each thing that can be wrong with what a user gives is answered with one clear message."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SALE = {
    "kind": "sale",
    "employee": "E01",
    "date": "2024-06-12",
    "amount": 100,
    "own_customer": True,
}


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    path = tmp_path / "sales.jsonl"
    path.write_text(json.dumps(SALE) + "\n", "utf-8")
    return path


def rejected(stdout: str) -> list[str]:
    lines = map(json.loads, stdout.splitlines())
    return [f"{one['line']}: {one['reason']}" for one in lines if one["status"] == "rejected"]


def test_no_roster(call: Call, policies: Path, sales: Path) -> None:
    called = call("evaluate", policies, sales, "--period", "2024-06")

    assert called.exit_code == 2
    assert called.stderr == (
        "error[CW612] there is no roster\n"
        "  = name the roster with --employees (CSV, XLSX, JSONL or YAML)\n"
    )


def test_no_period(call: Call, policies: Path, sales: Path, roster: Path) -> None:
    called = call("evaluate", policies, sales, "--employees", roster)

    assert called.exit_code == 2
    assert called.stderr.startswith("error[CW611] nothing says which period to evaluate\n")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--period", "June"), "error[CW501] 'June' is not a period"),
        (("--period", "2024-06-31"), "error[CW502] the calendar has no such day"),
        (
            ("--period", "2024-06..2024-05"),
            "error[CW503] the period '2024-06..2024-05' ends before",
        ),
        (("--period", "2024-06", "--as-of", "soon"), "is not a date"),
        (("--period", "2024-06", "--complete", "sales"), "'sales' in 'complete' is not a kind"),
        (("--period", "2024-06", "--complete", "sale=June"), "error[CW501] 'June' is not a period"),
        (("--period", "2024-06", "--reader", "abacus"), "there is no reader 'abacus'"),
        (("--period", "2024-06", "--engine", "spark"), "error[CW651]"),
        (("--period", "2024-06", "-o", "answer.doc"), "error[CW650] 'answer.doc' is not a kind"),
        (("--period", "2024-06", "-o", "nowhere/answer.csv"), "error[CW656]"),
        (("--period", "2024-06", "--jobs", "0"), "Invalid value for '--jobs'"),
        (("--period", "2024-06", "--perod", "2024-06"), "No such option"),
    ],
)
def test_an_option_that_makes_no_sense(  # noqa: PLR0917  # fixtures
    call: Call, policies: Path, sales: Path, roster: Path, option: tuple[str, ...], said: str
) -> None:
    called = call("evaluate", policies, sales, "--employees", roster, *option)

    assert called.exit_code == 2
    assert said in called.stderr
    assert called.stdout == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({**SALE, "kind": "sle"}, "1: there is no kind of event 'sle'; write: sale"),
        ({**SALE, "amonut": 5}, "1: 'sale' has no field 'amonut'; write: amount"),
        ({**SALE, "amount": "much"}, "1: the value 'much' of field 'amount' is not a number"),
        ({**SALE, "date": "2024-06-31"}, "1: the value '2024-06-31' of field 'date' is not a date"),
    ],
)
def test_a_row_that_is_no_fact_is_told_and_the_rest_evaluated(  # noqa: PLR0917  # fixtures
    call: Call, policies: Path, sales: Path, roster: Path, line: dict[str, object], said: str
) -> None:
    sales.write_text(f"{json.dumps(line)}\n{json.dumps(SALE)}\n", "utf-8")
    called = call("evaluate", policies, sales, "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 0
    (told,) = rejected(called.stdout)
    assert told.startswith(said)
    assert '"outcome": "commission"' in called.stdout


def test_a_line_that_breaks_off(call: Call, policies: Path, sales: Path, roster: Path) -> None:
    sales.write_text(json.dumps(SALE) + "\n" + json.dumps(SALE)[:40], "utf-8")
    called = call("evaluate", policies, sales, "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 0
    (told,) = rejected(called.stdout)
    assert told.startswith("2: this line is not whole JSON")


def test_a_file_in_gbk_is_read_as_what_it_is(call: Call, policies: Path, tmp_path: Path) -> None:
    table = tmp_path / "sale.csv"
    table.write_bytes("员工,日期,销售额,自己的客户\nE01,2024-06-12,12000,是\n".encode("gbk"))
    names = tmp_path / "花名册.csv"
    names.write_bytes("工号,姓名,入职日期\nE01,王芳,2020-03-02\n".encode("gbk"))
    called = call(
        "evaluate",
        policies,
        table,
        "--employees",
        names,
        "--period",
        "2024-06",
        "--format",
        "table",
    )

    assert called.exit_code == 0
    assert "E01 王芳" in called.stdout
    assert "240.00" in called.stdout


def test_an_empty_file_holds_no_facts(
    call: Call, policies: Path, sales: Path, roster: Path
) -> None:
    sales.write_text("", "utf-8")
    called = call("evaluate", policies, sales, "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 0
    assert "rows read 0 = used 0" in called.stderr


def test_a_file_that_is_not_there(call: Call, policies: Path, roster: Path) -> None:
    called = call("evaluate", policies, "no.jsonl", "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 2
    assert called.stderr.startswith("error[CW510] there is no file 'no.jsonl'\n")


def test_a_folder_where_a_file_is_wanted(
    call: Call, policies: Path, sales: Path, roster: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "june"
    folder.mkdir()
    several = call(
        "evaluate", policies, sales, folder, "--employees", roster, "--period", "2024-06"
    )
    alone = call("evaluate", policies, folder, "--employees", roster, "--period", "2024-06")

    assert (several.exit_code, alone.exit_code) == (2, 2)
    assert several.stderr.startswith(f"error[CW511] '{folder}' is a folder")
    assert alone.stderr.startswith(f"error[CW590] the folder '{folder}' has no month.yaml")


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is permitted to root")
def test_a_file_that_may_not_be_read(call: Call, policies: Path, sales: Path, roster: Path) -> None:
    sales.chmod(0)
    called = call("evaluate", policies, sales, "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 2
    assert called.stderr.startswith("error[CW512] there is no permission to read")


def test_permission_refused_by_the_system(
    call: Call, policies: Path, sales: Path, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: object, **named: object) -> object:
        if path.name == sales.name:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **named)  # type: ignore[call-overload]  # passed on

    monkeypatch.setattr(Path, "open", refuse)
    called = call("evaluate", policies, sales, "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 2
    assert called.stderr.startswith("error[CW512] there is no permission to read")


def test_policies_that_are_not_there(call: Call, sales: Path, roster: Path) -> None:
    called = call("evaluate", "policy", sales, "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 2
    assert called.stderr.startswith("error[CW510] there is no file 'policy'\n")


def test_policies_with_errors_are_told_and_nothing_is_evaluated(
    call: Call, sales: Path, roster: Path
) -> None:
    slips = Path(__file__).parents[1] / "golden" / "check" / "policies"
    called = call("evaluate", slips, sales, "--employees", roster, "--period", "2024-06")

    assert called.exit_code == 1
    assert "error[CW353] there is no kind of fact called 'atendance'" in called.stderr
    assert "error[CW657] the policies have 5 error(s); nothing was evaluated" in called.stderr
    assert called.stdout == ""


def test_a_month_without_its_file(call: Call, policies: Path, tmp_path: Path) -> None:
    (tmp_path / "month.yaml").write_text("period: 2024-06\nevents: [sales.csv]\n", "utf-8")
    called = call("evaluate", policies, tmp_path)

    assert called.exit_code == 2
    assert "error[CW592] the file 'sales.csv' that month.yaml names is not there" in called.stderr


def test_a_test_of_a_handbook_that_there_is_not(call: Call, policies: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.test.yaml"
    file.write_text(
        'tests:\n  - {title: lost, handbook: "77", employees: [], events: [], period: 2024-06}\n',
        "utf-8",
    )
    called = call("test", file, "--policies", policies)

    assert called.exit_code == 1
    assert "there is no handbook with the number or name '77'" in called.stdout
