"""The schemas describe the files that people write, and each fault in one is told once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from clausewise.intake.schemas import FileKind
from clausewise.intake.structure import check_structure
from clausewise.source.span import Source
from clausewise.source.yaml_reader import plain, read_yaml, read_yaml_file

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT / ".." / "shared"
KINDS: tuple[FileKind, ...] = get_args(FileKind)

RULE = """\
policy: hours
rules:
  - id: late
    clause: "22.1"
    on: attendance
    then: {outcome: late}
"""


def said(text: str, kind: FileKind = "policy") -> list[str]:
    node, told = read_yaml(Source("a.yaml", text))
    assert node is not None
    assert told == []
    return [
        f"{'{}:{}'.format(*one.span.source.line_and_column(one.span.start))} {one.code}"
        for one in check_structure(node, kind)
    ]


def with_line(line: str) -> str:
    return f"{RULE}    {line}\n"


def schema_of(kind: FileKind) -> Any:
    return json.loads((PROJECT / "schemas" / f"{kind}.schema.json").read_text("utf-8"))


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_by_both_drafts_that_editors_know(kind: FileKind) -> None:
    Draft202012Validator.check_schema(schema_of(kind))
    Draft7Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_never_asks_which_of_several_it_is(kind: FileKind) -> None:
    keywords = {keyword for part in parts(schema_of(kind)) for keyword in part}

    assert keywords.isdisjoint({"oneOf", "prefixItems", "patternProperties"})


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_shows_each_key_in_chinese_and_english(kind: FileKind) -> None:
    schema = schema_of(kind)
    silent = []
    for part in parts(schema):
        properties = part.get("properties")
        if "additionalProperties" not in part or not isinstance(properties, dict):
            continue
        for key, of in properties.items():
            named = schema["$defs"][of["$ref"].removeprefix("#/$defs/")] if "$ref" in of else of
            zh, slash, en = of.get("description", named.get("description", "")).partition(" / ")
            if not (slash and en and any("\u4e00" <= c <= "\u9fff" for c in zh)):
                silent.append(key)

    assert silent == []


def test_the_smallest_policy_is_sound() -> None:
    assert said(RULE) == []


@pytest.mark.parametrize(
    "line",
    [
        "when: true",
        "when: away > 0",
        "when: [a > 0, {check: b > 0, say: {zh: 乙}}]",
        "unless: [{when: true, clause: ['22.2'], because: 已批准}]",
        "expect: {fact: report, where: report.printed, opens: a, due: period.end}",
        "expect: {done: report.at, within: PT24H}",
        "with: {a: attendance, b: {kind: [late, early_leave]}}",
        "with: {b: {kind: late, window: month, where: true}}",
        "with: {b: {kind: late, window: {before: 3 workdays}}}",
        "with: {b: {kind: late, overlapping: period}}",
        "let: {rate: 0.01, base: sum(a.amount)}",
        "each: {customer: distinct values(a.customer)}",
        "needs: [attendance]",
        "once: service",
        "former: true",
        "overrides: [early]",
        "effective: {from: 2024-01-01, to: 2024-12-31}",
        "allow: [{code: CW401, because: 有意为之}]",
        "scope: employee.foreign_trade",
        "date: attendance.date",
        "title: {zh: 迟到, en: Late}",
    ],
)
def test_each_key_of_a_rule_may_stand(line: str) -> None:
    assert said(with_line(line)) == []


@pytest.mark.parametrize(
    "then",
    [
        "{outcome: deduction, amount: 20, basis: late}",
        "[{outcome: late, minutes: 3}, {outcome: deduction, when: true, amount: 10.5}]",
        "{outcome: discipline, choices: [warning, fine], note: {zh: 备注}}",
        "{outcome: violation, employee: null, scope: month, met: true}",
    ],
)
def test_an_outcome_has_fields_of_its_own(then: str) -> None:
    assert said(RULE.replace("{outcome: late}", then)) == []


@pytest.mark.parametrize(
    "lines",
    [
        "parameters: {a: {type: number, unit: CNY, value: 1, clause: '1', decided_by: company}}",
        "parameters: {a: {type: number, value: null, readings: {calendar days: 3}}}",
        "parameters: {a: {type: number, values: [{from: 2024-01-01, value: 1, source: 通知}]}}",
        "parameters: {a: {type: list of string, value: [A, B], one_of: [A, B], label: 甲}}",
        "parameters: {a: {type: context, value: {minor: fine}, review_by: 2025-01-01}}",
        "definitions: {a: 1, b: x > 1, c: {value: f(x), clause: '1', label: {en: c}}}",
        "tables: {t: {hit: FIRST, inputs: [a], outputs: {r: number}, rows: [['<= 1', 0.5]]}}",
        "tables: {t: {inputs: {a: number}, outputs: [r], rows: rates.csv, default: null}}",
        "brackets: {b: {mode: whole, bands: [{up_to: 10, rate: 0.1}, {rate: 0.2, bonus: true}]}}",
        "ladders: {l: {on: breach, within: P1Y, steps: [warning, dismissal], clause: '1'}}",
    ],
)
def test_each_part_of_a_policy_may_stand(lines: str) -> None:
    assert said(f"policy: hours\n{lines}\n") == []


@pytest.mark.parametrize(
    "complete", ["all", "[attendance]", "{attendance: 2024-06}", "{all_except: [attendance]}"]
)
def test_each_form_of_completeness_may_stand(complete: str) -> None:
    assert said(f"period: 2024\nevents: [a.csv]\ncomplete: {complete}\n", "month") == []


def test_a_misspelt_key_is_one_fault_not_two() -> None:
    assert said(RULE.replace("clause:", "clausse:")) == ["4:5 CW150"]
    assert said(RULE.replace("on:", "one:")) == ["5:5 CW150"]


def test_faults_come_in_the_order_of_their_places() -> None:
    text = RULE.replace('"22.1"', "22.1").replace("policy: hours", "policy: 22")

    assert said(text) == ["1:9 CW154", "4:13 CW154"]


def test_what_a_comma_divided_is_told_once() -> None:
    assert said(with_line("with: {a: {kind: late, where: f(x, y, z)}}")) == ["7:35 CW176"]
    assert said(with_line("when: [f(x, y), a > 1]")) == ["7:12 CW176"]
    assert said(with_line('when: [f("x", y)]')) == ["7:12 CW176"]


def test_what_is_quoted_or_balanced_is_not_divided() -> None:
    assert said(with_line("with: {a: {kind: late, where: 'f(x, y)'}}")) == []
    assert said(with_line("when: [f(x), (a > 1) and b]")) == []


def test_a_key_left_empty_is_told_as_that() -> None:
    assert said(with_line("with: {a: }")) == ["7:12 CW161"]


def test_other_faults_beside_a_divided_text_are_told() -> None:
    assert said(
        with_line("with: {a: {knd: late, where: 'x'}, b: {kind: late, where: f(x, y)}}")
    ) == [
        "7:16 CW150",
        "7:63 CW176",
    ]


@pytest.mark.parametrize("path", sorted((PROJECT / "policies").rglob("*.yaml")), ids=str)
def test_the_policies_of_the_project_are_sound(path: Path) -> None:
    node, told = read_yaml_file(path)

    assert told == []
    assert node is not None
    assert check_structure(node, kind_of(path)) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scenarios are not here")
def test_the_scenarios_are_sound() -> None:
    found = {}
    for path in sorted(SHARED.glob("scenarios/*.test.yaml")):
        node, told = read_yaml_file(path)
        assert node is not None
        assert isinstance(plain(node), dict)
        found[path.name] = [*told, *check_structure(node, "test")]

    assert {name: told for name, told in found.items() if told} == {}


def kind_of(path: Path) -> FileKind:
    if path.parent.name == "vocabulary":
        return "vocabulary"
    if path.name == "handbook.yaml":
        return "handbook"
    return "test" if path.name.endswith(".test.yaml") else "policy"
