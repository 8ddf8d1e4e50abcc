"""CW402: a number of the company's that stands in a condition or an amount.

    amount: late.minutes * 5          # make the 5 a parameter, with its clause

0, 1 and 2 are no one's decision, nor are places in a list, digits to round to, and the numbers
that turn one unit of time, or percent, into another.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeGuard

from clausewise.feel.core import Apply, Constant, Core, children
from clausewise.plan.plan import Plan, RulePlan
from clausewise.source.diagnostic import Diagnostic
from clausewise.values.number import plain

_NOBODYS = frozenset(map(Decimal, (0, 1, 2)))
_CONVERTING = frozenset(map(Decimal, (7, 12, 24, 60, 100, 1000)))
_COMPARING = frozenset({"=", "!=", "<", "<=", ">", ">=", "between"})
_COUNTING = frozenset({"+", "-", "*", "/", "**"})


def bare_numbers(rule: RulePlan, _: Plan) -> Iterator[Diagnostic]:
    conditions = [one.core for one in rule.when] + [one.condition for one in rule.unless]
    outcomes = [core for one in rule.outcomes for core in (one.amount, one.when) if core]
    for core in (*conditions, *rule.lets.values(), *outcomes):
        for number in _numbers(core):
            value = plain(number.value)
            yield Diagnostic.at(number.span, "CW402", number=value)


def _numbers(core: Core) -> Iterator[Constant]:
    if isinstance(core, Apply) and core.function.name in _COMPARING | _COUNTING:
        spared = _NOBODYS | _CONVERTING if core.function.name in ("*", "/") else _NOBODYS
        for operand in core.arguments:
            if _is_number(operand) and abs(operand.value) not in spared:
                yield operand
    for part in children(core):
        yield from _numbers(part)


def _is_number(core: Core) -> TypeGuard[Constant]:
    return isinstance(core, Constant) and isinstance(core.value, Decimal)
