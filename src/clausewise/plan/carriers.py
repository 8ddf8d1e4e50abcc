"""What became of each clause: the rules, exceptions, parameters, tables and words that carry it."""

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from clausewise.model.policy import Book, Policy
from clausewise.source.span import Span

Part = Literal[
    "rule", "exception", "obligation", "parameter", "definition", "table", "brackets", "ladder",
    "timetable", "calendar",
]  # fmt: skip


@frozen
class Carrier:
    """One part of a handbook that cites a clause.  An exception has the name of its rule."""

    part: Part
    name: str
    span: Span = field(eq=False, repr=False)


def carriers_of(book: Book) -> Mapping[str, tuple[Carrier, ...]]:
    """By clause, every registered one, in the order of the register; () where nothing carries it."""
    found: dict[str, list[Carrier]] = {clause: [] for clause in book.handbook.clauses}
    for clause, carrier in _all(book):
        found.setdefault(clause, []).append(carrier)
    return {clause: tuple(carriers) for clause, carriers in found.items()}


def _all(book: Book) -> Iterator[tuple[str, Carrier]]:
    handbook = book.handbook
    for clause in handbook.clauses.values():
        if clause.obligations and clause.kind in ("duty", "procedure"):
            yield clause.id, Carrier("obligation", f"breach-{clause.id}", clause.span)
    for name in handbook.timetable_clause:
        yield name, Carrier("timetable", "timetable", handbook.span)
    for name in handbook.calendar_clause:
        yield name, Carrier("calendar", "calendar", handbook.span)
    for policy in book.policies:
        yield from _of_policy(policy)


def _of_policy(policy: Policy) -> Iterator[tuple[str, Carrier]]:
    carriers: list[tuple[tuple[str, ...], Carrier]] = [
        *((one.clauses, Carrier("parameter", one.name, one.span)) for one in policy.parameters),
        *((one.clauses, Carrier("definition", one.name, one.span)) for one in policy.definitions),
        *((one.clauses, Carrier("table", one.name, one.span)) for one in policy.tables),
        *((one.clauses, Carrier("brackets", one.name, one.span)) for one in policy.brackets),
        *((one.clauses, Carrier("ladder", one.name, one.span)) for one in policy.ladders),
    ]
    for clauses, carrier in carriers:
        for clause in clauses:
            yield clause, carrier
    for rule in policy.rules:
        for clause in rule.clauses:
            yield clause, Carrier("rule", rule.id, rule.span)
        for exemption in rule.unless:
            for clause in exemption.clauses:
                yield clause, Carrier("exception", rule.id, exemption.span)
