"""Text laid out in the columns of a terminal, where a Chinese character is two wide."""

from collections.abc import Iterable, Sequence

from clausewise.source.terminal import columns_of, width


def left(text: str, columns: int) -> str:
    """The text with blanks after it, to that width."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """The text with blanks before it, to that width."""
    return " " * (columns - width(text)) + text


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most that width: broken at blanks, or after a Chinese character.

    A word that is longer than a line stands alone and whole, so that it can be copied.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line.strip() and width((line + piece).rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line = (line + piece) if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


# These do not begin a line.
_CLINGING = "，。、；：）》”！？,.;:)]}"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    word = ""
    for character in text:
        if character in _CLINGING:
            if word or not pieces:
                word += character
            else:
                pieces[-1] += character
        elif columns_of(character) == 2:
            pieces += [word, character] if word else [character]
            word = ""
        else:
            word += character
            if character == " ":
                pieces.append(word)
                word = ""
    return [*pieces, word] if word else pieces


def hanging(first: str, text: str, columns: int) -> list[str]:
    """The text behind a beginning; further lines stand under the text."""
    indent = width(first)
    lines = wrapped(text, max(columns - indent, 20))
    return [first + lines[0], *(" " * indent + line for line in lines[1:])]


def column_widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """The width of the widest cell of each column."""
    return [max(map(width, cells)) for cells in zip(*rows, strict=True)]
