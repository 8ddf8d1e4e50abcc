"""The tea house with one more policy in it, and what is advised of that."""

from pathlib import Path
from shutil import copytree

import pytest

from clausewise.checks import advice
from clausewise.engine import read_plans
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic

SOUND = Path(__file__).parent / "sound"
EXTRA = Path("policies/41-tea-house/extra.yaml")


class TeaHouse:
    """A copy of the sound handbook in a folder of its own; places are told from its top."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        copytree(SOUND, folder / "policies")
        monkeypatch.chdir(folder)

    def plan(self, policy: str) -> Plan:
        """The handbook's plan with this policy, which has no faults."""
        EXTRA.write_text("policy: extra\ntitle: {zh: 例, en: Example}\n" + policy, "utf-8")
        plans = read_plans(Path("policies"))
        assert plans.told == ()
        (plan,) = plans.plans
        return plan

    def told(self, policy: str) -> list[Diagnostic]:
        return advice(self.plan(policy))


@pytest.fixture
def tea_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TeaHouse:
    return TeaHouse(tmp_path, monkeypatch)
