"""What an evaluation answers: rulings, and findings where nothing could or should be ruled."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from attrs import field, frozen

from clausewise.model.facts import Rejected
from clausewise.source.diagnostic import Remark
from clausewise.values.temporal import Date, DateTime

Status = Literal["ruling", "undetermined", "pending", "excepted", "displaced", "waived"]


@frozen
class Step:
    """One step of the arithmetic: an expression, its value as text, and where it stands."""

    expression: str
    value: Any
    at: str


@frozen
class Because:
    """Why: ids of the facts read, named values, parameters as they stood, and the arithmetic.

    `defaults` names the fields whose value the vocabulary supplied.
    """

    facts: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(factory=dict)
    parameters: Mapping[str, Any] = field(factory=dict)
    steps: tuple[Step, ...] = ()
    defaults: tuple[str, ...] = ()


@frozen
class Ruling:
    """What follows from one clause for one subject.

    `employee` is None for a ruling of the company; `period` is the unit asked about, None with `on`.
    `subject` is the id of the fact or the label of the unit that was asked about.
    """

    id: str
    rule: str
    clause: tuple[str, ...]
    handbook: str
    outcome: str
    effect: str
    employee: str | None
    date: Date
    period: str | None
    amount: Decimal | None
    currency: str | None
    fields: Mapping[str, Any]
    because: Because
    policy: str
    subject: str
    note: Mapping[str, str] = field(factory=dict)
    status: Literal["ruling"] = "ruling"


@frozen
class Finding:
    """Why there is no ruling, or why one does not stand.

    undetermined: `missing` names what was not known.  pending: `due` says when it will be.
    excepted, displaced, waived: `by` is the exception's clause and reason, the ruling that stands,
    or the waiver.
    """

    id: str
    status: Status
    rule: str
    clause: tuple[str, ...]
    handbook: str
    employee: str | None
    date: Date
    period: str | None
    because: Because
    policy: str
    subject: str
    missing: tuple[str, ...] = ()
    due: Date | DateTime | None = None
    by: Mapping[str, Any] | None = None
    incomplete_feed: bool = False


@frozen
class Account:
    """What became of each row read; read = the sum of the others."""

    read: int
    used: int
    unused: int
    superseded: int
    duplicate: int
    outside: int
    rejected: int

    @property
    def balanced(self) -> bool:
        parts = (self.used, self.unused, self.superseded, self.duplicate, self.outside)
        return self.read == sum(parts) + self.rejected


@frozen
class Answer:
    """All that an evaluation says, in the order in which it is written out.

    `notes` are remarks on the run: feeds taken as complete, look-back that found no facts,
    a handbook's calendar replaced for this run.
    """

    rulings: tuple[Ruling, ...]
    findings: tuple[Finding, ...]
    rejected: tuple[Rejected, ...]
    account: Account
    notes: tuple[Remark, ...] = ()
