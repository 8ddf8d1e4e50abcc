"""Files written the usual way: what changes, what stays, and that they mean what they meant."""

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from shutil import copytree

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from clausewise.engine import read_plans
from clausewise.feel.environment import Environment
from clausewise.feel.parser import parse
from clausewise.intake.formatting import RULE_KEYS, formatted, spaced_expression
from clausewise.plan.plan import Plan
from clausewise.source.span import Passage

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "policies").glob("*/*.yaml"))
SOUND = ROOT / "tests" / "checks" / "sound"


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("late.minutes>=3", "late.minutes >= 3"),
        ("count( orders )  >  3", "count(orders) > 3"),
        ("max(a ,b,  c)", "max(a, b, c)"),
        ("x in (>5, <3)", "x in (>5, <3)"),
        ("x in [ 1..5 ]", "x in [ 1..5 ]"),
        ("round  half up(a,2)", "round  half up(a, 2)"),
        ("-1<-2", "-1 < -2"),
        ('a="x  ,y>=z"', 'a = "x  ,y>=z"'),
        ("a-b", "a-b"),
        ("a >", "a >"),
        ("if  a=b  then 1 else 2", "if a = b then 1 else 2"),
        ("迟到分钟>=宽限", "迟到分钟 >= 宽限"),
    ],
)
def test_blanks_of_an_expression(text: str, spaced: str) -> None:
    assert spaced_expression(text) == spaced
    assert spaced_expression(spaced) == spaced


RULE = """\
policy: hours
rules:
  # what is late
  - id: late   # by the clock
    # what follows
    then: {outcome: late, minutes: behind}
    when:
      - behind>grace   # more than that
    title: {zh: 迟到, en: 'Late'}
    on: attendance
    let: {behind: "minutes( attendance.check_in-nine )"}
    clause: '1.1'


  - id: other
    on: attendance
    clause: "1.2"
    then: {outcome: late}
# the end
"""
USUAL = """\
policy: hours
rules:
  # what is late
  - id: late   # by the clock
    clause: "1.1"
    title: {zh: 迟到, en: "Late"}
    on: attendance
    let: {behind: 'minutes(attendance.check_in-nine)'}
    when:
      - behind > grace   # more than that
    # what follows
    then: {outcome: late, minutes: behind}

  - id: other
    clause: "1.2"
    on: attendance
    then: {outcome: late}
# the end
"""


def test_a_rule_is_put_in_order_with_its_comments() -> None:
    assert formatted(RULE) == USUAL
    assert formatted(USUAL) == USUAL


@pytest.mark.parametrize(
    "text",
    [
        "policy: hours\ntitle: [\n",
        "note: |\n  two blanks  \n\n\n  at the end of a line\n",
        'note: "a  \n\n\n  b"\n',
        "policy: h\nrules:\n  - {id: late, on: a, clause: '1'}\n".replace("'", '"'),
        "policy: h\nrules:\n  - id: late\n    then: {outcome: late}\n    unheard_of: 1\n    on: a\n",
        'policy: h\ndefinitions:\n  a: "it\'s"\n  b: \'x = "y"\'\n',
        "policy: h\nrules:\n  - id: late\n    then: {outcome: late}\n\n    on: a\n",
        "tests:\n  - {title: a>b, expect: []}\n",
    ],
    ids=[
        "no YAML",
        "a block of text",
        "a text over several lines",
        "a rule in braces",
        "a key that is unknown",
        "an apostrophe, and a text in a text",
        "a rule in paragraphs",
        "a title that looks like an expression",
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    assert formatted(text) == text


def test_blanks_and_empty_lines_that_say_nothing_go() -> None:
    assert formatted("a: 1  \n\n\n\nb: 2\t\n\n\n") == "a: 1\n\nb: 2\n"
    assert formatted("a: 1") == "a: 1\n"


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    assert formatted("\ufeff" + RULE.replace("\n", "\r\n")) == "\ufeff" + USUAL.replace(
        "\n", "\r\n"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_written_the_usual_way_is_not_written_again(path: Path) -> None:
    once = formatted(path.read_text("utf-8"))

    assert formatted(once) == once
    assert _comments(once) == _comments(path.read_text("utf-8"))


def _comments(text: str) -> list[str]:
    return sorted(line.partition("# ")[2] for line in text.splitlines() if "# " in line)


def _as_it_is(text: str) -> str:
    return text


def _spoilt(text: str) -> str:
    """Another way to write it: empty lines at the end, no blanks round comparisons of plain lines."""
    lines = []
    for line in text.splitlines():
        plain = not any(mark in line for mark in "\"'#|{[") and "title" not in line
        lines.append(line.replace(" >= ", ">=").replace(" = ", "=") if plain else line)
    return "\n".join(lines) + "\n\n\n"


@pytest.mark.parametrize("folder", [SOUND, ROOT / "policies"], ids=["tea house", "policies"])
@pytest.mark.parametrize("spoil", [_as_it_is, _spoilt])
def test_the_plans_of_all_policies_are_those_of_before(
    folder: Path, spoil: Callable[[str], str], tmp_path: Path
) -> None:
    copytree(folder, tmp_path / "policies")
    for path in (tmp_path / "policies").rglob("*.yaml"):
        path.write_text(formatted(spoil(path.read_text("utf-8"))), "utf-8")

    before, after = read_plans(folder), read_plans(tmp_path / "policies")

    assert before.plans
    assert after.told == before.told == ()
    for one, other in zip_longest(before.plans, after.plans):
        assert _what_is_run(one) == _what_is_run(other)


def _what_is_run(plan: Plan) -> tuple[object, ...]:
    """All of a plan but digests of files, and passages, which know their file's name."""
    return (
        evolve(plan.vocabulary, digest=""),
        plan.parameters,
        plan.definitions,
        plan.functions,
        plan.layers,
        plan.derived,
        plan.scope,
        plan.handbook.clauses,
        plan.handbook.calendar,
        plan.handbook.timetable,
    )


@given(st.sampled_from(["a>=b", "max(a, b)<3 and c", "count(x[item.y=1])!=0"]), st.data())
def test_how_many_blanks_there_are_makes_no_difference(text: str, data: st.DataObject) -> None:
    parts = text.replace(">=", " >= ").replace("<3", " < 3").split(" ")
    widened = "".join(part + " " * data.draw(st.integers(1, 4)) for part in parts).rstrip()

    assert spaced_expression(widened) == spaced_expression(text)
    assert parse(Passage.of(widened), UNKNOWN)[0] == parse(Passage.of(text), UNKNOWN)[0]


UNKNOWN = Environment.unknown()


def test_every_key_that_a_rule_may_have_has_its_place() -> None:
    import json

    schema = json.loads((ROOT / "schemas" / "policy.schema.json").read_text("utf-8"))
    rule = schema["properties"]["rules"]["items"]["properties"]

    assert sorted(RULE_KEYS) == sorted(rule)
