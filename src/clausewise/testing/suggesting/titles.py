"""The title of a proposed case: what it shows, with the value beside its bound."""

from collections.abc import Mapping

from clausewise.plan.plan import Plan
from clausewise.report.phrases import Phrase
from clausewise.report.words import Words
from clausewise.testing.coverage import Item
from clausewise.testing.suggesting.aims import Measure
from clausewise.values.temporal import Date, DateTime, Time
from clausewise.values.text import feel_text

_TITLES: Mapping[str, Phrase] = {
    "below": Phrase("{rule}：{name} 是 {value}，低于{bound}", "{rule}: {name} is {value}, below {bound}"),
    "below exact": Phrase(
        "{rule}：{name} 是 {value}，刚好低于{bound}", "{rule}: {name} is {value}, just below {bound}"
    ),
    "at": Phrase("{rule}：{name} 是 {value}，正好等于{bound}", "{rule}: {name} is {value}, right at {bound}"),
    "above": Phrase("{rule}：{name} 是 {value}，高于{bound}", "{rule}: {name} is {value}, above {bound}"),
    "above exact": Phrase(
        "{rule}：{name} 是 {value}，刚好高于{bound}", "{rule}: {name} is {value}, just above {bound}"
    ),
    "below moment": Phrase(
        "{rule}：{name} 是 {value}，早于{bound}", "{rule}: {name} is {value}, before {bound}"
    ),
    "below moment exact": Phrase(
        "{rule}：{name} 是 {value}，刚好早于{bound}",
        "{rule}: {name} is {value}, just before {bound}",
    ),
    "above moment": Phrase(
        "{rule}：{name} 是 {value}，晚于{bound}", "{rule}: {name} is {value}, after {bound}"
    ),
    "above moment exact": Phrase(
        "{rule}：{name} 是 {value}，刚好晚于{bound}", "{rule}: {name} is {value}, just after {bound}"
    ),
    "at equality": Phrase("{rule}：{name} 是 {value}，与{bound}相同", "{rule}: {name} is {value}, as {bound} is"),
    "off equality": Phrase(
        "{rule}：{name} 是 {value}，不是{bound}", "{rule}: {name} is {value}, not {bound}"
    ),
    "rule": Phrase("{rule}：成立", "{rule}: it applies"),
    "outcome": Phrase("{rule}：得出{name}", "{rule}: {name} follows"),
    "exception": Phrase("{rule}：属于例外（{name}）", "{rule}: an exception applies ({name})"),
    "step": Phrase("{rule}：到“{name}”这一步", "{rule}: the step {name}"),
    "row": Phrase("决策表 {rule}：第 {name} 行", "the table {rule}: row {name}"),
    "band": Phrase("分档 {rule}：第 {name} 档", "the brackets {rule}: band {name}"),
    "bound of band": Phrase(
        "分档 {rule}：{value}，正好是第 {name} 档的上限",
        "the brackets {rule}: {value}, right at the upper bound of band {name}",
    ),
    "bound": Phrase(" {text}（{value}）", "{text} ({value})"),
    "literal": Phrase(" {text} ", "{text}"),
}  # fmt: skip
_MOMENTS = (Date, DateTime, Time)


def title_of(item: Item, measure: Measure, plan: Plan, words: Words) -> str:
    """The title of a case that shows an item: the rule, and the value beside its bound."""
    language = words.language
    rule = next((one for one in plan.rules if one.id == item.owner), None)
    owner = item.owner if rule is None else words.of_labels(rule.title, rule.id)
    if item.part != "threshold":
        return _TITLES[item.part].say(language, rule=owner, name=_name_of(item, words))
    stand = measure.stand
    if item.threshold is None or stand is None:
        value = "" if stand is None else _shown(stand.value)
        return _TITLES["bound of band"].say(
            language, rule=owner, name=str(item.key[1] + 1), value=value
        )
    way = str(item.side)
    if "off" in item.threshold.sides:
        way += " equality"
    elif way != "at":
        way += " moment" if isinstance(stand.limit, _MOMENTS) else ""
        way += " exact" if measure.exact else ""
    limit, text = _shown(stand.limit), item.threshold.bound
    same = limit.strip('"') == text.strip('"')
    bound = _TITLES["literal" if same else "bound"].say(language, text=text, value=limit)
    if language == "zh":
        bound = bound if way.endswith("equality") or not same else bound.rstrip()
    name = item.threshold.value
    return _TITLES[way].say(language, rule=owner, name=name, value=_shown(stand.value), bound=bound)


def _name_of(item: Item, words: Words) -> str:
    match item.part:
        case "outcome":
            return words.outcome(item.key[-1])
        case "step":
            return str(item.key[-1])
        case "row" | "band":
            return str(item.key[-1] + 1)
    return item.name.partition(": ")[2]


def _shown(value: object) -> str:
    """A value without the marks of FEEL, so that a reader sees 10:00 and approved."""
    text = ", ".join(map(_shown, value)) if isinstance(value, tuple) else feel_text(value)
    return text.removeprefix('@"').removesuffix('"').removeprefix('"')
