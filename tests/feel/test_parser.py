"""Text into syntax: what binds tighter, what a name is, what the brackets are."""

from typing import Any

import pytest

from clausewise.feel import syntax as s
from clausewise.feel.environment import Environment
from clausewise.feel.parser import LONGEST_TEXT, parse, parse_unary_tests
from clausewise.source.span import Passage
from clausewise.values.number import Decimal
from clausewise.values.types import ANY, NUMBER, ContextOf, Type

AT: Any = {"start": 0, "end": 0}


def name(word: str) -> s.Name:
    return s.Name(word, **AT)


def number(digits: str) -> s.Literal_:
    return s.Literal_(Decimal(digits), **AT)


def binary(operator: Any, left: Any, right: Any) -> s.Binary:
    return s.Binary(operator, left, right, **AT)


A, B, C, ONE, TWO = name("a"), name("b"), name("c"), number("1"), number("2")


def tree(text: str, **names: Type) -> Any:
    syntax, told = parse(Passage.of(text), Environment.unknown(names))
    assert told == []
    return syntax


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a or b and c", binary("or", A, binary("and", B, C))),
        ("a + b * c", binary("+", A, binary("*", B, C))),
        ("a - b - c", binary("-", binary("-", A, B), C)),
        ("a * b ** c", binary("*", A, binary("**", B, C))),
        ("-a ** 2", binary("**", s.Negation(A, **AT), TWO)),
        ("a = b + 1", binary("=", A, binary("+", B, ONE))),
        ("(a + b) * c", binary("*", binary("+", A, B), C)),
        ("a between 1 and 2 and b", binary("and", s.Between(A, ONE, TWO, **AT), B)),
        ("if a then b else c + 1", s.Choice(A, B, binary("+", C, ONE), **AT)),
        (
            "a.b[c].b",
            s.Path(s.Filter(s.Path(A, "b", name_start=0, **AT), C, **AT), "b", name_start=0, **AT),
        ),
        ("a in (1, > 2)", s.Within(A, s.Several((ONE, s.Test(">", TWO, **AT)), **AT), **AT)),
        ("a in > 2", s.Within(A, s.Test(">", TWO, **AT), **AT)),
        (
            "-a instance of number",
            s.InstanceOf(s.Negation(A, **AT), s.NamedType("number", **AT), **AT),
        ),
        ("// nothing\n1 /* still */ + 2", binary("+", ONE, TWO)),
    ],
)
def test_what_belongs_together(text: str, expected: Any) -> None:
    assert tree(text) == expected


def interval(low_closed: bool, high_closed: bool) -> s.Interval:
    return s.Interval(ONE, TWO, low_closed, high_closed, **AT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1..2]", interval(True, True)),
        ("(1..2]", interval(False, True)),
        ("]1..2]", interval(False, True)),
        ("[1..2)", interval(True, False)),
        ("[1..2[", interval(True, False)),
        ("]1..2[", interval(False, False)),
        ("[1..2[.start", s.Path(interval(True, False), "start", name_start=0, **AT)),
        ("[[1..2[, a]", s.Listing((interval(True, False), A), **AT)),
        ("[1..a[1]]", s.Interval(ONE, s.Filter(A, ONE, **AT), True, True, **AT)),
        ("[][1]", s.Filter(s.Listing((), **AT), ONE, **AT)),
    ],
)
def test_square_brackets_are_told_apart(text: str, expected: Any) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (
            "Monthly  Salary * 2",
            {"Monthly Salary": NUMBER},
            binary("*", name("Monthly Salary"), TWO),
        ),
        ("Monthly Salary * 2", {}, binary("*", name("Monthly Salary"), TWO)),
        ("a-b", {}, binary("-", A, B)),
        ("a-b", {"a-b": NUMBER}, name("a-b")),
        ("a - b", {"a-b": NUMBER}, binary("-", A, B)),
        ("a.b", {"a.b": NUMBER}, name("a.b")),
        ("time and place and a", {"time and place": ANY}, binary("and", name("time and place"), A)),
        ("迟到 次数 > 1", {"迟到 次数": NUMBER}, binary(">", name("迟到 次数"), ONE)),
        ("🐎 + 1", {}, binary("+", name("🐎"), ONE)),
        (
            "order.net amount",
            {"order": ContextOf({"net amount": NUMBER})},
            s.Path(name("order"), "net amount", name_start=0, **AT),
        ),
        (
            "for my item in a return my item",
            {},
            s.ForEach((s.Iterator("my item", A, None, **AT),), name("my item"), **AT),
        ),
        (
            "{a+b: 1, c: a+b}",
            {},
            s.Context((s.Entry("a+b", ONE, **AT), s.Entry("c", name("a+b"), **AT)), **AT),
        ),
    ],
)
def test_a_name_is_the_longest_that_is_known(
    text: str, known: dict[str, Type], expected: Any
) -> None:
    assert tree(text, **known) == expected


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (r'"a\"b"', 'a"b'),
        (r'"\u8fdf\u5230"', "迟到"),
        (r'"\U01F40E"', "🐎"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\n\t\\"', "\n\t\\"),
        (r'"\d"', r"\d"),
        ('"🐎 // no comment"', "🐎 // no comment"),
    ],
)
def test_a_text_may_hold_any_character(literal: str, text: str) -> None:
    assert tree(literal) == s.Literal_(text, **AT)


@pytest.mark.parametrize(
    ("text", "tests", "negated"),
    [
        ("-", None, False),
        ("> 1, 2", (s.Test(">", ONE, **AT), TWO), False),
        ("not(1, 2)", (ONE, TWO), True),
        ("-1", (s.Negation(ONE, **AT),), False),
        ("[1..2]", (interval(True, True),), False),
    ],
)
def test_a_cell_holds_unary_tests(text: str, tests: Any, negated: bool) -> None:
    syntax, told = parse_unary_tests(Passage.of(text), Environment.unknown())

    assert told == []
    assert syntax == s.UnaryTests(tests, negated, **AT)


def test_every_node_knows_where_it_stands() -> None:
    text = "(a + b) * sum( c )"
    syntax = tree(text)

    assert [text[node.start : node.end] for node in (syntax, syntax.left, syntax.right)] == [
        text, "a + b", "sum( c )",
    ]  # fmt: skip


def refused(text: str) -> list[str]:
    return [fault.code for fault in parse(Passage.of(text), Environment.unknown())[1]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 10_000 + "1" + ")" * 10_000, "CW222"),
        ("[" * 10_000 + "1" + "]" * 10_000, "CW222"),
        ("-" * 5_000 + "1", "CW222"),
        ("1" + "+ 1" * 300, "CW222"),
        ("a" * (LONGEST_TEXT + 1), "CW221"),
        ("1e99999", "CW223"),
    ],
)
def test_what_is_too_much_meets_a_limit(text: str, code: str) -> None:
    assert refused(text) == [code]


def test_a_long_chain_of_conditions_is_not_deep() -> None:
    assert refused(" and ".join(f"x != {number}" for number in range(1_000))) == []
