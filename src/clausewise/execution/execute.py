"""One layer of rules asked of one employee, or of the company."""

from collections.abc import Iterator, Mapping, Sequence

from clausewise.execution.horizon import Horizon
from clausewise.execution.inquiry import Inquiry
from clausewise.execution.person import Person
from clausewise.execution.run import Run
from clausewise.execution.subjects import subjects
from clausewise.plan.verdict import Verdict


def inquiries(run: Run, horizons: Mapping[str, Horizon]) -> tuple[tuple[Inquiry, ...], ...]:
    """The plan's rules ready to be asked in this run, layer by layer."""
    return tuple(
        tuple(Inquiry(rule, run, horizons[rule.id].near) for rule in layer)
        for layer in run.plan.layers
    )


def execute(
    layer: Sequence[Inquiry], person: Person, run: Run, horizons: Mapping[str, Horizon]
) -> Iterator[Verdict]:
    """The verdicts of one layer; those that say nothing are left out."""
    for inquiry in layer:
        asked = horizons[inquiry.rule.id].since(person.dawn)
        for subject in subjects(inquiry.rule, person, run, asked):
            yield from inquiry.ask(subject, person, asked)
