"""Raw rows into the facts that count: typed, corrected, each once; and what became of every other row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from attrs import field, frozen

from clausewise.intake.rows import GIVEN, STANDARD_INPUT, Row, Rows
from clausewise.intake.typed import Convert, Fault, converter, shown
from clausewise.model.facts import Fact, Ledger, Place, Rejected
from clausewise.model.vocabulary import EventKind, Field, Vocabulary, aliases_of
from clausewise.source.nearest import nearest
from clausewise.values.temporal import Date, DateTime, Time
from clausewise.values.types import DATE, DATE_TIME, STRING, Record

Derive = Callable[[str, Record], Record]
"""Works out the derived fields of a fact of that kind."""

# What every row may have beside its kind's own fields, by the words that tables use for it.
ENVELOPE_WORDS: Mapping[str, str] = {
    **{name: name for name in ("id", "kind", "employee", "date", "at", "note", "replaces")},
    "编号": "id",
    "事件": "kind",
    "员工": "employee",
    "工号": "employee",
    "员工编号": "employee",
    "日期": "date",
    "时刻": "at",
    "备注": "note",
    "更正": "replaces",
}


def read_facts(
    files: Iterable[Rows],
    vocabulary: Vocabulary,
    zone: ZoneInfo,
    day_starts: Time | None = None,
    derive: Derive | None = None,
) -> Ledger:
    """The facts of all files together, oldest first, and every row that is none.

    The order of files and rows does not matter. A row's kind is its `kind`, else what its file's
    name begins with. `date` follows from `at`, local time of `zone`; a moment of a clock's feed
    (a kind that is `daily`) before `day_starts` belongs to the day before. A row with several
    faults is told by the first. Defaults are filled in here; `derive` adds the derived fields.
    """
    kinds = _Kinds(vocabulary, zone, day_starts, derive)
    drafts: list[_Draft] = []
    rejected: list[Rejected] = []
    for file in files:
        rejected += file.rejected
        of_file = kind_of_file(file.name, vocabulary)
        for row in file.rows:
            read = kinds.read(row, of_file)
            (drafts if isinstance(read, _Draft) else rejected).append(read)  # type: ignore[arg-type]  # by class
    once, duplicates, conflicting = _each_once(drafts)
    standing, superseded, tangled = _corrected(once)
    facts = sorted((draft.fact for draft in standing), key=lambda fact: fact.order)
    told = {_place_in_files(one): one for one in rejected}
    duplicates += len(rejected) - len(told)
    told |= {_place_in_files(one): one for one in (*conflicting, *tangled)}
    return Ledger(tuple(facts), tuple(told[at] for at in sorted(told)), superseded, duplicates)


def kind_of_file(name: str, vocabulary: Vocabulary) -> str | None:
    """The longest kind, or Chinese label of one, that the file's name begins with.

    `attendance.csv`, `attendance-2024H1.jsonl` and `考勤6月.xlsx` are attendance, `orders.csv` is
    order; standard input and what a program hands over have no such name.
    """
    if name in (STANDARD_INPUT, GIVEN):
        return None
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].split(".", 1)[0]
    words = {**aliases_of(vocabulary.events), **{kind: kind for kind in vocabulary.events}}
    fitting = [word for word in words if _begins(stem, word)]
    return words[max(fitting, key=len)] if fitting else None


def _begins(stem: str, word: str) -> bool:
    """Whether the name is that word, in the plural too, or goes on with something else."""
    if not stem.casefold().startswith(word.casefold()):
        return False
    rest = stem[len(word) :]
    for plural in ("es", "s"):
        rest = rest.removeprefix(plural) if not _is_letter(rest[len(plural) :][:1]) else rest
    return not _is_letter(rest[:1])


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@frozen
class _Draft:
    """A row read as a fact, before it is known which rows stand."""

    fact: Fact
    replaces: str | None


@frozen
class _Column:
    """What a column of a kind's rows means. `own`: a field of the kind, not of every fact."""

    name: str
    convert: Convert = field(eq=False)
    own: bool
    derived: bool = False


@frozen
class _Reader:
    """All that is needed to read the rows of one kind, worked out once."""

    kind: EventKind
    columns: Mapping[str, _Column]
    missing: Mapping[str, None]
    required: tuple[str, ...]
    defaults: tuple[tuple[str, Any], ...]
    derives: bool


class _Kinds:
    """A reader for each kind of event."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        zone: ZoneInfo,
        day_starts: Time | None,
        derive: Derive | None,
    ) -> None:
        self.vocabulary = vocabulary
        self.day_starts = day_starts
        self.derive = derive
        self.zone = zone
        self.readers: dict[str, _Reader] = {}
        self.names: dict[str, str] = {**aliases_of(vocabulary.events)}
        self.names |= {name: name for name in vocabulary.events}

    def read(self, row: Row, of_file: str | None) -> "_Draft | Rejected":
        raw = row.cells.get("kind", row.cells.get("事件", of_file))
        name = self.names.get(raw) if isinstance(raw, str) else None
        if name is None:
            return self._no_kind(row, raw)
        reader = self.readers.get(name)
        if reader is None:
            reader = self.readers[name] = _reader(self.vocabulary.events[name], self.zone)
        return self._read(row, reader)

    def _no_kind(self, row: Row, raw: object) -> Rejected:
        if raw is None:
            return Rejected(row.place, "CW541", {}, "kind", None)
        kind = shown(raw)
        if kind in self.vocabulary.outcomes:
            return Rejected(row.place, "CW546", {"kind": kind}, "kind", kind)
        blanks = {"kind": kind, "nearest": nearest(kind, self.names)}
        return Rejected(row.place, "CW540", blanks, "kind", kind)

    def _read(self, row: Row, reader: _Reader) -> "_Draft | Rejected":
        kind, place = reader.kind, row.place
        columns = reader.columns
        envelope: dict[str, Any] = {}
        values: dict[str, Any] = dict(reader.missing)
        for word, raw in row.cells.items():
            column = columns.get(word)
            if column is None:
                return self._unknown_field(row, reader, word)
            value = column.convert(raw)
            if value.__class__ is Fault:
                return Rejected(place, value.code, value.blanks_for(word), word, value.value)
            if column.derived:
                blanks = {"kind": kind.name, "field": word}
                return Rejected(place, "CW548", blanks, word, shown(raw))
            target = values if column.own else envelope
            if target.get(column.name) is not None:
                return Rejected(place, "CW532", {"key": word}, word, shown(raw))
            target[column.name] = value
        return self._draft(row, reader, envelope, values)

    def _unknown_field(self, row: Row, reader: _Reader, word: str) -> Rejected:
        blanks = {
            "kind": reader.kind.name,
            "field": word,
            "nearest": nearest(word, reader.columns),
        }
        return Rejected(row.place, "CW542", blanks, word, shown(row.cells[word]))

    def _draft(
        self, row: Row, reader: _Reader, envelope: dict[str, Any], values: dict[str, Any]
    ) -> "_Draft | Rejected":
        kind, place = reader.kind, row.place
        employee = envelope.get("employee") or None
        if kind.company and employee is not None:
            blanks = {"kind": kind.name, "value": employee}
            return Rejected(place, "CW547", blanks, "employee", employee)
        lacking = "employee" if employee is None and not kind.company else None
        for name in reader.required:
            if lacking is None and values[name] is None:
                lacking = name
        if lacking is not None:
            return Rejected(place, "CW543", {"kind": kind.name, "field": lacking}, lacking, None)
        at = envelope.get("at")
        date = self._date(kind, envelope.get("date"), at)
        if isinstance(date, tuple):
            code, blanks, told = date
            return Rejected(place, code, blanks, told, blanks.get("date"))
        defaulted = [name for name, _ in reader.defaults if values[name] is None]
        for name, default in reader.defaults if defaulted else ():
            if values[name] is None:
                values[name] = default
        fact_id = envelope.get("id") or f"{place.file}:{place.line}"
        record = Record(kind.name, values)
        record["id"] = fact_id
        record["kind"] = kind.name
        record["employee"] = employee
        record["date"] = date
        record["at"] = at
        record["note"] = envelope.get("note")
        if reader.derives and self.derive is not None:
            record = self.derive(kind.name, record)
        fact = Fact(fact_id, kind.name, employee, date, at, record, place, frozenset(defaulted))
        return _Draft(fact, envelope.get("replaces"))

    def _date(
        self, kind: EventKind, given: Date | None, at: DateTime | None
    ) -> Date | tuple[str, dict[str, str], str]:
        """The fact's day, or the message that there is none or that the two disagree."""
        if at is None:
            return ("CW544", {"kind": kind.name}, "date") if given is None else given
        day = at.date
        early = (
            kind.daily
            and self.day_starts is not None
            and at.time.nanoseconds < self.day_starts.nanoseconds
        )
        of_clock = day.plus_days(-1) if early else day
        if given is None:
            return of_clock
        if given in (day, of_clock):
            return given
        return "CW545", {"date": str(given), "at": str(at)}, "date"


def _reader(kind: EventKind, zone: ZoneInfo) -> _Reader:
    columns: dict[str, _Column] = {}
    converts = {"date": converter(DATE, zone), "at": converter(DATE_TIME, zone)}
    text = converter(STRING, zone)
    for word, name in ENVELOPE_WORDS.items():
        columns[word] = _Column(name, converts.get(name, text), own=False)
    fields: Mapping[str, Field] = kind.fields
    for name, known in fields.items():
        column = _Column(name, converter(known.type, zone), True, known.derived is not None)
        columns[name] = column
    for label, name in aliases_of(fields).items():
        columns[label] = columns[name]
    given = [one for one in fields.values() if one.derived is None]
    return _Reader(
        kind,
        columns,
        dict.fromkeys(fields),
        tuple(one.name for one in given if one.required),
        tuple((one.name, one.default) for one in given if one.has_default),
        len(given) < len(fields),
    )


def _each_once(drafts: list[_Draft]) -> tuple[list[_Draft], int, list[Rejected]]:
    """Rows of one id: the same content counts once; different contents are all rejected."""
    by_id: dict[str, list[_Draft]] = {}
    for draft in drafts:
        by_id.setdefault(draft.fact.id, []).append(draft)
    once: list[_Draft] = []
    rejected: list[Rejected] = []
    for fact_id, same in by_id.items():
        if len(same) == 1 or all(draft == same[0] for draft in same):
            once.append(min(same, key=_of_draft))
        else:
            # A file given twice has each of its rows at one place twice.
            rows = {draft.fact.place: draft for draft in same}
            rejected += _entangled(list(rows.values()), "CW570", id=fact_id)
    return once, len(drafts) - len(once) - len(rejected), rejected


def _corrected(drafts: list[_Draft]) -> tuple[list[_Draft], int, list[Rejected]]:
    """The last of each chain of corrections; how many they supersede; those that make no sense."""
    correcting: defaultdict[str, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.replaces is not None:
            correcting[draft.replaces].append(draft)
    if not correcting:
        return drafts, 0, []
    rejected: list[Rejected] = []
    gone: set[str] = set()
    replaces: dict[str, _Draft] = {}  # by the id of the correction
    for replaced, corrections in correcting.items():
        if len(corrections) > 1:
            rejected += _entangled(corrections, "CW572", replaces=replaced)
            gone |= {draft.fact.id for draft in corrections}
        else:
            replaces[corrections[0].fact.id] = corrections[0]
    for circle in _circles(replaces):
        for draft in circle:
            others = _others(draft, circle)
            blanks = {"id": draft.fact.id, "others": others}
            rejected.append(_rejected(draft, "CW571", blanks, "replaces", draft.replaces))
            gone.add(draft.fact.id)
    superseded = {str(d.replaces) for fact_id, d in replaces.items() if fact_id not in gone}
    standing: list[_Draft] = []
    count = 0
    for draft in drafts:
        if draft.fact.id in gone:
            continue
        if draft.fact.id in superseded:
            count += 1
        else:
            standing.append(draft)
    return standing, count, rejected


def _circles(replaces: Mapping[str, _Draft]) -> Iterator[list[_Draft]]:
    """Chains of corrections that come back to where they began."""
    seen: set[str] = set()
    for start in replaces:
        path: list[str] = []
        at: str | None = start
        while at is not None and at in replaces and at not in seen:
            seen.add(at)
            path.append(at)
            at = replaces[at].replaces
        if at is not None and at in path:
            yield [replaces[one] for one in path[path.index(at) :]]


def _entangled(drafts: list[_Draft], code: str, **blanks: str) -> list[Rejected]:
    """Rows that cannot stand beside each other, each told with the places of the others."""
    field, value = next(iter(blanks.items()))
    return [
        _rejected(draft, code, {**blanks, "others": _others(draft, drafts)}, field, value)
        for draft in drafts
    ]


def _others(draft: _Draft, drafts: list[_Draft]) -> str:
    places = [other.fact.place for other in drafts if other is not draft]
    own = draft.fact.place
    return ", ".join(map(str, sorted(places or [own], key=_in_file)))


def _rejected(
    draft: _Draft, code: str, blanks: dict[str, str], field: str, value: str | None
) -> Rejected:
    return Rejected(draft.fact.place, code, blanks, field, value)


def _of_draft(draft: _Draft) -> tuple[str, int]:
    return _in_file(draft.fact.place)


def _in_file(place: Place) -> tuple[str, int]:
    return place.file, place.line


def _place_in_files(rejected: Rejected) -> tuple[str, int, str, str]:
    return rejected.place.file, rejected.place.line, rejected.code, rejected.value or ""
