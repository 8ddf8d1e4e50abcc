"""Vocabulary files into kinds, fields and types."""

import pytest

from clausewise.intake.vocabulary import check_name, read_vocabulary
from clausewise.model.vocabulary import Vocabulary
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Source
from clausewise.source.yaml_reader import Fields, read_yaml
from clausewise.values.number import Decimal
from clausewise.values.types import DATE, NUMBER, STRING, ContextOf, ListOf


def read(*texts: str) -> tuple[Vocabulary, list[str]]:
    """The vocabulary of some files, and what is told of it in English."""
    roots = []
    for number, text in enumerate(texts, 1):
        root, told = read_yaml(Source(f"{number}.yaml", text))
        assert isinstance(root, Fields)
        assert told == []
        roots.append(root)
    vocabulary, told = read_vocabulary(roots, "sha256:0")
    return vocabulary, [f"{one.span} {one.code} {one.message('en')}" for one in told]


def test_a_kind_has_its_fields_and_its_labels() -> None:
    vocabulary, told = read("""\
events:
  sale:
    label: {zh: 销售, en: sale}
    daily: true
    fields:
      amount: {type: number, unit: CNY, label: {zh: 金额}}
      origin: {type: string, one_of: [self, company], optional: true}
      boxes: {type: number, default: 1}
      large: {type: boolean, value: amount > 10}
""")

    sale = vocabulary.events["sale"]
    assert told == []
    assert sale.labels == {"zh": "销售", "en": "sale"}
    assert (sale.daily, sale.company) == (True, False)
    assert {name: field.type for name, field in sale.fields.items()} == {
        "amount": NUMBER.with_unit("CNY"),
        "origin": STRING.limited_to(["self", "company"]),
        "boxes": NUMBER,
        "large": sale.fields["large"].type,
    }
    assert [name for name, field in sale.fields.items() if field.required] == ["amount"]
    assert sale.fields["boxes"].default == Decimal(1)
    assert sale.fields["large"].derived is not None
    assert sale.fields["large"].derived.text == "amount > 10"


def test_types_are_lists_contexts_and_named_lists_of_words() -> None:
    vocabulary, told = read(
        "enums: {role: [chair, manager]}",
        """\
events:
  meeting:
    fields:
      by: {type: role}
      days: {type: list of date}
      others: {type: list of role}
      place: {type: context, fields: {town: string, floor: {type: number}}}
""",
    )

    fields = vocabulary.events["meeting"].fields
    assert told == []
    assert fields["by"].type == STRING.limited_to(["chair", "manager"])
    assert fields["days"].type == ListOf(DATE)
    assert fields["others"].type == ListOf(STRING.limited_to(["chair", "manager"]))
    assert fields["place"].type == ContextOf({"town": STRING, "floor": NUMBER})


def test_all_files_of_a_folder_are_one_vocabulary() -> None:
    vocabulary, told = read(
        "outcomes: {fine: {effect: deduction, fields: {basis: string}}, late: {effect: finding}}",
        "employee: {fields: {hired: date}}",
    )

    assert told == []
    assert {name: one.needs_amount for name, one in vocabulary.outcomes.items()} == {
        "fine": True,
        "late": False,
    }
    assert list(vocabulary.employee) == ["hired"]


def test_events_and_outcomes_share_their_names() -> None:
    _, told = read("events: {late: {fields: {}}}", "outcomes: {late: {effect: finding}}")

    assert told == ["2.yaml:1:12 CW365 'late' is already the name of a kind of event or outcome"]


def test_an_unknown_type_is_told_with_the_nearest() -> None:
    _, told = read("events: {sale: {fields: {amount: {type: nmuber}}}}")

    assert told == ["1.yaml:1:41 CW360 there is no type called 'nmuber'"]


def test_a_default_of_another_type_is_told() -> None:
    vocabulary, told = read("events: {sale: {fields: {boxes: {type: number, default: some}}}}")

    assert told == ["1.yaml:1:57 CW550 the value 'some' of field 'boxes' is not a number"]
    assert vocabulary.events["sale"].fields["boxes"].default is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("上班", None),
        ("check_in", None),
        ("check-in", "CW350"),
        ("2nd", "CW350"),
        ("then", "CW349"),
    ],
)
def test_names_are_words_of_letters_digits_and_chinese(name: str, code: str | None) -> None:
    told: list[Diagnostic] = []
    check_name(name, Source("names", name).whole(), told)

    assert [one.code for one in told] == ([] if code is None else [code])
