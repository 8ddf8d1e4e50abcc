"""`clausewise test`: the examples that stand beside the policies, run and compared."""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import click

from clausewise.cli.session import ERRORS, USAGE, current, ink_for, language_option, tell

if TYPE_CHECKING:
    from clausewise.source.diagnostic import Language
    from clausewise.testing.coverage import Item
    from clausewise.testing.run import TestResult


@click.command("test")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--policies", type=click.Path(path_type=Path), metavar="DIR",
    help="Where the handbooks lie that tests name.",
)  # fmt: skip
@click.option("--coverage", is_flag=True, help="Say what no test exercised.")
@click.option("--format", "form", type=click.Choice(["text", "json", "junit"]), default="text")
@click.option(
    "-k", "containing", default="", metavar="TEXT", help="Only tests with this in title or file."
)
@language_option
def test_command(
    paths: tuple[Path, ...], policies: Path | None, coverage: bool, form: str, containing: str
) -> None:
    """Run tests: files that end in .test.yaml, or folders of them.

    Without PATHS, the folder `policies`.
    """
    from clausewise.source.diagnostic import Remark
    from clausewise.testing.coverage import Watch, coverage_of
    from clausewise.testing.run import run_tests

    session = current()
    paths = paths or (Path("policies"),)
    session.doing = f"test {' '.join(map(str, paths))}"
    watch = Watch()
    began = perf_counter()
    prepare = (watch.watched,) if coverage else ()
    results = run_tests(_readable(paths), policies, containing, *prepare)
    seconds = perf_counter() - began
    if not results:
        tell([Remark("CW658", {"paths": " ".join(map(str, paths))})], session.language)
    items = coverage_of(results, watch) if coverage else None
    click.echo(_WRITERS[form](results, items, seconds, session.language), nl=False)
    if not results:
        raise click.exceptions.Exit(USAGE)
    if any(result.outcome != "passed" for result in results):
        raise click.exceptions.Exit(ERRORS)


def _readable(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    from clausewise.intake.rows import UnreadableInput

    for path in paths:
        if not path.exists():
            raise UnreadableInput("CW510", file=str(path))
    return paths


# Ways to write them


def _text(
    results: Sequence["TestResult"],
    items: Sequence["Item"] | None,
    seconds: float,
    language: "Language",
) -> str:
    """A line a file, what went wrong in full, and the score last."""
    from clausewise.testing.wording import said_of

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
        parts += ["", *_coverage_text(items, language)]
    passed = sum(result.outcome == "passed" for result in results)
    verdict = words["pass"] if passed == len(results) else words["fail"]
    score = f"{verdict}: {passed}/{len(results)} ({seconds:.2f} s)"
    rule = "-" * 80
    paint = ink.heading if passed == len(results) else ink.alarm
    return "\n".join([*parts, rule, paint(score)]) + "\n"


_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "pass": "通过", "fail": "未通过", "coverage": "测试覆盖", "not": "没有测试触及:",
        "rule": "规则", "outcome": "处理", "exception": "例外", "row": "决策表的行", "band": "分档",
    },
    "en": {
        "pass": "PASS", "fail": "FAIL", "coverage": "coverage", "not": "exercised by no test:",
        "rule": "rules", "outcome": "outcomes", "exception": "exceptions", "row": "table rows",
        "band": "bands",
    },
}  # fmt: skip


def _coverage_text(items: Sequence["Item"], language: "Language") -> list[str]:
    words = _WORDS[language]
    all_of = Counter(item.part for item in items)
    done = Counter(item.part for item in items if item.exercised)
    counts = [f"{words[part]} {done[part]}/{count}" for part, count in all_of.items()]
    lines = [f"{words['coverage']}: {', '.join(counts)}"]
    missed = [item for item in items if not item.exercised]
    if missed:
        lines.append(words["not"])
        lines += (f"  {item.span}: {words[item.part]}: {item.name}" for item in missed)
    return lines


def _json(
    results: Sequence["TestResult"],
    items: Sequence["Item"] | None,
    seconds: float,
    language: "Language",
) -> str:
    from clausewise.testing.wording import said_of

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
        "seconds": round(seconds, 3),
    }
    if items is not None:
        document["coverage"] = [
            {
                "part": item.part,
                "handbook": item.handbook,
                "name": item.name,
                "exercised": item.exercised,
                "at": str(item.span),
            }
            for item in items
        ]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _junit(
    results: Sequence["TestResult"],
    items: Sequence["Item"] | None,  # noqa: ARG001  # JUnit has no place for it
    seconds: float,
    language: "Language",
) -> str:
    from clausewise.testing.wording import said_of

    counts = Counter(result.outcome for result in results)
    totals = (
        f'tests="{len(results)}" failures="{counts["failed"]}" errors="{counts["error"]}"'
        f' skipped="0" time="{seconds:.3f}"'
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


_WRITERS: Mapping[
    str,
    Callable[[Sequence["TestResult"], Sequence["Item"] | None, float, "Language"], str],
] = {"text": _text, "json": _json, "junit": _junit}
