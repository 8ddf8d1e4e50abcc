"""Places are counted as editors count them, and passages lead back to the text they came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.source.span import Passage, Source, Span

LATE = Source("hours.yaml", "迟到: 1\r\n早退😀: 2\n")


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (7, (2, 1)), (9, (2, 3)), (10, (2, 4)), (14, (3, 1))],
)
def test_lines_and_columns_count_from_one_and_by_characters(
    offset: int, place: tuple[int, int]
) -> None:
    assert LATE.line_and_column(offset) == place


def test_a_line_comes_without_its_line_end() -> None:
    assert [LATE.line(number) for number in (1, 2, 3, 4)] == ["迟到: 1", "早退😀: 2", "", ""]


@given(st.text(alphabet="a迟\n\r😀"), st.data())
def test_a_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    source = Source("any.yaml", text)
    offset = data.draw(st.integers(0, len(text)))

    assert source.offset(*source.line_and_column(offset)) == offset


def test_a_span_says_its_text_and_where_it_begins() -> None:
    span = Span(LATE, 7, 10)

    assert (span.text, str(span)) == ("早退😀", "hours.yaml:2:1")


def test_a_text_that_stands_for_itself_is_its_own_passage() -> None:
    passage = Passage.of("a > 1")

    assert passage.part(2, 3).text == ">"


def test_a_part_of_a_folded_passage_stands_where_it_was_written() -> None:
    source = Source("x", "a\n   b")
    passage = Passage("a b", source.whole(), (0, 1, 5, 6))

    assert passage.part(2, 3).text == "b"
    assert passage.part(0, 3).text == "a\n   b"
    assert (passage.part(3, 3).start, passage.part(3, 3).end) == (6, 6)
