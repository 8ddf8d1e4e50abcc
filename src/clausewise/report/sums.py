"""The steps of an answer as a person reads sums: in labels, in numbers, and what comes out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from clausewise.feel import syntax as s
from clausewise.feel.core import Core, Name
from clausewise.feel.environment import POLICY_FUNCTIONS, Environment
from clausewise.feel.parser import parse
from clausewise.model.policy import Parameter
from clausewise.model.vocabulary import Field
from clausewise.plan.plan import OutcomePlan, RulePlan, TextPlan, WordsPlan
from clausewise.report.words import Words
from clausewise.source.diagnostic import Language
from clausewise.source.span import Passage
from clausewise.values.number import parse_number
from clausewise.values.temporal import Date, DateTime, Time, parse_duration
from clausewise.values.types import Simple

_OPEN = Environment(functions=POLICY_FUNCTIONS, closed=False)


def cores_of(outcome: OutcomePlan) -> dict[str, Core]:
    """The expressions of an outcome, by the field they fill; its amount is one."""
    own = {} if outcome.amount is None else {"amount": outcome.amount}
    fields = {
        name: plan for name, plan, _ in outcome.fields if not isinstance(plan, TextPlan | WordsPlan)
    }
    return {**own, **fields}


@frozen
class Step:
    """An expression as written and with its values filled in (the same where nothing could be)."""

    written: str
    filled: str
    value: Any

    @property
    def worked(self) -> bool:
        return self.written != self.filled

    @property
    def is_a_sum(self) -> bool:
        """Whether it can be followed with a pencil: no choices, loops or filters inside."""
        found = syntax_of(self.written)
        return found is not None and not any(isinstance(node, _INVOLVED) for node in _all(found))


_INVOLVED = (s.Choice, s.ForEach, s.Quantified, s.Filter, s.Function, s.Context)


def _all(node: s.Syntax) -> Iterator[s.Syntax]:
    yield node
    for part in s.parts(node):
        yield from _all(part)


def steps_of(because: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps of a line's `because`: what stands at one place of the policies is one step."""
    found: dict[str, Step] = {}
    for one in because.get("steps", ()):
        first = found.get(one["at"])
        written = one["expression"] if first is None else first.written
        found[one["at"]] = Step(written, one["expression"], one["value"])
    return tuple(found.values())


def step_of(core: Core, steps: Sequence[Step]) -> Step | None:
    """The step of one expression of a rule."""
    written = " ".join(core.span.text.split())
    return next((step for step in steps if step.written == written), None)


def syntax_of(text: str) -> s.Syntax | None:
    """The expression read, whatever its names; None where it cannot be."""
    found, told = parse(Passage.of(text), _OPEN)
    return None if told else found


@frozen
class Reader:
    """How expressions of one rule are read out: names by their labels, operators as in sums.

    `fills`: of the rule's own names, those that fill a field of an outcome, with that field.
    """

    words: Words
    handbook: str
    rule: RulePlan | None
    fills: Mapping[str, tuple[str, str]] = field(factory=dict)

    @classmethod
    def of(cls, words: Words, handbook: str, rule: RulePlan | None) -> "Reader":
        fills: dict[str, tuple[str, str]] = {}
        for outcome in () if rule is None else rule.outcomes:
            for name, core in cores_of(outcome).items():
                if isinstance(core, Name) and rule is not None and core.name in rule.lets:
                    fills.setdefault(core.name, (outcome.kind, name))
        return cls(words, handbook, rule, fills)

    def read(self, text: str) -> str:
        """`employee.daily_wage * away` as `daily wage × away`; a text that cannot be read, as it is."""
        found = syntax_of(text)
        if found is None:
            return text
        told, position = "", 0
        for start, end, label in sorted(self._labels(found)):
            if start >= position:
                told += _signs(text[position:start]) + label
                position = end
        return told + _signs(text[position:])

    def name(self, node: s.Syntax, text: str) -> str:
        """What a part of an expression is called: its label, or its text in quotation marks."""
        if isinstance(node, s.Name) and node.name in self.fills:
            kind, own = self.fills[node.name]
            label, of = self.words.field(kind, own), self.words.outcome(kind)
            return f"{of}{label}" if self.words.language == "zh" else f"{label} of {of}"
        match node:
            case s.Call(function=s.Name("count"), arguments=[s.Argument(value=counted)]):
                listed = self.label(counted)
                if listed is not None:
                    zh = self.words.language == "zh"
                    return f"{listed}的次数" if zh else f"the number of {listed}"
        said = self.label(node)
        if said is not None:
            return said
        told = self.read(text[node.start : node.end])
        return f"“{told}”" if self.words.language == "zh" else f"'{told}'"

    def label(self, node: s.Syntax) -> str | None:
        match node:
            case s.AtLiteral(text):
                return self.words.value(text)
            case s.Name(name):
                if name in self.fills:
                    return self.words.field(*self.fills[name])
                for read in () if self.rule is None else self.rule.reads:
                    if read.name == name:
                        return self.words.listed(map(self.words.kind, read.kinds))
                parameter = self.words.parameter(self.handbook, name)
                labels = None if parameter is None else parameter.labels
                return self.words.of_labels(labels) or None
            case s.Path(base=s.Name(holder), name=own):
                return self._field(holder, own)
        return None

    def own_name(self, name: str) -> str:
        """A name of the rule: the label of the field that it fills, or the name."""
        return self.words.field(*self.fills[name]) if name in self.fills else name

    def unit(self, node: s.Syntax) -> str | None:
        """The unit of a field, of a parameter, or of the field that a name fills."""
        found: Field | Parameter | None = None
        match node:
            case s.Name(name) if name in self.fills:
                found = self.words.field_of(*self.fills[name])
            case s.Name(name):
                found = self.words.parameter(self.handbook, name)
            case s.Path(base=s.Name(holder), name=own):
                found = self.words.field_of(holder, own)
        return found.type.unit if found is not None and isinstance(found.type, Simple) else None

    def _field(self, holder: str, name: str) -> str | None:
        """The label of a field of a fact, of the employee, or of the facts in a list."""
        kinds: list[str] = [holder]
        if self.rule is not None:
            named = [kind for read in self.rule.reads if read.name == holder for kind in read.kinds]
            kinds += named or sorted(self.rule.kinds_read)
        words = self.words
        for kind in kinds:
            if words.field_of(kind, name) is not None:
                return words.field(kind, name)
        # What every fact has, such as its date, is told with the kind.
        label = words.field(holder, name)
        own = next((kind for kind in kinds if words.kind(kind) != kind), None)
        if own is None:
            return None if label == name else label
        if label == name and words.language == "zh":
            return None
        return (
            f"{words.kind(own)}{label}"
            if words.language == "zh"
            else f"{label} of {words.kind(own)}"
        )

    def _labels(self, node: s.Syntax) -> Iterator[tuple[int, int, str]]:
        label = self.label(node)
        if label is not None:
            yield node.start, node.end, label
            return
        if isinstance(node, s.Call) and isinstance(node.function, s.Name):
            said = _FUNCTIONS.get(node.function.name, {}).get(self.words.language)
            if said is not None:
                yield node.function.start, node.function.end, said
        for part in s.parts(node):
            yield from self._labels(part)


_FUNCTIONS: Mapping[str, Mapping[Language, str]] = {
    "round half up": {"zh": "四舍五入", "en": "round"},
    "floor": {"zh": "向下取整", "en": "round down"},
    "ceiling": {"zh": "向上取整", "en": "round up"},
    "minutes": {"zh": "分钟数"},
    "hours": {"zh": "小时数"},
    "total": {"zh": "合计"},
    "sum": {"zh": "合计"},
    "count": {"zh": "个数"},
    "run ending": {"zh": "到当天为止的连续工作日数", "en": "run of workdays ending"},
    "min": {"zh": "最小"},
    "max": {"zh": "最大"},
}
"""What functions are called in a sum; the others keep their names."""

_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")')


def _signs(text: str) -> str:
    """Times and divided by as in sums, outside of quoted texts."""
    parts = _QUOTED.split(text)
    parts[::2] = [part.replace(" * ", " × ").replace(" / ", " ÷ ") for part in parts[::2]]
    return "".join(parts)


def same_value(one: Any, other: Any) -> bool:
    """Whether two values of a line are the same, numbers by what they count."""
    first, second = typed_value(one), typed_value(other)
    return bool(one == other if first is None or second is None else first == second)


def typed_value(value: Any) -> Any:
    """The number, day, time or length that a text of a line stands for; None for other values."""
    if not isinstance(value, str):
        return None
    for read in (parse_number, DateTime.parse, Date.parse, Time.parse, parse_duration):
        found = read(value)
        if found is not None:
            return found
    return None
