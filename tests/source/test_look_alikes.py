"""A word with a character that looks like another: told where it stands, and what was meant."""

import unicodedata

import pytest

from clausewise.source.look_alikes import look_alike
from clausewise.source.mending import mending
from clausewise.source.span import Source
from clausewise.source.yaml_reader import plain, read_yaml


def meant(word: str, *, quoted: bool = False) -> str | None:
    found = look_alike(word, quoted=quoted)
    return None if found is None else found.mended


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("lаte", "late"),  # Cyrillic
        ("οrder", "order"),  # Greek
        ("mınutes", "minutes"),  # without its dot
        ("ｌate", "late"),
        ("ｌａｔｅ", "late"),
        ("22.1.3с", "22.1.3c"),
        ("２2.1", "22.1"),
        ("clocking.chеck_in", "clocking.check_in"),
        ("lаtе-fіne", "late-fine"),  # three of them, one message
        ("la\u200bte", "late"),
        ("late\u00a0", "late"),
        ("\u3000late", "late"),
        ("迟\u200d到", "迟到"),
        ("迟到\ufeff", "迟到"),
        ("l\u00adа\u200bte", "late"),
    ],
)
def test_what_looks_like_another_word_is_meant_as_that(word: str, right: str) -> None:
    assert meant(word) == right


@pytest.mark.parametrize(
    "word",
    [
        "late",
        "迟到",
        "Ａ类员工",
        "奖金２０００元",
        "m²",
        "µm",
        "naïve",
        "α",
        "α1",
        "Отпуск",
        "9–12",
        "“引号”",
        "👩\u200d💻 值班",
        "上 午\u00a0班",
    ],
)
def test_what_can_be_meant_as_it_is_is_left(word: str) -> None:
    assert meant(word) is None


def test_a_quoted_text_may_be_full_width_all_through() -> None:
    assert (meant("ＶＩＰ"), meant("ＶＩＰ", quoted=True)) == ("VIP", None)
    assert meant("ＶIP", quoted=True) == "VIP"


def told(text: str) -> list[str]:
    """Each message's place, code and character."""
    _, said = read_yaml(Source("a.yaml", text))
    return [f"{str(one.span).split(':', 1)[1]} {one.code} {one.blanks['point']}" for one in said]


def test_keys_values_items_and_quoted_words_are_looked_at() -> None:
    assert told("tіtle: x\n") == ["1:2 CW114 U+0456"]
    assert told("a: [b, lаte]\n") == ["1:9 CW114 U+0430"]
    assert told('clause: "22.1.3с"\n') == ["1:16 CW114 U+0441"]
    assert told("'迟\u200b到': 1\n") == ["1:3 CW115 U+200B"]


def test_what_people_write_to_people_is_not_looked_at() -> None:
    for key in ("title", "note", "because", "label", "source"):
        assert told(f"{key}: ｌate\nx: {{zh: ＫＰＩ, en: Vаluе}}\n") == []
        assert told(f"{key}: [ｌate]\n") == []
    assert told("a: 1  # lаte\n") == []


def test_what_was_meant_is_read_so_that_nothing_follows() -> None:
    root, said = read_yaml(Source("a.yaml", "tіtle: 迟到\non: or\u200bder\n"))

    assert root is not None
    assert plain(root) == {"title": "迟到", "on": "order"}
    assert len(said) == 2


def test_a_text_with_escapes_is_as_its_writer_wants_it() -> None:
    assert told('a: "la\\u200bte"\n') == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a: ｌａｔｅ-fine\n", "a: late-fine\n"),
        ("a: la\u200bte\n", "a: late\n"),
        ("迟\ufeff到: 1\n", "迟到: 1\n"),
        ('a: "２2.1"\n', 'a: "22.1"\n'),
        ("a: lаte\n", "a: lаte\n"),  # of another script: a person looks at it
    ],
)
def test_other_widths_and_what_is_not_seen_are_mended(text: str, right: str) -> None:
    _, said = read_yaml(Source("a.yaml", text))
    for one in said:
        found = mending(one, ())
        if found is not None:
            text = text[: found.span.start] + found.text + text[found.span.end :]

    assert text == right


def test_every_letter_that_is_drawn_alike_is_that_letter_of_another_script() -> None:
    """Each of the table stands for one ASCII letter, and is none itself."""
    for one in "аАвВеЕһНіІјЈкКМоОрРсСѕЅтТуУхХԁԛԝѵοΟαΑΒΕΖΗιΙκΚΜνΝρΡΤυΥχΧϲϳօոսհıɡɑℓ":
        right = meant(f"ab{one}c")
        assert right is not None, unicodedata.name(one)
        assert right.isascii()
        assert (right[:2], right[3:]) == ("ab", "c")
