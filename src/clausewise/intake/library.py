"""A folder of handbooks, or one handbook's folder, into vocabulary and books."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from clausewise.intake.policies import read_handbook, read_policy
from clausewise.intake.rows import UnreadableInput, cannot_open
from clausewise.intake.schemas import FileKind
from clausewise.intake.structure import check_structure
from clausewise.intake.vocabulary import read_vocabulary
from clausewise.model.policy import Book, Policy
from clausewise.model.vocabulary import Vocabulary
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, read_yaml_file

HANDBOOK_FILE = "handbook.yaml"
VOCABULARY_FOLDER = "vocabulary"
TEST_SUFFIX = ".test.yaml"
MONTH_FILE = "month.yaml"


@frozen
class Library:
    """What was read: a vocabulary, and the handbooks that use it; `told` is about all of it.

    `books` are those handbooks of which every file could be read; with a file of the vocabulary
    that could not, there are none, for each of its words would seem to be missing.  `sound`: all
    handbooks are here.
    """

    vocabulary: Vocabulary
    books: tuple[Book, ...]
    told: tuple[Diagnostic, ...] = field(factory=tuple)
    sound: bool = True


def read_library(folder: Path) -> Library:
    """Every handbook below a folder, or the one whose folder it is.

    The vocabulary is the nearest folder `vocabulary` in, beside or above it.  UnreadableInput
    where there is no such folder.
    """
    if not folder.exists():
        raise UnreadableInput("CW510", file=str(folder))
    if not folder.is_dir():
        raise UnreadableInput("CW524", file=str(folder))
    told: list[Diagnostic] = []
    found = vocabulary_folder(folder)
    if found is None:
        told.append(_lacking(folder, f"{VOCABULARY_FOLDER}/"))
        return Library(Vocabulary({}, {}, {}), (), tuple(told), sound=False)
    files = sorted(found.glob("*.yaml"))
    roots = [root for path in files if (root := _read(path, "vocabulary", told)) is not None]
    folders = handbook_folders(folder)
    if not folders:
        told.append(_lacking(folder, HANDBOOK_FILE))
    shelves = [_Shelf.of(one, told) for one in folders]
    if len(roots) < len(files):
        return Library(Vocabulary({}, {}, {}), (), tuple(told), sound=False)
    vocabulary, more = read_vocabulary(roots, _digest(files, found))
    told += more
    words = [(path, found) for path in files]
    books: list[Book] = []
    for shelf in shelves:
        if shelf is not None:
            book, faults = shelf.book(vocabulary, words)
            books.append(evolve(book, sound=not _wrong([*more, *faults])))
            told += faults
    return Library(vocabulary, tuple(books), tuple(told), sound=0 < len(books) == len(folders))


def files_of_tests(folder: Path) -> list[Path]:
    """The tests beside the policies of a folder's handbooks."""
    return [
        path for one in handbook_folders(folder) for path in sorted(one.glob(f"*{TEST_SUFFIX}"))
    ]


def read_test_file(path: Path) -> list[Diagnostic]:
    """What is wrong with the structure of a file of tests; no evaluation needs it."""
    told: list[Diagnostic] = []
    _read(path, "test", told)
    return told


def handbook_folders(folder: Path) -> list[Path]:
    """The folder itself where it is a handbook's; else those in it that are."""
    if (folder / HANDBOOK_FILE).exists():
        return [folder]
    return sorted(path.parent for path in folder.glob(f"*/{HANDBOOK_FILE}"))


def vocabulary_folder(folder: Path) -> Path | None:
    """The nearest `vocabulary`: in the folder, beside it, or beside one above it."""
    above = folder.resolve()
    inside = folder / VOCABULARY_FOLDER
    if inside.is_dir():
        return inside
    for step, parent in enumerate(above.parents):
        if (parent / VOCABULARY_FOLDER).is_dir():
            # Written as the user wrote the folder, so that places can be clicked.
            near = folder.joinpath(*[".."] * (step + 1)) / VOCABULARY_FOLDER
            plain = folder.parent / VOCABULARY_FOLDER
            return plain if step == 0 and folder.name not in ("", "..") else near
    return None


def policy_files(folder: Path) -> list[Path]:
    """The policy files of a handbook's folder, by name."""
    return [
        path
        for path in sorted(folder.glob("*.yaml"))
        if path.name != HANDBOOK_FILE and not path.name.endswith(TEST_SUFFIX)
    ]


@frozen
class _Shelf:
    """The files of one handbook's folder, all of them sound in structure."""

    folder: Path
    handbook: Fields
    policies: Mapping[Path, Fields]

    @staticmethod
    def of(folder: Path, told: list[Diagnostic]) -> "_Shelf | None":
        """None, and told, where a file could not be read."""
        handbook = _read(folder / HANDBOOK_FILE, "handbook", told)
        read = {path: _read(path, "policy", told) for path in policy_files(folder)}
        policies = {path: root for path, root in read.items() if root is not None}
        if handbook is None or len(policies) < len(read):
            return None
        return _Shelf(folder, handbook, policies)

    def book(
        self, vocabulary: Vocabulary, words: list[tuple[Path, Path]]
    ) -> tuple[Book, list[Diagnostic]]:
        """The book; its digest is over the files of the vocabulary and its own."""
        handbook, told = read_handbook(self.handbook, self.folder.resolve().name)
        policies: list[Policy] = []
        for path, root in self.policies.items():
            policy, more = read_policy(root, vocabulary, path.stem, self.folder)
            policies.append(policy)
            told += more
        tables = {table.file for policy in policies for table in policy.tables if table.file}
        beside = [self.folder / name for name in sorted(tables)]
        own = [*self.policies, self.folder / HANDBOOK_FILE, *beside]
        digest = hashlib.sha256()
        for path, base in [*words, *((path, self.folder) for path in own if path.is_file())]:
            _add(digest, path, base)
        name = f"sha256:{digest.hexdigest()}"
        return Book(handbook, tuple(policies), name, str(self.folder)), told


def _read(path: Path, kind: FileKind, told: list[Diagnostic]) -> Fields | None:
    """The root of a file that is sound in structure; None, and told, otherwise."""
    try:
        root, faults = read_yaml_file(path)
    except OSError as refused:
        cannot_open(refused, str(path))
    if root is None:
        told += faults
        return None
    faults = [*faults, *check_structure(root, kind)]
    told += faults
    return None if _wrong(faults) or not isinstance(root, Fields) else root


def _wrong(told: Iterable[Diagnostic]) -> bool:
    return any(one.severity.value == "error" for one in told)


def _lacking(folder: Path, file: str) -> Diagnostic:
    at = Source(str(folder), "").whole()
    return Diagnostic.at(at, "CW371", folder=str(folder), file=file)


def _digest(files: Iterable[Path], folder: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        _add(digest, path, folder)
    return f"sha256:{digest.hexdigest()}"


def _add(digest: "hashlib._Hash", path: Path, base: Path) -> None:
    """A file's name within its folder, its length and its bytes."""
    content = path.read_bytes()
    name = str(path.relative_to(base)).encode()
    digest.update(b"%d %s %d\n" % (len(name), name, len(content)))
    digest.update(content)
