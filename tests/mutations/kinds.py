"""The kinds of mistakes that people make in policies, and where in a file each could be made."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from attrs import evolve, field, frozen

from clausewise.source.span import Span
from clausewise.source.yaml_reader import Entry, Fields, Node, Scalar, Sequence
from tests.mutations.written import LITERALS, Expression, Spot, Token, Written


@frozen
class Edit:
    """The characters from `start` to `end` of a file written as `text`."""

    start: int
    end: int
    text: str


@frozen
class Slip:
    """One mistake that could be made in one file.

    `beside` is where else it may rightly be told: on the lines of the block that something was left
    out of, or at the other of two that clash.  `names` are names that were left out, rightly told
    wherever they are used.
    """

    edits: tuple[Edit, ...]
    beside: tuple[int, ...] = ()
    names: frozenset[str] = frozenset()

    def written(self, text: str) -> str:
        for edit in sorted(self.edits, key=lambda one: one.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def lines(self, text: str) -> frozenset[int]:
        """The lines, counted from 1 in the changed text, at which the mistake stands."""
        found: set[int] = set()
        moved = 0
        for edit in sorted(self.edits, key=lambda one: one.start):
            first = text.count("\n", 0, edit.start) + 1 + moved
            found.update(range(first, first + edit.text.rstrip("\n").count("\n") + 1))
            moved += edit.text.count("\n") - text.count("\n", edit.start, edit.end)
        for mark in self.beside:
            before = [one for one in self.edits if one.end <= mark]
            shift = sum(
                one.text.count("\n") - text.count("\n", one.start, one.end) for one in before
            )
            found.add(text.count("\n", 0, mark) + 1 + shift)
        return frozenset(found)


@frozen
class Kind:
    name: str
    example: str
    find: Callable[[Written], Iterator[Slip]] = field(eq=False, repr=False)


def _replace(start: int, end: int, text: str, *beside: int) -> Slip:
    return Slip((Edit(start, end, text),), beside)


def _instead(token: Token, text: str) -> Slip:
    return _replace(token.start, token.end, text)


def _swapped_letters(word: str) -> str | None:
    """The word with its second and third letters in the wrong order, or the last two."""
    for at in (1, len(word) - 2):
        if 0 <= at < len(word) - 1 and word[at] != word[at + 1] and word[at].isalnum():
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return None


# -- keys and forms of YAML

_RULE_KEYS = (
    "clause", "title", "on", "per", "with", "let", "when", "expect", "needs", "unless",
    "overrides", "once", "then", "each",
)  # fmt: skip


def _misspelt_key(file: Written) -> Iterator[Slip]:
    for key in _RULE_KEYS:
        for spot in file.at("rules", "*", key):
            span, wrong = spot.entry.key_span, _swapped_letters(key)
            if wrong is not None:
                yield _replace(span.start, span.end, wrong)


def _misspelt_register_key(file: Written) -> Iterator[Slip]:
    for key in ("kind", "summary", "reason", "obligations"):
        for spot in file.at("clauses", "*", key):
            span, wrong = spot.entry.key_span, _swapped_letters(key)
            if wrong is not None:
                yield _replace(span.start, span.end, wrong)


def _without(file: Written, spot: Spot) -> Iterator[Slip]:
    """An entry in block form left out."""
    start, end = spot.entry.key_span.start, spot.value.span.end
    lines = file.whole_lines(start, end)
    if lines is None:
        return
    below = spot.value.entries if isinstance(spot.value, Fields) else ()
    others = [one for one in spot.owner.entries.values() if one.key != spot.entry.key]
    if spot.path[0] == "rules":
        beside = [mark for one in others for mark in _lines_of(file, one)]
    else:
        # The last of its block leaves the block's own key, which stands on the line above.
        beside = [one.key_span.start for one in others[:1]] or [max(0, lines[0] - 1)]
    yield Slip((Edit(*lines, ""),), tuple(beside), frozenset((spot.entry.key, *below)))


def _lines_of(file: Written, entry: Entry) -> Iterator[int]:
    """A place on each line of an entry."""
    at = entry.key_span.start
    while at < entry.value.span.end:
        yield at
        at = file.line_end(at)


def _left_out(*keys: str) -> Callable[[Written], Iterator[Slip]]:
    def find(file: Written) -> Iterator[Slip]:
        for key in keys:
            for spot in file.at("rules", "*", key):
                yield from _without(file, spot)

    return find


def _outcome_field_left_out(file: Written) -> Iterator[Slip]:
    for pattern in (("rules", "*", "then", "*"), ("rules", "*", "then", "*", "*")):
        for spot in file.at(*pattern):
            if spot.path[-1] in ("outcome", "note", "*"):
                continue
            yield from _without(file, spot)
            start, end = spot.entry.key_span.start, spot.value.span.end
            if file.text[start - 2 : start] == ", " and file.text[end : end + 1] in ",}":
                yield _replace(start - 2, end, "")


def _item_left_out(file: Written, spot: Spot) -> Iterator[Slip]:
    """One of several items of a list in block form; it may be told on any line of its rule."""
    if isinstance(spot.value, Sequence) and len(spot.value.items) > 1:
        for item in spot.value.items:
            dash = file.text.rfind("-", 0, item.span.start + 1)
            lines = file.whole_lines(dash, item.span.end)
            if lines is not None:
                others = [
                    mark for one in spot.owner.entries.values() for mark in _lines_of(file, one)
                ]
                beside = [mark for mark in others if not lines[0] <= mark < lines[1]]
                yield Slip((Edit(*lines, ""),), tuple(beside), frozenset(_cited(item)))


def _condition_left_out(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "when"):
        yield from _item_left_out(file, spot)


def _exception_left_out(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "unless"):
        yield from _item_left_out(file, spot)
        for slip in _without(file, spot):
            yield evolve(slip, names=slip.names.union(_cited(spot.value)))


def _outcome_left_out(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "then"):
        yield from _item_left_out(file, spot)


def _cited(node: Node) -> Iterator[str]:
    """The clauses that a rule or its exceptions cite: what no longer carries them is told at their
    line in the register, since there is no other."""
    match node:
        case Fields(entries=entries):
            for entry in entries.values():
                if entry.key == "clause":
                    yield from (one.written for one in _texts(entry.value))
                else:
                    yield from _cited(entry.value)
        case Sequence(items=items):
            for item in items:
                yield from _cited(item)


def _texts(node: Node) -> Iterator[Scalar]:
    """A text, or each text of a list."""
    items = node.items if isinstance(node, Sequence) else (node,)
    yield from (one for one in items if isinstance(one, Scalar))


def _where_left_out(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "with", "*", "where"):
        yield from _without(file, spot)
        start, end = spot.entry.key_span.start, spot.value.span.end
        if file.text[start - 2 : start] == ", ":
            yield _replace(start - 2, end, "")


def _rules(file: Written) -> Iterator[tuple[Fields, int, int]]:
    """Each rule with the place of its dash and that of its end."""
    rules = file.root.get("rules")
    if isinstance(rules, Sequence):
        for rule in rules.items:
            assert isinstance(rule, Fields)
            yield rule, file.text.rfind("-", 0, rule.span.start + 1), rule.span.end


def _rule_left_out(file: Written) -> Iterator[Slip]:
    rules = [*_rules(file)]
    for rule, start, end in rules if len(rules) > 1 else ():
        lines = file.whole_lines(start, end)
        if lines is not None:
            yield Slip((Edit(*lines, ""),), (), frozenset(_cited(rule)))


def _rule_given_twice(file: Written) -> Iterator[Slip]:
    for rule, start, end in _rules(file):
        first, last = file.line_start(start), file.line_end(end - 1)
        again = file.text[first:last]
        yield _replace(last, last, again, rule.span.start)


def _key_given_twice(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "*"):
        start, end = spot.entry.key_span.start, spot.value.span.end
        lines = file.whole_lines(start, end)
        if lines is not None and isinstance(spot.value, Scalar):
            yield _replace(lines[1], lines[1], file.text[slice(*lines)], start)


def _no_space_after_colon(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "*"):
        end = spot.entry.key_span.end
        if file.text[end : end + 2] == ": ":
            yield _replace(end, end + 2, ":")


def _shifted_to_the_left(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "*"):
        start = file.line_start(spot.entry.key_span.start)
        if file.text[start : spot.entry.key_span.start] == "    ":
            yield _replace(start, start + 1, "")


def _tab_for_spaces(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "*"):
        start = file.line_start(spot.entry.key_span.start)
        if file.text[start : spot.entry.key_span.start] == "    ":
            yield _replace(start, start + 4, "\t")


def _full_width_colon(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "*"):
        end = spot.entry.key_span.end
        if file.text[end : end + 2] == ": ":
            yield _replace(end, end + 2, "：")


# -- words of the vocabulary


def _kind_scalars(file: Written) -> Iterator[Scalar]:
    for spot in (
        *file.at("rules", "*", "on"), *file.at("rules", "*", "with", "*"),
        *file.at("rules", "*", "with", "*", "kind"), *file.at("rules", "*", "expect", "fact"),
    ):  # fmt: skip
        if isinstance(spot.value, Scalar):
            yield spot.value


def _misspelt_kind(file: Written) -> Iterator[Slip]:
    for scalar in _kind_scalars(file):
        wrong = _swapped_letters(scalar.written)
        if wrong is not None:
            yield _replace(scalar.span.start, scalar.span.end, wrong)


def _outcomes(file: Written) -> Iterator[Scalar]:
    for spot in (
        *file.at("rules", "*", "then", "outcome"), *file.at("rules", "*", "then", "*", "outcome")
    ):  # fmt: skip
        if isinstance(spot.value, Scalar):
            yield spot.value


def _misspelt_outcome(file: Written) -> Iterator[Slip]:
    for scalar in _outcomes(file):
        wrong = _swapped_letters(scalar.written)
        if wrong is not None:
            yield _replace(scalar.span.start, scalar.span.end, wrong)


def _another_outcome(file: Written) -> Iterator[Slip]:
    others = file.words.outcomes
    for scalar in _outcomes(file):
        other = others[(others.index(scalar.written) + 1) % len(others)]
        yield _replace(scalar.span.start, scalar.span.end, other)


def _misspelt_outcome_field(file: Written) -> Iterator[Slip]:
    for pattern in (("rules", "*", "then", "*"), ("rules", "*", "then", "*", "*")):
        for spot in file.at(*pattern):
            span, wrong = spot.entry.key_span, _swapped_letters(spot.path[-1])
            if wrong is not None and spot.path[-1] not in ("outcome", "*"):
                yield _replace(span.start, span.end, wrong)


def _then_texts(file: Written) -> Iterator[tuple[Spot, Scalar]]:
    """Fields of outcomes that are a word of the vocabulary."""
    for pattern in (("rules", "*", "then", "*"), ("rules", "*", "then", "*", "*")):
        for spot in file.at(*pattern):
            if isinstance(spot.value, Scalar) and spot.path[-1] != "outcome":
                yield spot, spot.value


def _another_word_in_an_outcome(file: Written) -> Iterator[Slip]:
    for _, scalar in _then_texts(file):
        other = file.words.beside(scalar.written)
        if other is not None:
            yield _replace(scalar.span.start, scalar.span.end, other)


def _misspelt_word_in_an_outcome(file: Written) -> Iterator[Slip]:
    for _, scalar in _then_texts(file):
        wrong = _swapped_letters(scalar.written)
        if wrong is not None and file.words.beside(scalar.written) is not None:
            yield _replace(scalar.span.start, scalar.span.end, wrong)


# -- clauses


def _clauses(file: Written) -> Iterator[Scalar]:
    for spot in file.at("rules", "*", "clause"):
        yield from _texts(spot.value)


def _another_clause(file: Written) -> Iterator[Slip]:
    found = [*_clauses(file)]
    names = sorted({one.written for one in found})
    for one in found if len(names) > 1 else ():
        other = names[(names.index(one.written) + 1) % len(names)]
        yield _replace(one.span.start, one.span.end, f'"{other}"')


def _unknown_clause(file: Written) -> Iterator[Slip]:
    for one in _clauses(file):
        yield _replace(one.span.start, one.span.end, f'"{one.written}9"')


def _clause_without_quotes(file: Written) -> Iterator[Slip]:
    for one in _clauses(file):
        if re.fullmatch(r"\d+\.\d+", one.written) and one.style == "quoted":
            yield _replace(one.span.start, one.span.end, one.written)


def _clause_of_another_kind(file: Written) -> Iterator[Slip]:
    """A clause that rules carry out, written down as one that nothing follows from."""
    for spot in file.at("clauses", "*", "kind"):
        if isinstance(spot.value, Scalar) and spot.value.written in ("rule", "duty"):
            yield _replace(spot.value.span.start, spot.value.span.end, "informational")


def _clause_struck_from_the_register(file: Written) -> Iterator[Slip]:
    for spot in file.at("clauses", "*"):
        yield from _without(file, spot)


def _misspelt_obligation(file: Written) -> Iterator[Slip]:
    for spot in file.at("clauses", "*", "obligations"):
        for one in spot.value.items if isinstance(spot.value, Sequence) else ():
            wrong = _swapped_letters(one.written) if isinstance(one, Scalar) else None
            if wrong is not None:
                yield _replace(one.span.start, one.span.end, wrong)


def _another_obligation(file: Written) -> Iterator[Slip]:
    for spot in file.at("clauses", "*", "obligations"):
        for one in spot.value.items if isinstance(spot.value, Sequence) else ():
            other = file.words.beside(one.written) if isinstance(one, Scalar) else None
            if other is not None:
                yield _replace(one.span.start, one.span.end, other)


# -- signs of FEEL


def _signs(swaps: dict[str, str]) -> Callable[[Written], Iterator[Slip]]:
    def find(file: Written) -> Iterator[Slip]:
        for expression in file.expressions:
            for token in expression.of("sign", *swaps):
                yield _instead(token, swaps[token.text])

    return find


def _words(swaps: dict[str, str]) -> Callable[[Written], Iterator[Slip]]:
    def find(file: Written) -> Iterator[Slip]:
        for expression in file.expressions:
            for token in expression.of("word", *swaps):
                yield _instead(token, swaps[token.text])

    return find


def _not_left_out(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for one, after in _pairs(expression):
            if one.text == "not" and after.text == "(":
                yield _instead(one, "")


def _parenthesis_left_out(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for token in expression.of("sign", "(", ")"):
            yield _instead(token, "")


def _quote_left_out(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for token in expression.of("text"):
            yield _replace(token.end - 1, token.end, "")


def _full_width_in_feel(file: Written) -> Iterator[Slip]:
    wide = {"(": "（", ")": "）", ",": "，", "<": "＜", ">": "＞", "=": "＝"}
    for expression in file.expressions:
        for token in expression.of("sign", *wide):
            yield _instead(token, wide[token.text])


def _curly_quotes(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for token in expression.of("text"):
            yield _instead(token, f"“{token.text[1:-1]}”")


def _look_alike_letter(file: Written) -> Iterator[Slip]:
    """A Cyrillic letter in a name."""
    alike = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"}
    for expression in file.expressions:
        for token in _names(expression):
            at = next((n for n, letter in enumerate(token.text) if letter in alike), None)
            if at is not None:
                wrong = token.text[:at] + alike[token.text[at]] + token.text[at + 1 :]
                yield _instead(token, wrong)


def _operand_left_out(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for one, after in _pairs(expression):
            if one.text in ("<", "<=", ">", ">=", "=", "!=") and after.sort in ("number", "text"):
                yield _instead(after, "")


def _pairs(expression: Expression) -> Iterator[tuple[Token, Token]]:
    tokens = expression.tokens
    return pairwise(tokens)


_KEYWORDS = frozenset(
    {
        "and", "or", "not", "in", "if", "then", "else", "for", "return", "some", "every",
        "satisfies", "between", "function", "instance", "of",
    }
)  # fmt: skip


def _names(expression: Expression) -> Iterator[Token]:
    """Words that name something, functions and the first word of a path among them."""
    for token in expression.of("word"):
        if token.text not in _KEYWORDS | LITERALS:
            yield token


def _misspelt_name(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        before = ""
        for token in expression.tokens:
            wrong = _swapped_letters(token.text) if token.sort == "word" else None
            if wrong is not None and before != "." and token.text not in _KEYWORDS | LITERALS:
                yield _instead(token, wrong)
            before = token.text


def _misspelt_field(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for dot, token in _pairs(expression):
            wrong = _swapped_letters(token.text)
            if dot.text == "." and token.sort == "word" and wrong is not None:
                yield _instead(token, wrong)


def _misspelt_function(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for token, after in _pairs(expression):
            wrong = _swapped_letters(token.text)
            called = after.text == "(" and token.sort == "word" and token.text not in _KEYWORDS
            if called and wrong is not None:
                yield _instead(token, wrong)


def _misspelt_text(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for token in expression.of("text"):
            inner = token.text[1:-1]
            wrong = _swapped_letters(inner)
            if wrong is not None and file.words.beside(inner) is not None:
                yield _instead(token, f'"{wrong}"')


def _another_text(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for token in expression.of("text"):
            other = file.words.beside(token.text[1:-1])
            if other is not None:
                yield _instead(token, f'"{other}"')


def _text_for_a_number(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for token in expression.of("number"):
            yield _instead(token, f'"{token.text}"')


def _filter_left_out(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        for one, after in _pairs(expression):
            if one.sort == "word" and after.text == "[" and one.text not in _KEYWORDS:
                end = _closing(expression, after)
                if end is not None:
                    yield _replace(after.start, end, "")


def _closing(expression: Expression, opening: Token) -> int | None:
    depth = 0
    for token in expression.tokens:
        if token.start >= opening.start:
            depth += (token.text == "[") - (token.text == "]")
            if depth == 0:
                return token.end
    return None


def _branches_swapped(file: Written) -> Iterator[Slip]:
    """`if c then a else b` with a and b in each other's place, both a single token."""
    for expression in file.expressions:
        tokens = expression.tokens
        for at, token in enumerate(tokens[:-3]):
            if token.text == "then" and tokens[at + 2].text == "else":
                one, other = tokens[at + 1], tokens[at + 3]
                after = tokens[at + 4].text if at + 4 < len(tokens) else ""
                if after not in ("(", ".", "["):
                    yield Slip(
                        (
                            Edit(one.start, one.end, other.text),
                            Edit(other.start, other.end, one.text),
                        )
                    )


def _rounded_elsewhere(file: Written) -> Iterator[Slip]:
    for expression in file.expressions:
        tokens = expression.tokens
        for comma, digits, close in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if (comma.text, digits.text, close.text) == (",", "2", ")"):
                yield _instead(digits, "0")


# -- parameters, bands, tables


def _parameters(file: Written) -> Iterator[Scalar]:
    for spot in file.at("parameters", "*", "value"):
        if isinstance(spot.value, Scalar):
            yield spot.value


def _numbers(file: Written) -> Iterator[tuple[Scalar, Decimal]]:
    for scalar in _parameters(file):
        if isinstance(scalar.value, Decimal):
            yield scalar, scalar.value
    for spot in file.at("brackets", "*", "bands", "*", "*"):
        if isinstance(spot.value, Scalar) and isinstance(spot.value.value, Decimal):
            yield spot.value, spot.value.value


def _number_shifted(file: Written) -> Iterator[Slip]:
    """The last digit of a number one higher."""
    for scalar, value in _numbers(file):
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        beside = _bands_around(file, scalar)
        yield _replace(scalar.span.start, scalar.span.end, f"{value + step:f}", *beside)


def _decimal_point_moved(by: int) -> Callable[[Written], Iterator[Slip]]:
    def find(file: Written) -> Iterator[Slip]:
        for scalar, value in _numbers(file):
            if value:
                beside = _bands_around(file, scalar)
                moved = f"{value.scaleb(by):f}"
                yield _replace(scalar.span.start, scalar.span.end, moved, *beside)

    return find


def _bands_around(file: Written, scalar: Scalar) -> list[int]:
    """The bands that a number stands among: whichever then breaks the order of its neighbours."""
    for bands in _bands(file):
        if any(one.span.start <= scalar.span.start < one.span.end for one in bands):
            return [one.span.start for one in bands]
    return []


def _word_for_a_number(file: Written) -> Iterator[Slip]:
    for scalar, _ in _numbers(file):
        yield _replace(scalar.span.start, scalar.span.end, "many")


_DURATION = re.compile(r"PT?(\d+)([DHMYW])")


def _duration_shifted(file: Written) -> Iterator[Slip]:
    for scalar in _parameters(file):
        found = _DURATION.fullmatch(scalar.written)
        if found is not None:
            at = scalar.span.start + found.start(1)
            yield _replace(at, at + len(found[1]), str(int(found[1]) + 1))


def _unit_of_a_duration(file: Written) -> Iterator[Slip]:
    units = {"D": "M", "H": "M", "M": "H", "Y": "M", "W": "D"}
    for scalar in _parameters(file):
        found = _DURATION.fullmatch(scalar.written)
        if found is not None:
            at = scalar.span.start + found.start(2)
            yield _replace(at, at + 1, units[found[2]])


def _time_shifted(file: Written) -> Iterator[Slip]:
    """A time of day one minute later."""
    for scalar in _parameters(file):
        found = re.fullmatch(r"(\d\d):(\d\d)", scalar.written)
        if found is not None and found[2] != "59":
            later = f"{found[1]}:{int(found[2]) + 1:02}"
            yield _replace(scalar.span.start, scalar.span.end, later)


def _unit_of_a_number(file: Written) -> Iterator[Slip]:
    units = {"days": "minutes", "minutes": "days", "CNY": "days"}
    for spot in file.at("parameters", "*", "unit"):
        if isinstance(spot.value, Scalar):
            other = units.get(spot.value.written, "CNY")
            yield _replace(spot.value.span.start, spot.value.span.end, other)


def _type_of_a_parameter(file: Written) -> Iterator[Slip]:
    types = {"number": "string", "string": "number", "date": "time", "time": "number"}
    for spot in file.at("parameters", "*", "type"):
        if isinstance(spot.value, Scalar):
            other = types.get(spot.value.written, "number")
            value = spot.owner.entries.get("value")
            beside = () if value is None else (value.key_span.start,)
            yield _replace(spot.value.span.start, spot.value.span.end, other, *beside)


def _parameter_left_out(file: Written) -> Iterator[Slip]:
    for pattern in (("parameters", "*"), ("definitions", "*")):
        for spot in file.at(*pattern):
            yield from _without(file, spot)


def _bands(file: Written) -> Iterator[tuple[Fields, ...]]:
    for spot in file.at("brackets", "*", "bands"):
        if isinstance(spot.value, Sequence):
            yield tuple(band for band in spot.value.items if isinstance(band, Fields))


def _bounds_swapped(file: Written) -> Iterator[Slip]:
    for bands in _bands(file):
        bounds = [one for band in bands if (one := band.get("up_to")) is not None]
        for one, other in pairwise(bounds):
            yield _exchanged(one.span, other.span)


def _exchanged(one: Span, other: Span) -> Slip:
    return Slip((Edit(one.start, one.end, other.text), Edit(other.start, other.end, one.text)))


def _band_left_out(file: Written) -> Iterator[Slip]:
    for bands in _bands(file):
        for band in bands:
            lines = file.whole_lines(file.text.rfind("-", 0, band.span.start), band.span.end)
            if lines is not None:
                yield _replace(*lines, "", *(one.span.start for one in bands if one != band))


def _rates_swapped(file: Written) -> Iterator[Slip]:
    for bands in _bands(file):
        rates = [one for band in bands if (one := band.get("rate")) is not None]
        for one, other in pairwise(rates):
            # Whichever band breaks the order of its neighbours.
            yield evolve(
                _exchanged(one.span, other.span), beside=tuple(band.span.start for band in bands)
            )


def _mode_of_brackets(file: Written) -> Iterator[Slip]:
    modes = {"whole": "marginal", "marginal": "whole"}
    for spot in file.at("brackets", "*", "mode"):
        if isinstance(spot.value, Scalar):
            yield _replace(spot.value.span.start, spot.value.span.end, modes[spot.value.written])


def _rows(file: Written) -> Iterator[tuple[int, int]]:
    """The lines of tables written as a block of text."""
    for spot in file.at("tables", "*", "rows"):
        if isinstance(spot.value, Scalar):
            start = file.text.index("\n", spot.value.span.start) + 1
            while start < spot.value.span.end:
                end = file.line_end(start)
                yield start, end
                start = end


def _heads(file: Written) -> list[int]:
    """Where tables begin, and their rows: a gap lies between rows, so it is told there."""
    spots = (*file.at("tables", "*"), *file.at("tables", "*", "rows"))
    return [spot.entry.key_span.start for spot in spots]


def _row_left_out(file: Written) -> Iterator[Slip]:
    for start, end in _rows(file):
        rest = (other for other, _ in _rows(file) if other != start)
        yield _replace(start, end, "", *rest, *_heads(file))


def _row_given_twice(file: Written) -> Iterator[Slip]:
    for start, end in _rows(file):
        yield _replace(end, end, file.text[start:end], start)


def _cells(swaps: dict[str, str]) -> Callable[[Written], Iterator[Slip]]:
    def find(file: Written) -> Iterator[Slip]:
        rows = [*_rows(file)]
        for start, end in rows:
            for token in TOKENS.finditer(file.text, start, end):
                if token.group() in swaps:
                    beside = [other for other, _ in rows] + _heads(file)
                    yield _replace(token.start(), token.end(), swaps[token.group()], *beside)

    return find


TOKENS = re.compile(r"<=|>=|[<>\[\]()]|\d+|\w+")


def _bound_of_a_cell_shifted(file: Written) -> Iterator[Slip]:
    rows = [*_rows(file)]
    for start, end in rows:
        for token in re.finditer(r"\d+", file.text[start:end]):
            at = start + token.start()
            beside = [other for other, _ in rows] + _heads(file)
            yield _replace(at, start + token.end(), str(int(token.group()) + 1), *beside)


# -- what rules are asked of


def _another_unit(file: Written) -> Iterator[Slip]:
    units = {"workday": "day", "day": "workday", "week": "month", "month": "quarter",
             "quarter": "year", "year": "quarter"}  # fmt: skip
    for spot in file.at("rules", "*", "per"):
        items = spot.value.items if isinstance(spot.value, Sequence) else (spot.value,)
        for one in items:
            if isinstance(one, Scalar) and one.written in units:
                yield _replace(one.span.start, one.span.end, units[one.written])


def _misspelt_unit(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "per"):
        items = spot.value.items if isinstance(spot.value, Sequence) else (spot.value,)
        for one in items:
            wrong = _swapped_letters(one.written) if isinstance(one, Scalar) else None
            if wrong is not None:
                yield _replace(one.span.start, one.span.end, wrong)


def _window_the_other_way(file: Written) -> Iterator[Slip]:
    ways = {"before": "after", "after": "before"}
    for way, other in ways.items():
        for spot in file.at("rules", "*", "with", "*", "window", way):
            yield _replace(spot.entry.key_span.start, spot.entry.key_span.end, other)


def _window_left_out(file: Written) -> Iterator[Slip]:
    for spot in file.at("rules", "*", "with", "*", "window"):
        yield from _without(file, spot)
        start, end = spot.entry.key_span.start, spot.value.span.end
        if file.text[start - 2 : start] == ", ":
            yield _replace(start - 2, end, "")


def _reads_what_it_makes(file: Written) -> Iterator[Slip]:
    """A list of the rule's own outcomes: kinds in a circle."""
    for rule, _, _ in _rules(file):
        outcome, already = rule.get("then"), rule.entries.get("with")
        if not isinstance(outcome, Fields) or already is not None:
            continue
        made = outcome.get("outcome")
        id_ = rule.entries["id"]
        if isinstance(made, Scalar) and isinstance(id_.value, Scalar):
            end = file.line_end(id_.value.span.end)
            lines = f"    with:\n      earlier: {made.written}\n"
            yield _replace(end, end, lines, id_.key_span.start)


# -- the handbook's own head


def _scope_of_a_handbook(file: Written) -> Iterator[Slip]:
    for spot in file.at("scope"):
        yield from _without(file, spot)


def _hours_shifted(file: Written) -> Iterator[Slip]:
    """A beginning or an end of a shift half an hour later."""
    for spot in file.at("timetable", "*", "shifts"):
        for shift in spot.value.items if isinstance(spot.value, Sequence) else ():
            for hour in shift.items if isinstance(shift, Sequence) else ():
                found = isinstance(hour, Scalar) and re.fullmatch(r"(\d\d):00", hour.written)
                if found:
                    yield _replace(hour.span.start, hour.span.end, f"{found[1]}:30")


def _workday_left_out(file: Written) -> Iterator[Slip]:
    for spot in file.at("calendar", "workweek"):
        for day in spot.value.items if isinstance(spot.value, Sequence) else ():
            if isinstance(day, Scalar) and day.written == "fri":
                yield _replace(day.span.start - 2, day.span.end, "")


def _misspelt_day(file: Written) -> Iterator[Slip]:
    for spot in file.at("calendar", "workweek"):
        for day in spot.value.items if isinstance(spot.value, Sequence) else ():
            if isinstance(day, Scalar):
                yield _replace(day.span.start, day.span.end, day.written + "s")


KINDS = (
    Kind("key of a rule misspelt", "`wehn:`", _misspelt_key),
    Kind("key of the register misspelt", "`smumary:`", _misspelt_register_key),
    Kind("required key left out", "a rule without `then`", _left_out("clause", "on", "per", "then")),
    Kind("`when` left out", "", _left_out("when")),
    Kind("one condition left out", "", _condition_left_out),
    Kind("exception left out", "an item of `unless`", _exception_left_out),
    Kind("`needs` left out", "", _left_out("needs")),
    Kind("`once` or `overrides` left out", "", _left_out("once", "overrides")),
    Kind("`expect` left out", "", _left_out("expect")),
    Kind("`let` or `with` left out", "", _left_out("let", "with")),
    Kind("field of an outcome left out", "`amount:`", _outcome_field_left_out),
    Kind("one outcome of several left out", "", _outcome_left_out),
    Kind("`where` left out", "", _where_left_out),
    Kind("window left out", "", _window_left_out),
    Kind("rule left out", "", _rule_left_out),
    Kind("parameter or definition left out", "", _parameter_left_out),
    Kind("rule given twice", "two rules of one id", _rule_given_twice),
    Kind("key given twice", "", _key_given_twice),
    Kind("no space after a colon", "`on:late`", _no_space_after_colon),
    Kind("line moved to the left", "by one space", _shifted_to_the_left),
    Kind("tab for spaces", "", _tab_for_spaces),
    Kind("full-width colon", "`on：late`", _full_width_colon),
    Kind("kind misspelt", "`on: odrer`", _misspelt_kind),
    Kind("outcome misspelt", "`bnous`", _misspelt_outcome),
    Kind("another outcome", "`bonus` for `commission`", _another_outcome),
    Kind("field of an outcome misspelt", "`minuets:`", _misspelt_outcome_field),
    Kind("word of an outcome misspelt", "`obligation: dsecretion`", _misspelt_word_in_an_outcome),
    Kind("another word of an outcome", "a neighbour of the same list", _another_word_in_an_outcome),
    Kind("another clause", "", _another_clause),
    Kind("unknown clause", '`"22.1.2a9"`', _unknown_clause),
    Kind("clause without quotes", "`clause: 22.1`", _clause_without_quotes),
    Kind("rule clause called informational", "", _clause_of_another_kind),
    Kind("clause struck from the register", "", _clause_struck_from_the_register),
    Kind("obligation misspelt", "", _misspelt_obligation),
    Kind("another obligation", "", _another_obligation),
    Kind("bound open for closed", "`<` for `<=`",
         _signs({"<": "<=", "<=": "<", ">": ">=", ">=": ">"})),
    Kind("comparison turned round", "`<` for `>`",
         _signs({"<": ">", "<=": ">=", ">": "<", ">=": "<="})),
    Kind("`!=` for `=`", "", _signs({"=": "!=", "!=": "="})),
    Kind("another operator", "`+` for `-`", _signs({"+": "-", "-": "+", "*": "/", "/": "*"})),
    Kind("`or` for `and`", "", _words({"and": "or", "or": "and"})),
    Kind("another function", "`max` for `min`",
         _words({"min": "max", "max": "min", "total": "count", "count": "total", "some": "every",
                 "every": "some", "minutes": "hours", "hours": "minutes"})),
    Kind("`true` for `false`", "", _words({"true": "false", "false": "true"})),
    Kind("`not` left out", "", _not_left_out),
    Kind("filter left out", "`orders` for `orders[…]`", _filter_left_out),
    Kind("branches swapped", "`then` for `else`", _branches_swapped),
    Kind("rounded to another place", "", _rounded_elsewhere),
    Kind("parenthesis left out", "", _parenthesis_left_out),
    Kind("quotation mark left out", "", _quote_left_out),
    Kind("operand left out", "`late.minutes >`", _operand_left_out),
    Kind("full-width sign in FEEL", "`，` for `,`", _full_width_in_feel),
    Kind("curly quotation marks", "`“self”`", _curly_quotes),
    Kind("look-alike letter", "Cyrillic `а` for `a`", _look_alike_letter),
    Kind("name misspelt", "", _misspelt_name),
    Kind("field misspelt", "`order.aomunt`", _misspelt_field),
    Kind("function misspelt", "`cuont(…)`", _misspelt_function),
    Kind("word in FEEL misspelt", '`"sefl"`', _misspelt_text),
    Kind("another word in FEEL", '`"company"` for `"self"`', _another_text),
    Kind("text for a number", '`"3"` for `3`', _text_for_a_number),
    Kind("number shifted", "`16` for `15`", _number_shifted),
    Kind("decimal point to the right", "`0.3` for `0.03`", _decimal_point_moved(1)),
    Kind("decimal point to the left", "`0.003` for `0.03`", _decimal_point_moved(-1)),
    Kind("word for a number", "`many`", _word_for_a_number),
    Kind("duration shifted", "`P8D` for `P7D`", _duration_shifted),
    Kind("unit of a duration", "`P7M` for `P7D`", _unit_of_a_duration),
    Kind("time shifted", "`10:01` for `10:00`", _time_shifted),
    Kind("unit of a number", "`minutes` for `days`", _unit_of_a_number),
    Kind("type of a parameter", "`string` for `number`", _type_of_a_parameter),
    Kind("bounds of bands swapped", "", _bounds_swapped),
    Kind("rates of bands swapped", "", _rates_swapped),
    Kind("band left out", "", _band_left_out),
    Kind("mode of brackets", "`marginal` for `whole`", _mode_of_brackets),
    Kind("table row left out", "", _row_left_out),
    Kind("table row given twice", "", _row_given_twice),
    Kind("cell widened or narrowed", "`< 3` for `<= 3`",
         _cells({"<": "<=", "<=": "<", ">": ">=", ">=": ">", "true": "false", "false": "true"})),
    Kind("bound or value of a cell shifted", "", _bound_of_a_cell_shifted),
    Kind("another unit of time", "`per: … quarter` for `month`", _another_unit),
    Kind("unit of time misspelt", "", _misspelt_unit),
    Kind("window the other way", "`after` for `before`", _window_the_other_way),
    Kind("rule that reads what it makes", "kinds in a circle", _reads_what_it_makes),
    Kind("scope of a handbook left out", "", _scope_of_a_handbook),
    Kind("hours of work shifted", "", _hours_shifted),
    Kind("workday left out", "", _workday_left_out),
    Kind("weekday misspelt", "", _misspelt_day),
)  # fmt: skip
"""In the order in which the table shows them."""
