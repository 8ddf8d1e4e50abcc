"""Cases as the YAML of a test file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from clausewise.model.ruling import Answer, Finding, Ruling
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Node, plain, read_yaml
from clausewise.testing.cases import Case
from clausewise.values.number import plain as digits
from clausewise.values.text import feel_string, quoted

_INDENT = "    "


def case_lines(case: Case, title: str) -> Iterator[str]:
    """The lines of one test, to stand in the list `tests`; without what is expected."""
    yield f"  - title: {written(title)}"
    if case.handbook is not None:
        yield f"{_INDENT}handbook: {quoted(case.handbook)}"
    replaced = case.replaced
    settings: tuple[tuple[str, Node | None], ...] = (
        ("calendar", replaced.calendar),
        ("timetable", replaced.timetable),
        ("parameters", replaced.parameters),
    )
    yield from _nodes(settings)
    yield from _rows("employees", [cells for _, cells in case.employees])
    yield from _rows("events", [cells for _, cells in case.events])
    yield from _nodes((("period", case.period), ("complete", case.complete), ("as_of", case.as_of)))


def answer_lines(answer: Answer, only: Sequence[str], findings: Iterable[Finding]) -> Iterator[str]:
    """What is to be expected: the rulings, of some clauses alone where `only` names them, and
    these findings."""
    rulings = [one for one in answer.rulings if not only or set(only) & set(one.clause)]
    if only:
        yield f"{_INDENT}only: {written(list(only))}"
    if not rulings:
        yield f"{_INDENT}expect: []"
    yield from _rows("expect", [_expected(one) for one in rulings])
    yield from _rows("findings", [_found(one) for one in findings])


def _nodes(named: Iterable[tuple[str, Node | None]]) -> Iterator[str]:
    for name, node in named:
        if node is not None:
            yield f"{_INDENT}{name}: {written(plain(node))}"


def _rows(name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if rows:
        yield f"{_INDENT}{name}:"
        yield from (f"{_INDENT}  - {written(cells)}" for cells in rows)


# Fields that a ruling has of its own, by which a test's word for an outcome's field would be taken.
_TAKEN = frozenset(
    {"status", "id", "rule", "handbook", "outcome", "effect", "employee", "period", "currency",
     "date", "amount", "clause", "missing", "due", "by", "note"}
)  # fmt: skip


def _expected(ruling: Ruling) -> dict[str, Any]:
    """As the test language compares rulings: outcome, clause, employee, date, amount, fields."""
    fields = {
        name: value
        for name, value in ruling.fields.items()
        if name not in _TAKEN and not isinstance(value, dict)
    }
    whole = {
        "outcome": ruling.outcome,
        "clause": _one_or_all(ruling.clause),
        "employee": ruling.employee,
        "date": ruling.date,
        "amount": ruling.amount,
        **fields,
    }
    return {name: value for name, value in whole.items() if value is not None or name == "employee"}


def _found(finding: Finding) -> dict[str, Any]:
    by = (finding.by or {}).get("clause")
    whole = {
        "status": finding.status,
        "rule": finding.rule,
        "employee": finding.employee,
        "date": finding.date,
        "missing": list(finding.missing) or None,
        "by": by[0] if isinstance(by, list) and by else None,
    }
    return {name: value for name, value in whole.items() if value is not None or name == "employee"}


def _one_or_all(clauses: Sequence[str]) -> Any:
    return clauses[0] if len(clauses) == 1 else list(clauses)


# -- values ------------------------------------------------------------------------------------------


def written(value: Any) -> str:
    """A value in one line of YAML, texts in quotes only where they would be read as something else.

    >>> written({"date": "2024-06-03", "clause": ["1.2"], "note": "10:00, late"})
    '{date: 2024-06-03, clause: ["1.2"], note: "10:00, late"}'
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return digits(value)
        case str():
            return value if _is_plain(value) else quoted(value)
        case Mapping():
            return "{" + ", ".join(f"{_key(key)}: {written(v)}" for key, v in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(written, value)) + "]"
    return written(feel_string(value))


def _key(key: str) -> str:
    return key if _is_plain(key) else quoted(key)


def _is_plain(text: str) -> bool:
    """Whether YAML reads the bare text inside braces as just that text."""
    root, told = read_yaml(Source("<text>", f"[{{a: {text}}}]"))
    return root is not None and not told and plain(root) == [{"a": text}]
