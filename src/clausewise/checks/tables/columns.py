"""A table's columns cut into stretches, on each of which every cell says one and the same.

The cuts are the values that the cells name; what a cell says of a stretch is asked of the cell
itself, as execution asks it, at one value of the stretch.  So the two cannot disagree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from clausewise.checks.known import Known
from clausewise.checks.tables.witness import between, is_ordered
from clausewise.feel.core import All, AnyOf, Apply, Constant, Core, Name, names_in
from clausewise.feel.interpret import Inner, value_of
from clausewise.feel.limits import LimitReached
from clausewise.feel.tables import Row
from clausewise.values.number import Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from clausewise.values.text import feel_text
from clausewise.values.truth import Truth
from clausewise.values.types import ListOf, Simple, Type

_COMPARING = frozenset({"=", "!=", "<", "<=", ">", ">=", "cell", "in"})
_OPPOSITE = {">=": "<", ">": "<=", "!=": "="}
_OF_TYPE: Mapping[str, tuple[Any, ...]] = {
    "number": (Decimal(1),),
    "boolean": (True, False),
    "date": (Date.of(2024, 6, 3),),
    "time": (Time(10 * 3_600_000_000_000),),
    "date and time": (DateTime(Date.of(2024, 6, 3), Time(10 * 3_600_000_000_000)),),
    "days and time duration": (DaysDuration(86_400_000_000_000),),
    "years and months duration": (MonthsDuration(1),),
}
"""Values of a type to speak of where no cell names one; of truth, all there are."""


@frozen
class Stretch:
    """Values that all cells of a column agree on, with one of them.

    `low` and `high`: the cuts on both sides of it; both null and not `point`: all that the cells
    do not name (`rest`), or null (`witness` is null then).
    """

    witness: Any
    low: Any = None
    high: Any = None
    point: bool = False
    rest: bool = False


@frozen
class Cut:
    """What one cell says: from each place in the column's stretches on, until the next."""

    runs: tuple[tuple[int, Truth], ...]


_ALWAYS = Cut(((0, True),))


@frozen(slots=False)
class Column:
    """One input, or (`guess`) one condition that only facts decide: true or false, no one knows.

    `cells` are those that differ, `uses` says for each row which is its own.
    """

    name: str
    stretches: tuple[Stretch, ...]
    cells: tuple[Cut, ...]
    uses: tuple[int, ...]
    guess: Core | None = None
    ordered: bool = False
    masks: tuple[tuple[int, int], ...] = field(init=False, repr=False)
    """For each stretch the rows whose cell is true there, and those whose cell is not false."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "masks", tuple(_masks(self)))


def columns_of(
    names: Sequence[str],
    types: Sequence[Type],
    rows: Sequence[Row],
    known: Known,
) -> tuple[Column, ...]:
    """The columns of the inputs in order, then those of the conditions that are no input's own."""
    found: list[Column] = []
    guesses: dict[tuple[str, str], list[tuple[int, Core, bool]]] = {}
    for place, (name, kind) in enumerate(zip(names, types, strict=True)):
        tests = [row.tests[place] for row in rows]
        column, opaque = _column(name, kind, tests, known)
        found.append(column)
        for row, test in opaque:
            for part in _conditions(test, known):
                condition, positive = _positive(part)
                about = name if "?" in names_in(part) else ""
                guesses.setdefault((about, condition), []).append((row, part, positive))
    further = [_guess(name, asking, len(rows)) for (_, name), asking in guesses.items()]
    return (*found, *further)


def _guess(name: str, asking: list[tuple[int, Core, bool]], count: int) -> Column:
    """The column of a condition that only facts decide: each row asks for it, against it, or not."""
    cells = (
        _ALWAYS,
        Cut(((0, True), (1, False))),
        Cut(((0, False), (1, True))),
        Cut(((0, False),)),
    )
    uses = [0] * count
    for row, _, positive in asking:
        uses[row] |= 1 if positive else 2
    stretches = (Stretch(True, point=True), Stretch(False, point=True))
    return Column(name, stretches, cells, tuple(uses), guess=asking[0][1])


def _column(
    name: str, kind: Type, tests: list[Core], known: Known
) -> tuple[Column, list[tuple[int, Core]]]:
    """One input's column, and its cells that depend on more than its value, each with its row."""
    seen = [_seen(test, known) for test in tests]
    opaque = [(row, test) for row, test in enumerate(tests) if seen[row] is not test]
    values = [_values(test, known) for test in seen]
    named = [value for some in values for value in some if value is not None]
    ordered = bool(named) and all(is_ordered(value) for value in named)
    by_order = not ordered and any(_goes_by_order(test, known) for test in seen)
    if by_order or len({value.__class__ for value in named}) > 1:
        everything = [(row, test) for row, test in enumerate(tests) if not _is_always(test)]
        stretches = _side_by_side((), kind)
        return Column(name, stretches, (_ALWAYS,), (0,) * len(tests)), everything
    stretches = _in_order(named) if ordered else _side_by_side(named, kind)
    where = {one.witness: place for place, one in enumerate(stretches) if one.point}
    with_null = (*stretches, Stretch(None))
    cells: list[Cut] = []
    places: dict[str, int] = {}
    speaks_of_null = False
    for test, shown, own in zip(tests, seen, values, strict=True):
        if test.span.text not in places:
            places[test.span.text] = len(cells)
            turns = sorted({where[value] for value in own if value in where})
            cut = _cut(shown, turns, with_null, known)
            if shown is not test:
                cut = Cut(tuple((place, truth is not False) for place, truth in cut.runs))
            else:
                speaks_of_null |= None in own and cut.runs[-1][1] is True
            cells.append(cut)
    if not speaks_of_null:
        cells = [_shortened(cut, len(stretches)) for cut in cells]
    kept = with_null if speaks_of_null else stretches
    uses = tuple(places[test.span.text] for test in tests)
    return Column(name, kept, tuple(cells), uses, ordered=ordered), opaque


def _shortened(cut: Cut, length: int) -> Cut:
    return Cut(tuple(run for run in cut.runs if run[0] < length))


def _cut(test: Core, own: Sequence[int], stretches: Sequence[Stretch], known: Known) -> Cut:
    """What a cell says along the stretches; between the values it names itself it says one thing."""
    last = len(stretches) - 1  # null
    places: list[int] = []
    start = 0
    for place in own:
        if start < place:
            places.append(start)
        places.append(place)
        start = place + 1
    if start < last:
        places.append(start)
    places.append(last)
    runs: list[tuple[int, Truth]] = []
    for place in places:
        truth = value_of(test, Inner({"?": stretches[place].witness}, known))
        if not runs or runs[-1][1] is not truth:
            runs.append((place, truth if truth is True or truth is False else None))
    return Cut(tuple(runs))


def _in_order(named: Iterable[Any]) -> tuple[Stretch, ...]:
    cuts = sorted(set(named))
    found: list[Stretch] = []
    for low, high in zip([None, *cuts], [*cuts, None], strict=True):
        inside = between(low, high)
        if inside is not None:
            found.append(Stretch(inside, low, high))
        if high is not None:
            found.append(Stretch(high, high, high, point=True))
    return tuple(found)


def _side_by_side(named: Sequence[Any], kind: Type) -> tuple[Stretch, ...]:
    """Values that have no order, and what else there may be."""
    words = kind.one_of if isinstance(kind, Simple) else None
    if words is not None:
        return tuple(Stretch(word, point=True) for word in words)
    if any(isinstance(value, bool) for value in named) or _name(kind) == "boolean":
        return (Stretch(True, point=True), Stretch(False, point=True))
    values = tuple(dict.fromkeys(named))
    if not values and _name(kind) in _OF_TYPE:
        return (Stretch(_OF_TYPE[_name(kind)][0], rest=True),)
    if isinstance(kind, ListOf):
        return (Stretch([], rest=True),)
    other = "other"
    while other in values:
        other += "-"
    return (*(Stretch(value, point=True) for value in values), Stretch(other, rest=True))


def _name(kind: Type) -> str:
    return kind.name if isinstance(kind, Simple) else ""


# -- what a cell names ------------------------------------------------------------------------------


def _is_always(test: Core) -> bool:
    return isinstance(test, Constant) and test.value is True


def _seen(test: Core, known: Known) -> Core:
    """The cell with null for each part that more than the input decides; itself if there is none.

    Where the rest of it is false, so is the whole, whatever the facts are.
    """
    match test:
        case Constant():
            return test
        case AnyOf(parts) | All(parts):
            seen = tuple(_seen(part, known) for part in parts)
            same = all(one is part for one, part in zip(seen, parts, strict=True))
            return test if same else evolve(test, parts=seen)
        case Apply(function, (inner,)) if function.name == "not":
            part = _seen(inner, known)
            return test if part is inner else evolve(test, arguments=(part,))
        case Apply(function, (Name("?"), operand) | (operand, Name("?"))) if (
            function.name in _COMPARING
        ):
            return test if _is_plain(operand, known) else _unknown(test)
        case Apply(function, (Name("?"), low, high)) if function.name == "between":
            plain = _is_plain(low, known) and _is_plain(high, known)
            return test if plain else _unknown(test)
        case _:
            return _unknown(test)


def _conditions(test: Core, known: Known) -> Iterator[Core]:
    """The parts of a cell that must all hold and that more than the input decides."""
    if isinstance(test, All):
        for part in test.parts:
            if _seen(part, known) is not part:
                yield from _conditions(part, known)
    else:
        yield test


def _positive(condition: Core) -> tuple[str, bool]:
    """A condition's text, and whether it asks for that: `not(x)` and `!= x` ask against `x`, `= x`."""
    match condition:
        case Apply(function, (inner,)) if function.name == "not":
            text, positive = _positive(inner)
            return text, not positive
        case Apply(function, (Name("?"), operand)) if function.name in _OPPOSITE:
            return f"{_OPPOSITE[function.name]} {operand.span.text}", False
        case Apply(function, (Name("?"), operand)) if function.name in _COMPARING - {"cell", "in"}:
            return f"{function.name} {operand.span.text}", True
    return condition.span.text, True


def _unknown(test: Core) -> Core:
    return Constant(None, span=test.span)


def _is_plain(operand: Core, known: Known) -> bool:
    """Whether an operand is known, and a value or a range or list of such."""
    if "?" in names_in(operand) or not known.fixes(operand):
        return False
    try:
        return _ends(value_of(operand, known)) is not None
    except LimitReached:
        return False


def _operands(seen: Core) -> Iterator[tuple[str, Core]]:
    """The operator and the operand of each comparison with the input."""
    match seen:
        case AnyOf(parts) | All(parts) | Apply(_, (AnyOf(parts) | All(parts),)):
            for part in parts:
                yield from _operands(part)
        case Apply(function, (Name("?"), operand) | (operand, Name("?"))):
            yield function.name, operand
        case Apply(function, (Name("?"), low, high)):
            yield function.name, low
            yield function.name, high
        case Apply(_, (inner,)):
            yield from _operands(inner)


def _values(seen: Core, known: Known) -> list[Any]:
    """The values at which a cell may change its mind."""
    return [end for _, operand in _operands(seen) for end in _ends(value_of(operand, known)) or ()]


def _ends(value: Any) -> list[Any] | None:
    if isinstance(value, Range):
        return [end for end in (value.low, value.high) if end is not None]
    if isinstance(value, list):
        inner = [_ends(part) for part in value]
        return None if None in inner else [end for ends in inner for end in ends or ()]
    if isinstance(value, dict) or callable(value):
        return None
    return [value]


def _goes_by_order(seen: Core, known: Known) -> bool:
    """Whether a cell asks what lies before what, not only what is equal."""
    for name, operand in _operands(seen):
        value = value_of(operand, known)
        parts = value if isinstance(value, list) else [value]
        if name not in ("=", "!=", "cell", "in") or any(isinstance(one, Range) for one in parts):
            return True
    return False


# -- rows by stretch ----------------------------------------------------------------------------------


def _masks(column: Column) -> Iterator[tuple[int, int]]:
    rows = [0] * len(column.cells)
    for row, cell in enumerate(column.uses):
        rows[cell] |= 1 << row
    length = len(column.stretches)
    true_turns, open_turns = [0] * (length + 1), [0] * (length + 1)
    for cut, mask in zip(column.cells, rows, strict=True):
        for (start, truth), end in zip(
            cut.runs, [*(place for place, _ in cut.runs[1:]), length], strict=True
        ):
            if truth is True:
                true_turns[start] ^= mask
                true_turns[end] ^= mask
            if truth is not False:
                open_turns[start] ^= mask
                open_turns[end] ^= mask
    sure = possible = 0
    for place in range(length):
        sure ^= true_turns[place]
        possible ^= open_turns[place]
        yield sure, possible


# -- in words -------------------------------------------------------------------------------------------


def cell_text(column: Column, places: Iterable[int]) -> str:
    """Stretches as a cell would be written that holds for just these: `(300000..800000]`, `-`."""
    chosen = sorted(places)
    here = [column.stretches[place] for place in chosen]
    absent = [one for place, one in enumerate(column.stretches) if place not in chosen]
    if not absent:
        return "-"
    if all(one.witness is None for one in absent):
        return "not(null)"
    if any(one.rest for one in here):
        return f"not({', '.join(feel_text(one.witness) for one in absent)})"
    if column.ordered:
        with_value = [place for place in chosen if column.stretches[place].witness is not None]
        parts = list(_ranges(column, with_value))
        return ", ".join(parts if len(with_value) == len(chosen) else ["null", *parts])
    return ", ".join(feel_text(one.witness) for one in here)


def _ranges(column: Column, places: Sequence[int]) -> Iterator[str]:
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        yield _range(column.stretches[run[0]], column.stretches[run[-1]])


def _range(first: Stretch, last: Stretch) -> str:
    low, high = first.low, last.high
    if low is not None and high is not None:
        if first.point and last.point and low == high:
            return feel_text(low)
        opening, closing = "[" if first.point else "(", "]" if last.point else ")"
        return f"{opening}{feel_text(low)}..{feel_text(high)}{closing}"
    if high is not None:
        return f"{'<=' if last.point else '<'} {feel_text(high)}"
    return f"{'>=' if first.point else '>'} {feel_text(low)}"
