"""What an evaluation is asked with: the options that all commands which evaluate share."""

import sys
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import TYPE_CHECKING, Any

import click
from attrs import field, frozen

from clausewise.cli.session import USAGE, current, refuse, tell

if TYPE_CHECKING:
    from clausewise.book import Book, Request
    from clausewise.model.completeness import Completeness
    from clausewise.values.temporal import Date

_STANDARD_INPUT = "-"


@frozen
class Asked:
    """Events and options as given; `request` reads them with a book's words.

    Standard input is read once, however often it is asked for.
    """

    events: tuple[str, ...]
    employees: str | None
    period: str | None
    as_of: str | None
    complete: tuple[str, ...]
    reader: str | None
    _given: list[bytes] = field(factory=list, init=False, eq=False, repr=False)

    def request(self, book: "Book", period: str | None = None) -> "Request":
        """All that the evaluation needs; `period` where none was given.

        Raises as `Book.request` does.
        """
        return book.request(
            list(self.events),
            employees=self.employees,
            period=self.period or period,
            as_of=day_of(self.as_of),
            complete=self._completeness(book),
            reader=self.reader,
            stdin=self._stdin(),
        )

    def __str__(self) -> str:
        return f"{' '.join(self.events)} --period {self.period}"

    def _stdin(self) -> BytesIO | None:
        if _STANDARD_INPUT not in (*self.events, self.employees):
            return None
        if not self._given:
            self._given.append(sys.stdin.buffer.read())
        return BytesIO(self._given[0])

    def _completeness(self, book: "Book") -> "Completeness | None":
        """What `--complete` says; None where it was not given, so that a month may say it."""
        from clausewise.intake.month import completeness_of_options
        from clausewise.source.diagnostic import Remark

        if not self.complete:
            return None
        words = book.plans[0].vocabulary.event_words
        found, faults = completeness_of_options(self.complete, words)
        if faults:
            tell([Remark(fault.code, fault.blanks) for fault in faults], current().language)
            raise click.exceptions.Exit(USAGE)
        return found


_OPTIONS = (
    click.argument("events", nargs=-1, required=True),
    click.option("--employees", type=click.Path(), metavar="FILE", help="The roster."),
    click.option("--period", metavar="PERIOD", help="2024-06, 2024-Q2, 2024 or FROM..TO."),
    click.option("--as-of", metavar="DATE", help="Facts dated later are not seen."),
    click.option(
        "--complete",
        multiple=True,
        metavar="KIND[=RANGE]",
        help="This feed holds all there was; or 'all'.",
    ),
    click.option("--reader", metavar="NAME|FILE", help="How another layout is read."),
)


def asked_options(command: Callable[..., None]) -> Callable[..., None]:
    """EVENTS… and the options of a request, handed to the command as one `asked`."""

    @wraps(command)
    def gathered(  # noqa: PLR0917  # click passes them by name
        events: tuple[str, ...],
        employees: str | None,
        period: str | None,
        as_of: str | None,
        complete: tuple[str, ...],
        reader: str | None,
        **others: Any,
    ) -> None:
        command(asked=Asked(events, employees, period, as_of, complete, reader), **others)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def day_of(given: str | None) -> "Date | None":
    """A day as written on the command line; ends the call where it is none."""
    from clausewise.values.temporal import Date

    day = None if given is None else Date.parse(given.strip())
    if given is not None and day is None:
        raise refuse("CW593", text=given)
    return day
