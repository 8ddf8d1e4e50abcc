"""Verdicts to rulings and findings: exceptions, overrides, once, waivers, decisions of before."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from clausewise.calendar.units import start_of
from clausewise.model.facts import Fact, Place
from clausewise.model.policy import Handbook
from clausewise.model.ruling import Finding, Ruling, Status
from clausewise.plan.plan import OutcomePlan
from clausewise.plan.verdict import OutcomeVerdict, Verdict
from clausewise.plan.windows import NoReach, Reach, Whole
from clausewise.settle.overrides import Weighed, weigh
from clausewise.values.temporal import Date
from clausewise.values.types import Record

_NOWHERE = Place("", 0)


@frozen
class Terms:
    """What settling goes by: the handbook, decisions of before, waivers, and the first day that is
    ruled on now.  `once` gives the stretch in which a rule holds once, by the words it is written
    in; no reach where they name a parameter that is not decided."""

    handbook: Handbook
    digest: str
    once: Mapping[str, Reach | NoReach]
    first: Date
    hired: Date | None = None
    settled: tuple[Fact, ...] = ()
    waivers: tuple[Fact, ...] = ()


@frozen
class Settled:
    """What stands, what does not and why, and what stands as facts for later rules to read."""

    rulings: tuple[Ruling, ...]
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]
    used: frozenset[str] = field(factory=frozenset)
    """Ids of the waivers and settled rulings that made a difference."""
    told: Mapping[str, str] = field(factory=dict)
    """By the id of a ruling that there may be, that of the finding which tells of it."""


def settle(verdicts: Sequence[Verdict], terms: Terms) -> Settled:
    """The order of the verdicts does not matter."""
    settling = _Settling(terms)
    settling.run(weigh(sorted(verdicts, key=_order)))
    return Settled(
        tuple(settling.rulings),
        tuple(settling.findings),
        tuple(settling.facts),
        frozenset(settling.used),
        settling.told,
    )


def _order(verdict: Verdict) -> tuple[Any, ...]:
    """By day; then in the order of the subjects' own times, ids and elements."""
    fact = verdict.subject.fact
    own = (verdict.subject.own_day.ordinal, -1, "") if fact is None else fact.order
    return verdict.date.ordinal, own, verdict.rule.id, verdict.subject.key, verdict.each


class _Settling:
    """The rulings and findings gathered so far."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.rulings: list[Ruling] = []
        self.findings: list[Finding] = []
        self.facts: list[Fact] = []
        self.used: set[str] = set()
        self.told: dict[str, str] = {}
        self.given_way = {(f.employee, f.kind, start_of("month", f.date)): f for f in terms.settled}
        self.first: dict[tuple[str, Any], Ruling | Fact] = {}

    def run(self, weighed: Iterable[Weighed]) -> None:
        for one in weighed:
            verdict = one.verdict
            if one.by is not None:
                self.displaced(verdict, {"ruling": self.ids_of(one.by)})
            elif verdict.state == "holds":
                self.holds(verdict)
            else:
                self.finding(verdict)

    def holds(self, verdict: Verdict) -> None:
        earlier = self.earlier(verdict)
        if earlier is not None:
            written = verdict.rule.once or ""
            reach = self.terms.once[written]
            if isinstance(reach, NoReach):
                missing = (reach.written,)
                self.finding(evolve(verdict, state="undetermined", missing=missing))
            else:
                self.displaced(verdict, {"ruling": [earlier.id], "once": written})
            return
        stands: Ruling | None = None
        for outcome in verdict.outcomes:
            if outcome.holds is None:
                self.unfinished(verdict, outcome)
                continue
            ruling = self.ruling(verdict, outcome)
            if self.gives_way(ruling):
                continue
            waiver = self.waiver(verdict, ruling)
            if waiver is not None:
                self.waived(verdict, outcome, ruling, waiver)
                continue
            stands = stands or ruling
            self.rulings.append(ruling)
            self.facts.append(_fact_of(ruling, verdict))
        if stands is not None and verdict.rule.once is not None:
            self.first[verdict.rule.id, self.unit(verdict.rule.once, verdict.date)] = stands

    def gives_way(self, ruling: Ruling) -> bool:
        """Whether a decision of before is known in place of a ruling worked out on look-back."""
        if ruling.date >= self.terms.first:
            return False
        month = start_of("month", ruling.date)
        decided = self.given_way.get((ruling.employee, ruling.outcome, month))
        if decided is None:
            return False
        self.used.add(decided.id)
        return True

    # once

    def earlier(self, verdict: Verdict) -> Ruling | Fact | None:
        """What this rule, or a decision of before under its clause, already ruled in the unit."""
        rule = verdict.rule
        if rule.once is None:
            return None
        unit = self.unit(rule.once, verdict.date)
        for fact in self.terms.settled:
            if (
                fact.date <= verdict.date
                and fact.kind in rule.makes
                and fact.record["clause"] in rule.clauses
                and self.unit(rule.once, fact.date) == unit
            ):
                self.used.add(fact.id)
                return fact
        return self.first.get((rule.id, unit))

    def unit(self, written: str, day: Date) -> Date | None:
        match self.terms.once[written]:
            case Whole(unit):
                return start_of(unit, day, self.terms.hired)
            case _:
                return None

    # waivers

    def waiver(self, verdict: Verdict, ruling: Ruling) -> Fact | None:
        """The waiver that names the ruling, or its rule, employee and day."""
        for waiver in self.terms.waivers:
            named, rule = waiver.record["ruling"], waiver.record["rule"]
            if named == ruling.id or (
                named is None
                and rule == ruling.rule
                and waiver.employee == verdict.subject.employee
                and waiver.date == ruling.date
            ):
                self.used.add(waiver.id)
                return waiver
        return None

    def waived(
        self, verdict: Verdict, outcome: OutcomeVerdict, ruling: Ruling, waiver: Fact
    ) -> None:
        by = {
            "waiver": waiver.id,
            "by": waiver.record["by"],
            "reason": waiver.record["reason"],
        }
        finding = self.as_finding(verdict, ruling.id, "waived", by=by)
        self.findings.append(evolve(finding, employee=_whose(verdict, (outcome.plan,))))

    # what the answers are made of

    def ids_of(self, verdict: Verdict) -> list[str]:
        return [self.ruling_id(verdict, one) for one in verdict.outcomes if one.holds]

    def displaced(self, verdict: Verdict, by: Mapping[str, Any]) -> None:
        standing = verdict.outcomes if verdict.state == "holds" else ()
        ids = [self.ruling_id(verdict, one) for one in standing if one.holds]
        for id_ in ids or [self.finding_id(verdict)]:
            self.findings.append(self.as_finding(verdict, id_, "displaced", by=by))

    def finding(self, verdict: Verdict) -> None:
        status = verdict.state
        assert status in ("undetermined", "pending", "excepted")
        self.findings.append(
            evolve(
                self.as_finding(verdict, self.finding_id(verdict), status, by=verdict.by),
                missing=verdict.missing,
                due=verdict.due,
                incomplete_feed=verdict.incomplete_feed,
            )
        )
        if status == "undetermined" and not verdict.incomplete_feed:
            for outcome in verdict.outcomes:
                self.doubtful(verdict, outcome, {*verdict.missing, *outcome.missing})
                self.told[self.ruling_id(verdict, outcome)] = self.finding_id(verdict)

    def unfinished(self, verdict: Verdict, outcome: OutcomeVerdict) -> None:
        """An outcome that cannot be told alone; the rule's others stand."""
        id_ = self.ruling_id(verdict, outcome)
        finding = self.as_finding(verdict, id_, "undetermined")
        whose = _whose(verdict, (outcome.plan,))
        self.findings.append(evolve(finding, missing=outcome.missing, employee=whose))
        self.doubtful(verdict, outcome, outcome.missing)

    def doubtful(self, verdict: Verdict, outcome: OutcomeVerdict, names: Iterable[str]) -> None:
        """A ruling that there may be, for later rules to read as such."""
        ruling = self.ruling(verdict, outcome)
        if not self.gives_way(ruling):
            doubt = tuple(sorted(names))
            self.facts.append(evolve(_fact_of(ruling, verdict), doubt=doubt))

    def as_finding(
        self, verdict: Verdict, id_: str, status: Status, by: Mapping[str, Any] | None = None
    ) -> Finding:
        return Finding(
            id=id_,
            status=status,
            rule=verdict.rule.id,
            clause=verdict.rule.clauses,
            handbook=self.terms.handbook.name,
            employee=_whose(verdict, verdict.rule.outcomes),
            date=verdict.date,
            period=_period(verdict),
            because=verdict.because,
            policy=self.terms.digest,
            subject=verdict.subject.key,
            by=by,
        )

    def ruling(self, verdict: Verdict, outcome: OutcomeVerdict) -> Ruling:
        plan = outcome.plan
        return Ruling(
            id=self.ruling_id(verdict, outcome),
            rule=verdict.rule.id,
            clause=verdict.rule.clauses,
            handbook=self.terms.handbook.name,
            outcome=plan.kind,
            effect=plan.effect,
            employee=None if plan.company else verdict.subject.employee,
            date=verdict.date,
            period=_period(verdict),
            amount=outcome.amount,
            currency=None if outcome.amount is None else self.terms.handbook.currency,
            fields=outcome.fields,
            because=verdict.because,
            policy=self.terms.digest,
            subject=verdict.subject.key,
            note=plan.note,
        )

    def ruling_id(self, verdict: Verdict, outcome: OutcomeVerdict) -> str:
        return self.digest(verdict, outcome.plan.kind, outcome.plan.place)

    def finding_id(self, verdict: Verdict) -> str:
        return self.digest(verdict, "finding", -1)

    def digest(self, verdict: Verdict, outcome: str, place: int) -> str:
        """The same on every run: what it is about, and which of the rule's outcomes it is."""
        parts = [
            self.terms.handbook.name,
            verdict.rule.id,
            verdict.subject.employee,
            verdict.subject.key,
            list(verdict.each),
            outcome,
            place,
        ]
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return "r-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def _whose(verdict: Verdict, outcomes: Sequence[OutcomePlan]) -> str | None:
    """Whom a finding is about: the company where all that would follow is the company's."""
    company = bool(outcomes) and all(one.company for one in outcomes)
    return None if company else verdict.subject.employee


def _period(verdict: Verdict) -> str | None:
    return None if verdict.subject.unit is None else verdict.subject.unit.label


def _fact_of(ruling: Ruling, verdict: Verdict) -> Fact:
    """A ruling as later rules read it.  One of the company tells whose unit or fact it came from."""
    fact, root = verdict.subject.fact, verdict.subject.root
    if ruling.employee != verdict.subject.employee:
        root = f"{verdict.subject.employee} {root}"
    at = fact.at if fact is not None and fact.date == ruling.date else None
    record = Record(
        ruling.outcome,
        {
            **ruling.fields,
            "id": ruling.id,
            "kind": ruling.outcome,
            "employee": ruling.employee,
            "date": ruling.date,
            "at": at,
            "amount": ruling.amount,
            "currency": ruling.currency,
            "rule": ruling.rule,
            "clause": ", ".join(ruling.clause),
        },
    )
    return Fact(
        id=ruling.id,
        kind=ruling.outcome,
        employee=ruling.employee,
        date=ruling.date,
        at=at,
        record=record,
        place=_NOWHERE,
        root=root,
    )


def settled_as_outcomes(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Decisions of before, each read as a ruling of its outcome on its date (language.md §5)."""
    for fact in facts:
        outcome = fact.record["outcome"]
        record = Record(
            outcome,
            {
                **{name: fact.record[name] for name in ("id", "employee", "date", "at", "note")},
                "kind": outcome,
                "amount": fact.record["amount"],
                "clause": fact.record["clause"],
            },
        )
        yield evolve(fact, kind=outcome, record=record)
