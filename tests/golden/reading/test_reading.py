"""Each text in this folder is read; what is said of it stands beside it, in Chinese and English.

A name begins with the kind of the file; `yaml-` texts are read as YAML alone.
UPDATE_GOLDEN=1 writes the answers anew: read the difference as the person would who gets it.
"""

import os
from pathlib import Path
from typing import cast

import pytest

from clausewise.intake.schemas import FileKind
from clausewise.intake.structure import check_structure
from clausewise.source.catalogue.reading import READING
from clausewise.source.diagnostic import Diagnostic, Language, render
from clausewise.source.span import Source
from clausewise.source.yaml_reader import read_yaml

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.yaml"))

# Shown by tests of their own: they need bytes or sizes that no text here can have.
SHOWN_ELSEWHERE = {"CW103", "CW104", "CW111", "CW112"}


def said_of(path: Path) -> list[Diagnostic]:
    node, told = read_yaml(Source(path.name, path.read_bytes().decode("utf-8")))
    kind = path.name.split("-")[0]
    if node is None or kind == "yaml":
        return told
    return [*told, *check_structure(node, cast(FileKind, kind))]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_is_said(case: Path, language: Language) -> None:
    answer = case.with_suffix(f".{language}.txt")
    said = "\n".join(render(one, language) for one in said_of(case)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        answer.write_text(said, "utf-8")

    assert answer.read_text("utf-8") == said


def test_every_message_of_reading_is_shown_once_at_least() -> None:
    shown = {one.code for case in CASES for one in said_of(case)}

    assert shown == READING.keys() - SHOWN_ELSEWHERE
