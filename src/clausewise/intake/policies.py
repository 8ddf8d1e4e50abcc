"""Handbook and policy files into the nouns of a handbook."""

import re
from pathlib import Path
from typing import Literal, cast, get_args
from zoneinfo import ZoneInfo

from clausewise.calendar.timetable import MonthDay, Season, Timetable
from clausewise.calendar.workdays import Calendar, Country
from clausewise.intake.table_rows import file_of_rows, rows_beside
from clausewise.intake.vocabulary import check_name, constant, labels_of, text_of, type_of_node
from clausewise.model.policy import (
    ALWAYS,
    Band,
    Brackets,
    Clause,
    ClauseKind,
    Condition,
    DatedValue,
    Dates,
    DecisionTable,
    Definition,
    Exemption,
    Expectation,
    FieldValue,
    Handbook,
    Ladder,
    OnFact,
    Outcome,
    Parameter,
    PerUnit,
    Policy,
    Read,
    Rule,
    Text,
    TextList,
    WindowTerms,
)
from clausewise.model.vocabulary import Vocabulary
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.nearest import nearest
from clausewise.source.span import Passage, Span
from clausewise.source.yaml_reader import (
    Fields,
    Node,
    Scalar,
    Sequence,
    entries_of,
    is_true,
    items_of,
    plain,
)
from clausewise.values.number import Decimal as Number
from clausewise.values.number import plain as written_number
from clausewise.values.temporal import Date, Time
from clausewise.values.types import ANY, DATE, NUMBER, STRING, TIME, Simple, Type

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COUNTRIES = get_args(Country)
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
# Keys of an outcome that are no field of its kind.
_OUTCOME_KEYS = frozenset({"outcome", "amount", "note", "when", "employee"})


def read_handbook(root: Fields, folder: str) -> tuple[Handbook, list[Diagnostic]]:
    """handbook.yaml, sound in structure.  The name left out is the folder's without its number."""
    reader = _Reader(Vocabulary({}, {}, {}))
    return reader.handbook(root, folder), reader.told


def read_policy(
    root: Fields, vocabulary: Vocabulary, name: str, folder: Path
) -> tuple[Policy, list[Diagnostic]]:
    """A policy file, sound in structure, in its folder, where files of table rows may lie beside it.

    `name` is the file's, for a policy that gives none.
    """
    reader = _Reader(vocabulary, folder)
    return reader.policy(root, name), reader.told


def read_calendar(node: Fields, base: Calendar) -> tuple[Calendar, list[Diagnostic]]:
    """Calendar terms as a handbook, a test or a month states them, laid over others key by key."""
    reader = _Reader(Vocabulary({}, {}, {}))
    return reader.calendar(node, base), reader.told


def read_timetable(node: Node) -> tuple[Timetable, list[Diagnostic]]:
    """The rows of a timetable; one without `from` and `to` holds all year."""
    reader = _Reader(Vocabulary({}, {}, {}))
    return reader.timetable(node), reader.told


class _Reader:
    """Reads nodes that the schemas have passed, and tells what these could not see."""

    def __init__(self, vocabulary: Vocabulary, folder: Path = Path()) -> None:
        self.vocabulary = vocabulary
        self.folder = folder
        self.told: list[Diagnostic] = []

    def tell(self, span: Span, code: str, *related: Span, **blanks: str) -> None:
        self.told.append(Diagnostic.at(span, code, *related, **blanks))

    def day(self, node: Node | None, name: str) -> Date | None:
        if node is None:
            return None
        return cast(Date | None, constant(node, DATE, name, self.told))

    def time(self, node: Node, name: str) -> Time:
        return cast(Time | None, constant(node, TIME, name, self.told)) or Time(0)

    def dates(self, node: Node | None) -> Dates:
        if not isinstance(node, Fields):
            return ALWAYS
        ends = node.get("to")
        first, last = self.day(node.get("from"), "from"), self.day(ends, "to")
        if ends is not None and first is not None and last is not None and last < first:
            self.tell(ends.span, "CW361", first=str(first), last=str(last))
        return Dates(first, last)

    # handbook.yaml

    def handbook(self, root: Fields, folder: str) -> Handbook:
        clauses: dict[str, Clause] = {}
        register = root.get("clauses")
        if isinstance(register, Fields):
            for entry in register.entries.values():
                clauses[entry.key] = self.clause(
                    entry.key, cast(Fields, entry.value), entry.key_span
                )
        calendar, timetable = root.get("calendar"), root.get("timetable")
        of_calendar = calendar.get("clause") if isinstance(calendar, Fields) else None
        of_timetable = [
            root.get("timetable_clause"),
            *(row.get("clause") for row in items_of(timetable) if isinstance(row, Fields)),
        ]
        for node in (of_calendar, *of_timetable):
            for cited in _scalars(node):
                if cited.written not in clauses:
                    known = nearest(cited.written, clauses)
                    self.tell(cited.span, "CW352", name=cited.written, nearest=known)
        starts = root.get("day_starts")
        zone = text_of(root.get("time_zone")) or "Asia/Shanghai"
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, KeyError):
            self.tell(cast(Node, root.get("time_zone")).span, "CW378", name=zone)
            zone = "Asia/Shanghai"
        number = re.match(r"\d+", folder)
        return Handbook(
            name=text_of(root.get("handbook")) or re.sub(r"^\d+-", "", folder),
            number=text_of(root.get("number")) or (number[0] if number else None),
            title=labels_of(root.get("title")),
            effective=self.dates(root.get("effective")),
            scope=_passage(root.get("scope")),
            time_zone=zone,
            currency=text_of(root.get("currency")) or "CNY",
            day_starts=self.time(starts, "day_starts") if starts is not None else None,
            calendar=self.calendar(calendar, Calendar())
            if isinstance(calendar, Fields)
            else Calendar(),
            timetable=self.timetable(timetable) if timetable is not None else Timetable(),
            clauses=clauses,
            span=root.span,
            timetable_clause=tuple(name for node in of_timetable for name in _words(node)),
            calendar_clause=_words(of_calendar),
        )

    def clause(self, name: str, node: Fields, span: Span) -> Clause:
        obligations = node.get("obligations")
        return Clause(
            id=name,
            kind=cast(ClauseKind, text_of(node.get("kind"))),
            span=span,
            obligations=_words(obligations),
            obligation_spans=_spans(obligations),
            summary=labels_of(node.get("summary")),
            reason=labels_of(node.get("reason")) or None,
            note=labels_of(node.get("note")) or None,
            digest=text_of(node.get("digest")),
        )

    def calendar(self, node: Fields, base: Calendar) -> Calendar:
        workweek = node.get("workweek")
        extra, holidays = node.get("extra_workdays"), node.get("extra_holidays")
        return Calendar(
            country=self.country(node.get("country"))
            if "country" in node.entries
            else base.country,
            workweek=tuple(WEEKDAYS.index(day) + 1 for day in _words(workweek))
            if workweek is not None
            else base.workweek,
            extra_workdays=self.days(extra, "extra_workdays")
            if extra is not None
            else base.extra_workdays,
            extra_holidays=self.days(holidays, "extra_holidays")
            if holidays is not None
            else base.extra_holidays,
        )

    def country(self, node: Node | None) -> Country | None:
        """`none`, or nothing, is no country: no holidays."""
        written = text_of(node)
        if node is None or written is None or written == "none":
            return None
        if written not in COUNTRIES:
            self.tell(node.span, "CW382", name=written, nearest=nearest(written, COUNTRIES))
            return None
        return cast(Country, written)

    def days(self, node: Node, name: str) -> frozenset[Date]:
        found = (self.day(item, name) for item in items_of(node))
        return frozenset(day for day in found if day is not None)

    def timetable(self, node: Node) -> Timetable:
        return Timetable(
            tuple(self.season(row) for row in items_of(node) if isinstance(row, Fields))
        )

    def season(self, node: Fields) -> Season:
        shifts = cast(Sequence, node.get("shifts"))
        pairs = (cast(Sequence, shift).items for shift in shifts.items)
        return Season(
            name=text_of(node.get("name")) or "",
            shifts=tuple(
                (self.time(start, "shifts"), self.time(end, "shifts")) for start, end in pairs
            ),
            from_day=self.month_day(node.get("from")),
            to_day=self.month_day(node.get("to")),
        )

    def month_day(self, node: Node | None) -> MonthDay | None:
        written = text_of(node)
        if node is None or written is None:
            return None
        found = _MONTH_DAY.fullmatch(written)
        try:
            if found:
                day = Date.of(2024, int(found[1]), int(found[2]))
                return day.month, day.day
        except ValueError:
            pass
        self.tell(node.span, "CW379", written=written)
        return None

    # a policy file

    def policy(self, root: Fields, name: str) -> Policy:
        return Policy(
            name=text_of(root.get("policy")) or name,
            title=labels_of(root.get("title")),
            span=root.span,
            scope=_passage(root.get("scope")),
            parameters=tuple(
                self.parameter(e.key, cast(Fields, e.value), e.key_span)
                for e in entries_of(root.get("parameters"))
            ),
            definitions=tuple(
                self.definition(e.key, e.value, e.key_span)
                for e in entries_of(root.get("definitions"))
            ),
            tables=tuple(
                self.table(e.key, cast(Fields, e.value), e.key_span)
                for e in entries_of(root.get("tables"))
            ),
            brackets=tuple(
                self.bracket(e.key, cast(Fields, e.value), e.key_span)
                for e in entries_of(root.get("brackets"))
            ),
            ladders=tuple(
                self.ladder(e.key, cast(Fields, e.value), e.key_span)
                for e in entries_of(root.get("ladders"))
            ),
            rules=tuple(self.rule(cast(Fields, node)) for node in items_of(root.get("rules"))),
        )

    def parameter(self, name: str, node: Fields, span: Span) -> Parameter:
        check_name(name, span, self.told)
        kind = type_of_node(node, self.vocabulary.enums, self.told)
        dated = node.get("values")
        values: list[DatedValue] = []
        if isinstance(dated, Sequence):
            for row in dated.items:
                fields = cast(Fields, row)
                values.append(
                    DatedValue(
                        self.day(fields.get("from"), "from"),
                        self.constant(fields.get("value"), kind, name),
                        text_of(fields.get("source")),
                    )
                )
            values.sort(key=lambda v: (v.since is not None, v.since.ordinal if v.since else 0))
            self.check_since(dated, name)
        else:
            values.append(
                DatedValue(
                    None, self.constant(node.get("value"), kind, name), text_of(node.get("source"))
                )
            )
        readings = node.get("readings")
        return Parameter(
            name=name,
            type=kind,
            values=tuple(values),
            span=span,
            clauses=_words(node.get("clause")),
            clause_spans=_spans(node.get("clause")),
            source=text_of(node.get("source")),
            decided_by=text_of(node.get("decided_by")),
            labels=labels_of(node.get("label")),
            readings={e.key: self.constant(e.value, kind, name) for e in entries_of(readings)},
            review_by=self.day(node.get("review_by"), "review_by"),
            type_span=_span_of(node.get("type")),
            unit_span=_span_of(node.get("unit")),
        )

    def check_since(self, dated: Sequence, name: str) -> None:
        """Each value of a parameter holds from a day of its own."""
        seen = set[str]()
        for row in dated.items:
            fields = cast(Fields, row)
            since = fields.get("from")
            day = text_of(since) or ""
            if day in seen:
                self.tell(row.span if since is None else since.span, "CW380", name=name)
            seen.add(day)

    def constant(self, node: Node | None, kind: Type, name: str) -> object:
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return None
        return constant(node, kind, name, self.told)

    def definition(self, name: str, node: Node, span: Span) -> Definition:
        check_name(name, span, self.told)
        if isinstance(node, Fields):
            value = cast(Scalar, node.get("value"))
            return Definition(
                name,
                value.passage,
                span,
                _words(node.get("clause")),
                labels_of(node.get("label")),
                _spans(node.get("clause")),
            )
        return Definition(name, cast(Scalar, node).passage, span)

    def table(self, name: str, node: Fields, span: Span) -> DecisionTable:
        check_name(name, span, self.told)
        inputs = tuple(self.column(item) for item in _columns(node.get("inputs")))
        outputs = tuple(self.column(item) for item in _columns(node.get("outputs")))
        columns = tuple(column for column, _, _ in (*inputs, *outputs))
        rows = cast(Node, node.get("rows"))
        file = file_of_rows(rows)
        if file is not None:
            cells, told = rows_beside(file, self.folder, columns)
            self.told += told
        else:
            cells = self.rows(rows, len(columns))
        return DecisionTable(
            name=name,
            hit=text_of(node.get("hit")) or "UNIQUE",
            inputs=inputs,
            outputs=outputs,
            rows=cells,
            default=self.defaults(node.get("default"), [name for name, _, _ in outputs]),
            span=span,
            clauses=_words(node.get("clause")),
            clause_spans=_spans(node.get("clause")),
            file=None if file is None else file.name,
            allow=_allowed(node.get("allow")),
        )

    def defaults(self, node: Node | None, outputs: list[str]) -> dict[str, Passage] | None:
        """What comes where no row holds, by output; the one value of a single output may stand alone."""
        if isinstance(node, Fields):
            for entry in node.entries.values():
                if entry.key not in outputs:
                    known = nearest(entry.key, outputs)
                    self.tell(entry.key_span, "CW391", name=entry.key, nearest=known)
            return {e.key: cast(Scalar, e.value).passage for e in node.entries.values()}
        if not isinstance(node, Scalar) or node.value is None:
            return None
        if len(outputs) > 1:
            self.tell(node.span, "CW392", names=", ".join(outputs))
        return {outputs[0]: node.passage}

    def column(self, column: tuple[str, Node | None, Span]) -> tuple[str, Type, Span]:
        name, node, span = column
        kind = ANY if node is None else type_of_node(node, self.vocabulary.enums, self.told)
        return name, kind, span

    def rows(self, node: Node, width: int) -> tuple[tuple[Passage, ...], ...]:
        """Rows as lists of cells, or as a block of text, one row a line, cells divided by a bar."""
        rows: list[tuple[Passage, ...]] = []
        if isinstance(node, Sequence):
            for row in node.items:
                cells = tuple(cell.passage for cell in items_of(row) if isinstance(cell, Scalar))
                rows.append(self.cells(cells, width, row.span))
        elif isinstance(node, Scalar):
            whole, start = node.passage, 0
            for line in node.written.split("\n"):
                if line.strip():
                    cut = _split_row(whole, line, start)
                    rows.append(self.cells(cut, width, whole.part(start, start + len(line))))
                start += len(line) + 1
        return tuple(row for row in rows if row)

    def cells(self, cells: tuple[Passage, ...], width: int, span: Span) -> tuple[Passage, ...]:
        if len(cells) == width:
            return cells
        self.tell(span, "CW368", found=str(len(cells)), wanted=str(width))
        return ()

    def bracket(self, name: str, node: Fields, span: Span) -> Brackets:
        check_name(name, span, self.told)
        bands: list[Band] = []
        highest: Number | None = None
        items = [cast(Fields, item) for item in items_of(node.get("bands"))]
        for place, fields in enumerate(items):
            bound, rate = fields.get("up_to"), cast(Node, fields.get("rate"))
            up_to = None if bound is None else self.number(bound, "up_to")
            bands.append(
                Band(
                    up_to,
                    self.number(rate, "rate"),
                    {
                        e.key: plain(e.value)
                        for e in fields.entries.values()
                        if e.key not in ("up_to", "rate")
                    },
                    fields.span,
                )
            )
            if bound is None and place < len(items) - 1:
                self.tell(rate.span, "CW395", name=name)
            elif bound is not None and up_to is not None:
                if highest is not None and up_to <= highest:
                    last = written_number(highest)
                    self.tell(bound.span, "CW370", bound=written_number(up_to), last=last)
                highest = up_to
        mode: Literal["whole", "marginal"] = (
            "marginal" if text_of(node.get("mode")) == "marginal" else "whole"
        )
        clause, allow = node.get("clause"), _allowed(node.get("allow"))
        return Brackets(name, mode, tuple(bands), span, _words(clause), _spans(clause), allow)

    def number(self, node: Node, name: str) -> Number | None:
        return cast(Number | None, constant(node, NUMBER, name, self.told))

    def ladder(self, name: str, node: Fields, span: Span) -> Ladder:
        kind = cast(Scalar, node.get("on"))
        return Ladder(
            name=name,
            on=kind.written,
            steps=_words(node.get("steps")),
            span=span,
            within=text_of(node.get("within")),
            where=_passage(node.get("where")),
            clauses=_words(node.get("clause")),
            outcome=text_of(node.get("outcome")) or "discipline",
            clause_spans=_spans(node.get("clause")),
            step_spans=_spans(node.get("steps")),
            places={key: entry.value.span for key, entry in node.entries.items()},
        )

    # rules

    def rule(self, node: Fields) -> Rule:
        name = cast(Scalar, node.get("id"))
        clause = cast(Node, node.get("clause"))
        return Rule(
            id=name.written,
            clauses=_words(clause),
            clause_spans=_spans(clause),
            trigger=self.trigger(node),
            outcomes=tuple(self.outcome(cast(Fields, one)) for one in _each(node.get("then"))),
            span=name.span,
            clause_span=clause.span,
            title=labels_of(node.get("title")),
            date=_passage(node.get("date")),
            scope=_passage(node.get("scope")),
            former=is_true(node.get("former")),
            each=tuple(
                self.local(e.key, e.value, e.key_span) for e in entries_of(node.get("each"))
            ),
            reads=tuple(
                self.read(e.key, e.value, e.key_span) for e in entries_of(node.get("with"))
            ),
            lets=tuple(self.local(e.key, e.value, e.key_span) for e in entries_of(node.get("let"))),
            when=tuple(_condition(one) for one in _each(node.get("when"))),
            expect=self.expectation(node.get("expect")),
            needs=tuple((s.written, s.span) for s in _scalars(node.get("needs"))),
            unless=tuple(self.exemption(cast(Fields, one)) for one in _each(node.get("unless"))),
            overrides=tuple((s.written, s.span) for s in _scalars(node.get("overrides"))),
            once=next(((s.written, s.span) for s in _scalars(node.get("once"))), None),
            allow=_allowed(node.get("allow")),
            effective=self.dates(node.get("effective")),
            name_spans={
                e.key: e.key_span
                for key in ("with", "each", "let")
                for e in entries_of(node.get(key))
            },
        )

    def local(self, name: str, node: Node, span: Span) -> tuple[str, Passage]:
        check_name(name, span, self.told)
        return name, cast(Scalar, node).passage

    def trigger(self, node: Fields) -> OnFact | PerUnit:
        on = node.get("on")
        if on is not None:
            kinds = _scalars(on)
            return OnFact(tuple(s.written for s in kinds), tuple(s.span for s in kinds))
        per = cast(Sequence, node.get("per"))
        return PerUnit(cast(Scalar, per.items[-1]).written)

    def read(self, name: str, node: Node, span: Span) -> Read:
        check_name(name, span, self.told)
        if isinstance(node, Scalar):
            terms = WindowTerms("own")
            return Read(name, (node.written,), terms, None, node.span, (node.span,))
        fields = cast(Fields, node)
        kinds = _scalars(fields.get("kind"))
        return Read(
            name,
            tuple(s.written for s in kinds),
            _window(fields),
            _passage(fields.get("where")),
            kinds[0].span if kinds else span,
            tuple(s.span for s in kinds),
        )

    def expectation(self, node: Node | None) -> Expectation | None:
        if not isinstance(node, Fields):
            return None
        return Expectation(
            span=node.span,
            fact=text_of(node.get("fact")),
            where=_passage(node.get("where")),
            opens=_passage(node.get("opens")),
            done=_passage(node.get("done")),
            due=_passage(node.get("due")),
            within=_passage(node.get("within")),
            fact_span=next(iter(_spans(node.get("fact"))), None),
        )

    def exemption(self, node: Fields) -> Exemption:
        condition = node.get("when")
        assert isinstance(condition, Scalar)
        return Exemption(
            condition.passage,
            _words(node.get("clause")),
            labels_of(node.get("because")),
            node.span,
            _spans(node.get("clause")),
        )

    def outcome(self, node: Fields) -> Outcome:
        kind = cast(Scalar, node.get("outcome"))
        known = self.vocabulary.outcomes.get(kind.written)
        fields: dict[str, FieldValue] = {}
        spans: dict[str, Span] = {}
        if known is None:
            words = self.vocabulary.outcomes
            near = nearest(kind.written, words)
            self.tell(kind.span, "CW354", name=kind.written, nearest=near)
        for entry in node.entries.values():
            if entry.key in _OUTCOME_KEYS:
                continue
            spans[entry.key] = entry.key_span
            if known is None:
                continue
            field = known.fields.get(entry.key)
            if field is None:
                near = nearest(entry.key, [*known.fields, *_OUTCOME_KEYS])
                blanks = {"outcome": kind.written, "name": entry.key, "nearest": near}
                self.tell(entry.key_span, "CW355", kind.span, **blanks)
            else:
                fields[entry.key] = self.field_value(entry.value, field.type)
        return Outcome(
            kind=kind.written,
            span=node.span,
            kind_span=kind.span,
            amount=_passage(node.get("amount")),
            fields=fields,
            field_spans=spans,
            note=labels_of(node.get("note")) or None,
            when=_passage(node.get("when")),
            company="employee" in node.entries and cast(Scalar, node.get("employee")).value is None,
        )

    def field_value(self, node: Node, kind: Type) -> FieldValue:
        if isinstance(node, Sequence):
            return TextList(_words(node), node.span)
        scalar = cast(Scalar, node)
        if isinstance(kind, Simple) and kind.name == STRING.name:
            text = self.text(scalar)
            words = kind.one_of
            plain_text = text.pieces[0] if len(text.pieces) == 1 else None
            if words is not None and isinstance(plain_text, str) and plain_text not in words:
                near = nearest(plain_text, words)
                self.tell(scalar.span, "CW373", word=plain_text, nearest=near)
            return text
        return scalar.passage

    def text(self, scalar: Scalar) -> Text:
        """`{FEEL}` holes in a text; a hole ends where its own brackets and quotes are closed."""
        passage, written = scalar.passage, scalar.written
        pieces: list[str | Passage] = []
        position = 0
        while position < len(written):
            opening = written.find("{", position)
            if opening < 0:
                pieces.append(written[position:])
                break
            closing = _closing_brace(written, opening)
            if closing < 0:
                self.tell(passage.part(opening, opening + 1), "CW381", text=written)
                break
            if opening > position:
                pieces.append(written[position:opening])
            pieces.append(_piece(passage, opening + 1, closing))
            position = closing + 1
        return Text(tuple(pieces) or ("",), scalar.span)


def _closing_brace(text: str, opening: int) -> int:
    depth, position, quoted = 0, opening, False
    while position < len(text):
        character = text[position]
        if quoted:
            if character == "\\":
                position += 1
            quoted = character != '"'
        elif character == '"':
            quoted = True
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return position
        position += 1
    return -1


def _piece(passage: Passage, start: int, end: int) -> Passage:
    """A stretch of a passage, without the blanks around it."""
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    offsets = None if passage.offsets is None else passage.offsets[start : end + 1]
    return Passage(passage.text[start:end], passage.part(start, end), offsets)


def _split_row(whole: Passage, line: str, start: int) -> tuple[Passage, ...]:
    """The cells of a line: divided by bars outside quotes, blanks around them cut off."""
    cells: list[Passage] = []
    position, cut, quoted = 0, 0, False
    while position <= len(line):
        character = line[position] if position < len(line) else "|"
        if quoted and character == "\\":
            position += 1
        elif character == '"':
            quoted = not quoted
        elif character == "|" and (not quoted or position == len(line)):
            cells.append(_piece(whole, start + cut, start + position))
            cut = position + 1
        position += 1
    return tuple(cells)


def _window(fields: Fields) -> WindowTerms:
    overlapping, window = fields.get("overlapping"), fields.get("window")
    if isinstance(overlapping, Scalar):
        return WindowTerms("overlapping", overlapping.written, overlapping.span)
    if isinstance(window, Scalar):
        return WindowTerms("around", window.written, window.span)
    if isinstance(window, Fields):
        for direction in ("before", "after"):
            length = window.get(direction)
            if isinstance(length, Scalar):
                return WindowTerms(cast("object", direction), length.written, length.span)  # type: ignore[arg-type]  # one of the two literals
    return WindowTerms("own")


def _condition(node: Node) -> Condition:
    if isinstance(node, Fields):
        return Condition(cast(Scalar, node.get("check")).passage, labels_of(node.get("say")))
    return Condition(cast(Scalar, node).passage)


def _allowed(node: Node | None) -> dict[str, str]:
    """The codes of advice that stands, each with its reason."""
    return {
        text_of(cast(Fields, one).get("code")) or "": text_of(cast(Fields, one).get("because"))
        or ""
        for one in items_of(node)
    }


def _columns(node: Node | None) -> list[tuple[str, Node | None, Span]]:
    """Columns as a list of names, or as names with their types."""
    if isinstance(node, Fields):
        return [(e.key, e.value, e.key_span) for e in node.entries.values()]
    return [(s.written, None, s.span) for s in _scalars(node)]


def _passage(node: Node | None) -> Passage | None:
    return node.passage if isinstance(node, Scalar) and node.value is not None else None


def _each(node: Node | None) -> tuple[Node, ...]:
    """A list's elements, or the one thing that stands instead of a list."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def _scalars(node: Node | None) -> tuple[Scalar, ...]:
    return tuple(one for one in _each(node) if isinstance(one, Scalar) and one.value is not None)


def _words(node: Node | None) -> tuple[str, ...]:
    return tuple(scalar.written for scalar in _scalars(node))


def _span_of(node: Node | None) -> Span | None:
    return None if node is None else node.span


def _spans(node: Node | None) -> tuple[Span, ...]:
    return tuple(scalar.span for scalar in _scalars(node))
