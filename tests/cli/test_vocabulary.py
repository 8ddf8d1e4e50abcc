"""`clausewise vocabulary`: what there is to write about, in whole, by kind and by field."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

TEA_HOUSE = Path(__file__).parents[1] / "checks" / "sound"


@pytest.fixture
def shown(call: Call) -> Any:
    """What is written of the tea house's vocabulary."""

    def show(*arguments: str) -> str:
        called = call("vocabulary", *arguments, "--policies", TEA_HOUSE)
        assert called.exit_code == 0
        return called.stdout

    return show


def test_all_of_it_is_listed_by_group(shown: Any) -> None:
    text = shown()

    assert text.startswith(
        "events (what can happen)\n"
        "  clocking      clocking, one for each employee and workday: check_in, check_out, away\n"
        "  leave         leave: from, to, decision, decided_at\n"
    )
    assert (
        "outcomes (what can follow)\n"
        "  late        late, finding: minutes\n"
        "  absence     absence, finding: days, level\n"
        "  fine        fine, deduction: basis\n"
    ) in text
    assert "the roster\n  employee  employee: name, hired, left, shop, base_salary\n" in text
    assert "lists of words\n  obligation  tidy-counter, no-smoking, stock-report\n" in text
    assert all(name in text for name in ("run ending", "years and months duration", "minutes"))
    assert max(map(len, text.splitlines())) <= 100


def test_a_kind_shows_types_units_words_and_what_may_be_missing(shown: Any) -> None:
    assert shown("sale") == (
        "sale  sale\n"
        "  order         string\n"
        "  amount        number (CNY)\n"
        "  origin        string; self | company | referral\n"
        "  delivered_on  date; may be missing\n"
    )
    assert shown("clocking", "--lang", "zh") == (
        "clocking  打卡，每人每个工作日都有一条\n"
        "  check_in   time; 可缺; 上班时间\n"
        "  check_out  time; 可缺; 下班时间\n"
        "  away       boolean; 由 check_in = null and check_out = null 算出\n"
    )


def test_an_outcome_the_roster_and_every_fact_are_shown_in_the_same_way(shown: Any) -> None:
    assert shown("absence") == (
        "absence  absence, finding\n"
        "  days   number (days)\n"
        "  level  string; first | repeated; may be missing\n"
    )
    assert "  shop         string; main | branch\n" in shown("employee")
    assert "  employee  string; may be missing\n  date      date\n" in shown("fact")


def test_a_field_shows_each_of_its_words_on_a_line(shown: Any) -> None:
    assert shown("sale.origin") == "sale.origin  string\n  self\n  company\n  referral\n"
    assert shown("obligation") == "obligation\n  tidy-counter\n  no-smoking\n  stock-report\n"


def test_labels_in_chinese_serve_as_names(shown: Any) -> None:
    assert shown("打卡.上班时间") == shown("clocking.check_in")
    assert shown("迟到") == shown("late")


def test_a_function_is_shown_with_its_examples(shown: Any) -> None:
    assert shown("functions.workday count") == (
        "workday count(start: date, end: date) → number\n"
        "  how many workdays there are from one day to another, both included\n"
        '  workday count(@"2024-06-07", @"2024-06-10") → 2\n'
    )
    assert "minutes(duration: days and time duration) → number" in shown("functions")


def test_json_holds_the_same(shown: Any) -> None:
    document = json.loads(shown("--format", "json"))

    assert list(document) == ["events", "outcomes", "enums", "employee", "fact", "functions"]
    assert document["enums"] == {"obligation": ["tidy-counter", "no-smoking", "stock-report"]}
    origin = {
        "type": "string",
        "label": {},
        "required": True,
        "one_of": ["self", "company", "referral"],
    }
    assert document["events"]["sale"]["fields"]["origin"] == origin
    assert json.loads(shown("sale.origin", "--format", "json")) == origin
    assert document["outcomes"]["fine"]["effect"] == "deduction"
    assert document["events"]["clocking"]["fields"]["away"]["value"] == (
        "check_in = null and check_out = null"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("clockin", "did you mean 'clocking'?"),
        ("sale.orgin", "did you mean 'origin'?"),
        ("functions.cuont", "did you mean 'count'?"),
    ],
)
def test_a_name_that_there_is_not_is_answered_with_the_nearest(
    call: Call, name: str, said: str
) -> None:
    called = call("vocabulary", name, "--policies", TEA_HOUSE)

    assert called.exit_code == 2
    assert said in called.stderr


def test_every_name_of_the_projects_own_vocabulary_is_shown(call: Call) -> None:
    policies = Path(__file__).parents[2] / "policies"
    document = json.loads(call("vocabulary", "--policies", policies, "--format", "json").stdout)

    for group in ("events", "outcomes"):
        for kind, thing in document[group].items():
            shown = call("vocabulary", kind, "--policies", policies)
            assert [line.split()[0] for line in shown.stdout.splitlines() if line[:3] != "   "] == [
                kind,
                *thing["fields"],
            ]


# Schemas for editors


def test_schemas_are_written_and_their_first_lines_shown(call: Call) -> None:
    made = call("vocabulary", "--policies", TEA_HOUSE, "--schemas", "ed", "--lang", "zh")

    assert made.exit_code == 0
    files, _, heads = made.stdout.partition("\n\n")
    assert files.splitlines() == [str(path) for path in sorted(Path("ed").iterdir())]
    assert [Path(name).name for name in files.splitlines()] == [
        f"{kind}.schema.json"
        for kind in ("handbook", "mapping", "month", "policy", "test", "vocabulary")
    ]
    title, handbook, *_ = heads.splitlines()
    assert title == "写在每个文件的第一行，编辑器就会提示和补全："
    name, _, line = handbook.strip().partition("  ")
    assert name == "handbook.yaml"
    # As seen from the folder of the handbook, wherever the schemas are.
    relative = line.strip().removeprefix("# yaml-language-server: $schema=")
    folder = next(TEA_HOUSE.glob("*/handbook.yaml")).parent
    assert (folder / relative).resolve() == Path("ed/handbook.schema.json").resolve()


def test_written_schemas_have_the_names_of_the_vocabulary(call: Call) -> None:
    call("vocabulary", "--policies", TEA_HOUSE, "--schemas", "ed")

    policy = json.loads(Path("ed/policy.schema.json").read_text("utf-8"))
    assert "stock_report" in policy["$defs"]["kind"]["enum"]
    assert "1.2" in policy["$defs"]["clause"]["examples"]


def test_schemas_are_of_the_whole_vocabulary(call: Call) -> None:
    refused = call("vocabulary", "sale", "--policies", TEA_HOUSE, "--schemas", "ed")

    assert refused.exit_code == 2
    assert not Path("ed").exists()


def test_a_place_where_no_schema_can_be_written_is_told(call: Call) -> None:
    Path("taken").write_text("a file")

    refused = call("vocabulary", "--policies", TEA_HOUSE, "--schemas", "taken/ed")

    assert (refused.exit_code, "CW656" in refused.stderr) == (2, True)
