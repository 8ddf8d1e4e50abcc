"""On which side of each bound tests have stood."""

from pathlib import Path

import pytest

from clausewise.engine import read_plans
from clausewise.testing.coverage import share_of
from clausewise.testing.run import run_tests
from clausewise.testing.thresholds import thresholds_of, watched
from tests.testing.small import items, lacking, written

POLICIES = Path(__file__).parents[2] / "policies"
LATE = """
parameters:
  grace: {type: number, unit: minutes, value: 5, clause: "1"}
rules:
  - id: late
    clause: "1"
    on: clocking
    let: {behind: minutes(clocking.check_in - @"09:00:00")}
    when: CONDITION
    then: {outcome: late, minutes: behind}
"""


def case(*check_ins: str, late: str = "") -> str:
    """One case with a clocking a day; those of the days in `late` are ruled late."""
    events = "\n".join(
        f"      - {{kind: clocking, employee: A, date: 2024-06-{day:02}, check_in: {time}}}"
        for day, time in enumerate(check_ins, 3)
    )
    expect = ", ".join(f"{{outcome: late, date: 2024-06-{day}}}" for day in late.split())
    return f"""
tests:
  - title: some days
    employees: [{{id: A, hired: 2020-01-01}}]
    events:
{events}
    period: 2024-06
    expect: [{expect}]
"""


def late(tmp_path: Path, condition: str, tests: str) -> list[str]:
    return lacking(written(tmp_path, LATE.replace("CONDITION", condition), tests))


def test_a_value_on_one_side_leaves_the_bound_and_the_other_side(tmp_path: Path) -> None:
    assert late(tmp_path, "behind > grace", case("09:06", late="03")) == [
        "late: behind > grace — below",
        "late: behind > grace — at it",
    ]


def test_three_values_exercise_all_three_sides(tmp_path: Path) -> None:
    assert late(tmp_path, "behind > grace", case("09:04", "09:05", "09:06", late="05")) == []


def test_a_bound_written_first_is_still_the_bound(tmp_path: Path) -> None:
    assert late(tmp_path, "grace < behind", case("09:06", late="03")) == [
        "late: grace < behind — below",
        "late: grace < behind — at it",
    ]


def test_both_ends_of_between_are_bounds(tmp_path: Path) -> None:
    assert late(tmp_path, "behind between 5 and 10", case("09:07", late="03")) == [
        "late: behind between 5 and 10 — below",
        "late: behind between 5 and 10 — at it",
        "late: behind between 5 and 10 — at it",
        "late: behind between 5 and 10 — above",
    ]


def test_both_ends_of_a_range_are_bounds(tmp_path: Path) -> None:
    assert late(tmp_path, "behind in (5..10]", case("09:05", "09:10", late="04")) == [
        "late: behind in (5..10] — below",
        "late: behind in (5..10] — above",
    ]


def test_what_is_equal_or_not_has_two_sides(tmp_path: Path) -> None:
    condition = 'clocking.status = "present" and behind > 0'
    told = late(tmp_path, condition, case("08:59", "09:00", "09:01", late="05"))

    assert told == ['late: clocking.status = "present" — not the same']


def test_asking_whether_something_is_there_is_no_bound(tmp_path: Path) -> None:
    condition = "clocking.check_in != null and behind > 0"

    assert late(tmp_path, condition, case("08:59", "09:00", "09:01", late="05")) == []


def test_a_count_is_never_below_nought(tmp_path: Path) -> None:
    policy = """
rules:
  - id: none-before
    clause: "1"
    on: clocking
    with: {earlier: {kind: slip, window: service}}
    when: count(earlier) > 0
    then: {outcome: late}
"""
    told = lacking(written(tmp_path, policy, case("09:00")))

    assert told == ["none-before", "none-before: count(earlier) > 0 — above"]


def test_what_was_never_compared_stands_on_no_side(tmp_path: Path) -> None:
    condition = 'clocking.check_in < @"08:00:00" and behind > grace'
    told = late(tmp_path, condition, case("09:00"))

    assert told == [
        "late",
        'late: clocking.check_in < @"08:00:00" — below',
        'late: clocking.check_in < @"08:00:00" — at it',
        "late: behind > grace — below",
        "late: behind > grace — at it",
        "late: behind > grace — above",
    ]


def test_the_upper_bound_of_a_band_belongs_to_what_is_to_be_exercised(tmp_path: Path) -> None:
    policy = """
brackets:
  scale:
    clause: "1"
    mode: whole
    bands: [{up_to: 100, rate: 0.01}, {rate: 0.02}]
rules:
  - id: bonus
    clause: "1"
    on: sale
    then: {outcome: bonus, amount: scale(sale.amount).amount}
"""
    tests = """
tests:
  - title: a sale in each band
    employees: [{id: A, hired: 2020-01-01}]
    events:
      - {kind: sale, employee: A, date: 2024-06-03, amount: 50}
      - {kind: sale, employee: A, date: 2024-06-04, amount: 150}
    period: 2024-06
    expect: [{outcome: bonus, amount: 0.5}, {outcome: bonus, amount: 3}]
"""
    assert lacking(written(tmp_path, policy, tests)) == ["scale, band 1 — at it"]


def test_each_step_of_a_ladder_is_to_be_climbed(tmp_path: Path) -> None:
    policy = """
ladders:
  topics: {clause: "1", on: slip, steps: [talk, letter], within: P1Y, outcome: warning}
"""
    tests = """
tests:
  - title: the first slip
    employees: [{id: A, hired: 2020-01-01}]
    events: [{kind: slip, employee: A, date: 2024-06-03}]
    period: 2024-06
    expect: [{outcome: warning, level: talk}]
"""
    assert lacking(written(tmp_path, policy, tests)) == ["topics: letter"]


def test_the_share_is_never_rounded_up(tmp_path: Path) -> None:
    book = written(tmp_path, LATE.replace("CONDITION", "behind > grace"), case("09:06", late="03"))

    assert str(share_of(items(book))) == "50.0"
    assert str(share_of(items(book)[1:])) == "33.3"


@pytest.mark.parametrize("number", ["04", "09", "23"])
def test_a_watched_plan_answers_as_ever(number: str) -> None:
    (folder,) = POLICIES.glob(f"{number}-*")

    plain, seen = run_tests([folder]), run_tests([folder], prepare=lambda p: watched(p, _nobody))

    assert [one.answer for one in seen] == [one.answer for one in plain]


def test_every_bound_has_a_place_of_its_own() -> None:
    for plan in read_plans(POLICIES).plans:
        keys = [one.key for one in thresholds_of(plan)]
        assert len(keys) == len(set(keys))


def _nobody(*_: object) -> None:
    """Nobody listens."""
