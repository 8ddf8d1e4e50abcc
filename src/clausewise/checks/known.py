"""What a table's cells can know before any fact is: the parameters, as they stand at a time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from clausewise.feel.core import Core, names_in
from clausewise.feel.interpret import value_of
from clausewise.feel.limits import LimitReached
from clausewise.model.policy import Parameter
from clausewise.values.temporal import Date


@frozen
class Known:
    """`[name]`: the value of a parameter; KeyError for any other name."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def fixes(self, core: Core) -> bool:
        """Whether an expression reads nothing but what is known."""
        return names_in(core) <= self.values.keys()

    def value_of(self, core: Core) -> Any:
        """What an expression that reads nothing else comes to; null where it would not end."""
        try:
            return value_of(core, self)
        except LimitReached:
            return None


def changes_of(parameters: Iterable[Parameter]) -> list[Date]:
    """The days from which one of them has another value, in order."""
    return sorted({v.since for one in parameters for v in one.values if v.since is not None})


def value_on(parameter: Parameter, day: Date | None) -> Any:
    """Its value on a day, or (null) before any day that is named; null where it has none then."""
    if day is not None:
        return parameter.on(day).value
    first = parameter.values[0]
    return first.value if first.since is None else None


def times_of(
    parameters: Mapping[str, Parameter], cells: Iterable[Core], inputs: Iterable[str]
) -> Iterator[Known]:
    """What the cells know of the parameters that they read, each time anew that one changes.

    A name of an input hides a parameter.  A time at which one of them has no value is left out:
    then that is what is missing, whatever the table says.
    """
    names = {name for cell in cells for name in names_in(cell)} - set(inputs)
    read = [parameters[name] for name in sorted(names) if name in parameters]
    for day in (None, *changes_of(read)):
        values = {one.name: value_on(one, day) for one in read}
        if None not in values.values():
            yield Known(values)
