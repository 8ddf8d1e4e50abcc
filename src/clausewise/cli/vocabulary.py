"""`clausewise vocabulary`: what there is to write about."""

import json
from pathlib import Path

import click

from clausewise.cli.schemas import heads, write_schemas
from clausewise.cli.session import current, language_option, refuse, tell


@click.command("vocabulary")
@click.argument("name", required=False, metavar="[KIND[.FIELD]]")
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    default=Path("policies"),
    show_default=True,
    help="The folder of the policies, or one handbook's.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--schemas",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write into DIR the JSON Schemas by which editors complete these names.",
)
@language_option
def vocabulary_command(name: str | None, policies: Path, form: str, schemas: Path | None) -> None:
    """List kinds of events, outcomes, fields of the roster, lists of words and functions.

    With KIND, the fields of one kind; with KIND.FIELD, one field.  `employee` are the fields of
    the roster, `fact` those of every fact, `functions` all functions, `functions.NAME` one.  Labels in
    Chinese serve as well as names.

    With --schemas, nothing is listed: the names go into schemas, one for each kind of file, with
    which an editor for YAML completes and checks keys, kinds, outcomes, fields and clauses.
    """
    from clausewise.feel.environment import POLICY_FUNCTIONS
    from clausewise.intake.library import read_library
    from clausewise.model.vocabulary import aliases_of
    from clausewise.plan.calendar_functions import CALENDAR_FUNCTIONS
    from clausewise.report import vocabulary as report
    from clausewise.source.nearest import nearest

    session = current()
    session.doing = f"vocabulary {policies}"
    library = read_library(policies)
    words = library.vocabulary
    if not words.events and not words.outcomes:
        tell((one for one in library.told if one.severity.value == "error"), session.language)
        raise click.exceptions.Exit(1)
    functions = {**POLICY_FUNCTIONS, **CALENDAR_FUNCTIONS}
    language = session.language
    if schemas is not None:
        if name is not None:
            raise click.UsageError("--schemas is for the whole vocabulary: leave out KIND.")
        try:
            made = write_schemas(library, schemas)
        except OSError as refused:
            reason = refused.strerror or str(refused)
            raise refuse("CW656", file=str(schemas), reason=reason) from None
        click.echo("\n".join([*map(str, made), "", *heads(policies, schemas, language)]))
        return

    def say(text: str, document: object) -> None:
        written = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        click.echo(text if form == "text" else written, nl=False)

    if name is None:
        say(
            report.all_as_text(words, functions, language),
            report.all_as_json(words, functions),
        )
        return
    kind, _, field = name.partition(".")
    if kind == report.FUNCTIONS:
        if field and field not in functions:
            raise refuse("CW671", name=field, nearest=nearest(field, functions))
        chosen = [functions[field]] if field else list(functions.values())
        say(
            report.functions_as_text(chosen, language),
            {one.name: report.function_as_json(one) for one in chosen},
        )
        return
    known = report.things(words)
    labels = {**aliases_of(words.outcomes), **words.event_words}
    thing = known.get(kind) or known.get(labels.get(kind, ""))
    if thing is None:
        raise refuse("CW671", name=kind, nearest=nearest(kind, [*known, *labels, report.FUNCTIONS]))
    if not field:
        say(report.thing_as_text(thing, language), report.thing_as_json(thing))
        return
    aliases = aliases_of(thing.fields)
    found = thing.fields.get(field) or thing.fields.get(aliases.get(field, ""))
    if found is None:
        raise refuse(
            "CW672", kind=thing.name, name=field, nearest=nearest(field, [*thing.fields, *aliases])
        )
    say(report.field_as_text(thing, found, language), report.field_as_json(found))
