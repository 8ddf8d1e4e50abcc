"""Files, tables and data frames into raw rows, each with its place; a broken row is told, not lost."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from attrs import field, frozen

from clausewise.model.facts import Place, Rejected
from clausewise.source.catalogue import CATALOGUE
from clausewise.source.diagnostic import Diagnostic, Language
from clausewise.values.number import Decimal

STANDARD_INPUT = "-"
GIVEN = "<events>"


class UnreadableInput(Exception):  # noqa: N818  # it says what the input is, not whose error it was
    """A file that cannot be read at all: the message's code and blanks, or what YAML says of it."""

    def __init__(self, code: str, diagnostics: Sequence[Diagnostic] = (), **blanks: str) -> None:
        super().__init__(code, blanks)
        self.code = code
        self.blanks: Mapping[str, str] = blanks
        self.diagnostics = tuple(diagnostics)

    def message(self, language: Language = "zh") -> str:
        entry = CATALOGUE[self.code]
        return (entry.zh if language == "zh" else entry.en).format_map(self.blanks)

    def hint(self, language: Language = "zh") -> str:
        entry = CATALOGUE[self.code]
        return (entry.hint_zh if language == "zh" else entry.hint_en).format_map(self.blanks)

    def __str__(self) -> str:
        return self.message("en")


@frozen
class Row:
    """One row as it stood: what the columns held. A cell without content is not there."""

    place: Place
    cells: Mapping[str, Any] = field(repr=False)


@frozen
class Rows:
    """What one file held. `name` is the file as the user named it.

    `columns` are those of a header row; () for JSON lines, where each row names its own.
    """

    name: str
    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.rows and not self.rejected


@frozen
class Sheet:
    """A sheet of a spreadsheet, from its first row on: texts, numbers, dates, None for nothing."""

    name: str
    grid: tuple[tuple[Any, ...], ...] = field(repr=False)


def read_rows(path: str | Path, name: str | None = None, stdin: BinaryIO | None = None) -> Rows:
    """The rows of a file: JSON lines, CSV, a spreadsheet, or Parquet; `-` is JSON lines from stdin.

    What a file is follows from its suffix, and of a spreadsheet from its first bytes. Raises
    UnreadableInput where there is no such file, no permission, or nothing that can be read.
    """
    called = str(path) if name is None else name
    if str(path) == STANDARD_INPUT:
        content = (stdin or sys.stdin.buffer).read()
        return json_rows(decoded(content, called), called)
    path = Path(path)
    if is_spreadsheet(path, called):
        return table_rows(sheets_of(path, called)[0].grid, called)
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise UnreadableInput("CW517", file=called)
    return _READERS[suffix](path, called)


def rows_of(events: object, stdin: BinaryIO | None = None) -> tuple[Rows, ...]:
    """The rows of whatever a program hands over: dicts, a data frame, or paths, also mixed.

    A dict's place is its number in the iterable, from 1. A data frame is whatever has
    `to_dicts` (Polars), `to_dict` (pandas) or `to_pylist` (Arrow).
    """
    if isinstance(events, str | Path):
        return (read_rows(events, stdin=stdin),)
    given = _records(events)
    found: list[Rows] = []
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for number, one in enumerate(given, 1):
        if isinstance(one, str | Path):
            found.append(read_rows(one, stdin=stdin))
        elif isinstance(one, Mapping):
            rows.append(Row(Place(GIVEN, number), _without_nothing(one)))
        elif isinstance(one, Rows):
            found.append(one)
        else:
            blanks = {"found": type(one).__name__}
            rejected.append(Rejected(Place(GIVEN, number), "CW531", blanks, None, repr(one)[:80]))
    return (Rows(GIVEN, tuple(rows), tuple(rejected)), *found)


def _records(events: object) -> Iterable[object]:
    for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        convert = getattr(events, method, None)
        if callable(convert):
            records: Iterable[object] = convert(*arguments)
            return records
    if isinstance(events, Mapping) or not isinstance(events, Iterable):
        raise UnreadableInput("CW521", found=type(events).__name__)
    return events


def _without_nothing(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The row without None, NaN and NaT, which are how data frames say that nothing is there."""
    return {str(key): value for key, value in row.items() if value is not None and value == value}  # noqa: PLR0124  # NaN


# Bytes and text


def contents_of(path: Path, name: str) -> bytes:
    """The bytes of a file; UnreadableInput where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as refused:
        cannot_open(refused, name)


def cannot_open(refused: OSError, name: str) -> NoReturn:
    """Raises what there is to say of a file that the system does not open."""
    for kind, code in _REFUSALS:
        if isinstance(refused, kind):
            raise UnreadableInput(code, file=name) from refused
    raise UnreadableInput("CW519", file=name, reason=refused.strerror or str(refused)) from refused


_REFUSALS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "CW510"),
    (IsADirectoryError, "CW511"),
    (PermissionError, "CW512"),
    (NotADirectoryError, "CW510"),
)


def decoded(content: bytes, name: str) -> str:
    """The text in UTF-8, with or without byte order mark, or else in GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 gives nearly any bytes some meaning; a text of UTF-16 or a picture has noughts.
        if "\0" not in text:
            return text
    raise UnreadableInput("CW513", file=name)


# JSON lines


class _GivenTwiceError(ValueError):
    """A key that an object has twice."""


def json_rows(text: str, name: str) -> Rows:
    """One object a line; blank lines are passed over. Numbers keep their digits."""
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            continue
        place = Place(name, number)
        try:
            found = _decode(line)
        except _GivenTwiceError as twice:
            key = str(twice)
            rejected.append(Rejected(place, "CW532", {"key": key}, key, None))
            continue
        except (ValueError, RecursionError) as broken:
            blanks = {"reason": str(broken) or type(broken).__name__}
            rejected.append(Rejected(place, "CW530", blanks, None, line.strip()[:80]))
            continue
        if found.__class__ is dict:
            rows.append(Row(place, {k: v for k, v in found.items() if v is not None}))
        else:
            blanks = {"found": _JSON_KINDS.get(type(found), "null")}
            rejected.append(Rejected(place, "CW531", blanks, None, line.strip()[:80]))
    return Rows(name, tuple(rows), tuple(rejected))


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _GivenTwiceError(next(key for key in keys if keys.count(key) > 1))
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number of JSON")


_decode: Callable[[str], Any] = json.JSONDecoder(
    object_pairs_hook=_each_key_once,
    parse_float=Decimal,
    parse_int=Decimal,
    parse_constant=_no_number,
).decode
_JSON_KINDS: Mapping[type, str] = {
    list: "[…]",
    str: '"…"',
    Decimal: "123",
    bool: "true / false",
}


# CSV


def csv_rows(text: str, name: str) -> Rows:
    """A table divided by comma, semicolon or tab, under its header row.

    A row that runs over several lines has the number of its first. Empty cells are missing.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    lines: list[tuple[int, list[str]]] = []
    rejected: list[Rejected] = []
    while True:
        number = reader.line_num + 1
        try:
            lines.append((number, [cell.strip() for cell in next(reader)]))
        except StopIteration:
            break
        except csv.Error as broken:
            place, blanks = Place(name, number), {"reason": str(broken)}
            rejected.append(Rejected(place, "CW534", blanks, None, None))
    return _under_header(lines, name, rejected)


def table_rows(grid: Sequence[Sequence[Any]], name: str) -> Rows:
    """A sheet under its header row; places are rows of the sheet, counted from 1."""
    return _under_header(list(enumerate(grid, 1)), name, [])


def _under_header(
    lines: Sequence[tuple[int, Sequence[Any]]], name: str, rejected: list[Rejected]
) -> Rows:
    """The rows below the first that has more than one cell: what stands above it is a title."""
    filled = [(number, cells) for number, cells in lines if _contents(cells)]
    wide = (at for at, (_, cells) in enumerate(filled) if len(_contents(cells)) > 1)
    header = next(wide, 0)
    columns = header_of(filled[header][1], name) if filled else ()
    rows: list[Row] = []
    for number, cells in filled[header + 1 :]:
        row = row_of(cells, columns, Place(name, number))
        (rows if isinstance(row, Row) else rejected).append(row)  # type: ignore[arg-type]  # by class
    return Rows(name, tuple(rows), tuple(rejected), columns)


def _contents(cells: Sequence[Any]) -> list[Any]:
    return [cell for cell in cells if cell is not None and cell != ""]


def delimiter_of(text: str) -> str:
    """What divides the columns: of comma, semicolon and tab, what the first divided line has most of."""
    for line in text.splitlines():
        unquoted = "".join(line.split('"')[::2])
        if any(mark in unquoted for mark in ",;\t"):
            return max(",;\t", key=unquoted.count)
    return ","


def header_of(cells: Sequence[Any], name: str) -> tuple[str, ...]:
    """The names of the columns; a cell without text names none. UnreadableInput for one given twice."""
    columns = tuple("" if cell is None else str(cell).strip() for cell in cells)
    named = [column for column in columns if column]
    for column in named:
        if named.count(column) > 1:
            raise UnreadableInput("CW518", file=name, column=column)
    return columns


def row_of(cells: Sequence[Any], columns: Sequence[str], place: Place) -> Row | Rejected:
    """The cells under their columns; a content that stands under no column is told."""
    found: dict[str, Any] = {}
    beside: list[Any] = list(_contents(cells[len(columns) :]))
    for column, cell in zip(columns, cells, strict=False):
        if cell is None or cell == "":
            continue
        if column:
            found[column] = cell
        else:
            beside.append(cell)
    if beside:
        blanks = {"cells": str(len(cells)), "columns": str(sum(map(bool, columns)))}
        return Rejected(place, "CW533", blanks, None, str(beside[0])[:80])
    return Row(place, found)


# Spreadsheets and Parquet


_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_spreadsheet(path: Path, name: str) -> bool:
    """By its suffix, or by its first bytes where a spreadsheet was named otherwise."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as refused:
        cannot_open(refused, name)
    return path.suffix.lower() in _SPREADSHEETS or start in _MAGIC


def sheets_of(path: Path, name: str) -> tuple[Sheet, ...]:
    """The sheets in their order, visible ones first. An empty file has one empty sheet."""
    content = contents_of(path, name)
    if not content:
        return (Sheet("", ()),)
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        tables = [
            one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        tables.sort(key=lambda one: one.visible != calamine.SheetVisibleEnum.Visible)
        return tuple(_sheet(book, one.name) for one in tables) or (Sheet("", ()),)
    except (calamine.CalamineError, OSError) as broken:
        raise UnreadableInput("CW514", file=name, reason=str(broken)) from broken


def _sheet(book: Any, name: str) -> Sheet:
    raw = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, tuple(tuple(map(_cell, row)) for row in raw))


def _cell(raw: Any) -> Any:
    if raw.__class__ is str:
        return raw.strip() or None
    return raw


def _parquet_rows(path: Path, name: str) -> Rows:
    try:
        import polars
    except ImportError as absent:
        raise UnreadableInput("CW516", file=name) from absent
    try:
        records = polars.read_parquet(path).to_dicts()
    except (polars.exceptions.PolarsError, OSError) as broken:
        raise UnreadableInput("CW519", file=name, reason=str(broken)) from broken
    rows = tuple(Row(Place(name, n), _without_nothing(one)) for n, one in enumerate(records, 1))
    return Rows(name, rows, (), tuple(records[0]) if records else ())


def _of_text(read: Callable[[str, str], Rows]) -> Callable[[Path, str], Rows]:
    return lambda path, name: read(decoded(contents_of(path, name), name), name)


_READERS: Mapping[str, Callable[[Path, str], Rows]] = {
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), _of_text(json_rows)),
    **dict.fromkeys((".csv", ".tsv", ".txt"), _of_text(csv_rows)),
    **dict.fromkeys((".parquet", ".pq"), _parquet_rows),
}
