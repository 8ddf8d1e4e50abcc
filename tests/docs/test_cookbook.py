"""The cookbook page: each of its policies checks clean, and passes the tests that stand beside it."""

import re
import shutil
from pathlib import Path

import pytest
from attrs import frozen

from clausewise.engine import check_policies
from clausewise.testing.coverage import Watch, coverage_of
from clausewise.testing.run import run_tests
from clausewise.testing.wording import said_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
VOCABULARY = ROOT / "policies" / "vocabulary"
FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Recipe:
    """What one section of the page gives: clauses to register, a policy, and its tests."""

    title: str
    clauses: str
    policy: str
    tests: str


def fenced(section: str) -> dict[str, str]:
    """The YAML of a section, by the word that it begins with."""
    texts = FENCE.findall(section)
    return {re.sub(r"^#.*\n", "", text).split(":")[0]: text for text in texts}


def recipes() -> list[Recipe]:
    sections = PAGE.split("\n## ")[1:]
    return [
        Recipe(section.split("\n")[0], parts["clauses"], parts["policy"], parts["tests"])
        for section in sections
        for parts in [fenced(section.split("\n# ")[0])]
    ]


RECIPES = recipes()
HEAD = fenced(PAGE.split("\n# 一、")[0])["language"]
# The rule of lateness that the five policies of the second part share.
LATENESS = fenced(PAGE.split("\n# 二、")[1].split("\n## ")[0])
SHARING = ("13. ", "14. ", "15. ", "16. ", "17. ")


def handbook(recipe: Recipe, folder: Path) -> Path:
    """The recipe as a handbook of its own, beside the vocabulary that all policies share."""
    shutil.copytree(VOCABULARY, folder / "vocabulary")
    own = folder / "1-cookbook"
    own.mkdir()
    shared = LATENESS if recipe.title.startswith(SHARING) else {"clauses": "clauses:\n"}
    register = shared["clauses"] + recipe.clauses.removeprefix("clauses:\n")
    files = {
        "handbook.yaml": HEAD + register,
        "recipe.yaml": recipe.policy,
        "recipe.test.yaml": recipe.tests,
    }
    if "policy" in shared:
        files["late.yaml"] = shared["policy"]
    for name, text in files.items():
        (own / name).write_text(text, encoding="utf-8")
    return folder


def test_the_page_has_the_twelve_usual_clauses_and_the_five_lateness_policies() -> None:
    assert [recipe.title.split(".")[0] for recipe in RECIPES] == [str(n) for n in range(1, 18)]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title.split(" · ")[1])
def test_a_recipe_is_clean_and_does_what_its_tests_say(recipe: Recipe, tmp_path: Path) -> None:
    folder = handbook(recipe, tmp_path)
    assert [told.message("en") for told in check_policies(folder)] == []
    watch = Watch()
    results = run_tests([folder], None, "", watch.watched)
    assert [said_of(one, "en") for one in results if one.outcome != "passed"] == []
    assert len(results) == recipe.tests.count("  - title: ")
    # The lateness that five recipes share is exercised whole by one of them.
    own = [one for one in coverage_of(results, watch) if Path(one.span.source.name).stem != "late"]
    assert [one for one in own if not one.exercised] == []
