"""A case without what its answer does not hang on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from attrs import evolve

from clausewise.model.ruling import Answer
from clausewise.source.yaml_reader import Scalar
from clausewise.testing.cases import Case
from clausewise.testing.suggesting.aims import Aim
from clausewise.testing.suggesting.trials import Trial, Trials
from clausewise.testing.suggesting.variations import Section, without, without_cell

MOST_TRIALS = 200


def shortened(aim: Aim, trial: Trial) -> tuple[Trial, Trial]:
    """The case with fewer rows, and that with fewer fields besides, which show the item just as well,
    and of which the rules concerned say the very same.

    It is asked about the days that are ruled on alone where the rulings are the same then.  Each row and
    field is left out where that can be, once, the last ones first.
    """
    trials = Trials(aim.plan, MOST_TRIALS)
    trial = _of_its_days(aim, trials, trial)
    fewer_rows = _reduced(aim, trials, trial, _rows(trial.case))
    return fewer_rows, _reduced(aim, trials, fewer_rows, _cells(fewer_rows.case))


def _of_its_days(aim: Aim, trials: Trials, trial: Trial) -> Trial:
    """Days before and after those that are ruled on have nothing to say but what is not known of them."""
    known = (one.date for one in trial.answer.findings if one.status != "undetermined")
    days = sorted([*(one.date for one in trial.answer.rulings), *known])
    days = days or sorted(fact.date for fact in trial.asked.ledger.facts)
    written = trial.case.period
    if not days or not isinstance(written, Scalar):
        return trial
    words = f"{days[0]}..{days[-1]}"
    of_days = evolve(trial.case, period=Scalar(words, words, "plain", written.span))
    found = trials.of(of_days)
    if found is None or _said(found.answer)[0] != _said(trial.answer)[0]:
        return trial
    measure = aim.measure(found)
    shows = measure.shown and measure.rank <= aim.measure(trial).rank
    fewer = len(found.answer.findings) < len(trial.answer.findings)
    return found if shows and fewer else trial


Reduce = Callable[[Case], Case]


def _reduced(aim: Aim, trials: Trials, trial: Trial, reductions: Iterable[Reduce]) -> Trial:
    rank, said = aim.measure(trial).rank, _said(trial.answer)
    best = trial
    for reduce in reductions:
        less = reduce(best.case)
        found = None if less is best.case else trials.of(less)
        if found is not None and _said(found.answer) == said:
            measure = aim.measure(found)
            if measure.shown and measure.rank <= rank:
                best = found
    return best


_SECTIONS: tuple[Section, ...] = ("events", "employees")


def _rows(case: Case) -> Iterator[Reduce]:
    for section in _SECTIONS:
        for _, cells in reversed(getattr(case, section)):
            yield partial(_without_row, section, cells)


def _cells(case: Case) -> Iterator[Reduce]:
    for section in _SECTIONS:
        for _, cells in reversed(getattr(case, section)):
            # By its id a fact is quoted, and put in order among those of its day.
            for name in reversed([name for name in cells if name != "id"]):
                yield partial(_without_cell, section, cells.get("id"), name)


def _without_row(section: Section, cells: Mapping[str, Any], case: Case) -> Case:
    rows = [other for _, other in getattr(case, section)]
    return without(case, section, rows.index(cells))


def _without_cell(section: Section, id_: object, name: str, case: Case) -> Case:
    for row, (_, cells) in enumerate(getattr(case, section)):
        if cells.get("id") == id_ and name in cells:
            return without_cell(case, section, row, name)
    return case


def _said(answer: Answer) -> tuple[Any, ...]:
    return (
        [
            (one.rule, one.outcome, one.employee, one.date, one.amount, str(one.fields))
            for one in answer.rulings
        ],
        [
            (one.rule, one.status, one.employee, one.date, one.missing, str(one.due), str(one.by))
            for one in answer.findings
        ],
    )
