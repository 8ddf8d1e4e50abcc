"""FEEL, the expression language of DMN 1.5: read, typed, run; it knows nothing of handbooks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clausewise.source.diagnostic import Diagnostic

__all__ = ["FeelError", "evaluate"]


class FeelError(ValueError):
    """An expression that cannot be read, or would not end; `diagnostics` say where and why."""

    def __init__(self, diagnostics: "list[Diagnostic]") -> None:
        super().__init__("\n".join(f"{told.span}: {told.message('en')}" for told in diagnostics))
        self.diagnostics = diagnostics


def evaluate(text: str, context: Mapping[str, Any] | None = None) -> Any:
    """The value of a plain FEEL expression over the names of the context.

    Numbers are Decimal; dates and durations are those of `clausewise.values.temporal`.  In the
    context int, Decimal, str, bool, None, lists, mappings and Python's own dates, times and
    timedeltas are understood; a float is read by its digits.  Raises FeelError.

    >>> evaluate("sum(amounts) * rate", {"amounts": [100, 50], "rate": Decimal("0.01")})
    Decimal('1.50')
    """
    from clausewise.feel.environment import Environment
    from clausewise.feel.interpret import value_of
    from clausewise.feel.limits import LimitReached
    from clausewise.feel.read import read_expression
    from clausewise.source.diagnostic import Diagnostic
    from clausewise.source.span import Passage
    from clausewise.values.from_python import feel_value
    from clausewise.values.types import type_of

    scope = {name: feel_value(value) for name, value in (context or {}).items()}
    environment = Environment({name: type_of(value) for name, value in scope.items()})
    passage = Passage.of(text)
    core, told = read_expression(passage, environment)
    if core is None:
        raise FeelError(told)
    try:
        return value_of(core, scope)
    except LimitReached as reached:
        place = reached.span or passage.span
        raise FeelError([Diagnostic.at(place, reached.code, **reached.blanks)]) from None
