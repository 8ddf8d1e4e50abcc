"""Every message we may utter, in Chinese and English, by code.

The first digit says which stage speaks: 1 reading, 2 syntax, 3 names and types,
4 advice, 5 data, 6 evaluation.  A code, once released, keeps its meaning.
"""

from collections.abc import Mapping
from types import MappingProxyType

from clausewise.source.catalogue.advice import ADVICE
from clausewise.source.catalogue.commands import COMMANDS
from clausewise.source.catalogue.data import DATA
from clausewise.source.catalogue.entry import Entry, Severity, blanks_of
from clausewise.source.catalogue.evaluation import EVALUATION
from clausewise.source.catalogue.expressions import EXPRESSIONS
from clausewise.source.catalogue.policies import POLICIES
from clausewise.source.catalogue.reading import READING
from clausewise.source.catalogue.syntax import SYNTAX

__all__ = ["CATALOGUE", "Entry", "Severity", "blanks_of"]

CATALOGUE: Mapping[str, Entry] = MappingProxyType(
    {**READING, **SYNTAX, **EXPRESSIONS, **POLICIES, **ADVICE, **DATA, **EVALUATION, **COMMANDS}
)
