"""What there is to say while a plan is made."""

from clausewise.feel.core import Core
from clausewise.feel.environment import Environment
from clausewise.feel.read import read_expression
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage, Span
from clausewise.values.types import Type


class Telling:
    """Collects diagnostics; `told` holds each once, in the order in which they were found."""

    def __init__(self) -> None:
        self.told: list[Diagnostic] = []

    def tell(self, span: Span, code: str, *related: Span, **blanks: str) -> None:
        self.add([Diagnostic.at(span, code, *related, **blanks)])

    def add(self, told: list[Diagnostic]) -> None:
        self.told += [one for one in told if one not in self.told]

    def expression(
        self, passage: Passage | None, environment: Environment, expected: Type | None = None
    ) -> Core | None:
        """The core of an expression; None where there is none, or where it was told of."""
        if passage is None:
            return None
        core, told = read_expression(passage, environment, expected)
        self.add(told)
        return core

    @property
    def wrong(self) -> bool:
        """Whether anything told is an error."""
        return any(one.severity.value == "error" for one in self.told)
