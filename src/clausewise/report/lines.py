"""An answer as JSON objects, one a ruling, finding or rejected row, in the order of interfaces.md."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from clausewise.model.facts import Rejected
from clausewise.model.ruling import Account, Answer, Because, Finding, Ruling
from clausewise.source.catalogue import CATALOGUE
from clausewise.source.diagnostic import Language, Remark
from clausewise.values.number import plain
from clausewise.values.types import Record

Line = dict[str, Any]

# ISO 4217: how many places an amount of these has; of all others, two.
_PLACES: Mapping[str, int] = {
    **dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def lines_of(answer: Answer, language: Language = "zh") -> Iterator[Line]:
    """Every ruling and finding by employee (the company first), date, rule and id; then what was
    rejected, by file and line.  `language` is that of the reasons why a row was rejected."""
    decided: list[Ruling | Finding] = [*answer.rulings, *answer.findings]
    for one in sorted(decided, key=_place):
        yield ruling_line(one) if isinstance(one, Ruling) else finding_line(one)
    for rejected in sorted(answer.rejected, key=_in_files):
        yield rejected_line(rejected, language)


def json_lines(answer: Answer, language: Language = "zh") -> Iterator[str]:
    """The same, each as a line of text with its line end."""
    return (json.dumps(line, ensure_ascii=False) + "\n" for line in lines_of(answer, language))


def json_document(answer: Answer, language: Language = "zh") -> str:
    """All of an answer as one JSON object: rulings, findings, rejected, account, notes."""
    document = {
        "rulings": [ruling_line(one) for one in sorted(answer.rulings, key=_place)],
        "findings": [finding_line(one) for one in sorted(answer.findings, key=_place)],
        "rejected": [
            rejected_line(one, language) for one in sorted(answer.rejected, key=_in_files)
        ],
        "account": account_line(answer.account),
        "notes": [note_line(note, language) for note in answer.notes],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def ruling_line(ruling: Ruling) -> Line:
    return {
        "status": ruling.status,
        "id": ruling.id,
        "rule": ruling.rule,
        "clause": list(ruling.clause),
        "handbook": ruling.handbook,
        "outcome": ruling.outcome,
        "effect": ruling.effect,
        "employee": ruling.employee,
        "date": str(ruling.date),
        "period": ruling.period,
        "amount": None if ruling.amount is None else money(ruling.amount, ruling.currency),
        "currency": ruling.currency,
        "fields": as_json(ruling.fields),
        "because": _because(ruling.because),
        "policy": ruling.policy,
    }


def finding_line(finding: Finding) -> Line:
    """The keys of a ruling but for what only a ruling has; then `missing`, `due` or `by`."""
    line: Line = {
        "status": finding.status,
        "id": finding.id,
        "rule": finding.rule,
        "clause": list(finding.clause),
        "handbook": finding.handbook,
        "employee": finding.employee,
        "date": str(finding.date),
        "period": finding.period,
        "because": _because(finding.because),
        "policy": finding.policy,
    }
    if finding.status == "undetermined":
        line["missing"] = list(finding.missing)
    elif finding.status == "pending":
        line["due"] = as_json(finding.due)
    else:
        line["by"] = as_json(finding.by)
    return line


def rejected_line(rejected: Rejected, language: Language) -> Line:
    return {
        "status": "rejected",
        "file": rejected.place.file,
        "line": rejected.place.line,
        "reason": reason_of(rejected, language),
        "field": rejected.field,
        "value": rejected.value,
    }


def reason_of(rejected: Rejected, language: Language) -> str:
    """Why the row could not be read, and what would be right."""
    entry = CATALOGUE[rejected.code]
    zh = language == "zh"
    message = (entry.zh if zh else entry.en).format_map(rejected.blanks)
    hint = (entry.hint_zh if zh else entry.hint_en).format_map(rejected.blanks)
    return message + (("；" if zh else "; ") + hint if hint else "")


def account_line(account: Account) -> Line:
    names = ("read", "used", "unused", "superseded", "duplicate", "outside", "rejected")
    return {name: getattr(account, name) for name in names}


def note_line(note: Remark, language: Language) -> Line:
    return {"code": note.code, "message": note.message(language)}


def money(amount: Decimal, currency: str | None) -> str:
    """With the places of the currency, and more where the amount has more digits than these.

    >>> money(Decimal("46"), "CNY"), money(Decimal("46.125"), "CNY"), money(Decimal("46.0"), "JPY")
    ('46.00', '46.125', '46')
    """
    whole, _, digits = plain(amount).partition(".")
    digits = digits.rstrip("0").ljust(_PLACES.get(currency or "", 2), "0")
    return f"{whole}.{digits}" if digits else whole


def as_json(value: Any) -> Any:
    """A value as JSON has it: numbers and dates as text, a fact by its id."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal | int):
        return plain(Decimal(value))
    if isinstance(value, Record) and value["id"] is not None:
        return value["id"]
    if isinstance(value, Mapping):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, Iterable):
        return [as_json(part) for part in value]
    return str(value)


def _because(because: Because) -> Line:
    line: Line = {
        "facts": list(because.facts),
        "values": as_json(because.values),
        "parameters": as_json(because.parameters),
        "steps": [
            {"expression": step.expression, "value": as_json(step.value), "at": step.at}
            for step in because.steps
        ],
    }
    if because.defaults:
        line["defaults"] = list(because.defaults)
    return line


def _place(one: Ruling | Finding) -> tuple[bool, str, int, str, str]:
    return one.employee is not None, one.employee or "", one.date.ordinal, one.rule, one.id


def _in_files(rejected: Rejected) -> tuple[str, int, str]:
    return rejected.place.file, rejected.place.line, rejected.code
