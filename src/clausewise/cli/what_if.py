"""`clausewise what-if`: the same facts with other values of parameters."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausewise.cli.asked import Asked, asked_options
from clausewise.cli.session import current, language_option, refuse

if TYPE_CHECKING:
    from clausewise.book import Book, Request
    from clausewise.report.edits import Edit
    from clausewise.report.sweep import Point

MOST_VALUES = 200


@click.command("what-if")
@click.argument("policies", type=click.Path(path_type=Path))
@asked_options
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="Another value.")
@click.option(
    "--reading",
    multiple=True,
    metavar="NAME=WORD",
    help="The value of another reading that the policies name.",
)
@click.option(
    "--vary",
    multiple=True,
    metavar="NAME=A..B/STEP",
    help="Each value from A to B; a table and a plot.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@language_option
def what_if_command(  # noqa: PLR0917  # click passes them by name
    policies: Path,
    asked: Asked,
    given: tuple[str, ...],
    reading: tuple[str, ...],
    vary: tuple[str, ...],
    form: str,
) -> None:
    """Show what other values of parameters would change.

    With --set and --reading: the rulings that would appear, vanish or change, and the money. With
    --vary: how many rulings and how much money each value gives (on top of --set and --reading).

    \b
    clausewise what-if policies examples/foreign-trade-2024-06 --set latest_start=09:30
    clausewise what-if policies examples/foreign-trade-2024-06 --vary latest_start=09:30..10:30/PT10M
    """
    from clausewise.book import load
    from clausewise.report.changes import changes_between, changes_line, changes_text
    from clausewise.report.sweep import sweep_line, sweep_text
    from clausewise.report.words import Words

    session = current()
    session.doing = f"what-if {policies} {asked} {' '.join((*given, *reading, *vary))}"
    if not (given or reading or vary):
        raise refuse("CW669")
    book = load(policies)
    values = {**_set(given), **_readings(reading, book)}
    request = asked.request(book)
    varied = book.varied(request, values)
    words = Words.of(session.language, book.plans[0].vocabulary, book.plans, request.roster)
    told: list[str] = []
    document: dict[str, Any] = {}
    if values:
        before, after = book.answer(request).answer, book.answer(varied).answer
        edits = tuple(_edits(book, request, varied, values))
        found = changes_between(before, after, (book.plans, book.plans), edits)
        told.append(changes_text(found, words))
        document["changes"] = changes_line(found)
    sweeps = [(name, list(points)) for name, points in _sweeps(vary, book, varied)]
    told += [sweep_text(name, points, words) for name, points in sweeps]
    if sweeps:
        document["sweeps"] = [sweep_line(name, points) for name, points in sweeps]
    if form == "json":
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(told), nl=False)


def _pair(option: str, written: str, form: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise refuse("CW665", option=option, given=written, form=form)
    return name.strip(), value.strip()


def _set(given: tuple[str, ...]) -> dict[str, Any]:
    return dict(_pair("--set", one, "NAME=VALUE") for one in given)


def _readings(given: tuple[str, ...], book: "Book") -> dict[str, Any]:
    """The value of each reading; one that no parameter has ends the call."""
    from clausewise.source.nearest import nearest

    found: dict[str, Any] = {}
    for one in given:
        name, word = _pair("--reading", one, "NAME=WORD")
        known: dict[str, Any] = {}
        for plan in book.plans:
            if name in plan.parameters:
                known |= plan.parameters[name].readings
        if word not in known:
            parameters = {each for plan in book.plans for each in plan.parameters}
            if name not in parameters:
                raise refuse("CW606", name=name, nearest=nearest(name, parameters))
            raise refuse("CW666", name=name, reading=word, known=", ".join(known) or "—")
        found[name] = known[word]
    return found


def _edits(
    book: "Book", request: "Request", varied: "Request", values: Mapping[str, Any]
) -> "Iterator[Edit]":
    """Each parameter that was set, as if its line had been edited."""
    from clausewise.report.edits import parameter_set

    for plan in book.plans:
        name = plan.handbook.name
        for one in values:
            if one in plan.parameters:
                settings = (request.settings[name], varied.settings[name])
                yield parameter_set(plan, one, *settings)


def _sweeps(
    given: tuple[str, ...], book: "Book", request: "Request"
) -> "Iterator[tuple[str, Iterator[Point]]]":
    for one in given:
        name, stretch = _pair("--vary", one, "NAME=A..B/STEP")
        values = _values(one, name, stretch, book, request)
        yield name, _points(name, values, book, request)


def _points(name: str, values: list[Any], book: "Book", request: "Request") -> "Iterator[Point]":
    from clausewise.report.sweep import point_of

    now = _now(name, book, request)
    for value in values:
        answer = book.answer(book.varied(request, {name: value})).answer
        yield point_of(value, answer, now)


def _now(name: str, book: "Book", request: "Request") -> Any:
    """The value on the last day of the period, where all handbooks that have it agree."""
    from clausewise.report.edits import parameter_in

    found = [
        parameter_in(plan, name, request.settings[plan.handbook.name])
        for plan in book.plans
        if name in plan.parameters
    ]
    return found[0] if all(one == found[0] for one in found) else None


def _values(given: str, name: str, stretch: str, book: "Book", request: "Request") -> list[Any]:
    """From A to B in steps, A and B as the parameter's type has them."""
    from clausewise.feel import evaluate

    first, dots, rest = stretch.partition("..")
    last, slash, step = rest.rpartition("/")
    if not (first and dots and last and slash and step):
        raise refuse("CW665", option="--vary", given=given, form="NAME=A..B/STEP")
    begin, end = (_typed(name, text, book, request) for text in (first, last))
    by = _step(step)
    blanks = {"name": name, "first": first, "last": last, "step": step}
    found = [begin]
    up = evaluate("begin <= end", {"begin": begin, "end": end})
    if by is None or up is None:
        raise refuse("CW667", **blanks)
    onwards = "found > earlier" if up else "found < earlier"
    within = "found <= end" if up else "found >= end"
    while True:
        following = evaluate("earlier + step", {"earlier": found[-1], "step": by})
        scope = {"found": following, "earlier": found[-1], "end": end}
        if evaluate(onwards, scope) is not True:
            # A time of day that passes midnight has come to its end.
            if len(found) == 1:
                raise refuse("CW667", **blanks)
            return found
        if evaluate(within, scope) is not True:
            return found
        found.append(following)
        if len(found) > MOST_VALUES:
            raise refuse("CW668", name=name, most=str(MOST_VALUES))


def _typed(name: str, text: str, book: "Book", request: "Request") -> Any:
    """The text as a value of the parameter; what is none of its ends the call with the reason."""
    varied = book.varied(request, {name: text})
    return next(
        setting.parameters[name]
        for setting in varied.settings.values()
        if name in setting.parameters
    )


def _step(text: str) -> Any:
    from clausewise.values.number import parse_number
    from clausewise.values.temporal import parse_duration

    number = parse_number(text)
    return parse_duration(text) if number is None else number
