"""One ruling or finding explained to the employee: the clause, the facts, the sums, what else could be."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from attrs import frozen

from clausewise.feel import syntax as s
from clausewise.model.ruling import Finding, Ruling
from clausewise.plan.plan import ExpectPlan, OutcomePlan, Plan
from clausewise.report.findings import by_text, days_missing
from clausewise.report.layout import hanging
from clausewise.report.lines import Line, finding_line, ruling_line
from clausewise.report.otherwise import turns_of
from clausewise.report.page import document
from clausewise.report.phrases import LETTER
from clausewise.report.sums import (
    Reader,
    Step,
    cores_of,
    same_value,
    step_of,
    steps_of,
    syntax_of,
    typed_value,
)
from clausewise.report.words import Words
from clausewise.source.diagnostic import Language
from clausewise.values.temporal import Date
from clausewise.values.types import Simple

COLUMNS = 84
_LONGEST_SUM = 160
_DAYS_SHOWN = 5
_ENDS = 2
_NO_KINDS = ("period", "schedule", "subject", "expected")
_RULING_ID = re.compile("r-[0-9a-f]{12}")


@frozen
class Section:
    """A part of the letter: its heading, and what stands under it, a thought a line."""

    name: str
    heading: str
    lines: tuple[str, ...]


@frozen
class Explanation:
    """A letter: whom it greets, the answer, its sections, a last word, and what it is about."""

    id: str
    status: str
    greeting: str
    answer: str
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    signed: str

    def text(self) -> str:
        """The letter as text, at most 84 columns wide where no word or sum is longer."""
        blocks = [[self.greeting], hanging("    ", self.answer, COLUMNS)]
        for section in self.sections:
            block = [section.heading]
            for line in section.lines:
                block += [f"  {line}"] if "\n" in line else hanging("  · ", line, COLUMNS)
            blocks.append(block)
        blocks += [hanging("", line, COLUMNS) for line in self.closing]
        blocks.append([self.signed])
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "status": self.status,
            "answer": self.answer,
            **{section.name: list(section.lines) for section in self.sections},
            "closing": list(self.closing),
        }

    def html(self) -> str:
        """The letter as the inside of a page."""
        parts = [
            f"<p>{escape(self.greeting)}</p>",
            f"<p><strong>{escape(self.answer)}</strong></p>",
        ]
        for section in self.sections:
            parts.append(f"<h2>{escape(section.heading)}</h2>")
            parts += (f"<pre>{escape(line)}</pre>" for line in section.lines if "\n" in line)
            plain = [f"<li>{escape(line)}</li>" for line in section.lines if "\n" not in line]
            parts += [f"<ul>{''.join(plain)}</ul>"] if plain else []
        parts += (f"<p>{escape(line)}</p>" for line in self.closing)
        return "\n".join([*parts, f'<p class="faint">{escape(self.signed)}</p>'])


def explain_ruling(ruling: Ruling | Finding, plan: Plan, language: Language = "zh") -> str:
    """The letter about a ruling or a finding, as text."""
    line = ruling_line(ruling) if isinstance(ruling, Ruling) else finding_line(ruling)
    words = Words.of(language, plan.vocabulary, (plan,))
    return explanation_of(line, words).text()


def explanation_of(
    line: Line,
    words: Words,
    others: Mapping[str, Line] | None = None,
    facts: Mapping[str, Mapping[str, Any]] | None = None,
) -> Explanation:
    """The letter about one line of an answer, from the line alone or with what is at hand.

    `words` may bring the policies: titles, summaries, labels, exceptions.  `others` are further
    lines by id, for rulings that this one rests on or gave way to; `facts` the content of facts.
    """
    return _Letter(line, words, others or {}, facts or {}).written()


def letters_page(explanations: Sequence[Explanation], words: Words) -> str:
    """A web page that holds the letters, one below the other."""
    body = "\n<hr>\n".join(one.html() for one in explanations)
    return document(", ".join(one.id for one in explanations), body, words)


class _Letter:
    """Everything that one letter needs; each method writes one part of it."""

    def __init__(
        self,
        line: Line,
        words: Words,
        others: Mapping[str, Line],
        facts: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.line = line
        self.words = words
        self.others = others
        self.records = facts
        self.because: Mapping[str, Any] = line.get("because") or {}
        self.values: Mapping[str, Any] = self.because.get("values") or {}
        self.parameters: Mapping[str, Any] = self.because.get("parameters") or {}
        self.handbook = str(line.get("handbook") or "")
        self.rule = words.rule(self.handbook, str(line.get("rule")))
        self.reader = Reader.of(words, self.handbook, self.rule)
        self.steps = steps_of(self.because)

    def say(self, phrase: str, **blanks: str) -> str:
        return LETTER[phrase].say(self.words.language, **blanks)

    def written(self) -> Explanation:
        line = self.line
        sections = [
            self.section("clause", "clause_head", self.clauses()),
            self.section("facts", "facts_head", self.facts()),
        ]
        if line["status"] == "ruling":
            sections += [
                self.section("conditions", "conditions_head", self.conditions()),
                self.section("sums", "sums_head", self.sums()),
                self.section("parameters", "numbers_head", self.numbers()),
                self.section("otherwise", "otherwise_head", self.otherwise()),
            ]
        if line["status"] == "undetermined":
            sections.append(self.section("needed", "supply_head", self.supply()))
        return Explanation(
            id=str(line["id"]),
            status=str(line["status"]),
            greeting=self.greeting(),
            answer=self.answer(),
            sections=tuple(section for section in sections if section.lines),
            closing=tuple(self.closing()),
            signed=self.say(
                "signed", id=line["id"], rule=line["rule"], policy=str(line["policy"])[:19]
            ),
        )

    def section(self, name: str, heading: str, lines: Iterable[str]) -> Section:
        return Section(name, self.say(heading), tuple(lines))

    # the answer

    def greeting(self) -> str:
        employee = self.line.get("employee")
        if employee is None:
            return self.say("dear_company")
        return self.say("dear", person=self.words.names.get(employee) or str(employee))

    def date(self) -> str:
        day, period = str(self.line["date"]), self.line.get("period")
        shown = self.words.value(day)
        if period is None or period == day:
            return shown
        return self.say("on", date=shown, period=str(period))

    def answer(self) -> str:
        line, words = self.line, self.words
        status = str(line["status"])
        if status != "ruling":
            return self.say(
                status,
                **{
                    "date": self.date(),
                    "title": self.title(),
                    **({"due": words.value(line.get("due"))} if status == "pending" else {}),
                    **({"because": self.by()} if line.get("by") is not None else {}),
                },
            )
        outcome = str(line["outcome"])
        said = self.say(
            f"ruling_{line['effect']}", date=self.date(), outcome=words.outcome(outcome)
        )
        if line.get("amount") is not None:
            amount = words.money(str(line["amount"]), line.get("currency"))
            said += self.say("amount", amount=amount)
        fields = words.fields(outcome, line.get("fields") or {})
        told = words.say("comma").join([said, *fields, *self.note()])
        return told + ("。" if words.language == "zh" else ".")

    def title(self) -> str:
        title = None if self.rule is None else self.words.of_labels(self.rule.title)
        return title or str(self.line["rule"])

    def note(self) -> list[str]:
        outcome = self.outcome_plan()
        note = "" if outcome is None else self.words.of_labels(outcome.note)
        return [note] if note else []

    def by(self) -> str:
        by: Mapping[str, Any] = self.line.get("by") or {}
        if "ruling" not in by:
            return by_text(by, self.words)
        told = [
            self.say("standing", ruling=id_, said=self.brief(self.others[id_]))
            if id_ in self.others
            else str(id_)
            for id_ in by["ruling"]
        ]
        return by_text({**by, "ruling": told}, self.words)

    def brief(self, line: Line) -> str:
        """Another ruling or finding in a few words: its day, and what it says."""
        words, outcome = self.words, line.get("outcome")
        what = words.status(line["status"]) if outcome is None else words.outcome(str(outcome))
        fields = words.fields(str(outcome), line.get("fields") or {})
        amount = line.get("amount")
        money = [] if amount is None else [words.money(str(amount), line.get("currency"))]
        return words.say("comma").join([words.value(line["date"]), what, *money, *fields])

    # what it rests on

    def clauses(self) -> Iterator[str]:
        plan = self.words.plan(self.handbook)
        title = "" if plan is None else self.words.of_labels(plan.handbook.title)
        book = self.say("clause_of", title=title or self.handbook)
        space = "" if self.words.language == "zh" else ", "
        for id_ in self.line["clause"]:
            clause = self.words.clause(self.handbook, id_)
            summary = "" if clause is None else self.words.of_labels(clause.summary)
            phrase = "clause" if summary else "clause_alone"
            blanks = {"clause": id_, **({"summary": summary} if summary else {})}
            yield f"{book}{space}{self.say(phrase, **blanks)}"

    def facts(self) -> Iterator[str]:
        """Records by id, with their content where it is at hand; then what was read of them."""
        ids: Sequence[str] = self.because.get("facts") or ()
        alone: list[str] = []
        for id_ in ids:
            if id_ in self.others:
                yield self.say("ruling_read", id=id_, said=self.brief(self.others[id_]))
            elif _RULING_ID.fullmatch(id_):
                yield self.say("ruling_elsewhere", id=id_)
            elif id_ in self.records:
                yield f"{id_}{self.words.say('colon')}{self.content(self.records[id_])}"
            else:
                alone.append(id_)
        if alone:
            yield self.words.listed(alone)
        if not ids and self.line["status"] == "ruling":
            yield self.say("no_facts")
        if not self.records:
            yield from self.read()
        defaults = self.because.get("defaults")
        if defaults:
            yield self.say("defaults", names=self.words.listed(map(self.words.path, defaults)))

    def content(self, record: Mapping[str, Any]) -> str:
        kind = str(record.get("kind", ""))
        told = [self.words.kind(kind)]
        for name, value in record.items():
            if value is not None and name not in ("id", "kind", "employee"):
                told.append(f"{self.words.field(kind, name)} {self.words.value(value)}")
        return self.words.say("comma").join(told)

    def read(self) -> Iterator[str]:
        """The fields that the rule read, with their values, those of one kind together."""
        words = self.words
        told: dict[str, list[str]] = {}
        for name, value in self.values.items():
            kind, dot, own = name.partition(".")
            found = words.field_of(kind, own)
            if not dot or (found is None and kind in _NO_KINDS):
                continue
            if words.vocabulary.events and found is None:
                continue
            if value is None and self.line["status"] == "ruling":
                continue
            unit = found.type.unit if found and isinstance(found.type, Simple) else None
            said = f"{words.field(kind, own)} {words.value(value, unit)}"
            told.setdefault(kind, []).append(said)
        for kind, fields in told.items():
            name = self.say("employee") if kind == "employee" else words.kind(kind)
            yield self.say("facts_said", kind=name, said=words.say("comma").join(fields))

    def conditions(self) -> Iterator[str]:
        """The conditions that policies have words for."""
        for condition in self.rule.when if self.rule is not None else ():
            said = self.words.of_labels(condition.say)
            if said:
                yield said

    # how it was worked out

    def outcome_plan(self) -> OutcomePlan | None:
        """The outcome of the rule that this is; None where it is not at hand or not known which."""
        if self.rule is None:
            return None
        own = [one for one in self.rule.outcomes if one.kind == self.line.get("outcome")]
        return own[0] if len(own) == 1 else None

    def sums(self) -> Iterator[str]:
        """What follows, as a formula, in numbers, and the result; then the names it is made of."""
        told: set[str] = set()
        for name, step in self.results():
            if step.written not in told:
                told.add(step.written)
                yield self.sum(name, step)
                if step.is_a_sum:
                    yield from self.parts_of(step, told)

    def results(self) -> Iterator[tuple[str, Step]]:
        """The amount and each field that was worked out, with its step."""
        line, outcome = self.line, self.outcome_plan()
        wanted = [("amount", line.get("amount")), *(line.get("fields") or {}).items()]
        cores = {} if outcome is None else cores_of(outcome)
        for name, value in wanted:
            if typed_value(value) is None:
                continue
            label = self.words.field(str(line["outcome"]), name)
            known = name in cores
            step = step_of(cores[name], self.steps) if known else self.last_step(value)
            if step is not None:
                yield label, self.behind(step)

    def last_step(self, value: Any) -> Step | None:
        """The last step that came to a value; one that is a bare name says nothing of how."""
        same = [step for step in self.steps if same_value(step.value, value)]
        telling = [step for step in same if not step.written.isidentifier()]
        return next(reversed(telling or same), None)

    def behind(self, step: Step) -> Step:
        """Where a field is filled by one of the rule's own names, what that stands for."""
        core = None if self.rule is None else self.rule.lets.get(step.written)
        return (None if core is None else step_of(core, self.steps)) or step

    def parts_of(self, step: Step, told: set[str]) -> Iterator[str]:
        """The names of the rule that a step reads, each worked out in its turn."""
        if self.rule is None:
            return
        for name in _names_in(step.written):
            if name not in self.rule.lets:
                continue
            own = step_of(self.rule.lets[name], self.steps)
            if own is None or own.written in told or typed_value(own.value) is None:
                continue
            told.add(own.written)
            yield self.sum(self.reader.own_name(name), own)
            if own.is_a_sum:
                yield from self.parts_of(own, told)

    def sum(self, name: str, step: Step) -> str:
        """Name = formula, = the same in numbers, = the result, each on a line of its own.

        Of what cannot be followed with a pencil, the result alone.
        """
        value = self.words.value(step.value)
        if not step.is_a_sum:
            return f"{name} = {value}"
        rows = [self.reader.read(step.written)]
        if step.worked and len(step.filled) <= _LONGEST_SUM:
            rows.append(self.reader.read(step.filled))
        if rows[-1] != value:
            rows.append(value)
        if len(rows) == 1:
            return f"{name} = {value}"
        return f"{name}\n" + "\n".join(f"    = {row}" for row in rows)

    def numbers(self) -> Iterator[str]:
        """The parameters read, with who says so."""
        for name, value in self.parameters.items():
            parameter = self.words.parameter(self.handbook, name)
            if parameter is None:
                yield self.say("number", name=name, value=self.words.value(value))
                continue
            unit = parameter.type.unit if isinstance(parameter.type, Simple) else None
            label = self.words.of_labels(parameter.labels, name)
            said = self.say("number", name=label, value=self.words.value(value, unit))
            yield said + self.source(name)

    def source(self, name: str) -> str:
        parameter = self.words.parameter(self.handbook, name)
        assert parameter is not None
        day = Date.parse(str(self.line["date"]))
        dated = parameter.on(day) if day is not None else None
        source = (dated.source if dated is not None else None) or parameter.source
        if parameter.decided_by:
            who = self.say("who_company")
            who = who if parameter.decided_by == "company" else parameter.decided_by
            return self.say("by_company", who=who)
        if parameter.clauses:
            return self.say("by_clause", clause=self.words.listed(parameter.clauses))
        return self.say("by_source", source=source) if source else ""

    def otherwise(self) -> Iterator[str]:
        """The value at which each condition turns, and each exception of the rule."""
        for turn in turns_of(self.steps, self.reader, self.because):
            yield turn.said(self.reader)
        if self.rule is not None and self.rule.expect is not None:
            yield self.in_time(self.rule.expect)
        for exemption in self.rule.unless if self.rule is not None else ():
            because = self.words.of_labels(exemption.because)
            if because:
                by = {"because": exemption.because, "clause": list(exemption.clauses)}
                yield self.say("exception", because=by_text(by, self.words))

    def in_time(self, expect: ExpectPlan) -> str:
        date = self.words.value(str(self.line["date"]))
        if expect.fact is None:
            return self.say("done_in_time", date=date)
        return self.say("come_in_time", date=date, kind=self.words.kind(expect.fact))

    # what is open

    def supply(self) -> Iterator[str]:
        for name in self.line.get("missing") or ():
            yield self.needed(str(name))

    def needed(self, name: str) -> str:
        words = self.words
        days = days_missing(name, self.values)
        kind, dot, _ = name.partition(".")
        parameter = words.parameter(self.handbook, name)
        if days:
            return self.say(
                "supply_feed", kind=words.kind(name), name=name, days=self.days_told(name, days)
            )
        if parameter is not None:
            label = words.of_labels(parameter.labels, name)
            return self.say("supply_parameter", label=label, name=name)
        if name == "calendar":
            return self.say("supply_calendar")
        if kind == "employee" and dot:
            return self.say("supply_roster", name=words.path(name), path=name)
        if dot and " " not in name:
            return self.say("supply_field", name=words.path(name), path=name)
        if name.isidentifier():
            return self.say("supply_kind", kind=words.kind(name), name=name)
        return self.say("supply_other", name=name)

    def days_told(self, kind: str, days: Sequence[str]) -> str:
        """Each day of a feed that has a fact for each; of another, the stretch."""
        words = self.words
        known = words.vocabulary.events.get(kind)
        if len(days) == _ENDS and known is not None and not known.daily:
            first, last = map(words.value, days)
            return words.say("from_to", first=first, last=last)
        shown = words.listed(map(words.value, days[:_DAYS_SHOWN]))
        rest = len(days) - _DAYS_SHOWN
        return shown + ("" if rest <= 0 else " " + words.say("more", count=str(rest)))

    def closing(self) -> Iterator[str]:
        status = self.line["status"]
        if status == "undetermined":
            yield self.say("supply_again")
        elif status == "pending":
            yield self.say("pending_again")
        else:
            yield self.say("closing")
        plan = self.words.plan(self.handbook)
        if plan is not None and plan.digest != self.line.get("policy"):
            yield self.say("changed")


def _names_in(text: str) -> list[str]:
    """The names that stand in an expression, in their order."""
    found = syntax_of(text)
    return [] if found is None else list(dict.fromkeys(_names(found)))


def _names(node: s.Syntax) -> Iterator[str]:
    if isinstance(node, s.Name):
        yield node.name
    for part in s.parts(node):
        yield from _names(part)
