"""Small wrong texts, each with the code it is told by, and the same text written rightly."""

from typing import Literal

from attrs import frozen

from clausewise.intake.schemas import FileKind
from tests.docs.rule_examples import MISSING, MUTUAL
from tests.docs.table_examples import TABLES

Form = FileKind | Literal["yaml", "expression", "rule", "further policy", "facts", "roster"]
"""A file of that kind, YAML of no kind, an expression of a policy; of the tea house, one more rule,
a policy without its heading, facts as JSON lines, or a roster as CSV."""


@frozen
class Example:
    code: str
    form: Form
    wrong: str
    right: str


EXPRESSIONS = tuple(
    Example(code, "expression", wrong, right)
    for code, wrong, right in (
        ("CW201", "grace ＞ 5", "grace > 5"),
        ("CW202", "grace == 5", "grace = 5"),
        ("CW203", "grace > 5 && away > 3", "grace > 5 and away > 3"),
        ("CW204", "!(grace > 5)", "not(grace > 5)"),
        ("CW205", 'attendance.status = "absent', 'attendance.status = "absent"'),
        ("CW206", "grace > 10%", "grace > 0.1"),
        ("CW207", "grace > 12,000", "grace > 12000"),
        ("CW208", "grace > 10万", "grace > 100000"),
        ("CW209", "grace > 5away", "grace > 5 * away"),
        ("CW210", "attendance.date > 2024-06-01", 'attendance.date > date("2024-06-01")'),
        ("CW211", "attendance.check_in > 10:00", 'attendance.check_in > time("10:00:00")'),
        ("CW212", "grace $ 5", "grace > 5"),
        ("CW213", "attendance.status = “absent”", 'attendance.status = "absent"'),
        ("CW220", "  // nothing", "grace > 5  // minutes"),
        ("CW223", "grace > 1e99999", "grace > 1e9"),
        ("CW224", "{a: 1, a: 2}", "{a: 1, b: 2}"),
        (
            "CW225",
            'substring("abc", start position: 1)',
            'substring(string: "abc", start position: 1)',
        ),
        ("CW230", "(grace + 1", "(grace + 1)"),
        ("CW231", "grace + 1)", "grace + 1"),
        ("CW232", "grace > 5 and", "grace > 5 and away > 3"),
        ("CW233", "if grace > 5 then 1", "if grace > 5 then 1 else 0"),
        ("CW234", "> 5", "grace > 5"),
        ("CW235", "grace > and away", "grace > away"),
        ("CW236", "for x return 1", "for x in receipts return 1"),
        ("CW237", "grace: 5", "grace = 5"),
        ("CW238", "grace > * 2", "grace > away * 2"),
        ("CW239", "grace > 5 away", "grace > 5 + away"),
        ("CW240", "grace > 5 AND away > 3", "grace > 5 and away > 3"),
        ("CW241", "grace in 1..5", "grace in [1..5]"),
        ("CW301", "grase > 1", "grace > 1"),
        ("CW302", "qqqq > 1", "grace > 1"),
        ("CW303", "grace > 十五", "grace > 15"),
        ("CW304", "one two three > 1", "grace > 1"),
        ("CW305", "attendance.chek_in", "attendance.check_in"),
        ("CW306", "attendance.zzz", "attendance.check_in"),
        ("CW307", "attendance.date.yaer", "attendance.date.year"),
        ("CW308", "grace.days > 1", "grace > 1"),
        ("CW309", '@"2024-13-01"', '@"2024-12-01"'),
        (
            "CW310",
            "attendance.date = attendance.check_in",
            'attendance.check_in = time("10:00:00")',
        ),
        ("CW311", "grace + attendance.date", 'attendance.date + duration("P1D") * grace'),
        ("CW312", 'grace in [1.."a"]', "grace in [1..2]"),
        ("CW313", "grace = [1..5]", "grace in [1..5]"),
        ("CW314", 'attendance.status = "abscent"', 'attendance.status = "absent"'),
        ("CW315", 'attendance.status = "late"', 'attendance.status = "present"'),
        (
            "CW316",
            "employee.daily_wage > attendance.days",
            "employee.daily_wage * attendance.days > 100",
        ),
        ("CW317", "(1, 2)", "[1, 2]"),
        ("CW318", 'receipts["x"]', 'receipts[item.order = "x"]'),
        ("CW319", 'function(x) external {java: "x"}', "function(x) x + 1"),
        ("CW320", "grace(1) > 1", "grace > 1"),
        ("CW321", "cuont(receipts) > 1", "count(receipts) > 1"),
        ("CW322", "frobnicate(receipts)", "count(receipts)"),
        ("CW323", 'substring("abc")', 'substring("abc", 2)'),
        ("CW324", "round half up(attendance.date, 2)", "round half up(grace, 2)"),
        (
            "CW325",
            'substring(text: "abc", start position: 1)',
            'substring(string: "abc", start position: 1)',
        ),
        ("CW326", "grace instance of numbr", "grace instance of number"),
        ("CW327", "if grace then 1 else 2", "if grace > 0 then 1 else 2"),
        ("CW329", "count receipts", "count(receipts)"),
        ("CW331", "grace > null", "grace != null"),
        ("CW330", 'attendance.check_in >= "10:00"', 'attendance.check_in >= time("10:00:00")'),
    )
)

YAML = tuple(
    Example(code, "yaml", wrong, right)
    for code, wrong, right in (
        (
            "CW101",
            "parameters:\n  notice: {type: number, value: 4}\n  notice: {type: number, value: 5}\n",
            "parameters:\n  notice: {type: number, value: 4}\n  warning: {type: number, value: 5}\n",
        ),
        ("CW102", "# nothing yet\n", "policy: hours\n"),
        ("CW106", "policy: hours\n---\npolicy: leave\n", "policy: hours\n"),
        (
            "CW107",
            "first: &shared 5\n",
            "first: 5\n",
        ),
        ("CW108", "when: != 3\n", "when: minutes != 3\n"),
        ("CW109", "clauses:\n  22.1: {kind: rule}\n", 'clauses:\n  "22.1": {kind: rule}\n'),
        ("CW110", "words:\n  [a, b]: c\n", "words:\n  '[a, b]': c\n"),
        ("CW113", "weight: .nan\n", "weight: 0.5\n"),
        ("CW114", "rules:\n  - id: lａte-fine\n", "rules:\n  - id: late-fine\n"),
        ("CW115", "rules:\n  - id: late\u200b-fine\n", "rules:\n  - id: late-fine\n"),
        ("CW120", "rules:\n\t- id: late\n", "rules:\n  - id: late\n"),
        ("CW121", "policy: hours\ntitle：作息\n", "policy: hours\ntitle: 作息\n"),
        ("CW122", "rows:\n  - [A, > 10, 0.5]\n", 'rows:\n  - [A, "> 10", 0.5]\n'),
        ("CW123", "note: each time: 20 yuan\n", "note: 'each time: 20 yuan'\n"),
        ("CW124", 'when: "paid" in words\n', "when: '\"paid\" in words'\n"),
        ("CW125", 'title: "Hours\nrules: []\n', 'title: "Hours"\nrules: []\n'),
        ("CW126", "rows:\n  - [(10..30], 20]\n", 'rows:\n  - ["(10..30]", 20]\n'),
        (
            "CW127",
            'rules:\n  - id: late\n   clause: "22.1"\n',
            'rules:\n  - id: late\n    clause: "22.1"\n',
        ),
        ("CW128", "default: -\n", 'default: "-"\n'),
        ("CW129", "policy: hours\nrules\n  - id: late\n", "policy: hours\nrules:\n  - id: late\n"),
        ("CW130", 'where: "matches(code, \\d+)"\n', "where: 'matches(code, \\d+)'\n"),
        (
            "CW131",
            'rules:\n  - id:late\n    clause: "22.1"\n',
            'rules:\n  - id: late\n    clause: "22.1"\n',
        ),
        ("CW133", "title: {zh: 作息\nrules: []\n", "title: {zh: 作息}\nrules: []\n"),
        ("CW139", "policy: hours\n...\nrules: []\n", "policy: hours\nrules: []\n"),
        ("CW141", "paid: yes\n", "paid: true\n"),
        ("CW142", "code: 007\n", 'code: "007"\n'),
        ("CW143", "amount: 12_000\n", "amount: 12000\n"),
        ("CW144", "title: rule #3 of leave\n", "title: 'rule #3 of leave'\n"),
    )
)

_RULE = 'policy: hours\nrules:\n  - id: late\n    clause: "22.1"\n    on: attendance\n'
_THEN = "    then: {outcome: late}\n"


def _rule(line: str) -> str:
    return f"{_RULE}    {line}\n{_THEN}"


_TABLE = """\
policy: hours
tables:
  points:
    clause: "22.1"
    inputs: [minutes]
    outputs: {{points: number}}
    rows:
      - [{cell}, 0]
"""


def _handbook(line: str) -> str:
    return (
        f"handbook: hours\ntitle: Hours\ntime_zone: Asia/Shanghai\ncurrency: CNY\n{line}\n"
        + _CLAUSES
    )


def _timetable(row: str) -> str:
    return _handbook(f"timetable:\n  - {row}")


def _mapping(line: str) -> str:
    fields = "{kind: attendance, fields: {employee: {column: id}}}"
    return f"mapping: clock\n{line}\nfacts:\n  - {fields}\n"


_CLAUSES = 'clauses:\n  "22.1": {kind: rule, summary: {zh: 上班, en: work}}\n'

FILES = (
    Example(
        "CW150", "policy", _rule("wehn: attendance.days > 0"), _rule("when: attendance.days > 0")
    ),
    Example("CW151", "policy", _rule("remark: later"), _RULE + _THEN),
    Example("CW152", "policy", "title: Hours\n", "policy: hours\ntitle: Hours\n"),
    Example("CW153", "policy", "- policy: hours\n", "policy: hours\n"),
    Example(
        "CW154",
        "policy",
        _RULE.replace('"22.1"', "22.1") + _THEN,
        _RULE + _THEN,
    ),
    Example(
        "CW155",
        "policy",
        "policy: hours\ndefinitions:\n  sources: [1, 2]\n",
        "policy: hours\ndefinitions:\n  sources: '[1, 2]'\n",
    ),
    Example(
        "CW156",
        "policy",
        "policy: hours\ndefinitions:\n  rate: {a: 1}\n",
        "policy: hours\ndefinitions:\n  rate: '{a: 1}'\n",
    ),
    Example("CW157", "policy", _rule("needs: attendance"), _rule("needs: [attendance]")),
    Example("CW158", "policy", _RULE + "    then: late\n", _RULE + _THEN),
    Example("CW159", "mapping", _mapping("first_row: two"), _mapping("first_row: 2")),
    Example("CW160", "policy", _rule("former: sometimes"), _rule("former: true")),
    Example("CW161", "policy", _rule("when:"), _rule("when: attendance.days > 0")),
    Example(
        "CW162",
        "policy",
        _RULE + "    then: {outcome: late, employee: E01}\n",
        _RULE + "    then: {outcome: late, employee: null}\n",
    ),
    Example(
        "CW163",
        "vocabulary",
        "outcomes:\n  late: {effect: findings}\n",
        "outcomes:\n  late: {effect: finding}\n",
    ),
    Example(
        "CW164",
        "vocabulary",
        "outcomes:\n  late: {effect: zzz}\n",
        "outcomes:\n  late: {effect: finding}\n",
    ),
    Example(
        "CW165",
        "policy",
        _rule("per: [employee, day]"),
        _RULE + _THEN,
    ),
    Example(
        "CW166",
        "policy",
        _rule("effective: {from: 2024/6/1}"),
        _rule("effective: {from: 2024-06-01}"),
    ),
    Example(
        "CW167",
        "handbook",
        _timetable("{name: all, from: 1-1, to: 12-31, shifts: [[09:00, 12:00]]}"),
        _timetable("{name: all, from: 01-01, to: 12-31, shifts: [[09:00, 12:00]]}"),
    ),
    Example("CW168", "handbook", _handbook("day_starts: 4am"), _handbook("day_starts: 04:00")),
    Example(
        "CW170",
        "handbook",
        _handbook('number: "22"').replace("CNY", "yuan"),
        _handbook('number: "22"'),
    ),
    Example(
        "CW173",
        "handbook",
        _timetable("{name: all, from: 01-01, to: 12-31, shifts: [[09:00, 12:00, 14:00]]}"),
        _timetable("{name: all, from: 01-01, to: 12-31, shifts: [[09:00, 12:00], [14:00, 18:00]]}"),
    ),
    Example("CW177", "policy", _TABLE.format(cell="[0..10]"), _TABLE.format(cell='"[0..10]"')),
    Example(
        "CW178",
        "mapping",
        _mapping("header_row: 0"),
        _mapping("header_row: 1"),
    ),
    Example(
        "CW169",
        "policy",
        _RULE.replace("late", "Late_Arrival") + _THEN,
        _RULE.replace("late", "late-arrival") + _THEN,
    ),
    Example(
        "CW171",
        "policy",
        _rule("allow: [{code: late, because: meant so}]"),
        _rule("allow: [{code: CW402, because: meant so}]"),
    ),
    Example(
        "CW172",
        "policy",
        _RULE.replace('"22.1"', "[]") + _THEN,
        _RULE.replace('"22.1"', '["22.1"]') + _THEN,
    ),
    Example(
        "CW174",
        "handbook",
        _handbook("calendar: {country: CN, workweek: [mon, tue, mon]}"),
        _handbook("calendar: {country: CN, workweek: [mon, tue, wed]}"),
    ),
    Example(
        "CW175",
        "policy",
        _rule("let: {}"),
        _rule("let: {behind: attendance.days}"),
    ),
    Example(
        "CW176",
        "policy",
        _rule("with: {paid: {kind: payment, where: f(a, payment.type)}}"),
        _rule("with: {paid: {kind: payment, where: 'f(a, payment.type)'}}"),
    ),
    Example(
        "CW179",
        "policy",
        _RULE.replace("on: attendance", "per: [month, week]") + _THEN,
        _RULE.replace("on: attendance", "per: [employee, week]") + _THEN,
    ),
    Example(
        "CW180",
        "policy",
        "policy: hours\nparameters:\n  grace: {type: number}\n",
        "policy: hours\nparameters:\n  grace: {type: number, value: 5}\n",
    ),
)

_NEW = (
    '  - id: example\n    clause: "1.3"\n    title: {zh: 例, en: An example}\n'
    "    per: [employee, workday]\n    with: {clockings: clocking}\n"
)
_ABSENT = "    then: {outcome: absence, days: full_day}\n"

RULES = (
    Example(
        "CW401",
        "rule",
        _NEW + "    when: count(clockings) = 0\n" + _ABSENT,
        _NEW + "    needs: [clocking]\n    when: count(clockings) = 0\n" + _ABSENT,
    ),
    Example(
        "CW402",
        "rule",
        _NEW + "    when: count(clockings) > 3\n" + _ABSENT,
        _NEW + "    when: count(clockings) > late_often\n" + _ABSENT,
    ),
    Example(
        "CW403",
        "rule",
        _NEW.replace(", en: An example", "") + _ABSENT,
        _NEW + _ABSENT,
    ),
)


def _sale(fields: str = "", *, amount: str = "100", envelope: str = '"date": "2024-06-03"') -> str:
    given = f'"kind": "sale", "employee": "E01", {envelope}'
    return f'{{{given}, "order": "1", "amount": {amount}, "origin": "self"{fields}}}\n'


_CLOCKING = '{"kind": "clocking", "employee": "E01", "date": "2024-06-03", %s}\n'
_LEAVE = (
    '{"kind": "leave", "employee": "E01", "date": "2024-06-03", "from": "2024-06-04", '
    '"to": "2024-06-04", "decided_at": "%s"}\n'
)
_ID = '"id": "s-%s", "date": "2024-06-03"'

FACTS = tuple(
    Example(code, "facts", wrong, right)
    for code, wrong, right in (
        ("CW530", _sale().replace("}", ""), _sale()),
        ("CW531", "[1, 2]\n", _sale()),
        ("CW532", _sale(', "order": "2"'), _sale()),
        ("CW540", _sale().replace('"sale"', '"sael"'), _sale()),
        ("CW541", _sale().replace('"kind": "sale", ', ""), _sale()),
        ("CW542", _sale(', "delivered": "2024-06-05"'), _sale(', "delivered_on": "2024-06-05"')),
        ("CW543", _sale().replace('"order": "1", ', ""), _sale()),
        ("CW544", _sale(envelope='"note": "big"'), _sale()),
        (
            "CW545",
            _sale(envelope='"date": "2024-06-03", "at": "2024-06-04T10:00:00"'),
            _sale(envelope='"date": "2024-06-04", "at": "2024-06-04T10:00:00"'),
        ),
        ("CW546", '{"kind": "late", "employee": "E01", "date": "2024-06-03"}\n', _sale()),
        ("CW548", _CLOCKING % '"away": true', _CLOCKING % '"check_in": "09:55"'),
        ("CW550", _sale(amount='"a lot"'), _sale(amount='"100.00"')),
        ("CW554", _LEAVE % "at noon", _LEAVE % "2024-06-03T12:00:00"),
        ("CW557", _sale().replace('"self"', '"shop"'), _sale()),
        ("CW552", _sale(envelope='"date": "third of June"'), _sale()),
        (
            "CW570",
            _sale(envelope=_ID % "1") + _sale(envelope=_ID % "1", amount="200"),
            _sale(envelope=_ID % "1") + _sale(envelope=_ID % "2", amount="200"),
        ),
    )
)

_STAFF = "id,hired,shop\n"
ROSTERS = tuple(
    Example(code, "roster", wrong, right)
    for code, wrong, right in (
        ("CW580", "id,hired,shop,hat\nE01,2023-01-03,main,red\n", _STAFF + "E01,2023-01-03,main\n"),
        ("CW581", _STAFF + ",2023-01-03,main\n", _STAFF + "E01,2023-01-03,main\n"),
        (
            "CW582",
            _STAFF + "E01,2023-01-03,main\nE01,2023-01-03,branch\n",
            "id,hired,shop,from\nE01,2023-01-03,main,\nE01,2023-01-03,branch,2024-01-01\n",
        ),
        ("CW583", "id,hired\nE01,2023-01-03\n", _STAFF + "E01,2023-01-03,main\n"),
        (
            "CW584",
            "id,hired,left,shop\nE01,2023-01-03,2022-01-03,main\n",
            "id,hired,left,shop\nE01,2022-01-03,2023-01-03,main\n",
        ),
    )
)

PROVED = (
    *(Example(code, "rule", wrong, right) for code, wrong, right in TABLES),
    *(Example(code, "further policy", wrong, right) for code, wrong, right in (MISSING, *MUTUAL)),
)

EXAMPLES = (*EXPRESSIONS, *YAML, *FILES, *RULES, *PROVED, *FACTS, *ROSTERS)
