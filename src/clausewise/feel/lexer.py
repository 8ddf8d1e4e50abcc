"""Text into tokens: the words of names joined, brackets told apart, slips of the pen told.

A name is the longest one in scope that stands here (DMN 1.5 §10.3.1.4); words that belong to no
known name join as the grammar allows.  A square bracket may open a list, a filter or an interval,
or close an interval from outside (`]1..5[`); which it is follows from the token before it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from clausewise.source.diagnostic import Diagnostic
from clausewise.source.look_alikes import LookAlike, look_alike, unseen_runs
from clausewise.source.span import Passage


class Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


# Rules 27 to 29, by Python's own notion of a letter, which leaves out the full-width and Chinese
# punctuation that the standard's blocks take in; the rest of these blocks is added.
_MORE = r"?\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\U00010000-\U000EFFFF"
_FIRST = rf"(?:[^\W\d]|[{_MORE}])"
_PART = rf"\w\u00B7\u0300-\u036F\u203F\u2040{_MORE}"
PLAIN_NAME = re.compile(f"{_FIRST}[{_PART}]*")
_ENDS_A_WORD = f"(?![{_PART}])"
_PART_OF_WORD = re.compile(f"[{_PART}]")
_SPACES = re.compile(r"\s+")

_TOKEN = re.compile(
    rf"""
    (?P<SPACE>(?:[\s\uFEFF]|//[^\n]*|/\*.*?\*/)+)
  | (?P<CHINESE_DATE>[0-9]{{4}}\s*年\s*[0-9]{{1,2}}\s*月(?:\s*[0-9]{{1,2}}\s*[日号])?)
  | (?P<BARE_DATE>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:T[0-9:]+)?(?![0-9]))
  | (?P<BARE_TIME>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9]))
  | (?P<NUMBER>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<STRING>"(?:[^"\\]|\\.)*")
  | (?P<AT>@\s*"(?:[^"\\]|\\.)*")
  | (?P<INSTANCE>instance\s+of{_ENDS_A_WORD})
  | (?P<EXTERNAL>external(?=\s*\{{))
  | (?P<WORD>{_FIRST}[{_PART}]*)
  | (?P<MARK>==+|<>|=<|=>|&&|\|\||\*\*|\.\.|<=|>=|!=|->|[-+*/=<>()\[\]{{}},:.])
    """,
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = {
    word: word.upper()
    for word in (
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "function",
        "or", "and", "between", "true", "false", "null",
    )
}  # fmt: skip
_MARKS = {
    "**": "POWER", "..": "DOTDOT", "<=": "LE", ">=": "GE", "!=": "NE", "->": "ARROW", "-": "MINUS",
    "+": "PLUS", "*": "STAR", "/": "SLASH", "=": "EQ", "<": "LT", ">": "GT", "(": "LPAR",
    ")": "RPAR", "[": "LSQB", "]": "RSQB", "{": "LBRACE", "}": "RBRACE", ",": "COMMA",
    ":": "COLON", ".": "DOT",
}  # fmt: skip
_SLIPS = {"==": ("=", "CW202"), "&&": ("and", "CW203"), "||": ("or", "CW203"),
          "<>": ("!=", "CW202"), "=<": ("<=", "CW202"), "=>": (">=", "CW202")}  # fmt: skip
_WIDE = {
    "，": ",", "、": ",", "；": ",", "：": ":", "（": "(", "）": ")", "［": "[", "］": "]",
    "【": "[", "】": "]", "｛": "{", "｝": "}", "＝": "=", "＜": "<", "＞": ">", "＋": "+",
    "－": "-", "—": "-", "–": "-", "−": "-", "＊": "*", "×": "*", "／": "/", "÷": "/",
    "。": ".", "．": ".", "≥": ">=", "≤": "<=", "≠": "!=", "≧": ">=", "≦": "<=", "！": "!=",
    ";": ",",
}  # fmt: skip
_WIDE_QUOTES = {
    "“": "”",
    "”": "”",
    "「": "」",
    "『": "』",
    "＂": "＂",
    "‘": "’",
    "’": "’",
    "《": "》",
}
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")

_ENDS_OPERAND = frozenset(
    {
        "NUMBER",
        "STRING",
        "AT",
        "NAME",
        "TRUE",
        "FALSE",
        "NULL",
        "RPAR",
        "RSQB",
        "RBRACE",
        "RANGE_CLOSE",
    }
)
# What stands after a `[` that closes an interval: nothing, a closing bracket, an operator.
_AFTER_INTERVAL = re.compile(
    rf"\s*(?:$|[)\],}}=<>!*/+]|\.(?![0-9.])|(?:and|or|then|else|return|satisfies|in|between|instance){_ENDS_A_WORD})"
)
_KEY = re.compile(r"""(?:[^\s"'{}\[\]():,，：（）][^"{}\[\]:,，：]*?)(?=\s*:)""")
_LOOP_NAME = re.compile(rf"({_FIRST}[^,()\[\]{{}}\"\n]*?)\s+in{_ENDS_A_WORD}")
_ARGUMENT = re.compile(rf"{_FIRST}[^\"'(){{}}\[\],:?=<>，：（）\n]*?(?=\s*:)")

# Names of properties and types that have spaces in them: known everywhere.
PROPERTIES = ("time offset", "start included", "end included")
TYPE_NAMES = ("date and time", "days and time duration", "years and months duration")


class Vocabulary:
    """Names that are more than one plain word, by the first plain word in them, longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_word: dict[str, list[str]] = {}
        for name in sorted(filter(is_of_several_words, names), key=len, reverse=True):
            self.by_word.setdefault(_first_word(name), []).append(name)

    def at(self, word: str, text: str, position: int) -> str:
        """The longest name of several words that starts here, as it is written here; else ""."""
        names = self.by_word.get(word)
        return "" if names is None else _standing(names, text, position)


@lru_cache(maxsize=8192)
def is_of_several_words(name: str) -> bool:
    """Whether a name is more than one plain word."""
    return PLAIN_NAME.fullmatch(name) is None


def _first_word(name: str) -> str:
    first = PLAIN_NAME.match(name)
    return first[0] if first else ""


def _standing(names: Iterable[str], text: str, position: int) -> str:
    """The first of the names that stands here, as it is written here; "" for none."""
    for name in names:
        end = _end_of(name, text, position)
        if end:
            return text[position:end]
    return ""


def _end_of(name: str, text: str, position: int) -> int:
    """Where a name that starts here ends; 0 where it does not.  Its spaces may be of any length."""
    # By hand: compiling a pattern for each name took longer than all the looking.
    for piece in _pieces(name):
        if not piece.isspace():
            if not text.startswith(piece, position):
                return 0
            position += len(piece)
        elif found := _SPACES.match(text, position):
            position = found.end()
        else:
            return 0
    goes_on = _PART_OF_WORD.match(text, position) and _PART_OF_WORD.match(name[-1:])
    return 0 if goes_on else position


@lru_cache(maxsize=8192)
def _pieces(name: str) -> tuple[str, ...]:
    """Its words, its spaces, and each other character."""
    return tuple(re.findall(rf"[{_PART}]+|\s+|.", name))


def joined(words: str) -> str:
    """A name with one space where there were several."""
    return " ".join(words.split())


class Lexer:
    """One reading of one text; `tokens` and `diagnostics` are what comes of it."""

    def __init__(
        self, passage: Passage, vocabularies: tuple[Vocabulary, ...], strict: bool, in_tests: bool
    ) -> None:
        self.passage = passage
        self.in_tests = in_tests
        self.text = passage.text
        self.vocabularies = vocabularies
        self.strict = strict
        self.own: dict[str, list[str]] = {}
        self.tokens: list[Token] = []
        self.diagnostics: list[Diagnostic] = []
        self.brackets: list[list[object]] = []  # kind, token, seen `..`

    def run(self) -> None:
        if self.strict:
            self._see()
        text, position, end = self.text, 0, len(self.text)
        match = _TOKEN.match
        while position < end:
            previous = self.tokens[-1].kind if self.tokens else ""
            if previous in _BEFORE_NAMES:
                reached = self._declared(previous, position)
                if reached:
                    position = reached
                    continue
            found = match(text, position)
            if found is None:
                position = self._slip(position)
                continue
            kind = found.lastgroup
            assert kind is not None
            position = _READERS[kind](self, found)
        self.tokens.append(Token("$END", "", end, end))

    def _see(self) -> None:
        """Tells invisible characters, and goes on as if they were not there."""
        runs = unseen_runs(self.text)
        for start, end in runs:
            first, last = _word_around(self.text, start, end)
            found = LookAlike(self.text[first:last], start - first, end - first, "")
            self.diagnostics.append(found.told_in(self.passage, first))
        if runs:
            self.passage = self.passage.without(runs)
            self.text = self.passage.text

    def _seen(self, word: str, start: int, *, quoted: bool = False) -> str:
        """A word as it looks; a character in it that looks like another is told."""
        found = look_alike(word, quoted=quoted) if self.strict else None
        if found is None:
            return word
        self.diagnostics.append(found.told_in(self.passage, start))
        return found.mended

    def tell(self, start: int, end: int, code: str, **blanks: str) -> None:
        self.diagnostics.append(Diagnostic.at(self.passage.part(start, end), code, **blanks))

    def put(self, kind: str, text: str, start: int, end: int) -> int:
        self.tokens.append(Token(kind, text, start, end))
        return end

    # -- names -----------------------------------------------------------------------------

    def _declared(self, previous: str, position: int) -> int:
        """A name that is brought in here, where nearly anything may be one: a key, a loop's name."""
        space = _SPACE.match(self.text, position)
        start = space.end() if space else position
        if previous in ("LBRACE", "COMMA", "LPAR"):
            kind = self.brackets[-1][0] if self.brackets else ""
            if kind not in ("{", "("):
                return 0
            found = (_KEY if kind == "{" else _ARGUMENT).match(self.text, start)
            name = joined(found[0]) if found else ""
            end = found.end() if found else 0
        else:
            found = _LOOP_NAME.match(self.text, start)
            name = joined(found[1]) if found else ""
            end = found.end(1) if found else 0
            if found and PLAIN_NAME.fullmatch(name):
                return self.put("NAME", name, start, end)
        if not found:
            return 0
        if previous != "LPAR" and self.brackets and self.brackets[-1][0] == "{":
            self._own(name)
        return self.put("NAME", name, start, end)

    def _own(self, name: str) -> None:
        if is_of_several_words(name):
            self.own.setdefault(_first_word(name), []).append(name)

    def _word(self, found: "re.Match[str]") -> int:
        word, start, end = found[0], found.start(), found.end()
        text = self.text
        longest = ""
        for vocabulary in self.vocabularies:
            name = vocabulary.at(word, text, start)
            if len(name) > len(longest):
                longest = name
        if word in self.own:
            own = _standing(sorted(self.own[word], key=len, reverse=True), text, start)
            if len(own) > len(longest):
                longest = own
        if longest:
            return self.put("NAME", joined(longest), start, start + len(longest))
        word = self._seen(word, start)
        previous = self.tokens[-1] if self.tokens else None
        after = previous.kind if previous else ""
        keyword = _KEYWORDS.get(word)
        if keyword is not None:
            if after != "DOT":
                return self.put(keyword, word, start, end)
        elif after == "NAME" and previous is not None and self._joins(previous, start):
            self.tokens[-1] = Token("NAME", f"{previous.text} {word}", previous.start, end)
            return end
        return self.put("NAME", word, start, end)

    def _joins(self, previous: Token, start: int) -> bool:
        """Two words side by side are one name, unless the first is whole by itself."""
        between = self.text[previous.end : start]
        if self.strict and between.isspace() and not between.isascii():
            # As a pasted text has it; the two words are no name that is known.
            second = PLAIN_NAME.match(self.text, start)
            last = second.end() if second else start
            first = previous.start
            found = LookAlike(self.text[first:last], previous.end - first, start - first, "")
            self.diagnostics.append(found.told_in(self.passage, first))
        return between.isspace()

    # -- literals --------------------------------------------------------------------------

    def _number(self, found: "re.Match[str]") -> int:
        start, end = found.span()
        unit = PLAIN_NAME.match(self.text, end)
        if unit and not self.text.startswith(("?",), end):
            word = unit[0]
            scale = {"万": 10_000, "千": 1_000, "百": 100, "亿": 100_000_000}.get(word[0])
            if scale:
                from clausewise.values.number import Decimal, plain

                size = plain((Decimal(found[0]) * scale).normalize())
                self.tell(start, end + 1, "CW208", found=found[0] + word[0], number=size)
                return self.put("NUMBER", size, start, end + 1)
            if _KEYWORDS.get(word) is None:
                self.tell(start, unit.end(), "CW209", number=found[0], word=word)
                return self.put("NUMBER", found[0], start, unit.end())
        if self.text.startswith(("%", "％"), end):
            self.tell(
                start,
                end + 1,
                "CW206",
                found=found[0] + self.text[end],
                number=_hundredth(found[0]),
            )
            return self.put("NUMBER", _hundredth(found[0]), start, end + 1)
        grouped = _GROUPS.match(self.text, start)
        if grouped and (self._alone() or (self.strict and _NOUGHTS.search(grouped[0]))):
            digits = grouped[0].replace(",", "").replace("，", "")
            self.tell(start, grouped.end(), "CW207", found=grouped[0], number=digits)
            return self.put("NUMBER", digits, start, grouped.end())
        return self.put("NUMBER", found[0], start, end)

    def _alone(self) -> bool:
        """Whether a comma cannot part two items here."""
        return not self.brackets and not self.in_tests

    def _string(self, found: "re.Match[str]") -> int:
        inside = self._seen(found[0][1:-1], found.start() + 1, quoted=True)
        return self.put("STRING", f'"{inside}"', found.start(), found.end())

    def _chinese_date(self, found: "re.Match[str]") -> int:
        numbers = [int(digits) for digits in re.findall("[0-9]+", found[0])]
        year, month, day = (*numbers, 1)[:3]
        iso = f"{year:04}-{month:02}-{day:02}"
        self.tell(found.start(), found.end(), "CW210", found=found[0], date=iso)
        return self.put("AT", f'@"{iso}"', found.start(), found.end())

    def _bare_date(self, found: "re.Match[str]") -> int:
        if not self.strict:
            # In plain FEEL this is a subtraction, odd as it looks.
            return self.put("NUMBER", found[0][:4], found.start(), found.start() + 4)
        self.tell(found.start(), found.end(), "CW210", found=found[0], date=found[0])
        return self.put("AT", f'@"{found[0]}"', found.start(), found.end())

    def _bare_time(self, found: "re.Match[str]") -> int:
        hours, minutes, *seconds = found[0].split(":")
        iso = f"{hours:>02}:{minutes}:{seconds[0] if seconds else '00'}"
        self.tell(found.start(), found.end(), "CW211", found=found[0], time=iso)
        return self.put("AT", f'@"{iso}"', found.start(), found.end())

    # -- marks -----------------------------------------------------------------------------

    def _mark(self, found: "re.Match[str]") -> int:
        mark, start, end = found[0], found.start(), found.end()
        kind = _MARKS.get(mark)
        if mark == "<>" and self.tokens and self.tokens[-1].kind == "FUNCTION":
            # A function type without parameters.
            self.put("LT", "<", start, start + 1)
            return self.put("GT", ">", start + 1, end)
        if kind is None:
            instead, code = _SLIPS.get(mark, ("=", "CW202"))
            self.tell(start, end, code, found=mark, instead=instead)
            kind = _MARKS.get(instead) or _KEYWORDS[instead]
            return self.put(kind, instead, start, end)
        return self._bracket(kind, mark, start, end)

    def _bracket(self, kind: str, mark: str, start: int, end: int) -> int:
        previous = self.tokens[-1].kind if self.tokens else ""
        after_operand = previous in _ENDS_OPERAND
        brackets = self.brackets
        if kind == "DOTDOT":
            if brackets:
                brackets[-1][2] = True
        elif kind == "LSQB":
            if (
                after_operand
                and brackets
                and brackets[-1][2]
                and _AFTER_INTERVAL.match(self.text, end)
            ):
                brackets.pop()
                return self.put("RANGE_CLOSE", mark, start, end)
            brackets.append(["[", start + 1, False])
        elif kind == "RSQB":
            if not after_operand and previous != "LSQB":
                brackets.append(["]", start + 1, False])
                return self.put("RANGE_OPEN", mark, start, end)
            self._close()
        elif kind == "LPAR":
            brackets.append(["(", start + 1, False])
        elif kind == "LBRACE":
            brackets.append(["{", start + 1, False])
        elif kind in {"RPAR", "RBRACE"}:
            self._close()
        return self.put(kind, mark, start, end)

    def _close(self) -> None:
        if self.brackets:
            self.brackets.pop()

    def _slip(self, position: int) -> int:
        """What no token of FEEL starts with: told, and read as what was likely meant."""
        character = self.text[position]
        if character in _WIDE:
            instead = _WIDE[character]
            end = position + 1
            if character in "！" and self.text[end : end + 1] in ("＝", "="):
                end += 1
            code = "CW201"
            self.tell(position, end, code, found=self.text[position:end], instead=instead)
            return self._bracket(_MARKS[instead], instead, position, end)
        if character in _WIDE_QUOTES:
            close = self.text.find(_WIDE_QUOTES[character], position + 1)
            return self._other_quotes(position, close)
        if character == "'":
            return self._other_quotes(position, self.text.find("'", position + 1))
        if character == '"':
            self.tell(position, position + 1, "CW205", found=self.text[position : position + 20])
            return self._give_up()
        if character.translate(_WIDE_DIGITS) != character:
            found = _WIDE_NUMBER.match(self.text, position)
            assert found is not None
            digits = found[0].translate(_WIDE_DIGITS)
            self.tell(position, found.end(), "CW201", found=found[0], instead=digits)
            return self.put("NUMBER", digits.strip("."), position, found.end())
        if character == "!":
            self.tell(position, position + 1, "CW204", found=character)
            return self.put("NAME", "not", position, position + 1)
        if character in "%％":
            self.tell(position, position + 1, "CW206", found=character, number="0.01")
            return self._give_up()
        if character in "&|":
            instead = "and" if character == "&" else "or"
            self.tell(position, position + 1, "CW203", found=character, instead=instead)
            return self.put(_KEYWORDS[instead], instead, position, position + 1)
        self.tell(position, position + 1, "CW212", found=character)
        return self._give_up()

    def _other_quotes(self, position: int, close: int) -> int:
        if close < 0:
            self.tell(position, position + 1, "CW205", found=self.text[position : position + 20])
            return self._give_up()
        inside = self.text[position + 1 : close]
        self.tell(
            position,
            close + 1,
            "CW213",
            found=self.text[position : close + 1],
            instead=f'"{inside}"',
        )
        quoted = '"' + inside.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return self.put("STRING", quoted, position, close + 1)

    def _give_up(self) -> int:
        """Nothing sensible can be read after this."""
        return len(self.text)


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the word reaches that text[start:end] stands in."""
    before, after = _BEFORE.search(text, 0, start), _AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _hundredth(digits: str) -> str:
    from clausewise.values.number import DECIMAL128, Decimal, plain

    return plain(DECIMAL128.divide(Decimal(digits), Decimal(100)))


_BEFORE = re.compile(r"[\w.]*$")
_AFTER = re.compile(r"[\w.]*")
_SPACE = re.compile(r"(?:[\s\uFEFF]|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_GROUPS = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?(?![0-9])")
_NOUGHTS = re.compile(r"[,，]0")
_WIDE_NUMBER = re.compile("[０-９．]+")
_BEFORE_NAMES = frozenset({"LBRACE", "COMMA", "LPAR", "FOR", "SOME", "EVERY"})
_READERS: Mapping[str, Callable[[Lexer, "re.Match[str]"], int]] = {
    "SPACE": lambda _, found: found.end(),
    "CHINESE_DATE": Lexer._chinese_date,
    "BARE_DATE": Lexer._bare_date,
    "BARE_TIME": Lexer._bare_time,
    "NUMBER": Lexer._number,
    "STRING": Lexer._string,
    "AT": lambda lexer, found: lexer.put("AT", found[0], found.start(), found.end()),
    "INSTANCE": lambda lexer, found: lexer.put("INSTANCE", found[0], found.start(), found.end()),
    "EXTERNAL": lambda lexer, found: lexer.put("EXTERNAL", found[0], found.start(), found.end()),
    "WORD": Lexer._word,
    "MARK": Lexer._mark,
}
