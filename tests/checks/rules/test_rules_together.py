"""Rules held against each other: what is told, in what words, and that it is so when they are run.

What is said stands in tests/golden/rules; UPDATE_GOLDEN=1 writes it anew.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import clausewise
from clausewise.checks import advice
from clausewise.engine import read_plans
from clausewise.source.catalogue.advice import ADVICE
from clausewise.source.diagnostic import Diagnostic, Language, render
from clausewise.source.span import Source
from clausewise.source.yaml_reader import plain, read_yaml
from tests.checks.tea_house import TeaHouse, tea_house
from tests.docs.rule_examples import MUTUAL, bonus, fine, reminder, rule, rules

__all__ = ["tea_house"]

GOLDEN = Path(__file__).parents[2] / "golden" / "rules"
WRONG = {code: wrong for code, wrong, _ in MUTUAL}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", WRONG)
def test_what_is_said_of_rules(code: str, language: Language, tea_house: TeaHouse) -> None:
    told = tea_house.told(WRONG[code])
    words = "\n".join(_with_related(one, language) for one in told) + "\n"
    answer = GOLDEN / f"{code}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        answer.write_text(words, "utf-8")

    assert answer.read_text("utf-8") == words


def _with_related(told: Diagnostic, language: Language) -> str:
    return "\n".join([render(told, language), *(f"  + {span}" for span in told.related)])


def test_every_message_about_rules_is_shown() -> None:
    assert {code for code in ADVICE if "CW430" <= code < "CW440"} == WRONG.keys()


# -- what is told, and what is not -----------------------------------------------------------------


def codes(tea_house: TeaHouse, *texts: str) -> list[str]:
    return [one.code for one in tea_house.told(rules(*texts))]


def when(*conditions: str) -> str:
    return "when:\n" + "\n".join(f"      - {one}" for one in conditions)


@pytest.mark.parametrize(
    "conditions",
    [
        ('sale.origin = "self"', 'sale.origin = "company"'),
        ('sale.origin in ("self", "company")', 'sale.origin = "referral"'),
        ('not(sale.origin = "self")', 'sale.origin in ("self")'),
        ("sale.delivered_on = null", "sale.delivered_on != null"),
        ("count(others) > 2", "count(others) < 1"),
        ("count(others) < 0",),
        ("sale.amount between 5 and 9", "not(sale.amount >= 5)"),
        ("sale.amount > 1 and sale.amount <= 1",),
        ("if sale.amount > 2 then sale.amount < 1 else sale.amount > 2",),
        ("few", "not(few)"),
        ("few", "count(others) >= 2"),
        ('employee.shop = "branch"',),  # the handbook is for the main shop
    ],
)
def test_conditions_that_exclude_each_other(
    conditions: tuple[str, ...], tea_house: TeaHouse
) -> None:
    own = ("with: {others: sale}", "let: {few: count(others) < 2}")

    assert "CW430" in codes(
        tea_house, rule("odd", *own, when(*conditions), reminder("x"), on="sale")
    )


@pytest.mark.parametrize(
    "conditions",
    [
        ('sale.origin = "self"', "sale.amount > 1"),
        ("count(others) > 1", "count(mine) < 1"),  # lists of their own
        ("sale.amount > 1 or sale.amount < 0", "sale.amount <= 1"),
        ("sale.amount >= 1", "sale.amount <= 1"),
        ("sale.delivered_on = null or sale.delivered_on > sale.date", "sale.delivered_on != null"),
        ("some other in others satisfies other.amount > 1", "count(others) > 1"),
    ],
)
def test_conditions_that_can_be_met(conditions: tuple[str, ...], tea_house: TeaHouse) -> None:
    own = 'with: {others: sale, mine: {kind: sale, where: sale.origin = "self"}}'
    told = codes(tea_house, rule("fine", own, when(*conditions), reminder("x"), on="sale"))

    assert not {code for code in told if code.startswith("CW43")}


def test_a_switch_that_is_off_is_no_fault(tea_house: TeaHouse) -> None:
    """A truth among the parameters turns a rule off: that is what it is for."""
    switch = 'parameters:\n  open: {type: boolean, value: false, clause: "1.2"}\n'
    policy = rules(rule("asleep", "when: open", fine("mild"))).replace("parameters:\n", switch)

    assert tea_house.told(policy) == []


def test_a_parameter_that_changes_is_looked_at_each_time(tea_house: TeaHouse) -> None:
    """Rules that meet from a later day on are told, though they did not meet before."""
    dated = "values: [{from: 2020-01-01, value: 09:00}, {from: 2024-01-01, value: 11:00}]"
    two = (
        rules(
            rule("early", "when: clocking.check_in <= opening", fine("mild")),
            rule("tardy", "when: clocking.check_in > first_guest", fine("hard")),
        )
        .replace("value: 09:30", dated)
        .replace("value: 09:00, clause", "value: 09:30, clause")
    )

    assert [one.code for one in tea_house.told(two)] == ["CW435"]


def test_two_amounts_for_plainly_different_things_are_two_punishments(tea_house: TeaHouse) -> None:
    one = rule("cups", "when: clocking.check_out = null", fine("mild", "cups"))
    two = rule("hours", "when: clocking.check_in > noon", fine("hard", "hours"))

    assert codes(tea_house, one, two) == ["CW437"]


def test_what_an_exception_leaves_to_the_other_rule_is_no_clash(tea_house: TeaHouse) -> None:
    spared = '- {when: clocking.check_in > noon, clause: "1.4", because: {zh: 例, en: example}}'
    one = rule(
        "late", "when: clocking.check_in > opening", f"unless:\n      {spared}", fine("mild")
    )
    two = rule("late-2", "when: clocking.check_in > noon", fine("hard"))

    assert codes(tea_house, one.replace("id: late", "id: late-1"), two) == []


def test_one_that_overrides_the_other_has_settled_it(tea_house: TeaHouse) -> None:
    one = rule("general", "when: clocking.check_in > opening", fine("mild"))
    two = rule("special", "when: clocking.check_in > noon", "overrides: [general]", fine("hard"))

    assert codes(tea_house, one, two) == []


def test_rules_that_hold_at_different_times_do_not_meet(tea_house: TeaHouse) -> None:
    one = rule("old", "effective: {to: 2022-12-31}", fine("mild"))
    two = rule("new", "effective: {from: 2023-01-01}", fine("hard"))

    assert codes(tea_house, one, two) == []


OFF = '  off: {type: number, value: 0, clause: "1.2"}\n'


def test_a_ruling_fined_where_it_is_made_and_fined_again(tea_house: TeaHouse) -> None:
    """One lateness costs twice: by the rule that finds it, and by the rule on what was found."""
    found = "then:\n      - {outcome: late, minutes: 5}\n      - {outcome: fine, basis: late, amount: mild}"
    one = rule("late-fined", "when: clocking.check_in > noon", found)
    two = rule(
        "late-again",
        'when: late.minutes > 0 and employee.shop = "main"',
        fine("hard", "late"),
        on="late",
    )
    counting = rule(
        "too-often",
        "with: {others: {kind: late, window: {before: month}}}",
        "when: count(others) > 2",
        fine("hard", "late"),
        on="late",
    )

    def clashing(*texts: str) -> bool:
        told = tea_house.told(rules(*texts).replace("rules:", f"{OFF}rules:", 1))
        return any(one.blanks.get("second") == "late-fined" for one in told)

    assert clashing(one, two)
    assert not clashing(one.replace("when: ", "when: off = 1 and "), two)
    assert not clashing(one, two.replace("minutes > 0", "minutes > 5"))
    assert not clashing(one, counting)
    assert not clashing(one, two.replace("when:", "overrides: [late-fined]\n    when:"))


def test_which_of_two_is_more(tea_house: TeaHouse) -> None:
    """A comparison of two things that only facts know is one thing, whichever way round it is written."""
    early = "clocking.check_in < clocking.check_out"
    turned = "clocking.check_out <= clocking.check_in"
    (never,) = tea_house.told(rules(rule("odd", when(early, turned), reminder("x"))))
    told = tea_house.told(
        rules(rule("one", when(early), fine("mild")), rule("two", when(early), fine("hard")))
    )

    assert never.blanks["clash"] == f"{early} and {turned}"
    assert [one.blanks["case"] for one in told] == [f'{early}, employees: {{shop: "main"}}']
    assert (
        codes(
            tea_house,
            rule("one", when(early), fine("mild")),
            rule("two", when(turned), fine("hard")),
        )
        == []
    )


def test_a_hole_between_less_and_more(tea_house: TeaHouse) -> None:
    low = rule("low", when("clocking.check_in < clocking.check_out"), fine("mild"))
    high = rule("high", when("clocking.check_in > clocking.check_out"), fine("hard"))
    (told,) = tea_house.told(rules(low, high))

    assert told.message("en") == (
        "there is a hole between rules low and high: for clocking.check_in = clocking.check_out "
        "there is no fine, for example clocking.check_in = clocking.check_out"
    )


def test_dates_of_a_rule_outside_those_of_its_handbook(tea_house: TeaHouse) -> None:
    (told,) = tea_house.told(rules(rule("old", "effective: {to: 2019-12-31}", reminder("x"))))

    assert told.message("en") == (
        "rule old can never hold: nothing meets "
        "effective from 2020-01-01 and effective to 2019-12-31"
    )


def test_an_override_of_what_never_holds_with_it(tea_house: TeaHouse) -> None:
    one = rule("early", "when: clocking.check_in <= opening", fine("mild"))
    two = rule("tardy", "when: clocking.check_in > noon", "overrides: [early]", fine("hard"))

    assert codes(tea_house, one, two) == ["CW434"]


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("clocking.check_in in [first_guest..opening)", "clocking.check_in > opening", ["CW438"]),
        ("clocking.check_in in [first_guest..opening]", "clocking.check_in > opening", []),
        ("clocking.check_in < opening", "clocking.check_in > opening", ["CW438"]),
        # Too early and too late, and nothing between: a band, and meant so.
        ("clocking.check_in < opening", "clocking.check_in > noon", []),
        ("clocking.check_in = opening", "clocking.check_in = noon", []),
    ],
)
def test_holes_between_grades(low: str, high: str, told: list[str], tea_house: TeaHouse) -> None:
    one, two = (
        rule("low", f"when: {low}", fine("mild")),
        rule("high", f"when: {high}", fine("hard")),
    )

    assert codes(tea_house, one, two) == told


def test_counts_have_no_halves(tea_house: TeaHouse) -> None:
    own = "with: {others: {kind: clocking, window: {before: month}}}"
    one = rule("some", own, "when: count(others) in [2..3]", fine("mild"))
    two = rule("many", own, "when: count(others) >= 4", fine("hard"))
    far = rule("many", own, "when: count(others) >= 5", fine("hard"))

    assert codes(tea_house, one, two) == ["CW402"]
    assert codes(tea_house, one, far) == ["CW438", "CW402"]


def test_a_hole_that_another_rule_takes_care_of(tea_house: TeaHouse) -> None:
    one = rule("low", "when: clocking.check_in in [first_guest..opening]", fine("mild"))
    two = rule("high", "when: clocking.check_in >= noon", fine("hard"))
    between = rule(
        "middle",
        "when: clocking.check_in > opening and clocking.check_in < noon",
        "then: {outcome: discipline, level: verbal_warning}",
    )

    assert codes(tea_house, one, two) == ["CW438"]
    assert codes(tea_house, one, two, between) == []


def test_bonuses_by_rule_that_fall_beyond_a_bound(tea_house: TeaHouse) -> None:
    low = rule("low", "when: sale.amount <= 1000", bonus("sale.amount * 0.3"), on="sale")
    high = rule("high", "when: sale.amount > 1000", bonus("sale.amount * 0.2"), on="sale")
    told = [one for one in tea_house.told(rules(low, high)) if one.code == "CW439"]

    assert [one.message("en") for one in told] == [
        "the commission goes up and down from tier to tier: "
        "sale.amount = 1000: 300.0 (low), but sale.amount = 1001: 200.2 (high)"
    ]


# -- what is told is so ------------------------------------------------------------------------------


def _case(told: Diagnostic) -> tuple[dict[str, Any], dict[str, Any]]:
    """The event of a case and what it says of the employee, read from its words as YAML."""
    node, faults = read_yaml(
        Source("case", "event: " + told.blanks["case"].replace("}, employees: ", "}\nemployees: "))
    )
    assert node is not None
    assert not faults
    read = plain(node)
    assert isinstance(read, dict)
    return read["event"], read.get("employees", {})  # type: ignore[return-value]


@pytest.mark.parametrize("code", ["CW435", "CW436", "CW437"])
def test_the_case_that_is_shown_brings_both_about(code: str, tea_house: TeaHouse) -> None:
    (told,) = tea_house.told(WRONG[code])
    event, person = _case(told)
    book = clausewise.load("policies")
    employee = {"id": "E01", "hired": "2023-01-03", "shop": "main", **person}

    result = book.evaluate([event], employees=[employee], period="2024-06")

    made = {ruling.rule for ruling in result.rulings}
    assert {told.blanks["first"], told.blanks["second"]} <= made


@st.composite
def grades(draw: st.DrawFn) -> list[tuple[int, int, bool, bool]]:
    """Two to four stretches of hours, each with its ends open or closed."""
    count = draw(st.integers(2, 4))
    found = []
    for _ in range(count):
        low, high = sorted(draw(st.lists(st.integers(9, 18), min_size=2, max_size=2, unique=True)))
        found.append((low, high, draw(st.booleans()), draw(st.booleans())))
    return found


@given(grades())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rules_that_meet_are_those_that_meet_when_they_are_run(
    tea_house: TeaHouse, stretches: list[tuple[int, int, bool, bool]]
) -> None:
    """At each hour and half-hour: two fines of one clocking, if and only if a clash is told of the two."""
    texts = [
        rule(f"grade-{at}", f"when: clocking.check_in in {_range(*stretch)}", fine("mild"))
        for at, stretch in enumerate(stretches)
    ]
    told = {
        frozenset({one.blanks["first"], one.blanks["second"]})
        for one in tea_house.told(rules(*texts))
        if one.code == "CW435"
    }
    moments = [f"{hour:02}:{minute:02}" for hour in range(9, 19) for minute in (0, 30)]
    events = [
        {"kind": "clocking", "employee": f"E{moment}", "date": "2024-06-03", "check_in": moment}
        for moment in moments
    ]
    people = [{"id": f"E{moment}", "hired": "2023-01-03", "shop": "main"} for moment in moments]
    result = clausewise.load("policies").evaluate(events, employees=people, period="2024-06")
    fined: dict[str, set[str]] = {}
    for ruling in result.rulings:
        if ruling.rule.startswith("grade-"):
            fined.setdefault(str(ruling.employee), set()).add(ruling.rule)
    met = {
        frozenset({one, other})
        for rules_of_one in fined.values()
        for one in rules_of_one
        for other in rules_of_one
        if one != other
    }

    assert told == met


def _range(low: int, high: int, low_open: bool, high_open: bool) -> str:
    opening, closing = "(" if low_open else "[", ")" if high_open else "]"
    return f'{opening}time("{low:02}:00:00")..time("{high:02}:00:00"){closing}'


def test_the_handbooks_have_nothing_of_it() -> None:
    policies = Path(__file__).parents[3] / "policies"
    told = [one for plan in read_plans(policies).plans for one in advice(plan)]

    assert [render(one, "en") for one in told if "CW430" <= one.code < "CW440"] == []
