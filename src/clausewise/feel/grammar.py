"""The LALR tables of feel.lark, worked out once by lark and kept as grammar.json beside it.

python -m clausewise.feel.grammar      writes grammar.json anew
"""

import json
import pkgutil
from typing import Any

from attrs import frozen

STARTS = ("expression_alone", "unary_tests_alone")


@frozen
class Rule:
    """On reduction `size` symbols become one `makes`, by the action of that name."""

    makes: str
    size: int
    action: str


@frozen
class Tables:
    """`states[s][symbol]` is the state to go to, or -1 - r to reduce by rule r."""

    starts: dict[str, int]
    ends: dict[str, int]
    states: tuple[dict[str, int], ...]
    rules: tuple[Rule, ...]


def load() -> Tables:
    """The tables as shipped."""
    kept = json.loads(_shipped("grammar.json"))
    return Tables(
        kept["starts"],
        kept["ends"],
        tuple(kept["states"]),
        tuple(Rule(*rule) for rule in kept["rules"]),
    )


def _shipped(name: str) -> str:
    data = pkgutil.get_data("clausewise.feel", name)
    assert data is not None
    return data.decode("utf-8")


def build() -> dict[str, Any]:
    """The tables of feel.lark as it is now.  Lark settles shift against reduce by shifting."""
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        """The tokens are read elsewhere."""

        def __init__(self, *_: Any) -> None: ...

        def lex(self, *_: Any) -> Any:
            return iter(())

    lark = Lark(
        _shipped("feel.lark"),
        parser="lalr",
        lexer=NoLexer,
        start=list(STARTS),
        keep_all_tokens=True,
    )
    table: Any = lark.parser.parser._parse_table  # the tables have no public door
    order = _order(table.states, sorted(table.start_states.items()), Shift)
    rules: list[tuple[str, int, str]] = []
    states = []
    for state in sorted(order, key=order.__getitem__):
        row = {}
        for symbol, (action, argument) in sorted(table.states[state].items()):
            if action is Shift:
                row[symbol] = order[argument]
                continue
            rule = (str(argument.origin.name), len(argument.expansion), argument.alias)
            if rule not in rules:
                rules.append(rule)
            row[symbol] = -1 - rules.index(rule)
        states.append(row)
    return {
        "starts": {name: order[state] for name, state in sorted(table.start_states.items())},
        "ends": {name: order[state] for name, state in sorted(table.end_states.items())},
        "states": states,
        "rules": rules,
    }


def _order(states: Any, starts: list[tuple[str, int]], shift: Any) -> dict[int, int]:
    """Numbers for the states by when they are reached, so that the tables come out the same always."""
    order: dict[int, int] = {}
    waiting = [state for _, state in starts]
    while waiting:
        state = waiting.pop(0)
        if state in order:
            continue
        order[state] = len(order)
        waiting += [to for _, (action, to) in sorted(states[state].items()) if action is shift]
    return order


def written(tables: dict[str, Any]) -> str:
    """The text of grammar.json: one state to a line, so that a change shows where it is."""
    parts = [
        f'"{key}":{json.dumps(tables[key], separators=(",", ":"))}' for key in ("starts", "ends")
    ]
    for key in ("rules", "states"):
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in tables[key])
        parts.append(f'"{key}":[\n{lines}\n]')
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).with_name("grammar.json").write_text(written(build()), "utf-8")
