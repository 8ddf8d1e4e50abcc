"""What expressions are worth, in plain FEEL and in policies."""

from typing import Any

import pytest

from clausewise.feel.interpret import filled_in, work
from clausewise.feel.limits import LimitReached
from clausewise.values.number import Decimal
from clausewise.values.types import NUMBER, STRING, TIME, Type
from tests.feel.said import SCOPE, cell, core_of, plain, policy


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("1 / 0", "null"),
        ('"a" + 1', "null"),
        ("2 ** 10", "1024"),
        ("-3 ** 2", "9"),
        ("1 = null", "false"),
        ("null = null", "true"),
        ('1 = "1"', "null"),
        ("[1, 2] = [1, 2]", "true"),
        ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
        ("null < 1", "null"),
        ("false and null", "false"),
        ("true and 1", "null"),
        ("true or 1", "true"),
        ("if null then 1 else 2", "2"),
        ('if "yes" then 1 else 2', "null"),
        ("5 between 1 and 10", "true"),
        ("3 in (1, > 2)", "true"),
        ("3 in [1, [2..4]]", "true"),
        ("1 in null", "false"),
        ("[1, 2, 3][item > 1]", "[2, 3]"),
        ("[1, 2, 3][-1]", "3"),
        ("[1, 2, 3][4]", "null"),
        ("[1, 2, 3][1.5]", "null"),
        ("[1, null, 3][item > 1]", "[3]"),
        ("[][1]", "null"),
        ("[][true]", "[]"),
        ("5[1]", "5"),
        ("[{x: 1}, {x: 2, y: 5}][y = 5].x", "[2]"),
        ("[{x: 1}, {y: 2}].y", "[null, 2]"),
        ("for i in 1..3 return i * i", "[1, 4, 9]"),
        ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for i in (1..4) return i", "[2, 3]"),
        ('for d in @"2024-02-28"..@"2024-03-01" return d.day', "[28, 29, 1]"),
        ("for x in [1, 2], y in [x, 10] return x * y", "[1, 10, 4, 20]"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
        ("for i in 1..3 return count(partial)", "[0, 1, 2]"),
        ("for i in null return i", "null"),
        ("some x in [1, null] satisfies x > 1", "null"),
        ("some x in [1, null, 3] satisfies x > 1", "true"),
        ("every x in [] satisfies x > 1", "true"),
        ("every x in [2, null] satisfies x > 1", "null"),
        ("{a: 1, b: a + 1, c: {d: a + b}}", "{a: 1, b: 2, c: {d: 3}}"),
        ("{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r", "120"),
        ("(function(x: number) x + 1)(2)", "3"),
        ('(function(x: number) x)("2")', "null"),
        ("{a: 10, f: function(x) x + a, r: f(x: 1)}.r", "11"),
        ("null()", "null"),
        ("[1..3] instance of range<number>", "true"),
        ("null instance of Any", "false"),
        ('date("2024-06-03").weekday', "1"),
        ('duration("P1DT2H").hours', "2"),
        ('duration("-PT1M30S").seconds', "-30"),
        ("[1..10[.end included", "false"),
        ("(< 10) = (< 10)", "true"),
        ("(= 10) = [10..10]", "false"),
        ('@"2024-01-31" + @"P1M"', '@"2024-02-29"'),
        ('@"2024-06-03" - @"PT1H"', '@"2024-06-02"'),
        ('@"10:00:00" - @"09:48:00"', '@"PT12M"'),
        ('@"P1Y" / @"P6M"', "2"),
    ],
)
def test_plain_feel(text: str, value: str) -> None:
    assert plain(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # a comparison with what is missing is not known
        ('attendance.status = "absent"', "null"),
        ('attendance.status != "absent"', "null"),
        ("attendance.check_out > latest", "null"),
        ('attendance.status in ["absent", "present"]', "null"),
        ("away in [1..5]", "null"),
        # unless one asks whether it is there
        ("attendance.status = null", "true"),
        ("attendance.status != null", "false"),
        ("null = attendance.check_in", "false"),
        ("attendance.status in (null, \"absent\")", "true"),
        # what hangs on it is not known either
        ("if away > 1 then 1 else 2", "null"),
        ("receipts[amount > 10]", "null"),
        ("receipts[amount > 10 or order = \"o-2\"].order", '["o-1", "o-2"]'),
        ("sum(receipts.amount)", "null"),
        ("away > 1 and false", "false"),
        ("away > 1 or true", "true"),
        ("not(away > 1)", "null"),
        ("list contains([1, null], 2)", "null"),
        ("list contains([1, null], 1)", "true"),
        ("list contains([1, 2], away)", "null"),
        ("2 in [1, 3, away]", "null"),
        ("3 in [1, 3, away]", "true"),
        ("some r in receipts satisfies r.amount > 500", "null"),
        ("some r in receipts satisfies r.amount > 50", "true"),
        ("every r in receipts satisfies r.amount > 500", "false"),
        # nothing is something
        ("none.amount", "[]"),
        ("total(none.amount)", "0"),
        ("sum(none.amount)", "null"),
        ("count(none)", "0"),
        ("none[1]", "null"),
        ("none[amount > 10]", "[]"),
        ("receipts[1].amount", "100"),
        ("考勤.上班打卡", '@"10:05:00"'),
        ("minutes(attendance.check_in - latest)", "5"),
        ('rate_of(5, "self").rate', "0.01"),
        ('rate_of(origin: "self", sales: 5).rate', "0.01"),
        ("rate_of(away, \"self\").rate", "null"),
    ],
)  # fmt: skip
def test_in_policies_what_is_missing_is_not_false(text: str, value: str) -> None:
    assert policy(text) == value


def test_a_field_hides_an_outer_name_in_a_filter_even_where_an_element_lacks_it() -> None:
    scope = {**SCOPE, "order": "o-2"}

    assert policy('receipts[order = "o-2"].order', scope) == '["o-2"]'
    assert policy("receipts[amount = 100]", {**SCOPE, "amount": Decimal(5)}) == "null"


@pytest.mark.parametrize(
    ("tests", "value", "of", "answer"),
    [
        ("> 5", Decimal(6), NUMBER, True),
        ("> 5", None, NUMBER, None),
        ("-", None, NUMBER, True),
        ("null", None, NUMBER, True),
        ("null, > 5", None, NUMBER, True),
        ("[1..5), 9", Decimal(9), NUMBER, True),
        ("not(1, 2)", Decimal(3), NUMBER, True),
        ("not(1, 2)", None, NUMBER, None),
        ('"absent"', "absent", STRING, True),
        ('not("absent")', None, STRING, None),
        ("? > grace and ? < 10", Decimal(5), NUMBER, True),
        ("grace", Decimal(3), NUMBER, True),
        ("> latest", None, TIME, None),
    ],
)
def test_a_cell_asks_about_its_input(tests: str, value: Any, of: Type, answer: bool | None) -> None:
    assert cell(tests, value, of) is answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("round half up(employee.daily_wage * 0.5, 2)", "round half up(null * 0.5, 2)"),
        ("minutes(attendance.check_in - latest) > grace", 'minutes(@"10:05:00" - @"10:00:00") > 3'),
        ("sum(receipts.amount)", "sum([100, null])"),
        ("if grace > 2 then grace else away", "if 3 > 2 then 3 else away"),
        ("grace > 5 and away > 1", "3 > 5 and away > 1"),
        ("count(receipts[amount > grace])", "count(receipts[amount > grace])"),
        ("for r in receipts return r.amount", "for r in receipts return r.amount"),
        ("grace +\n   1", "3 + 1"),
    ],
)
def test_names_give_way_to_their_values(text: str, words: str) -> None:
    assert filled_in(core_of(text), SCOPE)[1] == words


def test_the_working_tells_each_part_that_was_worked_out() -> None:
    worked = work(core_of("grace > 2 and grace * 2 = 6"), SCOPE)

    assert worked.value is True
    told = [(part.core.span.text, part.value) for part in worked.parts]
    assert told == [("grace > 2", True), ("grace * 2 = 6", True)]
    (product, six) = worked.parts[1].parts
    assert (product.value, six.value) == (Decimal(6), Decimal(6))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("count(for i in 1..1000000000000 return i)", "CW341", "i"),
        ("for a in 1..2000, b in 1..2000 return a", "CW341", "b"),
        ("some a in 1..2000 satisfies some b in 1..2000 satisfies a + b < 0", "CW341", "b"),
        ("{f: function(n) f(n + 1), r: f(0)}.r", "CW342", "function(n) f(n + 1)"),
        (
            "{f: function(n) if n < 2 then 1 else f(n - 1) + f(n - 2), r: f(50)}.r",
            "CW341",
            "function(n) if n < 2 then 1 else f(n - 1) + f(n - 2)",
        ),
    ],
)
def test_what_would_not_end_meets_a_limit(text: str, code: str, place: str) -> None:
    with pytest.raises(LimitReached) as reached:
        plain_value(text)

    assert reached.value.code == code
    assert reached.value.span is not None
    assert reached.value.span.text == place


def plain_value(text: str) -> Any:
    from clausewise.feel.environment import Environment
    from clausewise.feel.interpret import value_of

    return value_of(core_of(text, Environment.unknown()), {})


def test_one_evaluation_leaves_no_trace_for_the_next() -> None:
    for _ in range(3):
        with pytest.raises(LimitReached):
            plain_value("for i in 1..2000000 return i")
        assert plain("count(for i in 1..900000 return i)") == "900000"
