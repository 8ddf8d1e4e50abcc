"""How rulings and money answer as one parameter goes from one value to another: a table and a plot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from clausewise.model.ruling import Answer
from clausewise.report.changes import signed
from clausewise.report.layout import left, right
from clausewise.report.lines import Line, as_json, money
from clausewise.report.phrases import EFFECTS, Phrase
from clausewise.report.words import Words
from clausewise.source.terminal import width
from clausewise.values.number import plain

COLUMNS = 80
_NARROWEST, _WIDEST = 6, 24
"""Of a bar, in columns."""

SAID: Mapping[str, Phrase] = {
    "title": Phrase("{name} 从 {first} 到 {last}", "{name} from {first} to {last}"),
    "rulings": Phrase("裁定", "rulings"),
    "undetermined": Phrase("无法判定", "undetermined"),
    "net": Phrase("净额", "net"),
    "scale": Phrase("刻度", "scale"),
    "now": Phrase("→ 现在的值", "→ as it is"),
    "changed": Phrase("* 与上一行不同", "* not as the row above"),
    "alike": Phrase("处处相同", "the same throughout"),
}


@frozen
class Point:
    """What follows from one value: how many rulings and undetermined findings, and what is owed.

    `money` is by currency and effect (payment or deduction); `is_now` where it is the value that
    holds without a sweep.
    """

    value: Any
    rulings: int
    undetermined: int
    money: Mapping[tuple[str, str], Decimal]
    is_now: bool

    def net(self, currency: str) -> Decimal:
        """Payments less deductions in that currency."""
        payments, deductions = ((currency, effect) for effect in ("payment", "deduction"))
        return self.money.get(payments, Decimal(0)) - self.money.get(deductions, Decimal(0))


def point_of(value: Any, answer: Answer, now: Any) -> Point:
    """One row of a sweep."""
    owed: dict[tuple[str, str], Decimal] = {}
    for ruling in answer.rulings:
        if signed(ruling) is not None and ruling.amount is not None:
            key = (ruling.currency or "", ruling.effect)
            owed[key] = owed.get(key, Decimal(0)) + ruling.amount
    undetermined = sum(one.status == "undetermined" for one in answer.findings)
    return Point(value, len(answer.rulings), undetermined, owed, value == now)


def sweep_text(name: str, points: Sequence[Point], words: Words) -> str:
    """A row for each value; beside each number that does not stay the same, a bar.

    The bars of one column have one scale, which holds nought and is written under them; what is
    less than nought goes to the left of it.
    """
    says = {key: phrase.say(words.language) for key, phrase in SAID.items() if key != "title"}
    shown = [words.value(as_json(point.value)) for point in points]
    title = SAID["title"].say(words.language, name=name, first=shown[0], last=shown[-1])
    series = list(_series(points, says, words))
    moving = [one for one in series if one.moves]
    first = max(map(width, (name, says["scale"], *shown)))
    bar = _bar_columns(3 + first, series)

    def line(mark: str, head: str, cells: Iterable[str]) -> str:
        return "  ".join([left(mark, 3) + left(head, first), *cells]).rstrip()

    lines = [title, line("", name, (one.heading(bar) for one in series))]
    for place, (point, value) in enumerate(zip(points, shown, strict=True)):
        changed = place > 0 and any(one.changes_at(place) for one in moving)
        mark = ("→" if point.is_now else "") + ("*" if changed else "")
        lines.append(line(mark, value, (one.cell(place, bar) for one in series)))
    if moving:
        lines.append(line("", says["scale"], (one.scale(bar) for one in series)))
    below = [says["now"]] if any(point.is_now for point in points) else []
    below.append(says["changed"] if moving else says["alike"])
    return "\n".join([*lines, "   " + "   ".join(below)]) + "\n"


@frozen
class Series:
    """One column: its numbers, and how each is written."""

    label: str
    values: Sequence[Decimal]
    written: Sequence[str]
    ends: tuple[str, str]

    @property
    def moves(self) -> bool:
        return len(set(self.values)) > 1

    def changes_at(self, place: int) -> bool:
        return self.values[place] != self.values[place - 1]

    @property
    def number_columns(self) -> int:
        return max(map(width, self.written))

    def columns(self, bar: int) -> int:
        """Of the number, a blank and the bar; at least those of the label."""
        drawn = bar + 1 if self.moves else 0
        return max(self.number_columns + drawn, width(self.label))

    def heading(self, bar: int) -> str:
        return right(self.label, self.columns(bar))

    def cell(self, place: int, bar: int) -> str:
        number = right(self.written[place], self.number_columns)
        if not self.moves:
            return right(number, self.columns(bar))
        return right(
            f"{number} {left(_bar(self.values[place], self.values, bar), bar)}", self.columns(bar)
        )

    def scale(self, bar: int) -> str:
        """What the bars begin and end with, under them; the beginning where there is room."""
        if not self.moves:
            return " " * self.columns(bar)
        low, high = self.ends
        between = bar - width(low) - width(high)
        room = self.columns(bar)
        if between < 1:
            return (
                right(f"{low}..{high}", room)
                if width(low + high) + 2 <= room
                else right(high, room)
            )
        return right(low + "─" * between + high, room)


def _series(points: Sequence[Point], says: Mapping[str, str], words: Words) -> Iterator[Series]:
    """Counts, then money by currency and effect, and what is left where there are both."""

    def counts(label: str, numbers: Sequence[int]) -> Series:
        values = [Decimal(number) for number in numbers]
        low, high = _ends(values)
        return Series(label, values, [str(number) for number in numbers], (str(low), str(high)))

    def amounts(label: str, currency: str, values: Sequence[Decimal]) -> Series:
        written, ends = (
            [words.money(money(one, currency), None) for one in some]
            for some in (values, _ends(values))
        )
        return Series(f"{label} {words.unit(currency)}", values, written, (ends[0], ends[1]))

    yield counts(says["rulings"], [point.rulings for point in points])
    yield counts(says["undetermined"], [point.undetermined for point in points])
    kinds = sorted({key for point in points for key in point.money})
    for currency, effect in kinds:
        owed = [point.money.get((currency, effect), Decimal(0)) for point in points]
        yield amounts(EFFECTS[effect].say(words.language), currency, owed)
        # Deductions come before payments.
        if effect == "payment" and (currency, "deduction") in kinds:
            yield amounts(says["net"], currency, [point.net(currency) for point in points])


def _bar_columns(used: int, series: Sequence[Series]) -> int:
    """As wide as all bars can be so that a line fits the screen."""
    for bar in range(_WIDEST, _NARROWEST, -1):
        if used + sum(2 + one.columns(bar) for one in series) <= COLUMNS:
            return bar
    return _NARROWEST


def _ends(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The least and the most, nought among them."""
    return min(Decimal(0), *values), max(Decimal(0), *values)


_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def _bar(value: Decimal, values: Sequence[Decimal], columns: int) -> str:
    """From nought to the value, on the scale of all values; what is not nought can be seen.

    >>> _bar(Decimal(2), [Decimal(2), Decimal(4)], 6)
    '███'
    """
    low, high = _ends(values)
    below = 0 if low == 0 else columns if high == 0 else _columns_below(low, high, columns)
    each = max(
        high / (columns - below) if high else Decimal(0), -low / below if below else Decimal(0)
    )
    if value < 0:
        halves = max(1, round(-value / each * 2))
        return ("▐" * (halves % 2) + "█" * (halves // 2)).rjust(below)
    eighths = max(1, round(value / each * 8)) if value else 0
    return " " * below + "█" * (eighths // 8) + _EIGHTHS[eighths % 8]


def _columns_below(low: Decimal, high: Decimal, columns: int) -> int:
    """How many of the columns are for what is below nought: one at least on each side."""
    return min(columns - 1, max(1, round(-low * columns / (high - low))))


def sweep_line(name: str, points: Sequence[Point]) -> Line:
    """The same as a JSON object."""
    return {
        "parameter": name,
        "points": [
            {
                "value": as_json(point.value),
                "now": point.is_now,
                "rulings": point.rulings,
                "undetermined": point.undetermined,
                "money": [
                    {"currency": currency, "effect": effect, "amount": plain(amount)}
                    for (currency, effect), amount in sorted(point.money.items())
                ],
            }
            for point in points
        ],
    }
