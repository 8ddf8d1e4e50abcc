"""What the expressions of a rule see of one subject; each name is worked out when first read."""

from collections.abc import Callable, Mapping
from typing import Any

Maker = Callable[["RuleScope"], Any]


class RuleScope(dict[str, Any]):
    """Names and values; what is not there yet is made by its maker, once.

    `doubts` gathers the names missing in facts that may or may not belong to a list, and
    `everything` says which way they are taken here: as all there, or as none.
    """

    __slots__ = ("doubts", "everything", "makers", "read")

    def __init__(
        self, values: Mapping[str, Any], makers: Mapping[str, Maker], everything: bool
    ) -> None:
        super().__init__(values)
        self.makers = makers
        self.everything = everything
        self.doubts: set[str] = set()
        self.read: dict[str, list[Any]] = {}

    def __missing__(self, name: str) -> Any:
        maker = self.makers.get(name)
        if maker is None:
            raise KeyError(name)
        value = self[name] = maker(self)
        return value
