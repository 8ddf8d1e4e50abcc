"""Brackets as functions of an amount (language.md §4.3)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.plan.plan import BandTable
from tests.execution.asking import fact, plan_of, said

BANDS = """
brackets:
  scale:
    clause: "1"
    mode: {mode}
    bands:
      - {{up_to: 1000, rate: 0.01, name: low}}
      - {{up_to: 5000, rate: 0.02}}
      - {{rate: 0.05, name: high, extra: true}}
rules:
  - id: r
    clause: "1"
    on: memo
    let: {{share: scale(memo.size)}}
    then: {{outcome: bonus, amount: share.amount}}
  - id: s
    clause: "1"
    on: memo
    let: {{share: scale(memo.size)}}
    then: {{outcome: fault, points: share.band, why: "{{share.name}}"}}
"""
WHOLE, MARGINAL = BANDS.format(mode="whole"), BANDS.format(mode="marginal")


def paid(policy: str, size: str) -> str:
    return said(policy, fact("memo", "06-03", size=size))[0].removeprefix(
        "a 06-03 r: bonus amount="
    )


@pytest.mark.parametrize(
    ("size", "whole", "marginal"),
    [
        ("0", "0", "0"),
        ("1000", "10", "10"),
        ("1000.01", "20.0002", "10.0002"),
        ("5000", "100", "90"),
        ("5000.01", "250.0005", "90.0005"),
        ("10000", "500", "340"),
        ("-100", "-1", "-1"),
    ],
)
def test_a_bound_belongs_to_the_band_below_it(size: str, whole: str, marginal: str) -> None:
    assert Decimal(paid(WHOLE, size)) == Decimal(whole)
    assert Decimal(paid(MARGINAL, size)) == Decimal(marginal)


def test_the_band_and_its_further_fields_are_told() -> None:
    facts = [fact("memo", f"06-0{n}", size=size) for n, size in ((3, 1), (4, 2000), (5, 6000))]
    assert [line for line in said(WHOLE, *facts) if " s: " in line] == [
        "a 06-03 s: fault points=1 why=low",
        "a 06-04 s: fault points=2",
        "a 06-05 s: fault points=3 why=high",
    ]


def test_no_amount_is_undetermined_and_so_is_one_above_the_last_band() -> None:
    assert said(WHOLE, fact("memo", "06-03"))[0] == "a 06-03 r? undetermined: memo.size"
    closed = WHOLE.replace("{rate: 0.05", "{up_to: 9000, rate: 0.05")
    assert said(closed, fact("memo", "06-03", size=9001))[0] == (
        "a 06-03 r? undetermined: scale(memo.size)"
    )


def _band(policy: str) -> Any:
    scale = plan_of(policy).functions["scale"]
    assert isinstance(scale, BandTable)
    return scale.run


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_is_never_paid_for_less_and_slices_never_exceed_the_whole(
    one: int, other: int
) -> None:
    low, high = sorted((Decimal(one), Decimal(other)))
    for policy in (WHOLE, MARGINAL):
        run, table = _band(policy), plan_of(policy).functions["scale"]
        assert run(table, low)["amount"] <= run(table, high)["amount"]
    whole, sliced = plan_of(WHOLE).functions["scale"], plan_of(MARGINAL).functions["scale"]
    assert _band(MARGINAL)(sliced, high)["amount"] <= _band(WHOLE)(whole, high)["amount"]
