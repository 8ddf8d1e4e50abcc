"""A policy's decision table into a function of its inputs."""

from clausewise.feel.environment import Environment
from clausewise.feel.tables import (
    DecisionTable,
    TableInput,
    TableOutput,
    TableRow,
    TableSource,
    hit_policy_of,
    read_table,
)
from clausewise.model import policy as written
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.values.types import ANY, Type

# DMN's others are for its conformance cases alone (language.md §4.2).
HIT_POLICIES = (
    "UNIQUE", "ANY", "FIRST", "COLLECT", "COLLECT+", "COLLECT<", "COLLECT>", "COLLECT#",
)  # fmt: skip


def table_of(
    table: written.DecisionTable, environment: Environment
) -> tuple[DecisionTable | None, Type, list[Diagnostic]]:
    """The table and its type as a function; None and any type where it has a fault."""
    if table.hit not in HIT_POLICIES:
        hint = nearest(table.hit, HIT_POLICIES)
        return None, ANY, [Diagnostic.at(table.span, "CW369", name=table.hit, nearest=hint)]
    hit = hit_policy_of(table.hit)
    assert hit is not None
    width = len(table.inputs)
    defaults = table.default or {}
    source = TableSource(
        name=table.name,
        inputs=tuple(TableInput(name, kind) for name, kind, _ in table.inputs),
        outputs=tuple(
            TableOutput(name, kind, default=defaults.get(name)) for name, kind, _ in table.outputs
        ),
        rows=tuple(TableRow(row[:width], row[width:]) for row in table.rows),
        hit_policy=hit[0],
        aggregation=hit[1],
    )
    read, told = read_table(source, environment)
    return read, ANY if read is None else read.type, told
