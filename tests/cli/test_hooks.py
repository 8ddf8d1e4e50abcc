"""The hooks for pre-commit: each is a command that passes on a new folder, and fails on a spoilt one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Call

FILE = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
HOOKS = yaml.safe_load(FILE.read_text("utf-8"))
SPOILT = {
    "clausewise-check": ("on: attendance\n", "on: atendance\n"),
    "clausewise-test": ("value: 5,", "value: 6,"),
    "clausewise-fmt": ("behind > grace", "behind>grace"),
}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_its_command(
    hook: dict[str, Any], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("init", "ours")
    monkeypatch.chdir("ours")
    program, *command = hook["entry"].split()
    assert program == "clausewise"

    assert call(*command, *hook["args"]).exit_code == 0

    file = Path("policies/01-our-company/attendance.yaml")
    was, became = SPOILT[hook["id"]]
    file.write_text(file.read_text("utf-8").replace(was, became), "utf-8")
    assert call(*command, *hook["args"]).exit_code == 1
