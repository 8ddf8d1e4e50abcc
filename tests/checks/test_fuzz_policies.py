"""Whatever is done to the files of a handbook, it is told, at a place that lies in a file."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from clausewise.engine import read_plans
from clausewise.source.diagnostic import render

POLICIES = Path(__file__).parents[2] / "policies"
SLUG = "22-foreign-trade-management-and-commission"

Change = Callable[[str, random.Random], str]


def without_a_line(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def with_a_line_twice(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]])


def with_two_lines_swapped(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def with_a_line_indented(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    lines[at] = dice.choice(["  ", "    ", "\t"]) + lines[at]
    return "\n".join(lines)


def with_a_character_replaced(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text))
    return text[:at] + dice.choice("：，（）“>|-{}[]\"'#&*!%@`\\. \n\t0x假") + text[at + 1 :]


def with_a_word_replaced(text: str, dice: random.Random) -> str:
    """A word by one that stands elsewhere in the file: well-formed, and most likely nonsense."""
    words = list(re.finditer(r"[\w.-]+", text))
    one, other = dice.choice(words), dice.choice(words)
    return text[: one.start()] + other[0] + text[one.end() :]


def with_a_value_replaced(text: str, dice: random.Random) -> str:
    """What stands after a key by a form that another key would have."""
    values = list(re.finditer(r"(?<=: )\S.*$", text, re.MULTILINE))
    one = dice.choice(values)
    return text[: one.start()] + dice.choice(FORMS) + text[one.end() :]


FORMS = (
    "null", "true", "0", "-1.5", "1e400", "''", '""', "[]", "{}", "[1, [2]]", "{a: 1}", "[null]", "{a: null}",
    "P1D", "PT0S", "10:75", "2024-02-30", "service", "month", "0 workdays", "1e9 workdays", "employee",
    "period", "subject", "item", "'{'", "'{}'", "'{{a}'", "if", "function(x) x", "x in (1, 2)", "nothing.csv",
    "nothing.xlsx#a", "../../x.csv", "[late, absenteeism]", "context", "list of list of number", "breach",
    "1 | 2 | 3", "'|'", "|\n  | |", "'\"'", "settled_ruling", "waiver", "CNY", "UNIQUE", "{from: 2024-06-01}",
    "{from: 2025-01-01, to: 2024-01-01}", "{before: P1D}", "{kind: late}", "range", "any",
)  # fmt: skip

CHANGES: tuple[Change, ...] = (
    without_a_line,
    with_a_line_twice,
    with_two_lines_swapped,
    with_a_line_indented,
    with_a_character_replaced,
    with_a_word_replaced,
    with_a_value_replaced,
)


def is_read_all_the_same(folder: Path, change: Change, rounds: int) -> None:
    """Changes one file after the other in a folder of policies, and reads what comes of it."""
    dice = random.Random(change.__name__)
    files = sorted(path for path in folder.rglob("*.yaml") if ".test." not in path.name)
    for _ in range(rounds):
        file = dice.choice(files)
        sound = file.read_text("utf-8")
        file.write_text(change(sound, dice), "utf-8")

        plans = read_plans(folder)

        # Something is told, or else the change left the meaning whole and a plan is there.
        assert plans.told or plans.plans
        for one in plans.told:
            span = one.span
            assert 0 <= span.start <= span.end <= len(span.source.text)
            assert Path(span.source.name.split("#")[0]).exists()
            assert render(one, "zh")
            assert render(one, "en")
        file.write_text(sound, "utf-8")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_small_handbook_changed_at_random(change: Change, tmp_path: Path) -> None:
    copytree(Path(__file__).parent / "sound", tmp_path / "policies")
    is_read_all_the_same(tmp_path / "policies", change, 15)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_real_handbook_changed_at_random(change: Change, tmp_path: Path) -> None:
    for folder in ("vocabulary", SLUG):
        without_tests = ignore_patterns("*.test.yaml")
        copytree(POLICIES / folder, tmp_path / folder, ignore=without_tests)
    is_read_all_the_same(tmp_path, change, 2)


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_real_handbook_changed_many_times(change: Change, tmp_path: Path) -> None:
    for folder in ("vocabulary", SLUG):
        copytree(POLICIES / folder, tmp_path / folder)
    is_read_all_the_same(tmp_path, change, 100)


def test_an_anchor_before_nothing_is_told_where_it_stands(tmp_path: Path) -> None:
    copytree(Path(__file__).parent / "sound", tmp_path / "policies")
    file = tmp_path / "policies/vocabulary/outcomes.yaml"
    file.write_text(file.read_text("utf-8").replace("effect: deduction", "effect: &eduction"))

    told = read_plans(tmp_path / "policies").told

    assert [(one.code, one.span.text) for one in told] == [("CW107", "&eduction"), ("CW164", "")]
