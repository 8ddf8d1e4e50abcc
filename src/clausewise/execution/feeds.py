"""Whether what is missing would be there: how far each feed of facts is complete."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from clausewise.calendar.workdays import Calendar
from clausewise.execution.known import Known
from clausewise.model.completeness import Completeness
from clausewise.model.facts import Days, Fact
from clausewise.values.temporal import Date


@frozen
class Feeds:
    """`spans`: from the first to the last date that any fact of a kind has, whoever's it is.

    `daily`: kinds with a fact for each employee and workday.
    """

    completeness: Completeness
    period: Days
    spans: Mapping[str, Days]
    daily: frozenset[str]
    calendar: Calendar

    def dawn(self, facts: Iterable[Fact]) -> Date:
        """The first day of which anything is known of somebody with these facts.

        What others' facts say is known of everybody only where nothing was declared.
        """
        days = [self.period.first, *(fact.date for fact in facts)]
        if self.completeness.stated:
            declared = self.completeness.ranges.values()
            days += (one.first for one in declared if one is not None)
        else:
            days += (span.first for span in self.spans.values())
        return min(days)

    def gaps(
        self, kind: str, first: Date, last: Date, near: bool, known: Known
    ) -> tuple[Date, ...] | None:
        """None where the feed is known from `first` to `last`; else the days without data.

        `near`: the days belong to a unit or fact that touches the period, or to what such a one
        reads; these a declaration without a range covers.  The days of a feed that has no fact for
        each day are given by their ends.
        """
        if first > last:
            return None
        known_days = self._known_days(kind, first, last, near)
        if known_days is not None and known_days.first <= first and last <= known_days.last:
            return None
        if kind in self.daily:
            return self._days_without(kind, first, last, known_days, known) or None
        return (first,) if first == last else (first, last)

    def _known_days(self, kind: str, first: Date, last: Date, near: bool) -> Days | None:
        """The days for which the feed is said to be complete, or counts as such."""
        declared = self.completeness.declared(kind)
        if declared == "period":
            return Days(first, last) if near else self.period
        if declared is None and not self.completeness.stated:
            return self.spans.get(kind)
        return declared

    def _days_without(
        self, kind: str, first: Date, last: Date, known_days: Days | None, known: Known
    ) -> tuple[Date, ...]:
        """The workdays without a fact; days of a year not announced count as workdays."""
        days = (first.plus_days(n) for n in range(last.ordinal - first.ordinal + 1))
        return tuple(
            day
            for day in days
            if not (known_days is not None and known_days.first <= day <= known_days.last)
            and self.calendar.is_workday(day) is not False
            and not known.has(kind, day)
        )
