"""The cases of the DMN technology compatibility kit, where they are there.

docs/tck.json keeps the results by folder, with the names of what fails; UPDATE_TCK=1 writes it.
"""

import json
import os
import runpy
from pathlib import Path
from typing import Any

import pytest

from clausewise.feel.cases import answer

ROOT = Path(__file__).parents[2]
KIT = ROOT / ".." / "shared" / "feel-cases"
KEPT = ROOT / "docs" / "tck.json"


def results() -> dict[str, Any]:
    """For each folder how many cases pass, of how many, and the names of those that fail."""
    verdict = runpy.run_path(str(KIT / "score.py"))["verdict"]
    folders: dict[str, dict[str, Any]] = {}
    for line in (KIT / "dev.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        asked = {key: value for key, value in case.items() if key not in ("expected", "error")}
        folder = folders.setdefault(
            case["id"].split("/")[0], {"passed": 0, "cases": 0, "failed": []}
        )
        folder["cases"] += 1
        if verdict(case, answer(asked))[0]:
            folder["passed"] += 1
        else:
            folder["failed"].append(case["id"])
    return {
        "passed": sum(folder["passed"] for folder in folders.values()),
        "cases": sum(folder["cases"] for folder in folders.values()),
        "folders": dict(sorted(folders.items())),
    }


@pytest.mark.skipif(not (KIT / "dev.jsonl").exists(), reason="the conformance cases are not here")
def test_the_score_is_the_one_that_is_kept() -> None:
    found = results()
    if os.environ.get("UPDATE_TCK"):
        KEPT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")

    assert found == json.loads(KEPT.read_text("utf-8"))
    assert found["passed"] == found["cases"]
