"""`clausewise test`: results for people, for programs, and for build servers."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Call

TESTS = """
tests:
  - title: a sale of one's own customer
    handbook: "01"
    employees: [{id: E01, hired: 2023-01-03}]
    events:
      - {kind: sale, employee: E01, date: 2024-06-03, amount: 20000, own_customer: true}
    period: 2024-06-03
    expect: [{outcome: commission, amount: 400}]
  - title: a wrong <expectation>
    handbook: "01"
    employees: [{id: E01, hired: 2023-01-03}]
    events:
      - {kind: sale, employee: E01, date: 2024-06-03, amount: 20000, own_customer: true}
    period: 2024-06-03
    expect: [{outcome: commission, amount: 300}]
"""


@pytest.fixture
def tests(tmp_path: Path) -> Path:
    path = tmp_path / "sales.test.yaml"
    path.write_text(TESTS, "utf-8")
    return path


def test_a_failed_test_shows_what_was_expected_what_came_and_why(
    call: Call, policies: Path, tests: Path
) -> None:
    called = call("test", tests, "--policies", policies)

    assert called.exit_code == 1
    assert f"{tests}  1/2" in called.stdout
    assert "- {outcome: commission, amount: 300}" in called.stdout
    assert "+ {outcome: commission, clause: 1.3, employee: E01, date: 2024-06-03" in called.stdout
    assert "round half up(20000 * 0.02, 2) = 400.00" in called.stdout
    assert called.stdout.splitlines()[-1].startswith("FAIL: 1/2 (")


def test_tests_are_chosen_by_a_part_of_their_title(call: Call, policies: Path, tests: Path) -> None:
    called = call("test", tests, "--policies", policies, "-k", "own customer")

    assert called.exit_code == 0
    assert called.stdout.splitlines()[-1].startswith("PASS: 1/1 (")


def test_no_test_at_all_is_told(call: Call, policies: Path, tests: Path) -> None:
    called = call("test", tests, "--policies", policies, "-k", "nothing like it")

    assert called.exit_code == 2
    assert "error[CW658] there are no such tests" in called.stderr


def test_json_holds_every_test(call: Call, policies: Path, tests: Path) -> None:
    document = json.loads(call("test", tests, "--policies", policies, "--format", "json").stdout)

    outcomes = {one["title"]: one["outcome"] for one in document["tests"]}
    assert outcomes == {"a sale of one's own customer": "passed", "a wrong <expectation>": "failed"}
    assert document["summary"] == {"passed": 1, "failed": 1, "error": 0}


def test_junit_has_a_failure_only_where_there_is_one(
    call: Call, policies: Path, tests: Path
) -> None:
    called = call("test", tests, "--policies", policies, "--format", "junit")
    suite = ElementTree.fromstring(called.stdout)[0]

    assert called.exit_code == 1
    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["errors"]) == (
        "2",
        "1",
        "0",
    )
    assert [(case.attrib["name"], [part.tag for part in case]) for case in suite] == [
        ("a sale of one's own customer", []),
        ("a wrong <expectation>", ["failure"]),
    ]


def test_junit_tells_an_error_as_an_error(call: Call, tests: Path, policies: Path) -> None:
    tests.write_text("tests: [{title: x, perod: 2024-06}]\n", "utf-8")
    called = call("test", tests, "--policies", policies, "--format", "junit")
    (case,) = ElementTree.fromstring(called.stdout)[0]

    assert called.exit_code == 1
    assert [part.tag for part in case] == ["error"]


def test_coverage_says_what_no_test_exercised(call: Call, policies: Path, tests: Path) -> None:
    called = call("test", tests, "--policies", policies, "--coverage", "-k", "own customer")

    assert called.exit_code == 0
    assert "bands 1/2" in called.stdout
    assert "scale, band 1" in called.stdout
    assert "scale, band 2" not in called.stdout
