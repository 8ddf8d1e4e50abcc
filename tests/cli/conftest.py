"""The command line called as a user does, on the small shop of tests/golden."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clausewise.cli.main import main

SHOP = Path(__file__).parents[1] / "golden" / "shop"

Call = Callable[..., Result]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Runs one command in an empty folder, in English; gives its exit code and what it wrote."""
    monkeypatch.chdir(tmp_path)
    for name in ("CLAUSEWISE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, given: bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(map(str, arguments)), input=given)

    return run


@pytest.fixture
def policies() -> Path:
    return SHOP / "policies"


@pytest.fixture
def month() -> Path:
    return SHOP / "month"


@pytest.fixture
def roster() -> Path:
    return SHOP / "month" / "roster.csv"
