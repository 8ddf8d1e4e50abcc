"""Which rule gives way to which: the special before the general (language.md §4.1, `overrides`)."""

from tests.execution.asking import asked, fact, said

BOTH = """
rules:
  - {id: general, clause: "1", on: memo, then: {outcome: fault}}
  - {id: special, clause: "1", on: memo, when: memo.ok, overrides: [general], then: {outcome: warning}}
"""


def test_where_both_rule_on_the_same_subject_the_special_one_stands() -> None:
    assert said(BOTH, fact("memo", "06-03", ok=True)) == [
        "a 06-03 general? displaced by special",
        "a 06-03 special: warning",
    ]


def test_where_the_special_one_does_not_rule_the_general_one_stands() -> None:
    assert said(BOTH, fact("memo", "06-03", ok=False)) == ["a 06-03 general: fault"]
    facts = (fact("memo", "06-03", ok=True), fact("memo", "06-04", ok=False))
    assert said(BOTH, *facts)[2] == "a 06-04 general: fault"


def test_where_the_special_one_is_undetermined_so_is_the_other() -> None:
    assert said(BOTH, fact("memo", "06-03")) == [
        "a 06-03 general? undetermined: memo.ok",
        "a 06-03 special? undetermined: memo.ok",
    ]


def test_where_it_is_pending_so_is_the_other_on_the_subjects_own_day() -> None:
    policy = """
    rules:
      - {id: general, clause: "1", on: memo, date: memo.day, then: {outcome: fault}}
      - id: special
        clause: "1"
        on: memo
        with: {calls: {kind: call, window: {after: P30D}}}
        when: count(calls) > 0
        overrides: [general]
        then: {outcome: warning}
    """
    assert said(policy, fact("memo", "06-20", day="2024-06-05")) == [
        "a 06-20 general? pending until 2024-07-20",
        "a 06-20 special? pending until 2024-07-20",
    ]


def test_an_exception_of_the_special_one_leaves_the_general_one_standing() -> None:
    policy = BOTH.replace("when: memo.ok", 'unless: [{when: memo.ok, clause: "2"}]')
    assert said(policy, fact("memo", "06-03", ok=True)) == [
        "a 06-03 general: fault",
        "a 06-03 special? excepted by 2",
    ]


def test_one_that_is_itself_displaced_displaces_nothing() -> None:
    policy = """
    rules:
      - {id: low, clause: "1", on: memo, then: {outcome: fault}}
      - {id: middle, clause: "1", on: memo, overrides: [low], then: {outcome: warning}}
      - {id: high, clause: "1", on: memo, when: memo.ok, overrides: [middle], then: {outcome: final}}
    """
    assert said(policy, fact("memo", "06-03", ok=True)) == [
        "a 06-03 high: final",
        "a 06-03 low: fault",
        "a 06-03 middle? displaced by high",
    ]
    assert said(policy, fact("memo", "06-03")) == [
        "a 06-03 high? undetermined: memo.ok",
        "a 06-03 low? undetermined: memo.ok",
        "a 06-03 middle? undetermined: memo.ok",
    ]


def test_of_several_special_ones_the_one_that_surely_rules_decides() -> None:
    policy = """
    rules:
      - {id: general, clause: "1", on: memo, then: {outcome: fault}}
      - {id: maybe, clause: "1", on: memo, when: memo.ok, overrides: [general], then: {outcome: warning}}
      - {id: surely, clause: "1", on: memo, when: memo.size > 1, overrides: [general], then: {outcome: warning}}
    """
    assert said(policy, fact("memo", "06-03", size=2)) == [
        "a 06-03 general? displaced by surely",
        "a 06-03 maybe? undetermined: memo.ok",
        "a 06-03 surely: warning",
    ]


def test_one_from_which_nothing_follows_does_not_rule() -> None:
    policy = BOTH.replace(
        "when: memo.ok, overrides: [general], then: {outcome: warning}",
        "overrides: [general], then: [{outcome: warning, when: memo.ok}]",
    )
    assert said(policy, fact("memo", "06-03", ok=False)) == ["a 06-03 general: fault"]
    assert said(policy, fact("memo", "06-03")) == [
        "a 06-03 general? undetermined: memo.ok",
        "a 06-03 special? undetermined: memo.ok",
    ]


LATER = """
rules:
  - {id: late, clause: "1", on: memo, then: {outcome: fault, points: memo.size}}
  - {id: half-day, clause: "1", on: fault, when: fault.points >= 15, overrides: [late], then: {outcome: warning}}
  - {id: often, clause: "1", per: [employee, month], with: {lates: fault, halves: warning}, when: count(lates) + count(halves) > 0, then: {outcome: notice, what: all, points: count(lates)}}
"""


def test_a_ruling_read_as_a_fact_has_the_subject_of_the_fact_it_came_from() -> None:
    assert said(LATER, fact("memo", "06-03", size=15), fact("memo", "06-04", size=14)) == [
        "a 06-03 half-day: warning",
        "a 06-03 late? displaced by half-day",
        "a 06-04 late: fault points=14",
        "a 06-30 often: notice what=all points=1",
    ]


def test_what_was_displaced_in_an_earlier_month_is_not_read_in_this_one() -> None:
    quarterly = LATER.replace("per: [employee, month]", "per: [employee, quarter]")
    facts = (fact("memo", "05-03", size=15), fact("memo", "05-04", size=14))
    assert said(quarterly, *facts) == ["a 06-30 often: notice what=all points=1"]


def test_a_ruling_on_a_unit_shares_its_subject_with_rules_on_what_it_made() -> None:
    policy = """
    rules:
      - {id: quiet, clause: "1", per: [employee, week], then: {outcome: fault}}
      - {id: rest, clause: "1", on: fault, overrides: [quiet], then: {outcome: warning}}
    """
    week = {"period": "2024-06-03..2024-06-09"}
    assert said(policy, period=week["period"]) == [
        "a 06-09 quiet? displaced by rest",
        "a 06-09 rest: warning",
    ]


def test_elements_of_each_are_subjects_of_their_own() -> None:
    policy = """
    rules:
      - {id: general, clause: "1", on: memo, each: {x: "[1, 2]"}, then: {outcome: fault, points: x}}
      - {id: special, clause: "1", on: memo, each: {x: "[2, 3]"}, overrides: [general], then: {outcome: warning, points: x}}
    """
    answer = asked(policy, fact("memo", "06-03"))
    assert sorted((one.rule, str(one.fields["points"])) for one in answer.rulings) == [
        ("general", "1"),
        ("special", "2"),
        ("special", "3"),
    ]
    whole = policy.replace('each: {x: "[2, 3]"}, overrides', "overrides").replace(
        ", points: x}}\n", "}}\n"
    )
    answer = asked(whole.replace("warning, points: x", "warning"), fact("memo", "06-03"))
    assert [(one.status, one.rule) for one in answer.findings] == [("displaced", "general")] * 2


def test_rules_that_override_each_other_in_a_circle_both_give_way_to_none() -> None:
    policy = """
    rules:
      - {id: one, clause: "1", on: memo, overrides: [two], then: {outcome: fault}}
      - {id: two, clause: "1", on: memo, overrides: [one], then: {outcome: warning}}
    """
    assert len(said(policy, fact("memo", "06-03"))) == 2


def test_later_rules_read_only_what_stands() -> None:
    policy = BOTH + '  - {id: next, clause: "1", on: fault, then: {outcome: final}}\n'
    assert said(policy, fact("memo", "06-03", ok=True)) == [
        "a 06-03 general? displaced by special",
        "a 06-03 special: warning",
    ]
    assert said(policy, fact("memo", "06-03")) == [
        "a 06-03 general? undetermined: memo.ok",
        "a 06-03 next? undetermined: memo.ok",
        "a 06-03 special? undetermined: memo.ok",
    ]
