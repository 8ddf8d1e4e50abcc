"""Gaps of a table that is too large to sweep, looked for by z3 where it is installed."""

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any

from clausewise.checks.tables.columns import Column
from clausewise.checks.tables.overlaps import covered_by_row
from clausewise.checks.tables.sweep import Box


def solved_gaps(columns: Sequence[Column], rows: int, most: int) -> list[Box] | None:
    """Up to `most` boxes of inputs that no row surely holds for; null without z3, or if it gives up.

    z3 is asked about the stretches of the columns only: what is true where is not its to decide.
    """
    if importlib.util.find_spec("z3") is None:
        return None
    z3: Any = importlib.import_module("z3")
    inputs = [z3.Int(f"column {place}") for place in range(len(columns))]
    solver = z3.Solver()
    solver.set("timeout", 20_000)
    for at, column in zip(inputs, columns, strict=True):
        solver.add(at >= 0, at < len(column.stretches))
    covered = [covered_by_row(column) for column in columns]

    def inside(at: Any, places: int, length: int) -> Any:
        runs = []
        start = 0
        while start < length:
            if places >> start & 1:
                end = start
                while end < length and places >> end & 1:
                    end += 1
                runs.append(z3.And(at >= start, at < end))
                start = end
            start += 1
        return z3.Or(*runs)

    for row in range(rows):
        solver.add(
            z3.Not(
                z3.And(
                    *(
                        inside(at, by_row[row], len(column.stretches))
                        for at, column, by_row in zip(inputs, columns, covered, strict=True)
                    )
                )
            )
        )
    found: list[Box] = []
    while len(found) < most:
        answer = solver.check()
        if answer == z3.unknown:
            return None
        if answer == z3.unsat:
            break
        model = solver.model()
        point = [model.eval(at, model_completion=True).as_long() for at in inputs]
        box = _widened(point, columns, covered, rows)
        found.append(box)
        solver.add(
            z3.Not(
                z3.And(
                    *(
                        inside(at, sum(1 << place for place in places), len(column.stretches))
                        for at, places, column in zip(inputs, box, columns, strict=True)
                    )
                )
            )
        )
    return found


def _widened(
    point: Sequence[int], columns: Sequence[Column], covered: Sequence[Sequence[int]], rows: int
) -> Box:
    """The point, column by column as wide as no row comes in."""
    box = [1 << place for place in point]
    for at, column in enumerate(columns):
        near = [
            row
            for row in range(rows)
            if all(covered[other][row] & box[other] for other in range(len(columns)) if other != at)
        ]
        taken = 0
        for row in near:
            taken |= covered[at][row]
        box[at] = ((1 << len(column.stretches)) - 1) & ~taken
    return tuple(
        tuple(place for place in range(len(column.stretches)) if places >> place & 1)
        for places, column in zip(box, columns, strict=True)
    )
