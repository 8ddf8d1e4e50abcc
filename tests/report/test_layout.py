"""Text in columns: Chinese characters are two wide, and nothing is lost in breaking lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.report.layout import column_widths, hanging, left, right, wrapped
from clausewise.source.terminal import width


@pytest.mark.parametrize(
    ("text", "columns"), [("late", 4), ("迟到", 4), ("“迟到”", 6), ("", 0), ("é", 1)]
)
def test_the_width_of_a_text(text: str, columns: int) -> None:
    assert width(text) == columns


def test_cells_are_filled_to_their_width() -> None:
    assert left("迟到", 6) + "|" == "迟到  |"
    assert right("46.00", 7) == "  46.00"
    assert column_widths([("迟到", "1"), ("late", "120")]) == [4, 3]


def test_english_breaks_at_blanks_and_chinese_after_any_character() -> None:
    assert wrapped("the more is sold", 8) == ["the more", "is sold"]
    assert wrapped("卖得越多提成越高", 8) == ["卖得越多", "提成越高"]


def test_a_stop_does_not_begin_a_line() -> None:
    assert wrapped("卖得越多，提成越高", 10) == ["卖得越多，", "提成越高"]
    assert wrapped("卖得越多，提成越高", 8) == ["卖得越", "多，提成", "越高"]


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert wrapped("see attendance-of-june.xlsx now", 10) == [
        "see",
        "attendance-of-june.xlsx",
        "now",
    ]


def test_further_lines_stand_under_the_text() -> None:
    assert hanging("  · ", "the more is sold the higher it gets", 24) == [
        "  · the more is sold the",
        "    higher it gets",
    ]


@given(st.text("abc 迟到，。 ", max_size=60), st.integers(4, 40))
def test_breaking_lines_loses_nothing_but_blanks(text: str, columns: int) -> None:
    joined = "".join(wrapped(text, columns))

    assert joined.replace(" ", "") == text.replace(" ", "")
