"""Why a value is null: the names of what was missing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from clausewise.feel import core as c
from clausewise.feel.interpret import (
    Closure,
    Inner,
    ItemScope,
    LoopHasNone,
    Scope,
    element_at,
    scopes_of,
    value_of,
)  # fmt: skip
from clausewise.feel.tables import BoundTable
from clausewise.values.number import Decimal
from clausewise.values.types import ContextOf, ListOf, Record, Restricted, Type

Origin = Callable[[str], tuple[str, ...] | None]


def missing_in(core: c.Core, scope: Scope, origin: Origin) -> tuple[str, ...]:
    """The names for want of which an expression is null in a scope, sorted, each once.

    A missing field is `kind.field`; an element taken from an empty list of facts is the kind
    alone; a name is what `origin` says of it (the names behind a definition), or itself; an
    operation that had all it needed and still gave null is its text.  A name that was found
    missing by `x = null` on the way there is named too.  () where the value is not null and
    holds no null.

    >>> # attendance.check_in > limit, without a check-in: ("attendance.check_in",)
    """
    value = value_of(core, scope)
    if not _lacks(value):
        return ()
    found = _Search(origin).behind(_Seen(core, scope, {}))
    return tuple(sorted(found))


def _lacks(value: Any) -> bool:
    return value is None or (isinstance(value, list) and None in value)


@frozen
class _Seen:
    """An expression where it is worked out; `bound` says where local names come from."""

    core: c.Core
    scope: Scope
    bound: Mapping[str, "_Seen"]

    @property
    def value(self) -> Any:
        return value_of(self.core, self.scope)

    def part(self, core: c.Core) -> "_Seen":
        return _Seen(core, self.scope, self.bound)

    def inside(self, core: c.Core, scope: Scope, names: Mapping[str, "_Seen"]) -> "_Seen":
        return _Seen(core, scope, {**self.bound, **names})


@frozen
class _Search:
    origin: Origin

    def behind(self, seen: _Seen) -> set[str]:
        """The names behind one that is null, or that is a list which holds a null."""
        return _REASONS[seen.core.__class__](self, seen, seen.core)

    def of_those(self, parts: Iterable[_Seen]) -> set[str]:
        """The names behind each part that is null."""
        found: set[str] = set()
        for part in parts:
            if _lacks(part.value):
                found |= self.behind(part)
        return found

    def operation(self, seen: _Seen, parts: Iterable[_Seen]) -> set[str]:
        """What its parts lacked, or else the operation itself."""
        return self.of_those(parts) or {_text(seen.core)}

    # -- one for each kind of core -------------------------------------------------------------

    def constant(self, _seen: _Seen, _core: c.Constant) -> set[str]:
        return set()

    def name(self, seen: _Seen, core: c.Name) -> set[str]:
        local = seen.bound.get(core.name)
        if local is not None:
            return self.behind(local) if _lacks(local.value) else {_text(local.core)}
        names = self.origin(core.name)
        return {core.name} if names is None else set(names)

    def path(self, seen: _Seen, core: c.Path) -> set[str]:
        base = seen.part(core.base)
        value = base.value
        if value is None:
            return self.behind(base)
        if isinstance(value, dict):
            return self._field(seen, core, value)
        if isinstance(value, list):
            found: set[str] = set()
            for element in value:
                if isinstance(element, dict) and element.get(core.name) is None:
                    kind = _kind(element, core.base.type)
                    found.add(f"{kind}.{core.name}" if kind else _text(core))
                elif element is None:
                    found |= self.behind(base)
            return found or {_text(core)}
        return {_text(core)}

    def _field(self, seen: _Seen, core: c.Path, value: dict[str, Any]) -> set[str]:
        kind = _kind(value, core.base.type)
        if kind:
            return {f"{kind}.{core.name}"}
        if isinstance(core.base, c.Context) and core.name in core.base.keys:
            index = core.base.keys.index(core.name)
            return self.behind(_entry(seen, core.base, index)) or {_text(core)}
        if isinstance(core.base, c.Name) and core.base.name not in seen.bound:
            return {f"{core.base.name}.{core.name}"}
        return {_text(core)}

    def apply(self, seen: _Seen, core: c.Apply) -> set[str]:
        return self.operation(seen, map(seen.part, core.arguments))

    def invoke(self, seen: _Seen, core: c.Invoke) -> set[str]:
        function = seen.part(core.function)
        called = function.value
        if called is None:
            return self.behind(function)
        found = self.of_those(map(seen.part, core.arguments))
        if found:
            return found
        if isinstance(called, Closure) and core.names is None:
            parameters = called.core.parameters
            values = [seen.part(argument).value for argument in core.arguments]
            if len(parameters) == len(values):
                inner = Inner(dict(zip(parameters, values, strict=True)), called.scope)
                given = dict(zip(parameters, map(seen.part, core.arguments), strict=True))
                found = self.behind(_Seen(called.core.body, inner, given))
        if isinstance(called, BoundTable) and core.names is None:
            found = self._cells(called, [seen.part(argument).value for argument in core.arguments])
        return found or {_text(core)}

    def _cells(self, table: BoundTable, inputs: list[Any]) -> set[str]:
        """The names behind the cells that made the answer of a table null."""
        found: set[str] = set()
        for cell, scope in table.unknown_cells(inputs):
            found |= self.behind(_Seen(cell, scope, {}))
        return found

    def logic(self, seen: _Seen, core: c.All | c.AnyOf) -> set[str]:
        parts = [seen.part(part) for part in core.parts]
        found: set[str] = set()
        for part in parts:
            found |= self.asked(part)
            value = part.value
            if value is None:
                found |= self.behind(part)
        return found or {_text(core)}

    def choose(self, seen: _Seen, core: c.Choose) -> set[str]:
        condition = seen.part(core.condition)
        found = self.asked(condition)
        if condition.value is None:
            return found | self.behind(condition)
        return found | self.behind(seen.part(core.then if condition.value else core.otherwise))

    def filter(self, seen: _Seen, core: c.Filter) -> set[str]:
        base = seen.part(core.base)
        value = base.value
        if value is None:
            return self.behind(base)
        elements = value if isinstance(value, list) else [value]
        kind = _kind_of(core.base.type)
        for element in elements:
            chosen = seen.inside(core.condition, ItemScope(element, seen.scope), {"item": base})
            if isinstance(chosen.value, Decimal):
                taken = element_at(elements, chosen.value)
                return (
                    self.behind(base)
                    if taken is None and None in elements
                    else {kind or _text(core)}
                )
        if not elements:
            return {kind or _text(core)}
        found: set[str] = set()
        for element in elements:
            inner = ItemScope(element, seen.scope)
            chosen = seen.inside(core.condition, inner, {"item": base})
            if chosen.value is None:
                found |= self.asked(chosen) | self.behind(chosen)
        return found or (self.behind(base) if None in elements else {_text(core)})

    def loops(
        self, seen: _Seen, core: c.ForEach | c.SomeHold | c.EveryHolds, inside: c.Core
    ) -> set[str]:
        names = {loop.name: seen.part(loop.source) for loop in core.loops}
        found: set[str] = set()
        try:
            for inner in scopes_of(core.loops, seen.scope):
                if isinstance(core, c.ForEach):
                    inner.own["partial"] = []
                each = seen.inside(inside, inner, names)
                if each.value is None:
                    found |= self.asked(each) | self.behind(each)
        except LoopHasNone:
            for loop in core.loops:
                found |= self.of_those(
                    seen.part(part) for part in (loop.source, loop.last) if part is not None
                )
        return found or {_text(core)}

    def parts(self, seen: _Seen, core: c.Core) -> set[str]:
        return self.operation(seen, map(seen.part, c.children(core)))

    def function(self, _seen: _Seen, core: c.Function) -> set[str]:
        return {_text(core)}

    # -- what was asked for by name --------------------------------------------------------------

    def asked(self, seen: _Seen) -> set[str]:
        """The names that `x = null` or `x != null` found missing within a condition."""
        core = seen.core
        match core:
            case c.Apply(function, (left, right)) if function.name in ("=", "!="):
                found: set[str] = set()
                for one, other in ((left, right), (right, left)):
                    if isinstance(other, c.Constant) and other.value is None:
                        part = seen.part(one)
                        if part.value is None:
                            found |= self.behind(part)
                return found
            case c.All() | c.AnyOf() | c.Apply() | c.Choose():
                return set().union(*(self.asked(seen.part(part)) for part in c.children(core)))
        return set()


def _entry(seen: _Seen, context: c.Context, index: int) -> _Seen:
    own: dict[str, Any] = {}
    inner = Inner(own, seen.scope)
    names: dict[str, _Seen] = {}
    for key, part in zip(context.keys[:index], context.parts, strict=False):
        own[key] = value_of(part, inner)
        names[key] = seen.inside(part, inner, {})
    return seen.inside(context.parts[index], inner, names)


def _kind(value: dict[str, Any], type_: Type) -> str | None:
    return value.name if isinstance(value, Record) else _kind_of(type_)


def _kind_of(type_: Type) -> str | None:
    match type_:
        case ContextOf(name=name):
            return name
        case ListOf(element=element):
            return _kind_of(element)
        case Restricted(base=base):
            return _kind_of(base)
    return None


def _text(core: c.Core) -> str:
    return " ".join(core.span.text.split())


_REASONS: Mapping[type, Callable[[_Search, _Seen, Any], set[str]]] = {
    c.Constant: _Search.constant,
    c.Name: _Search.name,
    c.Path: _Search.path,
    c.Apply: _Search.apply,
    c.Invoke: _Search.invoke,
    c.All: _Search.logic,
    c.AnyOf: _Search.logic,
    c.Choose: _Search.choose,
    c.Filter: _Search.filter,
    c.ForEach: lambda search, seen, core: search.loops(seen, core, core.result),
    c.SomeHold: lambda search, seen, core: search.loops(seen, core, core.condition),
    c.EveryHolds: lambda search, seen, core: search.loops(seen, core, core.condition),
    c.ListOf: _Search.parts,
    c.Context: _Search.parts,
    c.Function: _Search.function,
}
