"""The language server of editors completes and checks policies by the schemas that we write.

It is installed from npm once, into the user's cache; where it cannot be, these tests are skipped.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from clausewise.cli.main import main
from tests.editors.language_server import Editor, NotInstalled, installed

ROOT = Path(__file__).parents[2]
HANDBOOK = "22-foreign-trade-management-and-commission"

pytestmark = pytest.mark.slow  # a program of another kind is started, and at first installed


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `clausewise init` makes."""
    folder = tmp_path_factory.mktemp("editors") / "ours"
    assert CliRunner().invoke(main, ["init", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def editor(home: Path) -> Iterator[Editor]:
    try:
        command = installed()
    except NotInstalled as why:
        pytest.skip(str(why))
    editor = Editor.started(command, home)
    yield editor
    editor.closed()


def beginning(path: Path) -> str:
    """The first line of a file, which names its schema."""
    return path.read_text("utf-8").split("\n", 1)[0] + "\n"


@pytest.fixture(scope="module")
def policy(home: Path) -> Path:
    return home / "policies" / "01-our-company" / "attendance.yaml"


@pytest.fixture(scope="module")
def test_file(home: Path) -> Path:
    return home / "policies" / "01-our-company" / "attendance.test.yaml"


def rule(path: Path, *lines: str) -> str:
    """A policy with one rule that ends in these lines."""
    head = beginning(path) + 'policy: a\nrules:\n  - id: a\n    clause: "1.2"\n'
    return head + "".join(f"    {line}\n" for line in lines)


def case(path: Path, *lines: str) -> str:
    """A file of tests with one that ends in these lines."""
    head = beginning(path) + "tests:\n  - title: a\n    period: 2024-06\n"
    return head + "".join(f"    {line}\n" for line in lines)


# Completion


def test_the_keys_of_a_rule_are_offered(editor: Editor, policy: Path) -> None:
    offered = editor.offered(policy, rule(policy, "¦"))

    assert {"on", "per", "with", "let", "when", "unless", "then", "needs", "expect"} <= set(offered)
    assert "id" not in offered  # it stands there already
    assert offered["needs"].about.endswith("the feeds that must be complete for it")


KINDS = {"attendance", "leave", "late", "absence", "fine"}


@pytest.mark.parametrize(
    "lines",
    [
        ("on: ¦",),
        ("on:", "  - ¦"),
        ("with:", "  so_far: ¦"),
        ("with:", "  so_far: {kind: ¦}"),
        ("needs: [¦]",),
        ("expect:", "  fact: ¦"),
    ],
)
def test_kinds_are_offered_where_a_rule_reads(
    editor: Editor, policy: Path, lines: tuple[str, ...]
) -> None:
    offered = editor.offered(policy, rule(policy, *lines))

    assert set(offered) == KINDS
    assert offered["leave"].about == "请假 / leave"


def test_outcomes_are_offered_and_nothing_else(editor: Editor, policy: Path) -> None:
    for lines in (("then:", "  outcome: ¦"), ("then: {outcome: ¦}",), ("then:", "  - outcome: ¦")):
        assert set(editor.offered(policy, rule(policy, *lines))) == {"late", "absence", "fine"}


def test_the_fields_of_an_outcome_are_offered_and_of_no_other(editor: Editor, policy: Path) -> None:
    offered = editor.offered(policy, rule(policy, "then:", "  outcome: late", "  ¦"))

    assert "minutes" in offered
    assert "basis" not in offered
    assert offered["minutes"].about == "分钟数 / minutes (number, minutes)"
    # All that must be there comes at once, under the name of the outcome.
    fine = editor.offered(policy, rule(policy, "then:", "  outcome: fine", "  ¦"))
    assert {"basis:", "amount:"} <= set(fine["罚款 / fine"].text.split())


def test_units_and_clauses_are_offered(editor: Editor, policy: Path) -> None:
    units = editor.offered(policy, rule(policy, "per: [employee, ¦]"))
    assert {"workday", "month", "service_year"} <= set(units)

    clauses = editor.offered(policy, rule(policy, "unless:", "  - clause: ¦"))
    assert '"1.4"' in clauses  # in quotes, as it has to be written


def test_kinds_of_events_are_offered_in_a_test_by_name_and_label(
    editor: Editor, test_file: Path
) -> None:
    offered = editor.offered(test_file, case(test_file, "events:", "  - kind: ¦"))

    assert set(offered) == {"attendance", "leave", "考勤", "请假"}


def test_the_fields_and_words_of_an_event_are_offered(editor: Editor, test_file: Path) -> None:
    lines = ("events:", "  - kind: leave", "    ¦")
    assert {"first_day", "last_day", "decision", "employee", "date"} <= set(
        editor.offered(test_file, case(test_file, *lines))
    )
    assert "check_in" not in editor.offered(test_file, case(test_file, *lines))

    words = editor.offered(test_file, case(test_file, *lines[:2], "    decision: ¦"))
    assert set(words) == {"approved", "refused"}


def test_the_fields_of_the_roster_and_of_rulings_are_offered(
    editor: Editor, test_file: Path
) -> None:
    roster = editor.offered(test_file, case(test_file, "employees:", "  - ¦"))
    assert {"id", "hired", "department", "部门"} <= set(roster)

    expected = editor.offered(test_file, case(test_file, "expect:", "  - outcome: late", "    ¦"))
    assert {"minutes", "employee", "date", "clause", "amount"} <= set(expected)


# What is underlined


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("onn: late", "on: late", "then: {outcome: late, minutes: 3}"), ["6: Property onn is not allowed."]),
        (("on: late", "then: {outcome: late, minuts: 3, minutes: 3}"), ["7: Property minuts is not allowed."]),
        (("on: late", "then: {outcome: late}"), ['7: Missing property "minutes".']),
        (("on: late", "per: [employee, day]", "then: {outcome: late, minutes: 3}"), ["6: Property on is not allowed."]),
    ],
)  # fmt: skip
def test_a_wrong_key_is_underlined(
    editor: Editor, policy: Path, lines: tuple[str, ...], told: list[str]
) -> None:
    assert editor.underlined(policy, rule(policy, *lines)) == told


def test_our_own_words_are_shown_where_the_server_has_none(editor: Editor, policy: Path) -> None:
    assert editor.underlined(policy, rule(policy, "then: {outcome: late, minutes: 3}")) == [
        "4: 这里要写其中一个：on / per · one of these is wanted here: on / per"
    ]
    wrong_day = ("on: late", "effective: {from: 2024-6-1}", "then: {outcome: late, minutes: 3}")
    assert editor.underlined(policy, rule(policy, *wrong_day)) == [
        "7: 请写成 年-月-日，例如 2024-06-03 · write year-month-day, such as 2024-06-03"
    ]


def test_a_wrong_word_is_underlined_with_those_that_there_are(
    editor: Editor, policy: Path, test_file: Path
) -> None:
    assert editor.underlined(
        policy, rule(policy, "on: lat", "then: {outcome: late, minutes: 3}")
    ) == [
        '6: Value is not accepted. Valid values: "attendance", "leave", "late", "absence", "fine".'
    ]
    assert editor.underlined(
        test_file, case(test_file, "events: [{kind: leave, decision: aproved}]")
    ) == ['5: Value is not accepted. Valid values: "approved", "refused".']


def test_pointing_at_a_field_tells_what_it_is(editor: Editor, test_file: Path) -> None:
    text = case(test_file, "events:", "  - {kind: leave, first_¦day: 2024-06-01}")

    assert "第一天 / first day (date)" in editor.meaning(test_file, text)


def test_what_init_makes_has_nothing_underlined(editor: Editor, home: Path) -> None:
    files = sorted(home.rglob("*.yaml"))

    assert len(files) == 7
    assert {path.name: editor.underlined(path, path.read_text("utf-8")) for path in files} == {
        path.name: [] for path in files
    }


def test_a_whole_handbook_has_nothing_underlined(editor: Editor, tmp_path: Path) -> None:
    """As one would begin it: the schemas written, their first lines put where they belong."""
    policies = tmp_path / "policies"
    for name in (HANDBOOK, "vocabulary"):
        copytree(ROOT / "policies" / name, policies / name)
    made = CliRunner().invoke(
        main,
        ["vocabulary", "--policies", str(policies), "--schemas", str(tmp_path / "schemas")],
    )
    heads = dict(line.split(maxsplit=1) for line in made.stdout.split("\n\n")[1].splitlines()[1:])

    told: dict[str, list[str]] = {}
    for path in sorted(policies.rglob("*.yaml")):
        names = (path.name, "*.test.yaml" if path.name.endswith(".test.yaml") else "*.yaml")
        kinds = ("vocabulary/*.yaml",) if path.parent.name == "vocabulary" else names
        head = next(heads[kind] for kind in kinds if kind in heads)
        told[path.name] = editor.underlined(path, f"{head}\n{path.read_text('utf-8')}")

    assert len(told) > 6
    assert told == {name: [] for name in told}
