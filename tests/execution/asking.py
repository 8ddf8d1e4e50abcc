"""A small company to ask: policies as text and facts in a line, answers as lines."""

import re
import tempfile
import textwrap
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clausewise.engine import derive_with, evaluate, read_plans
from clausewise.intake.events import read_facts
from clausewise.intake.month import period_of, read_completeness
from clausewise.intake.roster import read_roster
from clausewise.intake.rows import rows_of
from clausewise.intake.settings import Replacements, setting_of
from clausewise.intake.typed import Fault
from clausewise.model.ruling import Answer, Finding, Ruling
from clausewise.plan.plan import Plan
from clausewise.source.plain_nodes import node_of
from clausewise.source.yaml_reader import Fields
from clausewise.values.temporal import Date
from clausewise.values.text import feel_string

ZONE = ZoneInfo("Asia/Shanghai")
VOCABULARY = {
    "events.yaml": """
enums:
  role: [chair, supervisor]
  level: [mild, firm, severe]
  obligation: [dress, honesty, secrecy]
events:
  clocking:
    daily: true
    fields:
      check_in: {type: time, optional: true}
      status: {type: string, one_of: [present, absent], optional: true}
      days: {type: number, unit: days, default: 1}
      away: {type: number, unit: days, value: if status != null then (if status = "absent" then days else 0) else if check_in = null then days else 0}
  memo:
    label: {zh: 便条}
    fields:
      topic: {type: string, optional: true, label: {zh: 主题}}
      size: {type: number, optional: true}
      ok: {type: boolean, optional: true}
      day: {type: date, optional: true}
      moment: {type: date and time, optional: true}
      client: {type: string, optional: true}
      pieces: {type: number, default: 2}
  call: {fields: {topic: {type: string, optional: true}, size: {type: number, optional: true}, ok: {type: boolean, optional: true}}}
  leave:
    fields:
      from: {type: date and time, optional: true}
      to: {type: date and time, optional: true}
      decision: {type: string, one_of: [approved, refused], optional: true}
  visit: {company: true, fields: {size: {type: number, optional: true}, from: {type: time, optional: true}, to: {type: time, optional: true}}}
  breach:
    fields:
      obligation: {type: obligation}
      severity: {type: string, one_of: [minor, gross], optional: true}
      confirmed: {type: boolean, optional: true}
  settled_ruling: {fields: {outcome: {type: string}, amount: {type: number, unit: CNY, optional: true}, clause: {type: string, optional: true}}}
  waiver: {fields: {ruling: {type: string, optional: true}, rule: {type: string, optional: true}, by: {type: role}, reason: {type: string, optional: true}}}
""",
    "outcomes.yaml": """
outcomes:
  fault:
    effect: finding
    fields:
      points: {type: number, optional: true}
      why: {type: string, optional: true}
      mark: {type: level, optional: true}
      tags: {type: list of string, optional: true}
      day: {type: date, optional: true}
  warning: {effect: finding, fields: {points: {type: number, optional: true}, why: {type: string, optional: true}}}
  final: {effect: sanction, fields: {}}
  fine: {effect: deduction, fields: {basis: {type: string}}}
  bonus: {effect: payment, fields: {}}
  notice: {effect: notice, fields: {what: {type: string}, points: {type: number}}}
  violation: {effect: finding, fields: {obligation: {type: obligation}, severity: {type: string, optional: true}, evidence: {type: string, optional: true}}}
  discipline: {effect: sanction, fields: {level: {type: level, optional: true}}}
""",
    "employee.yaml": """
employee:
  fields:
    id: {type: string}
    hired: {type: date}
    left: {type: date, optional: true}
    team: {type: string, optional: true, label: {zh: 班组}}
    wage: {type: number, unit: CNY, optional: true}
    abroad: {type: boolean, optional: true}
""",
}
HANDBOOK = """
language: 1
handbook: small
title: {en: A small company}
calendar: {country: none, workweek: [mon, tue, wed, thu, fri]}
timetable: [{shifts: [["09:00", "12:00"], ["13:00", "18:00"]]}]
"""
ANNE = {"id": "a", "hired": "2020-01-01", "team": "shop", "wage": "100"}


def said(policy: str, *facts: dict[str, Any], **how: Any) -> list[str]:
    """What is said of June 2024, line by line in the order of the output."""
    answer = asked(policy, *facts, **how)
    return said_of(answer)


def said_of(answer: Answer) -> list[str]:
    assert answer.account.balanced
    assert answer.rejected == ()
    answers: list[Ruling | Finding] = [*answer.rulings, *answer.findings]
    rules = {one.id: one.rule for one in answers}
    answers.sort(key=lambda one: (one.employee or "", one.date.ordinal, one.rule, one.id))
    return [_line(one, rules) for one in answers]


def asked(
    policy: str,
    *facts: dict[str, Any],
    period: str = "2024-06",
    as_of: str | None = None,
    complete: Any = "all",
    employees: Any = (ANNE,),
    handbook: str = "",
    **replaced: Any,
) -> Answer:
    """The whole answer.  `policy` is the text of a policy, or of one rule without id and clause."""
    plan = plan_of(policy, handbook)
    days = period_of(period)
    assert not isinstance(days, Fault)
    completeness, faults = read_completeness(complete, plan.vocabulary.event_words)
    assert faults == []
    until = days.last if as_of is None else day(as_of)
    setting, told = setting_of(plan, days, until, completeness, _replacements(replaced))
    assert told == []
    roster, rejected = read_roster(list(employees), plan.vocabulary, ZONE)
    assert rejected == []
    rows = rows_of(list(facts))
    ledger = read_facts(rows, plan.vocabulary, ZONE, plan.handbook.day_starts, derive_with(plan))
    return evaluate([plan], roster, ledger, lambda _: setting)


def fact(kind: str, when: str, **fields: Any) -> dict[str, Any]:
    """A fact of Anne's in 2024: `when` is 06-03, 06-03T09:00, or with a year of its own."""
    full = when if re.match(r"\d{4}", when) else f"2024-{when}"
    who = {"employee": fields.pop("who", "a")}
    if who["employee"] is None:
        who = {}
    clock = {"at": f"{full}:00"} if "T" in full else {"date": full}
    return {"kind": kind, **who, **clock, **fields}


def day(text: str) -> Date:
    found = Date.parse(text)
    assert found is not None
    return found


def plan_of(policy: str, handbook: str = "") -> Plan:
    """The plan; an assertion that shows the messages where the policy has errors."""
    plan, errors = _read(textwrap.dedent(policy).strip(), textwrap.dedent(handbook).strip())
    assert plan is not None, errors
    return plan


def errors_of(policy: str, handbook: str = "") -> tuple[str, ...]:
    """The codes of the errors in a policy."""
    _, errors = _read(textwrap.dedent(policy).strip(), textwrap.dedent(handbook).strip())
    return tuple(error.partition(" ")[0] for error in errors)


@cache
def _read(policy: str, handbook: str) -> tuple[Plan | None, tuple[str, ...]]:
    if not re.search(r"^(rules|ladders|parameters|policy):", policy, re.MULTILINE):
        rule = textwrap.indent(policy, "    ").strip()
        policy = f'rules:\n  - id: r\n    clause: "1"\n    {rule}'
    if not policy.startswith("policy:"):
        policy = f"policy: p\n{policy}"
    cited = re.findall(r'clause: (".+?"|\[.+?\])', policy)
    clauses = sorted({"1", *(name for one in cited for name in re.findall(r'"(.+?)"', one))})
    register = "\n".join(f'  "{clause}": {{kind: rule}}' for clause in clauses)
    if "clauses:" not in handbook:
        handbook += f"\nclauses:\n{register}"
    own = set(re.findall(r"^(\w+):", handbook, re.MULTILINE))
    general = [line for line in HANDBOOK.strip().split("\n") if line.split(":")[0] not in own]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "vocabulary").mkdir()
        (root / "1-small").mkdir()
        for name, text in VOCABULARY.items():
            (root / "vocabulary" / name).write_text(text, "utf-8")
        (root / "1-small" / "handbook.yaml").write_text(
            "\n".join([*general, handbook, ""]), "utf-8"
        )
        (root / "1-small" / "p.yaml").write_text(policy + "\n", "utf-8")
        plans = read_plans(root)
    errors = tuple(
        f"{one.code} {one.message('en')}" for one in plans.told if one.severity.value == "error"
    )
    return (plans.plans[0] if plans.plans and not errors else None), errors


def _replacements(replaced: dict[str, Any]) -> Replacements:
    nodes = {name: node_of(value, name) for name, value in replaced.items()}
    calendar, parameters = nodes.get("calendar"), nodes.get("parameters")
    return Replacements(
        calendar if isinstance(calendar, Fields) else None,
        nodes.get("timetable"),
        parameters if isinstance(parameters, Fields) else None,
    )


def _line(answer: Ruling | Finding, rules: dict[str, str]) -> str:
    day_of = f"{answer.date}"[5:] if answer.date.year == 2024 else f"{answer.date}"
    head = f"{answer.employee or '–'} {day_of} {answer.rule}"
    if isinstance(answer, Ruling):
        parts = {"amount": answer.amount, **answer.fields}
        told = (
            f"{name}={feel_string(value)}" for name, value in parts.items() if value is not None
        )
        return " ".join([f"{head}: {answer.outcome}", *told])
    return f"{head}? {answer.status}{_why(answer, rules)}"


def _why(finding: Finding, rules: dict[str, str]) -> str:
    by = finding.by or {}
    match finding.status:
        case "undetermined":
            return f": {', '.join(finding.missing)}"
        case "pending":
            return f" until {finding.due}"
        case "excepted":
            return f" by {', '.join(by['clause'])}"
        case "displaced":
            names = sorted({rules.get(one, one) for one in by["ruling"]})
            once = f" once {by['once']}" if "once" in by else ""
            return f" by {', '.join(names)}{once}"
        case _:
            return f" by {by['by']}"
