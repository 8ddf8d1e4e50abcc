"""CW435 to CW437: two rules that speak about the same case, and do not go together.

    - {id: late, on: late, when: late.minutes <= 15, then: {outcome: deduction, amount: 20, …}}
    - {id: very-late, on: late, when: late.minutes >= 15, then: {outcome: deduction, amount: 50, …}}
                                            # 15 minutes late pays twice: 20 and 50

A case is told only where both rules are asked about the same fact or unit and no condition of one
keeps the other away; one that `overrides` the other has settled it.  A rule that makes a ruling and
punishes at once is held, besides, against the rules that punish on that ruling.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from clausewise.checks.examples import case_text
from clausewise.checks.rules.amounts import amount_at
from clausewise.checks.rules.asked_together import AskedTogether
from clausewise.checks.rules.side_by_side import SideBySide, side_by_side
from clausewise.checks.rules.ways import Demand, Demands, RuleReader, Way
from clausewise.feel.core import Constant, names_in
from clausewise.plan.plan import OutcomePlan, RulePlan, TextPlan
from clausewise.source.diagnostic import Diagnostic
from clausewise.source.span import Span
from clausewise.values.number import plain

_PUNISHING = frozenset({"deduction", "sanction"})


@frozen
class _Row:
    """A way to an outcome, with the reader of its rule."""

    way: Way
    reader: RuleReader
    at_birth: bool = False
    """The rule makes the very ruling that the others are asked about."""

    @property
    def rule(self) -> RulePlan:
        return self.way.rule

    @property
    def outcome(self) -> OutcomePlan:
        return self.way.outcome


def rule_pairs(asked: Sequence[AskedTogether]) -> Iterator[Diagnostic]:
    """What clashes between two rules, each once, without what `allow` of one of them names."""
    told: set[tuple[str, frozenset[str]]] = set()
    for together in asked:
        for one, other, diagnostic in _of(together):
            key = diagnostic.code, frozenset({_key(one), _key(other)})
            allowed = diagnostic.code in one.rule.allow or diagnostic.code in other.rule.allow
            if key not in told and not allowed:
                told.add(key)
                yield diagnostic


def _key(row: _Row) -> str:
    return f"{row.rule.id} {row.rule.span}"


def _of(together: AskedTogether) -> Iterator[tuple[_Row, _Row, Diagnostic]]:
    rows = [
        _Row(way, reader)
        for reader in together.readers
        if any(map(_weighs, reader.rule.outcomes)) and not reader.is_off
        for way in reader.following
        if _weighs(way.outcome)
    ]
    if any(_hangs_on_subject(row, together.asked_on) for row in rows):
        rows += _punished_at_birth(together)
    pairs = [
        (at, beside, code)
        for at, one in enumerate(rows)
        for beside, other in enumerate(rows[at + 1 :], at + 1)
        if (code := _clash_of(one, other, together.asked_on)) is not None
    ]
    if not pairs:
        return
    domains = together.domains([(row.reader, row.way.demands) for row in rows])
    laid = side_by_side([row.way.demands for row in rows], domains, together.known)
    if laid is None:
        return
    for at, beside, code in pairs:
        met = laid.together(at, beside)
        if met is not None:
            one, other = rows[at], rows[beside]
            yield one, other, _told(code, (at, one), (beside, other), laid, met)


def _punished_at_birth(together: AskedTogether) -> Iterator[_Row]:
    """Rules that make the rulings asked about here and punish in the same breath, as rows.

    Of what they ask only what is said of the employee is known here, and the words they fill in.
    """
    made = together.asked_on
    for rule in together.readers[0].plan.rules:
        outcomes = [one for one in rule.outcomes if one.when is None]
        ruling = next((one for one in outcomes if one.kind == made), None)
        if ruling is None:
            continue
        reader = together.readers[0].of(rule)
        demands = None if reader.is_off else _of_employee(reader)
        if demands is not None:
            for outcome in outcomes:
                if outcome.kind != made and outcome.effect in _PUNISHING:
                    own = _filled_in(ruling, together.readers[0])
                    yield _Row(Way(rule, outcome, (*demands, *own)), reader, at_birth=True)


def _of_employee(reader: RuleReader) -> Demands | None:
    """What a rule asks of the employee; null where it holds in several ways."""
    if len(reader.holding) != 1:
        return None
    return tuple(one for one in reader.holding[0] if names_in(one.core) <= {"employee"})


def _filled_in(ruling: OutcomePlan, reader: RuleReader) -> Demands:
    """The plain words and numbers of a ruling, as what is so of the fact that it becomes."""
    constants = {
        name: filling.value for name, filling, _ in ruling.fields if isinstance(filling, Constant)
    }
    values = {**_words(ruling), **constants}.items()
    return tuple(reader.filled_with(ruling.kind, name, value) for name, value in values)


def _hangs_on_subject(row: _Row, asked_on: str) -> bool:
    """Whether a way asks of nothing but its fact and the employee: not of how many there were."""
    return all(names_in(one.core) <= {"employee", "subject", asked_on} for one in row.way.demands)


def _weighs(outcome: OutcomePlan) -> bool:
    return outcome.effect in (*_PUNISHING, "payment") or outcome.amount is not None


def _clash_of(one: _Row, other: _Row, asked_on: str) -> str | None:
    """Why two outcomes do not go together on one case; null where they do."""
    first, second = one.outcome, other.outcome
    if one.at_birth or (other.at_birth and not _hangs_on_subject(one, asked_on)):
        return None
    if not _both_stand(one, other) or first.company != second.company:
        return None
    same = first.kind == second.kind and first.amount is not None and second.amount is not None
    if one.rule is other.rule:
        # Of outcomes of one rule, only those with conditions of their own are alternatives.
        alternatives = first.when is not None and second.when is not None
        return "CW435" if same and alternatives and not _for_different(first, second) else None
    if same and not _for_different(first, second):
        return "CW435"
    effects = {first.effect, second.effect}
    if "payment" in effects and effects & _PUNISHING:
        return "CW436"
    return "CW437" if effects <= _PUNISHING else None


def _both_stand(one: _Row, other: _Row) -> bool:
    """Whether neither gives way to the other, and both may hold on one day."""
    rule, beside = one.rule, other.rule
    if rule is beside:
        return one.outcome.place != other.outcome.place
    if rule.id in beside.overrides or beside.id in rule.overrides:
        return False
    return rule.effective.meets(beside.effective) and bool(rule.each) == bool(beside.each)


def _for_different(first: OutcomePlan, second: OutcomePlan) -> bool:
    """Whether a field says plainly that the two are for different things."""
    words, others = _words(first), _words(second)
    return any(words[name] != others[name] for name in words.keys() & others.keys())


def _words(outcome: OutcomePlan) -> Mapping[str, str]:
    """The fields that are filled with plain text."""
    return {
        name: "".join(map(str, filling.pieces))
        for name, filling, _ in outcome.fields
        if isinstance(filling, TextPlan) and all(isinstance(one, str) for one in filling.pieces)
    }


# -- in words ------------------------------------------------------------------------------------------


def _told(
    code: str,
    first: tuple[int, _Row],
    second: tuple[int, _Row],
    laid: SideBySide,
    met: Sequence[int],
) -> Diagnostic:
    (at, one), (beside, other) = first, second
    values = laid.case(met, (at, beside))
    for row in (one, other):
        # What the parameters alone decide is no part of the case.
        for demand in row.way.demands:
            if row.reader.is_known(demand.core):
                values.pop(demand.thing, None)
    case = {thing: value for thing, (_, value) in values.items()}
    place, related = _places(laid, at, beside, one.rule, other.rule)
    blanks = {
        "first": one.rule.id,
        "second": other.rule.id,
        "case": case_text(one.reader.plan, list(values.values())),
    }
    blanks |= {"one": _what(one, case), "other": _what(other, case)}
    if code == "CW435":
        blanks["outcome"] = one.outcome.kind
    return Diagnostic.at(place, code, related, **blanks)


def _places(
    laid: SideBySide, row: int, other: int, rule: RulePlan, beside: RulePlan
) -> tuple[Span, Span]:
    """Where the two meet: what each asks of a thing that both ask of, the most telling first."""
    best: tuple[Demand, Demand] | None = None
    for column in range(len(laid.columns)):
        mine, theirs = laid.asked_of(column, row), laid.asked_of(column, other)
        if mine and theirs and mine != theirs:
            best = theirs[-1], mine[-1]
            if laid.columns[column].ordered:
                break
    return (beside.span, rule.span) if best is None else (best[0].span, best[1].span)


def _what(row: _Row, case: Mapping[int, Any]) -> str:
    """What follows in the case: the outcome and its amount, or how the amount is worked out."""
    core = row.outcome.amount
    if core is None:
        return row.outcome.kind
    amount = amount_at(core, row.reader, case)
    shown = " ".join(core.span.text.split()) if amount is None else plain(amount)
    return f"{row.outcome.kind} {shown}"
