"""From when to when a window reaches around a subject, and which facts touch it."""

from collections.abc import Callable, Mapping

from attrs import frozen

from clausewise.calendar.units import end_of, start_of
from clausewise.calendar.workdays import Calendar
from clausewise.model.facts import Fact
from clausewise.model.policy import WindowTerms
from clausewise.plan.verdict import Subject
from clausewise.plan.windows import NoReach, Reach, Service, Whole, Workdays
from clausewise.values.temporal import DAY, Date, DateTime, DaysDuration, MonthsDuration, Time
from clausewise.values.truth import Truth, all_of

MIDNIGHT = Time(0)


@frozen
class Extent:
    """Days from `first` to `last`, both included; None is open.

    `since` and `until` narrow it to moments, where the window is measured in hours.
    """

    first: Date | None
    last: Date | None
    since: DateTime | None = None
    until: DateTime | None = None
    sure: tuple[Date, Date] | None = None
    unknown: tuple[str, ...] = ()
    """Where it is not known how far the window reaches: the days that are surely in it, and why."""

    @property
    def by_days(self) -> bool:
        """Whether a fact belongs to it as soon as its day lies within."""
        return self.since is None and self.sure is None

    def touches(self, fact: Fact) -> tuple[Truth, tuple[str, ...]]:
        """Whether a fact whose day lies within belongs to it; null, and the names, where unknown."""
        if self.since is not None and self.until is not None:
            if fact.at is None:
                return self.since.date <= fact.date <= self.until.date, ()
            return self.since <= fact.at <= self.until, ()
        if self.sure is not None and not self.sure[0] <= fact.date <= self.sure[1]:
            return None, self.unknown
        return True, ()


@frozen
class Bounds:
    """A subject's own stretch of days, and what its windows are measured by."""

    first: Date
    last: Date
    at: DateTime | None
    hired: Date | None
    calendar: Calendar


def bounds_of(subject: Subject, hired: Date | None, calendar: Calendar) -> Bounds:
    """A unit's days; or the day that counts, and the fact's moment where that is its day."""
    if subject.unit is not None:
        return Bounds(subject.unit.first, subject.unit.last, None, hired, calendar)
    fact = subject.fact
    at = fact.at if fact is not None and fact.date == subject.date else None
    return Bounds(subject.date, subject.date, at, hired, calendar)


def extent_of(
    terms: WindowTerms, reach: Reach | NoReach | None, subject: Subject, bounds: Bounds
) -> Extent:
    """The days, or moments, that a window covers; `reach` is None for a rule's own window.

    Where the reach is not decided, or a year's calendar not announced, the window is as wide as it
    may be, and says so.
    """
    if terms.direction == "overlapping":
        return Extent(None, None)
    if terms.direction == "own" or reach is None:
        if subject.unit is not None:
            return Extent(bounds.first, bounds.last)
        return Extent(start_of("month", subject.date), end_of("month", subject.date))
    if isinstance(reach, NoReach):
        return _cut(terms, bounds, None, None, (reach.written,))
    if isinstance(reach, DaysDuration) and reach.nanoseconds % DAY:
        return _hours(terms, reach, bounds)
    if isinstance(reach, Workdays):
        return _workdays(terms, reach, bounds)
    backwards, onwards = _DAYS[type(reach)]
    return _cut(terms, bounds, backwards(reach, bounds), onwards(reach, bounds))


def _cut(
    terms: WindowTerms,
    bounds: Bounds,
    first: Date | None,
    last: Date | None,
    unknown: tuple[str, ...] = (),
) -> Extent:
    """Only what lies before, or after, the subject, and always the subject itself."""
    return Extent(
        bounds.first if terms.direction == "after" else first,
        bounds.last if terms.direction == "before" else last,
        sure=(bounds.first, bounds.last) if unknown else None,
        unknown=unknown,
    )


def _workdays(terms: WindowTerms, reach: Workdays, bounds: Bounds) -> Extent:
    first = bounds.calendar.back(bounds.first, reach.count)
    last = bounds.calendar.add_workdays(bounds.last.plus_days(-1), reach.count)
    wanted = {"before": first, "after": last}.get(terms.direction, first and last)
    if wanted is not None:
        return _cut(terms, bounds, first, last)
    # Far enough that no workday is lost, whatever is announced.
    farthest = 7 * reach.count + 31
    return _cut(
        terms,
        bounds,
        bounds.first.plus_days(-farthest),
        bounds.last.plus_days(farthest),
        ("calendar",),
    )


def _hours(terms: WindowTerms, reach: DaysDuration, bounds: Bounds) -> Extent:
    opens = bounds.at or DateTime.of(bounds.first, MIDNIGHT)
    closes = bounds.at or DateTime.of(bounds.last.plus_days(1), MIDNIGHT).plus(-1)
    since = opens if terms.direction == "after" else opens.plus(-reach.nanoseconds)
    until = closes if terms.direction == "before" else closes.plus(reach.nanoseconds)
    # A clocking in the small hours has the day before as its date.
    return Extent(since.date.plus_days(-1), until.date, since, until)


_Edge = Callable[..., Date | None]
_DAYS: Mapping[type, tuple[_Edge, _Edge]] = {
    DaysDuration: (
        lambda reach, b: b.first.plus_days(-(reach.nanoseconds // DAY)),
        lambda reach, b: b.last.plus_days(reach.nanoseconds // DAY),
    ),
    MonthsDuration: (
        lambda reach, b: b.first.plus_months(-reach.months),
        lambda reach, b: b.last.plus_months(reach.months),
    ),
    Whole: (
        lambda reach, b: start_of(reach.unit, b.first, b.hired) or b.first,
        lambda reach, b: end_of(reach.unit, b.last, b.hired) or b.last,
    ),
    Service: (lambda _reach, _bounds: None, lambda _reach, _bounds: None),
}


def overlap(fact: Fact, first: Date, last: Date) -> tuple[Truth, tuple[str, ...]]:
    """Whether a fact's own `from` and `to` touch the days; null, and the names, where unknown."""
    starts, ends = _end_day(fact, "from"), _end_day(fact, "to")
    truth = all_of(
        [None if starts is None else starts <= last, None if ends is None else ends >= first]
    )
    if truth is not None:
        return truth, ()
    unknown = (("from", starts), ("to", ends))
    return None, tuple(f"{fact.kind}.{name}" for name, day in unknown if day is None)


def own_stretch(subject: Subject) -> tuple[Date, Date]:
    """The subject's unit; or its fact's own from and to; or its day."""
    if subject.unit is not None:
        return subject.unit.first, subject.unit.last
    fact = subject.fact
    starts = _end_day(fact, "from") if fact is not None else None
    ends = _end_day(fact, "to") if fact is not None else None
    return starts or subject.date, ends or starts or subject.date


def _end_day(fact: Fact, name: str) -> Date | None:
    """The day of a fact's `from` or `to`; times of day are those of the fact's own day."""
    value = fact.record[name]
    if isinstance(value, DateTime):
        return value.date
    if isinstance(value, Time):
        return fact.date
    return value if isinstance(value, Date) else None
