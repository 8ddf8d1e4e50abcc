"""The built-in functions of FEEL: one record each, said once."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from clausewise.values.types import ANY, FunctionOf, ListOf, Simple, Type, coerce, conforms


@frozen
class Overload:
    """A further way to call a function: other parameters, and what it then does."""

    parameters: Mapping[str, Type] = field(hash=False)
    returns: Type
    run: Callable[..., Any] = field(repr=False, eq=False)
    optional: int = 0
    variadic: bool = False
    sees_null: bool = False


@frozen(slots=False)
class Builtin:
    """A function: its signature, what it does, and what a reader should know of it.

    Unless it `sees_null`, one null argument makes the result null, as does an argument that does
    not fit its parameter.  The last `optional` parameters may be left out; a `variadic` function
    takes any number of values for its last one.  `run` gets the arguments in order, those left
    out not at all.  Examples are pairs of FEEL texts: a call, and what it gives.
    """

    name: str
    parameters: Mapping[str, Type] = field(repr=False, hash=False)
    returns: Type
    run: Callable[..., Any] = field(repr=False, eq=False)
    optional: int = 0
    variadic: bool = False
    sees_null: bool = False
    overloads: tuple[Overload, ...] = ()
    zh: str = ""
    en: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    nulls_zh: str = ""
    nulls: str = ""
    section: str = ""
    extension: bool = False

    @property
    def ways(self) -> tuple["Builtin | Overload", ...]:
        """Every way to call it, in the order in which they are tried."""
        return (self, *self.overloads)

    @property
    def type(self) -> FunctionOf:
        return FunctionOf(
            tuple(self.parameters.values()), self.returns, tuple(self.parameters), self.optional
        )

    def __call__(self, *arguments: Any) -> Any:
        for way in self.ways if self.overloads else (self,):
            fitted = fit(way, arguments)
            if fitted is not None:
                if not way.sees_null and None in fitted:
                    return None
                return way.run(*fitted)
        return None


def fit(way: Builtin | Overload, arguments: tuple[Any, ...]) -> list[Any] | None:
    """The arguments fitted to the parameters of one way of calling; null where they do not fit."""
    given = len(arguments)
    types = tuple(way.parameters.values())
    if way.variadic:
        if given < len(types) - way.optional:
            return None
        types = (*types[:-1], *((types[-1],) * (given - len(types) + 1))) if types else ()
    elif not len(types) - way.optional <= given <= len(types):
        return None
    fitted = []
    for value, wanted in zip(arguments, types, strict=False):
        if value is None or wanted is ANY or conforms(value, wanted):
            fitted.append(value)
            continue
        if isinstance(wanted, ListOf):
            # A single value stands for the list of it (DMN 1.5 §10.3.2.9.4).
            if isinstance(value, list) or not conforms([value], wanted):
                return None
            fitted.append([value])
            continue
        converted = coerce(value, wanted)
        if converted is None:
            return None
        fitted.append(converted)
    return fitted


def registry(*functions: Builtin) -> Mapping[str, Builtin]:
    """A table by name that nobody can change afterwards; a name given twice is refused."""
    table = {function.name: function for function in functions}
    if len(table) != len(functions):
        raise ValueError("two built-in functions share a name")
    return MappingProxyType(table)


def merged(*tables: Mapping[str, Builtin]) -> Mapping[str, Builtin]:
    """One table of several."""

    def each() -> Iterator[Builtin]:
        for table in tables:
            yield from table.values()

    return registry(*each())


__all__ = ["Builtin", "Overload", "Simple", "fit", "merged", "registry"]
