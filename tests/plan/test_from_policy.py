"""Policies into plans: what a rule sees, what it reads, and in which order rules are asked."""

from pathlib import Path

from clausewise.feel.core import Core
from clausewise.intake.policies import read_handbook, read_policy
from clausewise.intake.vocabulary import read_vocabulary
from clausewise.model.policy import Book, Dates
from clausewise.plan.from_policy import plan_of
from clausewise.plan.plan import OnKinds, PerUnit, Plan, RulePlan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, read_yaml
from clausewise.values.temporal import Date
from clausewise.values.types import DATE, NUMBER, ListOf

VOCABULARY = """\
events:
  clocking:
    label: {zh: 打卡}
    daily: true
    fields:
      check_in: {type: time, optional: true, label: {zh: 上班时间}}
      away: {type: boolean, value: check_in = null}
  leave: {fields: {from: date, to: date}}
  breach: {fields: {obligation: obligation, severity: string, confirmed: boolean}}
outcomes:
  late: {effect: finding, label: {zh: 迟到}, fields: {minutes: {type: number, unit: minutes}}}
  fine: {effect: deduction, fields: {basis: {type: string, optional: true}}}
  violation:
    effect: finding
    fields: {obligation: obligation, severity: {type: string, optional: true}, evidence: string}
  discipline: {effect: sanction, fields: {level: {type: string, one_of: [mild, firm]}}}
employee: {fields: {hired: date, shop: string}}
enums: {obligation: [tidy]}
"""
HANDBOOK = """\
effective: {from: 2020-01-01, to: 2030-12-31}
currency: CNY
clauses: {"1": {kind: rule}}
"""
LATE = """\
  - id: late
    clause: "1"
    on: clocking
    when: clocking.check_in > latest
    then: {outcome: late, minutes: minutes(clocking.check_in - latest)}
"""
LATEST = "parameters: {latest: {type: time, value: 10:00}}\n"


def fields(text: str, name: str) -> Fields:
    root, told = read_yaml(Source(name, text))
    assert isinstance(root, Fields)
    assert told == []
    return root


def planned(*policies: str, handbook: str = HANDBOOK) -> tuple[Plan | None, list[str]]:
    """The plan of a handbook with these policies, and what is told: place, code and message."""
    made, told = planned_and_told(*policies, handbook=handbook)
    return made, [f"{one.span} {one.code} {one.message('en')}" for one in told]


def see_also(*policies: str, handbook: str = HANDBOOK) -> list[str]:
    """What is told: place and code, and the further places shown with it, each with its text."""
    _, told = planned_and_told(*policies, handbook=handbook)
    return [
        " ".join([f"{one.span} {one.code}:", *(f"{at} {at.text}" for at in one.related)])
        for one in told
    ]


def planned_and_told(*policies: str, handbook: str) -> tuple[Plan | None, list[Diagnostic]]:
    vocabulary, told = read_vocabulary([fields(VOCABULARY, "vocabulary")], "")
    book, more = read_handbook(fields(handbook, "handbook"), "41-tea-house")
    told += more
    read = []
    for number, text in enumerate(policies, 1):
        policy, more = read_policy(fields(text, f"{number}.yaml"), vocabulary, "", Path())
        read.append(policy)
        told += more
    assert told == []
    return plan_of(Book(book, tuple(read), "sha256:0", "41-tea-house"), vocabulary)


def plan(*policies: str, handbook: str = HANDBOOK) -> Plan:
    made, told = planned(*policies, handbook=handbook)
    assert told == []
    assert made is not None
    return made


def rule(made: Plan, name: str) -> RulePlan:
    (found,) = (one for one in made.rules if one.id == name)
    return found


def text(core: Core | None) -> str | None:
    return None if core is None else core.span.text


def test_a_rule_knows_what_it_reads() -> None:
    made = plan(LATEST + "definitions: {cut: latest}\nrules:\n" + LATE.replace("> latest", "> cut"))

    late = rule(made, "late")
    assert late.trigger == OnKinds(("clocking",))
    assert late.paths == {("clocking", "check_in")}
    assert late.parameters == ("latest",)
    assert late.effective == Dates(Date.of(2020, 1, 1), Date.of(2030, 12, 31))
    assert [text(one.core) for one in late.when] == ["clocking.check_in > cut"]
    assert late.makes == frozenset({"late"})
    assert late.kinds_read == frozenset({"clocking"})


def test_policies_of_a_handbook_see_each_other_s_names_in_any_order() -> None:
    made = plan(
        "definitions: {cut: later}\nrules:\n" + LATE.replace("latest", "cut"),
        LATEST + "definitions: {later: latest}\n",
    )

    assert rule(made, "late").parameters == ("latest",)
    assert sorted(made.definitions) == ["cut", "later"]


def test_labels_in_chinese_stand_for_names() -> None:
    made = plan(LATEST + "rules:\n" + LATE.replace("clocking.check_in", "打卡.上班时间"))

    assert rule(made, "late").paths == {("clocking", "check_in")}


def test_a_rule_is_in_force_only_while_the_handbook_is() -> None:
    made = plan(LATEST + "rules:\n" + LATE + "    effective: {from: 2019-01-01, to: 2024-12-31}\n")

    assert rule(made, "late").effective == Dates(Date.of(2020, 1, 1), Date.of(2024, 12, 31))


def test_scopes_of_handbook_policy_and_rule_must_all_hold() -> None:
    made = plan(
        LATEST + 'scope: employee.shop = "b"\nrules:\n' + LATE + '    scope: employee.shop = "c"\n',
        handbook=HANDBOOK + 'scope: employee.shop = "a"\n',
    )

    assert [text(one) for one in rule(made, "late").scopes] == [
        'employee.shop = "a"',
        'employee.shop = "b"',
        'employee.shop = "c"',
    ]


def test_a_rule_that_reads_rulings_is_asked_after_those_that_make_them() -> None:
    made = plan(
        LATEST
        + """\
rules:
  - id: late-fine
    clause: "1"
    per: [employee, month]
    with: {lates: late}
    when: count(lates) > 0
    then: {outcome: fine, amount: total(lates.minutes)}
"""
        + LATE
    )

    assert [[one.id for one in layer] for layer in made.layers] == [["late"], ["late-fine"]]
    fine = rule(made, "late-fine")
    assert fine.trigger == PerUnit("month")
    assert [one.standing for one in fine.when] == [False]


def test_a_condition_that_reads_no_facts_can_be_asked_before_the_unit_ends() -> None:
    made = plan("""\
rules:
  - id: late-fine
    clause: "1"
    per: [employee, month]
    with: {lates: late}
    let: {many: count(lates) > 1, old: employee.hired < period.start}
    when: [many, old]
    then: {outcome: fine, amount: 1}
""")

    assert [one.standing for one in rule(made, "late-fine").when] == [False, True]


def test_a_week_has_its_days_and_other_units_have_not() -> None:
    week = """\
rules:
  - id: a
    clause: "1"
    per: [employee, UNIT]
    let: {day: period.friday, all: period.workdays}
    then: {outcome: fine, amount: 1}
"""
    made = plan(week.replace("UNIT", "week"))
    _, told = planned(week.replace("UNIT", "month"))

    assert {name: core.type for name, core in rule(made, "a").lets.items()} == {
        "day": DATE,
        "all": ListOf(DATE),
    }
    assert told == ["1.yaml:5:23 CW305 'period' has no field 'friday'"]


def test_what_is_expected_has_a_state_and_the_fact_s_own_fields() -> None:
    made = plan("""\
rules:
  - id: a
    clause: "1"
    per: [employee, month]
    expect: {fact: leave, within: PT24H}
    then:
      - {outcome: fine, amount: 1, when: 'expected.state = "late"'}
      - {outcome: fine, amount: 1, when: expected.fact.from > period.start}
""")

    expect = rule(made, "a").expect
    assert expect is not None
    assert (expect.fact, text(expect.within)) == ("leave", 'duration("PT24H")')


def test_a_state_that_there_is_not_is_told() -> None:
    _, told = planned("""\
rules:
  - id: a
    clause: "1"
    per: [employee, month]
    expect: {fact: leave, within: PT24H}
    then: {outcome: fine, amount: 1, when: 'expected.state = "tardy"'}
""")

    assert told == ['1.yaml:6:62 CW315 "tardy" is not one of the values that this can have']


def test_ladders_and_obligations_are_rules_like_others() -> None:
    made = plan(
        'ladders: {steps: {clause: "1", on: breach, within: P1Y, steps: [mild, firm]}}',
        handbook='clauses: {"1": {kind: rule}, "2": {kind: duty, obligations: [tidy]}}',
    )

    assert [(one.id, one.clauses, sorted(one.makes)) for one in made.rules] == [
        ("steps", ("1",), ["discipline"]),
        ("breach-2", ("2",), ["violation"]),
    ]


def test_definitions_and_derived_fields_have_types() -> None:
    made = plan(LATEST + "definitions: {two: 1 + 1}\nrules:\n" + LATE)

    assert made.definitions["two"].type == NUMBER
    assert {kind: sorted(fields) for kind, fields in made.derived.items()} == {"clocking": ["away"]}


def test_each_fault_is_told_once_and_none_that_only_follows() -> None:
    made, told = planned(
        LATEST
        + """\
definitions: {cut: lates, later: cut}
rules:
  - id: late
    clause: "1"
    on: clockin
    with: {before: {kind: leav, where: leave.from > clocking.date}}
    when: clocking.check_in > later
    then: {outcome: late, minutes: minutes(clocking.check_in - cut)}
"""
    )

    assert made is None
    assert told == [
        "1.yaml:2:20 CW301 nothing is named 'lates'",
        "1.yaml:6:9 CW353 there is no kind of fact called 'clockin'",
        "1.yaml:7:27 CW353 there is no kind of fact called 'leav'",
    ]


def test_a_name_given_in_two_policies_is_told_at_the_second() -> None:
    _, told = planned(LATEST + "rules:\n" + LATE, "definitions: {latest: 1}")

    assert told == ["2.yaml:1:15 CW383 the handbook has two things called 'latest'"]


def test_a_circle_of_rules_is_told_where_one_reads_the_other() -> None:
    _, told = planned("""\
rules:
  - id: a
    clause: "1"
    on: fine
    then: {outcome: late, minutes: 1}
  - id: b
    clause: "1"
    on: clocking
    with: {lates: late}
    then: {outcome: fine, amount: total(lates.minutes)}
""")

    assert told == [
        "1.yaml:4:9 CW357 rules wait for each other in a circle: a ← [fine] ← b ← [late] ← a"
    ]


def test_a_book_that_was_read_with_errors_has_no_plan_but_all_its_faults() -> None:
    vocabulary, _ = read_vocabulary([fields(VOCABULARY, "vocabulary")], "")
    book, _ = read_handbook(fields(HANDBOOK, "handbook"), "41-tea-house")
    policy, _ = read_policy(fields("rules:\n" + LATE, "1.yaml"), vocabulary, "", Path())

    made, told = plan_of(Book(book, (policy,), "", "", sound=False), vocabulary)

    assert made is None
    assert [one.span.text for one in told] == ["latest", "latest"]


# Faults shown beside what they may come from


def test_a_wrong_type_is_shown_beside_the_parameter_that_declares_it() -> None:
    text_for_time = LATEST.replace("time, value: 10:00", "number, value: 10")

    assert see_also(text_for_time + "rules:\n" + LATE) == [
        "1.yaml:6:11 CW311: 1.yaml:1:29 number",
        "1.yaml:7:44 CW311: 1.yaml:1:29 number",
    ]


def test_a_wrong_type_is_followed_through_definitions_and_the_rules_own_names() -> None:
    text = (
        LATEST.replace("time, value: 10:00", "number, value: 10") + "definitions: {cut: latest}\n"
    )
    late = LATE.replace(
        "    when: clocking.check_in > latest",
        "    let: {bound: cut}\n    when: clocking.check_in > bound",
    )

    assert see_also(text + "rules:\n" + late)[0] == "1.yaml:8:11 CW311: 1.yaml:1:29 number"


def test_a_wrong_unit_is_shown_beside_the_parameter_that_has_it() -> None:
    text = "parameters: {limit: {type: number, unit: days, value: 5, label: {zh: 宽限}}}\nrules:\n"
    fine = """\
  - id: fine
    clause: "1"
    on: late
    when: late.minutes > 宽限
    then: {outcome: fine, amount: 5}
"""

    assert see_also(text + fine) == ["1.yaml:6:11 CW316: 1.yaml:1:42 days"]


TWO_CLAUSES = HANDBOOK.replace(
    '"1": {kind: rule}',
    '"1": {kind: rule}, "2": {kind: rule}, "9": {kind: informational, reason: {zh: 无}}',
)
EARLY = LATE.replace("id: late", "id: early")


def test_a_clause_that_nothing_cites_is_shown_beside_its_neighbour_cited_twice() -> None:
    told = see_also(LATEST + "rules:\n" + LATE + EARLY, handbook=TWO_CLAUSES)

    assert told == ['handbook:3:30 CW366: 1.yaml:4:13 "1" 1.yaml:9:13 "1"']


def test_a_clause_that_nothing_cites_stands_alone_where_none_is_cited_twice() -> None:
    assert see_also(LATEST + "rules:\n" + LATE, handbook=TWO_CLAUSES) == ["handbook:3:30 CW366:"]
