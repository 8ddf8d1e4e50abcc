"""Milliseconds that proving a decision table takes: its columns cut, swept, its rows compared.

    python benchmarks/tables.py [--rows 1000] [--columns 6] [--seed 1]

Tables are random partitions of all inputs, by numbers, words and truths; one row of each is taken
out, widened, or left as it is, and what is told must agree.  `--worst` looks at tables of truths
alone with three cells a row, on which every method known takes long, up to the budget.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from clausewise.checks.known import Known
from clausewise.checks.tables.columns import Column, columns_of
from clausewise.checks.tables.overlaps import overlaps
from clausewise.checks.tables.sweep import Swept, sweep
from clausewise.feel.environment import Environment
from clausewise.feel.tables import (
    DecisionTable,
    TableInput,
    TableOutput,
    TableRow,
    TableSource,
    read_table,
)
from clausewise.source.span import Passage
from clausewise.values.types import BOOLEAN, NUMBER, STRING, Type

WORDS = tuple(f"w{place}" for place in range(12))
KINDS: tuple[Type, ...] = (NUMBER, STRING.limited_to(WORDS), NUMBER, BOOLEAN, NUMBER, NUMBER)
Box = tuple[tuple[int, int], ...]
"""For each column from where to before where; None of the ends is open."""
SIZES = {"number": 10_000, "string": len(WORDS), "boolean": 2}


def partition(rows: int, kinds: Sequence[Type], chance: random.Random) -> list[Box]:
    """So many boxes that do not overlap and leave nothing out."""
    boxes: list[Box] = [tuple((0, SIZES[str(kind)]) for kind in kinds)]
    while len(boxes) < rows:
        at = chance.randrange(len(boxes))
        place = chance.randrange(len(kinds))
        low, high = boxes[at][place]
        if high - low < 2:
            continue
        cut = chance.randrange(low + 1, high)
        box = boxes.pop(at)
        boxes += [(*box[:place], part, *box[place + 1 :]) for part in ((low, cut), (cut, high))]
    return boxes


def cell(kind: Type, low: int, high: int) -> str:
    size = SIZES[str(kind)]
    if (low, high) == (0, size):
        return "-"
    if kind == NUMBER:
        ends = ("<" if low == 0 else ">=", high if low == 0 else low)
        return f"{ends[0]} {ends[1]}" if low == 0 or high == size else f"[{low}..{high})"
    words = ("false", "true") if kind == BOOLEAN else tuple(f'"{word}"' for word in WORDS)
    return ", ".join(words[low:high])


def table(kinds: Sequence[Type], cells: Sequence[Sequence[str]]) -> DecisionTable:
    source = TableSource(
        "t",
        tuple(TableInput(f"c{place}", kind) for place, kind in enumerate(kinds)),
        (TableOutput("o", NUMBER),),
        tuple(
            TableRow(tuple(map(Passage.of, row)), (Passage.of(str(at)),))
            for at, row in enumerate(cells)
        ),
    )
    read, told = read_table(source, Environment.of_policy({}))
    assert read is not None, told
    return read


def proved(read: DecisionTable) -> tuple[Sequence[Column], Swept | int, int, dict[str, float]]:
    """The columns, the sweep, the number of overlaps, and the milliseconds of each."""
    spent: dict[str, float] = {}
    began = time.perf_counter()

    def took(what: str) -> None:
        nonlocal began
        now = time.perf_counter()
        spent[what] = (now - began) * 1000
        began = now

    columns = columns_of(read.names, [one.type for one in read.columns], read.rows, Known({}))
    took("columns")
    swept = sweep(columns, len(read.rows))
    took("sweep")
    pairs = sum(1 for _ in overlaps(columns, len(read.rows)))
    took("overlaps")
    return columns, swept, pairs, spent


def changed(
    boxes: list[Box], kinds: Sequence[Type], chance: random.Random
) -> Iterator[tuple[str, list[Box]]]:
    yield "whole", boxes
    at = chance.randrange(len(boxes))
    yield "a row out", boxes[:at] + boxes[at + 1 :]
    wide = tuple((0, SIZES[str(kind)]) for kind in kinds)
    yield "a row widened", [*boxes[:at], (*wide[:1], *boxes[at][1:]), *boxes[at + 1 :]]


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rows", type=int, default=1000)
    reader.add_argument("--columns", type=int, default=6)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--worst", action="store_true")
    given = reader.parse_args()
    chance = random.Random(given.seed)
    if given.worst:
        kinds: Sequence[Type] = (BOOLEAN,) * 18
        cells = [["-"] * 18 for _ in range(120)]
        for row in cells:
            for place in chance.sample(range(18), 3):
                row[place] = chance.choice(("true", "false"))
        show("worst", proved(table(kinds, cells)))
        return
    kinds = [KINDS[place % len(KINDS)] for place in range(given.columns)]
    boxes = partition(given.rows, kinds, chance)
    for name, some in changed(boxes, kinds, chance):
        cells = [[cell(k, *part) for k, part in zip(kinds, box, strict=True)] for box in some]
        outcome = proved(table(kinds, cells))
        show(name, outcome)
        swept = outcome[1]
        if isinstance(swept, Swept):
            assert (next(swept.gaps(), None) is not None) == (name == "a row out")
        assert (outcome[2] > 0) == (name == "a row widened" and some != boxes)


def show(name: str, outcome: tuple[Sequence[Column], Swept | int, int, dict[str, float]]) -> None:
    columns, swept, pairs, spent = outcome
    states = swept.states if isinstance(swept, Swept) else f"over {swept}"
    parts = Counter({what: round(ms) for what, ms in spent.items()})
    sizes = "/".join(str(len(column.stretches)) for column in columns)
    times = "  ".join(f"{what} {ms} ms" for what, ms in parts.items())
    sys.stdout.write(
        f"{name:14} {times}  together {sum(parts.values())} ms"
        f"  states {states}  overlaps {pairs}  stretches {sizes}\n"
    )


if __name__ == "__main__":
    main()
