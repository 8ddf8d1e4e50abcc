"""Schemas for editors written into a folder, and the line by which a file names its own."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausewise.intake.library import Library
    from clausewise.source.diagnostic import Language

HEAD = "# yaml-language-server: $schema="

_INTRODUCED = {
    "zh": "写在每个文件的第一行，编辑器就会提示和补全：",
    "en": "The first line of each file, by which an editor completes it:",
}


def write_schemas(library: "Library", folder: Path) -> list[Path]:
    """A schema for each kind of file, with the names of the vocabulary; where they are, in order.

    Each is written whole or not at all; OSError where it cannot be.
    """
    from clausewise.intake.editor_schemas import with_names
    from clausewise.intake.schemas import FILE_KINDS, file_name, schema_of
    from clausewise.report.files import write_whole

    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for kind in sorted(FILE_KINDS):
        schema = with_names(schema_of(kind), library.vocabulary, library.books)
        path = folder / file_name(kind)
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        write_whole(path, iter([text.encode("utf-8")]))
        made.append(path)
    return made


def heads(policies: Path, folder: Path, language: "Language") -> list[str]:
    """The line that each kind of file below `policies` begins with, to have its schema."""
    return [_INTRODUCED[language], *(f"  {line}" for line in _heads(policies, folder))]


def _heads(policies: Path, folder: Path) -> Iterator[str]:
    from clausewise.intake.library import (
        HANDBOOK_FILE,
        TEST_SUFFIX,
        VOCABULARY_FOLDER,
        handbook_folders,
        vocabulary_folder,
    )
    from clausewise.intake.schemas import FileKind, file_name

    handbook = next(iter(handbook_folders(policies)), policies)
    files: tuple[tuple[FileKind, str, Path], ...] = (
        ("handbook", HANDBOOK_FILE, handbook),
        ("policy", "*.yaml", handbook),
        ("test", f"*{TEST_SUFFIX}", handbook),
        ("vocabulary", f"{VOCABULARY_FOLDER}/*.yaml", vocabulary_folder(policies) or policies),
    )
    width = max(len(name) for _, name, _ in files)
    for kind, name, beside in files:
        relative = Path(os.path.relpath(folder.resolve(), beside.resolve())).as_posix()
        yield f"{name:{width}}  {HEAD}{relative}/{file_name(kind)}"
