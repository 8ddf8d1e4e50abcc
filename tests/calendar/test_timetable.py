"""Hours of work by season, and the time within them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.calendar.timetable import Schedule, Season, Timetable
from clausewise.calendar.workdays import Calendar
from clausewise.values.temporal import HOUR, Date, DateTime, DaysDuration, Time

CHINA = Calendar("CN")


def clock(text: str) -> Time:
    time = Time.parse_loose(text)
    assert time is not None
    return time


def shifts(*texts: str) -> tuple[tuple[Time, Time], ...]:
    pairs = [text.split("-") for text in texts]
    return tuple((clock(start), clock(end)) for start, end in pairs)


def day(text: str) -> Date:
    found = Date.parse(text)
    assert found is not None
    return found


def moment(text: str) -> DateTime:
    found = DateTime.parse(text + ":00")
    assert found is not None
    return found


WINTER = Season(shifts("09:00-12:00", "14:00-17:30"), "winter", (10, 1), (4, 30))
SUMMER = Season(shifts("08:30-12:00", "14:30-18:00"), "summer", (5, 1), (9, 30))
SEASONS = Timetable((WINTER, SUMMER))


def test_the_season_that_holds_the_date_gives_the_hours() -> None:
    assert SEASONS.schedule_on(day("2024-06-03"), CHINA) == Schedule(
        clock("08:30"), clock("18:00"), SUMMER.shifts, 420, True
    )


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2024-04-30", "09:00"),
        ("2024-05-01", "08:30"),
        ("2024-09-30", "08:30"),
        ("2024-10-01", "09:00"),
        ("2024-01-01", "09:00"),
    ],
)
def test_a_season_may_run_over_the_years_end(text: str, start: str) -> None:
    schedule = SEASONS.schedule_on(day(text), CHINA)
    assert schedule is not None
    assert schedule.start == clock(start)


def test_a_later_row_wins() -> None:
    late = Season(shifts("10:00-16:00"), "ramadan", (6, 1), (6, 30))
    all_year = Season(shifts("09:00-18:00"))
    assert Timetable((all_year, late)).shifts_on(day("2024-06-03")) == late.shifts
    assert Timetable((late, all_year)).shifts_on(day("2024-06-03")) == all_year.shifts


def test_no_row_no_schedule() -> None:
    assert Timetable((SUMMER,)).schedule_on(day("2024-01-08"), CHINA) is None


def test_a_rest_day_and_a_year_not_announced_say_so() -> None:
    rest = SEASONS.schedule_on(day("2024-06-10"), CHINA)
    unknown = SEASONS.schedule_on(day("2099-06-10"), CHINA)
    assert rest is not None
    assert unknown is not None
    assert (rest.workday, unknown.workday) == (False, None)


def test_a_night_shift_ends_on_the_next_day() -> None:
    nights = Timetable((Season(shifts("22:00-06:00")),))
    schedule = nights.schedule_on(day("2024-06-03"), CHINA)
    assert schedule is not None
    assert schedule.minutes == 480
    # Sunday night is not worked; Monday night reaches into Tuesday.
    assert nights.working_time(
        moment("2024-06-03T00:00"), moment("2024-06-04T06:00"), CHINA
    ) == DaysDuration(8 * HOUR)
    assert nights.working_time(
        moment("2024-06-04T01:00"), moment("2024-06-04T03:00"), CHINA
    ) == DaysDuration(2 * HOUR)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2024-06-03T08:30", "2024-06-03T18:00", "PT7H"),
        ("2024-06-03T11:00", "2024-06-03T15:00", "PT1H30M"),
        ("2024-06-03T12:30", "2024-06-03T13:00", "PT0S"),
        ("2024-06-07T17:00", "2024-06-11T09:00", "PT1H30M"),  # over weekend and Dragon Boat
        ("2024-04-30T17:00", "2024-05-06T09:00", "PT1H"),  # over the change of season
        ("2024-06-03T09:00", "2024-06-03T09:00", "PT0S"),
    ],
)
def test_working_time_lies_within_the_shifts_of_workdays(start: str, end: str, hours: str) -> None:
    assert str(SEASONS.working_time(moment(start), moment(end), CHINA)) == hours


def test_working_time_backwards_or_in_the_unknown_is_null() -> None:
    assert (
        SEASONS.working_time(moment("2024-06-04T09:00"), moment("2024-06-03T09:00"), CHINA) is None
    )
    assert (
        SEASONS.working_time(moment("2099-06-03T09:00"), moment("2099-06-04T09:00"), CHINA) is None
    )
    summer = Timetable((SUMMER,))
    assert (
        summer.working_time(moment("2024-04-29T09:00"), moment("2024-05-06T09:00"), CHINA) is None
    )


moments = st.integers(0, 60 * 24 * 30).map(
    lambda minutes: DateTime.from_moment(
        moment("2024-06-01T00:00").moment + minutes * 60_000_000_000
    )
)


@given(moments, moments, moments)
def test_working_time_adds_up(a: DateTime, b: DateTime, c: DateTime) -> None:
    first, middle, last = sorted([a, b, c], key=lambda one: one.moment)
    parts = [
        SEASONS.working_time(first, middle, CHINA),
        SEASONS.working_time(middle, last, CHINA),
    ]
    whole = SEASONS.working_time(first, last, CHINA)
    assert whole is not None
    assert whole.amount == sum(part.amount for part in parts if part is not None)
