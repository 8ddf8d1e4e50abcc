"""One rule asked about one subject: does it hold, and what would follow."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import evolve

from clausewise.execution.consequences import outcomes_of
from clausewise.execution.deadlines import Due, day_of, due_of, expected_record, standing
from clausewise.execution.evidence import Ways, because_of, ways_of
from clausewise.execution.needs import gaps_of
from clausewise.execution.person import Person
from clausewise.execution.run import Run
from clausewise.execution.scope import RuleScope
from clausewise.execution.sight import Sight, truth_of
from clausewise.feel.core import All, Core, names_in
from clausewise.feel.limits import LimitReached
from clausewise.model.facts import Days
from clausewise.plan.plan import RulePlan
from clausewise.plan.verdict import Subject, Verdict
from clausewise.values.temporal import Date, DateTime
from clausewise.values.text import feel_string
from clausewise.values.truth import Truth, all_of
from clausewise.values.types import Record


class Inquiry:
    """One rule within one run: what does not hang on the subject is worked out once."""

    def __init__(self, rule: RulePlan, run: Run, near: Days) -> None:
        self.rule = rule
        self.run = run
        self.near = near
        self.sight = Sight(rule, run)
        # As one conjunction: a name that one condition finds missing is told with the others'.
        cores = tuple(one.core for one in rule.when)
        self.conditions = [All(cores, span=rule.span)] if cores else []
        # Where the scope reads the roster alone, each of its rows is judged once.
        self.by_row = all(names_in(core) <= {"employee"} for core in rule.scopes)
        self.rows: dict[int, Truth] = {}

    @cached_property
    def ways(self) -> Ways:
        """What can be told of the rule; few rules of a run have anything to tell."""
        return ways_of(self.rule)

    # asking

    def ask(self, subject: Subject, person: Person, asked: Days) -> Iterator[Verdict]:
        """A verdict for each combination of `each`; none where the rule is not asked, or where its
        deadline lies outside the days `asked` for.

        Verdicts that will be read by a person, being of the period, carry their working.  Where a
        calculation would not end, the verdict is undetermined for want of it.
        """
        try:
            yield from self._ask(subject, person, asked)
        except LimitReached as limit:
            place = limit.span.text if limit.span is not None else limit.code
            yield self._undetermined(subject, (" ".join(place.split()),))

    def _ask(self, subject: Subject, person: Person, asked: Days) -> Iterator[Verdict]:
        dated = self.sight.dated(subject, person)
        if dated is None or not self.rule.effective.holds(dated.date):
            return
        subject = dated
        scope = self.sight.scope(subject, person, {}, everything=False)
        inside = self._inside(scope) if person.employee is not None else True
        if inside is False:
            return
        if subject.fact is not None:
            person.used.add(subject.fact.id)
        if self._falls_due_elsewhere(subject, scope, asked):
            return
        doubt = {*(subject.fact.doubt if subject.fact is not None else ())}
        if inside is None:
            doubt.update(self.sight.missing(self.rule.scopes, scope))
        if self._unannounced(subject):
            doubt.add("calendar")
        if not self.rule.each:
            yield from self._ask_once(subject, person, {}, doubt, (scope, None))
            return
        yield from self._ask_each(subject, person, doubt, scope)

    def _falls_due_elsewhere(self, subject: Subject, scope: RuleScope, asked: Days) -> bool:
        """Whether neither the subject nor its deadline is of the days asked for: most units that
        are looked at for their deadlines alone, and nothing more need be worked out for these."""
        expect, unit = self.rule.expect, subject.unit
        if expect is None or self.rule.date is not None or self.rule.each:
            return False
        first, last = (subject.date, subject.date) if unit is None else (unit.first, unit.last)
        if first <= asked.last and asked.first <= last:
            return False
        due = due_of(expect, subject, scope, self.sight)
        return not isinstance(due, tuple) and not asked.first <= day_of(due) <= asked.last

    def _ask_each(
        self, subject: Subject, person: Person, doubt: set[str], scope: RuleScope
    ) -> Iterator[Verdict]:
        """Once for each combination of elements, also for those that there may be."""
        certain = self.sight.elements(scope)
        possible = certain
        if scope.doubts and certain is not None:
            possible = self.sight.elements(self.sight.scope(subject, person, {}, everything=True))
        if certain is None or possible is None:
            cores = [core for _, core in self.rule.each]
            missing = {*scope.doubts, *doubt, *self.sight.missing(cores, scope)}
            pending = self._open_window(subject, person)
            if pending is None:
                yield self._undetermined(subject, tuple(sorted(missing)))
            else:
                yield self._verdict(subject, {}, "pending", due=pending, date=subject.own_day)
            return
        for own in [*certain, *(one for one in possible if one not in certain)]:
            scopes = tuple(
                self.sight.scope(subject, person, own, everything) if own in elements else None
                for elements, everything in ((certain, False), (possible, True))
            )
            for inner in scopes:
                if inner is not None:
                    inner.doubts |= scope.doubts
            yield from self._ask_once(subject, person, own, doubt, (scopes[0], scopes[1]))

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
        none, every = scopes
        scope = none or every
        assert scope is not None
        pending = self._open_window(subject, person)
        if pending is not None:
            if all_of(truth_of(one.core, scope) for one in self.rule.when if one.standing) is False:
                return
            yield self._verdict(subject, each, "pending", due=pending, date=subject.own_day)
            return
        verdict = self._answer(subject, person, none, each)
        read = list(scope.read.values())
        if scope.doubts:
            if every is None and not each:
                every = self.sight.scope(subject, person, each, everything=True)
            other = self._answer(subject, person, every, each)
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
        self, subject: Subject, person: Person, scope: RuleScope | None, each: Mapping[str, Any]
    ) -> Verdict:
        """What the rule says in one reading of the doubtful facts; nothing where there is none."""
        rule = self.rule
        if scope is None:
            return Verdict(rule, subject, subject.date, "nothing")
        holds: Truth = True
        for condition in rule.when:
            truth = truth_of(condition.core, scope)
            if truth is False:
                return Verdict(self.rule, subject, subject.date, "nothing")
            holds = holds and truth
        missing = () if holds else self.sight.missing(self.conditions, scope)
        date = subject.date
        if rule.expect is not None:
            due = standing(rule.expect, subject, person, scope, self.sight)
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
            scope["expected"] = expected_record(due)
            if due.fact is not None:
                scope.read["expected"] = [due.fact]
        by, unsure = self._exception(scope)
        if by is not None:
            return self._verdict(subject, each, "excepted", date=date, by=by)
        if unsure:
            missing = tuple(sorted({*missing, *self.sight.missing(unsure, scope)}))
            holds = None
        gaps = gaps_of(subject, person, scope, self.sight, self.near)
        if holds is None:
            return self._undetermined(subject, missing, each, date, scope)
        if gaps:
            verdict = self._undetermined(subject, tuple(sorted(gaps)), each, date, scope)
            return evolve(verdict, incomplete_feed=True)
        return self._verdict(
            subject, each, "holds", date=date, outcomes=tuple(outcomes_of(scope, self.sight))
        )

    def _exception(self, scope: RuleScope) -> tuple[Mapping[str, Any] | None, list[Core]]:
        """The exception that holds; or those of which it is not known whether they do."""
        unsure: list[Core] = []
        for exemption in self.rule.unless:
            truth = truth_of(exemption.condition, scope)
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
        outcomes = () if scope is None else tuple(outcomes_of(scope, self.sight))
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
        row = id(scope["employee"])
        if self.by_row and row in self.rows:
            return self.rows[row]
        truth = all_of(truth_of(core, scope) for core in self.rule.scopes)
        self.rows[row] = truth
        return truth

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
                extent = self.sight.extent(read, subject, person)
                if extent.last is not None:
                    ends.append(extent.until or extent.last)
        latest = max(ends, key=day_of, default=None)
        return latest if latest is not None and day_of(latest) > as_of else None


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
