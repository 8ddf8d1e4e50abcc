"""What is told of names and types in a policy: only what is surely wrong."""

import pytest

from clausewise.feel.environment import Environment
from clausewise.values.types import BOOLEAN, DATE, NUMBER, TIME, Type
from tests.feel.said import POLICY, core_of, said, told_of

FAULTS = [
    # names
    ("grase > 1", "CW301", "grase", "grace"),
    ("迟到分种 > 1", "CW301", "迟到分种", "迟到分钟"),
    ("qqqq > 1", "CW302", "qqqq", ""),
    ("one two three > 1", "CW304", "one two three", ""),
    ("attendance.chek_in", "CW305", "chek_in", "check_in"),
    ("考勤.上班打开", "CW305", "上班打开", "上班打卡"),
    ("attendance.zzz", "CW306", "zzz", "check_in, check_out, status"),
    ("receipts[item.amont > 1]", "CW305", "amont", "amount"),
    ("receipts.amont", "CW305", "amont", "amount"),
    ("attendance.date.yaer", "CW307", "yaer", "year, month, day, weekday"),
    ("grace.days", "CW308", "days", ""),
    ('@"2024-13-01"', "CW309", '@"2024-13-01"', ""),
    ("cuont(receipts)", "CW321", "cuont", "count"),
    ("frobnicate(receipts)", "CW322", "frobnicate", ""),
    ("grace instance of numbr", "CW326", "numbr", "number"),
    # types
    ("attendance.date = attendance.check_in", "CW310", "attendance.date = attendance.check_in", "date"),
    ("grace = receipts", "CW310", "grace = receipts", ""),
    ("grace = true", "CW310", "grace = true", ""),
    ("grace + attendance.date", "CW311", "grace + attendance.date", ""),
    ("attendance.date + attendance.date", "CW311", "attendance.date + attendance.date", ""),
    ("attendance.date < attendance.at", "CW311", "attendance.date < attendance.at", ""),
    ("attendance.date between 1 and 2", "CW311", "attendance.date between 1 and 2", ""),
    ('-"x"', "CW311", '"x"', ""),
    ('[1.."a"]', "CW312", '[1.."a"]', ""),
    ("grace = [1..5]", "CW313", "grace = [1..5]", "in"),
    ('attendance.status = "abscent"', "CW314", '"abscent"', '"absent"'),
    ('attendance.status in ["present", "late"]', "CW315", '"late"', '"present", "absent"'),
    ('attendance.check_in >= "10:00"', "CW330", '"10:00"', 'time("10:00:00")'),
    ('attendance.date = "2024-06-01"', "CW330", '"2024-06-01"', 'date("2024-06-01")'),
    ("employee.daily_wage + attendance.days", "CW316", "employee.daily_wage + attendance.days", ""),
    ("employee.daily_wage > attendance.days", "CW316", "employee.daily_wage > attendance.days", ""),
    ('receipts["x"]', "CW318", '"x"', ""),
    ("grace(1)", "CW320", "grace", ""),
    # calls
    ('substring("abc")', "CW323", 'substring("abc")', ""),
    ("rate_of(1)", "CW323", "rate_of(1)", ""),
    ("round half up(attendance.date, 2)", "CW324", "attendance.date", ""),
    ('rate_of("a", "b")', "CW324", '"a"', ""),
    ('substring(text: "abc", start position: 1)', "CW325", "text", "string, start position"),
    ('rate_of(amount: 1, origin: "b")', "CW325", "amount", "sales, origin"),
    # truths
    ("if grace then 1 else 2", "CW327", "grace", ""),
    ("grace and true", "CW327", "grace", ""),
    ("some x in receipts satisfies x.amount", "CW327", "x.amount", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "place", "hint"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_is_surely_wrong_is_told(text: str, code: str, place: str, hint: str) -> None:
    (told,) = told_of(text)

    assert (told.code, told.span.text) == (code, place)
    assert hint in told.message("en") + told.hint("en")
    assert hint in told.message("zh") + told.hint("zh")


@pytest.mark.parametrize(
    "text",
    [
        "employee.daily_wage * attendance.days",
        "employee.daily_wage / 21.75 > 10",
        "attendance.check_in - latest > duration(\"PT15M\")",
        "minutes(attendance.check_in - latest) >= grace",
        'attendance.status = null or attendance.status != "absent"',
        'if attendance.status = "absent" then attendance.days else 0',
        "receipts[amount > 10].amount",
        "receipts[1].amount + receipts[-1].amount",
        "count(receipts[item.order = \"o-1\"]) > 0",
        "for r in receipts return r.amount * 2",
        "every r in receipts satisfies r.amount > 0",
        "rate_of(sum(receipts.amount), \"self\").rate",
        'rate_of(origin: "self", sales: 5).rate = 0.01',
        "attendance.date in [@\"2024-06-01\"..@\"2024-06-30\"]",
        "date(attendance.at) = attendance.date",
        "attendance.date + duration(\"P1D\") * grace",
        "sort(receipts, function(a, b) a.amount < b.amount)[1].order",
        "max(receipts.amount) > 5",
        "{wage: employee.daily_wage, twice: wage * 2}.twice",
        "min(attendance.date, attendance.date + @\"P1D\") < attendance.date",
        "partial",
    ],
)  # fmt: skip
def test_what_may_be_right_is_not_told(text: str) -> None:
    assert said(text, POLICY.with_names({"partial": NUMBER})) == []


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ("grace + 1", BOOLEAN, "CW327"),
        ("attendance.date", NUMBER, "CW328"),
        ("attendance.check_in", TIME, None),
        ("null", DATE, None),
        ("[attendance.date]", DATE, None),
    ],
)
def test_what_is_expected_is_given(text: str, expected: Type, code: str | None) -> None:
    codes = [fault.code for fault in told_of(text, expected=expected)]

    assert codes == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("grace + 1", "number"),
        ("attendance.date - attendance.date", "days and time duration"),
        ("receipts.amount", "list<number>"),
        ("receipts[amount > 1]", "list<payment>"),
        ("receipts[1]", "payment"),
        ("receipts[1].amount", "number"),
        ("sum(receipts.amount)", "number"),
        ("total(receipts.amount)", "number"),
        ("max(attendance.date, attendance.date)", "date"),
        ("for r in receipts return r.order", "list<string>"),
        ('if grace > 1 then "a" else "b"', "string"),
        ('if grace > 1 then "a" else 1', "Any"),
        ("if grace > 1 then 1 else null", "number"),
        ("function(x: number) x + 1", "function<number> -> number"),
        ("[1..grace]", "range<number>"),
        ("sublist(receipts, 1)", "list<payment>"),
    ],
)
def test_the_type_of_an_expression_is_known(text: str, type_: str) -> None:
    assert str(core_of(text).type) == type_


def test_units_go_through_sums_and_products() -> None:
    wage = core_of("employee.daily_wage * 2 + 1").type

    assert wage == NUMBER.with_unit("CNY")
    assert core_of("employee.daily_wage * attendance.days").type == NUMBER


def test_plain_feel_is_told_of_unknown_names_alone() -> None:
    known = Environment({"a": NUMBER})

    assert said('a + "x"', known) == []
    assert [fault.code for fault in told_of("a + b", known)] == ["CW302"]


def test_every_fault_of_one_expression_is_told() -> None:
    assert [fault.code for fault in told_of("grase > 1 and attendance.chek_in = 5 and cuont(1) > 2")] == [
        "CW301", "CW305", "CW321",
    ]  # fmt: skip
