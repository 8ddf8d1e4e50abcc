"""Handbooks clause by clause: what each became, and which are carried by nothing."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import PurePath
from typing import Any

from attrs import frozen

from clausewise.model.policy import Book, Clause, Labels
from clausewise.plan.carriers import Carrier, carriers_of
from clausewise.source.diagnostic import Language

KINDS = ("rule", "duty", "procedure", "definition", "informational")
_WORDS: Mapping[str, Labels] = {
    "rule": {"zh": "规则", "en": "rule"},
    "duty": {"zh": "义务", "en": "duty"},
    "procedure": {"zh": "程序", "en": "procedure"},
    "definition": {"zh": "定义", "en": "definition"},
    "informational": {"zh": "说明", "en": "informational"},
    "exception": {"zh": "例外", "en": "exception of"},
    "obligation": {"zh": "违规裁定", "en": "breach rule"},
    "parameter": {"zh": "参数", "en": "parameter"},
    "table": {"zh": "决策表", "en": "table"},
    "brackets": {"zh": "分档", "en": "brackets"},
    "ladder": {"zh": "阶梯", "en": "ladder"},
    "timetable": {"zh": "作息表", "en": "timetable"},
    "calendar": {"zh": "日历", "en": "calendar"},
    "clauses": {"zh": "条", "en": "clauses"},
    "carried": {"zh": "已落实", "en": "carried out"},
    "explained": {"zh": "已说明", "en": "explained"},
    "neither": {"zh": "没有落实也没有说明", "en": "neither carried out nor explained"},
    "changed": {"zh": "原文已改，或登记册里没有", "en": "whose text changed, or not registered"},
    "executable": {"zh": "可执行", "en": "executable"},
}


@frozen
class ClauseReport:
    """One clause with what carries it.  `open`: neither carried nor explained.

    `changed`: its text is not the one whose digest the register has.
    """

    clause: Clause
    carriers: tuple[Carrier, ...]
    changed: bool = False

    @property
    def explained(self) -> bool:
        return self.clause.kind == "informational" and bool(self.clause.reason)

    @property
    def open(self) -> bool:
        return not self.carriers and not self.explained


@frozen
class BookReport:
    """One handbook, clause by clause.  `unregistered`: clauses of the source that it lacks."""

    book: Book
    clauses: tuple[ClauseReport, ...]
    unregistered: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Nothing is open, nothing was edited since, and nothing of the source is left out."""
        faulty = any(one.open or one.changed for one in self.clauses)
        return not faulty and not self.unregistered


def book_report(book: Book, digests: Mapping[str, str] | None = None) -> BookReport:
    """`digests` are those of the source's clauses by id, where there is a source to hold against."""
    carriers = carriers_of(book)
    clauses = tuple(
        ClauseReport(clause, carriers[clause.id], _is_changed(clause, digests))
        for clause in book.handbook.clauses.values()
    )
    lacking = tuple(one for one in digests or () if one not in book.handbook.clauses)
    return BookReport(book, clauses, lacking)


def _is_changed(clause: Clause, digests: Mapping[str, str] | None) -> bool:
    if digests is None or clause.digest is None:
        return False
    return digests.get(clause.id) != clause.digest.removeprefix("sha256:")


# As text, json, html, and the page of the documentation


def as_text(reports: Sequence[BookReport], language: Language) -> str:
    lines: list[str] = []
    for report in reports:
        lines.append(_headline(report, language))
        for one in report.clauses:
            if one.open:
                words = f"{one.clause.id}  {_label(one.clause.summary, language)}"
                lines.append(f"  {_said('neither', language)}: {words}")
            if one.changed:
                lines.append(f"  {_said('changed', language)}: {one.clause.id}")
        lines += [f"  {_said('changed', language)}: {one}" for one in report.unregistered]
    done = sum(report.complete for report in reports)
    clauses = sum(len(report.clauses) for report in reports)
    shares = sum(bool(one.carriers) for report in reports for one in report.clauses)
    summary = f"{done}/{len(reports)}, {clauses} {_said('clauses', language)}"
    lines.append(f"{summary}, {_said('executable', language)} {shares / max(1, clauses):.0%}")
    return "\n".join(lines) + "\n"


def _headline(report: BookReport, language: Language) -> str:
    handbook = report.book.handbook
    counts = Counter[str](one.clause.kind for one in report.clauses)
    kinds = ", ".join(f"{_said(kind, language)} {counts[kind]}" for kind in KINDS if counts[kind])
    carried = sum(bool(one.carriers) for one in report.clauses)
    explained = sum(one.explained and not one.carriers for one in report.clauses)
    mark = "✓" if report.complete else "✗"
    return (
        f"{mark} {handbook.number or ''} {_label(handbook.title, language)}: "
        f"{len(report.clauses)} {_said('clauses', language)} ({kinds}); "
        f"{_said('carried', language)} {carried}, {_said('explained', language)} {explained}"
    )


def as_json(reports: Sequence[BookReport], language: Language) -> str:
    document = [
        {
            "handbook": report.book.handbook.name,
            "number": report.book.handbook.number,
            "complete": report.complete,
            "unregistered": list(report.unregistered),
            "clauses": [_clause_json(one, language) for one in report.clauses],
        }
        for report in reports
    ]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _clause_json(one: ClauseReport, language: Language) -> dict[str, Any]:
    return {
        "clause": one.clause.id,
        "kind": one.clause.kind,
        "summary": _label(one.clause.summary, language),
        "reason": _label(one.clause.reason, language) or None,
        "open": one.open,
        "changed": one.changed,
        "carried_by": [
            {"part": carrier.part, "name": carrier.name, "at": _at(carrier)}
            for carrier in one.carriers
        ],
    }


def as_html(reports: Sequence[BookReport], language: Language) -> str:
    """One self-contained page."""
    rows = []
    for report in reports:
        title = _label(report.book.handbook.title, language)
        rows.append(
            f"<tr><th colspan=4>{escape(report.book.handbook.number or '')} {escape(title)}</th></tr>"
        )
        for one in report.clauses:
            became = "<br>".join(escape(_became(c, language)) for c in one.carriers)
            why = became or escape(_label(one.clause.reason, language))
            state = ' class="open"' if one.open or one.changed else ""
            rows.append(
                f"<tr{state}><td>{escape(one.clause.id)}</td>"
                f"<td>{escape(_said(one.clause.kind, language))}</td>"
                f"<td>{escape(_label(one.clause.summary, language))}</td><td>{why}</td></tr>"
            )
    style = (
        "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
        "td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}"
        ".open{background:#fdd}"
    )
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>clausewise</title>'
        f"<style>{style}</style><table>{''.join(rows)}</table></html>\n"
    )


def as_page(reports: Sequence[BookReport], folder: str) -> str:
    """docs/handbooks.md: clause by clause, what each became, linked to the place in `folder`."""
    lines = [
        "# The handbooks, clause by clause",
        "",
        "Made by `python -m tests.docs.handbooks`; what each clause became, and where.",
        "",
    ]
    for report in reports:
        handbook = report.book.handbook
        lines += [f"## {handbook.number} {_label(handbook.title, 'en')}", ""]
        lines += ["| clause | kind | in short | became |", "| --- | --- | --- | --- |"]
        for one in report.clauses:
            became = "; ".join(_link(c, folder) for c in one.carriers)
            why = became or f"*{_label(one.clause.reason, 'en')}*"
            summary = _label(one.clause.summary, "en").replace("|", "\\|")
            lines.append(f"| {one.clause.id} | {one.clause.kind} | {summary} | {why} |")
        lines.append("")
    return "\n".join(lines)


def _link(carrier: Carrier, folder: str) -> str:
    path = "/".join(PurePath(carrier.span.source.name).parts[-2:])
    line, _ = carrier.span.source.line_and_column(carrier.span.start)
    return f"{_said(carrier.part, 'en')} [{carrier.name}]({folder}/{path}#L{line})"


def _became(carrier: Carrier, language: Language) -> str:
    return f"{_said(carrier.part, language)} {carrier.name} ({_at(carrier)})"


def _at(carrier: Carrier) -> str:
    line, _ = carrier.span.source.line_and_column(carrier.span.start)
    return f"{'/'.join(PurePath(carrier.span.source.name).parts[-2:])}:{line}"


def _said(word: str, language: Language) -> str:
    return _WORDS[word][language]


def _label(labels: str | Labels | None, language: Language) -> str:
    if labels is None or isinstance(labels, str):
        return labels or ""
    return labels.get(language) or next(iter(labels.values()), "")


WRITERS: Mapping[str, Callable[[Sequence[BookReport], Language], str]] = {
    "text": as_text,
    "json": as_json,
    "html": as_html,
}


def open_clauses(reports: Sequence[BookReport]) -> Iterator[str]:
    """The ids of the clauses that are neither carried nor explained."""
    return (one.clause.id for report in reports for one in report.clauses if one.open)
