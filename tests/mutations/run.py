"""A seed into mutants, and mutants into trials, handbook by handbook."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from tests.mutations.kinds import KINDS
from tests.mutations.trial import Handbook, Mutant, Trial, try_out

POLICIES = Path(__file__).parents[2] / "policies"


def folders_of(numbers: Sequence[str]) -> list[Path]:
    """The folders of these handbooks, 22 or 05; of all where none is named."""
    found = sorted(path.parent for path in POLICIES.glob("*/handbook.yaml"))
    return [path for path in found if not numbers or path.name[:2] in numbers]


def mutants_of(books: Sequence[Handbook], seed: int, per_kind: int) -> list[Mutant]:
    """As many mutants of each kind as asked, or as there are places for; the same for one seed."""
    chosen: list[Mutant] = []
    for kind in KINDS:
        places = [
            Mutant(kind.name, file, slip)
            for book in books
            for file in book.files
            for slip in kind.find(file)
        ]
        dice = random.Random(f"{seed}: {kind.name}")
        chosen += dice.sample(places, min(per_kind, len(places)))
    return chosen


def trials_of(folders: Sequence[Path], seed: int, per_kind: int, jobs: int = 1) -> list[Trial]:
    """Each mutant tried, in the order of kinds."""
    books = {folder.name: _book(folder) for folder in folders}
    mutants = mutants_of([*books.values()], seed, per_kind)
    # Neighbours in this order share a handbook, whose tests are then read once.
    order = sorted(range(len(mutants)), key=lambda at: (mutants[at].file.folder, at))
    if jobs == 1:
        tried = {at: try_out(mutants[at], books[mutants[at].file.folder]) for at in order}
    else:
        shares = [(folders, seed, per_kind, share) for share in _shares(order, mutants)]
        with ProcessPoolExecutor(jobs) as pool:
            tried = {at: one for share in pool.map(_try_share, shares) for at, one in share}
    return [tried[at] for at in range(len(mutants))]


_SHARE = 10


def _shares(order: Sequence[int], mutants: Sequence[Mutant]) -> Iterator[tuple[int, ...]]:
    """A few mutants of one handbook each; those of the largest handbooks first."""
    by_book: dict[str, list[int]] = {}
    for at in order:
        by_book.setdefault(mutants[at].file.folder, []).append(at)
    for share in sorted(by_book.values(), key=len, reverse=True):
        for first in range(0, len(share), _SHARE):
            yield tuple(share[first : first + _SHARE])


def _try_share(
    asked: tuple[Sequence[Path], int, int, tuple[int, ...]],
) -> list[tuple[int, Trial]]:
    folders, seed, per_kind, numbers = asked
    mutants = _mutants(tuple(folders), seed, per_kind)
    return [(at, try_out(mutants[at], _book(POLICIES / mutants[at].file.folder))) for at in numbers]


@cache
def _book(folder: Path) -> Handbook:
    return Handbook(folder)


@cache
def _mutants(folders: tuple[Path, ...], seed: int, per_kind: int) -> tuple[Mutant, ...]:
    return tuple(mutants_of([_book(folder) for folder in folders], seed, per_kind))
