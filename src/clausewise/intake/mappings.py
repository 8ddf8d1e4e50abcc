"""Other layouts, such as the exports of attendance clocks, turned into raw rows of facts as a mapping says."""

import csv
import datetime as python
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, BinaryIO, Literal
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from clausewise.intake.rows import (
    STANDARD_INPUT,
    Row,
    Rows,
    Sheet,
    UnreadableInput,
    cannot_open,
    contents_of,
    decoded,
    delimiter_of,
    is_spreadsheet,
    read_rows,
    sheets_of,
    table_rows,
)
from clausewise.intake.structure import check_structure
from clausewise.intake.typed import shown
from clausewise.model.facts import Place, Rejected, Roster
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, Node, plain, read_yaml, read_yaml_file
from clausewise.values.number import DECIMAL128, Decimal, parse_number

Take = Literal["first", "last", "earliest", "latest", "all"]
Conditions = Mapping[str, tuple[str, ...]]
_NOTHING: Any = object()


@frozen
class FieldSource:
    """Where a field's value comes from, and what is done to the cell's text, in this order.

    Of `columns`, the first that holds something. `split` makes several values of it, of which
    `take` chooses; from each the parts in `strip` are taken off, `pattern` takes its first group,
    `values` translates it (a key may hold `*`; what no key fits becomes `otherwise`, or stays),
    `format` reads a date or time, `times` multiplies, and `lookup` finds the employee whose field
    of that name it is. A `value` is fixed.
    """

    columns: tuple[str, ...] = ()
    value: Any = _NOTHING
    values: Mapping[str, Any] = field(factory=dict)
    otherwise: Any = _NOTHING
    split: str | None = None
    take: Take | None = None
    strip: tuple[str, ...] = ()
    pattern: "re.Pattern[str] | None" = None
    format: str | None = None
    times: Decimal | None = None
    lookup: str | None = None


@frozen
class FactSource:
    """One fact that a row gives: its kind, the rows it is read from, its fields.

    With `one_per`, the rows that agree in these fields are one fact, and `take` chooses among
    their values (first, where it is left out).
    """

    kind: str
    fields: Mapping[str, FieldSource]
    only: Conditions = field(factory=dict)
    one_per: tuple[str, ...] = ()


@frozen
class Reader:
    """What a mapping file says of one layout.

    `header_rows` are counted from 1; () where there are none, and columns then go by number. A
    condition names columns and the texts that they hold, all of them at once; `*` in a text stands
    for anything, and an empty text for an empty cell.
    """

    name: str
    facts: tuple[FactSource, ...]
    title: str = ""
    headers: tuple[str, ...] = ()
    file: str | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    separator: str | None = None
    header_rows: tuple[int, ...] | None = None
    first_row: int | None = None
    missing: frozenset[str] = frozenset()
    skip: Conditions = field(factory=dict)


def read_mapping(path: Path) -> tuple[Reader | None, list[Diagnostic]]:
    """A mapping file as a Reader; None where it is wrong. UnreadableInput where it cannot be opened."""
    try:
        root, told = read_yaml_file(path)
    except OSError as refused:
        cannot_open(refused, str(path))
    return _reader_in(root, told)


@cache
def bundled_readers() -> Mapping[str, Reader]:
    """The mappings that come with clausewise, by name."""
    readers: dict[str, Reader] = {}
    for file in sorted(files("clausewise.intake").joinpath("readers").iterdir(), key=str):
        if file.name.endswith(".yaml"):
            reader, told = _reader_in(*read_yaml(Source(file.name, file.read_text("utf-8"))))
            if reader is None:
                raise ValueError(f"the bundled mapping {file.name} is wrong: {told}")
            readers[reader.name] = reader
    return readers


def reader_named(name: str) -> Reader:
    """The bundled reader of that name, or the mapping in the file of that name.

    UnreadableInput where there is neither, holding what is wrong with the file.
    """
    if Path(name).suffix.lower() in (".yaml", ".yml"):
        reader, told = read_mapping(Path(name))
        if reader is None:
            raise UnreadableInput("CW588", told, file=name)
        return reader
    readers = bundled_readers()
    if name not in readers:
        raise UnreadableInput("CW594", reader=name, readers=", ".join(readers))
    return readers[name]


def read_events(
    path: str | Path,
    zone: ZoneInfo,
    *,
    name: str | None = None,
    reader: str | None = None,
    sheet: str | None = None,
    kind: str | None = None,
    roster: Roster | None = None,
    stdin: BinaryIO | None = None,
) -> Rows:
    """The raw rows of facts in one file, read by the named reader, by one that knows the file, or plainly.

    A bundled reader knows a file by its headers or its name. `kind` is that of all rows that do
    not name theirs. `roster` is where a mapping looks employees up. Raises UnreadableInput.
    """
    called = str(path) if name is None else name
    chosen = None if reader is None else reader_named(reader)
    seen = None
    if str(path) != STANDARD_INPUT and Path(path).suffix.lower() not in _NO_TABLES:
        seen = _seen(Path(path), called, chosen, sheet)
    elif chosen is not None:
        raise UnreadableInput("CW586", file=called, reader=chosen.name)
    if seen is None:
        rows = read_rows(path, called, stdin)
    elif seen[1] is None:
        rows = table_rows(seen[0].grid, called)
    else:
        rows = mapped(seen[0], seen[1], called, zone, roster or {})
    if kind is None:
        return rows
    given = tuple(
        row if "kind" in row.cells else Row(row.place, {"kind": kind, **row.cells})
        for row in rows.rows
    )
    return evolve(rows, rows=given)


def _seen(
    path: Path, name: str, reader: Reader | None, sheet: str | None
) -> tuple[Sheet, Reader | None] | None:
    """The sheet to read, and the reader for it; None for a text that no reader knows."""
    if not is_spreadsheet(path, name):
        content = contents_of(path, name)
        reader = reader or _knowing(path, lambda one: (_text_sheet(content, name, one, _HEAD),))
        return None if reader is None else (_text_sheet(content, name, reader), reader)
    sheets = sheets_of(path, name)
    if sheet is not None:
        sheets = (_sheet_named((sheet,), sheets, name),)
    reader = reader or _knowing(path, lambda _: sheets)
    wanted = () if reader is None or sheet is not None else reader.sheets
    return _sheet_named(wanted, sheets, name), reader


# A text's header stands within so many lines.
_HEAD = 20
_NO_TABLES = (".jsonl", ".ndjson", ".json", ".parquet", ".pq")


def _knowing(path: Path, sheets_for: Callable[[Reader], tuple[Sheet, ...]]) -> Reader | None:
    """The first bundled reader that recognises the file: by its name, its headers, or both."""
    name = path.name.lower()
    for reader in bundled_readers().values():
        named = reader.file is not None and fnmatchcase(name, reader.file.lower())
        if reader.file is not None and not named:
            continue
        if not reader.headers:
            if named:
                return reader
            continue
        sheets = [s for s in sheets_for(reader) if not reader.sheets or s.name in reader.sheets]
        if sheets and set(reader.headers) <= set(_columns(sheets[0].grid, reader)):
            return reader
    return None


def _sheet_named(wanted: Sequence[str], sheets: Sequence[Sheet], name: str) -> Sheet:
    if not wanted:
        return sheets[0]
    for sheet in wanted:
        for one in sheets:
            if one.name == sheet:
                return one
    listed = ", ".join(one.name for one in sheets)
    raise UnreadableInput("CW515", file=name, sheet=wanted[0], sheets=listed)


def _text_sheet(content: bytes, name: str, reader: Reader, most: int | None = None) -> Sheet:
    """A text file as a sheet, its cells without space around them; no more than `most` lines."""
    if reader.encoding is None:
        text = decoded(content, name)
    else:
        text = content.decode(reader.encoding, errors="replace").removeprefix("\ufeff")
    if most is not None:
        text = "\n".join(text.split("\n", most)[:most])
    grid: list[tuple[Any, ...]] = []
    lines = csv.reader(StringIO(text, newline=""), delimiter=reader.separator or delimiter_of(text))
    for cells in lines:
        # A row that runs over several lines has the number of its first.
        grid.append(tuple(cell.strip() or None for cell in cells))
        grid += [()] * (lines.line_num - len(grid))
    return Sheet(reader.sheets[0] if reader.sheets else "", tuple(grid))


# A sheet by a mapping


def mapped(sheet: Sheet, reader: Reader, name: str, zone: ZoneInfo, roster: Roster) -> Rows:
    """The rows of facts that the sheet's rows give; places are rows of the sheet.

    UnreadableInput where a column that the mapping names is not there.
    """
    columns = _columns(sheet.grid, reader)
    lacking = [header for header in reader.headers if header not in columns]
    if lacking:
        raise UnreadableInput(
            "CW597", file=name, reader=reader.name, columns=", ".join(reader.headers)
        )
    table = _Table(sheet, reader, name, zone, roster)
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for number, fact in enumerate(reader.facts):
        if not table.can_give(fact):
            continue
        for row in table.rows_of(fact, number):
            (rows if isinstance(row, Row) else rejected).append(row)  # type: ignore[arg-type]  # by class
    rows.sort(key=lambda row: row.place.line)
    return Rows(name, tuple(rows), tuple(rejected), tuple(columns))


def _columns(grid: Sequence[Sequence[Any]], reader: Reader) -> dict[str, int]:
    """Where each column stands: by number, by header, and, under merged headers, by GROUP/COLUMN.

    A header alone names a column where no other has it.
    """
    width = max(map(len, grid), default=0)
    rows = _header_rows(grid, reader)
    if not rows:
        return {str(number + 1): number for number in range(width)}
    levels = [_texts(grid[row - 1] if row <= len(grid) else (), width) for row in rows]
    columns: dict[str, int] = {}
    alone: dict[str, list[int]] = {}
    groups: list[str] = [""] * len(levels)
    for number in range(width):
        path = [level[number] for level in levels]
        for depth, text in enumerate(path[:-1]):
            # A merged group is written in its first column only; a column without a name under
            # it is a column of its own.
            if text:
                groups[depth] = text
            elif any(path[depth + 1 :]):
                path[depth] = groups[depth]
        names = [text for text in path if text]
        if names:
            columns.setdefault("/".join(names), number)
            alone.setdefault(names[-1], []).append(number)
    return {**{last: found[0] for last, found in alone.items() if len(found) == 1}, **columns}


def _header_rows(grid: Sequence[Sequence[Any]], reader: Reader) -> tuple[int, ...]:
    """As the mapping says; else the first row with more than one cell."""
    if reader.header_rows is not None:
        return reader.header_rows
    for number, cells in enumerate(grid, 1):
        if sum(cell is not None for cell in cells) > 1:
            return (number,)
    return (1,)


def _texts(cells: Sequence[Any], width: int) -> list[str]:
    texts = [" ".join(shown(cell).split()) if cell is not None else "" for cell in cells]
    return texts + [""] * (width - len(texts))


class _Table:
    """A sheet seen through a mapping."""

    def __init__(
        self,
        sheet: Sheet,
        reader: Reader,
        name: str,
        zone: ZoneInfo,
        roster: Roster,
    ) -> None:
        self.sheet = sheet
        self.reader = reader
        self.name = name
        self.zone = zone
        self.columns = _columns(sheet.grid, reader)
        self.people: dict[str, dict[str, list[str]]] = {}
        self.roster = roster
        headers = _header_rows(sheet.grid, reader)
        self.first = reader.first_row or max(headers, default=0) + 1

    def can_give(self, fact: FactSource) -> bool:
        """Whether the sheet has the columns of the fact; UnreadableInput for a field without any.

        A fact read only where some column holds something is not there without that column.
        """
        for column, texts in fact.only.items():
            if column not in self.columns and "" not in texts:
                return False
        for source in fact.fields.values():
            if source.columns and not any(column in self.columns for column in source.columns):
                wanted = source.columns[0]
                raise UnreadableInput(
                    "CW596",
                    file=self.name,
                    sheet=self.sheet.name or self.name,
                    column=wanted,
                    nearest=nearest(wanted, self.columns),
                )
        return True

    def rows_of(self, fact: FactSource, number: int) -> Iterator[Row | Rejected]:
        if fact.one_per:
            yield from self._joined(fact, number)
            return
        for line, cells in self._lines(fact):
            yield self._row(fact, number, line, [cells])

    def _joined(self, fact: FactSource, number: int) -> Iterator[Row | Rejected]:
        groups: dict[tuple[str, ...], list[tuple[int, Sequence[Any]]]] = {}
        for line, cells in self._lines(fact):
            values = (self._values(fact.fields[one], [cells]) for one in fact.one_per)
            groups.setdefault(tuple(map(shown, values)), []).append((line, cells))
        for lines in groups.values():
            yield self._row(fact, number, lines[0][0], [cells for _, cells in lines])

    def _lines(self, fact: FactSource) -> Iterator[tuple[int, Sequence[Any]]]:
        """The rows of data that the fact is read from, with their numbers."""
        skip = self.reader.skip
        for line, cells in enumerate(self.sheet.grid[self.first - 1 :], self.first):
            if not any(cell is not None for cell in cells):
                continue
            if skip and self._hold(skip, cells):
                continue
            if self._hold(fact.only, cells):
                yield line, cells

    def _hold(self, conditions: Conditions, cells: Sequence[Any]) -> bool:
        return all(
            any(_fits(self._text(cells, column), text) for text in texts)
            for column, texts in conditions.items()
        )

    def _text(self, cells: Sequence[Any], column: str) -> str:
        raw = self._cell(cells, column)
        return "" if raw is None else shown(raw)

    def _cell(self, cells: Sequence[Any], column: str) -> Any:
        """The content of a cell; None where there is none, or a text that says so."""
        at = self.columns.get(column)
        raw = cells[at] if at is not None and at < len(cells) else None
        return None if isinstance(raw, str) and raw in self.reader.missing else raw

    def _row(
        self, fact: FactSource, number: int, line: int, lines: Sequence[Sequence[Any]]
    ) -> Row | Rejected:
        place = Place(self.name, line)
        found: dict[str, Any] = {"kind": fact.kind}
        alone = self._clocked_once(fact, lines)
        for name, source in fact.fields.items():
            if source.take == "latest" and source.columns in alone:
                continue
            value = self._values(source, lines)
            if value is not None and source.lookup is not None:
                people = self._people(source.lookup).get(shown(value), [])
                if len(people) != 1:
                    blanks = {"field": source.lookup, "value": shown(value)}
                    return Rejected(place, "CW589", blanks, name, shown(value))
                value = people[0]
            if value is not None:
                found[name] = value
        if number and "id" not in fact.fields:
            # Two facts of one row need two ids.
            found["id"] = f"{place}/{number + 1}"
        return Row(place, found)

    def _clocked_once(
        self, fact: FactSource, lines: Sequence[Sequence[Any]]
    ) -> Collection[tuple[str, ...]]:
        """Columns whose earliest and latest are both taken, and which hold one value.

        One clocking alone is an arrival: no departure is made up.
        """
        sources = fact.fields.values()
        latest = {source.columns for source in sources if source.take == "latest"}
        both = [s for s in sources if s.take == "earliest" and s.columns in latest]
        return {s.columns for s in both if len(set(map(shown, self._raw(s, lines)))) == 1}

    def _values(self, source: FieldSource, lines: Sequence[Sequence[Any]]) -> Any:
        """The field's raw value, or the list of them where `all` is taken; None: missing."""
        if source.value is not _NOTHING:
            return source.value
        taken = _taken(self._raw(source, lines), source.take)
        values = [value for raw in taken if (value := self._made(source, raw)) is not None]
        if source.take == "all":
            return values or None
        return values[0] if values else None

    def _raw(self, source: FieldSource, lines: Sequence[Sequence[Any]]) -> list[Any]:
        """What the cells hold: of each row, the first column with a content, split."""
        found: list[Any] = []
        for cells in lines:
            for column in source.columns:
                raw = self._cell(cells, column)
                if raw is not None:
                    found += _split(raw, source.split)
                    break
        return found

    def _made(self, source: FieldSource, raw: Any) -> Any:
        value: Any = raw
        if source.strip and isinstance(value, str):
            for part in source.strip:
                value = value.replace(part, "")
            value = value.strip()
        if source.pattern is not None:
            match = source.pattern.search(shown(value))
            if match is None:
                return None
            value = match[1] if source.pattern.groups else match[0]
        if source.values or source.otherwise is not _NOTHING:
            value = _translated(value, source)
        if value is None or value == "":
            return None
        if source.format is not None:
            value = _formatted(value, source.format, self.zone)
        if source.times is not None:
            number = parse_number(shown(value).replace(",", ""))
            value = value if number is None else DECIMAL128.multiply(number, source.times)
        return value

    def _people(self, field: str) -> dict[str, list[str]]:
        """The ids of the employees by what a field of theirs was, in any row of their history."""
        if field not in self.people:
            found: dict[str, list[str]] = {}
            for employee in self.roster.values():
                held = {shown(row.record[field]) for row in employee.rows if row.record[field]}
                for value in held:
                    found.setdefault(value, []).append(employee.id)
            self.people[field] = found
        return self.people[field]


def _fits(text: str, wanted: str) -> bool:
    if "*" in wanted:
        return bool(text) and fnmatchcase(text, wanted.replace("[", "[[]").replace("?", "[?]"))
    return text == wanted


def _split(raw: Any, separator: str | None) -> list[Any]:
    """The values in one cell; a separator of space alone is any space, line ends too."""
    if separator is None or not isinstance(raw, str):
        return [raw]
    parts = raw.split(separator if separator.strip() else None)
    return [part.strip() for part in parts if part.strip()]


def _taken(values: list[Any], take: Take | None) -> list[Any]:
    if not values or take == "all":
        return values
    if take in ("earliest", "latest"):
        return [(min if take == "earliest" else max)(values, key=_clock)]
    return [values[-1] if take == "last" else values[0]]


def _clock(value: Any) -> tuple[int, int, str]:
    """The order of clock times as texts; one marked as the next day's comes after all others."""
    text = shown(value)
    found = _CLOCK.search(text)
    if found is None:
        return 1, 0, text
    hours, minutes, seconds = int(found[2]), int(found[3]), int(found[4] or 0)
    return 0, (24 if found[1] else 0) * 3600 + hours * 3600 + minutes * 60 + seconds, text


_CLOCK = re.compile(r"(次日)?\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


def _translated(value: Any, source: FieldSource) -> Any:
    text = shown(value)
    if text in source.values:
        return source.values[text]
    for key, translation in source.values.items():
        if "*" in key and _fits(text, key):
            return translation
    return value if source.otherwise is _NOTHING else source.otherwise


def _formatted(value: Any, form: str, zone: ZoneInfo) -> Any:
    """A date, a time or both, by the directives of the format; what is not written so stays."""
    unit = _EPOCHS.get(form)
    if unit is not None:
        count = parse_number(shown(value))
        if count is None:
            return value
        moment = python.datetime.fromtimestamp(float(count / unit), zone)
        return moment.replace(tzinfo=None)
    if not isinstance(value, str):
        return value
    try:
        found = python.datetime.strptime(value, form)
    except ValueError:
        return value
    if not re.search("%[HIMSpXcT]", form):
        return found.date()
    return found if re.search("%[dDjxcF]", form) else found.time()


_EPOCHS: Mapping[str, Decimal] = {"epoch_ms": Decimal(1000), "epoch_s": Decimal(1)}


# A mapping file


def _reader_in(root: Node | None, told: list[Diagnostic]) -> tuple[Reader | None, list[Diagnostic]]:
    """The reader that the document describes, once it is sound in structure."""
    if root is None:
        return None, told
    told = [*told, *check_structure(root, "mapping")]
    if not isinstance(root, Fields) or any(one.severity.value == "error" for one in told):
        return None, told
    said: Any = plain(root)
    recognise = said.get("recognise", {})
    title = said.get("title", "")
    try:
        facts = tuple(map(_fact_source, said["facts"]))
    except re.error as broken:
        return None, [*told, _broken_pattern(root, broken)]
    return Reader(
        name=said["mapping"],
        facts=facts,
        title=title if isinstance(title, str) else title.get("en", title.get("zh", "")),
        headers=tuple(recognise.get("headers", ())),
        file=recognise.get("file"),
        sheets=_listed(said.get("sheet")),
        encoding=said.get("encoding"),
        separator=said.get("separator"),
        header_rows=_row_numbers(said.get("header_row")),
        first_row=None if said.get("first_row") is None else int(said["first_row"]),
        missing=frozenset(said.get("missing", ())),
        skip=_conditions(said.get("skip")),
    ), told


def _broken_pattern(root: Fields, broken: re.error) -> Diagnostic:
    text = str(broken.pattern)
    at = root.span.source.text.find(text)
    span = root.span if at < 0 else type(root.span)(root.span.source, at, at + len(text))
    return Diagnostic.at(span, "CW587", text=text, reason=broken.msg)


def _fact_source(said: Mapping[str, Any]) -> FactSource:
    return FactSource(
        kind=said["kind"],
        fields={name: _field_source(one) for name, one in said["fields"].items()},
        only=_conditions(said.get("only")),
        one_per=tuple(said.get("one_per", ())),
    )


def _field_source(said: Any) -> FieldSource:
    if isinstance(said, str):
        return FieldSource((said,))
    return FieldSource(
        columns=_listed(said.get("column")),
        value=said.get("value", _NOTHING),
        values=said.get("values", {}),
        otherwise=said.get("otherwise", _NOTHING),
        split=said.get("split"),
        take=said.get("take"),
        strip=tuple(said.get("strip", ())),
        pattern=re.compile(said["pattern"]) if "pattern" in said else None,
        format=said.get("format"),
        times=said.get("times"),
        lookup=said.get("lookup"),
    )


def _conditions(said: Mapping[str, Any] | None) -> Conditions:
    return {column: _listed(texts) for column, texts in (said or {}).items()}


def _listed(said: Any) -> tuple[str, ...]:
    if said is None:
        return ()
    return tuple(map(shown, said)) if isinstance(said, list) else (shown(said),)


def _row_numbers(said: Any) -> tuple[int, ...] | None:
    if said is None:
        return None
    if isinstance(said, Collection) and not isinstance(said, str):
        return tuple(int(row) for row in said)
    return () if said == "none" else (int(said),)
