"""The catalogue of messages keeps its promises to the reader."""

import re

import pytest

from clausewise.source import catalogue
from clausewise.source.catalogue import CATALOGUE, Entry, blanks_of

STAGES = {
    "READING": "CW1",
    "SYNTAX": "CW2",
    "EXPRESSIONS": "CW3",
    "POLICIES": "CW3",
    "ADVICE": "CW4",
    "DATA": "CW5",
    "EVALUATION": "CW6",
    "COMMANDS": "CW6",
}


@pytest.mark.parametrize(("code", "entry"), CATALOGUE.items())
def test_both_languages_fill_the_same_blanks(code: str, entry: Entry) -> None:
    assert blanks_of(entry.zh) == blanks_of(entry.en), code
    assert blanks_of(entry.hint_zh) == blanks_of(entry.hint_en), code


@pytest.mark.parametrize(("code", "entry"), CATALOGUE.items())
def test_a_message_has_words_in_both_languages(code: str, entry: Entry) -> None:
    assert re.search("[\u4e00-\u9fff]", entry.zh), code
    assert not re.search("[\u4e00-\u9fff，。、；]", entry.en), code
    assert bool(entry.hint_zh) == bool(entry.hint_en), code


@pytest.mark.parametrize(("stage", "digit"), STAGES.items())
def test_the_first_digit_says_the_stage(stage: str, digit: str) -> None:
    assert [code for code in getattr(catalogue, stage) if not code.startswith(digit)] == []


def test_no_two_stages_use_one_code() -> None:
    assert sum(len(getattr(catalogue, stage)) for stage in STAGES) == len(CATALOGUE)
