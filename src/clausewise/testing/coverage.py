"""What the policies of tests hold, piece by piece, and which pieces a run of tests has exercised."""

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Literal

from attrs import evolve, field, frozen

from clausewise.feel.interpret import Scope
from clausewise.feel.tables import BoundTable, DecisionTable
from clausewise.model.ruling import Answer
from clausewise.plan.from_bands import band_of
from clausewise.plan.from_register import steps_of
from clausewise.plan.plan import BandTable, Bindable, Plan, RulePlan
from clausewise.source.span import Span
from clausewise.testing import thresholds
from clausewise.testing.run import TestResult
from clausewise.testing.thresholds import Key, Side, Stand, Threshold, side_of, thresholds_of

Part = Literal["rule", "outcome", "exception", "step", "row", "band", "threshold"]


@frozen
class Item:
    """One thing that tests should exercise: where it stands, and whether any did.

    `key` tells it from all others of its part and handbook.  `owner` is the rule, definition or table
    that it belongs to; `threshold` and `side` are those of a threshold.
    """

    part: Part
    handbook: str
    name: str
    exercised: bool
    span: Span = field(eq=False, repr=False)
    key: tuple[Any, ...] = ()
    owner: str = ""
    side: Side | None = None
    threshold: Threshold | None = field(default=None, eq=False, repr=False)


@frozen
class Sighting:
    """What a run was seen to do: the rows and bands picked, and the values compared with each bound.

    Of a call of a table or brackets that picked nothing, the inputs alone are known.
    """

    picked: dict[tuple[str, str, int], None] = field(factory=dict)
    stands: dict[tuple[str, Key], dict[Stand, None]] = field(factory=dict)
    inputs: dict[tuple[str, str], dict[tuple[Any, ...], None]] = field(factory=dict)


class Watch:
    """Remembers what was picked and compared: `watched` gives a plan whose parts tell it.

    A table picks its rows and a comparison takes its values while it answers, so it is known there
    alone.
    """

    def __init__(self) -> None:
        self.plans: dict[str, Plan] = {}
        self.sighting = Sighting()

    def watched(self, plan: Plan) -> Plan:
        book = plan.handbook.name
        self.plans[book] = plan

        def picked(name: str, inputs: tuple[Any, ...], rows: Iterable[int]) -> None:
            self.sighting.picked.update({(book, name, row): None for row in rows})
            known = tuple(map(_as_key, inputs))
            self.sighting.inputs.setdefault((book, name), {})[known] = None

        def compared(key: Key, stand: Stand) -> None:
            self.sighting.stands.setdefault((book, key), {})[stand] = None

        plan = thresholds.watched(plan, compared)
        functions = {name: _Watched(name, one, picked) for name, one in plan.functions.items()}
        return evolve(plan, functions=functions)

    def since(self) -> Sighting:
        """What was seen since this was last asked."""
        seen, self.sighting = self.sighting, Sighting()
        return seen


def _as_key(value: Any) -> Any:
    return value if value.__hash__ is not None else str(value)


Tell = Callable[[str, tuple[Any, ...], Iterable[int]], None]


@frozen
class _Watched:
    name: str
    function: Bindable
    tell: Tell

    def bind(self, scope: Scope) -> Callable[..., Any]:
        return _WatchedCall(self.name, self.function.bind(scope), self.tell)


@frozen
class _WatchedCall:
    name: str
    bound: Callable[..., Any]
    tell: Tell

    @property
    def names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = getattr(self.bound, "names", ())
        return names

    def __call__(self, *arguments: Any) -> Any:
        if isinstance(self.bound, BoundTable):
            self.tell(self.name, arguments, self.bound.matches(arguments))
        elif isinstance(self.bound, BandTable) and arguments and arguments[0] is not None:
            band = band_of(self.bound, arguments[0])
            self.tell(self.name, arguments, () if band is None else (band,))
        return self.bound(*arguments)


# -- what there is -----------------------------------------------------------------------------------


def coverage_of(results: Iterable[TestResult], watch: Watch) -> list[Item]:
    """Rules, outcomes, exceptions, steps, rows and bands of the tests' handbooks, by handbook."""
    answers = [result.answer for result in results if result.answer is not None]
    return _told(watch, answers, pieces_of)


def thresholds_covered(watch: Watch) -> list[Item]:
    """The sides of all bounds in the tests' handbooks, by handbook and place."""
    return _told(watch, (), sides_of)


def _told(
    watch: Watch, answers: Iterable[Answer], items_of: Callable[[Plan], Iterable[Item]]
) -> list[Item]:
    answers = tuple(answers)
    items: list[Item] = []
    for _, plan in sorted(watch.plans.items()):
        done = exercised_by(answers, watch.sighting, plan)
        items += (evolve(item, exercised=(item.part, *item.key) in done) for item in items_of(plan))
    return items


def share_of(items: Iterable[Item]) -> Decimal:
    """How many of a hundred were exercised, to one decimal place and never rounded up; 100 of none.

    >>> share_of([])
    Decimal('100.0')
    """
    told = [item.exercised for item in items]
    if not told:
        return Decimal("100.0")
    return (Decimal(100) * sum(told) / len(told)).quantize(Decimal("0.1"), ROUND_FLOOR)


def pieces_of(plan: Plan) -> Iterator[Item]:
    """Everything but thresholds that tests of a handbook should exercise; nothing of it is yet."""
    for rule in plan.rules:
        yield from _rule_items(plan.handbook.name, rule)
    for name, function in plan.functions.items():
        yield from _function_items(name, function, plan)


def sides_of(plan: Plan) -> Iterator[Item]:
    """Each side of each bound; of brackets, the bound of each band, which belongs to the band."""
    book = plan.handbook.name
    for one in thresholds_of(plan):
        for side in one.sides:
            name = f"{one.owner}: {one.written}"
            yield Item(
                "threshold", book, name, False, one.span, (*one.key, side), one.owner, side, one
            )
    for name, function in plan.functions.items():
        if isinstance(function, BandTable):
            for band, bound in enumerate(function.bounds):
                if bound is not None:
                    yield Item(
                        "threshold", book, f"{name}, band {band + 1}", False,
                        _place_of_bands(name, plan), (name, band, "at"), name, "at",
                    )  # fmt: skip


def _rule_items(book: str, rule: RulePlan) -> Iterator[Item]:
    def item(part: Part, name: str, span: Span, *key: Any) -> Item:
        return Item(part, book, name, False, span, (rule.id, *key), rule.id)

    kinds = [outcome.kind for outcome in rule.outcomes]
    if len(kinds) == 1:
        yield item("rule", rule.id, rule.span, kinds[0])
    else:
        for kind in dict.fromkeys(kinds):
            yield item("outcome", f"{rule.id}: {kind}", rule.span, kind)
    for step in steps_of(rule):
        yield item("step", f"{rule.id}: {step}", rule.span, step)
    for number, one in enumerate(rule.unless, 1):
        by = {"clause": list(one.clauses), "because": dict(one.because)}
        name = f"{rule.id}: {', '.join(one.clauses) or number}"
        yield item("exception", name, one.condition.span, str(by))


def _function_items(name: str, function: Bindable, plan: Plan) -> Iterator[Item]:
    book = plan.handbook.name
    if isinstance(function, DecisionTable):
        for row, cells in enumerate(function.rows):
            place = (*cells.tests, *cells.outputs)[0].span
            yield Item("row", book, f"{name}, row {row + 1}", False, place, (name, row), name)
    elif isinstance(function, BandTable):
        place = _place_of_bands(name, plan)
        for band in range(len(function.bounds)):
            yield Item("band", book, f"{name}, band {band + 1}", False, place, (name, band), name)


def _place_of_bands(name: str, plan: Plan) -> Span:
    return next((one.span for one in plan.brackets if one.name == name), plan.handbook.span)


# -- what was exercised ------------------------------------------------------------------------------


def exercised_by(
    answers: Iterable[Answer], sighting: Sighting, plan: Plan
) -> frozenset[tuple[Any, ...]]:
    """The parts and keys of all items that answers and what was seen on the way have exercised."""
    return frozenset((*_ruled(answers, plan), *_seen(sighting, plan)))


def _ruled(answers: Iterable[Answer], plan: Plan) -> Iterator[tuple[Any, ...]]:
    book = plan.handbook.name
    for answer in answers:
        for ruling in answer.rulings:
            if ruling.handbook == book:
                yield "rule", ruling.rule, ruling.outcome
                yield "outcome", ruling.rule, ruling.outcome
                yield "step", ruling.rule, ruling.fields.get("level")
        for finding in answer.findings:
            if finding.handbook == book and finding.status == "excepted":
                yield "exception", finding.rule, str(finding.by)


def _seen(sighting: Sighting, plan: Plan) -> Iterator[tuple[Any, ...]]:
    book = plan.handbook.name
    for of, name, place in sighting.picked:
        if of == book:
            yield "row", name, place
            yield "band", name, place
    for (of, name), calls in sighting.inputs.items():
        function = plan.functions.get(name)
        function = function.function if isinstance(function, _Watched) else function
        if of == book and isinstance(function, BandTable):
            amounts = {inputs[0] for inputs in calls}
            for band, bound in enumerate(function.bounds):
                if bound in amounts:
                    yield "threshold", name, band, "at"
    for one in thresholds_of(plan):
        for stand in sighting.stands.get((book, one.key), ()):
            yield "threshold", *one.key, side_of(stand, one)
