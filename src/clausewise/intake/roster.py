"""The employees, each with their history, from a spreadsheet, CSV, JSON lines, YAML or dicts."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from clausewise.intake.rows import Row, Rows, UnreadableInput, cannot_open, read_rows, rows_of
from clausewise.intake.typed import Convert, Fault, converter, shown
from clausewise.model.facts import Employee, EmployeeRow, Place, Rejected, Roster
from clausewise.model.vocabulary import Vocabulary, aliases_of
from clausewise.source.nearest import nearest
from clausewise.source.yaml_reader import Fields, Node, Sequence, plain, read_yaml_file
from clausewise.values.temporal import Date
from clausewise.values.types import DATE, STRING, Record, Type

GIVEN = "<employees>"
UNUSED_COLUMN = "CW580"
"""The one message of a roster that tells of a column, not of a row that is lost."""

_SINCE = "from"
# The words that rosters use for what every employee has.
_WORDS: Mapping[str, str] = {
    "工号": "id",
    "员工编号": "id",
    "编号": "id",
    "入职日期": "hired",
    "离职日期": "left",
    "起始日期": _SINCE,
    "生效日期": _SINCE,
}


def read_roster(
    source: object,
    vocabulary: Vocabulary,
    zone: ZoneInfo,
    name: str | None = None,
    stdin: BinaryIO | None = None,
) -> tuple[Roster, list[Rejected]]:
    """The employees by id, and the rows that could not be read, by file and line.

    `source` is a path, an iterable of dicts, or a data frame; a file goes by `name` in what is
    told, its path where left out. Rows of one id with different `from`
    dates are its history, oldest first; a row without `from` holds from the beginning. Each row
    stands alone: what it leaves empty is missing, not taken over from the row before. The same row
    given twice counts once; two different rows from the same day are both rejected. A column that
    the vocabulary does not have is told once, as CW580 at the file's first line, and not used.
    """
    converts = _converts(vocabulary, zone)
    words = {**_WORDS, **aliases_of(vocabulary.employee), **{name: name for name in converts}}
    read: dict[str, list[tuple[EmployeeRow, Place]]] = {}
    told: list[Rejected] = []
    for file in _files(source, name, stdin):
        told += file.rejected
        told += _unused_columns(file, words)
        for row in file.rows:
            found = _employee_row(row, words, converts, vocabulary)
            if isinstance(found, Rejected):
                told.append(found)
            else:
                read.setdefault(found.record["id"], []).append((found, row.place))
    roster: dict[str, Employee] = {}
    for employee in sorted(read):
        rows, conflicting = _history(employee, read[employee])
        told += conflicting
        if rows:
            roster[employee] = Employee(employee, rows)
    return roster, sorted(told, key=_in_files)


def _files(source: object, name: str | None, stdin: BinaryIO | None) -> tuple[Rows, ...]:
    if isinstance(source, str | Path):
        if Path(source).suffix.lower() in (".yaml", ".yml"):
            return (_yaml_rows(Path(source), name or str(source)),)
        return (read_rows(source, name, stdin),)
    return tuple(
        Rows(GIVEN, tuple(_renamed(row) for row in file.rows), file.rejected)
        for file in rows_of(source)
    )


def _renamed(row: Row) -> Row:
    return Row(Place(GIVEN, row.place.line), row.cells)


def _yaml_rows(path: Path, name: str) -> Rows:
    """A list of employees, or a file with one under `employees`; a row's line is where it begins."""
    try:
        root, told = read_yaml_file(path)
    except OSError as refused:
        cannot_open(refused, name)
    errors = [one for one in told if one.severity.value == "error"]
    listed: Node | None = root.get("employees") if isinstance(root, Fields) else root
    if errors or not isinstance(listed, Sequence):
        raise UnreadableInput("CW585", errors, file=name)
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for item in listed.items:
        place = Place(name, item.span.source.line_and_column(item.span.start)[0])
        cells = plain(item)
        if isinstance(cells, dict):
            present = {key: value for key, value in cells.items() if value is not None}
            rows.append(Row(place, present))
        else:
            rejected.append(Rejected(place, "CW531", {"found": shown(cells)}, None, shown(cells)))
    return Rows(name, tuple(rows), tuple(rejected))


def _converts(vocabulary: Vocabulary, zone: ZoneInfo) -> dict[str, Convert]:
    """The fields of a row and how each is read; `id`, `hired` and `left` every roster may have."""
    types: dict[str, Type] = {"id": STRING, _SINCE: DATE, "hired": DATE, "left": DATE}
    types |= {field.name: field.type for field in vocabulary.employee.values()}
    return {name: converter(wanted, zone) for name, wanted in types.items()}


def _unused_columns(file: Rows, words: Mapping[str, str]) -> list[Rejected]:
    present = file.columns or dict.fromkeys(column for row in file.rows for column in row.cells)
    unknown = [column for column in present if column and column not in words]
    place = Place(file.name, 1)
    return [
        Rejected(
            place, UNUSED_COLUMN, {"column": column, "nearest": nearest(column, words)}, column
        )
        for column in unknown
    ]


def _employee_row(
    row: Row,
    words: Mapping[str, str],
    converts: Mapping[str, Convert],
    vocabulary: Vocabulary,
) -> EmployeeRow | Rejected:
    values: dict[str, Any] = dict.fromkeys(converts)
    for word, raw in row.cells.items():
        name = words.get(word)
        if name is None:
            continue
        value = converts[name](raw)
        if value.__class__ is Fault:
            return Rejected(row.place, value.code, value.blanks_for(word), word, value.value)
        if values[name] is not None:
            return Rejected(row.place, "CW532", {"key": word}, word, shown(raw))
        values[name] = value
    if not values["id"]:
        return Rejected(row.place, "CW581", {}, "id", None)
    for field in vocabulary.employee.values():
        if values[field.name] is None:
            if field.required:
                return Rejected(row.place, "CW583", {"field": field.name}, field.name, None)
            values[field.name] = field.default
    hired, left = values["hired"], values["left"]
    if hired is not None and left is not None and left < hired:
        blanks = {"id": values["id"], "hired": str(hired), "left": str(left)}
        return Rejected(row.place, "CW584", blanks, "left", str(left))
    since: Date | None = values.pop(_SINCE)
    return EmployeeRow(since, Record("employee", values))


def _history(
    employee: str, read: Iterable[tuple[EmployeeRow, Place]]
) -> tuple[tuple[EmployeeRow, ...], list[Rejected]]:
    """The rows by date, and those that say different things from the same day."""
    by_date: dict[int, list[tuple[EmployeeRow, Place]]] = {}
    for row, place in read:
        by_date.setdefault(-1 if row.since is None else row.since.ordinal, []).append((row, place))
    rows: list[EmployeeRow] = []
    conflicting: list[Rejected] = []
    for ordinal in sorted(by_date):
        same = by_date[ordinal]
        first = same[0][0]
        if all(row == first for row, _ in same):
            rows.append(first)
            continue
        since = "–" if first.since is None else str(first.since)
        for _, place in same:
            others = ", ".join(str(other) for _, other in same if other != place)
            blanks = {"id": employee, "since": since, "others": others}
            conflicting.append(Rejected(place, "CW582", blanks, "id", employee))
    return tuple(rows), conflicting


def _in_files(rejected: Rejected) -> tuple[str, int, str, str]:
    return rejected.place.file, rejected.place.line, rejected.code, rejected.field or ""
