"""What is proposed for a handbook passes when it is run, and its tests then show more than before."""

import shutil
from pathlib import Path

import pytest

from clausewise.testing.coverage import Item, Watch, coverage_of, thresholds_covered
from clausewise.testing.run import run_tests
from clausewise.testing.suggesting.suggestion_file import suggestion_file
from clausewise.testing.suggesting.suggestions import suggestions_for
from clausewise.testing.wording import said_of

POLICIES = Path(__file__).parents[2] / "policies"
QUICK, LONG = ("04", "23"), ("01", "03", "05", "16", "22")


def lacking(folder: Path) -> set[tuple[str, str, str | None]]:
    watch = Watch()
    results = run_tests([folder], prepare=watch.watched)
    items: list[Item] = [*coverage_of(results, watch), *thresholds_covered(watch)]

    assert [said for one in results if (said := said_of(one, "en"))] == []
    return {(str(item.key), item.name, item.side) for item in items if not item.exercised}


@pytest.mark.parametrize(
    "number", [*QUICK, *(pytest.param(one, marks=pytest.mark.slow) for one in LONG)]
)
def test_proposals_pass_and_leave_only_what_they_say_no_case_was_found_for(
    number: str, tmp_path: Path
) -> None:
    (given,) = POLICIES.glob(f"{number}-*")
    folder = tmp_path / given.name
    shutil.copytree(given, folder)
    shutil.copytree(POLICIES / "vocabulary", tmp_path / "vocabulary")
    before = lacking(folder)

    found = suggestions_for([folder])
    file = folder / "proposed.test.yaml"
    file.write_text(suggestion_file(found, file, "zh"), "utf-8")

    told = {(str(item.key), item.name, item.side) for item in found.unfound}
    assert found.made != ()
    assert lacking(folder) <= told < before
