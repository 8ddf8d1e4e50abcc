"""A month's folder says what to evaluate, and what is complete."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clausewise.intake.month import (
    EventFile,
    Month,
    completeness_of_options,
    read_completeness,
    read_month,
)
from clausewise.intake.rows import UnreadableInput
from clausewise.model.completeness import ALL_COMPLETE, UNSTATED, Completeness
from clausewise.model.facts import Days
from clausewise.source.catalogue import CATALOGUE
from clausewise.source.yaml_reader import plain
from clausewise.values.temporal import Date

KINDS = {"attendance": "attendance", "order": "order", "考勤": "attendance"}
JUNE = Days(Date.of(2024, 6, 1), Date.of(2024, 6, 30))


def folder(path: Path, text: str, *files: str) -> Path:
    (path / "month.yaml").write_text(text, "utf-8")
    for file in files:
        (path / file).write_text("", "utf-8")
    return path


def month(path: Path) -> Month:
    found, told = read_month(path)
    assert told == []
    assert found is not None
    return found


def said(path: Path) -> list[str]:
    found, told = read_month(path)
    assert found is None
    return [
        f"{one.span.source.line_and_column(one.span.start)[0]} {one.message('en')}" for one in told
    ]


def test_a_month_names_period_roster_and_files(tmp_path: Path) -> None:
    text = """\
period: 2024-06
employees: roster.xlsx
events:
  - {file: attendance.xlsx, reader: dingtalk}
  - {file: list.csv, kind: order, sheet: June}
  - {file: erp.csv, reader: erp.yaml}
  - orders.csv
complete: {attendance: 2024-06}
as_of: 2024-07-01
"""
    here = folder(
        tmp_path, text, "roster.xlsx", "attendance.xlsx", "list.csv", "erp.csv", "orders.csv"
    )
    found = month(here)
    assert found.period == JUNE
    assert found.as_of == Date.of(2024, 7, 1)
    assert found.employees == EventFile(here / "roster.xlsx", "roster.xlsx")
    assert found.events == (
        EventFile(here / "attendance.xlsx", "attendance.xlsx", reader="dingtalk"),
        EventFile(here / "list.csv", "list.csv", kind="order", sheet="June"),
        EventFile(here / "erp.csv", "erp.csv", reader=str(here / "erp.yaml")),
        EventFile(here / "orders.csv", "orders.csv"),
    )
    assert found.complete is not None
    assert plain(found.complete) == {"attendance": "2024-06"}


def test_a_year_and_what_replaces_the_handbooks_own(tmp_path: Path) -> None:
    text = """\
period: 2024
events: []
calendar: {country: none}
timetable: [{shifts: [[09:00, 18:00]]}]
parameters: {notice: PT2H}
"""
    found = month(folder(tmp_path, text))
    assert found.period == Days(Date.of(2024, 1, 1), Date.of(2024, 12, 31))
    assert found.calendar is not None
    assert found.timetable is not None
    assert found.parameters is not None
    assert plain(found.calendar) == {"country": "none"}
    assert plain(found.timetable) == [{"shifts": [["09:00", "18:00"]]}]
    assert plain(found.parameters) == {"notice": "PT2H"}
    assert (found.employees, found.as_of, found.complete) == (None, None, None)


def test_all_that_is_wrong_is_told_at_its_line(tmp_path: Path) -> None:
    text = """\
period: 2024-13
events:
  - orders.csv
  - {file: no.csv}
as_of: 2024-06-31
"""
    assert said(folder(tmp_path, text, "orders.csv")) == [
        "1 the calendar has no such day or month as in '2024-13'",
        "4 the file 'no.csv' that month.yaml names is not there",
        "5 '2024-06-31' is not a date",
    ]


def test_a_key_that_is_misspelt_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, "perod: 2024-06\nevents: []\n")
    assert [one.code for one in read_month(path)[1]] == ["CW150"]


def test_a_folder_without_a_month_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"has no month\.yaml"):
        read_month(tmp_path)
    with pytest.raises(UnreadableInput, match="there is no file"):
        read_month(tmp_path / "no")


# Completeness


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (None, UNSTATED),
        ("all", ALL_COMPLETE),
        ([], Completeness("named")),
        (["attendance", "order"], Completeness("named", {"attendance": None, "order": None})),
        (["考勤"], Completeness("named", {"attendance": None})),
        ({"attendance": "2024-06"}, Completeness("named", {"attendance": JUNE})),
        ({"attendance": "2024-06-01..2024-06-30"}, Completeness("named", {"attendance": JUNE})),
        (
            {"order": Decimal(2024)},
            Completeness("named", {"order": Days(Date.of(2024, 1, 1), Date.of(2024, 12, 31))}),
        ),
        ({"all_except": ["attendance"]}, Completeness("all_except", {}, frozenset({"attendance"}))),
    ],
)
def test_completeness_is_written_in_four_ways(raw: Any, meant: Completeness) -> None:
    assert read_completeness(raw, KINDS) == (meant, [])


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (["atendance"], "'atendance' in 'complete' is not a kind of event"),
        ({"all_except": ["oder"]}, "'oder' in 'complete' is not a kind of event"),
        ({"order": "June"}, "'June' is not a period"),
        ("everything", "'everything' is not a way to write 'complete'"),
        (Decimal(5), "'5' is not a way to write 'complete'"),
        ({"all_except": "order"}, "'{all_except: order}' is not a way to write 'complete'"),
        (
            {"all_except": ["order"], "attendance": None},
            "'{all_except: [order], attendance: None}' is not a way to write 'complete'",
        ),
    ],
)
def test_what_is_no_completeness_is_told(raw: Any, message: str) -> None:
    _, [fault] = read_completeness(raw, KINDS)
    assert CATALOGUE[fault.code].en.format_map(fault.blanks) == message


def test_options_say_the_same() -> None:
    assert completeness_of_options([], KINDS) == (UNSTATED, [])
    assert completeness_of_options(["all"], KINDS) == (ALL_COMPLETE, [])
    assert completeness_of_options(["order", "attendance=2024-06"], KINDS) == (
        Completeness("named", {"order": None, "attendance": JUNE}),
        [],
    )
    _, [fault] = completeness_of_options(["order="], KINDS)
    assert fault.code == "CW501"


def test_what_is_declared_of_a_feed() -> None:
    named = Completeness("named", {"attendance": JUNE, "order": None})
    assert [named.declared(kind) for kind in ("attendance", "order", "payment")] == [
        JUNE,
        "period",
        None,
    ]
    rest = Completeness("all_except", excepted=frozenset({"attendance"}))
    assert [rest.declared(kind) for kind in ("attendance", "order")] == [None, "period"]
    assert UNSTATED.declared("order") is None
    assert (UNSTATED.stated, named.stated, ALL_COMPLETE.stated) == (False, True, True)
    assert ALL_COMPLETE.declared("order") == "period"
