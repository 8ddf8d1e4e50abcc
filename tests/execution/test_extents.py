"""Windows: how far a rule reads around its subject (language.md §4.1, `with`)."""

from typing import Any

import pytest

from .asking import ANNE, asked, fact, said

COUNTED = """
on: call
with: {{seen: {{kind: memo, {window}}}}}
when: count(seen) > 0
then: {{outcome: fault, points: count(seen), why: '{{string join(seen.id, " ")}}'}}
"""
PER = """
per: [employee, {unit}]
with: {{seen: {{kind: memo, {window}}}}}
when: count(seen) > 0
then: {{outcome: fault, why: '{{string join(seen.id, " ")}}'}}
"""


def memos(*days: str, **fields: Any) -> list[dict[str, Any]]:
    return [fact("memo", when, id=when.removeprefix("2024-"), **fields) for when in days]


def seen(window: str, when: str, *days: str, rule: str = COUNTED, **how: Any) -> str:
    """The memos that the rule on a call reads, by their days, oldest first."""
    answer = asked(
        rule.format(window=window), fact("call", when), *memos(*days), **{"period": "2024", **how}
    )
    assert answer.findings == ()
    return " | ".join(str(ruling.fields["why"]) for ruling in answer.rulings)


def test_without_a_window_a_rule_on_a_fact_reads_the_facts_own_month() -> None:
    days = ("05-31", "06-01", "06-20", "06-30", "07-01")
    assert seen("where: 'true'", "06-10", *days) == "06-01 06-20 06-30"


def test_before_a_duration_holds_the_subjects_day_and_as_many_days_before_it() -> None:
    assert seen("window: {before: P7D}", "06-10", "06-02", "06-03", "06-10", "06-11") == (
        "06-03 06-10"
    )


def test_after_a_duration_holds_the_subjects_day_and_as_many_days_after_it() -> None:
    assert seen("window: {after: P7D}", "06-10", "06-09", "06-10", "06-17", "06-18") == (
        "06-10 06-17"
    )


def test_months_before_stop_at_the_months_end() -> None:
    days = ("02-28", "02-29", "03-31", "04-01")
    assert seen("window: {before: P1M}", "03-31", *days) == "02-29 03-31"


def test_the_subjects_own_day_counts_as_one_of_so_many_workdays() -> None:
    # Friday, Monday and Tuesday are three; the weekend between belongs to the window as well.
    days = ("06-06", "06-07", "06-08", "06-10", "06-11")
    assert seen("window: {before: 3 workdays}", "06-11", *days) == "06-07 06-08 06-10 06-11"
    assert seen("window: {after: 2 workdays}", "06-07", *days) == "06-07 06-08 06-10"


def test_workdays_before_a_rest_day_are_those_before_it() -> None:
    days = ("06-05", "06-06", "06-07", "06-08")
    assert seen("window: {before: 2 workdays}", "06-08", *days) == "06-06 06-07 06-08"


def test_before_a_unit_reads_back_to_its_start_and_after_one_to_its_end() -> None:
    days = ("05-31", "06-01", "06-09", "06-10", "06-11", "06-30", "07-01")
    assert seen("window: {before: month}", "06-10", *days) == "06-01 06-09 06-10"
    assert seen("window: {after: month}", "06-10", *days) == "06-10 06-11 06-30"
    assert seen("window: {before: week}", "06-12", *days) == "06-10 06-11"
    assert seen("window: {before: half_year}", "07-01", *days) == "07-01"


def test_a_unit_alone_is_the_whole_of_it_around_the_subject() -> None:
    days = ("03-31", "04-01", "06-30", "07-01")
    assert seen("window: quarter", "05-10", *days) == "04-01 06-30"


def test_service_is_all_that_is_known() -> None:
    days = ("2021-01-01", "06-10", "12-31")
    assert seen("window: service", "06-10", *days) == "2021-01-01 06-10 12-31"
    assert seen("window: {before: service}", "06-10", *days) == "2021-01-01 06-10"
    assert seen("window: {after: service}", "06-10", *days) == "06-10 12-31"


def test_a_unit_of_service_is_counted_from_the_hiring_date() -> None:
    hired = [{"id": "a", "hired": "2024-01-31"}]
    days = ("02-28", "02-29", "03-30", "03-31")
    assert seen("window: service_month", "03-01", *days, employees=hired) == "02-29 03-30"


@pytest.mark.parametrize(
    ("parameter", "window", "expected"),
    [
        ("{type: number, value: 3}", "{before: n workdays}", "06-07 06-10 06-11"),
        ("{type: number, value: 3.0}", "{before: n workdays}", "06-07 06-10 06-11"),
        ("{type: string, value: week}", "{before: n}", "06-10 06-11"),
        ("{type: string, value: month}", "n", "06-06 06-07 06-10 06-11"),
        ("{type: string, value: 3 workdays}", "{before: n}", "06-07 06-10 06-11"),
        ("{type: days and time duration, value: P1D}", "{before: n}", "06-10 06-11"),
        ("{type: years and months duration, value: P1M}", "{before: n}", "06-06 06-07 06-10 06-11"),
    ],
)
def test_length_and_unit_may_be_a_parameter(parameter: str, window: str, expected: str) -> None:
    rule = COUNTED.format(window=f"window: {window}").strip().replace("\n", "\n    ")
    policy = f'parameters:\n  n: {parameter}\nrules:\n  - id: r\n    clause: "1"\n    {rule}'
    days = ("05-10", "06-06", "06-07", "06-10", "06-11")
    answer = asked(policy, fact("call", "06-11"), *memos(*days))
    assert [ruling.fields["why"] for ruling in answer.rulings] == [expected]


def test_a_window_that_is_not_decided_matters_only_where_it_makes_a_difference() -> None:
    policy = """
    parameters: {n: {type: string, value: month}}
    rules:
      - {id: often, clause: "1", on: memo, with: {all: {kind: memo, window: {before: n}}}, when: count(all) >= 2, then: {outcome: fault}}
    """
    facts = memos("06-03", "06-10")
    assert said(policy, *facts) == ["a 06-10 often: fault"]
    assert said(policy, *facts, parameters={"n": None}) == ["a 06-10 often? undetermined: n"]


def test_a_duration_with_hours_goes_by_moments() -> None:
    days = ("06-03T09:59", "06-03T10:00", "06-03T12:00", "06-03T12:01")
    assert seen("window: {before: PT2H}", "06-03T12:00", *days) == "06-03T10:00 06-03T12:00"
    assert seen("window: {after: PT2H}", "06-03T10:00", *days) == "06-03T10:00 06-03T12:00"


def test_a_day_alone_touches_a_window_of_hours_with_its_whole_day() -> None:
    assert seen("window: {before: PT2H}", "06-03T01:00", "06-01", "06-02", "06-03", "06-04") == (
        "06-02 06-03"
    )
    assert seen("window: {before: PT2H}", "06-03", "06-02T21:59", "06-02T22:00", "06-03T23:59") == (
        "06-02T22:00 06-03T23:59"
    )


def test_windows_go_by_the_day_that_counts() -> None:
    rule = COUNTED.replace("on: call", 'on: call\ndate: call.date + duration("P10D")')
    days = ("06-03", "06-11", "06-13", "06-14")
    assert seen("window: {before: P2D}", "06-03", *days, rule=rule) == "06-11 06-13"


def test_a_unit_reads_itself_and_its_windows_begin_where_it_begins() -> None:
    days = ("05-31", "06-02", "06-03", "06-09", "06-10", "06-11")
    week: dict[str, Any] = {"period": "2024-06-03..2024-06-09"}
    own = PER.replace("{window}", "where: 'true'").replace("{unit}", "week")
    assert seen("", "06-03", *days, rule=own, **week) == "06-03 06-09"
    before = PER.replace("{unit}", "week")
    assert seen("window: {before: P1D}", "06-03", *days, rule=before, **week) == (
        "06-02 06-03 06-09"
    )
    week["as_of"] = "2024-06-30"
    assert seen("window: {after: P1D}", "06-03", *days, rule=before, **week) == (
        "06-03 06-09 06-10"
    )


def test_several_kinds_are_read_together_oldest_first() -> None:
    assert said(
        """
        per: [employee, month]
        with: {all: {kind: [memo, call]}}
        then: {outcome: fault, why: '{string join(all.id, " ")}'}
        """,
        fact("call", "06-04", id="c"),
        fact("memo", "06-05", id="m2"),
        fact("memo", "06-03", id="m1"),
        fact("call", "06-04T08:00", id="b"),
    ) == ["a 06-30 r: fault why=m1 c b m2"]


def test_of_several_kinds_the_names_of_those_a_candidate_is_not_are_null() -> None:
    assert said(
        """
        on: memo
        with:
          all:
            kind: [memo, call]
            where: if call != null then call.size > 1 else memo.topic = "x"
        then: {outcome: fault, points: count(all)}
        """,
        fact("memo", "06-03", size=9, topic="x"),
        fact("call", "06-03", size=2),
        fact("call", "06-04", size=1),
    ) == ["a 06-03 r: fault points=2"]


def test_where_sees_the_candidate_the_rules_own_names_and_the_subject() -> None:
    assert said(
        """
        on: memo
        let: {limit: memo.size - 1}
        with: {like: {kind: memo, where: memo.topic = subject.topic and memo.size >= limit}}
        then: {outcome: fault, points: count(like)}
        """,
        fact("memo", "06-03", topic="x", size=3),
        fact("memo", "06-04", topic="x", size=2),
        fact("memo", "06-05", topic="y", size=1),
    ) == ["a 06-03 r: fault points=2", "a 06-04 r: fault points=2", "a 06-05 r: fault points=1"]


def test_a_rule_reads_the_facts_of_its_own_employee_alone() -> None:
    both = (ANNE, {"id": "b", "hired": "2020-01-01"})
    assert said(
        COUNTED.format(window="window: month"),
        fact("call", "06-03"),
        fact("memo", "06-03", id="m"),
        fact("memo", "06-03", who="b"),
        employees=both,
    ) == ["a 06-03 r: fault points=1 why=m"]


# -- overlapping


OVER = """
per: [employee, workday]
with: {leaves: {kind: leave, overlapping: period}}
when: count(leaves) > 0
then: {outcome: fault}
"""


def leave(first: str | None, last: str | None, filed: str = "2024-01-02") -> dict[str, Any]:
    ends: dict[str, Any] = {"from": first, "to": last}
    return fact("leave", filed, **{k: f"2024-{v}:00" for k, v in ends.items() if v is not None})


def test_overlapping_takes_what_touches_the_unit_whenever_it_was_filed() -> None:
    week: dict[str, Any] = {"period": "2024-06-03..2024-06-07"}
    assert said(OVER, leave("06-04T17:00", "06-05T09:00", filed="06-07"), **week) == [
        "a 06-04 r: fault",
        "a 06-05 r: fault",
    ]
    assert said(OVER, leave("05-01T09:00", "06-03T00:00"), **week) == ["a 06-03 r: fault"]


def test_an_end_that_is_not_known_may_or_may_not_touch_the_unit() -> None:
    days: dict[str, Any] = {"period": "2024-06-04..2024-06-05"}
    assert said(OVER, leave("06-05T09:00", None), **days) == ["a 06-05 r? undetermined: leave.to"]
    assert said(OVER, leave(None, "06-04T09:00"), **days) == ["a 06-04 r? undetermined: leave.from"]
    assert said(OVER, leave(None, None), **days) == [
        "a 06-04 r? undetermined: leave.from, leave.to",
        "a 06-05 r? undetermined: leave.from, leave.to",
    ]


def test_with_a_fact_overlapping_goes_by_its_day_or_its_own_from_and_to() -> None:
    on_memo = OVER.replace("per: [employee, workday]", "on: memo")
    facts = (leave("06-03T09:00", "06-04T12:00"), fact("memo", "06-04"), fact("memo", "06-05"))
    assert said(on_memo, *facts) == ["a 06-04 r: fault"]
    on_leave = """
    on: leave
    with: {others: {kind: leave, overlapping: period, where: leave.id != subject.id}}
    when: count(others) > 0
    then: {outcome: fault}
    """
    assert said(
        on_leave,
        leave("06-20T09:00", "06-22T09:00", filed="06-01"),
        leave("06-22T10:00", "06-22T11:00", filed="06-02"),
        leave("06-23T10:00", "06-23T11:00", filed="06-03"),
    ) == ["a 06-01 r: fault", "a 06-02 r: fault"]


def test_hours_of_a_day_overlap_the_day_of_their_fact() -> None:
    assert said(
        """
        per: [employee, workday]
        with: {gaps: {kind: visit, overlapping: period}}
        when: count(gaps) > 0
        then: {outcome: fault}
        """,
        fact("visit", "06-03", who=None, **{"from": "09:00", "to": "09:30"}),
    ) == ["a 06-03 r: fault"]


# -- a calendar that is not announced

NOT_ANNOUNCED: dict[str, Any] = {"period": "2090-06", "calendar": {"country": "CN"}}


def test_how_far_workdays_reach_is_not_known_before_the_calendar_is_announced() -> None:
    rule = COUNTED.format(window="window: {before: 2 workdays}")
    here = fact("memo", "2090-06-12", id="here")
    call = fact("call", "2090-06-12")
    before = fact("memo", "2090-06-08", id="before")
    assert said(rule, call, here, **NOT_ANNOUNCED) == ["a 2090-06-12 r: fault points=1 why=here"]
    assert said(rule, call, here, before, **NOT_ANNOUNCED) == [
        "a 2090-06-12 r? undetermined: calendar"
    ]
