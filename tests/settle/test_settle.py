"""Once, waivers, and decisions of before (language.md §4.1 `once`, §4.5, §5)."""

from typing import Any

import pytest

from tests.execution.asking import asked, fact, said


def once(unit: str) -> str:
    return (
        f"on: memo\nwhen: memo.ok\nonce: {unit}\nthen: [{{outcome: fault}}, {{outcome: warning}}]"
    )


def memos(*days: str, **fields: Any) -> list[dict[str, Any]]:
    return [fact("memo", when, **{"ok": True, **fields}) for when in days]


def ruled(rule: str, *facts: dict[str, Any], **how: Any) -> list[str]:
    """The days on which faults stand."""
    answer = asked(rule, *facts, **how)
    return [str(one.date)[5:] for one in answer.rulings if one.outcome == "fault"]


# -- once


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("month", ["05-20", "06-03"]),
        ("week", ["05-20", "06-03", "06-10"]),
        ("quarter", ["05-20"]),
        ("service", ["05-20"]),
        ("service_month", ["05-20"]),
    ],
)
def test_the_earliest_in_the_unit_stands_with_all_its_outcomes(
    unit: str, expected: list[str]
) -> None:
    days = ("06-04", "06-10", "06-03", "05-20")
    staff = [{"id": "a", "hired": "2023-05-15"}]
    how: dict[str, Any] = {"period": "2024-05..2024-06", "employees": staff}
    assert ruled(once(unit), *memos(*days), **how) == expected
    answer = asked(once(unit), *memos(*days), **how)
    assert len(answer.rulings) == 2 * len(expected)
    assert len(answer.findings) == 2 * (len(days) - len(expected))


def test_later_ones_are_recorded_as_displaced() -> None:
    answers = said(
        once("month").replace("[{", "{").replace("}, {outcome: warning}]", "}"),
        *memos("06-03", "06-04"),
    )
    assert answers == ["a 06-03 r: fault", "a 06-04 r? displaced by r once month"]


def test_what_was_ruled_before_the_period_counts() -> None:
    assert ruled(once("quarter"), *memos("05-20", "06-03")) == []
    assert ruled(once("service"), *memos("2022-05-20", "06-03")) == []
    assert ruled(once("month"), *memos("05-20", "06-03")) == ["06-03"]


def test_one_that_is_not_sure_to_stand_does_not_count() -> None:
    assert said(
        "on: memo\nwhen: memo.ok\nonce: month\nthen: {outcome: fault}",
        fact("memo", "06-03"),
        fact("memo", "06-04", ok=True),
    ) == ["a 06-03 r? undetermined: memo.ok", "a 06-04 r: fault"]


def test_a_parameter_may_name_the_unit_and_may_not_be_decided_yet() -> None:
    policy = """
    parameters: {unit: {type: string, value: month}}
    rules:
      - {id: r, clause: "1", on: memo, once: unit, then: {outcome: fault}}
    """
    facts = memos("06-03", "06-10")
    assert said(policy, *facts) == ["a 06-03 r: fault", "a 06-10 r? displaced by r once unit"]
    assert said(policy, *facts, parameters={"unit": "week"}) == [
        "a 06-03 r: fault",
        "a 06-10 r: fault",
    ]
    assert said(policy, *facts, parameters={"unit": None}) == [
        "a 06-03 r: fault",
        "a 06-10 r? undetermined: unit",
    ]


def test_two_rules_of_one_id_keep_their_own_units() -> None:
    policy = """
    rules:
      - {id: r, clause: "1", on: memo, effective: {to: 2024-06-09}, once: month, then: {outcome: fault}}
      - {id: r, clause: "1", on: memo, effective: {from: 2024-06-10}, once: week, then: {outcome: fault}}
    """
    assert ruled(policy, *memos("06-03", "06-04", "06-10", "06-11", "06-17")) == [
        "06-03",
        "06-10",
        "06-17",
    ]


def test_a_general_ruling_that_was_displaced_does_not_use_up_the_unit() -> None:
    policy = """
    rules:
      - {id: general, clause: "1", on: memo, once: quarter, then: {outcome: fault}}
      - {id: special, clause: "1", on: memo, when: memo.ok, overrides: [general], then: {outcome: warning}}
    """
    assert ruled(policy, *memos("05-20"), *memos("06-04", ok=False)) == ["06-04"]


# -- waivers


def waiver(when: str, **fields: Any) -> dict[str, Any]:
    return fact("waiver", when, by="chair", **fields)


TWO = "on: memo\nthen: {outcome: fault}"


def test_a_waiver_names_a_rule_and_its_date_the_day() -> None:
    memos_ = memos("06-03", "06-04")
    answer = asked(TWO, *memos_, waiver("06-03", rule="r", reason="first time", id="w"))
    assert [str(one.date) for one in answer.rulings] == ["2024-06-04"]
    (finding,) = answer.findings
    assert (finding.status, finding.by) == (
        "waived",
        {"waiver": "w", "by": "chair", "reason": "first time"},
    )
    assert said(TWO, *memos_, waiver("06-05", rule="r")) == ["a 06-03 r: fault", "a 06-04 r: fault"]
    assert said(TWO, *memos_, waiver("06-03", rule="other"))[0] == "a 06-03 r: fault"


def test_a_waiver_may_name_one_ruling_by_its_id() -> None:
    facts = memos("06-03", "06-04")
    id_ = asked(TWO, *facts).rulings[1].id
    assert said(TWO, *facts, waiver("06-20", ruling=id_)) == [
        "a 06-03 r: fault",
        "a 06-04 r? waived by chair",
    ]


def test_another_employees_waiver_by_rule_is_not_this_ones() -> None:
    staff = [{"id": "a", "hired": "2020-01-01"}, {"id": "b", "hired": "2020-01-01"}]
    facts = [fact("memo", "06-03"), fact("memo", "06-03", who="b")]
    assert said(
        TWO, *facts, fact("waiver", "06-03", who="b", by="chair", rule="r"), employees=staff
    ) == [
        "a 06-03 r: fault",
        "b 06-03 r? waived by chair",
    ]


def test_a_ruling_of_the_company_is_waived_for_the_employee_it_came_from() -> None:
    company = "on: memo\nthen: {outcome: fault, employee: null}"
    assert said(company, fact("memo", "06-03"), waiver("06-03", rule="r")) == [
        "– 06-03 r? waived by chair"
    ]


def test_rules_that_read_the_outcome_no_longer_see_it() -> None:
    policy = """
    rules:
      - {id: first, clause: "1", on: memo, then: {outcome: fault}}
      - {id: total, clause: "1", per: [employee, quarter], with: {all: fault}, then: {outcome: warning, points: count(all)}}
    """
    facts = memos("05-20", "06-03", "06-04")
    assert said(policy, *facts)[-1] == "a 06-30 total: warning points=3"
    assert said(policy, *facts, waiver("06-03", rule="first"), waiver("05-20", rule="first")) == [
        "a 06-03 first? waived by chair",
        "a 06-04 first: fault",
        "a 06-30 total: warning points=1",
    ]


def test_a_waived_ruling_does_not_use_up_the_unit() -> None:
    rule = "on: memo\nonce: month\nthen: {outcome: fault}"
    assert said(rule, *memos("06-03", "06-04", "06-05"), waiver("06-03", rule="r")) == [
        "a 06-03 r? waived by chair",
        "a 06-04 r: fault",
        "a 06-05 r? displaced by r once month",
    ]


def test_an_unused_waiver_is_accounted_as_unused() -> None:
    account = asked(
        TWO, *memos("06-03"), waiver("06-03", rule="r"), waiver("06-09", rule="r")
    ).account
    assert (account.used, account.unused) == (2, 1)


# -- decisions of before


def settled(when: str, outcome: str = "fault", **fields: Any) -> dict[str, Any]:
    return fact("settled_ruling", when, outcome=outcome, **fields)


TOTAL = """
rules:
  - {id: first, clause: "1", on: memo, then: {outcome: fault}}
  - {id: total, clause: "2", per: [employee, half_year], with: {all: fault}, then: {outcome: warning, points: count(all)}}
"""


def test_a_settled_ruling_is_read_as_its_outcome_on_its_date() -> None:
    assert said(TOTAL, settled("05-07")) == ["a 06-30 total: warning points=1"]
    assert said("on: fault\nthen: {outcome: warning}", settled("06-05")) == ["a 06-05 r: warning"]
    assert said(TOTAL, settled("05-07", "bonus")) == ["a 06-30 total: warning points=0"]


def test_rulings_worked_out_on_look_back_give_way_to_it_month_by_month() -> None:
    may_and_april = memos("05-06", "05-20", "04-10")
    assert said(TOTAL, *may_and_april) == ["a 06-30 total: warning points=3"]
    assert said(TOTAL, *may_and_april, settled("05-07")) == ["a 06-30 total: warning points=2"]
    # Rulings of this period do not.
    assert said(TOTAL, *memos("06-03"), settled("06-04")) == [
        "a 06-03 first: fault",
        "a 06-30 total: warning points=2",
    ]


def test_undetermined_ones_give_way_too() -> None:
    policy = TOTAL.replace("on: memo, then", "on: memo, when: memo.ok, then")
    assert said(policy, fact("memo", "05-06")) == ["a 06-30 total? undetermined: memo.ok"]
    assert said(policy, fact("memo", "05-06"), settled("05-20")) == [
        "a 06-30 total: warning points=1"
    ]


def test_where_its_clause_is_the_rules_it_counts_for_once() -> None:
    rule = "on: memo\nonce: service\nthen: {outcome: fault}"
    assert said(rule, *memos("06-03"), settled("2023-05-07", clause="1", id="old")) == [
        "a 06-03 r? displaced by old once service"
    ]
    assert said(rule, *memos("06-03"), settled("2023-05-07", clause="9")) == ["a 06-03 r: fault"]
    assert said(rule, *memos("06-03"), settled("06-04", clause="1")) == ["a 06-03 r: fault"]
    monthly = rule.replace("service", "month")
    assert said(monthly, *memos("06-03"), settled("2023-05-07", clause="1")) == ["a 06-03 r: fault"]


def test_under_its_own_name_it_makes_no_cycle() -> None:
    rule = """
    on: memo
    with: {old: {kind: settled_ruling, window: {before: service}, where: settled_ruling.outcome = "fault"}}
    then: {outcome: fault, points: count(old)}
    """
    assert said(rule, *memos("06-03"), settled("05-07")) == ["a 06-03 r: fault points=1"]


def test_its_amount_and_clause_are_read_and_other_fields_are_missing() -> None:
    rule = "on: fine\nthen: {outcome: notice, what: '{fine.clause}', points: fine.amount}"
    assert said(rule, settled("06-05", "fine", amount=3, clause="7")) == [
        "a 06-05 r: notice what=7 points=3"
    ]
    basis = 'on: fine\nwhen: fine.basis = "x"\nthen: {outcome: fault}'
    assert said(basis, settled("06-05", "fine")) == ["a 06-05 r? undetermined: fine.basis"]


# -- the answers themselves


def test_ids_hang_on_rule_employee_subject_elements_outcome_and_place_alone() -> None:
    rule = 'on: memo\neach: {x: "[1, 2]"}\nthen: [{outcome: fault, points: x}, {outcome: fault, points: memo.size}]'
    facts = [fact("memo", "06-03", id="m", size=1), fact("memo", "06-04", id="n", size=1)]
    ids = {(one.subject, one.fields["points"], one.id) for one in asked(rule, *facts).rulings}
    assert len({id_ for *_, id_ in ids}) == 8
    other = [fact("memo", "06-05", id="m", size=7)]
    assert {one.id for one in asked(rule, *other).rulings} < {id_ for *_, id_ in ids}


def test_answers_come_by_employee_day_rule_and_id_the_company_first() -> None:
    policy = """
    rules:
      - {id: b, clause: "1", on: memo, then: {outcome: fault}}
      - {id: a, clause: "1", on: memo, then: [{outcome: warning}, {outcome: fault, employee: null}]}
    """
    staff = [{"id": "z", "hired": "2020-01-01"}, {"id": "a", "hired": "2020-01-01"}]
    facts = [fact("memo", "06-04"), fact("memo", "06-03", who="z"), fact("memo", "06-03")]
    answer = asked(policy, *facts, employees=staff)
    assert [(one.employee, str(one.date)[5:], one.rule) for one in answer.rulings] == [
        (None, "06-03", "a"),
        (None, "06-03", "a"),
        (None, "06-04", "a"),
        ("a", "06-03", "a"),
        ("a", "06-03", "b"),
        ("a", "06-04", "a"),
        ("a", "06-04", "b"),
        ("z", "06-03", "a"),
        ("z", "06-03", "b"),
    ]


def test_a_ruling_carries_its_clause_effect_period_currency_and_policy() -> None:
    rule = "per: [employee, month]\nthen: {outcome: bonus, amount: employee.wage}"
    (ruling,) = asked(rule).rulings
    assert (ruling.clause, ruling.effect, ruling.period, ruling.currency) == (
        ("1",),
        "payment",
        "2024-06",
        "CNY",
    )
    assert ruling.policy.startswith("sha256:")
    (on_fact,) = asked(TWO, *memos("06-03")).rulings
    assert (on_fact.period, on_fact.currency, on_fact.amount) == (None, None, None)


def test_a_ruling_shows_its_rule_and_clause_to_rules_that_read_it() -> None:
    policy = """
    rules:
      - {id: first, clause: ["1", "3"], on: memo, then: {outcome: fault}}
      - {id: second, clause: "2", on: fault, then: {outcome: notice, what: "{fault.rule} {fault.clause}", points: 1}}
    """
    assert said(policy, *memos("06-03"))[1] == "a 06-03 second: notice what=first 1, 3 points=1"
