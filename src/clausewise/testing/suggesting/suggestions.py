"""Cases that the tests of a handbook lack, with the outcome that its policies give now.

For HR to confirm or correct: a case that says what the policies do is a test only once somebody has said that
they should.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from clausewise.model.ruling import Answer, Finding, Ruling
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Source
from clausewise.source.yaml_reader import read_yaml
from clausewise.testing.cases import Case, cases_in, read_cases, test_files
from clausewise.testing.coverage import Item, Sighting, Watch, exercised_by, pieces_of, sides_of
from clausewise.testing.run import Shelf, TestResult, asked_of, run_case
from clausewise.testing.suggesting.aims import Aim, Measure, aim_at
from clausewise.testing.suggesting.beginnings import beginning
from clausewise.testing.suggesting.search import Seeds, search
from clausewise.testing.suggesting.shortening import shortened
from clausewise.testing.suggesting.trials import Trial, Trials
from clausewise.testing.suggesting.variations import bare
from clausewise.testing.suggesting.writing import answer_lines, case_lines

_MOST_RULINGS = 6
"""More than so many rulings, and those of the clauses concerned are looked at alone."""


@frozen
class Suggestion:
    """A case to be confirmed or corrected.

    `items` are what it shows that no test does, the one it was sought for first; `measure` is how
    near it comes to that.  `only` are the clauses it looks at, all where there are none.
    """

    plan: Plan = field(repr=False)
    case: Case = field(repr=False)
    items: tuple[Item, ...]
    measure: Measure
    answer: Answer = field(repr=False)
    only: tuple[str, ...]
    findings: tuple[Finding, ...]

    def lines(self, title: str, handbook: str | None) -> Iterator[str]:
        """As YAML, to stand in the list `tests`."""
        yield from case_lines(evolve(self.case, handbook=handbook), title)
        yield from answer_lines(self.answer, self.only, self.findings)


@frozen
class Suggestions:
    """Everything that was made, what no case was found for, and the tests as they are.

    `told` are the errors of the policies; nothing is sought before these are mended.
    """

    made: tuple[Suggestion, ...]
    unfound: tuple[Item, ...]
    results: tuple[TestResult, ...] = field(repr=False)
    told: tuple[Diagnostic, ...] = ()


Progress = Callable[[int, int], None]
"""Told of how many items were sought for so far, and of how many there are."""


def _silent(done: int, of: int) -> None:
    """Nobody waits."""


def suggestions_for(
    paths: Sequence[Path],
    policies: Path | None = None,
    containing: str = "",
    progress: Progress = _silent,
) -> Suggestions:
    """A case for each piece of the handbooks concerned, and each side of each bound, that no test
    exercises, as far as one is found.

    Those are the handbooks of the tests in the files and folders, and those whose folders are given.
    The same policies and tests give the same cases.  UnreadableInput where a file cannot be opened.
    """
    watch = Watch()
    shelf = Shelf(policies, watch.watched)
    tried = list(_results(paths, shelf, watch, containing))
    results = tuple(result for result, _ in tried)
    # What handbooks share, such as a fault of the vocabulary, is told by each of them.
    told = tuple({(one.code, str(one.span)): one for one in _errors(paths, shelf)}.values())
    if told:
        return Suggestions((), (), results, told)
    made: list[Suggestion] = []
    unfound: list[Item] = []
    books = [_Book(plan, tried) for _, plan in sorted(watch.plans.items())]
    total = sum(len(book.missing) for book in books)
    done = 0
    for book in books:
        for item in book.missing:
            progress(done, total)
            done += 1
            if item not in book.shown:
                found = book.case_for(item)
                if found is not None:
                    made.append(found)
        unfound += (item for item in book.missing if item not in book.shown_at_all)
    return Suggestions(tuple(made), tuple(unfound), results)


def _errors(paths: Iterable[Path], shelf: Shelf) -> Iterator[Diagnostic]:
    """The errors of the handbooks below the folders, whose plans are on the shelf then."""
    for path in paths:
        for file in sorted(path.rglob("handbook.yaml")) if path.is_dir() else ():
            for one in shelf.plans(file.parent).told:
                if one.severity.value == "error":
                    yield one


def _results(
    paths: Iterable[Path], shelf: Shelf, watch: Watch, containing: str
) -> Iterator[tuple[TestResult, Sighting]]:
    for path in paths:
        for file in test_files(path):
            cases, told = read_cases(file)
            errors = tuple(one for one in told if one.severity.value == "error")
            if errors:
                yield TestResult(file.name, file, 1, "error", told=errors), Sighting()
            for case in cases:
                if containing in case.title or containing in str(file):
                    watch.since()
                    result = run_case(case, shelf)
                    yield result, watch.since()


class _Book:
    """One handbook: what its tests show, and what the cases made so far show besides."""

    def __init__(self, plan: Plan, tried: Iterable[tuple[TestResult, Sighting]]) -> None:
        self.plan = plan
        name = plan.handbook.name
        own = [
            (result, seen)
            for result, seen in tried
            if result.plan is not None and result.plan.handbook.name == name
        ]
        done: set[tuple[object, ...]] = set()
        seeds: list[Trial] = []
        for result, seen in own:
            if result.answer is None or result.case is None:
                continue
            done |= exercised_by((result.answer,), seen, plan)
            case = bare(result.case, plan.vocabulary)
            asked, _ = asked_of(case, plan)
            if asked is not None:
                seeds.append(Trial(case, plan, asked, result.answer, seen))
        self.seeds = Seeds(seeds)
        items = (*pieces_of(plan), *sides_of(plan))
        self.missing = [item for item in items if (item.part, *item.key) not in done]
        self.shown: list[Item] = []
        self.shown_at_all: list[Item] = []

    def case_for(self, item: Item) -> Suggestion | None:
        aim = aim_at(item, self.plan)
        if not aim.rules:
            return None
        found = search(aim, [*self.seeds.nearest(aim), beginning(aim.rules, aim.plan)])
        if found is None:
            return None
        fewer_rows, short = (self._whole(one.case) for one in shortened(aim, found.trial))
        if short is None or fewer_rows is None:
            return None
        # Without a field that these rules do not need, others may have something to say of it.
        quiet = _speakers(short.answer) <= _speakers(fewer_rows.answer)
        return self._suggestion(aim, short if quiet else fewer_rows)

    def _whole(self, case: Case) -> Trial | None:
        """The case as a test file has it, before the whole handbook."""
        read = reread(case)
        return None if read is None else Trials(self.plan, 1).of(read)

    def _suggestion(self, aim: Aim, trial: Trial) -> Suggestion | None:
        """None where the case shows nothing more before the whole handbook, because another rule has
        the last word."""
        measure = aim.measure(trial)
        if not measure.shown:
            return None
        done = exercised_by((trial.answer,), trial.sighting, self.plan)
        others = [
            item
            for item in self.missing
            if item is not aim.item and item not in self.shown and (item.part, *item.key) in done
        ]
        exact = [item for item in others if aim_at(item, self.plan).measure(trial).exact]
        self.shown += [aim.item, *exact]
        self.shown_at_all += [aim.item, *others]
        rules = {rule.id for rule in aim.rules}
        only = aim.clauses if len(trial.answer.rulings) > _MOST_RULINGS else ()
        self.seeds.add(trial)
        return Suggestion(
            self.plan,
            trial.case,
            (aim.item, *exact),
            measure,
            trial.answer,
            only,
            tuple(one for one in trial.answer.findings if one.rule in rules),
        )


def _speakers(answer: Answer) -> set[tuple[str, str]]:
    answers: tuple[Ruling | Finding, ...] = (*answer.rulings, *answer.findings)
    return {(one.rule, one.status) for one in answers}


def reread(case: Case) -> Case | None:
    """The case as it is read from the text that it is written as; None where it cannot be."""
    text = "\n".join(["tests:", *case_lines(case, "case")]) + "\n"
    root, told = read_yaml(Source(str(case.file), text))
    if root is None:
        return None
    cases, told = cases_in(root, case.file, told)
    if told or len(cases) != 1:
        return None
    return cases[0]
