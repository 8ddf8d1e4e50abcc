"""How rulings and money answer as one parameter goes from one value to another: a table and a plot."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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

_PLOT = 24

SAID: Mapping[str, Phrase] = {
    "title": Phrase("{name} 从 {first} 到 {last}", "{name} from {first} to {last}"),
    "rulings": Phrase("裁定", "rulings"),
    "undetermined": Phrase("无法判定", "undetermined"),
    "now": Phrase("← 现在的值", "← as it is"),
    "plot": Phrase(
        "裁定数 ●，净额 ○，各从最小到最大", "rulings ●, net money ○, each from least to most"
    ),
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

    @property
    def net(self) -> Decimal:
        """Payments less deductions, of all currencies together; for the plot alone."""
        signs = {"payment": 1, "deduction": -1}
        return sum((one * signs[effect] for (_, effect), one in self.money.items()), Decimal(0))


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
    """A row for each value, with a small plot beside it."""
    says = {key: phrase.say(words.language) for key, phrase in SAID.items() if key != "title"}
    kinds = sorted({key for point in points for key in point.money})
    shown = [words.value(as_json(point.value)) for point in points]
    title = SAID["title"].say(words.language, name=name, first=shown[0], last=shown[-1])
    effects = [
        f"{EFFECTS[effect].say(words.language)} {words.unit(currency)}"
        for currency, effect in kinds
    ]
    rows = [[name, says["rulings"], says["undetermined"], *effects]]
    for point, value in zip(points, shown, strict=True):
        amounts = [
            words.money(money(point.money.get(key, Decimal(0)), key[0]), None) for key in kinds
        ]
        rows.append([value, str(point.rulings), str(point.undetermined), *amounts])
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    marks = [says["plot"], *_plots(points)]
    now = ["", *(says["now"] if point.is_now else "" for point in points)]
    lines = [
        "  ".join(
            [left(row[0], widths[0])]
            + [right(cell, size) for cell, size in zip(row[1:], widths[1:], strict=True)]
            + [mark, *([here] if here else [])]
        ).rstrip()
        for row, mark, here in zip(rows, marks, now, strict=True)
    ]
    return "\n".join([title, *(f"  {line}" for line in lines)]) + "\n"


def _plots(points: Sequence[Point]) -> Iterator[str]:
    """Where between the least and the most each value's count and money lie."""
    counts = _scale(points, lambda point: Decimal(point.rulings))
    amounts = _scale(points, lambda point: point.net)
    has_money = any(point.money for point in points)
    for count, amount in zip(counts, amounts, strict=True):
        line = ["·"] * _PLOT
        if has_money:
            line[amount] = "○"
        line[count] = "◉" if has_money and count == amount else "●"
        yield "".join(line)


def _scale(points: Sequence[Point], measure: Callable[[Point], Decimal]) -> list[int]:
    values = [measure(point) for point in points]
    least, most = min(values), max(values)
    if least == most:
        return [0] * len(values)
    return [int((value - least) * (_PLOT - 1) / (most - least)) for value in values]


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
