"""Where each character of a YAML scalar's content stands in the source, for every style.

The parser gives the content and the place of the whole; the steps here follow the same rules of
folding, escapes and indentation (YAML 1.2.2, chapters 7 and 8) and keep the places.
"""

import re

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_FOLD = re.compile("[ \t]*(?:(?:\r\n|[\r\n\x85\u2028\u2029])[ \t]*)+")
_ESCAPED_BREAK = re.compile("\\\\(?:\r\n|[\r\n\x85\u2028\u2029])[ \t]*")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_FIRST_LINE = re.compile("(?: *(?:\r\n|[\r\n\x85\u2028\u2029]))*( *)[^ \r\n\x85\u2028\u2029]")
_KEPT_BREAKS = "\u2028\u2029"


def offsets_of(written: str, text: str, start: int, end: int) -> tuple[int, ...]:
    """For each character of `written`, the content of the scalar text[start:end], and for its end.

    >>> offsets_of("a b", "[ a\\n  b ]", 2, 7)
    (2, 3, 6, 7)
    """
    if text[start] in "|>":
        places = _block(written, text, start)
    elif text[start] in "'\"":
        places = [*_flow(text, start + 1, end - 1, text[start]), end - 1]
    else:
        places = [*_flow(text, start, end, ""), end]
    return tuple(places)


def _flow(text: str, place: int, end: int, quote: str) -> list[int]:
    """Plain and quoted texts: a break between words is a space, further ones are breaks."""
    places: list[int] = []
    while place < end:
        character = text[place]
        if character in " \t\r\n\x85\u2028\u2029" and (fold := _FOLD.match(text, place, end)):
            places += _folded(text, place, fold.end())
            place = fold.end()
        elif quote == '"' and character == "\\":
            if fold := _ESCAPED_BREAK.match(text, place, end):
                # The escaped break is nothing; empty lines after it are breaks.
                place = fold.end()
                if more := _FOLD.match(text, place, end):
                    places += [found.start() for found in _BREAK.finditer(text, place, more.end())]
                    place = more.end()
                continue
            places.append(place)
            escape = _ESCAPE.match(text, place, end)
            place = escape.end() if escape else place + 1
        else:
            places.append(place)
            place += 2 if character == quote == "'" else 1  # '' is one quote
    return places


def _folded(text: str, start: int, end: int) -> list[int]:
    first, *more = (found.start() for found in _BREAK.finditer(text, start, end))
    if not more or text[first] in _KEPT_BREAKS:
        return [first, *more]
    return more


def _block(written: str, text: str, start: int) -> list[int]:
    """`|` and `>`: the indentation is off each line; `>` folds lines that begin without blanks."""
    header = _BREAK.search(text, start)
    if header is None or not written.strip():  # blanks alone: nothing in them to point at
        return [start] * (len(written) + 1)
    line, end = header.end(), len(text)
    indent = _indent(written, text, line)
    folds = text[start] == ">"
    places: list[int] = []
    breaks: list[int] = []  # of the line before and of the empty lines since
    was_blank = True  # whether the line before began with a blank; none before counts as one
    while len(places) < len(written) and line < end:
        content = line
        while content < end and content - line < indent and text[content] == " ":
            content += 1
        found = _BREAK.search(text, content)
        stop = found.start() if found else end
        if content < stop and content - line < indent:
            break  # what follows the block
        if content < stop:
            is_blank = text[content] in " \t"
            places += _between(text, breaks, folds and not was_blank and not is_blank)
            places += range(content, stop)
            breaks = []
            was_blank = is_blank
        breaks += [found.start()] if found else []
        line = found.end() if found else end
    places = [*places, *breaks][: len(written)]
    return [*places, places[-1] + 1]


def _between(text: str, breaks: list[int], folded: bool) -> list[int]:
    if folded and len(breaks) > 1 and text[breaks[0]] not in _KEPT_BREAKS:
        return breaks[1:]
    return breaks


def _indent(written: str, text: str, start: int) -> int:
    """The blanks that the block takes off each line: those of its first line less those kept."""
    there, kept = _FIRST_LINE.match(text, start), _FIRST_LINE.match(written)
    return len(there[1]) - len(kept[1]) if there and kept else len(text)
