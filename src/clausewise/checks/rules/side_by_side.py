"""Ways in which rules hold, laid side by side: a row each, a column for each thing they hang on.

What a row asks of a thing is tried at values on both sides of every bound, as a table's cells are; so
it shows which ways can come about at all, which can come about together, and what lies between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_FLOOR
from typing import Any

from attrs import frozen

from clausewise.checks.bit_sets import lowest
from clausewise.checks.known import Known
from clausewise.checks.rules.domains import ANYTHING, Domain
from clausewise.checks.rules.ways import Demand, Demands
from clausewise.checks.tables.columns import Column, Stretch, columns_of
from clausewise.checks.tables.overlaps import covered_by_row
from clausewise.feel.core import All, Constant, Core
from clausewise.feel.tables import Row
from clausewise.source.span import Source

_ALWAYS = Constant(True, span=Source("", "-").whole())


@frozen(slots=False)
class SideBySide:
    """`covered[column][row]`: the stretches in which a row's demand is met, a bit each.

    A column's stretches without a value that the thing can have are left out of them.
    """

    things: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Demands, ...]
    possible: tuple[int, ...]
    covered: tuple[tuple[int, ...], ...]

    def asks(self, column: int, row: int) -> bool:
        """Whether a row asks anything of a thing."""
        return any(one.thing == self.things[column] for one in self.rows[row])

    def empty_column(self, row: int) -> int | None:
        """A thing that no value of meets what the row asks; null where each can be met."""
        return next((at for at, cells in enumerate(self.covered) if not cells[row]), None)

    def together(self, row: int, other: int) -> tuple[int, ...] | None:
        """The stretches of each column in which both rows hold; null where they never do."""
        met = tuple(cells[row] & cells[other] for cells in self.covered)
        return met if all(met) else None

    def asked_of(self, column: int, row: int) -> list[Demand]:
        return [one for one in self.rows[row] if one.thing == self.things[column]]

    def case(self, met: Sequence[int], rows: Iterable[int]) -> dict[int, tuple[Core, Any]]:
        """For each thing that one of the rows asks of: how it is written, and a value of it."""
        asked = {one.thing: one for row in rows for one in self.rows[row]}
        return {
            thing: (
                asked[thing].core,
                asked[thing].shown_at(column.stretches[lowest(places)].witness),
            )
            for thing, column, places in zip(self.things, self.columns, met, strict=True)
            if thing in asked
        }


def side_by_side(
    rows: Sequence[Demands], domains: Mapping[int, Domain], known: Known
) -> SideBySide | None:
    """Null where what is asked of some thing cannot be tried value by value."""
    things: dict[int, Demand] = {}
    for demands in rows:
        for one in demands:
            things.setdefault(one.thing, one)
    names = [one.name for one in things.values()]
    types = [one.core.type for one in things.values()]
    table = [Row(tuple(_cell(demands, thing) for thing in things), ()) for demands in rows]
    columns = columns_of(names, types, table, known)
    if len(columns) > len(things):
        return None
    possible = [
        _possible(column, domains.get(thing, ANYTHING))
        for thing, column in zip(things, columns, strict=True)
    ]
    covered = [
        tuple(places & allowed for places in covered_by_row(column))
        for column, allowed in zip(columns, possible, strict=True)
    ]
    return SideBySide(tuple(things), columns, tuple(rows), tuple(possible), tuple(covered))


def _cell(demands: Demands, thing: int) -> Core:
    """Everything that is asked of one thing, as one cell."""
    tests = {one.words: one.test for one in demands if one.thing == thing}
    if not tests:
        return _ALWAYS
    if len(tests) == 1:
        return next(iter(tests.values()))
    return All(tuple(tests.values()), span=Source("", " and ".join(tests)).whole())


def _possible(column: Column, domain: Domain) -> int:
    """The stretches that hold a value of the domain."""
    return sum(
        1 << place
        for place, stretch in enumerate(column.stretches)
        if stretch.witness is None or not column.ordered or _meets(stretch, domain)
    )


def _meets(stretch: Stretch, domain: Domain) -> bool:
    low, high = stretch.low, stretch.high
    if domain.counts and high is not None and (high < 0 or (high == 0 and not stretch.point)):
        return False
    if not domain.whole or low is None or high is None:
        return True
    if stretch.point:
        return bool(low == low.to_integral_value())
    return bool(low.to_integral_value(ROUND_FLOOR) + 1 < high)
