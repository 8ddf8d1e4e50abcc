"""The quick test of a schema: it says no where the jsonschema library finds a fault, else yes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.strategies import law

from clausewise.intake.schemas import FileKind
from clausewise.intake.soundness import soundness, stands_first
from clausewise.source.yaml_reader import plain, read_yaml_file
from clausewise.values.number import Decimal

PROJECT = Path(__file__).parents[2]
KINDS: tuple[FileKind, ...] = get_args(FileKind)
BOOK = PROJECT / "policies" / "22-foreign-trade-management-and-commission"
FILES: dict[FileKind, tuple[Path, ...]] = {
    "handbook": (BOOK / "handbook.yaml",),
    "vocabulary": tuple((PROJECT / "policies" / "vocabulary").glob("*.yaml")),
    "policy": tuple(
        p for p in BOOK.glob("*.yaml") if p.name.count(".") == 1 and p.stem != "handbook"
    ),
    "test": tuple(BOOK.glob("*.test.yaml")),
    "month": (PROJECT / "examples" / "foreign-trade-2024-06" / "month.yaml",),
    "mapping": tuple((PROJECT / "src" / "clausewise" / "intake" / "readers").glob("*.yaml")),
}


def schema_of(kind: FileKind) -> Any:
    text = (PROJECT / "schemas" / f"{kind}.schema.json").read_text("utf-8")
    return json.loads(text, parse_float=Decimal)


TESTS = {kind: soundness(schema_of(kind)) for kind in KINDS}
# `x-first` is a keyword of ours, of which the library knows nothing by itself.
LIBRARY = {kind: Draft202012Validator(schema_of(kind)) for kind in KINDS}


def value_of(path: Path) -> Any:
    node, _ = read_yaml_file(path)
    assert node is not None
    return plain(node)


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_have_written_is_sound(kind: FileKind) -> None:
    assert FILES[kind]
    assert [path.name for path in FILES[kind] if not TESTS[kind](value_of(path))] == []


# Values that are near to what a schema wants

scalars: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, "", "x", "2024-06-01", "09:00", "CNY", "employee", "zh"]
    + [Decimal(text) for text in ("0", "1", "-1", "2.5")]
)
leaves: st.SearchStrategy[Any] = (
    scalars | st.just([]) | st.just({}) | st.just({"zh": "甲", "en": "a"}) | st.just(["x", "x"])
)


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield here
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(part, (*here, step))


def changed(value: Any, place: tuple[Any, ...], how: str, leaf: Any) -> Any:
    """The value with another one at a place, without it, or with more there than there was."""
    if place:
        step, *rest = place
        copy = dict(value) if isinstance(value, dict) else list(value)
        if how == "drop" and not rest:
            del copy[step]
        else:
            copy[step] = changed(value[step], tuple(rest), how, leaf)
        return copy
    if how == "more" and isinstance(value, dict):
        return {**value, "extra": leaf}
    if how == "more" and isinstance(value, list):
        return [*value, *value[:1], leaf]
    return leaf


@st.composite
def nearly_sound(draw: st.DrawFn) -> tuple[FileKind, Any]:
    kind = draw(st.sampled_from(KINDS))
    value = value_of(draw(st.sampled_from(FILES[kind])))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(list(places(value))))
        how = draw(st.sampled_from(["drop", "more", "other"]))
        value = changed(value, place, how, draw(leaves))
    return kind, value


@law(150)
@given(nearly_sound())
def test_a_file_is_sound_where_the_library_finds_no_fault(of: tuple[FileKind, Any]) -> None:
    kind, value = of

    assert TESTS[kind](value) == LIBRARY[kind].is_valid(value)


@law(200)
@given(
    st.sampled_from(
        [
            {"type": ["string", "null"]},
            {"type": "number"},
            {"type": "boolean"},
            {"enum": ["x", 1]},
            {"const": "employee"},
            {"pattern": "^[0-9]{2}:[0-9]{2}$"},
            {"minimum": 1},
            {"required": ["a", "b"]},
            {"dependentRequired": {"a": ["b"]}},
            {"minProperties": 2},
            {"properties": {"a": {"type": "number"}}},
            {"properties": {"a": {"type": "number"}}, "additionalProperties": False},
            {"additionalProperties": {"type": "string"}},
            {"items": {"type": "string"}},
            {"minItems": 2},
            {"maxItems": 1},
            {"uniqueItems": True},
            {"contains": {"const": "x"}},
            {"not": {"required": ["a"]}},
            {"not": {}},
            {"allOf": [{"type": "object"}, {"required": ["a"]}]},
            {"anyOf": [{"type": "string"}, {"required": ["a"]}]},
            {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"type": "array"}},
            {"$ref": "#/$defs/tree", "$defs": {"tree": {"items": {"$ref": "#/$defs/tree"}}}},
            {
                "$ref": "#/$defs/tree",
                "$defs": {"tree": {"type": "array", "items": {"$ref": "#/$defs/tree"}}},
            },
        ]
    ),
    st.recursive(
        scalars, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abc"), inner)
    ),
)
@example({"uniqueItems": True}, [True, Decimal(1)])
@example({"uniqueItems": True}, [{"a": True}, {"a": True}])
@example({"enum": [1]}, True)
@example({"enum": [1]}, Decimal("1.0"))
def test_each_keyword_means_what_the_library_takes_it_for(schema: Any, value: Any) -> None:
    assert soundness(schema)(value) == Draft202012Validator(schema).is_valid(value)


def test_what_has_no_test_is_never_passed_over() -> None:
    with pytest.raises(ValueError, match="the keyword 'format'"):
        soundness({"properties": {"a": {"format": "date"}}})
    with pytest.raises(ValueError, match="a definition of the same schema"):
        soundness({"items": {"$ref": "https://a.example/b.json"}})


@pytest.mark.parametrize(
    ("items", "first"),
    [
        (["employee", "date"], True),
        (["date", "employee"], False),
        (["date"], True),
        ([], True),
        ("date", True),
    ],
)
def test_what_comes_first_if_it_is_there(items: Any, first: bool) -> None:
    assert stands_first("employee", items) is first
    assert soundness({"x-first": "employee"})(items) is first
