"""Text into syntax, by the LALR tables of feel.lark."""

# ruff: noqa: ARG001, ARG005  # the actions of the grammar are all called alike

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from clausewise.feel import syntax as s
from clausewise.feel.environment import POLICY, Environment
from clausewise.feel.grammar import Tables, load
from clausewise.feel.lexer import (
    PROPERTIES,
    TYPE_NAMES,
    Lexer,
    Token,
    Vocabulary,
    is_of_several_words,
)
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage
from clausewise.values.number import parse_number
from clausewise.values.types import ContextOf, FunctionOf, ListOf, RangeOf, Restricted, Type

LONGEST_TEXT = 100_000
DEEPEST_NESTING = 120

Read = tuple[s.Syntax | None, list[Diagnostic]]


def parse(passage: Passage, environment: Environment) -> Read:
    """One expression; null where it cannot be read, with what there is to say about it."""
    return _read(passage, environment, "expression_alone")


def parse_unary_tests(
    passage: Passage, environment: Environment
) -> tuple[s.UnaryTests | None, list[Diagnostic]]:
    """The text of a cell: tests with commas between, `not(…)` round them, or `-`."""
    return _read(passage, environment, "unary_tests_alone")


def _read(passage: Passage, environment: Environment, start: str) -> tuple[Any, list[Diagnostic]]:
    text = passage.text
    if len(text) > LONGEST_TEXT:
        told = Diagnostic.at(
            passage.part(0, 1), "CW221", length=str(len(text)), limit=str(LONGEST_TEXT)
        )
        return None, [told]
    lexer = Lexer(
        passage, vocabularies(environment), environment.dialect is POLICY, start[0] == "u"
    )
    lexer.run()
    diagnostics = lexer.diagnostics
    if len(lexer.tokens) == 1:
        if not diagnostics:
            diagnostics.append(Diagnostic.at(passage.span, "CW220"))
        return None, diagnostics
    node, fault = _run(lexer, start)
    if fault is not None and not any(
        told.code in ("CW205", "CW212", "CW206") for told in diagnostics
    ):
        diagnostics.append(fault)
    return node, diagnostics


def vocabularies(environment: Environment) -> tuple[Vocabulary, ...]:
    """The names of several words that may stand in an expression."""
    kept = environment.__dict__.get("_vocabularies")
    if kept is None:
        names = {
            *environment.names, *environment.aliases, *environment.types, *PROPERTIES, *TYPE_NAMES
        }  # fmt: skip
        for wanted in (*environment.names.values(), *environment.types.values()):
            names |= _names_within(_Itself(wanted))
        kept = (Vocabulary(names), _function_names(tuple(environment.functions)))
        environment.__dict__["_vocabularies"] = kept
    # Kept beside the fields, which are frozen.
    return kept


@cache
def _function_names(names: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(names)


class _Itself:
    """A type that is equal to itself alone: to hold two against each other takes longer than to
    look through one."""

    __slots__ = ("type",)

    def __init__(self, type_: Type) -> None:
        self.type = type_

    def __hash__(self) -> int:
        return id(self.type)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.type is other.type


# Each rule sees names of its own, but the kinds of facts that they have are the handbook's.
@lru_cache(maxsize=4096)
def _names_within(of: _Itself) -> frozenset[str]:
    """The names of several words in a type, at any depth."""
    names: set[str] = set()
    _field_names(of.type, names, set())
    return frozenset(filter(is_of_several_words, names))


def _field_names(of: Type, names: set[str], seen: set[int]) -> None:
    if id(of) in seen:
        return
    seen.add(id(of))
    match of:
        case ContextOf(fields=fields, aliases=aliases):
            names.update(fields, aliases)
            for part in fields.values():
                _field_names(part, names, seen)
        case ListOf(element=element) | RangeOf(element=element):
            _field_names(element, names, seen)
        case FunctionOf(returns=returns):
            _field_names(returns, names, seen)
        case Restricted(base=base):
            _field_names(base, names, seen)


# -- the machine -----------------------------------------------------------------------------


@cache
def _tables() -> Tables:
    return load()


@cache
def _steps() -> tuple[tuple[str, int, "Action | None"], ...]:
    """For each rule: what it makes, of how many symbols, and how; null leaves the one as it is."""
    return tuple(
        (rule.makes, rule.size, None if rule.action == "same" else ACTIONS[rule.action])
        for rule in _tables().rules
    )


class _Refused(Exception):  # noqa: N818  # it never leaves this module
    """An action found a fault that the grammar cannot see."""

    def __init__(self, start: int, end: int, code: str, **blanks: str) -> None:
        super().__init__(code)
        self.start, self.end, self.code, self.blanks = start, end, code, blanks


def _run(lexer: Lexer, start: str) -> tuple[Any, Diagnostic | None]:
    tables, steps = _tables(), _steps()
    states = tables.states
    end_state = tables.ends[start]
    stack = [tables.starts[start]]
    values: list[Any] = []
    starts: list[int] = []
    ends: list[int] = []
    heights: list[int] = []
    part = lexer.passage.part
    for index, token in enumerate(lexer.tokens):
        kind = token.kind
        while True:
            action = states[stack[-1]].get(kind)
            if action is None:
                return None, _fault(lexer, index, states[stack[-1]])
            if action >= 0:
                stack.append(action)
                values.append(token)
                starts.append(token.start)
                ends.append(token.end)
                heights.append(0)
                break
            makes, size, act = steps[-1 - action]
            if act is not None or size != 1:
                first, last = starts[-size], ends[-1]
                try:
                    value = act(values[-size:], first, last) if act else values[-1]
                except _Refused as refused:
                    place = part(refused.start, refused.end)
                    return None, Diagnostic.at(place, refused.code, **refused.blanks)
                height = _height(makes, heights[-size:])
                if height > DEEPEST_NESTING:
                    return None, Diagnostic.at(
                        part(first, last), "CW222", limit=str(DEEPEST_NESTING)
                    )
                del stack[-size:], values[-size:], starts[-size:], ends[-size:], heights[-size:]
                values.append(value)
                starts.append(first)
                ends.append(last)
                heights.append(height)
            else:
                stack.pop()
            stack.append(states[stack[-1]][makes])
            if stack[-1] == end_state and kind == "$END":
                return values[-1], None
    raise AssertionError("the tables end before the text does")


_LISTS = frozenset(
    {
        "tests",
        "arguments",
        "entries",
        "iterators",
        "parameters",
        "types",
        "type_fields",
        "type_name",
    }
)


def _height(makes: str, parts: list[int]) -> int:
    """How deep a node is.  Lists, and chains of `and` or of `or`, are as deep as their deepest part."""
    if len(parts) == 1 or makes in _LISTS:
        return max(parts)
    if makes in ("conjunction", "disjunction"):
        return max(parts[0], parts[-1] + 1)
    return max(parts) + 1


def _fault(lexer: Lexer, index: int, state: Mapping[str, int]) -> Diagnostic:
    """Why a token cannot stand here, in words for whoever wrote it."""
    from clausewise.feel.faults import fault

    return fault(lexer, index, frozenset(state))


# -- the actions -----------------------------------------------------------------------------

Action = Callable[[list[Any], int, int], Any]

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def unescaped(quoted: str) -> str:
    """The characters that a string literal stands for (grammar rule 35); its quotes go."""
    text = quoted[1:-1]
    if "\\" not in text:
        return text

    def character(found: "re.Match[str]") -> str:
        code = found[1] or found[2]
        if code:
            number = int(code, 16)
            return chr(number) if number <= 0x10FFFF else found[0]
        return _ESCAPES.get(found[3], found[0])

    text = _ESCAPE.sub(character, text)
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _number(v: list[Any], start: int, end: int) -> s.Literal_:
    number = parse_number(v[0].text)
    if number is None:
        raise _Refused(start, end, "CW223", found=v[0].text[:40])
    return s.Literal_(number, start=start, end=end)


def _name(v: list[Any], start: int, end: int) -> s.Name:
    return s.Name(v[0].text, start=start, end=end)


def _binary(v: list[Any], start: int, end: int) -> s.Binary:
    return s.Binary(v[1].text, v[0], v[2], start=start, end=end)


def _parenthesis(v: list[Any], start: int, end: int) -> Any:
    tests = v[1]
    return tests[0] if len(tests) == 1 else s.Several(tuple(tests), start=start, end=end)


def _interval(v: list[Any], start: int, end: int) -> s.Interval:
    return s.Interval(v[1], v[3], v[0].text == "[", v[4].text == "]", start=start, end=end)


def _entry(v: list[Any], start: int, end: int) -> s.Entry:
    key = v[0]
    name = unescaped(key.text) if key.kind == "STRING" else key.text
    return s.Entry(name, v[2], start=key.start, end=key.end)


def _context(v: list[Any], start: int, end: int) -> s.Context:
    entries: list[s.Entry] = v[1]
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            raise _Refused(entry.start, entry.end, "CW224", key=entry.key)
        seen.add(entry.key)
    return s.Context(tuple(entries), start=start, end=end)


def _call(v: list[Any], start: int, end: int) -> s.Call:
    arguments: list[s.Argument] = v[2]
    named = [argument for argument in arguments if argument.name is not None]
    if named and len(named) != len(arguments):
        first = next(argument for argument in arguments if argument.name is None)
        raise _Refused(first.start, first.end, "CW225")
    return s.Call(v[0], tuple(arguments), start=start, end=end)


def _unary_tests(v: list[Any], start: int, end: int) -> s.UnaryTests:
    tests: list[Any] = v[0]
    if len(tests) == 1:
        match tests[0]:
            case s.Call(s.Name("not"), arguments) if arguments and arguments[0].name is None:
                inside = tuple(argument.value for argument in arguments)
                return s.UnaryTests(inside, True, start=start, end=end)
            case _:
                pass
    return s.UnaryTests(tuple(tests), False, start=start, end=end)


def _constant(value: Any) -> Action:
    return lambda v, start, end: s.Literal_(value, start=start, end=end)


def _more(v: list[Any], start: int, end: int) -> list[Any]:
    v[0].append(v[2])
    return v[0]  # type: ignore[no-any-return]  # a list of the same


ACTIONS: Mapping[str, Action] = {
    "anything": lambda v, start, end: s.UnaryTests(None, False, start=start, end=end),
    "unary_tests": _unary_tests,
    "one": lambda v, start, end: [v[0]],
    "more": _more,
    "dotted": _more,
    "test": lambda v, start, end: s.Test(v[0].text, v[1], start=start, end=end),
    "binary": _binary,
    "between": lambda v, start, end: s.Between(v[0], v[2], v[4], start=start, end=end),
    "within": lambda v, start, end: s.Within(v[0], v[2], start=start, end=end),
    "within_test": lambda v, start, end: s.Within(
        v[0], s.Test(v[2].text, v[3], start=v[2].start, end=end), start=start, end=end
    ),
    "instance": lambda v, start, end: s.InstanceOf(v[0], v[2], start=start, end=end),
    "negation": lambda v, start, end: s.Negation(v[1], start=start, end=end),
    "path": lambda v, start, end: s.Path(
        v[0], v[2].text, name_start=v[2].start, start=start, end=end
    ),
    "filter": lambda v, start, end: s.Filter(v[0], v[2], start=start, end=end),
    "call_without": lambda v, start, end: s.Call(v[0], (), start=start, end=end),
    "call": _call,
    "positional": lambda v, start, end: s.Argument(None, v[0], start=start, end=end),
    "named": lambda v, start, end: s.Argument(v[0].text, v[2], start=v[0].start, end=v[0].end),
    "number": _number,
    "string": lambda v, start, end: s.Literal_(unescaped(v[0].text), start=start, end=end),
    "at_literal": lambda v, start, end: s.AtLiteral(
        unescaped(v[0].text[1:].lstrip()), start=start, end=end
    ),
    "true": _constant(True),
    "false": _constant(False),
    "null": _constant(None),
    "name": _name,
    "parenthesis": _parenthesis,
    "interval": _interval,
    "empty_list": lambda v, start, end: s.Listing((), start=start, end=end),
    "listing": lambda v, start, end: s.Listing(tuple(v[1]), start=start, end=end),
    "empty_context": lambda v, start, end: s.Context((), start=start, end=end),
    "context": _context,
    "choice": lambda v, start, end: s.Choice(v[1], v[3], v[5], start=start, end=end),
    "for_each": lambda v, start, end: s.ForEach(tuple(v[1]), v[3], start=start, end=end),
    "quantified": lambda v, start, end: s.Quantified(
        v[0].text, tuple(v[1]), v[3], start=start, end=end
    ),
    "function_without": lambda v, start, end: s.Function(
        (), _body(v[3]), isinstance(v[3], tuple), start=start, end=end
    ),
    "function": lambda v, start, end: s.Function(
        tuple(v[2]), _body(v[4]), isinstance(v[4], tuple), start=start, end=end
    ),
    "entry": _entry,
    "iterator": lambda v, start, end: s.Iterator(
        v[0].text, v[2], None, start=v[0].start, end=v[0].end
    ),
    "counting": lambda v, start, end: s.Iterator(
        v[0].text, v[2], v[4], start=v[0].start, end=v[0].end
    ),
    "parameter": lambda v, start, end: s.Parameter(v[0].text, None, start=start, end=end),
    "typed_parameter": lambda v, start, end: s.Parameter(v[0].text, v[2], start=start, end=end),
    "external": lambda v, start, end: ("external", v[1]),
    "named_type": lambda v, start, end: s.NamedType(_dotted(v[0]), start=start, end=end),
    "type_of_type": lambda v, start, end: s.NamedType(_dotted(v[0]), v[2], start=start, end=end),
    "context_type": lambda v, start, end: s.ContextType(tuple(v[2]), start=start, end=end),
    "function_type_without": lambda v, start, end: s.FunctionType((), v[4], start=start, end=end),
    "function_type": lambda v, start, end: s.FunctionType(tuple(v[2]), v[5], start=start, end=end),
    "any_function_type": lambda v, start, end: s.FunctionType(None, None, start=start, end=end),
    "type_field": lambda v, start, end: (v[0].text, v[2]),
}


def _body(body: Any) -> Any:
    return body[1] if isinstance(body, tuple) else body


def _dotted(tokens: list[Token]) -> str:
    return ".".join(token.text for token in tokens)
