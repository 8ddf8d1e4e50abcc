"""List functions, DMN 1.5 §10.3.4.4, and `sort`, §10.3.4.8."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from functools import cmp_to_key
from typing import Any

from clausewise.feel.functions.operators import add, divide, equal, finite, less
from clausewise.feel.functions.registry import Builtin, Overload, registry
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.types import ANY, BOOLEAN, FUNCTION, LIST, NUMBER, ListOf, Type

_SECTION = "10.3.4.4"
_NUMBERS = ListOf(NUMBER)


def has(values: Iterable[Any], element: Any) -> bool:
    return any(equal(value, element) is True for value in values)


def place_in(values: list[Any], position: Decimal, past: int = 0) -> int | None:
    """The index of a place counted from 1, or from the end; `past` places beyond the end allowed."""
    place = int(position)
    if place > 0:
        return place - 1 if place <= len(values) + past else None
    return len(values) + place if place and -place <= len(values) else None


def least(values: list[Any]) -> Any:
    return _extreme(values, less)


def greatest(values: list[Any]) -> Any:
    return _extreme(values, lambda one, other: less(other, one))


def _extreme(values: list[Any], is_better: Callable[[Any, Any], bool | None]) -> Any:
    """Null of nothing, and where two cannot be compared."""
    if not values or values[0] is None:
        return None
    best = values[0]
    if less(best, best) is None:
        return None
    for value in values[1:]:
        better = is_better(value, best)
        if better is None:
            return None
        if better:
            best = value
    return best


def total_of(values: list[Any]) -> Any:
    if not values or values[0] is None or isinstance(values[0], str):
        return None
    total = values[0]
    if add(total, total) is None:
        return None
    for value in values[1:]:
        if value.__class__ is not total.__class__:
            return None
        total = add(total, value)
        if total is None:
            return None
    return total


def _mean(values: list[Any]) -> Any:
    total = total_of(values)
    return None if total is None else divide(total, Decimal(len(values)))


def _all(values: list[Any]) -> bool | None:
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else None


def _any(values: list[Any]) -> bool | None:
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None


def _sublist(values: list[Any], start: Decimal, length: Decimal | None = None) -> list[Any] | None:
    index = place_in(values, start)
    if index is None:
        return None
    if length is None:
        return values[index:]
    count = int(length)
    return values[index : index + count] if 0 <= count <= len(values) - index else None


def _insert(values: list[Any] | None, position: Decimal | None, item: Any) -> list[Any] | None:
    if values is None or position is None:
        return None
    index = place_in(values, position, 1)
    return None if index is None else [*values[:index], item, *values[index:]]


def _remove(values: list[Any], position: Decimal) -> list[Any] | None:
    index = place_in(values, position)
    return None if index is None else [*values[:index], *values[index + 1 :]]


def _replace_at(values: list[Any] | None, position: Decimal | None, item: Any) -> list[Any] | None:
    if values is None or position is None:
        return None
    index = place_in(values, position)
    return None if index is None else [*values[:index], item, *values[index + 1 :]]


def _replace_where(
    values: list[Any] | None, match: Callable[..., Any] | None, item: Any
) -> list[Any] | None:
    if values is None or match is None or parameters_of(match) not in (2, None):
        return None
    replaced = []
    for value in values:
        chosen = match(value, item)
        if not isinstance(chosen, bool):
            return None
        replaced.append(item if chosen else value)
    return replaced


def parameters_of(function: Callable[..., Any]) -> int | None:
    """How many arguments a function takes; null where that may vary."""
    names = getattr(function, "names", None)
    if names is not None:
        return len(names)
    if isinstance(function, Builtin) and not function.overloads and not function.variadic:
        return len(function.parameters)
    return None


def _union(*lists: list[Any]) -> list[Any] | None:
    return _distinct([element for values in lists for element in values])


def _distinct(values: list[Any]) -> list[Any]:
    kept: list[Any] = []
    plain: set[Any] = set()
    for value in values:
        if value.__class__ in (Decimal, str):
            # Numbers and texts are by far the most frequent; a set finds them at once.
            if value not in plain:
                plain.add(value)
                kept.append(value)
        elif not has(kept, value):
            kept.append(value)
    return kept


def _flatten(values: list[Any]) -> list[Any]:
    flat: list[Any] = []
    waiting = list(reversed(values))
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        else:
            flat.append(value)
    return flat


def _index_of(values: list[Any] | None, match: Any) -> list[Decimal] | None:
    if values is None:
        return None
    return [Decimal(place) for place, value in enumerate(values, 1) if equal(value, match) is True]


def _product(values: list[Any]) -> Decimal | None:
    if not values or None in values:
        return None
    product = Decimal(1)
    for value in values:
        product = DECIMAL128.multiply(product, value)
    return finite(product)


def _median(values: list[Any]) -> Decimal | None:
    if not values or None in values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]  # type: ignore[no-any-return]  # the list is of numbers
    return finite(
        DECIMAL128.divide(DECIMAL128.add(ordered[middle - 1], ordered[middle]), Decimal(2))
    )


def _deviation(values: list[Any]) -> Decimal | None:
    """Of a sample: the sum of squares is divided by one less than the count."""
    if len(values) < 2 or None in values:
        return None
    mean = _mean(values)
    squares = Decimal(0)
    for value in values:
        distance = DECIMAL128.subtract(value, mean)
        squares = DECIMAL128.add(squares, DECIMAL128.multiply(distance, distance))
    return finite(DECIMAL128.sqrt(DECIMAL128.divide(squares, Decimal(len(values) - 1))))


def _mode(values: list[Any]) -> list[Any] | None:
    if None in values:
        return None
    counts: dict[Any, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(value for value, count in counts.items() if count == most)


def _sort(values: list[Any], precedes: Callable[..., Any] | None = None) -> list[Any] | None:
    """Stable: elements of which neither comes first keep their order."""
    if precedes is None:
        ordered = sorted(values, key=cmp_to_key(_natural))
        pairs = itertools.pairwise(ordered)
        return ordered if all(less(a, b) is not None for a, b in pairs) else None
    if parameters_of(precedes) not in (2, None):
        return None
    failed = False

    def compare(one: Any, other: Any) -> int:
        nonlocal failed
        first = precedes(one, other)
        if not isinstance(first, bool):
            failed = True
            return 0
        return -1 if first else (1 if precedes(other, one) is True else 0)

    ordered = sorted(values, key=cmp_to_key(compare))
    return None if failed else ordered


def _natural(one: Any, other: Any) -> int:
    return -1 if less(one, other) is True else 1 if less(other, one) is True else 0


def _aggregate(  # noqa: PLR0917  # a row of the table below
    name: str, element: Type, returns: Type, run: Callable[..., Any], zh: str, en: str,
    *examples: tuple[str, str], nulls: str = "", nulls_zh: str = "",
) -> Builtin:  # fmt: skip
    """A function of a list, or of its elements one by one."""
    return Builtin(
        name, {"list": ListOf(element)}, returns, run=run,
        overloads=(Overload({"list": element}, returns, run=lambda *values: run(list(values)), variadic=True, sees_null=True),),
        zh=zh, en=en, examples=examples, section=_SECTION,
        nulls=nulls or "null of an empty list, and if an element is null",
        nulls_zh=nulls_zh or "空列表，或有元素为 null 时为 null",
    )  # fmt: skip


LISTS: Mapping[str, Builtin] = registry(
    Builtin(
        "list contains", {"list": LIST, "element": ANY}, BOOLEAN, sees_null=True,
        run=lambda values, element: None if values is None else has(values, element),
        zh="列表中是否有某个值", en="whether a value is in a list",
        examples=(("list contains([1, 2, 3], 2)", "true"), ("list contains([1, null], null)", "true")),
        nulls="a null can be looked for; in policies a null element gives null, and so does a null in a list searched in vain",
        nulls_zh="可以查找 null；在制度里查找 null 的结果是 null，列表含 null 而没找到时也是 null", section=_SECTION,
    ),
    Builtin(
        "count", {"list": LIST}, NUMBER, run=lambda values: Decimal(len(values)),
        zh="个数", en="how many elements a list has, nulls too",
        examples=(("count([1, 2, 3])", "3"), ("count([])", "0"), ("count([1, [2, 3]])", "2")), section=_SECTION,
    ),
    _aggregate("min", ANY, ANY, least, "最小的", "the least", ("min([1, 2, 3])", "1"), ("min(5, 2)", "2"), ("min([])", "null")),
    _aggregate("max", ANY, ANY, greatest, "最大的", "the greatest", ("max([1, 2, 3])", "3"), ('max(@"2024-01-01", @"2024-02-01")', '@"2024-02-01"')),
    _aggregate("sum", ANY, ANY, total_of, "合计；空列表为 null（要 0 请用 total）", "the sum; null of nothing (total gives 0)", ("sum([1, 2, 3])", "6"), ("sum(1, 2, 3)", "6"), ("sum([])", "null")),
    _aggregate("mean", ANY, ANY, _mean, "平均值", "the arithmetic mean", ("mean([1, 2, 3])", "2"), ("mean([])", "null")),
    _aggregate("all", BOOLEAN, BOOLEAN, _all, "是否全部为真", "whether all are true", ("all([false, null, true])", "false"), ("all([])", "true"), ("all(true, null)", "null"),
               nulls="false as soon as one is false; else null if one is null", nulls_zh="有 false 即为 false；否则有 null 即为 null"),
    _aggregate("any", BOOLEAN, BOOLEAN, _any, "是否至少一个为真", "whether at least one is true", ("any([false, null, true])", "true"), ("any([])", "false"),
               nulls="true as soon as one is true; else null if one is null", nulls_zh="有 true 即为 true；否则有 null 即为 null"),
    Builtin(
        "sublist", {"list": LIST, "start position": NUMBER, "length": NUMBER}, LIST, run=_sublist, optional=1,
        zh="从第几个起取若干个；负数从末尾数起", en="so many elements from a place on; a negative place counts from the end",
        examples=(("sublist([4, 5, 6], 1, 2)", "[4, 5]"), ("sublist([4, 5, 6], -1)", "[6]")),
        nulls="null if the places lie outside the list", nulls_zh="位置超出列表时为 null", section=_SECTION,
    ),
    Builtin(
        "append", {"list": LIST, "item": ANY}, LIST, variadic=True, sees_null=True,
        run=lambda values, *items: None if values is None else [*values, *items],
        zh="在末尾加上", en="a list with further elements at its end",
        examples=(("append([1], 2, 3)", "[1, 2, 3]"), ("append([], null)", "[null]")), section=_SECTION,
    ),
    Builtin(
        "concatenate", {"list": LIST}, LIST, variadic=True,
        run=lambda *lists: [element for values in lists for element in values],
        zh="把几个列表接起来", en="several lists as one",
        examples=(("concatenate([1, 2], [3])", "[1, 2, 3]"),), section=_SECTION,
    ),
    Builtin(
        "insert before", {"list": LIST, "position": NUMBER, "newItem": ANY}, LIST, run=_insert, sees_null=True,
        zh="在第几个之前插入", en="a list with a new element before a place",
        examples=(("insert before([1, 3], 1, 2)", "[2, 1, 3]"),), nulls="null if the place lies outside the list", nulls_zh="位置超出列表时为 null", section=_SECTION,
    ),
    Builtin(
        "remove", {"list": LIST, "position": NUMBER}, LIST, run=_remove,
        zh="去掉第几个", en="a list without the element at a place",
        examples=(("remove([1, 2, 3], 2)", "[1, 3]"),), nulls="null if the place lies outside the list", nulls_zh="位置超出列表时为 null", section=_SECTION,
    ),
    Builtin(
        "list replace", {"list": LIST, "position": NUMBER, "newItem": ANY}, LIST, run=_replace_at, sees_null=True,
        overloads=(Overload({"list": LIST, "match": FUNCTION, "newItem": ANY}, LIST, run=_replace_where, sees_null=True),),
        zh="替换第几个，或替换符合条件的", en="a list with another element at a place, or wherever a function of element and new element is true",
        examples=(("list replace([2, 4, 7, 8], 3, 6)", "[2, 4, 6, 8]"), ("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]")),
        nulls="null if the place lies outside the list, or the function gives no truth", nulls_zh="位置超出列表，或函数的结果不是真假时为 null", section=_SECTION,
    ),
    Builtin(
        "reverse", {"list": LIST}, LIST, run=lambda values: values[::-1],
        zh="倒过来", en="from the last to the first", examples=(("reverse([1, 2, 3])", "[3, 2, 1]"),), section=_SECTION,
    ),
    Builtin(
        "index of", {"list": LIST, "match": ANY}, ListOf(NUMBER), run=_index_of, sees_null=True,
        zh="某个值的各个位置", en="the places at which a value stands",
        examples=(("index of([1, 2, 3, 2], 2)", "[2, 4]"),), section=_SECTION,
    ),
    Builtin(
        "union", {"list": LIST}, LIST, run=_union, variadic=True,
        zh="几个列表合并，去掉重复", en="several lists as one, without what is there already",
        examples=(("union([1, 2], [2, 3])", "[1, 2, 3]"),), section=_SECTION,
    ),
    Builtin(
        "distinct values", {"list": LIST}, LIST, run=_distinct,
        zh="去掉重复", en="without what is there already", examples=(("distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"),), section=_SECTION,
    ),
    Builtin(
        "flatten", {"list": LIST}, LIST, run=_flatten,
        zh="把列表中的列表展开", en="lists within a list laid open", examples=(("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),), section=_SECTION,
    ),
    _aggregate("product", NUMBER, NUMBER, _product, "乘积", "the product", ("product([2, 3, 4])", "24")),
    _aggregate("median", NUMBER, NUMBER, _median, "中位数", "the median", ("median([6, 1, 2, 3])", "2.5"), ("median([])", "null")),
    _aggregate("stddev", NUMBER, NUMBER, _deviation, "样本标准差", "the standard deviation of a sample", ("stddev([4, 6])", "1.414213562373095048801688724209698"), ("stddev([47])", "null")),
    _aggregate("mode", NUMBER, _NUMBERS, _mode, "出现最多的数", "the numbers that occur most, from the least", ("mode([6, 1, 9, 6, 1])", "[1, 6]"), ("mode([])", "[]"),
               nulls="null if an element is null", nulls_zh="有元素为 null 时为 null"),
    Builtin(
        "sort", {"list": LIST, "precedes": FUNCTION}, LIST, run=_sort, optional=1,
        zh="排序；函数说明哪个在前", en="sorted; the function says whether the first of two comes before the other",
        examples=(("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"), ("sort([3, 1, 2])", "[1, 2, 3]")),
        nulls="null if two elements cannot be compared", nulls_zh="有元素无法比较时为 null", section="10.3.4.8",
    ),
)  # fmt: skip
