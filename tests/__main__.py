"""All that must pass before a change lands: format, lint, types, import layers, tests."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

STEPS = (
    ("ruff", "format", "--check", "src", "tests", "examples"),
    ("ruff", "check", "src", "tests", "examples"),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "2", "-m", "not slow"),
)


def main() -> int:
    """Runs every step, also after one has failed; 1 where any did."""
    failed = []
    for step in STEPS:
        print("+", *step, flush=True)
        if subprocess.run([BIN / step[0], *step[1:]], cwd=ROOT, check=False).returncode:
            failed.append(step[0])
    if failed:
        print("failed:", ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
