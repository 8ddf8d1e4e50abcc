"""The rows of a decision table that lie in a file beside the policy: CSV, or a sheet of a spreadsheet."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from clausewise.intake.rows import (
    UnreadableInput,
    contents_of,
    decoded,
    delimiter_of,
    is_spreadsheet,
    sheets_of,
)
from clausewise.intake.typed import shown
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.source.span import Passage, Source, Span
from clausewise.source.yaml_reader import Node, Scalar
from clausewise.values.from_python import feel_value
from clausewise.values.text import quoted

Cells = tuple[Passage, ...]
_FILE = re.compile(r"([^|\n#]+\.(?:csv|tsv|txt|xlsx|xlsm|xlsb|xls|ods))(?:#([^|\n]+))?", re.I)


@frozen
class RowsFile:
    """What `rows: commission.csv` or `rows: tables.xlsx#Sheet1` names, and where it says so."""

    name: str
    sheet: str | None
    span: Span = field(eq=False, repr=False)


def file_of_rows(node: Node) -> RowsFile | None:
    """The file that `rows` names; None where the rows stand in the policy itself."""
    if not isinstance(node, Scalar):
        return None
    found = _FILE.fullmatch(node.written.strip())
    return RowsFile(found[1], found[2], node.span) if found else None


def rows_beside(
    file: RowsFile, folder: Path, columns: Sequence[str]
) -> tuple[tuple[Cells, ...], list[Diagnostic]]:
    """The cells of each row, in the order of the columns; they keep their file, line and column.

    A first row that holds the name of every column is a header: the columns may then stand in
    another order, with others between them, such as remarks.  Blank rows are passed over.  Texts
    are FEEL, as in a policy; a spreadsheet's numbers, dates and truths are taken as they are.
    """
    path = folder / file.name
    if not path.resolve().is_relative_to(folder.resolve()) or not path.exists():
        near = nearest(file.name, _tables_in(folder)) or "—"
        return (), [Diagnostic.at(file.span, "CW393", file=file.name, nearest=near)]
    try:
        lines = _lines_of(path, file)
    except UnreadableInput as refused:
        return (), [Diagnostic.at(file.span, refused.code, **refused.blanks)]
    except _NoSheetError as lacking:
        blanks = {"file": file.name, "sheet": file.sheet or "", "nearest": str(lacking)}
        return (), [Diagnostic.at(file.span, "CW394", **blanks)]
    places = _places(lines[0], columns) if lines else None
    return _arranged(lines if places is None else lines[1:], places, len(columns))


class _NoSheetError(ValueError):
    """A spreadsheet has no sheet of that name; its words are those that are most like it."""


def _tables_in(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*") if _FILE.fullmatch(path.name)]


def _lines_of(path: Path, file: RowsFile) -> list[Cells]:
    """The rows of the file that hold anything."""
    if not is_spreadsheet(path, file.name):
        source = Source(str(path), decoded(contents_of(path, file.name), file.name))
        lines = list(_divided(source, delimiter_of(source.text)))
    else:
        sheets = {sheet.name: sheet for sheet in sheets_of(path, file.name)}
        wanted = next(iter(sheets)) if file.sheet is None else file.sheet
        if wanted not in sheets:
            raise _NoSheetError(nearest(wanted, sheets))
        grid = [[_as_feel(cell) for cell in row] for row in sheets[wanted].grid]
        lines = _laid_out(f"{path}#{wanted}", grid)
    return [line for line in lines if any(cell.text for cell in line)]


def _places(first: Cells, columns: Sequence[str]) -> list[int] | None:
    """At which place of a row each column stands, by the header; None where there is no header."""
    names = [cell.text for cell in first]
    return [names.index(column) for column in columns] if set(columns) <= set(names) else None


def _arranged(
    lines: Sequence[Cells], places: list[int] | None, width: int
) -> tuple[tuple[Cells, ...], list[Diagnostic]]:
    rows: list[Cells] = []
    told: list[Diagnostic] = []
    for line in lines:
        cells = _trimmed(line, width) if places is None else line
        if places is not None and len(cells) > max(places):
            rows.append(tuple(cells[place] for place in places))
        elif places is None and len(cells) == width:
            rows.append(cells)
        else:
            span = Span(cells[0].span.source, cells[0].span.start, cells[-1].span.end)
            found, wanted = str(len(cells)), str(width if places is None else 1 + max(places))
            told.append(Diagnostic.at(span, "CW368", found=found, wanted=wanted))
    return tuple(rows), told


def _trimmed(line: Cells, width: int) -> Cells:
    """Without the empty cells that a spreadsheet leaves at the end of a row."""
    while len(line) > width and not line[-1].text:
        line = line[:-1]
    return line


def _divided(source: Source, mark: str) -> Iterator[Cells]:
    """The rows of a CSV text: a quote inside a quoted cell is doubled (RFC 4180)."""
    text, place, row = source.text, 0, list[Passage]()
    cell = re.compile(rf'[ \t]*"((?:[^"]|"")*)"[ \t]*(?=[\r\n{mark}]|$)|([^\r\n{mark}]*)')
    while place <= len(text):
        found = cell.match(text, place)
        assert found is not None  # the second way matches also nothing
        row.append(_quoted_cell(source, found) if found[2] is None else _bare_cell(source, found))
        place = found.end() + 1
        if text[found.end() : place] != mark:
            yield tuple(row)
            row = []
            if text[found.end() : found.end() + 2] == "\r\n":
                place += 1


def _bare_cell(source: Source, found: re.Match[str]) -> Passage:
    text = found[2].strip()
    start = found.start(2) + len(found[2]) - len(found[2].lstrip())
    return Passage(text, Span(source, start, start + len(text)))


def _quoted_cell(source: Source, found: re.Match[str]) -> Passage:
    characters = [(one.start(), one[0][0]) for one in re.finditer(r'""|[^"]', found[1])]
    text = "".join(character for _, character in characters)
    offsets = (*(found.start(1) + at for at, _ in characters), found.end(1))
    return Passage(text, Span(source, found.start(1), found.end(1)), offsets)


def _laid_out(name: str, grid: Sequence[Sequence[str]]) -> list[Cells]:
    """A sheet as a text of its own, a row a line, so that a message can show the row."""
    source = Source(name, "\n".join(" | ".join(row) for row in grid))
    lines: list[Cells] = []
    place = 0
    for row in grid:
        cells: list[Passage] = []
        for text in row:
            cells.append(Passage(text, Span(source, place, place + len(text))))
            place += len(text) + len(" | ")
        lines.append(tuple(cells))
        place += len("\n") - (len(" | ") if row else 0)
    return lines


def _as_feel(raw: Any) -> str:
    """The content of a spreadsheet's cell as FEEL writes it."""
    if raw is None or isinstance(raw, str):
        return (raw or "").strip()
    if isinstance(raw, bool | int | float):
        return shown(raw)
    return f"@{quoted(str(feel_value(raw)))}"
