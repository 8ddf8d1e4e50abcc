"""A month's folder: what month.yaml says of period, roster, files of events, and completeness."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from attrs import field, frozen

from clausewise.calendar.units import NotAPeriod, parse_period
from clausewise.intake.library import MONTH_FILE
from clausewise.intake.rows import UnreadableInput, cannot_open
from clausewise.intake.structure import check_structure
from clausewise.intake.typed import Fault, shown
from clausewise.model.completeness import ALL_COMPLETE, UNSTATED, Completeness
from clausewise.model.facts import Days
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.source.span import Span
from clausewise.source.yaml_reader import Fields, Node, Scalar, Sequence, plain, read_yaml_file
from clausewise.values.number import Decimal
from clausewise.values.number import plain as digits
from clausewise.values.temporal import Date


@frozen
class EventFile:
    """One file of events. `name` is how month.yaml writes it; the rest says how it is read."""

    path: Path
    name: str
    reader: str | None = None
    kind: str | None = None
    sheet: str | None = None


@frozen
class Month:
    """What month.yaml says.

    `calendar`, `timetable` and `parameters` replace the handbook's for this run and are kept as
    written: their types are the handbook's. `complete` likewise: its kinds are the vocabulary's.
    `reader` of a file is the name of a bundled mapping, or the path of a mapping file.
    """

    period: Days
    events: tuple[EventFile, ...]
    span: Span = field(eq=False, repr=False)
    employees: EventFile | None = None
    as_of: Date | None = None
    complete: Node | None = None
    calendar: Fields | None = None
    timetable: Node | None = None
    parameters: Fields | None = None


def read_month(folder: Path) -> tuple[Month | None, list[Diagnostic]]:
    """The month of a folder; None where month.yaml cannot be read as one.

    Files are looked for beside month.yaml, and one that is not there is told. UnreadableInput
    where there is no such folder, or no month.yaml in it.
    """
    path = folder / MONTH_FILE
    if not folder.exists():
        raise UnreadableInput("CW510", file=str(folder))
    if folder.is_dir() and not path.exists():
        raise UnreadableInput("CW590", folder=str(folder))
    try:
        root, told = read_yaml_file(path)
    except OSError as refused:
        cannot_open(refused, str(path))
    if root is None:
        return None, told
    told = [*told, *check_structure(root, "month")]
    if not isinstance(root, Fields) or any(one.severity.value == "error" for one in told):
        return None, told
    reading = _Reading(folder, told)
    month = reading.month(root)
    wrong = any(one.severity.value == "error" for one in told)
    return None if wrong else month, told


class _Reading:
    """Reads the parts of one month.yaml that is sound in structure."""

    def __init__(self, folder: Path, told: list[Diagnostic]) -> None:
        self.folder = folder
        self.told = told

    def month(self, root: Fields) -> Month | None:
        period = self.period(root.get("period"))
        employees = root.get("employees")
        events = root.get("events")
        calendar, parameters = root.get("calendar"), root.get("parameters")
        as_of = root.get("as_of")
        files = tuple(map(self.file, events.items)) if isinstance(events, Sequence) else ()
        roster = None if employees is None else self.file(employees)
        until = None if as_of is None else self.day(as_of)
        if period is None:
            return None
        return Month(
            period=period,
            events=files,
            span=root.span,
            employees=roster,
            as_of=until,
            complete=root.get("complete"),
            calendar=calendar if isinstance(calendar, Fields) else None,
            timetable=root.get("timetable"),
            parameters=parameters if isinstance(parameters, Fields) else None,
        )

    def period(self, node: Node | None) -> Days | None:
        if node is None:
            return None
        found = period_of(_written(node))
        if isinstance(found, Fault):
            self.told.append(Diagnostic.at(node.span, found.code, **found.blanks))
            return None
        return found

    def day(self, node: Node) -> Date | None:
        day = Date.parse(_written(node))
        if day is None:
            self.told.append(Diagnostic.at(node.span, "CW593", text=_written(node)))
        return day

    def file(self, node: Node) -> EventFile:
        named = node.get("file") if isinstance(node, Fields) else node
        assert named is not None  # the schema wants it
        name = _written(named)
        path = self.folder / name
        if not path.exists():
            self.told.append(Diagnostic.at(named.span, "CW592", file=name))

        def said(key: str) -> str | None:
            value = node.get(key) if isinstance(node, Fields) else None
            return None if value is None else _written(value)

        reader = said("reader")
        if reader is not None and Path(reader).suffix in (".yaml", ".yml"):
            reader = str(self.folder / reader)
        return EventFile(path, name, reader, said("kind"), said("sheet"))


def _written(node: Node) -> str:
    return node.written if isinstance(node, Scalar) else shown(plain(node))


def period_of(raw: object) -> Days | Fault:
    """The days of a period, written as text; a year alone may also be a number."""
    text = digits(raw) if isinstance(raw, Decimal) else shown(raw)
    found = parse_period(text)
    if isinstance(found, NotAPeriod):
        return Fault(found.code, found.text, {"text": found.text})
    return Days(*found)


# What is complete


def read_completeness(
    raw: object, kinds: Mapping[str, str] | Collection[str]
) -> tuple[Completeness, list[Fault]]:
    """What `complete` says, from plain data: a list of kinds, {kind: range}, all, {all_except: …}.

    `kinds` are the vocabulary's, by each word that may stand for one where it is a mapping. None
    says nothing. A part that is wrong is told (CW501 to CW505) and left out.
    """
    words = kinds if isinstance(kinds, Mapping) else {kind: kind for kind in kinds}
    faults: list[Fault] = []

    def known(given: Iterable[object]) -> list[str]:
        return [kind for one in given if (kind := _kind(one, words, faults)) is not None]

    if raw is None:
        return UNSTATED, []
    if raw == "all":
        return ALL_COMPLETE, []
    if isinstance(raw, list | tuple):
        return Completeness("named", dict.fromkeys(known(raw))), faults
    if isinstance(raw, Mapping) and set(raw) == {"all_except"}:
        excepted = raw["all_except"]
        if isinstance(excepted, list | tuple):
            return Completeness("all_except", excepted=frozenset(known(excepted))), faults
    elif isinstance(raw, Mapping) and "all_except" not in raw:
        ranges: dict[str, Days | None] = {}
        for one, written in raw.items():
            days = None if written is None else period_of(written)
            if isinstance(days, Fault):
                faults.append(days)
                continue
            for kind in known([one]):
                ranges[kind] = days
        return Completeness("named", ranges), faults
    text = shown(raw)
    return UNSTATED, [Fault("CW505", text, {"text": text})]


def completeness_of_options(
    options: Iterable[str], kinds: Mapping[str, str] | Collection[str]
) -> tuple[Completeness, list[Fault]]:
    """What several `--complete KIND[=RANGE]` say together; `--complete all` says all."""
    given = list(options)
    if not given:
        return UNSTATED, []
    if "all" in given:
        return ALL_COMPLETE, []
    ranges: dict[str, str | None] = {}
    for option in given:
        kind, equals, days = option.partition("=")
        ranges[kind.strip()] = days.strip() if equals else None
    return read_completeness(ranges, kinds)


def _kind(one: object, words: Mapping[str, str], faults: list[Fault]) -> str | None:
    kind = words.get(one) if isinstance(one, str) else None
    if kind is None:
        text = shown(one)
        faults.append(Fault("CW504", text, {"kind": text, "nearest": nearest(text, words)}))
    return kind


def faults_at(span: Span, faults: Iterable[Fault]) -> list[Diagnostic]:
    """The faults of a value that stands at one place of a file."""
    return [Diagnostic.at(span, fault.code, **fault.blanks) for fault in faults]
