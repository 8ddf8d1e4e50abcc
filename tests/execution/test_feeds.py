"""A rule on something missing wants a feed that is complete there (language.md §4.1, `needs`)."""

from typing import Any

import pytest

from .asking import ANNE, asked, fact, said

QUIET = """
per: [employee, week]
with: {calls: call}
needs: [call]
when: count(calls) = 0
then: {outcome: fault}
"""
WEEK: dict[str, Any] = {"period": "2024-06-03..2024-06-09"}
ABSENT = """
per: [employee, workday]
with: {seen: clocking}
needs: [clocking]
when: count(seen) = 0
unless: [{when: employee.wage > 500, clause: "2"}]
then: {outcome: fault}
"""


@pytest.mark.parametrize(
    "complete",
    ["all", ["call"], {"call": None}, {"call": "2024-06"}, {"call": "2024-06-03..2024-06-09"}, {"all_except": ["memo"]}],
)  # fmt: skip
def test_a_feed_declared_complete_for_these_days_is(complete: Any) -> None:
    assert said(QUIET, complete=complete, **WEEK) == ["a 06-09 r: fault"]


@pytest.mark.parametrize(
    "complete",
    [[], ["memo"], {"call": "2024-06-04..2024-06-30"}, {"call": "2024-06-01..2024-06-08"}, {"all_except": ["call"]}],
)  # fmt: skip
def test_one_that_is_not_says_which_days_have_no_data(complete: Any) -> None:
    (finding,) = asked(QUIET, complete=complete, **WEEK).findings
    assert (finding.status, finding.missing, finding.incomplete_feed) == (
        "undetermined",
        ("call",),
        True,
    )
    assert finding.because.values["call"] == "2024-06-03; 2024-06-09"


def test_where_nothing_was_declared_a_feed_reaches_from_its_first_to_its_last_fact() -> None:
    far: dict[str, Any] = {
        "complete": None,
        "employees": [ANNE, {"id": "b", "hired": "2020-01-01"}],
        **WEEK,
    }
    reaching = (fact("call", "06-03", who="b"), fact("call", "06-09", who="b"))
    assert said(QUIET, *reaching, **far) == ["a 06-09 r: fault"]
    assert said(QUIET, reaching[0], **far) == ["a 06-09 r? undetermined: call"]
    assert [(one.code, dict(one.blanks)) for one in asked(QUIET, *reaching, **far).notes] == [
        ("CW602", {"kind": "call", "first": "2024-06-03", "last": "2024-06-09"})
    ]
    assert [one.code for one in asked(QUIET, **far).notes] == ["CW603"]
    # With a declaration, only what it names is complete.
    assert said(QUIET, *reaching, **{**far, "complete": ["memo"]}) == [
        "a 06-09 r? undetermined: call"
    ]


def test_of_a_daily_kind_each_workday_with_a_fact_is_known() -> None:
    both = """
    per: [employee, week]
    with: {seen: clocking}
    needs: [clocking]
    when: count(seen) < 5
    then: {outcome: fault}
    """
    days = [fact("clocking", f"06-0{n}") for n in (3, 4, 5, 6)]
    only_seen: dict[str, Any] = {"complete": {"all_except": ["clocking"]}, **WEEK}
    (finding,) = asked(both, *days, **only_seen).findings
    assert finding.because.values["clocking"] == "2024-06-07"
    assert said(both, *days, fact("clocking", "06-07"), **only_seen) == []
    # Days of a declared range and days with facts know the window together.
    assert said(both, *days[2:], complete={"clocking": "2024-06-03..2024-06-04"}, **WEEK) == [
        "a 06-09 r? undetermined: clocking"
    ]
    assert said(
        both,
        *days[2:],
        fact("clocking", "06-07"),
        complete={"clocking": "2024-06-03..2024-06-04"},
        **WEEK,
    ) == ["a 06-09 r: fault"]


def test_an_absence_without_a_clocking_counts_only_where_the_feed_is_complete() -> None:
    day: dict[str, Any] = {"period": "2024-06-03..2024-06-04"}
    seen = fact("clocking", "06-03")
    assert said(ABSENT, seen, **day) == ["a 06-04 r: fault"]
    assert said(ABSENT, seen, complete={"all_except": ["clocking"]}, **day) == [
        "a 06-04 r? undetermined: clocking"
    ]


def test_an_exception_that_holds_stands_without_the_feed() -> None:
    rich = [{**ANNE, "wage": 501}]
    assert said(ABSENT, employees=rich, complete=[], period="2024-06-03") == [
        "a 06-03 r? excepted by 2"
    ]
    unknown = [{"id": "a", "hired": "2020-01-01"}]
    assert said(ABSENT, employees=unknown, complete=[], period="2024-06-03") == [
        "a 06-03 r? undetermined: employee.wage"
    ]


def test_data_can_only_be_missing_for_days_on_which_the_employee_was_there() -> None:
    came = [{"id": "a", "hired": "2024-06-05", "left": "2024-06-06"}]
    assert said(QUIET, employees=came, complete={"call": "2024-06-05..2024-06-06"}, **WEEK) == [
        "a 06-09 r: fault"
    ]
    gone = QUIET.replace("needs:", "former: true\nneeds:")
    assert said(gone, employees=came, complete={"call": "2024-06-05..2024-06-06"}, **WEEK) == [
        "a 06-09 r? undetermined: call"
    ]


# -- how far a declaration without a range reaches

BEFORE = QUIET.replace("with: {calls: call}", "with: {calls: {kind: call, window: {before: P30D}}}")


def test_complete_means_the_period_and_the_windows_of_what_touches_it() -> None:
    assert said(BEFORE, complete=["call"], **WEEK) == ["a 06-09 r: fault"]
    middle: dict[str, Any] = {"period": "2024-06-05", "as_of": "2024-06-30"}
    assert said(
        QUIET.replace("needs:", "date: period.wednesday\nneeds:"), complete=["call"], **middle
    ) == ["a 06-05 r: fault"]


LATER = """
on: memo
expect: {fact: call, within: P7D}
then: {outcome: fault}
"""


def test_what_lies_wholly_before_the_period_needs_a_stated_range() -> None:
    of_may, of_june = fact("memo", "05-28"), fact("memo", "06-03")
    assert said(LATER, of_may, of_june, complete=["call"]) == [
        "a 06-04 r? undetermined: call",
        "a 06-10 r: fault",
    ]
    assert said(LATER, of_may, complete={"call": "2024-05..2024-06"}) == ["a 06-04 r: fault"]
    monthly = 'per: [employee, month]\nexpect: {fact: call, due: period.end + duration("P3D")}\nthen: {outcome: fault}'
    assert said(monthly, complete=["call"], as_of="2024-07-10") == ["a 06-03 r? undetermined: call"]
    assert said(
        monthly, complete=["call"], as_of="2024-07-10", period="2024-06-03..2024-07-03"
    ) == [
        "a 06-03 r? undetermined: call",
        "a 07-03 r: fault",
        "a 07-31 r? pending until 2024-08-03",
    ]


def test_the_days_that_a_rule_reads_of_an_earlier_layer_are_covered_too() -> None:
    policy = """
    rules:
      - {id: absent, clause: "1", per: [employee, workday], with: {seen: clocking}, needs: [clocking], when: count(seen) = 0, then: {outcome: fault}}
      - {id: again, clause: "1", on: fault, with: {lately: {kind: fault, window: {before: 2 workdays}}}, when: count(lately) = 2, then: {outcome: warning}}
    """
    seen = [fact("clocking", "06-04")]
    june: dict[str, Any] = {"period": "2024-06-03..2024-06-04"}
    assert said(policy, *seen, complete=["clocking"], **june) == [
        "a 06-03 absent: fault",
        "a 06-03 again: warning",
    ]


def test_a_late_fact_needs_no_feed_and_a_missing_one_does() -> None:
    assert said(LATER, fact("memo", "06-03"), fact("call", "06-12"), complete=[]) == [
        "a 06-10 r: fault"
    ]
    assert said(LATER, fact("memo", "06-03"), complete=[]) == ["a 06-10 r? undetermined: call"]


def test_needs_of_a_kind_that_no_list_reads_is_about_the_subjects_own_days() -> None:
    rule = "on: memo\nneeds: [call]\nthen: {outcome: fault}"
    assert said(rule, fact("memo", "06-03"), complete={"call": "2024-06-03"}) == [
        "a 06-03 r: fault"
    ]
    assert said(rule, fact("memo", "06-04"), complete={"call": "2024-06-03"}) == [
        "a 06-04 r? undetermined: call"
    ]
