"""What is said of a wrong expression: where it is wrong, and what to write."""

import pytest

from clausewise.feel.environment import Environment
from clausewise.feel.parser import parse_unary_tests
from clausewise.source.diagnostic import render
from clausewise.source.span import Passage
from tests.feel.said import said, told_of

SLIPS = [
    ("grace ＞ 5", ["CW201 '＞': write > instead"]),
    ("（grace + 1）* 2", ["CW201 '（': write ( instead", "CW201 '）': write ) instead"]),
    ("grace ＝ ５", ["CW201 '＝': write = instead", "CW201 '５': write 5 instead"]),
    ("attendance.status = “absent”", ["CW213 '“absent”': write \"absent\""]),
    ("attendance.status = 'absent'", ["CW213 \"'absent'\": write \"absent\""]),
    ("grace == 5", ["CW202 '==': write ="]),
    ("grace <> 5", ["CW202 '<>': write !="]),
    ("grace => 5", ["CW202 '=>': write >="]),
    ("grace > 5 && away > 3", ["CW203 '&&': write and"]),
    ("grace > 5 || away > 3", ["CW203 '||': write or"]),
    ("!(grace > 5)", ["CW204 '!': write not(condition), or != for 'is not'"]),
    ("grace > 10%", ["CW206 '10%': write a decimal, such as 0.1; a remainder is modulo(a, b)"]),
    ("grace > 12,000", ["CW207 '12,000': write 12000"]),
    ("sum(12,000)", ["CW207 '12,000': write 12000"]),
    ("grace > 十五", ["CW303 '十五': write digits, such as 3"]),
    ("grace > 10万", ["CW208 '10万': write 100000"]),
    ("attendance.check_in > 10:00", ['CW211 \'10:00\': write @"10:00:00" or time("10:00:00")']),
    ("attendance.date > 2024年6月1日", ['CW210 \'2024年6月1日\': write @"2024-06-01" or date("2024-06-01")']),
    ("attendance.date > 2024-06-01", ['CW210 \'2024-06-01\': write @"2024-06-01" or date("2024-06-01")']),
    ("grace > 5 且 away > 3", ["CW240 '且': write and"]),
    ("grace > 5 AND away > 3", ["CW240 'AND': write and"]),
    ("not attendance", ["CW240 'not': write not(…)"]),
    ("grace in 1..5", ["CW241 '..': such as x in [1..5] (both ends included), or x in (1..5] (without 1)"]),
    ("count receipts", ["CW329 'count receipts': write count(…)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SLIPS, ids=[text for text, _ in SLIPS])
def test_a_slip_of_the_pen_is_told_with_what_to_write(text: str, words: list[str]) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "CW220", ""),
        ("  // nothing", "CW220", "  // nothing"),
        ('attendance.status = "absent', "CW205", '"'),
        ("(grace + 1", "CW230", "("),
        ("[1, 2", "CW230", "["),
        ("{a: 1", "CW230", "{"),
        ("sum([1, 2)", "CW230", "["),
        ("grace + 1)", "CW231", ")"),
        ("grace +", "CW232", "+"),
        ("grace > 5 and", "CW232", "and"),
        ("attendance.", "CW232", "."),
        ("if grace > 5 then 1", "CW233", "1"),
        ("for x in receipts", "CW233", "receipts"),
        ("some x in receipts", "CW233", "receipts"),
        ("grace between 1", "CW233", "1"),
        ("> 5", "CW234", ">"),
        ("and grace", "CW235", "and"),
        ("grace > and away", "CW235", "and"),
        ("for x return 1", "CW236", "return"),
        ("grace: 5", "CW237", ":"),
        ("grace > * 2", "CW238", "*"),
        ("grace > 5 away", "CW239", "away"),
        ("1 2", "CW239", "2"),
        ("grace $ 5", "CW212", "$"),
        ("{a: 1, a: 2}", "CW224", "a"),
        ('substring("abc", length: 1)', "CW225", '"abc"'),
        ("(1, 2)", "CW317", "(1, 2)"),
        ('function(x) external {java: "x"}', "CW319", 'function(x) external {java: "x"}'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_where_it_stands(text: str, code: str, place: str) -> None:
    assert [(fault.code, fault.span.text) for fault in told_of(text)] == [(code, place)]


def test_plain_feel_has_no_opinion_on_a_subtraction_that_looks_like_a_date() -> None:
    assert said("2024-06-01", Environment.unknown()) == []


def test_commas_part_the_tests_of_a_cell() -> None:
    read, told = parse_unary_tests(Passage.of("100,200"), Environment.unknown())

    assert told == []
    assert read is not None
    assert len(read.tests or ()) == 2


def test_a_message_in_both_languages_underlines_the_place() -> None:
    (told,) = told_of("grace == 5")

    assert render(told, "zh").split("\n")[1:3] == ["  | grace == 5", "  |       ^^"]
    assert render(told, "zh").endswith("= 请写 =")
    assert render(told, "en").endswith("= write =")


def test_a_keyword_that_opens_a_line_is_shown_with_what_ends_the_one_above() -> None:
    (told,) = told_of("grace >\n  and away > 3")

    assert (told.code, str(told.span)) == ("CW235", "<expression>:2:3")
    assert [(str(one), one.text) for one in told.related] == [("<expression>:1:7", ">")]


def test_a_keyword_in_the_middle_of_a_line_stands_alone() -> None:
    (told,) = told_of("grace > and away > 3")

    assert (told.code, told.related) == ("CW235", ())
