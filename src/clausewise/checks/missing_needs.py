"""CW401: a rule for each employee and unit that decides by a list being empty, without `needs`.

    per: [employee, workday]
    with: {clockings: attendance}
    when: count(clockings) = 0        # also true of everyone in a month without any clockings

A rule asked on a fact is left in peace: that the fact is there shows that its data came.
"""

from collections.abc import Iterator, Mapping

from clausewise.feel.core import Apply, Constant, Core, ListOf, Name, children
from clausewise.plan.plan import PerUnit, Plan, ReadPlan, RulePlan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span


def missing_needs(rule: RulePlan, plan: Plan) -> Iterator[Diagnostic]:
    if not isinstance(rule.trigger, PerUnit) or rule.expect is not None:
        return
    lists = {read.name: read for read in rule.reads}
    for condition in rule.when:
        for read, span in _taken_for_empty(condition.core, lists, rule.lets):
            # A ruling has no feed that could be complete: its makers need theirs.
            events = [kind for kind in read.kinds if kind in plan.vocabulary.events]
            lacking = [kind for kind in events if kind not in rule.needs]
            if lacking:
                yield Diagnostic.at(span, "CW401", list=read.name, kind=", ".join(lacking))


def _taken_for_empty(
    core: Core, lists: Mapping[str, ReadPlan], lets: Mapping[str, Core]
) -> Iterator[tuple[ReadPlan, Span]]:
    """Lists of facts that the truth of an expression asks to be empty: `count(xs) = 0`, `xs = []`."""
    match core:
        case Name(name) if name in lets:
            further = {other: let for other, let in lets.items() if other != name}
            yield from _taken_for_empty(lets[name], lists, further)
        case Apply(function, (left, right)) if function.name == "=":
            for one, other in ((left, right), (right, left)):
                read = _emptied(one, other, lists)
                if read is not None:
                    yield read, core.span
        case Apply(function) if function.name == "not":
            return
        case _:
            for part in children(core):
                yield from _taken_for_empty(part, lists, lets)


def _emptied(core: Core, beside: Core, lists: Mapping[str, ReadPlan]) -> ReadPlan | None:
    match core, beside:
        case Apply(function, (Name(name),)), Constant(0) if function.name == "count":
            return lists.get(name)
        case Name(name), ListOf(()):
            return lists.get(name)
    return None
