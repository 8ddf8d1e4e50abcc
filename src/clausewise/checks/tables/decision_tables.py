"""CW410 to CW421, CW425: a decision table that has gaps, rows that overlap, or rows that do nothing.

    rows: |
      < 10     | 0        # nothing for exactly 10
      (10..30] | 20

What each cell says is asked of the cell, as execution asks it; so nothing is told that would not
happen, and nothing that could happen is passed over, or it is told that not all was looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from attrs import frozen

from clausewise.checks.bit_sets import lowest, members_of
from clausewise.checks.examples import example_of
from clausewise.checks.known import Known, times_of
from clausewise.checks.tables.calls import Call, asked_types, calls_of
from clausewise.checks.tables.columns import Column, cell_text, columns_of
from clausewise.checks.tables.overlaps import covered_by_row, overlaps, same_tests
from clausewise.checks.tables.solver import solved_gaps
from clausewise.checks.tables.sweep import MOST_STATES, Box, Swept, merged, sweep
from clausewise.checks.tables.turns import turns
from clausewise.feel.interpret import value_of
from clausewise.feel.limits import LimitReached
from clausewise.feel.tables import DecisionTable
from clausewise.model import policy as written
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span
from clausewise.values.number import plain

MOST_TOLD = 20
"""Findings of one table that are told one by one."""
LONGEST_CELL = 80
MOST_MERGED = 200
"""Gaps that are put together to fewer and wider ones."""


def tables(plan: Plan, most_states: int = MOST_STATES) -> Iterator[Diagnostic]:
    """What is wrong with the tables of a handbook, without what `allow` of a table names."""
    for source in plan.tables:
        table = plan.functions.get(source.name)
        if isinstance(table, DecisionTable) and table.rows:
            told = [
                one
                for one in _of_table(plan, source, table, most_states)
                if one.code not in source.allow
            ]
            yield from told[:MOST_TOLD]
            if len(told) > MOST_TOLD:
                more = str(len(told) - MOST_TOLD)
                yield Diagnostic.at(source.span, "CW421", table=source.name, more=more)


def _of_table(
    plan: Plan, source: written.DecisionTable, table: DecisionTable, most_states: int
) -> list[Diagnostic]:
    """What is told of one table, each once, though its parameters change in time."""
    cells = [cell for row in table.rows for cell in (*row.tests, *row.outputs)]
    calls = calls_of(plan, table.name, table.names)
    types = asked_types([column.type for column in table.columns], calls)
    told: dict[tuple[Any, ...], Diagnostic] = {}
    for known in times_of(plan.parameters, cells, table.names):
        columns = columns_of(table.names, types, table.rows, known)
        for one in _Analysis(plan, source, table, calls, known, columns, most_states).told():
            told.setdefault((one.code, one.span, *one.blanks.items()), one)
    return list(told.values())


_Pair = tuple[int, int, tuple[int, ...]]
"""Two rows that hold together, and a stretch of each column where they do."""


@frozen
class _Analysis:
    """One table at one time."""

    plan: Plan
    source: written.DecisionTable
    table: DecisionTable
    calls: Sequence[Call]
    known: Known
    columns: Sequence[Column]
    most_states: int

    def told(self) -> Iterator[Diagnostic]:
        count = len(self.table.rows)
        void = dict(self.void_cells())
        twins = {later: (row, places) for row, later, places in same_tests(self.columns, count)}
        pairs = [
            (row, other, places)
            for row, other, places in overlaps(self.columns, count)
            if row not in void and other not in void
        ]
        swept = None if self.collects else sweep(self.columns, count, self.most_states)
        idle = [] if not isinstance(swept, Swept) else self.idle(swept, {*void, *twins})
        yield from self.gaps(swept)
        for row, cell in void.items():
            yield self.tell_row(row, "CW417", row=_number(row), cell=cell)
        yield from self.twins(twins)
        yield from self.clashes([pair for pair in pairs if pair[1] not in twins])
        yield from idle
        if not (self.collects or pairs or twins):
            yield from self.turns()
        several = self.table.hit_policy in ("FIRST", "ANY") and count > 1
        if several and not (pairs or void or idle or self.guesses):
            yield self.tell(self.source.span, "CW419", hit=self.source.hit)

    @property
    def collects(self) -> bool:
        return self.table.hit_policy == "COLLECT"

    @property
    def guesses(self) -> list[int]:
        """The columns that are no input's, but a condition's that only facts decide."""
        return [at for at, column in enumerate(self.columns) if column.guess is not None]

    # gaps

    def gaps(self, swept: Swept | int | None) -> Iterator[Diagnostic]:
        """What no row holds for; and that not all was looked at, where that is so."""
        boxes = self.boxes(swept)
        for box in merged(self.columns, islice(boxes or (), MOST_MERGED)):
            yield self.gap(box)
        # Rows of FIRST and ANY that do nothing are found by a sweep alone.
        if isinstance(swept, int) and (boxes is None or self.table.hit_policy != "UNIQUE"):
            yield self.tell(self.source.span, "CW420", states=f"{self.most_states:,}")

    def boxes(self, swept: Swept | int | None) -> Iterable[Box] | None:
        """The inputs for which there is no answer; null where they are not known."""
        if self.collects or any(output.default is not None for output in self.table.outputs):
            return ()
        if isinstance(swept, Swept):
            return swept.gaps()
        return solved_gaps(self.columns, len(self.table.rows), MOST_TOLD + 1)

    def gap(self, box: Box) -> Diagnostic:
        width = len(self.table.columns)
        cells = [
            _brief(cell_text(column, places))
            for column, places in zip(self.columns, box, strict=True)
        ]
        narrowed = [
            f"{name} {cell}"
            for name, cell in zip(self.table.names, cells[:width], strict=True)
            if cell != "-"
        ]
        for at in self.guesses:
            name = self.columns[at].name
            narrowed += {"true": [name], "false": [f"not({name})"]}.get(cells[at], [])
        return self.tell(
            self.source.span,
            "CW410" if all(cells[at] == "-" for at in self.guesses) else "CW411",
            where=", ".join(narrowed) or f"{self.table.names[0]} -",
            example=self.example([places[0] for places in box]),
            row=" | ".join([*cells[:width], "…"]),
        )

    # numbers that go up and down

    def turns(self) -> Iterator[Diagnostic]:
        """Of rows that no two hold together: what comes of one input is what one row says."""
        for turn in turns(self.columns, self.table.rows, self.known):
            yield self.tell_rows(
                turn.second,
                turn.first,
                "CW425",
                output=self.table.outputs[turn.output].name,
                here=self.example(turn.places),
                one=plain(turn.here),
                beyond=self.example(turn.beyond),
                other=plain(turn.next),
            )

    # rows two by two

    def twins(self, twins: dict[int, tuple[int, tuple[int, ...]]]) -> Iterator[Diagnostic]:
        for later, (row, places) in twins.items():
            blanks = {
                "first": _number(row),
                "second": _number(later),
                "example": self.example(places),
            }
            if self.table.hit_policy in ("UNIQUE", "FIRST"):
                yield self.tell_rows(later, row, "CW414", **blanks)
            elif self.collects or self.same_outputs(row, later) is not False:
                yield self.tell_rows(later, row, "CW415", **blanks, hit=self.source.hit)
            else:
                yield self.tell_rows(later, row, "CW413", **blanks)

    def clashes(self, pairs: Sequence[_Pair]) -> Iterator[Diagnostic]:
        for row, other, places in pairs:
            if self.table.hit_policy == "UNIQUE":
                code = "CW412"
            elif self.table.hit_policy == "ANY" and self.same_outputs(row, other) is False:
                code = "CW413"
            else:
                continue
            yield self.tell_rows(
                other,
                row,
                code,
                first=_number(row),
                second=_number(other),
                example=self.example(places),
            )

    def same_outputs(self, row: int, other: int) -> bool | None:
        """Whether two rows give the same; null where only facts can show it."""
        one, two = self.table.rows[row].outputs, self.table.rows[other].outputs
        if one == two:
            return True
        if not all(self.known.fixes(cell) for cell in (*one, *two)):
            return None
        try:
            return [value_of(cell, self.known) for cell in one] == [
                value_of(cell, self.known) for cell in two
            ]
        except LimitReached:
            return None

    # rows that do nothing

    def void_cells(self) -> Iterator[tuple[int, str]]:
        """Rows with a cell that is true of nothing, and that cell."""
        width = len(self.table.columns)
        for place, column in enumerate(self.columns[:width]):
            for row, places in enumerate(covered_by_row(column)):
                if not places:
                    yield row, self.table.rows[row].tests[place].span.text

    def idle(self, swept: Swept, spared: set[int]) -> list[Diagnostic]:
        """Rows that never win, and one that could go without a change; none of those `spared`."""
        told: list[Diagnostic] = []
        needless: set[int] = set()
        if self.table.hit_policy == "FIRST":
            winners, needless = self.winners(swept)
            never = {*range(len(self.table.rows))} - winners - spared
            told = [self.never_wins(row, swept) for row in sorted(never)]
        elif self.table.hit_policy == "ANY":
            needless = self.covered(swept) - spared
        # Of two rows that could go, perhaps only one can: the next check tells of the other.
        return told + [
            self.tell_row(row, "CW418", row=_number(row)) for row in sorted(needless)[:1]
        ]

    def winners(self, swept: Swept) -> tuple[set[int], set[int]]:
        """Rows that come first somewhere; and those after which the next says the same everywhere."""
        winners, needed = set[int](), set[int]()
        for sure, possible in swept.ends:
            if _wins(sure, possible):
                row = lowest(possible)
                winners.add(row)
                if row not in needed:
                    rest = sure ^ 1 << row, possible ^ 1 << row
                    if not _wins(*rest) or not self.same_outputs(row, lowest(rest[1])):
                        needed.add(row)
        return winners, winners - needed

    def covered(self, swept: Swept) -> set[int]:
        """Rows that hold only where another does with the same answer."""
        holding, needed = set[int](), set[int]()
        for sure, _ in swept.ends:
            for row in members_of(sure):
                holding.add(row)
                others = members_of(sure ^ 1 << row)
                if row not in needed and not any(self.same_outputs(row, one) for one in others):
                    needed.add(row)
        return holding - needed

    def never_wins(self, row: int, swept: Swept) -> Diagnostic:
        ends = [end for end in swept.ends if end[0] >> row & 1]
        above = sorted({lowest(possible) for _, possible in ends})
        return self.tell_row(
            row,
            "CW416",
            row=_number(row),
            above=", ".join(map(_number, above[:5])) + ("…" if len(above) > 5 else ""),
            example=self.example(swept.way_to(ends[0])),
        )

    # in words

    def example(self, places: Sequence[int]) -> str:
        width = len(self.table.columns)
        values = [
            column.stretches[place].witness
            for column, place in zip(self.columns[:width], places[:width], strict=True)
        ]
        return example_of(self.plan, self.table.names, self.calls, values)

    def tell(self, span: Span, code: str, /, *related: Span, **blanks: str) -> Diagnostic:
        return Diagnostic.at(span, code, *related, table=self.source.name, **blanks)

    def tell_row(self, row: int, code: str, /, **blanks: str) -> Diagnostic:
        return self.tell(self.row_span(row), code, **blanks)

    def tell_rows(self, row: int, other: int, code: str, /, **blanks: str) -> Diagnostic:
        return self.tell(self.row_span(row), code, self.row_span(other), **blanks)

    def row_span(self, row: int) -> Span:
        cells = self.source.rows[row]
        places = [cell.part(0, len(cell.text)) for cell in cells]
        start, end = min(one.start for one in places), max(one.end for one in places)
        return Span(places[0].source, start, end)


def _brief(cell: str) -> str:
    """A cell that a line has room for."""
    end = cell.rfind(", ", 0, LONGEST_CELL)
    return cell if len(cell) <= LONGEST_CELL or end < 0 else f"{cell[:end]}, …"


def _number(row: int) -> str:
    return str(row + 1)


def _wins(sure: int, possible: int) -> bool:
    """Whether a first row that may hold surely does."""
    return bool(possible and sure >> lowest(possible) & 1)
