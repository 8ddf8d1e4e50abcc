"""An answer as tables with plain cells, for spreadsheets, CSV and Parquet."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from clausewise.model.facts import Rejected
from clausewise.model.ruling import Answer, Finding, Ruling
from clausewise.report.findings import why
from clausewise.report.lines import account_line, as_json, money, note_line, reason_of
from clausewise.report.phrases import COLUMNS, EFFECTS
from clausewise.report.words import Words

Cell = str | int | None


@frozen
class Sheet:
    """A table: its name and those of its columns, as files know them, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


RULING_COLUMNS = (
    "status", "id", "rule", "clause", "handbook", "outcome", "effect", "employee", "date",
    "period", "amount", "currency", "fields", "facts", "policy",
)  # fmt: skip
FINDING_COLUMNS = (
    "status", "id", "rule", "clause", "handbook", "employee", "date", "period", "missing", "due",
    "by", "facts", "policy",
)  # fmt: skip
REJECTED_COLUMNS = ("status", "file", "line", "reason", "field", "value")


def rulings_sheet(answer: Answer) -> Sheet:
    return Sheet("rulings", RULING_COLUMNS, tuple(map(_ruling, answer.rulings)))


def findings_sheet(answer: Answer, words: Words) -> Sheet:
    rows = tuple(_finding(one, words) for one in answer.findings)
    return Sheet("findings", FINDING_COLUMNS, rows)


def rejected_sheet(answer: Answer, words: Words) -> Sheet:
    rows = tuple(_rejected(one, words) for one in answer.rejected)
    return Sheet("rejected", REJECTED_COLUMNS, rows)


def worded_sheets(answer: Answer, words: Words) -> tuple[Sheet, ...]:
    """Rulings, findings, rejected rows and the account as a person reads them."""
    return (
        worded(rulings_sheet(answer), words),
        worded(findings_sheet(answer, words), words),
        worded(rejected_sheet(answer, words), words),
        account_sheet(answer, words),
    )


def worded(sheet: Sheet, words: Words) -> Sheet:
    """With labels for what has one, and the employee's name beside the id."""
    rows = []
    for row in sheet.rows:
        cells = dict(zip(sheet.columns, row, strict=True))
        cells["status"] = words.status(str(cells["status"]))
        if "outcome" in cells:
            cells["outcome"] = words.outcome(str(cells["outcome"]))
            cells["effect"] = EFFECTS[str(cells["effect"])].say(words.language)
        if "employee" in cells:
            who = cells["employee"]
            cells["employee"] = words.say("company") if who is None else who
        rows.append(tuple(cells.values()))
    return Sheet(sheet.name, sheet.columns, tuple(rows))


def account_sheet(answer: Answer, words: Words) -> Sheet:
    """What became of each row read, and the notes on the run below."""
    rows: list[tuple[Cell, ...]] = [
        (COLUMNS[name].say(words.language), count)
        for name, count in account_line(answer.account).items()
    ]
    rows += [(note_line(note, words.language)["message"], None) for note in answer.notes]
    return Sheet("account", ("account", "rows"), tuple(rows))


def together(sheets: Sequence[Sheet], name: str) -> Sheet:
    """One table of all rows; columns that a row does not have are empty."""
    columns = tuple(dict.fromkeys(column for sheet in sheets for column in sheet.columns))
    rows = tuple(
        tuple(dict(zip(sheet.columns, row, strict=True)).get(column) for column in columns)
        for sheet in sheets
        for row in sheet.rows
    )
    return Sheet(name, columns, rows)


def fields_text(fields: Mapping[str, Any]) -> str:
    """`basis=absenteeism; days=0.5`."""
    return "; ".join(f"{name}={_text(as_json(value))}" for name, value in fields.items())


def _text(value: Any) -> str:
    return ", ".join(map(_text, value)) if isinstance(value, list) else str(value)


def _ruling(ruling: Ruling) -> tuple[Cell, ...]:
    amount = None if ruling.amount is None else money(ruling.amount, ruling.currency)
    return (
        ruling.status, ruling.id, ruling.rule, ", ".join(ruling.clause), ruling.handbook,
        ruling.outcome, ruling.effect, ruling.employee, str(ruling.date), ruling.period,
        amount, ruling.currency, fields_text(ruling.fields), ", ".join(ruling.because.facts),
        ruling.policy,
    )  # fmt: skip


def _finding(finding: Finding, words: Words) -> tuple[Cell, ...]:
    due = None if finding.due is None else str(finding.due)
    by = None if finding.by is None else why(finding, words)
    return (
        finding.status, finding.id, finding.rule, ", ".join(finding.clause), finding.handbook,
        finding.employee, str(finding.date), finding.period, ", ".join(finding.missing) or None,
        due, by, ", ".join(finding.because.facts), finding.policy,
    )  # fmt: skip


def _rejected(rejected: Rejected, words: Words) -> tuple[Cell, ...]:
    reason = reason_of(rejected, words.language)
    place = rejected.place
    return "rejected", place.file, place.line, reason, rejected.field, rejected.value
