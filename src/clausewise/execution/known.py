"""The facts of one employee, by kind and in order of time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from clausewise.model.facts import Fact
from clausewise.values.temporal import Date


class Known:
    """Facts by kind, oldest first.  Built once; a later layer's is made from it by `joined`."""

    __slots__ = ("_days", "_kinds")

    def __init__(self, facts: Iterable[Fact]) -> None:
        kinds: dict[str, list[Fact]] = {}
        for fact in facts:
            kinds.setdefault(fact.kind, []).append(fact)
        for group in kinds.values():
            group.sort(key=lambda fact: fact.order)
        self._kinds = kinds
        self._days = {kind: [fact.date.ordinal for fact in group] for kind, group in kinds.items()}

    def joined(self, others: Mapping[str, list[Fact]]) -> "Known":
        """These, with the kinds of `others` in place of their own."""
        joined = Known(())
        joined._kinds = {**self._kinds}
        joined._days = {**self._days}
        for kind, facts in others.items():
            group = sorted(facts, key=lambda fact: fact.order)
            joined._kinds[kind] = group
            joined._days[kind] = [fact.date.ordinal for fact in group]
        return joined

    def of(self, kinds: Iterable[str]) -> list[Fact]:
        """All facts of these kinds, oldest first."""
        groups = [self._kinds[kind] for kind in kinds if kind in self._kinds]
        return _merged(groups)

    def between(self, kinds: Iterable[str], first: Date | None, last: Date | None) -> list[Fact]:
        """Those dated from `first` to `last`, both included; None is open."""
        groups = []
        for kind in kinds:
            days = self._days.get(kind)
            if days:
                start = 0 if first is None else bisect_left(days, first.ordinal)
                end = len(days) if last is None else bisect_right(days, last.ordinal)
                if start < end:
                    groups.append(self._kinds[kind][start:end])
        return _merged(groups)

    def has(self, kind: str, day: Date) -> bool:
        days = self._days.get(kind, ())
        place = bisect_left(days, day.ordinal)
        return place < len(days) and days[place] == day.ordinal

    def kinds(self) -> Iterable[str]:
        return self._kinds.keys()


def _merged(groups: list[list[Fact]]) -> list[Fact]:
    if not groups:
        return []
    if len(groups) == 1:
        return groups[0]
    return sorted((fact for group in groups for fact in group), key=lambda fact: fact.order)
