"""Each character of a scalar leads back to the very place where it was written."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, Node, Scalar, Sequence, read_yaml


def scalars(node: Node | None) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)
        case Fields(entries=entries):
            for entry in entries.values():
                yield from scalars(entry.value)


def only(text: str) -> Scalar:
    [scalar] = scalars(read_yaml(Source("a.yaml", text))[0])
    return scalar


@pytest.mark.parametrize(
    "text",
    [
        "when: a > 迟到 and b",
        "when: 'a > 迟到 and b'",
        "when: 'a > 迟到 and b, it''s'",
        'when: "a > 迟到 and\\tb \\u8fdf"',
        'when: "a >\n  迟到 \\\n   and b"',
        "when: a >\n\n  迟到\n  and b",
        "when: 'a >\n\n  迟到\n  and b'",
        "when: >-\n  a >\n  迟到 and\n\n  b",
        "when: >+\n\n  a >\n    迟到\n  and b\n\n",
        "when: |\n  a >\n    迟到\n  and b",
        "when: |2-\n    a >\n  迟到 and b\nthen: 1".replace("\nthen: 1", ""),
        "when: >-\r\n  a >\r\n  迟到 and b\r\n",
        "{when: a >\n 迟到 and b}",
    ],
)
def test_a_word_is_found_where_it_stands_in_every_style(text: str) -> None:
    passage = only(text).passage
    start = passage.text.index("迟到")
    last = passage.text.index("b")

    assert (passage.part(start, start + 2).text, passage.part(last, last + 1).text) == ("迟到", "b")
    assert passage.part(start, start + 2).start == text.index("迟到")


def test_an_escape_is_found_at_its_backslash() -> None:
    passage = only('when: "a\\u8fdf b"').passage

    assert passage.text == "a迟 b"
    assert (passage.part(1, 2).start, passage.part(3, 4).text) == (8, "b")


def test_a_fold_is_found_at_its_line_end() -> None:
    passage = only("when: >-\n  a\n  b").passage

    assert (passage.text, passage.offsets) == ("a b", (11, 12, 15, 16))


def test_a_text_on_one_line_needs_no_map() -> None:
    assert only("when: a > 1").passage.offsets is None
    assert only("when: 'a > 1'").passage.offsets is None


HEADS = st.sampled_from(
    ["", "a: ", "- ", "a:\n  b: ", "a: |\n  ", "a: >\n  ", "a: >2\n  ", "a: |+\n  ", "a: >-\n  ",
     "a: >+\n  ", "a: |2-\n  ", "a: >1\n ", "- >\n\n\n  ", 'a: "', "a: '", "[", "{x: ", "- |\n ",
     "x:\n - >+\n  ", "\ufeffa: "]
)  # fmt: skip
WORDS = st.lists(
    st.sampled_from(
        [*"ab迟😀 \t\n'\"\\|>:#-,[]{}+2x", "\r\n", "\\u8fdf", "\\\n", "''", "\n\n", "\n  ", "\n   ",
         "  ", "\\x41", ": ", "\u2028", "\x85", "\\t"]
    ),
    max_size=25,
).map("".join)  # fmt: skip
TAILS = st.sampled_from(["", '"', "'", "]", "}", "\nb: 1", "\n", "\n\n", "\n# c\nb: 2", '"\n'])


@given(HEADS, WORDS, TAILS)
def test_the_map_leads_each_character_to_itself(head: str, words: str, tail: str) -> None:
    text = head + words + tail
    for scalar in scalars(read_yaml(Source("a.yaml", text))[0]):
        passage = scalar.passage
        assert passage.text == scalar.written
        if passage.offsets is None:
            assert passage.span.text == scalar.written
        elif scalar.written.strip():
            assert len(passage.offsets) == len(scalar.written) + 1
            assert list(passage.offsets) == sorted(set(passage.offsets))
            for character, place in zip(scalar.written, passage.offsets, strict=False):
                there = text[place]
                folded = character in " \n" and there in "\r\n\x85"
                assert there in {character, "\\"} or folded
