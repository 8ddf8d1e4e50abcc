"""Rows become facts: typed, corrected, each once, whatever the order; and the account adds up."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.intake.events import kind_of_file, read_facts
from clausewise.intake.rows import Row, Rows, csv_rows, json_rows
from clausewise.model.facts import Fact, Ledger, Place
from clausewise.model.vocabulary import EventKind, Field, OutcomeKind, Vocabulary
from clausewise.source.catalogue import CATALOGUE
from clausewise.source.span import Passage
from clausewise.values.temporal import Date, Time
from clausewise.values.types import BOOLEAN, DATE, NUMBER, STRING, TIME, Record

SHANGHAI = ZoneInfo("Asia/Shanghai")


def fields(*known: Field) -> Mapping[str, Field]:
    return {one.name: one for one in known}


WORDS = Vocabulary(
    events={
        "attendance": EventKind(
            "attendance",
            fields(
                Field("check_in", TIME, {"zh": "上班打卡"}, optional=True),
                Field("check_out", TIME, {"zh": "下班打卡"}, optional=True),
                Field("status", STRING.limited_to(["present", "absent"]), optional=True),
                Field("days", NUMBER, has_default=True, default=Decimal(1)),
                Field("away", NUMBER, derived=Passage.of("days")),
            ),
            {"zh": "考勤"},
            daily=True,
        ),
        "order": EventKind(
            "order",
            fields(
                Field("customer", STRING, {"zh": "客户"}),
                Field("amount", NUMBER, {"zh": "金额"}),
                Field("paid_on", DATE, optional=True),
            ),
            {"zh": "订单"},
        ),
        "order_step": EventKind("order_step", fields(Field("done", BOOLEAN, optional=True))),
        "reception_gap": EventKind("reception_gap", fields(Field("from", TIME)), company=True),
    },
    outcomes={"late": OutcomeKind("late", "finding", {})},
    employee={},
)


def derive(kind: str, record: Record) -> Record:
    record["away"] = record["days"] if record["check_in"] is None else Decimal(0)
    return record


def ledger(*files: Rows, day_starts: str | None = None) -> Ledger:
    starts = None if day_starts is None else Time.parse_loose(day_starts)
    return read_facts(files, WORDS, SHANGHAI, starts, derive)


def of_rows(*rows: dict[str, Any], name: str = "f.jsonl") -> Rows:
    return Rows(name, tuple(Row(Place(name, n), row) for n, row in enumerate(rows, 1)))


def read(*rows: dict[str, Any], day_starts: str | None = None) -> list[str]:
    """Ids of the facts, and what is told of the other rows."""
    found = ledger(of_rows(*rows), day_starts=day_starts)
    assert found.read == len(rows)
    told = [
        f"{one.place.line} {CATALOGUE[one.code].en.format_map(one.blanks)}"
        for one in found.rejected
    ]
    return [*(fact.id for fact in found.facts), *told]


def order(id: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id, "kind": "order", "employee": "E01", "date": "2024-06-05",
        "customer": "C9", "amount": "120000.00", **more,
    }  # fmt: skip


def test_a_row_becomes_a_fact() -> None:
    row = {
        "id": "a-1", "kind": "attendance", "employee": "E01",
        "at": "2024-06-03T22:12:00Z", "check_in": "09:12", "note": "外勤",
    }  # fmt: skip
    [fact] = ledger(of_rows(row)).facts
    assert (fact.id, fact.kind, fact.employee, str(fact.date)) == (
        "a-1",
        "attendance",
        "E01",
        "2024-06-04",
    )
    assert str(fact.at) == "2024-06-04T06:12:00"
    assert str(fact.place) == "f.jsonl:1"
    assert fact.defaulted == {"days"}
    assert fact.record == Record(
        "attendance",
        {
            "check_in": Time.of(9, 12), "check_out": None, "status": None, "days": Decimal(1),
            "away": Decimal(0), "id": "a-1", "kind": "attendance", "employee": "E01",
            "date": Date.of(2024, 6, 4), "at": fact.at, "note": "外勤",
        },
    )  # fmt: skip
    assert fact.record.name == "attendance"


def test_a_given_value_is_no_default() -> None:
    row = {"kind": "attendance", "employee": "E01", "date": "2024-06-03", "days": "0.5"}
    [fact] = ledger(of_rows(row)).facts
    assert (fact.record["days"], fact.record["away"], fact.defaulted) == (
        Decimal("0.5"), Decimal("0.5"), frozenset(),
    )  # fmt: skip


def test_chinese_headers_stand_for_the_names() -> None:
    text = "编号,工号,日期,上班打卡,下班打卡\nk1,E01,2024/6/3,9:12,\n"
    [fact] = ledger(csv_rows(text, "考勤6月.csv")).facts
    assert (fact.id, fact.kind, fact.employee, str(fact.date)) == (
        "k1",
        "attendance",
        "E01",
        "2024-06-03",
    )
    assert fact.record["check_in"] == Time.of(9, 12)
    assert fact.record["check_out"] is None


def test_a_kind_may_be_told_by_its_chinese_label() -> None:
    row = {"事件": "订单", "employee": "E01", "date": "2024-06-03", "客户": "C1", "金额": "1,200"}
    [fact] = ledger(of_rows(row)).facts
    assert (fact.kind, fact.record["customer"], fact.record["amount"]) == (
        "order",
        "C1",
        Decimal(1200),
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("attendance.csv", "attendance"),
        ("data/2024/attendance-2024H1.jsonl", "attendance"),
        ("Attendance.June.xlsx", "attendance"),
        ("orders.csv", "order"),
        ("order_steps.csv", "order_step"),
        ("order_2024.csv", "order"),
        ("考勤6月.xlsx", "attendance"),
        ("ordering.csv", None),
        ("facts.jsonl", None),
        ("-", None),
        ("<events>", None),
    ],
)
def test_a_files_name_tells_the_kind(name: str, kind: str | None) -> None:
    assert kind_of_file(name, WORDS) == kind


def test_without_an_id_a_fact_goes_by_its_place() -> None:
    row = {"kind": "order", "employee": "E01", "date": "2024-06-05", "customer": "C", "amount": 1}
    assert read(row, row) == ["f.jsonl:1", "f.jsonl:2"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"employee": "E01"}, "this row does not say its kind"),
        ({"kind": "atendance"}, "there is no kind of event 'atendance'"),
        ({"kind": 5}, "there is no kind of event '5'"),
        ({"kind": "late"}, "'late' is what rulings say; it cannot be read as an event"),
        (order("o", amuont=1), "'order' has no field 'amuont'"),
        (order("o", amount="12万"), "the value '12万' of field 'amount' is not a number"),
        (order("o", paid_on="2024-06-31"), "the value '2024-06-31' of field 'paid_on' is not a date"),
        (order("o", customer=Decimal(5)), "the value '5' of field 'customer' has to be a text"),
        (order("o", customer=None, amount=None), "'order' lacks the field 'customer', which it must have"),
        (order("o", employee=""), "'order' lacks the field 'employee', which it must have"),
        (order("o", date=None), "this 'order' has no date"),
        (order("o", at="2024-06-06T09:00:00"), "'date' is 2024-06-05, but 'at' is 2024-06-06T09:00:00"),
        (order("o", at="2024-06-05"), "the value '2024-06-05' of field 'at' is not a date with a time"),
        (order("o", 客户="C8"), "'客户' appears twice in this row"),
        (
            {"kind": "attendance", "employee": "E01", "date": "2024-06-03", "status": "abscent"},
            "the value 'abscent' of field 'status' is not one of the allowed values",
        ),
        (
            {"kind": "attendance", "employee": "E01", "date": "2024-06-03", "away": "1"},
            "the field 'away' of 'attendance' is worked out and cannot be given",
        ),
        (
            {"kind": "reception_gap", "employee": "E01", "date": "2024-06-03", "from": "09:00"},
            "'reception_gap' happens to the company and has no employee 'E01'",
        ),
    ],
)  # fmt: skip
def test_a_row_that_is_no_fact_is_told(row: dict[str, Any], message: str) -> None:
    present = {key: value for key, value in row.items() if value is not None}
    assert read(present) == [f"1 {message}"]


def test_a_rejected_row_names_field_value_and_the_nearest_name() -> None:
    [wrong] = ledger(of_rows(order("o", amuont="5"))).rejected
    assert (wrong.field, wrong.value, wrong.blanks["nearest"]) == ("amuont", "5", "amount")


def test_the_company_has_events_of_its_own() -> None:
    row = {"id": "g", "kind": "reception_gap", "date": "2024-06-03", "from": "09:00"}
    [fact] = ledger(of_rows(row)).facts
    assert fact.employee is None


# Days


def attendance_at(at: str, **more: Any) -> dict[str, Any]:
    return {"id": "a", "kind": "attendance", "employee": "E01", "at": at, **more}


@pytest.mark.parametrize(
    ("at", "starts", "date"),
    [
        ("2024-06-04T03:59:00", "04:00", "2024-06-03"),
        ("2024-06-04T04:00:00", "04:00", "2024-06-04"),
        ("2024-06-04T03:59:00", None, "2024-06-04"),
    ],
)
def test_a_clocking_before_the_day_starts_belongs_to_the_day_before(
    at: str, starts: str | None, date: str
) -> None:
    [fact] = ledger(of_rows(attendance_at(at)), day_starts=starts).facts
    assert str(fact.date) == date


def test_an_order_in_the_night_belongs_to_its_own_day() -> None:
    row = order("o", at="2024-06-05T01:00:00")
    del row["date"]
    [fact] = ledger(of_rows(row), day_starts="04:00").facts
    assert str(fact.date) == "2024-06-05"


def test_a_date_that_fits_the_moment_stays_as_given() -> None:
    for date in ("2024-06-03", "2024-06-04"):
        row = attendance_at("2024-06-04T02:00:00", date=date)
        [fact] = ledger(of_rows(row), day_starts="04:00").facts
        assert str(fact.date) == date
    assert read(attendance_at("2024-06-04T02:00:00", date="2024-06-03")) == [
        "1 'date' is 2024-06-03, but 'at' is 2024-06-04T02:00:00"
    ]


def test_facts_are_told_oldest_first() -> None:
    rows = [
        order("late", at="2024-06-05T18:00:00"),
        order("b"),
        order("a"),
        order("early", at="2024-06-05T09:00:00"),
        order("before", date="2024-06-01"),
    ]
    assert read(*rows) == ["before", "a", "b", "early", "late"]


# Corrections and duplicates


def test_a_correction_supersedes_whichever_comes_first() -> None:
    first, second = order("o-77"), order("o-77b", replaces="o-77", amount=118000)
    for rows in ([first, second], [second, first]):
        found = ledger(of_rows(*rows))
        assert ([f.id for f in found.facts], found.superseded) == (["o-77b"], 1)


def test_a_chain_ends_in_its_last() -> None:
    chain = [
        order("c", replaces="b"),
        order("a"),
        order("d", replaces="c"),
        order("b", replaces="a"),
    ]
    found = ledger(of_rows(*chain))
    assert ([f.id for f in found.facts], found.superseded, found.read) == (["d"], 3, 4)


def test_a_correction_of_what_is_not_here_stands() -> None:
    assert read(order("b", replaces="in last month's file")) == ["b"]


def test_a_circle_of_corrections_is_rejected_with_both_lines() -> None:
    assert read(order("a", replaces="b"), order("b", replaces="a"), order("c")) == [
        "c",
        "1 the corrections of 'a' go round in a circle; see also f.jsonl:2",
        "2 the corrections of 'b' go round in a circle; see also f.jsonl:1",
    ]
    assert read(order("a", replaces="a")) == [
        "1 the corrections of 'a' go round in a circle; see also f.jsonl:1"
    ]


def test_a_circle_that_is_corrected_from_outside_breaks_there() -> None:
    rows = [order("a", replaces="b"), order("b", replaces="a"), order("c", replaces="a")]
    assert read(*rows) == [
        "a",
        "2 'a' is replaced more than once; see also f.jsonl:3",
        "3 'a' is replaced more than once; see also f.jsonl:2",
    ]


def test_two_corrections_of_one_fact_are_rejected_with_both_lines_and_it_stands() -> None:
    assert read(order("a"), order("b", replaces="a"), order("c", replaces="a")) == [
        "a",
        "2 'a' is replaced more than once; see also f.jsonl:3",
        "3 'a' is replaced more than once; see also f.jsonl:2",
    ]


def test_a_correction_of_a_rejected_correction_stands() -> None:
    rows = [
        order("a"),
        order("b", replaces="a"),
        order("c", replaces="a"),
        order("d", replaces="c"),
    ]
    assert read(*rows)[:2] == ["a", "d"]


def test_the_same_row_twice_counts_once() -> None:
    found = ledger(of_rows(order("a"), order("a", amount=Decimal(120000))))
    assert ([f.id for f in found.facts], found.duplicates) == (["a"], 1)


def test_one_id_for_two_things_rejects_both() -> None:
    assert read(order("a"), order("b"), order("a", amount=5)) == [
        "b",
        "1 the id 'a' stands for different contents; see also f.jsonl:3",
        "3 the id 'a' stands for different contents; see also f.jsonl:1",
    ]


# Laws


some_rows = st.lists(
    st.one_of(
        st.builds(
            order,
            st.sampled_from("abcdef"),
            amount=st.sampled_from([1, 2]),
            date=st.sampled_from(["2024-06-05", "2024-06-06", "no day"]),
        ),
        st.builds(
            order,
            st.sampled_from("abcdefgh"),
            replaces=st.sampled_from("abcdefghx"),
            amount=st.just(3),
        ),
    ),
    max_size=12,
).map(lambda rows: of_rows(*rows))


def said(found: Ledger) -> tuple[list[tuple[Fact, Any]], list[tuple[str, str, str]]]:
    facts = [(fact, sorted(fact.record.items(), key=str)) for fact in found.facts]
    return facts, [(str(one.place), one.code, str(one.blanks)) for one in found.rejected]


@given(some_rows, st.randoms())
def test_the_order_of_rows_does_not_matter(file: Rows, chance: Any) -> None:
    rows = list(file.rows)
    chance.shuffle(rows)
    found = ledger(file)
    shuffled = ledger(Rows(file.name, tuple(rows)))
    assert said(shuffled) == said(found)
    assert (shuffled.superseded, shuffled.duplicates) == (found.superseded, found.duplicates)


@given(some_rows, st.integers(0, 12))
def test_a_file_may_be_split_and_its_parts_read_in_any_order(file: Rows, cut: int) -> None:
    parts = Rows(file.name, file.rows[:cut]), Rows(file.name, file.rows[cut:])
    assert said(ledger(*reversed(parts))) == said(ledger(file))


@given(some_rows)
def test_a_file_given_twice_changes_nothing_but_the_account(file: Rows) -> None:
    once, twice = ledger(file), ledger(file, file)
    assert said(twice) == said(once)
    assert twice.superseded == once.superseded
    assert twice.read == 2 * len(file.rows)


@given(some_rows)
def test_the_account_adds_up(file: Rows) -> None:
    assert ledger(file).read == len(file.rows)


@given(st.text(alphabet='{}":,abkindorder 0123-', max_size=60))
def test_no_line_is_lost(text: str) -> None:
    rows = json_rows(text, "f.jsonl")
    assert ledger(rows).read == len(rows.rows) + len(rows.rejected)
