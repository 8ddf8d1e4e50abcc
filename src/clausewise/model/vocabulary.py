"""What can happen and what can follow: kinds of events, outcomes, and fields of the roster."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from clausewise.source.span import Passage, Span
from clausewise.values.types import DATE, DATE_TIME, STRING, ContextOf, Type

Labels = Mapping[str, str]
Effect = Literal["payment", "deduction", "sanction", "notice", "finding"]


@frozen
class Field:
    """One field of a fact, an outcome or an employee.

    `default` is what a missing value means, where `has_default`; `derived` is FEEL over the
    other fields. A field that is neither optional, derived nor defaulted must be there.
    """

    name: str
    type: Type
    labels: Labels = field(factory=dict)
    optional: bool = False
    has_default: bool = False
    default: Any = None
    derived: Passage | None = field(default=None, eq=False)
    span: Span | None = field(default=None, eq=False, repr=False)

    @property
    def required(self) -> bool:
        return not (self.optional or self.has_default or self.derived)


@frozen
class EventKind:
    """A kind of event. `daily`: its feed has a fact for each employee and workday.

    `company`: it happens to the company and has no employee.
    """

    name: str
    fields: Mapping[str, Field]
    labels: Labels = field(factory=dict)
    daily: bool = False
    company: bool = False
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class OutcomeKind:
    """A kind of ruling. Payments and deductions have an amount; any other may have one."""

    name: str
    effect: Effect
    fields: Mapping[str, Field]
    labels: Labels = field(factory=dict)
    span: Span | None = field(default=None, eq=False, repr=False)

    @property
    def needs_amount(self) -> bool:
        return self.effect in ("payment", "deduction")


# Every fact has these beside its kind's own fields.
ENVELOPE: Mapping[str, Type] = {
    "id": STRING,
    "kind": STRING,
    "employee": STRING,
    "date": DATE,
    "at": DATE_TIME,
    "note": STRING,
}
SETTLED = "settled_ruling"
WAIVER = "waiver"
BREACH = "breach"


@frozen(slots=False)
class Vocabulary:
    """All the words of a set of handbooks."""

    events: Mapping[str, EventKind]
    outcomes: Mapping[str, OutcomeKind]
    employee: Mapping[str, Field]
    enums: Mapping[str, tuple[str, ...]] = field(factory=dict)
    digest: str = ""

    @property
    def event_words(self) -> dict[str, str]:
        """Each word that stands for a kind of event, names and Chinese labels, with the kind."""
        return {**aliases_of(self.events), **{kind: kind for kind in self.events}}

    def fields_of(self, kind: str) -> Mapping[str, Field]:
        """The fields of an event kind or an outcome; KeyError for neither."""
        return self.events[kind].fields if kind in self.events else self.outcomes[kind].fields

    def record_type(self, kind: str, money: Type) -> ContextOf:
        """The type that a fact of this kind has in an expression."""
        fields = {**ENVELOPE, **{f.name: f.type for f in self.fields_of(kind).values()}}
        if kind in self.outcomes:
            fields |= {"amount": money, "rule": STRING, "clause": STRING, "currency": STRING}
        return ContextOf(fields, kind, aliases_of(self.fields_of(kind)))

    def employee_type(self) -> ContextOf:
        """The type of a row of the roster in an expression."""
        fields = {"id": STRING, **{f.name: f.type for f in self.employee.values()}}
        return ContextOf(fields, "employee", aliases_of(self.employee))


def aliases_of(
    named: Mapping[str, Field] | Mapping[str, EventKind] | Mapping[str, OutcomeKind],
) -> dict[str, str]:
    """Chinese labels that name one thing only, each with the name it stands for."""
    labels = [(thing.labels["zh"], name) for name, thing in named.items() if "zh" in thing.labels]
    told = [label for label, _ in labels]
    return {label: name for label, name in labels if told.count(label) == 1 and label not in named}
