"""What would have changed an outcome, read off the steps of its line."""

from typing import Any

import pytest

from clausewise.report.otherwise import turns_of
from clausewise.report.sums import Reader, steps_of
from clausewise.report.words import Words


def turns(*steps: tuple[str, str, Any], **parameters: Any) -> list[str]:
    """Of steps written, filled in, and their value."""
    because = {
        "parameters": parameters,
        "steps": [
            {"expression": text, "value": value, "at": str(place)}
            for place, (written, filled, value) in enumerate(steps)
            for text in (written, filled)
        ],
    }
    reader = Reader.of(Words("en"), "shop", None)
    return [turn.said(reader) for turn in turns_of(steps_of(because), reader, because)]


@pytest.mark.parametrize(
    ("written", "filled", "said"),
    [
        ("late > 15", "29 > 15", "'late' had been at most 15 (it was 29, 14 off)"),
        ("late >= 15", "15 >= 15", "'late' had been less than 15 (it was 15)"),
        ("15 < late", "15 < 29", "'late' had been at most 15 (it was 29, 14 off)"),
        ("paid < owed", "5 < 8", "'paid' had been at least 8 (it was 5, 3 off)"),
        (
            "sent_on > latest",
            '@"2024-06-05" > @"2024-06-03"',
            "'sent_on' had been no later than 3 June 2024 (it was 5 June 2024, 2 days off)",
        ),
        (
            "arrival > latest",
            '@"10:14:00" > @"10:00:00"',
            "'arrival' had been no later than 10:00 (it was 10:14, 14 minutes off)",
        ),
        (
            "delay > notice",
            '@"PT5H" > @"PT4H"',
            "'delay' had been at most 4 hours (it was 5 hours, 1 hour off)",
        ),
    ],
)
def test_a_comparison_turns_at_its_bound(written: str, filled: str, said: str) -> None:
    assert turns((written, filled, True)) == [said]


def test_the_side_that_the_policy_sets_is_the_bound() -> None:
    assert turns(("limit <= count", "3 <= 4", True), limit="3") == [
        "'count' had been less than 3 (it was 4, 1 off)"
    ]


def test_where_there_was_none_one_would_have_done() -> None:
    assert turns(("count(approvals) = 0", "count([]) = 0", True)) == [
        "there had been a record of 'approvals' that would do"
    ]


def test_that_there_was_any_at_all_is_no_advice() -> None:
    assert turns(("count(seen) > 0", "count(seen) > 0", True)) == []


def test_any_part_of_a_conjunction_would_do() -> None:
    assert turns(("a > 1 and b > 2", "5 > 1 and 5 > 2", True)) == [
        "'a' had been at most 1 (it was 5, 4 off)",
        "'b' had been at most 2 (it was 5, 3 off)",
    ]


def test_of_alternatives_only_the_one_that_held_counts() -> None:
    assert turns(("a > 1 or b > 2", "0 > 1 or 5 > 2", True)) == [
        "'b' had been at most 2 (it was 5, 3 off)"
    ]


def test_where_both_alternatives_held_neither_alone_would_do() -> None:
    assert turns(("a > 1 or b > 2", "5 > 1 or 5 > 2", True)) == []


def test_an_alternative_that_was_not_asked_any_more_is_named() -> None:
    assert turns(("a > 1 or sum(b) > 2", "5 > 1 or sum(b) > 2", True)) == [
        "'a' had been at most 1, and 'sum(b) > 2' did not hold either (it was 5, 4 off)"
    ]


def test_one_element_of_every_would_do_and_the_outcome_says_what_it_was() -> None:
    every = "every clocking in seen satisfies clocking.check_in > latest"
    measured = "floor(minutes(arrival - permitted))"
    said = turns(
        (every, every, True),
        (measured, 'floor(minutes(@"10:14:00" - @"10:00:00"))', "14"),
        latest="10:00:00",
    )

    assert said == [
        "'clocking.check_in' had been no later than 10:00 (it was 10:14, 14 minutes off)"
    ]


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        ('status = "absent"', '"absent" = "absent"'),
        ("employee.hired <= start", '@"2020-03-02" <= @"2024-06-01"'),
        ("1 < 2", "1 < 2"),
        ("this is (no expression", "this is (no expression"),
    ],
)
def test_what_nobody_could_have_changed_is_not_told(written: str, filled: str) -> None:
    assert turns((written, filled, True)) == []


def test_conditions_that_did_not_hold_are_not_told() -> None:
    assert turns(("late > 15", "2 > 15", False)) == []
