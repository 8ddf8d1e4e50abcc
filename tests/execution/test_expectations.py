"""What should come, and by when: met, late, missing or pending (language.md §4.1, `expect`)."""

from typing import Any

import pytest

from .asking import ANNE, asked, fact, said

ANSWERED = """
on: memo
when: memo.topic = "ask"
expect:
  fact: call
  where: call.topic = memo.client
  due: memo.date + duration("P7D")
then: {outcome: fault, why: "{expected.state} {expected.delay}"}
"""


def ask(when: str, **fields: Any) -> dict[str, Any]:
    return fact("memo", when, topic="ask", client="x", **fields)


def call(when: str, topic: str = "x") -> dict[str, Any]:
    return fact("call", when, topic=topic)


def test_what_came_in_time_is_nothing_and_the_last_day_is_in_time() -> None:
    assert said(ANSWERED, ask("06-03"), call("06-10")) == []
    assert said(ANSWERED, ask("06-03"), call("06-10T23:59")) == []


def test_what_came_late_is_ruled_on_the_day_it_was_due_with_its_delay() -> None:
    (ruling,) = asked(ANSWERED, ask("06-03"), fact("call", "06-12", topic="x", id="c")).rulings
    assert (str(ruling.date), ruling.fields["why"]) == ("2024-06-10", "late P2D")
    assert "c" in ruling.because.facts


def test_what_did_not_come_is_missing_on_the_day_it_was_due() -> None:
    missing = ANSWERED.replace(" {expected.delay}", "")
    assert said(missing, ask("06-03")) == ["a 06-10 r: fault why=missing"]
    assert said(missing, ask("06-03"), call("06-05", "y")) == ["a 06-10 r: fault why=missing"]


def test_due_after_the_as_of_date_and_not_done_is_pending_and_nothing_else() -> None:
    missing = ANSWERED.replace(" {expected.delay}", "")
    assert said(missing, ask("06-28")) == ["a 06-28 r? pending until 2024-07-05"]
    assert said(missing, ask("06-28"), call("06-29")) == []
    assert said(missing, ask("06-28"), period="2024-07", complete={"call": "2024"}) == [
        "a 07-05 r: fault why=missing"
    ]


def test_a_deadline_of_last_months_fact_falls_in_this_one() -> None:
    missing = ANSWERED.replace(" {expected.delay}", "")
    assert said(missing, ask("05-28"), complete={"call": "2024"}) == [
        "a 06-04 r: fault why=missing"
    ]
    # It was pending then, and is reported here alone.
    assert said(missing, ask("05-28"), period="2024-05") == ["a 05-28 r? pending until 2024-06-04"]


def test_whom_it_does_not_concern_owes_nothing() -> None:
    assert said(ANSWERED, fact("memo", "06-03", topic="tell")) == []
    assert said(ANSWERED, fact("memo", "06-03", client="x")) == [
        "a 06-10 r? undetermined: memo.topic"
    ]
    assert said(ANSWERED, fact("memo", "06-03", client="x"), call("06-04")) == []


def test_only_what_comes_from_the_subjects_moment_on_counts() -> None:
    in_hours = ANSWERED.replace('due: memo.date + duration("P7D")', "within: PT2H").replace(
        " {expected.delay}", ""
    )
    assert said(in_hours, ask("06-03T10:00"), call("06-03T09:59")) == [
        "a 06-03 r: fault why=missing"
    ]
    assert said(in_hours, ask("06-03T10:00"), call("06-03T10:00")) == []
    assert said(in_hours, ask("06-03T10:00"), call("06-03T12:00")) == []
    assert said(in_hours, ask("06-03T10:00"), call("06-03T12:01")) == ["a 06-03 r: fault why=late"]


def test_what_has_a_day_alone_is_compared_by_its_day() -> None:
    in_hours = ANSWERED.replace('due: memo.date + duration("P7D")', "within: PT2H").replace(
        " {expected.delay}", ""
    )
    assert said(in_hours, ask("06-03T10:00"), call("06-03")) == []
    assert said(in_hours, ask("06-03T23:00"), call("06-04")) == []
    assert said(in_hours, ask("06-03"), call("06-04T23:00")) == []
    assert said(in_hours, ask("06-03"), call("06-05")) == ["a 06-04 r: fault why=late"]


def test_opens_says_from_when_it_counts() -> None:
    opened = ANSWERED.replace("due:", 'opens: memo.date - duration("P3D")\n  due:').replace(
        " {expected.delay}", ""
    )
    assert said(opened, ask("06-10"), call("06-07")) == []
    assert said(opened, ask("06-10"), call("06-06")) == ["a 06-17 r: fault why=missing"]
    moment = opened.replace(
        'opens: memo.date - duration("P3D")', 'opens: date and time(memo.date, time("12:00:00"))'
    )
    assert said(moment, ask("06-10"), call("06-10T11:59")) == ["a 06-17 r: fault why=missing"]
    assert said(moment, ask("06-10"), call("06-10T12:00")) == []


def test_a_fact_of_the_subjects_own_kind_is_another_one() -> None:
    again = """
    on: memo
    when: memo.topic = "ask"
    expect: {fact: memo, where: memo.client = subject.client, within: P7D}
    then: {outcome: fault}
    """
    assert said(again, ask("06-03")) == ["a 06-10 r: fault"]
    assert said(again, ask("06-03"), fact("memo", "06-04", client="x", topic="reply")) == []


def test_the_first_that_came_counts() -> None:
    late = ANSWERED.replace("P7D", "P1D")
    assert said(late, ask("06-03"), call("06-06"), call("06-09")) == [
        "a 06-04 r: fault why=late P2D"
    ]


# -- done

DONE = """
on: memo
expect: {done: memo.moment, due: memo.day}
then: {outcome: fault, why: "{expected.state}"}
"""


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-06-10T23:59:59", []),
        ("2024-06-11T00:00:00", ["a 06-10 r: fault why=late"]),
        (None, ["a 06-10 r: fault why=missing"]),
        # Noted down already, though it lies after the as-of date.
        ("2024-08-01T00:00:00", ["a 06-10 r: fault why=late"]),
    ],
)
def test_done_is_the_moment_it_was_done_and_null_while_it_is_not(
    moment: str | None, expected: list[str]
) -> None:
    fields = {} if moment is None else {"moment": moment}
    assert said(DONE, fact("memo", "06-03", day="2024-06-10", **fields)) == expected


def test_not_done_yet_is_pending_and_a_missing_deadline_undetermined() -> None:
    assert said(DONE, fact("memo", "06-03", day="2024-07-10")) == [
        "a 06-03 r? pending until 2024-07-10"
    ]
    assert said(DONE, fact("memo", "06-03")) == ["a 06-03 r? undetermined: memo.day"]


def test_done_may_be_the_first_of_several() -> None:
    first = """
    on: memo
    with: {calls: {kind: call, window: {after: service}, where: call.ok}}
    expect: {done: min(calls.date), due: memo.date}
    then: {outcome: fault}
    """
    assert said(first, fact("memo", "06-03"), fact("call", "06-03", ok=True)) == []
    assert said(first, fact("memo", "06-03"), fact("call", "06-04", ok=True)) == [
        "a 06-03 r: fault"
    ]
    assert said(first, fact("memo", "06-03"), fact("call", "06-03")) == [
        "a 06-03 r? undetermined: call.ok"
    ]


# -- units

REPORT = """
per: [employee, week]
when: employee.wage >= 100
expect:
  fact: memo
  where: memo.topic = "report" and memo.day = period.saturday
  opens: date and time(period.saturday - duration("P6D"), time("00:00:00"))
  due: date and time(period.saturday, time("16:00:00"))
unless: [{when: employee.abroad = true, clause: "2"}]
then: {outcome: fault, why: "{period.start}"}
"""
AT_HOME = [{**ANNE, "abroad": False}]


def report(when: str, covers: str) -> dict[str, Any]:
    return fact("memo", when, topic="report", day=f"2024-{covers}")


def test_a_saturday_whose_week_ends_in_the_next_month_belongs_to_this_one() -> None:
    # 29 June is a Saturday, and its week ends on 30 June; 31 August's ends on 1 September.
    for period, expected in (("2024-08-31", "08-31"), ("2024-09-01", None)):
        answers = said(
            REPORT, period=period, employees=AT_HOME, complete={"memo": "2024"}, as_of="2024-09-30"
        )
        assert answers == ([f"a {expected} r: fault why=2024-08-26"] if expected else [])


def test_a_report_counts_from_when_it_opens_until_it_is_due() -> None:
    week: dict[str, Any] = {"period": "2024-06-03..2024-06-09", "employees": AT_HOME}
    assert said(REPORT, report("06-08T16:00", "06-08"), **week) == []
    assert said(REPORT, report("06-02T00:00", "06-08"), **week) == []
    assert said(REPORT, report("06-01T23:59", "06-08"), **week) == [
        "a 06-08 r: fault why=2024-06-03"
    ]
    assert said(REPORT, report("06-08T16:01", "06-08"), **week) == [
        "a 06-08 r: fault why=2024-06-03"
    ]


def test_an_exception_is_asked_after_it_is_known_that_nothing_came() -> None:
    week: dict[str, Any] = {"period": "2024-06-03..2024-06-09"}
    away = [{**ANNE, "abroad": True}]
    assert said(REPORT, employees=away, **week) == ["a 06-08 r? excepted by 2"]
    assert said(REPORT, report("06-08T09:00", "06-08"), employees=away, **week) == []
    assert said(REPORT, employees=away, complete=[], **week) == ["a 06-08 r? excepted by 2"]


def test_a_unit_that_is_not_due_yet_is_pending_where_it_touches_the_period() -> None:
    monthly = """
    per: [employee, month]
    expect: {fact: memo, where: memo.topic = "report", due: period.end + duration("P3D")}
    then: {outcome: fault}
    """
    assert said(monthly, complete={"memo": "2024"}) == [
        "a 06-03 r: fault",
        "a 06-30 r? pending until 2024-07-03",
    ]


def test_within_counts_from_the_end_of_a_unit() -> None:
    monthly = """
    per: [employee, month]
    expect: {fact: memo, within: P3D}
    then: {outcome: fault}
    """
    assert said(monthly, complete={"memo": "2024"}, period="2024-07", as_of="2024-07-30") == [
        "a 07-03 r: fault",
        "a 07-31 r? pending until 2024-08-03",
    ]


def test_what_is_due_before_its_unit_is_asked_about_before_it_begins() -> None:
    planned = """
    per: [employee, quarter]
    expect:
      fact: memo
      where: memo.day = period.start
      opens: period.start - duration("P31D")
      due: period.start - duration("P1D")
    then: {outcome: fault, day: period.start}
    """
    assert said(planned, complete={"memo": "2024"}) == ["a 06-30 r: fault day=2024-07-01"]
    assert said(planned, fact("memo", "06-20", day="2024-07-01"), complete={"memo": "2024"}) == []


def test_the_rules_date_goes_before_the_deadlines_day() -> None:
    dated = """
    per: [employee, month]
    date: period.start
    expect: {fact: memo, opens: period.start - duration("P9D"), due: period.start - duration("P1D")}
    then: {outcome: fault}
    """
    assert said(dated, complete={"memo": "2024"}) == ["a 06-01 r: fault"]


def test_a_missing_opening_or_deadline_is_undetermined_on_the_subjects_day() -> None:
    for terms in ("opens: memo.day, within: P1D", "due: memo.day"):
        rule = f"on: memo\nexpect: {{fact: call, {terms}}}\nthen: {{outcome: fault}}"
        assert said(rule, fact("memo", "06-03")) == ["a 06-03 r? undetermined: memo.day"]


def test_a_doubtful_fact_may_be_the_one_that_was_expected() -> None:
    good = """
    on: memo
    expect: {fact: call, where: call.ok, within: P7D}
    then: {outcome: fault}
    """
    memo = fact("memo", "06-03")
    assert said(good, memo, fact("call", "06-04")) == ["a 06-10 r? undetermined: call.ok"]
    assert said(good, memo, fact("call", "06-04"), fact("call", "06-05", ok=True)) == []
    # One that came late, if at all, leaves the deadline missed either way.
    assert said(good, memo, fact("call", "06-12")) == ["a 06-10 r: fault"]


def test_what_may_have_been_done_before_it_is_due_is_pending() -> None:
    good = "on: memo\nexpect: {fact: call, where: call.ok, within: P7D}\nthen: {outcome: fault}"
    assert said(good, fact("memo", "06-28"), fact("call", "06-29")) == [
        "a 06-28 r? pending until 2024-07-05"
    ]


def test_a_ruling_may_be_what_is_expected() -> None:
    policy = """
    rules:
      - {id: paid, clause: "1", on: call, when: call.ok, then: {outcome: warning}}
      - {id: unpaid, clause: "1", on: memo, expect: {fact: warning, within: P7D}, then: {outcome: fault}}
    """
    memo = fact("memo", "06-03")
    assert said(policy, memo, fact("call", "06-10", ok=True)) == ["a 06-10 paid: warning"]
    assert said(policy, memo, fact("call", "06-11", ok=True)) == [
        "a 06-10 unpaid: fault",
        "a 06-11 paid: warning",
    ]


def test_it_counts_from_a_units_start_where_nothing_else_is_said() -> None:
    monthly = (
        "per: [employee, month]\nexpect: {fact: memo, due: period.end}\nthen: {outcome: fault}"
    )
    assert said(monthly, fact("memo", "05-31")) == ["a 06-30 r: fault"]
    assert said(monthly, fact("memo", "06-01")) == []


def test_exceptions_and_outcomes_may_ask_how_it_came() -> None:
    rule = """
    on: memo
    expect: {fact: call, within: P3D}
    unless: [{when: 'expected.state = "late" and expected.delay <= duration("P1D")', clause: "2"}]
    then: {outcome: fault, why: "{expected.fact.topic}", day: expected.due}
    """
    assert said(rule, fact("memo", "06-03"), call("06-07")) == ["a 06-06 r? excepted by 2"]
    assert said(rule, fact("memo", "06-03"), call("06-08", "y")) == [
        "a 06-06 r: fault why=y day=2024-06-06"
    ]
    assert said(rule, fact("memo", "06-03")) == ["a 06-06 r: fault day=2024-06-06"]


def test_the_as_of_date_may_lie_before_the_period() -> None:
    rule = "on: memo\nexpect: {fact: call, within: P3D}\nthen: {outcome: fault}"
    assert said(rule, fact("memo", "06-03"), as_of="2024-05-31") == []
    assert said(rule, fact("memo", "06-03"), as_of="2024-06-04") == [
        "a 06-03 r? pending until 2024-06-06"
    ]
