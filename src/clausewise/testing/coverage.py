"""Which rules, outcomes, exceptions, table rows and bands a run of tests has exercised."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from attrs import evolve, field, frozen

from clausewise.feel.interpret import Scope
from clausewise.feel.tables import BoundTable, DecisionTable
from clausewise.plan.from_bands import band_of
from clausewise.plan.plan import BandTable, Bindable, Plan, RulePlan
from clausewise.source.span import Span
from clausewise.testing.run import TestResult

Part = Literal["rule", "outcome", "exception", "row", "band"]


@frozen
class Item:
    """One thing that tests should exercise: where it stands, and whether any did."""

    part: Part
    handbook: str
    name: str
    exercised: bool
    span: Span = field(eq=False, repr=False)


class Watch:
    """Remembers which rows and bands were picked: `watched` gives a plan whose tables tell it.

    A table picks its rows while it answers, so what it picked is known there alone.
    """

    def __init__(self) -> None:
        self.plans: dict[str, Plan] = {}
        self.picked: set[tuple[str, str, int]] = set()

    def watched(self, plan: Plan) -> Plan:
        book = plan.handbook.name
        self.plans[book] = plan

        def tell(name: str, rows: Iterable[int]) -> None:
            self.picked.update((book, name, row) for row in rows)

        functions = {name: _Watched(name, one, tell) for name, one in plan.functions.items()}
        return evolve(plan, functions=functions)


@frozen
class _Watched:
    name: str
    function: Bindable
    tell: Callable[[str, Iterable[int]], None]

    def bind(self, scope: Scope) -> Callable[..., Any]:
        bound = self.function.bind(scope)
        return _WatchedCall(self.name, bound, self.tell)


@frozen
class _WatchedCall:
    name: str
    bound: Callable[..., Any]
    tell: Callable[[str, Iterable[int]], None]

    @property
    def names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = getattr(self.bound, "names", ())
        return names

    def __call__(self, *arguments: Any) -> Any:
        if isinstance(self.bound, BoundTable):
            self.tell(self.name, self.bound.matches(arguments))
        elif isinstance(self.bound, BandTable) and arguments and arguments[0] is not None:
            band = band_of(self.bound, arguments[0])
            self.tell(self.name, () if band is None else (band,))
        return self.bound(*arguments)


def coverage_of(results: Iterable[TestResult], watch: Watch) -> list[Item]:
    """Everything that the handbooks of the tests hold, in order of handbook and place."""
    ruled: set[tuple[str, str, str]] = set()
    excepted: set[tuple[str, str, str]] = set()
    for result in results:
        if result.answer is None:
            continue
        ruled |= {(one.handbook, one.rule, one.outcome) for one in result.answer.rulings}
        excepted |= {
            (one.handbook, one.rule, str(one.by))
            for one in result.answer.findings
            if one.status == "excepted"
        }
    items: list[Item] = []
    for book, plan in sorted(watch.plans.items()):
        for rule in plan.rules:
            items += _rule_items(book, rule, ruled, excepted)
        for name, function in plan.functions.items():
            items += _function_items(book, name, function, watch, plan)
    return items


def _rule_items(
    book: str,
    rule: RulePlan,
    ruled: set[tuple[str, str, str]],
    excepted: set[tuple[str, str, str]],
) -> Iterator[Item]:
    kinds = [outcome.kind for outcome in rule.outcomes]
    if len(kinds) == 1:
        yield Item("rule", book, rule.id, (book, rule.id, kinds[0]) in ruled, rule.span)
    else:
        for kind in dict.fromkeys(kinds):
            yield Item(
                "outcome", book, f"{rule.id}: {kind}", (book, rule.id, kind) in ruled, rule.span
            )
    for number, one in enumerate(rule.unless, 1):
        by = {"clause": list(one.clauses), "because": dict(one.because)}
        name = f"{rule.id}: {', '.join(one.clauses) or number}"
        yield Item(
            "exception", book, name, (book, rule.id, str(by)) in excepted, one.condition.span
        )


def _function_items(
    book: str, name: str, function: Bindable, watch: Watch, plan: Plan
) -> Iterator[Item]:
    if isinstance(function, DecisionTable):
        for row, cells in enumerate(function.rows):
            place = (*cells.tests, *cells.outputs)[0].span
            yield Item(
                "row", book, f"{name}, row {row + 1}", (book, name, row) in watch.picked, place
            )
    elif isinstance(function, BandTable):
        for band in range(len(function.bounds)):
            yield Item(
                "band",
                book,
                f"{name}, band {band + 1}",
                (book, name, band) in watch.picked,
                plan.handbook.span,
            )
