"""Handbook and policy files into the nouns of a handbook."""

from pathlib import Path

from clausewise.calendar.workdays import Calendar
from clausewise.intake.policies import (
    read_calendar,
    read_handbook,
    read_policy,
    read_timetable,
)
from clausewise.intake.vocabulary import read_vocabulary
from clausewise.model.policy import (
    Dates,
    Handbook,
    OnFact,
    PerUnit,
    Policy,
    Text,
    TextList,
    WindowTerms,
)
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Passage, Source
from clausewise.source.yaml_reader import Fields, Node, read_yaml
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date, DaysDuration, Time, parse_duration

VOCABULARY = """\
events: {clocking: {fields: {check_in: time}}, leave: {fields: {from: date, to: date}}}
outcomes:
  late:
    effect: finding
    fields:
      minutes: {type: number, unit: minutes}
      level: {type: string, one_of: [first, repeated], optional: true}
      days: {type: list of string, optional: true}
"""


def node(text: str) -> Node:
    root, told = read_yaml(Source("policy.yaml", text))
    assert root is not None
    assert told == []
    return root


def fields(text: str) -> Fields:
    root = node(text)
    assert isinstance(root, Fields)
    return root


def said(told: list[Diagnostic]) -> list[str]:
    return [f"{one.span} {one.code} {one.message('en')}" for one in told]


def policy(text: str) -> tuple[Policy, list[str]]:
    vocabulary, _ = read_vocabulary([fields(VOCABULARY)], "")
    found, told = read_policy(fields(text), vocabulary, "file", Path())
    return found, said(told)


def handbook(text: str, folder: str = "41-tea-house") -> tuple[Handbook, list[str]]:
    found, told = read_handbook(fields(text), folder)
    return found, said(told)


def words(passage: object) -> str | None:
    return passage.text if isinstance(passage, Passage) else None


# handbook.yaml


def test_what_a_handbook_leaves_out_has_a_usual_value() -> None:
    found, told = handbook("clauses: {}")

    assert told == []
    assert (found.name, found.number) == ("tea-house", "41")
    assert (found.time_zone, found.currency, found.day_starts) == ("Asia/Shanghai", "CNY", None)
    assert found.effective == Dates()
    assert found.calendar == Calendar()


def test_a_handbook_says_its_clauses_and_where_they_are_carried_out() -> None:
    found, told = handbook("""\
handbook: tea-house
effective: {from: 2020-01-01}
day_starts: 04:00
calendar: {country: none, workweek: [mon, sat], clause: "1.6"}
timetable: [{shifts: [[09:00, 12:00]], clause: "1.7"}]
clauses:
  "1.5": {kind: duty, obligations: [tidy]}
  "1.6": {kind: definition}
  "1.7": {kind: definition, summary: {zh: 钟点}}
""")

    assert told == []
    assert found.effective == Dates(Date.of(2020, 1, 1), None)
    assert found.day_starts == Time.parse("04:00:00")
    assert (found.calendar.country, found.calendar.workweek) == (None, (1, 6))
    assert (found.calendar_clause, found.timetable_clause) == (("1.6",), ("1.7",))
    assert [(one.id, one.kind, one.obligations) for one in found.clauses.values()] == [
        ("1.5", "duty", ("tidy",)),
        ("1.6", "definition", ()),
        ("1.7", "definition", ()),
    ]


def test_what_is_wrong_in_a_handbook_is_told_in_one_go() -> None:
    _, told = handbook("""\
time_zone: Asia/Shangai
effective: {from: 2024-01-01, to: 2023-01-01}
calendar: {country: XX, extra_holidays: [2024-02-30], clause: "2"}
timetable: [{from: 02-31, to: 12-31, shifts: [[09:00, 12:00]]}]
clauses: {"1": {kind: rule}}
""")

    assert told == [
        "policy.yaml:3:63 CW352 clause '2' is not registered",
        "policy.yaml:1:12 CW378 there is no time zone called 'Asia/Shangai'",
        "policy.yaml:2:35 CW361 the dates are the wrong way round: from 2024-01-01 to 2023-01-01",
        "policy.yaml:3:21 CW382 there is no statutory calendar for 'XX'",
        "policy.yaml:3:42 CW552 the value '2024-02-30' of field 'extra_holidays' is not a date",
        "policy.yaml:4:20 CW379 '02-31' is no day of the year",
    ]


def test_calendar_terms_are_laid_over_others_key_by_key() -> None:
    base = Calendar(country="CN", workweek=(1, 2, 3), extra_holidays=frozenset())

    found, told = read_calendar(fields("extra_workdays: [2024-06-08]"), base)

    assert told == []
    assert found == Calendar(
        country="CN", workweek=(1, 2, 3), extra_workdays=frozenset({Date.of(2024, 6, 8)})
    )


def test_a_timetable_row_without_dates_holds_all_year() -> None:
    found, told = read_timetable(node("[{name: plain, shifts: [[09:00, 18:00]]}]"))

    assert told == []
    assert [(row.name, row.from_day, row.to_day) for row in found.rows] == [("plain", None, None)]


# parameters, definitions, tables


def test_parameters_have_the_values_of_their_types() -> None:
    found, told = policy("""\
parameters:
  latest: {type: time, value: 10:00}
  notice: {type: days and time duration, value: PT4H}
  fine: {type: number, unit: CNY, value: 1_000.50}
  open: {type: number, value: null, decided_by: company}
  rate:
    type: number
    values: [{from: 2024-01-01, value: 0.2}, {value: 0.1, source: old}]
""")

    assert told == ["policy.yaml:4:42 CW550 the value '1_000.50' of field 'fine' is not a number"]
    assert [(one.name, one.values[0].value) for one in found.parameters] == [
        ("latest", Time.parse("10:00:00")),
        ("notice", DaysDuration(4 * 3600 * 10**9)),
        ("fine", None),
        ("open", None),
        ("rate", Decimal("0.1")),
    ]
    assert [value.since for value in found.parameters[4].values] == [None, Date.of(2024, 1, 1)]
    assert parse_duration("PT4H") == found.parameters[1].values[0].value


def test_a_block_of_rows_is_cut_at_bars_outside_quotes() -> None:
    found, told = policy("""\
tables:
  rate:
    inputs: [sales, origin]
    outputs: {rate: number, extra: boolean}
    rows: |
      <= 1  | "a|b" | 0.1 | true
      -     | not("\\"|") | 0.2 | false
    default: {rate: 0, extra: false}
""")

    table = found.tables[0]
    assert told == []
    assert (table.hit, table.file) == ("UNIQUE", None)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["<= 1", '"a|b"', "0.1", "true"],
        ["-", 'not("\\"|")', "0.2", "false"],
    ]
    assert str(table.rows[1][1].part(0, 3)) == "policy.yaml:7:15"
    assert {name: cell.text for name, cell in (table.default or {}).items()} == {
        "rate": "0",
        "extra": "false",
    }


def test_one_default_does_not_do_for_two_outputs() -> None:
    _, told = policy("""\
tables:
  rate: {inputs: [a], outputs: [b, c], rows: [["-", 1, 2]], default: 0}
""")

    assert told == [
        "policy.yaml:2:70 CW392 this table has several outputs, so one default is not enough"
    ]


def test_rows_may_lie_in_a_file_beside_the_policy(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("origin,rate\n-,0.1\n", "utf-8")
    text = "tables: {rate: {inputs: [origin], outputs: [rate], rows: rates.csv}}"
    vocabulary, _ = read_vocabulary([], "")

    found, told = read_policy(fields(text), vocabulary, "file", tmp_path)

    assert told == []
    assert [[cell.text for cell in row] for row in found.tables[0].rows] == [["-", "0.1"]]
    assert found.tables[0].file == "rates.csv"


def test_bands_rise_and_only_the_last_has_no_end() -> None:
    found, told = policy("""\
brackets:
  scale:
    bands: [{up_to: 10, rate: 0.1, extra: true}, {rate: 0.2}, {up_to: 5, rate: 2%}]
""")

    assert told == [
        "policy.yaml:3:57 CW395 this band of 'scale' has no bound (up_to), but it is not the last",
        "policy.yaml:3:80 CW390 '2%' has a percent sign and is no number",
        "policy.yaml:3:71 CW370 the bound of this band, 5, is not above 10, that of the band before",
    ]
    assert [(band.up_to, band.rate, band.further) for band in found.brackets[0].bands] == [
        (Decimal(10), Decimal("0.1"), {"extra": True}),
        (None, Decimal("0.2"), {}),
        (Decimal(5), None, {}),
    ]


# rules


def test_a_rule_is_read_with_all_its_keys() -> None:
    found, told = policy("""\
policy: hours
rules:
  - id: late
    clause: ["1.1", "1.2"]
    title: late
    on: [clocking, leave]
    date: clocking.date
    scope: true
    former: true
    each: {shift: schedule.shifts}
    with:
      plain: clocking
      before: {kind: clocking, window: {before: P7D}, where: clocking.check_in != null}
      month: {kind: [clocking, leave], window: month}
      off: {kind: leave, overlapping: period}
    let: {minutes: 1}
    when: [a, {check: b, say: {zh: 乙}}]
    expect: {fact: leave, where: c, opens: d, within: PT24H}
    needs: [clocking]
    unless: [{when: e, clause: "1.3", because: excused}]
    overrides: [other]
    once: month
    then:
      - {outcome: late, minutes: minutes, level: "{f}", days: [mon, tue], when: g, note: h}
      - {outcome: late, minutes: 1, employee: null, amount: 5}
    allow: [{code: CW401, because: considered}]
    effective: {from: 2024-01-01, to: 2024-12-31}
""")

    rule = found.rules[0]
    assert told == []
    assert (found.name, rule.id, rule.clauses) == ("hours", "late", ("1.1", "1.2"))
    assert rule.trigger == OnFact(("clocking", "leave"))
    assert (words(rule.date), words(rule.scope), rule.former) == ("clocking.date", "true", True)
    assert [(name, words(passage)) for name, passage in rule.each] == [("shift", "schedule.shifts")]
    assert [(one.name, one.kinds, one.window, words(one.where)) for one in rule.reads] == [
        ("plain", ("clocking",), WindowTerms("own"), None),
        ("before", ("clocking",), WindowTerms("before", "P7D"), "clocking.check_in != null"),
        ("month", ("clocking", "leave"), WindowTerms("around", "month"), None),
        ("off", ("leave",), WindowTerms("overlapping", "period"), None),
    ]
    assert [(words(one.check), one.say) for one in rule.when] == [("a", {}), ("b", {"zh": "乙"})]
    assert rule.expect is not None
    assert (rule.expect.fact, words(rule.expect.within)) == ("leave", "PT24H")
    assert [name for name, _ in rule.needs] == ["clocking"]
    assert [(words(one.condition), one.clauses) for one in rule.unless] == [("e", ("1.3",))]
    assert [name for name, _ in rule.overrides] == ["other"]
    assert rule.once is not None
    assert rule.once[0] == "month"
    assert rule.allow == {"CW401": "considered"}
    assert rule.effective == Dates(Date.of(2024, 1, 1), Date.of(2024, 12, 31))
    first, second = rule.outcomes
    assert (first.company, second.company, words(second.amount)) == (False, True, "5")
    level, days = first.fields["level"], first.fields["days"]
    assert words(first.fields["minutes"]) == "minutes"
    assert isinstance(level, Text)
    assert [words(piece) for piece in level.pieces] == ["f"]
    assert isinstance(days, TextList)
    assert days.items == ("mon", "tue")
    assert str(rule.name_spans["minutes"]) == "policy.yaml:16:11"


def test_a_rule_for_each_unit_has_no_fact() -> None:
    found, _ = policy("""\
rules: [{id: a, clause: "1", per: [employee, week], then: {outcome: late, minutes: 1}}]
""")

    assert found.name == "file"
    assert found.rules[0].trigger == PerUnit("week")


def test_texts_have_holes_that_end_where_their_own_brackets_do() -> None:
    found, told = policy("""\
rules:
  - {id: a, clause: "1", on: leave, then: {outcome: late, minutes: 1, days: 'x'}}
  - id: b
    clause: "1"
    on: leave
    then: {outcome: late, minutes: 1, level: 'a {{x: "}"}.x} b{ y }'}
""")

    level = found.rules[1].outcomes[0].fields["level"]
    assert isinstance(level, Text)
    assert told == []
    assert [one if isinstance(one, str) else (one.text,) for one in level.pieces] == [
        "a ", ('{x: "}"}.x',), " b", ("y",),
    ]  # fmt: skip


def test_words_that_an_outcome_does_not_know_are_told_where_they_stand() -> None:
    _, told = policy("""\
rules:
  - {id: a, clause: "1", on: leave, then: {outcome: late, minuets: 1, level: frist}}
  - {id: b, clause: "1", on: leave, then: {outcome: lates, minutes: 1}}
""")

    assert told == [
        "policy.yaml:2:59 CW355 outcome 'late' has no field 'minuets'",
        "policy.yaml:2:78 CW373 'frist' is not one of the values allowed",
        "policy.yaml:3:53 CW354 there is no outcome called 'lates'",
    ]
