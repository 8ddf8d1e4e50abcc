"""The functions that know the company's calendar and timetable (language.md §5)."""

import pytest

from clausewise.calendar.timetable import Season, Timetable
from clausewise.calendar.workdays import Calendar
from clausewise.feel.environment import Environment
from clausewise.feel.interpret import value_of
from clausewise.feel.read import read_expression
from clausewise.plan.calendar_functions import CALENDAR_FUNCTIONS, Almanac, bound_to
from clausewise.source.span import Passage, Source
from clausewise.values.temporal import Date, Time
from clausewise.values.text import feel_string

SHIFTS = tuple(
    (Time.parse(start), Time.parse(end))
    for start, end in (("09:00:00", "12:00:00"), ("14:00:00", "17:30:00"))
)
HOURS = Timetable((Season(SHIFTS),))  # type: ignore[arg-type]  # none of them is None
AS_OF = Date.of(2024, 6, 30)
PLAIN = Almanac(Calendar(), HOURS, AS_OF)
CHINA = Almanac(Calendar("CN"), HOURS, AS_OF)


def worked_out(text: str, almanac: Almanac = PLAIN) -> str | None:
    functions = {name: function.type for name, function in CALENDAR_FUNCTIONS.items()}
    span = Source("test", text).whole()
    core, told = read_expression(Passage(text, span), Environment.of_policy(functions))
    assert told == []
    assert core is not None
    return feel_string(value_of(core, dict(bound_to(almanac))))


EXAMPLES = [
    (expression, result)
    for function in CALENDAR_FUNCTIONS.values()
    for expression, result in function.examples
]


@pytest.mark.parametrize(("expression", "result"), EXAMPLES)
def test_every_example_is_so(expression: str, result: str) -> None:
    assert worked_out(expression) == worked_out(result)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ('is workday(date: @"2024-06-07")', "true"),
        ('next workday(@"2024-06-08")', "2024-06-10"),
        ('workday count(@"2024-06-10", @"2024-06-07")', "0"),
        ('workday count(start: @"2024-06-08", end: @"2024-06-09")', "0"),
        ('add workdays(@"2024-06-08", 0)', "2024-06-08"),
        ('add workdays(@"2024-06-10", -1)', "2024-06-07"),
        ('longest run([@"2024-06-06", @"2024-06-07", @"2024-06-10", @"2024-06-12"])', "3"),
        ("longest run([])", "0"),
        ('run ending([@"2024-06-06", @"2024-06-07", @"2024-06-10"], @"2024-06-10")', "3"),
        ('run ending([@"2024-06-07", @"2024-06-07"], @"2024-06-07")', "1"),
        ('run ending([@"2024-06-07"], @"2024-06-10")', "0"),
        ('run ending([@"2024-06-08"], @"2024-06-08")', "0"),
        ('count(runs([@"2024-06-03", @"2024-06-04", @"2024-06-06"]))', "2"),
        ('start of("week", @"2024-06-09")', "2024-06-03"),
        ('start of(unit: "half_year", date: @"2024-09-09")', "2024-07-01"),
        ('end of("year", @"2024-06-09")', "2024-12-31"),
        ('working time(@"2024-06-07T17:00:00", @"2024-06-10T10:00:00")', "PT1H30M"),
        ('working time(@"2024-06-08T09:00:00", @"2024-06-08T18:00:00")', "PT0S"),
        ("minutes(@\"PT90S\")", "1.5"),
        ("hours(@\"PT90M\")", "1.5"),
        ("total([])", "0"),
        ("total([1, 2])", "3"),
    ],
)  # fmt: skip
def test_what_they_give(expression: str, result: str) -> None:
    assert worked_out(expression) == result


@pytest.mark.parametrize(
    "expression",
    [
        "is workday(null)",
        'add workdays(@"2024-06-07", 1.5)',
        'add workdays(@"2024-06-07", 1000000000000)',
        'longest run([@"2024-06-07", null])',
        'run ending([null], @"2024-06-07")',
        'start of("fortnight", @"2024-06-07")',
        # Whose service it is, the function cannot know.
        'start of("service_month", @"2024-06-07")',
        'working time(@"2024-06-07T10:00:00", @"2024-06-07T09:00:00")',
        "total([1, null])",
    ],
)
def test_what_they_cannot_tell_is_null(expression: str) -> None:
    assert worked_out(expression) is None


def test_the_statutory_calendar_is_the_companys() -> None:
    assert worked_out('is workday(@"2024-09-14")', CHINA) == "true"
    assert worked_out('next workday(@"2024-09-14")', CHINA) == "2024-09-18"
    assert worked_out('run ending([@"2024-09-14", @"2024-09-18"], @"2024-09-18")', CHINA) == "2"


def test_a_year_that_is_not_announced_is_never_guessed() -> None:
    for expression in (
        'is workday(@"2090-06-05")',
        'next workday(@"2090-06-05")',
        'workday count(@"2090-06-05", @"2090-06-06")',
        'add workdays(@"2090-06-05", 1)',
        'longest run([@"2090-06-05"])',
        'working time(@"2090-06-05T09:00:00", @"2090-06-05T10:00:00")',
    ):
        assert worked_out(expression, CHINA) is None
