"""The generated page of clauses is the one that the policies give."""

from tests.docs.handbooks import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page()
