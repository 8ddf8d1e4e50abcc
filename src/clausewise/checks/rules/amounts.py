"""What a rule's amount comes to in a case, as far as the case decides it."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from clausewise.checks.rules.ways import RuleReader
from clausewise.feel.core import (
    All,
    AnyOf,
    Apply,
    Choose,
    Constant,
    Core,
    Invoke,
    ListOf,
    Name,
    Path,
    names_in,
)
from clausewise.feel.interpret import Inner, value_of
from clausewise.feel.limits import LimitReached
from clausewise.values.number import Decimal

_PARTS: Mapping[type, tuple[str, ...]] = {
    Path: ("base",),
    Apply: ("arguments",),
    Invoke: ("arguments",),
    All: ("parts",),
    AnyOf: ("parts",),
    Choose: ("condition", "then", "otherwise"),
    ListOf: ("parts",),
}
"""The parts of expressions that bring in no names of their own."""


def amount_at(core: Core, reader: RuleReader, case: Mapping[int, Any]) -> Decimal | None:
    """The value of an amount where the things numbered in the case have these values.

    Null where it hangs on more than these, or comes to no number.
    """
    filled = _filled(core, reader, case)
    functions = reader.plan.functions
    if not names_in(filled) <= reader.known.values.keys() | functions.keys():
        return None
    bound = {name: function.bind(reader.known) for name, function in functions.items()}
    try:
        value = value_of(filled, Inner(bound, reader.known))
    except (LimitReached, KeyError):
        return None
    return value if isinstance(value, Decimal) else None


def _filled(core: Core, reader: RuleReader, case: Mapping[int, Any]) -> Core:
    """The expression with the values of the case in the place of what has them."""
    number = reader.thing(core)
    if number in case:
        return Constant(case[number], span=core.span, type=core.type)
    if isinstance(core, Name):
        meant = reader.meant(core)
        return core if meant is core else _filled(meant, reader, case)
    parts = _PARTS.get(core.__class__, ())
    return evolve(core, **{part: _each(getattr(core, part), reader, case) for part in parts})


def _each(part: Any, reader: RuleReader, case: Mapping[int, Any]) -> Any:
    if isinstance(part, tuple):
        return tuple(_filled(one, reader, case) for one in part)
    return _filled(part, reader, case)
