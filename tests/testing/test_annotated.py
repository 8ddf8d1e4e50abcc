"""Policy files line by line, with what tests have and have not exercised."""

import re
from pathlib import Path

from clausewise.report.table import COLOUR
from clausewise.testing.annotated import annotated
from tests.testing.small import items, written

POLICY = """
parameters:
  grace: {type: number, value: 5, clause: "1"}
rules:
  - id: late
    clause: "1"
    on: clocking
    when: minutes(clocking.check_in - @"09:00:00") > grace
    then: {outcome: late}

  - id: slip
    clause: "1"
    on: slip
    title: {en: A slip}
    then: {outcome: warning}
"""
TESTS = """
tests:
  - title: on each side of the grace, and right at it
    employees: [{id: A, hired: 2020-01-01}]
    events:
      - {kind: clocking, employee: A, date: 2024-06-03, check_in: 09:04}
      - {kind: clocking, employee: A, date: 2024-06-04, check_in: 09:05}
      - {kind: clocking, employee: A, date: 2024-06-05, check_in: 09:06}
    period: 2024-06
"""


def test_only_the_neighbourhood_of_what_is_missing_is_shown(tmp_path: Path) -> None:
    lines = list(annotated(items(written(tmp_path, POLICY, TESTS)), "en"))

    assert lines[0].startswith("> exercised   ! something is not")
    assert lines[2].endswith("rules.yaml  4/5")
    assert lines[3:] == [
        " 9       then: {outcome: late}",
        "10",
        "11 !   - id: slip",
        "     ^ never: slip",
        '12       clause: "1"',
        "13       on: slip",
    ]


def test_stretches_that_lie_apart_are_parted(tmp_path: Path) -> None:
    at_the_bound = "      - {kind: clocking, employee: A, date: 2024-06-04, check_in: 09:05}\n"
    tests = TESTS.replace(at_the_bound, "")
    lines = list(annotated(items(written(tmp_path, POLICY, tests)), "en", around=0))

    assert lines[3:] == [
        ' 8 !     when: minutes(clocking.check_in - @"09:00:00") > grace',
        '     ^ never: late: minutes(clocking.check_in - @"09:00:00") > grace — at it',
        " …",
        "11 !   - id: slip",
        "     ^ never: slip",
    ]


def test_all_lines_can_be_shown_each_with_its_mark(tmp_path: Path) -> None:
    lines = list(annotated(items(written(tmp_path, POLICY, TESTS)), "en", around=None))
    marks = {line[:2].strip(): line[3:4] for line in lines[3:] if line[:2].strip().isdigit()}

    assert len(marks) == 15
    assert [number for number, mark in marks.items() if mark == ">"] == ["5", "8"]
    assert [number for number, mark in marks.items() if mark == "!"] == ["11"]


def test_colours_add_nothing_that_is_not_there_without_them(tmp_path: Path) -> None:
    found = items(written(tmp_path, POLICY, TESTS))
    plain = "\n".join(annotated(found, "zh"))
    coloured = "\n".join(annotated(found, "zh", COLOUR))

    assert coloured != plain
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


def test_nothing_is_shown_where_everything_is_exercised(tmp_path: Path) -> None:
    tests = TESTS.replace(
        "    period:", "      - {kind: slip, employee: A, date: 2024-06-05}\n    period:"
    )

    assert list(annotated(items(written(tmp_path, POLICY, tests)), "en")) == []
