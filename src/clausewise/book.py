"""The library face: policies loaded once, and asked of facts as often as wanted."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import evolve, field, frozen

from clausewise.engine import (
    Inquest,
    Plans,
    derive_with,
    evaluate,
    inquests,
    read_plans,
    zone_of,
)
from clausewise.intake.events import read_facts
from clausewise.intake.mappings import read_events
from clausewise.intake.month import (
    Month,
    completeness_of_options,
    faults_at,
    period_of,
    read_completeness,
    read_month,
)
from clausewise.intake.roster import UNUSED_COLUMN, read_roster
from clausewise.intake.rows import Rows, rows_of
from clausewise.intake.settings import Replacements, setting_of, unknown_parameters
from clausewise.intake.typed import Fault, typed
from clausewise.model.completeness import UNSTATED, Completeness
from clausewise.model.facts import Days, Ledger, Rejected, Roster
from clausewise.model.ruling import Account, Answer, Finding, Ruling
from clausewise.model.setting import Setting
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic, Language, Remark, render
from clausewise.source.nearest import nearest
from clausewise.source.plain_nodes import node_of
from clausewise.source.yaml_reader import Fields, Node, plain
from clausewise.values.temporal import Date
from clausewise.values.types import DATE

if TYPE_CHECKING:
    from clausewise.report.edits import Version

Told = Diagnostic | Remark


class PolicyError(Exception):
    """The policies have errors; `diagnostics` holds all that there is to say of them."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.text("en"))

    def text(self, language: Language = "zh") -> str:
        """Every error with its place, line and hint."""
        errors = (one for one in self.diagnostics if one.severity.value == "error")
        return "\n".join(render(one, language) for one in errors)


class WrongRequest(ValueError):  # noqa: N818  # it says what was asked, not whose error it was
    """What was asked cannot be done: a period that is none, a parameter that no handbook has."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.told = tuple(told)
        super().__init__("; ".join(one.message("en") for one in self.told))


@frozen
class Request:
    """All that one evaluation is about, read and checked.

    `roster_rejected` are rows of the roster that could not be used; `notes` what to say of the run.
    """

    period: Days
    roster: Roster
    ledger: Ledger
    settings: Mapping[str, Setting]
    """By the name of the handbook."""
    roster_rejected: tuple[Rejected, ...] = ()
    notes: tuple[Remark, ...] = ()


@frozen(slots=False)
class Result:
    """What an evaluation answered.  `plans` are those it went by."""

    answer: Answer
    plans: tuple[Plan, ...] = field(repr=False)
    period: Days

    @property
    def rulings(self) -> tuple["ExplainedRuling", ...]:
        return self._rulings

    @cached_property
    def _rulings(self) -> tuple["ExplainedRuling", ...]:
        plans = {plan.handbook.name: plan for plan in self.plans}
        return tuple(
            ExplainedRuling(ruling, plans[ruling.handbook]) for ruling in self.answer.rulings
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.answer.findings

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        return self.answer.rejected

    @property
    def account(self) -> Account:
        return self.answer.account

    @property
    def notes(self) -> tuple[Remark, ...]:
        return self.answer.notes

    def write(self, path: str | Path, language: Language = "zh") -> None:
        """Writes everything to a file; its suffix says how: .jsonl .json .csv .xlsx .html .parquet."""
        from clausewise.report.files import write_answer

        write_answer(self.answer, Path(path), self.plans, language)

    def to_polars(self) -> Any:
        """The rulings as a Polars data frame; needs the extra `frames`."""
        from clausewise.report.frames import polars_frame

        return polars_frame(self.answer)


@frozen(slots=False)
class ExplainedRuling:
    """A ruling that can say why.  It has every attribute of the ruling itself."""

    ruling: Ruling
    plan: Plan = field(repr=False, eq=False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ruling, name)

    def explain(self, language: Language = "zh") -> str:
        """An answer to the employee: the clause, the facts, the numbers in the formula."""
        from clausewise.report.explanation import explain_ruling

        return explain_ruling(self.ruling, self.plan, language)


class Book:
    """One or more handbooks, loaded: immutable, and safe to share between threads."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self._plans.plans

    @property
    def version(self) -> "Version":
        """The policies as written beside what they come to, to be held against another version."""
        from clausewise.report.edits import Version

        return Version(self._plans.library.books, self._plans.plans)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Advice and warnings; a book with errors is never loaded."""
        return self._plans.told

    def evaluate(
        self,
        events: object,
        *,
        employees: object = None,
        period: object = None,
        as_of: object = None,
        complete: object = None,
        reader: str | None = None,
        calendar: Mapping[str, Any] | None = None,
        timetable: Iterable[Mapping[str, Any]] | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> Result:
        """The rulings and findings of a period.

        `events`: dicts, a data frame, an Arrow table, paths, or a month's folder (what is given
        here then goes before what month.yaml says).  `employees`: a path, dicts, or a data frame.
        `calendar`, `timetable` and `parameters` replace the handbook's for this run.

        Raises WrongRequest for what cannot be asked, UnreadableInput for a file that cannot be
        read.  A row that cannot be a fact raises nothing: it is in `rejected`.
        """
        request = self.request(
            events,
            employees=employees,
            period=period,
            as_of=as_of,
            complete=complete,
            reader=reader,
            replaced=replacements(calendar, timetable, parameters),
        )
        return self.answer(request)

    def answer(self, request: Request) -> Result:
        """The answer to a request that has been read."""
        answer = evaluate(
            self.plans,
            request.roster,
            request.ledger,
            lambda plan: request.settings[plan.handbook.name],
        )
        rejected = (*request.roster_rejected, *answer.rejected)
        notes = (*request.notes, *answer.notes)
        whole = Answer(answer.rulings, answer.findings, rejected, answer.account, notes)
        return Result(whole, self.plans, request.period)

    def decide(
        self,
        event: Mapping[str, Any],
        *,
        employee: Mapping[str, Any],
        history: Iterable[Mapping[str, Any]] = (),
        complete: object = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> Result:
        """One fact now: what follows from it on its day, given the facts of before.

        Of the day's rulings and findings, those that rest on the event.
        """
        wanted = {"id": "event", **event}
        facts = self._facts([rows_of([wanted])[0]])
        if not facts.facts:
            return Result(
                Answer((), (), facts.rejected, Account(1, 0, 0, 0, 0, 0, 1)), self.plans, _NO_DAYS
            )
        day = facts.facts[0].date
        result = self.evaluate(
            [wanted, *history],
            employees=[employee],
            period=str(day),
            complete=complete,
            parameters=parameters,
        )
        answer = result.answer
        ids = {str(wanted["id"])}
        rulings = []
        for ruling in answer.rulings:
            if ids.intersection((ruling.subject, *ruling.because.facts)):
                ids.add(ruling.id)
        rulings = [one for one in answer.rulings if one.id in ids]
        findings = [
            one
            for one in answer.findings
            if ids.intersection((one.id, one.subject, *one.because.facts))
        ]
        chosen = Answer(
            tuple(rulings), tuple(findings), answer.rejected, answer.account, answer.notes
        )
        return Result(chosen, self.plans, result.period)

    def why(self, request: Request, employee: str) -> tuple[Inquest, ...]:
        """One employee before each handbook: rulings, findings, and how far every rule came.

        Raises WrongRequest where the roster has no such employee.
        """
        known = request.roster.get(employee)
        if known is None:
            blanks = {"id": employee, "nearest": nearest(employee, request.roster)}
            raise WrongRequest([Remark("CW662", blanks)])
        settings = request.settings
        return inquests(
            self.plans, known, request.ledger, lambda plan: settings[plan.handbook.name]
        )

    def varied(self, request: Request, parameters: Mapping[str, Any]) -> Request:
        """The same request with other values of parameters, given as text or as typed values.

        Raises WrongRequest for a parameter that no handbook has, or a value that is none of its.
        """
        known = {name for plan in self.plans for name in plan.parameters}
        told: list[Told] = [
            Remark("CW606", {"name": name, "nearest": nearest(name, known)})
            for name in parameters
            if name not in known
        ]
        settings: dict[str, Setting] = {}
        for plan in self.plans:
            values: dict[str, Any] = {}
            for name, given in parameters.items():
                if name in plan.parameters:
                    value = typed(given, plan.parameters[name].type, zone_of(self.plans))
                    if isinstance(value, Fault):
                        told.append(Remark(value.code, value.blanks_for(name)))
                    values[name] = value
            setting = request.settings[plan.handbook.name]
            settings[plan.handbook.name] = evolve(
                setting, parameters={**setting.parameters, **values}
            )
        if told:
            raise WrongRequest(one for at, one in enumerate(told) if one not in told[:at])
        return evolve(request, settings=settings)

    # from what was given to a request

    def request(
        self,
        events: object,
        *,
        employees: object = None,
        period: object = None,
        as_of: object = None,
        complete: object = None,
        reader: str | None = None,
        replaced: Replacements | None = None,
        stdin: BinaryIO | None = None,
    ) -> Request:
        """Reads everything that an evaluation needs.  Raises as `evaluate` does."""
        told: list[Told] = []
        month = _month_of(events, told)
        if told:
            raise WrongRequest(told)
        if month is not None:
            replaced = _laid_over(month, replaced or Replacements())
        replaced = replaced or Replacements()
        days = self._period(period, month, told)
        last = self._as_of(as_of, month, days, told)
        completeness = self._completeness(complete, month, told)
        told += unknown_parameters(self.plans, replaced)
        settings = {}
        for plan in self.plans:
            setting, more = setting_of(plan, days, last, completeness, replaced)
            settings[plan.handbook.name] = setting
            told += more
        if told:
            raise WrongRequest(one for at, one in enumerate(told) if one not in told[:at])
        roster, read = self._roster(employees, month, stdin)
        ledger = self._facts(self._rows(events, month, reader, roster, stdin))
        notes = [Remark("CW605", {"what": ", ".join(replaced.names)})] if replaced.names else []
        # A column that the vocabulary does not have is worth a remark; no row is lost by it.
        notes += (Remark(one.code, one.blanks) for one in read if one.code == UNUSED_COLUMN)
        rejected = tuple(one for one in read if one.code != UNUSED_COLUMN)
        return Request(days, roster, ledger, settings, rejected, tuple(notes))

    def _period(self, given: object, month: Month | None, told: list[Told]) -> Days:
        if given is None and month is not None:
            return month.period
        if isinstance(given, Days):
            return given
        if given is None:
            told.append(Remark("CW611"))
            return _NO_DAYS
        found = period_of(given)
        if isinstance(found, Fault):
            told.append(Remark(found.code, found.blanks))
            return _NO_DAYS
        return found

    def _as_of(self, given: object, month: Month | None, days: Days, told: list[Told]) -> Date:
        if given is None:
            return days.last if month is None or month.as_of is None else month.as_of
        found = typed(given, DATE, zone_of(self.plans))
        if isinstance(found, Fault):
            told.append(Remark("CW593", {"text": found.value}))
            return days.last
        assert isinstance(found, Date)
        return found

    def _completeness(self, given: object, month: Month | None, told: list[Told]) -> Completeness:
        """`complete` as plain data, or as the texts `KIND[=RANGE]` of a command line."""
        if isinstance(given, Completeness):
            return given
        words = self.plans[0].vocabulary.event_words
        if given is not None:
            texts = isinstance(given, list | tuple) and any(
                "=" in str(one) or one == "all" for one in given
            )
            if texts:
                found, faults = completeness_of_options(map(str, given), words)  # type: ignore[call-overload]  # a list
            else:
                found, faults = read_completeness(given, words)
            told += (Remark(fault.code, fault.blanks) for fault in faults)
            return found
        if month is not None and month.complete is not None:
            found, faults = read_completeness(plain(month.complete), words)
            told += faults_at(month.complete.span, faults)
            return found
        return UNSTATED

    def _roster(
        self, given: object, month: Month | None, stdin: BinaryIO | None
    ) -> tuple[Roster, list[Rejected]]:
        name = None
        if given is None and month is not None and month.employees is not None:
            given, name = month.employees.path, month.employees.name
        if given is None:
            raise WrongRequest([Remark("CW612")])
        vocabulary = self.plans[0].vocabulary
        return read_roster(given, vocabulary, zone_of(self.plans), name, stdin)

    def _rows(
        self,
        events: object,
        month: Month | None,
        reader: str | None,
        roster: Roster,
        stdin: BinaryIO | None,
    ) -> tuple[Rows, ...]:
        zone = zone_of(self.plans)
        if month is not None:
            return tuple(
                read_events(
                    file.path,
                    zone,
                    name=file.name,
                    reader=file.reader or reader,
                    sheet=file.sheet,
                    kind=file.kind,
                    roster=roster,
                )
                for file in month.events
            )
        paths = _paths(events)
        if paths is not None:
            return tuple(
                read_events(path, zone, reader=reader, roster=roster, stdin=stdin) for path in paths
            )
        return rows_of(events, stdin)

    def _facts(self, rows: Iterable[Rows]) -> Ledger:
        plan = self.plans[0]
        return read_facts(
            rows, plan.vocabulary, zone_of(self.plans), plan.handbook.day_starts, derive_with(plan)
        )


_FIRST = Date.of(1, 1, 1)
_NO_DAYS = Days(_FIRST, _FIRST)


def load(folder: str | Path) -> Book:
    """A folder of handbooks, or one handbook's folder.

    Raises PolicyError, holding every diagnostic, where the policies have errors; UnreadableInput
    where there is no such folder.
    """
    plans = read_plans(Path(folder))
    if not plans.sound or not plans.plans:
        raise PolicyError(plans.told)
    return Book(plans)


def replacements(
    calendar: Mapping[str, Any] | None = None,
    timetable: Iterable[Mapping[str, Any]] | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Replacements:
    """What a program gives instead of the handbook's own."""
    return Replacements(
        _fields(calendar, "<calendar>"),
        None if timetable is None else node_of(list(timetable), "<timetable>"),
        _fields(parameters, "<parameters>"),
    )


def _fields(given: Mapping[str, Any] | None, name: str) -> Fields | None:
    node: Node | None = None if given is None else node_of(given, name)
    return node if isinstance(node, Fields) else None


def _month_of(events: object, told: list[Told]) -> Month | None:
    """What month.yaml says, where the events are a month's folder."""
    paths = _paths(events)
    if paths is None or len(paths) != 1 or not Path(paths[0]).is_dir():
        return None
    month, diagnostics = read_month(Path(paths[0]))
    told += (one for one in diagnostics if month is None or one.severity.value == "error")
    return month


def _paths(events: object) -> list[str | Path] | None:
    """The paths, where nothing but paths was given."""
    if isinstance(events, str | Path):
        return [events]
    if isinstance(events, list | tuple) and events:
        paths = [one for one in events if isinstance(one, str | Path)]
        return paths if len(paths) == len(events) else None
    return None


def _laid_over(month: Month, given: Replacements) -> Replacements:
    """What the month replaces, and over it what the call does."""
    return Replacements(
        given.calendar or month.calendar,
        given.timetable or month.timetable,
        given.parameters or month.parameters,
    )
