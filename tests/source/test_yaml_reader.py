"""YAML is read as YAML 1.2: exact, nothing guessed, everything with its place."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Source
from clausewise.source.yaml_reader import (
    LARGEST_FILE,
    Fields,
    Node,
    Plain,
    Scalar,
    Sequence,
    plain,
    read_yaml,
    read_yaml_file,
)


def node_of(text: str) -> Node:
    node, told = read_yaml(Source("a.yaml", text))
    assert told == []
    assert node is not None
    return node


def value_of(written: str) -> Plain:
    whole = plain(node_of(f"x: {written}\n"))
    assert isinstance(whole, dict)
    return whole["x"]


def codes(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.span.text) for one in read_yaml(Source("a.yaml", text))[1]]


@pytest.mark.parametrize(
    "written",
    ["y", "n", "10:30", "9:30:00", "2024-06-03", "2024-02-30", "PT4H", "22.1.1a", "1,000",
     "0b11", "+", "1e", ".", "0o9", "0x", "迟到", "a:b", "1_a"],
)  # fmt: skip
def test_whatever_is_no_number_and_no_constant_is_text(written: str) -> None:
    assert value_of(written) == written


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("true", True),
        ("FALSE", False),
        ("0", Decimal(0)),
        ("-12", Decimal(-12)),
        ("+3", Decimal(3)),
        ("0.10", Decimal("0.10")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1e3", Decimal(1000)),
        ("1.5E-3", Decimal("0.0015")),
        ("0o17", Decimal(15)),
        ("0xFF", Decimal(255)),
        (
            "137.9310344827586206896551724137931034",
            Decimal("137.9310344827586206896551724137931034"),
        ),
        ("'true'", "true"),
        ('"12"', "12"),
    ],
)
def test_the_constants_and_numbers_of_yaml_1_2(written: str, value: Plain) -> None:
    found = value_of(written)

    assert (found, type(found)) == (value, type(value))


def test_a_decimal_keeps_its_digits() -> None:
    assert str(value_of("46.00")) == "46.00"


def test_keys_that_yaml_1_1_took_for_booleans_are_words() -> None:
    assert plain(node_of("on: a\nno: b\noff: c\nyes: d\n")) == {
        "on": "a", "no": "b", "off": "c", "yes": "d",
    }  # fmt: skip


def test_a_file_becomes_nodes_with_the_places_of_keys_and_values() -> None:
    root = node_of("rules:\n  - id: late\n    then: {outcome: 迟到, days: [0.5, 1]}\n")

    assert isinstance(root, Fields)
    rules = root.get("rules")
    assert isinstance(rules, Sequence)
    rule = rules.items[0]
    assert isinstance(rule, Fields)
    then = rule.entries["then"]
    assert isinstance(then.value, Fields)
    days = then.value.get("days")
    assert days is not None
    assert root.get("rule") is None
    assert [str(place) for place in (rules.span, rule.span, then.key_span, days.span)] == [
        "a.yaml:2:3",
        "a.yaml:2:5",
        "a.yaml:3:5",
        "a.yaml:3:31",
    ]
    assert then.value.span.text == "{outcome: 迟到, days: [0.5, 1]}"
    assert rule.span.text == "id: late\n    then: {outcome: 迟到, days: [0.5, 1]}"


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_marks_and_line_ends_do_not_move_places(start: str, end: str) -> None:
    text = start + end.join(["标题😀: 作息", "when: >-", "  a > 1", "  and b", "id: late", ""])
    root = node_of(text)

    assert isinstance(root, Fields)
    assert [entry.key_span.text for entry in root.entries.values()] == ["标题😀", "when", "id"]
    when, name = root.get("when"), root.get("id")
    assert isinstance(when, Scalar)
    assert isinstance(name, Scalar)
    assert (when.value, when.passage.part(6, 9).text) == ("a > 1 and b", "and")
    assert name.span.text == "late"


def test_equal_texts_are_equal_wherever_they_stand() -> None:
    assert node_of("a: {b: 1}") == node_of("# first\na:   {b: 1}")


def test_of_a_key_given_twice_the_first_stands() -> None:
    node, told = read_yaml(Source("a.yaml", "a: 1\nb: 2\na: 3\n"))

    assert node is not None
    assert plain(node) == {"a": Decimal(1), "b": Decimal(2)}
    assert [(one.code, str(one.span), [str(r) for r in one.related]) for one in told] == [
        ("CW101", "a.yaml:3:1", ["a.yaml:1:1"])
    ]


def test_faults_of_a_file_that_breaks_off_are_told_too() -> None:
    assert codes("a: 1\na: 2\nb: &x 3\nc: {d\n") == [
        ("CW101", "a"),
        ("CW107", "&x"),
        ("CW133", "{"),
    ]


def test_a_mistaken_key_stands_for_its_text_meanwhile() -> None:
    node, told = read_yaml(Source("a.yaml", "clauses:\n  22.1: {kind: rule}\n"))

    assert node is not None
    assert plain(node) == {"clauses": {"22.1": {"kind": "rule"}}}
    assert [one.code for one in told] == ["CW109"]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "--- # nothing\n"])
def test_a_file_without_content_is_empty(text: str) -> None:
    node, told = read_yaml(Source("a.yaml", text))

    assert (node, [one.code for one in told]) == (None, ["CW102"])


def test_a_comment_after_a_space_is_a_comment() -> None:
    assert codes("a: 1 # one\nb: x # two\nc:  # three\nd: '#4'\ne: #5\n") == [("CW144", "#5")]


def test_too_deep_a_file_is_told() -> None:
    assert plain(node_of("[" * 64 + "]" * 64)) is not None
    assert codes("[" * 65 + "]" * 65) == [("CW111", "[")]


def test_a_doubling_of_references_costs_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert {code for code, _ in codes(bomb)} == {"CW107"}


def test_too_many_values_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausewise.source.yaml_reader.MOST_VALUES", 3)

    assert codes("[1, 2]") == []
    assert codes("[1, 2, 3, 4]") == [("CW112", "3")]


def file_with(content: bytes, folder: Path) -> list[Diagnostic]:
    path = folder / "a.yaml"
    path.write_bytes(content)
    node, told = read_yaml_file(path)
    assert (node is None) == bool(told)
    return told


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    assert file_with("标题: 作息".encode(), tmp_path) == []
    assert file_with("标题: 作息".encode("utf-8-sig"), tmp_path) == []


@pytest.mark.parametrize(
    ("encoding", "called"), [("gb18030", "GBK / GB18030"), ("utf-16", "UTF-16")]
)
def test_another_encoding_is_named(encoding: str, called: str, tmp_path: Path) -> None:
    [told] = file_with("a: 1\n标题: 作息\n".encode(encoding), tmp_path)

    assert (told.code, told.blanks) == ("CW103", {"encoding": called})


def test_the_first_character_of_another_encoding_is_pointed_at(tmp_path: Path) -> None:
    [told] = file_with("a: 1\n标题: 作息\n".encode("gb18030"), tmp_path)

    assert (told.span.text, str(told.span)) == ("标", f"{tmp_path / 'a.yaml'}:2:1")


def test_bytes_of_no_known_encoding_are_told(tmp_path: Path) -> None:
    [told] = file_with(b"a: \xff\xff\xff\n", tmp_path)

    assert (told.code, told.blanks) == ("CW103", {"encoding": "?"})


def test_too_large_a_file_is_told(tmp_path: Path) -> None:
    [told] = file_with(b"#" * (LARGEST_FILE + 1), tmp_path)

    assert (told.code, told.blanks) == ("CW104", {"size": "8.0", "most": "8"})


def test_a_file_that_is_not_there_is_the_callers_to_tell(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_yaml_file(tmp_path / "none.yaml")


# Signs of YAML's own, in any order: whatever a person may type.
SIGNS = st.text(alphabet="ab迟 \n\t:-[]{}\"'>|#,.&*!@%0?：，😀\\()\r", max_size=40)


@given(SIGNS)
@example('"\\')  # the text breaks off after the sign that escapes the next
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    node, told = read_yaml(Source("a.yaml", text))

    assert node is not None or told
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in told)


@given(SIGNS)
def test_the_parser_in_python_reads_the_same(text: str) -> None:
    with_c = read_yaml(Source("a.yaml", text))
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader")
        without = read_yaml(Source("a.yaml", text))

    if with_c[0] is not None and without[0] is not None:
        assert plain(without[0]) == plain(with_c[0])
