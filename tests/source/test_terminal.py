"""How wide a text is on a terminal, and what of it is shown instead of obeyed."""

import pytest

from clausewise.source.diagnostic import Diagnostic, render
from clausewise.source.span import Source, Span
from clausewise.source.terminal import shown, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("late", 4),
        ("迟到", 4),
        ("ｌａ", 4),
        ("“…”×—", 5),  # open in Unicode, one in most terminals
        ("ｶﾞ", 2),  # half-width katakana
        ("e\u0301", 1),
        ("😀", 2),
        ("👩\u200d💻", 2),
        ("👍\U0001f3fd", 2),
        ("\u260e\ufe0f", 2),
        ("🇨🇳", 2),
        ("\u200b", 0),
        ("", 0),
        ("a\tb", 2),
    ],
)
def test_the_width_of_a_text(text: str, columns: int) -> None:
    assert width(text) == columns


def test_what_turns_or_hides_writing_is_shown_as_a_sign() -> None:
    assert shown("a\u202eb\u2066c\u200fd\u00ade\ufefff") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"
    assert shown("\x1b[31m") == "\ufffd[31m"
    assert shown("👩\u200d💻 \u4e2d\t\u6587") == "👩\u200d💻 \u4e2d\t\u6587"


# Under the line


def lines(text: str, marked: str) -> list[str]:
    """The line and its underline, for the last place where the text has that."""
    start = text.rindex(marked)
    place = Span(Source("a.yaml", text), start, start + len(marked))
    return [one[4:] for one in render(Diagnostic.at(place, "CW102"), "en").split("\n")[1:3]]


@pytest.mark.parametrize(
    "before",
    [
        "迟到: ",
        "（全角）：",
        "“弯引号”… × — ",
        "ｶﾞ",
        "e\u0301e\u0301",
        "👩\u200d💻👍\U0001f3fd\u260e\ufe0f🇨🇳 ",
        "a\u200bb\u202ec",
        "עברית ",
        "\x1b[1m",
    ],
)
@pytest.mark.parametrize("marked", ["wehn", "迟到", "Ｗ", "👩\u200d💻"])
def test_the_carets_stand_right_under_what_is_marked(before: str, marked: str) -> None:
    line, carets = lines(f"{before}{marked} x", marked)

    assert line == f"{shown(before)}{marked} x"
    assert width(carets.split("^")[0]) == width(shown(before))
    assert carets.count("^") == width(marked)


def test_tabs_before_the_place_stay_tabs_wherever_they_are() -> None:
    assert lines("\t迟到:\twehn", "wehn")[1] == "\t     \t^^^^"


def test_an_invisible_character_that_is_marked_can_be_seen() -> None:
    assert lines("la\u200dte", "\u200d") == ["la\ufffdte", "  ^"]
    assert lines("la\u200b\u200bte", "\u200b\u200b") == ["la\ufffd\ufffdte", "  ^^"]


def test_names_in_a_message_cannot_turn_it_round() -> None:
    place = Source("a.yaml", "x").whole()
    told = Diagnostic.at(place, "CW150", key="a\u202eb", nearest="ab")

    assert render(told, "en").startswith("a.yaml:1:1: error[CW150] there is no key 'a\ufffdb' here")
