"""Mistakes planted in the handbooks are found, and found where they are."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from clausewise.engine import read_plans
from clausewise.plan.plan import Plan
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, read_yaml
from tests.mutations.kinds import KINDS, Edit, Kind, Slip
from tests.mutations.months import Marks, changed_month
from tests.mutations.reach import reach_of
from tests.mutations.run import folders_of, mutants_of, trials_of
from tests.mutations.table import Score, page_of
from tests.mutations.trial import Handbook, Mutant, Trial, try_out
from tests.mutations.written import Words, Written, read_written

GOODS = ("13",)
POLICY = """\
policy: hours
parameters:
  grace: {type: number, value: 1.5, clause: "1.1"}
rules:
  - id: late
    clause: "1.1"
    on: clocking
    when:
      - clocking.minutes > grace
      - clocking.origin = "gate"
    then: {outcome: fine, amount: clocking.minutes}
"""
WORDS = Words(("clocking",), ("fine", "late"), frozenset(), (("door", "gate"),))


def hours() -> Written:
    source = Source("01-tea-house/hours.yaml", POLICY)
    root, told = read_yaml(source)
    assert isinstance(root, Fields)
    assert told == []
    return Written("01-tea-house", Path("01-tea-house/hours.yaml"), source, root, WORDS)


def changed(kind: str) -> list[tuple[str, list[int]]]:
    """The lines that the slips of a kind make of the policy, and where each is looked for."""
    found = next(one for one in KINDS if one.name == kind)
    sound = POLICY.splitlines()
    slips = []
    for slip in found.find(hours()):
        now = slip.written(POLICY).splitlines()
        other = next((line for line, was in zip(now, sound, strict=False) if line != was), "")
        slips.append((other.strip(), sorted(slip.lines(POLICY))))
    return slips


def test_a_bound_is_opened_on_its_line() -> None:
    assert changed("bound open for closed") == [("- clocking.minutes >= grace", [9])]


def test_a_word_is_taken_for_its_neighbour_in_the_list() -> None:
    assert changed("another word in FEEL") == [('- clocking.origin = "door"', [10])]


def test_a_number_has_its_point_moved() -> None:
    right = 'grace: {type: number, value: 15, clause: "1.1"}'
    left = 'grace: {type: number, value: 0.15, clause: "1.1"}'
    assert changed("decimal point to the right") == [(right, [3])]
    assert changed("decimal point to the left") == [(left, [3])]


def test_what_is_left_out_is_looked_for_in_the_rule_it_stood_in() -> None:
    assert changed("`when` left out") == [
        ("then: {outcome: fine, amount: clocking.minutes}", [5, 6, 7, 8])
    ]


def test_what_stands_twice_is_looked_for_at_either() -> None:
    assert changed("rule given twice") == [("", [5, *range(12, 19)])]


def test_lines_are_those_of_the_changed_file() -> None:
    slip = Slip((Edit(0, 0, "# one\n# two\n"), Edit(14, 14, "x")), (20,))
    assert sorted(slip.lines("policy: hours\nparameters:\n")) == [1, 2, 4]


@pytest.fixture(scope="module")
def goods() -> Handbook:
    return Handbook(folders_of(GOODS)[0])


def test_one_seed_always_makes_the_same_mistakes(goods: Handbook) -> None:
    made = [[one.shown for one in mutants_of([goods], seed, 2)] for seed in (3, 3, 4)]
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_there_are_places_for_every_kind_of_mistake(goods: Handbook) -> None:
    files = [
        read_written(path, goods.words)
        for folder in folders_of(())
        for path in sorted(folder.glob("*.yaml"))
        if not path.name.endswith(".test.yaml")
    ]
    assert [kind.name for kind in KINDS if not any(map(any_place(kind), files))] == []
    assert len(KINDS) >= 30


def any_place(kind: Kind) -> Callable[[Written], bool]:
    return lambda file: next(kind.find(file), None) is not None


def planted(kind: str, book: Handbook) -> Trial:
    """The first mistake of a kind that can be made in the handbook."""
    slips = next(one for one in KINDS if one.name == kind)
    mutants = (Mutant(kind, file, slip) for file in book.files for slip in slips.find(file))
    return try_out(next(mutants), book)


def test_a_misspelt_key_is_told_at_the_line(goods: Handbook) -> None:
    trial = planted("key of a rule misspelt", goods)
    assert (trial.fate, trial.codes) == ("told at the line", ("CW150",))


def test_a_condition_turned_into_its_contrary_is_seen_by_a_test(goods: Handbook) -> None:
    assert planted("`!=` for `=`", goods).fate == "test failed"


def test_a_heading_struck_from_the_register_changes_no_answer(goods: Handbook) -> None:
    assert planted("clause struck from the register", goods).fate == "no difference found"


def test_a_changed_rule_reaches_those_that_read_what_it_makes_and_no_others() -> None:
    sound = read_plans(folders_of(("23",))[0]).plans[0]
    made = _with_another_title(sound, "commission-of-the-quarter")

    reach = reach_of(made, sound)

    assert reach.rules == {"commission-of-the-quarter", "extra-bonus"}
    assert {rule.id for rule in reach.plan.rules} == reach.rules


def test_a_changed_parameter_is_taken_to_reach_every_rule(goods: Handbook) -> None:
    made = evolve(goods.plan, parameters={})

    assert reach_of(made, goods.plan).rules == {rule.id for rule in goods.plan.rules}


def _with_another_title(plan: Plan, name: str) -> Plan:
    layers = (
        tuple(evolve(rule, title={"en": "x"}) if rule.id == name else rule for rule in layer)
        for layer in plan.layers
    )
    return evolve(plan, layers=tuple(layers))


def test_a_changed_month_is_the_same_for_the_same_dice_and_another_than_the_case(
    goods: Handbook,
) -> None:
    case = next(one for one in goods.cases if one.complete is not None)
    marks = Marks.of(goods.files)
    months = [
        changed_month(case, goods.plan.vocabulary, marks, random.Random(seed))
        for seed in (*range(20), *range(20))
    ]

    assert months[:20] == months[20:]
    assert all(month.events != case.events or month.employees != case.employees for month in months)
    assert {month.complete is case.complete for month in months} == {True, False}


def test_mistakes_in_a_handbook_are_caught_and_told_at_the_line(goods: Handbook) -> None:
    trials = [try_out(mutant, goods) for mutant in mutants_of([goods], 1, 1)[::4]]
    score = Score.of(trials)
    assert [one.mutant.shown for one in trials if one.fate == "survived"] == []
    assert score.at_the_line_share >= 0.95
    assert f"| **all** |  | {score.made} |" in page_of(trials, "")


@pytest.mark.slow
def test_mistakes_in_all_handbooks_are_caught_and_told_at_the_line() -> None:
    """Whatever the seed; docs/quality.md shows another."""
    score = Score.of(trials_of(folders_of(()), seed=11, per_kind=3, jobs=2))
    assert score.caught_share >= 0.99
    assert score.at_the_line_share >= 0.95
