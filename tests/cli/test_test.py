"""`clausewise test`: results for people, for programs, and for build servers."""

import json
import os
import shutil
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


# coverage


def test_coverage_shows_the_lines_with_something_that_no_test_exercises(
    call: Call, policies: Path, tests: Path
) -> None:
    called = call("test", tests, "--policies", policies, "--coverage", "-k", "own customer")

    assert "23 !   - id: weekly-report" in called.stdout
    assert "     ^ never: weekly-report" in called.stdout
    assert "16 !   - id: commission" not in called.stdout
    assert "\x1b" not in called.stdout


def test_all_lines_are_shown_where_that_is_asked(call: Call, policies: Path, tests: Path) -> None:
    some = call("test", tests, "--policies", policies, "--coverage")
    every = call("test", tests, "--policies", policies, "--coverage", "-v")

    assert "policy: hours" not in some.stdout
    assert " 1   policy: hours" in every.stdout
    assert " 1   policy: sales" in every.stdout


@pytest.mark.parametrize(("threshold", "exit_code"), [("0", 0), ("8", 0), ("8.1", 1), ("100", 1)])
def test_too_little_coverage_ends_with_1_and_says_so(
    call: Call, policies: Path, tests: Path, threshold: str, exit_code: int
) -> None:
    called = call("test", tests, "--policies", policies, "-k", "own", "--threshold", threshold)

    assert "coverage: " in called.stdout
    assert called.exit_code == exit_code
    assert ("CW680" in called.stderr) == (exit_code == 1)


def test_a_failed_test_is_told_before_its_coverage(call: Call, policies: Path, tests: Path) -> None:
    called = call("test", tests, "--policies", policies, "--threshold", "100")

    assert called.exit_code == 1
    assert "CW680" not in called.stderr


def test_json_has_the_share_and_the_sides(call: Call, policies: Path, tests: Path) -> None:
    called = call("test", tests, "--policies", policies, "--coverage", "--format", "json")
    document = json.loads(called.stdout)

    done = sum(one["exercised"] for one in document["coverage"])
    assert document["share"] == f"{100 * done / len(document['coverage']):.1f}"
    assert {one["side"] for one in document["coverage"] if one["part"] == "threshold"} == {
        "below", "at", "above", "off",
    }  # fmt: skip


# suggestions


@pytest.fixture
def shop(policies: Path, tmp_path: Path) -> Path:
    """A copy of the shop with one test of its own."""
    copy = tmp_path / "policies"
    shutil.copytree(policies, copy)
    own = TESTS[: TESTS.index("  - title: a wrong")].replace('    handbook: "01"\n', "")
    (copy / "01-shop" / "sales.test.yaml").write_text(own, "utf-8")
    return copy / "01-shop"


def test_what_is_proposed_is_a_file_of_tests_that_pass(call: Call, shop: Path) -> None:
    file = shop / "proposed.test.yaml"
    called = call("test", shop, "--suggest", "-o", file)

    assert called.exit_code == 0
    assert called.stderr == ""
    assert called.stdout.startswith(f"{file}: ")
    again = call("test", shop, "--coverage")
    assert again.exit_code == 0
    assert "rules 4/4" in again.stdout
    assert "outcomes 2/2" in again.stdout


def test_without_a_file_the_same_goes_to_standard_output(call: Call, shop: Path) -> None:
    shown = call("test", shop, "--suggest").stdout
    call("test", shop, "--suggest", "-o", shop / "proposed.test.yaml")

    assert (shop / "proposed.test.yaml").read_text("utf-8") == shown


def test_cases_name_their_handbook_where_the_file_lies_elsewhere(
    call: Call, shop: Path, tmp_path: Path
) -> None:
    file = tmp_path / "proposed.test.yaml"
    call("test", shop, "--suggest", "-o", file)

    assert '    handbook: "01"' in file.read_text("utf-8")
    assert call("test", file, "--policies", shop.parent).exit_code == 0


def test_a_file_that_is_there_is_left_as_it_is(call: Call, shop: Path) -> None:
    called = call("test", shop, "--suggest", "-o", shop / "sales.test.yaml")

    assert called.exit_code == 2
    assert "error[CW681]" in called.stderr
    assert "own customer" in (shop / "sales.test.yaml").read_text("utf-8")


def test_a_name_that_no_run_of_tests_would_find_is_refused(call: Call, shop: Path) -> None:
    called = call("test", shop, "--suggest", "-o", shop / "proposed.yaml")

    assert called.exit_code == 2
    assert "error[CW682]" in called.stderr
    assert "proposed.test.yaml" in called.stderr


def test_a_folder_that_is_not_there_is_told_before_anything_is_sought(
    call: Call, shop: Path
) -> None:
    called = call("test", shop, "--suggest", "-o", shop / "none" / "proposed.test.yaml")

    assert called.exit_code == 2
    assert "error[CW656]" in called.stderr


def test_policies_with_errors_are_told_and_nothing_is_proposed(call: Call, shop: Path) -> None:
    (shop / "sales.test.yaml").unlink()
    text = (shop / "sales.yaml").read_text("utf-8")
    (shop / "sales.yaml").write_text(text.replace("sale.own_customer", "sale.ownd"), "utf-8")

    called = call("test", shop, "--suggest", "-o", shop / "proposed.test.yaml")

    assert called.exit_code == 1
    assert called.stdout == ""
    assert "sales.yaml:17:" in called.stderr
    assert not (shop / "proposed.test.yaml").exists()


def test_tests_that_fail_are_told_beside_the_proposals(call: Call, shop: Path) -> None:
    text = (shop / "sales.test.yaml").read_text("utf-8")
    (shop / "sales.test.yaml").write_text(text.replace("amount: 400", "amount: 300"), "utf-8")

    called = call("test", shop, "--suggest")

    assert called.exit_code == 0
    assert "warning[CW683]" in called.stderr


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--suggest", "--coverage"], "CW684"),
        (["--suggest", "--threshold", "90"], "CW684"),
        (["--suggest", "--format", "json"], "CW684"),
        (["--suggest", "-v"], "CW684"),
        (["-o", "x.test.yaml"], "CW685"),
        (["-v"], "CW685"),
    ],
)
def test_options_that_have_no_meaning_together_are_refused(
    call: Call, shop: Path, options: list[str], code: str
) -> None:
    called = call("test", shop, *options)

    assert called.exit_code == 2
    assert f"error[{code}]" in called.stderr
    assert called.stdout == ""


@pytest.mark.parametrize("threshold", ["-1", "101", "many", "nan"])
def test_a_threshold_is_a_percentage(call: Call, shop: Path, threshold: str) -> None:
    called = call("test", shop, "--threshold", threshold)

    assert called.exit_code == 2
    assert "--threshold" in called.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_person_reads_of_coverage(call: Call, shop: Path, language: str) -> None:
    said = call("test", "policies/01-shop", "--coverage", "--lang", language).stdout

    # The last line has the time that it took.
    holds("\n".join(said.splitlines()[:-1]) + "\n", f"coverage.{language}.txt")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_person_reads_of_proposals(call: Call, shop: Path, language: str) -> None:
    holds(call("test", shop, "--suggest", "--lang", language).stdout, f"suggest.{language}.txt")


GOLDEN = Path(__file__).parents[1] / "golden" / "test"


def holds(said: str, name: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(said, "utf-8")

    assert (GOLDEN / name).read_text("utf-8") == said
