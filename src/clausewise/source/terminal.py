"""What a terminal shows of a text: in how many columns, and which of its characters nobody would see."""

import re
import unicodedata

UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""For a class of a regular expression: soft hyphen, zero-width blanks and joiners, marks of direction,
byte order mark."""

# Control characters and what turns the direction of writing stay out of the reader's terminal.
# A joiner is left where it joins: it makes one sign of several, as in 👩‍💻.
_JOINERS = "\u200c\u200d"
_NOT_SHOWN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f]|(?![{_JOINERS}])[{UNSEEN}]")
_NEVER_SEEN = re.compile(f"[{UNSEEN}]+")
_JOIN, _AS_EMOJI = "\u200d", "\ufe0f"
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")


def shown(text: str) -> str:
    """The text with a sign for each character that a terminal would obey, or hide.

    >>> shown("late\\u200b"), shown("\\u200d")
    ('late\\ufffd', '\\ufffd')
    """
    if _NEVER_SEEN.fullmatch(text):
        return "\ufffd" * len(text)
    return _NOT_SHOWN.sub("\ufffd", text)


def width(text: str) -> int:
    """How many columns a terminal takes for the text (Unicode Standard Annex 11 and 51).

    Chinese characters, full-width signs and emoji take two, marks above a letter none; several
    emoji joined are one.  What Unicode leaves open (“ ” … ×) takes one, as in most terminals.

    >>> width("迟到 14")
    7
    """
    if text.isascii() and text.isprintable():
        return len(text)
    columns, previous = 0, ""
    for character in text:
        if character == _AS_EMOJI:
            # The sign before it, drawn as an emoji.
            columns += columns_of(previous) == 1
        elif previous != _JOIN and not (_SKIN.match(character) and columns_of(previous) == 2):
            columns += columns_of(character)
        previous = character
    return columns


def columns_of(character: str) -> int:
    """The columns of one character by itself: 0, 1 or 2."""
    if not character or unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
