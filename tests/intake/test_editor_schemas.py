"""Schemas for editors: every name of the vocabulary is offered, and no sound file is called wrong."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from clausewise.intake.editor_schemas import with_names
from clausewise.intake.library import Library, policy_files, read_library
from clausewise.intake.schemas import FILE_KINDS, FileKind, Schema, schema_of
from clausewise.model.vocabulary import Vocabulary
from clausewise.source.span import Source
from clausewise.source.yaml_reader import plain, read_yaml, read_yaml_file

ROOT = Path(__file__).parents[2]
READERS = ROOT / "src" / "clausewise" / "intake" / "readers"


def named(kind: FileKind, library: Library) -> Schema:
    return with_names(schema_of(kind), library.vocabulary, library.books)


def files_of(policies: Path) -> Iterator[tuple[FileKind, Path]]:
    """Every file that HR edits, by its kind."""
    for path in policies.glob("vocabulary/*.yaml"):
        yield "vocabulary", path
    for handbook in policies.glob("*/handbook.yaml"):
        yield "handbook", handbook
        yield from (("policy", path) for path in policy_files(handbook.parent))
        yield from (("test", path) for path in handbook.parent.glob("*.test.yaml"))
    for month in policies.parent.glob("*/month.yaml"):
        yield "month", month


def faults(schema: Schema, path: Path) -> list[str]:
    root, told = read_yaml_file(path)
    assert root is not None, told
    errors = Draft202012Validator(schema).iter_errors(plain(root))
    return [f"{path.name} {one.json_path}: {one.message[:200]}" for one in errors]


FOLDERS = {
    "policies": ROOT / "policies",
    "tea house": ROOT / "tests" / "checks" / "sound",
    "starter": ROOT / "src" / "clausewise" / "cli" / "starter" / "policies",
    **{path.parent.name: path for path in sorted(ROOT.glob("examples/*/policies"))},
}


@pytest.mark.parametrize("policies", FOLDERS.values(), ids=FOLDERS)
def test_no_sound_file_is_called_wrong(policies: Path) -> None:
    library = read_library(policies)
    schemas = {kind: named(kind, library) for kind in FILE_KINDS}
    found = list(files_of(policies))

    assert {"vocabulary", "handbook", "policy"} <= {kind for kind, _ in found}
    assert [one for kind, path in found for one in faults(schemas[kind], path)] == []


# What editors then find

TEA_HOUSE = read_library(FOLDERS["tea house"])


def told(kind: FileKind, text: str) -> list[str]:
    """What the schema with the tea house's names says of a file with this text."""
    node, faults = read_yaml(Source("a.yaml", text))
    assert node is not None, faults
    errors = Draft202012Validator(named(kind, TEA_HOUSE)).iter_errors(plain(node))
    return sorted(f"{one.json_path}: {one.message}" for one in errors)


def rule(lines: str) -> list[str]:
    return told("policy", 'policy: a\nrules:\n  - id: a\n    clause: "1.1"\n' + indented(lines))


def case(lines: str) -> list[str]:
    return told("test", "tests:\n  - title: a\n    period: 2024-06\n" + indented(lines))


def indented(lines: str) -> str:
    return textwrap.indent(textwrap.dedent(lines).strip(), "    ") + "\n"


SOUND_RULES = (
    "on: clocking\nthen: {outcome: late, minutes: minutes(clocking.check_in - opens)}",
    "per: [employee, workday]\nneeds: [clocking]\nthen: {outcome: absence, days: 1, level: first}",
    # A word may come from a hole, also in the middle of it.
    'on: [late, breach]\nthen: [{outcome: absence, days: 1, level: "{step.level}"}]',
    "on: sale\nwith: {before: sale, others: {kind: [sale, late]}}\nthen: {outcome: gift, boxes: 2}",
)


@pytest.mark.parametrize("lines", SOUND_RULES)
def test_a_sound_rule_has_no_fault(lines: str) -> None:
    assert rule(lines) == []


WRONG_RULES = {
    "on: clockings\nthen: {outcome: gift, boxes: 2}": "$.rules[0].on",
    "on: [clocking, sales]\nthen: {outcome: gift, boxes: 2}": "$.rules[0].on",
    # Labels are for expressions and data; a rule names its kinds.
    "on: 打卡\nthen: {outcome: gift, boxes: 2}": "$.rules[0].on",
    "on: sale\nwith: {x: sales}\nthen: {outcome: gift, boxes: 2}": "$.rules[0].with.x",
    "on: sale\nwith: {x: {kind: sales}}\nthen: {outcome: gift, boxes: 2}": "$.rules[0].with.x",
    "on: sale\nneeds: [clockin]\nthen: {outcome: gift, boxes: 2}": "$.rules[0].needs[0]",
    "on: sale\nexpect: {fact: leeve, due: x}\nthen: {outcome: gift, boxes: 2}": "$.rules[0].expect.fact",
    "on: sale\nthen: {outcome: gifts, boxes: 2}": "$.rules[0].then.outcome",
    "on: sale\nthen: {outcome: gift, boxs: 2, boxes: 2}": "$.rules[0].then",
    "on: sale\nthen: {outcome: gift}": "$.rules[0].then",
    "on: sale\nthen: {outcome: fine, basis: x}": "$.rules[0].then",
    "on: sale\nthen: [{outcome: gift, box: 2, boxes: 2}]": "$.rules[0].then[0]",
    "on: sale\nthen: {outcome: absence, days: 1, level: frist}": "$.rules[0].then.level",
}


@pytest.mark.parametrize(("lines", "place"), WRONG_RULES.items())
def test_a_wrong_name_in_a_rule_is_found_where_it_stands(lines: str, place: str) -> None:
    assert [one.split(": ")[0] for one in rule(lines)] == [place]


SOUND_CASES = (
    "events: [{kind: clocking, employee: E01, date: 2024-06-03, check_in: 09:12, note: x}]",
    "events: [{kind: 打卡, 工号: E01, date: 2024-06-03, 上班时间: 09:12}]",
    'events: [{kind: sale, order: "7", amount: "1,200.00", origin: self, delivered_on: null}]',
    "events: [{kind: breach, obligation: no-smoking, confirmed: 是}]",
    "employees: [{id: E01, hired: 2023-01-03, shop: main, base_salary: 3000, seat: 4}]",
    "complete: [clocking]",
    "complete: {打卡: 2024-06, sale: 2024}",
    "complete: all",
    "complete: {all_except: [sale]}",
    "expect: [{outcome: late, minutes: 6, rule: a, period: 2024-06-03}, {rule: b, anything: 3}]",
    "expect: [{outcome: absence, level: null, amount: 12}]",
)


@pytest.mark.parametrize("lines", SOUND_CASES)
def test_a_sound_test_has_no_fault(lines: str) -> None:
    assert case(lines) == []


WRONG_CASES = {
    "events: [{kind: clockin}]": "$.tests[0].events[0].kind",
    "events: [{kind: clocking, chek_in: 09:12}]": "$.tests[0].events[0]",
    # A field that is worked out is not for data.
    "events: [{kind: clocking, away: true}]": "$.tests[0].events[0]",
    "events: [{kind: sale, origin: selv}]": "$.tests[0].events[0].origin",
    "events: [{kind: sale, origin: null}]": "$.tests[0].events[0].origin",
    "employees: [{id: E01, shop: mane}]": "$.tests[0].employees[0].shop",
    "complete: [clockings]": "$.tests[0].complete[0]",
    "complete: {clockings: 2024-06}": "$.tests[0].complete",
    "complete: {all_except: [sail]}": "$.tests[0].complete.all_except[0]",
    "expect: [{outcome: latte}]": "$.tests[0].expect[0].outcome",
    "expect: [{outcome: late, minuts: 3}]": "$.tests[0].expect[0]",
    "never: [{outcome: absence, level: frist}]": "$.tests[0].never[0].level",
    "findings: [{outcome: latte}]": "$.tests[0].findings[0].outcome",
}


@pytest.mark.parametrize(("lines", "place"), WRONG_CASES.items())
def test_a_wrong_name_in_a_test_is_found_where_it_stands(lines: str, place: str) -> None:
    assert [one.split(": ")[0] for one in case(lines)] == [place]


def test_an_obligation_of_the_register_is_one_of_the_vocabulary() -> None:
    def obligations(word: str) -> list[str]:
        clauses = f'clauses: {{"1.1": {{kind: duty, obligations: [{word}]}}}}'
        return told("handbook", f"handbook: a\n{clauses}\n")

    assert obligations("no-smoking") == []
    assert len(obligations("smoking")) == 1


def test_words_carry_their_labels_in_both_languages() -> None:
    kind = named("policy", TEA_HOUSE)["$defs"]["kind"]
    said = dict(zip(kind["enum"], kind["enumDescriptions"], strict=True))

    assert said["clocking"] == "打卡 / clocking"
    assert said["fine"] == "罚款 / fine"


def test_clauses_are_offered_and_not_demanded() -> None:
    assert "1.2" in named("policy", TEA_HOUSE)["$defs"]["clause"]["examples"]
    assert (
        told("policy", 'policy: a\nparameters: {x: {type: number, value: 1, clause: "9.9"}}\n')
        == []
    )


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_no_mark_is_left_over_and_none_is_unknown(kind: FileKind) -> None:
    def marks(schema: object) -> set[str]:
        if isinstance(schema, list):
            return set().union(*map(marks, schema))
        if isinstance(schema, dict):
            own = {key for key in schema if key.startswith("x-")}
            return own.union(*map(marks, schema.values()))
        return set()

    # x-first speaks of order, which no editor's schema can.
    assert marks(schema_of(kind)) <= {
        "x-names", "x-suggests", "x-keys", "x-fields", "x-form", "x-or", "x-beside", "x-first",
    }  # fmt: skip
    assert marks(named(kind, TEA_HOUSE)) == set()


def test_without_a_vocabulary_what_is_told_of_structure_stays_as_it_is() -> None:
    empty = with_names(schema_of("policy"), Vocabulary({}, {}, {}))
    text = 'policy: a\nrules:\n  - {id: a, clause: "1.1", on: x, then: {outcome: y, z: 1}}\n'
    node, _ = read_yaml(Source("a.yaml", text))
    assert node is not None

    assert list(Draft202012Validator(empty).iter_errors(plain(node))) == []
