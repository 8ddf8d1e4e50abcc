"""The schemas of files with the names of a vocabulary, by which editors complete and check."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from clausewise.intake.events import ENVELOPE_WORDS
from clausewise.intake.schemas import FORMS, Schema
from clausewise.model.policy import Book
from clausewise.model.vocabulary import Field, Labels, Vocabulary, aliases_of
from clausewise.plan.from_register import OBLIGATION
from clausewise.source.catalogue import CATALOGUE
from clausewise.values.types import NAMED_TYPES, ContextOf, ListOf, Simple, Type


def with_names(schema: Schema, vocabulary: Vocabulary, books: Iterable[Book] = ()) -> Schema:
    """The schema for editors, each mark in it filled from the vocabulary and the clauses of books.

    What it accepts is what the schema accepts with names that are there, and fields of their
    types: a policy without a fault has none here.  A field that an expression may fill takes any.
    """
    filled = _filled(schema, _Words(vocabulary, tuple(books)))
    assert isinstance(filled, dict)
    # Two folders may have one each; an editor would take them for the same by this name.
    return {key: value for key, value in filled.items() if key != "$id"}


@frozen
class _Words:
    """What the marks are filled from."""

    vocabulary: Vocabulary
    books: Sequence[Book]


def _filled(schema: Any, words: _Words) -> Any:
    if isinstance(schema, list):
        return [_filled(one, words) for one in schema]
    if not isinstance(schema, dict):
        return schema
    filled: Any = {
        key: _filled(value, words) for key, value in schema.items() if not key.startswith("x-")
    }
    for mark, fill in _MARKS.items():
        if mark in schema:
            filled = fill(filled, schema[mark], words)
    return filled


# Names


def _closed(schema: Schema, name: str, words: _Words) -> Schema:
    """One of these words and no other; what is no text, such as a list of them, as before."""
    names = _NAMES[name](words.vocabulary)
    if not names:
        return schema
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    choice = {"type": "string", "enum": [*names], "enumDescriptions": [*names.values()]}
    others = [kind for kind in kinds if kind != "string"]
    if not others:
        return {**schema, **choice}
    # Editors look for words under anyOf, not under if and then.
    outside = {key: schema[key] for key in ("description",) if key in schema}
    inside = {key: value for key, value in schema.items() if key not in outside}
    return {**outside, "anyOf": [choice, {**inside, "type": _one_or_many(others)}]}


def _open(schema: Schema, name: str, words: _Words) -> Schema:
    """Words that are usual here; others are as good."""
    usual = list(dict.fromkeys(_USUAL[name](words)))
    return {**schema, "examples": usual} if usual else schema


def _keys(schema: Schema, name: str, words: _Words) -> Schema:
    """The keys are names: each takes what any key did."""
    names = _NAMES[name](words.vocabulary)
    value = schema["additionalProperties"]
    known = {word: {"description": said, **value} for word, said in names.items()}
    return {
        **schema,
        "properties": {**known, **schema["properties"]},
        "additionalProperties": False,
    }


def _kinds(vocabulary: Vocabulary) -> dict[str, str]:
    """What a policy may read: events and rulings, by their names."""
    events = {name: _said(kind.labels) for name, kind in vocabulary.events.items()}
    return {**events, **_outcomes(vocabulary)}


def _events(vocabulary: Vocabulary) -> dict[str, str]:
    """The words for kinds of events in data: names, then the labels that stand for them."""
    words = {**{name: name for name in vocabulary.events}, **aliases_of(vocabulary.events)}
    return {word: _said(vocabulary.events[name].labels) for word, name in words.items()}


def _outcomes(vocabulary: Vocabulary) -> dict[str, str]:
    return {name: _said(kind.labels) for name, kind in vocabulary.outcomes.items()}


def _obligations(vocabulary: Vocabulary) -> dict[str, str]:
    return dict.fromkeys(vocabulary.enums.get(OBLIGATION, ()), "")


_NAMES: Mapping[str, Callable[[Vocabulary], dict[str, str]]] = {
    "kinds": _kinds,
    "events": _events,
    "outcomes": _outcomes,
    "obligations": _obligations,
}
"""Closed choices of words, each with what people call it."""


def _clauses(words: _Words) -> list[str]:
    return [clause for book in words.books for clause in book.handbook.clauses]


def _types(words: _Words) -> list[str]:
    spoken = [name for name in NAMED_TYPES if name[0].islower() and name not in _NOT_SPOKEN]
    return [*spoken, *words.vocabulary.enums, *(f"list of {name}" for name in ("string", "number"))]


# Types of FEEL that no field is declared with.
_NOT_SPOKEN = frozenset({"function", "list", "range"})


def _units(words: _Words) -> list[str]:
    vocabulary = words.vocabulary
    kinds = [*vocabulary.events, *vocabulary.outcomes]
    fields = [one for kind in kinds for one in vocabulary.fields_of(kind).values()]
    fields += vocabulary.employee.values()
    return [one.type.unit for one in fields if isinstance(one.type, Simple) and one.type.unit]


_USUAL: Mapping[str, Callable[[_Words], list[str]]] = {
    "clauses": _clauses,
    "clauses and outcomes": lambda words: [*words.vocabulary.outcomes, *_clauses(words)],
    "types": _types,
    "units": _units,
}
"""Words that are usual somewhere."""


# Fields


def _fields(schema: Schema, name: str, words: _Words) -> Schema:
    return _FIELDS[name](schema, words.vocabulary)


def _of_outcomes(schema: Schema, vocabulary: Vocabulary) -> Schema:
    """In a rule: the fields of each outcome, written as expressions or texts with holes."""
    cases = []
    for name, kind in vocabulary.outcomes.items():
        required = [one.name for one in kind.fields.values() if one.required]
        required += ["amount"] if kind.needs_amount else []
        fields = {one.name: _written(one) for one in kind.fields.values()}
        cases.append(
            _case("outcome", [name], _said(kind.labels), _exactly(schema, fields, required))
        )
    return _with_cases(schema, cases)


def _of_events(schema: Schema, vocabulary: Vocabulary) -> Schema:
    """In a test: the fields of each kind of event, by name or label; none that is worked out."""
    every = {word: {"type": "string", "doNotSuggest": True} for word in ENVELOPE_WORDS}
    labels: dict[str, list[str]] = {name: [name] for name in vocabulary.events}
    for label, name in aliases_of(vocabulary.events).items():
        labels[name].append(label)
    cases = []
    for name, kind in vocabulary.events.items():
        given = {one.name: one for one in kind.fields.values() if one.derived is None}
        fields = {one.name: _stated(one) for one in given.values()}
        fields |= {
            label: _stated(given[one])
            for label, one in aliases_of(kind.fields).items()
            if one in given
        }
        # A field may go by its label too, so that none can be called missing by its name alone.
        cases.append(
            _case(
                "kind", labels[name], _said(kind.labels), _exactly(schema, {**every, **fields}, [])
            )
        )
    return _with_cases(schema, cases)


def _of_rulings(schema: Schema, vocabulary: Vocabulary) -> Schema:
    """In a test: what a ruling of each outcome has."""
    every: Schema = {
        name: {"description": said, "type": kinds} for name, (said, kinds) in _OF_RULINGS.items()
    }
    cases = []
    for name, kind in vocabulary.outcomes.items():
        fields = {one.name: _matched(one) for one in kind.fields.values()}
        cases.append(
            _case("outcome", [name], _said(kind.labels), _exactly(schema, {**every, **fields}, []))
        )
    return _with_cases(schema, cases)


def _of_employees(schema: Schema, vocabulary: Vocabulary) -> Schema:
    """In a test: the fields of the roster, and what stands in further columns."""
    fields = {one.name: _stated(one) for one in vocabulary.employee.values()}
    for label, name in aliases_of(vocabulary.employee).items():
        fields[label] = fields[name]
    return {**schema, "properties": {**fields, **schema["properties"]}}


_FIELDS: Mapping[str, Callable[[Schema, Vocabulary], Schema]] = {
    "outcome": _of_outcomes,
    "event": _of_events,
    "ruling": _of_rulings,
    "employee": _of_employees,
}
"""Objects whose fields a vocabulary gives."""

# What editors say


def _form(schema: Schema, form: str, _: _Words) -> Schema:
    entry = CATALOGUE[FORMS[form]]
    return {**schema, "patternErrorMessage": f"{entry.hint_zh} · {entry.hint_en}"}


def _instead(schema: Schema, others: list[str], _: _Words) -> Schema:
    """One key that must be there, or others in its place."""
    entry, keys = CATALOGUE["CW180"], " / ".join([*schema["required"], *others])
    return {**schema, "errorMessage": f"{entry.zh} · {entry.en}".format(keys=keys)}


def _beside(_: Schema, __: str, ___: _Words) -> bool:
    """A key that cannot stand beside another: editors say of it that it is not allowed."""
    return False


_MARKS: Mapping[str, Callable[[Schema, Any, _Words], Schema | bool]] = {
    "x-names": _closed,
    "x-suggests": _open,
    "x-keys": _keys,
    "x-fields": _fields,
    "x-form": _form,
    "x-or": _instead,
    "x-beside": _beside,
}
"""How each mark of the schemas is filled."""

# Beside its outcome's fields, what an expectation may name of a ruling.
_OF_RULINGS: Mapping[str, tuple[str, list[str]]] = {
    "amount": ("金额 / the amount", ["number", "string", "null"]),
    "period": ("期间 / the period", ["string", "number", "null"]),
    "id": ("裁定的编号 / the ruling's id", ["string"]),
    "handbook": ("手册 / the handbook", ["string"]),
    "effect": ("性质 / its effect", ["string"]),
    "currency": ("币种 / the currency", ["string", "null"]),
    "status": ("状态 / its status", ["string"]),
    "note": ("备注 / the note", ["string", "object", "null"]),
    "missing": ("缺少的名称 / the names that were missing", ["array", "string"]),
}


def _case(key: str, words: list[str], title: str, then: Schema) -> Schema:
    """Where `key` is one of the words; the title is what editors call all that must be there."""
    condition = {"properties": {key: {"enum": words}}, "required": [key]}
    return {"if": condition, "then": {"title": title or words[0], **then}}


def _exactly(schema: Schema, fields: Mapping[str, Any], required: list[str]) -> Schema:
    """These fields beside the keys that the schema has itself, and no other."""
    own = {
        name: value if name in required else True for name, value in schema["properties"].items()
    }
    known = {"properties": {**fields, **own}, "additionalProperties": False}
    return {**known, "required": required} if required else known


def _with_cases(schema: Schema, cases: list[Schema]) -> Schema:
    """What any key took is left to the cases: editors offer it for the keys that are known, too."""
    rest = {key: value for key, value in schema.items() if key != "additionalProperties"}
    return {**rest, "allOf": [*schema.get("allOf", ()), *cases]} if cases else schema


# Values of fields

_SCALARS = ["string", "number", "boolean"]


def _written(field: Field) -> Schema:
    """A field in a rule's outcome: a text with holes for texts, else an expression."""
    words = _words_of(field.type)
    about = {"description": _about(field)}
    if words and not isinstance(field.type, ListOf):
        hole = {"type": "string", "pattern": r"\{"}
        return {**about, "anyOf": [{"type": "string", "enum": words}, hole]}
    if isinstance(field.type, ListOf):
        return {**about, "type": [*_SCALARS, "array"], "items": {"type": _SCALARS}}
    return {**about, "type": _SCALARS}


def _stated(field: Field) -> Schema:
    """A field of a fact or an employee: a value, as data states it."""
    value = _value(field.type)
    if not field.required:
        value = _or_null(value)
    return {"description": _about(field), **value}


def _matched(field: Field) -> Schema:
    """A field that an expectation names: a value, or null for a field that is left out."""
    return {"description": _about(field), **_or_null(_value(field.type))}


def _value(kind: Type) -> Schema:
    match kind:
        case Simple(name="string", one_of=words) if words is not None:
            return {"enum": list(words)}
        case Simple(name=name) if name in _STATED:
            return {"type": _one_or_many(_STATED[name])}
        case ListOf(element=element):
            # A text divided by ; is a list as well, as in a spreadsheet's cell.
            return {"type": ["array", "string"], "items": _value(element)}
        case ContextOf(fields=fields):
            return {
                "type": "object",
                "properties": {name: _or_null(_value(inner)) for name, inner in fields.items()},
            }
    return {"type": [*_SCALARS, "array", "object"]}


# Days, moments and lengths of time are texts; a number may have separators, a truth be 是.
_STATED: Mapping[str, list[str]] = {
    "string": ["string"],
    "number": ["number", "string"],
    "boolean": ["boolean", "string", "number"],
    "date": ["string"],
    "time": ["string"],
    "date and time": ["string"],
    "days and time duration": ["string"],
    "years and months duration": ["string"],
}


def _or_null(value: Schema) -> Schema:
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None]}
    kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return {**value, "type": [*kinds, "null"]}


def _words_of(kind: Type) -> list[str]:
    return list(kind.one_of or ()) if isinstance(kind, Simple) else []


def _one_or_many(kinds: list[str]) -> str | list[str]:
    return kinds[0] if len(kinds) == 1 else kinds


def _about(field: Field) -> str:
    """分钟 / minutes (number, minutes)"""
    unit = field.type.unit if isinstance(field.type, Simple) else None
    kind = f"{field.type}, {unit}" if unit else str(field.type)
    return f"{_said(field.labels)} ({kind})".lstrip()


def _said(labels: Labels) -> str:
    """The label in both languages; once where they are the same."""
    return " / ".join(dict.fromkeys(labels[one] for one in ("zh", "en") if one in labels))
