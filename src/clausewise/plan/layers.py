"""The order in which rules are asked: those that make a kind before those that read it."""

from collections.abc import Mapping, Sequence

from clausewise.plan.plan import RulePlan


def layers_of(
    rules: Sequence[RulePlan],
) -> tuple[tuple[tuple[RulePlan, ...], ...], tuple[RulePlan, ...]]:
    """The layers, lowest first; and, where rules wait for each other, one circle of them.

    A rule comes after all that make a kind it reads, and after the rules that override these, so
    that it sees only what stands.
    """
    waits = {place: _awaited(place, rules) for place in range(len(rules))}
    depth: dict[int, int] = {}
    for place in waits:
        circle = _settle(place, waits, depth, [])
        if circle:
            return (), tuple(rules[at] for at in circle)
    height = 1 + max(depth.values(), default=-1)
    return tuple(
        tuple(rule for place, rule in enumerate(rules) if depth[place] == level)
        for level in range(height)
    ), ()


def _awaited(place: int, rules: Sequence[RulePlan]) -> tuple[int, ...]:
    read = rules[place].kinds_read
    makers = [at for at, rule in enumerate(rules) if rule.makes & read]
    made = {rules[at].id for at in makers}
    overriders = [
        at for at, rule in enumerate(rules) if at != place and made.intersection(rule.overrides)
    ]
    return tuple(dict.fromkeys([*makers, *overriders]))


def _settle(
    place: int, waits: Mapping[int, tuple[int, ...]], depth: dict[int, int], path: list[int]
) -> list[int]:
    """Works out the depth of one rule; answers the circle it lies on, if it does."""
    if place in depth:
        return []
    if place in path:
        return path[path.index(place) :]
    path.append(place)
    for other in waits[place]:
        circle = _settle(other, waits, depth, path)
        if circle:
            return circle
    path.pop()
    depth[place] = 1 + max((depth[other] for other in waits[place]), default=-1)
    return []
