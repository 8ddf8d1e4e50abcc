"""Brackets proved: the last band is open, and more does not come to less (language.md §4.3)."""

import pytest

from clausewise.source.diagnostic import render
from tests.checks.tea_house import TeaHouse, tea_house

__all__ = ["tea_house"]


def brackets(*bands: str, mode: str = "whole", more: str = "") -> str:
    lines = "\n".join(f"      - {{{band}}}" for band in bands)
    return f"""\
brackets:
  bonus:
    clause: "2.2"
    mode: {mode}
    bands:
{lines}
{more}
"""


def test_rates_that_rise_are_as_they_should_be(tea_house: TeaHouse) -> None:
    rising = ("up_to: 100, rate: 0.01", "up_to: 200, rate: 0.01", "rate: 0.02")

    assert tea_house.told(brackets(*rising)) == []
    assert tea_house.told(brackets(*rising, mode="marginal")) == []


def test_the_last_band_must_be_open(tea_house: TeaHouse) -> None:
    told = tea_house.told(brackets("up_to: 100, rate: 0.01", "up_to: 250.5, rate: 0.02"))

    assert [render(one, "en") for one in told] == [
        """\
policies/41-tea-house/extra.yaml:9:9: error[CW422] brackets bonus have no band above 250.5; for example {amount: 251}
  |       - {up_to: 250.5, rate: 0.02}
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^
  = add a last band without up_to"""
    ]
    assert [render(one, "zh") for one in told] == [
        """\
policies/41-tea-house/extra.yaml:9:9: error[CW422] 分档 bonus 没有超过 250.5 的一档，例如 {amount: 251}
  |       - {up_to: 250.5, rate: 0.02}
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^
  = 请加上没有 up_to 的最后一档"""
    ]


def test_one_yuan_more_that_pays_less_is_shown_with_both_amounts(tea_house: TeaHouse) -> None:
    told = tea_house.told(brackets("up_to: 10000, rate: 0.02", "rate: 0.01"))

    assert [render(one, "en") for one in told] == [
        """\
policies/41-tea-house/extra.yaml:9:9: info[CW424] in brackets bonus more than 10000 comes to less: 10000 gives 200.00, 10001 gives 100.01
  |       - {rate: 0.01}
  |         ^^^^^^^^^^^^
  = where that is not meant, write mode: marginal, each slice at its own rate"""
    ]
    assert [render(one, "zh") for one in told] == [
        """\
policies/41-tea-house/extra.yaml:9:9: info[CW424] 分档 bonus 中超过 10000 反而更少：10000 得 200.00，10001 得 100.01
  |       - {rate: 0.01}
  |         ^^^^^^^^^^^^
  = 要是不该这样，请写 mode: marginal，各段按各自的比率算"""
    ]


def test_slices_at_falling_rates_still_come_to_more(tea_house: TeaHouse) -> None:
    assert tea_house.told(brackets("up_to: 10000, rate: 0.02", "rate: 0.01", mode="marginal")) == []


@pytest.mark.parametrize("mode", ["whole", "marginal"])
def test_rates_that_go_up_and_down_are_told_of(mode: str, tea_house: TeaHouse) -> None:
    bands = ("up_to: 100, rate: 0.025", "up_to: 500, rate: 0.3", "rate: 0.05")
    told = tea_house.told(brackets(*bands, mode=mode))

    assert [render(one, "en") for one in told] == [
        """\
policies/41-tea-house/extra.yaml:10:9: warning[CW423] the rates of brackets bonus go up and down: 0.025 → 0.3 → 0.05
  |       - {rate: 0.05}
  |         ^^^^^^^^^^^^
  = see whether a decimal point has moved; where it is meant, say why with allow"""
    ]
    assert [render(one, "zh") for one in told] == [
        """\
policies/41-tea-house/extra.yaml:10:9: warning[CW423] 分档 bonus 的比率忽高忽低：0.025 → 0.3 → 0.05
  |       - {rate: 0.05}
  |         ^^^^^^^^^^^^
  = 请看看小数点有没有写错位置；有意如此就写 allow 并说明理由"""
    ]


def test_what_was_considered_of_brackets_stands(tea_house: TeaHouse) -> None:
    allow = "    allow: [{code: CW422, because: no order is larger}]"

    assert tea_house.told(brackets("up_to: 100, rate: 0.01", more=allow)) == []
