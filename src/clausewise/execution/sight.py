"""What the expressions of a rule see of a subject, and what of it was missing."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

from attrs import evolve

from clausewise.execution.extents import Extent, bounds_of, extent_of, overlap, own_stretch
from clausewise.execution.person import Person
from clausewise.execution.run import Run
from clausewise.execution.scope import Maker, RuleScope
from clausewise.feel.core import Core
from clausewise.feel.interpret import Inner, Scope, value_of
from clausewise.feel.missing import missing_in
from clausewise.model.facts import Fact
from clausewise.plan.plan import ReadPlan, RulePlan
from clausewise.plan.verdict import Subject
from clausewise.values.temporal import Date
from clausewise.values.truth import Truth
from clausewise.values.types import Record

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Sight:
    """One rule's view within one run: what does not hang on the subject is worked out once."""

    def __init__(self, rule: RulePlan, run: Run) -> None:
        self.rule = rule
        self.run = run
        self.reaches = {read.name: run.reach(read.window) for read in rule.reads}
        self.makers: dict[str, Maker] = {**run.makers}
        self.makers["schedule"] = self._schedule
        self.makers |= {name: _value_maker(core) for name, core in rule.lets.items()}
        self.makers |= {read.name: self._list_maker(read) for read in rule.reads}

    def scope(
        self, subject: Subject, person: Person, each: Mapping[str, Any], everything: bool
    ) -> RuleScope:
        """The names of one subject, with the elements of `each`.

        `everything`: the reading in which all facts that are in doubt belong to the lists.
        """
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

    def dated(self, subject: Subject, person: Person) -> Subject | None:
        """The subject at the day that counts; None where that is not known yet."""
        if self.rule.date is None:
            return subject
        scope = self.scope(subject, person, {}, everything=False)
        day = value_of(self.rule.date, scope)
        return evolve(subject, date=day) if isinstance(day, Date) else None

    def elements(self, scope: RuleScope) -> list[dict[str, Any]] | None:
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
            extent = self.extent(read, subject, person)
            candidates = known.between(read.kinds, extent.first, extent.last)
            touching = [] if extent.by_days else [extent.touches(fact) for fact in candidates]
        return self.chosen(candidates, touching, read.kinds, read.where, scope)

    def chosen(
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
                truth = truth_of(where, inner)
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

    def extent(self, read: ReadPlan, subject: Subject, person: Person) -> Extent:
        hired = None if person.employee is None else person.employee.hired
        bounds = bounds_of(subject, hired, self.run.setting.calendar)
        return extent_of(read.window, self.reaches[read.name], subject, bounds)

    def missing(self, cores: Sequence[Core], scope: RuleScope) -> tuple[str, ...]:
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


def truth_of(core: Core, scope: Scope) -> Truth:
    """What is neither true nor false is not known."""
    value = value_of(core, scope)
    return value if isinstance(value, bool) else None


def _value_maker(core: Core) -> Maker:
    return lambda scope: value_of(core, scope)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
