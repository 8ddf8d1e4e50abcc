"""One mistake tried: does `check` tell of it, do the handbook's tests fail, does any answer change?"""

import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from attrs import field, frozen

from clausewise.checks import advice
from clausewise.engine import check_policies, read_plans
from clausewise.intake.library import TEST_SUFFIX
from clausewise.model.ruling import Answer
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.yaml_reader import Scalar
from clausewise.testing.cases import Case, read_cases
from clausewise.testing.run import Shelf, answer_of, run_case
from tests.mutations.kinds import Slip
from tests.mutations.months import Marks, changed_month
from tests.mutations.reach import Reach, reach_of
from tests.mutations.written import Words, Written, read_written

Fate = Literal[
    "told at the line", "told elsewhere", "test failed", "survived", "no difference found"
]
CHANGED_MONTHS = 30
"""How many changed months are tried before a mistake is held to change no answer."""
ROUNDS = 3
"""How many are made of each test."""


@frozen
class Mutant:
    """One slip of one kind in one file."""

    kind: str
    file: Written
    slip: Slip = field(repr=False)

    @property
    def line(self) -> int:
        """The first line that the slip changes, counted from 1 as the file is now."""
        return self.file.text.count("\n", 0, min(one.start for one in self.slip.edits)) + 1

    @property
    def rule(self) -> str:
        """The rule in which it stands; '' for none."""
        at = min(one.start for one in self.slip.edits)
        for spot in self.file.at("rules", "*", "id"):
            first = spot.owner.span.start
            if first <= at <= spot.owner.span.end and isinstance(spot.value, Scalar):
                return spot.value.written
        return ""

    @property
    def shown(self) -> str:
        """What was and what became of it, on one line."""
        parts = []
        for edit in self.slip.edits:
            was = " ".join(self.file.text[edit.start : edit.end].split())
            became = " ".join(edit.text.split())
            parts.append(f"{_short(was)} → {_short(became)}")
        return ", ".join(parts)


def _short(text: str) -> str:
    text = text if len(text) <= 44 else text[:43] + "…"
    return f"`{text.replace('|', '¦')}`" if text else "nothing"


@frozen
class Trial:
    """What became of a mutant.

    told at the line, or elsewhere: `check` said something that it does not say of the sound file.
    survived: neither `check` nor a test saw it, and it changes the answer to `witness`.
    """

    mutant: Mutant
    fate: Fate
    codes: tuple[str, ...] = ()
    witness: str = ""


class Handbook:
    """A sound handbook, with its tests and what it answers to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        read = read_plans(folder)
        assert read.sound, folder
        self.plan = read.plans[0]
        self.said = frozenset(map(_said, check_policies(folder)))
        self._answers: dict[int, Answer] = {}
        self.words = Words.of(read.library.vocabulary)
        self.files = tuple(
            read_written(path, self.words)
            for path in sorted(folder.glob("*.yaml"))
            if not path.name.endswith(TEST_SUFFIX)
        )

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        files = sorted(self.folder.glob(f"*{TEST_SUFFIX}"))
        return tuple(case for path in files for case in read_cases(path)[0])

    def answer(self, number: int) -> Answer:
        """What the sound handbook answers to the case of this number."""
        if number not in self._answers:
            case = self.cases[number]
            result = run_case(case, _JustThis(self.plan))
            assert result.outcome == "passed", f"{case.file}:{case.line}: {case.title}"
            assert result.answer is not None
            self._answers[number] = result.answer
        return self._answers[number]

    @cached_property
    def changed(self) -> "tuple[tuple[_Changed, ...], ...]":
        """Changed months, by the number of the case that they were made from."""
        marks = Marks.of(self.files)
        return tuple(
            tuple(
                _Changed(changed_month(case, self.plan.vocabulary, marks, dice), self.plan)
                for _ in range(ROUNDS)
            )
            for number, case in enumerate(self.cases)
            for dice in (random.Random(f"{case.file.name}:{number}"),)
        )

    def by_nearness(self, mutant: "Mutant") -> list[int]:
        """Numbers of the cases: of the file's own, those that the rule says something of; the
        file's others; and all others."""
        own = mutant.file.path.stem + TEST_SUFFIX
        rule = mutant.rule

        def distance(number: int) -> tuple[int, int]:
            if self.cases[number].file.name != own:
                return 2, number
            answer = self.answer(number)
            told_of = {one.rule for one in answer.rulings} | {one.rule for one in answer.findings}
            return int(rule not in told_of), number

        return sorted(range(len(self.cases)), key=distance)


class _JustThis(Shelf):
    """One plan, whichever case asks."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(None)
        self.plan = plan

    def for_case(self, case: Case) -> tuple[Plan | None, list[Diagnostic]]:
        return self.plan, []


def try_out(mutant: Mutant, book: Handbook) -> Trial:
    """The fate of a mutant of this handbook."""
    text = mutant.slip.written(mutant.file.text)
    with _copy_of(book.folder, mutant.file.path.name, text) as folder:
        read = read_plans(folder)
        everything = [*read.told, *(one for plan in read.plans for one in advice(plan))]
        told = [one for one in everything if _said(one) not in book.said]
        if told:
            codes = tuple(sorted({one.code for one in told}))
            lines = mutant.slip.lines(mutant.file.text)
            names = mutant.slip.names
            hit = any(
                _is_at(one, mutant.file.path.name, lines) or _named(one) in names for one in told
            )
            return Trial(mutant, "told at the line" if hit else "told elsewhere", codes)
    return _against_the_tests(mutant, book, read.plans[0])


def _against_the_tests(mutant: Mutant, book: Handbook, plan: Plan) -> Trial:
    shelf = _JustThis(plan)
    reach = reach_of(plan, book.plan)
    witness = ""
    for number in book.by_nearness(mutant):
        case = book.cases[number]
        answer, before = answer_of(case, reach.plan)[0], book.answer(number)
        if answer is not None and _gist(answer, reach.rules) == _gist(before, reach.rules):
            continue
        if run_case(case, shelf).outcome != "passed":
            return Trial(mutant, "test failed")
        if not witness:
            difference = _difference(answer, before, reach.rules)
            witness = f"{case.file.name}:{case.line} {difference}"
    witness = witness or _found_among_changed_months(mutant, book, reach)
    return Trial(mutant, "survived" if witness else "no difference found", (), witness)


def _found_among_changed_months(mutant: Mutant, book: Handbook, reach: Reach) -> str:
    """Where a month that differs a little from a test's is answered otherwise; '' where none is."""
    numbers = book.by_nearness(mutant)
    months = [
        book.changed[number][turn]
        for turn in range(ROUNDS)
        for number in numbers[: CHANGED_MONTHS // ROUNDS]
    ]
    for month in months[:CHANGED_MONTHS]:
        answer, _ = answer_of(month.case, reach.plan)
        if _gist(answer, reach.rules) != _gist(month.answer, reach.rules):
            where = f"{month.case.file.name}:{month.case.line}, changed"
            return f"{where}: {_difference(answer, month.answer, reach.rules)}"
    return ""


@contextmanager
def _copy_of(folder: Path, changed: str, text: str) -> Iterator[Path]:
    """The handbook's folder with one file written otherwise, and without its tests."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / folder.name
        copy.mkdir()
        (Path(made) / "vocabulary").symlink_to(folder.parent.resolve() / "vocabulary")
        for path in folder.iterdir():
            if path.is_file() and not path.name.endswith(TEST_SUFFIX) and path.name != changed:
                shutil.copyfile(path, copy / path.name)
        (copy / changed).write_text(text, encoding="utf-8")
        yield copy


def _said(one: Diagnostic) -> tuple[str, str, str]:
    return Path(one.span.source.name).name, one.code, one.message("en")


def _is_at(one: Diagnostic, file: str, lines: frozenset[int]) -> bool:
    """Its underline, or one that it points to besides, is on one of the lines."""
    for span in (one.span, *one.related):
        if Path(span.source.name).name == file:
            first, _ = span.source.line_and_column(span.start)
            if first in lines:
                return True
    return False


def _named(one: Diagnostic) -> str:
    return one.span.text.strip("\"'")


# -- answers, as far as anyone acts on them


def _gist(answer: Answer | None, rules: frozenset[str]) -> frozenset[str]:
    """Rulings and findings of some rules, without their reasons, which also name what was merely
    looked at."""
    if answer is None:
        return frozenset()
    rulings = (
        f"{one.rule} {one.clause} {one.outcome} {one.employee} {one.date} {one.period}"
        f" {one.amount} {sorted((k, str(v)) for k, v in one.fields.items())} {dict(one.note) or ''}"
        for one in answer.rulings
        if one.rule in rules
    )
    findings = (
        f"{one.status} {one.rule} {one.clause} {one.employee} {one.date} {one.period}"
        f" {sorted(one.missing)} {one.due} {_who(one.by)}"
        for one in answer.findings
        if one.rule in rules
    )
    return frozenset((*rulings, *findings))


def _who(by: Mapping[str, Any] | None) -> str:
    return "" if by is None else str(by.get("clause") or by.get("rule") or "")


def _difference(answer: Answer | None, other: Answer | None, rules: frozenset[str]) -> str:
    """One answer that only one of the two has."""
    now, before = _gist(answer, rules), _gist(other, rules)
    gone, new = sorted(before - now), sorted(now - before)
    return f"−{gone[0]}" if gone else f"+{new[0]}"


# -- months that differ a little


class _Changed:
    """A case with some of its facts changed, and what the sound handbook answers to it."""

    def __init__(self, case: Case, plan: Plan) -> None:
        self.case = case
        self.plan = plan

    @cached_property
    def answer(self) -> Answer | None:
        return answer_of(self.case, self.plan)[0]
