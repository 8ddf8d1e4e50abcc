"""`clausewise feel`: one expression worked out, or a file of conformance cases."""

import json
import sys
from typing import Any

import click


@click.command("feel")
@click.argument("expression", required=False)
@click.option("--context", "context", metavar="JSON|FILE", help="Names and their values, as JSON.")
@click.option(
    "--cases",
    "cases",
    type=click.Path(),
    metavar="FILE",
    help="Conformance cases, a JSON object a line.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", help="Language of messages.")
def feel_command(expression: str | None, context: str | None, cases: str | None, lang: str) -> None:
    """Work out a FEEL expression (plain FEEL, as in DMN 1.5).

    \b
    clausewise feel 'round half up(46.00 * 0.5, 2)'
    clausewise feel 'count(orders)' --context '{"orders": [1, 2]}'
    """
    if cases is not None:
        if expression is not None:
            raise click.UsageError("give an expression or --cases, not both")
        _run_cases(cases)
        return
    if expression is None:
        raise click.UsageError("give an expression, or --cases FILE")
    _run_expression(expression, _read_context(context), lang)


def _run_expression(expression: str, context: dict[str, Any], lang: str) -> None:
    from clausewise.feel import FeelError, evaluate
    from clausewise.source.diagnostic import render
    from clausewise.values.text import feel_text

    try:
        click.echo(feel_text(evaluate(expression, context)))
    except FeelError as error:
        for told in error.diagnostics:
            click.echo(render(told, "zh" if lang == "zh" else "en"), err=True)
        sys.exit(1)


def _read_context(given: str | None) -> dict[str, Any]:
    from clausewise.values.number import parse_number

    if given is None:
        return {}
    text = given if given.lstrip().startswith("{") else _read(given)
    try:
        context = json.loads(text, parse_float=parse_number, parse_int=parse_number)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"--context is no JSON: {error}") from None
    if not isinstance(context, dict):
        raise click.UsageError("--context must be a JSON object")
    return context


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        click.echo(f"clausewise: {path}: {_reason(error)}", err=True)
        sys.exit(2)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "not a UTF-8 text"


def _run_cases(path: str) -> None:
    from clausewise.feel.cases import answer

    for number, line in enumerate(_read(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            if not isinstance(case, dict) or "id" not in case:
                raise ValueError("no case: an object with an id is wanted")
        except ValueError as error:
            click.echo(f"clausewise: {path}:{number}: {error}", err=True)
            sys.exit(2)
        click.echo(json.dumps(answer(case), ensure_ascii=False))


if __name__ == "__main__":
    feel_command()
