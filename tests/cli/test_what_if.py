"""`clausewise what-if`: what other values of parameters would change."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

GOLDEN = Path(__file__).parents[1] / "golden" / "what-if"


def holds(said: str, name: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_text(said, "utf-8")

    assert (GOLDEN / name).read_text("utf-8") == said


def asked(call: Call, *arguments: object) -> dict[str, Any]:
    called = call("what-if", *arguments, "--format", "json")
    assert called.exit_code == 0, called.stderr
    found: dict[str, Any] = json.loads(called.stdout)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("set", ["--set", "grace=25", "--set", "late_limit=3"]),
        ("vary", ["--vary", "full_day=0.5..1.5/0.25", "--vary", "opening=08:30..09:30/PT15M"]),
    ],
)
def test_what_a_person_reads(  # noqa: PLR0917  # fixtures
    call: Call, policies: Path, month: Path, language: str, name: str, options: list[str]
) -> None:
    called = call("what-if", policies, month, *options, "--lang", language)

    assert called.exit_code == 0
    holds(called.stdout, f"{name}.{language}.txt")


def test_setting_a_parameter_is_as_if_its_line_had_been_edited(
    call: Call, policies: Path, month: Path, tmp_path: Path
) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(policies, edited)
    file = edited / "01-shop" / "hours.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 5,", "value: 25,"), "utf-8")
    by_edit = json.loads(call("diff", policies, edited, month, "--format", "json").stdout)
    by_set = asked(call, policies, month, "--set", "grace=25")["changes"]

    assert {**by_set, "edits": None} == {**by_edit, "edits": None}
    assert by_set["edits"][0]["after"] == ["grace: 25"]


def test_a_reading_that_the_policies_name_is_tried(
    call: Call, policies: Path, month: Path, tmp_path: Path
) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(policies, edited)
    file = edited / "01-shop" / "hours.yaml"
    text = file.read_text("utf-8")
    text = text.replace("value: 5,", "value: 5, readings: {generous: 25},")
    file.write_text(text, "utf-8")
    found = asked(call, edited, month, "--reading", "grace=generous")["changes"]

    told = [(one["rule"], one["change"]) for one in found["changes"]]
    assert told == [("late", "vanishes"), ("warning", "vanishes"), ("warning", "appears")]
    assert found["edits"][0]["before"] == ["grace: 5"]


def test_a_sweep_marks_the_value_that_holds_now_and_counts_as_evaluate_does(
    call: Call, policies: Path, month: Path
) -> None:
    (sweep,) = asked(call, policies, month, "--vary", "grace=0..10/5")["sweeps"]
    lines = map(json.loads, call("evaluate", policies, month).stdout.splitlines())
    rulings = sum(line["status"] == "ruling" for line in lines)
    now = next(point for point in sweep["points"] if point["now"])

    assert [point["value"] for point in sweep["points"]] == ["0", "5", "10"]
    assert (now["value"], now["rulings"]) == ("5", rulings)


@pytest.mark.parametrize(
    ("stretch", "values"),
    [
        ("opening=09:00..08:50/-PT5M", ["09:00:00", "08:55:00", "08:50:00"]),
        ("opening=23:50..23:59/PT5M", ["23:50:00", "23:55:00"]),
        ("grace=0..1/0.4", ["0", "0.4", "0.8"]),
        ("grace=7..7/1", ["7"]),
    ],
)
def test_a_sweep_goes_from_one_end_to_the_other(
    call: Call, policies: Path, month: Path, stretch: str, values: list[str]
) -> None:
    (sweep,) = asked(call, policies, month, "--vary", stretch)["sweeps"]

    assert [point["value"] for point in sweep["points"]] == values


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "error[CW669] nothing says what would be different"),
        (["--set", "grace"], "error[CW665] 'grace' after --set cannot be understood"),
        (["--set", "grac=3"], "error[CW606] there is no parameter called 'grac'"),
        (["--set", "grace=x"], "error[CW550] the value 'x' of field 'grace' is not a number"),
        (["--reading", "grace=x"], "error[CW666] the parameter 'grace' has no reading called 'x'"),
        (["--reading", "grac=x"], "error[CW606] there is no parameter called 'grac'"),
        (["--vary", "grace=1..2"], "error[CW665] 'grace=1..2' after --vary"),
        (["--vary", "grace=1..2/PT5M"], "error[CW667] the parameter 'grace' cannot go from 1 to 2"),
        (["--vary", "grace=2..1/1"], "error[CW667] the parameter 'grace' cannot go from 2 to 1"),
        (["--vary", "grace=0..1/0"], "error[CW667] the parameter 'grace' cannot go from 0 to 1"),
        (["--vary", "grace=0..1000/1"], "error[CW668] the parameter 'grace' would take more than"),
    ],
)
def test_what_cannot_be_tried_is_told(
    call: Call, policies: Path, month: Path, options: list[str], said: str
) -> None:
    called = call("what-if", policies, month, *options)

    assert called.exit_code == 2
    assert said in called.stderr


def test_a_month_whose_parameter_is_no_value_of_its_type_is_told_at_its_line(
    call: Call, policies: Path, month: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "month"
    shutil.copytree(month, folder)
    with (folder / "month.yaml").open("a", encoding="utf-8") as file:
        file.write("parameters: {grace: soon}\n")
    called = call("what-if", policies, folder, "--set", "late_limit=3")

    assert called.exit_code == 2
    assert "error[CW550] the value 'soon' of field 'grace' is not a number" in called.stderr
    assert "month.yaml:8:21" in called.stderr
