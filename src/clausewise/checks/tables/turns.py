"""CW425: a table whose numbers go up and down as one input grows.

rows: |
  <= 15    | 20
  (15..60] | 50
  > 60     | 30        # an hour late costs less than half an hour
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from clausewise.checks.bit_sets import lowest
from clausewise.checks.known import Known
from clausewise.checks.tables.columns import Column
from clausewise.checks.tables.overlaps import covered_by_row
from clausewise.feel.core import Core
from clausewise.feel.tables import Row
from clausewise.values.number import Decimal


@frozen
class Turn:
    """Two rows that follow each other: up to the first an output went one way, and goes back in the second.

    `places` and `beyond`: for each column a stretch in which the one and the other hold, the same
    but for the input that grows.
    """

    output: int
    first: int
    second: int
    here: Decimal
    next: Decimal
    places: tuple[int, ...]
    beyond: tuple[int, ...]


def turns(columns: Sequence[Column], rows: Sequence[Row], known: Known) -> Iterator[Turn]:
    """The first turn of each output along each input, among rows that differ in that input alone.

    Where another output changes with it, that is what follows instead: no fine, but half a day lost.
    """
    covered = [covered_by_row(column) for column in columns]
    amounts = [[_number(cell, known) for cell in row.outputs] for row in rows]
    for at, column in enumerate(columns):
        if not column.ordered:
            continue
        alike: dict[tuple[int, ...], list[int]] = {}
        for row in range(len(rows)):
            if covered[at][row]:
                others = tuple(cells[row] for place, cells in enumerate(covered) if place != at)
                alike.setdefault(others, []).append(row)
        for graded in alike.values():
            graded.sort(key=lambda row: lowest(covered[at][row]))
            for output in range(len(amounts[0])):
                found = _first_turn(graded, [amounts[row][output] for row in graded])
                if found is not None and _same_but(output, rows[found[0]], rows[found[1]]):
                    first, second, here, following = found
                    ends = covered[at][first].bit_length() - 1, lowest(covered[at][second])
                    places = [lowest(cells[first]) for cells in covered]
                    yield Turn(
                        output,
                        first,
                        second,
                        here,
                        following,
                        (*places[:at], ends[0], *places[at + 1 :]),
                        (*places[:at], ends[1], *places[at + 1 :]),
                    )


def _first_turn(
    graded: Sequence[int], amounts: Sequence[Decimal | None]
) -> tuple[int, int, Decimal, Decimal] | None:
    going = 0
    for (first, here), (second, following) in pairwise(zip(graded, amounts, strict=True)):
        if here is None or following is None:
            return None
        step = (following > here) - (following < here)
        if step and going and step != going:
            return first, second, here, following
        going = step or going
    return None


def _same_but(output: int, first: Row, second: Row) -> bool:
    cells = zip(first.outputs, second.outputs, strict=True)
    return all(one == other for place, (one, other) in enumerate(cells) if place != output)


def _number(cell: Core, known: Known) -> Decimal | None:
    """What an output comes to; null where facts decide it, or it is no number."""
    if not known.fixes(cell):
        return None
    value = known.value_of(cell)
    return value if isinstance(value, Decimal) else None
