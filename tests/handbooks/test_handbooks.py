"""Every handbook: each clause registered in words of our own, carried out or explained, and tested."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from clausewise.engine import Plans, read_plans
from clausewise.report.clauses import book_report, open_clauses
from clausewise.testing.coverage import Watch, coverage_of
from clausewise.testing.run import TestResult, run_tests

ROOT = Path(__file__).parents[2]
POLICIES = ROOT / "policies"
FOLDERS = sorted(file.parent for file in POLICIES.glob("*/handbook.yaml"))
SHARED = ROOT / ".." / "shared"
HANDBOOKS = SHARED / "handbooks"
SCENARIOS = sorted((SHARED / "scenarios").glob("*.test.yaml"))
RUN_THAT_COUNTS_AS_COPIED = 15

with_handbooks = pytest.mark.skipif(not HANDBOOKS.exists(), reason="the handbooks are not here")
each_handbook = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name[:2])


@cache
def plans() -> Plans:
    return read_plans(POLICIES)


def registered(number: str) -> set[str]:
    books = (book.handbook for book in plans().library.books)
    return next(set(one.clauses) for one in books if one.number == number)


def quoted(handbook: Path) -> str:
    """What the handbook says, without our numbering around it."""
    lines = handbook.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if line.startswith(">"))


def runs(text: str) -> set[str]:
    """Every stretch of that many characters, blanks and punctuation left out."""
    bare = "".join(character for character in text if character.isalnum())
    return {
        bare[start : start + RUN_THAT_COUNTS_AS_COPIED]
        for start in range(len(bare) - RUN_THAT_COUNTS_AS_COPIED + 1)
    }


def told(results: list[TestResult]) -> Iterator[str]:
    """The tests that did not pass, each with what differed."""
    for result in results:
        if result.outcome != "passed":
            differences = [*result.differences, *(one.code for one in result.told)]
            yield f"{result.title}: {differences}"


def test_the_policies_have_nothing_to_correct() -> None:
    assert [f"{one.span} {one.code}" for one in plans().told] == []


def test_every_clause_is_carried_out_or_explained() -> None:
    reports = [book_report(book) for book in plans().library.books]

    assert list(open_clauses(reports)) == []
    assert len(reports) == len(FOLDERS)


@with_handbooks
def test_every_handbook_there_is_has_its_folder() -> None:
    # The file 00 is what stands before the first handbook.
    given = {file.stem for file in HANDBOOKS.glob("*.md") if not file.name.startswith("00")}

    assert {folder.name for folder in FOLDERS} == given


@with_handbooks
@each_handbook
def test_every_clause_of_the_file_and_the_inventory_is_registered(folder: Path) -> None:
    number = folder.name[:2]
    file = HANDBOOKS / f"{folder.name}.md"
    headings = set(re.findall(r"^## (\S+)", file.read_text(encoding="utf-8"), re.MULTILINE))
    with (HANDBOOKS / "inventory.csv").open(encoding="utf-8-sig", newline="") as rows:
        inventory = {row["id"] for row in csv.DictReader(rows) if row["handbook"] == number}

    assert registered(number) == headings | inventory


@with_handbooks
def test_no_sentence_of_any_handbook_is_copied() -> None:
    sentences = set().union(*(runs(quoted(file)) for file in HANDBOOKS.glob("*.md")))
    files = [*POLICIES.rglob("*.yaml"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    files += [*(ROOT / "examples").rglob("*.md"), *(ROOT / "examples").rglob("*.yaml")]

    copied = {
        str(file.relative_to(ROOT)): runs(file.read_text(encoding="utf-8")) & sentences
        for file in files
    }

    assert {file: stretches for file, stretches in copied.items() if stretches} == {}


@each_handbook
def test_its_own_tests_pass_and_exercise_all_of_it(folder: Path) -> None:
    watch = Watch()

    results = run_tests([folder], prepare=watch.watched)

    assert list(told(results)) == []
    assert [one.name for one in coverage_of(results, watch) if not one.exercised] == []


@pytest.mark.skipif(not SCENARIOS, reason="the scenarios are not here")
def test_the_scenarios_worked_out_by_hand_pass() -> None:
    assert list(told(run_tests(SCENARIOS, POLICIES))) == []
