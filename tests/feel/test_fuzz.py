"""Whatever is written, it is read and run to an end, or told what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.feel import FeelError, evaluate
from clausewise.feel.environment import Environment
from clausewise.feel.parser import parse_unary_tests
from clausewise.feel.read import read_expression
from clausewise.source.diagnostic import render
from clausewise.source.span import Passage
from clausewise.values.text import feel_text
from tests.feel.said import POLICY
from tests.strategies import law

WORDS = st.sampled_from(
    ["1", "2.5", ".5", '"a"', "a", "b", "item", "true", "false", "null", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "function", "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "not", "between", "instance", "of", "number", "list", "->", "]", "[", "date", "and", "time", "sum", "count", "x", "y", '@"P1D"', '@"2024-01-01"', "//", "/*", "*/", "?", "partial", "迟到", "，", "“", "”", "’", "==", "&&", "10%", "12,000"]
)  # fmt: skip
GOOD = st.sampled_from(
    [
        'if a > 1 then sum([1, 2]) else count(b[item.x = "y"])',
        "for i in 1..3, j in [i, 2] return {a: i, b: function(x) x + j}.b(2)",
        "some x in [1, null] satisfies x in (1, > 5, [2..3)) and not(x = null)",
        'date and time("2024-06-03T09:12:00").time offset = duration("PT8H")',
        "]1..2[.start included",
    ]
)


def run(text: str) -> None:
    try:
        shown = feel_text(evaluate(text, {"a": 1, "b": [{"x": "y"}], "x": None}))
    except FeelError as error:
        shown = "\n".join(render(told, "zh") + render(told, "en") for told in error.diagnostics)
    assert shown
    core, told = read_expression(Passage.of(text), POLICY)
    assert (core is None) == bool(told)


@law(200)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_words_in_any_order(text: str) -> None:
    run(text)


@law(200)
@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    run(text)
    read, told = parse_unary_tests(Passage.of(text), Environment.unknown())
    assert (read is not None) or told


@law(200)
@given(GOOD, st.integers(0, 80), st.integers(0, 5), st.text(max_size=3) | WORDS)
def test_a_slip_anywhere_in_what_is_right(text: str, place: int, gone: int, put: str) -> None:
    run(text[:place] + put + text[place + gone :])


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "(" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "{a:" * 5_000,
        "if " * 5_000,
        "-" * 10_000,
        "a." * 10_000,
        '"' * 10_001,
        "f(" * 3_000 + ")" * 3_000,
        "for i in 1..1000000000000 return i",
        "[1..1000000000000][1000]",
        "9" * 6_000 + " ** " + "9" * 30,
        'matches("' + "a" * 5_000 + '!", "(a+)+$")',
        'replace("' + "a" * 5_000 + '", "a*a*a*a*b", "x")',
        "{f: function(x) f(x), r: f(1)}.r",
        "{f: function(x) [f(x), f(x)], r: f(1)}.r",
        "1 + " * 20_000 + "1",
        "x = " + "(" * 119 + "1" + ")" * 119,
        "if true then " * 110 + "1" + " else 2" * 110,
    ],
    ids=lambda text: text[:24],
)
def test_what_is_huge_ends_soon(text: str) -> None:
    run(text)
