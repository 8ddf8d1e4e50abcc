"""The structure of a file against its JSON Schema, told at the key or value that is at fault."""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from attrs import field, frozen

from clausewise.intake.schemas import FORMS, FileKind, schema_of
from clausewise.intake.soundness import soundness, stands_first
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span
from clausewise.source.yaml_reader import Entry, Fields, Node, Plain, Scalar, Sequence, plain


def check_structure(node: Node, kind: FileKind) -> list[Diagnostic]:
    """What is wrong with the keys and the forms of values of one file, in the order of places.

    One message a fault; what only follows from a fault that is told is left out.  Names, types
    and expressions are looked at later, in files that pass.
    """
    accidents = list(_accidents(node))
    told = [accident.told for accident in accidents]
    about_keys: dict[int, _Keys] = {}
    value = plain(node)
    # The library is slow to load and slow to ask: it is for files that something is wrong with.
    errors = () if _test(kind)(value) else _validator(kind).iter_errors(value)
    for error in errors:
        path = list(error.absolute_path)
        place = _at(node, path)
        if any(accident.explains(place) for accident in accidents):
            continue
        if error.validator in {"required", "dependentRequired", "additionalProperties"}:
            keys = about_keys.setdefault(id(place), _Keys(cast(Fields, place), _key(path)))
            keys.errors.append(error)
        elif error.validator == "not":
            other = error.schema["x-beside"]
            told.append(Diagnostic.at(_key_span(node, path), "CW165", key=_key(path), other=other))
        elif error.validator == "type" and _is_empty(place):
            told.append(Diagnostic.at(_key_span(node, path), "CW161", key=_key(path)))
        else:
            told.append(_told(error, place, _key(path)))
    told += (one for keys in about_keys.values() for one in _told_of_keys(keys))
    return sorted(told, key=lambda one: (one.span.start, one.code))


# The schemas


@cache
def _test(kind: FileKind) -> Callable[[Plain], bool]:
    return soundness(schema_of(kind))


@cache
def _validator(kind: FileKind) -> Any:
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def first(_: Any, wanted: str, items: Any, __: Any) -> Iterator[ValidationError]:
        if not stands_first(wanted, items):
            yield ValidationError(wanted)

    ours = extend(Draft202012Validator, {"x-first": first})  # type: ignore[no-untyped-call]  # theirs has no types
    plain_schema = _without_words(schema_of(kind))
    return ours(_in_place(plain_schema, plain_schema.get("$defs", {}), ()))


def _without_words(schema: Any) -> Any:
    """Descriptions are for editors, and would cost time at each step."""
    if isinstance(schema, dict):
        return {
            key: _without_words(value)
            for key, value in schema.items()
            if not (key in {"description", "title"} and isinstance(value, str))
        }
    if isinstance(schema, list):
        return [_without_words(value) for value in schema]
    return schema


def _in_place(schema: Any, definitions: Mapping[str, Any], around: tuple[str, ...]) -> Any:
    """The definitions that a schema refers to written where it does: looking them up anew for
    each value took a fifth of a check.  One that refers to itself keeps its reference."""
    if isinstance(schema, list):
        return [_in_place(value, definitions, around) for value in schema]
    if not isinstance(schema, dict):
        return schema
    name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if set(schema) == {"$ref"} and name in definitions and name not in around:
        return _in_place(definitions[name], definitions, (*around, name))
    return {key: _in_place(value, definitions, around) for key, value in schema.items()}


# Places


def _at(node: Node, path: Iterable[str | int]) -> Node:
    for step in path:
        match node:
            case Fields(entries=entries):
                node = entries[cast(str, step)].value
            case Sequence(items=items):
                node = items[cast(int, step)]
    return node


def _key(path: Iterable[str | int]) -> str:
    """The key that a value stands under, also where it is an item of a list there."""
    return next((step for step in reversed(list(path)) if isinstance(step, str)), "")


def _key_span(node: Node, path: list[str | int]) -> Span:
    """Where the key of a value stands; of an item of a list, the item."""
    above = _at(node, path[:-1])
    if isinstance(above, Fields):
        return above.entries[cast(str, path[-1])].key_span
    return _at(node, path).span


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None and not node.written


def _head(fields: Fields) -> Span:
    """Where a mapping begins, for what it lacks: its first key."""
    first = next(iter(fields.entries.values()), None)
    return fields.span if first is None else first.key_span


# Messages


@frozen
class _Keys:
    """What the schema has against the keys of one mapping, which stands under `key`."""

    fields: Fields
    key: str
    errors: list[Any] = field(factory=list)


def _told_of_keys(keys: _Keys) -> Iterator[Diagnostic]:
    """Keys that are unknown, then keys that are missing and not one of those misspelt."""
    fields, meant = keys.fields, set[str]()
    lacking = [one for error in keys.errors for one in _lacking(error, fields)]
    wanted = {name for one in lacking for name in one}
    for error in keys.errors:
        if error.validator != "additionalProperties":
            continue
        known = error.schema["properties"]
        if "string" in error.schema.get("type", ()) and known.keys().isdisjoint(fields.entries):
            yield Diagnostic.at(fields.span, "CW156", key=keys.key)
            return
        names = [name for name, of in known.items() if not _is_excluded(of)]
        for entry in fields.entries.values():
            if entry.key in known:
                continue
            near = _nearest(entry.key, names, wanted)
            if near is None:
                listed = ", ".join(names)
                yield Diagnostic.at(entry.key_span, "CW151", key=entry.key, known=listed)
            else:
                meant.add(near)
                yield Diagnostic.at(entry.key_span, "CW150", key=entry.key, nearest=near)
    alone = [one[0] for one in lacking if len(one) == 1 and one[0] not in meant]
    if alone:
        yield Diagnostic.at(_head(fields), "CW152", keys=", ".join(dict.fromkeys(alone)))
    for one in lacking:
        if len(one) > 1 and meant.isdisjoint(one):
            yield Diagnostic.at(_head(fields), "CW180", keys=" / ".join(one))


def _lacking(error: Any, fields: Fields) -> Iterator[list[str]]:
    """A key that is not there, with those that would do in its place: on, per.

    The library tells each missing key as an error of its own, and names it in its words alone.
    """
    if error.validator == "required":
        wanted = error.validator_value
    elif error.validator == "dependentRequired":
        wanted = [name for names in error.validator_value.values() for name in names]
    else:
        return
    for name in wanted:
        if name not in fields.entries and error.message.startswith(f"{name!r} "):
            yield [name, *error.schema.get("x-or", ())]


def _is_excluded(of: object) -> bool:
    return isinstance(of, dict) and "x-beside" in of


def _nearest(written: str, known: Iterable[str], wanted: Collection[str] = ()) -> str | None:
    """The known word most like this one; a wanted one before all that are as good as alike."""
    alike = written.lower().replace("-", "_").replace(" ", "_")
    names = {name.lower(): name for name in known}
    close = [names[one] for one in difflib.get_close_matches(alike, names, 3, 0.6)]
    return next((name for name in close if name in wanted), close[0] if close else None)


def _told(error: Any, place: Node, key: str) -> Diagnostic:
    span, written = place.span, _written(place)
    match error.validator:
        case "type":
            wanted = error.validator_value
            return _wrong_type(place, key, {wanted} if isinstance(wanted, str) else set(wanted))
        case "enum":
            known = [str(value) for value in error.validator_value]
            near = _nearest(written, known) if isinstance(place, Scalar) else None
            if near:
                return Diagnostic.at(span, "CW163", key=key, written=written, nearest=near)
            return Diagnostic.at(span, "CW164", key=key, written=written, known=", ".join(known))
        case "not":
            return Diagnostic.at(span, "CW165", key=key, other=error.schema["x-beside"])
        case "pattern":
            return Diagnostic.at(span, FORMS[error.schema["x-form"]], written=written)
        case "minItems":
            return Diagnostic.at(span, "CW172", key=key, least=str(error.validator_value))
        case "maxItems":
            return Diagnostic.at(span, "CW173", key=key, most=str(error.validator_value))
        case "contains":
            return Diagnostic.at(span, "CW179", key=key, wanted=error.validator_value["const"])
        case "x-first":
            return Diagnostic.at(span, "CW179", key=key, wanted=error.validator_value)
        case "uniqueItems":
            return Diagnostic.at(span, "CW174", key=key)
        case "minProperties":
            return Diagnostic.at(span, "CW175", key=key)
        case "minimum":
            return Diagnostic.at(span, "CW178", key=key, least=str(error.validator_value))
    raise AssertionError(f"no words for the keyword {error.validator!r} of our schemas")


def _written(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.written
    first = node.span.text.split("\n", 1)[0]
    return first if first == node.span.text else f"{first} …"


def _wrong_type(node: Node, key: str, wanted: set[str]) -> Diagnostic:
    span = node.span
    match node:
        case _ if not key:
            return Diagnostic.at(span, "CW153")
        case Scalar() if wanted == {"null"}:
            return Diagnostic.at(span, "CW162", key=key)
        case Scalar(value=value) if "string" in wanted and not isinstance(value, str):
            return Diagnostic.at(span, "CW154", key=key, written=node.written)
        case Scalar() if "number" in wanted:
            return Diagnostic.at(span, "CW159", key=key, written=node.written)
        case Scalar() if "boolean" in wanted:
            return Diagnostic.at(span, "CW160", key=key, written=node.written)
        case Sequence(items=(Scalar(style="plain", written=only),)) if ".." in only:
            return Diagnostic.at(span, "CW177", written=node.span.text)
        case Sequence() if "string" in wanted:
            return Diagnostic.at(span, "CW155", key=key)
        case Fields() if "string" in wanted:
            return Diagnostic.at(span, "CW156", key=key)
        case _ if "object" in wanted:
            return Diagnostic.at(span, "CW158", key=key)
        case _ if "array" in wanted:
            return Diagnostic.at(span, "CW157", key=key)
        case Sequence():
            return Diagnostic.at(span, "CW155", key=key)
        case _:
            return Diagnostic.at(span, "CW156", key=key)


# Commas inside { } and [ ], where YAML sees two things and a person meant one

_OPENS = re.compile(r'[("]')
_QUOTED = re.compile(r'"[^"]*"')


@frozen
class _Accident:
    told: Diagnostic
    within: Node  # the collection that was divided

    def explains(self, place: Node) -> bool:
        span, mine = place.span, self.told.span
        return place is self.within or (mine.start <= span.start and span.end <= mine.end)


def _accidents(node: Node) -> Iterator[_Accident]:
    """Those of a node and of all in it."""
    # Not one generator in another: each thing found would pass through all of them.
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Sequence(items=items) as whole:
                waiting += items
                if _is_flow(whole):
                    yield from _split(whole, [(item.span.start, item) for item in items])
            case Fields(entries=entries) as whole:
                waiting += (entry.value for entry in entries.values())
                if _is_flow(whole):
                    for entry in entries.values():
                        if "：" in entry.key and _is_bare(entry):
                            yield _Accident(_wide_colon(entry), whole)
                    yield from _split(whole, [_part(entry) for entry in entries.values()])


def _is_flow(node: Node) -> bool:
    return node.span.source.text[node.span.start : node.span.start + 1] in {"{", "["}


def _is_bare(entry: Entry) -> bool:
    """A key without a colon, such as `b` in `{a: 1, b}`."""
    text, end = entry.key_span.source.text, entry.key_span.end
    return entry.value.span.start == entry.value.span.end and text[end : end + 1] != ":"


def _part(entry: Entry) -> tuple[int, Node | None]:
    return entry.key_span.start, None if _is_bare(entry) else entry.value


def _split(whole: Node, parts: list[tuple[int, Node | None]]) -> Iterator[_Accident]:
    """Runs of parts that were one expression: from an open bracket, or up to a key without value.

    A part is where it starts and its value; a key without a value is None.
    """
    text = whole.span.source.text
    opens = _OPENS.search(text, whole.span.start, whole.span.end)
    if opens is None and all(value is not None for _, value in parts):
        return
    ends = [*(_end_of(text, start, value) for start, value in parts)]
    begun: int | None = None
    depth = 0
    for position, (start, value) in enumerate(parts):
        if begun is None:
            if not (isinstance(value, Scalar) and value.style == "plain"):
                continue
            begun, depth = value.span.start, 0
        depth += _open(text[max(begun, start) : ends[position]])
        goes_on = position + 1 < len(parts) and (depth > 0 or parts[position + 1][1] is None)
        if goes_on:
            continue
        if depth > 0 or text.find(",", begun, ends[position]) > 0:
            span = Span(whole.span.source, begun, ends[position])
            yield _Accident(Diagnostic.at(span, "CW176", written=span.text), whole)
        begun = None


def _end_of(text: str, start: int, value: Node | None) -> int:
    if value is not None:
        return value.span.end
    found = re.compile(r"[^,}\]]*").match(text, start)
    return start + len(found[0].rstrip()) if found else start


def _open(text: str) -> int:
    """How many brackets stay open, texts in quotes aside; an open quote counts as one."""
    rest = _QUOTED.sub("", text)
    return rest.count("(") - rest.count(")") + rest.count('"')


def _wide_colon(entry: Entry) -> Diagnostic:
    place = entry.key_span.start + entry.key_span.text.index("：")
    span = Span(entry.key_span.source, place, place + 1)
    return Diagnostic.at(span, "CW121", wide="：", narrow=": ")
