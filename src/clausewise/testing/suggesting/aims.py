"""What a case is to show, and how far a trial is from showing it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from clausewise.feel.core import Apply, Constant, Core, children
from clausewise.feel.interpret import Inner, value_of
from clausewise.feel.tables import DecisionTable
from clausewise.plan.from_register import steps_of
from clausewise.plan.plan import BandTable, ExemptionPlan, Plan, RulePlan
from clausewise.plan.trace import Trace
from clausewise.testing.coverage import Item, Part, exercised_by
from clausewise.testing.suggesting.trials import Trial, rules_asking, sliced, words_of
from clausewise.testing.thresholds import Side, Stand, Threshold, gap_of, position_of, side_of
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import DAY, MINUTE, Date, DateTime, DaysDuration, Time
from clausewise.values.types import Simple

_AT = Decimal(0)
_FAR = Decimal("1e30")
_ASKED = Decimal(2)
UNSEEN = (_ASKED,)
"""Ranks from here on are of trials in which nothing of the item was seen."""


@frozen
class Measure:
    """How a trial did.  `shown`: it exercises the item; `exact`: as near the bound as can be.

    The smaller `rank`, the nearer.  `off` is how far the value that counts would still have to move
    along its scale, `stand` what it was compared with; null where no single value decides.
    """

    shown: bool
    exact: bool
    rank: tuple[Decimal, ...]
    off: Decimal | None = None
    stand: Stand | None = None


@frozen
class Aim:
    """An item to be shown.  `plan` is as much as it hangs on, `rules` those that it is about."""

    item: Item
    plan: Plan = field(repr=False)
    rules: tuple[RulePlan, ...] = field(repr=False)

    def measure(self, trial: Trial) -> Measure:
        return self.seen(trial) or self.asked(trial)

    def seen(self, trial: Trial) -> Measure | None:
        """How near what was seen came; None where nothing of the item was, and how far the rules
        came has to tell instead."""
        return _MEASURES[self.item.part](self, trial)

    def asked(self, trial: Trial) -> Measure:
        """How far the rules came that the item is about, whatever was seen of it."""
        return _to_being_asked(self, trial)

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(clause for rule in self.rules for clause in rule.clauses))

    def near_words(self) -> frozenset[str]:
        """The names and fields that the item itself reads; where it reads none, those of its rules."""
        things: list[Any] = []
        if self.item.threshold is not None:
            things.append(self.item.threshold.core)
        for rule in self.rules:
            things += (
                one for one in rule.unless if self.item.part == "exception" and _is_of(self, one)
            )
        return self._words(things) if things else self.words()

    def words(self) -> frozenset[str]:
        """All names and fields that the rules read."""
        return self._words(self.rules)

    def _words(self, things: Iterable[Any]) -> frozenset[str]:
        found = (words_of(thing, rule, self.plan) for thing in things for rule in self.rules)
        return frozenset().union(*found)


def aim_at(item: Item, plan: Plan) -> Aim:
    rules = rules_asking(item.owner, plan)
    return Aim(item, sliced(plan, rules), rules)


def _is_of(aim: Aim, one: ExemptionPlan) -> bool:
    by = {"clause": list(one.clauses), "because": dict(one.because)}
    return bool(str(by) == aim.item.key[-1])


# -- bounds ------------------------------------------------------------------------------------------


def _to_side(aim: Aim, trial: Trial) -> Measure | None:
    threshold = aim.item.threshold
    if threshold is None:
        return _to_bound_of_band(aim, trial)
    stands = trial.sighting.stands.get((aim.item.handbook, threshold.key), {})
    money = aim.plan.handbook.currency
    found = [_of_stand(stand, threshold, aim.item.side, money) for stand in stands]
    return min(found, key=lambda one: one.rank, default=None)


def _of_stand(stand: Stand, threshold: Threshold, side: Side | None, money: str) -> Measure:
    shown = side_of(stand, threshold) == side
    gap = gap_of(stand)
    if "off" in threshold.sides:
        if shown or gap is None or side == "off":
            return Measure(shown, shown, (Decimal(not shown), Decimal(1)), None, stand)
        return Measure(False, False, (Decimal(1), abs(gap)), -gap, stand)
    if gap is None:
        return Measure(False, False, (Decimal(1), _FAR), None, stand)
    goal: Decimal | int = {"below": -1, "at": 0, "above": 1}[side or "at"]
    goal *= step_of(stand, threshold.core, money)
    off = DECIMAL128.subtract(Decimal(goal), gap)
    return Measure(shown, off == 0, (Decimal(not shown), abs(off)), off, stand)


def step_of(stand: Stand, core: Apply, money: str) -> Decimal:
    """The least that a value would be written above or below the limit, on the scale of its type.

    A minute, a day, a month; a hundredth of the currency `money`; of other numbers one, or the last
    place of the limit.
    """
    match stand.limit:
        case Decimal():
            units = {one.type.unit for one in core.arguments if isinstance(one.type, Simple)}
            if money in units:
                return Decimal("0.01")
            return _last_place(stand.limit)
        case Time() | DateTime():
            return Decimal(MINUTE)
        case DaysDuration():
            whole = all(one.amount % DAY == 0 for one in (stand.value, stand.limit))
            return Decimal(DAY if whole and not _reads_clock(core) else MINUTE)
    return Decimal(1)


def _last_place(number: Decimal) -> Decimal:
    """0.1 of 2.5; 1 of 100; what was worked out to more places than two counts to 0.01."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(max(-2, min(0, exponent if isinstance(exponent, int) else 0)))


def _reads_clock(core: Core) -> bool:
    kind = str(core.type)
    return kind in ("time", "date and time") or any(map(_reads_clock, children(core)))


# -- bands and rows ------------------------------------------------------------------------------------


def _calls(aim: Aim, trial: Trial) -> Iterable[tuple[Any, ...]]:
    return trial.sighting.inputs.get((aim.item.handbook, aim.item.owner), ())


def _to_bound_of_band(aim: Aim, trial: Trial) -> Measure | None:
    table = aim.plan.functions[aim.item.owner]
    assert isinstance(table, BandTable)
    bound = table.bounds[aim.item.key[1]]
    return _to_amount(aim, trial, lambda amount: bound - amount, bound)


def _to_band(aim: Aim, trial: Trial) -> Measure | None:
    table = aim.plan.functions[aim.item.owner]
    assert isinstance(table, BandTable)
    band = aim.item.key[1]
    low = table.bounds[band - 1] if band else None
    high = table.bounds[band]

    def off(amount: Decimal) -> Decimal:
        if low is not None and amount <= low:
            return Decimal(low + 1 - amount)
        return Decimal(high - amount) if high is not None and amount > high else _AT

    return _to_amount(aim, trial, off, high if low is None else low)


def _to_amount(
    aim: Aim, trial: Trial, off: Callable[[Decimal], Decimal], bound: Decimal | None
) -> Measure | None:
    amounts = [one[0] for one in _calls(aim, trial) if isinstance(one[0], Decimal)]
    best = min(amounts, key=lambda amount: abs(off(amount)), default=None)
    if best is None:
        return None
    far = off(best)
    return Measure(far == 0, far == 0, (_AT, abs(far)), far, Stand(best, bound, far == 0))


def _to_row(aim: Aim, trial: Trial) -> Measure | None:
    """By the cells of the row that are not true, and the first of them that has an order."""
    shown = (aim.item.handbook, *aim.item.key) in trial.sighting.picked
    if shown:
        return Measure(True, True, (_AT,))
    table = aim.plan.functions[aim.item.owner]
    assert isinstance(table, DecisionTable)
    cells = table.rows[aim.item.key[1]].tests
    found = [_of_cells(cells, inputs, aim.plan) for inputs in _calls(aim, trial)]
    return min(found, key=lambda one: one.rank, default=None)


def _of_cells(cells: tuple[Core, ...], inputs: tuple[Any, ...], plan: Plan) -> Measure:
    known = {name: one.values[0].value for name, one in plan.parameters.items()}

    def holds(cell: Core, value: Any) -> bool:
        return value_of(cell, Inner({"?": value}, known)) is True

    wrong = [
        (cell, value) for cell, value in zip(cells, inputs, strict=True) if not holds(cell, value)
    ]
    off, stand, far = None, None, Decimal(1)
    for cell, value in wrong[:1]:
        here = position_of(value)
        for wanted in _values_named(cell):
            there = position_of(wanted)
            same = wanted.__class__ is value.__class__
            for step in (_AT, Decimal(1), Decimal(-1)):
                stepped = wanted + step if isinstance(wanted, Decimal) else wanted
                if holds(cell, stepped) and (stand is None or same):
                    stand = Stand(value, stepped, False)
                    if same and here is not None and there is not None:
                        off = there + (step if isinstance(wanted, Decimal) else _AT) - here
                        far = abs(off)
    return Measure(False, False, (Decimal(len(wrong)), far), off, stand)


def _values_named(cell: Core) -> Iterator[Any]:
    if isinstance(cell, Constant):
        match cell.value:
            case Range(low=low, high=high):
                yield from (end for end in (low, high) if end is not None)
            case list(values):
                yield from values
            case bool() | None:
                pass
            case value:
                yield value
    for part in children(cell):
        yield from _values_named(part)


# -- answers -------------------------------------------------------------------------------------------


def _to_answer(aim: Aim, trial: Trial) -> Measure | None:
    done = exercised_by((trial.answer,), trial.sighting, trial.plan)
    if (aim.item.part, *aim.item.key) in done:
        return Measure(True, True, (_AT,))
    if _to_being_asked(aim, trial).rank > (_ASKED, _AT):
        return None
    wanted = steps_of(aim.rules[0]) if aim.rules and aim.item.part == "step" else ()
    climbed = [
        wanted.index(one.fields["level"])
        for one in trial.answer.rulings
        if one.rule == aim.item.owner and one.fields.get("level") in wanted
    ]
    left = wanted.index(aim.item.key[-1]) - max(climbed, default=-1) if wanted else 1
    unknown = sum(len(one.missing) for one in trial.answer.findings)
    return Measure(False, False, (Decimal(1), Decimal(abs(left) + unknown)))


def _to_being_asked(aim: Aim, trial: Trial) -> Measure:
    """By the conditions that the rule had still to go, and the nearest of those that failed."""
    traces = trial.traces(rule.id for rule in aim.rules)
    ranks = [(_ASKED + _left(trace), _failed_by(trace)) for trace in traces]
    return Measure(False, False, min(ranks, default=(Decimal(1000), _AT)))


def _left(trace: Trace) -> int:
    conditions = len(trace.rule.when)
    if trace.stop == "none":
        return 0
    if trace.stop in ("when", "met"):
        return 1 + conditions - len(trace.asked) + (trace.rule.expect is not None)
    return 2 + conditions + (trace.stop == "outside")


def _failed_by(trace: Trace) -> Decimal:
    """How far the nearest comparison that failed is from turning, as a share of its limit."""
    if trace.failed is None:
        return _AT
    shares = [_share(*one.kinds) for one in trace.failed.comparisons]
    return min(shares, default=Decimal(1))


def _share(value: Any, limit: Any) -> Decimal:
    gap = gap_of(Stand(value, limit, value == limit))
    place = position_of(limit)
    if gap is None or place is None:
        return Decimal(1)
    scale = Decimal(DAY) if isinstance(limit, Time | DateTime | DaysDuration) else None
    scale = Decimal(365) if isinstance(limit, Date) else scale or abs(place) + 1
    return abs(gap) / (abs(gap) + scale)


_MEASURES: Mapping[Part, Callable[[Aim, Trial], Measure | None]] = {
    "threshold": _to_side,
    "band": _to_band,
    "row": _to_row,
    "rule": _to_answer,
    "outcome": _to_answer,
    "step": _to_answer,
    "exception": _to_answer,
}
