"""String functions, DMN 1.5 §10.3.4.3: of code points, not bytes."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clausewise.feel.functions.registry import Builtin, registry
from clausewise.values.number import Decimal
from clausewise.values.types import BOOLEAN, NUMBER, STRING, ListOf

if TYPE_CHECKING:
    from clausewise.feel.functions.patterns import Pattern

_SECTION = "10.3.4.3"


def _substring(string: str, start: Decimal, length: Decimal | None = None) -> str | None:
    first = int(start)
    size = len(string)
    if first == 0 or abs(first) > size:
        return None
    index = first - 1 if first > 0 else size + first
    if length is None:
        return string[index:]
    count = int(length)
    return string[index : index + count] if count >= 1 else None


def _before(string: str, match: str) -> str:
    found = string.find(match)
    return string[:found] if found >= 0 else ""


def _after(string: str, match: str) -> str:
    found = string.find(match)
    return string[found + len(match) :] if found >= 0 else ""


def _read(pattern: str, flags: str = "") -> "Pattern | None":
    from clausewise.feel.functions.patterns import read_pattern  # few policies have a pattern

    return read_pattern(pattern, flags)


def _matches(string: str | None, pattern: str | None, flags: str | None = None) -> bool | None:
    if string is None or pattern is None:
        return None
    read = _read(pattern, flags or "")
    return None if read is None else read.search(string) is not None


_REPLACEMENT = re.compile(r"\\([\\$])|\$([0-9]+)|([\\$])|([^\\$]+)")


def _replace(
    string: str | None, pattern: str | None, replacement: str | None, flags: str | None = None
) -> str | None:
    if string is None or pattern is None or replacement is None:
        return None
    read = _read(pattern, flags or "")
    if read is None or read.search("") is not None:
        return None
    pieces: list[str | int] = []
    for found in _REPLACEMENT.finditer(replacement):
        escaped, number, alone, words = found.groups()
        if alone:
            return None
        if number:
            group, rest = _group(number, read.groups)
            pieces += [group, rest]
        else:
            pieces.append(escaped or words)
    result, position = [], 0
    for match in read.all(string):
        start, end = match.spans[0]
        result.append(string[position:start])
        for piece in pieces:
            if isinstance(piece, str):
                result.append(piece)
            elif piece < len(match.spans) and match.spans[piece][0] >= 0:
                result.append(string[slice(*match.spans[piece])])
        position = end
    return "".join(result) + string[position:]


def _group(number: str, groups: int) -> tuple[int, str]:
    """The group that digits after `$` mean, as many of them as name one; the rest are text."""
    size = len(number)
    while size > 1 and int(number[:size]) > groups:
        size -= 1
    return int(number[:size]), number[size:]


def _split(string: str, delimiter: str) -> list[str] | None:
    read = _read(delimiter)
    if read is None:
        return None
    parts, position = [], 0
    for match in read.all(string):
        start, end = match.spans[0]
        if start == end and start in (0, len(string)):
            continue
        parts.append(string[position:start])
        position = end
    return [*parts, string[position:]]


def _join(strings: list[Any] | None, delimiter: str | None = None) -> str | None:
    if strings is None:
        return None
    return (delimiter or "").join(part for part in strings if part is not None)


def _two(
    name: str, run: Any, zh: str, en: str, *examples: tuple[str, str], returns: Any = STRING
) -> Builtin:
    return Builtin(
        name, {"string": STRING, "match": STRING}, returns, run=run, zh=zh, en=en,
        examples=examples, section=_SECTION,
    )  # fmt: skip


STRINGS: Mapping[str, Builtin] = registry(
    Builtin(
        "substring", {"string": STRING, "start position": NUMBER, "length": NUMBER}, STRING,
        run=_substring, optional=1,
        zh="从第几个字符起取若干个字符；负数从末尾数起", en="so many characters from a place on; a negative place counts from the end",
        examples=(('substring("foobar", 3)', '"obar"'), ('substring("foobar", -2, 1)', '"a"'), ('substring("制度条款", 3)', '"条款"')),
        nulls="null if the start position is 0 or lies outside the text, or the length is below 1", nulls_zh="起始位置为 0 或超出文字，或长度小于 1 时为 null",
        section=_SECTION,
    ),
    Builtin(
        "string length", {"string": STRING}, NUMBER, run=lambda string: Decimal(len(string)),
        zh="字符个数", en="the number of characters",
        examples=(('string length("foo")', "3"), ('string length("迟到")', "2")), section=_SECTION,
    ),
    Builtin(
        "upper case", {"string": STRING}, STRING, run=str.upper,
        zh="转为大写", en="in capitals", examples=(('upper case("aBc4")', '"ABC4"'),), section=_SECTION,
    ),
    Builtin(
        "lower case", {"string": STRING}, STRING, run=str.lower,
        zh="转为小写", en="in small letters", examples=(('lower case("aBc4")', '"abc4"'),), section=_SECTION,
    ),
    _two("substring before", _before, "某段文字之前的部分；没有时为空文字", "what stands before the first match; empty where there is none",
         ('substring before("foobar", "bar")', '"foo"'), ('substring before("foobar", "xyz")', '""')),
    _two("substring after", _after, "某段文字之后的部分；没有时为空文字", "what stands after the first match; empty where there is none",
         ('substring after("foobar", "ob")', '"ar"'), ('substring after("", "a")', '""')),
    Builtin(
        "replace", {"input": STRING, "pattern": STRING, "replacement": STRING, "flags": STRING}, STRING,
        run=_replace, optional=1, sees_null=True,
        zh="按正则表达式替换；$1 是第一个括号里的内容", en="replaces each match of a regular expression; $1 stands for its first group",
        examples=(('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '"[1=ab][2=]cd"'), ('replace("13800001111", "(\\\\d{3})\\\\d{4}", "$1****")', '"138****1111"')),
        nulls="null if one of the first three is null, the pattern is none, or it matches an empty text",
        nulls_zh="前三个参数缺失、正则表达式有误或能匹配空文字时为 null", section=_SECTION,
    ),
    _two("contains", lambda string, match: match in string, "是否包含某段文字", "whether a text holds another",
         ('contains("foobar", "of")', "false"), returns=BOOLEAN),
    _two("starts with", str.startswith, "是否以某段文字开头", "whether a text begins with another",
         ('starts with("foobar", "fo")', "true"), returns=BOOLEAN),
    _two("ends with", str.endswith, "是否以某段文字结尾", "whether a text ends with another",
         ('ends with("foobar", "r")', "true"), returns=BOOLEAN),
    Builtin(
        "matches", {"input": STRING, "pattern": STRING, "flags": STRING}, BOOLEAN, run=_matches,
        optional=1, sees_null=True,
        zh="是否有一部分符合正则表达式", en="whether some part of a text matches a regular expression",
        examples=(('matches("foobar", "^fo*b")', "true"), ('matches("E01", "^E[0-9]+$")', "true"), ('matches("ABC", "b", "i")', "true")),
        nulls="null if the text or the pattern is null, or the pattern is none", nulls_zh="文字或正则表达式缺失、有误时为 null",
        section=_SECTION,
    ),
    Builtin(
        "split", {"string": STRING, "delimiter": STRING}, ListOf(STRING), run=_split,
        zh="按正则表达式分开", en="the parts between the matches of a regular expression",
        examples=(('split("John Doe", "\\\\s")', '["John", "Doe"]'), ('split("a;b;c;;", ";")', '["a", "b", "c", "", ""]')),
        section=_SECTION,
    ),
    Builtin(
        "string join", {"list": ListOf(STRING), "delimiter": STRING}, STRING, run=_join, optional=1,
        sees_null=True,
        zh="把文字连起来，中间加分隔", en="texts put together, with a text between them",
        examples=(('string join(["a", "b", "c"], "_and_")', '"a_and_b_and_c"'), ('string join(["a", null, "c"])', '"ac"')),
        nulls="nulls in the list are passed over; a null delimiter is no text; a null list gives null",
        nulls_zh="列表中的 null 略过；分隔为 null 等于没有分隔；列表为 null 时为 null", section=_SECTION,
    ),
)  # fmt: skip
