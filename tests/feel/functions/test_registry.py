"""Every function keeps what its record promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.feel.environment import Environment
from clausewise.feel.functions import BUILTINS, EXTENSIONS
from clausewise.feel.functions.registry import Builtin, Overload, registry
from clausewise.feel.interpret import value_of
from clausewise.feel.read import read_expression
from clausewise.source.span import Passage
from clausewise.values.number import Decimal
from clausewise.values.text import feel_text
from clausewise.values.types import ANY, NUMBER, STRING, ListOf
from tests.strategies import law

ALL = {**BUILTINS, **EXTENSIONS}
EVERYWHERE = Environment.of_policy({})
EXAMPLES = [
    (environment, call, gives)
    for function in ALL.values()
    for call, gives in function.examples
    for environment in (EVERYWHERE, *([] if function.extension else [Environment({})]))
]


def value(text: str, environment: Environment) -> str:
    core, told = read_expression(Passage.of(text), environment)
    assert core is not None, [fault.message("en") for fault in told]
    return feel_text(value_of(core, {}))


@pytest.mark.parametrize(
    ("environment", "call", "gives"),
    EXAMPLES,
    ids=[f"{e.dialect} {call}" for e, call, _ in EXAMPLES],
)
def test_every_example_is_true(environment: Environment, call: str, gives: str) -> None:
    assert value(call, environment) == value(gives, environment)


@pytest.mark.parametrize("function", ALL.values(), ids=ALL.keys())
def test_every_function_is_described_in_both_languages_with_an_example(function: Builtin) -> None:
    assert function.zh
    assert function.en
    assert function.examples
    assert bool(function.section) != function.extension


NULL_MAKES_NULL = [
    (function, way)
    for function in ALL.values()
    for way in function.ways
    if not way.sees_null and way.parameters
]


@pytest.mark.parametrize(
    ("function", "way"),
    NULL_MAKES_NULL,
    ids=[f"{f.name} {tuple(w.parameters)}" for f, w in NULL_MAKES_NULL],
)
def test_a_null_argument_makes_null(function: Builtin, way: Builtin | Overload) -> None:
    assert function(*[None] * len(way.parameters)) is None


anything = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)  # fmt: skip


@law(200)
@given(
    st.sampled_from([f for f in ALL.values() if f.name not in ("now", "today", "random number")]),
    st.lists(anything, max_size=5),
)
def test_no_function_raises_whatever_it_is_given(
    function: Builtin, arguments: list[object]
) -> None:
    first = function(*arguments)

    assert feel_text(first) == feel_text(function(*arguments))


def test_two_functions_of_one_name_are_our_mistake() -> None:
    one = Builtin("twice", {"n": NUMBER}, NUMBER, run=lambda n: n * 2)

    with pytest.raises(ValueError, match="share a name"):
        registry(one, one)


def test_a_function_of_our_own_is_called_like_any_other() -> None:
    twice = Builtin(
        "twice of",
        {"n": NUMBER, "by": NUMBER},
        NUMBER,
        optional=1,
        run=lambda n, *by: n * (by[0] if by else 2),
    )
    environment = Environment.of_policy({}, {"twice of": twice})

    assert value("twice of(4)", environment) == "8"
    assert value("twice of(by: 3, n: 4)", environment) == "12"
    assert value("twice of([4])", environment) == "8"
    assert value("twice of(null)", environment) == "null"


def test_what_fits_no_way_of_calling_gives_null() -> None:
    join = Builtin(
        "join", {"list": ListOf(STRING)}, STRING, run="".join,
        overloads=(Overload({"one": NUMBER, "other": ANY}, NUMBER, run=lambda one, other: one),),
    )  # fmt: skip

    assert join(["a", "b"]) == "ab"
    assert join("a") == "a"
    assert join(Decimal(1), "x") == Decimal(1)
    assert join(Decimal(1)) is None
    assert join("a", "b") is None
    assert join() is None
