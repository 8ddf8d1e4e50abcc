"""One rule asked about one subject: does it hold, and what would follow."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from attrs import evolve, field, frozen

from clausewise.execution.evidence import because_of, ways_of
from clausewise.execution.extents import Extent, bounds_of, extent_of, overlap, own_stretch
from clausewise.execution.known import Known
from clausewise.execution.run import Run
from clausewise.execution.scope import Maker, RuleScope
from clausewise.feel.core import All, Core, Name, Path
from clausewise.feel.interpret import Inner, Scope, value_of
from clausewise.feel.limits import LimitReached
from clausewise.feel.missing import missing_in
from clausewise.model.facts import Days, Employee, Fact
from clausewise.plan.plan import (
    ExpectPlan,
    FieldPlan,
    OutcomePlan,
    ReadPlan,
    RulePlan,
    TextPlan,
    WordsPlan,
)
from clausewise.plan.verdict import OutcomeVerdict, Subject, Verdict
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration
from clausewise.values.text import feel_string
from clausewise.values.truth import Truth, all_of
from clausewise.values.types import Record

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@frozen
class Person:
    """Whom a rule is asked about: an employee with what is known of them, or the company.

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


@frozen
class Due:
    """What was expected, and how it stands."""

    state: str
    fact: Fact | None
    due: Date | DateTime
    delay: DaysDuration | None

    @property
    def day(self) -> Date:
        return self.due.date if isinstance(self.due, DateTime) else self.due


class Inquiry:
    """One rule within one run: what does not hang on the subject is worked out once."""

    def __init__(self, rule: RulePlan, run: Run, near: Days) -> None:
        self.rule = rule
        self.run = run
        self.near = near
        self.reaches = {read.name: run.reach(read.window) for read in rule.reads}
        self.ways = ways_of(rule)
        # As one conjunction: a name that one condition finds missing is told with the others'.
        cores = tuple(one.core for one in rule.when)
        self.conditions = [All(cores, span=rule.span)] if cores else []
        self.makers: dict[str, Maker] = {**run.makers}
        self.makers["schedule"] = self._schedule
        self.makers |= {name: _value_maker(core) for name, core in rule.lets.items()}
        self.makers |= {read.name: self._list_maker(read) for read in rule.reads}

    # asking

    def ask(self, subject: Subject, person: Person) -> Iterator[Verdict]:
        """A verdict for each combination of `each`; none where the rule is not asked.

        Verdicts that will be read by a person, being of the period, carry their working.  Where a
        calculation would not end, the verdict is undetermined for want of it.
        """
        try:
            yield from self._ask(subject, person)
        except LimitReached as limit:
            place = limit.span.text if limit.span is not None else limit.code
            yield self._undetermined(subject, (" ".join(place.split()),))

    def _ask(self, subject: Subject, person: Person) -> Iterator[Verdict]:
        dated = self._dated(subject, person)
        if dated is None or not self.rule.effective.holds(dated.date):
            return
        subject = dated
        scope = self._scope(subject, person, {}, everything=False)
        inside = self._inside(scope) if person.employee is not None else True
        if inside is False:
            return
        if subject.fact is not None:
            person.used.add(subject.fact.id)
        doubt = {*(subject.fact.doubt if subject.fact is not None else ())}
        if inside is None:
            doubt.update(self._missing(self.rule.scopes, scope))
        if self._unannounced(subject):
            doubt.add("calendar")
        if not self.rule.each:
            yield from self._ask_once(subject, person, {}, doubt, (scope, None))
            return
        yield from self._ask_each(subject, person, doubt, scope)

    def _ask_each(
        self, subject: Subject, person: Person, doubt: set[str], scope: RuleScope
    ) -> Iterator[Verdict]:
        """Once for each combination of elements, also for those that there may be."""
        certain = self._elements(scope)
        possible = certain
        if scope.doubts and certain is not None:
            possible = self._elements(self._scope(subject, person, {}, everything=True))
        if certain is None or possible is None:
            cores = [core for _, core in self.rule.each]
            missing = {*scope.doubts, *doubt, *self._missing(cores, scope)}
            pending = self._open_window(subject, person)
            if pending is None:
                yield self._undetermined(subject, tuple(sorted(missing)))
            else:
                yield self._verdict(subject, {}, "pending", due=pending, date=subject.own_day)
            return
        for own in [*certain, *(one for one in possible if one not in certain)]:
            scopes = tuple(
                self._scope(subject, person, own, everything) if own in elements else None
                for elements, everything in ((certain, False), (possible, True))
            )
            for inner in scopes:
                if inner is not None:
                    inner.doubts |= scope.doubts
            yield from self._ask_once(subject, person, own, doubt, (scopes[0], scopes[1]))

    def _elements(self, scope: RuleScope) -> list[dict[str, Any]] | None:
        """The combinations of the elements of `each`, every one once; None where one list is null."""
        lists = [value_of(core, scope) for _, core in self.rule.each]
        if any(elements is None for elements in lists):
            return None
        names = [name for name, _ in self.rule.each]
        found: list[dict[str, Any]] = []
        for elements in product(*(_as_list(elements) for elements in lists)):
            own = dict(zip(names, elements, strict=True))
            if own not in found:
                found.append(own)
        return found

    def _dated(self, subject: Subject, person: Person) -> Subject | None:
        """The subject at the day that counts; None where that is not known yet."""
        if self.rule.date is None:
            return subject
        scope = self._scope(subject, person, {}, everything=False)
        day = value_of(self.rule.date, scope)
        return evolve(subject, date=day) if isinstance(day, Date) else None

    def _ask_once(
        self,
        subject: Subject,
        person: Person,
        each: Mapping[str, Any],
        doubt: set[str],
        scopes: tuple[RuleScope | None, RuleScope | None],
    ) -> Iterator[Verdict]:
        """The verdict on one subject.  `doubt` names what is missing to know that it is one.

        `scopes`: the readings without and with all doubtful facts; None where there is no such
        element in that reading, the second also where it is wanted only if facts are in doubt.
        """
        nothing = self._verdict(subject, each, "nothing")
        none, every = scopes
        scope = none or every
        assert scope is not None
        pending = self._open_window(subject, person)
        if pending is not None:
            if all_of(_truth(one.core, scope) for one in self.rule.when if one.standing) is False:
                return
            yield self._verdict(subject, each, "pending", due=pending, date=subject.own_day)
            return
        verdict = nothing if none is None else self._answer(subject, person, none, each)
        read = list(scope.read.values())
        if scope.doubts:
            if every is None and not each:
                every = self._scope(subject, person, each, everything=True)
            other = nothing if every is None else self._answer(subject, person, every, each)
            read += () if every is None else every.read.values()
            if _says(other) != _says(verdict):
                verdict, scope = self._in_doubt((verdict, none), (other, every))
        for facts in read:
            person.used.update(fact.id for fact in facts)
        if doubt and verdict.state in _STANDING:
            own = () if verdict.incomplete_feed else verdict.missing
            missing = tuple(sorted({*doubt, *own}))
            verdict = evolve(verdict, state="undetermined", missing=missing, incomplete_feed=False)
        if verdict.state == "nothing":
            return
        if self.run.reports(verdict.date):
            verdict = evolve(
                verdict, because=because_of(self.rule, self.ways, verdict, scope, self.run)
            )
        yield verdict

    def _in_doubt(
        self,
        none: tuple[Verdict, RuleScope | None],
        every: tuple[Verdict, RuleScope | None],
    ) -> tuple[Verdict, RuleScope]:
        """Two answers that differ: undetermined, with whichever ruling there would be."""
        states = ("pending",), _STANDING
        chosen = next(
            (one for wanted in states for one in (none, every) if one[0].state in wanted), every
        )
        verdict, scope = chosen
        assert scope is not None
        if verdict.state == "pending":
            return verdict, scope
        missing: set[str] = set()
        for other, seen in (none, every):
            missing |= seen.doubts if seen is not None else set()
            if not other.incomplete_feed:
                missing.update(other.missing)
        return evolve(
            verdict,
            state="undetermined",
            missing=tuple(sorted(missing)),
            by=None,
            due=None,
            incomplete_feed=False,
        ), scope

    def _answer(
        self, subject: Subject, person: Person, scope: RuleScope, each: Mapping[str, Any]
    ) -> Verdict:
        """What the rule says in one reading of the doubtful facts."""
        rule = self.rule
        holds: Truth = True
        for condition in rule.when:
            truth = _truth(condition.core, scope)
            if truth is False:
                return self._verdict(subject, each, "nothing")
            holds = holds and truth
        missing = () if holds else self._missing(self.conditions, scope)
        date = subject.date
        if rule.expect is not None:
            due = self._expected(rule.expect, subject, person, scope)
            if not isinstance(due, Due):
                names = tuple(sorted({*missing, *due}))
                scope["expected"] = Record("expected")
                by, _ = self._exception(scope)
                if by is not None:
                    return self._verdict(subject, each, "excepted", date=subject.own_day, by=by)
                return self._undetermined(subject, names, each, subject.own_day, scope)
            if rule.date is None:
                date = due.day
            if due.state == "met":
                return self._verdict(subject, each, "nothing", date=date)
            if due.state == "pending":
                return self._verdict(subject, each, "pending", due=due.due, date=subject.own_day)
            scope["expected"] = _expected_record(due)
            if due.fact is not None:
                scope.read["expected"] = [due.fact]
        by, unsure = self._exception(scope)
        if by is not None:
            return self._verdict(subject, each, "excepted", date=date, by=by)
        if unsure:
            missing = tuple(sorted({*missing, *self._missing(unsure, scope)}))
            holds = None
        gaps = self._gaps(subject, person, scope)
        if holds is None:
            return self._undetermined(subject, missing, each, date, scope)
        if gaps:
            verdict = self._undetermined(subject, tuple(sorted(gaps)), each, date, scope)
            return evolve(verdict, incomplete_feed=True)
        return self._verdict(
            subject, each, "holds", date=date, outcomes=tuple(self._outcomes(scope))
        )

    def _exception(self, scope: RuleScope) -> tuple[Mapping[str, Any] | None, list[Core]]:
        """The exception that holds; or those of which it is not known whether they do."""
        unsure: list[Core] = []
        for exemption in self.rule.unless:
            truth = _truth(exemption.condition, scope)
            if truth is True:
                by = {"clause": list(exemption.clauses), "because": dict(exemption.because)}
                return by, []
            if truth is None:
                unsure.append(exemption.condition)
        return None, unsure

    def _verdict(
        self, subject: Subject, each: Mapping[str, Any], state: Any, **parts: Any
    ) -> Verdict:
        date = parts.pop("date", subject.date)
        texts = tuple(feel_string(element) or "null" for element in each.values())
        return Verdict(self.rule, subject, date, state, texts, **parts)

    def _undetermined(
        self,
        subject: Subject,
        missing: Sequence[str],
        each: Mapping[str, Any] | None = None,
        date: Date | None = None,
        scope: RuleScope | None = None,
    ) -> Verdict:
        """With the outcomes there would be, for the rules that read them."""
        outcomes = () if scope is None else tuple(self._outcomes(scope))
        return self._verdict(
            subject,
            each or {},
            "undetermined",
            date=date or subject.date,
            missing=tuple(missing),
            outcomes=outcomes,
        )

    def _unannounced(self, subject: Subject) -> bool:
        """Whether nobody can say yet if the day asked about is a workday."""
        unit = subject.unit
        if unit is None or unit.kind != "workday":
            return False
        return self.run.setting.calendar.is_workday(unit.first) is None

    def _inside(self, scope: RuleScope) -> Truth:
        return all_of(_truth(core, scope) for core in self.rule.scopes)

    # what expressions see

    def _scope(
        self, subject: Subject, person: Person, each: Mapping[str, Any], everything: bool
    ) -> RuleScope:
        values: dict[str, Any] = {**each}
        values[" subject"], values[" person"] = subject, person
        if person.employee is not None:
            values["employee"] = person.employee.on(subject.date)
        else:
            values["employee"] = Record("employee")
        if subject.fact is not None:
            values["subject"] = subject.fact.record
            trigger = self.rule.trigger
            for kind in getattr(trigger, "kinds", ()):
                values[kind] = None
            values[subject.fact.kind] = subject.fact.record
            values["period"] = Record("period")
        else:
            values["period"] = values["subject"] = self._period(subject)
        return RuleScope(values, self.makers, everything)

    def _period(self, subject: Subject) -> Record:
        unit = subject.unit
        assert unit is not None
        key = (unit.kind, unit.first, unit.last, unit.index)
        found = self.run.periods.get(key)
        if found is None:
            days = [
                unit.first.plus_days(n) for n in range(unit.last.ordinal - unit.first.ordinal + 1)
            ]
            workdays = self.run.setting.calendar.workdays(unit.first, unit.last)
            found = Record(
                "period",
                {
                    "start": unit.first,
                    "end": unit.last,
                    "days": days,
                    "workdays": None if workdays is None else list(workdays),
                    "index": Decimal(unit.index),
                },
            )
            if unit.kind == "week":
                found.update(zip(_WEEKDAYS, days, strict=True))
            self.run.periods[key] = found
        return found

    def _schedule(self, scope: RuleScope) -> Record | None:
        return self.run.schedule_on(scope[" subject"].date)

    def _list_maker(self, read: ReadPlan) -> Maker:
        def make(scope: RuleScope) -> list[Record]:
            facts = self._facts(read, scope)
            scope.read[read.name] = facts
            return [fact.record for fact in facts]

        return make

    def _facts(self, read: ReadPlan, scope: RuleScope) -> list[Fact]:
        subject, person = scope[" subject"], scope[" person"]
        known = person.known
        if read.window.direction == "overlapping":
            first, last = own_stretch(subject)
            candidates = known.of(read.kinds)
            touching = [overlap(fact, first, last) for fact in candidates]
        else:
            extent = self._extent(read, subject, person)
            candidates = known.between(read.kinds, extent.first, extent.last)
            touching = [] if extent.by_days else [extent.touches(fact) for fact in candidates]
        return self._chosen(candidates, touching, read.kinds, read.where, scope)

    def _chosen(
        self,
        candidates: Sequence[Fact],
        touching: Sequence[tuple[Truth, tuple[str, ...]]],
        kinds: Sequence[str],
        where: Core | None,
        scope: RuleScope,
    ) -> list[Fact]:
        """Those that surely belong; in the reading that takes everything, the doubtful too.

        Of several kinds, the names of those that a candidate is not are null.
        """
        chosen: list[Fact] = []
        others: dict[str, Any] = dict.fromkeys(kinds) if len(kinds) > 1 else {}
        for place, fact in enumerate(candidates):
            touches, unknown = touching[place] if touching else (True, ())
            if touches is False:
                continue
            doubt = {*fact.doubt, *unknown}
            if where is not None:
                inner = Inner({**others, fact.kind: fact.record}, scope)
                truth = _truth(where, inner)
                if truth is False:
                    continue
                if truth is None:
                    doubt.update(missing_in(where, inner, self._origin(scope)))
            if doubt:
                scope.doubts |= doubt
                if not scope.everything:
                    continue
            chosen.append(fact)
        return chosen

    def _extent(self, read: ReadPlan, subject: Subject, person: Person) -> Extent:
        hired = None if person.employee is None else person.employee.hired
        bounds = bounds_of(subject, hired, self.run.setting.calendar)
        return extent_of(read.window, self.reaches[read.name], subject, bounds)

    # what is not due yet

    def _open_window(self, subject: Subject, person: Person) -> Date | DateTime | None:
        """The day on which the subject's unit, or a window after it, ends past the as-of date."""
        rule, as_of = self.rule, self.run.setting.as_of
        ends: list[Date | DateTime] = []
        if subject.unit is not None and rule.date is None and rule.expect is None:
            ends.append(subject.unit.last)
        elif rule.date is not None and rule.expect is None:
            ends.append(subject.date)
        for read in rule.reads:
            if read.window.direction == "after":
                extent = self._extent(read, subject, person)
                if extent.last is not None:
                    ends.append(extent.until or extent.last)
        latest = max(ends, key=_day_of, default=None)
        return latest if latest is not None and _day_of(latest) > as_of else None

    def _expected(
        self, expect: ExpectPlan, subject: Subject, person: Person, scope: RuleScope
    ) -> Due | tuple[str, ...]:
        """How what was expected stands; or the names that were missing to say so."""
        due = self._due(expect, subject, scope)
        if isinstance(due, tuple):
            return due
        as_of = self.run.setting.as_of
        if expect.done is not None:
            done = value_of(expect.done, scope)
            # A day after as-of that is noted down already is known all the same.
            if isinstance(done, Date | DateTime):
                return Due("met" if _by(done, due) else "late", None, due, _delay(done, due))
            return Due("pending" if _day_of(due) > as_of else "missing", None, due, None)
        opens = self._opens(expect, subject, scope)
        if isinstance(opens, tuple):
            return opens
        assert expect.fact is not None
        candidates = [
            fact
            for fact in person.known.between((expect.fact,), _day_of(opens), None)
            if fact is not subject.fact and _from(fact, opens)
        ]
        found = self._chosen(candidates, [], (expect.fact,), expect.where, scope)
        if found:
            first = found[0]
            moment = _moment(first)
            state = "met" if _by(moment, due) else "late"
            return Due(state, first, due, _delay(moment, due))
        return Due("pending" if _day_of(due) > as_of else "missing", None, due, None)

    def _due(
        self, expect: ExpectPlan, subject: Subject, scope: RuleScope
    ) -> Date | DateTime | tuple[str, ...]:
        core = expect.due or expect.within
        assert core is not None
        value = value_of(core, scope)
        if expect.within is not None and isinstance(value, DaysDuration | MonthsDuration):
            start = self._start(subject) if subject.unit is None else subject.unit.last
            if isinstance(value, MonthsDuration):
                return start.plus_months(value.months)
            if isinstance(start, DateTime):
                return start.plus(value.nanoseconds)
            days, rest = divmod(value.nanoseconds, 86_400_000_000_000)
            return start.plus_days(days + (1 if rest else 0))
        if isinstance(value, Date | DateTime):
            return value
        return self._missing([core], scope)

    def _opens(
        self, expect: ExpectPlan, subject: Subject, scope: RuleScope
    ) -> Date | DateTime | tuple[str, ...]:
        if expect.opens is None:
            return self._start(subject)
        value = value_of(expect.opens, scope)
        return value if isinstance(value, Date | DateTime) else self._missing([expect.opens], scope)

    def _start(self, subject: Subject) -> Date | DateTime:
        """The subject's moment, or its day; a unit's first day."""
        if subject.unit is not None:
            return subject.unit.first
        assert subject.fact is not None
        return subject.fact.at or subject.fact.date

    # what must be known

    def _gaps(self, subject: Subject, person: Person, scope: RuleScope) -> dict[str, list[Date]]:
        """The feeds that are not complete where the rule rules on something missing."""
        rule, feeds = self.rule, self.run.feeds
        gaps: dict[str, list[Date]] = {}
        wanted: list[tuple[str, Date | None, Date | None]] = []
        for kind in rule.needs:
            windows = [
                self._extent(read, subject, person)
                if read.window.direction != "overlapping"
                else Extent(*own_stretch(subject))
                for read in rule.reads
                if kind in read.kinds
            ]
            if not windows:
                windows = [Extent(*own_stretch(subject))]
            wanted.extend((kind, extent.first, extent.last) for extent in windows)
        expected = scope.get("expected")
        if expected is not None and rule.expect is not None and rule.expect.fact is not None:
            opens = self._opens(rule.expect, subject, scope)
            if expected["state"] == "missing" and not isinstance(opens, tuple):
                wanted.append((rule.expect.fact, _day_of(opens), _day_of(expected["due"])))
        near = self._is_near(subject)
        for kind, first, last in wanted:
            begins, ends = self._employed(person, first, last)
            found = feeds.gaps(kind, begins, ends, near, person.known)
            if found is not None:
                gaps.setdefault(kind, []).extend(found)
        if gaps:
            scope[" gaps"] = gaps
        return gaps

    def _is_near(self, subject: Subject) -> bool:
        """Whether the subject touches the period, or what a subject that does reads of it."""
        if subject.unit is not None:
            return subject.unit.first <= self.near.last and self.near.first <= subject.unit.last
        return self.near.first <= subject.own_day <= self.near.last

    def _employed(self, person: Person, first: Date | None, last: Date | None) -> tuple[Date, Date]:
        """The days from `first` to `last` on which data can be asked for: known, and employed."""
        setting = self.run.setting
        begins, ends = first or person.dawn, last or setting.as_of
        ends = min(ends, setting.as_of)
        employee = person.employee
        if employee is not None and employee.hired is not None:
            begins = max(begins, employee.hired)
        if employee is not None and not self.rule.former:
            ends = min(ends, employee.left or ends)
        return begins, ends

    # what follows

    def _outcomes(self, scope: RuleScope) -> Iterator[OutcomeVerdict]:
        for outcome in self.rule.outcomes:
            holds = True if outcome.when is None else _truth(outcome.when, scope)
            if holds is not False:
                yield self._outcome(outcome, holds, scope)

    def _outcome(self, outcome: OutcomePlan, holds: Truth, scope: RuleScope) -> OutcomeVerdict:
        unknown: list[Core] = []
        if holds is None and outcome.when is not None:
            unknown.append(outcome.when)
        amount = None
        if outcome.amount is not None:
            amount = value_of(outcome.amount, scope)
            if not isinstance(amount, Decimal):
                amount = None
                unknown.append(outcome.amount)
        fields: dict[str, Any] = {}
        for name, plan, optional in outcome.fields:
            value, nulls = _filled(plan, scope)
            if nulls and not (optional and _may_be_left_out(plan)):
                unknown.extend(nulls)
            elif value is not None:
                fields[name] = value
        missing = self._missing(unknown, scope) if unknown else ()
        return OutcomeVerdict(outcome, None if unknown else True, amount, fields, missing)

    # what was missing

    def _missing(self, cores: Sequence[Core], scope: RuleScope) -> tuple[str, ...]:
        """The names for want of which these came out null."""
        origin = self._origin(scope)
        names: set[str] = set()
        for core in cores:
            names.update(missing_in(core, scope, origin))
        return tuple(sorted(names))

    def _origin(self, scope: Scope) -> Callable[[str], tuple[str, ...] | None]:
        def origin(name: str) -> tuple[str, ...] | None:
            if name in self.run.plan.parameters:
                return (name,)
            core = self.rule.lets.get(name) or self.run.plan.definitions.get(name)
            if core is not None:
                return missing_in(core, scope, origin)
            for own, elements in self.rule.each:
                if own == name:
                    return missing_in(elements, scope, origin)
            return None

        return origin


_STANDING = frozenset({"holds", "undetermined"})


def _says(verdict: Verdict) -> tuple[Any, ...]:
    """What a verdict comes to: the same for two that a reader could not tell apart."""
    if verdict.state in ("nothing", "excepted"):
        return ("nothing",)
    outcomes = tuple(
        (one.plan.place, one.holds, one.amount, tuple(one.fields.items()))
        for one in verdict.outcomes
    )
    if verdict.state == "undetermined":
        return "undetermined", verdict.missing, verdict.incomplete_feed
    return verdict.state, str(verdict.date), str(verdict.due), outcomes


def _truth(core: Core, scope: Scope) -> Truth:
    """What is neither true nor false is not known."""
    value = value_of(core, scope)
    return value if isinstance(value, bool) else None


def _value_maker(core: Core) -> Maker:
    return lambda scope: value_of(core, scope)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _filled(plan: FieldPlan, scope: RuleScope) -> tuple[Any, list[Core]]:
    """A field's value, and the expressions that came out null."""
    if isinstance(plan, WordsPlan):
        return list(plan.words), []
    if not isinstance(plan, TextPlan):
        value = value_of(plan, scope)
        return value, [] if value is not None else [plan]
    texts, nulls = [], []
    for piece in plan.pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        value = value_of(piece, scope)
        if value is None:
            nulls.append(piece)
        else:
            texts.append(feel_string(value) or "")
    return (None if nulls else "".join(texts)), nulls


def _may_be_left_out(plan: FieldPlan) -> bool:
    """An optional text that is one path is left out; so is any optional field of another type.

    What was called or picked from a list is no path: where a table has no row, that is undetermined.
    """
    if not isinstance(plan, TextPlan):
        return True
    base = plan.pieces[0] if plan.path_only else None
    while isinstance(base, Path):
        base = base.base
    return isinstance(base, Name)


def _expected_record(due: Due) -> Record:
    return Record(
        "expected",
        {
            "state": due.state,
            "fact": None if due.fact is None else due.fact.record,
            "due": due.due,
            "delay": due.delay,
        },
    )


def _day_of(moment: Date | DateTime) -> Date:
    return moment.date if isinstance(moment, DateTime) else moment


def _moment(fact: Fact) -> Date | DateTime:
    return fact.date if fact.at is None else fact.at


def _by(done: Date | DateTime, due: Date | DateTime) -> bool:
    """Inclusive; where one of the two is a day alone, both are compared by their days."""
    if isinstance(done, DateTime) and isinstance(due, DateTime):
        return done <= due
    return _day_of(done) <= _day_of(due)


def _from(fact: Fact, opens: Date | DateTime) -> bool:
    if fact.at is not None and isinstance(opens, DateTime):
        return opens <= fact.at
    return _day_of(opens) <= (fact.date if fact.at is None else fact.at.date)


def _delay(done: Date | DateTime, due: Date | DateTime) -> DaysDuration | None:
    """How long after the due moment; by whole days where one of them is a day alone."""
    if isinstance(done, DateTime) and isinstance(due, DateTime):
        return DaysDuration(done.moment - due.moment)
    return DaysDuration.of(days=_day_of(done).ordinal - _day_of(due).ordinal)
