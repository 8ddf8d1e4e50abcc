"""`clausewise why`: each rule before one employee, what it ruled, or where it stopped."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausewise.cli.asked import Asked, asked_options, day_of
from clausewise.cli.session import current, language_option, refuse

if TYPE_CHECKING:
    from clausewise.book import Book, Request
    from clausewise.values.temporal import Date


@click.command("why")
@click.argument("policies", type=click.Path(path_type=Path))
@asked_options
@click.option("--employee", required=True, metavar="ID", help="Whom the rules are asked about.")
@click.option("--rule", metavar="RULE", help="This rule alone.")
@click.option("--date", "date", metavar="DATE", help="What concerns this day alone.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("-v", "--verbose", is_flag=True, help="Every condition of every rule.")
@language_option
def why_command(  # noqa: PLR0917  # click passes them by name
    policies: Path,
    asked: Asked,
    employee: str,
    rule: str | None,
    date: str | None,
    form: str,
    verbose: bool,
) -> None:
    """Tell why a rule ruled on an employee, or why it did not.

    Each rule: what it ruled, or the first condition that failed or was not known, and how near
    it was.  With --date and without --period, the period is the month of that day.

    \b
    clausewise why policies examples/foreign-trade-2024-06 --employee E01 --date 2024-06-04
    """
    from clausewise.book import load
    from clausewise.report.why import Why, before, why_json, why_text
    from clausewise.report.words import Words

    session = current()
    session.doing = f"why {policies} {asked} --employee {employee}"
    day = day_of(date)
    book = load(policies)
    _check_rule(rule, book)
    request = asked.request(book, _month_of(day, asked))
    rules = [
        one
        for inquest in book.why(request, employee)
        for one in before(
            inquest.plan, (*inquest.rulings, *inquest.findings), inquest.traces, rule, day
        )
    ]
    words = Words.of(session.language, book.plans[0].vocabulary, book.plans, request.roster)
    report = Why(employee, _when(day, request), tuple(rules))
    if form == "json":
        click.echo(why_json(report), nl=False)
    else:
        click.echo(why_text(report, words, verbose), nl=False)


def _check_rule(rule: str | None, book: "Book") -> None:
    from clausewise.source.nearest import nearest

    known = {one.id for plan in book.plans for one in plan.rules}
    if rule is not None and rule not in known:
        raise refuse("CW663", rule=rule, nearest=nearest(rule, known))


def _month_of(day: "Date | None", asked: Asked) -> str | None:
    """The month of the day, where the events are no folder that names a period itself."""
    if day is None or (len(asked.events) == 1 and Path(asked.events[0]).is_dir()):
        return None
    return f"{day.year:04}-{day.month:02}"


def _when(day: "Date | None", request: "Request") -> str:
    if day is not None:
        return str(day)
    return f"{request.period.first}..{request.period.last}"
