"""`clausewise coverage`: every clause of every handbook, and what carries it."""

from pathlib import Path

import click

from clausewise.cli.session import ERRORS, current, language_option, tell


@click.command("coverage")
@click.argument("policies", type=click.Path(path_type=Path))
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="The handbook's own text (## CLAUSE, then the text as a quotation): which clauses changed.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
@language_option
def coverage_command(policies: Path, source: Path | None, form: str) -> None:
    """List each handbook's clauses and what carries them out.

    Ends with 1 where a clause is neither carried out nor explained, or was edited since.
    """
    from clausewise.intake.library import read_library
    from clausewise.intake.sources import clause_digests
    from clausewise.report.clauses import WRITERS, book_report

    session = current()
    session.doing = f"coverage {policies}"
    library = read_library(policies)
    tell((one for one in library.told if one.severity.value == "error"), session.language)
    digests = None if source is None else clause_digests(source)
    reports = [book_report(book, digests) for book in library.books]
    click.echo(WRITERS[form](reports, session.language), nl=False)
    if not library.sound or not all(report.complete for report in reports):
        raise click.exceptions.Exit(ERRORS)
