"""Months that differ a little from those of the tests: what a test did not think of, tried by chance."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from clausewise.model.vocabulary import Field, Vocabulary
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, Node, Scalar, read_yaml
from clausewise.testing.cases import Case
from clausewise.values.temporal import Date
from clausewise.values.types import BOOLEAN
from tests.mutations.written import Written, words_of

_CLOCK = re.compile(r"(\d\d):(\d\d)")
_HOUR = re.compile(r"\b\d\d:\d\d\b")


@frozen
class Marks:
    """Numbers and hours of the company's: facts just at them tell `<` from `<=`."""

    numbers: tuple[Decimal, ...]
    hours: tuple[str, ...]

    @staticmethod
    def of(files: Sequence[Written]) -> "Marks":
        return Marks(tuple(_numbers(files)), tuple(sorted(_hours(files))))


def _numbers(files: Sequence[Written]) -> Iterator[Decimal]:
    for file in files:
        for pattern in (
            ("parameters", "*", "value"),
            ("parameters", "*"),
            ("brackets", "*", "bands", "*", "up_to"),
        ):
            for spot in file.at(*pattern):
                if isinstance(spot.value, Scalar) and isinstance(spot.value.value, Decimal):
                    yield spot.value.value


def _hours(files: Sequence[Written]) -> set[str]:
    found: set[str] = set()
    for file in files:
        for spot in (*file.at("parameters", "*", "value"), *file.at("timetable", "*", "shifts")):
            found.update(_HOUR.findall(spot.value.span.text))
    return found


def changed_month(case: Case, vocabulary: Vocabulary, marks: Marks, dice: random.Random) -> Case:
    """The case with one to three of its facts changed in one field, left out, or doubled; in one
    month of eight besides with feeds of which nothing is known to be complete."""
    events = [(place, dict(row)) for place, row in case.events]
    employees = [(place, dict(row)) for place, row in case.employees]
    for _ in range(dice.randint(1, 3)):
        way = dice.randrange(10)
        if way == 0 and events:
            events.pop(dice.randrange(len(events)))
        elif way == 1 and events:
            place, row = dice.choice(events)
            again = {key: value for key, value in row.items() if key != "id"}
            name = "date" if "date" in again else "at"
            if name in again:
                again[name] = _other(again[name], (), marks, dice)
            events.append((place, again))
        elif way == 2 and employees:
            _, row = dice.choice(employees)
            _change_a_field(row, vocabulary.employee, marks, dice)
        elif events:
            _, row = dice.choice(events)
            kind = vocabulary.events.get(str(row.get("kind")))
            if kind is not None:
                _change_a_field(row, kind.fields, marks, dice)
    complete = _NOTHING if case.complete is not None and dice.random() < 0.125 else case.complete
    return evolve(case, employees=tuple(employees), events=tuple(events), complete=complete)


def _nothing() -> Node:
    root, _ = read_yaml(Source("<nothing>", "complete: []"))
    assert isinstance(root, Fields)
    node = root.get("complete")
    assert node is not None
    return node


_NOTHING = _nothing()


def _change_a_field(
    row: dict[str, Any], fields: Mapping[str, Field], marks: Marks, dice: random.Random
) -> None:
    """One field with another value; one that may be missing left out, or filled in."""
    absent = [one for one in fields.values() if one.optional and one.name not in row]
    filled = [one for one in absent if one.type == BOOLEAN or words_of(one.type)]
    present = [key for key in row if key not in ("id", "kind", "employee")]
    if filled and (not present or dice.random() < 0.15):
        field = dice.choice(filled)
        row[field.name] = dice.choice(words_of(field.type) or (True, False))
    elif present:
        name = dice.choice(present)
        known = fields.get(name)
        if known is not None and known.optional and dice.random() < 0.2:
            row.pop(name)
        else:
            words = () if known is None else words_of(known.type)
            row[name] = _other(row[name], words, marks, dice)


def _other(value: Any, words: Sequence[str], marks: Marks, dice: random.Random) -> Any:
    """Another value of the same sort, near the one given or at a number of the company's."""
    match value:
        case bool():
            return not value
        case Decimal():
            near = [value + 1, value - 1, value + Decimal("0.01"), value - Decimal("0.01")]
            near += [value * 2, Decimal(0)]
            at = [one + step for one in marks.numbers for step in (0, 1, Decimal("0.01"))]
            return dice.choice(near if not at or dice.random() < 0.5 else at)
        case list():
            return value[:-1]
        case str() if words:
            return dice.choice([*words])
        case str():
            return _other_text(value, marks, dice)
    return value


def _other_text(text: str, marks: Marks, dice: random.Random) -> str:
    """A day or a moment a little earlier or later, or at an hour of the company's; any other text
    with a letter more."""
    moved = Date.parse(text[:10])
    if _CLOCK.search(text) and (moved is None or dice.random() < 0.6):
        if marks.hours and dice.random() < 0.4:
            return _CLOCK.sub(dice.choice(marks.hours), text, count=1)
        minutes = dice.choice((-60, -1, 1, 30, 240))
        return _CLOCK.sub(lambda clock: _later(clock, minutes), text, count=1)
    days = dice.choice((-30, -7, -3, -1, 1, 2, 3, 7, 30))
    return text + "x" if moved is None else str(Date(moved.ordinal + days)) + text[10:]


def _later(clock: re.Match[str], minutes: int) -> str:
    whole = (int(clock[1]) * 60 + int(clock[2]) + minutes) % (24 * 60)
    return f"{whole // 60:02}:{whole % 60:02}"
