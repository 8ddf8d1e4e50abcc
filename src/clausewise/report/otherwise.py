"""What would have changed an outcome: for each comparison it hangs on, the value it turns at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from clausewise.feel import syntax as s
from clausewise.feel.environment import Environment
from clausewise.feel.interpret import value_of
from clausewise.feel.read import read_expression
from clausewise.report.phrases import TURNS
from clausewise.report.sums import Reader, Step, step_of, syntax_of, typed_value
from clausewise.source.span import Passage
from clausewise.values.number import Decimal, plain
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

_NOTHING = Environment.of_policy({})
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_ORDERED = (Decimal, Date, DateTime, Time, DaysDuration, MonthsDuration)
_MOMENTS = (Date, DateTime, Time)


@frozen
class Turn:
    """A comparison that would have gone the other way: `name` had to be `operator` `bound`.

    The operator `some`: there had to be one of what `name` says.

    `value` is what it was, None where that was not one value; `unit` that of numbers.
    """

    name: str
    operator: str
    bound: Any
    value: Any = None
    unit: str | None = None
    also: str | None = None
    """Another condition that would have had to fail with it."""

    def said(self, reader: Reader) -> str:
        """In words, with the value it was and how far it was off."""
        words = reader.words
        of_time = isinstance(self.bound, _MOMENTS)
        if self.operator == "some":
            return TURNS["some"].say(words.language, name=self.name)
        phrase = TURNS[f"{self.operator} {'moment' if of_time else 'amount'}"]
        said = phrase.say(words.language, name=self.name, bound=self._shown(self.bound, reader))
        if self.also is not None:
            said += TURNS["also"].say(words.language, other=self.also)
        if self.value is None:
            return said
        off = self._off(reader)
        was = TURNS["was" if off is None else "was_off"]
        blanks = {"value": self._shown(self.value, reader)}
        return said + was.say(words.language, **blanks, **({} if off is None else {"off": off}))

    def _shown(self, value: Any, reader: Reader) -> str:
        text = plain(value) if isinstance(value, Decimal) else str(value)
        return reader.words.value(text, self.unit)

    def _off(self, reader: Reader) -> str | None:
        """The distance; None where the two are of different sorts, or it is nothing."""
        one, other = self.value, self.bound
        if one.__class__ is not other.__class__ or one == other:
            return None
        if isinstance(one, Decimal):
            return self._shown(abs(one - other), reader)
        if isinstance(one, Date):
            return reader.words.length(DaysDuration.of(days=abs(one.ordinal - other.ordinal)))
        if isinstance(one, DateTime | Time):
            return reader.words.length(DaysDuration(abs(one.moment - other.moment)))
        return reader.words.length(one.__class__(abs(one.amount - other.amount)))


def turns_of(steps: Sequence[Step], reader: Reader, because: Mapping[str, Any]) -> list[Turn]:
    """The turns of all conditions that held, each once.

    Where the rule is at hand its conditions are known; else they are the steps that are true.
    A comparison in `every … satisfies` has no one value: what the outcome was worked out from
    gives it, where that was measured from the same bound.
    """
    parameters, values = because.get("parameters", {}), because.get("values", {})
    search = _Search(steps, reader, frozenset(parameters), {**values, **parameters})
    rule = reader.rule
    if rule is None:
        held = [step for step in steps if step.value is True]
    else:
        asked = [step_of(condition.core, steps) for condition in rule.when]
        held = [step for step in asked if step is not None]
    found = [turn for step in held for turn in search.of_step(step)]
    measured = [turn for step in steps for turn in search.measured(step)]
    for at, turn in enumerate(found):
        if turn.value is None:
            same = [one for one in measured if one.bound == turn.bound]
            found[at] = evolve(turn, value=same[0].value) if same else turn
    return list(dict.fromkeys(found or measured))


@frozen
class _Search:
    """Looks through the steps of one answer."""

    steps: Sequence[Step]
    reader: Reader
    parameters: frozenset[str]
    named: Mapping[str, Any]

    def of_step(self, step: Step) -> Iterator[Turn]:
        written, filled = syntax_of(step.written), syntax_of(step.filled)
        if written is not None and filled is not None:
            yield from self.inside(step, written, filled)

    def inside(self, step: Step, written: s.Syntax, filled: s.Syntax) -> Iterator[Turn]:
        """Turns of a part that is true."""
        match written, filled:
            case s.Binary(operator="and"), s.Binary(operator="and"):
                yield from self.inside(step, written.left, filled.left)
                yield from self.inside(step, written.right, filled.right)
            case s.Binary(operator="or"), s.Binary(operator="or"):
                yield from self.either(step, written, filled)
            case s.Binary(), s.Binary() if written.operator in _OPPOSITE:
                yield from self.comparison(step, written, filled)
            case s.Quantified(quantifier="every", condition=s.Binary() as inner), _:
                yield from self.of_elements(step, inner)
            case s.Name(name), _:
                rule = self.reader.rule
                if rule is not None and name in rule.lets:
                    own = step_of(rule.lets[name], self.steps)
                    if own is not None and own.value is True:
                        yield from self.of_step(own)

    def either(self, step: Step, written: s.Binary, filled: s.Binary) -> Iterator[Turn]:
        """Of two alternatives the one that holds; what was not asked any more is named beside it.

        Where both are known to hold, neither alone would turn it.
        """
        sides = ((written.left, filled.left), (written.right, filled.right))
        truths = [constant(step.filled[other.start : other.end]) for _, other in sides]
        match truths:
            case [False, _]:
                yield from self.inside(step, *sides[1])
            case [_, False]:
                yield from self.inside(step, *sides[0])
            case [True, None]:
                other = self.reader.read(step.written[sides[1][0].start : sides[1][0].end])
                for turn in self.inside(step, *sides[0]):
                    yield evolve(turn, also=other)

    def comparison(self, step: Step, written: s.Binary, filled: s.Binary) -> Iterator[Turn]:
        left = constant(step.filled[filled.left.start : filled.left.end])
        right = constant(step.filled[filled.right.start : filled.right.end])
        operator, name, value, bound = written.operator, written.left, left, right
        if self.is_settled(written.left) and not self.is_settled(written.right):
            operator, name, value, bound = _MIRRORED[operator], written.right, right, left  # type: ignore[assignment]  # an operator
        # What a calendar or a table worked out has no value here; the bound is known all the same.
        if not isinstance(bound, _ORDERED) or value.__class__ not in (
            None.__class__,
            bound.__class__,
        ):
            return
        counted = _counted(name)
        if counted is not None and bound == 0:
            # None where one would have done; that there was any at all is no advice.
            if operator == "=":
                yield Turn(self.reader.name(counted, step.written), "some", bound)
        elif not self.is_settled(name) and not _is_of_employee(name):
            told = self.reader.name(name, step.written)
            yield Turn(told, _OPPOSITE[operator], bound, value, self.reader.unit(name))

    def of_elements(self, step: Step, inner: s.Binary) -> Iterator[Turn]:
        """`every clocking in seen satisfies clocking.check_in > latest_start`: one would do."""
        if inner.operator not in _OPPOSITE or not isinstance(inner.right, s.Name | s.Path):
            return
        text = step.written[inner.right.start : inner.right.end]
        bound = typed_value(self.named.get(text))
        if isinstance(bound, _ORDERED):
            name = self.reader.name(inner.left, step.written)
            yield Turn(name, _OPPOSITE[inner.operator], bound, None, self.reader.unit(inner.left))

    def measured(self, step: Step) -> Iterator[Turn]:
        """Lengths from a bound: `floor(minutes(arrival - permitted))`, later minus earlier."""
        written, filled = syntax_of(step.written), syntax_of(step.filled)
        if written is None or filled is None or isinstance(step.value, bool | list):
            return
        for one, other in zip(_differences(written), _differences(filled), strict=False):
            value = constant(step.filled[other.left.start : other.left.end])
            bound = constant(step.filled[other.right.start : other.right.end])
            if (
                isinstance(value, DateTime | Time)
                and bound.__class__ is value.__class__
                and value.moment > bound.moment
            ):
                yield Turn(self.reader.name(one.left, step.written), "<=", bound, value)

    def is_settled(self, node: s.Syntax) -> bool:
        """Whether a part is a number of the policy: a literal, a parameter, or made of these."""
        if isinstance(node, s.Literal_ | s.AtLiteral):
            return True
        if isinstance(node, s.Name):
            return node.name in self.parameters
        if isinstance(node, s.Path):
            return False
        inside = node.arguments if isinstance(node, s.Call) else s.parts(node)
        return all(
            self.is_settled(part.value if isinstance(part, s.Argument) else part) for part in inside
        )


def _counted(node: s.Syntax) -> s.Syntax | None:
    """The list of `count(list)`; None for anything else."""
    match node:
        case s.Call(function=s.Name("count"), arguments=[s.Argument(value=counted)]):
            return counted
    return None


def _is_of_employee(node: s.Syntax) -> bool:
    """What the roster says of a person is not what an outcome turned on."""
    return isinstance(node, s.Path) and node.base == s.Name("employee", start=0, end=0)


def constant(text: str) -> Any:
    """The value of an expression without names; None for any other."""
    core, _ = read_expression(Passage.of(text), _NOTHING)
    return None if core is None else value_of(core, {})


def _differences(node: s.Syntax) -> Iterator[s.Binary]:
    if isinstance(node, s.Binary) and node.operator == "-":
        yield node
    for part in s.parts(node):
        yield from _differences(part)
