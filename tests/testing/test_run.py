"""Test files run: what passes, what fails and how that is said."""

from pathlib import Path

from clausewise.testing.coverage import Watch, coverage_of
from clausewise.testing.run import TestResult, run_tests
from clausewise.testing.wording import said_of

POLICIES = Path(__file__).parents[2] / "policies"
HANDBOOK = POLICIES / "22-foreign-trade-management-and-commission"
CASE = """
tests:
  - title: a quarter past ten
    handbook: "22"
    employees: [{id: E01, hired: 2023-01-03, department: ecommerce, employment: regular, foreign_trade: true}]
    events:
      - {id: a-1, kind: attendance, employee: E01, date: 2024-06-03, check_in: 10:15, check_out: 18:00}
    period: 2024-06
    complete: []
    EXPECT
"""


def run(tmp_path: Path, expect: str) -> TestResult:
    path = tmp_path / "one.test.yaml"
    path.write_text(CASE.replace("EXPECT", expect), "utf-8")
    (result,) = run_tests([path], POLICIES)
    return result


def test_what_comes_as_expected_passes(tmp_path: Path) -> None:
    result = run(tmp_path, "expect: [{outcome: late, minutes: 15, clause: '22.1.1a'}]")

    assert result.outcome == "passed"
    assert said_of(result, "en") == ""


def test_a_ruling_that_nobody_expected_fails_and_is_shown_with_its_reasons(tmp_path: Path) -> None:
    result = run(tmp_path, "expect: []")

    assert result.outcome == "failed"
    said = said_of(result, "en")
    assert "ruled, but not expected" in said
    assert "minutes: 15" in said
    assert "10:15" in said


def test_an_expectation_that_nothing_meets_fails(tmp_path: Path) -> None:
    result = run(tmp_path, "expect: [{outcome: late, minutes: 14}]")

    assert [one.kind for one in result.differences] == ["missing ruling", "unexpected ruling"]


def test_without_expect_only_never_and_findings_are_held(tmp_path: Path) -> None:
    assert run(tmp_path, "never: [{outcome: absenteeism}]").outcome == "passed"
    assert run(tmp_path, "never: [{outcome: late}]").outcome == "failed"


def test_only_looks_at_the_rulings_of_some_clauses(tmp_path: Path) -> None:
    assert run(tmp_path, "only: ['22.2.4']\n    expect: []").outcome == "passed"


def test_a_finding_that_is_not_there_fails(tmp_path: Path) -> None:
    result = run(tmp_path, "findings: [{status: pending, rule: weekly-report}]")

    assert [one.kind for one in result.differences] == ["missing finding"]


def test_parameters_of_a_test_replace_the_handbooks(tmp_path: Path) -> None:
    result = run(tmp_path, "parameters: {latest_start: 10:15}\n    expect: []")

    assert result.outcome == "passed"


def test_a_misspelt_parameter_is_an_error_of_the_test(tmp_path: Path) -> None:
    result = run(tmp_path, "parameters: {latest_strt: 10:15}\n    expect: []")

    assert result.outcome == "error"
    assert "latest_start" in said_of(result, "en")


def test_a_fact_that_cannot_be_one_is_an_error_of_the_test(tmp_path: Path) -> None:
    path = tmp_path / "one.test.yaml"
    path.write_text(CASE.replace("EXPECT", "expect: []").replace("10:15", "soon"), "utf-8")

    (result,) = run_tests([path], POLICIES)

    assert result.outcome == "error"
    assert "check_in" in said_of(result, "en")


def test_an_unknown_handbook_is_told_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "one.test.yaml"
    path.write_text(CASE.replace("EXPECT", "expect: []").replace('"22"', '"222"'), "utf-8")

    (result,) = run_tests([path], POLICIES)

    assert result.outcome == "error"
    assert [one.code for one in result.told] == ["CW607"]


def test_the_tests_of_handbook_22_exercise_all_of_it() -> None:
    watch = Watch()

    results = run_tests([HANDBOOK], None, prepare=watch.watched)

    assert [one.title for one in results if one.outcome != "passed"] == []
    assert [one.name for one in coverage_of(results, watch) if not one.exercised] == []


def run_without_arriving(tmp_path: Path, expect: str, head: str = "") -> TestResult:
    """The same day without a clocking at its start: whether the employee was late is open."""
    path = tmp_path / "open.test.yaml"
    case = CASE.replace("check_in: 10:15, ", "").replace("EXPECT", expect)
    path.write_text(f"{head}{case}", "utf-8")
    (result,) = run_tests([path], POLICIES)
    return result


UNDETERMINED = "{status: undetermined, rule: late-foreign-trade, missing: [attendance.check_in]}"


def test_a_finding_that_a_pattern_with_a_status_forbids_fails_and_is_shown(tmp_path: Path) -> None:
    result = run_without_arriving(
        tmp_path, "only: ['22.1.1a']\n    never: [{status: undetermined}]"
    )

    assert [one.kind for one in result.differences] == ["forbidden finding"]
    assert "found, though it never should be" in said_of(result, "en")
    assert "不该有的待定" in said_of(result, "zh")
    assert 'missing: ["attendance.check_in"]' in said_of(result, "en")


def test_a_pattern_without_a_status_forbids_rulings_alone(tmp_path: Path) -> None:
    for pattern in ("{rule: late-foreign-trade}", "{rule: late-foreign-trade, status: ruling}"):
        assert run_without_arriving(tmp_path, f"never: [{pattern}]").outcome == "passed"


def test_a_finding_that_is_expected_is_never_forbidden(tmp_path: Path) -> None:
    expect = (
        f"only: ['22.1.1a']\n    never: [{{status: undetermined}}]\n    findings: [{UNDETERMINED}]"
    )

    assert run_without_arriving(tmp_path, expect).outcome == "passed"


def test_findings_are_forbidden_of_what_only_looks_at(tmp_path: Path) -> None:
    never = "never: [{status: undetermined}]"

    assert run_without_arriving(tmp_path, f"only: ['22.2.4']\n    {never}").outcome == "passed"
    assert run_without_arriving(tmp_path, f"only: [late]\n    {never}").outcome == "failed"


def test_never_beside_the_tests_holds_for_each_of_them(tmp_path: Path) -> None:
    head = "never: [{status: undetermined, missing: [attendance.check_in]}]"

    assert run_without_arriving(tmp_path, "only: ['22.1.1a']", head).outcome == "failed"


def test_a_status_that_there_is_not_is_told(tmp_path: Path) -> None:
    result = run_without_arriving(tmp_path, "never: [{status: undecided}]")

    assert result.outcome == "error"
    assert "undetermined" in said_of(result, "en")
