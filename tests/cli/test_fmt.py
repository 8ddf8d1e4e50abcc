"""`clausewise fmt`: which files are written, what is shown, how it ends."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

UNUSUAL = 'policy: hours\nrules:\n  - id: late\n    on: sale\n    clause: "1.1"\n    when: a>=b  \n'
USUAL = 'policy: hours\nrules:\n  - id: late\n    clause: "1.1"\n    on: sale\n    when: a >= b\n'


@pytest.fixture
def file(call: Call) -> Path:
    """A file of the folder `policies` that is written in an unusual way, beside one that is not."""
    path = Path("policies/01-shop/hours.yaml")
    path.parent.mkdir(parents=True)
    path.write_text(UNUSUAL, "utf-8")
    (path.parent / "sales.yaml").write_text(USUAL, "utf-8")
    return path


def test_the_files_of_the_folder_policies_are_written_the_usual_way(call: Call, file: Path) -> None:
    called = call("fmt")

    assert (called.exit_code, called.stdout) == (0, f"{file}\n")
    assert file.read_text("utf-8") == USUAL
    assert (call("fmt").exit_code, call("fmt").stdout) == (0, "")


def test_check_names_the_files_and_writes_nothing(call: Call, file: Path) -> None:
    called = call("fmt", "--check")

    assert (called.exit_code, called.stdout) == (1, f"{file}\n")
    assert file.read_text("utf-8") == UNUSUAL
    assert call("fmt", "--check", file.parent / "sales.yaml").exit_code == 0


def test_diff_shows_the_change_and_writes_nothing(call: Call, file: Path) -> None:
    called = call("fmt", "--diff", file)

    assert called.exit_code == 0
    assert called.stdout == (
        f"--- {file}\n+++ {file}\n@@ -1,6 +1,6 @@\n"
        " policy: hours\n rules:\n   - id: late\n"
        '+    clause: "1.1"\n     on: sale\n-    clause: "1.1"\n-    when: a>=b  \n+    when: a >= b\n'
    )
    assert file.read_text("utf-8") == UNUSUAL
    assert call("fmt", "--diff", "--check", file).exit_code == 1


def test_a_file_that_yaml_cannot_read_is_told_and_left(call: Call, file: Path) -> None:
    broken = file.parent / "broken.yaml"
    broken.write_text("title: [  \n", "utf-8")

    called = call("fmt")

    assert called.exit_code == 1
    assert "broken.yaml:1:8: error[CW133]" in called.stderr
    assert broken.read_text("utf-8") == "title: [  \n"
    assert file.read_text("utf-8") == USUAL


def test_a_path_that_is_not_there_ends_with_2(call: Call) -> None:
    called = call("fmt", "nowhere")

    assert called.exit_code == 2
    assert "CW510" in called.stderr


def test_the_new_folder_of_init_is_written_the_usual_way(call: Call) -> None:
    call("init", "ours")

    assert (call("fmt", "--check", "ours").exit_code, call("fmt", "ours").stdout) == (0, "")
