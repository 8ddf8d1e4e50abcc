"""The built-in functions of FEEL, all in one table; and ours beside them."""

from collections.abc import Mapping

from clausewise.feel.functions.contexts import CONTEXTS
from clausewise.feel.functions.conversion import CONVERSION
from clausewise.feel.functions.extensions import EXTENSIONS
from clausewise.feel.functions.lists import LISTS
from clausewise.feel.functions.numbers import NUMBERS
from clausewise.feel.functions.ranges import RANGES
from clausewise.feel.functions.registry import Builtin, merged
from clausewise.feel.functions.strings import STRINGS
from clausewise.feel.functions.temporal import TEMPORAL

BUILTINS: Mapping[str, Builtin] = merged(
    CONVERSION, STRINGS, LISTS, NUMBERS, TEMPORAL, RANGES, CONTEXTS
)
"""The functions of DMN 1.5, chapter 10.3.4."""

__all__ = ["BUILTINS", "EXTENSIONS", "Builtin"]
