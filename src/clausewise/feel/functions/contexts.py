"""Context functions, DMN 1.5 §10.3.4.10."""

from collections.abc import Mapping
from typing import Any

from clausewise.feel.functions.registry import Builtin, Overload, registry
from clausewise.values.types import ANY, CONTEXT, LIST, STRING, ListOf

_SECTION = "10.3.4.10"


def _get(context: dict[str, Any], key: str) -> Any:
    return context.get(key)


def _get_deep(context: dict[str, Any], keys: list[Any]) -> Any:
    value: Any = context
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value if keys else None


def _entries(context: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": value} for key, value in context.items()]


def _context(entries: list[Any]) -> dict[str, Any] | None:
    context: dict[str, Any] = {}
    for entry in entries:
        if not isinstance(entry, dict) or "value" not in entry:
            return None
        key = entry.get("key")
        if not isinstance(key, str) or key in context:
            return None
        context[key] = entry["value"]
    return context


def _put(context: Any, key: Any, value: Any) -> dict[str, Any] | None:
    if not isinstance(context, dict) or not isinstance(key, str):
        return None
    return {**context, key: value}


def _put_deep(context: Any, keys: Any, value: Any) -> dict[str, Any] | None:
    if not isinstance(context, dict) or not keys or not isinstance(keys[0], str):
        return None
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = _put_deep(context.get(keys[0]), keys[1:], value)
    return None if inner is None else {**context, keys[0]: inner}


def _merge(contexts: list[Any]) -> dict[str, Any] | None:
    merged: dict[str, Any] = {}
    for context in contexts:
        if not isinstance(context, dict):
            return None
        merged.update(context)
    return merged


CONTEXTS: Mapping[str, Builtin] = registry(
    Builtin(
        "get value", {"m": CONTEXT, "key": STRING}, ANY, run=_get,
        overloads=(
            Overload({"m": CONTEXT, "keys": ListOf(STRING)}, ANY, run=_get_deep),
            Overload({"context": CONTEXT, "keys": ListOf(STRING)}, ANY, run=_get_deep),
        ),
        zh="按名称取值；名称可以是一串", en="the value of a key, or of a path of keys",
        examples=(('get value({key1: "value1"}, "key1")', '"value1"'), ('get value({a: {b: 1}}, ["a", "b"])', "1")),
        nulls="null if there is no such key", nulls_zh="没有这个名称时为 null", section=_SECTION,
    ),
    Builtin(
        "get entries", {"m": CONTEXT}, LIST, run=_entries,
        zh="列出名称和值", en="the entries of a context as a list",
        examples=(("get entries({a: 1})", '[{key: "a", value: 1}]'),), section=_SECTION,
    ),
    Builtin(
        "context", {"entries": LIST}, CONTEXT, run=_context,
        zh="由名称和值的列表得到上下文", en="a context of a list of keys and values",
        examples=(('context([{key: "a", value: 1}, {key: "b", value: 2}])', "{a: 1, b: 2}"),),
        nulls="null if an entry lacks its key or value, or a key comes twice", nulls_zh="缺名称或值、名称重复时为 null", section=_SECTION,
    ),
    Builtin(
        "context put", {"context": CONTEXT, "key": STRING, "value": ANY}, CONTEXT, run=_put, sees_null=True,
        overloads=(Overload({"context": CONTEXT, "keys": LIST, "value": ANY}, CONTEXT, run=_put_deep, sees_null=True),),
        zh="加上或改变一项", en="a context with one entry more, or changed",
        examples=(('context put({x: 1}, "y", 2)', "{x: 1, y: 2}"), ('context put({x: 1, y: {a: 0}}, ["y", "a"], 2)', "{x: 1, y: {a: 2}}")),
        nulls="null if the context or a key is null; the value may be", nulls_zh="上下文或名称为 null 时为 null；值可以是 null", section=_SECTION,
    ),
    Builtin(
        "context merge", {"contexts": LIST}, CONTEXT, run=_merge,
        zh="合并几个上下文，后面的优先", en="several contexts as one; later entries win",
        examples=(("context merge([{x: 1}, {y: 2}])", "{x: 1, y: 2}"),), section=_SECTION,
    ),
)  # fmt: skip
