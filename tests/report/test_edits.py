"""What was edited between two versions, and which rules hang on it."""

import shutil
from pathlib import Path

import pytest

from clausewise.book import load
from clausewise.report.edits import Edit, edits_between, hangs_on

TESTS = Path(__file__).parents[1]
SOUND = TESTS / "checks" / "sound"
SHOP = TESTS / "golden" / "shop" / "policies"
HANDBOOKS = TESTS.parent / "policies"


def edited(policies: Path, folder: Path, file: str, old: str, new: str) -> tuple[Edit, ...]:
    """The edits after one text of one file was replaced."""
    shutil.copytree(policies, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return edits_between(load(policies).version, load(folder).version)


def told(edits: tuple[Edit, ...]) -> list[tuple[str, str, bool, list[str], list[str]]]:
    return [
        (
            edit.sort,
            edit.name,
            edit.counts,
            [line.strip() for _, line in edit.before],
            [line.strip() for _, line in edit.after],
        )
        for edit in edits
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        ("01-shop/hours.yaml", "when: away > 0", "when: away >= 1", ("rule", "absence", True)),
        ("01-shop/hours.yaml", "zh: 缺勤,", "zh: 旷工,", ("rule", "absence", False)),
        ("01-shop/hours.yaml", "zh: 宽限,", "zh: 宽限期,", ("parameter", "grace", False)),
        ("01-shop/sales.yaml", "rate: 0.01", "rate: 0.015", ("brackets", "scale", True)),
        (
            "01-shop/handbook.yaml",
            "workweek: [mon, tue,",
            "workweek: [tue,",
            ("handbook", "calendar", True),
        ),
        ("vocabulary/events.yaml", "default: present", "default: absent", ("word", "attendance", True)),
    ],
)  # fmt: skip
def test_an_edit_is_told_of_the_thing_it_stands_in(  # a table
    tmp_path: Path, file: str, old: str, new: str, wanted: tuple[str, str, bool]
) -> None:
    (edit,) = edited(SHOP, tmp_path / "new", file, old, new)

    assert (edit.sort, edit.name, edit.counts) == wanted
    assert old in edit.before[0][1]
    assert new in edit.after[0][1]
    number = int(edit.at.rpartition(":")[2])
    assert new in (tmp_path / "new" / file).read_text("utf-8").splitlines()[number - 1]


def test_comments_and_blank_lines_are_no_edit(tmp_path: Path) -> None:
    new = "\n# when the doors open\nparameters:\n"

    assert edited(SHOP, tmp_path / "new", "01-shop/hours.yaml", "parameters:\n", new) == ()


def test_a_rule_that_is_taken_out_is_an_edit_of_all_its_lines(tmp_path: Path) -> None:
    old = (SHOP / "01-shop" / "sales.yaml").read_text("utf-8")
    start = old.index("  - id: weekly-report")
    whole = old[start:]
    shutil.copytree(SHOP, tmp_path / "new")
    (tmp_path / "new" / "01-shop" / "sales.yaml").write_text(old[:start], "utf-8")
    register = tmp_path / "new" / "01-shop" / "handbook.yaml"
    text = register.read_text("utf-8").replace(
        '"1.4": {kind: rule,', '"1.4": {kind: informational, reason: no longer asked for,'
    )
    register.write_text(text, "utf-8")
    found = edits_between(load(SHOP).version, load(tmp_path / "new").version)

    assert told(found) == [
        ("rule", "weekly-report", True, [line.strip() for line in whole.splitlines()], [])
    ]


def test_a_row_of_a_table_in_a_file_of_its_own_is_an_edit_of_the_table(tmp_path: Path) -> None:
    folder = SOUND / "41-tea-house"
    row = (folder / "gifts.csv").read_text("utf-8").splitlines()[1]
    shown = row.replace(row.rpartition(",")[2], "7")
    found = edited(SOUND, tmp_path / "new", "41-tea-house/gifts.csv", row, shown)

    assert [(edit.sort, edit.before[0][1], edit.after[0][1]) for edit in found] == [
        ("table", row, shown)
    ]


@pytest.mark.parametrize(
    ("rule", "sort", "name"),
    [
        ("late", "parameter", "grace"),
        ("late", "handbook", "calendar"),
        ("late", "word", "permission"),
        ("warning", "parameter", "grace"),
        ("warning", "rule", "late"),
        ("commission", "brackets", "scale"),
    ],
)
def test_a_rule_hangs_on_what_it_reads_and_on_the_rules_whose_rulings_it_reads(
    rule: str, sort: str, name: str
) -> None:
    (plan,) = load(SHOP).plans
    book = "" if sort == "word" else "shop"

    assert (book, sort, name) in hangs_on(plan, rule)


def test_a_rule_does_not_hang_on_what_others_read() -> None:
    (plan,) = load(SHOP).plans

    assert {("shop", "parameter", "grace"), ("shop", "rule", "late")}.isdisjoint(
        hangs_on(plan, "commission")
    )


@pytest.mark.slow
def test_no_handbook_differs_from_itself_and_every_rule_hangs_on_its_parameters() -> None:
    book = load(HANDBOOKS)

    assert edits_between(book.version, book.version) == ()
    for plan in book.plans:
        for rule in plan.rules:
            wanted = {(plan.handbook.name, "parameter", name) for name in rule.parameters}
            assert wanted <= hangs_on(plan, rule.id)
