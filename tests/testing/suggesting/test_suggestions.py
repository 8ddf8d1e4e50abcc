"""Cases proposed for what no test shows: found, short, true of the policies, and told of where not found."""

import re
from pathlib import Path

import pytest

from clausewise.testing.run import run_tests
from clausewise.testing.suggesting.suggestion_file import suggestion_file
from clausewise.testing.suggesting.suggestions import suggestions_for
from clausewise.testing.wording import said_of
from tests.testing.small import lacking, written

LATE = """
parameters:
  opening: {type: time, value: 09:00, clause: "1"}
  grace: {type: number, unit: minutes, value: 5, clause: "1"}
rules:
  - id: late
    clause: "1"
    title: {zh: 迟到, en: Late arrival}
    on: clocking
    with: {permissions: {kind: permission, window: day}}
    let: {behind: minutes(clocking.check_in - opening)}
    when: behind > grace
    unless: [{when: count(permissions) > 0, clause: "1"}]
    then: {outcome: late, minutes: behind}
"""
LATE_TEST = """
tests:
  - title: an hour late, among other days
    employees:
      - {id: A, hired: 2020-01-01, post: clerk}
      - {id: B, hired: 2020-01-01}
    events:
      - {kind: clocking, employee: B, date: 2024-06-03, check_in: 08:00}
      - {kind: slip, employee: A, date: 2024-06-03, topic: phone}
      - {kind: clocking, employee: A, date: 2024-06-04, check_in: 10:00}
    period: 2024-06
    expect: [{outcome: late, minutes: 60}]
"""


def proposed(book: Path, language: str = "en") -> str:
    """The file of proposals, written beside the tests."""
    file = book / "proposed.test.yaml"
    text = suggestion_file(suggestions_for([book]), file, "zh" if language == "zh" else "en")
    if "\ntests:\n" in text:
        file.write_text(text, "utf-8")
    return text


def fails(book: Path) -> str:
    return "".join(said_of(one, "en") for one in run_tests([book]))


def titles(text: str) -> list[str]:
    return [
        line.removeprefix("  - title: ").strip('"')
        for line in text.split("\n")
        if "- title:" in line
    ]


def unfound(text: str) -> list[str]:
    _, _, told = text.partition("No case was found")
    return [line.partition(": ")[2] for line in told.split("\n")[1:] if line]


def test_each_missing_side_gets_a_case_as_near_the_bound_as_can_be(tmp_path: Path) -> None:
    text = proposed(written(tmp_path, LATE, LATE_TEST))

    assert titles(text)[:2] == [
        "Late arrival: an exception applies (1)",
        "Late arrival: behind is 5, right at grace (5)",
    ]
    assert "check_in: 09:05" in text
    assert unfound(text) == []


def test_what_is_proposed_passes_and_nothing_is_lacking_then(tmp_path: Path) -> None:
    book = written(tmp_path, LATE, LATE_TEST)
    before = lacking(book)
    proposed(book)

    assert before != []
    assert lacking(book) == []


def test_a_case_holds_only_what_its_answer_hangs_on(tmp_path: Path) -> None:
    text = proposed(written(tmp_path, LATE, LATE_TEST))
    at_the_limit = text[text.index("right at grace") :].split("\n\n")[0]

    assert at_the_limit.rstrip().split("\n")[1:] == [
        "    employees:",
        "      - {id: A, hired: 2020-01-01}",
        "    events:",
        "      - {id: e03, kind: clocking, employee: A, date: 2024-06-04, check_in: 09:05}",
        "    period: 2024-06",
        "    expect: []",
    ]


def test_the_same_policies_and_tests_give_the_same_bytes(tmp_path: Path) -> None:
    one = proposed(written(tmp_path / "one", LATE, LATE_TEST))
    other = proposed(written(tmp_path / "other", LATE, LATE_TEST))

    assert one == other


def test_without_any_tests_cases_come_from_the_vocabulary(tmp_path: Path) -> None:
    book = written(tmp_path, LATE)
    (book / "rules.test.yaml").unlink()
    text = proposed(book)

    assert unfound(text) == []
    assert fails(book) == ""
    assert lacking(book) == []


def test_one_case_may_show_several_things_and_says_which(tmp_path: Path) -> None:
    policy = LATE.replace("behind > grace", 'behind > grace and clocking.check_in < @"12:00:00"')
    text = proposed(written(tmp_path, policy, LATE_TEST))
    shown = re.findall(r"# shows .*: (.*)\n  #     and .*: (.*)\n", text)

    assert shown != []
    assert all(one != other for one, other in shown)


def test_what_cannot_be_is_told_with_its_place(tmp_path: Path) -> None:
    policy = LATE.replace("behind > grace", "behind > grace and (behind > 3 or behind > 2)")
    text = proposed(written(tmp_path, policy, LATE_TEST))

    # More than five is more than three: the rest is never asked, or asked in vain.
    assert unfound(text) == [
        "late: behind > 3 — below",
        "late: behind > 3 — at it",
        "late: behind > 2 — below",
        "late: behind > 2 — at it",
        "late: behind > 2 — above",
    ]
    assert "# rules.yaml:12: late: behind > 3 — below" in text


SALE = """
parameters:
  least: {type: number, unit: CNY, value: 1000, clause: "1"}
  pieces: {type: number, value: 3, clause: "1"}
  last_day: {type: date, value: 2024-06-20, clause: "1"}
rules:
  - id: bonus
    clause: "1"
    on: sale
    when: CONDITION
    then: {outcome: bonus, amount: 10}
"""
SALE_TEST = """
tests:
  - title: a sale
    employees: [{id: A, hired: 2020-01-01, post: clerk}]
    events: [{kind: sale, employee: A, date: 2024-06-03, amount: 2500, pieces: 7, paid_on: 2024-06-05, own: true}]
    period: 2024-06
"""


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("sale.amount >= least", ["amount: 999.99", "amount: 1000"]),
        ("sale.pieces >= pieces", ["pieces: 2", "pieces: 3"]),
        ("sale.paid_on <= last_day", ["paid_on: 2024-06-20", "paid_on: 2024-06-21"]),
        ('employee.post = "driver"', ["post: driver"]),
        # Worked out in several steps, and rounded on the way.
        ("floor(sale.amount * 0.3 / 7) > 40", ["is 39, just below 40", "is 40, right at 40"]),
        ('sale.paid_on - sale.date > duration("P5D")', ["2024-06-08", "2024-06-09"]),
    ],
)
def test_the_smallest_step_is_that_of_the_type(
    tmp_path: Path, condition: str, values: list[str]
) -> None:
    policy = SALE.replace("CONDITION", condition)
    text = proposed(written(tmp_path, policy, SALE_TEST))

    assert [value for value in values if value not in text] == []
    assert fails(tmp_path / "01-small") == ""


def test_a_count_is_reached_by_what_happens_again(tmp_path: Path) -> None:
    policy = """
rules:
  - id: often
    clause: "1"
    on: slip
    with: {so_far: {kind: slip, window: {before: month}}}
    when: count(so_far) >= 3
    then: {outcome: warning, level: letter}
"""
    tests = """
tests:
  - title: a slip
    employees: [{id: A, hired: 2020-01-01}]
    events: [{kind: slip, employee: A, date: 2024-06-03, topic: phone}]
    period: 2024-06
    expect: []
"""
    book = written(tmp_path, policy, tests)
    text = proposed(book)

    assert unfound(text) == []
    assert lacking(book) == []


def test_rows_of_tables_bands_and_steps_of_ladders_get_cases_too(tmp_path: Path) -> None:
    policy = """
ladders:
  topics: {clause: "1", on: slip, steps: [talk, letter, leave], within: P1Y, outcome: warning}
tables:
  rates:
    clause: "1"
    hit: UNIQUE
    inputs: {pieces: number}
    outputs: {per_piece: number}
    rows:
      - ["< 10", 1]
      - ["[10..100)", 2]
      - [">= 100", 3]
brackets:
  scale:
    clause: "1"
    mode: whole
    bands: [{up_to: 1000, rate: 0.01}, {up_to: 5000, rate: 0.02}, {rate: 0.03}]
rules:
  - id: bonus
    clause: "1"
    on: sale
    then: {outcome: bonus, amount: scale(sale.amount).amount + rates(sale.pieces).per_piece}
"""
    tests = (
        SALE_TEST
        + """
  - title: a slip
    employees: [{id: A, hired: 2020-01-01}]
    events: [{kind: slip, employee: A, date: 2024-06-03}]
    period: 2024-06
"""
    )
    book = written(tmp_path, policy, tests)
    text = proposed(book)

    assert unfound(text) == []
    assert lacking(book) == []
    assert "topics: the step leave" in titles(text)
    assert "the table rates: row 2" in titles(text)
    assert "the brackets scale: 5000, right at the upper bound of band 2" in titles(text)


def test_where_the_policies_answer_with_a_finding_it_is_expected(tmp_path: Path) -> None:
    text = proposed(written(tmp_path, LATE, LATE_TEST))
    excepted = text[text.index("an exception applies") :].split("\n\n")[0]

    assert (
        'findings:\n      - {status: excepted, rule: late, employee: A, date: 2024-06-04, by: "1"}'
        in (excepted)
    )


def test_the_comments_and_titles_are_in_the_readers_language(tmp_path: Path) -> None:
    text = proposed(written(tmp_path, LATE, LATE_TEST), "zh")

    assert "请确认，或改正 expect" in text
    assert "迟到：behind 是 5，正好等于 grace（5）" in titles(text)


def test_nothing_is_proposed_where_the_tests_show_everything(tmp_path: Path) -> None:
    book = written(tmp_path, LATE, LATE_TEST)
    proposed(book)
    (book / "proposed.test.yaml").rename(book / "confirmed.test.yaml")

    text = proposed(book)

    assert text == "# Nothing to propose: the tests exercise everything.\n"
    assert fails(book) == ""
