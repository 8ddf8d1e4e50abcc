"""Whom a rule is asked about."""

from collections.abc import Mapping

from attrs import field, frozen

from clausewise.execution.known import Known
from clausewise.model.facts import Employee
from clausewise.values.temporal import Date


@frozen
class Person:
    """An employee with what is known of them; or the company, without one.

    `dawn` is the first day of which anything is known; `told` names the finding that tells of a
    ruling which is not sure to stand."""

    employee: Employee | None
    known: Known
    dawn: Date
    told: Mapping[str, str] = field(factory=dict)
    used: set[str] = field(factory=set, eq=False, repr=False)
    """Ids of the facts that some rule was asked about or read."""

    @property
    def id(self) -> str | None:
        return None if self.employee is None else self.employee.id
