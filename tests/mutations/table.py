"""Trials counted by kind of mistake, as a page that a person reads."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from tests.mutations.kinds import KINDS, Kind
from tests.mutations.trial import CHANGED_MONTHS, Fate, Trial


@frozen
class Score:
    """What became of some trials."""

    counts: Counter[Fate]

    @staticmethod
    def of(trials: Sequence[Trial]) -> "Score":
        return Score(Counter(trial.fate for trial in trials))

    @property
    def made(self) -> int:
        return self.counts.total()

    @property
    def told(self) -> int:
        return self.counts["told at the line"] + self.counts["told elsewhere"]

    @property
    def harmful(self) -> int:
        """Those that are known to change an answer, or leave none to be had."""
        return self.made - self.counts["no difference found"]

    @property
    def caught(self) -> int:
        return self.told + self.counts["test failed"]

    @property
    def caught_share(self) -> float:
        return self.caught / self.harmful if self.harmful else 1.0

    @property
    def at_the_line_share(self) -> float:
        return self.counts["told at the line"] / self.told if self.told else 1.0


def page_of(trials: Sequence[Trial], command: str) -> str:
    """The whole of docs/quality.md."""
    score = Score.of(trials)
    books = len({trial.mutant.file.folder for trial in trials})
    kinds = [kind for kind in KINDS if any(one.mutant.kind == kind.name for one in trials)]
    lines = [
        "# What a mistake in a policy runs into",
        "",
        "Mistakes of the kinds that people make, planted one at a time in the policies and registers of",
        f"{books} handbooks, each in a place chosen by a seed.  Each is held first against `check`, then against",
        "the tests beside the policies.  One that neither sees is held against changed months: those of the",
        f"tests, with one to three facts changed, some with no feed complete, {CHANGED_MONTHS} of them.  This page",
        "is written by",
        "",
        f"    {command}",
        "",
        f"- {score.made} mistakes of {len(kinds)} kinds.  {score.harmful} of them are known to change an answer, or leave none",
        "  to be had.",
        f"- Of these, **{score.caught} ({score.caught_share:.1%})** are caught: {score.told} by `check`,"
        f" {score.counts['test failed']} by the handbook's own tests.",
        f"- Of those that `check` tells of, **{score.counts['told at the line']}"
        f" ({score.at_the_line_share:.1%})** are told at the very line: the one that was changed;",
        "  where something was left out, on the lines of the rule or block it stood in, where its name is used, or",
        "  at the clause in the register that nothing carries any more; where two clash, either; of brackets, any band.  A place counts",
        "  that is underlined in the message: the first, or one that it says to see also.",
        f"- {score.counts['no difference found']} are told from the sound policy by nothing that was tried: such as a heading struck from the",
        "  register, or a bound that no fact can meet.  Some of these may change an answer all the same, in a",
        f"  month that was not tried; counted as if all did, {score.caught / score.made:.1%} are caught.",
        "",
        "| Kind | Example | Made | By `check` | at the line | By tests | Survived | No difference found |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
        *(_row(kind, [one for one in trials if one.mutant.kind == kind.name]) for kind in kinds),
        _cells("**all**", "", score),
        "",
        *_survivors(trials),
        *_elsewhere(trials),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _row(kind: Kind, trials: Sequence[Trial]) -> str:
    return _cells(kind.name, kind.example, Score.of(trials))


def _cells(name: str, example: str, score: Score) -> str:
    counts = score.counts
    numbers = (
        score.made, score.told, counts["told at the line"], counts["test failed"],
        counts["survived"], counts["no difference found"],
    )  # fmt: skip
    return f"| {name} | {example} | {' | '.join(map(str, numbers))} |"


def _survivors(trials: Sequence[Trial]) -> Iterator[str]:
    survived = [trial for trial in trials if trial.fate == "survived"]
    yield "## Survivors"
    yield ""
    if not survived:
        yield "None."
    for trial in survived:
        yield f"- {place_of(trial)}: {trial.mutant.kind}: {trial.mutant.shown}"
    yield ""


def _elsewhere(trials: Sequence[Trial]) -> Iterator[str]:
    yield "## Told elsewhere than at the line"
    yield ""
    found = [trial for trial in trials if trial.fate == "told elsewhere"]
    if not found:
        yield "None."
    for trial in found:
        codes = " ".join(trial.codes)
        yield f"- {place_of(trial)}: {trial.mutant.kind}: {trial.mutant.shown}: {codes}"
    yield ""


def place_of(trial: Trial) -> str:
    file = trial.mutant.file
    return f"{file.folder[:2]}/{file.path.name}:{trial.mutant.line}"
