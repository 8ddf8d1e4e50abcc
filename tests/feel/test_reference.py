"""The reference page is the one that the records give."""

from pathlib import Path

from clausewise.feel.functions import BUILTINS, EXTENSIONS
from clausewise.feel.reference import GROUPS, page, signature

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_up_to_date() -> None:
    assert (DOCS / "feel.md").read_text("utf-8") == page(), (
        "run: python -m clausewise.feel.reference"
    )


def test_every_function_is_on_the_page_once() -> None:
    names = [name for group in GROUPS.values() for name in group]

    assert sorted(names) == sorted([*BUILTINS, *EXTENSIONS])


def test_a_signature_shows_what_may_be_left_out_and_what_repeats() -> None:
    assert signature("substring", BUILTINS["substring"]) == (
        "substring(string: string, start position: number, [length: number]) → string"
    )
    assert (
        signature("append", BUILTINS["append"])
        == "append(list: list<Any>, item: Any, …) → list<Any>"
    )
