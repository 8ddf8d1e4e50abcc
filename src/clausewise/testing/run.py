"""Cases run against the plans of their handbooks."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from clausewise.engine import Plans, derive_with, evaluate, read_plans, zone_of
from clausewise.intake.events import read_facts
from clausewise.intake.month import faults_at, period_of, read_completeness
from clausewise.intake.roster import read_roster
from clausewise.intake.rows import Row, Rows
from clausewise.intake.settings import setting_of, unknown_parameters
from clausewise.intake.typed import Fault, typed
from clausewise.model.completeness import UNSTATED
from clausewise.model.facts import Ledger, Rejected, Roster
from clausewise.model.ruling import Answer, Finding, Ruling
from clausewise.model.setting import Setting
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic, Remark
from clausewise.source.nearest import nearest
from clausewise.source.yaml_reader import Fields, Node, plain
from clausewise.testing.cases import Case, read_cases, test_files
from clausewise.testing.matching import matches, paired
from clausewise.values.temporal import Date
from clausewise.values.types import DATE

Outcome = Literal["passed", "failed", "error"]


@frozen
class Difference:
    """Where what came is not what was expected.

    missing: no ruling (or finding) meets `expected`.  unexpected: `came` was not expected.
    forbidden: `came` matches a pattern of `never`.
    """

    kind: Literal[
        "missing ruling", "unexpected ruling", "forbidden ruling",
        "missing finding", "forbidden finding",
    ]  # fmt: skip
    expected: Fields | None = None
    came: Ruling | Finding | None = None


@frozen
class TestResult:
    """What became of one case.  `told` is why it could not be run, where it could not.

    `answer` is all that came, for showing why.
    """

    __test__ = False

    title: str
    file: Path
    line: int
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    told: tuple[Diagnostic | Remark, ...] = ()
    answer: Answer | None = field(default=None, repr=False)
    case: Case | None = field(default=None, repr=False)
    plan: Plan | None = field(default=None, repr=False)


class Shelf:
    """The plans of folders, each read once; `prepare` makes of each the plan that is run."""

    def __init__(
        self, policies: Path | None, prepare: Callable[[Plan], Plan] = lambda plan: plan
    ) -> None:
        self.policies = policies
        self.prepare = prepare
        self._read: dict[Path, Plans] = {}

    def plans(self, folder: Path) -> Plans:
        key = folder.resolve()
        if key not in self._read:
            read = read_plans(folder)
            self._read[key] = evolve(read, plans=tuple(map(self.prepare, read.plans)))
        return self._read[key]

    def for_case(self, case: Case) -> tuple[Plan | None, list[Diagnostic]]:
        """The plan that a case is about: the handbook whose folder it lies in, or the one it names."""
        own = case.file.parent
        if (own / "handbook.yaml").exists() and case.handbook is None:
            plans = self.plans(own)
            errors = [one for one in plans.told if one.severity.value == "error"]
            return (plans.plans[0] if plans.sound and plans.plans else None), errors
        folder = self.policies or (own.parent if (own / "handbook.yaml").exists() else own)
        plans = self.plans(folder)
        wanted = case.handbook or ""
        for plan in plans.plans:
            if wanted in (plan.handbook.number, plan.handbook.name):
                return plan, []
        books = [book.handbook for book in plans.library.books]
        if any(wanted in (book.number, book.name) for book in books) or not plans.library.sound:
            return None, [one for one in plans.told if one.severity.value == "error"]
        known = [str(book.number or book.name) for book in books]
        blanks = {"name": wanted, "path": str(folder), "nearest": nearest(wanted, known)}
        return None, [Diagnostic.at(case.span, "CW607", **blanks)]


def run_tests(
    paths: Iterable[Path],
    policies: Path | None = None,
    containing: str = "",
    prepare: Callable[[Plan], Plan] = lambda plan: plan,
) -> list[TestResult]:
    """The results of every case in the files and folders, in order.

    `policies` is where the handbooks lie that cases name; `containing` leaves only cases whose
    title or file contains the text.  `prepare` makes of each plan the one that is run (a watched
    one, for coverage).  UnreadableInput where a file cannot be opened.
    """
    shelf = Shelf(policies, prepare)
    results: list[TestResult] = []
    for path in paths:
        for file in test_files(path):
            cases, told = read_cases(file)
            errors = tuple(one for one in told if one.severity.value == "error")
            if errors:
                results.append(TestResult(file.name, file, 1, "error", told=errors))
            results += (
                run_case(case, shelf)
                for case in cases
                if containing in case.title or containing in str(file)
            )
    return results


def run_case(case: Case, shelf: Shelf) -> TestResult:
    """One case, from its rows to the differences."""
    plan, errors = shelf.for_case(case)
    if plan is None:
        return _failed_to_run(case, errors)
    answer, told = answer_of(case, plan)
    if answer is None:
        return _failed_to_run(case, told)
    rejected = [Remark("CW608", {"reason": _reason(one)}) for one in answer.rejected]
    if rejected:
        return _failed_to_run(case, rejected)
    differences = tuple(_differences(case, answer, plan))
    outcome: Outcome = "failed" if differences else "passed"
    return TestResult(
        case.title, case.file, case.line, outcome, differences, (), answer, case, plan
    )


def _failed_to_run(case: Case, told: Sequence[Diagnostic | Remark]) -> TestResult:
    return TestResult(case.title, case.file, case.line, "error", told=tuple(told), case=case)


def _reason(rejected: Rejected) -> str:
    return f"{rejected.place}: {Remark(rejected.code, rejected.blanks).message('en')}"


@frozen
class Asked:
    """What a case asks a plan: of whom, about which facts, and in which setting."""

    roster: Roster
    ledger: Ledger
    setting: Setting


def answer_of(case: Case, plan: Plan) -> tuple[Answer | None, list[Diagnostic | Remark]]:
    """What the plan answers to a case; None, and why, where it could not be asked."""
    asked, told = asked_of(case, plan)
    if asked is None:
        return None, told
    return evaluate([plan], asked.roster, asked.ledger, lambda _: asked.setting), []


def asked_of(case: Case, plan: Plan) -> tuple[Asked | None, list[Diagnostic | Remark]]:
    """The rows of a case as the plan reads them; None, and why, where they cannot be asked about."""
    told: list[Diagnostic | Remark] = []
    zone, vocabulary = zone_of([plan]), plan.vocabulary
    period = period_of(plain(case.period))
    if isinstance(period, Fault):
        return None, [*faults_at(case.period.span, [period])]
    as_of = _day(case.as_of, told) if case.as_of is not None else period.last
    completeness = UNSTATED
    if case.complete is not None:
        completeness, faults = read_completeness(plain(case.complete), vocabulary.event_words)
        told += faults_at(case.complete.span, faults)
    told += unknown_parameters([plan], case.replaced)
    setting, more = setting_of(plan, period, as_of or period.last, completeness, case.replaced)
    told += more
    roster, rejected = read_roster([values for _, values in case.employees], vocabulary, zone)
    told += (Remark("CW608", {"reason": _reason(one)}) for one in rejected)
    if told:
        return None, told
    rows = Rows("<events>", tuple(Row(place, values) for place, values in case.events))
    ledger = read_facts([rows], vocabulary, zone, plan.handbook.day_starts, derive_with(plan))
    return Asked(roster, ledger, setting), []


def _day(node: Node, told: list[Diagnostic | Remark]) -> Date | None:
    found = typed(plain(node), DATE, ZoneInfo("UTC"))
    if isinstance(found, Fault):
        told += faults_at(node.span, [found])
        return None
    assert isinstance(found, Date)
    return found


def _differences(case: Case, answer: Answer, plan: Plan) -> Iterable[Difference]:
    zone, vocabulary = zone_of([plan]), plan.vocabulary
    rulings = [one for one in answer.rulings if _is_looked_at(one, case.only)]
    if case.expect is not None:
        unmet, extra = paired(case.expect, rulings, vocabulary, zone)
        yield from (Difference("missing ruling", wanted) for wanted in unmet)
        yield from (Difference("unexpected ruling", None, one) for one in extra)
    for pattern in case.never:
        for ruling in answer.rulings:
            if matches(pattern, ruling, vocabulary, zone):
                yield Difference("forbidden ruling", pattern, ruling)
    for wanted in case.findings:
        if not any(matches(wanted, one, vocabulary, zone) for one in answer.findings):
            yield Difference("missing finding", wanted)
    yield from _forbidden_findings(case, answer, plan)


def _is_looked_at(ruling: Ruling, only: tuple[str, ...]) -> bool:
    return not only or ruling.outcome in only or any(clause in only for clause in ruling.clause)


def _forbidden_findings(case: Case, answer: Answer, plan: Plan) -> Iterable[Difference]:
    """Findings that a pattern with a status forbids: of what is looked at, and not expected."""
    zone, vocabulary = zone_of([plan]), plan.vocabulary
    patterns = [pattern for pattern in case.never if "status" in pattern.entries]
    if not patterns:
        return
    makers = {rule.id for rule in plan.rules if any(one.kind in case.only for one in rule.outcomes)}
    for finding in answer.findings:
        looked_at = not case.only or finding.rule in makers or {*finding.clause} & {*case.only}
        if looked_at and not any(matches(one, finding, vocabulary, zone) for one in case.findings):
            for pattern in patterns:
                if matches(pattern, finding, vocabulary, zone):
                    yield Difference("forbidden finding", pattern, finding)
