"""A page for each message: its examples are true, and the pages are those that the catalogue gives."""

import re
from pathlib import Path

import pytest

from clausewise.source.catalogue import CATALOGUE
from tests.docs.code_examples import EXAMPLES, Example
from tests.docs.codes import PAGES, pages, said_of


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_wrong_text_is_told_by_its_code_alone(example: Example) -> None:
    assert {one.code for one in said_of(example, example.wrong)} == {example.code}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_nothing_is_said_of_the_right_text(example: Example) -> None:
    assert said_of(example, example.right) == []


def test_the_pages_are_up_to_date() -> None:
    written = {path.name: path.read_text("utf-8") for path in PAGES.glob("*.md")}

    assert written == pages()


# They need bytes or sizes that no example can have, or a file that is not there.
WITHOUT_EXAMPLE = {
    "CW103", "CW104", "CW105", "CW111", "CW112", "CW221", "CW222", "CW341", "CW342", "CW343",
    "CW369", "CW371", "CW386", "CW392", "CW394",
}  # fmt: skip


def test_every_other_message_about_policies_shows_a_wrong_and_a_right_text() -> None:
    made = pages()
    without = {code for code in CATALOGUE if "\n### Right" not in made[f"{code}.md"]}

    assert {code for code in without if code < "CW400"} == WITHOUT_EXAMPLE


# Not read whole in any golden text: they want sizes, bytes, programs or rights that no text here has,
# or are asserted, by their codes or words, where they come from.
WITHOUT_GOLDEN_TEXT = {
    "CW103", "CW104", "CW111", "CW112", "CW221", "CW222", "CW341", "CW342", "CW343", "CW369",
    "CW371", "CW386", "CW392", "CW394", "CW420", "CW505", "CW511", "CW512", "CW514", "CW515",
    "CW516", "CW519", "CW520", "CW521", "CW563", "CW587", "CW589", "CW591", "CW595", "CW596",
    "CW607", "CW608", "CW610", "CW654", "CW655", "CW660", "CW661", "CW664", "CW690",
}  # fmt: skip
GOLDEN = Path(__file__).parents[1] / "golden"
TOLD = {"zh": "会看到", "en": "What is said"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_other_message_is_read_whole_in_a_golden_text(language: str) -> None:
    """On its page, as it is told of the wrong text, or in a file beside the tests."""
    pages_told = {
        path.stem
        for path in PAGES.glob("CW*.md")
        if re.search(rf"### {TOLD[language]}\n\n````text\n.+", path.read_text("utf-8"))
    }
    files = GOLDEN.rglob(f"*.{language}.txt")
    in_files = {code for path in files for code in _CODE.findall(path.read_text("utf-8"))}

    assert CATALOGUE.keys() - pages_told - in_files == WITHOUT_GOLDEN_TEXT


_CODE = re.compile(r"\[(CW\d{3})\]")
