"""What an expression may see: names with their types, functions, other words for names."""

from collections.abc import Mapping

from attrs import evolve, field, frozen

from clausewise.feel.dialect import PLAIN, POLICY, Dialect
from clausewise.feel.functions import BUILTINS, EXTENSIONS
from clausewise.feel.functions.registry import Builtin
from clausewise.values.types import Type

POLICY_FUNCTIONS: Mapping[str, Builtin] = {**BUILTINS, **EXTENSIONS}


@frozen(slots=False)
class Environment:
    """`closed` says whether a name that is not here is a fault of the writer, or may come later.

    Functions that a policy defines are `names` with a FunctionOf type.  `aliases` are other words
    for names (a label in Chinese).  `types` are names for types, for `instance of` and parameters.
    """

    names: Mapping[str, Type] = field(factory=dict)
    functions: Mapping[str, Builtin] = BUILTINS
    aliases: Mapping[str, str] = field(factory=dict)
    dialect: Dialect = PLAIN
    types: Mapping[str, Type] = field(factory=dict)
    closed: bool = True

    @classmethod
    def unknown(cls, names: Mapping[str, Type] | None = None) -> "Environment":
        """Plain FEEL of which only some names, or none, are known beforehand."""
        return cls(dict(names or {}), closed=False)

    @classmethod
    def of_policy(
        cls,
        names: Mapping[str, Type],
        functions: Mapping[str, Builtin] | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> "Environment":
        """The policy dialect, with FEEL's functions, our extensions, and those given besides."""
        table = POLICY_FUNCTIONS if functions is None else {**POLICY_FUNCTIONS, **functions}
        return cls(dict(names), table, dict(aliases or {}), POLICY)

    def with_names(self, names: Mapping[str, Type]) -> "Environment":
        """The same, seeing further names; one given anew hides the old."""
        return evolve(self, names={**self.names, **names})

    def with_aliases(self, aliases: Mapping[str, str]) -> "Environment":
        return evolve(self, aliases={**self.aliases, **aliases})

    def with_functions(self, functions: Mapping[str, Builtin]) -> "Environment":
        return evolve(self, functions={**self.functions, **functions})


__all__ = ["PLAIN", "POLICY", "Dialect", "Environment"]
