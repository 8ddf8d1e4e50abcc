"""The reference page of the functions, written from their records.

python -m clausewise.feel.reference      writes docs/feel.md anew
"""

from collections.abc import Mapping

from clausewise.feel.functions import EXTENSIONS
from clausewise.feel.functions.contexts import CONTEXTS
from clausewise.feel.functions.conversion import CONVERSION
from clausewise.feel.functions.lists import LISTS
from clausewise.feel.functions.numbers import NUMBERS
from clausewise.feel.functions.ranges import RANGES
from clausewise.feel.functions.registry import Builtin, Overload
from clausewise.feel.functions.strings import STRINGS
from clausewise.feel.functions.temporal import TEMPORAL

GROUPS: Mapping[str, Mapping[str, Builtin]] = {
    "Conversion and not · 转换": CONVERSION,
    "Texts · 文字": STRINGS,
    "Lists · 列表": LISTS,
    "Numbers · 数字": NUMBERS,
    "Dates, times, durations · 日期、时间、时长": TEMPORAL,
    "Points and ranges · 区间": RANGES,
    "Contexts · 上下文": CONTEXTS,
    "Of policies alone · 制度专用": EXTENSIONS,
}

_HEAD = """\
<!-- Written by `python -m clausewise.feel.reference`; edit the records in src/clausewise/feel/functions. -->

# FEEL in clausewise

Conditions and amounts in policies are FEEL, the expression language of DMN 1.5. `clausewise feel` works out
plain FEEL as the standard has it; policies differ in one thing: **what is missing is not false**.

## Where policies differ · 制度中的不同

| | plain FEEL | in policies |
| --- | --- | --- |
| `x = 1`, `x != 1`, `x in …`, a cell of a table, with x missing | false or true | null |
| `x = null`, `x != null` | asks whether x is there | the same |
| `if c then a else b` with c null | b | null |
| `list[c]` with c null for an element | without that element | null |
| `list contains(list, x)` with x missing, or not found among nulls | true or false | null |
| unknown names, fields, functions; types that never fit | null when it runs | told by `check` |

## Notes on the standard and its conformance kit · 与标准的关系

- Numbers are decimals of 34 digits, halves to even (IEEE 754 decimal128); what has no finite value is null.
- `-3 ** 2` is 9: the sign binds tighter than the power, as in the kit.
- A range written as a comparison is a value of its own: `(=10) = [10..10]` is false.
- A cell that works out as true passes, unless its input is itself a truth: then the two are compared.
- The kind of time counts in a comparison: with an offset or zone against without one, `<` is null and `=` false.
- `years and months duration(from, to)` looks at the days alone, not at the times of day.
- Regular expressions are those of XPath 3.1 with the flags s, m, i, x; one that takes too long is told, never waited for.
- Limits: an expression has at most 100,000 characters and 120 levels; its loops and calls take at most 1,000,000 steps;
  functions call each other at most 60 deep.
- External (Java) functions are refused.
- All cases of the kit that the project keeps results for are in `docs/tck.json`, by folder, with the names of what fails.
"""


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD]
    for title, group in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [entry(function) for function in group.values()]
    return "\n".join(parts)


def entry(function: Builtin) -> str:
    """One function: how it is called, what it gives, when it is null, examples."""
    lines = [f"### {function.name}\n"]
    lines += [f"- `{signature(function.name, way)}`" for way in function.ways]
    lines.append(f"\n{function.zh}。\n\n{_sentence(function.en)}")
    nulls = function.nulls or (
        "" if function.sees_null else "null if an argument is null or of another type"
    )
    nulls_zh = function.nulls_zh or ("" if function.sees_null else "参数缺失或类型不符时为 null")
    if nulls:
        lines.append(f"\nNull: {nulls_zh}。{_sentence(nulls)}")
    if function.extension:
        lines.append("\nAn extension: plain FEEL does not have it. 扩展函数，FEEL 标准没有。")
    if function.section:
        lines.append(f"\nDMN 1.5 §{function.section}")
    if function.examples:
        lines.append(
            "\n```\n"
            + "\n".join(f"{call} → {gives}" for call, gives in function.examples)
            + "\n```"
        )
    return "\n".join(lines) + "\n"


def signature(name: str, way: Builtin | Overload) -> str:
    """`substring(string: string, start position: number, [length: number]) → string`"""
    shown = [f"{parameter}: {type_}" for parameter, type_ in way.parameters.items()]
    if way.variadic and shown:
        shown[-1] += ", …"
    least = len(shown) - way.optional
    shown[least:] = [f"[{parameter}]" for parameter in shown[least:]]
    return f"{name}({', '.join(shown)}) → {way.returns}"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/feel.md").write_text(page(), "utf-8")
