"""Units of time tile the calendar, and are written as people write them."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.calendar.units import (
    UNIT_KINDS,
    NotAPeriod,
    UnitKind,
    end_of,
    label_of,
    next_unit,
    parse_period,
    previous_unit,
    start_of,
    unit_holding,
    units_between,
)
from clausewise.values.temporal import Date

all_days = st.dates(datetime.date(1950, 1, 1), datetime.date(2200, 12, 31)).map(Date.from_python)
kinds = st.sampled_from(UNIT_KINDS)


def day(text: str) -> Date:
    found = Date.parse(text)
    assert found is not None
    return found


def told(kind: UnitKind, text: str, hired: str | None = None) -> str | None:
    unit = unit_holding(kind, day(text), None if hired is None else day(hired))
    return None if unit is None else f"{unit.first}..{unit.last} {unit.index} {unit.label}"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("day", "2024-06-04..2024-06-04 156 2024-06-04"),
        ("workday", "2024-06-04..2024-06-04 156 2024-06-04"),
        ("week", "2024-06-03..2024-06-09 23 2024-06-03..2024-06-09"),
        ("month", "2024-06-01..2024-06-30 6 2024-06"),
        ("quarter", "2024-04-01..2024-06-30 2 2024-Q2"),
        ("half_year", "2024-01-01..2024-06-30 1 2024-01-01..2024-06-30"),
        ("year", "2024-01-01..2024-12-31 2024 2024"),
    ],
)
def test_the_unit_of_a_day(kind: UnitKind, words: str) -> None:
    assert told(kind, "2024-06-04") == words


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("service_month", "2024-01-31", "2024-01-31..2024-02-28 1 2024-01-31..2024-02-28"),
        ("service_month", "2024-02-29", "2024-02-29..2024-03-30 2 2024-02-29..2024-03-30"),
        ("service_month", "2024-03-31", "2024-03-31..2024-04-29 3 2024-03-31..2024-04-29"),
        ("service_quarter", "2024-04-30", "2024-04-30..2024-07-30 2 2024-04-30..2024-07-30"),
        ("service_year", "2025-01-31", "2025-01-31..2026-01-30 2 2025-01-31..2026-01-30"),
        ("service_year", "2024-01-30", None),
    ],
)
def test_units_of_service_are_counted_from_hiring(
    kind: UnitKind, text: str, words: str | None
) -> None:
    assert told(kind, text, "2024-01-31") == words


def test_without_a_hiring_date_there_are_no_units_of_service() -> None:
    assert told("service_month", "2024-06-04") is None
    assert units_between("service_month", day("2024-06-01"), day("2024-06-30")) == ()


def test_the_first_unit_of_service_has_none_before_it() -> None:
    hired = day("2024-01-31")
    first = unit_holding("service_quarter", hired, hired)
    assert first is not None
    assert previous_unit(first, hired) is None


def test_all_units_that_touch_a_stretch() -> None:
    weeks = units_between("week", day("2024-06-01"), day("2024-06-30"))
    assert [unit.label for unit in weeks] == [
        "2024-05-27..2024-06-02",
        "2024-06-03..2024-06-09",
        "2024-06-10..2024-06-16",
        "2024-06-17..2024-06-23",
        "2024-06-24..2024-06-30",
    ]


def test_units_of_service_touching_a_stretch_that_begins_before_hiring() -> None:
    units = units_between("service_month", day("2024-01-01"), day("2024-03-01"), day("2024-01-31"))
    assert [unit.index for unit in units] == [1, 2]


def test_the_ends_of_units() -> None:
    assert start_of("quarter", day("2024-06-04")) == day("2024-04-01")
    assert end_of("quarter", day("2024-06-04")) == day("2024-06-30")
    assert start_of("service_year", day("2024-06-04"), day("2020-02-29")) == day("2024-02-29")
    assert end_of("service_year", day("2024-06-04")) is None


@given(kinds, all_days, all_days, st.integers(0, 400))
def test_units_tile_the_calendar(kind: UnitKind, hired: Date, first: Date, length: int) -> None:
    units = units_between(kind, first, first.plus_days(length), hired)
    for unit in units:
        for inside in (unit.first, unit.last):
            assert unit_holding(kind, inside, hired) == unit
        following = next_unit(unit, hired)
        assert following is not None
        assert following.first == unit.last.plus_days(1)
        assert previous_unit(following, hired) == unit
    for before, after in pairwise(units):
        assert after.first == before.last.plus_days(1)
    if not kind.startswith("service_"):
        assert units[0].first <= first
        assert units[-1].last >= first.plus_days(length)


@given(all_days, all_days)
def test_a_service_month_stops_at_the_months_end(hired: Date, later: Date) -> None:
    unit = unit_holding("service_month", later, hired)
    if unit is not None:
        assert unit.first == hired.plus_months(unit.index - 1)
        assert unit.first <= later <= unit.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-06", "2024-06-01", "2024-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-06-03", "2024-06-03", "2024-06-03"),
        ("2024-06-03..2024-07-02", "2024-06-03", "2024-07-02"),
        ("2024-04 .. 2024-06", "2024-04-01", "2024-06-30"),
    ],
)
def test_a_period_is_written_in_few_ways(text: str, first: str, last: str) -> None:
    assert parse_period(text) == (day(first), day(last))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("June 2024", "CW501"),
        ("2024-6", "CW501"),
        ("2024-Q5", "CW501"),
        ("", "CW501"),
        ("2024-06..", "CW501"),
        ("2024-13", "CW502"),
        ("2024-06-31", "CW502"),
        ("0000-00", "CW502"),
        ("2024-07..2024-06", "CW503"),
    ],
)
def test_what_is_no_period_is_told_why(text: str, code: str) -> None:
    found = parse_period(text)
    assert isinstance(found, NotAPeriod)
    assert (found.code, found.text) == (code, text)


@given(all_days, st.integers(0, 400))
def test_a_label_reads_back(first: Date, length: int) -> None:
    last = first.plus_days(length)
    assert parse_period(label_of(first, last)) == (first, last)
