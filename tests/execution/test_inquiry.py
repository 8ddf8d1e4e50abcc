"""When a rule holds, unless what, and what is said where something is missing (language.md §4.1)."""

from typing import Any

import pytest

from .asking import ANNE, asked, fact, said


def rule(**parts: str) -> str:
    whole = {"on": "memo", "then": "{outcome: fault}", **parts}
    return "\n".join(f"{key}: {value}" for key, value in whole.items())


def memo(**fields: Any) -> dict[str, Any]:
    return fact("memo", fields.pop("on", "06-03"), **fields)


# -- when


def test_left_out_a_rule_always_holds() -> None:
    assert said(rule(), memo()) == ["a 06-03 r: fault"]


def test_false_is_nothing_and_null_is_undetermined_with_the_names() -> None:
    when = "memo.size > employee.wage"
    assert said(rule(when=when), memo(size=200)) == ["a 06-03 r: fault"]
    assert said(rule(when=when), memo(size=1)) == []
    assert said(rule(when=when), memo()) == ["a 06-03 r? undetermined: memo.size"]
    assert said(rule(when=when), memo(), employees=[{"id": "a", "hired": "2020-01-01"}]) == [
        "a 06-03 r? undetermined: employee.wage, memo.size"
    ]


def test_of_a_list_all_must_hold_and_one_that_surely_does_not_decides() -> None:
    conditions = "[memo.size > 1, memo.ok]"
    assert said(rule(when=conditions), memo(size=2, ok=True)) == ["a 06-03 r: fault"]
    assert said(rule(when=conditions), memo(ok=False)) == []
    assert said(rule(when=conditions), memo(size=1)) == []
    assert said(rule(when=conditions), memo(size=2)) == ["a 06-03 r? undetermined: memo.ok"]
    assert said(rule(when=conditions), memo()) == ["a 06-03 r? undetermined: memo.ok, memo.size"]


def test_a_condition_may_be_written_with_the_words_an_explanation_uses() -> None:
    spoken = "[{check: memo.size > 1, say: {zh: 太大, en: too big}}, memo.ok]"
    assert said(rule(when=spoken), memo(size=2, ok=True)) == ["a 06-03 r: fault"]


def test_to_ask_for_null_is_how_one_asks_whether_something_is_there() -> None:
    assert said(rule(when="memo.size = null"), memo()) == ["a 06-03 r: fault"]
    assert said(rule(when="memo.size != null"), memo()) == []
    assert said(rule(when="memo.topic != memo.client"), memo(topic="x")) == [
        "a 06-03 r? undetermined: memo.client"
    ]


@pytest.mark.parametrize(
    ("when", "missing"),
    [
        ("if memo.ok then true else false", "memo.ok"),
        ('memo.topic in ("x", "y")', "memo.topic"),
        ("count(list contains([1, 2], memo.size)) > 1 and list contains([1, 2], memo.size)", "memo.size"),
        ("[1, memo.size][-1] > 0", "memo.size"),
        ("[memo][item.ok][1].size > 0", "memo.ok"),
        ("memo.size / 0 > 1", "memo.size"),
        ("5 / pieces_of_nothing > 1", "5 / pieces_of_nothing"),
        ("undecided > 1", "undecided"),
        ("half > 1", "undecided"),
        ("(if memo.topic != null then memo.size else memo.day.year) > 1", "memo.day, memo.topic"),
    ],
)  # fmt: skip
def test_what_was_missing_is_named(when: str, missing: str) -> None:
    policy = f"""
    parameters:
      undecided: {{type: number, value: null}}
      pieces_of_nothing: {{type: number, value: 0}}
    definitions:
      half: undecided / 2
    rules:
      - id: r
        clause: "1"
        on: memo
        when: >-
          {when}
        then: {{outcome: fault}}
    """
    assert said(policy, memo()) == [f"a 06-03 r? undetermined: {missing}"]


def test_an_element_taken_from_an_empty_list_is_missing_as_its_kind() -> None:
    with_calls = rule(**{"with": "{calls: call}", "when": '"calls[-1].ok"'}).replace('"', "'")
    assert said(with_calls, memo()) == ["a 06-03 r? undetermined: call"]
    assert said(with_calls, memo(), fact("call", "06-04")) == ["a 06-03 r? undetermined: call.ok"]


def test_a_name_in_let_is_seen_by_those_after_it() -> None:
    assert said(
        rule(
            let="{double: memo.size * 2, more: double + 1}", then="{outcome: fault, points: more}"
        ),
        memo(size=2),
    ) == ["a 06-03 r: fault points=5"]


def test_a_chinese_label_stands_for_its_name() -> None:
    assert said(
        rule(on="memo", when='便条.主题 = "x" and employee.班组 = "shop"'), memo(topic="x")
    ) == ["a 06-03 r: fault"]


# -- unless

EXCEPT = '[{when: memo.ok, clause: "2"}, {when: memo.size > 9, clause: "3"}]'


def test_an_exception_that_holds_is_recorded_as_the_reason() -> None:
    assert said(rule(unless=EXCEPT), memo(ok=True)) == ["a 06-03 r? excepted by 2"]
    assert said(rule(unless=EXCEPT), memo(ok=False, size=10)) == ["a 06-03 r? excepted by 3"]
    assert said(rule(unless=EXCEPT), memo(ok=False, size=9)) == ["a 06-03 r: fault"]


def test_one_that_may_hold_is_undetermined_unless_another_does() -> None:
    assert said(rule(unless=EXCEPT), memo(size=10)) == ["a 06-03 r? excepted by 3"]
    assert said(rule(unless=EXCEPT), memo(size=1)) == ["a 06-03 r? undetermined: memo.ok"]
    assert said(rule(unless=EXCEPT), memo()) == ["a 06-03 r? undetermined: memo.ok, memo.size"]


def test_where_the_rule_does_not_hold_no_exception_is_told() -> None:
    assert said(rule(unless=EXCEPT, when="false"), memo(ok=True)) == []
    assert said(rule(unless=EXCEPT, when="false"), memo()) == []


def test_an_exception_that_surely_holds_decides_whatever_else_is_unknown() -> None:
    assert said(rule(unless=EXCEPT, when='memo.topic = "x"'), memo(ok=True)) == [
        "a 06-03 r? excepted by 2"
    ]
    expecting = rule(unless=EXCEPT, expect="{done: memo.moment, due: memo.day}")
    assert said(expecting, memo(ok=True)) == ["a 06-03 r? excepted by 2"]
    assert said(expecting, memo(ok=False, size=1)) == ["a 06-03 r? undetermined: memo.day"]


def test_the_reason_of_an_exception_is_kept() -> None:
    because = '[{when: memo.ok, clause: "2", because: {zh: 好, en: it was fine}}]'
    (finding,) = asked(rule(unless=because), memo(ok=True)).findings
    assert finding.by == {"clause": ["2"], "because": {"zh": "好", "en": "it was fine"}}


# -- facts of which it is not known whether they belong

LISTED = rule(**{"with": "{good: {kind: call, where: call.ok}}", "when": "count(good) > 0"})
NONE_GOOD = LISTED.replace("> 0", "= 0")
FEW_GOOD = LISTED.replace("> 0", "<= 2")


def calls(*known: bool | None) -> list[dict[str, Any]]:
    return [fact("call", "06-04", **({} if ok is None else {"ok": ok})) for ok in known]


def test_doubtful_facts_matter_only_where_the_answers_differ() -> None:
    assert said(LISTED, memo(), *calls(None)) == ["a 06-03 r? undetermined: call.ok"]
    assert said(LISTED, memo(), *calls(None, True)) == ["a 06-03 r: fault"]
    assert said(NONE_GOOD, memo(), *calls(None)) == ["a 06-03 r? undetermined: call.ok"]
    assert said(NONE_GOOD, memo(), *calls(None, True)) == []
    assert said(FEW_GOOD, memo(), *calls(None, None)) == ["a 06-03 r: fault"]
    assert said(FEW_GOOD, memo(), *calls(None, None, True)) == ["a 06-03 r? undetermined: call.ok"]


def test_a_ruling_that_would_say_something_else_is_undetermined_too() -> None:
    counted = LISTED.replace("when: count(good) > 0", "when: count(good) >= 0").replace(
        "{outcome: fault}", "{outcome: fault, points: count(good)}"
    )
    assert said(counted, memo(), *calls(None, True)) == ["a 06-03 r? undetermined: call.ok"]


def test_a_doubtful_exception_is_undetermined() -> None:
    excepted = LISTED.replace(
        "when: count(good) > 0", 'unless: [{when: count(good) > 0, clause: "2"}]'
    )
    assert said(excepted, memo(), *calls(None)) == ["a 06-03 r? undetermined: call.ok"]
    assert said(excepted, memo(), *calls(None, True)) == ["a 06-03 r? excepted by 2"]


def test_a_definition_is_worked_out_for_each_subject() -> None:
    policy = """
    definitions:
      daily: if employee.wage != null then employee.wage else base
      twice: function(n) n * 2
    parameters: {base: {type: number, value: 7}}
    rules:
      - {id: r, clause: "1", on: memo, then: {outcome: bonus, amount: twice(daily)}}
    """
    staff = [ANNE, {"id": "b", "hired": "2020-01-01"}]
    assert said(policy, memo(), memo(who="b"), employees=staff) == [
        "a 06-03 r: bonus amount=200",
        "b 06-03 r: bonus amount=14",
    ]


# -- undetermined rulings in later layers

CHAIN = """
rules:
  - {id: first, clause: "1", on: memo, when: memo.ok, then: {outcome: fault, points: memo.size}}
  - {id: second, clause: "1", on: fault, when: fault.points > 1, then: {outcome: warning}}
  - id: third
    clause: "1"
    per: [employee, month]
    with: {warnings: warning}
    when: count(warnings) >= 2
    then: {outcome: final}
"""


def test_a_rule_on_an_undetermined_outcome_is_asked_as_if_it_stood() -> None:
    assert said(CHAIN, memo(size=2)) == [
        "a 06-03 first? undetermined: memo.ok",
        "a 06-03 second? undetermined: memo.ok",
    ]
    assert said(CHAIN, memo(size=1)) == ["a 06-03 first? undetermined: memo.ok"]


def test_an_undetermined_ruling_is_a_doubtful_fact_of_later_lists() -> None:
    sure = [memo(size=2, ok=True, on="06-04"), memo(size=2, ok=True, on="06-05")]
    assert said(CHAIN, memo(size=2), sure[0])[-1] == "a 06-30 third? undetermined: memo.ok"
    assert said(CHAIN, memo(size=2), *sure)[-1] == "a 06-30 third: final"
    assert [line for line in said(CHAIN, memo(size=2)) if "third" in line] == []


def test_what_only_lacked_data_of_its_feed_stays_a_finding_of_its_own_day() -> None:
    policy = """
    rules:
      - {id: absent, clause: "1", per: [employee, workday], with: {seen: clocking}, needs: [clocking], when: count(seen) = 0, then: {outcome: fault}}
      - {id: next, clause: "1", on: fault, then: {outcome: warning}}
      - {id: many, clause: "1", per: [employee, week], with: {faults: fault}, when: count(faults) >= 1, then: {outcome: final}}
    """
    week: dict[str, Any] = {"period": "2024-06-03..2024-06-09", "complete": []}
    seen = [fact("clocking", f"06-{n:02}") for n in (3, 4, 5, 6)]
    assert said(policy, *seen, **week) == ["a 06-07 absent? undetermined: clocking"]


# -- then


def test_a_list_gives_each_outcome_whose_own_when_holds() -> None:
    then = "[{outcome: fault}, {outcome: fine, basis: x, amount: memo.size, when: memo.ok}]"
    assert sorted(said(rule(then=then), memo(size=3, ok=True))) == [
        "a 06-03 r: fault",
        "a 06-03 r: fine amount=3 basis=x",
    ]
    assert said(rule(then=then), memo(size=3, ok=False)) == ["a 06-03 r: fault"]


def test_an_outcome_that_cannot_be_told_is_undetermined_alone() -> None:
    then = "[{outcome: fault}, {outcome: fine, basis: x, amount: memo.size, when: memo.ok}]"
    assert sorted(said(rule(then=then), memo(ok=True))) == [
        "a 06-03 r: fault",
        "a 06-03 r? undetermined: memo.size",
    ]
    assert sorted(said(rule(then=then), memo())) == [
        "a 06-03 r: fault",
        "a 06-03 r? undetermined: memo.ok, memo.size",
    ]


def test_a_field_that_is_not_optional_must_be_there_and_one_that_is_may_be_left_out() -> None:
    assert said(rule(then="{outcome: notice, what: x, points: memo.size}"), memo()) == [
        "a 06-03 r? undetermined: memo.size"
    ]
    assert said(rule(then="{outcome: fault, points: memo.size}"), memo()) == ["a 06-03 r: fault"]


def test_arithmetic_that_gives_nothing_is_undetermined_with_its_text() -> None:
    divided = "{outcome: notice, what: x, points: memo.size / (memo.size - 1)}"
    assert said(rule(then=divided), memo(size=1)) == [
        "a 06-03 r? undetermined: memo.size / (memo.size - 1)"
    ]


def test_a_text_is_filled_from_its_holes() -> None:
    then = "{outcome: notice, what: 'no {memo.topic} of {memo.size + 1}', points: 1}"
    assert said(rule(then=then), memo(topic="x", size=2)) == [
        "a 06-03 r: notice what=no x of 3 points=1"
    ]
    assert said(rule(then=then), memo(size=2)) == ["a 06-03 r? undetermined: memo.topic"]


def test_an_optional_text_that_is_one_path_is_left_out_where_it_is_null() -> None:
    assert said(rule(then="{outcome: fault, why: '{memo.topic}'}"), memo()) == ["a 06-03 r: fault"]
    assert said(rule(then="{outcome: fault, why: 'is {memo.topic}'}"), memo()) == [
        "a 06-03 r? undetermined: memo.topic"
    ]
    choice = "{outcome: fault, why: '{if memo.ok then \"x\" else memo.topic}'}"
    assert said(rule(then=choice), memo(ok=False)) == ["a 06-03 r? undetermined: memo.topic"]


def test_a_list_stands_for_its_texts_and_other_types_take_feel() -> None:
    then = "{outcome: fault, mark: mild, tags: [big, bad], day: memo.date}"
    assert said(rule(then=then), memo()) == [
        'a 06-03 r: fault mark=mild tags=["big", "bad"] day=2024-06-03'
    ]


def test_a_note_goes_with_its_ruling() -> None:
    (ruling,) = asked(rule(then="{outcome: fault, note: {zh: 注意, en: mind}}"), memo()).rulings
    assert ruling.note == {"zh": "注意", "en": "mind"}


# -- why


def test_a_ruling_shows_its_facts_values_parameters_and_arithmetic() -> None:
    policy = """
    parameters: {rate: {type: number, value: 0.5}}
    rules:
      - id: r
        clause: "1"
        on: memo
        with: {calls: call}
        let: {sizes: total(calls.size)}
        when: sizes > 1
        then: {outcome: bonus, amount: sizes * rate}
    """
    (ruling,) = asked(policy, memo(id="m"), fact("call", "06-04", id="c", size=3)).rulings
    because = ruling.because
    assert because.facts == ("c", "m")
    assert because.values == {"sizes": "3"}
    assert because.parameters == {"rate": "0.5"}
    assert [(step.expression, step.value) for step in because.steps] == [
        ("total(calls.size)", "3"),
        ("total([3])", "3"),
        ("sizes > 1", True),
        ("3 > 1", True),
        ("sizes * rate", "1.5"),
        ("3 * 0.5", "1.5"),
    ]


@pytest.mark.parametrize(
    "then",
    [
        "{outcome: fault, points: memo.pieces}",
        "{outcome: fault, points: subject.pieces}",
        "{outcome: fault, points: total(all.pieces)}",
        "{outcome: fault, points: 'count(all[item.pieces > 1])'}",
        "{outcome: fault, points: 'sum(for one in all return one.pieces)'}",
    ],
)
def test_a_default_that_was_used_is_told(then: str) -> None:
    read = rule(**{"with": "{all: memo}", "then": then})
    (ruling,) = asked(read, memo()).rulings
    assert (ruling.because.defaults, str(ruling.fields["points"])) in (
        (("memo.pieces",), "2"),
        (("memo.pieces",), "1"),
    )
    (ruling,) = asked(read, memo(pieces=5)).rulings
    assert ruling.because.defaults == ()


def test_a_default_that_was_not_read_is_not_told() -> None:
    (ruling,) = asked(rule(), memo()).rulings
    assert ruling.because.defaults == ()


def test_a_derived_field_is_worked_out_and_tells_the_default_behind_it() -> None:
    away = rule(
        on="clocking", when="clocking.away > 0", then="{outcome: fault, points: clocking.away}"
    )
    half = fact("clocking", "06-03", status="absent", days=0.5)
    whole = fact("clocking", "06-04", status="absent")
    there = fact("clocking", "06-05", check_in="09:00")
    assert said(away, half, whole, there) == [
        "a 06-03 r: fault points=0.5",
        "a 06-04 r: fault points=1",
    ]
    rulings = asked(away, half, whole, there).rulings
    assert [one.because.defaults for one in rulings] == [(), ("clocking.days",)]


def test_schedule_is_the_timetable_of_the_subjects_day() -> None:
    late = rule(
        on="clocking",
        let="{minutes_late: minutes(clocking.check_in - schedule.start)}",
        when="minutes_late > 0",
        then="{outcome: fault, points: minutes_late, why: '{schedule.minutes} {schedule.workday}'}",
    )
    assert said(late, fact("clocking", "06-03", check_in="09:05")) == [
        "a 06-03 r: fault points=5 why=480 true"
    ]
    winter = [{"from": "10-01", "to": "04-30", "shifts": [["09:30", "12:00"]]}]
    assert said(late, fact("clocking", "06-03", check_in="09:05"), timetable=winter) == [
        "a 06-03 r? undetermined: schedule"
    ]


def test_a_calculation_that_would_not_end_is_undetermined() -> None:
    endless = rule(let="{n: 'count(for x in 1..9999999 return x)'}", when="n > 1")
    (line,) = said(endless, memo())
    assert line.startswith("a 06-03 r? undetermined: ")
