"""A sweep as a person reads it: numbers, bars on an honest scale, and where something changes."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.report.sweep import Point, sweep_text
from clausewise.report.words import NO_WORDS, Words
from clausewise.source.diagnostic import Language
from clausewise.source.terminal import width

CNY = "CNY"


def point(value: int, rulings: int, payment: int, deduction: int, *, now: bool = False) -> Point:
    money: Mapping[tuple[str, str], Decimal] = {
        (CNY, "payment"): Decimal(payment),
        (CNY, "deduction"): Decimal(deduction),
    }
    return Point(Decimal(value), rulings, 0, money, now)


def shown(*points: Point, language: Language = "en") -> list[str]:
    return sweep_text("fine", points, Words.of(language, NO_WORDS)).splitlines()


def test_what_is_owed_goes_below_nought_and_the_scale_says_so() -> None:
    assert shown(point(0, 4, 300, 0, now=True), point(10, 4, 300, 300), point(20, 4, 300, 600)) == [
        "fine from 0 to 20",
        "   fine   rulings  undetermined    deduction CNY  payment CNY           net CNY",
        "→  0            4             0    0.00                300.00   300.00     ████",
        "*  10           4             0  300.00 ████           300.00     0.00",
        "*  20           4             0  600.00 ████████       300.00  -300.00 ████",
        "   scale                            0.00..600.00                -300.00..300.00",
        "   → as it is   * not as the row above",
    ]


def test_where_nothing_answers_there_is_no_bar() -> None:
    assert shown(point(0, 4, 0, 0), point(10, 4, 0, 0), language="zh") == [
        "fine 从 0 到 10",
        "   fine  裁定  无法判定  扣款 元  应付 元  净额 元",
        "   0        4         0     0.00     0.00     0.00",
        "   10       4         0     0.00     0.00     0.00",
        "   处处相同",
    ]


def test_the_value_that_holds_now_is_marked_also_where_it_changes() -> None:
    marks = [line[:3] for line in shown(point(0, 1, 0, 0), point(1, 2, 0, 0, now=True))[2:4]]

    assert marks == ["   ", "→* "]


def test_a_little_is_seen_and_nothing_is_not() -> None:
    few, many = shown(point(0, 1, 0, 0), point(1, 10_000, 0, 0))[2:4]

    assert few.count("▏") == 1
    assert "█" not in few
    assert "█" * 6 in many


@given(st.lists(st.integers(min_value=0, max_value=90_000), min_size=2, max_size=12))
def test_a_line_fits_and_what_is_more_is_never_drawn_shorter(counts: list[int]) -> None:
    lines = shown(*(point(place, count, 0, 0) for place, count in enumerate(counts)))
    drawn = [line.count("█") for line in lines[2 : 2 + len(counts)]]

    assert max(map(width, lines)) <= 80
    assert [bars for _, bars in sorted(zip(counts, drawn, strict=True))] == sorted(drawn)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sweep_of_three_series_that_answer_fits_a_terminal(language: Language) -> None:
    lines = shown(point(0, 4, 100, 0), point(1, 5, 200, 30), language=language)

    assert max(map(width, lines)) <= 90
