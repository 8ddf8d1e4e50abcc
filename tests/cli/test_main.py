"""The command group: versions, languages, endings."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import clausewise.cli.check
from clausewise import __version__
from clausewise.cli.main import COMMANDS
from clausewise.cli.session import default_language
from tests.cli.conftest import Call

PROGRAM = [sys.executable, "-m", "clausewise.cli.main"]


def test_the_version_is_told_without_loading_the_engine() -> None:
    seen = "import sys, clausewise.cli.main as m; sys.argv = ['clausewise', '--version']\n"
    seen += "try: m.main()\nexcept SystemExit: pass\n"
    seen += "print(sorted({'polars', 'xlsxwriter', 'lark', 'attrs', 'yaml'} & sys.modules.keys()))"
    said = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)

    assert said.stdout == f"clausewise {__version__}\n[]\n"


def test_importing_the_package_loads_no_library_of_tables() -> None:
    seen = "import sys, clausewise; clausewise.load\n"
    seen += "print({'polars', 'xlsxwriter', 'python_calamine'} & sys.modules.keys())"
    said = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)

    assert said.stdout == "set()\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str, call: Call) -> None:
    called = call(name, "--help")

    assert called.exit_code == 0
    assert f"Usage: main {name}" in called.stdout


def test_a_misspelt_command_is_answered_with_the_nearest(call: Call) -> None:
    called = call("evalute")

    assert called.exit_code == 2
    assert "Did you mean: evaluate?" in called.stderr


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE"}, "en"),
        ({"LANG": "de_DE", "CLAUSEWISE_LANG": "zh"}, "zh"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language


def test_the_language_can_be_said_before_the_command_or_after_it(call: Call) -> None:
    assert "找不到文件" in call("--lang", "zh", "check", "nowhere").stderr
    assert "找不到文件" in call("check", "nowhere", "--lang", "zh").stderr
    assert "there is no file" in call("--lang", "zh", "check", "nowhere", "--lang", "en").stderr


def test_a_fault_of_ours_is_told_with_a_code_and_without_a_traceback(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(clausewise.cli.check, "_told_of", fail)
    called = call("check", "policies")

    assert called.exit_code == 2
    assert "error[CW690] internal error (ZeroDivisionError: a slip" in called.stderr
    assert "while working on: check policies" in called.stderr
    assert "Traceback" not in called.output


def test_an_interrupted_run_ends_with_130(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(clausewise.cli.check, "_told_of", interrupt)

    assert call("check", "policies").exit_code == 130


def test_ctrl_c_while_reading_standard_input_ends_with_130(policies: Path, roster: Path) -> None:
    arguments = ["evaluate", policies, "-", "--employees", roster, "--period", "2024-06"]
    running = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A job in the background of a shell inherits that it takes no notice of Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
    )
    time.sleep(3)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)

    assert running.returncode == 130
    assert b"Traceback" not in said


def test_a_broken_pipe_ends_quietly(policies: Path, month: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    said = subprocess.run(
        [*PROGRAM, "evaluate", str(policies), str(month), "--format", "jsonl"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert said.returncode == 0
    assert b"Error" not in said.stderr
    assert b"error" not in said.stderr
