"""What was edited between two versions of the policies, line by line, and which rules hang on it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import Any

import attrs
from attrs import evolve, frozen

from clausewise.feel.core import Core, Name, children
from clausewise.model.policy import Book
from clausewise.model.setting import Setting
from clausewise.model.vocabulary import Vocabulary
from clausewise.plan.plan import Plan, RulePlan
from clausewise.report.lines import as_json
from clausewise.source.span import Source, Span

Key = tuple[str, str, str]
"""Handbook ("" for the vocabulary), sort, name."""

_TOP_LEVEL = re.compile(r"([A-Za-z_]+):")
# Of handbook.yaml: what says nothing of how rules are asked, or is told part by part.
_LEFT_OUT = ("clauses", "title", "number", "language", "handbook")
_SORTS = ("parameters", "definitions", "tables", "brackets", "ladders")


@frozen
class Edit:
    """One thing of a handbook or of the vocabulary that reads otherwise in the other version.

    `before` and `after` are the lines that differ, with their numbers; `at` is the first of these
    where it stands now (or stood, for what is gone), as FOLDER/FILE:LINE.  `counts`: more than
    titles and explanations differ.
    """

    key: Key
    at: str
    before: tuple[tuple[int, str], ...]
    after: tuple[tuple[int, str], ...]
    counts: bool = True

    @property
    def sort(self) -> str:
        return self.key[1]

    @property
    def name(self) -> str:
        return self.key[2]


@frozen
class Version:
    """The policies as they were at one time: as written, and ready to run."""

    books: tuple[Book, ...]
    plans: tuple[Plan, ...]


@frozen
class _Stretch:
    """The lines of one thing, without comments and blank ones."""

    file: str
    lines: tuple[tuple[int, str], ...]

    @property
    def text(self) -> tuple[str, ...]:
        return tuple(line.strip() for _, line in self.lines)


def edits_between(old: Version, new: Version) -> tuple[Edit, ...]:
    """Every thing that differs, in the order in which it stands in the new version."""
    before, after = _things(old), _things(new)
    found: list[Edit] = []
    for key in [*after, *(key for key in before if key not in after)]:
        one, other = before.get(key), after.get(key)
        if one is None or other is None or one.text != other.text:
            counts = _meant(old.plans, key) != _meant(new.plans, key) or key[1] not in _PLANNED
            found.append(evolve(_edit(key, one, other), counts=counts))
    return tuple(found)


_PLANNED = ("rule", "parameter")


def _meant(plans: Iterable[Plan], key: Key) -> Any:
    """What a rule or parameter comes to: without titles, reasons and notes."""
    book, sort, name = key
    plan = next((one for one in plans if one.handbook.name == book), None)
    if plan is None:
        return None
    if sort == "parameter" and name in plan.parameters:
        own = plan.parameters[name]
        return own.type, tuple((one.since, one.value) for one in own.values)
    return [
        evolve(
            rule,
            title={},
            allow={},
            when=tuple(evolve(one, say={}) for one in rule.when),
            unless=tuple(evolve(one, because={}) for one in rule.unless),
            outcomes=tuple(evolve(one, note={}) for one in rule.outcomes),
        )
        for rule in plan.rules
        if sort == "rule" and rule.id == name
    ]


def _edit(key: Key, one: _Stretch | None, other: _Stretch | None) -> Edit:
    lines = () if one is None else one.lines
    others = () if other is None else other.lines
    texts = [line for _, line in lines], [line for _, line in others]
    gone: list[tuple[int, str]] = []
    come: list[tuple[int, str]] = []
    for what, i, j, k, m in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if what != "equal":
            gone += lines[i:j]
            come += others[k:m]
    file = other or one
    assert file is not None
    number = (come or ([others[0]] if others else []) or gone)[0][0]
    return Edit(key, f"{file.file}:{number}", tuple(gone), tuple(come))


def parameter_in(plan: Plan, name: str, setting: Setting) -> Any:
    """A parameter's value in a run, on the last day of its period."""
    if name in setting.parameters:
        return setting.parameters[name]
    return plan.parameters[name].on(setting.period.last).value


def parameter_set(plan: Plan, name: str, before: Setting, after: Setting) -> Edit:
    """A parameter that a run sets, as an edit of its line."""
    span = plan.parameters[name].span
    number, _ = span.source.line_and_column(span.start)
    was, is_ = (f"{name}: {_text(parameter_in(plan, name, one))}" for one in (before, after))
    key = (plan.handbook.name, "parameter", name)
    return Edit(key, f"{_file(span)}:{number}", ((number, was),), ((number, is_),))


def _text(value: Any) -> str:
    return json.dumps(as_json(value), ensure_ascii=False).strip('"')


# the things of a version, and the lines they stand in


def _things(version: Version) -> dict[Key, _Stretch]:
    found: dict[Key, _Stretch] = {}
    for book in version.books:
        name = book.handbook.name
        for word, start in _top_level(book.handbook.span.source):
            found[name, "handbook", word] = _stretch(start)
        for clause in book.handbook.clauses.values():
            if clause.obligations:
                found[name, "clause", clause.id] = _stretch(clause.span)
        for policy in book.policies:
            for sort in _SORTS:
                for thing in getattr(policy, sort):
                    found[name, _singular(sort), thing.name] = _stretch(
                        thing.span, *_rows_beside(thing)
                    )
            for rule in policy.rules:
                # A rule that stands twice, in force at different times, is one thing.
                key = (name, "rule", rule.id)
                own = _stretch(rule.span)
                earlier = found.get(key)
                lines = own.lines if earlier is None else (*earlier.lines, *own.lines)
                found[key] = _Stretch(own.file, lines)
    if version.plans:
        found |= _words(version.plans[0].vocabulary)
    return found


def _words(vocabulary: Vocabulary) -> dict[Key, _Stretch]:
    places = {
        name: thing.span
        for group in (vocabulary.events, vocabulary.outcomes, vocabulary.employee)
        for name, thing in group.items()
    }
    return {("", "word", name): _stretch(span) for name, span in places.items() if span is not None}


def _singular(sort: str) -> str:
    return {"brackets": "brackets"}.get(sort, sort.removesuffix("s"))


def _rows_beside(thing: Any) -> Iterator[Source]:
    """The file in which the rows of a table stand, where it is one of its own."""
    if getattr(thing, "file", None) is not None:
        sources = {cell.span.source.name: cell.span.source for row in thing.rows for cell in row}
        yield from sources.values()


def _top_level(source: Source) -> Iterator[tuple[str, Span]]:
    position = 0
    for line in source.text.splitlines(keepends=True):
        match = _TOP_LEVEL.match(line)
        if match and match[1] not in _LEFT_OUT:
            yield match[1], Span(source, position, position + len(match[1]))
        position += len(line)


def _stretch(span: Span, *beside: Source) -> _Stretch:
    """From the line of the name to the next line that is indented no more."""
    source = span.source
    number, _ = source.line_and_column(span.start)
    first = source.line(number)
    indent = _indent(first)
    lines = [(number, first)]
    last = source.text.count("\n") + 1
    for following in range(number + 1, last + 1):
        line = source.line(following)
        if line.strip() and not line.lstrip().startswith("#"):
            if _indent(line) <= indent:
                break
            lines.append((following, line))
    for other in beside:
        lines += enumerate(other.text.splitlines(), 1)
    return _Stretch(_file(span), tuple(lines))


def _file(span: Span) -> str:
    return "/".join(PurePath(span.source.name).parts[-2:])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


# what a rule hangs on


def hangs_on(plan: Plan, rule: str) -> frozenset[Key]:
    """Every thing that the rulings of a rule may come from: its own lines, the parameters,
    definitions and tables it reads, the rules whose rulings it reads or that override it."""
    return frozenset(_Roots(plan).of(rule))


class _Roots:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.book = plan.handbook.name

    def of(self, rule: str) -> set[Key]:
        found: set[Key] = set()
        wanted, seen = [rule], set[str]()
        while wanted:
            id_ = wanted.pop()
            if id_ in seen:
                continue
            seen.add(id_)
            for own in self.plan.rules:
                if own.id == id_:
                    found |= self.directly(own)
                    wanted += self.behind(own)
        return found

    def directly(self, rule: RulePlan) -> set[Key]:
        found: set[Key] = {
            (self.book, "rule", rule.id),
            (self.book, "ladder", rule.id),
            (self.book, "clause", rule.id.removeprefix("breach-")),
        }
        wanted = {*names_read(rule), *rule.parameters, rule.once or ""}
        wanted.update(read.window.length for read in rule.reads)
        wanted.update(word for read in rule.reads for word in read.window.length.split())
        seen: set[str] = set()
        while wanted:
            name = wanted.pop()
            if name in seen:
                continue
            seen.add(name)
            for sort in ("parameter", "definition", "table", "brackets"):
                found.add((self.book, sort, name))
            for holder in (self.plan.definitions, self.plan.functions):
                if name in holder:
                    wanted.update(names_read(holder[name]))
        found.update((self.book, "handbook", key) for key in _HANDBOOK)
        words = {*rule.kinds_read, *rule.makes, *(part for _, part in rule.paths)}
        return found | {("", "word", word) for word in words}

    def behind(self, rule: RulePlan) -> Iterator[str]:
        for other in self.plan.rules:
            if other.makes & rule.kinds_read or rule.id in other.overrides:
                yield other.id


_HANDBOOK = ("effective", "scope", "time_zone", "currency", "day_starts", "calendar", "timetable")


def names_read(thing: Any) -> Iterator[str]:
    """Every name that the expressions inside a thing speak of."""
    if isinstance(thing, Core):
        if isinstance(thing, Name):
            yield thing.name
        for part in children(thing):
            yield from names_read(part)
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from names_read(part)
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from names_read(part)
    elif attrs.has(thing.__class__) and not isinstance(thing, Span):
        for own in attrs.fields(thing.__class__):
            yield from names_read(getattr(thing, own.name))


def because_of(edits: Sequence[Edit], plans: Iterable[Plan | None], rule: str) -> tuple[Edit, ...]:
    """The edits that a ruling of a rule may come from, the rule's own and its numbers' first."""
    roots: set[Key] = set()
    own: set[Key] = set()
    for plan in plans:
        if plan is not None:
            roots |= hangs_on(plan, rule)
            finder = _Roots(plan)
            own.update(*(finder.directly(one) for one in plan.rules if one.id == rule))
    found = [edit for edit in edits if edit.counts and edit.key in roots]
    direct = [edit for edit in found if edit.key in own]
    return (*direct, *(edit for edit in found if edit not in direct))
