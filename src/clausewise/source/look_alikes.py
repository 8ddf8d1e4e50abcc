"""Characters that look like another one, or like nothing: where they stand in a word, and what was meant.

A person cannot see the difference; the word with such a character is another word all the same.
Texts are no words: Ａ类员工 or ＶＩＰ in a title is how one writes.
"""

import re
import unicodedata

from attrs import frozen

from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage
from clausewise.source.terminal import UNSEEN

# Letters of Cyrillic, Greek, Armenian and others that are drawn like those of Latin
# (Unicode Technical Standard 39, confusables).
_DRAWN_ALIKE = str.maketrans(
    "аАвВеЕһНіІјЈкКМоОрРсСѕЅтТуУхХԁԛԝѵοΟαΑΒΕΖΗιΙκΚΜνΝρΡΤυΥχΧϲϳօոսհıɡɑℓ",
    "aAbBeEhHiIjJkKMoOpPcCsStTyYxXdqwvoOaABEZHiIkKMvNpPTuYxXcjonuhigal",
)
# Greek letters are used as names of their own, as in α1.
_GREEK = re.compile("[\u0370-\u03ff]")
# Full-width forms, and the letters of mathematics.
_OTHER_WIDTH = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_UNSEEN_OR_BLANK = re.compile(f"[{UNSEEN}{_BLANKS}]+")
_WORD = re.compile(r"[\w.\-]+")
_CHINESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@frozen
class LookAlike:
    """The characters word[start:end] and those that were meant; nothing where they are not seen."""

    word: str
    start: int
    end: int
    meant: str

    @property
    def mended(self) -> str:
        """The word as it was meant; further runs of such characters in it are mended too."""
        rest = self.word[self.end :]
        return self.word[: self.start] + self.meant + _without(rest)

    def told_in(self, passage: Passage, at: int) -> Diagnostic:
        """The message, at the characters; the word begins at that place of the passage."""
        span = passage.part(at + self.start, at + self.end)
        first = self.word[self.start]
        about = {
            "point": f"U+{ord(first):04X}",
            "name": unicodedata.name(first, "?"),
            "mended": self.mended,
        }
        if not self.meant:
            return Diagnostic.at(span, "CW115", **about)
        found = self.word[self.start : self.end]
        return Diagnostic.at(span, "CW114", found=found, meant=self.meant, **about)


def look_alike(word: str, *, quoted: bool = False) -> LookAlike | None:
    """The first of such characters in a word; None in a text of several words, or where all is well.

    Chinese words may have full-width letters in them, and what is quoted may be of them alone.

    >>> look_alike("lаte").mended
    'late'
    """
    if word.isascii():
        return None
    unseen = _UNSEEN_OR_BLANK.search(word)
    if unseen:
        whole = _WORD.fullmatch(_without(word))
        return LookAlike(word, unseen.start(), unseen.end(), "") if whole else None
    meant = _as_drawn(word)
    if not meant.isascii() or not _WORD.fullmatch(meant) or not _is_mixed(word, quoted=quoted):
        return None
    start = next(place for place, one in enumerate(word) if one != meant[place])
    end = start
    while end < len(word) and word[end] != meant[end]:
        end += 1
    return LookAlike(word, start, end, meant[start:end])


def unseen_runs(text: str) -> list[tuple[int, int]]:
    """Where invisible characters stand in an expression, which has no use for any."""
    return [] if text.isascii() else [found.span() for found in _UNSEEN.finditer(text)]


def _is_mixed(word: str, *, quoted: bool) -> bool:
    """Whether the word can hardly be meant as it is: letters of two scripts, or all full-width."""
    ascii_letters = any(one.isascii() and one.isalpha() for one in word)
    if _GREEK.search(word):
        return ascii_letters
    ascii_part = any(one.isascii() and one.isalnum() for one in word)
    return ascii_part or (not quoted and _OTHER_WIDTH.search(word) is not None)


def _as_drawn(word: str) -> str:
    """The word in the ASCII characters that it looks like; others stay."""
    drawn = word.translate(_DRAWN_ALIKE)
    return _OTHER_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), drawn)


def _without(word: str) -> str:
    """Without what is not seen, and as it is drawn, where it is no Chinese word."""
    seen = _UNSEEN_OR_BLANK.sub("", word)
    return seen if _CHINESE.search(seen) else _as_drawn(seen)
