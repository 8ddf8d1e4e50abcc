"""Advice: what would run, but is perhaps not what was meant."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from clausewise.checks import advice
from clausewise.engine import read_plans
from clausewise.source.diagnostic import Language, render

SOUND = Path(__file__).parent / "sound"
POLICIES = Path(__file__).parents[2] / "policies"
HOURS = Path("policies/41-tea-house/hours.yaml")

Said = Callable[..., str]

RULE = """\
  - id: example
    clause: "1.3"
    title: {zh: 例, en: An example}
    per: [employee, workday]
    with:
      clockings: clocking
      leaves: {kind: leave, overlapping: period}
"""


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """What is advised on the sound handbook with one more rule in it, in English."""

    def advised(*lines: str, language: Language = "en") -> str:
        copytree(SOUND, tmp_path / "policies")
        monkeypatch.chdir(tmp_path)
        more = "".join(f"    {line}\n" for line in lines)
        HOURS.write_text(HOURS.read_text("utf-8") + "\n" + RULE + more, "utf-8")
        plans = read_plans(Path("policies"))
        assert plans.told == ()
        told = [one for plan in plans.plans for one in advice(plan)]
        return "\n".join(render(one, language) for one in told)

    return advised


@pytest.mark.parametrize("folder", [SOUND, POLICIES], ids=["tea house", "policies"])
def test_nothing_is_advised_where_nothing_is_wrong(folder: Path) -> None:
    plans = read_plans(folder).plans

    assert plans
    assert [one for plan in plans for one in advice(plan)] == []


def test_an_absence_of_facts_needs_their_feed(said: Said) -> None:
    assert (
        said("when: count(clockings) = 0", "then: {outcome: absence, days: full_day}")
        == """\
policies/41-tea-house/hours.yaml:115:11: warning[CW401] this rule decides by 'clockings' being empty, but without any data of clocking it is empty as well
  |     when: count(clockings) = 0
  |           ^^^^^^^^^^^^^^^^^^^^
  = add needs: [clocking] to the rule, so that it waits where the data is not complete"""
    )


def test_an_absence_of_facts_is_seen_through_let(said: Said) -> None:
    told = said(
        "let: {nobody: 'clockings = []'}",
        "when: nobody and count(leaves) > 0",
        "then: {outcome: absence, days: full_day}",
        language="zh",
    )

    assert (
        told
        == """\
policies/41-tea-house/hours.yaml:115:20: warning[CW401] 这条规则凭“clockings”里什么都没有就下裁定，可是没有 clocking 的数据时也是什么都没有
  |     let: {nobody: 'clockings = []'}
  |                    ^^^^^^^^^^^^^^
  = 在规则里加上 needs: [clocking]，数据不全时就不会误判"""
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("needs: [clocking]", "when: count(clockings) = 0"),
        ("when: not(count(clockings) = 0)",),
        ("when: count(clockings) > 0",),
        ("allow: [{code: CW401, because: the clock never fails}]", "when: count(clockings) = 0"),
    ],
    ids=["the feed is needed", "presence by not", "presence", "allowed"],
)
def test_no_feed_is_needed(said: Said, lines: tuple[str, ...]) -> None:
    assert said(*lines, "then: {outcome: absence, days: full_day}") == ""


def test_a_number_in_an_amount_should_be_a_parameter(said: Said) -> None:
    told = said(
        "when: count(clockings) > 3",
        "then: {outcome: fine, basis: example, amount: 'round half up(count(leaves) * 5.50, 2)'}",
    )

    assert (
        told
        == """\
policies/41-tea-house/hours.yaml:115:30: warning[CW402] the number 3 stands in the rule itself
  |     when: count(clockings) > 3
  |                              ^
  = make it a parameter with its clause, so that a change of the number leaves the rule alone
policies/41-tea-house/hours.yaml:116:82: warning[CW402] the number 5.50 stands in the rule itself
  |     then: {outcome: fine, basis: example, amount: 'round half up(count(leaves) * 5.50, 2)'}
  |                                                                                  ^^^^
  = make it a parameter with its clause, so that a change of the number leaves the rule alone"""
    )


def test_places_digits_and_units_of_time_are_no_decisions(said: Said) -> None:
    told = said(
        "let: {minute: schedule.minutes / 60, last: 'leaves[-3].to'}",
        "when: count(clockings) > 2 and last > period.start",
        "then: {outcome: fine, basis: example, amount: 'round half up(late_fine * minute, 4)'}",
    )

    assert told == ""


def test_a_title_is_wanted_in_both_languages(said: Said) -> None:
    told = said("then: {outcome: absence, days: full_day}", "effective: {from: 2024-01-01}")
    assert told == ""

    HOURS.write_text(
        HOURS.read_text("utf-8").replace("{zh: 例, en: An example}", "{zh: 例}"), "utf-8"
    )
    plans = read_plans(Path("policies"))
    told = "\n".join(render(one, "en") for plan in plans.plans for one in advice(plan))

    assert (
        told
        == """\
policies/41-tea-house/hours.yaml:108:9: warning[CW403] the words of 'example' have no en
  |   - id: example
  |         ^^^^^^^
  = write both languages: {zh: …, en: …}"""
    )
