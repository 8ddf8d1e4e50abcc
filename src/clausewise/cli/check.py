"""`clausewise check`: policies in, what there is to say of them out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausewise.cli.session import ERRORS, current, home_of, language_option, told

if TYPE_CHECKING:
    from clausewise.source.diagnostic import Diagnostic, Language
    from clausewise.source.span import Span


@click.command("check")
@click.argument("policies", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text"
)
@click.option("--explain", metavar="CODE", help="Say what a code such as CW301 means.")
@click.option(
    "--fix",
    is_flag=True,
    help="Show how slips of the pen would be mended, and mend them once agreed.",
)
@click.option("--yes", is_flag=True, help="With --fix: mend without asking.")
@language_option
def check_command(
    policies: tuple[Path, ...], form: str, explain: str | None, fix: bool, yes: bool
) -> None:
    """Check policies: folders of handbooks, one handbook's folder, or single files.

    Without POLICIES, the folder `policies`.
    """
    session = current()
    if explain is not None:
        from clausewise.cli.meaning import meaning

        click.echo(meaning(explain.upper(), session.language), nl=False)
        return
    session.doing = f"check {' '.join(map(str, policies))}"
    if yes and not fix:
        raise click.UsageError("--yes goes with --fix.")
    policies = policies or (Path("policies"),)
    if fix:
        from clausewise.cli.mend import offer

        if form != "text":
            raise click.UsageError("--fix shows its changes as text; leave --format out.")
        offer(policies, agreed=yes)
    found = [one for path in policies for one in _told_of(path)]
    # A folder and a file of it, both named, say the same twice.
    diagnostics = sorted({_place(one): one for one in found}.values(), key=_place)
    click.echo(_WRITERS[form](diagnostics, session.language), nl=False)
    if any(one.severity.value == "error" for one in diagnostics):
        raise click.exceptions.Exit(ERRORS)


def _told_of(path: Path) -> Iterable["Diagnostic"]:
    """What is said of a folder; of a single file, what is said of that file alone."""
    from clausewise.intake.library import MONTH_FILE
    from clausewise.intake.rows import UnreadableInput
    from clausewise.review import check_file, check_policies

    if path.is_dir():
        return check_policies(path)
    if not path.exists():
        raise UnreadableInput("CW510", file=str(path))
    if path.name == MONTH_FILE:
        from clausewise.intake.month import read_month

        return read_month(path.parent)[1]
    return check_file(path, home_of(path))


def _place(diagnostic: "Diagnostic") -> tuple[str, int, int, str, str]:
    span = diagnostic.span
    said = diagnostic.message("en")
    return span.source.name, span.start, span.end, diagnostic.code, said


# Ways to write them


def _text(diagnostics: Sequence["Diagnostic"], language: "Language") -> str:
    blocks = []
    for one in diagnostics:
        also = (line for place in one.related for line in _also(one, place, language))
        blocks.append("\n".join([told(one, language), *also]))
    return "\n\n".join([*blocks, _summary(diagnostics, language)]) + "\n"


def _also(one: "Diagnostic", place: "Span", language: "Language") -> Iterator[str]:
    """A further place that belongs to the fault, with its line underlined as the first one is."""
    from clausewise.source.diagnostic import Diagnostic

    yield f"  = {_SEE[language]} {place}"
    there = told(Diagnostic(one.code, place, one.blanks), language).split("\n")
    yield from (line for line in there[1:] if line.startswith("  | "))


_SEE: Mapping[str, str] = {"zh": "另见", "en": "see also"}


def _summary(diagnostics: Sequence["Diagnostic"], language: "Language") -> str:
    counts = _counts(diagnostics)
    files = len({one.span.source.name for one in diagnostics})
    if not diagnostics:
        return "没有发现问题。" if language == "zh" else "No faults found."
    if language == "zh":
        return (
            f"{files} 个文件: {counts['error']} 个错误，{counts['warning']} 个警告，"
            f"{counts['info']} 条提示。"
        )
    parts = [_counted(counts["error"], "error"), _counted(counts["warning"], "warning")]
    parts += [_counted(counts["info"], "remark")] if counts["info"] else []
    return f"{', '.join(parts)} in {_counted(files, 'file')}."


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


def _counts(diagnostics: Iterable["Diagnostic"]) -> dict[str, int]:
    counts = {"error": 0, "warning": 0, "info": 0}
    for one in diagnostics:
        counts[one.severity.value] += 1
    return counts


def _json(diagnostics: Sequence["Diagnostic"], language: "Language") -> str:
    document = {
        "diagnostics": [
            {
                **_region(one.span),
                "severity": one.severity.value,
                "code": one.code,
                "message": one.message(language),
                "hint": one.hint(language) or None,
                "related": [_region(span) for span in one.related],
            }
            for one in diagnostics
        ],
        "summary": _counts(diagnostics),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _region(span: Any) -> dict[str, Any]:
    """Lines and columns counted from 1; the end is the place after the last character."""
    line, column = span.source.line_and_column(span.start)
    end_line, end_column = span.source.line_and_column(span.end)
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


_LEVELS: Mapping[str, str] = {"error": "error", "warning": "warning", "info": "note"}


def _sarif(diagnostics: Sequence["Diagnostic"], language: "Language") -> str:
    from clausewise._version import __version__

    rules = [{"id": code} for code in sorted({one.code for one in diagnostics})]
    results = [
        {
            "ruleId": one.code,
            "level": _LEVELS[one.severity.value],
            "message": {"text": _with_hint(one, language)},
            "locations": [_location(one.span)],
            **({"relatedLocations": [_location(at) for at in one.related]} if one.related else {}),
        }
        for one in diagnostics
    ]
    driver = {
        "name": "clausewise",
        "version": __version__,
        "rules": rules,
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _with_hint(diagnostic: "Diagnostic", language: "Language") -> str:
    hint = diagnostic.hint(language)
    return diagnostic.message(language) + (f" — {hint}" if hint else "")


def _location(span: Any) -> dict[str, Any]:
    region = _region(span)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": Path(region["file"]).as_posix()},
            "region": {
                "startLine": region["line"],
                "startColumn": region["column"],
                "endLine": region["end_line"],
                "endColumn": region["end_column"],
            },
        }
    }


def _github(diagnostics: Sequence["Diagnostic"], language: "Language") -> str:
    """Workflow commands, a line each."""
    lines = []
    for one in diagnostics:
        region = _region(one.span)
        level = {"info": "notice"}.get(one.severity.value, one.severity.value)
        properties = ",".join(
            f"{name}={_escaped(str(value), ':,')}"
            for name, value in (
                ("file", region["file"]),
                ("line", region["line"]),
                ("col", region["column"]),
                ("endLine", region["end_line"]),
                ("endColumn", region["end_column"]),
                ("title", f"clausewise {one.code}"),
            )
        )
        lines.append(f"::{level} {properties}::{_escaped(_with_hint(one, language), '')}\n")
    return "".join(lines)


def _escaped(text: str, further: str) -> str:
    for character in "%\r\n" + further:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


_WRITERS: Mapping[str, Callable[[Sequence["Diagnostic"], "Language"], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
}
