"""Days, times, moments and durations."""

import datetime as python
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.values.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    days_in_month,
    parse_duration,
)
from tests.strategies import law

days = st.integers(min_value=-400_000_000, max_value=400_000_000).map(Date)


def moment(text: str) -> DateTime:
    read = DateTime.parse(text)
    assert read is not None
    return read


def day(text: str) -> Date:
    read = Date.parse(text)
    assert read is not None
    return read


@law()
@given(st.dates())
def test_days_count_as_in_python(date: python.date) -> None:
    ours = Date.from_python(date)

    assert ours.ordinal == date.toordinal()
    assert (ours.year, ours.month, ours.day) == (date.year, date.month, date.day)
    assert ours.weekday == date.isoweekday()
    assert ours.week_of_year == date.isocalendar().week
    assert ours.day_of_year == date.timetuple().tm_yday
    assert ours.to_python() == date
    assert str(ours) == date.isoformat()


@law()
@given(days)
def test_a_day_of_any_year_reads_back(date: Date) -> None:
    assert Date.of(*date.parts) == date
    assert Date.parse(str(date)) == date


@law()
@given(days)
def test_the_day_after_is_one_more_and_the_next_weekday(date: Date) -> None:
    after = date.plus_days(1)

    assert after > date
    assert after.weekday == date.weekday % 7 + 1
    assert after.day == (1 if date.day == days_in_month(date.year, date.month) else date.day + 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-02-29", "2024-02-29"),
        ("-2021-01-01", "-2021-01-01"),
        ("0000-02-29", "0000-02-29"),
        ("999999999-12-31", "999999999-12-31"),
        ("-999999999-01-01", "-999999999-01-01"),
    ],
)
def test_days_before_year_1_and_after_9999_are_days(text: str, shown: str) -> None:
    assert str(day(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2024-13-01",
        "2024-6-1",
        "24-06-01",
        "01211-12-31",
        "+2024-06-01",
        "2024/06/01",
    ],
)
def test_what_is_no_day_is_null(text: str) -> None:
    assert Date.parse(text) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-11-15", 3, "2025-02-15"),
        ("-0001-12-15", 1, "0000-01-15"),
    ],
)
def test_months_added_stop_at_the_end_of_the_month(start: str, months: int, end: str) -> None:
    assert str(day(start).plus_months(months)) == end


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("09:12:00", "09:12:00"),
        ("09:12:00.5", "09:12:00.5"),
        ("09:12:00.123456789", "09:12:00.123456789"),
        ("09:12:00+08:00", "09:12:00+08:00"),
        ("09:12:00-00:00", "09:12:00Z"),
        ("09:12:00@Asia/Shanghai", "09:12:00@Asia/Shanghai"),
    ],
)
def test_a_time_reads_back(text: str, shown: str) -> None:
    assert str(Time.parse(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "9:12:00",
        "09:12",
        "24:00:01",
        "09:60:00",
        "09:00:00+19:00",
        "09:00:00@Asia/Nowhere",
        "09:00:00+08:00@Asia/Shanghai",
    ],
)
def test_what_no_clock_shows_is_null(text: str) -> None:
    assert Time.parse(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [("9:12", "09:12:00"), ("09:12", "09:12:00"), ("09:12:30", "09:12:30"), ("x", None)],
)
def test_a_clock_may_leave_out_seconds(text: str, shown: str | None) -> None:
    read = Time.parse_loose(text)

    assert (None if read is None else str(read)) == shown


def test_a_moment_is_counted_in_utc_where_its_place_is_known() -> None:
    shanghai = moment("2024-06-03T09:00:00@Asia/Shanghai")

    assert shanghai == moment("2024-06-03T01:00:00Z") == moment("2024-06-03T09:00:00+08:00")
    assert hash(shanghai) == hash(moment("2024-06-03T01:00:00Z"))
    assert shanghai != moment("2024-06-03T09:00:00")


def test_midnight_at_the_end_of_a_day_is_the_start_of_the_next() -> None:
    assert str(moment("2024-06-03T24:00:00")) == "2024-06-04T00:00:00"


def test_summer_time_moves_the_clock_not_the_moment() -> None:
    before = moment("2024-03-31T01:30:00@Europe/Paris")

    after = before.plus(3600 * 1_000_000_000)

    assert str(after) == "2024-03-31T03:30:00@Europe/Paris"
    assert after.moment - before.moment == 3600 * 1_000_000_000


@law()
@given(st.datetimes(), st.integers(-(10**18), 10**18))
def test_a_length_added_and_taken_away_changes_nothing(start: python.datetime, length: int) -> None:
    ours = DateTime.from_python(start)

    assert str(ours.plus(length).plus(-length)) == str(ours)
    assert ours.plus(length).moment - ours.moment == length


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("PT4H", "PT4H"),
        ("PT36H", "P1DT12H"),
        ("P1DT2H", "P1DT2H"),
        ("-PT90S", "-PT1M30S"),
        ("PT0.000000001S", "PT0.000000001S"),
        ("P0D", "PT0S"),
        ("P14M", "P1Y2M"),
        ("-P4Y9M", "-P4Y9M"),
        ("P0Y", "P0M"),
    ],
)
def test_a_duration_is_shown_in_its_shortest_form(text: str, shown: str) -> None:
    assert str(parse_duration(text)) == shown


@pytest.mark.parametrize(
    "text", ["P", "PT", "P1DT", "-P", "P1Y1D", "4H", "PT1.5H", "p1d", "PT-1H", ""]
)
def test_what_is_no_duration_is_null(text: str) -> None:
    assert parse_duration(text) is None


@law()
@given(st.integers(-(10**20), 10**20))
def test_every_length_reads_back(amount: int) -> None:
    assert parse_duration(str(DaysDuration(amount))) == DaysDuration(amount)
    months = MonthsDuration(amount % 10**9)
    assert parse_duration(str(months)) == months


def test_lengths_of_both_kinds_are_never_equal() -> None:
    assert parse_duration("P0D") != parse_duration("P0Y")


@pytest.mark.parametrize(
    "value",
    [
        Date(738_000),
        Time.of(9, 12),
        DateTime(Date(738_000), Time.of(9, 12, offset=28_800)),
        DaysDuration(5),
        MonthsDuration(-5),
    ],
)
def test_values_travel_between_processes_and_do_not_change(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    with pytest.raises(AttributeError):
        value.ordinal = 1  # type: ignore[attr-defined]  # it must refuse


@pytest.mark.parametrize("parts", [(2024, 2, 30), (2024, 0, 1), (10**9, 1, 1)])
def test_a_day_that_is_none_is_our_mistake_when_made_of_numbers(
    parts: tuple[int, int, int],
) -> None:
    with pytest.raises(ValueError, match=r"there is no day|out of range"):
        Date.of(*parts)
