"""`clausewise check --fix`: slips of the pen are mended once agreed, and nothing else is."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from clausewise.cli.mend import changes
from tests.checks.mistakes import MISTAKES, Mistake
from tests.cli.conftest import Call

SOUND = Path(__file__).parents[1] / "checks" / "sound"
HOURS = Path("policies/41-tea-house/hours.yaml")

MENDED = {
    "misspelt-key", "unknown-unit", "unknown-hit-policy", "number-as-clause",
    "misspelt-outcome-field", "unknown-kind-in-on", "unknown-kind-in-with",
    "unknown-kind-in-expect", "unknown-kind-in-needs", "unknown-outcome", "unknown-kind-in-ladder",
    "unknown-step-in-ladder", "unknown-obligation-in-register", "unknown-obligation-in-outcome",
    "wrong-word-in-outcome", "wrong-word-in-a-hole", "unknown-name", "unknown-field",
    "wrong-word-in-expression", "full-width-punctuation", "unknown-type",
    "unknown-type-in-vocabulary",
}  # fmt: skip
# Its comma is mended with quotes; that the names in it are wrong, too, remains to be told.
QUOTED = {"comma-in-braces"}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_planted_mistake_is_mended_to_what_it_was_or_left_for_a_person(
    mistake: Mistake, tmp_path: Path
) -> None:
    copytree(SOUND, tmp_path / "policies")
    file = tmp_path / "policies" / mistake.file
    sound = file.read_text("utf-8")
    file.write_text(sound.replace(mistake.was, mistake.became), "utf-8")

    found = changes(tmp_path / "policies", lambda _: True)

    if mistake.name not in QUOTED:
        mended = [(one.rewrite.path, one.rewrite.after) for one in found]
        assert mended == ([(file, sound)] if mistake.name in MENDED else [])


@pytest.fixture
def slips(tmp_path: Path, call: Call) -> str:
    """The tea house with slips that hide each other; gives the sound text of its hours."""
    copytree(SOUND, "policies")
    sound = HOURS.read_text("utf-8")
    spoilt = sound
    for was, became in (
        ("title: {zh: 缺勤", "title：{zh: 缺勤"),
        ("when: arrival_closed(clocking", "wehn: arrival_closed（clocking"),
        ('leave.decision = "approved"\n', "leave.decision ＝ “approved”\n"),
        ("minutes: minutes_late", "minutes: minutes_lat"),
        ('value: 3, clause: "1.2"', "value: 3, clause: 1.2"),
    ):
        assert spoilt.count(was) == 1
        spoilt = spoilt.replace(was, became)
    HOURS.write_text(spoilt, "utf-8")
    return sound


def test_the_changes_are_shown_and_nothing_is_written(call: Call, slips: str) -> None:
    before = HOURS.read_bytes()

    shown = call("check", "--fix")

    assert shown.exit_code == 1
    assert "7 fault(s) can be mended" in shown.stderr
    assert shown.stdout.startswith(f"--- {HOURS}\n+++ {HOURS}\n@@ ")
    assert (
        "\n-    title：{zh: 缺勤, en: Absence}\n+    title: {zh: 缺勤, en: Absence}\n"
        in shown.stdout
    )
    assert HOURS.read_bytes() == before


def test_once_agreed_the_files_are_mended_and_checked_again(call: Call, slips: str) -> None:
    mended = call("check", "--fix", "--yes")

    assert mended.exit_code == 0
    assert mended.stdout.endswith("\nNo faults found.\n")
    assert HOURS.read_text("utf-8") == slips
    assert call("check", "--fix", "--yes").stdout == "No faults found.\n"


def test_at_a_terminal_one_is_asked(call: Call, slips: str, tmp_path: Path) -> None:
    before = HOURS.read_text("utf-8")

    assert "Mend these 7? [y/N]" in _at_a_terminal("n\n")
    assert HOURS.read_text("utf-8") == before
    _at_a_terminal("y\n")
    assert HOURS.read_text("utf-8") == slips


def _at_a_terminal(answer: str) -> str:
    """What `check --fix` shows on a terminal where that is typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "clausewise.cli.main", "check", "--fix", "--lang", "en"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        os.write(ours, answer.encode())
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
        running.wait()
    os.close(ours)
    return shown.decode()


def test_of_a_single_file_that_file_alone_is_mended(call: Call, slips: str) -> None:
    sales = Path("policies/41-tea-house/sales.yaml")
    spoilt = sales.read_text("utf-8").replace("sale.orgin", "").replace("on: sale", "on: sael", 1)
    sales.write_text(spoilt, "utf-8")

    call("check", "--fix", "--yes", HOURS)

    assert HOURS.read_text("utf-8") == slips
    assert sales.read_text("utf-8") == spoilt


def test_line_ends_and_a_byte_order_mark_stay_as_they_are(call: Call, slips: str) -> None:
    windows = "\ufeff" + HOURS.read_text("utf-8").replace("\n", "\r\n")
    HOURS.write_bytes(windows.encode())

    assert call("check", "--fix", "--yes").exit_code == 0
    assert HOURS.read_bytes().decode() == "\ufeff" + slips.replace("\n", "\r\n")


def test_a_name_that_two_words_are_near_to_is_left_for_a_person(call: Call) -> None:
    copytree(SOUND, "policies")
    sound = HOURS.read_text("utf-8")
    HOURS.write_text(
        sound.replace(
            "  late_fine: {", '  late_fire: {type: number, value: 1, clause: "1.2"}\n  late_fine: {'
        ).replace("amount: late_fine\n    effective: {to", "amount: late_fime\n    effective: {to"),
        "utf-8",
    )

    told = call("check", "--fix", "--yes")

    assert told.exit_code == 1
    assert "CW301" in told.stdout
    assert "+++" not in told.stdout


def test_a_mending_that_would_give_a_key_twice_is_not_made(call: Call) -> None:
    copytree(SOUND, "policies")
    sound = HOURS.read_text("utf-8")
    HOURS.write_text(
        sound.replace("    once: month\n", "    once: month\n    onec: year\n"), "utf-8"
    )

    told = call("check", "--fix", "--yes")

    assert "CW150" in told.stdout
    assert "+++" not in told.stdout


def test_fix_writes_text_alone_and_yes_goes_with_it(call: Call) -> None:
    copytree(SOUND, "policies")

    assert call("check", "--fix", "--format", "json").exit_code == 2
    assert call("check", "--yes").exit_code == 2
