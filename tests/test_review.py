"""What is told of a folder of policies, and of one file of it."""

from pathlib import Path
from shutil import copytree

import pytest

from clausewise.review import check_file, check_policies
from clausewise.source.diagnostic import Diagnostic, render
from tests.checks.mistakes import MISTAKES, Mistake

SOUND = Path(__file__).parent / "checks" / "sound"


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    copytree(SOUND, tmp_path / "policies")
    return tmp_path / "policies"


def files(policies: Path) -> list[tuple[Path, Path]]:
    """Each file with the folder that it is checked in."""
    return [
        (path, policies if path.parent.name == "vocabulary" else path.parent)
        for path in sorted(policies.glob("*/*.yaml"))
    ]


def said(told: tuple[Diagnostic, ...]) -> list[str]:
    return sorted(render(one) for one in told)


def said_within(folder: Path, file: Path) -> list[str]:
    """What is told of the file where its folder is checked."""
    told = check_policies(folder)
    return said(tuple(one for one in told if one.span.source.name == str(file)))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_file_alone_says_what_it_says_within_its_folder(mistake: Mistake, policies: Path) -> None:
    wrong = policies / mistake.file
    wrong.write_text(wrong.read_text("utf-8").replace(mistake.was, mistake.became), "utf-8")

    alone = {file: said(check_file(file, folder)) for file, folder in files(policies)}

    assert alone == {file: said_within(folder, file) for file, folder in files(policies)}


def test_tests_are_told_of_where_they_were_asked_for(policies: Path) -> None:
    book = policies / "41-tea-house"
    tests, hours = book / "hours.test.yaml", book / "hours.yaml"
    tests.write_text("tests:\n  - {titel: nothing}\n")

    codes = ["CW150", "CW152"]
    assert [one.code for one in check_policies(book)] == codes
    assert [one.code for one in check_file(tests, book)] == codes
    assert check_file(hours, book) == ()
    # A file of that name which lies beside no handbook is no test of one.
    assert check_file(tests.rename(policies / "hours.test.yaml"), policies) == ()
