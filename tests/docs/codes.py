"""Writes docs/codes anew, a page for each message: `python -m tests.docs.codes`."""

from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from attrs import frozen

from clausewise.checks import advice
from clausewise.engine import read_plans
from clausewise.intake.events import read_facts
from clausewise.intake.library import read_library
from clausewise.intake.roster import read_roster
from clausewise.intake.rows import json_rows
from clausewise.intake.structure import check_structure
from clausewise.model.facts import Rejected
from clausewise.report.lines import reason_of
from clausewise.source.catalogue import CATALOGUE, Entry
from clausewise.source.diagnostic import Diagnostic, Language, render
from clausewise.source.span import Source
from clausewise.source.yaml_reader import read_yaml
from tests.checks.mistakes import HOURS, MISTAKES, Mistake
from tests.docs.code_examples import EXAMPLES, Example
from tests.feel.said import told_of

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "codes"
SOUND = ROOT / "tests" / "checks" / "sound"
GOLDEN = ROOT / "tests" / "golden" / "policies"
EXTRA = "41-tea-house/extra.yaml"
ZONE = ZoneInfo("Asia/Shanghai")
TEA_HOUSE = read_library(SOUND).vocabulary
NAMES = {"zh": "中文", "en": "English"}
WORDS = {
    "zh": {
        "error": "错误",
        "warning": "警告",
        "info": "提示",
        "hint": "怎么改",
        "wrong": "错误的写法",
        "told": "会看到",
        "right": "正确的写法",
    },
    "en": {
        "error": "Error",
        "warning": "Warning",
        "info": "Remark",
        "hint": "How to mend it",
        "wrong": "Wrong",
        "told": "What is said",
        "right": "Right",
    },
}
LANGUAGES: tuple[Language, ...] = ("zh", "en")
STAGES = {
    "CW1": "reading files · 读文件",
    "CW2": "how expressions are written · 表达式的写法",
    "CW3": "names, types, clauses · 名称、类型、条款",
    "CW4": "advice · 建议",
    "CW5": "data · 数据",
    "CW6": "evaluation and commands · 计算与命令",
}


@frozen
class Shown:
    """A mistake on a page: the text written wrongly and rightly, and what is said in each language."""

    wrong: str
    right: str
    told: dict[Language, str]


def pages() -> dict[str, str]:
    """Each page by its file's name; the list of all codes is README.md."""
    shown = {example.code: of_example(example) for example in EXAMPLES}
    for mistake in MISTAKES:
        shown.setdefault(mistake.code, of_mistake(mistake))
    codes = {f"{code}.md": page(code, CATALOGUE[code], shown.get(code)) for code in CATALOGUE}
    return {"README.md": index(), **codes}


def index() -> str:
    lines = [_MADE, "# What check and the other commands say · 信息代码\n"]
    for prefix, stage in STAGES.items():
        lines += [f"## {prefix}…: {stage}\n", "| | zh | en |", "| --- | --- | --- |"]
        for code in sorted(CATALOGUE):
            if code.startswith(prefix):
                entry = CATALOGUE[code]
                lines.append(f"| [{code}]({code}.md) | {_cell(entry.zh)} | {_cell(entry.en)} |")
        lines.append("")
    return "\n".join(lines)


def page(code: str, entry: Entry, shown: Shown | None) -> str:
    parts = [_MADE, f"# {code}\n"]
    for language in LANGUAGES:
        words = WORDS[language]
        said, hint = (entry.zh, entry.hint_zh) if language == "zh" else (entry.en, entry.hint_en)
        parts.append(f"## {NAMES[language]}\n\n**{words[entry.severity.value]}** {_plain(said)}\n")
        if hint:
            parts.append(f"**{words['hint']}** {_plain(hint)}\n")
        if shown is not None:
            for name, text in (
                ("wrong", shown.wrong),
                ("told", shown.told[language]),
                ("right", shown.right),
            ):
                parts.append(f"### {words[name]}\n\n````text\n{text.rstrip()}\n````\n")
    return "\n".join(parts)


_MADE = "<!-- Written by `python -m tests.docs.codes`; edit the catalogue or the examples. -->\n"


def _plain(words: str) -> str:
    """As a message is shown: braces that stand for themselves are doubled in the catalogue."""
    return words.replace("{{", "{").replace("}}", "}").replace("<", "&lt;")


def _cell(words: str) -> str:
    return _plain(words).replace("|", "\\|")


def of_example(example: Example) -> Shown:
    told = said_of(example, example.wrong)
    return Shown(example.wrong, example.right, {one: _words(told, one) for one in LANGUAGES})


def said_of(example: Example, text: str) -> list[Diagnostic] | list[Rejected]:
    """What is said of the text, read as what the example is."""
    if example.form == "expression":
        return told_of(text)
    if example.form == "facts":
        return list(read_facts([json_rows(text, "facts.jsonl")], TEA_HOUSE, ZONE).rejected)
    if example.form == "roster":
        with TemporaryDirectory() as folder:
            path = Path(folder) / "roster.csv"
            path.write_text(text, "utf-8")
            return read_roster(path, TEA_HOUSE, ZONE, path.name)[1]
    if example.form == "rule":
        return _advised(HOURS, (SOUND / HOURS).read_text("utf-8") + "\n" + text)
    if example.form == "further policy":
        return _advised(EXTRA, "policy: extra\ntitle: {zh: 例, en: Example}\n" + text)
    node, told = read_yaml(Source(f"{example.form}.yaml", text))
    if node is None or example.form == "yaml":
        return told
    return [*told, *check_structure(node, example.form)]


def _advised(file: str, policy: str) -> list[Diagnostic]:
    """What is told and advised on the tea house with this in one of its files."""
    with TemporaryDirectory() as folder, chdir(folder):
        policies = Path("policies")
        copytree(SOUND, policies)
        (policies / file).write_text(policy, "utf-8")
        plans = read_plans(policies)
        return [*plans.told, *(one for plan in plans.plans for one in advice(plan))]


def of_mistake(mistake: Mistake) -> Shown:
    """The lines that a planted mistake changes, and its golden texts."""
    sound = (SOUND / mistake.file).read_text("utf-8")
    spoilt = sound.replace(mistake.was, mistake.became)
    right, wrong = _changed(sound, spoilt)
    told = {
        language: (GOLDEN / f"{mistake.name}.{language}.txt").read_text("utf-8")
        for language in LANGUAGES
    }
    return Shown(wrong, right, told)


def _changed(sound: str, spoilt: str) -> tuple[str, str]:
    """The lines that differ, of each, with one line around them where one side has none."""
    one, other = sound.splitlines(), spoilt.splitlines()
    before = _alike(zip(one, other, strict=False))
    after = _alike(zip(one[before:][::-1], other[before:][::-1], strict=False))
    if before + after in (len(one), len(other)):
        before, after = max(before - 1, 0), max(after - 1, 0)
    return (
        "\n".join(one[before : len(one) - after]),
        "\n".join(other[before : len(other) - after]),
    )


def _alike(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _words(told: Sequence[Diagnostic | Rejected], language: Language) -> str:
    """A fault as check shows it; a row that cannot be read as evaluate lists it."""
    return "\n".join(
        render(one, language)
        if isinstance(one, Diagnostic)
        else f"{one.place}  {reason_of(one, language)}"
        for one in told
    )


def write() -> None:
    """Every page; those of codes that are no more go."""
    PAGES.mkdir(exist_ok=True)
    made = pages()
    for old in PAGES.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write()
