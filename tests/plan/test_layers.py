"""The order in which rules are asked (language.md §4.1, last sentence)."""

from clausewise.plan.plan import Plan
from tests.execution.asking import errors_of, plan_of

RULE = '  - {{id: {id}, clause: "1", on: {on}, {more}then: {{outcome: {then}}}}}'


def rules(*lines: tuple[str, str, str, str]) -> str:
    written = (RULE.format(id=id_, on=on, then=then, more=more) for id_, on, then, more in lines)
    return "\n".join(["rules:", *written])


def layers(plan: Plan) -> list[list[str]]:
    return [[rule.id for rule in layer] for layer in plan.layers]


def test_a_rule_comes_after_those_that_make_what_it_reads_however_they_are_written() -> None:
    plan = plan_of(
        rules(
            ("third", "warning", "final", ""),
            ("second", "memo", "warning", "with: {all: fault}, "),
            ("first", "memo", "fault", ""),
        )
    )
    assert layers(plan) == [["first"], ["second"], ["third"]]


def test_it_comes_after_those_that_may_displace_what_it_reads() -> None:
    plan = plan_of(
        rules(
            ("reader", "fault", "final", ""),
            ("general", "memo", "fault", ""),
            ("special", "fault", "warning", "overrides: [general], "),
        )
    )
    assert layers(plan) == [["general"], ["special"], ["reader"]]


def test_what_is_expected_is_read_too() -> None:
    plan = plan_of(
        rules(
            ("asks", "memo", "fault", "expect: {fact: warning, within: P1D}, "),
            ("makes", "memo", "warning", ""),
        )
    )
    assert layers(plan) == [["makes"], ["asks"]]


def test_rules_that_wait_for_each_other_are_an_error() -> None:
    assert errors_of(rules(("one", "fault", "warning", ""), ("two", "warning", "fault", ""))) == (
        "CW357",
    )
    assert errors_of(rules(("one", "fault", "fault", ""))) == ("CW357",)


def test_a_decision_of_before_read_under_its_own_name_makes_no_circle() -> None:
    assert layers(plan_of(rules(("one", "settled_ruling", "fault", "")))) == [["one"]]
