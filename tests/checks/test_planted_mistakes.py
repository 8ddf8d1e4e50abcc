"""One line written wrongly is told once, at that line, with what to write instead.

What is said stands in tests/golden/policies; UPDATE_GOLDEN=1 writes it anew: read the difference
as the person would who gets it.
"""

import os
from pathlib import Path
from shutil import copytree

import pytest

from clausewise.engine import read_plans
from clausewise.source.catalogue.policies import POLICIES
from clausewise.source.diagnostic import Diagnostic, Language, render
from clausewise.testing.run import run_tests
from tests.checks.mistakes import MISTAKES, Mistake

SOUND = Path(__file__).parent / "sound"
GOLDEN = Path(__file__).parents[1] / "golden" / "policies"


def told(mistake: Mistake, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    """What is said of the sound handbook with this one mistake in it; places are told from its top."""
    copytree(SOUND, folder / "policies")
    file = folder / "policies" / mistake.file
    text = file.read_text("utf-8")
    assert text.count(mistake.was) == 1, f"{mistake.was!r} is not one place of {mistake.file}"
    file.write_text(text.replace(mistake.was, mistake.became), "utf-8")
    monkeypatch.chdir(folder)
    return list(read_plans(Path("policies")).told)


def test_the_handbook_without_mistakes_is_sound() -> None:
    assert read_plans(SOUND).told == ()
    assert [result.outcome for result in run_tests([SOUND], None)] == ["passed"] * 3


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_once_where_it_was_made(
    mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = told(mistake, tmp_path, monkeypatch)

    assert [(one.code, one.span.text) for one in said] == [(mistake.code, mistake.blamed)]
    assert said[0].span.source.name == f"policies/{mistake.file}"
    assert line_of(said[0]) == line_written(mistake, said[0])


def line_of(said: Diagnostic) -> int:
    return said.span.source.line_and_column(said.span.start)[0]


def line_written(mistake: Mistake, said: Diagnostic) -> int:
    """The line of the mistake, or the one that it is told in."""
    if mistake.told_in is None:
        sound = (SOUND / mistake.file).read_text("utf-8")
        place = sound.index(mistake.was) + mistake.became.index(mistake.blamed)
    else:
        place = said.span.source.text.index(mistake.told_in)
    return said.span.source.line_and_column(place)[0]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_what_is_said_of_a_mistake(
    mistake: Mistake, language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = told(mistake, tmp_path, monkeypatch)
    words = "\n".join(render(one, language) for one in said) + "\n"
    answer = GOLDEN / f"{mistake.name}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        answer.parent.mkdir(exist_ok=True)
        answer.write_text(words, "utf-8")

    assert answer.read_text("utf-8") == words


def test_mistakes_in_several_places_are_told_in_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None hides another: those that reading finds, and those that only the plan shows."""
    names = (
        "misspelt-outcome-field", "bad-window", "unregistered-clause", "wrong-word-in-outcome",
        "unknown-name", "unknown-field", "bands-out-of-order", "unknown-obligation-in-register",
    )  # fmt: skip
    chosen = [mistake for mistake in MISTAKES if mistake.name in names]
    copytree(SOUND, tmp_path / "policies")
    for mistake in chosen:
        file = tmp_path / "policies" / mistake.file
        text = file.read_text("utf-8")
        file.write_text(text.replace(mistake.was, mistake.became), "utf-8")
    monkeypatch.chdir(tmp_path)

    said = read_plans(Path("policies")).told

    assert sorted((one.code, one.span.text) for one in said) == sorted(
        (mistake.code, mistake.blamed) for mistake in chosen
    )


def test_every_mistake_comes_with_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for mistake in MISTAKES:
        for one in told(mistake, tmp_path / mistake.name, monkeypatch):
            assert one.hint("zh")
            assert one.hint("en")


# Shown by tests of their own: a file that is not there or no text, a table with two outputs, and
# what is said only when policies are evaluated or a table is not read from a file.
SHOWN_ELSEWHERE = {"CW369", "CW371", "CW386", "CW392", "CW394"}


def test_every_message_about_policies_is_shown_by_a_mistake() -> None:
    shown = {mistake.code for mistake in MISTAKES}

    assert POLICIES.keys() - shown == SHOWN_ELSEWHERE
