"""Test files into cases."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from clausewise.intake.library import TEST_SUFFIX
from clausewise.intake.rows import cannot_open
from clausewise.intake.settings import Replacements
from clausewise.intake.structure import check_structure
from clausewise.model.facts import Place
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span
from clausewise.source.yaml_reader import (
    Fields,
    Node,
    Scalar,
    items_of,
    plain,
    read_yaml_file,
)


@frozen
class Case:
    """One test: what is so, and what is to follow.

    `expect` None: any rulings will do.  `only`: clauses or outcomes, all where it is empty.
    `never`: what no ruling, and with a status no unexpected finding, may match; the file's first.
    Rows carry the place in the test file where they stand.
    """

    title: str
    file: Path
    span: Span = field(eq=False, repr=False)
    handbook: str | None
    employees: tuple[tuple[Place, dict[str, Any]], ...]
    events: tuple[tuple[Place, dict[str, Any]], ...]
    period: Node
    as_of: Node | None
    complete: Node | None
    only: tuple[str, ...]
    expect: tuple[Fields, ...] | None
    never: tuple[Fields, ...]
    findings: tuple[Fields, ...]
    replaced: Replacements
    because: str = ""

    @property
    def line(self) -> int:
        return self.span.source.line_and_column(self.span.start)[0]


def test_files(path: Path) -> list[Path]:
    """The file itself; or every test file below a folder."""
    return sorted(path.rglob(f"*{TEST_SUFFIX}")) if path.is_dir() else [path]


def read_cases(path: Path) -> tuple[list[Case], list[Diagnostic]]:
    """The cases of one file; UnreadableInput where it cannot be opened."""
    try:
        root, told = read_yaml_file(path)
    except OSError as refused:
        cannot_open(refused, str(path))
    if root is None:
        return [], told
    return cases_in(root, path, told)


def cases_in(root: Node, path: Path, told: list[Diagnostic]) -> tuple[list[Case], list[Diagnostic]]:
    """The cases of a file that was read, with what was told of it and of its structure."""
    told = [*told, *check_structure(root, "test")]
    if not isinstance(root, Fields) or any(one.severity.value == "error" for one in told):
        return [], told
    never = _fields(root.get("never"))
    return [_case(node, path, never) for node in _fields(root.get("tests"))], told


def _case(node: Fields, path: Path, never: Sequence[Fields]) -> Case:
    title, period = node.get("title"), node.get("period")
    assert period is not None  # the schema wants it
    handbook, calendar, parameters = (node.get(k) for k in ("handbook", "calendar", "parameters"))
    because = node.get("because")
    return Case(
        title=title.written if isinstance(title, Scalar) else "",
        file=path,
        span=title.span if title is not None else node.span,
        handbook=handbook.written if isinstance(handbook, Scalar) else None,
        employees=tuple(_rows(node.get("employees"))),
        events=tuple(_rows(node.get("events"))),
        period=period,
        as_of=node.get("as_of"),
        complete=node.get("complete"),
        only=tuple(s.written for s in items_of(node.get("only")) if isinstance(s, Scalar)),
        expect=tuple(_fields(node.get("expect"))) if "expect" in node.entries else None,
        never=(*never, *_fields(node.get("never"))),
        findings=tuple(_fields(node.get("findings"))),
        replaced=Replacements(
            calendar if isinstance(calendar, Fields) else None,
            node.get("timetable"),
            parameters if isinstance(parameters, Fields) else None,
        ),
        because=because.written if isinstance(because, Scalar) else "",
    )


def _rows(node: Node | None) -> Iterator[tuple[Place, dict[str, Any]]]:
    for item in _fields(node):
        line, _ = item.span.source.line_and_column(item.span.start)
        values = plain(item)
        assert isinstance(values, dict)
        yield (
            Place(Path(item.span.source.name).name, line),
            {key: value for key, value in values.items() if value is not None},
        )


def _fields(node: Node | None) -> list[Fields]:
    return [item for item in items_of(node) if isinstance(item, Fields)]
