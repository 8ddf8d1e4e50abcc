"""`clausewise init`: what it makes passes at once, and nothing that is there is touched."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from clausewise.source.yaml_reader import plain, read_yaml_file
from tests.cli.conftest import Call


def test_the_new_folder_has_policies_tests_and_a_month(call: Call, tmp_path: Path) -> None:
    made = call("init", "ours")

    assert made.exit_code == 0
    files = sorted(str(path) for path in Path("ours").rglob("*") if path.is_file())
    assert files == [
        "ours/2024-06/attendance.csv",
        "ours/2024-06/leave.csv",
        "ours/2024-06/month.yaml",
        "ours/2024-06/roster.csv",
        "ours/policies/01-our-company/attendance.test.yaml",
        "ours/policies/01-our-company/attendance.yaml",
        "ours/policies/01-our-company/handbook.yaml",
        "ours/policies/vocabulary/employee.yaml",
        "ours/policies/vocabulary/events.yaml",
        "ours/policies/vocabulary/outcomes.yaml",
        "ours/schemas/handbook.schema.json",
        "ours/schemas/mapping.schema.json",
        "ours/schemas/month.schema.json",
        "ours/schemas/policy.schema.json",
        "ours/schemas/test.schema.json",
        "ours/schemas/vocabulary.schema.json",
    ]
    assert made.stdout.splitlines() == [
        *files,
        "",
        "What to run next:",
        "  clausewise check ours/policies",
        "  clausewise test ours/policies",
        "  clausewise evaluate ours/policies ours/2024-06",
        "",
        "After a change of the vocabulary or of clauses, so that editors know of it:",
        "  clausewise vocabulary --policies ours/policies --schemas ours/schemas",
    ]


def test_each_file_names_a_schema_that_is_there_and_finds_nothing_wrong(call: Call) -> None:
    call("init", "ours")

    heads = {}
    for path in Path("ours").rglob("*.yaml"):
        head, _, _ = path.read_text("utf-8").partition("\n")
        schema = path.parent / head.removeprefix("# yaml-language-server: $schema=")
        root, told = read_yaml_file(path)
        assert root is not None, told
        validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
        assert [one.message for one in validator.iter_errors(plain(root))] == []
        heads[path.name] = schema.name
    assert heads == {
        "attendance.test.yaml": "test.schema.json",
        "attendance.yaml": "policy.schema.json",
        "employee.yaml": "vocabulary.schema.json",
        "events.yaml": "vocabulary.schema.json",
        "handbook.yaml": "handbook.schema.json",
        "month.yaml": "month.schema.json",
        "outcomes.yaml": "vocabulary.schema.json",
    }


def test_what_it_says_to_run_passes(call: Call) -> None:
    call("init", "ours")

    checked = call("check", "ours/policies")
    assert (checked.exit_code, checked.stdout) == (0, "No faults found.\n")
    assert call("check", "ours/2024-06/month.yaml").exit_code == 0
    tested = call("test", "ours/policies", "--coverage")
    assert tested.exit_code == 0
    assert "coverage: rules 3/3, exceptions 1/1\n" in tested.stdout
    assert call("coverage", "ours/policies").exit_code == 0
    evaluated = call("evaluate", "ours/policies", "ours/2024-06", "--strict", "--format", "jsonl")
    assert evaluated.exit_code == 0
    said = [json.loads(line) for line in evaluated.stdout.splitlines()]
    assert [(one["status"], one["rule"], one["employee"], one["date"]) for one in said] == [
        ("ruling", "late", "E01", "2024-06-03"),
        ("ruling", "late", "E01", "2024-06-05"),
        ("excepted", "absence", "E01", "2024-06-13"),
        ("excepted", "absence", "E01", "2024-06-14"),
        ("ruling", "late", "E01", "2024-06-18"),
        ("ruling", "late-fine", "E01", "2024-06-18"),
        ("ruling", "late", "E02", "2024-06-20"),
        ("ruling", "absence", "E02", "2024-06-25"),
    ]


def test_a_folder_that_holds_something_is_left_alone(call: Call) -> None:
    Path("ours").mkdir()
    (Path("ours") / "notes.txt").write_text("keep")

    refused = call("init", "ours", "--lang", "zh")

    assert refused.exit_code == 2
    assert "CW670" in refused.stderr
    assert [path.name for path in Path("ours").iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_filled(call: Call) -> None:
    Path("ours").mkdir()

    assert call("init", "ours").exit_code == 0
    assert call("init", "ours").exit_code == 2
