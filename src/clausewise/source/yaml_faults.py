"""What YAML itself refuses, told in plain words: which habit of writing probably led to it."""

import re
from collections.abc import Callable

import yaml
from attrs import frozen

from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Source, Span

# YAML 1.2.2 §5.1, c-printable; a byte order mark is let through.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fault_of(source: Source, broken: yaml.MarkedYAMLError, base: int) -> Diagnostic:
    """The one fault that ended the parsing; `base` is what the parser's marks leave out."""
    problem, context = broken.problem_mark, broken.context_mark
    place = problem.index + base if problem else 0
    stop = _Stop(
        source,
        min(place, len(source.text)),
        context.index + base if context else None,
        f"{broken.context or ''}: {broken.problem or ''}",
    )
    return next(told for habit in HABITS if (told := habit(stop)))


@frozen
class _Stop:
    """Where the parser stopped, where the part began that it was in, and its own words for it."""

    source: Source
    place: int
    began: int | None
    words: str

    @property
    def line_start(self) -> int:
        return self.source.text.rfind("\n", 0, self.place) + 1

    @property
    def line(self) -> str:
        return self.source.line(self.source.line_and_column(self.place)[0])

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.source.text[self.line_start : self.place]

    @property
    def character(self) -> str:
        return self.source.text[self.place : self.place + 1]

    def line_above(self) -> tuple[int, str]:
        """The last line above that is not empty, and where it starts; 0 and '' without one."""
        text, start = self.source.text, self.line_start
        while start > 0:
            end = start - 1
            start = text.rfind("\n", 0, end) + 1
            if text[start:end].strip():
                return start, text[start:end]
        return 0, ""

    def says(self, *parts: str) -> bool:
        return any(part in self.words for part in parts)

    def tell(self, start: int, end: int, code: str, **blanks: str) -> Diagnostic:
        """Where the text breaks off in the middle of something, the place ends with the text."""
        place = Span(self.source, start, min(end, len(self.source.text)))
        return Diagnostic.at(place, code, **blanks)


def _tab(stop: _Stop) -> Diagnostic | None:
    if not re.match(r" *\t", stop.line):
        return None
    start = stop.line_start + stop.line.index("\t")
    return stop.tell(start, start + 1, "CW120")


def _open_quote(stop: _Stop) -> Diagnostic | None:
    if stop.began is None or not stop.says("quoted scalar: found unexpected"):
        return None
    return stop.tell(stop.began, stop.began + 1, "CW125", quote=stop.source.text[stop.began])


_WIDE_COLON = re.compile(r"\s*(?:- +)*[^\s:：#\"'{\[]+(：)")


def _wide_colon(stop: _Stop) -> Diagnostic | None:
    above_start, above = stop.line_above()
    for start, line in ((above_start, above), (stop.line_start, stop.line)):
        if found := _WIDE_COLON.match(line):
            place = start + found.start(1)
            return stop.tell(place, place + 1, "CW121", wide="：", narrow=": ")
    return None


def _wide_comma(stop: _Stop) -> Diagnostic | None:
    if stop.began is None or not stop.says("flow"):
        return None
    place = stop.source.text.find("，", stop.began, stop.place)
    return stop.tell(place, place + 1, "CW121", wide="，", narrow=", ") if place >= 0 else None


def _lone_dash(stop: _Stop) -> Diagnostic | None:
    if not stop.says("sequence entries are not allowed"):
        return None
    return stop.tell(stop.place, stop.place + 1, "CW128")


_RANGE = re.compile(r"[\[(\]]\s*[-\w.@\"]*\s*\.\.\s*[-\w.@\"]*\s*[\])\[]")


def _range(stop: _Stop) -> Diagnostic | None:
    """`[(10..30], 20]`: the bracket of the range closes the list."""
    ranges = list(_RANGE.finditer(stop.before))
    if not ranges:
        return None
    start, end = ranges[-1].span()
    return stop.tell(stop.line_start + start, stop.line_start + end, "CW126")


def _sign_in_front(stop: _Stop) -> Diagnostic | None:
    """A text that begins with a character that YAML keeps for itself."""
    if stop.says("cannot start any token", "node content", "mapping keys are not allowed"):
        start = stop.place
    elif stop.began is not None and stop.says("block scalar: ", "anchor: ", "alias: ", "tag: "):
        start = stop.began
    else:
        return None
    sign = stop.source.text[start : start + 1]
    return stop.tell(start, start + 1, "CW122", sign=sign) if sign.strip() else None


_NO_SPACE = re.compile(r"\s*(?:- +)*(?:[^\s:#\"'{\[]+(:)[^\s:]|(-)[^\s-])")


def _no_space(stop: _Stop) -> Diagnostic | None:
    """`id:x` and `-x` are texts; the line below then makes no sense."""
    if not stop.says("mapping values are not allowed", "could not find expected ':'"):
        return None
    above_start, above = stop.line_above()
    began_start = stop.source.text.rfind("\n", 0, stop.began or 0) + 1
    began = stop.source.text[began_start:].split("\n", 1)[0]
    for start, line in ((began_start, began), (above_start, above)):
        if (found := _NO_SPACE.match(line)) and ": " not in line[: found.end()]:
            group = 1 if found[1] else 2
            place = start + found.start(group)
            return stop.tell(place, place + 1, "CW131", sign=found[group])
    return None


def _colon_in_text(stop: _Stop) -> Diagnostic | None:
    """`每次: 20` after a key: the second colon looks like one more key."""
    if stop.character != ":" or not stop.says("mapping values", "flow"):
        return None
    if not re.search(r":\s", stop.before):
        return None
    return stop.tell(stop.place, stop.place + 1, "CW123")


def _after_the_end(stop: _Stop) -> Diagnostic | None:
    """`"a" in list`: the text ends with its second quote, and more follows."""
    before = stop.before.rstrip(" ")
    if not before or before[-1] not in "\"'])}" or stop.character in {"", "\n", ":"}:
        return None
    if before[-1] in "\"'" and before[:-1].count(before[-1]) == 0:
        return None
    ended = stop.line_start + len(before)
    return stop.tell(ended - 1, stop.place + 1, "CW124", sign=before[-1])


def _open_bracket(stop: _Stop) -> Diagnostic | None:
    if not stop.says("flow"):
        return None
    text, place, closed = stop.source.text, stop.place - 1, 0
    while place >= 0 and not (text[place] in "[{" and closed == 0):
        closed += (text[place] in "]}") - (text[place] in "[{")
        place -= 1
    if place < 0:
        return None
    closing = {"[": "]", "{": "}"}[text[place]]
    return stop.tell(place, place + 1, "CW133", opening=text[place], closing=closing)


def _no_colon(stop: _Stop) -> Diagnostic | None:
    if stop.began is None or not stop.says("could not find expected ':'"):
        return None
    text = stop.source.text
    end = text.find("\n", stop.began)
    end = len(text) if end < 0 else end
    return stop.tell(stop.began, max(end, stop.began + 1), "CW129")


def _escape(stop: _Stop) -> Diagnostic | None:
    if not stop.says("escape", "hexadecimal"):
        return None
    start = stop.source.text.rfind("\\", 0, stop.place + 1)
    return stop.tell(start, start + 2, "CW130", written=stop.source.text[start : start + 2])


def _indentation(stop: _Stop) -> Diagnostic | None:
    if not stop.says("expected key", "'-' indicator", "<block end>", "mapping values are not"):
        return None
    start = stop.line_start + len(stop.before) - len(stop.before.lstrip(" "))
    return stop.tell(start, max(start + 1, stop.place), "CW127")


def _whatever(stop: _Stop) -> Diagnostic:
    return stop.tell(stop.place, stop.place + 1, "CW139")


# The first that recognises the place speaks: what is sure stands before what is likely.
HABITS: tuple[Callable[[_Stop], Diagnostic | None], ...] = (
    _tab,
    _open_quote,
    _wide_colon,
    _wide_comma,
    _lone_dash,
    _range,
    _sign_in_front,
    _no_space,
    _colon_in_text,
    _after_the_end,
    _open_bracket,
    _no_colon,
    _escape,
    _indentation,
    _whatever,
)
