"""Conformance cases: a decision's logic with its inputs in, a value out, both as JSON.

The format is that of the DMN TCK's cases as JSON lines: a value is `{"number": "1.5"}`,
`{"date": "2024-06-03"}`, `{"context": {…}}`, a list, a string, a truth or null.
"""

from collections.abc import Mapping
from typing import Any

from clausewise.feel.core import Core
from clausewise.feel.environment import Environment
from clausewise.feel.interpret import Inner, Scope, value_of
from clausewise.feel.limits import LimitReached
from clausewise.feel.read import read_expression, read_unary_tests
from clausewise.feel.tables import (
    TableInput,
    TableOutput,
    TableRow,
    TableSource,
    hit_policy_of,
    read_table,
)  # fmt: skip
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage
from clausewise.values.number import Decimal, parse_number
from clausewise.values.range import Range
from clausewise.values.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    parse_duration,
)
from clausewise.values.text import feel_text
from clausewise.values.types import (
    ANY,
    NAMED_TYPES,
    ContextOf,
    FunctionOf,
    ListOf,
    Restricted,
    Type,
    coerce,
    type_of,
)  # fmt: skip


class CaseError(ValueError):
    """The case could not be worked out; the words say why."""


def answer(case: Mapping[str, Any]) -> dict[str, Any]:
    """`{"id", "value"}`, or `{"id", "error"}` where the logic cannot be read or run."""
    try:
        return {"id": case["id"], "value": encoded(_Case(case).value())}
    except CaseError as failed:
        return {"id": case["id"], "error": str(failed)}
    except LimitReached as reached:
        place = reached.span or Passage.of("").span
        told = Diagnostic.at(place, reached.code, **reached.blanks)
        return {"id": case["id"], "error": told.message("en")}


# -- values as JSON -----------------------------------------------------------------------------

_READ: Mapping[str, Any] = {
    "number": lambda text: parse_number(str(text)),
    "date": Date.parse,
    "time": Time.parse,
    "date and time": DateTime.parse,
    "duration": parse_duration,
}
_WRITTEN: Mapping[type, str] = {
    Date: "date", Time: "time", DateTime: "date and time", DaysDuration: "duration",
    MonthsDuration: "duration",
}  # fmt: skip


def decoded(value: Any) -> Any:
    """The value that JSON stands for."""
    if isinstance(value, list):
        return [decoded(part) for part in value]
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return parse_number(str(value))
    if isinstance(value, dict):
        ((kind, inside),) = value.items()
        if kind == "context":
            return {name: decoded(part) for name, part in inside.items()}
        return _READ[kind](inside)
    return value


def encoded(value: Any) -> Any:
    """JSON for a value; a range or a function is told by its text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, list):
        return [encoded(part) for part in value]
    if isinstance(value, dict):
        return {"context": {name: encoded(part) for name, part in value.items()}}
    if value.__class__ in _WRITTEN:
        return {_WRITTEN[value.__class__]: str(value)}
    return {"range" if isinstance(value, Range) else "function": feel_text(value)}


# -- a case -------------------------------------------------------------------------------------


class _Case:
    """One case: its types, and what its names are worth so far."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        self.case = case
        self.types: dict[str, Type] = {}
        for name in case.get("types", {}):
            self.named_type(name)
        declared = case.get("input_types", {})
        self.values: dict[str, Any] = {}
        self.kinds: dict[str, Type] = {}
        for name, value in case.get("inputs", {}).items():
            wanted = self.type(declared.get(name))
            self.values[name] = coerce(decoded(value), wanted)
            self.kinds[name] = wanted
        for name in declared:
            self.kinds.setdefault(name, self.type(declared[name]))

    def value(self) -> Any:
        for definition in self.case.get("definitions", ()):
            name = definition["name"]
            self.values[name] = self.defined(definition)
            wanted = self.type(definition.get("type"))
            self.kinds[name] = self.values[name].type if "params" in definition else wanted
        return self.logic(self.case, *self.seen(self.case))

    # -- types ----------------------------------------------------------------------------------

    def named_type(self, name: str) -> Type:
        if name in self.types:
            return self.types[name]
        if name in self.case.get("types", {}):
            self.types[name] = ANY  # a type that speaks of itself ends here
            self.types[name] = self.type(self.case["types"][name])
            return self.types[name]
        return NAMED_TYPES.get(name, ANY)

    def type(self, written: Any) -> Type:
        if written is None:
            return ANY
        if isinstance(written, str):
            return self.named_type(written)
        if "list" in written:
            return ListOf(self.type(written["list"]))
        if "context" in written:
            return ContextOf({name: self.type(part) for name, part in written["context"].items()})
        if "function" in written:
            of = written["function"]
            return FunctionOf(tuple(map(self.type, of["params"])), self.type(of["returns"]))
        return self.restricted(self.type(written["base"]), written["allowed"])

    def restricted(self, base: Type, allowed: str) -> Type:
        environment = Environment.unknown()
        each = base.element if isinstance(base, ListOf) else base
        core, _ = read_unary_tests(Passage.of(allowed), each, environment)
        if core is None:
            return base
        tests = core

        def allows(value: Any) -> bool:
            return value_of(tests, Inner({"?": value}, {})) is True

        if isinstance(base, ListOf):
            return ListOf(Restricted(base.element, allows, allowed))
        return Restricted(base, allows, allowed)

    # -- names ------------------------------------------------------------------------------------

    def seen(self, part: Mapping[str, Any]) -> tuple[Environment, dict[str, Any]]:
        """What a decision may see: what it uses, or everything before it."""
        names = part.get("uses", self.kinds)
        kinds = {name: self.kind(name) for name in names if name in self.kinds}
        values = {name: self.values[name] for name in kinds if name in self.values}
        environment = Environment(kinds, types=self.types, closed=True)
        return environment, values

    def kind(self, name: str) -> Type:
        """The type of what a name is worth, for what cannot be known before is not needed here."""
        value = self.values.get(name)
        declared = self.kinds[name]
        return declared if value is None or declared != ANY else type_of(value)

    # -- logic --------------------------------------------------------------------------------------

    def defined(self, definition: Mapping[str, Any]) -> Any:
        environment, values = self.seen(definition)
        if "params" not in definition:
            value = self.logic(definition, environment, values)
            return coerce(value, self.type(definition.get("type")))
        parameters = {part["name"]: self.type(part.get("type")) for part in definition["params"]}
        returns = self.type(definition.get("type"))
        inner = environment.with_names({definition["name"]: ANY, **parameters})
        function = _Function(self, definition, parameters, returns, inner, values)
        values[definition["name"]] = function
        return function

    def logic(self, part: Mapping[str, Any], environment: Environment, scope: Scope) -> Any:
        run = self.read(part, environment)
        return coerce(run(scope), self.type(part.get("type")))

    def read(self, part: Mapping[str, Any], environment: Environment) -> Any:
        """The logic as a function of its scope."""
        if "expression" in part:
            core = self.core(part["expression"], environment)
            return lambda scope: value_of(core, scope)
        if "table" in part:
            table = self.table(part["table"], environment)
            return lambda scope: table.bind(scope).decide()
        return self.entries(part["entries"], environment)

    def core(self, text: str, environment: Environment) -> Core:
        core, told = read_expression(Passage.of(text), environment)
        if core is None:
            raise CaseError("; ".join(fault.message("en") for fault in told))
        return core

    def entries(self, entries: list[Mapping[str, Any]], environment: Environment) -> Any:
        """A boxed context: each entry sees those before it."""
        steps = []
        for entry in entries:
            run, wanted = self.read(entry, environment), self.type(entry.get("type"))
            steps.append((entry.get("name"), run, wanted))
            if entry.get("name"):
                environment = environment.with_names({entry["name"]: wanted})

        def run_all(scope: Scope) -> Any:
            own: dict[str, Any] = {}
            inner = Inner(own, scope)
            for name, run, wanted in steps:
                value = coerce(run(inner), wanted)
                if not name:
                    return value
                own[name] = value
            return own

        return run_all

    def table(self, table: Mapping[str, Any], environment: Environment) -> Any:
        hit = hit_policy_of(table.get("hitPolicy") or "UNIQUE")
        assert hit is not None
        policy, aggregation = hit
        inputs = tuple(
            TableInput(
                column.get("name") or column["expression"], self.type(column.get("type")),
                Passage.of(column["expression"]),
                Passage.of(column["values"]) if column.get("values") else None,
            )
            for column in table["inputs"]
        )  # fmt: skip
        outputs = tuple(self.output(column) for column in table["outputs"])
        rows = tuple(
            TableRow(
                tuple(Passage.of(cell or "-") for cell in row.get("inputs", ())),
                tuple(Passage.of(cell or "null") for cell in row["outputs"]),
            )
            for row in table["rules"]
        )
        source = TableSource(
            "", inputs, outputs, rows, policy, table.get("aggregation") or aggregation
        )
        read, told = read_table(source, environment)
        if read is None:
            raise CaseError("; ".join(fault.message("en") for fault in told))
        return read

    def output(self, column: Mapping[str, Any]) -> TableOutput:
        wanted = self.type(column.get("type"))
        values = column.get("values") or (wanted.words if isinstance(wanted, Restricted) else "")
        default = column.get("default")
        return TableOutput(
            column.get("name") or "", wanted, _listed(values),
            Passage.of(default) if default else None,
        )  # fmt: skip


def _listed(values: str) -> tuple[Passage, ...]:
    """The values that unary tests list one by one, in their order."""
    from clausewise.feel.parser import parse_unary_tests

    if not values:
        return ()
    passage = Passage.of(values)
    syntax, _ = parse_unary_tests(passage, Environment.unknown())
    if syntax is None or syntax.tests is None:
        return ()
    return tuple(Passage.of(values[test.start : test.end]) for test in syntax.tests)


class _Function:
    """A business knowledge model: logic over parameters."""

    def __init__(  # noqa: PLR0917  # all that a function of a case hangs on
        self, case: _Case, definition: Mapping[str, Any], parameters: dict[str, Type],
        returns: Type, environment: Environment, scope: dict[str, Any],
    ) -> None:  # fmt: skip
        self.parameters = parameters
        self.returns = returns
        self.scope = scope
        self.run = case.read(definition, environment)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.parameters)

    @property
    def type(self) -> FunctionOf:
        return FunctionOf(tuple(self.parameters.values()), self.returns, self.names)

    def __call__(self, *arguments: Any) -> Any:
        if len(arguments) != len(self.parameters):
            return None
        own = {}
        for value, (name, wanted) in zip(arguments, self.parameters.items(), strict=True):
            own[name] = coerce(value, wanted)
            if own[name] is None and value is not None:
                return None
        return coerce(self.run(Inner(own, self.scope)), self.returns)
