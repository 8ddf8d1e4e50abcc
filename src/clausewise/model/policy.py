"""A handbook as HR wrote it: its clauses, its policies, their parameters, tables and rules."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from clausewise.calendar.timetable import Timetable
from clausewise.calendar.workdays import Calendar
from clausewise.source.span import Passage, Span
from clausewise.values.temporal import Date, Time
from clausewise.values.types import Type

Labels = Mapping[str, str]
ClauseKind = Literal["rule", "duty", "procedure", "definition", "informational"]


@frozen
class Dates:
    """The days on which something holds; None is open, both ends are included."""

    first: Date | None = None
    last: Date | None = None

    def holds(self, day: Date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meets(self, other: "Dates") -> bool:
        """Whether the two share a day."""
        starts_late = self.first is not None and other.last is not None and other.last < self.first
        ends_early = self.last is not None and other.first is not None and self.last < other.first
        return not (starts_late or ends_early)


ALWAYS = Dates()


@frozen
class Clause:
    """A numbered sentence of the handbook, as the register has it."""

    id: str
    kind: ClauseKind
    span: Span = field(eq=False, repr=False)
    obligations: tuple[str, ...] = ()
    obligation_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    summary: Labels = field(factory=dict)
    reason: str | Labels | None = None
    note: str | Labels | None = None
    digest: str | None = None


@frozen
class Handbook:
    """What handbook.yaml says."""

    name: str
    number: str | None
    title: Labels
    effective: Dates
    scope: Passage | None
    time_zone: str
    currency: str
    day_starts: Time | None
    calendar: Calendar
    timetable: Timetable
    clauses: Mapping[str, Clause]
    span: Span = field(eq=False, repr=False)
    timetable_clause: tuple[str, ...] = ()
    calendar_clause: tuple[str, ...] = ()


@frozen
class DatedValue:
    """A parameter's value from a day on (None: from the beginning)."""

    since: Date | None
    value: Any
    source: str | None = None


@frozen
class Parameter:
    """A named constant, dated or not.  `decided_by` says who chose what the handbook leaves open."""

    name: str
    type: Type
    values: tuple[DatedValue, ...]
    span: Span = field(eq=False, repr=False)
    clauses: tuple[str, ...] = ()
    source: str | None = None
    decided_by: str | None = None
    labels: Labels = field(factory=dict)
    readings: Mapping[str, Any] = field(factory=dict)
    review_by: Date | None = None
    clause_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    type_span: Span | None = field(eq=False, repr=False, default=None)
    unit_span: Span | None = field(eq=False, repr=False, default=None)

    @property
    def dated(self) -> bool:
        return len(self.values) > 1 or self.values[0].since is not None

    def on(self, day: Date) -> DatedValue:
        """The value in force on that day; DatedValue(None, None) before the first."""
        chosen = DatedValue(None, None)
        for value in self.values:
            if value.since is None or value.since <= day:
                chosen = value
        return chosen


@frozen
class Definition:
    """A named expression or function over parameters, other definitions, employee and period."""

    name: str
    expression: Passage
    span: Span = field(eq=False, repr=False)
    clauses: tuple[str, ...] = ()
    labels: Labels = field(factory=dict)
    clause_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())


@frozen
class DecisionTable:
    """Rows of unary tests and results, called as a function of the inputs.

    `file` is the one beside the policy that the rows stand in, where they do.  `allow` is advice
    that was considered and stands, by its code, with the reason.
    """

    name: str
    hit: str
    inputs: tuple[tuple[str, Type, Span], ...]
    outputs: tuple[tuple[str, Type, Span], ...]
    rows: tuple[tuple[Passage, ...], ...]
    default: Mapping[str, Passage] | None
    span: Span = field(eq=False, repr=False)
    clauses: tuple[str, ...] = ()
    clause_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    file: str | None = None
    allow: Labels = field(factory=dict)


@frozen
class Band:
    """One band of a bracket: up to and including `up_to` (None: no end), at `rate`."""

    up_to: Any
    rate: Any
    further: Mapping[str, Any]
    span: Span = field(eq=False, repr=False)


@frozen
class Brackets:
    """A rate by size: `whole` takes the amount at the rate of its band, `marginal` slice by slice.

    `allow` is advice that was considered and stands, by its code, with the reason.
    """

    name: str
    mode: Literal["whole", "marginal"]
    bands: tuple[Band, ...]
    span: Span = field(eq=False, repr=False)
    clauses: tuple[str, ...] = ()
    clause_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    allow: Labels = field(factory=dict)


@frozen
class Ladder:
    """Each fact of a kind climbs one step; steps older than `within` no longer count.

    `places` are those of its values, by key.
    """

    name: str
    on: str
    steps: tuple[str, ...]
    span: Span = field(eq=False, repr=False)
    within: str | None = None
    where: Passage | None = None
    clauses: tuple[str, ...] = ()
    outcome: str = "discipline"
    clause_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    step_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    places: Mapping[str, Span] = field(eq=False, repr=False, factory=dict)


@frozen
class OnFact:
    """Asked once for each fact of these kinds."""

    kinds: tuple[str, ...]
    spans: tuple[Span, ...] = field(eq=False, repr=False, default=())


@frozen
class PerUnit:
    """Asked once for each employee in scope and each unit of time, also when nothing happened."""

    unit: str


Trigger = OnFact | PerUnit


@frozen
class WindowTerms:
    """How far around its subject a rule reads.

    `direction` before or after; around: the whole unit that holds the subject; own: what the rule
    has of itself; overlapping: what the facts' own from and to touch.  `length` is the text: an
    ISO duration, `N workdays`, a unit's name, `service`, or a parameter's name.
    """

    direction: Literal["before", "after", "around", "own", "overlapping"]
    length: str = ""
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Read:
    """A list of facts of the same employee that a rule reads, oldest first."""

    name: str
    kinds: tuple[str, ...]
    window: WindowTerms
    where: Passage | None
    span: Span = field(eq=False, repr=False)
    kind_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())


@frozen
class Condition:
    """One thought of `when`, with the words an explanation may use for it."""

    check: Passage
    say: Labels = field(factory=dict)


@frozen
class Exemption:
    """An exception: where its condition holds, no ruling follows, for this reason."""

    condition: Passage
    clauses: tuple[str, ...]
    because: Labels
    span: Span = field(eq=False, repr=False)
    clause_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())


@frozen
class Expectation:
    """What should come: a fact, or something done; from when it counts, and until when."""

    span: Span = field(eq=False, repr=False)
    fact: str | None = None
    where: Passage | None = None
    opens: Passage | None = None
    done: Passage | None = None
    due: Passage | None = None
    within: Passage | None = None
    fact_span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Text:
    """A text with holes: plain pieces and expressions, in order."""

    pieces: tuple[str | Passage, ...]
    span: Span = field(eq=False, repr=False)


@frozen
class TextList:
    """A list of plain texts, written as a YAML list."""

    items: tuple[str, ...]
    span: Span = field(eq=False, repr=False)


FieldValue = Text | Passage | TextList


@frozen
class Outcome:
    """What follows: the kind, its amount and fields.  `company`: a ruling of the company."""

    kind: str
    span: Span = field(eq=False, repr=False)
    kind_span: Span = field(eq=False, repr=False)
    amount: Passage | None = None
    fields: Mapping[str, FieldValue] = field(factory=dict)
    field_spans: Mapping[str, Span] = field(factory=dict, eq=False, repr=False)
    note: Labels | None = None
    when: Passage | None = None
    company: bool = False


@frozen
class Rule:
    """Carries out one clause: for whom or on what it is asked, when it holds, what follows.

    `name_spans` are where the rule's own names stand: those of `with`, `each` and `let`.
    """

    id: str
    clauses: tuple[str, ...]
    trigger: Trigger
    outcomes: tuple[Outcome, ...]
    span: Span = field(eq=False, repr=False)
    clause_span: Span = field(eq=False, repr=False)
    title: Labels = field(factory=dict)
    date: Passage | None = None
    scope: Passage | None = None
    former: bool = False
    each: tuple[tuple[str, Passage], ...] = ()
    reads: tuple[Read, ...] = ()
    lets: tuple[tuple[str, Passage], ...] = ()
    when: tuple[Condition, ...] = ()
    expect: Expectation | None = None
    needs: tuple[tuple[str, Span], ...] = ()
    unless: tuple[Exemption, ...] = ()
    overrides: tuple[tuple[str, Span], ...] = ()
    once: tuple[str, Span] | None = None
    allow: Mapping[str, str] = field(factory=dict)
    effective: Dates = ALWAYS
    clause_spans: tuple[Span, ...] = field(eq=False, repr=False, default=())
    name_spans: Mapping[str, Span] = field(eq=False, repr=False, factory=dict)


@frozen
class Policy:
    """One policy file."""

    name: str
    title: Labels
    span: Span = field(eq=False, repr=False)
    scope: Passage | None = None
    parameters: tuple[Parameter, ...] = ()
    definitions: tuple[Definition, ...] = ()
    tables: tuple[DecisionTable, ...] = ()
    brackets: tuple[Brackets, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    rules: tuple[Rule, ...] = ()


@frozen
class Book:
    """One handbook's folder, read: the handbook and its policies.  `digest`: sha256 of the files.

    `sound`: nothing in it was found wrong when it was read; one that is not has no plan.
    """

    handbook: Handbook
    policies: tuple[Policy, ...]
    digest: str
    folder: str
    sound: bool = True
