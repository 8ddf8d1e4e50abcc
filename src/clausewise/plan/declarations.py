"""Faults of types and units, shown beside the parameters that they may come from.

parameters:
  longest: {type: number, unit: minutes, value: 3}     # see also: minutes
rules:
  … when: leave.days > longest                         # CW316: days and minutes
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from clausewise.model.policy import Parameter, Policy, Rule
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span

_OF_TYPES = frozenset(
    {
        "CW307", "CW308", "CW310", "CW311", "CW312", "CW314", "CW315", "CW318", "CW320", "CW324",
        "CW327", "CW328", "CW330",
    }
)  # fmt: skip
_OF_UNITS = frozenset({"CW316"})
_NAME = re.compile(r"[^\W\d]\w*")


def with_declarations(
    told: Iterable[Diagnostic], policies: Sequence[Policy]
) -> Iterator[Diagnostic]:
    """Each as it is; one about types or units with what declares those of the parameters that its
    expression reads, by way of definitions and of the rule's own names too."""
    parameters = {
        key: one for policy in policies for one in policy.parameters for key in _keys(one)
    }
    texts = {one.name: one.expression.text for policy in policies for one in policy.definitions}
    rules = [rule for policy in policies for rule in policy.rules]
    for one in told:
        seen = {**texts, **_own_texts(one.span, rules)}
        if one.code in _OF_TYPES:
            read = _read(one.span.text, parameters, seen)
            yield _beside(one, [parameter.type_span for parameter in read])
        elif one.code in _OF_UNITS:
            read = _read(one.span.text, parameters, seen)
            yield _beside(one, [parameter.unit_span for parameter in read])
        else:
            yield one


def _beside(one: Diagnostic, places: Iterable[Span | None]) -> Diagnostic:
    related = (*one.related, *(place for place in places if place is not None))
    return evolve(one, related=tuple(dict.fromkeys(related)))


def _keys(parameter: Parameter) -> Iterator[str]:
    """The name and the Chinese label: either may stand in an expression."""
    yield parameter.name
    if "zh" in parameter.labels:
        yield parameter.labels["zh"]


def _own_texts(place: Span, rules: Sequence[Rule]) -> Mapping[str, str]:
    """What the names are that a rule gives itself: the rule in which the place lies."""
    above = [r for r in rules if r.span.source == place.source and r.span.start <= place.start]
    if not above:
        return {}
    rule = max(above, key=lambda one: one.span.start)
    return {name: passage.text for name, passage in (*rule.each, *rule.lets)}


def _read(
    text: str, parameters: Mapping[str, Parameter], texts: Mapping[str, str]
) -> list[Parameter]:
    """The parameters that an expression names, or that what it names is made of; each once."""
    found: dict[str, Parameter] = {}
    waiting, seen = [text], set[str]()
    while waiting:
        for name in _NAME.findall(waiting.pop()):
            if name in parameters:
                found.setdefault(parameters[name].name, parameters[name])
            elif name in texts and name not in seen:
                seen.add(name)
                waiting.append(texts[name])
    return list(found.values())
