"""Policy files line by line, each marked by whether tests have exercised what stands on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from clausewise.report.phrases import Phrase
from clausewise.report.table import NO_COLOUR, Ink
from clausewise.source.diagnostic import Language
from clausewise.source.span import Source
from clausewise.testing.coverage import Item
from clausewise.testing.item_words import place_of, side_word

EXERCISED, MISSED, NOTHING = ">", "!", " "
"""The marks of a line.  As `coverage annotate` has them; they tell without colour."""

AROUND = 2
"""Lines shown on each side of one that has something unexercised."""

_NOTES: Mapping[str, Phrase] = {
    "never": Phrase("没有测试: {what}", "never: {what}"),
    "legend": Phrase(
        "> 测试触及　! 有没有触及的　空白: 没有可测的",
        "> exercised   ! something is not   blank: nothing to exercise",
    ),
}


@frozen
class _File:
    source: Source
    items: tuple[Item, ...]

    def by_line(self) -> dict[int, list[Item]]:
        lines: dict[int, list[Item]] = {}
        for item in self.items:
            span = place_of(item)
            lines.setdefault(self.source.line_and_column(span.start)[0], []).append(item)
        return lines


def annotated(
    items: Iterable[Item], language: Language, ink: Ink = NO_COLOUR, around: int | None = AROUND
) -> Iterator[str]:
    """The files that hold the items, by name: the lines with something unexercised and so many
    `around` them, stretches parted by `…`; all lines of all files where that is null."""
    shown = False
    for file in _files(items):
        by_line = file.by_line()
        missed = [line for line, own in by_line.items() if not all(x.exercised for x in own)]
        last = file.source.text.count("\n") + (not file.source.text.endswith("\n"))
        stretches = [(1, last)] if around is None else list(_stretches(missed, around, last))
        if not stretches:
            continue
        if not shown:
            yield _NOTES["legend"].say(language)
            shown = True
        done = sum(item.exercised for item in file.items)
        yield ""
        yield ink.heading(f"{file.source.name}  {done}/{len(file.items)}")
        width = len(str(stretches[-1][1]))
        for number, (first, end) in enumerate(stretches):
            if number:
                yield ink.faint(f"{'…':>{width}}")
            for line in range(first, end + 1):
                yield from _line(file.source, line, by_line.get(line, ()), width, language, ink)


def _line(  # noqa: PLR0917  # the parts of one line
    source: Source, line: int, items: Sequence[Item], width: int, language: Language, ink: Ink
) -> Iterator[str]:
    missed = [item for item in items if not item.exercised]
    mark = MISSED if missed else EXERCISED if items else NOTHING
    text = f"{line:>{width}} {mark} {source.line(line)}".rstrip()
    yield ink.alarm(text) if missed else text if items else ink.faint(text)
    indent = " " * (width + 3)
    for name, sides in _by_name(missed, language).items():
        what = ", ".join(sides)
        note = _NOTES["never"].say(language, what=f"{name} — {what}" if what else name)
        yield ink.faint(f"{indent}^ {note}")


def _by_name(items: Iterable[Item], language: Language) -> dict[str, list[str]]:
    """The sides of one comparison together."""
    found: dict[str, list[str]] = {}
    for item in items:
        side = side_word(item, language)
        found.setdefault(item.name, []).extend([side] if side else [])
    return {name: list(dict.fromkeys(sides)) for name, sides in found.items()}


def _files(items: Iterable[Item]) -> list[_File]:
    by_name: dict[str, list[Item]] = {}
    for item in items:
        by_name.setdefault(place_of(item).source.name, []).append(item)
    return [_File(place_of(own[0]).source, tuple(own)) for _, own in sorted(by_name.items())]


def _stretches(lines: Iterable[int], around: int, last: int) -> Iterator[tuple[int, int]]:
    """First and last line of each stretch; those that meet are one."""
    first = end = 0
    for line in sorted(lines):
        start, stop = max(1, line - around), min(last, line + around)
        if first and start <= end + 1:
            end = stop
            continue
        if first:
            yield first, end
        first, end = start, stop
    if first:
        yield first, end
