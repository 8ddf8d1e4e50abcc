"""Files become raw rows with their places; what cannot be read is told in one clear message."""

import datetime
import io
import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from clausewise.intake.rows import (
    Rows,
    UnreadableInput,
    csv_rows,
    json_rows,
    read_rows,
    rows_of,
    sheets_of,
    table_rows,
)
from clausewise.source.catalogue import CATALOGUE


def cells(rows: Rows) -> list[tuple[int, dict[str, Any]]]:
    return [(row.place.line, dict(row.cells)) for row in rows.rows]


def told(rows: Rows) -> list[str]:
    return [
        f"{one.place.line} {CATALOGUE[one.code].en.format_map(one.blanks)}" for one in rows.rejected
    ]


def refused(path: Path | str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read_rows(path, "orders.csv")
    assert caught.value.message("zh") != caught.value.message("en")
    return str(caught.value)


# JSON lines


def test_json_numbers_keep_their_digits() -> None:
    rows = json_rows('{"a": 0.10, "b": 12, "c": 100000000000000000000.01}', "f.jsonl")
    [(line, found)] = cells(rows)
    assert line == 1
    assert [(key, str(value)) for key, value in found.items()] == [
        ("a", "0.10"),
        ("b", "12"),
        ("c", "100000000000000000000.01"),
    ]
    assert all(type(value) is Decimal for value in found.values())


def test_null_is_missing_and_blank_lines_are_passed_over() -> None:
    rows = json_rows('{"a": null, "b": 1}\n\n  \r\n{"a": ""}\r\n', "f.jsonl")
    assert cells(rows) == [(1, {"b": Decimal(1)}), (4, {"a": ""})]


def test_a_truncated_line_is_rejected_and_the_rest_is_read() -> None:
    rows = json_rows('{"a": 1}\n{"a": 2, "b"\n{"a": 3}', "f.jsonl")
    assert [line for line, _ in cells(rows)] == [1, 3]
    assert told(rows) == [
        "2 this line is not whole JSON: Expecting ':' delimiter: line 1 column 13 (char 12)"
    ]
    assert rows.rejected[0].value == '{"a": 2, "b"'


def test_a_line_that_is_no_object_is_rejected() -> None:
    rows = json_rows('[1]\n"x"\n5\nnull\ntrue', "f.jsonl")
    assert told(rows) == [
        "1 this line is not an object but […]",
        '2 this line is not an object but "…"',
        "3 this line is not an object but 123",
        "4 this line is not an object but null",
        "5 this line is not an object but true / false",
    ]


def test_a_key_given_twice_is_rejected_at_any_depth() -> None:
    rows = json_rows('{"a": 1, "a": 2}\n{"c": {"d": 1, "d": 1}}', "f.jsonl")
    assert told(rows) == ["1 'a' appears twice in this row", "2 'd' appears twice in this row"]


def test_words_that_are_no_numbers_of_json_are_rejected() -> None:
    assert told(json_rows('{"a": NaN}', "f")) == [
        "1 this line is not whole JSON: NaN is not a number of JSON"
    ]


def test_brackets_without_end_are_rejected() -> None:
    assert len(json_rows("[" * 100_000, "f").rejected) == 1


def test_standard_input_is_json_lines() -> None:
    rows = read_rows("-", stdin=io.BytesIO(b'\xef\xbb\xbf{"a": 1}'))
    assert (rows.name, cells(rows)) == ("-", [(1, {"a": Decimal(1)})])


# CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_chinese_csv_is_read_as_what_it_is(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes("订单号,客户\r\nPO1,义乌市小商品有限公司\r\n".encode(encoding))
    assert cells(read_rows(path)) == [(2, {"订单号": "PO1", "客户": "义乌市小商品有限公司"})]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_divided_as_the_header_divides_them(separator: str) -> None:
    text = f"id{separator}note\n1{separator}a\n"
    assert cells(csv_rows(text, "f.csv")) == [(2, {"id": "1", "note": "a"})]


def test_a_separator_in_quotes_does_not_count() -> None:
    assert cells(csv_rows('"a;b;c",d\n1,2\n', "f")) == [(2, {"a;b;c": "1", "d": "2"})]


def test_empty_cells_are_missing_and_short_rows_too() -> None:
    assert cells(csv_rows("a,b,c\n1,,\n2\n,,\n\n3,4,5\n", "f")) == [
        (2, {"a": "1"}),
        (3, {"a": "2"}),
        (6, {"a": "3", "b": "4", "c": "5"}),
    ]


def test_a_row_over_several_lines_has_the_number_of_its_first() -> None:
    assert cells(csv_rows('a,b\n1,"x\ny\nz"\n2,w\n', "f")) == [
        (2, {"a": "1", "b": "x\ny\nz"}),
        (5, {"a": "2", "b": "w"}),
    ]


def test_a_row_longer_than_the_header_is_rejected_unless_the_rest_is_empty() -> None:
    rows = csv_rows("a,b\n1,2,3\n1,2,,\n1,12,000.00\n", "f")
    assert cells(rows) == [(3, {"a": "1", "b": "2"})]
    assert told(rows) == [
        "2 this row has 3 cells, and the header 2 columns",
        "4 this row has 3 cells, and the header 2 columns",
    ]


def test_quotes_that_do_not_match_are_told() -> None:
    rows = csv_rows('a,b\n1,"x"y\n2,z\n3,"open\n4,u\n', "f")
    assert cells(rows) == [(3, {"a": "2", "b": "z"})]
    assert told(rows) == [
        "2 the quotes of this row do not match: ',' expected after '\"'",
        "4 the quotes of this row do not match: unexpected end of data",
    ]


def test_what_stands_above_the_header_is_a_title() -> None:
    text = "考勤明细表\n统计日期：2026-05\n工号;日期\nE01;2026-05-06\n"
    assert cells(csv_rows(text, "f")) == [(4, {"工号": "E01", "日期": "2026-05-06"})]
    assert cells(csv_rows("id\nE01\n", "f")) == [(2, {"id": "E01"})]


def test_a_column_given_twice_makes_the_file_unreadable() -> None:
    with pytest.raises(UnreadableInput, match="has 'a' more than once"):
        csv_rows("a,b,a\n1,2,3\n", "f.csv")


# Spreadsheets


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, grid in sheets.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(grid):
            for column, value in enumerate(line):
                if value is not None:
                    sheet.write(row, column, value)
    book.close()
    return path


def test_a_spreadsheet_gives_values_and_row_numbers(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        one=[
            ["员工花名册"],
            ["id", "amount", "hired", "ok"],
            ["E01", 12.5, datetime.date(2024, 6, 3), True],
            [],
            ["E02", 3],
        ],
        two=[["x"]],
    )
    rows = read_rows(path)
    assert cells(rows) == [
        (3, {"id": "E01", "amount": 12.5, "hired": datetime.date(2024, 6, 3), "ok": True}),
        (5, {"id": "E02", "amount": 3.0}),
    ]
    assert rows.columns == ("id", "amount", "hired", "ok")
    assert [sheet.name for sheet in sheets_of(path, "a.xlsx")] == ["one", "two"]


def test_a_hidden_sheet_comes_after_those_that_are_seen(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("说明").hide()
    book.add_worksheet("名单").activate()
    book.get_worksheet_by_name("名单").set_first_sheet()
    book.close()
    assert [s.name for s in sheets_of(tmp_path / "a.xlsx", "a")] == ["名单", "说明"]


def test_a_spreadsheet_with_another_suffix_is_one_all_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", one=[["a", "b"], ["1", "2"]])
    moved = path.rename(tmp_path / "a.csv")
    assert cells(read_rows(moved)) == [(2, {"a": "1", "b": "2"})]


def test_a_cell_beside_the_table_is_rejected() -> None:
    rows = table_rows([("a", "b", None), ("1", "2", None), ("3", "4", "签字")], "f.xlsx")
    assert cells(rows) == [(2, {"a": "1", "b": "2"})]
    assert told(rows) == ["3 this row has 3 cells, and the header 2 columns"]


# What cannot be read


def test_each_file_that_cannot_be_read_has_one_clear_message(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.csv") == "there is no file 'orders.csv'"
    assert refused(tmp_path) == "'orders.csv' is a folder, and a file is wanted here"
    binary = tmp_path / "b.csv"
    binary.write_bytes(b"a,b\n\xff\xff\x00")
    assert refused(binary) == "'orders.csv' is neither UTF-8 nor GB18030 (GBK)"
    wide = tmp_path / "w.csv"
    wide.write_bytes("a,b\n1,2\n".encode("utf-16"))
    assert refused(wide) == "'orders.csv' is neither UTF-8 nor GB18030 (GBK)"
    fake = tmp_path / "f.xlsx"
    fake.write_bytes(b"<html><table></table></html>")
    assert refused(fake).startswith("'orders.csv' is not a sound spreadsheet: ")
    torn = tmp_path / "t.xlsx"
    torn.write_bytes(b"PK\x03\x04 and no more")
    assert refused(torn).startswith("'orders.csv' is not a sound spreadsheet: ")
    odd = tmp_path / "a.docx.bak"
    odd.write_text("x")
    assert refused(odd) == "files such as 'orders.csv' are not known"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    path.chmod(0)
    assert refused(path) == "there is no permission to read 'orders.csv'"


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.xlsx", "a.txt"])
def test_an_empty_file_holds_no_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    assert read_rows(path).empty


def test_parquet_is_read_where_polars_is(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    try:
        import polars  # noqa: F401
    except ImportError:
        assert refused(path) == "reading the Parquet file 'orders.csv' needs polars besides"
    else:
        assert refused(path).startswith("'orders.csv' cannot be read: ")


# What programs hand over


class Frame:
    """A stand-in for a data frame: what each library calls its list of rows."""

    def __init__(self, method: str, rows: list[dict[str, Any]]) -> None:
        setattr(self, method, lambda *how: rows)


@pytest.mark.parametrize("method", ["to_dicts", "to_pylist", "to_dict"])
def test_data_frames_give_rows_without_what_is_not_there(method: str) -> None:
    frame = Frame(method, [{"a": 1, "b": None, "c": float("nan")}, {"a": 2, "b": 3, "c": 4.5}])
    [rows] = rows_of(frame)
    assert cells(rows) == [(1, {"a": 1}), (2, {"a": 2, "b": 3, "c": 4.5})]


def test_dicts_and_paths_may_be_mixed(tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    path.write_text('{"a": 5}')
    given, from_file = rows_of([{"a": 1}, path, {"a": 2}, 7])
    assert [str(row.place) for row in given.rows] == ["<events>:1", "<events>:3"]
    assert told(given) == ["4 this line is not an object but int"]
    assert cells(from_file) == [(1, {"a": Decimal(5)})]


def test_a_path_alone_is_its_file(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("a,b\n1,2\n")
    [rows] = rows_of(str(path))
    assert (rows.name, cells(rows)) == (str(path), [(2, {"a": "1", "b": "2"})])


@pytest.mark.parametrize("thing", [5, None, {"kind": "order"}])
def test_what_holds_no_rows_is_refused(thing: object) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read as facts"):
        rows_of(thing)


plain_texts = st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(st.dictionaries(plain_texts, plain_texts, min_size=1), max_size=5))
def test_what_is_written_as_json_lines_reads_back(objects: list[dict[str, str]]) -> None:
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in objects)
    assert [found for _, found in cells(json_rows(text, "f"))] == objects


@given(st.text(), st.sampled_from([json_rows, csv_rows]))
def test_any_text_gives_rows_rejections_or_one_message(
    text: str, read: Callable[[str, str], Rows]
) -> None:
    rows, message = _read(read, text)
    assert all(one.code in CATALOGUE for one in rows.rejected)
    assert message is None or "more than once" in message


def _read(read: Callable[[str, str], Rows], text: str) -> tuple[Rows, str | None]:
    try:
        return read(text, "f"), None
    except UnreadableInput as unreadable:
        return Rows("f", ()), str(unreadable)
