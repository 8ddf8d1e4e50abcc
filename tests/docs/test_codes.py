"""A page for each message: its examples are true, and the pages are those that the catalogue gives."""

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
