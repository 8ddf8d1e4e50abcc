"""One rule made ready to be asked: what it sees, its expressions typed, its windows understood."""

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import evolve, frozen

from clausewise.calendar.units import UnitKind
from clausewise.feel.core import Core, names_in, paths_in
from clausewise.feel.environment import Environment
from clausewise.model.policy import OnFact, Read, Rule
from clausewise.plan.from_outcome import cores_of, outcome_plan
from clausewise.plan.kinds import Kinds
from clausewise.plan.names import Names
from clausewise.plan.plan import (
    ConditionPlan,
    ExemptionPlan,
    ExpectPlan,
    OnKinds,
    PerUnit,
    ReadPlan,
    RulePlan,
)
from clausewise.plan.surroundings import PERIOD, RESERVED, SCHEDULE, STATE, WEEK
from clausewise.plan.telling import Telling
from clausewise.plan.unwritten import unwritten
from clausewise.plan.windows import NoReach, Reach, Service, Whole, meant_by, reach_of
from clausewise.source.span import Passage, Span
from clausewise.values.temporal import parse_duration
from clausewise.values.types import ANY, BOOLEAN, DATE, DAYS, ContextOf, ListOf, Type


def rule_plan(
    rule: Rule, scopes: tuple[Core, ...], names: Names, kinds: Kinds, telling: Telling
) -> RulePlan:
    """The plan of one rule; `scopes` are the handbook's and the policy's."""
    return _Rule(rule, names, kinds, telling).plan(scopes)


@frozen
class _Rule:
    """One rule, and all that it may speak of."""

    rule: Rule
    names: Names
    kinds: Kinds
    telling: Telling

    def plan(self, scopes: tuple[Core, ...]) -> RulePlan:
        rule, read = self.rule, self.telling.expression
        own_scope = read(rule.scope, self.names.environment, BOOLEAN)
        environment = self.around_subject()
        environment = environment.with_names(
            {one.name: ListOf(self.kinds.one_of(one.kinds)) for one in rule.reads}
        )
        each, environment = self.each(environment)
        lets, environment = self.lets(environment)
        reads = tuple(self.read(one, environment) for one in rule.reads)
        self.check_circles(reads, lets)
        listed = frozenset(one.name for one in reads)
        when = tuple(
            ConditionPlan(core, condition.say, not _reads_facts(core, lets, listed))
            for condition in rule.when
            if (core := read(condition.check, environment, BOOLEAN)) is not None
        )
        expect = self.expectation(environment)
        if expect is not None:
            environment = environment.with_names({"expected": self.expected_type(expect)})
        unless = tuple(
            ExemptionPlan(core, one.clauses, one.because)
            for one in rule.unless
            if (core := read(one.condition, environment, BOOLEAN)) is not None
        )
        outcomes = tuple(
            outcome_plan(outcome, place, environment, self.kinds, self.telling)
            for place, outcome in enumerate(rule.outcomes)
        )
        date = read(rule.date, environment, DATE)
        self.check_needs()
        cores = [
            *(one.where for one in reads),
            *(core for _, core in each),
            *lets.values(),
            *(one.core for one in when),
            *(one.condition for one in unless),
            *(core for outcome in outcomes for core in cores_of(outcome)),
            *_cores_of_expectation(expect),
            date,
        ]
        known = [core for core in cores if core is not None]
        used = self.names_used(known)
        return RulePlan(
            id=rule.id,
            clauses=rule.clauses,
            title=rule.title,
            trigger=OnKinds(rule.trigger.kinds)
            if isinstance(rule.trigger, OnFact)
            else PerUnit(cast(UnitKind, rule.trigger.unit)),
            scopes=scopes if own_scope is None else (*scopes, own_scope),
            date=date,
            former=rule.former,
            each=tuple(each),
            reads=reads,
            lets=lets,
            when=when,
            expect=expect,
            needs=tuple(kind for kind, _ in rule.needs),
            unless=unless,
            overrides=tuple(name for name, _ in rule.overrides),
            once=self.once(),
            outcomes=outcomes,
            effective=rule.effective,
            paths=self.paths_read(known, used),
            parameters=tuple(sorted(name for name in used if name in self.names.parameters)),
            span=rule.span,
            override_spans=tuple(span for _, span in rule.overrides),
            allow=rule.allow,
        )

    # what it sees

    def around_subject(self) -> Environment:
        """The handbook's names, and what the rule sees of its subject."""
        environment, trigger = self.names.environment, self.rule.trigger
        if isinstance(trigger, OnFact):
            self.kinds.check(trigger.kinds, trigger.spans, self.telling)
            subject = self.kinds.records(trigger.kinds)
            subject |= {"subject": self.kinds.one_of(trigger.kinds), "schedule": SCHEDULE}
            self.check_own_names(subject)
            environment = _lenient(environment, self.kinds.has_all(trigger.kinds))
            aliases = self.kinds.labels(trigger.kinds)
            return environment.with_names(subject).with_aliases(aliases)
        period = WEEK if trigger.unit == "week" else PERIOD
        subject = {"period": period, "subject": period, "schedule": SCHEDULE}
        self.check_own_names(subject)
        return environment.with_names(subject)

    def check_own_names(self, subject: Mapping[str, Type]) -> None:
        names, seen = self.names, dict[str, Span]()
        shared = {*names.parameters, *names.definitions, *names.functions}
        own = [
            *(read.name for read in self.rule.reads),
            *(name for name, _ in (*self.rule.each, *self.rule.lets)),
        ]
        for name in own:
            span = self.rule.name_spans.get(name, self.rule.span)
            if name in RESERVED or name in subject:
                self.telling.tell(span, "CW397", name=name)
            elif name in shared:
                self.telling.tell(span, "CW374", name=name)
            elif name in seen:
                self.telling.tell(span, "CW398", seen[name], name=name)
            seen.setdefault(name, span)

    def each(self, environment: Environment) -> tuple[list[tuple[str, Core]], Environment]:
        found: list[tuple[str, Core]] = []
        for name, passage in self.rule.each:
            core = self.telling.expression(passage, environment)
            element = core.type.element if core and isinstance(core.type, ListOf) else ANY
            environment = environment.with_names({name: element})
            if core is not None:
                found.append((name, core))
        return found, environment

    def lets(self, environment: Environment) -> tuple[dict[str, Core], Environment]:
        found: dict[str, Core] = {}
        for name, passage in self.rule.lets:
            core = self.telling.expression(passage, environment)
            environment = environment.with_names({name: ANY if core is None else core.type})
            if core is not None:
                found[name] = core
        return found, environment

    def read(self, read: Read, environment: Environment) -> ReadPlan:
        self.kinds.check(read.kinds, read.kind_spans, self.telling)
        terms = read.window
        if terms.direction not in ("own", "overlapping"):
            self.check_window(terms.length, terms.span or read.span)
        inner = _lenient(environment, self.kinds.has_all(read.kinds))
        inner = inner.with_names(self.kinds.records(read.kinds))
        inner = inner.with_aliases(self.kinds.labels(read.kinds))
        where = self.telling.expression(read.where, inner, BOOLEAN)
        return ReadPlan(read.name, read.kinds, terms, where)

    def check_circles(self, reads: tuple[ReadPlan, ...], lets: Mapping[str, Core]) -> None:
        """`where` may read the rule's own names, as long as none of them waits for itself."""
        own: dict[str, frozenset[str]] = {name: names_in(core) for name, core in lets.items()}
        own |= {one.name: names_in(one.where) for one in reads if one.where is not None}
        for name in own:
            path = _way_back(name, own)
            if path:
                span = self.rule.name_spans.get(name, self.rule.span)
                self.telling.tell(span, "CW396", name=name, cycle=" → ".join(path))
                return

    def check_window(self, written: str, span: Span) -> Reach | NoReach:
        parameters = self.names.parameters
        fixed = {name: one.values[0].value for name, one in parameters.items() if not one.dated}
        dated = frozenset(name for name in parameters if name not in fixed)
        reach = reach_of(written, fixed, dated)
        # A parameter that is not decided yet may still be decided for a run.
        undecided = (
            isinstance(reach, NoReach) and reach.written in fixed and fixed[reach.written] is None
        )
        if isinstance(reach, NoReach) and not undecided:
            place = _part(span, reach.written)
            near = meant_by(reach.written, fixed)
            if reach.code == "CW377":
                self.telling.tell(place, reach.code, name=reach.written)
            elif near is None:
                self.telling.tell(place, reach.code, written=reach.written)
            else:
                self.telling.tell(place, "CW364", written=reach.written, nearest=near)
        return reach

    def check_needs(self) -> None:
        wanted = self.rule.needs
        self.kinds.check((kind for kind, _ in wanted), (span for _, span in wanted), self.telling)
        for kind, span in wanted:
            if kind in self.kinds.vocabulary.outcomes:
                self.telling.tell(span, "CW385", name=kind)

    def once(self) -> str | None:
        if self.rule.once is None:
            return None
        written, span = self.rule.once
        reach = self.check_window(written, span)
        if not isinstance(reach, Whole | Service | NoReach):
            self.telling.tell(span, "CW376", written=written)
        return written

    # what should come

    def expectation(self, environment: Environment) -> ExpectPlan | None:
        expect, read = self.rule.expect, self.telling.expression
        if expect is None:
            return None
        inner = environment
        if expect.fact is not None:
            named = (expect.fact,)
            self.kinds.check(named, (expect.fact_span or expect.span,), self.telling)
            inner = _lenient(environment, self.kinds.has_all(named))
            inner = inner.with_names(self.kinds.records(named))
            inner = inner.with_aliases(self.kinds.labels(named))
        return ExpectPlan(
            fact=expect.fact,
            where=read(expect.where, inner, BOOLEAN),
            opens=read(expect.opens, environment),
            done=read(expect.done, environment),
            due=read(expect.due, environment),
            within=read(_as_duration(expect.within), environment),
        )

    def expected_type(self, expect: ExpectPlan) -> Type:
        known = expect.fact is not None and expect.fact in self.kinds
        fact = self.kinds.record(expect.fact or "") if known else ANY
        return ContextOf({"state": STATE, "fact": fact, "due": ANY, "delay": DAYS}, "expected")

    # what it reads

    def names_used(self, cores: Iterable[Core]) -> frozenset[str]:
        """All names read, through definitions."""
        definitions = self.names.definitions
        waiting = [name for core in cores for name in names_in(core)]
        used: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in used:
                used.add(name)
                if name in definitions:
                    waiting.extend(names_in(definitions[name]))
        return frozenset(used)

    def paths_read(self, cores: Iterable[Core], used: frozenset[str]) -> frozenset[tuple[str, str]]:
        definitions = self.names.definitions
        everything = [*cores, *(definitions[name] for name in used if name in definitions)]
        return frozenset(path for core in everything for path in paths_in(core))


def _lenient(environment: Environment, known: bool) -> Environment:
    """Where a kind is not there, its name is told; that expressions speak of it then only follows."""
    return environment if known else evolve(environment, closed=False)


def _way_back(name: str, own: Mapping[str, frozenset[str]]) -> list[str]:
    """The names from one back to itself; [] where it does not wait for itself."""
    ways = [[name]]
    seen = set[str]()
    while ways:
        way = ways.pop(0)
        for other in sorted(own.get(way[-1], ())):
            if other == name:
                return [*way, name]
            if other in own and other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def _reads_facts(core: Core, lets: Mapping[str, Core], listed: frozenset[str]) -> bool:
    """Whether an expression reads lists of facts, itself or through the rule's own names."""
    waiting, seen = list(names_in(core)), set[str]()
    while waiting:
        name = waiting.pop()
        if name in listed:
            return True
        if name in lets and name not in seen:
            seen.add(name)
            waiting.extend(names_in(lets[name]))
    return False


def _part(span: Span, word: str) -> Span:
    """Where a word stands within a text; the whole text where it is not in it as written."""
    place = span.text.find(word)
    if place < 0:
        return span
    return Span(span.source, span.start + place, span.start + place + len(word))


def _as_duration(passage: Passage | None) -> Passage | None:
    """`within: PT24H` is written as a plain duration; as FEEL it is `duration("PT24H")`."""
    if passage is None or parse_duration(passage.text.strip()) is None:
        return passage
    return unwritten(f'duration("{passage.text.strip()}")', passage.span)


def _cores_of_expectation(expect: ExpectPlan | None) -> tuple[Core | None, ...]:
    if expect is None:
        return ()
    return (expect.where, expect.opens, expect.done, expect.due, expect.within)
