"""A small company with tests of its own: policies and cases as text, what tests lack as lines."""

from pathlib import Path

from clausewise.testing.coverage import Item, Watch, coverage_of, thresholds_covered
from clausewise.testing.item_words import told
from clausewise.testing.run import run_tests
from clausewise.testing.wording import said_of

VOCABULARY = {
    "events.yaml": """
events:
  clocking:
    label: {zh: 打卡, en: clocking}
    fields:
      check_in: {type: time, optional: true, label: {zh: 上班打卡, en: clock-in}}
      status: {type: string, one_of: [present, absent], default: present}
  sale:
    fields:
      amount: {type: number, unit: CNY}
      pieces: {type: number, optional: true}
      paid_on: {type: date, optional: true}
      own: {type: boolean, optional: true}
  permission: {fields: {granted: {type: boolean, optional: true}}}
  slip: {fields: {topic: {type: string, optional: true}}}
""",
    "outcomes.yaml": """
outcomes:
  late: {effect: finding, fields: {minutes: {type: number, unit: minutes, optional: true}}}
  bonus: {effect: payment, fields: {}}
  warning: {effect: sanction, fields: {level: {type: string, optional: true}}}
""",
    "employee.yaml": """
employee:
  fields:
    id: {type: string}
    hired: {type: date}
    post: {type: string, one_of: [clerk, driver], optional: true}
""",
}
HANDBOOK = """
language: 1
handbook: small
number: "01"
time_zone: Asia/Shanghai
currency: CNY
calendar: {country: none, workweek: [mon, tue, wed, thu, fri]}
timetable: [{shifts: [[09:00, 18:00]]}]
timetable_clause: "1"
clauses:
  "1": {kind: rule, summary: {zh: 一, en: one}}
"""


def written(tmp_path: Path, policy: str, tests: str = "tests: []\n") -> Path:
    """The folder of a handbook with one policy file and the tests beside it."""
    book = tmp_path / "01-small"
    (tmp_path / "vocabulary").mkdir(exist_ok=True, parents=True)
    book.mkdir(exist_ok=True, parents=True)
    for name, text in VOCABULARY.items():
        (tmp_path / "vocabulary" / name).write_text(text.lstrip(), "utf-8")
    (book / "handbook.yaml").write_text(HANDBOOK.lstrip(), "utf-8")
    (book / "rules.yaml").write_text("policy: rules\n" + policy.lstrip("\n"), "utf-8")
    (book / "rules.test.yaml").write_text(tests.lstrip("\n"), "utf-8")
    return book


def items(book: Path) -> list[Item]:
    watch = Watch()
    results = run_tests([book], prepare=watch.watched)
    assert "".join(said_of(one, "en") for one in results) == ""
    return [*coverage_of(results, watch), *thresholds_covered(watch)]


def lacking(book: Path) -> list[str]:
    """What no test of the handbook exercises, a line each."""
    return [told(item, "en") for item in items(book) if not item.exercised]
