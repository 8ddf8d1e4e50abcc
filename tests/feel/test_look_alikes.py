"""Expressions with characters that look like others: told, and read as they look."""

import pytest

from tests.feel.said import told_of


def said(text: str) -> list[str]:
    return [f"{one.code} {one.span.start} {one.blanks.get('mended', '')}" for one in told_of(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("grаce > 5", ["CW114 2 grace"]),
        ("attendance.chеck_in = null", ["CW114 13 check_in"]),
        ("ｃount(receipts) > 1", ["CW114 0 count"]),
        ("grace > 5 аnd grace < 9", ["CW114 10 and"]),
        ('attendance.status = "аbsent"', ["CW114 21 absent"]),
        ("gra\u200bce > 5", ["CW115 3 grace"]),
        ("grace\ufeff > 5", ["CW115 5 grace"]),
        ('attendance.status = "ab\u00adsent"', ["CW115 23 absent"]),
        ("grace > \u202e5", ["CW115 8 5"]),
        ("attendance.check\u00a0_in = null", ["CW115 16 check_in"]),
    ],
)
def test_the_character_is_told_and_what_it_looks_like_is_read(text: str, told: list[str]) -> None:
    assert said(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "attendance.上班打卡 = null",
        "grace\u00a0> 5",  # a blank is a blank
        'attendance.status = "absent" // ｌate, lаte',
        'string length("Ａ类员工 ＶＩＰ") > 5',
    ],
)
def test_chinese_and_blanks_of_another_kind_are_let_be(text: str) -> None:
    assert said(text) == []
