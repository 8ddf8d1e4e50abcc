"""Each way in which a rule can come to hold, as tests of the things it hangs on.

A rule's conditions are taken apart (`and`, `or`, `not`, `if`, names of its own, its exceptions, which
must not hold) until each part asks one thing of the facts: that a number lies above a bound, that a
word is one of some.  Parts that ask the same thing of two rules are known by the same number, whatever
names each rule has for it; so rules can be laid side by side, like rows of one table.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from math import prod
from typing import Any

from attrs import evolve, field, frozen

from clausewise.checks.known import Known
from clausewise.feel.core import (
    All,
    AnyOf,
    Apply,
    Choose,
    Constant,
    Context,
    Core,
    Filter,
    ForEach,
    Function,
    Invoke,
    Name,
    Path,
    children,
    names_in,
)
from clausewise.feel.functions.operators import MISSING_OPERATORS
from clausewise.feel.functions.registry import Builtin
from clausewise.feel.interpret import value_of
from clausewise.plan.plan import ExpectPlan, OnKinds, OutcomePlan, Plan, ReadPlan, RulePlan
from clausewise.source.span import Source, Span
from clausewise.values.number import Decimal
from clausewise.values.text import feel_text
from clausewise.values.types import BOOLEAN, ContextOf, ListOf

MOST_WAYS = 24
"""A condition with more ways than these to hold counts as one thing that facts decide."""

_ORDER = frozenset({"<", "<=", ">", ">="})
_COMPARING = _ORDER | {"=", "!=", "in", "cell"}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@frozen
class Demand:
    """What is asked of one thing: a unary test of it, `words` as text.

    `thing` is its number, `core` how it is written, `span` where the rule asks.  `of_two`: it is asked
    which of two things is more, and `core` is that comparison.
    """

    thing: int
    words: str = field(init=False)
    core: Core = field(eq=False)
    test: Core = field(eq=False, repr=False)
    span: Span = field(eq=False, repr=False)
    of_two: bool = field(eq=False, default=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "words", self.test.span.text)

    def shown_at(self, value: Any) -> Any:
        """A value of the thing as a case shows it: of two things, whether the comparison holds."""
        if not self.of_two:
            return value
        met = value_of(self.test, {"?": value})
        return met is not self.words.startswith("not(")

    @property
    def equal(self) -> str:
        """Of two things, that they are equal: all there is between less and more; else empty."""
        if not (self.of_two and isinstance(self.core, Apply)):
            return ""
        return " = ".join(" ".join(one.span.text.split()) for one in self.core.arguments)

    @property
    def name(self) -> str:
        """What it is asked of, as the rule calls it."""
        return " ".join(self.core.span.text.split())

    @property
    def said(self) -> str:
        """The demand as a condition: `late.minutes > 15`, `not(order.settled)`."""
        if self.of_two:
            return f"not({self.name})" if self.words.startswith("not(") else self.name
        match self.words:
            case "= true":
                return self.name
            case "= false":
                return f"not({self.name})"
            case words if words.startswith("not(") and words.endswith(")"):
                return f"not({self.name} {words[4:-1]})"
        return f"{self.name} {self.words}"


Demands = tuple[Demand, ...]
"""All of them must be met."""


@frozen
class Way:
    """One way in which a rule comes to one of its outcomes."""

    rule: RulePlan
    outcome: OutcomePlan
    demands: Demands


class Things:
    """Whatever rules hang on, numbered: what is the same has the same number."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def number(self, *parts: Hashable) -> int:
        return self._numbers.setdefault(parts, len(self._numbers))


class RuleReader:
    """One rule, as it stands where it is asked about one kind of fact, or about a unit.

    `known` are the parameters at that time and the definitions that hang on them alone; what the
    rule itself works out of these is known too.
    """

    def __init__(self, rule: RulePlan, asked_on: str, plan: Plan, known: Known, things: Things):
        self.rule = rule
        self.asked_on = asked_on
        self.plan = plan
        self.things = things
        self._given = known
        self.known = Known(worked_out(known.values, rule.lets)) if rule.lets else known
        self.reads = {read.name: read for read in rule.reads}
        self.each = dict(rule.each)
        self._of_names: dict[str, int] = {}
        # By identity, which lasts as long as the expression is held.
        self._known_parts: dict[int, tuple[Core, bool]] = {}

    def of(self, rule: RulePlan) -> "RuleReader":
        """Another rule at the same time, wherever it is asked."""
        return RuleReader(rule, "", self.plan, self._given, self.things)

    # which ways there are

    @cached_property
    def holding(self) -> list[Demands]:
        """The ways in which the rule is asked, its conditions hold and no exception does."""
        return self._together([*self._conditions(), *self._sparing()], self._late())

    @cached_property
    def meeting(self) -> list[Demands]:
        """The ways in which it is asked and its conditions hold, exceptions aside."""
        return self._together(self._conditions(), self._late())

    @cached_property
    def following(self) -> tuple[Way, ...]:
        """The ways to each outcome."""
        return tuple(
            Way(self.rule, outcome, demands)
            for outcome in self.rule.outcomes
            for demands in (
                self.holding
                if outcome.when is None
                else self.also(self.holding, outcome.when, wanted=True)
            )
        )

    def also(self, ways: list[Demands], core: Core, *, wanted: bool) -> list[Demands]:
        """Those of the ways in which, besides, a condition comes out as wanted."""
        return self._together([(core, wanted)], ways)

    def _conditions(self) -> list[tuple[Core, bool]]:
        conditions = (*self.rule.scopes, *(condition.core for condition in self.rule.when))
        return [(core, True) for core in conditions]

    def _sparing(self) -> list[tuple[Core, bool]]:
        return [(one.condition, False) for one in self.rule.unless]

    def _late(self) -> list[Demands]:
        return [()] if self.rule.expect is None else [(self._not_done(self.rule.expect),)]

    def _together(
        self, conditions: Iterable[tuple[Core, bool]], ways: list[Demands]
    ) -> list[Demands]:
        """The ways with those of each condition; one that would make too many is taken as a whole."""
        for core, wanted in conditions:
            more = self.ways(core, wanted=wanted)
            if len(ways) * len(more) > MOST_WAYS:
                more = [(self._as_a_whole(core, wanted),)]
            ways = _both([ways, more]) or []
        return ways

    def ways(self, core: Core, *, wanted: bool) -> list[Demands]:
        """The ways in which a condition comes out as wanted; one demand where there are too many."""
        found = self._ways(core, wanted)
        return [(self._as_a_whole(core, wanted),)] if found is None else found

    def _ways(self, core: Core, wanted: bool) -> list[Demands] | None:
        """Null where there are too many."""
        match core:
            case Constant(value):
                return [()] if value is wanted else []
            case All(parts):
                found = [self.ways(part, wanted=wanted) for part in parts]
                return _both(found) if wanted else _either(found)
            case AnyOf(parts):
                found = [self.ways(part, wanted=wanted) for part in parts]
                return _either(found) if wanted else _both(found)
            case Apply(function, (inner,)) if function.name == "not":
                return self.ways(inner, wanted=not wanted)
            case Choose(condition, then, otherwise):
                branches = [
                    _both([self.ways(condition, wanted=truth), self.ways(branch, wanted=wanted)])
                    for truth, branch in ((True, then), (False, otherwise))
                ]
                return None if None in branches else _either(one or [] for one in branches)
            case Name(name) if (meant := self._meaning(name)) is not None:
                return self.ways(meant, wanted=wanted)
        return [(self._demand(core, wanted),)]

    # what one part asks

    def _demand(self, core: Core, wanted: bool) -> Demand:
        match core:
            case Apply(function, (left, right)) if function.name in _COMPARING:
                if self.is_known(right) and not self.is_known(left):
                    return self._of_one(core, left, (_HERE, self._as_constant(right)), wanted)
                if self.is_known(left) and not self.is_known(right) and function.name in _TURNED:
                    return self._of_one(core, right, (self._as_constant(left), _HERE), wanted)
                if function.name in _ORDER and not self.is_known(left):
                    return self._of_two(core, function.name, left, right, wanted)
            case Apply(function, (value, low, high)) if function.name == "between":
                if self.is_known(low) and self.is_known(high) and not self.is_known(value):
                    bounds = self._as_constant(low), self._as_constant(high)
                    return self._of_one(core, value, (_HERE, *bounds), wanted)
        return self._as_a_whole(core, wanted)

    def _of_one(self, core: Apply, thing: Core, operands: tuple[Core, ...], wanted: bool) -> Demand:
        words = " ".join(feel_text(one.value) for one in operands if isinstance(one, Constant))
        test = evolve(core, arguments=operands, span=_written(f"{core.function.name} {words}"))
        return Demand(self.thing(thing), thing, test if wanted else _not(test), core.span)

    def _of_two(self, core: Apply, sign: str, left: Core, right: Core, wanted: bool) -> Demand:
        """Which of two is more, as a number asks it that is above 0, below 0, or 0."""
        one, other = self.thing(left), self.thing(right)
        if one > other:
            one, other, sign = other, one, _TURNED[sign]
        test = _compared(sign, Decimal(0))
        number = self.things.number("more than", one, other)
        return Demand(number, core, test if wanted else _not(test), core.span, of_two=True)

    def _as_a_whole(self, core: Core, wanted: bool) -> Demand:
        return Demand(self.thing(core), core, _compared("=", wanted), core.span)

    def filled_with(self, kind: str, field: str, value: Any) -> Demand:
        """That a field of a fact of a kind has a certain value."""
        path = Path(Name(kind, span=_written(kind)), field, span=_written(f"{kind}.{field}"))
        return Demand(self.thing(path), path, _compared("=", value), self.rule.span)

    def _not_done(self, expect: ExpectPlan) -> Demand:
        """What an expectation asks before the rule holds."""
        state = Path(Name("expected", span=self.rule.span), "state", span=self.rule.span)
        test = AnyOf(
            tuple(_compared("=", word) for word in ("late", "missing")), span=_written("not done")
        )
        assert expect is self.rule.expect
        return Demand(self.thing(state), state, test, self.rule.span)

    # what is known

    def is_known(self, core: Core) -> bool:
        if id(core) not in self._known_parts:
            self._known_parts[id(core)] = core, self.known.fixes(core)
        return self._known_parts[id(core)][1]

    @property
    def is_off(self) -> bool:
        """Whether the rule does not hold as the parameters stand, whatever the facts are."""
        conditions = (condition.core for condition in self.rule.when)
        parts = (part for core in conditions for part in _must_hold(core))
        return any(self.is_known(core) and not self.known.value_of(core) for core in parts)

    def _as_constant(self, core: Core) -> Constant:
        return Constant(self.known.value_of(core), span=core.span, type=core.type)

    def meant(self, core: Core) -> Core:
        """What a name of the rule's own, or of a definition, stands for; else the expression itself."""
        while isinstance(core, Name) and (meaning := self._meaning(core.name)) is not None:
            core = meaning
        return core

    def _meaning(self, name: str) -> Core | None:
        meaning = self.rule.lets.get(name) or self.plan.definitions.get(name)
        return None if isinstance(meaning, Function) else meaning

    # what is the same

    def thing(self, core: Core, bound: frozenset[str] = frozenset()) -> int:
        """The number of what an expression stands for."""
        number = self.things.number
        match core:
            case Constant(value):
                return number("value", type(value).__name__, feel_text(value))
            case Name(name):
                return number("bound", name) if name in bound else self._of_name(name)
            case Filter(base, condition):
                inner = bound | {"item"} | _fields(base)
                return number("filter", self.thing(base, bound), self.thing(condition, inner))
            case Function(parameters, _, body):
                own = bound | set(parameters)
                return number("function", parameters, self.thing(body, own))
            case Context(keys):
                bound |= set(keys)
            case _ if (loops := getattr(core, "loops", None)) is not None:
                bound |= {loop.name for loop in loops} | {"partial"}
        parts = (self.thing(part, bound) for part in children(core))
        return number(type(core).__name__, _own_words(core), *parts)

    def _of_name(self, name: str) -> int:
        if name not in self._of_names:
            self._of_names[name] = self._number_of_name(name)
        return self._of_names[name]

    def _number_of_name(self, name: str) -> int:
        number, trigger = self.things.number, self.rule.trigger
        kinds = trigger.kinds if isinstance(trigger, OnKinds) else ()
        meaning = self._meaning(name)
        if name in self._given.values:
            value = self.known[name]
            return number("value", type(value).__name__, feel_text(value))
        if name in self.reads:
            return self._of_read(self.reads[name])
        if name in self.each:
            return number("each of", self.thing(self.each[name]))
        if meaning is not None:
            return self.thing(meaning)
        if name in ("subject", "period", self.asked_on):
            return number("subject")
        if name in kinds:
            return number("another kind", name)
        if name == "expected" and self.rule.expect is not None:
            return self._of_expectation(self.rule.expect)
        return number("name", name)

    def _of_read(self, read: ReadPlan) -> int:
        where = None
        if read.where is not None:
            where = self.thing(read.where, frozenset(read.kinds))
        window = read.window.direction, read.window.length
        return self.things.number("list", read.kinds, window, where)

    def _of_expectation(self, expect: ExpectPlan) -> int:
        own = frozenset() if expect.fact is None else frozenset({expect.fact})
        parts = (expect.opens, expect.done, expect.due, expect.within)
        numbers = (None if part is None else self.thing(part) for part in parts)
        where = None if expect.where is None else self.thing(expect.where, own)
        return self.things.number("expected", expect.fact, where, *numbers)


def worked_out(values: Mapping[str, Any], waiting: Mapping[str, Core]) -> Mapping[str, Any]:
    """What is known, and what the expressions come to by that alone."""
    known = dict(values)
    reading = {name: names_in(core) for name, core in waiting.items()}
    ready = [name for name, names in reading.items() if names <= known.keys()]
    while ready:
        for name in ready:
            del reading[name]
            value = Known(known).value_of(waiting[name])
            if value is not None and not callable(value):
                known[name] = value
        ready = [name for name, names in reading.items() if names <= known.keys()]
    return known


def _must_hold(core: Core) -> tuple[Core, ...]:
    return core.parts if isinstance(core, All) else (core,)


def _own_words(core: Core) -> Hashable:
    """What tells an expression from others of its class and parts."""
    match core:
        case Path(_, name):
            return name
        case Apply(function):
            return function.name
        case Invoke(_, _, names):
            return names
        case Context(keys):
            return keys
        case ForEach(loops):
            return tuple(loop.name for loop in loops)
    return tuple(loop.name for loop in getattr(core, "loops", ()))


def _fields(base: Core) -> frozenset[str]:
    """The fields that a filter's condition may speak of by name."""
    element = base.type.element if isinstance(base.type, ListOf) else None
    return frozenset(element.fields) if isinstance(element, ContextOf) else frozenset()


# -- ways put together ---------------------------------------------------------------------------


def _both(several: Sequence[Sequence[Demands]]) -> list[Demands] | None:
    """One way of each, in every combination; null where these are too many."""
    if prod(map(len, several)) > MOST_WAYS:
        return None
    return [tuple(dict.fromkeys(chain(*combined))) for combined in product(*several)]


def _either(several: Iterable[Sequence[Demands]]) -> list[Demands] | None:
    """The ways of all; those that ask something of one and the same thing are one way."""
    found = [demands for ways in several for demands in ways]
    firsts = [demands[0] for demands in found if len(demands) == 1]
    if len(found) < 2 or len(firsts) < len(found) or len({one.thing for one in firsts}) > 1:
        return found if len(found) <= MOST_WAYS else None
    texts = dict.fromkeys(one.words for one in firsts)
    test = AnyOf(tuple(one.test for one in firsts), span=_written(" or ".join(texts)))
    return [(evolve(firsts[0], test=test, span=_around([one.span for one in firsts])),)]


def _around(spans: Sequence[Span]) -> Span:
    source = spans[0].source
    if any(span.source is not source for span in spans):
        return spans[0]
    return Span(source, min(span.start for span in spans), max(span.end for span in spans))


# -- tests that nobody wrote ------------------------------------------------------------------------


def _written(text: str) -> Span:
    return Source("", text).whole()


_HERE = Name("?", span=_written("?"))


def _compared(sign: str, value: Any) -> Core:
    operator = MISSING_OPERATORS[sign]
    operands = _HERE, Constant(value, span=_written(feel_text(value)))
    words = _written(f"{sign} {feel_text(value)}")
    return Apply(operator, operands, call=operator.run, span=words, type=BOOLEAN)


def _denied(value: Any) -> bool | None:
    return not value if isinstance(value, bool) else None


_NOT = Builtin("not", {"negand": BOOLEAN}, BOOLEAN, run=_denied, sees_null=True)


def _not(test: Core) -> Core:
    words = _written(f"not({test.span.text})")
    return Apply(_NOT, (test,), call=_denied, span=words, type=BOOLEAN)
