"""Regular expressions of XPath."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.feel.functions.patterns import Pattern, read_pattern
from clausewise.feel.limits import LimitReached
from tests.strategies import law


def found(pattern: str, text: str, flags: str = "") -> str | None:
    read = read_pattern(pattern, flags)
    assert read is not None
    match = read.search(text)
    return None if match is None else text[slice(*match.spans[0])]


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "part"),
    [
        ("[A-Z-[OI]]+", "", "AXIS", "AX"),
        ("[a-z-[aeiou-[e]]]+", "", "aebc", "ebc"),
        (r"\p{Lu}\P{Lu}", "", "abCd", "Cd"),
        (r"\p{IsCJKUnifiedIdeographs}+", "", "on 迟到 off", "迟到"),
        (r"\i\c*", "", "1a-b c", "a-b"),
        (r"[\d-]+", "", "a1-2", "1-2"),
        (r"\w+", "", "_ab", "ab"),
        (r"\W", "", "a_b", "_"),
        (".", "", "\n", None),
        (".", "s", "\n", "\n"),
        ("^b$", "", "a\nb\nc", None),
        ("^b$", "m", "a\nb\nc", "b"),
        ("a$", "", "a\n", None),
        ("ABC", "i", "xabc", "abc"),
        ("he ll o[ ]w", "x", "hello world", "hello w"),
        ("(a)(b)?", "", "ac", "a"),
        (r"(a|b)\1", "", "abb", "bb"),
        ("(?:ab)+?", "", "abab", "ab"),
        ("a{2,3}", "", "aaaa", "aaa"),
        ("x|", "", "yx", ""),
        ("[^Q]", "i", "q", None),
        (r"[\]\-a]+", "", "b]-a", "]-a"),
    ],
)
def test_what_a_pattern_finds(pattern: str, flags: str, text: str, part: str | None) -> None:
    assert found(pattern, text, flags) == part


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        ("(", ""), (")", ""), ("[", ""), ("[]", ""), ("a**", ""), ("*a", ""), ("a{3,2}", ""), ("a{,3}", ""),
        (r"\q", ""), (r"(.)\2", ""), (r"[\1]", ""), (r"\p{Zz}", ""), (r"\p{IsNowhere}", ""), ("(?=a)", ""),
        ("(?<n>a)", ""), ("[b-a]", ""), ("a", "g"), ("a", " "), ("a{1001}", ""), ("(" * 60 + ")" * 60, ""),
    ],
)  # fmt: skip
def test_what_xpath_refuses_is_null(pattern: str, flags: str) -> None:
    assert read_pattern(pattern, flags) is None


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*$", "(a|aa)+$", "((a*)*)*$", r"(a*)*\1b", "(.*a){20}$"]
)
def test_a_pattern_that_would_take_for_ever_is_told(pattern: str) -> None:
    read = read_pattern(pattern)
    assert read is not None
    start = time.monotonic()

    with pytest.raises(LimitReached) as reached:
        read.search("a" * 200 + "!")

    assert reached.value.code == "CW343"
    assert time.monotonic() - start < 20


SIMPLE = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]"]),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("({})".format, inner),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["?", "*", "+", "??", "*?", "{1,2}"])),
    ),
    max_leaves=5,
)


@law()
@given(SIMPLE, st.text("abc", max_size=8))
def test_both_ways_of_matching_agree(pattern: str, text: str) -> None:
    read = read_pattern(pattern)
    assert read is not None
    ours = Pattern(pattern, "", read.tree, read.groups, read.compiled, True, 0).search(text)
    theirs = re.search(pattern, text)

    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert ours.spans[0] == theirs.span()
