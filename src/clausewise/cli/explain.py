"""`clausewise explain`: rulings that evaluate wrote, each put into a letter to the employee."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausewise.cli.session import current, language_option, refuse, tell

if TYPE_CHECKING:
    from clausewise.report.lines import Line
    from clausewise.report.words import Words
    from clausewise.source.diagnostic import Language

_DEFAULT_POLICIES = Path("policies")


@click.command("explain")
@click.argument("rulings", type=click.Path())
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Default: policies, if there.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
@language_option
def explain_command(rulings: str, ids: tuple[str, ...], policies: Path | None, form: str) -> None:
    """Explain rulings and findings to the employee.

    RULINGS is a .jsonl or .json file that `evaluate` wrote, or - for standard input.
    """
    from clausewise.report.explanation import explanation_of, letters_page

    session = current()
    session.doing = f"explain {rulings} {' '.join(ids)}"
    lines = {str(line["id"]): line for line in _lines(rulings) if "id" in line}
    wanted = [_found(id_, lines, rulings) for id_ in ids]
    words = _words(policies, session.language)
    missing = {str(one["handbook"]) for one in wanted} - set(words.plans)
    if policies is not None:
        for handbook in sorted(missing):
            _warn(handbook, policies)
    letters = [explanation_of(line, words, lines) for line in wanted]
    if form == "json":
        document = [letter.as_json() for letter in letters]
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    elif form == "html":
        click.echo(letters_page(letters, words), nl=False)
    else:
        click.echo(f"\n{'─' * 40}\n\n".join(letter.text() for letter in letters), nl=False)


def _lines(name: str) -> Iterable["Line"]:
    """The lines of a file of JSON lines, or those that a JSON document holds."""
    from clausewise.intake.rows import STANDARD_INPUT, contents_of, decoded

    given = name == STANDARD_INPUT
    content = sys.stdin.buffer.read() if given else contents_of(Path(name), name)
    text = decoded(content, name)
    document = _read(text)
    if isinstance(document, dict) and "status" not in document:
        found: list[Any] = [*document.get("rulings", ()), *document.get("findings", ())]
        for one in found:
            yield _checked(one, name, 1)
        if not found:
            raise refuse("CW653", file=name, line="1")
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _checked(_read(line), name, number)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _checked(line: Any, name: str, number: int) -> "Line":
    keys = {"id", "rule", "clause", "handbook", "date"}
    sound = isinstance(line, dict) and (line.get("status") == "rejected" or keys <= line.keys())
    if not sound:
        raise refuse("CW653", file=name, line=str(number))
    found: Line = line
    return found


def _found(id_: str, lines: dict[str, "Line"], name: str) -> "Line":
    from clausewise.source.nearest import nearest

    if id_ not in lines:
        raise refuse("CW654", file=name, id=id_, nearest=nearest(id_, lines) or "—")
    return lines[id_]


def _words(policies: Path | None, language: "Language") -> "Words":
    """With the policies where they are at hand: those named, or else the folder `policies`.

    A folder that nobody named, and that has errors, is passed over.
    """
    from clausewise.book import PolicyError, load
    from clausewise.intake.rows import UnreadableInput
    from clausewise.report.words import Words

    if policies is None and not _DEFAULT_POLICIES.is_dir():
        return Words(language)
    try:
        book = load(policies or _DEFAULT_POLICIES)
    except (PolicyError, UnreadableInput):
        if policies is not None:
            raise
        return Words(language)
    return Words.of(language, book.plans[0].vocabulary, book.plans)


def _warn(handbook: str, policies: Path) -> None:
    from clausewise.source.diagnostic import Remark

    blanks = {"handbook": handbook, "policies": str(policies)}
    tell([Remark("CW661", blanks)], current().language)
