"""Expectations held against rulings and findings: any subset of fields, numbers by value."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from clausewise.intake.typed import Fault, typed
from clausewise.model.ruling import Finding, Ruling
from clausewise.model.vocabulary import Vocabulary
from clausewise.source.yaml_reader import Fields, plain
from clausewise.values.temporal import Date, DateTime
from clausewise.values.types import DATE, DATE_TIME, NUMBER, Type

# Fields of every ruling and finding, with the type an expectation's value is read by.
_OWN: Mapping[str, Type | None] = {
    **dict.fromkeys(
        ("status", "id", "rule", "handbook", "outcome", "effect", "employee", "period", "currency")
    ),
    "date": DATE,
    "amount": NUMBER,
}
_SETS = ("clause", "missing")


def matches(
    expected: Fields, answer: Ruling | Finding, vocabulary: Vocabulary, zone: ZoneInfo
) -> bool:
    """Whether every field the expectation names is so."""
    wanted = plain(expected)
    assert isinstance(wanted, dict)
    return all(_is_so(name, value, answer, vocabulary, zone) for name, value in wanted.items())


def _is_so(
    name: str, wanted: Any, answer: Ruling | Finding, vocabulary: Vocabulary, zone: ZoneInfo
) -> bool:
    if name in _SETS:
        names = wanted if isinstance(wanted, list) else [wanted]
        return set(map(str, names)) <= set(getattr(answer, name, ()))
    if name in _OWN:
        found = getattr(answer, name, None)
        return _equal(wanted, found, _OWN[name], zone)
    if name == "due" and isinstance(answer, Finding):
        return _equal(wanted, answer.due, None, zone)
    if name == "by" and isinstance(answer, Finding):
        return _within(wanted, answer.by)
    if name == "note":
        return isinstance(answer, Ruling) and _within(wanted, answer.note)
    if isinstance(answer, Finding):
        return False
    field = vocabulary.outcomes[answer.outcome].fields.get(name)
    return _equal(wanted, answer.fields.get(name), field.type if field else None, zone)


def _equal(wanted: Any, found: Any, kind: Type | None, zone: ZoneInfo) -> bool:
    if wanted is None or found is None:
        return wanted is None and found is None
    if kind is None:
        kind = _type_of(found)
    if kind is not None:
        value = typed(wanted, kind, zone)
        return not isinstance(value, Fault) and bool(value == found)
    return str(wanted) == str(found)


def _type_of(found: Any) -> Type | None:
    """The type to read an expectation by, where the vocabulary gives none."""
    if isinstance(found, Decimal):
        return NUMBER
    if isinstance(found, Date):
        return DATE
    return DATE_TIME if isinstance(found, DateTime) else None


def _within(wanted: Any, found: Any) -> bool:
    """A context holds every key that is wanted of it; anything else is compared as text."""
    if isinstance(wanted, dict):
        return isinstance(found, Mapping) and all(
            key in found and _within(value, found[key]) for key, value in wanted.items()
        )
    if isinstance(found, Mapping):
        return any(_within(wanted, part) for part in found.values())
    if isinstance(found, list | tuple):
        return wanted == list(found) or str(wanted) in map(str, found)
    return str(wanted) == str(found)


def paired(
    expected: Sequence[Fields],
    answers: Sequence[Ruling],
    vocabulary: Vocabulary,
    zone: ZoneInfo,
) -> tuple[list[Fields], list[Ruling]]:
    """The expectations that no ruling meets, and the rulings that nobody expected.

    Each ruling meets one expectation at most; of all ways to pair them, one with the most pairs.
    """
    fits = [
        [place for place, one in enumerate(answers) if matches(wanted, one, vocabulary, zone)]
        for wanted in expected
    ]
    taken: dict[int, int] = {}

    def place(wanted: int, tried: set[int]) -> bool:
        for ruling in fits[wanted]:
            if ruling not in tried:
                tried.add(ruling)
                if ruling not in taken or place(taken[ruling], tried):
                    taken[ruling] = wanted
                    return True
        return False

    unmet = [expected[wanted] for wanted in range(len(expected)) if not place(wanted, set())]
    return unmet, [one for at, one in enumerate(answers) if at not in taken]
