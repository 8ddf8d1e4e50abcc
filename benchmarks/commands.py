"""Seconds that whole commands take, as processes of their own, from the folder of the project.

    python benchmarks/commands.py [--runs 7]

Told are the least and the median of several runs after one that is not counted: of the wall, and
of the processor, which others who use the machine disturb less.  Byte code is written in the first.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[1]
BOOK = "policies/22-foreign-trade-management-and-commission"
COMMANDS: Mapping[str, Sequence[str]] = {
    "`clausewise --version`": ["--version"],
    "`check` of one policy of handbook 22": ["check", f"{BOOK}/leave-and-absence.yaml"],
    "`check` of one test file of it": ["check", f"{BOOK}/leave-and-absence.test.yaml"],
    "`check` of a file of the vocabulary, which all handbooks share": [
        "check",
        "policies/vocabulary/events.yaml",
    ],
    "`check` of all 23 handbooks": ["check", "policies"],
    "`fmt --check` of all 23 handbooks": ["fmt", "--check", "policies"],
    "`vocabulary`": ["vocabulary"],
    "`evaluate` handbook 22 on the example month": [
        "evaluate",
        BOOK,
        "examples/foreign-trade-2024-06",
    ],
    "`why` of an employee of it": [
        "why",
        BOOK,
        "examples/foreign-trade-2024-06",
        "--employee",
        "E01",
    ],
    "`test` of handbook 22": ["test", BOOK],
    "`test` of all 23 handbooks": ["test", "policies"],
}


def timed(arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds of the wall and of the processor."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "clausewise.cli.main", *arguments],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):  # 3: something is left undecided
        raise SystemExit(f"{' '.join(arguments)}: ended with {process.returncode}")
    return wall, used.ru_utime + used.ru_stime


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--runs", type=int, default=7)
    runs = reader.parse_args().runs
    sys.stdout.write("| command | wall, least | median | processor, least | median |\n")
    sys.stdout.write("| --- | ---: | ---: | ---: | ---: |\n")
    for name, arguments in COMMANDS.items():
        timed(arguments)
        columns = zip(*(timed(arguments) for _ in range(runs)), strict=True)
        figures = [f"{of(column):.2f}" for column in columns for of in (min, statistics.median)]
        sys.stdout.write(f"| {name} | {' | '.join(figures)} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
