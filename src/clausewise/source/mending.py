"""What can be mended without asking what was meant: signs, quotes, a word one slip from another."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping

from attrs import frozen

from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span


@frozen
class Mending:
    """`text` put where the span is, for what `code` told there."""

    span: Span
    text: str
    code: str


def mending(diagnostic: Diagnostic, words: Collection[str]) -> Mending | None:
    """How the fault is mended; None where a person has to say what was meant.

    `words` are those that the fault's file and its like are written with: a misspelt name is
    mended only where no second one of them is as near.
    """
    mend = _MENDERS.get(diagnostic.code)
    if mend is None or diagnostic.span.source.stands_at is not None:
        return None
    text = mend(diagnostic, words)
    if text is None or text == diagnostic.span.text:
        return None
    return Mending(diagnostic.span, text, diagnostic.code)


# Signs

# Signs of other shapes that mean one thing only.
_OTHER_SIGNS = {"、": ",", "≥": ">=", "≤": "<=", "≠": "!=", "≧": ">=", "≦": "<=", "×": "*",
                "÷": "/", "【": "[", "】": "]", "−": "-"}  # fmt: skip


def _sign(diagnostic: Diagnostic, _: Collection[str]) -> str | None:
    """A full-width sign or digit in an expression, as the half-width one."""
    found, instead = diagnostic.blanks["found"], diagnostic.blanks["instead"]
    same = unicodedata.normalize("NFKC", found) == instead or _OTHER_SIGNS.get(found) == instead
    return instead if same and diagnostic.span.text == found else None


def _yaml_sign(diagnostic: Diagnostic, _: Collection[str]) -> str | None:
    """A full-width colon or comma between keys; the blank behind it, where there is none yet."""
    span = diagnostic.span
    narrow = diagnostic.blanks["narrow"]
    follows = span.source.text[span.end : span.end + 1]
    return narrow.rstrip() if follows in (" ", "\n", "\r", "") else narrow


def _text_quotes(diagnostic: Diagnostic, _: Collection[str]) -> str | None:
    """A text of an expression between other quotes, put between double ones."""
    found, instead = diagnostic.blanks["found"], diagnostic.blanks["instead"]
    inside = instead[1:-1]
    plain = '"' not in inside and "\\" not in inside
    return instead if plain and diagnostic.span.text == found else None


def _look_alike(diagnostic: Diagnostic, _: Collection[str]) -> str | None:
    """A letter of another width, as the ordinary one; one of another script, a person looks at."""
    found, meant = diagnostic.blanks["found"], diagnostic.blanks["meant"]
    same = unicodedata.normalize("NFKC", found) == meant
    return meant if same and diagnostic.span.text == found else None


# Quotes


def _double_quoted_number(diagnostic: Diagnostic, _: Collection[str]) -> str | None:
    """A number that is to be a text, as a clause or a key."""
    text = diagnostic.span.text
    return f'"{text}"' if re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", text) else None


def _double_quoted_range(diagnostic: Diagnostic, _: Collection[str]) -> str | None:
    text = diagnostic.span.text
    return f'"{text}"' if re.fullmatch(r"[\[(][\w.+-]+\.\.[\w.+-]+[\])]", text) else None


def _quoted_expression(diagnostic: Diagnostic, _: Collection[str]) -> str | None:
    """A call whose commas divided it: the whole of it in single quotes, where it is whole."""
    text = diagnostic.span.text
    call = re.fullmatch(r"[^\W\d][\w ]*\([^'\n{}\[\]]*\)[^'\n{}\[\],:]*", text)
    return f"'{text}'" if call and _balanced(text) else None


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


# Names


def _name(blank: str) -> "Mender":
    """A misspelt name that is one slip away from the nearest valid one, and from no other word."""

    def mend(diagnostic: Diagnostic, words: Collection[str]) -> str | None:
        written, near = diagnostic.blanks[blank], diagnostic.blanks["nearest"].strip('"')
        text = diagnostic.span.text
        if text.count(written) != 1 or re.search(r"[0-9,…]", written + near):
            return None
        others = {word for word in words if word not in (written, near)}
        if not _one_slip(written, near) or any(_one_slip(written, word) for word in others):
            return None
        return text.replace(written, near)

    return mend


def _one_slip(one: str, other: str) -> bool:
    """A letter left out, put in, changed, or two neighbours swapped; of four letters at least.

    >>> _one_slip("wehn", "when"), _one_slip("minuets", "minutes"), _one_slip("month", "week")
    (True, True, False)
    """
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, more = one[start:], other[start:]
    return (
        rest[1:] == more[1:]
        or rest[1:] == more
        or rest == more[1:]
        or (rest[:2] == more[:2][::-1] and rest[2:] == more[2:])
    )


_SHORTEST = 4

Mender = Callable[[Diagnostic, Collection[str]], str | None]
_MENDERS: Mapping[str, Mender] = {
    "CW109": _double_quoted_number,
    "CW114": _look_alike,
    "CW115": lambda _, __: "",
    "CW121": _yaml_sign,
    "CW150": _name("key"),
    "CW154": _double_quoted_number,
    "CW163": _name("written"),
    "CW176": _quoted_expression,
    "CW177": _double_quoted_range,
    "CW201": _sign,
    "CW213": _text_quotes,
    "CW301": _name("name"),
    "CW305": _name("name"),
    "CW314": _name("word"),
    "CW321": _name("name"),
    "CW353": _name("name"),
    "CW354": _name("name"),
    "CW355": _name("name"),
    "CW360": _name("name"),
    "CW373": _name("word"),
    "CW375": _name("name"),
}
"""How the faults of each code are mended; a code that is not here needs a person."""
