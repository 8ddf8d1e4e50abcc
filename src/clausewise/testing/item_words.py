"""The things that tests should exercise, put into words."""

from collections.abc import Iterable, Mapping

from clausewise.report.phrases import Phrase
from clausewise.source.diagnostic import Language
from clausewise.source.span import Span
from clausewise.testing.coverage import Item, Part

PARTS: Mapping[Part, Phrase] = {
    "rule": Phrase("规则", "rules"),
    "outcome": Phrase("处理", "outcomes"),
    "exception": Phrase("例外", "exceptions"),
    "step": Phrase("阶梯", "ladder steps"),
    "row": Phrase("决策表的行", "table rows"),
    "band": Phrase("分档", "bands"),
    "threshold": Phrase("界限的各侧", "sides of thresholds"),
}
SIDES: Mapping[str, Phrase] = {
    "below": Phrase("低于", "below"),
    "at": Phrase("正好等于", "at it"),
    "above": Phrase("高于", "above"),
    "at equality": Phrase("相同", "the same"),
    "off equality": Phrase("不相同", "not the same"),
    "below moment": Phrase("更早", "earlier"),
    "above moment": Phrase("更晚", "later"),
}


def place_of(item: Item) -> Span:
    """Where an item stands; of what nobody wrote, where that stands which it is for."""
    return item.span.source.stands_at or item.span


def side_word(item: Item, language: Language) -> str:
    """`at it`, `below`: the side of a threshold; empty for any other item."""
    if item.side is None:
        return ""
    equality = item.threshold is not None and "off" in item.threshold.sides
    return SIDES[f"{item.side} equality" if equality else item.side].say(language)


def told(item: Item, language: Language) -> str:
    """An item in one line: its name, and of a threshold the side."""
    side = side_word(item, language)
    return f"{item.name} — {side}" if side else item.name


def counts(items: Iterable[Item], language: Language) -> str:
    """`rules 12/12, exceptions 4/5`, by part, in the order in which parts first come."""
    of: dict[Part, list[bool]] = {}
    for item in items:
        of.setdefault(item.part, []).append(item.exercised)
    return ", ".join(
        f"{PARTS[part].say(language)} {sum(done)}/{len(done)}" for part, done in of.items()
    )
