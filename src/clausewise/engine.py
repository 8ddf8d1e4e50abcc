"""The whole road: policies into plans; a plan, a roster, facts and a period into answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from clausewise.execution.execute import execute, inquiries
from clausewise.execution.feeds import Feeds
from clausewise.execution.horizon import horizons, reaches_back_to
from clausewise.execution.inquiry import Inquiry
from clausewise.execution.known import Known
from clausewise.execution.person import Person
from clausewise.execution.run import Run
from clausewise.execution.subjects import employed
from clausewise.execution.trace import traces
from clausewise.feel.interpret import value_of
from clausewise.feel.limits import LimitReached
from clausewise.model.facts import Days, Employee, Fact, Ledger, Roster
from clausewise.model.ruling import Account, Answer, Finding, Ruling
from clausewise.model.setting import Setting
from clausewise.model.vocabulary import SETTLED, WAIVER
from clausewise.plan.plan import Plan
from clausewise.plan.trace import Trace
from clausewise.plan.verdict import Verdict
from clausewise.review import Plans, check_policies, read_plans
from clausewise.settle.settle import Settled, Terms, settle, settled_as_outcomes
from clausewise.source.diagnostic import Remark
from clausewise.values.temporal import Date
from clausewise.values.types import Record


def derive_with(plan: Plan) -> Callable[[str, Record], Record]:
    """How the derived fields of a fact are worked out."""

    def derive(kind: str, record: Record) -> Record:
        for name, core in plan.derived.get(kind, {}).items():
            try:
                record[name] = value_of(core, record)
            except LimitReached:
                record[name] = None
        return record

    return derive


def zone_of(plans: Sequence[Plan]) -> ZoneInfo:
    """The company's time zone: its first handbook's."""
    return ZoneInfo(plans[0].handbook.time_zone)


def evaluate(
    plans: Sequence[Plan],
    roster: Roster,
    ledger: Ledger,
    setting_of: Callable[[Plan], Setting],
) -> Answer:
    """The answers of all handbooks together, in the order in which they are written out.

    Pure: the same plans, roster, facts and settings give the same answer, whatever the order of
    the facts.  `setting_of` gives the period, as-of and calendar for each handbook.
    """
    rulings: list[Ruling] = []
    findings: list[Finding] = []
    used: set[str] = set()
    notes: list[Remark] = []
    inside: set[str] = set()
    for plan in plans:
        evaluation = _Evaluation(plan, roster, ledger.facts, setting_of(plan))
        evaluation.run_all()
        rulings += evaluation.rulings
        findings += evaluation.findings
        used |= evaluation.used
        inside |= evaluation.inside()
        notes += evaluation.notes()
    outside = sum(fact.id not in used and fact.id not in inside for fact in ledger.facts)
    in_use = sum(fact.id in used for fact in ledger.facts)
    account = Account(
        read=ledger.read,
        used=in_use,
        unused=len(ledger.facts) - in_use - outside,
        superseded=ledger.superseded,
        duplicate=ledger.duplicates,
        outside=outside,
        rejected=len(ledger.rejected),
    )
    strangers = sorted(
        {fact.employee for fact in ledger.facts if fact.employee and fact.employee not in roster}
    )
    if strangers:
        shown = ", ".join(strangers[:10]) + (" …" if len(strangers) > 10 else "")
        notes.append(Remark("CW601", {"count": str(len(strangers)), "employees": shown}))
    return Answer(
        rulings=tuple(sorted(rulings, key=_place)),
        findings=tuple(sorted(findings, key=_place)),
        rejected=ledger.rejected,
        account=account,
        notes=tuple(note for at, note in enumerate(notes) if note not in notes[:at]),
    )


@frozen
class Inquest:
    """One employee before one handbook: what was answered, and how far each rule came."""

    plan: Plan
    rulings: tuple[Ruling, ...]
    findings: tuple[Finding, ...]
    traces: tuple[Trace, ...]


def inquests(
    plans: Sequence[Plan],
    employee: Employee,
    ledger: Ledger,
    setting_of: Callable[[Plan], Setting],
) -> tuple[Inquest, ...]:
    """The same rulings and findings as `evaluate` has of the employee, with the traces of all
    rules about everything of theirs in the period."""
    found: list[Inquest] = []
    for plan in plans:
        evaluation = _Evaluation(plan, {employee.id: employee}, ledger.facts, setting_of(plan))
        own = [fact for fact in evaluation.seen if fact.employee in (None, employee.id)]
        told: list[Trace] = []

        def listen(
            layer: Sequence[Inquiry],
            person: Person,
            told: list[Trace] = told,
            evaluation: _Evaluation = evaluation,
        ) -> None:
            told += traces(layer, person, evaluation.run, evaluation.horizons)

        evaluation.ask(employee, own, listen)
        rulings = tuple(sorted(evaluation.rulings, key=_place))
        findings = tuple(sorted(evaluation.findings, key=_place))
        found.append(Inquest(plan, rulings, findings, tuple(told)))
    return tuple(found)


Listener = Callable[[Sequence[Inquiry], Person], None]


def _nobody(layer: Sequence[Inquiry], person: Person) -> None:
    """Nobody listens."""


def _place(answer: Ruling | Finding) -> tuple[str, int, str, str]:
    """Company first, then by employee, date, rule, id."""
    return answer.employee or "", answer.date.ordinal, answer.rule, answer.id


class _Evaluation:
    """One handbook's rules asked of everybody in one setting."""

    def __init__(self, plan: Plan, roster: Roster, facts: Sequence[Fact], setting: Setting) -> None:
        self.plan = plan
        self.roster = roster
        self.setting = setting
        self.facts = facts
        self.seen = [fact for fact in facts if fact.date <= setting.as_of]
        self.waivers = _waivers(self.seen)
        self.company_kinds = {k.name for k in plan.vocabulary.events.values() if k.company}
        feeds = Feeds(
            completeness=setting.completeness,
            period=setting.period,
            spans=_spans(self.seen),
            daily=frozenset(k.name for k in plan.vocabulary.events.values() if k.daily),
            calendar=setting.calendar,
        )
        self.run = Run(plan, setting, feeds)
        self.horizons = horizons(self.run)
        self.layers = inquiries(self.run, self.horizons)
        self.rulings: list[Ruling] = []
        self.findings: list[Finding] = []
        self.used: set[str] = set()
        self.told: dict[str, str] = {}

    def run_all(self) -> None:
        """Employee by employee, and the company last: it is told of what they brought about."""
        by_employee: dict[str, list[Fact]] = {}
        shared: list[Fact] = []
        for fact in self.seen:
            if fact.employee is None:
                shared.append(fact)
            elif fact.employee in self.roster:
                by_employee.setdefault(fact.employee, []).append(fact)
        company: list[Fact] = [*shared]
        for id_ in sorted(self.roster):
            settled = self.ask(self.roster[id_], [*by_employee.get(id_, ()), *shared])
            company += (fact for fact in settled.facts if fact.employee is None)
        if company:
            self.ask(None, company)

    def ask(
        self, employee: Employee | None, facts: list[Fact], listen: Listener = _nobody
    ) -> Settled:
        """All layers for one employee: what is settled in one is fact for the next.

        `listen` is told of each layer and of the person as that layer is asked about them.
        """
        own = None if employee is None else employee.id
        outcomes = self.plan.vocabulary.outcomes
        known_as = (fact for fact in facts if fact.kind == SETTLED)
        decided = [one for one in settled_as_outcomes(known_as) if one.kind in outcomes]
        given = [*decided, *(fact for fact in facts if fact.kind in outcomes)]
        base = Known([*facts, *decided])
        terms = Terms(
            handbook=self.plan.handbook,
            digest=self.plan.digest,
            once={
                rule.once: self.run.reach_of(rule.once)
                for rule in self.plan.rules
                if rule.once is not None
            },
            first=self.setting.period.first,
            hired=None if employee is None else employee.hired,
            settled=tuple(decided),
            waivers=(*self.waivers.get(None, ()), *self.waivers.get(own, ())),
        )
        verdicts: list[Verdict] = []
        settled = settle((), terms)
        person = Person(employee, base, self.run.feeds.dawn(facts), self.told)
        for layer in self.layers:
            listen(layer, person)
            more = list(execute(layer, person, self.run, self.horizons))
            if more:
                verdicts += more
                settled = settle(verdicts, terms)
                known = base.joined(_by_kind([*given, *_of(settled, own)]))
                self.told.update(settled.told)
                person = evolve(person, known=known)
        self.rulings += filter(self.is_reported, settled.rulings)
        self.findings += filter(self.is_reported, settled.findings)
        self.used |= person.used | settled.used
        return settled

    def is_reported(self, answer: Ruling | Finding) -> bool:
        """Dated in the period; or pending, and about a fact of it or a unit that touches it.

        A pending finding is dated by its fact's day or its unit's last one.
        """
        period = self.setting.period
        if answer.status == "pending" and answer.period is not None:
            return answer.date >= period.first and self.starts(answer) <= period.last
        return period.first <= answer.date <= period.last

    def starts(self, answer: Ruling | Finding) -> Date:
        first, _ = self.run.stretch_of(answer.period or "")
        return first

    def inside(self) -> set[str]:
        """Ids of the facts that are about somebody whom this handbook concerns, and seen."""
        concerned: dict[tuple[str, int], bool] = {}
        found: set[str] = set()
        former = any(rule.former for rule in self.plan.rules)
        for fact in self.seen:
            employee = self.roster.get(fact.employee or "")
            if fact.employee is None:
                found.add(fact.id)
            elif employee is not None and employed(employee, fact.date, former):
                record = employee.on(fact.date)
                key = (employee.id, id(record))
                if key not in concerned:
                    concerned[key] = self.run.concerns(record, fact.date)
                if concerned[key]:
                    found.add(fact.id)
        return found

    def notes(self) -> Iterable[Remark]:
        """What a reader of the answers should know of the run."""
        if not self.setting.completeness.stated:
            wanted = {kind for rule in self.plan.rules for kind in rule.needs}
            wanted |= {
                rule.expect.fact
                for rule in self.plan.rules
                if rule.expect is not None and rule.expect.fact is not None
            }
            for kind in sorted(wanted):
                span = self.run.feeds.spans.get(kind)
                if span is None:
                    yield Remark("CW603", {"kind": kind})
                else:
                    days = {"first": str(span.first), "last": str(span.last)}
                    yield Remark("CW602", {"kind": kind, **days})
        reach = min(
            (
                reaches_back_to(rule, self.horizons[rule.id].asked, self.run)
                for rule in self.plan.rules
            ),
            default=self.setting.period.first,
        )
        earliest = min((fact.date for fact in self.seen), default=None)
        if earliest is not None and reach < earliest and reach < self.setting.period.first:
            yield Remark(
                "CW604",
                {
                    "handbook": self.plan.handbook.name,
                    "wanted": str(reach),
                    "first": str(earliest),
                },
            )
        for parameter in self.plan.parameters.values():
            if parameter.review_by is not None and parameter.review_by < self.setting.period.last:
                blanks = {"name": parameter.name, "day": str(parameter.review_by)}
                yield Remark("CW386", blanks)


def _spans(facts: Iterable[Fact]) -> Mapping[str, Days]:
    """From the first to the last date of each kind."""
    days: dict[str, set[Date]] = {}
    for fact in facts:
        days.setdefault(fact.kind, set()).add(fact.date)
    return {kind: Days(min(found), max(found)) for kind, found in days.items()}


def _of(settled: Settled, own: str | None) -> Iterator[Fact]:
    """The rulings that the same employee's later rules read: not those of the company."""
    return (fact for fact in settled.facts if fact.employee == own)


def _waivers(facts: Iterable[Fact]) -> Mapping[str | None, list[Fact]]:
    """Those that name a rule by their employee; those that name a ruling under None."""
    found: dict[str | None, list[Fact]] = {}
    for fact in facts:
        if fact.kind == WAIVER:
            whose = fact.employee if fact.record["ruling"] is None else None
            found.setdefault(whose, []).append(fact)
    return found


def _by_kind(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.kind, []).append(fact)
    return grouped


__all__ = [
    "Inquest",
    "Plans",
    "check_policies",
    "derive_with",
    "evaluate",
    "inquests",
    "read_plans",
    "zone_of",
]
