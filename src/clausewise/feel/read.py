"""Text into core: parsed, typed, lowered."""

from clausewise.feel.core import Core
from clausewise.feel.environment import Environment
from clausewise.feel.parser import DEEPEST_NESTING, parse, parse_unary_tests
from clausewise.feel.typing import lowered, lowered_tests
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage
from clausewise.values.types import Type


def read_expression(
    passage: Passage, environment: Environment, expected: Type | None = None
) -> tuple[Core | None, list[Diagnostic]]:
    """The core of one FEEL expression; null where anything about it is wrong, and then it is told.

    `expected` is the type its value should have; a value that never can is told (policies only).
    """
    syntax, diagnostics = parse(passage, environment)
    if syntax is None or diagnostics:
        return None, diagnostics
    try:
        core, told = lowered(syntax, passage, environment, expected)
    except RecursionError:
        return None, [_too_deep(passage)]
    return (None if told else core), told


def read_unary_tests(
    passage: Passage, input_type: Type, environment: Environment
) -> tuple[Core | None, list[Diagnostic]]:
    """The core of a cell: a truth over the names of the environment and the input, named `?`."""
    syntax, diagnostics = parse_unary_tests(passage, environment)
    if syntax is None or diagnostics:
        return None, diagnostics
    try:
        core, told = lowered_tests(syntax, passage, input_type, environment)
    except RecursionError:
        return None, [_too_deep(passage)]
    return (None if told else core), told


def _too_deep(passage: Passage) -> Diagnostic:
    return Diagnostic.at(passage.span, "CW222", limit=str(DEEPEST_NESTING))
