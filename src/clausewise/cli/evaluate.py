"""`clausewise evaluate`: policies, employees, events and a period in; rulings out."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausewise.cli.asked import Asked, asked_options
from clausewise.cli.session import (
    UNDECIDED,
    current,
    ink_for,
    is_terminal,
    language_option,
    refuse,
    tell,
    write_out,
)

if TYPE_CHECKING:
    from clausewise.book import Request, Result
    from clausewise.model.facts import Rejected
    from clausewise.report.formats import Format
    from clausewise.report.words import Words

_FORMATS = ["table", "jsonl", "json", "csv", "xlsx", "parquet", "html"]
_BINARY = ("xlsx", "parquet")
_NARROWEST, _WIDEST = 80, 120


@click.command("evaluate")
@click.argument("policies", type=click.Path(path_type=Path))
@asked_options
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Write to this file."
)
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Default: by the suffix of OUT."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    expose_value=False,
    help="Worker processes, at most; the answer is the same.",
)
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local")
@click.option(
    "--on-bad-event", type=click.Choice(["quarantine", "stop"]), default="quarantine",
    help="Set rows that cannot be read apart, or stop.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 3 where anything is rejected or undecided.")
@language_option
def evaluate_command(  # noqa: PLR0917  # click passes them by name
    policies: Path,
    asked: Asked,
    output: Path | None,
    form: str | None,
    engine: str,
    on_bad_event: str,
    strict: bool,
) -> None:
    """Apply policies to the facts of a period.

    EVENTS are files (.jsonl .csv .xlsx .parquet), - for JSON lines from standard input, or one
    folder with a month.yaml.

    \b
    clausewise evaluate policies events.jsonl --employees roster.csv --period 2024-06
    clausewise evaluate policies examples/foreign-trade-2024-06 -o june.xlsx
    """
    from clausewise.book import load

    session = current()
    session.doing = f"evaluate {policies} {asked}"
    if engine != "local":
        raise refuse("CW651", engine=engine)
    written = _format_of(output, form)
    book = load(policies)
    request = asked.request(book)
    if on_bad_event == "stop":
        _stop_at_bad_rows(request)
    result = book.answer(request)
    _write(result, request, written, output)
    if strict and _is_open(result):
        raise click.exceptions.Exit(UNDECIDED)


def _format_of(output: Path | None, form: str | None) -> "Format":
    """What was asked for, what the suffix says, a table on a terminal, or else JSON lines."""
    from clausewise.report.formats import FORMATS, format_of

    if form is not None:
        if output is None and form in _BINARY and is_terminal(sys.stdout):
            raise refuse("CW660", format=form)
        return FORMATS[form]
    if output is None:
        terminal = is_terminal(sys.stdout)
        return FORMATS["table" if terminal else "jsonl"]
    found = format_of(output)
    if found is None:
        known = " ".join(suffix for one in FORMATS.values() for suffix in one.suffixes)
        raise refuse("CW650", file=output.name, known=known)
    return found


def _stop_at_bad_rows(request: "Request") -> None:
    from clausewise.report.lines import reason_of

    for rejected in (*request.roster_rejected, *request.ledger.rejected):
        if _is_lost(rejected):
            reason = reason_of(rejected, current().language)
            raise refuse("CW652", place=str(rejected.place), reason=reason)


def _is_lost(rejected: "Rejected") -> bool:
    """Whether a row was lost; a column of the roster that is not used loses none."""
    from clausewise.source.catalogue import CATALOGUE

    return CATALOGUE[rejected.code].severity.value == "error"


def _is_open(result: "Result") -> bool:
    """Whether anything was rejected, or could not be decided."""
    undetermined = any(one.status == "undetermined" for one in result.findings)
    return undetermined or any(map(_is_lost, result.rejected))


def _write(result: "Result", request: "Request", form: "Format", output: Path | None) -> None:
    """The answer, and to standard error what belongs to the run and not to the answer."""
    from clausewise.report.files import write_whole
    from clausewise.report.formats import FormatUnavailable
    from clausewise.report.words import Words

    language = current().language
    vocabulary = result.plans[0].vocabulary
    words = Words.of(language, vocabulary, result.plans, request.roster)
    try:
        if output is not None:
            write_whole(output, form.write(result.answer, words))
        elif form.name == "table":
            _show(result, words)
        else:
            write_out(form.write(result.answer, words))
    except FormatUnavailable as unavailable:
        raise refuse("CW655", format=unavailable.format, needs=unavailable.needs) from None
    except BrokenPipeError:
        raise
    except OSError as refused:
        blanks = {"file": str(output or "-"), "reason": refused.strerror or str(refused)}
        raise refuse("CW656", **blanks) from None
    if output is not None or form.name != "table":
        tell(result.notes, language)
        _account(result, words, output)


def _show(result: "Result", words: "Words") -> None:
    """The table, as wide as the terminal allows, in its colours."""
    from clausewise.report.table import screen

    output = sys.stdout
    columns = 100
    if is_terminal(output):
        columns = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
    click.echo(screen(result.answer, words, ink_for(output), columns), nl=False, color=True)


def _account(result: "Result", words: "Words", output: Path | None) -> None:
    """What became of each row, and where the answer went."""
    from clausewise.report.lines import account_line

    numbers = {name: str(count) for name, count in account_line(result.account).items()}
    click.echo(words.say("account", **numbers), err=True)
    if output is not None:
        counts = {
            "rulings": str(len(result.rulings)),
            "findings": str(len(result.findings)),
            "rejected": str(len(result.rejected)),
        }
        click.echo(words.say("written", file=str(output), **counts), err=True)
