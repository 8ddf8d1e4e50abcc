"""Folders of handbooks as libraries."""

from pathlib import Path
from shutil import copytree

import pytest

from clausewise.intake.library import (
    Library,
    files_of_tests,
    handbook_folders,
    read_library,
    read_test_file,
    vocabulary_folder,
)
from clausewise.intake.rows import UnreadableInput

SOUND = Path(__file__).parents[1] / "checks" / "sound"
BOOK = "41-tea-house"


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two handbooks, the tea house and the same again as 42."""
    copytree(SOUND, tmp_path / "policies")
    copytree(SOUND / BOOK, tmp_path / "policies" / "42-other")
    monkeypatch.chdir(tmp_path)
    return Path("policies")


def codes(library: Library) -> list[str]:
    return [one.code for one in library.told]


def digests(folder: Path) -> list[str]:
    return [book.digest for book in read_library(folder).books]


def test_a_folder_holds_its_handbooks_in_order(policies: Path) -> None:
    library = read_library(policies)

    assert [book.folder for book in library.books] == [f"policies/{BOOK}", "policies/42-other"]
    assert [policy.name for policy in library.books[0].policies] == ["hours", "sales"]
    assert library.told == ()
    assert library.sound


def test_a_handbook_s_own_folder_finds_the_vocabulary_beside_it(policies: Path) -> None:
    library = read_library(policies / BOOK)

    assert [book.handbook.name for book in library.books] == ["tea-house"]
    assert vocabulary_folder(policies / BOOK) == policies / "vocabulary"
    assert sorted(library.vocabulary.outcomes) == [
        "absence", "commission", "discipline", "fine", "gift", "late", "reminder", "violation",
    ]  # fmt: skip


def test_the_vocabulary_may_stand_further_above(policies: Path) -> None:
    copytree(policies / BOOK, policies / "branches" / "north" / "1-inner")

    assert vocabulary_folder(policies / "branches" / "north" / "1-inner") is not None
    assert read_library(policies / "branches" / "north").told == ()


def test_a_handbook_that_cannot_be_read_leaves_the_others(policies: Path) -> None:
    (policies / BOOK / "hours.yaml").write_text("policy: hours\nrulse: []\n")

    library = read_library(policies)

    assert [book.folder for book in library.books] == ["policies/42-other"]
    assert codes(library) == ["CW150"]
    assert not library.sound


def test_a_handbook_with_a_wrong_word_is_there_but_not_sound(policies: Path) -> None:
    file = policies / BOOK / "sales.yaml"
    file.write_text(file.read_text("utf-8").replace("outcome: commission", "outcome: comission"))

    library = read_library(policies)

    assert [(book.folder, book.sound) for book in library.books] == [
        (f"policies/{BOOK}", False),
        ("policies/42-other", True),
    ]
    assert codes(library) == ["CW354", "CW354"]


def test_without_a_readable_vocabulary_nothing_else_is_judged(policies: Path) -> None:
    (policies / "vocabulary" / "events.yaml").write_text("events: [\n")

    library = read_library(policies)

    assert library.books == ()
    assert codes(library) == ["CW133"]
    assert not library.sound


def test_a_fault_of_structure_in_a_test_file_is_told_apart_from_the_policies(
    policies: Path,
) -> None:
    tests = policies / BOOK / "hours.test.yaml"
    tests.write_text("tests:\n  - {titel: nothing}\n")

    assert tests in files_of_tests(policies)
    assert "CW150" in [one.code for one in read_test_file(tests)]
    assert codes(read_library(policies)) == []


def test_a_folder_without_handbooks_is_told(policies: Path) -> None:
    (policies / "empty").mkdir()

    library = read_library(policies / "empty")

    assert [one.message("en") for one in library.told] == [
        "there is no handbook.yaml in 'policies/empty'"
    ]
    assert not library.sound


def test_a_folder_without_vocabulary_is_told(tmp_path: Path) -> None:
    copytree(SOUND / BOOK, tmp_path / BOOK)

    assert codes(read_library(tmp_path / BOOK)) == ["CW371"]


@pytest.mark.parametrize(("name", "code"), [("absent", "CW510"), ("file", "CW524")])
def test_what_is_no_folder_cannot_be_read(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(UnreadableInput) as refused:
        read_library(tmp_path / name)
    assert refused.value.code == code


@pytest.mark.parametrize("file", ["handbook.yaml", "hours.yaml", "gifts.csv"])
def test_the_digest_follows_every_file_of_the_handbook(policies: Path, file: str) -> None:
    before = digests(policies)
    changed = policies / BOOK / file
    changed.write_bytes(changed.read_bytes() + b"\n")

    after = digests(policies)

    assert after[0] != before[0]
    assert after[1] == before[1]


def test_the_digest_follows_the_vocabulary_and_not_the_tests(policies: Path) -> None:
    before = digests(policies)
    tests = policies / BOOK / "hours.test.yaml"
    tests.write_bytes(tests.read_bytes() + b"\n")
    assert digests(policies) == before

    words = policies / "vocabulary" / "employee.yaml"
    words.write_bytes(words.read_bytes() + b"\n")
    assert all(new != old for new, old in zip(digests(policies), before, strict=True))


def test_the_digest_does_not_hang_on_where_the_folder_lies(policies: Path) -> None:
    copytree(policies, Path("elsewhere"))

    assert digests(Path("elsewhere")) == digests(policies)


def test_folders_without_a_handbook_file_are_passed_over(policies: Path) -> None:
    assert handbook_folders(policies) == [policies / BOOK, policies / "42-other"]
    assert handbook_folders(policies / BOOK) == [policies / BOOK]
