"""Syntax and what is in scope, into core: names resolved, types worked out, faults told.

Faults of types are told in policies alone, and only where no value could make the expression
right; plain FEEL gives null for them when it runs.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from attrs import evolve

from clausewise.feel import core as c
from clausewise.feel import syntax as s
from clausewise.feel.environment import POLICY, Environment
from clausewise.feel.faults import CONNECTORS
from clausewise.feel.functions.calls import checked
from clausewise.feel.functions.operators import (
    MISSING_OPERATORS,
    OPERATORS,
    make_range,
    range_of_test,
)  # fmt: skip
from clausewise.feel.functions.registry import Builtin, Overload
from clausewise.feel.properties import OF_RANGES, TYPES
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage, Span
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.temporal import Date, DateTime, Time, parse_duration
from clausewise.values.text import quoted
from clausewise.values.types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    DATE,
    DATE_TIME,
    DAYS,
    FUNCTION,
    MONTHS,
    NAMED_TYPES,
    NULL,
    NUMBER,
    RANGE,
    STRING,
    TIME,
    ContextOf,
    FunctionOf,
    ListOf,
    RangeOf,
    Restricted,
    Simple,
    Type,
    type_of,
)  # fmt: skip


def lowered(
    node: s.Syntax, passage: Passage, environment: Environment, expected: Type | None = None
) -> tuple[c.Core, list[Diagnostic]]:
    """The core of an expression; where faults are told, it is not for use."""
    reader = Reader(passage, environment)
    core = reader.read(node)
    if expected is not None:
        reader.expect(core, expected)
    return core, reader.diagnostics


def lowered_tests(
    node: s.UnaryTests, passage: Passage, input_type: Type, environment: Environment
) -> tuple[c.Core, list[Diagnostic]]:
    """The core of unary tests: a truth over what is in scope and the input, which is `?`."""
    reader = Reader(passage, environment)
    with reader.seeing({"?": input_type}):
        value = c.Name("?", span=reader.span(node), type=input_type)
        core = reader.unary_tests(node, value)
    return core, reader.diagnostics


def literal_of(text: str) -> Any:
    """The value of an at-literal; null where it is none."""
    for read in (Date.parse, DateTime.parse, Time.parse, parse_duration):
        value = read(text)
        if value is not None:
            return value
    return None


def nearest(word: str, known: Iterable[str]) -> str:
    """The name most like a word, or '' where none is."""
    names = [name for name in known if name and name != word]
    folded = {name.lower(): name for name in names}
    if word.lower() in folded:
        return folded[word.lower()]
    found = difflib.get_close_matches(word, names, 1, 0.6)
    if found:
        return found[0]
    # A short Chinese name has few characters to be alike in.
    alike = [
        name for name in names if len(word) <= 4 and len(set(name) & set(word)) * 2 > len(word)
    ]
    return min(alike, key=len, default="") if not word.isascii() else ""


_TIME_FROM_TEXT = {
    DATE.name: "date", TIME.name: "time", DATE_TIME.name: "date and time", DAYS.name: "duration",
    MONTHS.name: "duration",
}  # fmt: skip
_CHINESE_NUMBER = frozenset("零〇一二两三四五六七八九十百千万亿半")
_ORDERED = frozenset(
    {NUMBER.name, STRING.name, DATE.name, TIME.name, DATE_TIME.name, DAYS.name, MONTHS.name}
)
_KNOWN_SIMPLE = _ORDERED | {BOOLEAN.name}


def _table(*rows: tuple[Type, Type, Type]) -> dict[tuple[str, str], Type]:
    return {(str(left), str(right)): gives for left, right, gives in rows}


def _both_ways(*rows: tuple[Type, Type, Type]) -> dict[tuple[str, str], Type]:
    return _table(*rows, *((right, left, gives) for left, right, gives in rows))


_ARITHMETIC: Mapping[str, Mapping[tuple[str, str], Type]] = {
    "+": _both_ways(
        (NUMBER, NUMBER, NUMBER), (STRING, STRING, STRING), (DATE, DAYS, DATE),
        (DATE, MONTHS, DATE), (DATE_TIME, DAYS, DATE_TIME), (DATE_TIME, MONTHS, DATE_TIME),
        (TIME, DAYS, TIME), (DAYS, DAYS, DAYS), (MONTHS, MONTHS, MONTHS),
    ),
    "-": _table(
        (NUMBER, NUMBER, NUMBER), (DATE, DAYS, DATE), (DATE, MONTHS, DATE),
        (DATE_TIME, DAYS, DATE_TIME), (DATE_TIME, MONTHS, DATE_TIME), (TIME, DAYS, TIME),
        (DAYS, DAYS, DAYS), (MONTHS, MONTHS, MONTHS), (DATE, DATE, DAYS),
        (DATE_TIME, DATE_TIME, DAYS), (TIME, TIME, DAYS), (DATE, DATE_TIME, DAYS),
        (DATE_TIME, DATE, DAYS),
    ),
    "*": _both_ways((NUMBER, NUMBER, NUMBER), (DAYS, NUMBER, DAYS), (MONTHS, NUMBER, MONTHS)),
    "/": _table(
        (NUMBER, NUMBER, NUMBER), (DAYS, NUMBER, DAYS), (MONTHS, NUMBER, MONTHS),
        (DAYS, DAYS, NUMBER), (MONTHS, MONTHS, NUMBER),
    ),
    "**": _table((NUMBER, NUMBER, NUMBER)),
}  # fmt: skip


class Reader:
    """One reading of one syntax; `diagnostics` is what there was to say."""

    def __init__(self, passage: Passage, environment: Environment) -> None:
        self.passage = passage
        self.environment = environment
        self.policy = environment.dialect is POLICY
        self.operators = MISSING_OPERATORS if self.policy else OPERATORS
        self.locals: list[Mapping[str, Type] | None] = []
        self.diagnostics: list[Diagnostic] = []

    def span(self, node: Any) -> Span:
        return self.passage.part(node.start, node.end)

    def tell(self, span: Span, code: str, **blanks: str) -> None:
        self.diagnostics.append(Diagnostic.at(span, code, **blanks))

    def read(self, node: s.Syntax) -> c.Core:
        return _READERS[node.__class__](self, node)

    @contextmanager
    def seeing(self, names: Mapping[str, Type] | None) -> Iterator[None]:
        """With further names in scope; null: with names that cannot be known."""
        self.locals.append(names)
        try:
            yield
        finally:
            self.locals.pop()

    # -- names ---------------------------------------------------------------------------

    def name(self, node: s.Name) -> c.Core:
        name, span = node.name, self.span(node)
        uncertain = False
        for names in reversed(self.locals):
            if names is None:
                uncertain = True
            elif isinstance(names, _Fields) and self.policy:
                if name == "item":
                    continue  # the element itself, also where it has a field of that name
                real = name if name in names else names.aliases.get(name, name)
                if real in names:
                    # Said of the element, so that a field it lacks is null and no outer name.
                    return c.Path(c.Name("item", span=span), real, span=span, type=names[real])
            elif name in names:
                return c.Name(name, span=span, type=names[name])
        environment = self.environment
        real = name if name in environment.names else environment.aliases.get(name, name)
        if real in environment.names:
            return c.Name(real, span=span, type=environment.names[real])
        function = environment.functions.get(name)
        if function is not None:
            if uncertain or not environment.closed:
                return c.Name(name, function, span=span, type=ANY)
            return c.Constant(function, span=span, type=function.type)
        if environment.closed and not uncertain:
            self._unknown_name(node, span)
        return c.Name(name, span=span, type=ANY)

    def _unknown_name(self, node: s.Name, span: Span) -> None:
        name = node.name
        if set(name) <= _CHINESE_NUMBER:
            self.tell(span, "CW303", name=name)
            return
        first, *others = name.split()
        words = [word for word in name.split() if word.lower() in CONNECTORS]
        if words:
            at = node.start + self.passage.text[node.start : node.end].index(words[0])
            place = self.passage.part(at, at + len(words[0]))
            self.tell(place, "CW240", word=words[0], instead=CONNECTORS[words[0].lower()])
            return
        if others and first in self.environment.functions:
            self.tell(span, "CW329", name=first)
            return
        found = nearest(name, self._names_in_scope())
        if found:
            self.tell(span, "CW301", name=name, nearest=found)
        elif " " in name:
            self.tell(span, "CW304", name=name)
        else:
            self.tell(span, "CW302", name=name)

    def _names_in_scope(self) -> list[str]:
        environment = self.environment
        inner = [name for names in self.locals if names for name in names]
        return [*inner, *environment.names, *environment.aliases, *environment.functions]

    # -- paths ---------------------------------------------------------------------------

    def path(self, node: s.Path) -> c.Core:
        base = self.read(node.base)
        span = self.span(node)
        place = self.passage.part(node.name_start, node.end)
        name, type_ = self.field(base.type, node.name, place)
        return c.Path(base, name, span=span, type=type_)

    def field(self, of: Type, name: str, place: Span) -> tuple[str, Type]:
        """The real name of a field and its type; a field that cannot be is told."""
        match of:
            case Restricted(base=base):
                return self.field(base, name, place)
            case ContextOf(fields=fields, aliases=aliases):
                if name not in fields and name in aliases:
                    name = aliases[name]
                if name in fields:
                    return name, fields[name]
                if self.policy:
                    self._unknown_field(of, name, place)
                return name, ANY
            case ListOf(element=element):
                name, type_ = self.field(element, name, place)
                return name, ListOf(type_)
            case RangeOf(element=element) if name in OF_RANGES:
                return name, element if name in ("start", "end") else OF_RANGES[name]
            case Simple(name=simple) if simple in TYPES:
                found = TYPES[simple].get(name)
                if found is None and self.policy:
                    self._unknown_property(of, name, place)
                return name, found or ANY
        return name, ANY

    def _unknown_field(self, of: ContextOf, name: str, place: Span) -> None:
        found = nearest(name, [*of.fields, *of.aliases])
        kind = of.name or "{…}"
        if found:
            self.tell(place, "CW305", kind=kind, name=name, nearest=found)
        else:
            self.tell(place, "CW306", kind=kind, name=name, fields=", ".join(of.fields))

    def _unknown_property(self, of: Type, name: str, place: Span) -> None:
        known = TYPES[str(of)]
        if known:
            self.tell(place, "CW307", type=str(of), name=name, known=", ".join(known))
        else:
            self.tell(place, "CW308", type=str(of), name=name)

    # -- literals --------------------------------------------------------------------------

    def literal(self, node: s.Literal_) -> c.Core:
        value = node.value
        type_ = type_of(value)
        if self.policy and isinstance(value, str):
            type_ = STRING.limited_to([value])
        return c.Constant(value, span=self.span(node), type=type_)

    def at_literal(self, node: s.AtLiteral) -> c.Core:
        value, span = literal_of(node.text), self.span(node)
        if value is None and self.environment.closed:
            self.tell(span, "CW309", text=node.text)
        return c.Constant(value, span=span, type=type_of(value) if value is not None else ANY)

    def listing(self, node: s.Listing) -> c.Core:
        parts = tuple(self.read(item) for item in node.items)
        return c.ListOf(parts, span=self.span(node), type=ListOf(_common(p.type for p in parts)))

    def context(self, node: s.Context) -> c.Core:
        fields: dict[str, Type] = {}
        parts = []
        with self.seeing(fields):
            for entry in node.entries:
                if isinstance(entry.value, s.Function):
                    # A function may call itself by the name of its entry.
                    fields[entry.key] = ANY
                parts.append(self.read(entry.value))
                fields[entry.key] = parts[-1].type
        keys = tuple(entry.key for entry in node.entries)
        return c.Context(keys, tuple(parts), span=self.span(node), type=ContextOf(dict(fields)))

    def interval(self, node: s.Interval) -> c.Core:
        low, high = self.read(node.low), self.read(node.high)
        span = self.span(node)
        if self.policy and not _comparable(low.type, high.type):
            self.tell(span, "CW312", left=str(low.type), right=str(high.type))
        ends = (node.low_closed, node.high_closed)
        if isinstance(low, c.Constant) and isinstance(high, c.Constant):
            value = make_range(low.value, high.value, *ends)
            return c.Constant(value, span=span, type=RangeOf(_common([low.type, high.type])))
        call = _RANGES[ends]
        return c.Apply(
            call,
            (low, high),
            call=call.run,
            span=span,
            type=RangeOf(_common([low.type, high.type])),
        )

    # -- operators ---------------------------------------------------------------------------

    def apply(self, name: str, span: Span, type_: Type, *operands: c.Core) -> c.Core:
        operator = self.operators[name]
        return c.Apply(operator, operands, call=operator.run, span=span, type=type_)

    def negation(self, node: s.Negation) -> c.Core:
        operand, span = self.read(node.operand), self.span(node)
        if isinstance(operand, c.Constant) and isinstance(operand.value, Decimal):
            return c.Constant(DECIMAL128.minus(operand.value), span=span, type=operand.type)
        if self.policy and _surely_other(operand.type, {NUMBER.name, DAYS.name, MONTHS.name}):
            self.tell(operand.span, "CW311", operator="-", left="", right=_said(operand.type))
        return self.apply("negation", span, operand.type, operand)

    def binary(self, node: s.Binary) -> c.Core:
        operator = node.operator
        if operator in ("and", "or"):
            return self._logic(node)
        left, right, span = self.read(node.left), self.read(node.right), self.span(node)
        if operator in ("=", "!="):
            return self._equality(operator, left, right, span)
        if self.policy and (_is_null(left) or _is_null(right)):
            self._only_null(operator, left, right, span)
            return self.apply(operator, span, ANY, left, right)
        if operator in ("<", "<=", ">", ">="):
            self._check_order(operator, left, right, span)
            return self.apply(operator, span, BOOLEAN, left, right)
        return self.apply(operator, span, self._result(operator, left, right, span), left, right)

    def _only_null(self, operator: str, left: c.Core, right: c.Core, span: Span) -> None:
        other = right if _is_null(left) else left
        self.tell(span, "CW331", operator=operator, other=" ".join(other.span.text.split()))

    def _logic(self, node: s.Binary) -> c.Core:
        """A chain of `and` or of `or`, however long, is one."""
        operator = node.operator
        operands: list[s.Syntax] = []
        walk: s.Syntax = node
        while isinstance(walk, s.Binary) and walk.operator == operator:
            operands.append(walk.right)
            walk = walk.left
        operands.append(walk)
        parts = tuple(self.read(operand) for operand in reversed(operands))
        for part in parts:
            self.expect(part, BOOLEAN)
        return (c.All if operator == "and" else c.AnyOf)(parts, span=self.span(node))

    def _equality(self, operator: str, left: c.Core, right: c.Core, span: Span) -> c.Core:
        asks_for_null = _is_null(left) or _is_null(right)
        if self.policy and not asks_for_null:
            self._check_equality(left, right, span)
        table = OPERATORS if asks_for_null else self.operators
        function = table[operator]
        return c.Apply(function, (left, right), call=function.run, span=span, type=BOOLEAN)

    def _check_equality(self, left: c.Core, right: c.Core, span: Span) -> None:
        if self._text_for_time(left, right):
            return
        if not _can_be_equal(left.type, right.type):
            code, blanks = "CW310", {"left": _said(left.type), "right": _said(right.type)}
            if isinstance(right.type, RangeOf):
                code, blanks = "CW313", {}
            self.tell(span, code, **blanks)
            return
        self._check_words(left, right, span)
        self._check_units(left.type, right.type, span)

    def _text_for_time(self, left: c.Core, right: c.Core) -> bool:
        """A text that stands where a date, time or duration is meant is told with what to write."""
        for one, other in ((left, right), (right, left)):
            function = _TIME_FROM_TEXT.get(str(_base(one.type)))
            if function and isinstance(other, c.Constant) and isinstance(other.value, str):
                text = other.value
                clock = Time.parse_loose(text) if function == "time" else None
                instead = f"{function}({quoted(text if clock is None else str(clock))})"
                self.tell(other.span, "CW330", text=text, type=_said(one.type), instead=instead)
                return True
        return False

    def _check_words(self, left: c.Core, right: c.Core, span: Span) -> None:
        """A closed list of words compared with a word that is not among them."""
        for one, other in ((left, right), (right, left)):
            words = getattr(one.type, "one_of", None)
            if words is None or isinstance(one, c.Constant):
                continue
            if isinstance(other, c.Constant) and isinstance(other.value, str):
                if other.value not in words:
                    self._unknown_word(other.value, words, other.span)
                return
            others = getattr(other.type, "one_of", None)
            if others is not None and not set(words) & set(others):
                self.tell(span, "CW310", left="/".join(words[:4]), right="/".join(others[:4]))
                return

    def _unknown_word(self, word: str, words: tuple[str, ...], span: Span) -> None:
        found = nearest(word, words)
        listed = ", ".join(quoted(known) for known in words)
        if found:
            self.tell(span, "CW314", word=word, nearest=quoted(found), words=listed)
        else:
            self.tell(span, "CW315", word=word, words=listed)

    def _check_units(self, left: Type, right: Type, span: Span) -> None:
        one, other = getattr(left, "unit", None), getattr(right, "unit", None)
        if one is not None and other is not None and one != other:
            self.tell(span, "CW316", left=one, right=other)

    def _check_order(self, operator: str, left: c.Core, right: c.Core, span: Span) -> bool:
        """Whether two values can be put in order, as far as is known."""
        if not self.policy:
            return True
        if self._text_for_time(left, right):
            return False
        if not _comparable(left.type, right.type):
            self.tell(
                span, "CW311", operator=operator, left=_said(left.type), right=_said(right.type)
            )
            return False
        self._check_units(left.type, right.type, span)
        return True

    def _result(self, operator: str, left: c.Core, right: c.Core, span: Span) -> Type:
        one, other = left.type, right.type
        if not (isinstance(one, Simple) and isinstance(other, Simple)):
            known = _surely_other(one, _ORDERED) or _surely_other(other, _ORDERED)
            if self.policy and known:
                self.tell(span, "CW311", operator=operator, left=_said(one), right=_said(other))
            return ANY
        if one.name not in _KNOWN_SIMPLE or other.name not in _KNOWN_SIMPLE:
            return ANY
        gives = _ARITHMETIC[operator].get((one.name, other.name))
        if gives is None:
            if self.policy:
                self.tell(span, "CW311", operator=operator, left=_said(one), right=_said(other))
            return ANY
        if gives == NUMBER and one.name == NUMBER.name:
            if operator in ("+", "-") and self.policy:
                self._check_units(one, other, span)
            return NUMBER.with_unit(_unit(operator, one.unit, other.unit))
        return gives

    def between(self, node: s.Between) -> c.Core:
        value, low, high = self.read(node.value), self.read(node.low), self.read(node.high)
        span = self.span(node)
        if self.policy and (_is_null(low) or _is_null(high)):
            self._only_null("between", value, low if _is_null(low) else high, span)
        if self._check_order("between", value, low, span):
            self._check_order("between", value, high, span)
        return self.apply("between", span, BOOLEAN, value, low, high)

    def instance(self, node: s.InstanceOf) -> c.Core:
        value = self.read(node.value)
        wanted = self.type(node.type)
        return c.Apply(
            _INSTANCE, (value, c.Constant(wanted, span=self.span(node.type), type=ANY)),
            call=_INSTANCE.run, span=self.span(node), type=BOOLEAN,
        )  # fmt: skip

    # -- tests -----------------------------------------------------------------------------

    def within(self, node: s.Within) -> c.Core:
        return self._one_of(node.test, self.read(node.value), self.span(node), "in")

    def _one_of(self, test: s.Syntax, value: c.Core, span: Span, way: str) -> c.Core:
        tests = test.tests if isinstance(test, s.Several) else (test,)
        cores = tuple(self._test(part, value, span, way) for part in tests)
        return cores[0] if len(cores) == 1 else c.AnyOf(cores, span=span)

    def _test(self, test: s.Syntax, value: c.Core, span: Span, way: str) -> c.Core:
        """Whether a value passes one test; `way` is the operator for a test that is a value."""
        place = span if way == "in" else self.span(test)
        if isinstance(test, s.Several):
            return self._one_of(test, value, place, way)
        if isinstance(test, s.Test):
            return self._comparison(test, value, place)
        if isinstance(test, s.Listing) and test.items and self.policy:
            # Each element a test of its own, so that what is wrong with one is told of it.
            parts = tuple(self._test(item, value, place, way) for item in test.items)
            return parts[0] if len(parts) == 1 else c.AnyOf(parts, span=place)
        wanted = self.read(test)
        if _is_null(wanted):
            return self._equality("=", value, wanted, place)
        if way == "cell" and s.mentions(test, "?"):
            self.expect(wanted, BOOLEAN)
            return wanted
        if self.policy:
            self._check_test(value, wanted, place, way)
            if way == "cell" and _is_truth(value, wanted):
                return self._equality("=", value, wanted, place)
        return self.apply(way, place, BOOLEAN, value, wanted)

    def _comparison(self, test: s.Test, value: c.Core, place: Span) -> c.Core:
        operand = self.read(test.operand)
        if test.operator in ("=", "!="):
            return self._equality(test.operator, value, operand, place)
        self._check_order(test.operator, value, operand, place)
        return self.apply(test.operator, place, BOOLEAN, value, operand)

    def _check_test(self, value: c.Core, wanted: c.Core, place: Span, way: str) -> None:
        match wanted.type:
            case RangeOf(element=element):
                if not _comparable(value.type, element):
                    self.tell(place, "CW310", left=_said(value.type), right=_said(wanted.type))
            case ListOf(element=element):
                if isinstance(value.type, ListOf) or isinstance(element, ListOf | RangeOf):
                    return
                if not _can_be_equal(value.type, element):
                    self.tell(place, "CW310", left=_said(value.type), right=_said(wanted.type))
            case Simple(name="boolean") if way == "cell":
                return
            case _:
                self._check_equality(value, wanted, place)

    def unary_tests(self, node: s.UnaryTests, value: c.Core) -> c.Core:
        span = self.span(node)
        if node.tests is None:
            return c.Constant(True, span=span, type=BOOLEAN)
        parts = tuple(self._test(test, value, self.span(test), "cell") for test in node.tests)
        core = parts[0] if len(parts) == 1 else c.AnyOf(parts, span=span)
        if not node.negated:
            return core
        return c.Apply(_NOT, (core,), call=_NOT.run, span=span, type=BOOLEAN)

    def test(self, node: s.Test) -> c.Core:
        """A test by itself is the range of what passes it."""
        operand, span = self.read(node.operand), self.span(node)
        sign = c.Constant(node.operator, span=span, type=STRING)
        return c.Apply(
            _RANGE_OF_TEST, (sign, operand), call=_RANGE_OF_TEST.run, span=span,
            type=RangeOf(operand.type),
        )  # fmt: skip

    def several(self, node: s.Several) -> c.Core:
        self.tell(self.span(node), "CW317")
        return c.Constant(None, span=self.span(node))

    # -- choices and loops -----------------------------------------------------------------------

    def choice(self, node: s.Choice) -> c.Core:
        condition = self.read(node.condition)
        self.expect(condition, BOOLEAN)
        then, otherwise = self.read(node.then), self.read(node.otherwise)
        if not self.policy:
            condition = self.apply("condition", condition.span, BOOLEAN, condition)
        type_ = _common([then.type, otherwise.type])
        return c.Choose(condition, then, otherwise, span=self.span(node), type=type_)

    def filter(self, node: s.Filter) -> c.Core:
        base = self.read(node.base)
        of = base.type
        element = of.element if isinstance(of, ListOf) else of
        with (
            self.seeing({"item": element}),
            self.seeing(_names_of(element) if self.policy else None),
        ):
            condition = self.read(node.condition)
        if self.policy and _surely_other(condition.type, {BOOLEAN.name, NUMBER.name}):
            self.tell(condition.span, "CW318", type=_said(condition.type))
        span = self.span(node)
        one = isinstance(condition.type, Simple) and condition.type.name == NUMBER.name
        unknown = condition.type == ANY
        result = element if one else ANY if unknown else ListOf(element)
        if one and condition.type != NUMBER:
            condition = evolve(condition, type=NUMBER)
        if not self.policy and condition.type != NUMBER:
            condition = self.apply("selects", condition.span, condition.type, condition)
        return c.Filter(base, condition, span=span, type=result)

    def _loops(self, iterators: tuple[s.Iterator, ...]) -> tuple[list[c.Loop], dict[str, Type]]:
        loops: list[c.Loop] = []
        names: dict[str, Type] = {}
        with self.seeing(names):
            for iterator in iterators:
                source = self.read(iterator.source)
                last = None if iterator.last is None else self.read(iterator.last)
                loops.append(c.Loop(iterator.name, source, last, span=self.span(iterator)))
                match source.type:
                    case ListOf(element=element) | RangeOf(element=element):
                        names[iterator.name] = element
                    case other:
                        names[iterator.name] = other
        return loops, names

    def for_each(self, node: s.ForEach) -> c.Core:
        loops, names = self._loops(node.iterators)
        with self.seeing({**names, "partial": ListOf(ANY)}):
            result = self.read(node.result)
        span = self.span(node)
        recalls = s.mentions(node.result, "partial")
        return c.ForEach(tuple(loops), result, recalls, span=span, type=ListOf(result.type))

    def quantified(self, node: s.Quantified) -> c.Core:
        loops, names = self._loops(node.iterators)
        with self.seeing(names):
            condition = self.read(node.condition)
        self.expect(condition, BOOLEAN)
        kind = c.SomeHold if node.quantifier == "some" else c.EveryHolds
        return kind(tuple(loops), condition, span=self.span(node))

    # -- functions -------------------------------------------------------------------------------

    def function(self, node: s.Function) -> c.Core:
        span = self.span(node)
        if node.external:
            self.tell(span, "CW319")
            return c.Constant(None, span=span)
        types = tuple(ANY if p.type is None else self.type(p.type) for p in node.parameters)
        names = tuple(parameter.name for parameter in node.parameters)
        with self.seeing(dict(zip(names, types, strict=True))):
            body = self.read(node.body)
        return c.Function(names, types, body, span=span, type=FunctionOf(types, body.type, names))

    def call(self, node: s.Call) -> c.Core:
        function = self._called(node)
        if isinstance(function, c.Constant) and isinstance(function.value, Builtin):
            return self._builtin(node, function.value)
        if function is None:
            for argument in node.arguments:
                self.read(argument.value)
            return c.Constant(None, span=self.span(node))
        names = tuple(a.name for a in node.arguments if a.name is not None) or None
        arguments = tuple(self.read(argument.value) for argument in node.arguments)
        returns: Type = ANY
        match function.type:
            case FunctionOf(returns=returns):
                self._check_call(node, function, arguments, names)
                if names is not None and self.policy:
                    arguments, names = _in_order(function.type, arguments, names, self.span(node))
            case type_ if self.policy and type_ not in (ANY, FUNCTION, NULL):
                self.tell(function.span, "CW320", name=function.span.text, type=_said(type_))
        return c.Invoke(function, arguments, names, span=self.span(node), type=returns)

    def _called(self, node: s.Call) -> c.Core | None:
        """What is called: a built-in by its name, or any expression; null where it is unknown."""
        name = node.function
        if not isinstance(name, s.Name):
            return self.read(name)
        environment = self.environment
        local = any(names is not None and name.name in names for names in self.locals)
        real = environment.aliases.get(name.name, name.name)
        if not local and name.name not in environment.names and real not in environment.names:
            function = environment.functions.get(name.name)
            if function is not None:
                return c.Constant(function, span=self.span(name), type=function.type)
            if environment.closed and None not in self.locals:
                span = self.span(name)
                found = nearest(name.name, self._functions_in_scope())
                if found:
                    self.tell(span, "CW321", name=name.name, nearest=found)
                else:
                    self.tell(span, "CW322", name=name.name)
                return None
        return self.read(name)

    def _functions_in_scope(self) -> list[str]:
        own = [n for n, t in self.environment.names.items() if isinstance(t, FunctionOf)]
        return [*own, *self.environment.functions]

    def _check_call(
        self,
        node: s.Call,
        function: c.Core,
        arguments: tuple[c.Core, ...],
        names: tuple[str, ...] | None,
    ) -> None:
        of = function.type
        assert isinstance(of, FunctionOf)
        if not self.policy:
            return
        given, most = len(arguments), len(of.parameters)
        called = function.span.text
        if names is not None:
            if of.names is None:
                return
            for argument in node.arguments:
                if argument.name not in of.names:
                    self._unknown_argument(called, argument, of.names)
                    return
            types = dict(zip(of.names, of.parameters, strict=True))
            wanted = [types[name] for name in names]
        else:
            wanted = list(of.parameters[:given])
        if not most - of.optional <= given <= most:
            self.tell(self.span(node), "CW323", name=called, wanted=str(most), given=str(given))
            return
        for argument_core, type_ in zip(arguments, wanted, strict=True):
            self._check_argument(called, argument_core, type_)

    def _check_argument(self, called: str, argument: c.Core, wanted: Type) -> None:
        if not _may_fit(argument.type, wanted):
            self.tell(
                argument.span,
                "CW324",
                name=called,
                wanted=_said(wanted),
                given=_said(argument.type),
            )

    def _unknown_argument(self, called: str, argument: s.Argument, known: Iterable[str]) -> None:
        names = list(known)
        self.tell(
            self.span(argument), "CW325", name=called, argument=argument.name or "",
            known=", ".join(names) or "—",
        )  # fmt: skip

    def _builtin(self, node: s.Call, function: Builtin) -> c.Core:
        span = self.span(node)
        arguments = [self.read(argument.value) for argument in node.arguments]
        if node.arguments and node.arguments[0].name is not None:
            return self._by_names(node, function, arguments)
        ways = [way for way in function.ways if _takes(way, len(arguments))]
        if not ways:
            if self.environment.closed:
                counts = " / ".join(dict.fromkeys(_count(way) for way in function.ways))
                self.tell(
                    span, "CW323", name=function.name, wanted=counts, given=str(len(arguments))
                )
            return c.Constant(None, span=span)
        if self.policy:
            ways = self._ways_by_type(function, ways, arguments)
        if function.name == "list contains" and self.policy and not _is_null(arguments[-1]):
            function, ways = _MISSING_LIST_CONTAINS, [_MISSING_LIST_CONTAINS]
        return self._applied(function, ways, tuple(arguments), span)

    def _ways_by_type(
        self, function: Builtin, ways: list[Builtin | Overload], arguments: list[c.Core]
    ) -> list[Builtin | Overload]:
        """The ways that known types leave open; where they leave none, the argument to blame is told."""
        fitting = [
            way
            for way in ways
            if all(
                _may_fit(argument.type, wanted)
                for argument, wanted in zip(arguments, _spread(way, len(arguments)), strict=False)
            )
        ]
        if fitting:
            return fitting
        for argument, wanted in zip(arguments, _spread(ways[0], len(arguments)), strict=False):
            if not any(
                _may_fit(argument.type, _spread(way, len(arguments))[arguments.index(argument)])
                for way in ways
            ):
                self._check_argument(function.name, argument, wanted)
                return ways
        self.tell(
            arguments[0].span, "CW324", name=function.name,
            wanted=_said(next(iter(ways[0].parameters.values()))), given=_said(arguments[0].type),
        )  # fmt: skip
        return ways

    def _by_names(self, node: s.Call, function: Builtin, arguments: list[c.Core]) -> c.Core:
        span = self.span(node)
        given = {
            str(argument.name): core
            for argument, core in zip(node.arguments, arguments, strict=True)
        }
        fitting: list[tuple[Builtin | Overload, list[str]]] = []
        for way in function.ways:
            wanted = list(way.parameters)
            least = set(wanted[: len(wanted) - way.optional])
            if least <= given.keys() <= set(wanted):
                last = max(wanted.index(name) for name in given)
                fitting.append((way, wanted[: last + 1]))
        if fitting:
            _, order = fitting[0]
            null = c.Constant(None, span=span, type=NULL)
            ordered = [given.get(name, null) for name in order]
            ways = [way for way, names in fitting if names == order]
            if self.policy:
                ways = self._ways_by_type(function, ways, ordered)
            return self._applied(function, ways, tuple(ordered), span)
        known = {name for way in function.ways for name in way.parameters}
        for argument in node.arguments:
            if argument.name not in known and self.environment.closed:
                self._unknown_argument(
                    function.name,
                    argument,
                    dict.fromkeys(name for way in function.ways for name in way.parameters),
                )
                return c.Constant(None, span=span)
        if self.environment.closed:
            counts = " / ".join(dict.fromkeys(_count(way) for way in function.ways))
            self.tell(span, "CW323", name=function.name, wanted=counts, given=str(len(arguments)))
        return c.Constant(None, span=span)

    def _applied(
        self,
        function: Builtin,
        ways: list[Builtin | Overload],
        arguments: tuple[c.Core, ...],
        span: Span,
    ) -> c.Core:
        if len(arguments) == 1 and isinstance(next(iter(ways[0].parameters.values())), ListOf):
            # One argument is the list, or the one element of it: no other way gives more.
            ways = ways[:1]
        call = checked(ways[0], len(arguments)) if len(ways) == 1 else function.__call__
        returns = _returned(function, ways, [argument.type for argument in arguments])
        applied = c.Apply(function, arguments, call=call, span=span, type=returns)
        return _folded(applied) if function.name in _OF_LITERALS else applied

    # -- types -------------------------------------------------------------------------------

    def type(self, node: s.TypeSyntax) -> Type:
        match node:
            case s.ContextType(fields):
                return ContextOf({name: self.type(part) for name, part in fields})
            case s.FunctionType(None, _):
                return FUNCTION
            case s.FunctionType(parameters, returns):
                assert parameters is not None
                gives = ANY if returns is None else self.type(returns)
                return FunctionOf(tuple(map(self.type, parameters)), gives)
            case s.NamedType("list", element) if element is not None:
                return ListOf(self.type(element))
            case s.NamedType("range", element) if element is not None:
                return RangeOf(self.type(element))
            case s.NamedType(name, None):
                found = self.environment.types.get(name) or NAMED_TYPES.get(name)
                if found is not None:
                    return found
        known = [*self.environment.types, *NAMED_TYPES]
        name = node.name if isinstance(node, s.NamedType) else ""
        self.tell(self.span(node), "CW326", name=name, known=", ".join(known))
        return NULL

    def expect(self, core: c.Core, wanted: Type) -> None:
        """A value that can never be of the type wanted is told, in policies."""
        if not self.policy or _may_fit(core.type, wanted):
            return
        if wanted == BOOLEAN:
            self.tell(core.span, "CW327", type=_said(core.type))
        else:
            self.tell(core.span, "CW328", wanted=_said(wanted), given=_said(core.type))


_KEEP_ELEMENT = frozenset({"min", "max", "sum", "mean", "total"})
_KEEP_LIST = frozenset(
    {"sublist", "insert before", "remove", "list replace", "reverse", "distinct values", "sort"}
)
_JOIN_LISTS = frozenset({"concatenate", "union"})


# Worked out when they are read, where all their arguments are literals.
_OF_LITERALS = frozenset({"date", "time", "date and time", "duration"})


def _folded(core: c.Apply) -> c.Core:
    """`duration("PT4H")` as the constant that it is; what is null stays as it stands."""
    values = [part.value for part in core.arguments if isinstance(part, c.Constant)]
    if len(values) != len(core.arguments):
        return core
    value = core.call(*values)
    return core if value is None else c.Constant(value, span=core.span, type=type_of(value))


def _returned(function: Builtin, ways: list[Builtin | Overload], given: list[Type]) -> Type:
    """What a call gives, where what it is given says more than its signature."""
    returns = _common(way.returns for way in ways)
    if not given:
        return returns
    if function.name in _KEEP_ELEMENT:
        return _common(type_.element if isinstance(type_, ListOf) else type_ for type_ in given)
    if function.name in _KEEP_LIST and isinstance(given[0], ListOf):
        return given[0]
    if function.name in _JOIN_LISTS and all(isinstance(type_, ListOf) for type_ in given):
        return _common(given)
    return returns


class _Fields(dict[str, Type]):
    """The fields of an element, as names in a filter; `aliases` are their other words."""

    def __init__(self, of: ContextOf) -> None:
        super().__init__(of.fields)
        self.aliases = of.aliases


def _in_order(
    of: FunctionOf, arguments: tuple[c.Core, ...], names: tuple[str, ...], span: Span
) -> tuple[tuple[c.Core, ...], tuple[str, ...] | None]:
    """Named arguments in the order of the parameters, null for one left out, and no names then."""
    if of.names is None:
        return arguments, names
    given = dict(zip(names, arguments, strict=True))
    null = c.Constant(None, span=span, type=NULL)
    return tuple(given.get(name, null) for name in of.names), None


def _names_of(element: Type) -> Mapping[str, Type] | None:
    """What the fields of an element bring into scope; null where they cannot be known."""
    match _base(element):
        case ContextOf() as of:
            return _Fields(of)
        case Simple(name=name) if name in (ANY.name, CONTEXT.name):
            return None
    return {}


def _is_truth(value: c.Core, wanted: c.Core) -> bool:
    """Whether a cell compares its input with a truth, rather than being a condition of its own:
    a missing truth is then neither, not what the cell says."""
    literal = isinstance(wanted, c.Constant) and isinstance(wanted.value, bool)
    return literal or (value.type == BOOLEAN and wanted.type == BOOLEAN)


def _is_null(core: c.Core) -> bool:
    return isinstance(core, c.Constant) and core.value is None and core.type == NULL


def _common(types: Iterable[Type]) -> Type:
    """The one type of several values; nulls aside; Any where they differ."""
    found: Type | None = None
    for each in types:
        if each in (NULL, found):
            continue
        if found is None:
            found = each
        elif isinstance(found, Simple) and isinstance(each, Simple) and found.name == each.name:
            words = (
                tuple(dict.fromkeys((*found.one_of, *each.one_of)))
                if found.one_of is not None and each.one_of is not None
                else None
            )
            found = Simple(found.name, found.unit if found.unit == each.unit else None, words)
        else:
            return ANY
    return ANY if found is None else found


def _unit(operator: str, left: str | None, right: str | None) -> str | None:
    if operator in ("+", "-"):
        return left or right
    if operator == "*":
        return left or right if left is None or right is None else None
    return left if operator == "/" and right is None else None


def _base(type_: Type) -> Type:
    return _base(type_.base) if isinstance(type_, Restricted) else type_


def _surely_other(type_: Type, names: Iterable[str]) -> bool:
    """Whether a type is known and none of those named."""
    match _base(type_):
        case Simple(name=name):
            return name in _KNOWN_SIMPLE and name not in names
        case ListOf() | RangeOf() | ContextOf() | FunctionOf():
            return True
    return False


def _can_be_equal(left: Type, right: Type) -> bool:
    """False only where no two values of these types are equal."""
    one, other = _base(left), _base(right)
    if isinstance(one, Simple) and isinstance(other, Simple):
        known = one.name in _KNOWN_SIMPLE and other.name in _KNOWN_SIMPLE
        return not known or one.name == other.name
    for each, beside in ((one, other), (other, one)):
        if isinstance(each, Simple):
            if each.name in (ANY.name, NULL.name):
                return True
            if each.name in (CONTEXT.name, FUNCTION.name):
                return isinstance(beside, ContextOf | FunctionOf)
            return not isinstance(beside, ListOf | ContextOf | RangeOf | FunctionOf)
    return one.__class__ is other.__class__


def _comparable(left: Type, right: Type) -> bool:
    """False only where no two values of these types have an order."""
    one, other = _base(left), _base(right)
    if isinstance(one, Simple) and isinstance(other, Simple):
        if one.name in _KNOWN_SIMPLE and other.name in _KNOWN_SIMPLE:
            return one.name == other.name and one.name in _ORDERED
        return BOOLEAN.name not in (one.name, other.name)
    return not any(
        isinstance(each, ListOf | ContextOf | RangeOf | FunctionOf) for each in (one, other)
    )


def _may_fit(given: Type, wanted: Type) -> bool:
    """False only where no value of the one type can be given for the other."""
    one, other = _base(given), _base(wanted)
    if ANY in (one, other) or one == NULL:
        return True
    if isinstance(other, ListOf):
        element = one.element if isinstance(one, ListOf) else one
        return _may_fit(element, other.element)
    if isinstance(one, ListOf):
        # The one element of a list may stand for it.
        return _may_fit(one.element, other)
    if isinstance(one, Simple) and isinstance(other, Simple):
        if one.name == DATE.name and other.name == DATE_TIME.name:
            return True
        return one.name == other.name or one.name not in _KNOWN_SIMPLE
    if isinstance(other, Simple) and other.name == CONTEXT.name:
        return isinstance(one, ContextOf)
    if isinstance(other, Simple) and other.name == FUNCTION.name:
        return isinstance(one, FunctionOf)
    if isinstance(one, Simple):
        return (one.name == CONTEXT.name and isinstance(other, ContextOf)) or (
            one.name == FUNCTION.name and isinstance(other, FunctionOf)
        )
    if isinstance(one, ContextOf) and isinstance(other, ContextOf):
        return one.name is None or other.name is None or one.name == other.name
    return one.__class__ is other.__class__


def _said(type_: Type) -> str:
    return str(type_)


def _takes(way: Builtin | Overload, given: int) -> bool:
    most = len(way.parameters)
    return most - way.optional <= given and (way.variadic or given <= most)


def _count(way: Builtin | Overload) -> str:
    most = len(way.parameters)
    if way.variadic:
        return f"{most - way.optional}+"
    return f"{most - way.optional}–{most}" if way.optional else str(most)


def _spread(way: Builtin | Overload, given: int) -> list[Type]:
    types = list(way.parameters.values())
    if way.variadic and types:
        types += [types[-1]] * (given - len(types))
    return types[:given]


def _instance_of(value: Any, wanted: Type) -> bool:
    from clausewise.values.types import conforms

    if value is None:
        return wanted == NULL
    return conforms(value, wanted)


def _not(value: Any) -> bool | None:
    return not value if value.__class__ is bool else None


def _missing_list_contains(values: Any, element: Any) -> bool | None:
    """As FEEL's, but a missing element, or one among those searched in vain, gives null."""
    if element is None or values is None:
        return None
    from clausewise.feel.functions.operators import equal

    if any(equal(value, element) is True for value in values):
        return True
    return None if None in values else False


_RANGES = {
    (low, high): Builtin(
        "range", {"low": ANY, "high": ANY}, RANGE, sees_null=True,
        run=partial(make_range, low_closed=low, high_closed=high),
    )
    for low in (True, False)
    for high in (True, False)
}  # fmt: skip
_RANGE_OF_TEST = Builtin(
    "range of test", {"sign": STRING, "end": ANY}, RANGE, run=range_of_test, sees_null=True
)
_INSTANCE = Builtin(
    "instance of", {"value": ANY, "type": ANY}, BOOLEAN, run=_instance_of, sees_null=True
)
_NOT = Builtin("not", {"negand": BOOLEAN}, BOOLEAN, run=_not, sees_null=True)
_MISSING_LIST_CONTAINS = Builtin(
    "list contains", {"list": ListOf(ANY), "element": ANY}, BOOLEAN,
    run=_missing_list_contains, sees_null=True,
)  # fmt: skip

_READERS: Mapping[type, Callable[[Reader, Any], c.Core]] = {
    s.Literal_: Reader.literal,
    s.AtLiteral: Reader.at_literal,
    s.Name: Reader.name,
    s.Path: Reader.path,
    s.Negation: Reader.negation,
    s.Binary: Reader.binary,
    s.Between: Reader.between,
    s.Within: Reader.within,
    s.Test: Reader.test,
    s.Several: Reader.several,
    s.Choice: Reader.choice,
    s.ForEach: Reader.for_each,
    s.Quantified: Reader.quantified,
    s.Filter: Reader.filter,
    s.Call: Reader.call,
    s.Interval: Reader.interval,
    s.Listing: Reader.listing,
    s.Context: Reader.context,
    s.Function: Reader.function,
    s.InstanceOf: Reader.instance,
}
