"""`clausewise diff`: the same facts under two versions of the policies."""

import click

from clausewise.cli.asked import Asked, asked_options
from clausewise.cli.session import current, language_option, tell
from clausewise.cli.versions import version


@click.command("diff")
@click.argument("old")
@click.argument("new")
@asked_options
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
@language_option
def diff_command(old: str, new: str, asked: Asked, form: str) -> None:
    """Show what an edit of the policies changes: whom it touches, and what it costs.

    OLD and NEW are folders, or git:REV:PATH. Each ruling that appears, vanishes or changes is
    shown with the edited lines that it comes from; amounts are added up by employee and clause.

    \b
    clausewise diff git:HEAD:policies policies examples/foreign-trade-2024-06
    """
    from clausewise.book import load
    from clausewise.report.changes import WRITERS, changes_between
    from clausewise.report.edits import edits_between
    from clausewise.report.words import Words

    session = current()
    session.doing = f"diff {old} {new} {asked}"
    with version(old) as before, version(new) as after:
        books = load(before), load(after)
    requests = tuple(asked.request(book) for book in books)
    first, second = (book.answer(one) for book, one in zip(books, requests, strict=True))
    tell((note for note in second.notes if note not in first.notes), session.language)
    edits = edits_between(books[0].version, books[1].version)
    plans = (books[0].plans, books[1].plans)
    found = changes_between(first.answer, second.answer, plans, edits)
    vocabulary = books[1].plans[0].vocabulary
    words = Words.of(session.language, vocabulary, books[1].plans, requests[1].roster)
    click.echo(WRITERS[form](found, words), nl=False)
