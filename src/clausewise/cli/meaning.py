"""What a code means: its message, its hint, and its page's wrong and right text."""

import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from clausewise.cli.session import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clausewise.source.diagnostic import Language

_SECTIONS = {"zh": "## 中文\n", "en": "## English\n"}


def meaning(code: str, language: "Language") -> str:
    """The message of a code with its blanks, its hint, and examples where its page has them."""
    from clausewise.source.catalogue import CATALOGUE

    if code not in CATALOGUE:
        raise refuse("CW659", code=code, nearest=_nearest(code, CATALOGUE))
    entry = CATALOGUE[code]
    message, hint = (entry.zh, entry.hint_zh) if language == "zh" else (entry.en, entry.hint_en)
    lines = [f"{code} ({entry.severity.value})", f"  {message}"]
    lines += [f"  = {hint}"] if hint else []
    return "\n".join([*lines, *_examples(code, language)]) + "\n"


def _nearest(written: str, codes: "Iterable[str]") -> str:
    """The code with the nearest number, letters for digits (O, l) among its slips; a few for a word."""
    from clausewise.source.nearest import nearest

    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", written).translate(_AS_DIGITS))
    if not digits:
        return nearest(written, codes)
    number = int(digits[:_DIGITS])
    return min(codes, key=lambda code: (abs(int(code[2:]) - number), code))


_AS_DIGITS = str.maketrans("OoQlIiSsB", "000111558")
_DIGITS = 3


def _examples(code: str, language: "Language") -> list[str]:
    """The part of the page that shows the mistake, its texts indented; nothing without one."""
    _, _, section = _page(code).partition(_SECTIONS[language])
    # A section ends where the next of its level begins; texts are fenced, so none begins in one.
    section = section.split("\n## ")[0]
    _, heading, examples = section.partition("\n### ")
    lines: list[str] = []
    inside = False
    for line in (heading + examples).splitlines():
        if line.startswith("````"):
            inside = line != "````"
        elif inside:
            lines.append(f"    {line}".rstrip())
        elif line.startswith("### "):
            lines += ["", line.removeprefix("### ") + ":"]
    return lines


def _page(code: str) -> str:
    """From the installed package; in a checkout, from docs; '' where there is none."""
    packaged = files("clausewise") / "codes" / f"{code}.md"
    if packaged.is_file():
        return packaged.read_text("utf-8")
    page = Path(__file__).parents[3] / "docs" / "codes" / f"{code}.md"
    return page.read_text("utf-8") if page.is_file() else ""
