"""What people write into cells, and the values that it stands for."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.intake.typed import Fault, shown, typed
from clausewise.source.catalogue import CATALOGUE
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from clausewise.values.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS,
    MONTHS,
    NUMBER,
    STRING,
    TIME,
    ContextOf,
    ListOf,
    Record,
    Restricted,
    Type,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
STATUS = STRING.limited_to(["present", "absent"])


def read(raw: object, wanted: Type) -> object:
    return typed(raw, wanted, SHANGHAI)


def told(raw: object, wanted: Type) -> str:
    fault = read(raw, wanted)
    assert isinstance(fault, Fault), fault
    return CATALOGUE[fault.code].en.format_map(fault.blanks_for("f"))


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("12", "12"),
        (" 12.50 ", "12.50"),
        ("12,000.00", "12000.00"),
        ("-1,234,567", "-1234567"),
        ("４５,８００．００", "45800.00"),
        ("0.1", "0.1"),
        (Decimal("0.10"), "0.10"),
        (3, "3"),
        (0.1, "0.1"),
        (1200.0, "1200"),
        ("1e3", "1000"),
    ],
)
def test_numbers_are_read_by_their_digits(raw: object, number: str) -> None:
    assert read(raw, NUMBER) == Decimal(number)


@pytest.mark.parametrize(
    "raw", ["abc", "1,2", "12,00", "￥12", "1_000", "", "1e9999", "NaN", True, []]
)
def test_what_is_no_number_is_told(raw: object) -> None:
    assert told(raw, NUMBER) == f"the value '{shown(raw)}' of field 'f' is not a number"


@pytest.mark.parametrize(
    ("raw", "truth"),
    [
        ("true", True),
        ("是", True),
        ("YES", True),
        ("1", True),
        (Decimal(1), True),
        (1.0, True),
        (True, True),
        ("false", False),
        ("否", False),
        ("No", False),
        ("0", False),
        (0, False),
        (False, False),
    ],
)
def test_yes_and_no_in_every_way_they_are_written(raw: object, truth: bool) -> None:
    assert read(raw, BOOLEAN) is truth


def test_perhaps_is_neither_yes_nor_no() -> None:
    assert told("perhaps", BOOLEAN) == "the value 'perhaps' of field 'f' is neither yes nor no"
    assert told("2", BOOLEAN) == "the value '2' of field 'f' is neither yes nor no"
    assert told([True], BOOLEAN) == "the value '[true]' of field 'f' is neither yes nor no"


@pytest.mark.parametrize(
    "raw",
    [
        "2024-06-03",
        "2024/6/3",
        "2024.06.03",
        "2024年6月3日",
        "２０２４-０６-０３",
        "2024-06-03 00:00:00",
        datetime.date(2024, 6, 3),
        datetime.datetime(2024, 6, 3),
        45446.0,
        Date.of(2024, 6, 3),
    ],
)
def test_a_day_in_every_way_it_is_written(raw: object) -> None:
    assert read(raw, DATE) == Date.of(2024, 6, 3)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-06-31",
        "2024-13-01",
        "24-06-03",
        "3.6.2024",
        "2024-06/03",
        "June",
        Decimal(45446),
        3.5,
        "",
    ],
)
def test_what_is_no_day_is_told(raw: object) -> None:
    assert told(raw, DATE) == f"the value '{shown(raw)}' of field 'f' is not a date"


@pytest.mark.parametrize(
    "raw", ["2024-06-03 09:12", "2024-06-03T09:12:00+08:00", datetime.datetime(2024, 6, 3, 9, 12)]
)
def test_a_moment_is_no_day(raw: object) -> None:
    assert "has a time of day, and only a date is wanted" in told(raw, DATE)


@pytest.mark.parametrize(
    "raw",
    [
        "09:12",
        "9:12",
        "09:12:00",
        "０９：１２",
        datetime.time(9, 12),
        datetime.timedelta(hours=9, minutes=12),
        552 / 1440,
        Time.of(9, 12),
    ],
)
def test_a_clock_time_in_every_way_it_is_written(raw: object) -> None:
    assert read(raw, TIME) == Time.of(9, 12)


def test_seconds_are_kept() -> None:
    assert read("09:12:30", TIME) == Time.of(9, 12, 30)


@pytest.mark.parametrize("raw", ["24:00", "9:60", "0912", "9:1", "09:12Z", 1.5, Decimal("0.5"), ""])
def test_what_is_no_clock_time_is_told(raw: object) -> None:
    assert told(raw, TIME) == f"the value '{shown(raw)}' of field 'f' is not a time of day"


@pytest.mark.parametrize(
    ("raw", "local"),
    [
        ("2024-06-03T09:12:00", "2024-06-03T09:12:00"),
        ("2024-06-03 9:12", "2024-06-03T09:12:00"),
        ("2024/6/3 09:12:30", "2024-06-03T09:12:30"),
        ("2024年6月3日 09:12", "2024-06-03T09:12:00"),
        ("2024-06-03T09:12:00+08:00", "2024-06-03T09:12:00"),
        ("2024-06-03T22:12:00Z", "2024-06-04T06:12:00"),
        ("2024-06-03T09:12+01:00", "2024-06-03T16:12:00"),
        ("2024-06-03T24:00:00", "2024-06-04T00:00:00"),
        (datetime.datetime(2024, 6, 3, 9, 12), "2024-06-03T09:12:00"),
        (datetime.datetime(2024, 6, 3, 9, 12, tzinfo=datetime.UTC), "2024-06-03T17:12:00"),
        (45446.5, "2024-06-03T12:00:00"),
    ],
)
def test_a_moment_is_local_time_of_the_company(raw: object, local: str) -> None:
    moment = read(raw, DATE_TIME)
    assert isinstance(moment, DateTime)
    assert (str(moment), moment.has_offset) == (local, False)


@pytest.mark.parametrize(
    "raw",
    ["2024-06-03", "2024-06-31T09:00:00", "2024-06-03T25:00", "24:00", datetime.date(2024, 6, 3)],
)
def test_what_is_no_moment_is_told(raw: object) -> None:
    assert (
        told(raw, DATE_TIME) == f"the value '{shown(raw)}' of field 'f' is not a date with a time"
    )


def test_durations_are_of_one_kind_or_the_other() -> None:
    assert read("PT4H", DAYS) == DaysDuration.of(hours=4)
    assert read(datetime.timedelta(hours=4), DAYS) == DaysDuration.of(hours=4)
    assert read("P1Y6M", MONTHS) == MonthsDuration(18)
    assert (
        told("P1Y", DAYS)
        == "the value 'P1Y' of field 'f' is not a length in days, hours and minutes"
    )
    assert (
        told("4 hours", MONTHS)
        == "the value '4 hours' of field 'f' is not a length in years and months"
    )


def test_a_word_that_is_not_allowed_names_the_nearest() -> None:
    fault = read("abscent", STATUS)
    assert fault == Fault("CW557", "abscent", {"nearest": "absent"})
    assert read(" absent ", STATUS) == "absent"


def test_a_number_of_a_spreadsheet_may_be_an_id_but_one_of_json_is_none() -> None:
    assert read(1001.0, STRING) == "1001"
    assert read(1001, STRING) == "1001"
    assert told(Decimal(1001), STRING) == "the value '1001' of field 'f' has to be a text"
    assert told(True, STRING) == "the value 'true' of field 'f' has to be a text"


def test_lists_are_lists_or_texts_with_separators() -> None:
    assert read("summary; plan", ListOf(STRING)) == ["summary", "plan"]
    assert read("甲、乙；丙", ListOf(STRING)) == ["甲", "乙", "丙"]
    assert read(["1", Decimal(2), None], ListOf(NUMBER)) == [Decimal(1), Decimal(2), None]
    assert read(5.0, ListOf(NUMBER)) == [Decimal(5)]
    assert told("1; x", ListOf(NUMBER)) == "the value 'x' of field 'f' is not a number"
    assert told({}, ListOf(NUMBER)) == "the value '{}' of field 'f' has to be a list"


def test_contexts_are_read_part_by_part() -> None:
    order = ContextOf({"amount": NUMBER, "paid_on": DATE}, "order", {"金额": "amount"})
    assert read({"金额": "1,200"}, order) == Record(
        "order", {"amount": Decimal(1200), "paid_on": None}
    )
    assert told({"amount": "x"}, order) == "the value 'x' of field 'f' is not a number"
    assert told({"amuont": 1}, order) == "the field 'f' has no part 'amuont'"
    assert told("x", order) == "the value 'x' of field 'f' has to be made of named parts"


def test_a_restricted_type_says_what_it_allows() -> None:
    share = Restricted(NUMBER, lambda value: 0 <= value <= 1, "from 0 to 1")
    assert read("0.8", share) == Decimal("0.8")
    assert (
        told("80", share) == "the value '80' of field 'f' is not allowed: it has to be from 0 to 1"
    )


def test_missing_stays_missing() -> None:
    for wanted in (NUMBER, STRING, STATUS, DATE, ListOf(NUMBER), ANY):
        assert read(None, wanted) is None


def test_a_value_without_a_declared_type_is_exact_all_the_same() -> None:
    assert read({"rate": 0.1, "days": [1, datetime.date(2024, 6, 3)]}, ANY) == {
        "rate": Decimal("0.1"),
        "days": [Decimal(1), Date.of(2024, 6, 3)],
    }


def test_long_values_are_cut_in_messages() -> None:
    assert shown("x" * 200) == "x" * 79 + "…"


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12
    )
)
def test_thousands_separators_change_nothing(number: Decimal) -> None:
    assert read(f"{number:,}", NUMBER) == read(str(number), NUMBER) == number


@given(st.dates())
def test_a_day_is_the_same_in_text_and_in_a_cell(day: datetime.date) -> None:
    assert read(day.isoformat(), DATE) == read(day, DATE) == Date.from_python(day)


@given(
    st.datetimes(), st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"])
)
def test_an_offset_says_the_same_moment(local: datetime.datetime, zone: str) -> None:
    if 2 < local.year < 9998:
        utc = local.replace(tzinfo=datetime.UTC)
        wanted = utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        got = typed(utc.isoformat(), DATE_TIME, ZoneInfo(zone))
        assert got == DateTime.from_python(wanted)
