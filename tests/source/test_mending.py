"""What is mended without asking: the text that is put in, or nothing."""

import pytest

from clausewise.source.diagnostic import Diagnostic
from clausewise.source.mending import mending
from clausewise.source.span import Source


def mended(text: str, code: str, **blanks: str) -> str | None:
    """What is put in the place of the whole text, among the words month, minutes, minute."""
    told = Diagnostic.at(Source("hours.yaml", text).whole(), code, **blanks)
    found = mending(told, {"month", "minutes", "minute", "when", text})
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("found", "instead"),
    [("（", "("), ("＞", ">"), ("，", ","), ("、", ","), ("≥", ">="), ("５", "5"), ("×", "*")],
)
def test_a_sign_of_another_width_or_shape_is_the_sign_it_stands_for(
    found: str, instead: str
) -> None:
    assert mended(found, "CW201", found=found, instead=instead) == instead


@pytest.mark.parametrize(("found", "instead"), [("。", "."), ("—", "-"), (";", ","), ("！", "!=")])
def test_a_sign_that_may_mean_something_else_is_left(found: str, instead: str) -> None:
    assert mended(found, "CW201", found=found, instead=instead) is None


@pytest.mark.parametrize(
    ("written", "near", "text"),
    [
        ("mnoth", "month", "month"),
        ("wehn", "when", "when"),
        ("mont", "month", "month"),
        ("monthh", "month", "month"),
        ("minutis", "minutes", "minutes"),
        ("minuten", "minutes", None),  # `minute` is as near
        ("mnth", "day, month", None),
        ("on", "one", None),
        ("weekly", "month", None),
        ("month1", "month", None),
    ],
)
def test_a_name_is_mended_where_one_word_alone_is_a_slip_away(
    written: str, near: str, text: str | None
) -> None:
    assert mended(written, "CW354", name=written, nearest=near) == text


@pytest.mark.parametrize(("text", "quoted"), [("22.10", '"22.10"'), ("22", '"22"'), ("null", None)])
def test_a_number_that_is_a_text_is_quoted_as_it_was_written(text: str, quoted: str | None) -> None:
    assert mended(text, "CW154", key="clause", written=text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("list contains(a, b.c)", "'list contains(a, b.c)'"),
        ("max(a, b) > 3", "'max(a, b) > 3'"),
        ("迟到, 已提醒", None),
        ("max(a, b", None),
        ("f(a, 'b')", None),
    ],
)
def test_a_call_divided_by_its_commas_is_quoted_whole(text: str, quoted: str | None) -> None:
    assert mended(text, "CW176", written=text) == quoted


def test_a_range_is_quoted() -> None:
    assert mended("[0..10]", "CW177", written="[0..10]") == '"[0..10]"'
    assert mended("[0, 10]", "CW177", written="[0, 10]") is None


def test_a_full_width_colon_gets_a_blank_behind_it_once() -> None:
    for text, narrow in (("a：b", ": "), ("a： b", ":")):
        source = Source("hours.yaml", text)
        place = source.whole().__class__(source, 1, 2)
        found = mending(Diagnostic.at(place, "CW121", wide="：", narrow=": "), ())
        assert found is not None
        assert found.text == narrow


def test_what_needs_a_person_is_left() -> None:
    assert mended("1.11", "CW352", name="1.11", nearest="1.1") is None
