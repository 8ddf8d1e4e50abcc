"""Gaps found by z3 are those that the sweep finds; asked only where it is installed."""

import random

import pytest

from clausewise.checks.known import Known
from clausewise.checks.tables.columns import columns_of
from clausewise.checks.tables.decision_tables import tables
from clausewise.checks.tables.solver import solved_gaps
from clausewise.checks.tables.sweep import Swept, sweep
from clausewise.feel.tables import DecisionTable
from tests.checks.tables.test_decision_tables import random_table, table
from tests.checks.tea_house import TeaHouse, tea_house

__all__ = ["tea_house"]

pytest.importorskip("z3", reason="an extra: clausewise[proof]")


@pytest.mark.parametrize("seed", range(25))
def test_both_ways_find_the_same_inputs_without_a_row(seed: int, tea_house: TeaHouse) -> None:
    read = random_table(random.Random(seed), tea_house, "UNIQUE").functions["tier"]
    assert isinstance(read, DecisionTable)
    types = [column.type for column in read.columns]
    columns = columns_of(read.names, types, read.rows, Known({}))
    swept = sweep(columns, len(read.rows))
    assert isinstance(swept, Swept)
    solved = solved_gaps(columns, len(read.rows), 1000)
    assert solved is not None

    def inside(boxes: list[tuple[tuple[int, ...], ...]]) -> set[tuple[int, ...]]:
        return {(a, b, c) for one, two, three in boxes for a in one for b in two for c in three}

    assert inside(solved) == inside(list(swept.gaps()))


def test_what_is_too_large_to_sweep_is_solved(tea_house: TeaHouse) -> None:
    plan = tea_house.plan(table("<= 10 | 0", "> 11 | 1"))

    told = [one for one in tables(plan, most_states=2) if "extra" in str(one.span)]

    assert [(one.code, one.blanks["where"]) for one in told] == [("CW410", "minutes (10..11]")]
