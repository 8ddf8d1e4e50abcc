"""What handbook 22 says of half a year of real clockings, worked out in plain Python.

Written from the clauses, without the engine, so that the two can be held against each other.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

FIRST, LAST = date(2015, 1, 1), date(2015, 6, 30)
LATEST_START = timedelta(hours=10)  # 22.1.1a
IN_A_ROW, IN_A_MONTH = 3, 5  # 22.1.2d
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Clockings:
    """The feed as it was recorded: when each employee came in on each day that they did."""

    arrivals: Mapping[tuple[str, date], timedelta]
    holidays: tuple[date, ...]
    """Weekdays on which nobody at all clocked in."""

    def workdays(self) -> Iterator[date]:
        for day in _weekdays():
            if day not in self.holidays:
                yield day


@dataclass(frozen=True)
class Person:
    """What the roster says: since when the employee is there, and the wage of a day."""

    hired: date
    daily_wage: Decimal


@dataclass(frozen=True)
class Outcomes:
    """Everything that follows, as sets that can be compared whole."""

    late: frozenset[tuple[str, str, int]]
    """Employee, day, whole minutes after ten."""
    absent: frozenset[tuple[str, str]]
    deducted: frozenset[tuple[str, str, Decimal]]
    resigned: frozenset[tuple[str, str, str]]
    """Employee, the day that decided it, consecutive or monthly_total."""


def read_clockings(path: Path) -> Clockings:
    """The feed of one JSON object a line."""
    arrivals: dict[tuple[str, date], timedelta] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            clock = datetime.strptime(row["check_in"], "%H:%M")
            key = (row["employee"], date.fromisoformat(row["date"]))
            arrivals[key] = timedelta(hours=clock.hour, minutes=clock.minute)
    present = {day for _, day in arrivals}
    return Clockings(arrivals, tuple(day for day in _weekdays() if day not in present))


def read_people(path: Path) -> dict[str, Person]:
    """The roster, by employee."""
    with path.open(encoding="utf-8", newline="") as rows:
        return {
            row["id"]: Person(date.fromisoformat(row["hired"]), Decimal(row["daily_wage"]))
            for row in csv.DictReader(rows)
        }


def outcomes_of(clockings: Clockings, people: Mapping[str, Person]) -> Outcomes:
    """What follows from the clockings for everybody on the roster."""
    late: set[tuple[str, str, int]] = set()
    absent: set[tuple[str, str]] = set()
    deducted: set[tuple[str, str, Decimal]] = set()
    resigned: set[tuple[str, str, str]] = set()
    workdays = list(clockings.workdays())
    for name, person in people.items():
        expected = [day for day in workdays if day >= person.hired]
        away = [day for day in expected if (name, day) not in clockings.arrivals]
        for day in away:
            absent.add((name, day.isoformat()))
            wage = person.daily_wage.quantize(CENT, ROUND_HALF_UP)
            deducted.add((name, day.isoformat(), wage))
        for day in expected:
            over = clockings.arrivals.get((name, day), timedelta()) - LATEST_START
            if over > timedelta():
                late.add((name, day.isoformat(), over // timedelta(minutes=1)))
        decided = _resignation(expected, away)
        if decided is not None:
            resigned.add((name, decided[0].isoformat(), decided[1]))
    return Outcomes(frozenset(late), frozenset(absent), frozenset(deducted), frozenset(resigned))


def _resignation(expected: Iterable[date], away: list[date]) -> tuple[date, str] | None:
    """The first day on which either count is full; a day worked ends a run."""
    run = 0
    in_month: dict[tuple[int, int], int] = {}
    for day in expected:
        if day not in away:
            run = 0
            continue
        run += 1
        month = (day.year, day.month)
        in_month[month] = in_month.get(month, 0) + 1
        if run >= IN_A_ROW:
            return day, "consecutive"
        if in_month[month] >= IN_A_MONTH:
            return day, "monthly_total"
    return None


def _weekdays() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)
