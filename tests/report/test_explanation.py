"""Letters: what they say beyond the golden ones."""

from clausewise.book import Result
from clausewise.model.ruling import Answer
from clausewise.report.explanation import explain_ruling, explanation_of
from clausewise.report.lines import Line, lines_of
from clausewise.report.words import Words
from clausewise.source.terminal import width


def line_of(answer: Answer, **wanted: str) -> Line:
    return next(line for line in lines_of(answer) if wanted.items() <= line.items())


def test_a_ruling_of_the_library_explains_itself(result: Result) -> None:
    ruling = next(one for one in result.rulings if one.outcome == "deduction")

    assert "您有一笔扣款 150.00 元，扣款依据 旷工。" in ruling.explain("zh")
    assert ruling.explain("zh") == explain_ruling(ruling.ruling, result.plans[0], "zh")


def test_facts_are_told_with_their_content_where_it_is_given(
    answer: Answer, english: Words
) -> None:
    line = line_of(answer, outcome="commission")
    sale = {"id": "s-1", "kind": "sale", "amount": "12000", "date": "2024-06-12"}
    facts = explanation_of(line, english, facts={"s-1": sale}).as_json()["facts"]

    assert facts == ["s-1: sale, amount sold 12000, date 12 June 2024"]


def test_a_ruling_that_another_rests_on_is_told_with_what_it_says(
    answer: Answer, english: Words
) -> None:
    line = line_of(answer, rule="warning", status="ruling")
    others = {one["id"]: one for one in lines_of(answer) if "id" in one}
    alone, together = (explanation_of(line, english, known) for known in ({}, others))

    assert together.as_json()["facts"] == [
        "ruling r-1f781770548f: 4 June 2024, lateness, 20 minutes",
        "ruling r-905613d86865: 5 June 2024, lateness, 30 minutes",
    ]
    assert alone.as_json()["facts"] == [
        "r-1f781770548f: another ruling, not among these answers",
        "r-905613d86865: another ruling, not among these answers",
    ]


def test_the_days_without_data_of_a_feed_are_named_and_how_to_declare_them(
    answer: Answer, english: Words
) -> None:
    line = {
        **line_of(answer, status="undetermined"),
        "missing": ["attendance", "report"],
        "because": {
            "values": {
                "attendance": "2024-06-03; 2024-06-05",
                "report": "2024-06-03; 2024-06-09",
            }
        },
    }

    assert explanation_of(line, english).as_json()["needed"] == [
        "give the records of attendance (attendance) for 3 June 2024, 5 June 2024; if there were"
        " none, say that the feed is complete (complete: [attendance], or --complete attendance)",
        "give the records of weekly report (report) for 3 June 2024 to 9 June 2024; if there were"
        " none, say that the feed is complete (complete: [report], or --complete report)",
    ]


def test_each_kind_of_missing_name_is_asked_for_where_it_belongs(
    answer: Answer, english: Words
) -> None:
    names = ["employee.daily_wage", "grace", "calendar", "sale", "sale.amount", "amount / count"]
    line = {**line_of(answer, status="undetermined"), "missing": names, "because": {}}

    assert explanation_of(line, english).as_json()["needed"] == [
        "fill in daily wage (employee.daily_wage) on the roster",
        "the company has to decide 'grace' (grace) and write it into the policy",
        "the holidays of that year are not announced yet; it can be decided once they are",
        "give a record of sale (sale); none that there is will do",
        "record 'amount sold' of the sale (sale.amount)",
        "what 'amount / count' needs to be worked out",
    ]


def test_a_letter_to_the_company(answer: Answer, english: Words) -> None:
    line = {**line_of(answer, outcome="late"), "employee": None, "outcome": "closed_shop"}
    letter = explanation_of({**line, "effect": "notice", "fields": {}}, english)

    assert letter.greeting == "To the management of the company,"
    assert letter.answer == "A notice of 4 June 2024: shop left closed."


def test_letters_are_narrow_enough_to_read(result: Result) -> None:
    for language in ("zh", "en"):
        words = Words.of(language, result.plans[0].vocabulary, result.plans)
        for line in lines_of(result.answer):
            if line["status"] != "rejected":
                lines = explanation_of(line, words).text().splitlines()
                assert max(map(width, lines)) <= 84


def test_the_page_of_a_letter_escapes_what_it_shows(answer: Answer) -> None:
    line = {**line_of(answer, outcome="late"), "employee": "<b>E01</b>"}

    assert "&lt;b&gt;E01&lt;/b&gt;" in explanation_of(line, Words("en")).html()
