"""`clausewise diff`: what an edit of the policies changes, for whom, for how much, and why."""

import json
import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

GOLDEN = Path(__file__).parents[1] / "golden" / "diff"
ATTENDANCE = [
    ("grace: {type: number, unit: minutes, value: 5", "grace: {type: number, unit: minutes, value: 25"),
    ("title: {zh: 缺勤, en: Absence}", "title: {zh: 缺勤, en: Staying away}"),
    ("{when: count(permissions) > 0,", "{when: count(permissions) > 1,"),
]  # fmt: skip
SALES = [("rate: 0.02}", "rate: 0.03}")]


@pytest.fixture
def edited(policies: Path, tmp_path: Path) -> Path:
    """The shop with other numbers."""
    folder = tmp_path / "edited"
    shutil.copytree(policies, folder)
    for file, changes in (("hours.yaml", ATTENDANCE), ("sales.yaml", SALES)):
        edit(folder / "01-shop" / file, *changes)
    return folder


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def holds(said: str, name: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_text(said, "utf-8")

    assert (GOLDEN / name).read_text("utf-8") == said


def compared(call: Call, old: object, new: object, *rest: object) -> dict[str, Any]:
    called = call("diff", old, new, *rest, "--format", "json")
    assert called.exit_code == 0, called.stderr
    found: dict[str, Any] = json.loads(called.stdout)
    return found


@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("html", "html")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_person_reads(  # noqa: PLR0917  # fixtures
    call: Call, policies: Path, edited: Path, month: Path, language: str, form: str, suffix: str
) -> None:
    called = call("diff", policies, edited, month, "--lang", language, "--format", form)

    assert called.exit_code == 0
    holds(called.stdout, f"shop.{language}.{suffix}")


def test_the_same_policies_give_the_same_answers(call: Call, policies: Path, month: Path) -> None:
    assert call("diff", policies, policies, month).stdout == "The answers are the same.\n"


def test_amounts_by_effect_employee_and_clause_add_up_to_the_same(
    call: Call, policies: Path, edited: Path, month: Path
) -> None:
    found = compared(call, policies, edited, month)
    sums = {
        name: sum(Decimal(one["difference"]) for one in found[name])
        for name in ("money", "by_employee", "by_clause")
    }

    assert sums == dict.fromkeys(sums, Decimal("120.00"))
    assert [one["employee"] for one in found["by_employee"]] == ["E01"]
    assert [one["clause"] for one in found["by_clause"]] == ["shop 1.3"]


def test_the_other_way_round_what_vanished_appears(
    call: Call, policies: Path, edited: Path, month: Path
) -> None:
    there, back = (
        compared(call, *pair, month) for pair in ((policies, edited), (edited, policies))
    )
    turned = {"appears": "vanishes", "vanishes": "appears", "changes": "changes"}

    assert {(one["id"], turned[one["change"]]) for one in there["changes"]} == {
        (one["id"], one["change"]) for one in back["changes"]
    }


def test_each_change_names_the_lines_it_comes_from_and_never_a_title(
    call: Call, policies: Path, edited: Path, month: Path
) -> None:
    found = compared(call, policies, edited, month)
    told = {
        (one["rule"], one["change"]): [(edit["sort"], edit["name"]) for edit in one["because"]]
        for one in found["changes"]
    }

    assert told == {
        ("late", "vanishes"): [("parameter", "grace"), ("rule", "late")],
        ("late", "appears"): [("parameter", "grace"), ("rule", "late")],
        ("warning", "vanishes"): [("parameter", "grace"), ("rule", "late")],
        ("warning", "appears"): [("parameter", "grace"), ("rule", "late")],
        ("commission", "changes"): [("brackets", "scale")],
    }
    assert [one["name"] for one in found["edits"] if not one["counts"]] == ["absence"]


def test_what_stands_there_instead_is_told(
    call: Call, policies: Path, edited: Path, month: Path
) -> None:
    found = compared(call, policies, edited, month)
    told = {
        (one["rule"], one["after"]["date"]): one["instead"]
        for one in found["changes"]
        if one["change"] == "appears"
    }

    assert told["late", "2024-06-07"]["status"] == "excepted"
    assert told["warning", "2024-06-06"]["status"] == "displaced"


def test_a_version_of_git_is_read_as_it_was_with_its_vocabulary_beside_it(
    call: Call, policies: Path, month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = tmp_path / "kept" / "rules"
    shutil.copytree(policies, shop)
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "the shop"]):
        subprocess.run(["git", *arguments], cwd=shop.parent, check=True)
    edit(shop / "01-shop" / "sales.yaml", *SALES)
    monkeypatch.chdir(shop)
    found = compared(call, "git:HEAD:01-shop", "01-shop", month)

    assert [(one["rule"], one["change"]) for one in found["changes"]] == [("commission", "changes")]
    assert found["edits"][0]["after"] == ["      - {rate: 0.03}"]

    called = call("diff", "git:HEAD:02-mill", "01-shop", month)
    assert called.exit_code == 2
    assert "error[CW664] 'git:HEAD:02-mill' cannot be fetched: " in called.stderr


def test_a_revision_that_git_does_not_have_is_told(call: Call, policies: Path, month: Path) -> None:
    called = call("diff", "git:HEAD~1:policies", policies, month)

    assert called.exit_code == 2
    assert "error[CW664]" in called.stderr


def test_facts_from_standard_input_are_read_for_both(
    call: Call, policies: Path, edited: Path, roster: Path
) -> None:
    sale = b'{"kind": "sale", "employee": "E01", "date": "2024-06-12", "amount": 12000, "own_customer": true}\n'
    called = call(
        "diff", policies, edited, "-", "--employees", roster, "--period", "2024-06", given=sale
    )

    assert "commission, 240.00 CNY, rate 0.02 → commission, 360.00 CNY, rate 0.03" in called.stdout
