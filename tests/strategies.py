"""Generated months: facts of a small company, rosters, and facts of any vocabulary."""

import os
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from clausewise.model.vocabulary import EventKind, Field, Vocabulary
from clausewise.values.temporal import Date
from clausewise.values.types import ContextOf, ListOf, Restricted, Simple, Type

THOROUGH = os.environ.get("CLAUSEWISE_LAWS") == "ci"


def law(examples: int = 25) -> settings:
    """How hard a law is tried: a little at the desk; twenty times that, and always alike, in CI."""
    return settings(
        max_examples=20 * examples if THOROUGH else examples,
        derandomize=THOROUGH,
        deadline=None,
        database=None,
    )


FIRST, LAST = Date.of(2024, 5, 20).ordinal, Date.of(2024, 6, 23).ordinal
days = st.integers(FIRST, LAST).map(lambda ordinal: str(Date(ordinal)))
hours = st.sampled_from(["00:00", "08:59", "09:00", "12:30", "18:00", "23:59"])
moments = st.builds("{}T{}:00".format, days, hours)
words = st.sampled_from(["x", "y", "ask"])
sizes = st.sampled_from(["0", "1", "2", "3.5", "-1"])
truths = st.booleans()

_MEMO = {
    "topic": words,
    "size": sizes,
    "ok": truths,
    "day": days,
    "moment": moments,
    "client": words,
}
_CALL = {"topic": words, "size": sizes, "ok": truths}
_KINDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    # kind: fields that must be there, fields that may be
    "memo": ({}, {**_MEMO, "pieces": sizes}),
    "call": ({}, _CALL),
    "clocking": ({}, {"check_in": hours, "status": st.sampled_from(["present", "absent"])}),
    "leave": (
        {},
        {"from": moments, "to": moments, "decision": st.sampled_from(["approved", "refused"])},
    ),
    "breach": (
        {"obligation": st.sampled_from(["dress", "honesty"])},
        {"confirmed": truths, "severity": st.sampled_from(["minor", "gross"])},
    ),
    "waiver": ({"by": st.just("chair")}, {"rule": st.sampled_from(["late", "answered"])}),
    "visit": ({}, {"size": sizes}),
}
READ = ("memo", "call", "clocking", "leave", "waiver", "visit")


@st.composite
def facts(draw: st.DrawFn, kinds: tuple[str, ...] = READ, most: int = 14) -> list[dict[str, Any]]:
    """Facts of Anne's, Bert's and the company's in a few weeks of 2024, each with an id."""
    made = []
    for number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(kinds))
        required, optional = _KINDS[kind]
        row = draw(st.fixed_dictionaries(required, optional=optional))
        clock = draw(st.one_of(days.map(lambda d: {"date": d}), moments.map(lambda m: {"at": m})))
        who = {} if kind == "visit" else {"employee": draw(st.sampled_from(["a", "a", "b"]))}
        made.append({"id": f"f{number:02}", "kind": kind, **who, **clock, **row})
    return made


# -- facts of any vocabulary

_texts = st.sampled_from(["", "x", "C1", "O1", "2024-06", "employment-q1", "中文"])
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": _texts,
    "number": st.sampled_from(["0", "1", "-3", "0.5", "100000", "100000.01", "9" * 30]),
    "boolean": truths,
    "date": days,
    "time": hours,
    "date and time": moments,
}


def values(kind: Type) -> st.SearchStrategy[Any]:
    """Raw values of a type, as an export would have them."""
    match kind:
        case Restricted(base=base):
            return values(base)
        case Simple(one_of=one_of) if one_of:
            return st.sampled_from(sorted(one_of))
        case Simple(name=name):
            return _VALUES.get(name, _texts)
        case ListOf(element=element):
            return st.lists(values(element), max_size=3)
        case ContextOf():
            return st.just({})
    return _texts


def _row(kind: EventKind) -> st.SearchStrategy[dict[str, Any]]:
    given = [one for one in kind.fields.values() if one.derived is None]

    def of(fields: list[Field]) -> dict[str, st.SearchStrategy[Any]]:
        return {field.name: values(field.type) for field in fields}

    return st.fixed_dictionaries(
        of([one for one in given if one.required]),
        optional=of([one for one in given if not one.required]),
    )


@st.composite
def any_facts(draw: st.DrawFn, vocabulary: Vocabulary, most: int = 25) -> list[dict[str, Any]]:
    """Facts of every kind that a vocabulary has, of three employees and the company."""
    made = []
    for number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(sorted(vocabulary.events)))
        row = draw(_row(vocabulary.events[kind]))
        clock = draw(st.one_of(days.map(lambda d: {"date": d}), moments.map(lambda m: {"at": m})))
        company = vocabulary.events[kind].company
        who = {} if company else {"employee": draw(st.sampled_from(["E1", "E2", "E3"]))}
        made.append({"id": f"f{number:02}", "kind": kind, **who, **clock, **row})
    return made


def rosters(vocabulary: Vocabulary) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Three employees, with whatever of their fields happens to be known."""
    optional = {
        field.name: values(field.type)
        for field in vocabulary.employee.values()
        if field.name not in ("id", "hired", "left")
    }
    hired = st.sampled_from(["2020-02-29", "2024-03-31", "2024-05-20", "2024-06-10"])
    left = st.sampled_from([None, "2024-06-20", "2024-07-31"])

    def row(id_: str) -> st.SearchStrategy[dict[str, Any]]:
        known = st.fixed_dictionaries({"hired": hired, "left": left}, optional=optional)
        return known.map(
            lambda fields: {"id": id_, **{k: v for k, v in fields.items() if v is not None}}
        )

    return st.tuples(row("E1"), row("E2"), row("E3")).map(list)
