"""What was due, by when, and whether it was done."""

from attrs import frozen

from clausewise.execution.person import Person
from clausewise.execution.scope import RuleScope
from clausewise.execution.sight import Sight
from clausewise.feel.interpret import value_of
from clausewise.model.facts import Fact
from clausewise.plan.plan import ExpectPlan
from clausewise.plan.verdict import Subject
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration
from clausewise.values.types import Record


@frozen
class Due:
    """What was expected, and how it stands: `state` is met, late, missing or pending."""

    state: str
    fact: Fact | None
    due: Date | DateTime
    delay: DaysDuration | None

    @property
    def day(self) -> Date:
        return day_of(self.due)


def standing(
    expect: ExpectPlan, subject: Subject, person: Person, scope: RuleScope, sight: Sight
) -> Due | tuple[str, ...]:
    """How what was expected stands; or the names that were missing to say so."""
    due = due_of(expect, subject, scope, sight)
    if isinstance(due, tuple):
        return due
    as_of = sight.run.setting.as_of
    if expect.done is not None:
        done = value_of(expect.done, scope)
        # A day after as-of that is noted down already is known all the same.
        if isinstance(done, Date | DateTime):
            return Due("met" if _by(done, due) else "late", None, due, _delay(done, due))
        return Due("pending" if day_of(due) > as_of else "missing", None, due, None)
    opens = opens_of(expect, subject, scope, sight)
    if isinstance(opens, tuple):
        return opens
    assert expect.fact is not None
    candidates = [
        fact
        for fact in person.known.between((expect.fact,), day_of(opens), None)
        if fact is not subject.fact and _from(fact, opens)
    ]
    found = sight.chosen(candidates, [], (expect.fact,), expect.where, scope)
    if found:
        first = found[0]
        moment = _moment(first)
        state = "met" if _by(moment, due) else "late"
        return Due(state, first, due, _delay(moment, due))
    return Due("pending" if day_of(due) > as_of else "missing", None, due, None)


def due_of(
    expect: ExpectPlan, subject: Subject, scope: RuleScope, sight: Sight
) -> Date | DateTime | tuple[str, ...]:
    """The day or moment until which it is due; or the names that were missing to say so."""
    core = expect.due or expect.within
    assert core is not None
    value = value_of(core, scope)
    if expect.within is not None and isinstance(value, DaysDuration | MonthsDuration):
        start = _start(subject) if subject.unit is None else subject.unit.last
        if isinstance(value, MonthsDuration):
            return start.plus_months(value.months)
        if isinstance(start, DateTime):
            return start.plus(value.nanoseconds)
        days, rest = divmod(value.nanoseconds, 86_400_000_000_000)
        return start.plus_days(days + (1 if rest else 0))
    if isinstance(value, Date | DateTime):
        return value
    return sight.missing([core], scope)


def opens_of(
    expect: ExpectPlan, subject: Subject, scope: RuleScope, sight: Sight
) -> Date | DateTime | tuple[str, ...]:
    """From when it counts; or the names that were missing to say so."""
    if expect.opens is None:
        return _start(subject)
    value = value_of(expect.opens, scope)
    return value if isinstance(value, Date | DateTime) else sight.missing([expect.opens], scope)


def _start(subject: Subject) -> Date | DateTime:
    """The subject's moment, or its day; a unit's first day."""
    if subject.unit is not None:
        return subject.unit.first
    assert subject.fact is not None
    return subject.fact.at or subject.fact.date


def expected_record(due: Due) -> Record:
    return Record(
        "expected",
        {
            "state": due.state,
            "fact": None if due.fact is None else due.fact.record,
            "due": due.due,
            "delay": due.delay,
        },
    )


def day_of(moment: Date | DateTime) -> Date:
    return moment.date if isinstance(moment, DateTime) else moment


def _moment(fact: Fact) -> Date | DateTime:
    return fact.date if fact.at is None else fact.at


def _by(done: Date | DateTime, due: Date | DateTime) -> bool:
    """Inclusive; where one of the two is a day alone, both are compared by their days."""
    if isinstance(done, DateTime) and isinstance(due, DateTime):
        return done <= due
    return day_of(done) <= day_of(due)


def _from(fact: Fact, opens: Date | DateTime) -> bool:
    if fact.at is not None and isinstance(opens, DateTime):
        return opens <= fact.at
    return day_of(opens) <= (fact.date if fact.at is None else fact.at.date)


def _delay(done: Date | DateTime, due: Date | DateTime) -> DaysDuration | None:
    """How long after the due moment; by whole days where one of them is a day alone."""
    if isinstance(done, DateTime) and isinstance(due, DateTime):
        return DaysDuration(done.moment - due.moment)
    return DaysDuration.of(days=day_of(done).ordinal - day_of(due).ordinal)
