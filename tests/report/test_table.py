"""The screen: its width, its colours, and an answer that says nothing."""

import re

import pytest

from clausewise.model.ruling import Account, Answer
from clausewise.report.table import COLOUR, screen
from clausewise.report.words import Words
from clausewise.source.terminal import width


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_no_line_is_wider_than_asked_for(answer: Answer, english: Words, columns: int) -> None:
    lines = screen(answer, english, columns=columns).splitlines()

    assert max(map(width, lines)) <= columns


def test_colours_change_nothing_but_the_colours(answer: Answer, english: Words) -> None:
    coloured = screen(answer, english, COLOUR)

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == screen(answer, english)


def test_without_a_vocabulary_names_stand_for_themselves(answer: Answer) -> None:
    said = screen(answer, Words("en"))

    assert "2024-06-11  1.2  deduction    150.00 CNY  basis absenteeism" in said
    assert "missing: attendance.check_in" in said


def test_nothing_to_rule_is_said() -> None:
    nothing = Answer((), (), (), Account(0, 0, 0, 0, 0, 0, 0))

    assert screen(nothing, Words("en")).startswith("There is nothing to rule")
    assert screen(nothing, Words("zh")).startswith("没有裁定")
