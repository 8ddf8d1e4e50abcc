"""The whole road: the account, notes on the run, handbooks together, one answer for one question."""

from typing import Any

import pytest

from clausewise.engine import evaluate
from clausewise.intake.events import read_facts
from clausewise.intake.month import read_completeness
from clausewise.intake.roster import read_roster
from clausewise.intake.rows import rows_of
from clausewise.model.facts import Days
from clausewise.model.ruling import Account, Answer
from clausewise.model.setting import Setting
from tests.execution.asking import ANNE, ZONE, asked, day, fact, plan_of, said

FAULT = "on: memo\nthen: {outcome: fault}"
JUNE = Days(day("2024-06-01"), day("2024-06-30"))


def account(rule: str, *facts: dict[str, Any], **how: Any) -> Account:
    found = asked(rule, *facts, **how).account
    assert found.balanced
    return found


# -- the account


def test_facts_that_a_rule_was_asked_about_or_read_are_used() -> None:
    read = "on: memo\nwith: {calls: {kind: call, where: call.ok}}\nwhen: count(calls) > 0\nthen: {outcome: fault}"
    facts = [
        fact("memo", "06-03"),
        fact("call", "06-04", ok=True),
        fact("call", "06-05", ok=False),
        fact("breach", "06-05", obligation="dress"),
    ]
    assert account(read, *facts) == Account(4, 2, 2, 0, 0, 0, 0)


def test_a_fact_that_may_belong_to_what_is_read_is_used() -> None:
    read = "on: memo\nwith: {calls: {kind: call, where: call.ok}}\nwhen: count(calls) > 0\nthen: {outcome: fault}"
    assert account(read, fact("memo", "06-03"), fact("call", "06-04")).used == 2


def test_facts_of_nobody_whom_the_handbook_concerns_are_outside() -> None:
    staff = [ANNE, {"id": "b", "hired": "2020-01-01", "team": "yard"}]
    facts = [
        fact("memo", "06-03"),
        fact("memo", "06-03", who="b"),
        fact("memo", "06-03", who="stranger"),
        fact("memo", "2019-12-31"),
        fact("memo", "07-01"),
    ]
    scoped = account(FAULT, *facts, employees=staff, handbook='scope: employee.team = "shop"')
    assert scoped == Account(5, 1, 0, 0, 0, 4, 0)


def test_whose_team_is_not_known_is_not_outside() -> None:
    nobody_knows = [{"id": "a", "hired": "2020-01-01"}]
    policy = 'rules:\n  - {id: r, clause: "1", on: call, then: {outcome: fault}}'
    found = account(
        policy,
        fact("memo", "06-03"),
        employees=nobody_knows,
        handbook='scope: employee.team = "shop"',
    )
    assert (found.unused, found.outside) == (1, 0)


def test_a_scope_may_use_parameters_of_the_policies() -> None:
    policy = """
    parameters: {team_meant: {type: string, value: shop}}
    rules:
      - {id: r, clause: "1", on: memo, then: {outcome: fault}}
    """
    handbook = "scope: employee.team = team_meant"
    found = account(policy, fact("memo", "06-03"), handbook=handbook)
    assert (found.used, found.outside) == (1, 0)
    yard = [{**ANNE, "team": "yard"}]
    found = account(policy, fact("memo", "06-03"), employees=yard, handbook=handbook)
    assert (found.used, found.outside) == (0, 1)


def test_corrections_duplicates_and_rows_that_are_no_facts_add_up() -> None:
    facts = [
        fact("memo", "06-03", id="m", size=1),
        fact("memo", "06-03", id="m", size=1),
        fact("memo", "06-03", id="n", size=2, replaces="m"),
        fact("memo", "06-03", size="much"),
        fact("memo", "06-04", id="d", size=1),
        fact("memo", "06-04", id="d", size=2),
    ]
    answer = asked(FAULT, *facts)
    assert answer.account == Account(6, 1, 0, 1, 1, 0, 3)
    assert [one.subject for one in answer.rulings] == ["n"]


def test_settled_rulings_that_made_a_difference_are_used() -> None:
    policy = """
    rules:
      - {id: first, clause: "1", on: memo, once: quarter, then: {outcome: fault}}
    """
    used = fact("settled_ruling", "05-06", outcome="fault", clause="1")
    other = fact("settled_ruling", "05-06", outcome="bonus", clause="1")
    found = account(policy, fact("memo", "06-03"), used, other)
    assert (found.used, found.unused) == (2, 1)


# -- notes on the run


def notes(rule: str, *facts: dict[str, Any], **how: Any) -> list[tuple[str, dict[str, str]]]:
    return [(one.code, dict(one.blanks)) for one in asked(rule, *facts, **how).notes]


LOOKING_BACK = (
    "on: memo\nwith: {calls: {kind: call, window: {before: P30D}}}\nthen: {outcome: fault}"
)


def test_it_is_told_where_the_facts_that_windows_need_are_not_there() -> None:
    assert notes(LOOKING_BACK, fact("memo", "06-03")) == [
        ("CW604", {"handbook": "small", "wanted": "2024-05-02", "first": "2024-06-03"})
    ]
    assert notes(LOOKING_BACK, fact("memo", "06-03"), fact("call", "05-02")) == []
    assert notes(FAULT, fact("memo", "06-03")) == []


def test_windows_of_earlier_rulings_reach_further_back() -> None:
    policy = """
    rules:
      - {id: first, clause: "1", on: memo, with: {calls: {kind: call, window: {before: P10D}}}, then: {outcome: fault}}
      - {id: total, clause: "1", per: [employee, quarter], with: {all: fault}, then: {outcome: warning}}
    """
    ((code, blanks),) = notes(policy, fact("memo", "06-03"))
    assert (code, blanks["wanted"]) == ("CW604", "2024-03-22")


def test_a_number_that_should_be_looked_at_again_is_told() -> None:
    policy = """
    parameters: {rate: {type: number, value: 1, review_by: 2024-05-01}}
    rules:
      - {id: r, clause: "1", on: memo, then: {outcome: bonus, amount: rate}}
    """
    assert notes(policy) == [("CW386", {"name": "rate", "day": "2024-05-01"})]


# -- look-back


def test_earlier_rulings_are_worked_out_for_later_rules_and_not_reported_again() -> None:
    policy = """
    rules:
      - {id: first, clause: "1", on: memo, then: {outcome: fault}}
      - {id: total, clause: "1", per: [employee, quarter], with: {all: fault}, then: {outcome: notice, what: all, points: count(all)}}
    """
    facts = [fact("memo", when) for when in ("03-31", "04-01", "05-20", "06-03")]
    assert said(policy, *facts) == [
        "a 06-03 first: fault",
        "a 06-30 total: notice what=all points=3",
    ]


@pytest.mark.parametrize("unit", ["service_month", "service_quarter", "service_year"])
def test_units_of_service_are_looked_back_at_from_their_own_start(unit: str) -> None:
    policy = f"""
    rules:
      - {{id: first, clause: "1", on: memo, then: {{outcome: fault}}}}
      - {{id: total, clause: "1", per: [employee, {unit}], with: {{all: fault}}, then: {{outcome: notice, what: all, points: count(all)}}}}
    """
    length = {"service_month": 1, "service_quarter": 3, "service_year": 12}[unit]
    staff = [{"id": "a", "hired": str(day("2024-06-16").plus_months(-12))}]
    began = str(day("2024-06-16").plus_months(-length))
    facts = [
        fact("memo", began),
        fact("memo", str(day(began).plus_days(-1))),
        fact("memo", "06-15"),
    ]
    answers = said(policy, *facts, employees=staff)
    assert [line for line in answers if "total: " in line] == [
        "a 06-15 total: notice what=all points=2"
    ]


def test_a_deadline_of_long_ago_is_worked_out_for_what_reads_it() -> None:
    policy = """
    rules:
      - {id: due, clause: "1", on: memo, expect: {fact: call, within: P300D}, then: {outcome: fault}}
      - {id: next, clause: "1", on: fault, then: {outcome: warning}}
    """
    answers = said(policy, fact("memo", "2023-08-10"), complete={"call": "2023..2024"})
    assert answers == ["a 06-05 due: fault", "a 06-05 next: warning"]


# -- handbooks together


def evaluated(policies: list[str], *facts: dict[str, Any]) -> Answer:
    plans = [plan_of(text, f"handbook: number-{n}") for n, text in enumerate(policies)]
    vocabulary = plans[0].vocabulary
    completeness, _ = read_completeness("all", vocabulary.event_words)
    roster, _ = read_roster([ANNE], vocabulary, ZONE)
    ledger = read_facts(rows_of(list(facts)), vocabulary, ZONE)
    settings = {
        plan.handbook.name: Setting(
            JUNE, JUNE.last, completeness, plan.handbook.calendar, plan.handbook.timetable
        )
        for plan in plans
    }
    return evaluate(plans, roster, ledger, lambda plan: settings[plan.handbook.name])


def test_handbooks_rule_side_by_side_and_do_not_read_each_others_rulings() -> None:
    answer = evaluated([FAULT, "on: fault\nthen: {outcome: warning}", FAULT], fact("memo", "06-03"))
    assert sorted((one.handbook, one.outcome) for one in answer.rulings) == [
        ("number-0", "fault"),
        ("number-2", "fault"),
    ]
    assert len({one.id for one in answer.rulings}) == 2


def test_a_fact_that_one_handbook_uses_is_used() -> None:
    on_calls = "on: call\nthen: {outcome: fault}"
    facts = (
        fact("memo", "06-03"),
        fact("call", "06-03"),
        fact("breach", "06-03", obligation="dress"),
    )
    assert evaluated([FAULT, on_calls], *facts).account == Account(3, 2, 1, 0, 0, 0, 0)
