"""Two answers to the same facts held against each other: what is ruled otherwise, for whom, for how much."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any, Literal

from attrs import field, frozen

from clausewise.model.ruling import Answer, Finding, Ruling
from clausewise.plan.plan import Plan
from clausewise.report.edits import Edit, because_of
from clausewise.report.findings import why
from clausewise.report.layout import hanging, left, right
from clausewise.report.lines import Line, finding_line, money, ruling_line
from clausewise.report.page import document
from clausewise.report.phrases import EFFECTS, Phrase
from clausewise.report.words import Words
from clausewise.source.terminal import width
from clausewise.values.number import plain

COLUMNS = 100
Sort = Literal["appears", "vanishes", "changes"]
Writer = Callable[["Changes", Words], str]

SAID: Mapping[str, Phrase] = {
    "summary": Phrase(
        "新增 {appears} 条裁定，减少 {vanishes} 条，改变 {changes} 条；其余 {same} 条不变。",
        "{appears} rulings appear, {vanishes} vanish, {changes} change; {same} stay as they are.",
    ),
    "undecided": Phrase(
        "无法判定: 由 {before} 条变为 {after} 条。", "Undetermined: {before} before, {after} after."
    ),
    "nothing": Phrase("结果完全相同。", "The answers are the same."),
    "money": Phrase("金额", "Money"),
    "by_employee": Phrase("按员工", "By employee"),
    "by_clause": Phrase("按条款", "By clause"),
    "edits": Phrase("改动的地方", "What was edited"),
    "rulings": Phrase("裁定的变化", "What is ruled otherwise"),
    "appears": Phrase("新增", "appears"),
    "vanishes": Phrase("减少", "vanishes"),
    "changes": Phrase("改变", "changes"),
    "before": Phrase("原来", "before"),
    "after": Phrase("现在", "after"),
    "difference": Phrase("差额", "difference"),
    "because": Phrase("因为 {edits}", "because of {edits}"),
    "instead": Phrase("现在是: {said}", "now: {said}"),
    "formerly": Phrase("原来是: {said}", "it was: {said}"),
    "wording": Phrase("（只改了说明文字）", " (wording alone)"),
    "parameter": Phrase("参数 {name}", "parameter {name}"),
    "definition": Phrase("定义 {name}", "definition {name}"),
    "table": Phrase("决策表 {name}", "table {name}"),
    "brackets": Phrase("分档 {name}", "brackets {name}"),
    "ladder": Phrase("阶梯 {name}", "ladder {name}"),
    "rule": Phrase("规则 {name}", "rule {name}"),
    "clause": Phrase("条款 {name}", "clause {name}"),
    "handbook": Phrase("手册的 {name}", "{name} of the handbook"),
    "word": Phrase("词汇 {name}", "the word {name}"),
    "title": Phrase("两个版本的比较", "Two versions compared"),
}


@frozen
class Change:
    """One ruling that one of the answers has, or that both have in another way.

    `instead`: the finding about the same rule and subject where there is no ruling.
    """

    before: Ruling | None
    after: Ruling | None
    instead: Finding | None
    because: tuple[Edit, ...] = field(repr=False)

    @property
    def ruling(self) -> Ruling:
        one = self.after or self.before
        assert one is not None
        return one

    @property
    def sort(self) -> Sort:
        if self.before is None:
            return "appears"
        return "vanishes" if self.after is None else "changes"


@frozen
class Total:
    """What is owed before and after: payments count up, deductions down.  `of` is whose it is."""

    of: str | None
    currency: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


@frozen
class Changes:
    """`same` counts the rulings that both answers have; `undecided` the undetermined findings."""

    changes: tuple[Change, ...]
    same: int
    undecided: tuple[int, int]
    by_effect: tuple[Total, ...]
    by_employee: tuple[Total, ...]
    by_clause: tuple[Total, ...]
    edits: tuple[Edit, ...]

    def count(self, sort: Sort) -> int:
        return sum(one.sort == sort for one in self.changes)


def changes_between(
    before: Answer,
    after: Answer,
    plans: tuple[Sequence[Plan], Sequence[Plan]],
    edits: Sequence[Edit] = (),
) -> Changes:
    """What of the second answer is not as in the first.

    A ruling is the same one where handbook, rule, employee, subject and its place in `then` are
    (its id says so); it changes where its date, clause, amount or fields do.  `plans`, of before
    and after, tell which of the edits a change comes from.
    """
    old = {one.id: one for one in before.rulings}
    new = {one.id: one for one in after.rulings}
    books = [{plan.handbook.name: plan for plan in own} for own in plans]
    blamed: dict[tuple[str, str], tuple[Edit, ...]] = {}
    found: list[Change] = []
    for id_ in dict.fromkeys((*old, *new)):
        one, other = old.get(id_), new.get(id_)
        if one is not None and other is not None and _says(one) == _says(other):
            continue
        ruling = other or one
        assert ruling is not None
        key = (ruling.handbook, ruling.rule)
        if key not in blamed:
            own = [named.get(ruling.handbook) for named in books]
            blamed[key] = because_of(edits, own, ruling.rule)
        lacking = None if one and other else (after if other is None else before)
        instead = None if lacking is None else _instead(lacking, ruling)
        found.append(Change(one, other, instead, blamed[key]))
    return Changes(
        tuple(sorted(found, key=_place)),
        len(old.keys() & new.keys()) - sum(one.sort == "changes" for one in found),
        (_undecided(before), _undecided(after)),
        _totals(before, after, lambda one: one.effect),
        _totals(before, after, lambda one: one.employee or ""),
        _totals(before, after, lambda one: f"{one.handbook} {', '.join(one.clause)}"),
        tuple(edits),
    )


def _says(ruling: Ruling) -> tuple[Any, ...]:
    return (
        ruling.clause, ruling.outcome, ruling.effect, ruling.date, ruling.amount, ruling.currency,
        ruling_line(ruling)["fields"],
    )  # fmt: skip


def _place(change: Change) -> tuple[str, int, str, str]:
    one = change.ruling
    return one.employee or "", one.date.ordinal, one.rule, one.id


def _instead(answer: Answer, ruling: Ruling) -> Finding | None:
    """What the other answer says of the same rule and subject."""
    wanted = (ruling.handbook, ruling.rule, ruling.employee, ruling.subject)
    for one in answer.findings:
        if (one.handbook, one.rule, one.employee, one.subject) == wanted:
            return one
    return None


def _undecided(answer: Answer) -> int:
    return sum(one.status == "undetermined" for one in answer.findings)


def signed(ruling: Ruling) -> Decimal | None:
    """What a ruling gives the employee: an amount that is deducted counts down; None for neither."""
    sign = {"payment": 1, "deduction": -1}.get(ruling.effect)
    return None if sign is None or ruling.amount is None else ruling.amount * sign


def _totals(before: Answer, after: Answer, whose: Callable[[Ruling], str]) -> tuple[Total, ...]:
    """Those that differ, in order."""
    sums: dict[tuple[str, str], list[Decimal]] = {}
    for at, answer in enumerate((before, after)):
        for ruling in answer.rulings:
            amount = signed(ruling)
            if amount is not None:
                key = (whose(ruling), ruling.currency or "")
                sums.setdefault(key, [Decimal(0), Decimal(0)])[at] += amount
    return tuple(
        Total(of, currency, one, other)
        for (of, currency), (one, other) in sorted(sums.items())
        if one != other
    )


# on a screen


def changes_text(found: Changes, words: Words) -> str:
    """The counts, the money, what was edited, and each ruling that is not as it was."""
    teller = _Teller(words)
    blocks = [[teller.summary(found)]]
    if found.undecided[0] != found.undecided[1]:
        blocks[0].append(teller.undecided(found))
    for name, totals in teller.totals(found):
        blocks.append([teller.say(name), *teller.table(name, totals)])
    if found.edits:
        blocks.append(
            [teller.say("edits"), *(line for one in found.edits for line in teller.edit(one))]
        )
    if found.changes:
        lines = [line for one in found.changes for line in teller.change(one)]
        blocks.append([teller.say("rulings"), *lines])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


class _Teller:
    def __init__(self, words: Words) -> None:
        self.words = words

    def say(self, phrase: str, **blanks: str) -> str:
        return SAID[phrase].say(self.words.language, **blanks)

    def summary(self, found: Changes) -> str:
        if not found.changes:
            return self.say("nothing")
        counts = {sort: str(found.count(sort)) for sort in _SORTS}
        return self.say("summary", same=str(found.same), **counts)

    def undecided(self, found: Changes) -> str:
        before, after = map(str, found.undecided)
        return self.say("undecided", before=before, after=after)

    def totals(self, found: Changes) -> Iterator[tuple[str, tuple[Total, ...]]]:
        """Each table of money that has a row."""
        by = (
            ("money", found.by_effect),
            ("by_employee", found.by_employee),
            ("by_clause", found.by_clause),
        )
        yield from ((name, totals) for name, totals in by if totals)

    def whose(self, name: str, total: Total) -> str:
        of = total.of or ""
        if name == "money":
            return EFFECTS[of].say(self.words.language)
        if name == "by_employee":
            return self.words.person(of or None)
        return of if len(self.words.plans) > 1 else of.partition(" ")[2]

    def cells(self, name: str, total: Total) -> tuple[str, ...]:
        amounts = [self.amount(one, total.currency) for one in (total.before, total.after)]
        plus = "+" if total.difference > 0 else ""
        more = plus + self.words.money(money(total.difference, total.currency), total.currency)
        return self.whose(name, total), *amounts, more

    def amount(self, amount: Decimal, currency: str) -> str:
        return self.words.money(money(amount, currency), None)

    def heads(self) -> tuple[str, ...]:
        return "", self.say("before"), self.say("after"), self.say("difference")

    def table(self, name: str, totals: Sequence[Total]) -> Iterator[str]:
        rows = [self.heads(), *(self.cells(name, total) for total in totals)]
        widths = [max(width(row[n]) for row in rows) for n in range(4)]
        for row in rows:
            cells = [left(row[0], widths[0]), *(right(row[n], widths[n]) for n in (1, 2, 3))]
            yield "  " + "  ".join(cells)

    def thing(self, edit: Edit) -> str:
        return self.say(edit.sort, name=edit.name)

    def edit(self, edit: Edit) -> Iterator[str]:
        yield f"  {edit.at} {self.thing(edit)}" + ("" if edit.counts else self.say("wording"))
        for sign, lines in (("-", edit.before), ("+", edit.after)):
            yield from (f"    {sign} {text.strip()}" for _, text in lines)

    def ruling(self, ruling: Ruling) -> str:
        words = self.words
        amount = (
            []
            if ruling.amount is None
            else [words.money(money(ruling.amount, ruling.currency), ruling.currency)]
        )
        fields = words.fields(ruling.outcome, ruling_line(ruling)["fields"])
        return words.say("comma").join([words.outcome(ruling.outcome), *amount, *fields])

    def told(self, change: Change) -> str:
        """The ruling; for one that changes, what it was and what it is."""
        if change.before is not None and change.after is not None:
            before, after = change.before, change.after
            first, second = self.ruling(before), self.ruling(after)
            if before.date != after.date:
                first, second = f"{before.date} {first}", f"{after.date} {second}"
            if before.clause != after.clause:
                first, second = (
                    f"{text} ({self.words.listed(one.clause)})"
                    for text, one in ((first, before), (second, after))
                )
            return f"{first} → {second}"
        return self.ruling(change.ruling)

    def also(self, change: Change) -> Iterator[str]:
        if change.instead is not None:
            said = f"{self.words.status(change.instead.status)} · {why(change.instead, self.words)}"
            yield self.say("instead" if change.after is None else "formerly", said=said)
        if change.because:
            edits = [f"{self.thing(one)} ({one.at})" for one in change.because]
            yield self.say("because", edits=self.words.listed(edits))

    def change(self, change: Change) -> Iterator[str]:
        one, words = change.ruling, self.words
        sign = {"appears": "+", "vanishes": "-", "changes": "~"}[change.sort]
        cited = ", ".join(one.clause)
        head = f"{words.person(one.employee)} {words.value(one.period or str(one.date))} {cited}"
        yield from hanging(f"  {sign} ", f"{head} {self.told(change)}", COLUMNS)
        for line in self.also(change):
            yield from hanging("      ", line, COLUMNS)


_SORTS: tuple[Sort, ...] = ("appears", "vanishes", "changes")


# for programs


def changes_json(found: Changes, words: Words) -> str:
    """The same as one JSON object; amounts are decimal texts."""
    del words
    return json.dumps(changes_line(found), ensure_ascii=False, indent=1) + "\n"


def changes_line(found: Changes) -> Line:
    return {
        **{sort: found.count(sort) for sort in _SORTS},
        "same": found.same,
        "undetermined": {"before": found.undecided[0], "after": found.undecided[1]},
        "money": [_total_line("effect", one) for one in found.by_effect],
        "by_employee": [_total_line("employee", one) for one in found.by_employee],
        "by_clause": [_total_line("clause", one) for one in found.by_clause],
        "edits": [_edit_line(one) for one in found.edits],
        "changes": [_change_line(one) for one in found.changes],
    }


def _total_line(of: str, total: Total) -> Line:
    return {
        of: total.of or None,
        "currency": total.currency,
        "before": plain(total.before),
        "after": plain(total.after),
        "difference": plain(total.difference),
    }


def _edit_line(edit: Edit) -> Line:
    return {
        "handbook": edit.key[0] or None,
        "sort": edit.sort,
        "name": edit.name,
        "at": edit.at,
        "counts": edit.counts,
        "before": [text for _, text in edit.before],
        "after": [text for _, text in edit.after],
    }


def _change_line(change: Change) -> Line:
    one = change.ruling
    return {
        "change": change.sort,
        "id": one.id,
        "handbook": one.handbook,
        "rule": one.rule,
        "employee": one.employee,
        "before": _without_working(change.before),
        "after": _without_working(change.after),
        "instead": None if change.instead is None else _without_working(change.instead),
        "because": [
            {"sort": edit.sort, "name": edit.name, "at": edit.at} for edit in change.because
        ],
    }


def _without_working(one: Ruling | Finding | None) -> Line | None:
    if one is None:
        return None
    line = ruling_line(one) if isinstance(one, Ruling) else finding_line(one)
    return {key: value for key, value in line.items() if key not in ("because", "policy")}


# as a page


def changes_page(found: Changes, words: Words) -> str:
    """One web page that needs nothing else."""
    teller = _Teller(words)
    body = [f"<h1>{escape(teller.say('title'))}</h1>", f"<p>{escape(teller.summary(found))}</p>"]
    if found.undecided[0] != found.undecided[1]:
        body.append(f"<p>{escape(teller.undecided(found))}</p>")
    for name, totals in teller.totals(found):
        rows = [teller.cells(name, total) for total in totals]
        body += [_heading(teller, name), _table(teller.heads(), rows)]
    if found.edits:
        body.append(_heading(teller, "edits"))
        lines = [line for edit in found.edits for line in teller.edit(edit)]
        body.append(f"<pre>{escape(chr(10).join(lines))}</pre>")
    if found.changes:
        body += [_heading(teller, "rulings"), _table((), _rows(teller, found.changes))]
    return document(teller.say("title"), "\n".join(body), words)


def _heading(teller: _Teller, name: str) -> str:
    return f"<h2>{escape(teller.say(name))}</h2>"


def _rows(teller: _Teller, changes: Iterable[Change]) -> list[tuple[str, ...]]:
    words = teller.words
    return [
        (
            teller.say(one.sort),
            words.person(one.ruling.employee),
            words.value(one.ruling.period or str(one.ruling.date)),
            ", ".join(one.ruling.clause),
            teller.told(one),
            words.say("semicolon").join(teller.also(one)),
        )
        for one in changes
    ]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    top = f"<thead><tr>{head}</tr></thead>\n" if heads else ""
    return f"<table>\n{top}<tbody>\n{body}\n</tbody>\n</table>"


WRITERS: Mapping[str, Writer] = {
    "text": changes_text,
    "json": changes_json,
    "html": changes_page,
}
