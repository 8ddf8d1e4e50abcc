"""The example month of a firm with several departments: each employee under the handbooks that hold for them."""

import json
import os
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

import clausewise
from clausewise.book import Book, Result
from clausewise.engine import check_policies
from clausewise.testing.run import run_tests
from clausewise.testing.wording import said_of

FIRM = Path(__file__).parents[2] / "examples" / "firm-2024-06"
POLICIES = FIRM / "policies"
EXPECTED = FIRM / "expected.jsonl"
# What the expected answers leave out: how each was come by, which `explain` shows.
WORKING = ("because", "policy")
OFFICE, SALES, WAREHOUSE = (
    {"101", "102", "103", "104"},
    {"201", "202", "203", "204"},
    {"301", "302", "303", "305"},
)
MOVED = "304"


@pytest.fixture(scope="module")
def book() -> Book:
    return clausewise.load(POLICIES)


@pytest.fixture(scope="module")
def result(book: Book) -> Result:
    return book.evaluate(FIRM)


@pytest.fixture(scope="module")
def answers(result: Result, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Everything that follows from the month, as it is written."""
    file = tmp_path_factory.mktemp("answers") / "answers.jsonl"
    result.write(file)
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [{key: value for key, value in one.items() if key not in WORKING} for one in lines]


def test_the_answers_are_those_that_were_read_and_kept(answers: list[dict[str, Any]]) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in answers)
        EXPECTED.write_text("".join(lines), encoding="utf-8", newline="\n")
    kept = EXPECTED.read_text(encoding="utf-8").splitlines()
    assert answers == [json.loads(line) for line in kept]


def test_a_department_is_ruled_by_its_own_handbook(answers: list[dict[str, Any]]) -> None:
    under: dict[str, set[str]] = {}
    for one in answers:
        if one["status"] != "rejected":
            under.setdefault(one["handbook"], set()).add(one["employee"])
    assert under["office"] <= OFFICE
    assert under["sales"] <= SALES | {MOVED}
    assert under["warehouse"] <= WAREHOUSE | {MOVED}
    assert {"104", "203", "303", "305", "401"} <= under["everyone"]


def test_whoever_moves_leaves_the_old_handbook_on_that_day(answers: list[dict[str, Any]]) -> None:
    of_warehouse = [(one["date"], one["rule"]) for one in answers if one.get("employee") == MOVED]
    assert of_warehouse == [("2024-06-12", "no-slip")]


def test_every_rule_rules_at_least_once(book: Book, answers: list[dict[str, Any]]) -> None:
    rules = {
        (plan.handbook.name, rule.id)
        for plan in book.plans
        for layer in plan.layers
        for rule in layer
    }
    ruled = {(one["handbook"], one["rule"]) for one in answers if one["status"] == "ruling"}
    assert rules == ruled


def test_the_account_adds_up(result: Result) -> None:
    account = result.account
    assert account.rejected == 1
    assert account.read == (
        account.used
        + account.unused
        + account.superseded
        + account.duplicate
        + account.outside
        + account.rejected
    )


def test_its_policies_are_clean_and_pass_their_tests() -> None:
    assert check_policies(POLICIES) == ()
    results = run_tests([POLICIES])
    assert len(results) == 16
    assert [said_of(one, "en") for one in results if one.outcome != "passed"] == []


def test_making_the_month_again_gives_the_same_files(tmp_path: Path) -> None:
    shutil.copy(FIRM / "make.py", tmp_path)
    runpy.run_path(str(tmp_path / "make.py"), run_name="__main__")
    made = {file.name for file in tmp_path.iterdir()} - {"make.py", "__pycache__"}
    assert len(made) == 8
    assert {n: (tmp_path / n).read_bytes() for n in made} == {
        n: (FIRM / n).read_bytes() for n in made
    }
