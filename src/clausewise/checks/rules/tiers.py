"""CW438 and CW439: rules that grade one thing, with a hole between two grades, or a turn in the amounts.

late-1: late.minutes in [1..15]      late-2: late.minutes in [16..60]      # and 15.5?
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import frozen

from clausewise.checks.bit_sets import lowest, members_of
from clausewise.checks.examples import case_text
from clausewise.checks.rules.amounts import amount_at
from clausewise.checks.rules.asked_together import AskedTogether
from clausewise.checks.rules.side_by_side import SideBySide, side_by_side
from clausewise.checks.rules.ways import RuleReader, Way
from clausewise.checks.tables.columns import Stretch, cell_text
from clausewise.source.diagnostic import Diagnostic
from clausewise.values.number import Decimal, plain
from clausewise.values.text import feel_text


@frozen
class _Tier:
    """One grade: the row of a way to an outcome, and the stretches of the graded thing it holds in."""

    row: int
    way: Way
    reader: RuleReader
    places: int

    @property
    def first(self) -> int:
        return lowest(self.places)

    @property
    def last(self) -> int:
        return self.places.bit_length() - 1

    @property
    def key(self) -> tuple[str, str, int]:
        return self.way.rule.id, str(self.way.rule.span), self.way.outcome.place


def tiers(asked: Sequence[AskedTogether]) -> Iterator[Diagnostic]:
    """Each hole and each turn once, without what `allow` of one of the rules names."""
    told: set[tuple[str, str]] = set()
    for together in asked:
        for rules, one in _of(together):
            key = one.code, str(one.span)
            if key not in told and not any(one.code in tier.way.rule.allow for tier in rules):
                told.add(key)
                yield one


def _of(together: AskedTogether) -> Iterator[tuple[Sequence[_Tier], Diagnostic]]:
    asked = [reader for reader in together.readers if not reader.is_off]
    kinds = Counter(outcome.kind for reader in asked for outcome in reader.rule.outcomes)
    several = [one for one in asked if any(kinds[kind] > 1 for kind in one.rule.makes)]
    if not _may_be_graded([way for reader in several for way in reader.following]):
        return
    found = [(way, reader) for reader in asked for way in reader.following]
    rows = [way.demands for way, _ in found]
    domains = together.domains([(reader, way.demands) for way, reader in found])
    laid = side_by_side(rows, domains, together.known)
    if laid is None:
        return
    for column in range(len(laid.columns)):
        if laid.columns[column].ordered:
            for graded in _graded(found, laid, column):
                yield from _holes(graded, laid, column)
                yield from _turns(graded, laid, column)


def _may_be_graded(ways: Sequence[Way]) -> bool:
    """Whether two rules or outcomes differ in what they ask of one thing alone."""
    alike: dict[tuple[Any, ...], list[Way]] = {}
    for way in ways:
        asked = {
            thing: frozenset(d for d in way.demands if d.thing == thing) for thing in _things(way)
        }
        for graded in asked:
            others = frozenset(demands for thing, demands in asked.items() if thing != graded)
            key = way.outcome.kind, graded, others
            alike.setdefault(key, []).append(way)
    return any(
        len({(way.rule.id, way.outcome.place) for way in graded}) > 1 for graded in alike.values()
    )


def _things(way: Way) -> frozenset[int]:
    return frozenset(one.thing for one in way.demands)


def _graded(
    found: Sequence[tuple[Way, RuleReader]], laid: SideBySide, column: int
) -> Iterator[list[_Tier]]:
    """Ways to one kind of outcome that differ in what they ask of this thing alone, lowest first."""
    alike: dict[tuple[Any, ...], list[_Tier]] = {}
    for row, (way, reader) in enumerate(found):
        places = laid.covered[column][row] & _with_value(laid, column)
        if laid.asks(column, row) and places and laid.empty_column(row) is None:
            others = tuple(cells[row] for at, cells in enumerate(laid.covered) if at != column)
            key = way.outcome.kind, way.outcome.company, others
            alike.setdefault(key, []).append(_Tier(row, way, reader, places))
    for graded in alike.values():
        if len({tier.key for tier in graded}) > 1:
            yield sorted(graded, key=lambda tier: (tier.first, tier.last))


def _with_value(laid: SideBySide, column: int) -> int:
    """The stretches of a thing that are not null, and that it can be in."""
    stretches = laid.columns[column].stretches
    values = sum(1 << at for at, one in enumerate(stretches) if one.witness is not None)
    return values & laid.possible[column]


# -- holes -----------------------------------------------------------------------------------------


def _holes(
    graded: Sequence[_Tier], laid: SideBySide, column: int
) -> Iterator[tuple[Sequence[_Tier], Diagnostic]]:
    stretches = laid.columns[column].stretches
    reached = graded[0]
    for tier in graded[1:]:
        between = range(reached.last + 1, tier.first)
        hole = sum(1 << place for place in between) & _with_value(laid, column)
        if hole and _is_hole(reached, tier, hole, laid, column):
            sample = stretches[lowest(hole)].witness
            name = laid.columns[column].name
            asked = laid.asked_of(column, tier.row)[-1]
            yield (
                (reached, tier),
                Diagnostic.at(
                    asked.span,
                    "CW438",
                    laid.asked_of(column, reached.row)[-1].span,
                    first=reached.way.rule.id,
                    second=tier.way.rule.id,
                    outcome=tier.way.outcome.kind,
                    where=asked.equal
                    or f"{name} {cell_text(laid.columns[column], members_of(hole))}",
                    case=asked.equal or case_text(tier.reader.plan, [(asked.core, sample)]),
                ),
            )
        if tier.last > reached.last:
            reached = tier


def _is_hole(below: _Tier, above: _Tier, hole: int, laid: SideBySide, column: int) -> bool:
    """Whether nobody would mean it: two single values leave all others out, as do `< 3` and `> 5`."""
    stretches = laid.columns[column].stretches
    if below.key == above.key or (_is_point(below, stretches) and _is_point(above, stretches)):
        return False
    possible = _with_value(laid, column)
    outside = below.first == lowest(possible) and above.last == possible.bit_length() - 1
    if outside and not (hole & (hole - 1) == 0 and stretches[lowest(hole)].point):
        return False
    return not any(_meets(hole, row, below.row, laid, column) for row in range(len(laid.rows)))


def _is_point(tier: _Tier, stretches: Sequence[Stretch]) -> bool:
    return tier.first == tier.last and stretches[tier.first].point


def _meets(hole: int, row: int, beside: int, laid: SideBySide, column: int) -> bool:
    """Whether another rule that asks about the thing takes care of what lies in the hole."""
    return laid.asks(column, row) and all(
        cells[row] & (hole if at == column else cells[beside])
        for at, cells in enumerate(laid.covered)
    )


# -- turns -----------------------------------------------------------------------------------------


@frozen
class _Sample:
    value: Any
    amount: Decimal
    tier: _Tier


def _turns(
    graded: Sequence[_Tier], laid: SideBySide, column: int
) -> Iterator[tuple[Sequence[_Tier], Diagnostic]]:
    """Amounts that rise and fall again as the thing grows, told at the first turn."""
    if any(one.of_two for one in laid.asked_of(column, graded[0].row)):
        return
    samples = [sample for tier in graded for sample in _samples(tier, laid, column)]
    going = 0
    for before, after in pairwise(samples):
        step = (after.amount > before.amount) - (after.amount < before.amount)
        if step and going and step != going:
            name = laid.columns[column].name
            yield (
                (before.tier, after.tier),
                Diagnostic.at(
                    laid.asked_of(column, after.tier.row)[-1].span,
                    "CW439",
                    laid.asked_of(column, before.tier.row)[-1].span,
                    outcome=after.tier.way.outcome.kind,
                    here=_case(name, before),
                    beyond=_case(name, after),
                ),
            )
            return
        going = step or going


def _case(name: str, sample: _Sample) -> str:
    return f"{name} = {feel_text(sample.value)}: {plain(sample.amount)} ({sample.tier.way.rule.id})"


def _samples(tier: _Tier, laid: SideBySide, column: int) -> Iterator[_Sample]:
    """The amounts at the lower and the upper end of a tier, where the thing decides them."""
    core = tier.way.outcome.amount
    if core is None:
        return
    case: Mapping[int, Any] = {
        thing: laid.columns[at].stretches[lowest(laid.covered[at][tier.row])].witness
        for at, thing in enumerate(laid.things)
        if at != column and laid.asks(at, tier.row)
    }
    for place in dict.fromkeys((tier.first, tier.last)):
        value = laid.columns[column].stretches[place].witness
        amount = amount_at(core, tier.reader, {**case, laid.things[column]: value})
        if amount is not None:
            yield _Sample(value, amount, tier)
