"""Suggested cases as a test file: what each of them shows stands above it, what was not found at the end."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clausewise.plan.plan import Plan
from clausewise.report.phrases import Phrase
from clausewise.report.words import Words
from clausewise.source.diagnostic import Language
from clausewise.testing.coverage import Item
from clausewise.testing.item_words import place_of, told
from clausewise.testing.suggesting.suggestions import Suggestion, Suggestions
from clausewise.testing.suggesting.titles import title_of

_PHRASES: Mapping[str, Phrase] = {
    "head": Phrase(
        "# 以下是拟出的测试，写的是政策现在的结果，还没有人确认过。\n"
        "# 请逐个看: 结果符合手册就留下；不符合就改成应有的结果，再运行 clausewise test，找出政策哪里不对。\n"
        "# 看过的测试可以留在这个文件里（名称以 .test.yaml 结尾），也可以移到原来的测试文件。",
        "# Proposed tests: they say what the policies give now, and nobody has confirmed them yet.\n"
        "# Look at each. If that is what the handbook wants, keep it; if not, write what should come,\n"
        "# and run clausewise test to see where the policies go wrong. What you have looked at may stay in\n"
        "# this file (its name ends in .test.yaml) or move to the tests there are.",
    ),
    "shows": Phrase("# 试的是 {what}", "# shows {what}"),
    "also": Phrase("#   还有 {what}", "#     and {what}"),
    "confirm": Phrase("# 请确认，或改正 expect", "# confirm, or correct what is expected"),
    "none": Phrase("# 没有要补的测试: 各处都已经有测试触及。", "# Nothing to propose: the tests exercise everything."),
    "unfound": Phrase(
        "# 下面 {count} 处没有找到能触及的情况（有的也许根本不可能出现），请人工看看:",
        "# No case was found for the following {count} (some may be impossible); please have a look:",
    ),
    "at": Phrase("# {place}: {what}", "# {place}: {what}"),
    "found": Phrase(
        "拟出 {made} 个测试，触及 {shown} 处；{unfound} 处没有找到",
        "{made} tests proposed, exercising {shown} more; no case was found for {unfound}",
    ),
}  # fmt: skip


def suggestion_file(found: Suggestions, file: Path | None, language: Language) -> str:
    """The text of a file of tests; comments alone, where no case was made.  `file` is where it will lie, null for the handbook's own folder;
    a case names its handbook where it could not be told from there."""
    lines = [_say("head", language), ""]
    if not found.made and not found.unfound:
        lines = [_say("none", language)]
    if found.made:
        lines.append("tests:")
    books = {one.plan.handbook.name for one in found.made}
    for one in found.made:
        named = file is None and len(books) > 1
        if file is not None:
            named = folder_of(one.plan) != file.parent.resolve()
        lines += [*_case(one, named, language), ""]
    if found.unfound:
        lines += [_say("unfound", language, count=str(len(found.unfound)))]
        lines += _unfound(found.unfound, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def summary(found: Suggestions, language: Language) -> str:
    """How many were made, what they exercise, and for how many no case was found."""
    shown = sum(len(one.items) for one in found.made)
    blanks = {"made": len(found.made), "shown": shown, "unfound": len(found.unfound)}
    return _say("found", language, **{name: str(count) for name, count in blanks.items()})


def folder_of(plan: Plan) -> Path:
    return Path(plan.handbook.span.source.name).parent.resolve()


def _case(one: Suggestion, named: bool, language: Language) -> Iterator[str]:
    words = Words.of(language, one.plan.vocabulary, [one.plan])
    first, *others = (f"{_place(item)}: {told(item, language)}" for item in one.items)
    yield f"  {_say('shows', language, what=first)}"
    yield from (f"  {_say('also', language, what=what)}" for what in others)
    yield f"  {_say('confirm', language)}"
    title = title_of(one.items[0], one.measure, one.plan, words)
    handbook = one.plan.handbook
    yield from one.lines(title, str(handbook.number or handbook.name) if named else None)


def _unfound(items: Sequence[Item], language: Language) -> Iterator[str]:
    for item in items:
        yield _say("at", language, place=_place(item), what=told(item, language))


def _place(item: Item) -> str:
    """FILE:LINE, the same wherever the policies lie."""
    span = place_of(item)
    line, _ = span.source.line_and_column(span.start)
    return f"{Path(span.source.name).name}:{line}"


def _say(phrase: str, language: Language, **blanks: str) -> str:
    return _PHRASES[phrase].say(language, **blanks)
