"""What a table's cells can know before any fact is: the parameters, as they stand at a time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from clausewise.feel.core import Core, names_in
from clausewise.model.policy import Parameter


@frozen
class Known:
    """`[name]`: the value of a parameter; KeyError for any other name."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def fixes(self, core: Core) -> bool:
        """Whether an expression reads nothing but what is known."""
        return names_in(core) <= self.values.keys()


def times_of(
    parameters: Mapping[str, Parameter], cells: Iterable[Core], inputs: Iterable[str]
) -> Iterator[Known]:
    """What the cells know of the parameters that they read, each time anew that one changes.

    A name of an input hides a parameter.  A time at which one of them has no value is left out:
    then that is what is missing, whatever the table says.
    """
    names = {name for cell in cells for name in names_in(cell)} - set(inputs)
    read = [parameters[name] for name in sorted(names) if name in parameters]
    changes = {value.since for one in read for value in one.values if value.since is not None}
    for day in (None, *sorted(changes)):
        values: dict[str, Any] = {}
        for one in read:
            dated = one.values[0] if day is None else one.on(day)
            if day is not None or dated.since is None:
                values[one.name] = dated.value
        if len(values) == len(read) and None not in values.values():
            yield Known(values)
