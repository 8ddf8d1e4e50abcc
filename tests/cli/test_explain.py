"""`clausewise explain`: letters from the file that evaluate wrote."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def answers(call: Call, policies: Path, month: Path, tmp_path: Path) -> Path:
    file = tmp_path / "june.jsonl"
    call("evaluate", policies, month, "-o", file)
    return file


@pytest.fixture
def commission(answers: Path) -> str:
    lines = map(json.loads, answers.read_text("utf-8").splitlines())
    return next(str(line["id"]) for line in lines if line.get("outcome") == "commission")


def test_a_ruling_is_explained_with_the_words_of_the_policies(
    call: Call, policies: Path, answers: Path, commission: str
) -> None:
    called = call("explain", answers, commission, "--policies", policies)

    assert called.exit_code == 0
    assert "On 12 June 2024 you are owed commission of 240.00 CNY, rate 0.02." in called.stdout
    assert "clause 1.3: the more is sold the higher the commission" in called.stdout
    assert "= round(amount sold × rate, 2)\n    = round(12000 × 0.02, 2)" in called.stdout


def test_a_ruling_is_explained_without_policies_too(
    call: Call, answers: Path, commission: str
) -> None:
    called = call("explain", answers, commission)

    assert called.exit_code == 0
    assert called.stderr == ""
    assert "= round(sale.amount × rate, 2)\n    = round(12000 × 0.02, 2)" in called.stdout


def test_several_ids_give_several_letters_in_their_order(
    call: Call, policies: Path, answers: Path
) -> None:
    lines = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    ids = [line["id"] for line in lines if line["status"] in ("waived", "displaced")]
    called = call("explain", answers, *ids, "--policies", policies, "--format", "json")

    assert [one["id"] for one in json.loads(called.stdout)] == ids


def test_the_json_document_of_evaluate_and_standard_input_will_do(  # noqa: PLR0917  # fixtures
    call: Call, policies: Path, month: Path, answers: Path, commission: str, tmp_path: Path
) -> None:
    call("evaluate", policies, month, "-o", tmp_path / "june.json")
    wanted = call("explain", answers, commission).stdout
    from_document = call("explain", tmp_path / "june.json", commission)
    from_pipe = call("explain", "-", commission, given=answers.read_bytes())

    assert (from_document.stdout, from_pipe.stdout) == (wanted, wanted)


def test_html_is_one_page(call: Call, answers: Path, commission: str) -> None:
    page = call("explain", answers, commission, "--format", "html").stdout

    assert page.startswith("<!DOCTYPE html>")
    assert "you are owed commission of 240.00 CNY" in page


def test_an_id_that_is_not_there_is_answered_with_the_nearest(
    call: Call, answers: Path, commission: str
) -> None:
    called = call("explain", answers, commission[:-1] + "x")

    assert called.exit_code == 2
    assert f"the nearest ids: {commission}" in called.stderr


def test_a_file_of_something_else_is_told(call: Call, month: Path) -> None:
    called = call("explain", month / "rest.jsonl", "r-1")

    assert called.exit_code == 2
    assert "is not a ruling that evaluate wrote" in called.stderr


def test_policies_without_the_handbook_are_told_and_the_line_explained(
    call: Call, policies: Path, answers: Path, commission: str, tmp_path: Path
) -> None:
    lines = answers.read_text("utf-8").replace('"handbook": "shop"', '"handbook": "mill"')
    other = tmp_path / "other.jsonl"
    other.write_text(lines, "utf-8")
    called = call("explain", other, commission, "--policies", policies)

    assert called.exit_code == 0
    assert "warning[CW661] the handbook 'mill' of these rulings is not in" in called.stderr


def test_policies_that_changed_since_are_told(
    call: Call, policies: Path, answers: Path, commission: str, tmp_path: Path
) -> None:
    line = next(one for one in answers.read_text("utf-8").splitlines() if commission in one)
    changed = {**json.loads(line), "policy": "sha256:0"}
    (tmp_path / "old.jsonl").write_text(json.dumps(changed) + "\n", "utf-8")
    called = call("explain", tmp_path / "old.jsonl", commission, "--policies", policies)

    assert "the policies have changed since" in called.stdout
