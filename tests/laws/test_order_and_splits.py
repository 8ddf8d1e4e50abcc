"""What must not matter does not: order, duplicates, files, other people, other kinds, the period's cut."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.model.ruling import Answer, Finding, Ruling
from tests.execution.asking import ANNE, asked
from tests.strategies import facts, law

BERT = {"id": "b", "hired": "2024-05-31", "left": "2024-06-28", "team": "shop"}
BOTH = (ANNE, BERT)
ALL = dict.fromkeys(("memo", "call", "clocking", "leave", "visit"), "2024-05-20..2024-07-07")
HOW: dict[str, Any] = {
    "employees": BOTH,
    "complete": ALL,
    "period": "2024-06-03..2024-06-16",
    "as_of": "2024-06-20",
}

POLICY = """
policy: everything
parameters:
  streak: {type: number, value: 3}
  unit: {type: string, value: month}
definitions:
  daily: if employee.wage != null then employee.wage else 50
rules:
  - id: late
    clause: "1"
    on: clocking
    let: {away: minutes(clocking.check_in - schedule.start)}
    when: away > 0
    unless: [{when: 'clocking.status = "present"', clause: "2"}]
    then: {outcome: fault, points: away}
  - id: absent
    clause: "1"
    per: [employee, workday]
    with:
      seen: clocking
      leaves: {kind: leave, overlapping: period, where: 'leave.decision = "approved"'}
    needs: [clocking]
    when: count(seen) = 0
    unless: [{when: count(leaves) > 0, clause: "2"}]
    then:
      - {outcome: warning, points: 1}
      - {outcome: fine, basis: absent, amount: "round half up(daily / 3, 2)"}
  - id: resigned
    clause: "2"
    on: warning
    with: {running: {kind: warning, window: {before: streak workdays}}}
    when: run ending(running.date, warning.date) >= streak
    once: service
    then: {outcome: final}
  - id: answered
    clause: "3"
    on: memo
    when: memo.topic = "ask"
    expect: {fact: call, where: call.topic = memo.client, within: P9D}
    then: {outcome: fault, why: "{expected.state}"}
  - id: moved
    clause: "3"
    on: memo
    date: memo.day
    with: {calls: {kind: call, window: {before: P7D}, where: call.ok}}
    when: count(calls) > 1
    then: {outcome: bonus, amount: "count(calls) * memo.size"}
  - id: clients
    clause: "4"
    per: [employee, week]
    with: {all: memo}
    each: {who: distinct values(all.client)}
    when: total(all[item.client = who].size) > 2
    once: unit
    then: {outcome: notice, what: "{who}", points: count(all)}
  - id: special
    clause: "4"
    on: fault
    when: fault.points > 100
    overrides: [late]
    then: {outcome: violation, obligation: honesty}
  - id: quarter
    clause: "4"
    per: [employee, service_month]
    with: {faults: fault, warnings: warning}
    when: count(faults) + count(warnings) > 2
    then: {outcome: fault, employee: null, why: "{employee.id}"}
  - id: visits
    clause: "4"
    on: visit
    when: visit.size > 1
    then: {outcome: warning, employee: null}
"""
# "quarter" makes a kind that it reads, so that it makes another here.
POLICY = POLICY.replace('then: {outcome: fault, employee: null, why: "{employee.id}"}', "then: {outcome: discipline, employee: null, level: firm}")  # fmt: skip


def said(answer: Answer) -> tuple[tuple[Ruling, ...], tuple[Finding, ...]]:
    assert answer.rejected == ()
    return answer.rulings, answer.findings


@law()
@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(
    given_: list[dict[str, Any]], how: random.Random
) -> None:
    shuffled = how.sample(given_, len(given_))
    assert asked(POLICY, *shuffled, **HOW) == asked(POLICY, *given_, **HOW)


@law()
@given(facts(), st.integers(1, 3))
def test_a_fact_given_again_changes_nothing(given_: list[dict[str, Any]], times: int) -> None:
    once, again = asked(POLICY, *given_, **HOW), asked(POLICY, *given_ * times, **HOW)
    assert said(once) == said(again)
    assert again.account.duplicate == len(given_) * (times - 1)


@law()
@given(facts())
def test_what_others_did_changes_nothing_for_an_employee(given_: list[dict[str, Any]]) -> None:
    own = [one for one in given_ if one.get("employee") != "b"]
    rulings, findings = said(asked(POLICY, *given_, **HOW))
    alone, alone_findings = said(asked(POLICY, *own, **HOW))
    assert [one for one in rulings if one.employee == "a"] == [
        one for one in alone if one.employee == "a"
    ]
    assert [one for one in findings if one.employee == "a"] == [
        one for one in alone_findings if one.employee == "a"
    ]


@law()
@given(facts(), facts(kinds=("breach",), most=4))
def test_facts_of_a_kind_that_no_rule_reads_change_nothing(
    given_: list[dict[str, Any]], unread: list[dict[str, Any]]
) -> None:
    more = [{**one, "id": f"unread-{one['id']}"} for one in unread]
    with_more = asked(POLICY, *given_, *more, **HOW)
    without = asked(POLICY, *given_, **HOW)
    assert said(with_more) == said(without)
    assert with_more.account.used == without.account.used


@law()
@given(facts())
def test_everything_read_is_accounted_for_and_all_evidence_is_there(
    given_: list[dict[str, Any]],
) -> None:
    answer = asked(POLICY, *given_, **HOW)
    assert answer.account.balanced
    assert answer.account.read == len(given_)
    answers: list[Ruling | Finding] = [*answer.rulings, *answer.findings]
    assert len({one.id for one in answer.rulings}) == len(answer.rulings)
    unknown = {id_ for one in answers for id_ in one.because.facts}
    unknown -= {one["id"] for one in given_} | {one.id for one in answers}
    if unknown:
        # Rulings of before, worked out again: they have the ids that they had in their own period.
        before = asked(POLICY, *given_, **{**HOW, "period": "2024-05-16..2024-06-02"})
        assert unknown <= {one.id for one in before.rulings} | {one.id for one in before.findings}


def _dated(answer: Answer) -> list[tuple[Any, ...]]:
    """Rulings and findings without what is pending: that is told of each unit it touches."""
    told: list[Ruling | Finding] = [*answer.rulings]
    told += [one for one in answer.findings if one.status != "pending"]
    return sorted((one.id, str(one.date), one.status, repr(one)) for one in told)


@law()
@given(facts())
def test_however_the_period_is_cut_the_same_follows(given_: list[dict[str, Any]]) -> None:
    how = {key: value for key, value in HOW.items() if key != "period"}
    whole = _dated(asked(POLICY, *given_, period="2024-05-31..2024-06-17", **how))
    cuts = ("2024-05-31..2024-06-09", "2024-06-10", "2024-06-11..2024-06-17")
    pieces = [_dated(asked(POLICY, *given_, period=cut, **how)) for cut in cuts]
    assert sorted(line for piece in pieces for line in piece) == whole


NEAR = """
policy: near
rules:
  - id: late
    clause: "1"
    on: clocking
    when: clocking.check_in > schedule.start
    then: {outcome: fault}
  - id: absent
    clause: "1"
    per: [employee, workday]
    with: {seen: clocking}
    when: total(seen.away) > 0
    then: {outcome: warning}
  - {id: special, clause: "1", on: fault, when: employee.wage > 1, overrides: [late], then: {outcome: final}}
"""


@law()
@given(facts())
def test_where_no_rule_looks_further_each_piece_needs_its_own_facts_alone(
    given_: list[dict[str, Any]],
) -> None:
    how: dict[str, Any] = {"employees": BOTH}
    months = asked(NEAR, *given_, period="2024-06", as_of="2024-06-30", **how)

    def half(first: str, last: str) -> Answer:
        own = [one for one in given_ if first <= (one.get("date") or one["at"])[:10] <= last]
        return asked(NEAR, *own, period=f"{first}..{last}", **how)

    halves = [half("2024-06-01", "2024-06-15"), half("2024-06-16", "2024-06-30")]
    assert _dated(months) == sorted(line for one in halves for line in _dated(one))


@law()
@given(facts())
def test_what_is_ruled_later_of_the_same_days_needs_only_what_was_known_later(
    given_: list[dict[str, Any]],
) -> None:
    # Facts after the as-of date are not seen, so leaving them out is the same.
    seen = [one for one in given_ if (one.get("date") or one["at"])[:10] <= "2024-06-12"]
    how = {**HOW, "as_of": "2024-06-12"}
    assert said(asked(POLICY, *given_, **how)) == said(asked(POLICY, *seen, **how))


@pytest.mark.parametrize("kind", ["memo", "call", "clocking", "leave"])
def test_an_empty_month_rules_only_on_what_did_not_happen(kind: str) -> None:
    answer = asked(POLICY, **{**HOW, "complete": [kind]})
    assert {one.rule for one in answer.rulings} <= {"absent", "resigned", "quarter"}
    assert (kind == "clocking") == bool(answer.rulings)
