"""A diagnostic fills in what its code asks for, and shows the place to the column."""

import pytest

from clausewise.source.catalogue import Severity
from clausewise.source.diagnostic import Diagnostic, render
from clausewise.source.span import Source, Span


def rendered(text: str, start: int, end: int) -> list[str]:
    place = Span(Source("a.yaml", text), start, end)
    return render(Diagnostic.at(place, "CW102"), "en").split("\n")


def test_a_missing_blank_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match=r"CW150 wants the blanks \['key', 'nearest'\]"):
        Diagnostic.at(Source("a", "").whole(), "CW150", key="wehn")


def test_an_unknown_blank_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match=r"CW102 wants the blanks \[\]"):
        Diagnostic.at(Source("a", "").whole(), "CW102", key="wehn")


def test_a_message_and_its_hint_speak_both_languages() -> None:
    told = Diagnostic.at(Source("a", "x").whole(), "CW150", key="wehn", nearest="when")

    assert (told.message("zh"), told.hint("zh")) == ("这里没有叫“wehn”的键", "您是否想写“when”?")
    assert (told.message("en"), told.hint("en")) == (
        "there is no key 'wehn' here",
        "did you mean 'when'?",
    )
    assert told.severity is Severity.ERROR


def test_the_whole_of_what_is_shown() -> None:
    place = Span(Source("a.yaml", "wehn: 1"), 0, 4)

    assert render(Diagnostic.at(place, "CW150", key="wehn", nearest="when"), "zh") == (
        "a.yaml:1:1: error[CW150] 这里没有叫“wehn”的键\n"
        "  | wehn: 1\n"
        "  | ^^^^\n"
        "  = 您是否想写“when”?"
    )


def test_chinese_characters_and_emoji_take_two_columns_under_the_line() -> None:
    assert rendered("迟到😀: 早退", 5, 7)[1:3] == ["  | 迟到😀: 早退", "  |         ^^^^"]


def test_marks_above_a_letter_take_none() -> None:
    assert rendered("e\u0301\ufe0f x", 4, 5)[2] == "  |   ^"


def test_a_tab_before_the_place_is_kept() -> None:
    assert rendered("\tx: 1", 1, 2)[2] == "  | \t^"


def test_of_several_lines_the_first_is_underlined() -> None:
    assert rendered("a: b\r\nc: d\r\n", 3, 9)[1:3] == ["  | a: b", "  |    ^"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert rendered("a: \x1b[31mred", 0, 1)[1] == "  | a: \ufffd[31mred"


def test_an_empty_line_is_not_drawn() -> None:
    assert rendered("", 0, 0) == [
        "a.yaml:1:1: error[CW102] this file is empty",
        "  = write something in it, or delete the file if it is not needed",
    ]


def test_types_are_told_in_chinese_by_their_chinese_names() -> None:
    place = Source("a", "x").whole()
    told = Diagnostic.at(place, "CW311", operator="<=", left="date", right="date and time")
    listed = Diagnostic.at(place, "CW328", wanted="number", given="list<string>")

    assert told.message("zh") == "“<=”不能用在 日期 和 日期加钟点 之间"
    assert told.message("en") == "'<=' does not work between date and date and time"
    assert listed.message("zh") == "这里要 数字，写的却是 文字的列表"


def test_what_was_written_is_never_translated() -> None:
    told = Diagnostic.at(Source("a", "date").whole(), "CW232", found="date")

    assert "date" in told.message("zh")
