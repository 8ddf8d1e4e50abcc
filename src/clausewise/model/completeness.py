"""Which feeds hold all there was, and for which days somebody said so."""

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from clausewise.model.facts import Days

Mode = Literal["unstated", "named", "all_except"]


@frozen
class Completeness:
    """What was said of the feeds.

    `unstated`: nothing was; a feed then counts as complete from the first to the last date that
    any of its facts has. `named`: only the kinds of `ranges` are complete, each for its days; None
    stands for the period and the windows of what touches it. `all_except`: every kind but those
    `excepted` is complete, in that same sense, whatever dates its facts have.
    """

    mode: Mode = "unstated"
    ranges: Mapping[str, Days | None] = field(factory=dict)
    excepted: frozenset[str] = frozenset()

    @property
    def stated(self) -> bool:
        return self.mode != "unstated"

    def declared(self, kind: str) -> Days | Literal["period"] | None:
        """The days for which the feed of this kind is declared complete; None: it is not declared."""
        if self.mode == "all_except":
            return None if kind in self.excepted else "period"
        if kind not in self.ranges:
            return None
        return self.ranges[kind] or "period"


UNSTATED = Completeness()
ALL_COMPLETE = Completeness("all_except")
