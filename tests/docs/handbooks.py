"""Writes docs/handbooks.md anew: `python -m tests.docs.handbooks`."""

from pathlib import Path

from clausewise.intake.library import read_library
from clausewise.report.clauses import as_page, book_report

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "handbooks.md"


def page() -> str:
    library = read_library(ROOT / "policies")
    return as_page([book_report(book) for book in library.books], "../policies")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
