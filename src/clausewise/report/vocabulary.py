"""What there is to write about: kinds, fields, words and functions, as text and as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from clausewise.feel.functions.registry import Builtin
from clausewise.feel.reference import signature
from clausewise.model.vocabulary import ENVELOPE, EventKind, Field, OutcomeKind, Vocabulary
from clausewise.report.layout import column_widths, hanging, left
from clausewise.report.lines import as_json
from clausewise.source.diagnostic import Language
from clausewise.values.text import feel_text
from clausewise.values.types import ContextOf, ListOf, Simple, Type

COLUMNS = 100
FUNCTIONS = "functions"
ROSTER = "employee"
FACT = "fact"
# The company's facts have no employee, and few facts a moment or a note.
_LACKING = frozenset({"employee", "at", "note"})


@frozen
class Thing:
    """One entry of the vocabulary: a kind with its fields, an enum with its words, or a group.

    `group` is one of events, outcomes, employee, fact, enums.
    """

    name: str
    group: str
    labels: Mapping[str, str]
    fields: Mapping[str, Field]
    kind: EventKind | OutcomeKind | None = None
    words: tuple[str, ...] = ()


def things(vocabulary: Vocabulary) -> dict[str, Thing]:
    """Every kind, the roster, what every fact has, and every enum, by name."""
    found = [
        *(Thing(one.name, "events", one.labels, one.fields, one) for one in vocabulary.events.values()),
        *(
            Thing(one.name, "outcomes", one.labels, one.fields, one)
            for one in vocabulary.outcomes.values()
        ),
        Thing(ROSTER, "employee", {"zh": "员工", "en": "employee"}, vocabulary.employee),
        Thing(
            FACT,
            "fact",
            {"zh": "每件事都有", "en": "what every fact has"},
            {name: Field(name, kind, optional=name in _LACKING) for name, kind in ENVELOPE.items()},
        ),
        *(Thing(name, "enums", {}, {}, words=words) for name, words in vocabulary.enums.items()),
    ]  # fmt: skip
    named: dict[str, Thing] = {}
    for one in found:
        named.setdefault(one.name, one)
    return named


# As text

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "events": "事件（会发生的事）",
        "outcomes": "裁定（会得出的处理）",
        "employee": "花名册",
        "fact": "每件事都有的字段",
        "enums": "词表",
        "functions": "函数",
        "daily": "每人每个工作日都有一条",
        "company": "公司的事，没有员工",
        "optional": "可缺",
        "default": "缺省 {0}",
        "derived": "由 {0} 算出",
        "payment": "发钱",
        "deduction": "扣钱",
        "sanction": "处分",
        "notice": "通知",
        "finding": "认定",
        "more": "看一种的字段: clausewise vocabulary {0}；看一个字段: clausewise vocabulary {0}.字段；看函数: clausewise vocabulary functions",
    },
    "en": {
        "events": "events (what can happen)",
        "outcomes": "outcomes (what can follow)",
        "employee": "the roster",
        "fact": "the fields that every fact has",
        "enums": "lists of words",
        "functions": "functions",
        "daily": "one for each employee and workday",
        "company": "of the company, without an employee",
        "optional": "may be missing",
        "default": "{0} where missing",
        "derived": "worked out as {0}",
        "payment": "payment",
        "deduction": "deduction",
        "sanction": "sanction",
        "notice": "notice",
        "finding": "finding",
        "more": "the fields of one: clausewise vocabulary {0}; one field: clausewise vocabulary {0}.FIELD; the functions: clausewise vocabulary functions",
    },
}  # fmt: skip


def all_as_text(
    vocabulary: Vocabulary, functions: Mapping[str, Builtin], language: Language
) -> str:
    """Every name by group, with its label; of the functions, the names alone."""
    words = _WORDS[language]
    blocks: list[list[str]] = []
    known = things(vocabulary)
    for group in ("events", "outcomes", "employee", "fact", "enums"):
        members = [one for one in known.values() if one.group == group]
        if members:
            rows = [(f"  {one.name}", _about(one, language)) for one in members]
            blocks.append([words[group], *_hung(rows)])
    # A name of several words stays on one line.
    names = ", ".join(sorted(functions)).replace(" ", "\u00a0").replace(",\u00a0", ", ")
    lines = [line.replace("\u00a0", " ") for line in hanging("  ", names, COLUMNS)]
    blocks.append([words[FUNCTIONS], *lines])
    example = next(iter(vocabulary.events), ROSTER)
    blocks.append(hanging("", words["more"].format(example), COLUMNS))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def thing_as_text(thing: Thing, language: Language) -> str:
    """A kind with a line for each of its fields; an enum with its words."""
    head = f"{thing.name}  {_labelled(thing, language)}".rstrip()
    if thing.group == "enums":
        return "\n".join([head, *(f"  {word}" for word in thing.words)]) + "\n"
    rows = [(f"  {one.name}", _described(one, language)) for one in thing.fields.values()]
    return "\n".join([head, *_hung(rows)]) + "\n"


def field_as_text(thing: Thing, field: Field, language: Language) -> str:
    """One field, with a line for each word that it may be."""
    lines = [f"{thing.name}.{field.name}  {_described(field, language, words=False)}"]
    lines += [f"  {word}" for word in words_of(field.type)]
    return "\n".join(lines) + "\n"


def functions_as_text(functions: Iterable[Builtin], language: Language) -> str:
    """How each function is called, and what it gives."""
    lines: list[str] = []
    for one in functions:
        lines += [signature(one.name, way) for way in one.ways]
        about = one.zh if language == "zh" else one.en
        lines += hanging("  ", about, COLUMNS)
        lines += [f"  {call} → {gives}" for call, gives in one.examples]
    return "\n".join(lines) + "\n"


def _hung(rows: list[tuple[str, str]]) -> list[str]:
    """Names in one column, what is said of each behind it."""
    if not rows:
        return []
    columns = column_widths(rows)[0] + 2
    lines: list[str] = []
    for name, said in rows:
        lines += hanging(left(name, columns), said, COLUMNS) if said else [name]
    return lines


def _about(thing: Thing, language: Language) -> str:
    shown = ", ".join(thing.fields) if thing.group != "enums" else ", ".join(thing.words)
    label = _labelled(thing, language)
    return f"{label}: {shown}" if label and shown else label or shown


def _labelled(thing: Thing, language: Language) -> str:
    """The label, and what kind of kind it is."""
    words = _WORDS[language]
    said = [_label(thing.labels, language)]
    if isinstance(thing.kind, OutcomeKind):
        said.append(words[thing.kind.effect])
    if isinstance(thing.kind, EventKind):
        said += [words["daily"]] if thing.kind.daily else []
        said += [words["company"]] if thing.kind.company else []
    return ("，" if language == "zh" else ", ").join(one for one in said if one)


def _described(field: Field, language: Language, *, words: bool = True) -> str:
    say = _WORDS[language]
    said = [type_words(field.type)]
    if words and (allowed := words_of(field.type)):
        said.append(" | ".join(allowed))
    if field.derived is not None:
        said.append(say["derived"].format(" ".join(field.derived.text.split())))
    elif field.has_default:
        said.append(say["default"].format(feel_text(field.default)))
    elif field.optional:
        said.append(say["optional"])
    said.append(_label(field.labels, language))
    return "; ".join(one for one in said if one)


def _label(labels: Mapping[str, str], language: Language) -> str:
    return labels.get(language) or next(iter(labels.values()), "")


def type_words(kind: Type) -> str:
    """A type as a vocabulary file writes it, with its unit.

    >>> from clausewise.values.types import NUMBER
    >>> type_words(ListOf(NUMBER.with_unit("days")))
    'list of number (days)'
    """
    match kind:
        case ListOf(element):
            return f"list of {type_words(element)}"
        case ContextOf(fields):
            inner = ", ".join(f"{name}: {type_words(part)}" for name, part in fields.items())
            return f"context ({inner})" if inner else "context"
        case Simple(name, unit):
            return f"{name} ({unit})" if unit else name
        case _:
            return str(kind)


def words_of(kind: Type) -> tuple[str, ...]:
    """The words that a text may be, and nothing for any other type; of a list, those of its elements."""
    if isinstance(kind, ListOf):
        return words_of(kind.element)
    return (kind.one_of or ()) if isinstance(kind, Simple) else ()


# As JSON


def all_as_json(vocabulary: Vocabulary, functions: Mapping[str, Builtin]) -> dict[str, Any]:
    """The whole vocabulary, each group by name."""
    known = things(vocabulary)
    document: dict[str, Any] = {"events": {}, "outcomes": {}, "enums": {}}
    for one in known.values():
        if one.group in ("employee", "fact"):
            document[one.group] = thing_as_json(one)
        else:
            document[one.group][one.name] = thing_as_json(one)
    document[FUNCTIONS] = {name: function_as_json(one) for name, one in functions.items()}
    return document


def thing_as_json(thing: Thing) -> Any:
    """An enum is the list of its words; anything else has a label and fields."""
    if thing.group == "enums":
        return list(thing.words)
    document: dict[str, Any] = {"label": dict(thing.labels)}
    if isinstance(thing.kind, EventKind):
        document |= {"daily": thing.kind.daily, "company": thing.kind.company}
    if isinstance(thing.kind, OutcomeKind):
        document["effect"] = thing.kind.effect
    return {
        **document,
        "fields": {name: field_as_json(field) for name, field in thing.fields.items()},
    }


def field_as_json(field: Field) -> dict[str, Any]:
    """Its type and, where it has them, unit, words, default and the expression it is worked out by."""
    kind = field.type.element if isinstance(field.type, ListOf) else field.type
    document: dict[str, Any] = {
        "type": f"list of {kind}" if isinstance(field.type, ListOf) else _plain_type(kind),
        "label": dict(field.labels),
        "required": field.required,
    }
    if isinstance(kind, Simple) and kind.unit:
        document["unit"] = kind.unit
    if words := words_of(kind):
        document["one_of"] = list(words)
    if field.has_default:
        document["default"] = as_json(field.default)
    if field.derived is not None:
        document["value"] = " ".join(field.derived.text.split())
    return document


def _plain_type(kind: Type) -> str:
    return kind.name if isinstance(kind, Simple) else type_words(kind)


def function_as_json(function: Builtin) -> dict[str, Any]:
    return {
        "calls": [signature(function.name, way) for way in function.ways],
        "about": {"zh": function.zh, "en": function.en},
        "examples": [{"call": call, "gives": gives} for call, gives in function.examples],
    }
