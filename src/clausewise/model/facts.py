"""What is known of a month: employees, facts, and the rows that could not be facts."""

from collections.abc import Mapping

from attrs import field, frozen

from clausewise.values.temporal import Date, DateTime
from clausewise.values.types import Record


@frozen
class Place:
    """Where a row stood: a file (as the user named it) and its line or row, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@frozen
class Fact:
    """Something that happened, or a ruling read as such.

    `record` is the fact as expressions see it: the kind's fields (derived ones and defaults
    worked out, a missing one None) and id, kind, employee, date, at, note.
    `at` is None where only the day is known. `defaulted` names the fields that a default filled.
    A ruling read as a fact has as `root` the subject of the fact it came from, and, where it is
    not sure to stand, as `doubt` the names that were missing.
    """

    id: str
    kind: str
    employee: str | None
    date: Date
    at: DateTime | None
    record: Record = field(repr=False)
    place: Place = field(eq=False, repr=False)
    defaulted: frozenset[str] = frozenset()
    root: str = ""
    doubt: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int, str]:
        """Oldest first: by day, by moment (a day alone before all moments of it), by id."""
        return self.date.ordinal, self.at.moment if self.at is not None else -1, self.id

    @property
    def came_from(self) -> str:
        """The subject that this fact is, or that the ruling it is came from."""
        return self.root or self.id


@frozen
class Rejected:
    """An input row that could not be a fact: where it stood, the message's code and its blanks."""

    place: Place
    code: str
    blanks: Mapping[str, str]
    field: str | None = None
    value: str | None = None


@frozen
class EmployeeRow:
    """An employee as the roster has them from a day on (None: from the beginning)."""

    since: Date | None
    record: Record


@frozen
class Employee:
    """One employee's history, oldest row first. `left` is the last day, included."""

    id: str
    rows: tuple[EmployeeRow, ...]

    def on(self, day: Date) -> Record:
        """The row in force on that day; the earliest row for a day before all."""
        chosen = self.rows[0]
        for row in self.rows[1:]:
            if row.since is not None and row.since <= day:
                chosen = row
        return chosen.record

    @property
    def hired(self) -> Date | None:
        hired: Date | None = self.rows[-1].record.get("hired")
        return hired

    @property
    def left(self) -> Date | None:
        left: Date | None = self.rows[-1].record.get("left")
        return left


Roster = Mapping[str, Employee]


@frozen
class Ledger:
    """All that was read: facts that count, and what became of every other row.

    `read` counts rows; read = facts + superseded + duplicates + rejected.
    """

    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...] = ()
    superseded: int = 0
    duplicates: int = 0

    @property
    def read(self) -> int:
        return len(self.facts) + self.superseded + self.duplicates + len(self.rejected)


@frozen
class Days:
    """A stretch of days, both included."""

    first: Date
    last: Date
