"""A case with a little of it otherwise: one value, one row more or one less."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal
from zoneinfo import ZoneInfo

import attrs
from attrs import evolve, frozen

from clausewise.intake.events import ENVELOPE_WORDS
from clausewise.intake.typed import Fault, typed
from clausewise.model.facts import Place
from clausewise.model.vocabulary import ENVELOPE, Vocabulary, aliases_of
from clausewise.testing.cases import Case
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.temporal import (
    DAY,
    MINUTE,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)
from clausewise.values.types import DATE, Restricted, Simple, Type

Section = Literal["employees", "events"]
Row = tuple[Place, dict[str, Any]]

_IDENTITY = frozenset({"id", "kind", "employee", "note", "replaces", "name"})
"""Fields that say which row it is, not what is so."""


@frozen
class Leaf:
    """One value of a case, there or only possible: the row and field, its type and typed value.

    `day` is that of the row, null where it has none.
    """

    section: Section
    row: int
    name: str
    field: str
    type: Simple
    value: Any = attrs.field(eq=False)
    day: Date | None = attrs.field(eq=False, default=None)


def leaves_of(case: Case, vocabulary: Vocabulary, zone: ZoneInfo) -> Iterator[Leaf]:
    """The values of events, then those of employees, each with those that could stand there as well.

    `name` is the word that the row has for the field, its own name where it has none.
    """
    for row, (_, cells) in enumerate(case.events):
        kind = kind_of(cells, vocabulary)
        if kind is None:
            continue
        fields = vocabulary.events[kind].fields
        types = {name: one.type for name, one in fields.items() if one.derived is None}
        # A fact without a moment may have one, on its day.
        types |= {name: ENVELOPE[name] for name in ("date", "at") if name in cells or name == "at"}
        day = day_of(cells)
        for named in _typed(cells, types, aliases_of(fields), zone):
            yield Leaf("events", row, *named, day)
    for row, (_, cells) in enumerate(case.employees):
        types = {name: one.type for name, one in vocabulary.employee.items()}
        types |= {name: DATE for name in ("hired", "left", "from") if name in cells}
        for named in _typed(cells, types, aliases_of(vocabulary.employee), zone):
            yield Leaf("employees", row, *named)


def kind_of(cells: Mapping[str, Any], vocabulary: Vocabulary) -> str | None:
    """The kind of event that a row tells of; None for a word that is none."""
    word = cells.get("kind", cells.get("事件"))
    return vocabulary.event_words.get(word) if isinstance(word, str) else None


def _typed(
    cells: Mapping[str, Any], types: Mapping[str, Type], aliases: Mapping[str, str], zone: ZoneInfo
) -> Iterator[tuple[str, str, Simple, Any]]:
    """The word, field, type and value of each cell of a row that has one value of a simple type."""
    words = {name: word for word, name in aliases.items() if word in cells}
    for name, of in types.items():
        kind = base_of(of)
        if name in _IDENTITY or not isinstance(kind, Simple):
            continue
        word = words.get(name, name)
        value = typed(cells.get(word), kind, zone)
        if not isinstance(value, Fault):
            yield word, name, kind, value


def base_of(kind: Type) -> Type:
    """The type itself, whatever of its values a restriction allows."""
    return base_of(kind.base) if isinstance(kind, Restricted) else kind


# -- one value otherwise -------------------------------------------------------------------------------


def with_value(case: Case, leaf: Leaf, value: Any) -> Case:
    """The case with another value for a leaf; without it, where the value is null."""
    if value is None:
        return without_cell(case, leaf.section, leaf.row, leaf.name)
    rows = list(getattr(case, leaf.section))
    place, cells = rows[leaf.row]
    rows[leaf.row] = (place, {**cells, leaf.name: as_cell(value)})
    return _with_rows(case, leaf.section, rows)


def without_cell(case: Case, section: Section, row: int, name: str) -> Case:
    rows = list(getattr(case, section))
    place, cells = rows[row]
    rows[row] = (place, {word: cell for word, cell in cells.items() if word != name})
    return _with_rows(case, section, rows)


def as_cell(value: Any) -> Any:
    """A value as a test file has it: numbers, truths and texts as they are, the rest as text.

    >>> as_cell(Time.of(9, 30))
    '09:30'
    """
    if isinstance(value, str | bool | Decimal):
        return value
    text = str(value)
    clock = isinstance(value, Time | DateTime) and text.endswith(":00") and text.count(":") > 1
    return text.removesuffix(":00") if clock else text


def moved(value: Any, by: Decimal) -> Any:
    """A value so far along the scale of its type (see `position_of`); null where there is none.

    >>> moved(Time.of(10, 0), Decimal(-60_000_000_000))
    Time('09:59:00')
    """
    match value:
        case Decimal():
            return DECIMAL128.add(value, by)
        case Date():
            return value.plus_days(int(by))
        case Time() if not value.has_offset:
            place = value.nanoseconds + int(by)
            return Time(place) if 0 <= place < DAY else None
        case DateTime() if not value.has_offset:
            return value.plus(int(by))
        case DaysDuration():
            return DaysDuration(value.amount + int(by))
        case MonthsDuration():
            return MonthsDuration(value.amount + int(by))
    return None


PROBES: Mapping[type, tuple[Decimal, ...]] = {
    Decimal: (Decimal(1), Decimal(-1), Decimal(100)),
    Date: (Decimal(1), Decimal(-1), Decimal(31)),
    Time: tuple(Decimal(n * MINUTE) for n in (1, -1, 60, -60)),
    DateTime: tuple(Decimal(n * MINUTE) for n in (1, -1, 60, -60, 24 * 60, -24 * 60)),
    DaysDuration: tuple(Decimal(n * MINUTE) for n in (1, -1, 24 * 60)),
    MonthsDuration: (Decimal(1), Decimal(-1)),
}
"""How far a value is moved to see what follows, small steps first."""

GRAINS: Mapping[type, tuple[Decimal, ...]] = {
    Decimal: (Decimal(1), Decimal("0.01"), Decimal("0.01")),
    Date: (Decimal(1), Decimal(1)),
    Time: (Decimal(MINUTE), Decimal(MINUTE)),
    DateTime: (Decimal(MINUTE), Decimal(MINUTE)),
    DaysDuration: (Decimal(MINUTE), Decimal(MINUTE)),
    MonthsDuration: (Decimal(1), Decimal(1)),
}
"""Steps that a person would write, in the order in which they are tried: round numbers first."""

# -- rows ------------------------------------------------------------------------------------------------


def without(case: Case, section: Section, row: int) -> Case:
    rows = list(getattr(case, section))
    del rows[row]
    return _with_rows(case, section, rows)


def repeated(case: Case, row: int, times: int, days_apart: int) -> Case:
    """The case with an event that happened so many times more, each some days after the last."""
    place, cells = case.events[row]
    copies: list[Row] = []
    for time in range(1, times + 1):
        copy = {**cells}
        if "id" in cells:
            copy["id"] = f"{cells['id']}-{len(case.events) + time}"
        for name in ("date", "at"):
            if name in cells:
                day = _later(cells[name], days_apart * time)
                if day is None:
                    return case
                copy[name] = day
        copies.append((place, copy))
    return _with_rows(case, "events", [*case.events, *copies])


def day_of(cells: Mapping[str, Any]) -> Date | None:
    """The day of a row of events; null where it gives none that can be read."""
    for name in ("date", "at"):
        value = _moment(cells.get(name))
        if value is not None:
            return value.date if isinstance(value, DateTime) else value
    return None


def _moment(written: Any) -> Date | DateTime | None:
    return Date.parse(str(written)) or DateTime.parse(str(written))


def _later(written: Any, days: int) -> str | None:
    value = _moment(written)
    if value is None:
        return None if days else str(written)
    return str(moved(value, Decimal(days if isinstance(value, Date) else days * DAY)))


def _with_rows(case: Case, section: Section, rows: Iterable[Row]) -> Case:
    if section == "events":
        return evolve(case, events=tuple(rows))
    return evolve(case, employees=tuple(rows))


def bare(case: Case, vocabulary: Vocabulary) -> Case:
    """The case without what was expected of it, each row's id, kind, employee and dates by these names.

    An event without an id gets one, since that of a row without is the line on which it stands.
    """
    rows = [(place, _named(cells, vocabulary)) for place, cells in case.events]
    taken = {str(cells.get("id")) for _, cells in rows}
    events: list[Row] = []
    for number, (place, cells) in enumerate(rows, 1):
        own = f"e{number:02}"
        while own in taken:
            own += "x"
        events.append((place, cells if "id" in cells else {"id": own, **cells}))
    return evolve(
        case, events=tuple(events), only=(), expect=None, never=(), findings=(), because=""
    )


def _named(cells: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    kind = kind_of(cells, vocabulary)
    own = {} if kind is None else aliases_of(vocabulary.events[kind].fields)
    return {
        word if word in own else ENVELOPE_WORDS.get(word, word): value
        for word, value in cells.items()
    }
