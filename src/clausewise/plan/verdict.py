"""What execution answers: one rule, one subject, and whether it holds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from attrs import field, frozen

from clausewise.calendar.units import Unit
from clausewise.model.facts import Fact
from clausewise.model.ruling import Because
from clausewise.plan.plan import OutcomePlan, RulePlan
from clausewise.values.temporal import Date, DateTime
from clausewise.values.truth import Truth


@frozen
class Subject:
    """What a rule is asked about: a fact, or an employee in a unit of time.

    `date` is the day that counts: windows, the roster and dated parameters go by it.
    """

    employee: str | None
    date: Date
    fact: Fact | None = None
    unit: Unit | None = None

    @property
    def key(self) -> str:
        """The fact's id, or the unit with its kind."""
        if self.fact is not None:
            return self.fact.id
        assert self.unit is not None
        return f"{self.unit.kind} {self.unit.label}"

    @property
    def root(self) -> str:
        """The same for a fact and for the rulings that came from it."""
        return self.key if self.fact is None else self.fact.came_from

    @property
    def own_day(self) -> Date:
        """The fact's date, or the unit's last day."""
        if self.fact is not None:
            return self.fact.date
        assert self.unit is not None
        return self.unit.last


@frozen
class OutcomeVerdict:
    """One outcome of a rule.  `holds`: its own condition, and whether all it needs is known."""

    plan: OutcomePlan
    holds: Truth
    amount: Decimal | None = None
    fields: Mapping[str, Any] = field(factory=dict)
    missing: tuple[str, ...] = ()


State = Literal["nothing", "holds", "undetermined", "pending", "excepted"]


@frozen
class Verdict:
    """`outcomes` of an undetermined verdict are those it would have, as far as they are known.

    `each` are the elements it was asked with, as text.  `incomplete_feed`: all it lacked was data
    of a feed that is not complete.
    """

    rule: RulePlan
    subject: Subject
    date: Date
    state: State
    each: tuple[str, ...] = ()
    outcomes: tuple[OutcomeVerdict, ...] = ()
    missing: tuple[str, ...] = ()
    due: Date | DateTime | None = None
    by: Mapping[str, Any] | None = None
    incomplete_feed: bool = False
    because: Because = field(factory=Because)

    @property
    def place(self) -> tuple[str, str, tuple[str, ...]]:
        """What it is about, for overrides: employee, root subject, elements."""
        return self.subject.employee or "", self.subject.root, self.each
