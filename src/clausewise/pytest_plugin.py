"""`pytest policies/` collects `*.test.yaml`, one item a test (entry point pytest11)."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from clausewise.testing.cases import Case
    from clausewise.testing.run import Shelf, TestResult

# The same ending as in clausewise.intake.library, which is not loaded before it is needed.
_SUFFIX = ".test.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("clausewise")
    group.addoption(
        "--policies", default=None, help="where the handbooks lie that *.test.yaml files name"
    )


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    if file_path.name.endswith(_SUFFIX):
        return PolicyTests.from_parent(parent, path=file_path)
    return None


class CaseFailed(Exception):  # noqa: N818  # pytest shows the name
    """A case that did not pass, with its result."""

    def __init__(self, result: "TestResult") -> None:
        super().__init__(result.title)
        self.result = result


class PolicyTests(pytest.File):
    """One `*.test.yaml` file."""

    def collect(self) -> Iterator["PolicyTest"]:
        from clausewise.source.diagnostic import render
        from clausewise.testing.cases import read_cases
        from clausewise.testing.run import Shelf

        cases, told = read_cases(self.path)
        errors = [one for one in told if one.severity.value == "error"]
        if errors:
            raise pytest.Collector.CollectError("\n".join(render(one, "en") for one in errors))
        policies = self.config.getoption("--policies")
        shelf = _shelf(self.config, Shelf(Path(policies) if policies else None))
        for case in cases:
            yield PolicyTest.from_parent(self, name=case.title, case=case, shelf=shelf)


def _shelf(config: pytest.Config, new: "Shelf") -> "Shelf":
    """One shelf for the whole run, so that each folder of policies is read once."""
    return config.stash.setdefault(_SHELF, new)


_SHELF: "pytest.StashKey[Shelf]" = pytest.StashKey()


class PolicyTest(pytest.Item):
    """One test of a file."""

    def __init__(self, *, case: "Case", shelf: "Shelf", **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case
        self.shelf = shelf

    def runtest(self) -> None:
        from clausewise.testing.run import run_case

        result = run_case(self.case, self.shelf)
        if result.outcome != "passed":
            raise CaseFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, CaseFailed):
            from clausewise.testing.wording import said_of

            return said_of(excinfo.value.result, "en")
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, self.case.line - 1, f"{self.path.name}: {self.name}"
