"""`clausewise check --fix`: what can be mended safely, tried on a copy, shown, then written."""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from attrs import frozen

from clausewise.cli.rewrite import Rewrite, write
from clausewise.cli.session import current, home_of, is_terminal, tell
from clausewise.source.diagnostic import Remark

if TYPE_CHECKING:
    from clausewise.intake.schemas import FileKind
    from clausewise.source.mending import Mending

MOST_ROUNDS = 12
"""A fault of a file's structure hides those behind it, so one round of mending may show more."""


def offer(paths: Sequence[Path], *, agreed: bool) -> None:
    """Shows what would change below the paths, and writes it where that is agreed.

    A person at a terminal is asked; without one, `agreed` has to be said beforehand.  What is
    agreed to and cannot be written ends the call.
    """
    session = current()
    found: dict[Path, Mended] = {}
    for path in paths:
        if path.is_dir():
            of_path = changes(path, lambda _: True)
        elif path.exists():
            of_path = changes(home_of(path), partial(_same_file, path))
        else:
            continue
        found |= {one.rewrite.path.resolve(): one for one in of_path}
    if not found:
        return
    for one in found.values():
        click.echo(f"{one.rewrite.diff}\n")
    count = str(sum(one.count for one in found.values()))
    if not agreed and not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        tell([Remark("CW673", {"count": count})], session.language)
        return
    question = f"改正这 {count} 处吗?" if session.language == "zh" else f"Mend these {count}?"
    if not agreed and not click.confirm(question):
        return
    for one in found.values():
        write(one.rewrite)


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


@frozen
class Mended:
    """A file with `count` faults of it mended."""

    rewrite: Rewrite
    count: int


def changes(folder: Path, wanted: Callable[[Path], bool]) -> list[Mended]:
    """What mending would change in the files of the folder's handbooks and their vocabulary.

    Tried on a copy; nothing in the folder is written.  `wanted` says which files may be changed.
    """
    with TemporaryDirectory() as place:
        copied = _copied(folder, Path(place))
        if copied is None:
            return []
        counts: dict[Path, int] = {}
        for _ in range(MOST_ROUNDS):
            mended = _round(copied, {copy for copy, own in copied.files.items() if wanted(own)})
            for path, count in mended.items():
                counts[path] = counts.get(path, 0) + count
            if not mended:
                break
        return [
            Mended(Rewrite(copied.files[path], _read(copied.files[path]), _read(path)), count)
            for path, count in sorted(counts.items())
        ]


@frozen
class _Copied:
    """`root` is checked as the folder would be; `files` are the YAML files by their copies."""

    root: Path
    files: Mapping[Path, Path]


def _copied(folder: Path, place: Path) -> _Copied | None:
    """The folder's handbooks and their vocabulary beside each other; None where there are none."""
    from clausewise.intake.library import VOCABULARY_FOLDER, handbook_folders, vocabulary_folder

    vocabulary = vocabulary_folder(folder)
    handbooks = handbook_folders(folder)
    if vocabulary is None or not handbooks:
        return None
    files: dict[Path, Path] = {}
    homes = [(vocabulary, VOCABULARY_FOLDER), *((one, one.resolve().name) for one in handbooks)]
    for home, name in homes:
        target = place / name
        target.mkdir()
        for path in sorted(home.iterdir()):
            if path.is_file():
                copy2(path, target / path.name)
                if path.suffix == ".yaml":
                    files[target / path.name] = path
    one = len(handbooks) == 1 and handbooks[0] == folder
    return _Copied(place / folder.resolve().name if one else place, files)


def _round(copied: _Copied, wanted: Collection[Path]) -> dict[Path, int]:
    """One check of the copy, and what of it can be mended written there; how many of each file."""
    from clausewise.review import check_policies
    from clausewise.source.mending import mending

    words = _words(copied.files)
    found: dict[Path, list[Mending]] = {}
    for told in check_policies(copied.root):
        path = Path(told.span.source.name).resolve()
        path = next((one for one in wanted if one.resolve() == path), path)
        if path in wanted and (mend := mending(told, words)) is not None:
            found.setdefault(path, []).append(mend)
    mended: dict[Path, int] = {}
    for path, mendings in found.items():
        text = _read(path)
        after, count = _mended(path, text, mendings)
        if count:
            path.write_bytes(after.encode("utf-8"))
            mended[path] = count
    return mended


def _mended(path: Path, text: str, mendings: Iterable["Mending"]) -> tuple[str, int]:
    """The text with those mendings in it that do no harm, last place first; how many."""
    # A byte order mark is no character of the text that was read.
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    count, beginning, faults = 0, len(body) + 1, _faults(path, body)
    for mend in sorted(set(mendings), key=lambda one: one.span.start, reverse=True):
        span = mend.span
        if span.end > beginning or body[span.start : span.end] != span.text:
            continue
        tried = body[: span.start] + mend.text + body[span.end :]
        left = _faults(path, tried)
        # What reading told has to be gone, unless it hid another fault that stops the reading.
        least = faults.count - 1 if mend.code < "CW200" and faults.readable else faults.count
        if (left.readable and not faults.readable) or (
            left.readable == faults.readable and left.count <= least
        ):
            body, beginning, count, faults = tried, span.start, count + 1, left
    return mark + body, count


@frozen
class _Faults:
    """Whether YAML could read a text at all, and how much there is to tell of its form."""

    readable: bool
    count: int


def _faults(path: Path, text: str) -> _Faults:
    from clausewise.intake.structure import check_structure
    from clausewise.source.span import Source
    from clausewise.source.yaml_reader import read_yaml

    node, told = read_yaml(Source(str(path), text))
    if node is None:
        return _Faults(False, len(told))
    return _Faults(True, len(told) + len(check_structure(node, _kind(path))))


def _kind(path: Path) -> "FileKind":
    from clausewise.intake.library import HANDBOOK_FILE, TEST_SUFFIX, VOCABULARY_FOLDER

    if path.parent.name == VOCABULARY_FOLDER:
        return "vocabulary"
    if path.name == HANDBOOK_FILE:
        return "handbook"
    return "test" if path.name.endswith(TEST_SUFFIX) else "policy"


def _words(files: Iterable[Path]) -> set[str]:
    """Every word that the files are written with, with its hyphens and without."""
    words: set[str] = set()
    for path in files:
        text = _read(path)
        words.update(re.findall(r"[\w-]+", text), re.findall(r"\w+", text))
    return words


def _read(path: Path) -> str:
    """As it is, line ends and all; what is no UTF-8 is told by check, and matches no mending."""
    return path.read_bytes().decode("utf-8", errors="replace")
