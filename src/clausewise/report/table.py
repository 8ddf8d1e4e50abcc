"""What a person sees of an answer in a terminal: rulings by employee, what is open, and the sums."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import field, frozen

from clausewise.model.facts import Rejected
from clausewise.model.ruling import Account, Answer, Finding, Ruling
from clausewise.report.findings import why
from clausewise.report.layout import column_widths, hanging, left, right
from clausewise.report.lines import account_line, as_json, money, reason_of
from clausewise.report.phrases import STATUSES
from clausewise.report.words import Words
from clausewise.source.diagnostic import Remark

Paint = Callable[[str], str]


def _plain(text: str) -> str:
    return text


def _escape(code: str) -> Paint:
    return lambda text: f"\x1b[{code}m{text}\x1b[0m"


@frozen
class Ink:
    """How the parts of a screen are coloured."""

    heading: Paint = _plain
    money: Paint = _plain
    faint: Paint = _plain
    alarm: Paint = _plain


NO_COLOUR = Ink()
COLOUR = Ink(_escape("1"), _escape("36"), _escape("2"), _escape("33"))


def screen(answer: Answer, words: Words, ink: Ink = NO_COLOUR, columns: int = 100) -> str:
    """The whole answer as text; lines are at most `columns` wide where no single word is longer."""
    page = _Page(words, ink, columns)
    parts = [
        *page.rulings(answer.rulings),
        *page.findings(answer.findings),
        *page.rejected(answer.rejected),
        *page.totals(answer.rulings),
        *page.account(answer.account),
        *page.notes(answer.notes),
    ]
    if not answer.rulings and not answer.findings:
        parts.insert(0, [words.say("no_answers")])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


@frozen
class _Group:
    """Findings that say the same of the same rule."""

    finding: Finding
    said: str
    cases: list[Finding] = field(factory=list)


@frozen
class _Page:
    """Each method gives blocks of lines."""

    words: Words
    ink: Ink
    columns: int

    def rulings(self, rulings: Sequence[Ruling]) -> Iterator[list[str]]:
        if not rulings:
            return
        cells = {ruling.id: self.cells(ruling) for ruling in rulings}
        widths = column_widths(row[:4] for row in cells.values())
        by_employee: dict[str | None, list[Ruling]] = {}
        for ruling in rulings:
            by_employee.setdefault(ruling.employee, []).append(ruling)
        for employee, own in by_employee.items():
            phrase = "employee_one" if len(own) == 1 else "employee_many"
            count = self.words.say(phrase, count=str(len(own)))
            head = f"{self.ink.heading(self.words.person(employee))}  {self.ink.faint(count)}"
            yield [head, *(line for one in own for line in self.row(cells[one.id], widths))]

    def cells(self, ruling: Ruling) -> tuple[str, str, str, str, str]:
        words = self.words
        amount = ""
        if ruling.amount is not None:
            amount = words.money(money(ruling.amount, ruling.currency), ruling.currency)
        detail = words.fields(ruling.outcome, as_json(ruling.fields))
        note = words.of_labels(ruling.note)
        return (
            str(ruling.date),
            ", ".join(ruling.clause),
            words.outcome(ruling.outcome),
            amount,
            words.say("comma").join([*detail, note] if note else detail),
        )

    def row(self, cells: tuple[str, str, str, str, str], widths: Sequence[int]) -> list[str]:
        date, clause, outcome, amount, detail = cells
        first = "  ".join(
            [
                f"  {left(date, widths[0])}",
                left(clause, widths[1]),
                left(outcome, widths[2]),
                *([right(amount, widths[3])] if widths[3] else []),
                "",
            ]
        )
        lines = hanging(first, detail, self.columns)
        if amount:
            lines[0] = lines[0].replace(amount, self.ink.money(amount), 1)
        return [line.rstrip() for line in lines]

    def findings(self, findings: Sequence[Finding]) -> Iterator[list[str]]:
        for status in STATUSES:
            own = [one for one in findings if one.status == status]
            if own:
                title = f"{self.words.status(status)} ({len(own)})"
                paint = self.ink.alarm if status == "undetermined" else self.ink.heading
                yield [
                    paint(title),
                    *(line for one in self.grouped(own) for line in self.group(one)),
                ]

    def grouped(self, findings: Sequence[Finding]) -> Iterable[_Group]:
        groups: dict[tuple[str, str, str], _Group] = {}
        for one in findings:
            # When each is due stands beside it; the rest of what is said is one for all.
            said = "" if one.status == "pending" else why(one, self.words)
            key = one.handbook, one.rule, said
            groups.setdefault(key, _Group(one, said)).cases.append(one)
        return groups.values()

    def group(self, group: _Group) -> Iterator[str]:
        finding, words = group.finding, self.words
        rule = words.rule(finding.handbook, finding.rule)
        title = finding.rule if rule is None else words.of_labels(rule.title, finding.rule)
        yield f"  {', '.join(finding.clause)}  {title}"
        cases = self.cases(group.cases)
        if group.said:
            yield from hanging("      ", group.said, self.columns)
        else:
            cases = words.say("due_list", cases=cases)
        for line in hanging("      ", cases, self.columns):
            yield self.ink.faint(line)

    def cases(self, cases: Sequence[Finding]) -> str:
        """Who and when: the first few of them."""
        days: dict[str | None, list[str]] = {}
        for one in cases[:_CASES_SHOWN]:
            days.setdefault(one.employee, []).append(str(one.due or one.date))
        told = [f"{self.words.person(who)} {', '.join(when)}" for who, when in days.items()]
        rest = len(cases) - _CASES_SHOWN
        if rest > 0:
            told.append(self.words.say("more", count=str(rest)))
        return self.words.say("semicolon").join(told)

    def rejected(self, rejected: Sequence[Rejected]) -> Iterator[list[str]]:
        if not rejected:
            return
        words = self.words
        lines = [self.ink.alarm(f"{words.status('rejected')} ({len(rejected)})")]
        for one in rejected:
            lines += hanging(f"  {one.place}  ", reason_of(one, words.language), self.columns)
        yield lines

    def totals(self, rulings: Sequence[Ruling]) -> Iterator[list[str]]:
        if not rulings:
            return
        counts: dict[str, int] = {}
        sums: defaultdict[tuple[str, str | None], Decimal] = defaultdict(Decimal)
        for one in rulings:
            counts[one.outcome] = counts.get(one.outcome, 0) + 1
            if one.amount is not None:
                sums[one.outcome, one.currency] += one.amount
        words = self.words
        rows = []
        for outcome, count in counts.items():
            amounts = [
                words.money(money(total, currency), currency)
                for (of, currency), total in sums.items()
                if of == outcome
            ]
            said = words.say("cases", count=str(count))
            rows.append((words.outcome(outcome), said, words.listed(amounts)))
        widths = column_widths(rows)
        yield [
            self.ink.heading(words.say("totals")),
            *(
                f"  {left(one, widths[0])}  {right(count, widths[1])}  {right(sum_, widths[2])}".rstrip()
                for one, count, sum_ in rows
            ),
        ]

    def account(self, account: Account) -> Iterator[list[str]]:
        numbers = {name: str(count) for name, count in account_line(account).items()}
        yield hanging("", self.words.say("account", **numbers), self.columns)

    def notes(self, notes: Sequence[Remark]) -> Iterator[list[str]]:
        if notes:
            yield [
                self.ink.heading(self.words.say("notes")),
                *(
                    line
                    for note in notes
                    for line in hanging("  ", note.message(self.words.language), self.columns)
                ),
            ]


_CASES_SHOWN = 8
