"""Whether a value is as a JSON Schema wants it: yes or no, and quickly.

Nearly every file is sound, and then nobody asks which keyword held where.  What is wrong with a
value that is not is for the jsonschema library to say, from the same schema.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from clausewise.source.yaml_reader import Plain
from clausewise.values.number import Decimal

Test = Callable[[Any], bool]


def soundness(schema: Mapping[str, Any]) -> Callable[[Plain], bool]:
    """The test of a schema, for values as YAML is read: exact numbers, texts, dicts, lists.

    References lead to the schema's own `$defs`.  ValueError for what is not known here, so that
    nothing is ever passed over.

    >>> soundness({"type": "array", "items": {"type": "string"}})(["a", True])
    False
    """
    return _Compiler(schema.get("$defs", {})).test(schema)


def stands_first(wanted: object, items: object) -> bool:
    """`x-first`: which item comes first, if it is there; 2020-12 and draft-07 differ in saying it."""
    return not isinstance(items, list) or wanted not in items[1:] or items[0] == wanted


class _Compiler:
    """Schemas into tests, each definition once."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self.definitions = definitions
        self.tests: dict[str, Test] = {}

    def test(self, schema: Any) -> Test:
        if isinstance(schema, bool):
            return _always if schema else _never
        for keyword in schema:
            if keyword not in _KEYWORDS and keyword not in _SAY_NOTHING:
                raise ValueError(f"no test for the keyword {keyword!r}")
        tests = tuple(
            make(self, schema) for keyword, make in _KEYWORDS.items() if keyword in schema
        )
        return tests[0] if len(tests) == 1 else _every(tests)

    def defined(self, name: str) -> Test:
        if name not in self.tests:
            # What refers to itself finds itself by its name, once it is there.
            self.tests[name] = lambda value: self.tests[name](value)  # noqa: PLW0108
            self.tests[name] = self.test(self.definitions[name])
        return self.tests[name]


def _always(_: object) -> bool:
    return True


def _never(_: object) -> bool:
    return False


# Loops, and not `all`: they run for every value of every file.


def _every(tests: tuple[Test, ...]) -> Test:
    def holds(value: Any) -> bool:
        for test in tests:  # noqa: SIM110
            if not test(value):
                return False
        return True

    return holds


# The keywords.  As the standard has it, one that is about texts, numbers, lists or objects has
# nothing against other values: that is for `type`.

_CLASSES: Mapping[str, type] = {
    "string": str,
    "number": Decimal,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def _reference(compiler: _Compiler, schema: Any) -> Test:
    start, name = schema["$ref"][:8], schema["$ref"][8:]
    if start != "#/$defs/":
        raise ValueError(f"not a definition of the same schema: {schema['$ref']}")
    return compiler.defined(name)


def _type(_: _Compiler, schema: Any) -> Test:
    wanted = schema["type"]
    if isinstance(wanted, str):
        only = _CLASSES[wanted]
        return lambda value: type(value) is only
    classes = frozenset(_CLASSES[name] for name in wanted)
    return lambda value: type(value) in classes


def _enum(_: _Compiler, schema: Any) -> Test:
    known = frozenset(map(_same, schema["enum"]))
    return lambda value: _same(value) in known


def _const(_: _Compiler, schema: Any) -> Test:
    only = _same(schema["const"])
    return lambda value: bool(_same(value) == only)


def _same(value: Any) -> Any:
    """What is equal for values that are the same to JSON; to Python alone true is also 1."""
    kind = type(value)
    if kind is bool:
        return bool, value
    if kind is list:
        return list, tuple(map(_same, value))
    if kind is dict:
        return dict, frozenset((key, _same(inner)) for key, inner in value.items())
    return value


def _pattern(_: _Compiler, schema: Any) -> Test:
    pattern = schema["pattern"]
    # Compiled, and kept by `re`, once it is needed.
    return lambda value: type(value) is not str or re.search(pattern, value) is not None


def _minimum(_: _Compiler, schema: Any) -> Test:
    least = schema["minimum"]
    return lambda value: type(value) is not Decimal or value >= least


def _properties(compiler: _Compiler, schema: Any) -> Test:
    """`properties`, and `additionalProperties` for the keys that are not named there."""
    tests = {key: compiler.test(of) for key, of in schema.get("properties", {}).items()}
    other = compiler.test(schema.get("additionalProperties", True))

    def holds(value: Any) -> bool:
        if type(value) is dict:
            for key, inner in value.items():
                if not tests.get(key, other)(inner):
                    return False
        return True

    return holds


def _other_properties(compiler: _Compiler, schema: Any) -> Test:
    return _always if "properties" in schema else _properties(compiler, schema)


def _required(_: _Compiler, schema: Any) -> Test:
    keys = frozenset(schema["required"])
    return lambda value: type(value) is not dict or keys <= value.keys()


def _dependent(_: _Compiler, schema: Any) -> Test:
    wanted = {key: frozenset(keys) for key, keys in schema["dependentRequired"].items()}
    return lambda value: (
        type(value) is not dict
        or all(keys <= value.keys() for key, keys in wanted.items() if key in value)
    )


def _least_properties(_: _Compiler, schema: Any) -> Test:
    least = schema["minProperties"]
    return lambda value: type(value) is not dict or len(value) >= least


def _items(compiler: _Compiler, schema: Any) -> Test:
    test = compiler.test(schema["items"])

    def holds(value: Any) -> bool:
        if type(value) is list:
            for item in value:
                if not test(item):
                    return False
        return True

    return holds


def _least_items(_: _Compiler, schema: Any) -> Test:
    least = schema["minItems"]
    return lambda value: type(value) is not list or len(value) >= least


def _most_items(_: _Compiler, schema: Any) -> Test:
    most = schema["maxItems"]
    return lambda value: type(value) is not list or len(value) <= most


def _unique(_: _Compiler, schema: Any) -> Test:
    if not schema["uniqueItems"]:
        return _always
    return lambda value: type(value) is not list or len(frozenset(map(_same, value))) == len(value)


def _contains(compiler: _Compiler, schema: Any) -> Test:
    test = compiler.test(schema["contains"])
    return lambda value: type(value) is not list or any(map(test, value))


def _first(_: _Compiler, schema: Any) -> Test:
    wanted = schema["x-first"]
    return lambda value: stands_first(wanted, value)


def _not(compiler: _Compiler, schema: Any) -> Test:
    test = compiler.test(schema["not"])
    return lambda value: not test(value)


def _all_of(compiler: _Compiler, schema: Any) -> Test:
    return _every(tuple(compiler.test(one) for one in schema["allOf"]))


def _any_of(compiler: _Compiler, schema: Any) -> Test:
    tests = tuple(compiler.test(one) for one in schema["anyOf"])
    return lambda value: any(test(value) for test in tests)


def _if(compiler: _Compiler, schema: Any) -> Test:
    test = compiler.test(schema["if"])
    then = compiler.test(schema.get("then", True))
    other = compiler.test(schema.get("else", True))
    return lambda value: then(value) if test(value) else other(value)


_KEYWORDS: Mapping[str, Callable[[_Compiler, Any], Test]] = {
    "type": _type,
    "$ref": _reference,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _minimum,
    "required": _required,
    "dependentRequired": _dependent,
    "minProperties": _least_properties,
    "properties": _properties,
    "additionalProperties": _other_properties,
    "minItems": _least_items,
    "maxItems": _most_items,
    "items": _items,
    "uniqueItems": _unique,
    "contains": _contains,
    "x-first": _first,
    "not": _not,
    "allOf": _all_of,
    "anyOf": _any_of,
    "if": _if,
}
# fmt: off
_SAY_NOTHING = frozenset({
    "$schema", "$id", "$defs", "title", "description",
    "examples", "enumDescriptions",  # for people
    "x-beside", "x-form", "x-or",  # words for a fault
    "x-names", "x-suggests", "x-keys", "x-fields",  # places of a vocabulary's names, for editors
    "then", "else",  # said with `if`
})
# fmt: on
