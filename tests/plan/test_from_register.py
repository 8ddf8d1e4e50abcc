"""Obligations of the clause register, and ladders, as the rules they are (language.md §3, §4.4)."""

from typing import Any

from tests.execution.asking import asked, errors_of, fact, said

DUTIES = """
clauses:
  "1": {kind: rule}
  "3": {kind: duty, obligations: [dress, honesty]}
"""
NO_RULES = 'rules:\n  - {id: r, clause: "1", on: memo, then: {outcome: fault}}'


def breach(when: str, **fields: Any) -> dict[str, Any]:
    return fact("breach", when, **{"obligation": "dress", "confirmed": True, **fields})


# -- obligations


def test_a_confirmed_breach_of_an_obligation_is_a_violation_of_its_clause() -> None:
    answer = asked(NO_RULES, breach("06-03", id="b", severity="minor"), handbook=DUTIES)
    (ruling,) = answer.rulings
    assert (ruling.rule, ruling.clause, ruling.outcome) == ("breach-3", ("3",), "violation")
    assert ruling.fields == {"obligation": "dress", "severity": "minor", "evidence": "b"}


def test_other_obligations_and_unconfirmed_ones_are_nothing() -> None:
    facts = (breach("06-03", obligation="secrecy"), breach("06-04", confirmed=False))
    assert said(NO_RULES, *facts, handbook=DUTIES) == []


def test_whether_it_is_confirmed_may_be_missing_and_its_severity_left_out() -> None:
    unknown = {"kind": "breach", "employee": "a", "date": "2024-06-03", "obligation": "dress"}
    assert said(NO_RULES, unknown, breach("06-04", id="b"), handbook=DUTIES) == [
        "a 06-03 breach-3? undetermined: breach.confirmed",
        "a 06-04 breach-3: violation obligation=dress severity= evidence=b".replace(
            " severity=", ""
        ),
    ]


def test_an_obligation_that_the_vocabulary_does_not_have_is_an_error() -> None:
    assert errors_of(NO_RULES, DUTIES.replace("honesty", "honestly")) == ("CW375",)


# -- ladders

LADDER = """
ladders:
  steps-up:
    clause: "1"
    on: breach
    within: P1Y
    steps: [mild, firm, severe]
"""


def levels(policy: str, *facts: dict[str, Any], **how: Any) -> list[str]:
    answers = said(policy, *facts, **{"period": "2024", "as_of": "2024-12-31", **how})
    return [
        answer.removeprefix("a ").replace(" steps-up: discipline level=", " ") for answer in answers
    ]


def test_each_fact_climbs_one_step_and_stays_on_the_last() -> None:
    facts = [breach(f"0{month}-03") for month in (3, 4, 5, 6)]
    assert levels(LADDER, *facts) == ["03-03 mild", "04-03 firm", "05-03 severe", "06-03 severe"]


def test_older_steps_no_longer_count() -> None:
    assert levels(LADDER, breach("2023-06-03"), breach("06-03")) == ["06-03 firm"]
    assert levels(LADDER, breach("2023-06-02"), breach("06-03")) == ["06-03 mild"]
    ever = LADDER.replace("    within: P1Y\n", "")
    assert levels(ever, breach("2021-06-02"), breach("06-03")) == ["06-03 firm"]


def test_within_may_be_a_unit_or_a_parameter() -> None:
    monthly = LADDER.replace("P1Y", "month")
    assert levels(monthly, breach("05-31"), breach("06-03"), breach("06-04")) == [
        "05-31 mild",
        "06-03 mild",
        "06-04 firm",
    ]
    named = "parameters: {memory: {type: string, value: month}}\n" + LADDER.strip().replace(
        "P1Y", "memory"
    )
    assert levels(named, breach("05-31"), breach("06-03")) == ["05-31 mild", "06-03 mild"]


def test_facts_of_one_day_climb_in_the_order_in_which_lists_have_them() -> None:
    # A day alone before all moments of it, then by moment, then by id.
    facts = [
        breach("06-03T10:00", id="b"),
        breach("06-03T09:00", id="c"),
        breach("06-03", id="z"),
        breach("06-03T10:00", id="a"),
    ]
    four = LADDER.replace("[mild, firm, severe]", "[mild, firm, severe, mild]")
    answer = asked(four, *facts)
    assert {one.subject: one.fields["level"] for one in answer.rulings} == {
        "z": "mild",
        "c": "firm",
        "a": "severe",
        "b": "mild",
    }


def test_breaches_climb_when_they_are_confirmed() -> None:
    facts = (breach("05-03", confirmed=False), breach("06-03"))
    assert levels(LADDER, *facts) == ["06-03 mild"]
    unknown = {"kind": "breach", "employee": "a", "date": "2024-05-03", "obligation": "dress"}
    assert levels(LADDER, unknown, breach("06-03")) == [
        "05-03 steps-up? undetermined: breach.confirmed",
        "06-03 steps-up? undetermined: breach.confirmed",
    ]


def test_its_own_where_narrows_what_climbs() -> None:
    grave = LADDER + '    where: breach.severity = "gross"\n'
    facts = (
        breach("04-03", severity="gross"),
        breach("05-03", severity="minor"),
        breach("06-03", severity="gross"),
    )
    assert levels(grave, *facts) == ["04-03 mild", "06-03 firm"]


def test_other_kinds_climb_always_rulings_too() -> None:
    policy = LADDER.replace("on: breach", "on: fault") + (
        'rules:\n  - {id: r, clause: "1", on: memo, when: memo.ok, then: {outcome: fault}}\n'
    )
    facts = [fact("memo", f"06-0{n}", ok=True) for n in (3, 4)]
    assert [line for line in levels(policy, *facts) if " r: " not in line] == [
        "06-03 mild",
        "06-04 firm",
    ]


def test_gravity_instead_of_repetition_is_a_table() -> None:
    policy = """
    tables:
      sanction:
        clause: "1"
        inputs: {severity: string}
        outputs: {level: string}
        rows: |
          "minor" | "mild"
          "gross" | "severe"
    rules:
      - {id: r, clause: "1", on: breach, when: breach.confirmed, then: {outcome: discipline, level: '{sanction(breach.severity).level}'}}
    """
    assert said(policy, breach("06-03", severity="gross"), breach("06-04", severity="minor")) == [
        "a 06-03 r: discipline level=severe",
        "a 06-04 r: discipline level=mild",
    ]
    assert said(policy, breach("06-05")) == ["a 06-05 r? undetermined: breach.severity"]
