"""`python -m tests.mutations --seed N`: writes docs/quality.md."""

import argparse
import sys
from pathlib import Path

from tests.mutations.run import folders_of, trials_of
from tests.mutations.table import Score, page_of, place_of

QUALITY = Path(__file__).parents[2] / "docs" / "quality.md"


def main() -> int:
    """0 where 99% of what changes an answer is caught, and 95% of what is told is told at the line."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--per-kind", type=int, default=3, metavar="K")
    parser.add_argument("--handbooks", default="", metavar="22,23", help="default: all")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-o", dest="out", type=Path, help="default: docs/quality.md, for all")
    given = parser.parse_args()
    numbers = [one for one in given.handbooks.split(",") if one]
    trials = trials_of(folders_of(numbers), given.seed, given.per_kind, given.jobs)
    command = f"python -m tests.mutations --seed {given.seed} --per-kind {given.per_kind}"
    page = page_of(trials, command + (f" --handbooks {given.handbooks}" if numbers else ""))
    out = given.out or (None if numbers else QUALITY)
    if out is None:
        sys.stdout.write(page)
    else:
        out.write_text(page, encoding="utf-8")
    for trial in trials:
        if trial.fate == "survived":
            mutant = trial.mutant
            told = f"{place_of(trial)}: {mutant.kind}: {mutant.shown}\n    {trial.witness}\n"
            sys.stderr.write(told)
    score = Score.of(trials)
    return int(score.caught_share < 0.99 or score.at_the_line_share < 0.95)


if __name__ == "__main__":
    sys.exit(main())
