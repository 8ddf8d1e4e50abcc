"""`clausewise check`: which faults are told, in which form, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SLIPS = Path(__file__).parents[1] / "golden" / "check" / "policies"
HOURS = SLIPS / "01-slips" / "hours.yaml"
CODES = ["CW314", "CW302", "CW305", "CW352", "CW353"]


def test_sound_policies_end_with_0(call: Call, policies: Path) -> None:
    called = call("check", policies)

    assert (called.exit_code, called.stdout) == (0, "No faults found.\n")


def test_errors_end_with_1(call: Call) -> None:
    called = call("check", SLIPS)

    assert called.exit_code == 1
    assert called.stdout.endswith("5 errors, 0 warnings in 1 file.\n")


def test_without_a_path_the_folder_policies_is_checked(call: Call, tmp_path: Path) -> None:
    assert call("check").exit_code == 2
    (tmp_path / "policies").symlink_to(SLIPS)

    assert call("check").exit_code == 1


def test_of_a_single_file_only_its_own_faults_are_told(call: Call) -> None:
    assert call("check", HOURS).exit_code == 1
    assert call("check", SLIPS / "01-slips" / "handbook.yaml").exit_code == 0
    assert call("check", SLIPS / "vocabulary" / "events.yaml").exit_code == 0


def test_a_folder_and_its_file_tell_each_fault_once(call: Call) -> None:
    both = json.loads(call("check", SLIPS, HOURS, "--format", "json").stdout)

    assert [one["code"] for one in both["diagnostics"]] == CODES


def test_json_gives_place_message_and_hint(call: Call) -> None:
    document = json.loads(call("check", SLIPS, "--format", "json").stdout)

    assert document["summary"] == {"error": 5, "warning": 0, "info": 0}
    assert document["diagnostics"][0] == {
        "file": str(HOURS),
        "line": 10,
        "column": 29,
        "end_line": 10,
        "end_column": 37,
        "severity": "error",
        "code": "CW314",
        "message": '"presnt" is not one of the values that this can have',
        "hint": 'did you mean "present"? the values are: "present", "absent"',
        "related": [],
    }


def test_sarif_is_what_code_scanning_reads(call: Call) -> None:
    document = json.loads(call("check", SLIPS, "--format", "sarif").stdout)
    (run,) = document["runs"]

    assert document["version"] == "2.1.0"
    assert [one["ruleId"] for one in run["results"]] == CODES
    assert {one["id"] for one in run["tool"]["driver"]["rules"]} == set(CODES)
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 10, "startColumn": 29, "endLine": 10, "endColumn": 37}


def test_github_gets_a_command_for_each_fault(call: Call) -> None:
    first = call("check", SLIPS, "--format", "github").stdout.splitlines()[0]

    place = f"file={HOURS},line=10,col=29,endLine=10,endColumn=37,title=clausewise CW314"
    assert first.startswith(f'::error {place}::"presnt" is not one of the values')


def test_a_code_is_explained(call: Call) -> None:
    called = call("check", "--explain", "cw612")

    assert called.exit_code == 0
    assert called.stdout == (
        "CW612 (error)\n"
        "  there is no roster\n"
        "  = name the roster with --employees (CSV, XLSX, JSONL or YAML)\n"
    )


def test_the_explanation_of_a_code_shows_the_mistake_and_how_it_is_written_rightly(
    call: Call,
) -> None:
    assert call("check", "--explain", "CW202").stdout == (
        "CW202 (error)\n"
        "  FEEL has no comparison sign '{found}'\n"
        "  = write {instead}\n"
        "\n"
        "Wrong:\n"
        "    grace == 5\n"
        "\n"
        "What is said:\n"
        "    <expression>:1:7: error[CW202] FEEL has no comparison sign '=='\n"
        "      | grace == 5\n"
        "      |       ^^\n"
        "      = write =\n"
        "\n"
        "Right:\n"
        "    grace = 5\n"
    )
    chinese = call("check", "--lang", "zh", "--explain", "CW202").stdout
    assert "\n错误的写法:\n    grace == 5\n" in chinese
    assert "English" not in chinese


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("CW6122", "CW612"),
        ("CW35O", "CW350"),
        ("cwl01", "CW101"),
        ("ＣＷ３０１ｘ", "CW301"),
        ("350", "CW350"),
        ("CW999", "CW690"),
        ("CW", "CW101, CW102"),
    ],
)
def test_a_code_that_there_is_not_is_answered_with_the_nearest(
    call: Call, written: str, near: str
) -> None:
    called = call("check", "--explain", written)

    assert called.exit_code == 2
    assert f"the nearest: {near}" in called.stderr


def test_a_further_place_is_shown_with_its_line(call: Call, tmp_path: Path) -> None:
    shutil.copytree(SLIPS, tmp_path / "policies")
    hours = tmp_path / "policies" / "01-slips" / "hours.yaml"
    hours.write_text(hours.read_text("utf-8") + "policy: again\n", "utf-8")

    assert call("check", hours).stdout.split("\n")[1:7] == [
        "  | policy: again",
        "  | ^^^^^^",
        "  = a key may stand only once at its level: delete one of them or rename it",
        f"  = see also {hours}:1:1",
        "  | policy: hours",
        "  | ^^^^^^",
    ]
