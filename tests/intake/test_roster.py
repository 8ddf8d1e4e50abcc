"""The employees and their history, from whatever HR keeps them in."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from clausewise.intake.roster import read_roster
from clausewise.intake.rows import UnreadableInput
from clausewise.model.facts import Employee, EmployeeRow
from clausewise.model.vocabulary import Field, Vocabulary
from clausewise.source.catalogue import CATALOGUE, Severity
from clausewise.values.temporal import Date
from clausewise.values.types import DATE, NUMBER, STRING, Record

SHANGHAI = ZoneInfo("Asia/Shanghai")
SHARED = Path(__file__).parents[2] / ".." / "shared"


def field(name: str, wanted: Any, zh: str = "", **more: Any) -> tuple[str, Field]:
    return name, Field(name, wanted, {"zh": zh} if zh else {}, **more)


WORDS = Vocabulary(
    {},
    {},
    dict(
        [
            field("name", STRING, "姓名", optional=True),
            field("department", STRING, "部门", optional=True),
            field("post", STRING.limited_to(["operator", "salesperson"]), "岗位", optional=True),
            field("hired", DATE, "入职日期"),
            field("left", DATE, "离职日期", optional=True),
            field("daily_wage", NUMBER, "日工资", optional=True),
            field("grade", STRING, has_default=True, default="C"),
        ]
    ),
)


def day(text: str) -> Date:
    found = Date.parse(text)
    assert found is not None
    return found


def row(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "hired": "2023-01-03", **more}


def told(source: object) -> list[str]:
    return [
        f"{one.place} {CATALOGUE[one.code].en.format_map(one.blanks)}"
        for one in read_roster(source, WORDS, SHANGHAI)[1]
    ]


EMPLOYEE = Employee(
    "E01",
    (
        EmployeeRow(
            None,
            Record(
                "employee",
                {
                    "id": "E01", "hired": day("2023-01-03"), "left": None, "name": "甲",
                    "department": "ecommerce", "post": None, "daily_wage": Decimal("46.00"),
                    "grade": "C",
                },
            ),
        ),
    ),
)  # fmt: skip


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, ["员工花名册"])
    sheet.write_row(1, 0, ["工号", "姓名", "部门", "入职日期", "日工资"])
    sheet.write_row(2, 0, ["E01", "甲", "ecommerce", datetime.date(2023, 1, 3), 46])
    book.close()
    return path


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_the_same_roster_in_every_form(tmp_path: Path) -> None:
    header = "id,hired,name,department,daily_wage\nE01,2023-01-03,甲,ecommerce,46.00\n"
    forms: list[object] = [
        workbook(tmp_path / "r.xlsx"),
        text_file(tmp_path / "r.csv", header, "gb18030"),
        text_file(
            tmp_path / "r.jsonl",
            '{"id": "E01", "hired": "2023-01-03", "name": "甲", "department": "ecommerce", "daily_wage": 46.00}',
        ),
        text_file(
            tmp_path / "r.yaml",
            "employees:\n  - {id: E01, hired: 2023-01-03, name: 甲, department: ecommerce, daily_wage: 46.00}\n",
        ),
        text_file(
            tmp_path / "list.yaml",
            "- id: E01\n  hired: 2023-01-03\n  name: 甲\n  department: ecommerce\n  daily_wage: 46.00\n  post:\n",
        ),
        [row("E01", name="甲", department="ecommerce", daily_wage=46.0)],
    ]
    for form in forms:
        assert read_roster(form, WORDS, SHANGHAI) == ({"E01": EMPLOYEE}, [])


def test_rows_with_dates_are_a_history_in_which_each_row_stands_alone() -> None:
    roster, rejected = read_roster(
        [
            row("E01", **{"from": "2024-03-01", "department": "b"}),
            row("E01", department="a", daily_wage="40"),
            row("E01", **{"from": "2024-01-01", "department": "c"}),
        ],
        WORDS,
        SHANGHAI,
    )
    employee = roster["E01"]
    assert rejected == []
    assert [
        (str(r.since), r.record["department"], r.record["daily_wage"]) for r in employee.rows
    ] == [
        ("None", "a", Decimal(40)),
        ("2024-01-01", "c", None),
        ("2024-03-01", "b", None),
    ]
    assert employee.on(day("2024-02-29"))["department"] == "c"
    assert employee.on(day("2023-06-01"))["department"] == "a"
    assert "from" not in employee.rows[0].record


def test_a_column_that_nobody_knows_is_told_once_and_the_rows_stand() -> None:
    source = [row("E01", 考勤机编号="1"), row("E02", 考勤机编号="2")]
    roster, [notice] = read_roster(source, WORDS, SHANGHAI)
    assert sorted(roster) == ["E01", "E02"]
    assert CATALOGUE[notice.code].severity is Severity.WARNING
    assert told(source) == [
        "<employees>:1 the roster's column '考勤机编号' is not in the vocabulary and was not used"
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"hired": "2023-01-03"}, "this row of the roster has no id"),
        ({"id": "E02"}, "this row of the roster lacks 'hired'"),
        (row("E02", hired="soon"), "the value 'soon' of field 'hired' is not a date"),
        (
            row("E02", post="operater"),
            "the value 'operater' of field 'post' is not one of the allowed values",
        ),
        (
            row("E02", left="2022-12-31"),
            "employee 'E02' left on 2022-12-31, before being hired on 2023-01-03",
        ),
        (row("E02", 入职日期="2023-01-04"), "'入职日期' appears twice in this row"),
    ],
)
def test_a_row_that_is_no_employee_is_told(wrong: dict[str, Any], message: str) -> None:
    assert told([row("E01"), wrong]) == [f"<employees>:2 {message}"]
    assert sorted(read_roster([row("E01"), wrong], WORDS, SHANGHAI)[0]) == ["E01"]


def test_two_different_rows_from_one_day_are_both_rejected() -> None:
    source = [
        row("E01", department="a"),
        row("E01", department="b"),
        row("E01", **{"from": "2024-01-01"}),
    ]
    assert told(source) == [
        "<employees>:1 employee 'E01' has two different rows from –; see also <employees>:2",
        "<employees>:2 employee 'E01' has two different rows from –; see also <employees>:1",
    ]
    assert len(read_roster(source, WORDS, SHANGHAI)[0]["E01"].rows) == 1


def test_the_same_row_given_twice_counts_once() -> None:
    roster, rejected = read_roster([row("E01"), row("E01")], WORDS, SHANGHAI)
    assert (len(roster["E01"].rows), rejected) == (1, [])


def test_a_file_without_a_list_of_employees_cannot_be_read(tmp_path: Path) -> None:
    for text in ("id: E01\n", "5\n", ""):
        with pytest.raises(UnreadableInput, match=r"'r\.yaml' holds no list of employees"):
            read_roster(text_file(tmp_path / "r.yaml", text), WORDS, SHANGHAI, "r.yaml")
    with pytest.raises(UnreadableInput) as caught:
        read_roster(text_file(tmp_path / "r.yaml", "- {id: E01, id: E02}\n"), WORDS, SHANGHAI)
    assert [one.code for one in caught.value.diagnostics] == ["CW101"]
    with pytest.raises(UnreadableInput, match="there is no file"):
        read_roster(tmp_path / "no.yaml", WORDS, SHANGHAI)


def test_what_is_no_employee_in_yaml_is_told_at_its_line(tmp_path: Path) -> None:
    path = text_file(tmp_path / "r.yaml", "- {id: E01, hired: 2023-01-03}\n- 合计\n")
    assert told(path) == [f"{path}:2 this line is not an object but 合计"]


@pytest.mark.skipif(not SHARED.exists(), reason="the real clockings are not here")
def test_the_roster_of_the_real_clockings_is_read() -> None:
    roster, rejected = read_roster(
        SHARED / "samples" / "real-attendance" / "roster.csv", WORDS, SHANGHAI
    )
    assert len(roster) == 50
    assert {one.code for one in rejected} == {"CW580"}
