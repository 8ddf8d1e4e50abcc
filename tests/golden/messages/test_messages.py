"""What commands say of data and requests that they cannot use, each message as it is read.

One file a language, a block for each message.  UPDATE_GOLDEN=1 writes them anew: read the difference
as the person would who gets it.
"""

import os
import re
from pathlib import Path
from shutil import copytree
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from clausewise.cli.main import main
from clausewise.intake.events import read_facts
from clausewise.intake.rows import csv_rows, json_rows
from clausewise.intake.vocabulary import read_vocabulary
from clausewise.report.lines import reason_of
from clausewise.source.diagnostic import Language
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, read_yaml

HERE = Path(__file__).parent
SHOP = HERE.parent / "shop"
SLIPS = HERE.parent / "check" / "policies"

# Rows

KINDS = """\
events:
  notice:
    company: true
    fields: {text: {type: string}}
  work:
    fields:
      done: {type: boolean, optional: true}
      took: {type: days and time duration, optional: true}
      notice: {type: years and months duration, optional: true}
      parts: {type: list of number, optional: true}
      place: {type: context, optional: true, fields: {city: {type: string}, floor: {type: number}}}
      by: {type: string, optional: true}
      on: {type: date, optional: true}
"""
ROWS = {
    "CW533": "kind,employee,date\nwork,E01,2024-06-03,too,many\n",
    "CW534": 'kind,employee,date,by\nwork,E01,2024-06-03,"Li\n',
    "CW547": '{"kind": "notice", "employee": "E01", "date": "2024-06-03", "text": "x"}',
    "CW551": '{"done": "perhaps"}',
    "CW555": '{"took": "P1M"}',
    "CW556": '{"notice": "PT4H"}',
    "CW558": '{"by": 7}',
    "CW559": '{"parts": {"a": 1}}',
    "CW560": '{"place": "Hangzhou"}',
    "CW561": '{"place": {"town": "Hangzhou"}}',
    "CW562": '{"on": "2024-06-03T09:00:00"}',
    "CW571": '{"id": "a", "replaces": "b"}\n{"id": "b", "replaces": "a"}',
    "CW572": '{"id": "a"}\n{"id": "b", "replaces": "a"}\n{"id": "c", "replaces": "a"}',
}


def of_rows(text: str, language: Language) -> str:
    root, _ = read_yaml(Source("events.yaml", KINDS))
    assert isinstance(root, Fields)
    vocabulary, told = read_vocabulary([root], "")
    assert told == []
    if text.startswith("{"):
        ours = '"kind": "work", "employee": "E01", "date": "2024-06-03", '
        whole = re.sub(r'^\{(?!"kind")', "{" + ours, text, flags=re.MULTILINE)
        rows = json_rows(whole, "events.jsonl")
    else:
        rows = csv_rows(text, "events.csv")
    rejected = read_facts([rows], vocabulary, ZoneInfo("Asia/Shanghai")).rejected
    return "\n".join(f"{one.place} [{one.code}] {reason_of(one, language)}" for one in rejected)


# Commands, in a folder with the shop's policies and its month

EVALUATE = ("evaluate", "policies", "month")
TEST = ("test", "fails.test.yaml", "--policies", "policies")
FAILING = """\
tests:
  - title: nobody sold anything, and yet
    handbook: "01"
    employees: [{id: E01, hired: 2023-01-03}]
    events: []
    period: 2024-06
    expect: [{clause: "1.1"}]
"""
FILES: dict[str, bytes] = {
    "bytes.csv": b"kind,employee\n\xff\xff\x81,E01\n",
    "events.doc": b"x",
    "twice.csv": b"kind,date,date\n",
    "empty.yaml": b"employees: none\n",
    "stranger.jsonl": b'{"kind": "sale", "employee": "E09", "date": "2024-06-03", "amount": 5}\n',
    "other.csv": b"a,b\n1,2\n",
    "wrong.yaml": b"mapping: x\nfacts: 3\n",
    "fails.test.yaml": FAILING.encode(),
    "holds.test.yaml": FAILING.replace('[{clause: "1.1"}]', "[]").encode(),
    "rulings.jsonl": b'{"status": "ruling"}\n',
    "gone/month.yaml": b"period: 2024-06\nemployees: r.csv\nevents: [lost.csv]\n",
    "day/month.yaml": b"period: 2024-06\nemployees: ../month/roster.csv\nevents: [../month/rest.jsonl]\nparameters: {opening: 08:30}\n",
}
CALLS: dict[str, tuple[str, ...]] = {
    "CW504": (*EVALUATE, "--complete", "attendence"),
    "CW501": (*EVALUATE, "--period", "June"),
    "CW502": (*EVALUATE, "--period", "2024-13"),
    "CW503": (*EVALUATE, "--period", "2024-06-09..2024-06-01"),
    "CW510": ("evaluate", "policies", "nothing.csv", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW513": ("evaluate", "policies", "bytes.csv", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW517": ("evaluate", "policies", "events.doc", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW518": ("evaluate", "policies", "twice.csv", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW585": ("evaluate", "policies", "month/rest.jsonl", "--period", "2024-06", "--employees", "empty.yaml"),
    "CW590": ("evaluate", "policies", "policies"),
    "CW592": ("evaluate", "policies", "gone"),
    "CW593": (*EVALUATE, "--as-of", "soon"),
    "CW594": ("evaluate", "policies", "other.csv", "--reader", "dingtakl", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW597": ("evaluate", "policies", "other.csv", "--reader", "dingtalk", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW586": ("evaluate", "policies", "month/rest.jsonl", "--reader", "dingtalk", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW588": ("evaluate", "policies", "other.csv", "--reader", "wrong.yaml", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW601": ("evaluate", "policies", "stranger.jsonl", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW602": ("evaluate", "policies", "day"),
    "CW603": ("evaluate", "policies", "stranger.jsonl", "--period", "2024-06", "--employees", "month/roster.csv"),
    "CW604": EVALUATE,
    "CW605": ("evaluate", "policies", "day"),
    "CW606": ("what-if", *EVALUATE[1:], "--set", "openning=09:00"),
    "CW611": ("evaluate", "policies", "month/rest.jsonl", "--employees", "month/roster.csv"),
    "CW612": ("evaluate", "policies", "month/rest.jsonl", "--period", "2024-06"),
    "CW650": (*EVALUATE, "-o", "answer.doc"),
    "CW651": (*EVALUATE, "--engine", "spark"),
    "CW652": (*EVALUATE, "--on-bad-event", "stop"),
    "CW653": ("explain", "rulings.jsonl", "r-1"),
    "CW656": (*EVALUATE, "-o", "nowhere/answer.csv"),
    "CW657": ("evaluate", "slips", "month"),
    "CW658": ("test", "policies", "-k", "nothing like it"),
    "CW659": ("check", "--explain", "CW699"),
    "CW662": ("why", *EVALUATE[1:], "--employee", "E09"),
    "CW663": ("why", *EVALUATE[1:], "--employee", "E01", "--rule", "lait"),
    "CW665": ("what-if", *EVALUATE[1:], "--vary", "opening=1"),
    "CW666": ("what-if", *EVALUATE[1:], "--reading", "opening=early"),
    "CW667": ("what-if", *EVALUATE[1:], "--vary", "full_day=2..1/1"),
    "CW668": ("what-if", *EVALUATE[1:], "--vary", "full_day=0..1000/1"),
    "CW669": ("what-if", *EVALUATE[1:]),
    "CW670": ("init", "policies"),
    "CW671": ("vocabulary", "atendance"),
    "CW672": ("vocabulary", "sale.amonut"),
    "CW673": ("check", "slips", "--fix"),
    "CW680": ("test", "holds.test.yaml", *TEST[2:], "--threshold", "90"),
    "CW681": (*TEST, "--suggest", "-o", "fails.test.yaml"),
    "CW682": (*TEST, "--suggest", "-o", "more.yaml"),
    "CW683": (*TEST, "--suggest"),
    "CW684": (*TEST, "--suggest", "--coverage"),
    "CW685": (*TEST, "-o", "more.test.yaml"),
}  # fmt: skip


def of_call(arguments: tuple[str, ...], language: Language) -> str:
    called = CliRunner().invoke(main, [*arguments, "--lang", language])
    assert called.exception is None or isinstance(called.exception, SystemExit)
    return called.stderr.strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("messages")
    for name in ("policies", "month"):
        copytree(SHOP / name, made / name)
    copytree(SLIPS, made / "slips")
    for name, content in FILES.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(content)
    return made


def block(code: str, text: str) -> str:
    """The part of what was said that the code is about: its line, and the hint below it."""
    lines = text.split("\n")
    found = [n for n, line in enumerate(lines) if f"[{code}]" in line]
    assert found, f"{code} is not said:\n{text}"
    hints = [n + 1 for n in found if "".join(lines[n + 1 : n + 2]).startswith("  =")]
    return "\n".join(lines[n] for n in sorted([*found, *hints]))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said(language: Language, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    blocks = [block(code, of_rows(text, language)) for code, text in ROWS.items()]
    blocks += [block(code, of_call(call, language)) for code, call in CALLS.items()]
    said = "\n\n".join(blocks) + "\n"
    answer = HERE / f"messages.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        answer.write_text(said, "utf-8")

    assert answer.read_text("utf-8") == said
