"""How far a rule came about a subject: the conditions it was asked, and the one where it stopped."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

from clausewise.model.facts import Fact
from clausewise.plan.plan import RulePlan
from clausewise.plan.verdict import Subject
from clausewise.values.temporal import Date, DateTime

Stop = Literal["undated", "not in force", "outside", "no element", "when", "met", "endless", "none"]
"""Where a rule stopped: its `date` is not known; another day's version; `scope`; `each` is empty;
a condition of `when`; what was expected came in time; a calculation does not end; nowhere, and
what then follows is in the rulings and findings."""


@frozen
class Comparison:
    """A comparison that a condition hangs on: `name` should have been `operator` `bound`.

    Both as written; `value` and `limit` are what they came to, as `shown`, null for missing;
    `kinds` the FEEL values themselves, for how far apart they are.
    """

    name: str
    operator: str
    bound: str
    value: Any
    limit: Any
    kinds: tuple[Any, Any]


@frozen
class Condition:
    """A condition, what it came to, the comparisons that decided it, and what it is made of.

    `value` is True, False or None.  `parts`: names and fields it reads, with their values.
    """

    written: str
    at: str
    say: Mapping[str, str]
    value: Any
    comparisons: tuple[Comparison, ...]
    parts: Mapping[str, Any]


@frozen
class Trace:
    """How far one rule came about one subject.  `asked` are the conditions in order, the last one
    that at which it stopped; `due` until when something was expected, `came` what came in time."""

    rule: RulePlan
    subject: Subject
    each: tuple[str, ...]
    stop: Stop
    asked: tuple[Condition, ...] = ()
    due: Date | DateTime | None = None
    came: Fact | None = None

    @property
    def failed(self) -> Condition | None:
        """The condition at which it stopped."""
        return self.asked[-1] if self.stop in ("outside", "when") else None

    @property
    def day(self) -> Date:
        """The day it was due, else the day that counts."""
        if self.due is None:
            return self.subject.date
        return self.due.date if isinstance(self.due, DateTime) else self.due

    def touches(self, day: Date) -> bool:
        """Whether it is about the day: the fact's own, that of the ruling, or one of the unit."""
        unit = self.subject.unit
        if unit is not None:
            return unit.first <= day <= unit.last or self.day == day
        return day in (self.day, self.subject.date, self.subject.own_day)
