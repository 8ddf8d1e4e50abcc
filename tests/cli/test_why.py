"""`clausewise why`: what each rule did about an employee, and how near it was."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from clausewise.book import load
from tests.cli.conftest import Call

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "why"
TRADE = ROOT / "policies" / "22-foreign-trade-management-and-commission"
EXAMPLES = [
    (TRADE, ROOT / "examples" / "foreign-trade-2024-06"),
    (ROOT / "examples" / "firm-2024-06" / "policies", ROOT / "examples" / "firm-2024-06"),
]


def holds(said: str, name: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_text(said, "utf-8")

    assert (GOLDEN / name).read_text("utf-8") == said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("month", ["--employee", "E02"]),
        ("day", ["--employee", "E01", "--date", "2024-06-03"]),
        ("whole", ["--employee", "E01", "--date", "2024-06-04", "-v"]),
    ],
)
def test_what_a_person_reads(  # noqa: PLR0917  # fixtures
    call: Call, policies: Path, month: Path, language: str, name: str, options: list[str]
) -> None:
    called = call("why", policies, month, *options, "--lang", language)

    assert called.exit_code == 0
    holds(called.stdout, f"{name}.{language}.txt")


@pytest.mark.parametrize(("policies", "month"), EXAMPLES, ids=["trade", "firm"])
def test_what_is_ruled_is_what_evaluate_rules_and_nothing_that_stopped_is_among_it(
    policies: Path, month: Path
) -> None:
    book = load(policies)
    request = book.request(month)
    answer = book.answer(request).answer
    for employee in request.roster:
        own = book.why(request, employee)
        told = {one.id for inquest in own for one in inquest.rulings}
        told |= {one.id for inquest in own for one in inquest.findings}
        wanted = {one.id for one in answer.rulings if one.employee == employee}
        wanted |= {one.id for one in answer.findings if one.employee == employee}
        company = {one.id for one in answer.rulings if one.employee is None}
        assert told - company == wanted
        for inquest in own:
            ruled = {(one.rule, one.subject) for one in inquest.rulings}
            stopped = {
                (one.rule.id, one.subject.key)
                for one in inquest.traces
                if one.stop != "none" and not one.each
            }
            assert not ruled & stopped


def entry(call: Call, rule: str, *arguments: object) -> dict[str, Any]:
    called = call("why", *arguments, "--rule", rule, "--format", "json")
    assert called.exit_code == 0
    document = json.loads(called.stdout)
    (one,) = document["rules"]
    found: dict[str, Any] = one
    return found


def test_a_program_gets_the_values_of_the_comparison_that_failed(
    call: Call, policies: Path, month: Path
) -> None:
    one = entry(call, "late", policies, month, "--employee", "E01", "--date", "2024-06-03")
    (stopped,) = one["stopped"]

    assert one["state"] == "nothing"
    assert stopped["conditions"][-1] == {
        "expression": "behind > grace",
        "at": "01-shop/hours.yaml:19:16",
        "value": False,
        "comparisons": [
            {"name": "behind", "operator": ">", "bound": "grace", "value": "5", "limit": "5"}
        ],
        "parts": {
            "attendance.check_in": "09:05:00",
            "behind": "5",
            "grace": "5",
            "opening": "09:00:00",
        },
    }


def test_the_clocking_that_was_early_enough_is_told_with_its_distance(call: Call) -> None:
    called = call(
        "why", TRADE, ROOT / "examples" / "foreign-trade-2024-06",
        "--employee", "E01", "--date", "2024-06-04", "--rule", "late-foreign-trade",
    )  # fmt: skip

    assert "clock-in: 09:02; it would have to be after 10:00, 58 minutes off" in " ".join(
        called.stdout.split()
    )


def test_a_handbook_that_is_not_about_somebody_is_told_in_one_line(call: Call) -> None:
    firm, folder = EXAMPLES[1]
    called = call("why", firm, folder, "--employee", "101")

    assert 'warehouse: the whole handbook (employee.部门 = "warehouse")' in " ".join(
        called.stdout.split()
    )


def test_many_rules_with_nothing_to_ask_about_are_counted_by_what_there_is_none_of(
    call: Call,
) -> None:
    called = call(
        "why", TRADE, ROOT / "examples" / "foreign-trade-2024-06",
        "--employee", "E01", "--date", "2024-06-04",
    )  # fmt: skip
    told = " ".join(called.stdout.split())

    assert "Nothing to ask about: payment (2 rules), breach (7 rules), termination, " in told


def test_without_a_period_the_month_of_the_day_is_asked(
    call: Call, policies: Path, month: Path
) -> None:
    called = call(
        "why", policies, month / "attendance.csv", "--employees", month / "roster.csv",
        "--employee", "E01", "--date", "2024-06-05", "--rule", "late",
    )  # fmt: skip

    assert called.exit_code == 0
    assert "5 June 2024: lateness, 30 minutes" in called.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--employee", "E03"], "error[CW662] the roster has no employee with the id 'E03'"),
        (
            ["--employee", "E01", "--rule", "lat"],
            "error[CW663] there is no rule called 'lat'\n  = the nearest: late",
        ),
        (["--employee", "E01", "--date", "June"], "error[CW593]"),
    ],
)
def test_who_or_what_is_not_there_is_told(
    call: Call, policies: Path, month: Path, options: list[str], said: str
) -> None:
    called = call("why", policies, month, *options)

    assert called.exit_code == 2
    assert said in called.stderr
