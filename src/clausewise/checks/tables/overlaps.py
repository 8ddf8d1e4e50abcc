"""Rows of a table that hold together, found pair by pair from the stretches that each row covers."""

from collections.abc import Callable, Iterator, Sequence

from clausewise.checks.bit_sets import lowest
from clausewise.checks.tables.columns import Column, Cut


def overlaps(columns: Sequence[Column], rows: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Each pair of rows that hold together for some input, with one stretch of each column.

    Of rows that hang on conditions which only facts decide, nothing is said.
    """
    known = [column for column in columns if column.guess is None]
    others = [_rows_met(column) for column in known]
    free = [
        not any(column.uses[row] for column in columns if column.guess is not None)
        for row in range(rows)
    ]
    covered = [covered_by_row(column) for column in columns]
    for row in range(rows):
        met = -1
        for column, by_cell in zip(known, others, strict=True):
            met &= by_cell[column.uses[row]]
        met >>= row + 1
        other = row
        while met:
            step = (met & -met).bit_length()
            other += step
            met >>= step
            if free[row] and free[other]:
                yield row, other, tuple(lowest(by_row[row] & by_row[other]) for by_row in covered)


def same_tests(columns: Sequence[Column], rows: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Each row that holds exactly where an earlier one does, with that one and one such place."""
    covered = [covered_by_row(column) for column in columns]
    first: dict[tuple[int, ...], int] = {}
    for row in range(rows):
        places = tuple(by_row[row] for by_row in covered)
        if all(places):
            earlier = first.setdefault(places, row)
            if earlier != row:
                yield earlier, row, tuple(map(lowest, places))


def covered_by_row(column: Column) -> list[int]:
    """For each row the stretches where its cell is true, a bit each."""
    by_cell = [_true_places(column, cut) for cut in column.cells]
    return [by_cell[cell] for cell in column.uses]


def _true_places(column: Column, cut: Cut) -> int:
    return sum((1 << end) - (1 << start) for start, end in _true_runs(column, cut))


def _true_runs(column: Column, cut: Cut) -> Iterator[tuple[int, int]]:
    ends = [*(start for start, _ in cut.runs[1:]), len(column.stretches)]
    for (start, truth), end in zip(cut.runs, ends, strict=True):
        if truth is True:
            yield start, end


def _rows_met(column: Column) -> list[int]:
    """For each cell the rows whose own cell is true somewhere where it is."""
    within = _unions([sure for sure, _ in column.masks])
    met: list[int] = []
    for cut in column.cells:
        rows = 0
        for start, end in _true_runs(column, cut):
            rows |= within(start, end)
        met.append(rows)
    return met


def _unions(masks: Sequence[int]) -> Callable[[int, int], int]:
    """The union of the masks from one place to before another, each from two overlapping halves."""
    doubled = [list(masks)]
    length = 1
    while length * 2 <= len(masks):
        below = doubled[-1]
        count = len(masks) - 2 * length + 1
        doubled.append([below[at] | below[at + length] for at in range(count)])
        length *= 2

    def union(start: int, end: int) -> int:
        power = (end - start).bit_length() - 1
        return doubled[power][start] | doubled[power][end - (1 << power)]

    return union
