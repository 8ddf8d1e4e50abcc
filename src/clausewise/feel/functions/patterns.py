"""Regular expressions as XPath has them, which Python's `re` has not.

Character classes with subtraction, properties and blocks, the escapes \\i and \\c, what `.`, `^` and
`$` mean, the flags s m i x (XPath and XQuery Functions 3.1 §5.6; XML Schema Part 2, appendix G).

A pattern is read into a small tree.  One that cannot take long is run by `re`; any other is run
by a matcher of our own that counts its steps, so that no pattern hangs.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from attrs import frozen

from clausewise.feel.limits import LimitReached

MOST_STEPS = 300_000
_CHEAP = 50_000_000
_LONGEST_PATTERN = 2_000
_DEEPEST = 50


# -- the tree ----------------------------------------------------------------------------------


@frozen
class One:
    """A character of a class, written as `re` writes it."""

    written: str


@frozen
class Start:
    """Of the text, or with `lines` of any line of it."""

    lines: bool


@frozen
class End:
    """Of the text, or with `lines` of any line of it."""

    lines: bool


@frozen
class Back:
    """The same text as a group matched before."""

    group: int


@frozen
class Group:
    """`number` null: a group that is not captured."""

    inside: "Node"
    number: int | None


@frozen
class Repeat:
    """`most` null: any number."""

    what: "Node"
    least: int
    most: int | None
    lazy: bool


@frozen
class Sequence:
    parts: tuple["Node", ...]


@frozen
class Choice:
    ways: tuple["Node", ...]


Node = One | Start | End | Back | Group | Repeat | Sequence | Choice


@frozen(slots=False)
class Pattern:
    """A pattern that was read; `search` finds its first match from a position on."""

    text: str
    flags: str
    tree: Node
    groups: int
    compiled: "re.Pattern[str]"
    slow: bool
    repeats: int

    def search(self, text: str, position: int = 0) -> "Match | None":
        if self.slow or max(len(text), 1) ** (self.repeats + 1) > _CHEAP:
            return _Matcher(self, text).search(position)
        found = self.compiled.search(text, position)
        if found is None:
            return None
        return Match(tuple(found.span(group) for group in range(self.groups + 1)))

    def all(self, text: str) -> Iterator["Match"]:
        """Its matches one after the other; an empty one moves on by a character."""
        position = 0
        while position <= len(text):
            found = self.search(text, position)
            if found is None:
                return
            yield found
            start, end = found.spans[0]
            position = end + 1 if start == end else end


@frozen
class Match:
    """The places of the whole and of each group; (-1, -1) where a group has no part."""

    spans: tuple[tuple[int, int], ...]


class _Invalid(Exception):  # noqa: N818  # it never leaves this module
    """The pattern is none."""


@lru_cache(maxsize=256)
def read_pattern(text: str, flags: str = "") -> Pattern | None:
    """The pattern that a text stands for; null where XPath refuses it or its flags."""
    if set(flags) - set("smix") or len(text) > _LONGEST_PATTERN:
        return None
    try:
        reader = _Reader(_without_space(text) if "x" in flags else text, flags)
        tree = reader.whole()
        compiled = re.compile(_written(tree), re.IGNORECASE if "i" in flags else 0)
    except (_Invalid, re.error, OverflowError, RecursionError):
        return None
    slow, repeats = _costs(tree)
    return Pattern(text, flags, tree, reader.groups, compiled, slow, repeats)


def _without_space(text: str) -> str:
    """Flag x: white space goes, except in square brackets."""
    kept, depth, escaped = [], 0, False
    for character in text:
        if depth == 0 and character in " \t\n\r":
            continue
        kept.append(character)
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "[":
            depth += 1
        elif character == "]" and depth:
            depth -= 1
    return "".join(kept)


class _Reader:
    """Recursive descent over one pattern."""

    def __init__(self, text: str, flags: str) -> None:
        self.text, self.flags = text, flags
        self.at = 0
        self.groups = 0
        self.closed: set[int] = set()
        self.depth = 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        if self.at >= len(self.text):
            raise _Invalid
        self.at += 1
        return self.text[self.at - 1]

    def whole(self) -> Node:
        tree = self.choice()
        if self.at < len(self.text):
            raise _Invalid
        return tree

    def choice(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Invalid
        ways = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            ways.append(self.sequence())
        self.depth -= 1
        return ways[0] if len(ways) == 1 else Choice(tuple(ways))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.text) and self.peek() not in "|)":
            parts.append(self.quantified(self.atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def quantified(self, atom: Node) -> Node:
        sign = self.peek()
        if not sign or sign not in "?*+{":
            return atom
        self.at += 1
        least: int
        most: int | None
        if sign == "{":
            found = re.compile(r"([0-9]+)(,([0-9]*))?\}").match(self.text, self.at)
            if found is None:
                raise _Invalid
            self.at = found.end()
            least = int(found[1])
            most = least if found[2] is None else int(found[3]) if found[3] else None
            if (most is not None and most < least) or least > 1000 or (most or 0) > 1000:
                raise _Invalid
        else:
            least, most = {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
        lazy = self.peek() == "?"
        self.at += lazy
        if self.peek() and self.peek() in "?*+{":
            raise _Invalid
        return Repeat(atom, least, most, lazy)

    def atom(self) -> Node:
        character = self.take()
        if character == "(":
            return self.group()
        if character == "[":
            return One(self.square())
        if character == "\\":
            return self.escape()
        if character == ".":
            return One(r"[\s\S]" if "s" in self.flags else r"[^\n\r]")
        if character == "^":
            return Start("m" in self.flags)
        if character == "$":
            return End("m" in self.flags)
        if character in "?*+{}])":
            raise _Invalid
        return One(re.escape(character))

    def group(self) -> Node:
        number = None
        if self.text.startswith("?:", self.at):
            self.at += 2
        elif self.peek() == "?":
            raise _Invalid
        else:
            self.groups += 1
            number = self.groups
        inside = self.choice()
        if self.take() != ")":
            raise _Invalid
        if number is not None:
            self.closed.add(number)
        return Group(inside, number)

    def escape(self) -> Node:
        if self.peek().isdigit():
            return self.back()
        return One(f"[{self.class_escape()}]")

    def back(self) -> Node:
        number = int(self.take())
        while self.peek().isdigit() and number * 10 + int(self.peek()) in self.closed:
            number = number * 10 + int(self.take())
        if number not in self.closed:
            raise _Invalid
        return Back(number)

    def class_escape(self) -> str:
        """What follows a backslash, as the inside of a class of `re`."""
        letter = self.take()
        if letter in "nrt":
            return f"\\{letter}"
        if letter in "\\|.?*+(){}-[]^$":
            return "\\" + letter
        if letter in "pP":
            return self.property(letter == "P")
        if letter == "d":
            return r"\d"
        spans = _MULTI.get(letter.lower())
        if spans is None:
            raise _Invalid
        return _written_spans(spans() if letter.islower() else _others(spans()))

    def property(self, negated: bool) -> str:
        if self.take() != "{":
            raise _Invalid
        end = self.text.find("}", self.at)
        if end < 0:
            raise _Invalid
        name = self.text[self.at : end]
        self.at = end + 1
        spans = _property(name)
        if spans is None:
            raise _Invalid
        return _written_spans(_others(spans) if negated else spans)

    def square(self) -> str:
        """A class in square brackets, its opening one just read, as `re` writes it."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Invalid
        negated = self.peek() == "^"
        self.at += negated
        inside, but = "", ""
        while True:
            character = self.take()
            if character == "]":
                break
            if character == "[":
                raise _Invalid
            if character == "-" and self.peek() == "[":
                self.at += 1
                but = self.square()
                if self.take() != "]":
                    raise _Invalid
                break
            inside += self.span(character)
        if not inside:
            raise _Invalid
        self.depth -= 1
        written = f"[{'^' if negated else ''}{inside}]"
        return f"(?:(?!{but}){written})" if but else written

    def span(self, character: str) -> str:
        """One character of a class, or a span of them."""
        if character == "\\":
            if self.peek().isdigit():
                raise _Invalid
            letter = self.peek()
            first = self.class_escape()
            if letter in "pPdDwWsSiIcC":
                return first
        else:
            first = re.escape(character)
        following = self.text[self.at : self.at + 2]
        if following[:1] != "-" or following[1:] in ("]", "[", ""):
            return first
        self.at += 1
        character = self.take()
        if character == "\\":
            if self.peek() in "pPdDwWsSiIcC0123456789":
                raise _Invalid
            last = self.class_escape()
        else:
            last = re.escape(character)
        if _character(first) > _character(last):
            raise _Invalid
        return f"{first}-{last}"


def _character(written: str) -> str:
    return {r"\n": "\n", r"\r": "\r", r"\t": "\t"}.get(written, written[-1])


# -- classes of characters -----------------------------------------------------------------------


Spans = tuple[tuple[int, int], ...]
"""Characters as spans of their numbers, both ends included, in order and apart."""


def _written_spans(spans: Spans) -> str:
    """The inside of a class of `re`."""
    return "".join(
        f"\\U{first:08x}" if first == last else f"\\U{first:08x}-\\U{last:08x}"
        for first, last in spans
    )


def _others(spans: Spans) -> Spans:
    """All characters but these."""
    found, start = [], 0
    for first, last in spans:
        if first > start:
            found.append((start, first - 1))
        start = last + 1
    if start <= sys.maxunicode:
        found.append((start, sys.maxunicode))
    return tuple(found)


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


@cache
def _categories() -> dict[str, list[tuple[int, int]]]:
    """The spans of each general category, such as Lu."""
    found: dict[str, list[tuple[int, int]]] = {}
    start, current = 0, unicodedata.category("\0")
    for number in range(1, sys.maxunicode + 1):
        category = unicodedata.category(chr(number))
        if category != current:
            found.setdefault(current, []).append((start, number - 1))
            start, current = number, category
    found.setdefault(current, []).append((start, sys.maxunicode))
    return found


@cache
def _of_categories(*names: str) -> Spans:
    """The characters of the categories that begin so: L, Lu."""
    return _merged(
        span
        for category, several in _categories().items()
        if category.startswith(names)
        for span in several
    )


def _property(name: str) -> Spans | None:
    if name.startswith("Is"):
        block = _BLOCKS.get(name[2:])
        return None if block is None else (block,)
    known = name in ("L", "M", "N", "P", "Z", "S", "C") or name in _categories()
    return _of_categories(name) if known else None


# XML 1.0, rules 4 and 4a.
_NAME_START: Spans = _merged(
    [
        (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6),
        (0xF8, 0x2FF), (0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F),
        (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
    ]
)  # fmt: skip
_NAME_PART: Spans = _merged(
    [
        *_NAME_START, (0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040),
    ]
)  # fmt: skip
# \w is everything but punctuation, separators and control characters.
_MULTI: dict[str, Callable[[], Spans]] = {
    "d": lambda: _of_categories("Nd"),
    "s": lambda: ((9, 10), (13, 13), (32, 32)),
    "w": lambda: _of_categories("L", "M", "N", "S"),
    "i": lambda: _NAME_START,
    "c": lambda: _NAME_PART,
}
_BLOCKS = {
    "BasicLatin": (0x0, 0x7F), "Latin-1Supplement": (0x80, 0xFF), "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F), "IPAExtensions": (0x250, 0x2AF),
    "SpacingModifierLetters": (0x2B0, 0x2FF), "CombiningDiacriticalMarks": (0x300, 0x36F),
    "Greek": (0x370, 0x3FF), "GreekandCoptic": (0x370, 0x3FF), "Cyrillic": (0x400, 0x4FF),
    "CyrillicSupplementary": (0x500, 0x52F), "Armenian": (0x530, 0x58F), "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF), "Syriac": (0x700, 0x74F), "Thaana": (0x780, 0x7BF),
    "Devanagari": (0x900, 0x97F), "Bengali": (0x980, 0x9FF), "Gurmukhi": (0xA00, 0xA7F),
    "Gujarati": (0xA80, 0xAFF), "Oriya": (0xB00, 0xB7F), "Tamil": (0xB80, 0xBFF),
    "Telugu": (0xC00, 0xC7F), "Kannada": (0xC80, 0xCFF), "Malayalam": (0xD00, 0xD7F),
    "Sinhala": (0xD80, 0xDFF), "Thai": (0xE00, 0xE7F), "Lao": (0xE80, 0xEFF),
    "Tibetan": (0xF00, 0xFFF), "Myanmar": (0x1000, 0x109F), "Georgian": (0x10A0, 0x10FF),
    "HangulJamo": (0x1100, 0x11FF), "Ethiopic": (0x1200, 0x137F), "Cherokee": (0x13A0, 0x13FF),
    "UnifiedCanadianAboriginalSyllabics": (0x1400, 0x167F), "Ogham": (0x1680, 0x169F),
    "Runic": (0x16A0, 0x16FF), "Tagalog": (0x1700, 0x171F), "Khmer": (0x1780, 0x17FF),
    "Mongolian": (0x1800, 0x18AF), "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF), "GeneralPunctuation": (0x2000, 0x206F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F), "CurrencySymbols": (0x20A0, 0x20CF),
    "CombiningMarksforSymbols": (0x20D0, 0x20FF),
    "CombiningDiacriticalMarksforSymbols": (0x20D0, 0x20FF), "LetterlikeSymbols": (0x2100, 0x214F),
    "NumberForms": (0x2150, 0x218F), "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF), "MiscellaneousTechnical": (0x2300, 0x23FF),
    "ControlPictures": (0x2400, 0x243F), "OpticalCharacterRecognition": (0x2440, 0x245F),
    "EnclosedAlphanumerics": (0x2460, 0x24FF), "BoxDrawing": (0x2500, 0x257F),
    "BlockElements": (0x2580, 0x259F), "GeometricShapes": (0x25A0, 0x25FF),
    "MiscellaneousSymbols": (0x2600, 0x26FF), "Dingbats": (0x2700, 0x27BF),
    "BraillePatterns": (0x2800, 0x28FF), "CJKRadicalsSupplement": (0x2E80, 0x2EFF),
    "KangxiRadicals": (0x2F00, 0x2FDF), "IdeographicDescriptionCharacters": (0x2FF0, 0x2FFF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F), "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF), "Bopomofo": (0x3100, 0x312F),
    "HangulCompatibilityJamo": (0x3130, 0x318F), "Kanbun": (0x3190, 0x319F),
    "BopomofoExtended": (0x31A0, 0x31BF), "EnclosedCJKLettersandMonths": (0x3200, 0x32FF),
    "CJKCompatibility": (0x3300, 0x33FF), "CJKUnifiedIdeographsExtensionA": (0x3400, 0x4DBF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF), "YiSyllables": (0xA000, 0xA48F),
    "YiRadicals": (0xA490, 0xA4CF), "HangulSyllables": (0xAC00, 0xD7AF),
    "PrivateUse": (0xE000, 0xF8FF), "PrivateUseArea": (0xE000, 0xF8FF),
    "CJKCompatibilityIdeographs": (0xF900, 0xFAFF), "AlphabeticPresentationForms": (0xFB00, 0xFB4F),
    "ArabicPresentationForms-A": (0xFB50, 0xFDFF), "CombiningHalfMarks": (0xFE20, 0xFE2F),
    "CJKCompatibilityForms": (0xFE30, 0xFE4F), "SmallFormVariants": (0xFE50, 0xFE6F),
    "ArabicPresentationForms-B": (0xFE70, 0xFEFF), "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
    "Specials": (0xFFF0, 0xFFFF), "OldItalic": (0x10300, 0x1032F), "Gothic": (0x10330, 0x1034F),
    "Deseret": (0x10400, 0x1044F), "ByzantineMusicalSymbols": (0x1D000, 0x1D0FF),
    "MusicalSymbols": (0x1D100, 0x1D1FF), "MathematicalAlphanumericSymbols": (0x1D400, 0x1D7FF),
    "CJKUnifiedIdeographsExtensionB": (0x20000, 0x2A6DF),
    "CJKCompatibilityIdeographsSupplement": (0x2F800, 0x2FA1F), "Tags": (0xE0000, 0xE007F),
}  # fmt: skip


# -- by `re` -------------------------------------------------------------------------------------


def _written(node: Node) -> str:
    match node:
        case One(written):
            return written
        case Start(lines):
            return "(?m:^)" if lines else r"\A"
        case End(lines):
            return "(?m:$)" if lines else r"\Z"
        case Back(group):
            return f"(?:\\{group})"
        case Group(inside, number):
            return f"({'' if number else '?:'}{_written(inside)})"
        case Repeat(what, least, most, lazy):
            repeated = _written(what)
            if isinstance(what, Repeat | Sequence | Choice):
                repeated = f"(?:{repeated})"
            bounds = f"{{{least},{'' if most is None else most}}}"
            return repeated + bounds + ("?" if lazy else "")
        case Sequence(parts):
            return "".join(map(_written, parts))
        case Choice(ways):
            return "|".join(map(_written, ways))


def _costs(node: Node) -> tuple[bool, int]:
    """Whether a match may take exponentially long, and else how many free repetitions it has."""
    match node:
        case Group(inside):
            return _costs(inside)
        case Repeat(what, least, most):
            slow, repeats = _costs(what)
            free = most is None or most - least > 1
            wavers = repeats > 0 or _has_choice(what)
            rounds = 1 if most is None else max(1, min(most, 100))
            return slow or (free and wavers), repeats * rounds + free
        case Sequence(parts):
            costs = [_costs(part) for part in parts]
            return any(slow for slow, _ in costs), sum(repeats for _, repeats in costs)
        case Choice(ways):
            costs = [_costs(way) for way in ways]
            return any(slow for slow, _ in costs), max(repeats for _, repeats in costs)
        case Back():
            return True, 0
        case _:
            return False, 0


def _has_choice(node: Node) -> bool:
    match node:
        case Choice():
            return True
        case Group(inside) | Repeat(inside):
            return _has_choice(inside) or isinstance(node, Repeat)
        case Sequence(parts):
            return any(map(_has_choice, parts))
    return False


# -- by steps that are counted --------------------------------------------------------------------

_Then = Callable[[int], bool]


class _Matcher:
    """A backtracking match of one pattern on one text."""

    def __init__(self, pattern: Pattern, text: str) -> None:
        self.pattern, self.text = pattern, text
        self.folds = "i" in pattern.flags
        self.steps = 0
        self.spans: list[tuple[int, int]] = [(-1, -1)] * (pattern.groups + 1)
        self.ones: dict[str, Any] = {}

    def search(self, position: int) -> Match | None:
        try:
            for start in range(position, len(self.text) + 1):
                self.spans = [(-1, -1)] * (self.pattern.groups + 1)
                if self.run(self.pattern.tree, start, self._finish(start)):
                    return Match(tuple(self.spans))
        except RecursionError:
            self._too_slow()
        return None

    def _finish(self, start: int) -> _Then:
        def finish(end: int) -> bool:
            self.spans[0] = (start, end)
            return True

        return finish

    def _too_slow(self) -> None:
        raise LimitReached("CW343", None, pattern=self.pattern.text[:80])

    def run(self, node: Node, at: int, then: _Then) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            self._too_slow()
        match node:
            case One(written):
                return at < len(self.text) and self.one(written, at) and then(at + 1)
            case Start(lines):
                return (at == 0 or (lines and self.text[at - 1] == "\n")) and then(at)
            case End(lines):
                return (at == len(self.text) or (lines and self.text[at] == "\n")) and then(at)
            case Back(group):
                return self.back(group, at, then)
            case Group(inside, None):
                return self.run(inside, at, then)
            case Group(inside, number):
                return self.group(inside, number, at, then)
            case Sequence(parts):
                return self.sequence(parts, 0, at, then)
            case Choice(ways):
                return any(self.run(way, at, then) for way in ways)
            case Repeat(what, least, most, lazy):
                if isinstance(what, One):
                    return self.repeat_one(what, least, most, lazy, at, then)
                return self.repeat(node, 0, at, -1, then)

    def one(self, written: str, at: int) -> bool:
        compiled = self.ones.get(written)
        if compiled is None:
            compiled = re.compile(written, re.IGNORECASE if self.folds else 0)
            self.ones[written] = compiled
        return compiled.match(self.text, at) is not None

    def back(self, group: int, at: int, then: _Then) -> bool:
        start, end = self.spans[group]
        same = self.text[start:end] if start >= 0 else ""
        here = self.text[at : at + len(same)]
        alike = here.lower() == same.lower() if self.folds else here == same
        return alike and then(at + len(same))

    def group(self, inside: Node, number: int | None, at: int, then: _Then) -> bool:
        assert number is not None
        before = self.spans[number]

        def after(end: int) -> bool:
            kept = self.spans[number]
            self.spans[number] = (at, end)
            if then(end):
                return True
            self.spans[number] = kept
            return False

        if self.run(inside, at, after):
            return True
        self.spans[number] = before
        return False

    def sequence(self, parts: tuple[Node, ...], index: int, at: int, then: _Then) -> bool:
        if index == len(parts):
            return then(at)
        return self.run(parts[index], at, lambda end: self.sequence(parts, index + 1, end, then))

    def repeat_one(  # noqa: PLR0917  # the parts of one repetition
        self, what: One, least: int, most: int | None, lazy: bool, at: int, then: _Then
    ) -> bool:
        limit = len(self.text) - at if most is None else min(most, len(self.text) - at)
        if lazy:
            count = 0
            while count < least:
                if count >= limit or not self.one(what.written, at + count):
                    return False
                count += 1
            while True:
                if then(at + count):
                    return True
                self.count()
                if count >= limit or not self.one(what.written, at + count):
                    return False
                count += 1
        count = 0
        while count < limit and self.one(what.written, at + count):
            count += 1
            self.count()
        while count >= least:
            if then(at + count):
                return True
            count -= 1
        return False

    def count(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            self._too_slow()

    def repeat(self, node: Repeat, count: int, at: int, last: int, then: _Then) -> bool:
        if count >= node.least and at == last:
            return then(at)  # another empty round changes nothing

        def again() -> bool:
            if node.most is not None and count >= node.most:
                return False
            return self.run(node.what, at, lambda end: self.repeat(node, count + 1, end, at, then))

        if count < node.least:
            return again()
        if node.lazy:
            return then(at) or again()
        return again() or then(at)
