"""What is executed: rules whose names are resolved and whose expressions are typed, in layers."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol

from attrs import field, frozen

from clausewise.calendar.units import UnitKind
from clausewise.feel.core import Core
from clausewise.feel.interpret import Scope
from clausewise.model.policy import (
    Brackets,
    Dates,
    DecisionTable,
    Handbook,
    Labels,
    Parameter,
    WindowTerms,
)
from clausewise.model.vocabulary import Vocabulary
from clausewise.source.span import Span


@frozen
class OnKinds:
    """Asked about each fact of these kinds."""

    kinds: tuple[str, ...]


@frozen
class PerUnit:
    """Asked about each employee and unit."""

    unit: UnitKind


@frozen
class ReadPlan:
    """A list of facts that a rule reads around its subject."""

    name: str
    kinds: tuple[str, ...]
    window: WindowTerms
    where: Core | None


@frozen
class ConditionPlan:
    """A part of `when`.  `standing`: it reads no facts, so it can be asked before its unit ends."""

    core: Core
    say: Labels
    standing: bool


@frozen
class ExemptionPlan:
    condition: Core
    clauses: tuple[str, ...]
    because: Labels


@frozen
class ExpectPlan:
    """What should come: exactly one of `fact` and `done`, exactly one of `due` and `within`."""

    fact: str | None
    where: Core | None
    opens: Core | None
    done: Core | None
    due: Core | None
    within: Core | None


@frozen
class TextPlan:
    """A text field: pieces in order.  `path_only`: the whole text is one path, so an optional
    field is left out where that path is null."""

    pieces: tuple[str | Core, ...]
    path_only: bool


@frozen
class WordsPlan:
    """A list of plain texts."""

    words: tuple[str, ...]


FieldPlan = TextPlan | WordsPlan | Core


@frozen
class OutcomePlan:
    """What follows.  `place` counts within `then`, from 0."""

    kind: str
    effect: str
    place: int
    amount: Core | None
    fields: tuple[tuple[str, FieldPlan, bool], ...]
    """Each field's name, what fills it, and whether it is optional."""
    note: Labels
    when: Core | None
    company: bool


@frozen
class RulePlan:
    """One rule ready to be asked.

    `scopes` must all hold.  `cores` are all its expressions; `names` all names these read, those
    in definitions included; `paths` what they read of named contexts.
    """

    id: str
    clauses: tuple[str, ...]
    title: Labels
    trigger: OnKinds | PerUnit
    scopes: tuple[Core, ...]
    date: Core | None
    former: bool
    each: tuple[tuple[str, Core], ...]
    reads: tuple[ReadPlan, ...]
    lets: Mapping[str, Core]
    when: tuple[ConditionPlan, ...]
    expect: ExpectPlan | None
    needs: tuple[str, ...]
    unless: tuple[ExemptionPlan, ...]
    overrides: tuple[str, ...]
    once: str | None
    outcomes: tuple[OutcomePlan, ...]
    effective: Dates
    paths: frozenset[tuple[str, str]]
    parameters: tuple[str, ...]
    span: Span = field(eq=False, repr=False)
    override_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    allow: Labels = field(factory=dict)
    """Advice that was considered and stands, by its code, with the reason."""

    @property
    def makes(self) -> frozenset[str]:
        return frozenset(outcome.kind for outcome in self.outcomes)

    @property
    def kinds_read(self) -> frozenset[str]:
        """Every kind it is asked about or reads, rulings among them."""
        kinds = {kind for read in self.reads for kind in read.kinds}
        if isinstance(self.trigger, OnKinds):
            kinds.update(self.trigger.kinds)
        if self.expect is not None and self.expect.fact is not None:
            kinds.add(self.expect.fact)
        return frozenset(kinds)


@frozen
class BandTable:
    """Brackets ready to be called with an amount; null for null.

    Gives a context `rate`, `amount`, `band` (from 1) and the further fields of the band
    (null where a band has none).
    """

    name: str
    mode: Literal["whole", "marginal"]
    bounds: tuple[Any, ...]
    rates: tuple[Any, ...]
    further: tuple[Mapping[str, Any], ...]
    run: Callable[..., Any] = field(repr=False, eq=False)

    @property
    def names(self) -> tuple[str, ...]:
        return ("amount",)

    def bind(self, scope: Scope) -> "BandTable":
        """Bands are numbers: they see nothing of the names around them."""
        del scope
        return self

    def __call__(self, *arguments: Any) -> Any:
        return self.run(self, *arguments)


class Bindable(Protocol):
    """A table or brackets: a function once it is bound to the names that its cells may see."""

    def bind(self, scope: Scope) -> Callable[..., Any]: ...


@frozen
class Plan:
    """A handbook ready to run; immutable, and safe to share between threads.

    `definitions` are evaluated when first read, for each subject anew; `functions` are tables
    and brackets by name.  `layers`: a rule reads only rulings that earlier layers made.
    """

    handbook: Handbook
    vocabulary: Vocabulary
    digest: str
    parameters: Mapping[str, Parameter]
    definitions: Mapping[str, Core]
    functions: Mapping[str, Bindable]
    layers: tuple[tuple[RulePlan, ...], ...]
    derived: Mapping[str, Mapping[str, Core]]
    """For each event kind, its derived fields in order."""
    scope: Core | None = None
    tables: tuple[DecisionTable, ...] = ()
    brackets: tuple[Brackets, ...] = ()
    """Those of `functions` as they were written, with their places."""

    @property
    def rules(self) -> tuple[RulePlan, ...]:
        return tuple(rule for layer in self.layers for rule in layer)
