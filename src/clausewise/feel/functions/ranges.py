"""How points and ranges lie to each other, DMN 1.5 §10.3.4.9, table 78."""

from collections.abc import Callable, Mapping
from typing import Any

from clausewise.feel.functions.operators import equal, in_range, less
from clausewise.feel.functions.registry import Builtin, Overload, registry
from clausewise.values.range import Range
from clausewise.values.types import ANY, BOOLEAN

_SECTION = "10.3.4.9"
Truth = bool | None


def _all(*truths: Truth) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True


def _any(*truths: Truth) -> Truth:
    if True in truths:
        return True
    return None if None in truths else False


# Each relation is a table by what the two are: (is the first a range, is the second one).
Relation = Mapping[tuple[bool, bool], Callable[[Any, Any], Truth]]


def _before_ranges(a: Range, b: Range) -> Truth:
    if a.high is None or b.low is None:
        return False
    touches = not (a.high_closed and b.low_closed)
    return _any(less(a.high, b.low), _all(touches, equal(a.high, b.low)))


def _starts_before(point: Any, b: Range) -> Truth:
    if b.low is None:
        return False
    return _any(less(point, b.low), _all(not b.low_closed, equal(point, b.low)))


def _ends_before(a: Range, point: Any) -> Truth:
    if a.high is None:
        return False
    return _any(less(a.high, point), _all(not a.high_closed, equal(a.high, point)))


def _same_low(a: Range, b: Range) -> Truth:
    return _all(a.low_closed == b.low_closed, equal(a.low, b.low))


def _same_high(a: Range, b: Range) -> Truth:
    return _all(a.high_closed == b.high_closed, equal(a.high, b.high))


def _low_within(a: Range, b: Range) -> Truth:
    """Whether the range a begins no earlier than b."""
    if b.low is None:
        return True
    if a.low is None:
        return False
    same = _all(equal(a.low, b.low), b.low_closed or not a.low_closed)
    return _any(less(b.low, a.low), same)


def _high_within(a: Range, b: Range) -> Truth:
    """Whether the range a ends no later than b."""
    if b.high is None:
        return True
    if a.high is None:
        return False
    same = _all(equal(a.high, b.high), b.high_closed or not a.high_closed)
    return _any(less(a.high, b.high), same)


def _overlaps_before(a: Range, b: Range) -> Truth:
    """a begins first and ends within b: 10.3.4.9 overlaps before."""
    begins = _any(less(a.low, b.low), _all(equal(a.low, b.low), a.low_closed and not b.low_closed))
    reaches = _any(less(b.low, a.high), _all(equal(a.high, b.low), a.high_closed and b.low_closed))
    ends = _any(
        less(a.high, b.high),
        _all(equal(a.high, b.high), not a.high_closed or b.high_closed),
    )
    return _all(begins, reaches, ends)


def _overlaps(a: Range, b: Range) -> Truth:
    left = _any(less(b.low, a.high), _all(equal(a.high, b.low), a.high_closed and b.low_closed))
    right = _any(less(a.low, b.high), _all(equal(b.high, a.low), b.high_closed and a.low_closed))
    return _all(left, right)


def _overlaps_after(a: Range, b: Range) -> Truth:
    begins = _any(less(b.low, a.low), _all(equal(a.low, b.low), b.low_closed and not a.low_closed))
    reaches = _any(less(a.low, b.high), _all(equal(a.low, b.high), a.low_closed and b.high_closed))
    ends = _any(
        less(b.high, a.high), _all(equal(a.high, b.high), a.high_closed or not b.high_closed)
    )
    return _all(begins, reaches, ends)


def _meets(a: Range, b: Range) -> Truth:
    return _all(a.high_closed and b.low_closed, equal(a.high, b.low))


def _finishes(a: Range, b: Range) -> Truth:
    return _all(_same_high(a, b), _low_within(a, b))


def _starts(a: Range, b: Range) -> Truth:
    return _all(_same_low(a, b), _high_within(a, b))


def _includes(a: Range, b: Range) -> Truth:
    return _all(_low_within(b, a), _high_within(b, a))


BEFORE: Relation = {
    (False, False): less, (False, True): _starts_before, (True, False): _ends_before,
    (True, True): _before_ranges,
}  # fmt: skip
FINISHES: Relation = {
    (False, True): lambda point, b: _all(b.high_closed, equal(point, b.high)),
    (True, True): _finishes,
}
STARTS: Relation = {
    (False, True): lambda point, b: _all(b.low_closed, equal(point, b.low)),
    (True, True): _starts,
}
DURING: Relation = {(False, True): in_range, (True, True): lambda a, b: _includes(b, a)}
MEETS: Relation = {(True, True): _meets}


def _turned(relation: Relation) -> Relation:
    """The same relation seen from the other side."""

    def turn(run: Callable[[Any, Any], Truth]) -> Callable[[Any, Any], Truth]:
        return lambda a, b: run(b, a)

    return {(second, first): turn(run) for (first, second), run in relation.items()}


_NAMES: Mapping[tuple[bool, bool], tuple[str, str]] = {
    (False, False): ("point1", "point2"),
    (False, True): ("point", "range"),
    (True, False): ("range", "point"),
    (True, True): ("range1", "range2"),
}


def _relation(
    name: str, relation: Relation, zh: str, en: str, *examples: tuple[str, str]
) -> Builtin:
    def run(one: Any, other: Any) -> Truth:
        way = relation.get((isinstance(one, Range), isinstance(other, Range)))
        return None if way is None else way(one, other)

    # One way of calling for each pair, so that each has its own names for the two.
    first, *others = (dict.fromkeys(_NAMES[pair], ANY) for pair in sorted(relation))
    return Builtin(
        name, first, BOOLEAN, run=run, zh=zh, en=en, examples=examples, section=_SECTION,
        overloads=tuple(Overload(names, BOOLEAN, run=run) for names in others),
        nulls="null if an argument is null or the two cannot be compared",
        nulls_zh="参数缺失或无法比较时为 null",
    )  # fmt: skip


RANGES: Mapping[str, Builtin] = registry(
    _relation("before", BEFORE, "在之前", "whether the first ends before the second begins",
              ("before(1, 10)", "true"), ("before([1..5), [5..10])", "true")),
    _relation("after", _turned(BEFORE), "在之后", "whether the first begins after the second ends",
              ("after(10, 5)", "true"), ("after([11..20], 10)", "true")),
    _relation("meets", MEETS, "首尾相接", "whether the first ends where the second begins",
              ("meets([1..5], [5..10])", "true"), ("meets([1..5), [5..10])", "false")),
    _relation("met by", _turned(MEETS), "被首尾相接", "whether the first begins where the second ends",
              ("met by([5..10], [1..5])", "true"),),
    _relation("overlaps", {(True, True): _overlaps}, "有重叠", "whether the two have something in common",
              ("overlaps([1..5], [3..8])", "true"), ("overlaps([1..5], (5..8])", "false")),
    _relation("overlaps before", {(True, True): _overlaps_before}, "先开始并重叠", "whether the first begins earlier and ends within the second",
              ("overlaps before([1..5], [3..8])", "true"),),
    _relation("overlaps after", {(True, True): _overlaps_after}, "后结束并重叠", "whether the first begins within the second and ends later",
              ("overlaps after([3..8], [1..5])", "true"),),
    _relation("finishes", FINISHES, "以它结束", "whether the first ends with the second",
              ("finishes(10, [1..10])", "true"), ("finishes([5..10], [1..10])", "true")),
    _relation("finished by", _turned(FINISHES), "被它结束", "whether the second ends with the first",
              ("finished by([1..10], 10)", "true"),),
    _relation("includes", _turned(DURING), "包含", "whether the first holds the second",
              ("includes([1..10], 5)", "true"), ("includes([1..10], [2..6])", "true")),
    _relation("during", DURING, "在其中", "whether the first lies in the second",
              ("during(5, [1..10])", "true"),),
    _relation("starts", STARTS, "以它开始", "whether the first begins with the second",
              ("starts(1, [1..10])", "true"), ("starts([1..5], [1..10])", "true")),
    _relation("started by", _turned(STARTS), "被它开始", "whether the second begins with the first",
              ("started by([1..10], 1)", "true"),),
    _relation("coincides", {
        (False, False): equal,
        (True, True): lambda a, b: _all(_same_low(a, b), _same_high(a, b)),
    }, "完全一致", "whether the two are the same", ("coincides(5, 5)", "true"), ("coincides([1..5], [1..5])", "true")),
)  # fmt: skip
