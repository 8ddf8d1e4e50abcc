"""The example month of handbook 22: its answers as a person read them, whatever way it is fed."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

import clausewise
from clausewise.book import Book

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "policies" / "22-foreign-trade-management-and-commission"
MONTH = ROOT / "examples" / "foreign-trade-2024-06"
EXPECTED = MONTH / "expected.jsonl"
LINES = ("leave.jsonl", "conduct.jsonl", "sales.jsonl", "money.jsonl", "reports.jsonl")
# What the expected answers leave out: how each was come by, which `explain` shows.
WORKING = ("because", "policy")


@pytest.fixture(scope="module")
def book() -> Book:
    return clausewise.load(HANDBOOK)


@pytest.fixture(scope="module")
def written(book: Book, tmp_path_factory: pytest.TempPathFactory) -> str:
    return evaluated(book, MONTH, tmp_path_factory.mktemp("answers"))


def evaluated(book: Book, month: Path, folder: Path) -> str:
    """Everything that follows from the month, as JSON lines."""
    answers = folder / "answers.jsonl"
    book.evaluate(month).write(answers)
    return answers.read_text(encoding="utf-8")


def answers_in(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def without(names: tuple[str, ...], text: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in one.items() if k not in names} for one in answers_in(text)]


def copied(folder: Path) -> Path:
    """The month's files in another folder, where they can be changed."""
    month = folder / "month"
    month.mkdir()
    for file in MONTH.iterdir():
        if file.suffix in (".yaml", ".xlsx", ".csv", ".jsonl") and file != EXPECTED:
            (month / file.name).write_bytes(file.read_bytes())
    return month


def test_the_answers_are_those_that_were_read_and_kept(written: str) -> None:
    answers = without(WORKING, written)
    if os.environ.get("UPDATE_GOLDEN"):
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in answers)
        EXPECTED.write_text("".join(lines), encoding="utf-8", newline="\n")
    assert answers == answers_in(EXPECTED.read_text(encoding="utf-8"))


def test_every_rule_rules_at_least_once(book: Book, written: str) -> None:
    (plan,) = book.plans
    rules = {rule.id for layer in plan.layers for rule in layer}
    ruled = {one["rule"] for one in answers_in(written) if one["status"] == "ruling"}
    assert rules - ruled == set()


def test_the_one_bad_row_is_told_with_its_place(written: str) -> None:
    rejected = [one for one in answers_in(written) if one["status"] == "rejected"]
    assert [(one["file"], one["field"], one["value"]) for one in rejected] == [
        ("money.jsonl", "component", "commision")
    ]


def test_the_account_adds_up(book: Book) -> None:
    account = book.evaluate(MONTH).account
    assert account.read == (
        account.used
        + account.unused
        + account.superseded
        + account.duplicate
        + account.outside
        + account.rejected
    )


def test_shuffled_rows_give_the_same_answers(book: Book, written: str, tmp_path: Path) -> None:
    month = copied(tmp_path)
    for name in LINES:
        rows = (month / name).read_text(encoding="utf-8").splitlines(keepends=True)
        random.Random(7).shuffle(rows)
        (month / name).write_text("".join(rows), encoding="utf-8")
    # The bad row alone is told by its line, and that is another one now.
    moved = ("line",)
    assert without(moved, evaluated(book, month, tmp_path)) == without(moved, written)


def test_doubled_rows_give_the_same_bytes(book: Book, written: str, tmp_path: Path) -> None:
    month = copied(tmp_path)
    for name in LINES:
        rows = (month / name).read_text(encoding="utf-8").splitlines(keepends=True)
        sound = [row for row in rows if json.loads(row)["id"] != "c-bad"]
        (month / name).write_text("".join([*rows, *sound]), encoding="utf-8")
    assert evaluated(book, month, tmp_path) == written


def test_split_files_give_the_same_answers(book: Book, written: str, tmp_path: Path) -> None:
    month = copied(tmp_path)
    plan = (month / "month.yaml").read_text(encoding="utf-8")
    for name in LINES:
        rows = (month / name).read_text(encoding="utf-8").splitlines(keepends=True)
        parts = {f"second-{name}": rows[1::2], f"first-{name}": rows[::2]}
        for part, own in parts.items():
            (month / part).write_text("".join(own), encoding="utf-8")
        plan = plan.replace(f"  - {name}\n", "".join(f"  - {part}\n" for part in parts))
        (month / name).unlink()
    (month / "month.yaml").write_text(plan, encoding="utf-8")
    moved = ("file", "line")
    assert without(moved, evaluated(book, month, tmp_path)) == without(moved, written)
