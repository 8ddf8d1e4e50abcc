"""Decision tables: their cells read, and which rows an input picks (DMN 1.5 chapter 8)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from attrs import field, frozen

from clausewise.feel.core import Core
from clausewise.feel.environment import POLICY, Environment
from clausewise.feel.functions.lists import greatest, least, total_of
from clausewise.feel.functions.operators import equal
from clausewise.feel.interpret import Inner, Scope, value_of
from clausewise.feel.read import read_expression, read_unary_tests
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage
from clausewise.values.number import Decimal
from clausewise.values.truth import Truth
from clausewise.values.types import ANY, NUMBER, ContextOf, FunctionOf, ListOf, Type, coerce

HitPolicy = Literal["UNIQUE", "ANY", "PRIORITY", "FIRST", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]
Aggregation = Literal["SUM", "MIN", "MAX", "COUNT"]


@frozen
class TableInput:
    """A column that is asked about.  `expression` null: it is handed over under its name.

    `allowed` are unary tests that a value must pass; one that does not makes the answer null.
    """

    name: str
    type: Type = ANY
    expression: Passage | None = None
    allowed: Passage | None = None


@frozen
class TableOutput:
    """A column of the answer.  `allowed` are its values from the first in priority to the last."""

    name: str
    type: Type = ANY
    allowed: tuple[Passage, ...] = ()
    default: Passage | None = None


@frozen
class TableRow:
    """Cells: unary tests on the left, expressions on the right."""

    tests: tuple[Passage, ...]
    outputs: tuple[Passage, ...]


@frozen
class TableSource:
    """A table as written.  `default` is the whole answer where no row holds."""

    name: str
    inputs: tuple[TableInput, ...]
    outputs: tuple[TableOutput, ...]
    rows: tuple[TableRow, ...]
    hit_policy: HitPolicy = "UNIQUE"
    aggregation: Aggregation | None = None
    default: Passage | None = None


_POLICIES: Mapping[str, tuple[HitPolicy, Aggregation | None]] = {
    "UNIQUE": ("UNIQUE", None), "U": ("UNIQUE", None), "ANY": ("ANY", None), "A": ("ANY", None),
    "PRIORITY": ("PRIORITY", None), "P": ("PRIORITY", None), "FIRST": ("FIRST", None),
    "F": ("FIRST", None), "RULE ORDER": ("RULE ORDER", None), "R": ("RULE ORDER", None),
    "OUTPUT ORDER": ("OUTPUT ORDER", None), "O": ("OUTPUT ORDER", None),
    "COLLECT": ("COLLECT", None), "C": ("COLLECT", None), "COLLECT+": ("COLLECT", "SUM"),
    "C+": ("COLLECT", "SUM"), "COLLECT<": ("COLLECT", "MIN"), "C<": ("COLLECT", "MIN"),
    "COLLECT>": ("COLLECT", "MAX"), "C>": ("COLLECT", "MAX"), "COLLECT#": ("COLLECT", "COUNT"),
    "C#": ("COLLECT", "COUNT"),
}  # fmt: skip


def hit_policy_of(text: str) -> tuple[HitPolicy, Aggregation | None] | None:
    """The hit policy and aggregation that a word or letter means: `COLLECT+`, `C+`, `UNIQUE`."""
    return _POLICIES.get(" ".join(text.upper().split()))


@frozen
class _Column:
    name: str
    type: Type
    expression: Core | None
    allowed: Core | None


@frozen
class _Output:
    name: str
    type: Type
    priorities: tuple[Core, ...]
    default: Core | None


@frozen
class Row:
    """The cells of one row as core: a truth for each input, a value for each output."""

    tests: tuple[Core, ...]
    outputs: tuple[Core, ...]


@frozen(slots=False)
class DecisionTable:
    """A table that was read.  `bind` it to a scope, and it can be called."""

    name: str
    columns: tuple[_Column, ...]
    outputs: tuple[_Output, ...]
    rows: tuple[Row, ...]
    hit_policy: HitPolicy
    aggregation: Aggregation | None
    default: Core | None
    of_policy: bool = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def type(self) -> FunctionOf:
        """What the table is as a function of its inputs."""
        answer: Type = ContextOf(
            {output.name: _aggregated(self, output) for output in self.outputs}
        )
        if not self.of_policy and len(self.outputs) == 1:
            answer = _aggregated(self, self.outputs[0])
        if self.aggregation is None and self.hit_policy in _SEVERAL:
            answer = ListOf(answer)
        return FunctionOf(tuple(column.type for column in self.columns), answer, self.names)

    def bind(self, scope: Scope) -> "BoundTable":
        """The function of its inputs, whose cells see the names of the scope."""
        return BoundTable(self, scope)


def _aggregated(table: DecisionTable, output: _Output) -> Type:
    return NUMBER if table.aggregation == "COUNT" else output.type


def _nothing_collected(table: DecisionTable) -> Any:
    """Of no rows at all, plain FEEL collects an empty list, and counts none."""
    if table.aggregation == "COUNT":
        return Decimal(0)
    return [] if table.hit_policy == "COLLECT" and table.aggregation is None else None


_SEVERAL = frozenset({"COLLECT", "RULE ORDER", "OUTPUT ORDER"})


class BoundTable:
    """A table as a function: called with the inputs in order, it gives the answer.

    In policies the answer is a context of the outputs (of several rows: a list of them; with an
    aggregation: a context of the aggregates); in plain FEEL one output gives its value alone.
    """

    __slots__ = ("scope", "table")

    def __init__(self, table: DecisionTable, scope: Scope) -> None:
        self.table = table
        self.scope = scope

    @property
    def names(self) -> tuple[str, ...]:
        return self.table.names

    @property
    def type(self) -> FunctionOf:
        return self.table.type

    def __call__(self, *inputs: Any) -> Any:
        table = self.table
        if len(inputs) != len(table.columns) or not self._allowed(inputs):
            return None
        truths = self.truths(inputs)
        if not table.of_policy:
            truths = [truth is True for truth in truths]
        chosen = _PICKS[table.hit_policy](truths)
        if chosen is None:
            return None
        scope = self._inside(inputs)
        if not chosen:
            return self._defaults(scope)
        return _ANSWERS[table.hit_policy](
            self, [self._outputs(row, scope) for row in chosen], scope
        )

    def decide(self) -> Any:
        """The answer for inputs that the table works out itself, from its scope."""
        return self(
            *(
                None
                if column.expression is None
                else coerce(value_of(column.expression, self.scope), column.type)
                for column in self.table.columns
            )
        )

    def matches(self, inputs: Sequence[Any]) -> tuple[int, ...]:
        """The rows that the answer comes from, counted from 0; () for the default or null."""
        chosen = _PICKS[self.table.hit_policy](self.truths(inputs))
        return tuple(chosen or ())

    def truths(self, inputs: Sequence[Any]) -> list[Truth]:
        """For each row whether it holds, in order."""
        columns = range(len(inputs))
        scopes = [Inner({"?": value, **self._named(inputs)}, self.scope) for value in inputs]
        return [_row_truth(row, scopes, columns) for row in self.table.rows]

    def unknown_cells(self, inputs: Sequence[Any]) -> list[tuple[Core, Scope]]:
        """The cells that are null for these inputs, in rows that no other cell rules out."""
        scopes = [Inner({"?": value, **self._named(inputs)}, self.scope) for value in inputs]
        found: list[tuple[Core, Scope]] = []
        for row in self.table.rows:
            truths = [value_of(test, scope) for test, scope in zip(row.tests, scopes, strict=True)]
            if False not in truths:
                found += [
                    (test, scope)
                    for test, scope, truth in zip(row.tests, scopes, truths, strict=True)
                    if truth is None
                ]
        return found

    def _named(self, inputs: Sequence[Any]) -> dict[str, Any]:
        return dict(zip(self.table.names, inputs, strict=True))

    def _inside(self, inputs: Sequence[Any]) -> Scope:
        return Inner(self._named(inputs), self.scope)

    def _allowed(self, inputs: Sequence[Any]) -> bool:
        return all(
            column.allowed is None
            or value is None
            or value_of(column.allowed, Inner({"?": value}, self.scope)) is True
            for column, value in zip(self.table.columns, inputs, strict=True)
        )

    def _outputs(self, row: int, scope: Scope) -> list[Any]:
        return [
            coerce(value_of(cell, scope), output.type)
            for cell, output in zip(self.table.rows[row].outputs, self.table.outputs, strict=True)
        ]

    def _defaults(self, scope: Scope) -> Any:
        table = self.table
        if table.default is not None:
            return value_of(table.default, scope)
        if all(output.default is None for output in table.outputs):
            return None if table.of_policy else _nothing_collected(table)
        values = [
            None if output.default is None else value_of(output.default, scope)
            for output in table.outputs
        ]
        return self.answer(values)

    def answer(self, values: Sequence[Any]) -> Any:
        """The outputs of one row as the caller gets them."""
        if len(values) == 1 and not self.table.of_policy:
            return values[0]
        return {
            output.name: value for output, value in zip(self.table.outputs, values, strict=True)
        }


def _row_truth(row: Row, scopes: list[Inner], columns: range) -> Truth:
    known = True
    for column in columns:
        truth = value_of(row.tests[column], scopes[column])
        if truth is False:
            return False
        if truth is not True:
            known = False
    return True if known else None


# -- which rows -----------------------------------------------------------------------------------


def _true_rows(truths: Sequence[Truth]) -> list[int]:
    return [index for index, truth in enumerate(truths) if truth is True]


def _pick_sure(truths: Sequence[Truth]) -> list[int] | None:
    """Rows that surely hold; what is not known of others changes nothing, unless none does."""
    rows = _true_rows(truths)
    return None if not rows and None in truths else rows


def _pick_first(truths: Sequence[Truth]) -> list[int] | None:
    for index, truth in enumerate(truths):
        if truth is None:
            return None
        if truth:
            return [index]
    return []


def _pick_all(truths: Sequence[Truth]) -> list[int] | None:
    return None if None in truths else _true_rows(truths)


_PICKS: Mapping[str, Callable[[Sequence[Truth]], list[int] | None]] = {
    "UNIQUE": _pick_sure,
    "ANY": _pick_sure,
    "FIRST": _pick_first,
    "PRIORITY": _pick_all,
    "COLLECT": _pick_all,
    "RULE ORDER": _pick_all,
    "OUTPUT ORDER": _pick_all,
}


# -- what they give ---------------------------------------------------------------------------------

_Rows = list[list[Any]]


def _the_one(table: BoundTable, rows: _Rows, _scope: Scope) -> Any:
    """Two rows that hold break the promise of the table: null."""
    return table.answer(rows[0]) if len(rows) == 1 else None


def _all_the_same(table: BoundTable, rows: _Rows, _scope: Scope) -> Any:
    return table.answer(rows[0]) if all(equal(rows[0], row) is True for row in rows) else None


def _the_first(table: BoundTable, rows: _Rows, _scope: Scope) -> Any:
    return table.answer(rows[0])


def _by_priority(table: BoundTable, rows: _Rows, scope: Scope) -> _Rows:
    ranks = [
        [value_of(core, scope) for core in output.priorities] for output in table.table.outputs
    ]

    def rank(row: list[Any]) -> list[int]:
        places = []
        for value, order in zip(row, ranks, strict=True):
            found = [place for place, one in enumerate(order) if equal(one, value) is True]
            places.append(found[0] if found else len(order))
        return places

    return sorted(rows, key=rank)


def _the_prior(table: BoundTable, rows: _Rows, scope: Scope) -> Any:
    return table.answer(_by_priority(table, rows, scope)[0])


def _in_output_order(table: BoundTable, rows: _Rows, scope: Scope) -> Any:
    return [table.answer(row) for row in _by_priority(table, rows, scope)]


def _in_rule_order(table: BoundTable, rows: _Rows, _scope: Scope) -> Any:
    return [table.answer(row) for row in rows]


def _collected(table: BoundTable, rows: _Rows, scope: Scope) -> Any:
    aggregation = table.table.aggregation
    if aggregation is None:
        return _in_rule_order(table, rows, scope)
    aggregate = _AGGREGATES[aggregation]
    return table.answer([aggregate(list(values)) for values in zip(*rows, strict=True)])


_AGGREGATES: Mapping[str, Callable[[list[Any]], Any]] = {
    "SUM": total_of,
    "MIN": least,
    "MAX": greatest,
    "COUNT": lambda values: Decimal(len(values)),
}
_ANSWERS: Mapping[str, Callable[[BoundTable, _Rows, Scope], Any]] = {
    "UNIQUE": _the_one,
    "ANY": _all_the_same,
    "FIRST": _the_first,
    "PRIORITY": _the_prior,
    "COLLECT": _collected,
    "RULE ORDER": _in_rule_order,
    "OUTPUT ORDER": _in_output_order,
}


# -- reading ----------------------------------------------------------------------------------------


def read_table(
    source: TableSource, environment: Environment
) -> tuple[DecisionTable | None, list[Diagnostic]]:
    """The table with all its cells read; null where one of them is wrong, and then it is told.

    Cells see the names of the environment, and those of the inputs that are handed over.
    """
    told: list[Diagnostic] = []
    inner = environment.with_names(
        {column.name: column.type for column in source.inputs if column.expression is None}
    )

    def expression(passage: Passage | None, where: Environment, expected: Type = ANY) -> Any:
        if passage is None:
            return None
        core, faults = read_expression(passage, where, expected)
        told.extend(faults)
        return core

    def tests(passage: Passage | None, of: Type) -> Any:
        if passage is None:
            return None
        core, faults = read_unary_tests(passage, of, inner)
        told.extend(faults)
        return core

    columns = tuple(
        _Column(
            column.name, column.type, expression(column.expression, environment),
            tests(column.allowed, column.type),
        )
        for column in source.inputs
    )  # fmt: skip
    outputs = tuple(
        _Output(
            output.name, output.type,
            tuple(expression(each, inner) for each in output.allowed),
            expression(output.default, inner, output.type),
        )
        for output in source.outputs
    )  # fmt: skip
    rows = []
    for row in source.rows:
        cells = tuple(
            tests(cell, column.type) for cell, column in zip(row.tests, source.inputs, strict=True)
        )
        values = tuple(
            expression(cell, inner, output.type)
            for cell, output in zip(row.outputs, source.outputs, strict=True)
        )
        rows.append(Row(cells, values))
    default = expression(source.default, inner)
    if told:
        return None, told
    table = DecisionTable(
        source.name, columns, outputs, tuple(rows), source.hit_policy, source.aggregation, default,
        environment.dialect is POLICY,
    )  # fmt: skip
    return table, []
