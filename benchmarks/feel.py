"""Microseconds a FEEL evaluation and a parse take, beside the other engines on PyPI.

    pip install clausewise bkflow-feel pySFeel 'SpiffWorkflow==2.0.1' zen-engine
    python benchmarks/feel.py [--rounds 5]

Twenty expressions as policies have them.  An engine that cannot express one, or answers it
wrongly, gets a mark instead of a time, so the median of an engine is over what it can do; ours is
told over all twenty and over just those.  SpiffWorkflow took its FEEL out after 2.0.1.
"""

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from typing import Any

Run = Callable[[], Any]
# Each: a name, the expression, its context, and the value to expect (numbers as text).
CASES: tuple[tuple[str, str, dict[str, Any], Any], ...] = (
    ("compare", "minutes > 15", {"minutes": 20}, True),
    ("band", "amount > 100000 and amount <= 300000", {"amount": 150000}, True),
    ("between", "amount between 100000 and 300000", {"amount": 150000}, True),
    ("interval", "amount in (100000..300000]", {"amount": 150000}, True),
    ("enum", 'origin in ["platform", "self_funded"]', {"origin": "platform"}, True),
    (
        "equal",
        'decision = "approved" and by = "chair"',
        {"decision": "approved", "by": "chair"},
        True,
    ),
    ("or", 'channel = "written" or channel = "system"', {"channel": "system"}, True),
    ("not", "not(confirmed)", {"confirmed": False}, True),
    ("arithmetic", "wage * days + 12.5", {"wage": 46, "days": 2}, "104.5"),
    ("exact", "0.1 + 0.2 = 0.3", {}, True),
    ("parentheses", "(a + b) * (a - b) / 2", {"a": 7, "b": 3}, "20"),
    ("if", "if sales > 800000 then 0.03 else 0.025", {"sales": 900000}, "0.03"),
    ("sum", "sum(amounts)", {"amounts": [100, 250, 399]}, "749"),
    ("count", "count(amounts) >= 3", {"amounts": [100, 250, 399]}, True),
    ("min max", "max(0, min(uncapped, cap))", {"uncapped": 10000, "cap": 7200}, "7200"),
    ("filter", "count(amounts[item > 200])", {"amounts": [100, 250, 399]}, "2"),
    ("some", "some x in amounts satisfies x > 300", {"amounts": [100, 250, 399]}, True),
    ("every", "every x in amounts satisfies x > 50", {"amounts": [100, 250, 399]}, True),
    ("path", "order.amount * order.rate", {"order": {"amount": 1000, "rate": 2}}, "2000"),
    ("date", 'date("2024-02-10") < date("2024-03-10")', {}, True),
)


def clausewise_prepare(text: str, context: Mapping[str, Any]) -> tuple[Run, Run]:
    from clausewise.feel.environment import Environment
    from clausewise.feel.interpret import value_of
    from clausewise.feel.read import read_expression
    from clausewise.source.span import Passage
    from clausewise.values.types import type_of

    scope = {name: _decimal(value) for name, value in context.items()}
    environment = Environment({name: type_of(value) for name, value in scope.items()})

    def parse() -> Any:
        core, told = read_expression(Passage.of(text), environment)
        if core is None:
            raise ValueError(told[0].message("en"))
        return core

    core = parse()
    return parse, lambda: value_of(core, scope)


def bkflow_prepare(text: str, context: Mapping[str, Any]) -> tuple[Run, Run]:
    from bkflow_feel import parser, transformer

    def parse() -> Any:
        return transformer.transform(parser.parse(text))

    tree = parse()
    return parse, lambda: tree.evaluate(dict(context))


def pysfeel_prepare(text: str, context: Mapping[str, Any]) -> tuple[Run, Run]:
    from pySFeel import SFeelParser

    parser = SFeelParser()
    for name, value in context.items():
        parser.sFeelParse(f"{name} <- {_feel(value)}")

    def run() -> Any:
        status, value = parser.sFeelParse(text)
        if status.get("errors"):
            raise ValueError(status["errors"])
        return value

    return run, run  # it parses each time it evaluates


def spiff_prepare(text: str, context: Mapping[str, Any]) -> tuple[Run, Run]:
    from SpiffWorkflow.bpmn.FeelLikeScriptEngine import FeelLikeScriptEngine

    engine = FeelLikeScriptEngine()

    def run() -> Any:
        return engine._evaluate(text, dict(context))

    return run, run  # it translates to Python each time it evaluates


def zen_prepare(text: str, context: Mapping[str, Any]) -> tuple[Run, Run]:
    import zen

    expression = zen.compile_expression(text)
    return (lambda: zen.compile_expression(text)), lambda: expression.evaluate(dict(context))


ENGINES: Mapping[str, tuple[str, Callable[[str, Mapping[str, Any]], tuple[Run, Run]]]] = {
    "clausewise": ("clausewise", clausewise_prepare),
    "bkflow-feel": ("bkflow-feel", bkflow_prepare),
    "pySFeel": ("pySFeel", pysfeel_prepare),
    "SpiffWorkflow": ("SpiffWorkflow", spiff_prepare),
    "zen-engine (Rust)": ("zen-engine", zen_prepare),
}


def _decimal(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | list | dict):
        return value
    if isinstance(value, dict):
        return {name: _decimal(part) for name, part in value.items()}
    return [_decimal(part) for part in value] if isinstance(value, list) else Decimal(value)


def _feel(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_feel(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_feel, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def right(value: Any, expected: Any) -> bool:
    if isinstance(expected, bool):
        return value is expected
    try:
        return abs(Decimal(str(value)) - Decimal(expected)) < Decimal("1e-9")
    except (ArithmeticError, ValueError, TypeError):
        return False


def microseconds(run: Run, rounds: int) -> float:
    """The best of several rounds, each long enough to be measured."""
    times = 1
    while True:
        start = time.perf_counter()
        for _ in range(times):
            run()
        if time.perf_counter() - start > 0.02:
            break
        times *= 4
    best = min(_timed(run, times) for _ in range(rounds))
    return best / times * 1e6


def _timed(run: Run, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        run()
    return time.perf_counter() - start


def measured(rounds: int) -> dict[str, dict[str, tuple[float, float] | str]]:
    table: dict[str, dict[str, tuple[float, float] | str]] = {}
    for engine, (_, prepare) in ENGINES.items():
        row: dict[str, tuple[float, float] | str] = {}
        for name, text, context, expected in CASES:
            try:
                parse, run = prepare(text, context)
                answer = run()
            except ImportError:
                row[name] = "not installed"
                continue
            except Exception:
                row[name] = "cannot"
                continue
            if not right(answer, expected):
                row[name] = "wrong"
                continue
            row[name] = (microseconds(parse, rounds), microseconds(run, rounds))
        table[engine] = row
        print(engine, file=sys.stderr)
    return table


def markdown(table: dict[str, dict[str, tuple[float, float] | str]]) -> str:
    lines = [
        f"{platform.machine()}, Python {platform.python_version()}; "
        + ", ".join(f"{name} {_version(package)}" for name, (package, _) in ENGINES.items()),
        "",
        "| µs an evaluation (a parse) | " + " | ".join(table) + " |",
        "| --- |" + " ---: |" * len(table),
    ]
    for name, text, _, _ in CASES:
        cells = [_cell(table[engine][name]) for engine in table]
        lines.append(f"| `{text.replace('|', chr(92) + '|')}` | " + " | ".join(cells) + " |")
    lines.append("| **median** | " + " | ".join(_median(row) for row in table.values()) + " |")
    own = table["clausewise"]
    same = [_median_where(own, row) for row in table.values()]
    lines.append("| clausewise, over what that engine can do | " + " | ".join(same) + " |")
    return "\n".join(lines)


def _cell(value: tuple[float, float] | str) -> str:
    return value if isinstance(value, str) else f"{value[1]:.1f} ({value[0]:.0f})"


def _median(row: Mapping[str, tuple[float, float] | str]) -> str:
    known = [value for value in row.values() if not isinstance(value, str)]
    if not known:
        return "–"
    parse, run = (statistics.median(one[at] for one in known) for at in (0, 1))
    return f"**{run:.1f}** ({parse:.0f}), {len(known)} of {len(row)}"


def _median_where(
    own: Mapping[str, tuple[float, float] | str], other: Mapping[str, tuple[float, float] | str]
) -> str:
    return _median({name: own[name] for name, value in other.items() if not isinstance(value, str)})


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    print(markdown(measured(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
