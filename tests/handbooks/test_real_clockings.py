"""Half a year of real clockings: the engine against a reference written without it."""

from decimal import Decimal
from pathlib import Path

import pytest

import clausewise

from .real_clockings_reference import (
    FIRST,
    LAST,
    Clockings,
    Outcomes,
    outcomes_of,
    read_clockings,
    read_people,
)

ROOT = Path(__file__).parents[2]
REAL = ROOT / ".." / "shared" / "samples" / "real-attendance"
HANDBOOK = ROOT / "policies" / "22-foreign-trade-management-and-commission"
PERIOD = f"{FIRST}..{LAST}"

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real clockings are not here")


@pytest.fixture(scope="module")
def clockings() -> Clockings:
    return read_clockings(REAL / "attendance-2015H1.jsonl")


@pytest.fixture(scope="module")
def expected(clockings: Clockings) -> Outcomes:
    return outcomes_of(clockings, read_people(REAL / "roster.csv"))


@pytest.fixture(scope="module")
def ruled(clockings: Clockings) -> Outcomes:
    book = clausewise.load(HANDBOOK)
    result = book.evaluate(
        events=[REAL / "attendance-2015H1.jsonl"],
        employees=REAL / "roster.csv",
        period=PERIOD,
        complete={"attendance": PERIOD},
        calendar={"country": "none", "extra_holidays": [str(day) for day in clockings.holidays]},
    )
    of = {
        outcome: [one for one in result.rulings if one.outcome == outcome]
        for outcome in ("late", "absenteeism", "deduction", "auto_resignation")
    }
    assert all(one.fields["days"] == Decimal(1) for one in of["absenteeism"])
    return Outcomes(
        late=frozenset(
            (str(r.employee), str(r.date), int(r.fields["minutes"])) for r in of["late"]
        ),
        absent=frozenset((str(r.employee), str(r.date)) for r in of["absenteeism"]),
        deducted=frozenset((str(r.employee), str(r.date), r.amount) for r in of["deduction"]),
        resigned=frozenset(
            (str(r.employee), str(r.date), str(r.fields["trigger"])) for r in of["auto_resignation"]
        ),
    )


def test_the_reference_has_something_of_each_to_say(expected: Outcomes) -> None:
    assert expected.late
    assert expected.absent
    assert expected.resigned


def test_late_minutes_agree(ruled: Outcomes, expected: Outcomes) -> None:
    assert ruled.late == expected.late


def test_absences_agree(ruled: Outcomes, expected: Outcomes) -> None:
    assert ruled.absent == expected.absent


def test_deductions_agree(ruled: Outcomes, expected: Outcomes) -> None:
    assert ruled.deducted == expected.deducted


def test_resignations_agree(ruled: Outcomes, expected: Outcomes) -> None:
    assert ruled.resigned == expected.resigned
