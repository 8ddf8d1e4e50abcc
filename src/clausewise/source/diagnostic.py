"""One thing we have to say about a text: a code, a place, and the blanks filled in."""

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from clausewise.source.catalogue import CATALOGUE, Severity
from clausewise.source.catalogue.type_words import in_chinese
from clausewise.source.span import Span
from clausewise.source.terminal import shown, width

Language = Literal["zh", "en"]


@frozen
class Diagnostic:
    """`related` are further places that belong to the fault, such as where a name was first given."""

    code: str
    span: Span
    blanks: Mapping[str, str] = field(factory=dict)
    related: tuple[Span, ...] = ()

    @classmethod
    def at(cls, span: Span, code: str, *related: Span, **blanks: str) -> "Diagnostic":
        return cls(code, span.source.stands_at or span, blanks, related)

    def __attrs_post_init__(self) -> None:
        if self.blanks.keys() != CATALOGUE[self.code].blanks:
            raise ValueError(f"{self.code} wants the blanks {sorted(CATALOGUE[self.code].blanks)}")

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    def message(self, language: Language = "zh") -> str:
        entry = CATALOGUE[self.code]
        return _filled(entry.zh if language == "zh" else entry.en, self.blanks, language)

    def hint(self, language: Language = "zh") -> str:
        entry = CATALOGUE[self.code]
        return _filled(entry.hint_zh if language == "zh" else entry.hint_en, self.blanks, language)


@frozen
class Remark:
    """Something to say that has no place in a text: a code and its blanks."""

    code: str
    blanks: Mapping[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if self.blanks.keys() != CATALOGUE[self.code].blanks:
            raise ValueError(f"{self.code} wants the blanks {sorted(CATALOGUE[self.code].blanks)}")

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    def message(self, language: Language = "zh") -> str:
        entry = CATALOGUE[self.code]
        return (entry.zh if language == "zh" else entry.en).format_map(self.blanks)

    def hint(self, language: Language = "zh") -> str:
        entry = CATALOGUE[self.code]
        return (entry.hint_zh if language == "zh" else entry.hint_en).format_map(self.blanks)


def _filled(words: str, blanks: Mapping[str, str], language: Language) -> str:
    return words.format_map(in_chinese(blanks) if language == "zh" else blanks)


def render(diagnostic: Diagnostic, language: Language = "zh") -> str:
    """The way a person sees it: place, message, the line with its underline, a hint."""
    span = diagnostic.span
    number, column = span.source.line_and_column(span.start)
    line = span.source.line(number)
    # What is underlined is looked at by itself: a joiner that is at fault has to be seen.
    before = shown(line[: column - 1])
    marked = shown(span.text.split("\n")[0].rstrip("\r"))
    after = shown(line[column - 1 :][len(marked) :])
    pad = "\t".join(" " * width(part) for part in before.split("\t"))
    mark = "^" * max(1, width(marked))
    message = shown(diagnostic.message(language))
    head = f"{span}: {diagnostic.severity.value}[{diagnostic.code}] {message}"
    frame = [head, f"  | {before}{marked}{after}", f"  | {pad}{mark}"] if line else [head]
    hint = shown(diagnostic.hint(language))
    return "\n".join([*frame, *([f"  = {hint}"] if hint else [])])
