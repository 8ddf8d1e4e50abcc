"""What the README shows is so: its commands exist, its library lines run, its links lead somewhere."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from clausewise.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_two_commands_are_one_line_each() -> None:
    first, second = (block.strip() for block in fenced("sh")[:2])

    assert "\n" not in first
    assert "\n" not in second
    assert first.startswith("python3 -m venv")
    assert second.endswith("-m tests")


def test_the_first_command_evaluates_the_example_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    arguments = fenced("sh")[0].strip().split("clausewise ")[-1].split()

    called = CliRunner().invoke(main, [*arguments, "--format", "table", "--lang", "en"])

    assert called.exit_code == 0
    shown = fenced("console")[0]
    promised = [line for line in shown.splitlines() if line.startswith("  2024-06-")]
    assert len(promised) > 3
    assert [line for line in promised if line not in called.stdout] == []


def test_the_lines_of_the_library_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (lines,) = fenced("python")
    for folder in ("policies", "examples"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)

    exec(compile(lines, "README.md", "exec"), {})

    assert (tmp_path / "june.xlsx").stat().st_size > 0
    assert "commission" in capsys.readouterr().out


def test_every_command_it_names_is_there() -> None:
    named = set(re.findall(r"clausewise ([a-z-]+) (?:policies|examples|june)", README))

    assert named <= set(COMMANDS)
    assert {"check", "test", "evaluate", "explain"} <= named


def test_every_page_it_names_is_there() -> None:
    named = set(re.findall(r"`(docs/[a-z/-]+\.md)`", README))
    named |= set(re.findall(r"\]\(([A-Za-z/.-]+)\)", README))

    assert [page for page in sorted(named) if not (ROOT / page).exists()] == []
