"""Workdays of a company, and the runs that are counted in them."""

import datetime
import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.calendar.workdays import Calendar, statutory_year
from clausewise.values.temporal import Date

CHINA = Calendar("CN")
PLAIN = Calendar()


def day(text: str) -> Date:
    found = Date.parse(text)
    assert found is not None
    return found


def days(*texts: str) -> tuple[Date, ...]:
    return tuple(map(day, texts))


known_days = st.dates(datetime.date(2023, 1, 1), datetime.date(2026, 12, 31)).map(Date.from_python)
workweeks = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))
calendars = st.builds(
    Calendar,
    st.sampled_from(["CN", "none", None]),
    workweeks,
    st.frozensets(known_days, max_size=4),
    st.frozensets(known_days, max_size=4),
)


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("2024-06-07", True),
        ("2024-06-08", False),  # a Saturday
        ("2024-06-10", False),  # Dragon Boat
        ("2024-05-01", False),  # Labour Day
        ("2024-05-11", True),  # a Saturday worked instead
        ("2024-04-28", True),  # a Sunday worked instead
    ],
)
def test_the_state_moves_rest_days(text: str, worked: bool) -> None:
    assert CHINA.is_workday(day(text)) is worked


def test_without_a_country_only_the_workweek_counts() -> None:
    assert PLAIN.is_workday(day("2024-06-10")) is True
    assert Calendar("none", (1, 2, 3, 4, 5, 6)).is_workday(day("2024-06-08")) is True


def test_a_year_not_announced_is_undetermined() -> None:
    assert CHINA.is_workday(day("2099-01-05")) is None
    assert CHINA.is_holiday(day("2099-01-05")) is None
    assert CHINA.workdays(day("2098-12-01"), day("2099-01-05")) is None
    assert CHINA.workday_count(day("2026-12-01"), day("2099-01-05")) is None
    assert CHINA.next_workday(day("2099-01-05")) is None
    assert CHINA.add_workdays(day("2099-01-05"), 2) is None
    assert CHINA.back(day("2099-01-05"), 2) is None
    assert CHINA.runs(days("2099-01-05")) is None
    assert CHINA.longest_run(days("2099-01-05")) is None
    assert CHINA.run_ending(days("2099-01-05"), day("2099-01-05")) is None
    assert CHINA.workday_index(day("2099-01-05")) is None


def test_years_before_the_first_kept_one_are_undetermined() -> None:
    assert CHINA.is_workday(day("2003-06-02")) is None


def test_the_company_decides_its_own_days_all_the_same() -> None:
    company = Calendar(
        "CN", (1, 2, 3, 4, 5), frozenset(days("2099-01-05")), frozenset(days("2024-06-07"))
    )
    assert company.is_workday(day("2099-01-05")) is True
    assert company.is_workday(day("2024-06-07")) is False
    assert company.is_holiday(day("2024-06-07")) is True
    assert company.workdays(day("2099-01-05"), day("2099-01-05")) == days("2099-01-05")


def test_a_rest_day_of_the_week_is_no_holiday() -> None:
    assert CHINA.is_holiday(day("2024-06-15")) is False
    assert CHINA.is_holiday(day("2024-06-10")) is True
    assert PLAIN.is_holiday(day("2024-06-10")) is False


def test_workdays_between_two_days() -> None:
    assert CHINA.workdays(day("2024-06-06"), day("2024-06-12")) == days(
        "2024-06-06", "2024-06-07", "2024-06-11", "2024-06-12"
    )
    assert CHINA.workday_count(day("2024-06-06"), day("2024-06-12")) == 4
    assert CHINA.workday_count(day("2024-06-12"), day("2024-06-06")) == 0


def test_steps_in_workdays() -> None:
    assert CHINA.next_workday(day("2024-06-07")) == day("2024-06-11")
    assert CHINA.add_workdays(day("2024-06-07"), 2) == day("2024-06-12")
    assert CHINA.add_workdays(day("2024-06-11"), -2) == day("2024-06-06")
    assert CHINA.add_workdays(day("2024-06-08"), 0) == day("2024-06-08")


def test_the_window_of_three_workdays_counts_the_day_itself() -> None:
    assert CHINA.back(day("2024-06-11"), 3) == day("2024-06-06")
    assert CHINA.back(day("2024-06-11"), 1) == day("2024-06-11")
    assert CHINA.back(day("2024-06-10"), 1) == day("2024-06-07")


def test_a_run_goes_on_over_weekend_and_holiday() -> None:
    absent = days("2024-06-06", "2024-06-07", "2024-06-11", "2024-06-13")
    assert CHINA.runs(absent) == (absent[:3], absent[3:])
    assert CHINA.longest_run(absent) == 3
    assert CHINA.run_ending(absent, day("2024-06-11")) == 3
    assert CHINA.run_ending(absent, day("2024-06-13")) == 1


def test_a_rest_day_among_the_days_is_left_out() -> None:
    assert CHINA.runs(days("2024-06-07", "2024-06-08", "2024-06-11")) == (
        days("2024-06-07", "2024-06-11"),
    )
    assert CHINA.run_ending(days("2024-06-07", "2024-06-08"), day("2024-06-08")) == 0
    assert CHINA.run_ending(days("2024-06-07"), day("2024-06-11")) == 0


def test_a_run_goes_on_over_a_years_end() -> None:
    assert CHINA.longest_run(days("2024-12-31", "2025-01-02", "2025-01-03")) == 3


def test_no_days_are_no_run() -> None:
    assert CHINA.runs([]) == ()
    assert CHINA.longest_run([]) == 0


def test_a_calendar_without_workdays_never_finds_one() -> None:
    assert Calendar(None, ()).next_workday(day("2024-06-07")) is None


def test_the_kept_library_and_the_calendar_tell_the_same() -> None:
    import chinese_calendar

    for ordinal in range(day("2005-01-01").ordinal, day("2026-12-31").ordinal + 1):
        one = Date(ordinal)
        assert CHINA.is_workday(one) is chinese_calendar.is_workday(one.to_python())


def test_the_statutory_table_of_a_year() -> None:
    found = statutory_year(2024)
    assert found is not None
    assert {str(Date(ordinal)) for ordinal in found.workdays} == {
        "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28",
        "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
    }  # fmt: skip
    assert statutory_year(2099) is None


@given(calendars, known_days)
def test_back_of_n_holds_n_workdays(calendar: Calendar, last: Date) -> None:
    first = calendar.back(last, 5)
    if first is not None:
        assert calendar.workday_count(first, last) == 5
        assert calendar.is_workday(first) is True


@given(calendars, known_days, known_days)
def test_counting_is_counting(calendar: Calendar, one: Date, other: Date) -> None:
    first, last = sorted([one, other])
    worked = calendar.workdays(first, last)
    assert worked is not None
    assert calendar.workday_count(first, last) == len(worked)


@given(calendars, known_days, st.integers(1, 40))
def test_adding_workdays_is_undone_by_taking_them_away(
    calendar: Calendar, day: Date, n: int
) -> None:
    start = calendar.next_workday(day)
    later = None if start is None else calendar.add_workdays(start, n)
    if later is not None:
        assert calendar.add_workdays(later, -n) == start


@given(calendars, st.lists(known_days, max_size=30))
def test_runs_hold_each_workday_once_and_follow_without_a_gap(
    calendar: Calendar, given_days: list[Date]
) -> None:
    runs = calendar.runs(given_days)
    assert runs is not None
    worked = sorted({d for d in given_days if calendar.is_workday(d)})
    assert [d for run in runs for d in run] == worked
    for run in runs:
        assert calendar.workdays(run[0], run[-1]) == run
        assert calendar.run_ending(given_days, run[-1]) == len(run)
    for before, after in pairwise(runs):
        assert calendar.next_workday(before[-1]) != after[0]
    assert calendar.longest_run(reversed(given_days)) == max(map(len, runs), default=0)


@given(calendars, known_days)
def test_consecutive_workdays_have_consecutive_numbers(calendar: Calendar, day: Date) -> None:
    following = calendar.next_workday(day)
    here = calendar.workday_index(day)
    if following is not None and here is not None:
        assert calendar.workday_index(following) == here + 1


def test_numbers_go_on_before_the_year_from_which_they_are_counted() -> None:
    assert PLAIN.workday_count(day("1999-12-30"), day("2000-01-03")) == 3
    assert PLAIN.workday_count(day("1998-12-31"), day("1999-01-01")) == 2


@given(calendars)
def test_a_calendar_goes_to_another_process(calendar: Calendar) -> None:
    assert pickle.loads(pickle.dumps(calendar)) == calendar
