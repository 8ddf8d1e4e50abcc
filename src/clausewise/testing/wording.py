"""A test's result in words: what was expected, what came, and why."""

from collections.abc import Iterator
from typing import Any

from clausewise.model.ruling import Because, Finding, Ruling
from clausewise.source.diagnostic import Diagnostic, Language, render
from clausewise.source.yaml_reader import Fields, plain
from clausewise.testing.run import Difference, TestResult
from clausewise.values.text import feel_string, feel_text

_WORDS: dict[str, dict[Language, str]] = {
    "missing ruling": {"zh": "应有而没有的裁定", "en": "expected, but not ruled"},
    "unexpected ruling": {"zh": "没有料到的裁定", "en": "ruled, but not expected"},
    "forbidden ruling": {"zh": "不该有的裁定", "en": "ruled, though it never should be"},
    "missing finding": {"zh": "应有而没有的待定", "en": "finding expected, but not there"},
    "forbidden finding": {"zh": "不该有的待定", "en": "found, though it never should be"},
    "why": {"zh": "依据", "en": "because"},
    "findings": {"zh": "相关的待定", "en": "findings about it"},
    "pattern": {"zh": "禁止的样子", "en": "the pattern"},
    "error": {"zh": "无法运行", "en": "could not be run"},
}
_MOST_FINDINGS = 5


def said_of(result: TestResult, language: Language) -> str:
    """What a person should know of a test that did not pass; empty for one that did."""
    return "\n".join(_lines(result, language))


def _lines(result: TestResult, language: Language) -> Iterator[str]:
    if result.outcome == "passed":
        return
    yield f"{result.file}:{result.line}: {result.title}"
    for told in result.told:
        yield f"  {_WORDS['error'][language]}:"
        text = render(told, language) if isinstance(told, Diagnostic) else told.message(language)
        yield from (f"    {line}" for line in text.split("\n"))
    for difference in result.differences:
        yield from _difference(difference, result, language)
    if result.case is not None and result.case.because:
        yield f"  because: {result.case.because}"


def _difference(difference: Difference, result: TestResult, language: Language) -> Iterator[str]:
    yield f"  {_WORDS[difference.kind][language]}:"
    if difference.came is not None:
        yield f"    + {_came(difference.came)}"
        yield from (f"      {line}" for line in _why(difference.came.because, language))
        if difference.expected is not None:
            yield f"      {_WORDS['pattern'][language]}: {_fields(difference.expected)}"
    elif difference.expected is not None:
        yield f"    - {_fields(difference.expected)}"
        findings = list(_about(difference.expected, result))
        if findings:
            yield f"    {_WORDS['findings'][language]}:"
            yield from (f"      {_finding(one)}" for one in findings[:_MOST_FINDINGS])


def _why(because: Because, language: Language) -> Iterator[str]:
    for step in because.steps:
        yield f"{_WORDS['why'][language]}: {step.expression} = {_shown(step.value)}  ({step.at})"


def _shown(value: Any) -> str:
    """A step's value: text as it is, lists and truths as FEEL writes them."""
    return value if isinstance(value, str) else feel_text(value)


def _about(expected: Fields, result: TestResult) -> Iterator[Finding]:
    """The findings that an expectation which was not met may be about: its clause or rule, its
    employee and day as far as it gives them."""
    wanted = plain(expected)
    if not isinstance(wanted, dict) or result.answer is None:
        return
    for finding in result.answer.findings:
        clause, rule = wanted.get("clause"), wanted.get("rule")
        about = (clause is None or clause in finding.clause) and rule in (None, finding.rule)
        whose = wanted.get("employee") in (None, finding.employee)
        day = wanted.get("date") in (None, str(finding.date))
        if about and whose and (day or finding.status == "pending"):
            yield finding


def _came(came: Ruling | Finding) -> str:
    return _ruling(came) if isinstance(came, Ruling) else _finding(came)


def _ruling(ruling: Ruling) -> str:
    parts: dict[str, Any] = {
        "outcome": ruling.outcome,
        "clause": ", ".join(ruling.clause),
        "employee": ruling.employee,
        "date": ruling.date,
        "amount": ruling.amount,
        **ruling.fields,
        "rule": ruling.rule,
    }
    shown = (f"{name}: {_text(value)}" for name, value in parts.items() if value is not None)
    return "{" + ", ".join(shown) + "}"


def _finding(finding: Finding) -> str:
    parts: dict[str, Any] = {
        "status": finding.status,
        "rule": finding.rule,
        "employee": finding.employee,
        "date": finding.date,
        "missing": list(finding.missing) or None,
        "due": finding.due,
        "by": finding.by,
    }
    shown = (f"{name}: {_text(value)}" for name, value in parts.items() if value is not None)
    return "{" + ", ".join(shown) + "}"


def _fields(expected: Fields) -> str:
    wanted = plain(expected)
    assert isinstance(wanted, dict)
    return "{" + ", ".join(f"{name}: {_text(value)}" for name, value in wanted.items()) + "}"


def _text(value: Any) -> str:
    return feel_string(value) or "null"
