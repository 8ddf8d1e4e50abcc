"""The files in which an answer is written: what they hold, and that they are the same each time."""

import csv
import importlib.util
import json
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import python_calamine
from attrs import evolve

from clausewise.book import Result
from clausewise.model.ruling import Answer
from clausewise.report.files import UnknownFormat, write_answer
from clausewise.report.formats import FORMATS, format_of
from clausewise.report.frames import FormatUnavailable
from clausewise.report.lines import lines_of
from clausewise.report.words import Words


def written(name: str, answer: Answer, words: Words) -> bytes:
    return b"".join(FORMATS[name].write(answer, words))


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: [list[object](row) for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_the_same_answer_gives_the_same_bytes(name: str, answer: Answer, english: Words) -> None:
    assert written(name, answer, english) == written(name, answer, english)


def test_a_suffix_stands_for_one_format() -> None:
    found = {name: format_of(f"june{FORMATS[name].suffixes[0].upper()}") for name in FORMATS}

    assert {name: form.name for name, form in found.items() if form is not None} == {
        name: name for name in FORMATS
    }
    assert format_of("june.doc") is None


def test_csv_opens_in_a_spreadsheet_program_and_holds_every_line(
    answer: Answer, english: Words
) -> None:
    content = written("csv", answer, english)
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))

    assert content.startswith(b"\xef\xbb\xbf")
    assert len(rows) == len(list(lines_of(answer)))
    deduction = next(row for row in rows if row["outcome"] == "deduction")
    assert (deduction["amount"], deduction["fields"], deduction["facts"]) == (
        "150.00",
        "basis=absenteeism",
        "a-11-1",
    )
    assert [row["missing"] for row in rows if row["status"] == "undetermined"] == [
        "attendance.check_in",
        "employee.daily_wage",
        "sale.own_customer",
    ]
    assert [row["file"] for row in rows if row["status"] == "rejected"] == [
        "attendance.csv",
        "rest.jsonl",
    ]


def test_a_text_never_becomes_a_formula(answer: Answer, english: Words) -> None:
    wicked = evolve(answer.rulings[0], fields={"subject": "x"}, employee="=HYPERLINK(1)")
    owing = evolve(answer.rulings[0], amount=Decimal(-5))
    changed = evolve(answer, rulings=(wicked, owing))
    rows = csv.DictReader(
        StringIO(written("csv", changed, english).decode("utf-8-sig"), newline="")
    )
    first, second = list(rows)[:2]
    cells = sheets(written("xlsx", changed, english))["rulings"]

    assert first["employee"] == "'=HYPERLINK(1)"
    assert second["amount"] == "-5.00"
    assert "=HYPERLINK(1)" in cells[1]


def test_a_spreadsheet_has_a_sheet_for_each_part(answer: Answer, english: Words) -> None:
    found = sheets(written("xlsx", answer, english))
    rulings = [dict(zip(found["rulings"][0], row, strict=True)) for row in found["rulings"][1:]]
    deduction = next(row for row in rulings if row["outcome"] == "deduction")

    assert list(found) == ["rulings", "findings", "rejected", "account"]
    assert (len(rulings), len(found["findings"]), len(found["rejected"])) == (11, 11, 3)
    assert deduction["amount"] == 150.0
    assert str(deduction["date"]) == "2024-06-11"
    assert ["read", 23.0] in found["account"]


def test_the_headers_of_a_spreadsheet_are_in_the_language(result: Result) -> None:
    chinese = Words.of("zh", result.plans[0].vocabulary, result.plans)
    found = sheets(written("xlsx", result.answer, chinese))

    assert found["rulings"][0][:6] == ["状态", "编号", "规则", "条款", "手册", "处理"]
    assert found["rulings"][1][5] == "迟到"


def test_an_amount_with_more_digits_than_a_cell_keeps_stays_whole(
    answer: Answer, english: Words
) -> None:
    exact = "12345678901234567.89"
    changed = evolve(answer, rulings=(evolve(answer.rulings[-1], amount=Decimal(exact)),))

    assert exact in sheets(written("xlsx", changed, english))["rulings"][1]


def test_a_page_needs_nothing_else_and_escapes_what_it_shows(
    answer: Answer, english: Words
) -> None:
    wicked = evolve(answer.rulings[0], employee="<script>alert(1)</script>")
    page = written("html", evolve(answer, rulings=(wicked,)), english).decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "http" not in page


def test_a_file_is_written_in_the_format_of_its_suffix(result: Result, tmp_path: Path) -> None:
    result.write(tmp_path / "june.json")

    assert len(json.loads((tmp_path / "june.json").read_text("utf-8"))["rulings"]) == 11


def test_a_suffix_that_no_format_has_is_refused(answer: Answer, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"no format is written to 'june\.doc'"):
        write_answer(answer, tmp_path / "june.doc")


@pytest.mark.skipif(importlib.util.find_spec("polars") is not None, reason="Polars is installed")
def test_without_polars_a_parquet_file_is_refused_with_what_it_needs(
    result: Result, tmp_path: Path
) -> None:
    with pytest.raises(FormatUnavailable, match="parquet needs polars"):
        result.write(tmp_path / "june.parquet")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(importlib.util.find_spec("polars") is None, reason="needs Polars")
def test_a_parquet_file_holds_every_line(result: Result, tmp_path: Path) -> None:
    import polars

    result.write(tmp_path / "june.parquet")
    table = polars.read_parquet(tmp_path / "june.parquet")

    assert table.height == len(list(lines_of(result.answer)))
    assert result.to_polars().height == 11
