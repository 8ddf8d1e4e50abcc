"""The names that all policies of a handbook share: parameters, tables, brackets and definitions."""

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from clausewise.feel.core import Core, names_in
from clausewise.feel.environment import Environment
from clausewise.feel.read import read_expression
from clausewise.feel.tables import DecisionTable
from clausewise.model.policy import Definition, Parameter, Policy
from clausewise.model.vocabulary import ENVELOPE, Vocabulary, aliases_of
from clausewise.plan.calendar_functions import CALENDAR_FUNCTIONS
from clausewise.plan.from_bands import band_table, band_type
from clausewise.plan.from_table import table_of
from clausewise.plan.plan import BandTable
from clausewise.plan.surroundings import WEEK
from clausewise.plan.telling import Telling
from clausewise.source.span import Span
from clausewise.values.types import ANY


@frozen
class Names:
    """`environment` sees them all, and `employee`, `period` and the functions of the calendar."""

    environment: Environment
    parameters: Mapping[str, Parameter]
    functions: Mapping[str, DecisionTable | BandTable]
    definitions: Mapping[str, Core]


def names_of(policies: tuple[Policy, ...], vocabulary: Vocabulary, telling: Telling) -> Names:
    """Parameters first, then brackets and tables, then definitions, each after those it reads."""
    doubtful = dict.fromkeys(_given_twice(policies, telling), ANY)
    parameters = {p.name: p for policy in policies for p in policy.parameters}
    definitions = {d.name: d for policy in policies for d in policy.definitions}
    environment = (
        _without_chance(
            Environment.of_policy({"employee": vocabulary.employee_type(), "period": WEEK})
        )
        .with_names({name: function.type for name, function in CALENDAR_FUNCTIONS.items()})
        .with_names({name: parameter.type for name, parameter in parameters.items()})
        .with_aliases(_labels(parameters.values()))
    )
    functions, environment = _functions(policies, environment, telling)
    cores, environment = _Definitions(definitions, environment, telling).read()
    return Names(environment.with_names(doubtful), parameters, functions, cores)


def _without_chance(environment: Environment) -> Environment:
    """A ruling is the same on every run, so no policy may draw lots."""
    functions = {n: f for n, f in environment.functions.items() if n != "random number"}
    return evolve(environment, functions=functions)


def derived_fields(vocabulary: Vocabulary, telling: Telling) -> dict[str, dict[str, Core]]:
    """For each kind of event, its fields that are worked out from the others."""
    derived: dict[str, dict[str, Core]] = {}
    for kind in vocabulary.events.values():
        names = {**ENVELOPE, **{field.name: field.type for field in kind.fields.values()}}
        environment = Environment.of_policy(names, aliases=aliases_of(kind.fields))
        for field in kind.fields.values():
            core = telling.expression(field.derived, environment, field.type)
            if core is not None:
                derived.setdefault(kind.name, {})[field.name] = core
    return derived


def _given_twice(policies: tuple[Policy, ...], telling: Telling) -> set[str]:
    """Names that two things have, which is told; of what type they are there is no knowing."""
    first: dict[str, Span] = {}
    twice: set[str] = set()
    for policy in policies:
        things = (policy.parameters, policy.definitions, policy.tables, policy.brackets)
        for thing in (t for group in things for t in group):
            if thing.name in first:
                twice.add(thing.name)
                at = first[thing.name]
                telling.tell(thing.span, "CW383", at, name=thing.name, first=str(at))
            first.setdefault(thing.name, thing.span)
    return twice


def _functions(
    policies: tuple[Policy, ...], environment: Environment, telling: Telling
) -> tuple[dict[str, DecisionTable | BandTable], Environment]:
    """Brackets and tables; the cells of a table see those that stand above it."""
    functions: dict[str, DecisionTable | BandTable] = {}
    for policy in policies:
        for brackets in policy.brackets:
            functions[brackets.name] = band_table(brackets)
            environment = environment.with_names({brackets.name: band_type(brackets)})
        for table in policy.tables:
            value, kind, told = table_of(table, environment)
            telling.add(told)
            if value is not None:
                functions[table.name] = value
            environment = environment.with_names({table.name: kind})
    return functions, environment


class _Definitions:
    """Definitions read in the order that they need, whatever the order they were written in."""

    def __init__(
        self, written: Mapping[str, Definition], environment: Environment, telling: Telling
    ) -> None:
        self.written = written
        self.telling = telling
        self.environment = environment.with_aliases(_labels(written.values()))
        untyped = self.environment.with_names(dict.fromkeys(written, ANY))
        self.reads: dict[str, list[str]] = {}
        for name, definition in written.items():
            core, _ = read_expression(definition.expression, untyped)
            self.reads[name] = [] if core is None else sorted(names_in(core) & written.keys())
        self.cores: dict[str, Core] = {}
        self.done: set[str] = set()

    def read(self) -> tuple[dict[str, Core], Environment]:
        for name in self.written:
            self._define(name, [])
        return self.cores, self.environment

    def _define(self, name: str, path: list[str]) -> None:
        if name in self.done:
            return
        definition = self.written[name]
        if name in path:
            cycle = " → ".join([*path[path.index(name) :], name])
            self.telling.tell(definition.span, "CW358", cycle=cycle)
            self.done.add(name)
            self.environment = self.environment.with_names({name: ANY})
            return
        for other in self.reads[name]:
            self._define(other, [*path, name])
        if name in self.done:
            return
        self.done.add(name)
        core = self.telling.expression(definition.expression, self.environment)
        if core is not None:
            self.cores[name] = core
        self.environment = self.environment.with_names({name: ANY if core is None else core.type})


def _labels(things: Iterable[Parameter | Definition]) -> dict[str, str]:
    """Chinese labels that name one thing only."""
    labels = [(thing.labels["zh"], thing.name) for thing in things if "zh" in thing.labels]
    told = [label for label, _ in labels]
    return {label: name for label, name in labels if told.count(label) == 1}
