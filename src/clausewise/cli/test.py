"""`clausewise test`: the examples that stand beside the policies, run and compared."""

import errno
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import click
from attrs import frozen

from clausewise.cli.rewrite import Rewrite, write
from clausewise.cli.session import (
    ERRORS,
    USAGE,
    current,
    ink_for,
    is_terminal,
    language_option,
    refuse,
    tell,
)

if TYPE_CHECKING:
    from clausewise.report.table import Ink
    from clausewise.source.diagnostic import Language
    from clausewise.testing.coverage import Item
    from clausewise.testing.run import TestResult


def _a_number(
    context: click.Context, parameter: click.Parameter, given: float | None
) -> float | None:
    if given is not None and math.isnan(given):
        raise click.BadParameter("a number from 0 to 100", context, parameter)
    return given


@click.command("test")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the handbooks lie that tests name.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Say what no test exercised, on the lines of the policies themselves.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    callback=_a_number,
    metavar="N",
    help="With 1 where tests exercise less than N percent; implies --coverage.",
)
@click.option(
    "--suggest",
    is_flag=True,
    help="Propose tests for what no test exercises, to be confirmed or corrected.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the proposed tests to a new file, NAME.test.yaml.",
)
@click.option("-v", "--verbose", is_flag=True, help="With --coverage: all lines of all files.")
@click.option("--format", "form", type=click.Choice(["text", "json", "junit"]), default="text")
@click.option(
    "-k", "containing", default="", metavar="TEXT", help="Only tests with this in title or file."
)
@language_option
def test_command(  # noqa: PLR0917  # click passes them by name
    paths: tuple[Path, ...],
    policies: Path | None,
    coverage: bool,
    threshold: float | None,
    suggest: bool,
    output: Path | None,
    verbose: bool,
    form: str,
    containing: str,
) -> None:
    """Run tests: files that end in .test.yaml, or folders of them.

    Without PATHS, the folder `policies`.

    \b
    clausewise test policies/01-shop --coverage --threshold 90
    clausewise test policies/01-shop --suggest -o policies/01-shop/proposed.test.yaml
    """
    session = current()
    paths = paths or (Path("policies"),)
    session.doing = f"test {' '.join(map(str, paths))}"
    covering = coverage or threshold is not None
    given = {
        "--coverage": coverage,
        "--threshold": threshold is not None,
        f"--format {form}": form != "text",
        "-v": verbose,
        "-o": output is not None,
    }
    _refuse_wrong_company(given, suggest=suggest, covering=covering)
    if suggest:
        _suggest(_readable(paths), policies, containing, output)
    else:
        _run(_readable(paths), policies, containing, form, _Wanted(covering, threshold, verbose))


@frozen
class _Wanted:
    """What is wanted besides the results."""

    coverage: bool
    threshold: float | None
    all_lines: bool


def _refuse_wrong_company(given: Mapping[str, bool], *, suggest: bool, covering: bool) -> None:
    """Ends the call where options are given together that have no meaning together."""
    if suggest:
        for option in given:
            if given[option] and option != "-o":
                raise refuse("CW684", option="--suggest", other=option)
    elif given["-o"]:
        raise refuse("CW685", option="-o", needs="--suggest")
    elif given["-v"] and not covering:
        raise refuse("CW685", option="-v", needs="--coverage")


def _run(
    paths: Sequence[Path], policies: Path | None, containing: str, form: str, wanted: _Wanted
) -> None:
    from clausewise.source.diagnostic import Remark
    from clausewise.testing.coverage import Watch, coverage_of, thresholds_covered
    from clausewise.testing.run import run_tests

    language = current().language
    watch = Watch()
    began = perf_counter()
    prepare = (watch.watched,) if wanted.coverage else ()
    results = run_tests(paths, policies, containing, *prepare)
    seconds = perf_counter() - began
    if not results:
        tell([Remark("CW658", {"paths": " ".join(map(str, paths))})], language)
    items = [*coverage_of(results, watch), *thresholds_covered(watch)] if wanted.coverage else None
    report = _Report(results, items, seconds, language, wanted.all_lines)
    click.echo(_WRITERS[form](report), nl=False)
    if not results:
        raise click.exceptions.Exit(USAGE)
    failed = any(result.outcome != "passed" for result in results)
    # What tests exercise counts once they pass.
    if failed or (items is not None and _falls_short(items, wanted.threshold, language)):
        raise click.exceptions.Exit(ERRORS)


def _falls_short(items: Sequence["Item"], threshold: float | None, language: "Language") -> bool:
    """Whether less than the percentage is exercised, which is told then."""
    from clausewise.source.diagnostic import Remark
    from clausewise.testing.coverage import share_of

    share = share_of(items)
    if threshold is None or share >= Decimal(str(threshold)):
        return False
    missed = sum(not item.exercised for item in items)
    blanks = {"share": str(share), "wanted": f"{threshold:g}"}
    counts = {"missed": str(missed), "count": str(len(items))}
    tell([Remark("CW680", {**blanks, **counts})], language)
    return True


def _suggest(
    paths: Sequence[Path], policies: Path | None, containing: str, output: Path | None
) -> None:
    from clausewise.intake.library import TEST_SUFFIX
    from clausewise.source.diagnostic import Remark
    from clausewise.testing.suggesting.suggestion_file import suggestion_file, summary
    from clausewise.testing.suggesting.suggestions import suggestions_for

    language = current().language
    if output is not None:
        if not output.name.endswith(TEST_SUFFIX):
            better = output.name.split(".")[0] + TEST_SUFFIX
            raise refuse("CW682", file=str(output), better=better)
        if output.exists():
            raise refuse("CW681", file=str(output))
        if not output.parent.is_dir():
            reason = os.strerror(errno.ENOENT)
            raise refuse("CW656", file=str(output), reason=reason)
    shown = is_terminal(sys.stderr)
    found = suggestions_for(paths, policies, containing, *((_progress,) if shown else ()))
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)
    if found.told:
        tell([*found.told, Remark("CW657", {"count": str(len(found.told))})], language)
        raise click.exceptions.Exit(ERRORS)
    failed = sum(result.outcome != "passed" for result in found.results)
    if failed:
        tell([Remark("CW683", {"count": str(failed)})], language)
    text = suggestion_file(found, output, language)
    if output is None or not found.made:
        click.echo(text, nl=False)
    else:
        write(Rewrite(output, "", text))
        click.echo(f"{output}: {summary(found, language)}")


def _progress(done: int, of: int) -> None:
    click.echo(f"\r{done}/{of}", err=True, nl=False)


def _readable(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    from clausewise.intake.rows import UnreadableInput

    for path in paths:
        if not path.exists():
            raise UnreadableInput("CW510", file=str(path))
    return paths


# Ways to write them


@frozen
class _Report:
    """What there is to write: the results, and the items where coverage is wanted."""

    results: Sequence["TestResult"]
    items: Sequence["Item"] | None
    seconds: float
    language: "Language"
    all_lines: bool


def _text(report: _Report) -> str:
    """A line a file, what went wrong in full, and the score last."""
    from clausewise.testing.wording import said_of

    results, items, language = report.results, report.items, report.language
    if not results:
        return ""
    ink = ink_for(sys.stdout)
    words = _WORDS[language]
    parts: list[str] = []
    by_file: dict[Path, list[TestResult]] = {}
    for result in results:
        by_file.setdefault(result.file, []).append(result)
    for file, own in by_file.items():
        passed = sum(result.outcome == "passed" for result in own)
        line = f"{file}  {passed}/{len(own)}"
        parts.append(line if passed == len(own) else ink.alarm(line))
    wrong = [said_of(result, language) for result in results if result.outcome != "passed"]
    if wrong:
        parts += ["", "\n\n".join(wrong)]
    if items is not None:
        parts += ["", *_coverage_text(items, language, ink, report.all_lines)]
    passed = sum(result.outcome == "passed" for result in results)
    verdict = words["pass"] if passed == len(results) else words["fail"]
    score = f"{verdict}: {passed}/{len(results)} ({report.seconds:.2f} s)"
    rule = "-" * 80
    paint = ink.heading if passed == len(results) else ink.alarm
    return "\n".join([*parts, rule, paint(score)]) + "\n"


_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {"pass": "通过", "fail": "未通过", "coverage": "测试覆盖", "all": "合计"},
    "en": {"pass": "PASS", "fail": "FAIL", "coverage": "coverage", "all": "together"},
}


def _coverage_text(
    items: Sequence["Item"], language: "Language", ink: "Ink", all_lines: bool
) -> list[str]:
    """The lines of the policies with what is not exercised, and the counts below them."""
    from clausewise.testing.annotated import AROUND, annotated
    from clausewise.testing.coverage import share_of
    from clausewise.testing.item_words import counts

    lines = list(annotated(items, language, ink, None if all_lines else AROUND))
    words = _WORDS[language]
    pieces = [item for item in items if item.part != "threshold"]
    sides = [item for item in items if item.part == "threshold"]
    return [
        *lines,
        *([""] if lines else []),
        f"{words['coverage']}: {counts(pieces, language)}",
        *([counts(sides, language)] if sides else []),
        f"{words['all']}: {share_of(items)}%",
    ]


def _json(report: _Report) -> str:
    from clausewise.testing.coverage import share_of
    from clausewise.testing.wording import said_of

    results, items, language = report.results, report.items, report.language
    counts = Counter(result.outcome for result in results)
    document: dict[str, Any] = {
        "tests": [
            {
                "title": result.title,
                "file": str(result.file),
                "line": result.line,
                "outcome": result.outcome,
                "message": said_of(result, language) or None,
            }
            for result in results
        ],
        "summary": {name: counts[name] for name in ("passed", "failed", "error")},
        "seconds": round(report.seconds, 3),
    }
    if items is not None:
        document["share"] = str(share_of(items))
        document["coverage"] = [
            {
                "part": item.part,
                "handbook": item.handbook,
                "name": item.name,
                **({} if item.side is None else {"side": item.side}),
                "exercised": item.exercised,
                "at": str(item.span),
            }
            for item in items
        ]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _junit(report: _Report) -> str:
    """Without coverage, for which JUnit has no place."""
    from clausewise.testing.wording import said_of

    results, language = report.results, report.language
    counts = Counter(result.outcome for result in results)
    totals = (
        f'tests="{len(results)}" failures="{counts["failed"]}" errors="{counts["error"]}"'
        f' skipped="0" time="{report.seconds:.3f}"'
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {totals}>"]
    lines.append(f'  <testsuite name="clausewise" {totals}>')
    for result in results:
        file = result.file.as_posix()
        head = (
            f"    <testcase classname={_attribute(file)} name={_attribute(result.title)}"
            f' file={_attribute(file)} line="{result.line}"'
        )
        if result.outcome == "passed":
            lines.append(f"{head}/>")
            continue
        element = "failure" if result.outcome == "failed" else "error"
        said = _clean(said_of(result, language))
        first = said.split("\n")[1].strip() if "\n" in said else said
        lines += [
            f"{head}>",
            f"      <{element} message={_attribute(first)}>{escape(said)}</{element}>",
            "    </testcase>",
        ]
    return "\n".join([*lines, "  </testsuite>", "</testsuites>"]) + "\n"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return _NOT_XML.sub("\ufffd", text)


_WRITERS: Mapping[str, Callable[[_Report], str]] = {
    "text": _text,
    "json": _json,
    "junit": _junit,
}
