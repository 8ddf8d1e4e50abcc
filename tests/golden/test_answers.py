"""What a person reads of an answer, of a check and of an explanation, in Chinese and English.

The small shop beside this file has a month in which each kind of answer occurs; the slips of
check/policies are told.  UPDATE_GOLDEN=1 writes the texts anew: read the difference as the person
would who gets them.
"""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from clausewise.book import Result, load
from clausewise.cli.main import main
from clausewise.report.explanation import explanation_of
from clausewise.report.lines import lines_of
from clausewise.report.table import screen
from clausewise.report.words import Words
from clausewise.source.diagnostic import Language

HERE = Path(__file__).parent
SHOP = HERE / "shop"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def result() -> Result:
    return load(SHOP / "policies").evaluate(SHOP / "month")


def words_of(result: Result, language: Language) -> Words:
    names = {"E01": "王芳", "E02": "李强"}
    plans = {plan.handbook.name: plan for plan in result.plans}
    return Words(language, result.plans[0].vocabulary, plans, names)


def holds(said: str, golden: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, "utf-8")

    assert golden.read_text("utf-8") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_of_evaluate(result: Result, language: Language) -> None:
    said = screen(result.answer, words_of(result, language))

    holds(said, HERE / "evaluate" / f"shop.{language}.txt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_of_explain(result: Result, language: Language) -> None:
    """One of each rule, status and outcome."""
    words = words_of(result, language)
    lines = [line for line in lines_of(result.answer, language) if line["status"] != "rejected"]
    by_id = {line["id"]: line for line in lines}
    kinds = {
        "-".join(filter(None, (line["rule"], line["status"], line.get("outcome")))): line
        for line in reversed(lines)
    }
    for kind, line in kinds.items():
        letter = explanation_of(line, words, by_id).text()
        holds(letter, HERE / "explain" / f"{kind}.{language}.txt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_of_a_ruling_whose_policies_are_not_at_hand(
    result: Result, language: Language
) -> None:
    line = next(line for line in lines_of(result.answer) if line.get("outcome") == "commission")
    letter = explanation_of(line, Words(language)).text()

    holds(letter, HERE / "explain" / f"commission-without-policies.{language}.txt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_check(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "check")
    called = CliRunner().invoke(main, ["check", "policies", "--lang", language])

    assert called.exit_code == 1
    holds(called.stdout, HERE / "check" / f"slips.{language}.txt")
