"""What the standard promises of functions and operators, over generated values."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
)
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clausewise.feel.functions import BUILTINS
from clausewise.feel.functions.operators import (
    add,
    between,
    divide,
    equal,
    greater,
    in_range,
    less,
    less_or_equal,
    make_range,
    multiply,
    negate,
    subtract,
)  # fmt: skip
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.range import Range
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration
from tests.feel.said import plain
from tests.strategies import law

numbers = st.decimals(-(10**12), 10**12, allow_nan=False, places=4)
small = st.integers(-20, 20).map(Decimal)
dates = st.integers(-(10**6), 10**6).map(Date)
lengths = st.integers(-(10**18), 10**18).map(DaysDuration)
months = st.integers(-5000, 5000).map(MonthsDuration)
ordered = st.one_of(st.tuples(numbers, numbers), st.tuples(dates, dates), st.tuples(lengths, lengths), st.tuples(st.text(), st.text()))  # fmt: skip

TRUTHS = ("true", "false", "null")


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_the_ternary_tables(one: str, other: str) -> None:
    both = "false" if "false" in (one, other) else "null" if "null" in (one, other) else "true"
    either = "true" if "true" in (one, other) else "null" if "null" in (one, other) else "false"

    assert plain(f"{one} and {other}") == both
    assert plain(f"{one} or {other}") == either
    assert plain(f"not({one} and {other})") == plain(f"not({one}) or not({other})")


@law()
@given(numbers, numbers)
def test_sums_commute_and_differences_undo_them(a: Decimal, b: Decimal) -> None:
    assert add(a, b) == add(b, a)
    assert subtract(add(a, b), b) == a
    assert negate(negate(a)) == a


@law()
@given(numbers, numbers)
def test_a_product_divided_is_the_factor(a: Decimal, b: Decimal) -> None:
    assume(b)

    assert divide(multiply(a, b), b) == a


@law()
@given(ordered)
def test_one_of_less_equal_greater_holds(pair: tuple[Any, Any]) -> None:
    a, b = pair

    assert [less(a, b), equal(a, b), greater(a, b)].count(True) == 1
    assert less_or_equal(a, b) == (less(a, b) or equal(a, b))


@law()
@given(
    st.one_of(numbers, dates, lengths, st.text(), st.booleans(), st.none()),
    st.one_of(numbers, dates, months),
)
def test_what_cannot_be_compared_is_null(a: Any, b: Any) -> None:
    assume(a.__class__ is not b.__class__)

    assert less(a, b) is None
    assert equal(a, b) is (False if a is None else None)


@law()
@given(dates, lengths)
def test_a_day_and_a_length_give_a_day(date: Date, length: DaysDuration) -> None:
    moment = DateTime.parse(f"{date}T00:00:00")
    assert moment is not None

    assert add(date, length) == moment.plus(length.amount).date
    assert add(length, date) == add(date, length)
    assert subtract(date, length) == add(date, negate(length))


@law()
@given(dates, dates)
def test_the_length_between_two_days_leads_from_one_to_the_other(start: Date, end: Date) -> None:
    assert add(start, subtract(end, start)) == end


@law()
@given(dates, st.integers(0, 5000))
def test_whole_months_between_two_days_are_those_added(start: Date, count: int) -> None:
    end = start.plus_months(count)
    between_ = BUILTINS["years and months duration"](start, end)

    # Where the day was cut at the month's end, the last month is not whole.
    assert between_ == MonthsDuration(count if end.day == start.day else count - 1)


@law()
@given(dates, dates)
def test_months_between_never_pass_the_end(start: Date, end: Date) -> None:
    months_ = BUILTINS["years and months duration"](start, end)
    reached = start.plus_months(months_.amount)

    assert (start <= reached <= end) if start <= end else (end <= start)


WAYS = {
    "round up": ROUND_UP, "round down": ROUND_DOWN, "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN, "decimal": ROUND_HALF_EVEN, "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
}  # fmt: skip


@law()
@given(
    st.decimals(-(10**9), 10**9, allow_nan=False, places=6),
    st.integers(-3, 6),
    st.sampled_from(sorted(WAYS)),
)
def test_rounding_is_that_of_the_decimal_library(number: Decimal, scale: int, way: str) -> None:
    expected = number.quantize(Decimal(1).scaleb(-scale), rounding=WAYS[way])

    assert BUILTINS[way](number, Decimal(scale)) == expected


@law()
@given(small, small)
def test_a_remainder_has_the_sign_of_the_divisor(dividend: Decimal, divisor: Decimal) -> None:
    assume(divisor)
    remainder = BUILTINS["modulo"](dividend, divisor)

    assert remainder == int(dividend) % int(divisor)


@law()
@given(st.lists(st.text(alphabet="ab迟到", max_size=4), min_size=1))
def test_what_is_joined_is_split_again(parts: list[str]) -> None:
    assert BUILTINS["split"](BUILTINS["string join"](parts, ";"), ";") == parts


@law()
@given(st.text(), st.text(min_size=1))
def test_before_match_and_after_make_the_whole(text: str, match: str) -> None:
    before, after = (
        BUILTINS["substring before"](text, match),
        BUILTINS["substring after"](text, match),
    )

    assert before + match + after == text if match in text else (before, after) == ("", "")


@law()
@given(st.lists(st.tuples(st.integers(0, 3), st.integers())))
def test_sorting_keeps_the_order_of_equals(pairs: list[tuple[int, int]]) -> None:
    rows = [{"key": Decimal(key), "place": Decimal(place)} for key, place in pairs]

    assert BUILTINS["sort"](rows, lambda a, b: a["key"] < b["key"]) == sorted(
        rows, key=lambda row: row["key"]
    )


@law()
@given(st.lists(numbers), st.lists(numbers))
def test_lists_put_together(one: list[Decimal], other: list[Decimal]) -> None:
    both = BUILTINS["concatenate"](one, other)

    assert BUILTINS["count"](both) == len(one) + len(other)
    assert BUILTINS["reverse"](BUILTINS["reverse"](both)) == both
    assert (
        BUILTINS["union"](one, other)
        == BUILTINS["distinct values"](both)
        == list(dict.fromkeys(both))
    )
    assert BUILTINS["sum"](both) == (None if not both else sum_of(both))


def sum_of(values: list[Decimal]) -> Decimal:
    total = values[0]
    for value in values[1:]:
        total = DECIMAL128.add(total, value)
    return total


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, high = sorted((draw(small), draw(small)))
    made = make_range(low, high, draw(st.booleans()), draw(st.booleans()))
    assert made is not None
    return made


def relation(name: str, one: Any, other: Any) -> Any:
    return BUILTINS[name](one, other)


@law()
@given(ranges(), ranges())
def test_each_relation_has_its_mirror(a: Range, b: Range) -> None:
    for name, mirror in (
        ("before", "after"), ("meets", "met by"), ("finishes", "finished by"),
        ("includes", "during"), ("starts", "started by"),
    ):  # fmt: skip
        assert relation(name, a, b) is relation(mirror, b, a)
    assert relation("overlaps", a, b) is relation("overlaps", b, a)
    assert relation("coincides", a, b) is relation("coincides", b, a)


@law()
@given(ranges(), ranges(), small)
def test_relations_say_what_their_points_say(a: Range, b: Range, point: Decimal) -> None:
    inside_a, inside_b = in_range(point, a), in_range(point, b)

    if relation("before", a, b):
        assert not (inside_a and inside_b)
    if relation("includes", a, b) and inside_b:
        assert inside_a
    if inside_a and inside_b:
        assert relation("overlaps", a, b)
    assert relation("during", point, a) is inside_a
    assert relation("includes", a, point) is inside_a


@law()
@given(small, small, small)
def test_between_is_a_closed_range(value: Decimal, low: Decimal, high: Decimal) -> None:
    assert between(value, low, high) == (low <= value <= high)
