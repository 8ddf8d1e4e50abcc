"""What a rule is asked about: facts, units of time, employees, and on which day (language.md §4.1)."""

from typing import Any

import pytest

from .asking import ANNE, asked, fact, said

UNITS = """
per: [employee, {unit}]
then: {{outcome: fault, why: "{{period.start}} {{period.end}} {{period.index}}"}}
"""


def units(unit: str, **how: Any) -> list[str]:
    return said(UNITS.format(unit=unit), **how)


def hired(day: str, left: str | None = None, **more: Any) -> Any:
    leaving = {} if left is None else {"left": left}
    return [{"id": "a", "hired": day, **leaving, **more}]


def test_a_rule_on_a_kind_is_asked_once_for_each_fact_of_it() -> None:
    answers = said(
        "on: memo\nthen: {outcome: fault, why: '{memo.topic} {subject.id}'}",
        fact("memo", "06-03", id="m1", topic="x"),
        fact("memo", "06-03", id="m2", topic="y"),
        fact("call", "06-03"),
    )
    assert sorted(answers) == ["a 06-03 r: fault why=x m1", "a 06-03 r: fault why=y m2"]


def test_on_a_list_of_kinds_the_others_names_are_null() -> None:
    assert said(
        """
        on: [memo, call]
        when: call = null or call.size > 1
        then: {outcome: fault, why: "{subject.kind}"}
        """,
        fact("memo", "06-03"),
        fact("call", "06-04", size=1),
        fact("call", "06-05", size=2),
    ) == ["a 06-03 r: fault why=memo", "a 06-05 r: fault why=call"]


@pytest.mark.parametrize(
    ("unit", "period", "expected"),
    [
        ("day", "2024-06-08..2024-06-09", ["06-08 r: fault why=2024-06-08 2024-06-08 160",
                                            "06-09 r: fault why=2024-06-09 2024-06-09 161"]),
        ("workday", "2024-06-07..2024-06-10", ["06-07 r: fault why=2024-06-07 2024-06-07 159",
                                               "06-10 r: fault why=2024-06-10 2024-06-10 162"]),
        ("week", "2024-06-09..2024-06-10", ["06-09 r: fault why=2024-06-03 2024-06-09 23"]),
        ("month", "2024-06", ["06-30 r: fault why=2024-06-01 2024-06-30 6"]),
        ("quarter", "2024-06", ["06-30 r: fault why=2024-04-01 2024-06-30 2"]),
        ("half_year", "2024-06", ["06-30 r: fault why=2024-01-01 2024-06-30 1"]),
        ("year", "2024-12", ["12-31 r: fault why=2024-01-01 2024-12-31 2024"]),
        ("service_month", "2024-02", ["02-28 r: fault why=2024-01-31 2024-02-28 49"]),
        ("service_quarter", "2024-04", ["04-29 r: fault why=2024-01-31 2024-04-29 17"]),
        ("service_year", "2024-01", ["01-30 r: fault why=2023-01-31 2024-01-30 4"]),
    ],
)  # fmt: skip
def test_units_are_asked_about_also_when_nothing_happened(
    unit: str, period: str, expected: list[str]
) -> None:
    answers = units(unit, period=period, employees=hired("2020-01-31"))
    ruled = [answer for answer in answers if "pending" not in answer]
    assert ruled == [f"a {one}" for one in expected]


def test_a_period_has_its_days_its_workdays_and_a_week_their_names() -> None:
    assert said(
        """
        per: [employee, week]
        when: period.monday = period.start and period.sunday = period.end and period.saturday in period.days
        then: {outcome: fault, points: count(period.workdays) + count(period.days), day: period.wednesday}
        """,
        period="2024-06-03..2024-06-09",
    ) == ["a 06-09 r: fault points=12 day=2024-06-05"]


def test_a_fact_outside_hired_to_left_is_outside() -> None:
    rule = "on: memo\nthen: {outcome: fault}"
    facts = [fact("memo", f"06-{day:02}", id=f"m{day}") for day in (2, 3, 14, 15)]
    answer = asked(rule, *facts, employees=hired("2024-06-03", "2024-06-14"))
    assert [one.subject for one in answer.rulings] == ["m3", "m14"]
    assert (answer.account.used, answer.account.outside) == (2, 2)


def test_a_unit_is_asked_about_when_the_employee_was_there_on_a_day_of_it() -> None:
    may_to_july: dict[str, Any] = {"period": "2024-05..2024-07", "as_of": "2024-07-31"}
    there = hired("2024-06-30", "2024-07-01")
    assert units("month", employees=there, **may_to_july) == [
        "a 06-30 r: fault why=2024-06-01 2024-06-30 6",
        "a 07-31 r: fault why=2024-07-01 2024-07-31 7",
    ]
    assert units("day", employees=there, **may_to_july) == [
        "a 06-30 r: fault why=2024-06-30 2024-06-30 182",
        "a 07-01 r: fault why=2024-07-01 2024-07-01 183",
    ]


def test_former_is_about_the_time_after_the_employee_left_not_before_they_came() -> None:
    gone = hired("2024-06-03", "2024-06-04")
    facts = [fact("memo", f"06-{day:02}") for day in (2, 3, 5)]
    rule = "on: memo\nformer: true\nthen: {outcome: fault}"
    assert said(rule, *facts, employees=gone) == ["a 06-03 r: fault", "a 06-05 r: fault"]
    per = "per: [employee, workday]\nformer: true\nthen: {outcome: fault}"
    assert said(per, employees=gone, period="2024-05-30..2024-06-05") == [
        "a 06-03 r: fault",
        "a 06-04 r: fault",
        "a 06-05 r: fault",
    ]


# -- scope


def test_outside_its_scope_a_rule_is_not_asked() -> None:
    policy = """
    scope: employee.abroad
    rules:
      - {id: r, clause: "1", on: memo, scope: employee.wage > 50, then: {outcome: fault}}
    """
    staff = [
        {"id": "a", "hired": "2020-01-01", "team": "shop", "abroad": True, "wage": 60},
        {"id": "b", "hired": "2020-01-01", "team": "shop", "abroad": False, "wage": 60},
        {"id": "c", "hired": "2020-01-01", "team": "shop", "abroad": True, "wage": 50},
        {"id": "d", "hired": "2020-01-01", "team": "yard", "abroad": True, "wage": 60},
    ]
    facts = [fact("memo", "06-03", who=one["id"], id=f"m-{one['id']}") for one in staff]
    handbook = 'scope: employee.team = "shop"'
    assert said(policy, *facts, employees=staff, handbook=handbook) == ["a 06-03 r: fault"]
    account = asked(policy, *facts, employees=staff, handbook=handbook).account
    assert (account.used, account.unused, account.outside) == (1, 2, 1)


def test_whom_a_rule_concerns_may_not_be_known() -> None:
    rule = "on: memo\nscope: employee.abroad\nwhen: memo.size > 1\nthen: {outcome: fault}"
    assert said(rule, fact("memo", "06-03", size=2), fact("memo", "06-04", size=1)) == [
        "a 06-03 r? undetermined: employee.abroad"
    ]
    assert said(rule, fact("memo", "06-03")) == [
        "a 06-03 r? undetermined: employee.abroad, memo.size"
    ]


def test_the_roster_row_is_that_of_the_subjects_date() -> None:
    history = [
        {"id": "a", "hired": "2020-01-01", "wage": 10},
        {"id": "a", "hired": "2020-01-01", "wage": 20, "from": "2024-06-10"},
        {"id": "a", "hired": "2020-01-01", "wage": 30, "from": "2024-06-20"},
    ]
    facts = [fact("memo", f"06-{day:02}", id=f"m{day}") for day in (9, 10, 20)]
    rule = "on: memo\nthen: {outcome: bonus, amount: employee.wage}"
    assert said(rule, *facts, employees=history) == [
        "a 06-09 r: bonus amount=10",
        "a 06-10 r: bonus amount=20",
        "a 06-20 r: bonus amount=30",
    ]
    dated = f'{rule}\ndate: date("2024-06-15")'
    assert said(dated, facts[0], employees=history) == ["a 06-15 r: bonus amount=20"]


def test_a_dated_parameter_is_that_of_the_subjects_date() -> None:
    policy = """
    parameters:
      rate: {type: number, values: [{from: 2024-06-01, value: 1}, {from: 2024-06-10, value: 2}]}
    rules:
      - {id: r, clause: "1", on: memo, then: {outcome: bonus, amount: rate}}
    """
    days: dict[str, Any] = {"period": "2024", "as_of": "2024-12-31"}
    facts = [fact("memo", day) for day in ("05-31", "06-09", "06-10")]
    assert said(policy, *facts, **days) == [
        "a 05-31 r? undetermined: rate",
        "a 06-09 r: bonus amount=1",
        "a 06-10 r: bonus amount=2",
    ]
    assert said(policy, facts[1], parameters={"rate": 5}) == ["a 06-09 r: bonus amount=5"]


# -- each


def test_what_hangs_on_an_unknown_scope_is_as_unknown_for_later_rules() -> None:
    policy = """
    rules:
      - {id: r, clause: "1", on: memo, scope: employee.abroad, then: {outcome: fault}}
      - {id: s, clause: "1", on: fault, then: {outcome: warning}}
    """
    assert said(policy, fact("memo", "06-03")) == [
        "a 06-03 r? undetermined: employee.abroad",
        "a 06-03 s? undetermined: employee.abroad",
    ]


def test_each_asks_again_for_every_element_once() -> None:
    rule = """
    per: [employee, month]
    with: {all: memo}
    each: {who: all.client}
    let: {own: "all[item.client = who]"}
    when: count(own) > 1
    then: {outcome: fault, why: "{who}", points: count(own)}
    """
    facts = [
        fact("memo", f"06-{day:02}", client=who) for day, who in ((3, "x"), (4, "y"), (5, "x"))
    ]
    assert said(rule, *facts) == ["a 06-30 r: fault why=x points=2"]


def test_each_of_two_names_asks_for_every_pair() -> None:
    answer = asked(
        """
        on: memo
        each: {x: "[1, 2]", y: '["p", "q"]'}
        then: {outcome: fault, why: "{x}{y}"}
        """,
        fact("memo", "06-03"),
    )
    assert sorted(one.fields["why"] for one in answer.rulings) == ["1p", "1q", "2p", "2q"]
    assert len({one.id for one in answer.rulings}) == 4


def test_each_may_be_the_facts_themselves() -> None:
    rule = """
    per: [employee, month]
    with: {all: memo}
    each: {one: all}
    when: one.size > 1
    then: {outcome: fault, why: "{one.topic}"}
    """
    facts = (fact("memo", "06-03", size=2, topic="x"), fact("memo", "06-04", size=1))
    assert said(rule, *facts) == ["a 06-30 r: fault why=x"]


def test_each_of_what_is_missing_is_undetermined_and_of_nothing_is_nothing() -> None:
    rule = "on: memo\neach:\n  x: if memo.size = 0 then [] else [memo.size]\nthen: {outcome: fault}"
    assert said(rule, fact("memo", "06-03"), fact("memo", "06-04", size=0)) == [
        "a 06-03 r? undetermined: memo.size"
    ]


def test_an_element_that_there_may_be_is_asked_about_too() -> None:
    rule = """
    per: [employee, month]
    with: {good: {kind: memo, where: memo.ok}}
    each: {who: good.client}
    then: {outcome: fault, why: "{who}"}
    """
    facts = (fact("memo", "06-03", client="x", ok=True), fact("memo", "06-04", client="y"))
    answers = sorted(said(rule, *facts))
    assert answers == ["a 06-30 r: fault why=x", "a 06-30 r? undetermined: memo.ok"]


# -- which day, which month


def test_a_ruling_has_the_facts_date_or_the_units_last_day_or_the_date_of_the_rule() -> None:
    memo = fact("memo", "06-03", day="2024-06-20")
    assert said("on: memo\nthen: {outcome: fault}", memo) == ["a 06-03 r: fault"]
    assert said("on: memo\ndate: memo.day\nthen: {outcome: fault}", memo) == ["a 06-20 r: fault"]
    per = "per: [employee, month]\n{}\nthen: {{outcome: fault}}"
    assert said(per.format("")) == ["a 06-30 r: fault"]
    assert said(per.format("date: period.start")) == ["a 06-01 r: fault"]


def test_a_date_that_is_missing_is_not_asked_yet() -> None:
    assert said("on: memo\ndate: memo.day\nthen: {outcome: fault}", fact("memo", "06-03")) == []


def test_a_ruling_is_reported_in_the_period_that_holds_its_date() -> None:
    rule = "on: memo\ndate: memo.day\nthen: {outcome: fault}"
    of_may = fact("memo", "05-20", day="2024-06-03", id="of-may")
    for_july = fact("memo", "06-20", day="2024-07-01", id="for-july")
    assert said(rule, of_may, for_july, as_of="2024-07-31") == ["a 06-03 r: fault"]
    assert said(rule, of_may, for_july) == [
        "a 06-03 r: fault",
        "a 06-20 r? pending until 2024-07-01",
    ]
    assert said(rule, of_may, period="2024-05", as_of="2024-06-30") == []


def test_a_unit_after_the_period_may_be_dated_before_it_begins() -> None:
    rule = 'per: [employee, month]\ndate: period.start - duration("P5D")\nthen: {outcome: fault}'
    assert said(rule) == ["a 06-26 r: fault"]
    days_before = (
        'per: [employee, day]\ndate: period.start - duration("P20D")\nthen: {outcome: fault}'
    )
    assert said(days_before, period="2024-06-29..2024-06-30") == [
        "a 06-29 r: fault",
        "a 06-30 r: fault",
    ]
    # Also for somebody who comes with that unit.
    assert said(rule, employees=hired("2024-07-10")) == ["a 06-26 r: fault"]


def test_a_unit_that_ends_after_the_as_of_date_is_pending() -> None:
    assert units("week", period="2024-06-10..2024-06-16", as_of="2024-06-12") == [
        "a 06-16 r? pending until 2024-06-16"
    ]
    assert units("month", period="2024-06-10..2024-06-16") == [
        "a 06-30 r? pending until 2024-06-30"
    ]
    assert units("month", as_of="2024-07-05") == ["a 06-30 r: fault why=2024-06-01 2024-06-30 6"]


def test_what_is_pending_is_not_for_those_whom_it_surely_does_not_concern() -> None:
    rule = "per: [employee, month]\nwith: {{all: memo}}\nwhen: [{}, count(all) = 0]\nthen: {{outcome: fault}}"
    half: dict[str, Any] = {"period": "2024-06-01..2024-06-15"}
    assert said(rule.format("employee.wage > 100"), **half) == []
    assert said(rule.format("employee.wage >= 100"), **half) == [
        "a 06-30 r? pending until 2024-06-30"
    ]


def test_a_window_after_is_pending_until_it_ends_but_a_unit_alone_is_not() -> None:
    rule = "on: memo\nwith: {{calls: {{kind: call, window: {}}}}}\nwhen: count(calls) = 0\nthen: {{outcome: fault}}"
    memo = fact("memo", "06-28")
    assert said(rule.format("{after: P5D}"), memo) == ["a 06-28 r? pending until 2024-07-03"]
    assert said(rule.format("{after: P5D}"), memo, as_of="2024-07-03") == ["a 06-28 r: fault"]
    assert said(rule.format("{after: PT1H}"), fact("memo", "06-30T23:30")) == [
        "a 06-30 r? pending until 2024-07-01T00:30:00"
    ]
    assert said(rule.format("quarter"), memo, as_of="2024-06-29") == ["a 06-28 r: fault"]
    assert said(rule.format("{after: service}"), memo, as_of="2024-06-29") == ["a 06-28 r: fault"]


def test_facts_after_the_as_of_date_are_not_seen() -> None:
    answer = asked(
        "on: memo\nwith: {all: memo}\nthen: {outcome: fault, points: count(all)}",
        fact("memo", "06-03", id="m"),
        fact("memo", "06-20"),
        as_of="2024-06-15",
    )
    assert [(one.subject, str(one.fields["points"])) for one in answer.rulings] == [("m", "1")]
    assert (answer.account.used, answer.account.outside) == (1, 1)


# -- effective ranges


def test_one_id_may_stand_twice_for_times_that_do_not_overlap() -> None:
    policy = """
    rules:
      - {id: r, clause: "1", on: memo, effective: {to: 2024-06-09}, then: {outcome: fault, points: 1}}
      - {id: r, clause: "2", on: memo, effective: {from: 2024-06-10}, then: {outcome: fault, points: 2}}
    """
    facts = [fact("memo", day) for day in ("06-09", "06-10")]
    assert said(policy, *facts) == ["a 06-09 r: fault points=1", "a 06-10 r: fault points=2"]
    late: dict[str, Any] = {"handbook": "effective: {from: 2024-06-10}"}
    assert said(policy, *facts, **late) == ["a 06-10 r: fault points=2"]


# -- the company


COMPANY = """
rules:
  - {id: big, clause: "1", on: visit, when: visit.size > 1, then: {outcome: fault, employee: null}}
  - {id: own, clause: "1", on: memo, then: {outcome: warning, employee: null, why: "{employee.id}"}}
  - {id: told, clause: "2", on: [warning, fault], then: {outcome: notice, what: "{subject.rule}", points: 1}}
"""


def test_a_fact_of_the_company_concerns_nobody_in_particular() -> None:
    assert said(
        "on: visit\nwhen: visit.size > 1\nthen: {outcome: fault}",
        fact("visit", "06-03", who=None, size=2),
    ) == ["– 06-03 r: fault"]


def test_rulings_of_the_company_come_first_and_are_read_by_rules_of_the_company() -> None:
    assert said(COMPANY, fact("memo", "06-05"), fact("visit", "06-04", who=None, size=2)) == [
        "– 06-04 big: fault",
        "– 06-04 told: notice what=big points=1",
        "– 06-05 own: warning why=a",
        "– 06-05 told: notice what=own points=1",
    ]


def test_rules_of_the_company_that_make_the_same_kind_do_not_hide_what_employees_brought_about() -> (
    None
):
    policy = COMPANY.replace("outcome: fault, employee: null", "outcome: warning, employee: null")
    assert said(policy, fact("memo", "06-05"), fact("visit", "06-04", who=None, size=2)) == [
        "– 06-04 big: warning",
        "– 06-04 told: notice what=big points=1",
        "– 06-05 own: warning why=a",
        "– 06-05 told: notice what=own points=1",
    ]


def test_an_employee_sees_the_companys_facts_but_is_not_asked_about_them() -> None:
    assert said(
        "on: memo\nwith: {visits: visit}\nthen: {outcome: fault, points: count(visits)}",
        fact("memo", "06-03"),
        fact("visit", "06-10", who=None),
    ) == ["a 06-03 r: fault points=1"]


def test_scope_is_not_asked_for_facts_of_the_company() -> None:
    rule = 'on: visit\nscope: employee.team = "yard"\nthen: {outcome: fault}'
    assert said(rule, fact("visit", "06-03", who=None)) == ["– 06-03 r: fault"]


def test_a_finding_on_the_company_has_no_employee_either() -> None:
    rule = "on: memo\nwhen: memo.ok\nthen: {outcome: fault, employee: null}"
    assert said(rule, fact("memo", "06-03")) == ["– 06-03 r? undetermined: memo.ok"]


# -- a calendar that is not announced


def test_whether_a_day_is_a_workday_is_undetermined_before_it_is_announced() -> None:
    rule = (
        'per: [employee, workday]\nwhen: period.start >= date("2090-06-02")\nthen: {outcome: fault}'
    )
    days: dict[str, Any] = {"period": "2090-06-01..2090-06-02", "calendar": {"country": "CN"}}
    assert said(rule, **days) == ["a 2090-06-02 r? undetermined: calendar"]
    known: dict[str, Any] = {
        **days,
        "calendar": {"country": "CN", "extra_workdays": ["2090-06-02"]},
    }
    assert said(rule, **known) == ["a 2090-06-02 r: fault"]


def test_statutory_holidays_and_adjusted_workdays_come_from_the_calendar() -> None:
    days: dict[str, Any] = {"period": "2024-09-13..2024-09-18", "calendar": {"country": "CN"}}
    assert [line[2:7] for line in units("workday", **days)] == ["09-13", "09-14", "09-18"]


def test_nobody_who_is_not_in_the_roster_is_asked_about() -> None:
    answer = asked(
        "on: memo\nthen: {outcome: fault}", fact("memo", "06-03", who="x"), employees=[ANNE]
    )
    assert answer.rulings == ()
    assert answer.account.outside == 1
    assert [(note.code, note.blanks["employees"]) for note in answer.notes] == [("CW601", "x")]


def test_the_same_days_are_another_unit_of_service_for_somebody_hired_in_another_year() -> None:
    staff = [{"id": "a", "hired": "2023-06-01"}, {"id": "b", "hired": "2024-06-01"}]
    assert units("service_month", employees=staff) == [
        "a 06-30 r: fault why=2024-06-01 2024-06-30 13",
        "b 06-30 r: fault why=2024-06-01 2024-06-30 1",
    ]
