"""Why a token cannot stand where it stands, in words for whoever wrote it."""

from clausewise.feel.lexer import Lexer, Token
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span

_OPENERS = {"LPAR": ("(", ")"), "LSQB": ("[", "]"), "LBRACE": ("{", "}"), "RANGE_OPEN": ("]", "[")}
_CLOSERS = frozenset({"RPAR", "RSQB", "RBRACE", "RANGE_CLOSE"})
_OPERAND = frozenset({"NUMBER", "NAME", "LPAR"})
_KEYWORDS = frozenset(
    [
        "IF",
        "THEN",
        "ELSE",
        "FOR",
        "IN",
        "RETURN",
        "SOME",
        "EVERY",
        "SATISFIES",
        "FUNCTION",
        "OR",
        "AND",
        "BETWEEN",
        "TRUE",
        "FALSE",
        "NULL",
    ]
)
# What must come next, when just one of these can.
_AWAITED = (
    ("THEN", "then"), ("ELSE", "else"), ("RETURN", "return"), ("SATISFIES", "satisfies"), ("IN", "in"),
    ("AND", "and"),
)  # fmt: skip


# Words that people write where FEEL has another.
CONNECTORS = {
    "and": "and", "or": "or", "not": "not(…)", "且": "and", "并且": "and", "和": "and", "而且": "and",
    "或": "or", "或者": "or", "非": "not(…)", "不": "not(…)", "等于": "=", "不等于": "!=",
    "大于": ">", "小于": "<", "大于等于": ">=", "小于等于": "<=", "加": "+", "减": "-", "乘": "*",
    "乘以": "*", "除以": "/", "如果": "if … then … else …", "那么": "then", "否则": "else", "属于": "in",
    "is": "=", "equals": "=", "contains": "list contains(…) / contains(…)", "like": "matches(…)",
    "mod": "modulo(…)", "true": "true", "false": "false", "null": "null", "none": "null", "nil": "null",
    "if": "if", "then": "then", "else": "else", "in": "in", "between": "between", "空": "null",
    "真": "true", "假": "false",
}  # fmt: skip


def fault(lexer: Lexer, index: int, possible: frozenset[str]) -> Diagnostic:
    """The diagnostic for the token at `index`, where only the `possible` kinds could stand."""
    tokens = lexer.tokens
    token = tokens[index]
    previous = tokens[index - 1] if index else None
    place = lexer.passage.part(token.start, token.end)
    needs_operand = possible >= _OPERAND
    unclosed = _unclosed(tokens[: index + (token.kind not in _CLOSERS)])
    if (
        token.kind in _CLOSERS
        and not needs_operand
        and (unclosed is None or not _closes(unclosed, token, possible))
    ):
        if unclosed is None:
            return Diagnostic.at(place, "CW231", found=token.text)
        opener, closer = _OPENERS[unclosed.kind]
        where = lexer.passage.part(unclosed.start, unclosed.end)
        return Diagnostic.at(where, "CW230", opened=opener, closer=closer)
    if token.kind == "$END":
        if needs_operand or "NAME" in possible:
            shown = previous or token
            where = lexer.passage.part(shown.start, shown.end)
            return Diagnostic.at(where, "CW232", found=shown.text)
        for kind, word in _AWAITED:
            if kind in possible and _opened_by(tokens, kind):
                where = lexer.passage.part(tokens[index - 1].start, tokens[index - 1].end)
                return Diagnostic.at(where, "CW233", word=word)
        if unclosed is not None:
            opener, closer = _OPENERS[unclosed.kind]
            where = lexer.passage.part(unclosed.start, unclosed.end)
            return Diagnostic.at(where, "CW230", opened=opener, closer=closer)
    for name, index_of_word in ((token, 0), (previous, -1)):
        told = _connector(lexer, name, index_of_word)
        if told is not None and not needs_operand:
            return told
    if token.kind == "DOTDOT":
        return Diagnostic.at(place, "CW241")
    if token.kind in ("EQ", "LT", "GT", "LE", "GE", "NE") and needs_operand:
        return Diagnostic.at(place, "CW234", found=token.text)
    if token.kind in _KEYWORDS:
        if "NAME" in possible:
            return Diagnostic.at(place, "CW235", *_above(lexer, previous, place), word=token.text)
        for kind, word in _AWAITED:
            if kind in possible and _opened_by(tokens[:index], kind):
                return Diagnostic.at(place, "CW236", found=token.text, word=word)
    if token.kind == "COLON":
        return Diagnostic.at(place, "CW237")
    if needs_operand:
        return Diagnostic.at(place, "CW238", found=token.text or "…")
    for kind, word in _AWAITED:
        if kind in possible and _opened_by(tokens[:index], kind):
            return Diagnostic.at(place, "CW236", found=token.text, word=word)
    return Diagnostic.at(place, "CW239", found=token.text)


def _above(lexer: Lexer, previous: Token | None, place: Span) -> list[Span]:
    """The word or sign before, where it stands on an earlier line: there something may be lacking."""
    if previous is None:
        return []
    before = lexer.passage.part(previous.start, previous.end)
    return [before] if "\n" in place.source.text[before.end : place.start] else []


def _connector(lexer: Lexer, name: Token | None, index: int) -> Diagnostic | None:
    """The first or last word of a name, where it is meant as an operator."""
    if name is None or name.kind != "NAME":
        return None
    word = name.text.split()[index]
    instead = CONNECTORS.get(word.lower())
    if instead is None:
        return None
    start = name.start if index == 0 else name.end - len(word)
    where = lexer.passage.part(start, start + len(word))
    return Diagnostic.at(where, "CW240", word=word, instead=instead)


def _unclosed(tokens: list[Token]) -> Token | None:
    open_: list[Token] = []
    for token in tokens:
        if token.kind in _OPENERS:
            open_.append(token)
        elif token.kind in _CLOSERS and open_:
            open_.pop()
    return open_[-1] if open_ else None


def _closes(opener: Token, closer: Token, possible: frozenset[str]) -> bool:
    return closer.kind in possible or closer.text == _OPENERS[opener.kind][1]


def _opened_by(tokens: list[Token], kind: str) -> bool:
    """Whether a keyword that asks for `kind` stands before it, unanswered."""
    asks = {
        "THEN": {"IF"}, "ELSE": {"THEN"}, "RETURN": {"FOR"}, "SATISFIES": {"SOME", "EVERY"},
        "IN": {"FOR", "SOME", "EVERY"}, "AND": {"BETWEEN"},
    }[kind]  # fmt: skip
    asked = sum(token.kind in asks for token in tokens)
    return asked > sum(token.kind == kind for token in tokens)
