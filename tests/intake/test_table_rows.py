"""Rows of decision tables in files beside the policy."""

import datetime
from pathlib import Path

import pytest
import xlsxwriter

from clausewise.intake.table_rows import file_of_rows, rows_beside
from clausewise.source.diagnostic import render
from clausewise.source.span import Source
from clausewise.source.yaml_reader import read_yaml

COLUMNS = ("sales", "origin", "rate")


def cells(folder: Path, rows: str) -> list[list[str]]:
    """The cells that `rows: …` in a policy in that folder stands for."""
    found, told = read(folder, rows)
    assert told == ""
    return [[cell for cell, _ in row] for row in found]


def read(folder: Path, rows: str) -> tuple[list[list[tuple[str, str]]], str]:
    """Each cell and its place, and what is told."""
    node, _ = read_yaml(Source("policy.yaml", rows))
    assert node is not None
    file = file_of_rows(node)
    assert file is not None
    found, told = rows_beside(file, folder, COLUMNS)
    lines = [[(cell.text, str(cell.part(0, len(cell.text)))) for cell in row] for row in found]
    return lines, "\n".join(render(one, "en") for one in told)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path()


def test_a_csv_file_gives_a_row_a_line(folder: Path) -> None:
    Path("rates.csv").write_text('<= 1000,"""self""",0.01\n> 1000,-,0.02\n', "utf-8")

    assert cells(folder, "rates.csv") == [["<= 1000", '"self"', "0.01"], ["> 1000", "-", "0.02"]]


def test_a_header_puts_columns_in_any_order_with_remarks_between(folder: Path) -> None:
    Path("rates.csv").write_text("rate,remark,origin,sales\n0.01,small,-,<= 1000\n\n", "utf-8")

    assert cells(folder, "rates.csv") == [["<= 1000", "-", "0.01"]]


def test_cells_keep_their_line_and_column(folder: Path) -> None:
    Path("rates.csv").write_text(
        'sales;origin;rate\r\n  > 1000; "not(""self"")" ;0.02\r\n', "utf-8"
    )

    found, _ = read(folder, "rates.csv")

    assert found == [
        [("> 1000", "rates.csv:2:3"), ('not("self")', "rates.csv:2:12"), ("0.02", "rates.csv:2:28")]
    ]


def test_a_cell_with_a_line_break_is_one_cell(folder: Path) -> None:
    Path("rates.csv").write_text('1,"2 +\n3",4\n5,6,7\n', "utf-8")

    found, _ = read(folder, "rates.csv")

    assert found[0] == [("1", "rates.csv:1:1"), ("2 +\n3", "rates.csv:1:4"), ("4", "rates.csv:2:4")]
    assert found[1][0] == ("5", "rates.csv:3:1")


def test_a_csv_file_of_a_chinese_spreadsheet_is_read(folder: Path) -> None:
    Path("提成.csv").write_bytes('-,"""自有"""\t,0.01\r\n'.encode("gb18030"))

    assert cells(folder, "提成.csv") == [["-", '"自有"', "0.01"]]


def test_a_sheet_gives_its_numbers_dates_and_truths_as_they_are(folder: Path) -> None:
    with xlsxwriter.Workbook("tables.xlsx") as book:
        sheet = book.add_worksheet("rates")
        sheet.write_row(0, 0, ["sales", "origin", "rate"])
        sheet.write_row(1, 0, ["<= 1000", '"self"', 0.015])
        sheet.write_row(3, 0, [2000, True, 3])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(4, 0, datetime.datetime(2024, 6, 1), day)
        sheet.write_row(4, 1, ["-", 0.02])
        book.add_worksheet("other").write_row(0, 0, ["-", "-", 1])

    expected = [
        ["<= 1000", '"self"', "0.015"],
        ["2000", "true", "3"],
        ['@"2024-06-01"', "-", "0.02"],
    ]
    assert cells(folder, "tables.xlsx") == expected
    assert cells(folder, "tables.xlsx#rates") == expected
    assert cells(folder, "tables.xlsx#other") == [["-", "-", "1"]]


def test_a_row_of_a_sheet_is_told_by_its_number(folder: Path) -> None:
    with xlsxwriter.Workbook("tables.xlsx") as book:
        sheet = book.add_worksheet("rates")
        sheet.write_row(0, 0, ["<= 1000", '"self"', 0.01])
        sheet.write_row(4, 0, ["> 1000", "-", 0.02])

    found, _ = read(folder, "tables.xlsx")

    assert [[place for _, place in row] for row in found] == [
        ["tables.xlsx#rates:1:1", "tables.xlsx#rates:1:11", "tables.xlsx#rates:1:20"],
        ["tables.xlsx#rates:5:1", "tables.xlsx#rates:5:10", "tables.xlsx#rates:5:14"],
    ]


@pytest.mark.parametrize("name", ["absent.csv", "../rates.csv"])
def test_a_file_that_is_not_beside_the_policy_is_told(folder: Path, name: str) -> None:
    Path("inner").mkdir()
    Path("rates.csv").write_text("1,2,3\n")
    Path("inner/rate.csv").write_text("1,2,3\n")

    assert read(folder / "inner", name) == (
        [],
        f"policy.yaml:1:1: error[CW393] the file with the table's rows, '{name}', is not there\n"
        f"  | {name}\n"
        f"  | {'^' * len(name)}\n"
        "  = put the file beside this policy. There one finds: rate.csv",
    )


def test_a_sheet_that_is_not_there_is_told(folder: Path) -> None:
    with xlsxwriter.Workbook("tables.xlsx") as book:
        book.add_worksheet("rates")

    assert read(folder, "tables.xlsx#rate") == (
        [],
        "policy.yaml:1:1: error[CW394] 'tables.xlsx' has no sheet 'rate'\n"
        "  | tables.xlsx#rate\n"
        "  | ^^^^^^^^^^^^^^^^\n"
        "  = its sheets are: rates",
    )


def test_a_file_that_is_no_spreadsheet_is_told(folder: Path) -> None:
    Path("tables.xlsx").write_text("sales")

    found, told = read(folder, "tables.xlsx")

    assert found == []
    assert told.startswith("policy.yaml:1:1: error[CW514] ")


def test_a_row_with_too_few_cells_is_told_in_its_file(folder: Path) -> None:
    Path("rates.csv").write_text("1,2,3\n4,5\n6,7,8,,\n")

    found, told = read(folder, "rates.csv")

    assert [[cell for cell, _ in row] for row in found] == [["1", "2", "3"], ["6", "7", "8"]]
    assert told == (
        "rates.csv:2:1: error[CW368] the number of cells in this row is 2; it should be 3\n"
        "  | 4,5\n"
        "  | ^^^\n"
        "  = one cell for each input and each output: divided by | in a policy, by commas in CSV"
    )


@pytest.mark.parametrize("rows", ["|\n  1 | 2 | 3\n", "- [1, 2, 3]\n", "rates.csv | 2 | 3"])
def test_rows_in_the_policy_itself_name_no_file(rows: str) -> None:
    node, _ = read_yaml(Source("policy.yaml", rows))

    assert node is not None
    assert file_of_rows(node) is None
